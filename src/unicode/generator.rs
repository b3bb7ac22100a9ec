//! The mechanism with tables of the caller's.
//!
//! `cargo xtask tables` makes the tables of characters from `data/` and has to normalize words while it makes them. So
//! the functions here take the tables as an argument; everything else in [`unicode`](super) uses those of the crate.
//!
//! ```
//! use allonym::unicode::generator::{MAX_STEPS, begins_segment, step};
//!
//! assert_eq!(step::CASE | step::MARKS, 3);
//! assert!(MAX_STEPS >= 4 && begins_segment('a'));
//! ```

pub use super::clean::begins_segment;
pub use super::fold::{MAX_STEPS, fold_char, step};
pub use super::normalize::normalize_with;
