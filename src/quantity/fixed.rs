//! Logarithms and powers of two, so that every machine computes the same.
//!
//! A *logarithm* here is to the base 2, in 1/256 bit, an `i32`: 256 is a factor of two. A *power* is a fraction with 20
//! fractional bits: 1 << 20 is one. Errors stay below two parts of 1/256 bit.
//!
//! | function | takes | gives |
//! |---|---|---|
//! | [`exp2_neg`] | a logarithm d ≥ 0 | 2^(−d/256), 20 fractional bits |
//! | [`log2`] | a number with 20 fractional bits | its logarithm, 1/256 bit |
//! | [`log_add`], [`log_sum`] | logarithms | the logarithm of the sum of their numbers |
//! | [`sigmoid`] | log-odds | the probability, 0 to 1, as an `f64` |
//! | [`logit`] | a probability in millionths | its log-odds |
//!
//! Powers come from a table of 256 entries that is computed when the crate is compiled, logarithms from repeated
//! squaring (Knuth, The Art of Computer Programming 1, 1.2.2, exercise 25): 8 squarings, a bit each. The series of [`sigmoid`] uses only
//! additions, multiplications and divisions of `f64`, which IEEE 754 rounds in one way everywhere.

/// 2^(-k/256) with 20 fractional bits.
const EXP2: [u32; 256] = {
    let mut table = [0u32; 256];
    let mut value: u64 = 1 << 40;
    let mut rest: &mut [u32] = &mut table;
    while let Some((first, others)) = rest.split_first_mut() {
        *first = (value >> 20) as u32;
        // 2^(-1/256) with 40 fractional bits
        value = ((value as u128 * 1_096_538_610_001_u128) >> 40) as u64;
        rest = others;
    }
    table
};

/// 2^(-d/256) with 20 fractional bits; what is below zero is taken for zero.
#[inline]
pub(crate) fn exp2_neg(d: i32) -> u32 {
    let d = d.max(0).unsigned_abs();
    EXP2.get((d & 255) as usize).copied().unwrap_or(0).checked_shr(d >> 8).unwrap_or(0)
}

/// log2 of a number with 20 fractional bits, in 1/256 bit; of 0 that of 2^-20.
#[inline]
pub(crate) fn log2(x: u64) -> i32 {
    if x == 0 {
        return -(20 << 8);
    }
    let top = 63 - x.leading_zeros();
    let mut mantissa = (x << (63 - top)) >> 32;
    let mut out = (top.cast_signed() - 20) << 8;
    let mut bit = 128;
    while bit > 0 {
        mantissa = (mantissa * mantissa) >> 31;
        if mantissa >> 32 != 0 {
            out += bit;
            mantissa >>= 1;
        }
        bit >>= 1;
    }
    out
}

/// The logarithm of the sum of two numbers given by their logarithms.
#[inline]
pub(crate) fn log_add(a: i32, b: i32) -> i32 {
    let top = a.max(b);
    top + log2(u64::from(exp2_neg(top - a)) + u64::from(exp2_neg(top - b)))
}

/// The logarithm of the sum of numbers given by their logarithms; of no numbers that of 2^-20.
#[inline]
pub(crate) fn log_sum(values: &[i32]) -> i32 {
    let top = values.iter().copied().max().unwrap_or(0);
    top + log2(values.iter().map(|&value| u64::from(exp2_neg(top - value))).sum())
}

/// Terms of the series of a power: the last is below 2^-53 of the sum.
const TERMS: u8 = 14;
/// Doublings after which an `f64` probability is 0 or 1 in millionths.
const MAX_DOUBLINGS: u32 = 64;

/// 2 to the power of so many parts of 1/256.
///
/// ```text
/// 2^(w + f) = 2^w · Σ (f ln 2)^n / n!      0 ≤ f < 1
/// ```
fn exp2(parts: i32) -> f64 {
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
        if sigmoid(middle) * 1e6 < f64::from(millionths) { low = middle + 1 } else { high = middle }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_and_logarithms_are_inverse() {
        assert_eq!((exp2_neg(0), exp2_neg(256), exp2_neg(i32::MAX)), (1 << 20, 1 << 19, 0));
        assert_eq!((log2(1 << 20), log2(1 << 22), log_add(0, 0)), (0, 512, 256));
        for d in 0..2000 {
            assert!((log2(u64::from(exp2_neg(d))) + d).abs() <= 2, "{d}");
        }
    }

    #[test]
    fn sums_of_equal_numbers_grow_by_bits() {
        assert_eq!(log_sum(&[-512; 4]), 0);
        assert_eq!(log_sum(&[]), -(20 << 8));
        assert_eq!(log_add(0, -(30 << 8)), 0, "what is 2^-30 of the other adds nothing");
        assert_eq!(log2(0), -(20 << 8));
    }

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
        // log2(1 / 999,999): a prior of a millionth is one of a million, not of two.
        assert!((logit(1) + 5102).abs() <= 1, "{}", logit(1));
    }
}
