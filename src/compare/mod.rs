//! How likely two names are one: scores that are probabilities, and the evidence that makes them.
//!
//! # Nouns
//!
//! - A [`Name`] is a text parsed and prepared once; a [`Matcher`] scores two of them, for a purpose and a prior.
//! - A *token* is a word of a name, or two to four that stand side by side taken as one (Abd al-Rahman, Abdurrahman).
//! - The *agreement* of two tokens is a weight of evidence in bits, by one [`Rule`]: the same word, a spelling, a nickname,
//!   an initial, one meaning.
//! - The *alignment* is the set of pairs of tokens that agree; no word is in two.
//! - The *sum* of a comparison is what pairs and left words weigh; the *score* is the probability that the sum makes.
//! - An [`Explanation`] lists every addend as an [`Evidence`].
//!
//! # Example
//!
//! `Qassem Soleimani` and `قاسم سلیمانی` are two tokens each, and two more for both words as one. Soleimani and سلیمانی are
//! not in one script, so the model of Arabic letters is asked: it finds nearly all the evidence that it expects of so many
//! letters, and the pair weighs nearly what an exact match of a word so rare would, about 18 bits. Qassem and قاسم weigh about
//! 20. The two together are taken back to about 11 bits, for words of one name depend on each other; the curve for persons
//! in two scripts makes that 0.996.
//!
//! ```
//! use allonym::{Matcher, Name, Probability, compare::Rule};
//!
//! let (a, b) = (Name::new("Qassem Soleimani"), Name::new("قاسم سلیمانی"));
//! let explanation = Matcher::new().explain(&a, &b);
//! assert_eq!(explanation.evidence.len(), 3); // two pairs and what takes back from them
//! assert_eq!(explanation.evidence[2].rule, Rule::Saturation);
//! assert!(explanation.score > Probability::from_f64(0.95));
//! ```
//!
//! # Method
//!
//! Words are weighed as fields are in record linkage (Fellegi and Sunter 1969): log2 of how much likelier they agree if two
//! names are one than if not (weights of evidence, Good 1950). What equal words weigh comes from how rare they are in names;
//! which fraction of it two spellings deserve, from the models of [`spelling`](crate::spelling). The sum is *not* calibrated:
//! its weights were searched for order. A curve for each kind of name, for one script and for two, and the prior make it a
//! probability. Stages: [`Name::new`] → `token` → `agreement` (`similarity`, `forms`) → `align` → `score` → `calibrate`.
//!
//! # Cost
//!
//! Preparing a name is linear in it, some ten microseconds. A comparison costs the product of the numbers of words, at most
//! [`MAX_WORDS`] each, and a microsecond for each pair of words that may be spellings of one another.
//!
//! # What it cannot do
//!
//! It knows names and no bearers: two people of one name score as one. Translations are known for words of organizations
//! and places that lists have, not for others; pen names and former names not at all.

mod acronym;
mod agreement;
mod align;
mod calibrate;
mod explain;
mod forms;
mod given_forms;
mod joined;
mod matcher;
mod name;
#[cfg(feature = "finder")]
mod outline;
mod rewritten;
mod rule;
mod score;
mod settings;
mod signature;
mod similarity;
mod slot;
mod token;

pub use explain::{Evidence, Explanation};
pub(crate) use matcher::align_names;
pub use name::{MAX_WORDS, Name};
pub use rule::Rule;
pub use settings::{Matcher, Purpose};

pub(crate) use agreement::Agreement;
pub(crate) use align::{AlignedPair, align, covered, unaligned};
pub(crate) use name::{MAX_NAMES, words};
#[cfg(feature = "finder")]
pub(crate) use outline::{Reach, TokenOutline};
pub(crate) use score::{Comparison, relevance, score_alignment};
pub(crate) use signature::{NameSignature, NameView};
pub(crate) use slot::{Slot, TokenClass};
pub(crate) use token::{NameToken, TokenSource};

use crate::quantity::Probability;

/// How likely two names are one, titles aside: a probability, calibrated for pairs of which half are the same; other
/// priors by [`Matcher::prior`].
///
/// Symmetric; 1 for a name and itself, 0 where one has no letter or digit. Costs the product of the numbers of words, capped at [`MAX_WORDS`] each, times
/// the product of their lengths, capped at 30 letters. To compare one name with many, make each a [`Name`] once.
///
/// ```
/// use allonym::Probability;
///
/// let same = allonym::score("Gen. Qassem Soleimani", "قاسم سلیمانی");
/// let other = allonym::score("Gen. Qassem Soleimani", "حسن نصرالله");
/// assert!(same > Probability::from_f64(0.8) && other < Probability::from_f64(0.1));
/// assert!(allonym::score("علی\u{200C}رضا", "علی رضا") > Probability::from_f64(0.8));
/// ```
#[must_use]
pub fn score(a: &str, b: &str) -> Probability {
    Matcher::new().score(&Name::new(a), &Name::new(b))
}

/// The score of two names with the evidence that makes it, whose bits add up to the sum.
///
/// A title stands there with 0 bits: it says nothing about the name.
///
/// ```
/// use allonym::LogOdds;
///
/// let (a, b) = ("عبد الله احمد", "Ahmad");
/// let explanation = allonym::explain(a, b);
/// assert_eq!(explanation.score, allonym::score(a, b));
/// let best = explanation.evidence[0];
/// assert_eq!((best.a.unwrap().of(a), best.b.unwrap().of(b)), ("احمد", "Ahmad"));
/// assert!(explanation.evidence.last().unwrap().bits < LogOdds::ZERO);
/// assert_eq!(explanation.evidence.iter().map(|evidence| evidence.bits).sum::<LogOdds>(), explanation.bits);
/// ```
#[must_use]
pub fn explain(a: &str, b: &str) -> Explanation {
    Matcher::new().explain(&Name::new(a), &Name::new(b))
}
