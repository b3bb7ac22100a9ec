//! How likely two names are one.

mod agreement;
mod align;
mod calibrate;
mod explain;
mod joined;
mod matcher;
mod name;
mod rule;
mod score;
mod similarity;
mod token;

pub use explain::{Evidence, Explanation};
pub use matcher::{Matcher, Purpose};
pub use name::{MAX_WORDS, Name};
pub use rule::Rule;

pub(crate) use agreement::Agreement;
pub(crate) use align::{AlignedPair, Slot, align};
pub(crate) use name::{MAX_NAMES, words};
pub(crate) use score::{Comparison, NameSignature, NameView, relevance, score_alignment};
pub(crate) use token::{NameToken, TokenSource};

use crate::quantity::Probability;

/// How likely two names are one, titles aside: a probability, calibrated for pairs of which half are the same; other
/// priors by [`Matcher::prior`].
///
/// Symmetric; 1 for a name and itself. Costs the product of the numbers of words, capped at [`MAX_WORDS`] each, times
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
/// Titles are in no record: they say nothing about the name.
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
