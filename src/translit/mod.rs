//! Floor 2: from other scripts to Latin letters.
//!
//! Two ways: [`Transliterator`] follows a published system to the letter, and [`romanize()`] writes a name as newspapers
//! would.

#[cfg(feature = "tables")]
mod letters;
mod options;
#[doc(hidden)]
pub mod rules;
#[cfg(feature = "systems")]
mod systems;
mod transliterator;

#[cfg(feature = "tables")]
pub use letters::{romanizations, romanize, romanize_aligned, romanize_into};
pub use options::{Apostrophe, Case, Options};
#[cfg(feature = "systems")]
pub use systems::{System, find_system, systems};
pub use transliterator::Transliterator;
