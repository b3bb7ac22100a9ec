//! Log-odds as a probability, and a probability as log-odds: each the inverse of the other.
//!
//! ```text
//! p = 2^b / (1 + 2^b)          b = log₂(p / (1 − p))
//! ```
//!
//! Input and output are fixed-point, by [`fixed`], so they are the same on every machine. 1 bit is odds of 2 to 1, or a
//! probability of 2/3; 10 bits are 1,024 to 1, or 0.999.

use super::{LogOdds, Probability, fixed};

impl LogOdds {
    /// The probability whose odds these bits are the logarithm of.
    ///
    /// ```
    /// use allonym::{LogOdds, Probability};
    ///
    /// assert_eq!(LogOdds::ZERO.probability(), Probability::from_f64(0.5));
    /// assert_eq!(LogOdds::from_f64(2.0).probability(), Probability::from_f64(0.8)); // odds of 4 to 1
    /// assert!(LogOdds::from_f64(-90.0).probability() == Probability::ZERO);
    /// ```
    #[must_use]
    pub fn probability(self) -> Probability {
        Probability::from_f64(fixed::sigmoid(self.parts()))
    }
}

impl Probability {
    /// The logarithm, to base 2, of the odds: the inverse of [`LogOdds::probability`]. 0 and 1 count as a millionth more
    /// and less.
    ///
    /// ```
    /// use allonym::{LogOdds, Probability};
    ///
    /// assert_eq!(Probability::from_f64(0.8).log_odds(), LogOdds::from_f64(2.0)); // odds of 4 to 1
    /// ```
    #[must_use]
    pub fn log_odds(self) -> LogOdds {
        LogOdds::from_parts(fixed::logit(self.millionths()))
    }
}
