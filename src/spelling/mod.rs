//! Learned spelling models: how names are really spelled.

mod alphabet;

#[doc(hidden)]
pub use alphabet::{Alphabet, MOST_SYMBOLS, plainer, symbols};
