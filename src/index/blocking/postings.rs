//! From candidate words to rows: stage 4 of a search.
//!
//! Input: for each part of the query the words of the list that may answer it, with gains. Output: for each row r the
//! sum over the words of the query of the gain of the best candidate that r holds, and which words of the query those are.
//!
//! Words of the query are taken from the rarest on, by how many rows their candidates have. As long as the rows of all
//! together are few, the posting lists are walked and gains added (term at a time, as in Buckley and Lewit 1985,
//! "Optimization of inverted vector searches"). Words beyond that are too common: they set a bit for each of their rows,
//! and a row is found that an earlier bitmap has too, so that a row of two common words is not lost. Their first rows,
//! which are the shortest names, are walked all the same.
//!
//! Cost: linear in the rows walked and marked, both bounded by [`SearchParams`](crate::index::params::SearchParams).

use alloc::vec::Vec;

use super::accumulator::SumTable;
use crate::codec::Reader;
use crate::index::params::PARAMS;

/// A word of the list that may answer a part of the query.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct CandidateWord {
    /// What is gained against both words missing, in parts of [`LogOdds`](crate::LogOdds).
    pub(in crate::index) gain: i32,
    /// The words of the query that it answers, a bit each.
    pub(in crate::index) mask: u32,
    pub(in crate::index) word: u32,
    /// How many rows it has, and where their posting list begins.
    pub(in crate::index) rows: u32,
    pub(in crate::index) postings: u32,
}

/// The sum of each row, and the bitmaps that it took.
#[derive(Clone, Debug, Default)]
pub(in crate::index) struct RowSums {
    pub(in crate::index) rows: SumTable,
    bitmaps: Vec<Vec<u64>>,
}

/// A word of the query that too many rows hold, with the most that a row gains by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CommonWord {
    mask: u32,
    gain: i32,
}

/// Sums the gains of each row by the words in it; puts the candidates in the order of their gains.
pub(in crate::index) fn accumulate_postings(
    candidates: &mut [CandidateWord],
    postings: &[u8],
    rows: usize,
    sums: &mut RowSums,
) {
    candidates.sort_unstable_by_key(|candidate| (-candidate.gain, candidate.word, candidate.mask));
    let common = common_words(candidates);
    sums.rows.clear();
    let is_common = |candidate: &CandidateWord| common.iter().any(|word| word.mask == candidate.mask);
    for candidate in candidates.iter() {
        let most = if is_common(candidate) { PARAMS.walked_prefix } else { usize::MAX };
        for row in list(postings, candidate).take(most) {
            add(&mut sums.rows, row, candidate);
        }
    }
    mark(&common, candidates, postings, rows, sums);
    // Rows that were found by some words gain by the bitmaps of the others too.
    for slot in sums.rows.iter_mut() {
        for (bitmap, word) in sums.bitmaps.iter().zip(&common) {
            if slot.mask & word.mask == 0 && is_marked(bitmap, slot.key()) {
                slot.mask |= word.mask;
                slot.sum = slot.sum.saturating_add(word.gain);
            }
        }
    }
}

/// The words of the query that are not walked: all behind the rarest whose rows together are few.
fn common_words(candidates: &[CandidateWord]) -> Vec<CommonWord> {
    let mut masks: Vec<(u64, u32)> = Vec::new();
    for candidate in candidates {
        match masks.iter_mut().find(|(_, mask)| *mask == candidate.mask) {
            Some((sum, _)) => *sum += u64::from(candidate.rows),
            None => masks.push((candidate.rows.into(), candidate.mask)),
        }
    }
    masks.sort_unstable();
    let mut walked = 0;
    let mut common = Vec::new();
    for (rows, mask) in masks {
        walked += rows;
        if walked > PARAMS.max_walked_rows {
            let best = candidates.iter().find(|candidate| candidate.mask == mask);
            common.push(CommonWord { mask, gain: best.map_or(0, |candidate| candidate.gain) });
        }
    }
    common
}

