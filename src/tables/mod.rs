//! The formats of the knowledge: what is compiled from `data/`, and how it is laid out in bytes.
//!
//! Users of names do not need this module. It is for those who make tables: the generator in `xtask`, and programs that
//! bring knowledge of their own. Each format stands in one file with its layout, its reader and what its writer needs.
//! All numbers are little-endian. A reader never fails: bytes that are no table of its version hold nothing.
//!
//! | module | holds | magic |
//! |---|---|---|
//! | [`char_trie`] | what cleaning and folding do with each character | Rust source |
//! | [`lexicon`] | phrases with their senses | `ALNYLEX` |
//! | [`frequency`] | how frequent words are in names, and where they stand there | `ALNYFRQ` |
//! | [`pairs`] | pairs of words that are one name | none |
//! | [`attested`] | Latin words and the forms in other scripts that they were observed as spellings of | `ALNMATT` |
//! | [`countries`] | how countries spell names | `ALNMCTY` |
//! | [`evidence`], [`units`] | the models of spelling evidence, and one model | `ALNMEVI` |
//! | [`readings`] | readings of words that no letters tell: family names, known names | `ALNYRDG` |
//! | [`finder`] | the weights of the finder of names | `ALNYFND` |
//! | [`romanize`], [`known_words`] | the models that write names in Latin letters, and the words that lists have | `ALNYROM` |
//! | [`syllables`] | syllables of names of China and Korea and how they are written | `ALNMSYL` |
//! | [`transcribe`] | the models that write Latin names in other scripts | `ALNYTRS` |
//! | [`ranking`] | the model that orders the hits of a search | Rust source |
//! | [`weights`] | what comparison pays and charges | Rust source |
//!
//! ```
//! use allonym::tables::lexicon::Lexicon;
//!
//! let nothing = Lexicon::new(b"no table");
//! assert_eq!(nothing.senses("генерал").count(), 0);
//! ```

pub mod attested;
pub mod char_trie;
pub(crate) mod codec;
pub mod countries;
pub mod evidence;
pub mod finder;
pub mod frequency;
#[cfg(feature = "tables")]
mod generated;
pub mod hash;
pub mod known_words;
pub mod lexicon;
pub mod pairs;
pub mod ranking;
pub mod readings;
pub mod romanize;
pub mod syllables;
pub mod transcribe;
pub mod units;
pub mod weights;

#[cfg(feature = "tables")]
pub(crate) use generated::*;
