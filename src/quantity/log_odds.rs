//! Evidence, in bits.

use core::fmt;
use core::iter::Sum;
use core::ops::{Add, AddAssign, Neg, Sub};

/// An amount of evidence: the logarithm, to base 2, of how many times likelier something is if two spellings are one
/// name than if they are not. Kept in 1/256 bit: exact sums, the same on every machine.
///
/// ```
/// use allonym::LogOdds;
///
/// let evidence = LogOdds::from_f64(12.5) + LogOdds::from_f64(-2.0);
/// assert_eq!(evidence.to_f64(), 10.5);
/// assert_eq!(evidence.to_string(), "+10.50");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogOdds(i32);

impl LogOdds {
    /// Nothing told either way.
    pub const ZERO: LogOdds = LogOdds(0);

    /// So many parts of 1/256 bit.
    ///
    /// ```
    /// use allonym::LogOdds;
    ///
    /// assert_eq!(LogOdds::from_parts(-128).to_f64(), -0.5);
    /// ```
    #[must_use]
    pub const fn from_parts(parts: i32) -> LogOdds {
        LogOdds(parts)
    }

    /// The evidence in parts of 1/256 bit.
    ///
    /// ```
    /// use allonym::LogOdds;
    ///
    /// assert_eq!(LogOdds::from_f64(1.5).parts(), 384);
    /// ```
    #[must_use]
    pub const fn parts(self) -> i32 {
        self.0
    }

    /// The nearest amount to `bits`; what is too great goes to the greatest, NaN to nothing.
    ///
    /// ```
    /// use allonym::LogOdds;
    ///
    /// assert_eq!(LogOdds::from_f64(0.001), LogOdds::ZERO);
    /// assert_eq!(LogOdds::from_f64(f64::NAN), LogOdds::ZERO);
    /// ```
    #[must_use]
    pub fn from_f64(bits: f64) -> LogOdds {
        let half = if bits < 0.0 { -0.5 } else { 0.5 };
        LogOdds((bits * 256.0 + half) as i32)
    }

    /// The evidence in bits.
    ///
    /// ```
    /// use allonym::LogOdds;
    ///
    /// assert_eq!(LogOdds::from_parts(64).to_f64(), 0.25);
    /// ```
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 256.0
    }
}

impl fmt::Display for LogOdds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:+.2}", self.to_f64())
    }
}

impl Add for LogOdds {
    type Output = LogOdds;
    fn add(self, other: LogOdds) -> LogOdds {
        LogOdds(self.0.saturating_add(other.0))
    }
}

impl AddAssign for LogOdds {
    fn add_assign(&mut self, other: LogOdds) {
        *self = *self + other;
    }
}

impl Sub for LogOdds {
    type Output = LogOdds;
    fn sub(self, other: LogOdds) -> LogOdds {
        LogOdds(self.0.saturating_sub(other.0))
    }
}

impl Neg for LogOdds {
    type Output = LogOdds;
    fn neg(self) -> LogOdds {
        LogOdds(self.0.saturating_neg())
    }
}

impl Sum for LogOdds {
    fn sum<I: Iterator<Item = LogOdds>>(bits: I) -> LogOdds {
        bits.fold(LogOdds::ZERO, Add::add)
    }
}
