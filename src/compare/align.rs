//! Which tokens of one name agree with which tokens of the other.
//!
//! Input: the slots of two names (each word, then neighbouring words taken as one) and a function that gives the agreement
//! of two tokens. Output: pairs of tokens; no word is in two of them.
//!
//! ```text
//! slots of a:  0 Abd   1 al    2 Rahman   3 Abd+al   4 al+Rahman   5 Abd+al+Rahman
//! slots of b:  0 Abdurrahman
//! pairs:       5 - 0                      (words 0, 1 and 2 of a are covered)
//! ```
//!
//! The best set of pairs is a matching of greatest gain. The gain of a pair is its agreement plus what both tokens would
//! cost if they were left over, in bits. It is found greedily, in two rounds: equal words first, so that most of two names
//! that share words needs no comparison of spelling; then all that is left. A round takes pairs by gain for each word
//! covered, or by gain alone, whichever gains more in all; the two differ where two words may be one. For names of up to
//! six words greedy and optimal matching hardly ever differ.
//!
//! Units: bits. Cost: the product of the numbers of tokens, and sorting that many pairs.

use alloc::vec::Vec;

use super::agreement::Agreement;
use super::rule::Rule;
use super::slot::{Slot, TokenClass};
use crate::quantity::LogOdds;

/// Two tokens that agree, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AlignedPair {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) agreement: Agreement,
}

/// Finds the pairs, those that gain most first, and puts them into `pairs`.
pub(crate) fn align(
    a: &[Slot],
    b: &[Slot],
    agreement: impl Fn(usize, usize) -> Option<Agreement>,
    pairs: &mut Vec<AlignedPair>,
) {
    pairs.clear();
    let (mut covered_a, mut covered_b) = (0, 0);
    let single = |slots: &[Slot]| slots.iter().take_while(|slot| slot.words == 1).count();
    let (words_a, words_b) = (single(a), single(b));
    for (i, x) in a.iter().enumerate().take(words_a) {
        // Not particles: they may be parts of longer tokens.
        if x.class.is_particle() {
            continue;
        }
        let equal = |y: &Slot| x.key == y.key && x.class == y.class;
        for (j, _) in b.iter().enumerate().take(words_b).filter(|(_, y)| equal(y)) {
            if let Some(agreement) = agreement(i, j) {
                pairs.push(AlignedPair { a: i, b: j, agreement });
            }
        }
    }
    select(a, b, pairs, 0, &mut covered_a, &mut covered_b);
    let equal = pairs.len();
    for (i, x) in a.iter().enumerate().filter(|(_, x)| x.mask() & covered_a == 0) {
        let others = b.iter().enumerate().filter(|(_, y)| y.mask() & covered_b == 0);
        for (j, _) in others.filter(|(_, y)| x.words == 1 || y.words == 1) {
            if let Some(agreement) = agreement(i, j) {
                pairs.push(AlignedPair { a: i, b: j, agreement });
            }
        }
    }
    select(a, b, pairs, equal, &mut covered_a, &mut covered_b);
}

