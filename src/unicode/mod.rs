//! Text as such: cleaning, folding, scripts, tokens, and what social media leave behind.
//!
//! Nothing here knows what a name is. Names come from web pages, forms, tweets and sanctions lists, and the same name
//! is written with other code points in each of them. This module brings a text into one form, says which scripts
//! and languages it is in, and cuts it into tokens, always with the way back to the bytes of the caller.
//!
//! # The nouns
//!
//! - A *clean* text is what a reader sees, in NFC: no control characters, no invisible marks, no HTML entities
//!   ([`clean()`]).
//! - The *normal form* of a text is what it is compared by: clean, NFKC, folded ([`normalize()`]).
//! - A *garbled* text is UTF-8 that was read as another encoding; [`repair()`] undoes that, and [`repairs`] says what.
//! - *Folding* takes away differences that make no difference between names; [`Fold`] says which ([`fold()`]).
//! - A *run* is a stretch in one script ([`script_runs`]); a *token* is a word, a number or a sign ([`tokens`]).
//! - An [`Aligned`](crate::Aligned) text remembers where each part of it came from.
//!
//! # An example
//!
//! | | text | bytes |
//! |---|---|---|
//! | from a web page | `Gen.&nbsp;Qa◌̄sem ‎SOLEIMANI` | 33 |
//! | clean | `Gen. Qāsem SOLEIMANI` | 21 |
//! | normal | `gen. qasem soleimani` | 20 |
//!
//! ```
//! use allonym::unicode::{clean_aligned, normalize, tokens};
//! use allonym::Span;
//!
//! let page = "Gen.&nbsp;Qa\u{304}sem \u{200E}SOLEIMANI";
//! let clean = clean_aligned(page);
//! assert_eq!(clean.text(), "Gen. Qāsem SOLEIMANI");
//! assert_eq!(clean.source(Span::new(5, 11)).of(page), "Qa\u{304}sem");
//! assert_eq!(normalize(page), "gen. qasem soleimani");
//! assert_eq!(tokens(clean.text()).len(), 4); // Gen, the full stop, Qāsem, SOLEIMANI
//! ```
//!
//! # Three depths
//!
//! Every transformation comes three times: `x(&str)` gives a `Cow` or a `String`, `x_into(&str, …, &mut String)` appends
//! to a buffer of yours, `x_aligned(&str)` keeps the map back to the input. All give the same text.
//!
//! # Method and cost
//!
//! Two tries over code points, compiled from `data/` and from Unicode's properties, say what cleaning and folding do with
//! a character. Only stretches that compose or decompose are handed to a Unicode normalizer, and everything else is
//! copied. All functions take time linear in the text, except that a run of combining marks is sorted; memory is given
//! in [`untrusted_input`](crate::untrusted_input). Sources: UAX #15, #24, #29, UTS #39, #51, RFC 5892.
//!
//! # What it cannot do
//!
//! Folding is made for names. It makes different words the same (`Мария` and `Марія` stay two, `şık` and `sik` become
//! one), so it is no spelling reform for running text. Languages are guessed from distinctive letters alone: a text
//! without any gives no guess.

mod clean;
mod entity;
mod fold;
pub mod generator;
#[cfg(feature = "tables")]
mod guess;
#[cfg(feature = "tables")]
mod invisible;
mod lookalike;
mod normalize;
#[cfg(feature = "tables")]
mod repair;
mod script;
mod sequence;
#[cfg(feature = "tables")]
mod social;
#[cfg(feature = "tables")]
mod token;

#[cfg(feature = "tables")]
pub use clean::{clean, clean_aligned, clean_into};
pub use fold::Fold;
#[cfg(feature = "tables")]
pub use fold::{fold, fold_aligned, fold_into};
#[cfg(feature = "tables")]
pub use guess::{LanguageGuess, guess_languages, guess_languages_into};
#[cfg(feature = "tables")]
pub(crate) use guess::{language_by_letters, language_of_clean};
#[cfg(feature = "tables")]
pub(crate) use invisible::without_invisible;
#[cfg(feature = "tables")]
pub(crate) use lookalike::latin_for_lookalikes;
#[cfg(feature = "tables")]
pub use lookalike::mixed_script_words;
pub(crate) use normalize::normalize_by;
#[cfg(feature = "tables")]
pub use normalize::{normalize, normalize_aligned, normalize_into};
#[cfg(feature = "tables")]
pub use repair::{Repair, repair, repair_aligned, repair_into, repairs};
pub use script::{ScriptRun, ScriptSet, script_of, script_runs, script_runs_into, script_set};
pub(crate) use script::{is_alphabetic, script_of_word};
#[cfg(feature = "tables")]
pub(crate) use social::is_tag_sign;
#[cfg(feature = "tables")]
pub use social::{
    SocialItem, SocialKind, expand_tag, expand_tag_aligned, expand_tag_into, social_items, social_items_into,
    strip_social, strip_social_aligned, strip_social_into,
};
#[cfg(feature = "tables")]
pub use token::{Token, TokenKind, tokens, tokens_into};
#[cfg(feature = "tables")]
pub(crate) use token::{ends_sentence, token_iter};
