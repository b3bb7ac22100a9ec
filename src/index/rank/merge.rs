//! Hits in their order, each id once.
//!
//! A list of hits is kept sorted while hits come in any order; it is short, so each goes to its place by insertion.

use alloc::vec::Vec;
use core::cmp::{Ordering, Reverse};

use super::super::Hit;
use crate::quantity::Probability;

/// Best first: names that are the same, then relevance, then score; of equals by name and id, so that the order of a list
/// does not tell.
fn order(a: &Hit<'_>, b: &Hit<'_>) -> Ordering {
    let rank = |hit: &Hit<'_>| Reverse((hit.score == Probability::ONE, hit.relevance, hit.score));
    rank(a).cmp(&rank(b)).then_with(|| (a.record.name, a.record.id).cmp(&(b.record.name, b.record.id)))
}

/// Puts a hit in its place; of one id only the best stays.
pub(in crate::index) fn insert<'a>(hits: &mut Vec<Hit<'a>>, hit: Hit<'a>) {
    if let Some(at) = hits.iter().position(|other| other.record.id == hit.record.id) {
        if hits.get(at).is_some_and(|other| order(other, &hit).is_le()) {
            return;
        }
        hits.remove(at);
    }
    let at = hits.partition_point(|other| order(other, &hit).is_le());
    hits.insert(at, hit);
}

/// Whether there are as many hits as are wanted, all better than this one.
pub(in crate::index) fn is_full_of_better(hits: &[Hit<'_>], hit: &Hit<'_>, limit: usize) -> bool {
    hits.len() >= limit && hits.last().is_none_or(|last| order(last, hit).is_le())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Record;
    use crate::quantity::LogOdds;

    fn hit(id: &'static str, relevance: i32) -> Hit<'static> {
        let score = Probability::from_millionths(500_000);
        let relevance = LogOdds::from_parts(relevance);
        Hit { record: Record::new(id, id), score, bits: LogOdds::ZERO, relevance, explanation: None }
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
    fn the_same_name_comes_before_what_is_more_relevant() {
        let same = Hit { score: Probability::ONE, ..hit("a", 1) };
        assert_eq!(inserted(&[hit("b", 3), same]), [("a", 1), ("b", 3)]);
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

    #[test]
    fn a_full_list_takes_only_what_is_better() {
        let hits = [hit("a", 3), hit("b", 2)];
        assert!(is_full_of_better(&hits, &hit("c", 1), 2));
        assert!(!is_full_of_better(&hits, &hit("c", 3), 2));
        assert!(!is_full_of_better(&hits, &hit("c", 1), 3));
        assert!(is_full_of_better(&[], &hit("c", 1), 0));
    }
}