/// Of the pairs from `first` on keeps those whose words are free, by gain for each word or by gain alone, whichever gains
/// more in all.
fn select(
    a: &[Slot],
    b: &[Slot],
    pairs: &mut Vec<AlignedPair>,
    first: usize,
    covered_a: &mut u32,
    covered_b: &mut u32,
) {
    let slot = |slots: &[Slot], at: usize| {
        slots.get(at).map_or((LogOdds::ZERO, 1), |slot| (slot.missing, i32::from(slot.words)))
    };
    let gain = |pair: &AlignedPair| {
        let ((missing_a, words_a), (missing_b, words_b)) = (slot(a, pair.a), slot(b, pair.b));
        ((pair.agreement.bits + missing_a + missing_b).parts(), (words_a + words_b).max(1))
    };
    // Positions decide ties, then the words, so that the order of the names does not.
    let key = |slots: &[Slot], at: usize| slots.get(at).map_or(0, |slot| slot.key);
    let tie = |pair: &AlignedPair| {
        let keys = (key(a, pair.a), key(b, pair.b));
        let words = (keys.0.min(keys.1), keys.0.max(keys.1));
        (pair.a.abs_diff(pair.b), pair.a + pair.b, pair.a.min(pair.b), words)
    };
    let by_word = |pair: &AlignedPair| {
        let (gain, words) = gain(pair);
        (-(gain / words), tie(pair))
    };
    let by_pair = |pair: &AlignedPair| (-gain(pair).0, tie(pair));
    let Some(new) = pairs.get_mut(first..) else { return };
    if new.iter().any(|pair| gain(pair).1 > 2) {
        let total = |new: &[AlignedPair]| -> i32 {
            free(a, b, new, *covered_a, *covered_b).map(|pair| gain(pair).0).sum()
        };
        new.sort_unstable_by_key(by_pair);
        let of_pairs = total(new);
        new.sort_unstable_by_key(by_word);
        if total(new) < of_pairs {
            new.sort_unstable_by_key(by_pair);
        }
    } else {
        new.sort_unstable_by_key(by_word);
    }
    let mut at = 0;
    pairs.retain(|pair| {
        at += 1;
        at <= first || keep(a, b, pair, covered_a, covered_b)
    });
}

/// The pairs, in their order, whose words no earlier one covers.
fn free<'p>(
    a: &[Slot],
    b: &[Slot],
    pairs: &'p [AlignedPair],
    mut covered_a: u32,
    mut covered_b: u32,
) -> impl Iterator<Item = &'p AlignedPair> {
    pairs.iter().filter(move |pair| keep(a, b, pair, &mut covered_a, &mut covered_b))
}

/// Covers the words of a pair if they are free.
fn keep(a: &[Slot], b: &[Slot], pair: &AlignedPair, covered_a: &mut u32, covered_b: &mut u32) -> bool {
    let (mask_a, mask_b) = (mask(a, pair.a), mask(b, pair.b));
    let free = *covered_a & mask_a == 0 && *covered_b & mask_b == 0;
    if free {
        *covered_a |= mask_a;
        *covered_b |= mask_b;
    }
    free
}

fn mask(slots: &[Slot], at: usize) -> u32 {
    slots.get(at).map_or(0, Slot::mask)
}

/// The words that these tokens cover, a bit each.
pub(crate) fn covered(slots: &[Slot], tokens: impl Iterator<Item = usize>) -> u32 {
    tokens.fold(0, |covered, at| covered | mask(slots, at))
}

/// The single words that no pair covers, with their numbers.
pub(crate) fn unaligned(slots: &[Slot], covered: u32) -> impl Iterator<Item = (usize, &Slot)> + Clone {
    let single = slots.iter().enumerate().filter(|(_, slot)| slot.words == 1);
    single.filter(move |(_, slot)| covered & slot.mask() == 0)
}

