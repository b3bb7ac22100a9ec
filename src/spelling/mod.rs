//! Floor 2: learned spelling models: how names are really spelled.

mod alphabet;
#[doc(hidden)]
pub mod romanize;

#[doc(hidden)]
pub use alphabet::{MOST_SYMBOLS, plainer, symbols};
#[cfg(feature = "tables")]
pub use romanize::{Romanization, Romanizer};
