//! The relevance of a hit, and the probability that it is the one that was asked for: what
//! [`tables::ranking`](crate::tables::ranking) says, in whole numbers.

use alloc::vec::Vec;

use super::features::{RankFeatures, features};
use crate::compare::{AlignedPair, Comparison, Name};
use crate::quantity::fixed::log_sum;
use crate::quantity::{LogOdds, Probability};
use crate::tables::RANKING;
use crate::tables::ranking::weighted;

/// Hits that count against each other in the probability of each: the first ones.
const MAX_RIVALS: usize = 32;

/// The greatest relevance, up or down.
const MAX_RELEVANCE: i64 = 1 << 20;

/// What the row of a hit is worth: what comparison says of its best name, and what ranking says.
pub(in crate::index) struct Ranked {
    pub(in crate::index) comparison: Comparison,
    pub(in crate::index) features: RankFeatures,
    pub(in crate::index) relevance: LogOdds,
}

/// Compares a query with the name of a row; of several names in either text the pair that is most relevant counts, and the
/// best score. `None` if no words agree.
pub(in crate::index) fn rank(query: &Name, row: &Name, pairs: &mut Vec<AlignedPair>) -> Option<Ranked> {
    let mut best: Option<(RankFeatures, LogOdds)> = None;
    let mut comparison: Option<Comparison> = None;
    for a in query.alternatives() {
        for b in row.alternatives() {
            let (this, features) = features(a, b, pairs);
            comparison = Some(comparison.map_or(this, |other| other.or(this)));
            let relevance = relevance(&features);
            if this.aligned && best.is_none_or(|(_, most)| relevance > most) {
                best = Some((features, relevance));
            }
        }
    }
    let ((features, relevance), comparison) = (best?, comparison?);
    Some(Ranked { comparison, features, relevance })
}

/// Σ weight · feature.
fn relevance(features: &RankFeatures) -> LogOdds {
    let sum: i64 =
        features.parts().iter().zip(&RANKING.weights).map(|(parts, weight)| weighted(*parts, *weight)).sum();
    LogOdds::from_parts(sum.clamp(-MAX_RELEVANCE, MAX_RELEVANCE) as i32)
}

/// The probabilities of hits with these relevances, in their order: that each is the one asked for by a query of so many
/// words. Only the `first` hits count against others. Hits of one relevance, as namesakes have, share a whole: of two each
/// has at most a half.
pub(in crate::index) fn probabilities(
    relevances: &[LogOdds],
    first: usize,
    words: usize,
) -> Vec<Probability> {
    let rivals = relevances.iter().take(first.min(MAX_RIVALS));
    let rivals: Vec<i32> = rivals.map(|relevance| relevance.parts()).collect();
    let mut last = Probability::ONE;
    let one = |(at, relevance): (usize, &LogOdds)| {
        let equal = relevances.iter().take(first).filter(|other| *other == relevance).count().max(1);
        let share = Probability::from_millionths(Probability::ONE.millionths() / equal as u32);
        let others = rivals.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<i32> = others.map(|(_, parts)| *parts).collect();
        // Rounding must not let a number rise.
        last = probability(*relevance, &others, words).min(share).min(last);
        last
    };
    relevances.iter().enumerate().map(one).collect()
}

fn probability(relevance: LogOdds, others: &[i32], words: usize) -> Probability {
    let own = relevance.parts();
    let margin = if others.is_empty() { own } else { own.saturating_sub(log_sum(others)).min(own) };
    let limit = RANKING.relevance_limit.parts();
    let bits = i64::from(RANKING.intercept.parts())
        + weighted(own.clamp(-limit, limit), RANKING.relevance)
        + weighted(margin.clamp(-limit, limit), RANKING.margin)
        + weighted(256 * words as i32, RANKING.words);
    LogOdds::from_parts(bits.clamp(-MAX_RELEVANCE, MAX_RELEVANCE) as i32).probability()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(query: &str, row: &str) -> i32 {
        rank(&Name::new(query), &Name::new(row), &mut Vec::new())
            .map_or(i32::MIN, |ranked| ranked.relevance.parts())
    }

    #[test]
    fn an_exact_name_stands_before_a_longer_one() {
        assert!(ranked("محمد نوری", "Mohammad Nouri") > ranked("محمد نوری", "Mohamed Nouri Jouini"));
    }

    #[test]
    fn the_same_name_stands_before_another_spelling() {
        assert!(ranked("Qasem Soleimani", "Qasem Soleimani") > ranked("Qasem Soleimani", "Qassem Soleimani"));
    }

    #[test]
    fn nothing_in_common_is_no_hit() {
        assert!(rank(&Name::new("Qasem"), &Name::new("Boris"), &mut Vec::new()).is_none());
    }

    #[test]
    fn the_score_is_that_of_comparison() {
        for (query, row) in
            [("Qasem a.k.a. Boris Johnson", "قاسم; Борис"), ("Olga Kim a.k.a. Lee", "Ким Ольга")]
        {
            let ranked = rank(&Name::new(query), &Name::new(row), &mut Vec::new()).unwrap();
            assert_eq!(ranked.comparison.score, crate::score(query, row));
        }
    }

    #[test]
    fn another_hit_as_good_takes_half() {
        let own = LogOdds::from_f64(20.0);
        let alone = probability(own, &[], 2);
        let shared = probability(own, &[own.parts()], 2);
        assert!(shared < alone);
        assert!(probability(own, &[own.parts(), own.parts()], 2) <= shared);
    }

    #[test]
    fn namesakes_share_a_whole() {
        let (best, worse) = (LogOdds::from_f64(20.0), LogOdds::from_f64(3.0));
        let all = probabilities(&[best, best, best, worse], 4, 2);
        let sum: u32 = all.iter().take(3).map(|one| one.millionths()).sum();
        assert!(sum <= 1_000_000 && sum > 900_000, "{all:?}");
        assert!(all.is_sorted_by(|a, b| a >= b), "{all:?}");
        assert!(probabilities(&[best, worse], 2, 2).first() > Some(&Probability::from_f64(0.9)));
    }

    #[test]
    fn a_probability_does_not_fall_with_relevance() {
        let others = [1000, 2000];
        let all: Vec<Probability> =
            (-20..60).map(|bits| probability(LogOdds::from_parts(128 * bits), &others, 2)).collect();
        assert!(all.is_sorted());
    }
}
