//! How many times a weight counts.

use core::fmt;
use core::ops::Mul;

use super::LogOdds;

/// A number by which weights of evidence are multiplied, in 1/1024.
///
/// ```
/// use allonym::quantity::{Factor, LogOdds};
///
/// assert_eq!(LogOdds::from_f64(8.0) * Factor::from_parts(256), LogOdds::from_f64(2.0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Factor(i32);

impl Factor {
    /// So many parts of 1/1024.
    ///
    /// ```
    /// assert_eq!(allonym::quantity::Factor::from_parts(1536).to_string(), "1.500");
    /// ```
    #[must_use]
    pub const fn from_parts(parts: i32) -> Factor {
        Factor(parts)
    }

    /// The factor in parts of 1/1024.
    ///
    /// ```
    /// assert_eq!(allonym::quantity::Factor::from_parts(512).parts(), 512);
    /// ```
    #[must_use]
    pub const fn parts(self) -> i32 {
        self.0
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", f64::from(self.0) / 1024.0)
    }
}

impl Mul<Factor> for LogOdds {
    type Output = LogOdds;
    /// So many times the evidence, rounded towards zero; saturates.
    fn mul(self, factor: Factor) -> LogOdds {
        let parts = i64::from(self.parts()) * i64::from(factor.0) / 1024;
        LogOdds::from_parts(parts.clamp(i32::MIN.into(), i32::MAX.into()) as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_rounded_towards_zero_and_saturates() {
        let parts = LogOdds::from_parts;
        assert_eq!(parts(3) * Factor::from_parts(512), parts(1));
        assert_eq!(parts(-3) * Factor::from_parts(512), parts(-1));
        assert_eq!(parts(i32::MAX) * Factor::from_parts(4096), parts(i32::MAX));
        assert_eq!(parts(i32::MIN) * Factor::from_parts(4096), parts(i32::MIN));
    }
}
