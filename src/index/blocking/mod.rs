//! Blocking: from a part of a query to the words of the list that may answer it, and from those to rows.

mod accumulator;
mod dictionary;
mod lookup;
mod monotone_score;
mod postings;
mod trigrams;

pub(super) use accumulator::SumTable;
pub(super) use dictionary::{Dictionary, WordEntry};
pub(super) use lookup::{Lookup, Traits, traits};
pub(super) use postings::{CandidateWord, RowSums, accumulate_postings};
pub(super) use trigrams::{COUNT as TRIGRAMS, Spellings};

use alloc::vec::Vec;

/// Leaves the `most` least, in any order. Linear.
pub(super) fn keep_least<T: Ord>(all: &mut Vec<T>, most: usize) {
    if all.len() > most && most > 0 {
        all.select_nth_unstable(most - 1);
        all.truncate(most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_are_kept() {
        let mut all = alloc::vec![5, 1, 4, 2, 3];
        keep_least(&mut all, 2);
        all.sort_unstable();
        assert_eq!(all, [1, 2]);
        keep_least(&mut all, 9);
        assert_eq!(all, [1, 2]);
    }
}
