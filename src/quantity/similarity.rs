//! How like two words are.

use core::fmt;
use core::ops::{Mul, Sub};

use super::LogOdds;

/// The similarity of two words as a fraction of an exact match, in 1/1024: 1024 for words that are equal, 0 where the
/// comparison is neutral, below zero for words that are near each other and still two names.
///
/// Times the weight of an exact match it gives the weight of the pair.
///
/// ```
/// use allonym::quantity::{LogOdds, Similarity};
///
/// let (exact, half) = (LogOdds::from_f64(14.0), Similarity::from_parts(512));
/// assert_eq!(exact * half, LogOdds::from_f64(7.0));
/// assert_eq!(half.to_string(), "0.500");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Similarity(i32);

impl Similarity {
    /// Speaks neither for one name nor against it.
    pub const NEUTRAL: Similarity = Similarity(0);
    /// An exact match.
    pub const EXACT: Similarity = Similarity(1024);

    /// So many parts of 1/1024.
    ///
    /// ```
    /// use allonym::quantity::Similarity;
    ///
    /// assert_eq!(Similarity::from_parts(1024), Similarity::EXACT);
    /// ```
    #[must_use]
    pub const fn from_parts(parts: i32) -> Similarity {
        Similarity(parts)
    }

    /// The similarity in parts of 1/1024.
    ///
    /// ```
    /// use allonym::quantity::Similarity;
    ///
    /// assert_eq!(Similarity::from_f64(-0.25).parts(), -256);
    /// ```
    #[must_use]
    pub const fn parts(self) -> i32 {
        self.0
    }

    /// The nearest similarity to `fraction` of an exact match; NaN goes to neutral.
    ///
    /// ```
    /// use allonym::quantity::Similarity;
    ///
    /// assert_eq!(Similarity::from_f64(0.5).parts(), 512);
    /// assert_eq!(Similarity::from_f64(f64::NAN), Similarity::NEUTRAL);
    /// ```
    #[must_use]
    pub fn from_f64(fraction: f64) -> Similarity {
        let half = if fraction < 0.0 { -0.5 } else { 0.5 };
        Similarity((fraction * 1024.0 + half) as i32)
    }

    /// The similarity as a fraction of an exact match.
    ///
    /// ```
    /// use allonym::quantity::Similarity;
    ///
    /// assert_eq!(Similarity::from_parts(768).to_f64(), 0.75);
    /// ```
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 1024.0
    }
}

impl fmt::Display for Similarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.to_f64())
    }
}

impl Sub for Similarity {
    type Output = Similarity;
    fn sub(self, other: Similarity) -> Similarity {
        Similarity(self.0.saturating_sub(other.0))
    }
}

impl Mul<Similarity> for LogOdds {
    type Output = LogOdds;
    /// That fraction of the evidence; saturates.
    fn mul(self, similarity: Similarity) -> LogOdds {
        let parts = i64::from(self.parts()) * i64::from(similarity.0) / 1024;
        LogOdds::from_parts(parts.clamp(i32::MIN.into(), i32::MAX.into()) as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_of_evidence() {
        let bits = LogOdds::from_f64;
        assert_eq!(bits(8.0) * Similarity::from_parts(256), bits(2.0));
        assert_eq!(bits(8.0) * Similarity::from_parts(-512), bits(-4.0));
        assert_eq!(bits(8.0) * Similarity::NEUTRAL, LogOdds::ZERO);
        let most = LogOdds::from_parts(i32::MAX);
        assert_eq!(most * Similarity::from_parts(2048), most);
    }
}
