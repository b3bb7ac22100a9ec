//! How two names are scored: purpose, prior, cut-off.

use crate::quantity::Probability;

/// What a score is for: how many wrong names may be let in to miss none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Purpose {
    /// To miss nobody: at 0.5 most pairs are different names that deserve a look.
    Screening,
    /// The probability itself.
    #[default]
    Default,
    /// To join records without being asked: at 0.5 hardly a pair is of two names.
    Dedupe,
}

/// Scores pairs of names. A value of three settings, made in a `const` or passed about freely.
///
/// | setting | what it does | default |
/// |---|---|---|
/// | [`purpose`](Matcher::purpose) | shifts the odds for screening or for joining records | [`Purpose::Default`] |
/// | [`prior`](Matcher::prior) | how likely two names are one before they are read | 0.5 |
/// | [`cutoff`](Matcher::cutoff) | below it [`Matcher::score_cutoff`] gives nothing, and gives it soon | 0 |
///
/// ```
/// use allonym::{Matcher, Name, Probability, compare::Purpose};
///
/// const SCREENING: Matcher = Matcher::new().purpose(Purpose::Screening);
/// const DEDUPE: Matcher = Matcher::new().purpose(Purpose::Dedupe).prior(Probability::from_f64(1e-6));
/// let (a, b) = (Name::new("Mohammed Karimi"), Name::new("محمد کریمی فر"));
/// assert!(SCREENING.score(&a, &b) > Matcher::default().score(&a, &b));
/// assert!(DEDUPE.score(&a, &b) < Matcher::default().score(&a, &b));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matcher {
    pub(super) purpose: Purpose,
    pub(super) prior: Probability,
    pub(super) cutoff: Probability,
}

impl Default for Matcher {
    fn default() -> Matcher {
        Matcher::new()
    }
}

impl Matcher {
    /// The probability for pairs of which half are the same, without a cut-off.
    ///
    /// ```
    /// assert_eq!(allonym::Matcher::new(), allonym::Matcher::default());
    /// ```
    #[must_use]
    pub const fn new() -> Matcher {
        Matcher {
            purpose: Purpose::Default,
            prior: Probability::from_millionths(500_000),
            cutoff: Probability::ZERO,
        }
    }

    /// What the score is for.
    ///
    /// ```
    /// use allonym::{Matcher, Name, compare::Purpose};
    ///
    /// let (a, b) = (Name::new("Ольга Ким"), Name::new("Olga Kimova"));
    /// assert!(Matcher::new().purpose(Purpose::Screening).score(&a, &b) > Matcher::new().score(&a, &b));
    /// ```
    #[must_use]
    pub const fn purpose(self, purpose: Purpose) -> Matcher {
        Matcher { purpose, ..self }
    }

    /// How likely two names are one before anything is known of them: a half for pairs that somebody or something
    /// chose to compare, 0.000001 for a name and a random one of a million. 0 and 1 count as a millionth more and less.
    ///
    /// ```
    /// use allonym::{Matcher, Name, Probability};
    ///
    /// let (a, b) = (Name::new("Ольга Ким"), Name::new("Olga Kim"));
    /// let rare = Matcher::new().prior(Probability::from_f64(0.001));
    /// assert!(rare.score(&a, &b) < Matcher::new().score(&a, &b));
    /// ```
    #[must_use]
    pub const fn prior(self, prior: Probability) -> Matcher {
        Matcher { prior, ..self }
    }

    /// The least score that [`Matcher::score_cutoff`] gives.
    ///
    /// ```
    /// use allonym::{Matcher, Name, Probability};
    ///
    /// let likely = Matcher::new().cutoff(Probability::from_f64(0.5));
    /// assert_eq!(likely.score_cutoff(&Name::new("علی رضایی"), &Name::new("Boris Johnson")), None);
    /// ```
    #[must_use]
    pub const fn cutoff(self, cutoff: Probability) -> Matcher {
        Matcher { cutoff, ..self }
    }
}
