#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
// Without the tables only the generator uses what is left, and not all of it.
#![cfg_attr(not(feature = "tables"), allow(dead_code, unused_imports))]

extern crate alloc;

mod aligned;
#[doc(hidden)]
pub mod attested;
mod bits;
#[doc(hidden)]
pub mod chars;
#[doc(hidden)]
pub mod countries;
mod error;
mod kind;
#[doc(hidden)]
pub mod lexicon;
mod score;
mod scratch;
mod span;
#[cfg(feature = "tables")]
mod tables;
mod tag;
#[doc(hidden)]
pub mod weights;

#[cfg(feature = "tables")]
pub mod compare;
pub mod finder;
#[cfg(feature = "tables")]
pub mod index;
#[cfg(feature = "tables")]
pub mod name;
#[cfg(feature = "tables")]
pub mod scan;
pub mod spelling;
pub mod translit;
pub mod unicode;

#[cfg(feature = "tables")]
#[doc = include_str!("../UNTRUSTED.md")]
pub mod untrusted_input {}

pub use aligned::Aligned;
pub use bits::Bits;
pub use error::{Error, ErrorKind};
pub use score::Score;
pub use scratch::Scratch;
pub use span::Span;
pub use tag::{Country, Language, Script};
