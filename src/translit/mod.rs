//! From other scripts to Latin letters, by rule.
//!
//! Two ways. A [`Transliterator`] follows a published *system* (BGN/PCGN, ISO 9, Hepburn, a law) to the letter: the same
//! text always gives the same letters, and some systems lead back. [`letter_by_letter`] needs no system: it writes
//! each letter as newspapers would and guesses no vowel that is not written. Neither guesses; names as people spell them
//! come from [`Romanizer`](crate::romanize::Romanizer).
//!
//! # The nouns
//!
//! - A *system* is a published table of letter values with its rules: [`systems`] lists them, [`find_system`] finds one.
//! - A *rule file* describes a system; users bring their own ([`Transliterator::from_rules`], [`rules`]).
//! - *Options* are choices after the rules, the same for every system: [`Options`].
//! - *Letter values* are what `data/scripts` says a letter becomes, and what a language does otherwise.
//!
//! # An example
//!
//! `Хрущёв` by BGN/PCGN 1947. At each place the longest key wins, and the capital of Х goes on the first letter of kh:
//!
//! | place | key | writes |
//! |---|---|---|
//! | 0 | х | Kh |
//! | 1 | р | r |
//! | 2 | у | u |
//! | 3 | щ | shch |
//! | 4 | ё, after a consonant | ë |
//! | 5 | в | v |
//!
//! ```
//! use allonym::translit::{Apostrophe, Options, Transliterator, letter_by_letter};
//!
//! let system = Transliterator::named("bgn/pcgn 1947 russian")?;
//! assert_eq!(system.transliterate("Хрущёв"), "Khrushchëv");
//! assert_eq!(system.with(Options::MRZ).transliterate("Хрущёв, Никита"), "KHRUSHCHEV<<NIKITA");
//! assert_eq!(letter_by_letter("Хрущёв", None), "Khrushchev");
//! # Ok::<(), allonym::Error>(())
//! ```
//!
//! # Method, cost, limits
//!
//! Rules are a subset of the transform rules of UTS #35, compiled to passes; a pass is one walk with an index on the
//! first letter of keys. Time is linear in the text, whatever the rules: 40 to 90 MB a second for alphabets. A system is
//! followed where its standard is a rule; where a standard says "as pronounced" (vowels of Arabic, tones without marks)
//! the written letters are all there is, and the examples of a standard that cannot be met are named with their reason
//! in `tests/golden/systems.tsv`.

#[cfg(feature = "tables")]
mod letters;
mod options;
pub mod rules;
#[cfg(feature = "systems")]
mod systems;
mod transliterator;
#[cfg(feature = "systems")]
mod zawgyi;

#[cfg(feature = "tables")]
pub use letters::{
    letter_by_letter, letter_by_letter_aligned, letter_by_letter_candidates, letter_by_letter_into,
};
pub use options::{Apostrophe, Case, Options};
#[cfg(feature = "systems")]
pub use systems::{System, find_system, systems};
pub use transliterator::Transliterator;
#[cfg(feature = "systems")]
pub use zawgyi::unicode_of_zawgyi;
