//! Logarithms and powers of two in whole numbers, so that every machine computes the same.
//!
//! `core` has neither; the series below uses only additions, multiplications and divisions of `f64`, which IEEE 754
//! rounds in one way everywhere.

/// Terms of the series of a power: the last is below 2^-53 of the sum.
const TERMS: u8 = 14;
/// Doublings after which an `f64` probability is 0 or 1 in millionths.
const MAX_DOUBLINGS: u32 = 64;

/// 2 to the power of so many parts of 1/256.
///
/// ```text
/// 2^(w + f) = 2^w · Σ (f ln 2)^n / n!      0 ≤ f < 1
/// ```
pub(crate) fn exp2(parts: i32) -> f64 {
    let (whole, part) = (parts >> 8, f64::from(parts & 255) / 256.0);
    let mut term = 1.0;
    let mut power = 1.0;
    for n in 1..TERMS {
        term *= part * core::f64::consts::LN_2 / f64::from(n);
        power += term;
    }
    for _ in 0..whole.unsigned_abs().min(MAX_DOUBLINGS) {
        power *= if whole < 0 { 0.5 } else { 2.0 };
    }
    power
}

/// The probability, 0 to 1, of log-odds in parts of 1/256 bit: 1 / (1 + 2^-x).
pub(crate) fn sigmoid(parts: i32) -> f64 {
    1.0 / (1.0 + exp2(parts.saturating_neg()))
}

/// The least log-odds, in parts of 1/256 bit, whose probability is at least so many millionths; found by halving. 0 and
/// a million count as a millionth more and less.
pub(crate) fn logit(millionths: u32) -> i32 {
    let millionths = millionths.clamp(1, 999_999);
    let (mut low, mut high) = (-32 * 256, 32 * 256);
    while low < high {
        let middle = (low + high) >> 1;
        if ((sigmoid(middle) * 1e6 + 0.5) as u32) < millionths { low = middle + 1 } else { high = middle }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_whole_bits_are_exact() {
        assert_eq!((exp2(0), exp2(256), exp2(-512), exp2(10 * 256)), (1.0, 2.0, 0.25, 1024.0));
    }

    #[test]
    fn half_a_bit_is_the_square_root() {
        assert!((exp2(128) - core::f64::consts::SQRT_2).abs() < 1e-12);
    }

    #[test]
    fn odds_of_four_to_one() {
        assert_eq!((sigmoid(0), sigmoid(512)), (0.5, 0.8));
        assert!(sigmoid(i32::MIN) < 1e-18 && sigmoid(i32::MAX) == 1.0);
    }

    #[test]
    fn logit_and_sigmoid_are_inverse() {
        assert_eq!((logit(500_000), logit(800_000)), (0, 512));
        for bits in -15..=15 {
            let parts = bits * 256;
            assert!((logit((sigmoid(parts) * 1e6 + 0.5) as u32) - parts).abs() <= 100, "{bits}");
        }
        assert_eq!(logit(0), logit(1));
    }
}
