//! The model that orders the hits of a query: a weight for each feature of a hit, and a calibration.
//!
//! The relevance of a hit is Σ weight · feature, in bits. For hits with relevances r₁…rₙ the softmax 2^rᵢ / Σ 2^rⱼ is how
//! likely each is the one that was asked for, if one of them is; so the model is a conditional logit (McFadden 1974) and is
//! learned by the listwise loss of ListNet (Cao et al. 2007): the mean over queries of −log₂ of the softmax of the right
//! hits. What is printed beside a hit is calibrated on the same queries:
//!
//! ```text
//! logit P(right) = intercept + relevance · min(r, relevance_limit) + margin · (r − log₂ Σ of the others 2^rⱼ) + words · n
//! ```
//!
//! with weights of 0 or more for relevance and margin, so that it falls down the list; n is the number of words of the
//! query. The numbers stand in `data/index/ranking.toml`, and `cargo run --release --example learn_ranking` learns them.

use crate::quantity::LogOdds;

/// How many features a hit has.
pub const FEATURES: usize = 26;

/// What each feature is called in `data/index/ranking.toml`; see there what each means.
pub const FEATURE_NAMES: [&str; FEATURES] = [
    "agreement",
    "shortfall",
    "equal_words",
    "opposed_words",
    "least_similarity",
    "mean_similarity",
    "attested_words",
    "least_rare_pair",
    "first_words",
    "last_words",
    "order",
    "query_coverage",
    "row_coverage",
    "query_complete",
    "query_last_left",
    "query_filiation_left",
    "query_unknown_left",
    "row_commonest_left",
    "conflict",
    "query_extra",
    "row_extra",
    "penalty",
    "letters_in_order",
    "letters_sorted",
    "score_bits",
    "same_name",
];

/// Parts of a weight that make 1.
pub const WEIGHT_ONE: i32 = 1 << 12;

/// The weights of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankingModel {
    /// Bits for each unit of a feature, in [`WEIGHT_ONE`]th parts.
    pub weights: [i32; FEATURES],
    /// What a hit has before anything is known of it.
    pub intercept: LogOdds,
    /// Bits for each bit of relevance, in [`WEIGHT_ONE`]th parts; 0 or more.
    pub relevance: i32,
    /// Relevance beyond this says no more.
    pub relevance_limit: LogOdds,
    /// Bits for each bit by which a hit stands before all others together, in [`WEIGHT_ONE`]th parts; 0 or more.
    pub margin: i32,
    /// Bits for each word of the query, in [`WEIGHT_ONE`]th parts.
    pub words: i32,
}

/// A number of parts times a weight.
pub(crate) fn weighted(parts: i32, weight: i32) -> i64 {
    i64::from(parts) * i64::from(weight) / i64::from(WEIGHT_ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_of_one_leaves_parts_as_they_are() {
        assert_eq!((weighted(700, WEIGHT_ONE), weighted(700, 0), weighted(-700, WEIGHT_ONE)), (700, 0, -700));
        assert_eq!((weighted(100, WEIGHT_ONE / 2), weighted(100, -WEIGHT_ONE / 4)), (50, -25));
    }

    #[test]
    fn no_weight_and_no_feature_is_too_large() {
        // (2³¹ − 1)² / 2¹² = 2⁵⁰ − 2²⁰ and a bit.
        assert_eq!(weighted(i32::MAX, i32::MAX), (1 << 50) - (1 << 20));
    }

    #[test]
    fn every_feature_has_a_name_of_its_own() {
        let mut names = FEATURE_NAMES;
        names.sort_unstable();
        assert!(names.windows(2).all(|two| two.first() != two.last()));
    }

    #[cfg(feature = "evidence")]
    #[test]
    fn the_learned_weights_hold_what_the_calibration_needs() {
        let model = crate::tables::RANKING;
        assert!(model.relevance > 0 && model.margin > 0, "a probability rises with both");
        assert!(
            model.weights.iter().any(|weight| *weight > 0) && model.weights.iter().any(|weight| *weight < 0)
        );
    }
}
