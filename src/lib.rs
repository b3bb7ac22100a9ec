#![doc = include_str!("../README.md")]
#![no_std]
// One file allows it: `index/file/unsafe_mmap.rs`.
#![deny(unsafe_code)]
// Without some of the tables some of the mechanism has no user.
#![cfg_attr(not(all(feature = "romanize", feature = "systems")), allow(dead_code, unused_imports))]

extern crate alloc;
#[cfg(feature = "evidence")]
extern crate std;

mod aligned;
mod codec;
mod error;
mod kind;
pub mod quantity;
mod scratch;
mod span;
pub mod tables;
mod tag;

#[cfg(feature = "evidence")]
pub mod compare;
pub mod finder;
#[cfg(feature = "evidence")]
pub mod index;
#[cfg(feature = "lexicon")]
pub mod name;
#[cfg(all(feature = "evidence", feature = "serde"))]
pub mod report;
#[cfg(feature = "finder")]
pub mod rewrite;
pub mod romanize;
#[cfg(feature = "finder")]
pub mod scan;
pub mod spelling;
#[cfg(feature = "lexicon")]
pub(crate) mod text;
pub mod transcribe;
pub mod translit;
pub mod unicode;

#[cfg(feature = "tables")]
#[doc = include_str!("../UNTRUSTED.md")]
pub mod untrusted_input {}

pub use aligned::Aligned;
#[cfg(feature = "evidence")]
pub use compare::{Matcher, Name, explain, score};
pub use error::{Error, ErrorKind};
#[cfg(feature = "evidence")]
pub use index::{Index, Record};
pub use quantity::{LogOdds, Probability};
#[cfg(feature = "romanize")]
pub use romanize::Romanizer;
#[cfg(feature = "finder")]
pub use scan::{Entity, Mention, Spelling, resolve};
pub use scratch::Scratch;
pub use span::Span;
pub use tag::{Country, Language, Script};
#[cfg(feature = "romanize")]
pub use transcribe::Transcriber;
#[cfg(feature = "systems")]
pub use translit::Transliterator;
#[cfg(feature = "tables")]
pub use unicode::{clean, normalize};