/// Makes a bitmap for each common word, the rarer first, so that the rows of commoner ones are found in those of rarer
/// ones.
fn mark(
    common: &[CommonWord],
    candidates: &[CandidateWord],
    postings: &[u8],
    rows: usize,
    sums: &mut RowSums,
) {
    sums.bitmaps.truncate(PARAMS.max_bitmaps);
    sums.bitmaps.resize(common.len().min(PARAMS.max_bitmaps), Vec::new());
    let mut left = PARAMS.max_marked_rows;
    for (number, word) in common.iter().enumerate().take(PARAMS.max_bitmaps) {
        let (before, own) = sums.bitmaps.split_at_mut(number);
        let Some(own) = own.first_mut() else { break };
        own.clear();
        own.resize(rows.div_ceil(64), 0);
        for candidate in candidates.iter().filter(|candidate| candidate.mask == word.mask) {
            if u64::from(candidate.rows) > left {
                continue;
            }
            left -= u64::from(candidate.rows);
            for row in list(postings, candidate) {
                if before.iter().any(|bitmap| is_marked(bitmap, row.into())) {
                    add(&mut sums.rows, row, candidate);
                }
                if let Some(marks) = own.get_mut(row as usize / 64) {
                    *marks |= 1u64 << (row % 64);
                }
            }
        }
    }
}

#[inline]
fn is_marked(bitmap: &[u64], row: u64) -> bool {
    bitmap.get(row as usize / 64).is_some_and(|marks| marks >> (row % 64) & 1 == 1)
}

/// Adds the gain of a candidate to a row, unless a better one for the same word of the query did before.
fn add(rows: &mut SumTable, row: u32, candidate: &CandidateWord) {
    if let Some(slot) = rows.slot(row.into())
        && slot.mask & candidate.mask == 0
    {
        slot.mask |= candidate.mask;
        slot.sum = slot.sum.saturating_add(candidate.gain);
    }
}

/// The rows of a word, in rising order.
fn list(postings: &[u8], candidate: &CandidateWord) -> impl Iterator<Item = u32> {
    let mut reader = Reader::at(postings, candidate.postings as usize);
    let mut row = 0u32;
    (0..candidate.rows.min(postings.len() as u32)).map(move |_| {
        row = row.saturating_add(reader.varint32());
        row
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::put_rising;

    /// Candidates with these gains, masks and rows, the posting lists, and the sums of the rows.
    fn sums(words: &[(i32, u32, &[u32])], rows: usize) -> Vec<(u64, i32, u32)> {
        let mut postings = Vec::new();
        let mut candidates: Vec<CandidateWord> = Vec::new();
        for (word, (gain, mask, list)) in (0..).zip(words) {
            let at = postings.len() as u32;
            candidates.push(CandidateWord {
                gain: *gain,
                mask: *mask,
                word,
                rows: list.len() as u32,
                postings: at,
            });
            put_rising(list, &mut postings);
        }
        let mut sums = RowSums::default();
        accumulate_postings(&mut candidates, &postings, rows, &mut sums);
        let mut found: Vec<_> = sums.rows.iter().map(|slot| (slot.key(), slot.sum, slot.mask)).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn a_row_gains_by_each_word_of_the_query() {
        assert_eq!(sums(&[(10, 1, &[2, 5]), (7, 2, &[5, 9])], 10), [(2, 10, 1), (5, 17, 3), (9, 7, 2)]);
    }

    #[test]
    fn only_the_best_candidate_for_a_word_counts() {
        assert_eq!(sums(&[(4, 1, &[3]), (9, 1, &[3])], 10), [(3, 9, 1)]);
    }

    #[test]
    fn rows_of_a_common_word_gain_by_its_bitmap() {
        let all: Vec<u32> = (0..100_000).collect();
        let found = sums(&[(10, 1, &[99_999]), (3, 2, &all)], 100_000);
        // The row of the rare word is far behind the prefix that is walked of the common one.
        assert_eq!(found.last(), Some(&(99_999, 13, 3)));
        assert_eq!(found.len(), PARAMS.walked_prefix + 1);
    }

    #[test]
    fn rows_of_two_common_words_are_found() {
        let even: Vec<u32> = (0..200_000).step_by(2).collect();
        let third: Vec<u32> = (0..200_000).step_by(3).collect();
        let found = sums(&[(5, 1, &even), (4, 2, &third)], 200_000);
        // Every sixth row has both; 199,998 is the last.
        assert_eq!(found.iter().find(|row| row.0 == 199_998), Some(&(199_998, 9, 3)));
        assert!(!found.iter().any(|row| row.0 == 199_997));
    }

    #[test]
    fn no_candidates_find_no_rows() {
        assert!(sums(&[], 10).is_empty());
        assert!(sums(&[(1, 1, &[])], 0).is_empty());
    }
}
