//! Floor 2: from other scripts to Latin letters, letter by letter.

mod letters;

pub(crate) use letters::transcribe;
pub use letters::{romanizations, romanize, romanize_aligned, romanize_into};
