//! How alike two names are.

use core::fmt;

/// A number from 0 to 1, kept in millionths: totally ordered, never NaN, the same on every machine.
///
/// ```
/// use allonym::Probability;
///
/// let score = Probability::from_millionths(750_000);
/// assert_eq!(score.to_f64(), 0.75);
/// assert_eq!(score.to_string(), "0.750000");
/// assert!(score < Probability::ONE);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Probability(u32);

impl Probability {
    /// Nothing in common.
    pub const ZERO: Probability = Probability(0);
    /// The same name.
    pub const ONE: Probability = Probability(1_000_000);

    /// The score of so many millionths; more than a million is [`Probability::ONE`].
    ///
    /// ```
    /// use allonym::Probability;
    ///
    /// assert_eq!(Probability::from_millionths(2_000_000), Probability::ONE);
    /// ```
    #[must_use]
    pub const fn from_millionths(millionths: u32) -> Probability {
        if millionths > Probability::ONE.0 { Probability::ONE } else { Probability(millionths) }
    }

    /// The nearest score to `value`; values outside 0 to 1 go to the nearer end, NaN to 0.
    ///
    /// ```
    /// use allonym::Probability;
    ///
    /// assert_eq!(Probability::from_f64(0.25).millionths(), 250_000);
    /// assert_eq!(Probability::from_f64(-1.0), Probability::ZERO);
    /// assert_eq!(Probability::from_f64(f64::NAN), Probability::ZERO);
    /// ```
    #[must_use]
    pub const fn from_f64(value: f64) -> Probability {
        // `as` saturates and takes NaN to 0; adding a half rounds without `f64::round`, which core lacks.
        Probability::from_millionths((value * 1e6 + 0.5) as u32)
    }

    /// The score in millionths.
    ///
    /// ```
    /// use allonym::Probability;
    ///
    /// assert_eq!(Probability::from_f64(0.5).millionths(), 500_000);
    /// ```
    #[must_use]
    pub const fn millionths(self) -> u32 {
        self.0
    }

    /// The score as a number from 0 to 1.
    ///
    /// ```
    /// use allonym::Probability;
    ///
    /// assert_eq!(Probability::from_millionths(125_000).to_f64(), 0.125);
    /// ```
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 1e6
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:06}", self.0 / 1_000_000, self.0 % 1_000_000)
    }
}
