//! How rare a word is.

use core::fmt;

use super::LogOdds;

/// The surprisal of a word in names: −log2 of its share of all words of names, in 1/256 bit. The rarer the word, the
/// larger. A word that makes up one of 1,024 words has 10 bits.
///
/// ```
/// use allonym::quantity::Surprisal;
///
/// let (rare, common) = (Surprisal::from_f64(16.0), Surprisal::from_f64(7.5));
/// assert!(rare > common);
/// assert_eq!(common.to_string(), "7.50");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Surprisal(u32);

impl Surprisal {
    /// The surprisal of what is certain.
    pub const ZERO: Surprisal = Surprisal(0);

    /// So many parts of 1/256 bit.
    ///
    /// ```
    /// use allonym::quantity::Surprisal;
    ///
    /// assert_eq!(Surprisal::from_parts(2560).to_f64(), 10.0);
    /// ```
    #[must_use]
    pub const fn from_parts(parts: u32) -> Surprisal {
        Surprisal(parts)
    }

    /// The surprisal in parts of 1/256 bit.
    ///
    /// ```
    /// use allonym::quantity::Surprisal;
    ///
    /// assert_eq!(Surprisal::from_f64(0.5).parts(), 128);
    /// ```
    #[must_use]
    pub const fn parts(self) -> u32 {
        self.0
    }

    /// The nearest surprisal to `bits`; what is below zero, and NaN, go to zero.
    ///
    /// ```
    /// use allonym::quantity::Surprisal;
    ///
    /// assert_eq!(Surprisal::from_f64(-3.0), Surprisal::ZERO);
    /// ```
    #[must_use]
    pub fn from_f64(bits: f64) -> Surprisal {
        Surprisal((bits * 256.0 + 0.5) as u32)
    }

    /// The surprisal in bits.
    ///
    /// ```
    /// use allonym::quantity::Surprisal;
    ///
    /// assert_eq!(Surprisal::from_parts(256).to_f64(), 1.0);
    /// ```
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 256.0
    }

    /// The weight of evidence that an agreement on the word carries: rare words that agree say more.
    ///
    /// ```
    /// use allonym::{LogOdds, quantity::Surprisal};
    ///
    /// assert_eq!(Surprisal::from_f64(10.0).weight(), LogOdds::from_f64(10.0));
    /// ```
    #[must_use]
    pub const fn weight(self) -> LogOdds {
        LogOdds::from_parts(if self.0 > i32::MAX as u32 { i32::MAX } else { self.0 as i32 })
    }
}

impl fmt::Display for Surprisal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.to_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_surprisal_is_zero() {
        assert_eq!(Surprisal::from_f64(-3.0), Surprisal::ZERO);
        assert_eq!(Surprisal::from_f64(f64::NAN), Surprisal::ZERO);
        assert_eq!(Surprisal::from_f64(10.0).parts(), 2560);
        assert_eq!(Surprisal::from_parts(u32::MAX).weight(), LogOdds::from_parts(i32::MAX));
    }
}
