//! Names in Latin letters as people write them, learned from names and their spellings.
//!
//! A newspaper writes قاسم سلیمانی as *Qasem Soleimani*: it puts in vowels that nobody wrote and follows habits, not a
//! table. [`Romanizer`] does so for whole names, [`WordRomanizer`] for words. For a published system, followed to the
//! letter, there is [`Transliterator`](crate::translit::Transliterator).
//!
//! # Nouns
//!
//! - A *symbol* is a letter of the native word as the models see it: without case, marks and keyboard variants.
//! - A *chunk* is the row of Latin letters, none to seven, that one symbol writes: خ writes *kh*, ـ writes nothing.
//! - The *channel* says which chunk each symbol writes; the *letter model* how likely Latin letters are a name.
//! - A *candidate* is a spelling that the beam found, a *romanization* one with its probability.
//! - A *reading* is a spelling that no letters tell: of a known name (北京 Beijing), a family name (박 Park), an ending of
//!   places.
//! - A *share* is how likely a word is spelled by the published system that its language follows and not freely.
//! - A *country model* says what people of one country prefer: Gamal in Egypt, Djamel in Algeria.
//!
//! # How
//!
//! سلیمانی is seven symbols. The channel gives each of them its chunks with probabilities, from the symbols around and
//! the letters written before: س writes *s* or *so* … A beam of 64 spellings goes through the word. What it found is
//! weighed again by the letter model, by its length and by whether lists know it as a word, and what lists often spell
//! so needs no model at all:
//!
//! ```text
//! سلیمانی   soleimani 0.95   soleymani 0.02   suleimani 0.01 …
//! ```
//!
//! The word is read by the first of these that knows it: known names, family names and syllables of given names, the
//! model mixed with the published system, the table of letters. A word that nothing reads stays, and is said:
//! [`Romanized::unread`].
//!
//! The words of a name are put together by their costs, cheapest combination first. In a country the 64 spellings of a
//! word are weighed once more.
//!
//! | file | method | source |
//! |---|---|---|
//! | `channel` | maximum-entropy Markov model over hashed features | McCallum, Freitag, Pereira 2000 |
//! | `beam` | beam search with recombination | Lowerre 1976; Koehn, Och, Marcu 2003 |
//! | `rows`, `kept` | sums of features that spellings and words share, worked out once | |
//! | `letter_model` | log-linear letter n-grams | Rosenfeld 1996 |
//! | `rerank` | discriminative reranking of n-best lists | Collins, Koo 2005 |
//! | `country` | the same with features that a country prefers | |
//! | `reading`, `known`, `person`, `capitals`, `han`, `models`, `sources` | cascade of lists, published systems, models; mixture of distributions | |
//! | `forced` | the forward algorithm | Rabiner 1989 |
//! | `kbest` | the best combinations of alternatives | Lawler 1972 |
//!
//! # What it costs and cannot do
//!
//! Some hundred microseconds a word that a [`Workspace`] has not met, a look-up for one that it has. Numbers are whole, so every machine gives the same. Each language has a model of
//! its own; a word of another language in the same script is read by the wrong one. A probability is a share among the
//! spellings that were found and not calibrated.
//!
//! ```
//! use allonym::romanize::Romanizer;
//!
//! let names = Romanizer::for_language("fa")?.n_best("قاسم سلیمانی", 2);
//! assert_eq!(names[0].text, "Qasem Soleimani");
//! # Ok::<(), allonym::Error>(())
//! ```

mod beam;
#[cfg(feature = "romanize")]
mod capitals;
mod channel;
mod country;
mod forced;
#[cfg(feature = "romanize")]
mod han;
#[cfg(feature = "romanize")]
mod kbest;
mod kept;
#[cfg(feature = "romanize")]
mod known;
mod letter_model;
#[cfg(feature = "romanize")]
mod models;
#[cfg(feature = "romanize")]
mod person;
#[cfg(feature = "romanize")]
mod piece;
#[cfg(feature = "romanize")]
mod reading;
mod rerank;
#[cfg(feature = "romanize")]
mod romanizer;
mod rows;
#[cfg(feature = "romanize")]
mod sources;
#[cfg(feature = "romanize")]
mod word;
#[cfg(feature = "romanize")]
mod workspace;

pub use channel::{MEMORY, NATIVE_CONTEXTS, PAD, WRITTEN_CONTEXTS, native_contexts, written_contexts};
pub use country::{Proposal, country_features};
pub(crate) use forced::ForcedBuffers;
pub use letter_model::{LETTER_CONTEXTS, LETTERS, letter_contexts};
#[cfg(feature = "romanize")]
pub(crate) use piece::Piece;
pub use rerank::Candidate;
#[cfg(feature = "romanize")]
pub(crate) use romanizer::combined;
#[cfg(feature = "romanize")]
pub use romanizer::{Romanized, Romanizer};
#[cfg(feature = "romanize")]
pub use word::{Romanization, WordRomanizer};
#[cfg(feature = "romanize")]
pub(crate) use workspace::WordMemory;
#[cfg(feature = "romanize")]
pub use workspace::Workspace;