/// Whether words of the name stand in another order in `b` than in `a`: nothing if they do not, else whether a word of
/// filiation stands between two of them in both (Salman bin Muhammad, Muhammad bin Salman).
pub(crate) fn crossing(a: &[Slot], b: &[Slot], pairs: &[AlignedPair]) -> Option<bool> {
    let slot = |pair: &AlignedPair| Some((a.get(pair.a)?, b.get(pair.b)?));
    let named = |pair: &AlignedPair| {
        // The letters of an acronym are in no order of their own.
        let letter = pair.agreement.rule == Rule::Initial;
        slot(pair).filter(|(a, b)| a.class == TokenClass::Name && b.class == TokenClass::Name && !letter)
    };
    let mut crossing = None;
    for (at, pair) in pairs.iter().enumerate() {
        let Some((a1, b1)) = named(pair) else { continue };
        for other in pairs.iter().take(at) {
            let Some((a2, b2)) = named(other) else { continue };
            if (a1.first < a2.first) != (b1.first < b2.first) {
                let between = |slots: &[Slot], x: u8, y: u8| {
                    let inside = |slot: &Slot| slot.first > x.min(y) && slot.first < x.max(y);
                    slots.iter().any(|slot| slot.class == TokenClass::Filiation && inside(slot))
                };
                let filial = between(a, a1.first, a2.first) && between(b, b1.first, b2.first);
                crossing = Some(crossing.unwrap_or(false) || filial);
            }
        }
    }
    crossing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(first: u8, words: u8, key: u32, missing: i32) -> Slot {
        Slot {
            first,
            words,
            class: TokenClass::Name,
            head: false,
            own: true,
            key,
            missing: LogOdds::from_parts(missing),
        }
    }

    /// The pairs of two names whose tokens agree as a table says, (a, b, bits).
    fn aligned(a: &[Slot], b: &[Slot], table: &[(usize, usize, i32)]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let agreement = |i, j| {
            let found = table.iter().find(|(x, y, _)| (*x, *y) == (i, j));
            found.map(|(_, _, bits)| Agreement::spelling(LogOdds::from_parts(*bits)))
        };
        align(a, b, agreement, &mut pairs);
        pairs.iter().map(|pair| (pair.a, pair.b)).collect()
    }

    #[test]
    fn equal_words_come_first() {
        let a = [slot(0, 1, 7, 5), slot(1, 1, 8, 5)];
        let b = [slot(0, 1, 8, 5), slot(1, 1, 9, 5)];
        // 0-0 would gain more than 1-0, but 1 and 0 are one word.
        assert_eq!(aligned(&a, &b, &[(0, 0, 900), (1, 0, 100), (0, 1, 50)]), [(1, 0), (0, 1)]);
    }

    #[test]
    fn a_word_is_in_one_pair() {
        let a = [slot(0, 1, 1, 5), slot(1, 1, 2, 5)];
        let b = [slot(0, 1, 3, 5)];
        assert_eq!(aligned(&a, &b, &[(0, 0, 100), (1, 0, 200)]), [(1, 0)]);
    }

    #[test]
    fn two_words_agree_with_one() {
        let a = [slot(0, 1, 1, 50), slot(1, 1, 2, 50), slot(0, 2, 3, 100)];
        let b = [slot(0, 1, 4, 100)];
        // 100 + 50 + 100 for one word, 180 + 100 + 100 for both.
        assert_eq!(aligned(&a, &b, &[(0, 0, 100), (2, 0, 180)]), [(2, 0)]);
    }

    #[test]
    fn joined_tokens_never_meet_joined_ones() {
        let a = [slot(0, 1, 1, 5), slot(1, 1, 2, 5), slot(0, 2, 3, 5)];
        assert_eq!(aligned(&a, &a.map(|slot| Slot { key: slot.key + 10, ..slot }), &[(2, 2, 900)]), []);
    }

    #[test]
    fn what_no_pair_covers_is_left() {
        let slots = [slot(0, 1, 1, 5), slot(1, 1, 2, 5), slot(2, 1, 3, 5), slot(0, 2, 4, 5)];
        let left: Vec<usize> =
            unaligned(&slots, covered(&slots, [3].into_iter())).map(|(at, _)| at).collect();
        assert_eq!(left, [2]);
    }

    #[test]
    fn words_that_change_places_cross() {
        let filiation = Slot { class: TokenClass::Filiation, ..slot(1, 1, 9, 5) };
        let (a, b) = ([slot(0, 1, 1, 5), slot(1, 1, 2, 5)], [slot(0, 1, 2, 5), slot(1, 1, 1, 5)]);
        let pair = |a, b| AlignedPair { a, b, agreement: Agreement::spelling(LogOdds::ZERO) };
        assert_eq!(crossing(&a, &a, &[pair(0, 0), pair(1, 1)]), None);
        assert_eq!(crossing(&a, &b, &[pair(0, 1), pair(1, 0)]), Some(false));
        let a = [slot(0, 1, 1, 5), filiation, slot(2, 1, 2, 5)];
        let b = [slot(0, 1, 2, 5), filiation, slot(2, 1, 1, 5)];
        assert_eq!(crossing(&a, &b, &[pair(0, 2), pair(2, 0)]), Some(true));
    }
}
