//! Hits in their order, each id once.
//!
//! A list of hits is kept sorted while hits come in any order; it is short, so each goes to its place by insertion.

use alloc::vec::Vec;
use core::cmp::{Ordering, Reverse};

use super::query::Hit;

/// Best first: by relevance, then score; of equals by name and id, so that the order of a list does not tell.
fn order(a: &Hit<'_>, b: &Hit<'_>) -> Ordering {
    let rank = |hit: &Hit<'_>| Reverse((hit.relevance, hit.score));
    rank(a).cmp(&rank(b)).then_with(|| (a.record.name, a.record.id).cmp(&(b.record.name, b.record.id)))
}

/// Puts a hit in its place; of one id only the best stays.
pub(super) fn insert<'a>(hits: &mut Vec<Hit<'a>>, hit: Hit<'a>) {
    if let Some(at) = hits.iter().position(|other| other.record.id == hit.record.id) {
        if hits.get(at).is_some_and(|other| order(other, &hit).is_le()) {
            return;
        }
        hits.remove(at);
    }
    let at = hits.partition_point(|other| order(other, &hit).is_le());
    hits.insert(at, hit);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::RankFeatures;
    use crate::index::Record;
    use crate::quantity::{LogOdds, Probability};

    fn hit(id: &'static str, relevance: i32) -> Hit<'static> {
        let score = Probability::from_millionths(500_000);
        Hit {
            record: Record::new(id, id),
            probability: score,
            score,
            bits: LogOdds::ZERO,
            relevance: LogOdds::from_parts(relevance),
            features: RankFeatures::default(),
            explanation: None,
        }
    }

    fn inserted(hits: &[Hit<'static>]) -> Vec<(&'static str, i32)> {
        let mut sorted = Vec::new();
        hits.iter().for_each(|hit| insert(&mut sorted, hit.clone()));
        sorted.iter().map(|hit| (hit.record.id, hit.relevance.parts())).collect()
    }

    #[test]
    fn the_most_relevant_comes_first() {
        assert_eq!(inserted(&[hit("a", 1), hit("b", 3), hit("c", 2)]), [("b", 3), ("c", 2), ("a", 1)]);
    }

    #[test]
    fn an_id_comes_once_with_its_best_name() {
        assert_eq!(inserted(&[hit("a", 1), hit("b", 2), hit("a", 3), hit("a", 2)]), [("a", 3), ("b", 2)]);
    }

    #[test]
    fn equals_stand_by_name() {
        let expected = [("a", 1), ("b", 1)];
        assert_eq!(inserted(&[hit("a", 1), hit("b", 1)]), expected);
        assert_eq!(inserted(&[hit("b", 1), hit("a", 1)]), expected);
    }
}
