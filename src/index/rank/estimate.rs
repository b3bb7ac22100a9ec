//! What a row may be worth before its name is read, in parts of [`LogOdds`].

use alloc::vec::Vec;
use core::cmp::Reverse;

use crate::compare::{self, Agreement, AlignedPair, Matcher, Name, NameToken, NameView, Slot};
use crate::index::query_part::QueryPart;
use crate::quantity::LogOdds;

/// What a word of a row that nothing answers costs, as nearly as it is known before the row is read: 10 bits.
const MISSING: i32 = 10 * 256;
/// What a word more costs a row that is a little longer than the query, about.
pub(in crate::index) const EXTRA: i32 = MISSING / 3;

/// The evidence of words that have nothing in common, instead of none.
pub(in crate::index) const NOTHING: i32 = i32::MIN / 4;

/// The evidence of a part of the query and a part of a row; `None` if they have nothing in common.
pub(in crate::index) fn evidence(part: &NameToken, word: &NameToken) -> Option<i32> {
    part.agreement(word).map(|agreement| agreement.bits.parts())
}

/// What is gained by an answer of this evidence against both words missing, whatever else the two names have.
pub(in crate::index) fn gain(evidence: i32, missing: LogOdds) -> i32 {
    evidence + missing.parts() * 2 / 3 + EXTRA
}

/// The relevance of a row of so many words, if it said no more than what is known already: `known` has the evidence of a
/// part of the query, by its number, and a word of the row, by its place.
///
/// Pairs are taken greedily, those that gain most first; every word of the row that is left costs the same.
pub(in crate::index) fn relevance_of_known(
    parts: &[QueryPart<'_>],
    words: usize,
    known: impl Fn(usize, usize) -> Option<i32>,
) -> i32 {
    let mut pairs: Vec<(Reverse<i32>, i32, u32, u32)> = Vec::new();
    for at in 0..words {
        for (number, part) in parts.iter().enumerate() {
            let evidence = known(number, at).unwrap_or(NOTHING);
            let gain = evidence + part.missing.parts() + MISSING;
            if evidence > NOTHING && gain > 0 {
                pairs.push((Reverse(gain), evidence.max(0), part.mask, 1 << at));
            }
        }
    }
    pairs.sort_unstable();
    let (mut taken, mut taken_row, mut sum) = (0, 0u32, 0);
    for (_, evidence, mask, mask_row) in pairs {
        if taken & mask == 0 && taken_row & mask_row == 0 {
            taken |= mask;
            taken_row |= mask_row;
            sum += evidence;
        }
    }
    let left = parts.iter().filter(|part| part.words == 1 && part.mask & taken == 0);
    let left: i32 = left.map(|part| part.missing.parts()).sum();
    let left_row = MISSING * (words as i32 - taken_row.count_ones() as i32);
    compare::relevance(LogOdds::from_parts(sum), LogOdds::from_parts(left), LogOdds::from_parts(left_row))
        .parts()
}

/// The relevance of a row whose parts are known: `evidence` has that of each part of the query and each of the row.
pub(in crate::index) fn relevance_of_parts(
    query: &Name,
    row: &[Slot],
    evidence: impl Fn(usize, usize) -> Option<i32>,
    pairs: &mut Vec<AlignedPair>,
) -> i32 {
    let agreement = |a, b| evidence(a, b).map(|bits| Agreement::spelling(LogOdds::from_parts(bits)));
    compare::align(&query.slots, row, agreement, pairs);
    let side = NameView { slots: row, signature: query.signature };
    compare::score_alignment(query.view(), side, pairs, Matcher::new(), |_| ()).relevance.parts()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::query_part::query_parts;

    fn relevance(query: &str, words: usize, known: impl Fn(usize, usize) -> Option<i32>) -> i32 {
        let prepared = Name::new(query);
        relevance_of_known(&query_parts(&prepared, query), words, known)
    }

    #[test]
    fn a_row_that_answers_every_word_keeps_all_evidence() {
        let known = |part, word| (part == word && part < 2).then_some(2000);
        assert_eq!(relevance("Qasem Soleimani", 2, known), 4000);
    }

    #[test]
    fn a_word_too_many_costs() {
        let known = |part, word| (part == word && part < 2).then_some(2000);
        assert!(relevance("Qasem Soleimani", 3, known) < 4000);
    }

    #[test]
    fn a_word_of_the_row_answers_one_word_of_the_query() {
        let both = |part, word| (part < 2 && word == 0).then_some(2000);
        let one = |part, word| (part == 0 && word == 0).then_some(2000);
        assert_eq!(relevance("Qasem Soleimani", 1, both), relevance("Qasem Soleimani", 1, one));
    }

    #[test]
    fn nothing_known_is_a_loss() {
        assert!(relevance("Qasem Soleimani", 2, |_, _| None) < 0);
    }
}
