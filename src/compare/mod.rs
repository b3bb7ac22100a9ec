//! Floor 4: how likely two names are one.

mod align;
mod calibrate;
mod explain;
mod joined;
mod part;
mod prepared;
mod rule;
mod share;
mod sum;

pub use calibrate::{Options, Profile};
pub use explain::{Evidence, Explanation};
pub use prepared::{MOST_WORDS, Prepared};
pub use rule::Rule;

pub(crate) use align::{Pair, align};
pub(crate) use part::{Agreement, Part, Place, Source};
pub(crate) use prepared::{MOST_NAMES, words};
pub(crate) use sum::{Shape, Side, Verdict, judge, relevance};

use crate::quantity::Probability;

/// How likely two names are one, titles aside: a probability, calibrated for pairs of which half are the same; other
/// priors by [`Prepared::score_with`].
///
/// Symmetric; 1 for a name and itself. Costs the product of the numbers of words, capped at [`MOST_WORDS`] each, times
/// the product of their lengths, capped at 30 letters.
///
/// ```
/// use allonym::{Probability, compare};
///
/// let same = compare::score("Gen. Qassem Soleimani", "قاسم سلیمانی");
/// let other = compare::score("Gen. Qassem Soleimani", "حسن نصرالله");
/// assert!(same > Probability::from_f64(0.8) && other < Probability::from_f64(0.1));
/// assert!(compare::score("علی\u{200C}رضا", "علی رضا") > Probability::from_f64(0.8));
/// ```
#[must_use]
pub fn score(a: &str, b: &str) -> Probability {
    Prepared::new(a).score(&Prepared::new(b))
}

/// The score of two names with the reasons that make it; their bits add up to the whole.
///
/// Titles are in no record: they say nothing about the name.
///
/// ```
/// use allonym::{LogOdds, compare};
///
/// let (a, b) = ("عبد الله احمد", "Ahmad");
/// let explanation = compare::explain(a, b);
/// assert_eq!(explanation.score, compare::score(a, b));
/// let best = explanation.evidence[0];
/// assert_eq!((best.a.unwrap().of(a), best.b.unwrap().of(b)), ("احمد", "Ahmad"));
/// assert!(explanation.evidence.last().unwrap().bits < LogOdds::ZERO);
/// assert_eq!(explanation.evidence.iter().map(|evidence| evidence.bits).sum::<LogOdds>(), explanation.bits);
/// ```
#[must_use]
pub fn explain(a: &str, b: &str) -> Explanation {
    Prepared::new(a).explain(&Prepared::new(b))
}
