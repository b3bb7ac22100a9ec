//! Latin names, and names of any script, in another script as its people write them.
//!
//! Qassem Soleimani is قاسم سلیمانی in Persian, Касем Сулеймани in Russian and קאסם סולימאני in Hebrew: the way back from
//! [`romanize`](crate::romanize). The letters leave much open (is it ق or ک, is a vowel written?), so the answer is a
//! list with probabilities, from the same pairs of names that the romanizer was learned from, read backwards.
//!
//! # Nouns
//!
//! - A *unit* is one sign of the script: a letter, a kana, a syllable of hangul, a Han character.
//! - A *graphone* (Bisani, Ney 2008) is a unit with the Latin letters that it stands for: х with *kh*, 마 with *ma*.
//! - A *candidate* is a spelling that the beam found, a *transcription* one with its probability.
//!
//! # How
//!
//! The letters are cut into graphones by an n-gram model of graphones, which knows how the language spells and which letters
//! belong to which sign at once. What it finds is weighed again by the romanizer's channel, read backwards by the rule
//! of Bayes: how likely is it that someone who reads the spelling writes these letters?
//!
//! ```text
//! score(s) = a · log2 P(s, w) + b · log2 P(w | s)         w = michael, s = ミカエル
//! ```
//!
//! Spellings that lists have of the word, and known names, are worth more.
//!
//! | file | method | source |
//! |---|---|---|
//! | `beam` | joint n-grams of signs and letters | Bisani, Ney 2008 |
//! | `transcriber` | reranking by the channel | Brown and others 1993 |
//!
//! # What it costs and cannot do
//!
//! About a millisecond a word that a [`Workspace`] has not met, a look-up for one that it has. Numbers are whole, so every machine gives the same. Names of foreigners are written by
//! their sound; that 안철수 has hanja of his own, or Mao the characters 毛泽东, letters cannot say, and only known names
//! do. Marks that lists leave out (Arabic vowels) are not written.
//!
//! ```
//! use allonym::transcribe::Transcriber;
//!
//! let russian = Transcriber::new("Cyrl".parse()?).language("ru".parse()?);
//! assert_eq!(russian.transcribe("Sandra Brown"), "Сандра Браун");
//! # Ok::<(), allonym::Error>(())
//! ```

mod beam;
#[cfg(feature = "romanize")]
mod transcriber;
#[cfg(feature = "romanize")]
mod workspace;
#[cfg(feature = "romanize")]
mod writing;

pub use beam::{BEAM, Candidate, END, START};
#[cfg(feature = "romanize")]
pub use transcriber::{Transcribed, Transcriber, Transcription};
#[cfg(feature = "romanize")]
pub use workspace::Workspace;
