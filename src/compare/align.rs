//! Which part of one name answers which part of the other.

use alloc::vec::Vec;

use super::part::{Agreement, Grade, Place};
use crate::quantity::LogOdds;

/// Two parts that answer each other, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) agreement: Agreement,
}

/// Finds the pairs, those that gain most first; no word is in two of them. Equal words are paired before all others,
/// so that most of two names that share words needs no comparison of spelling.
pub(crate) fn align(
    a: &[Place],
    b: &[Place],
    agreement: impl Fn(usize, usize) -> Option<Agreement>,
    pairs: &mut Vec<Pair>,
) {
    pairs.clear();
    let (mut taken_a, mut taken_b) = (0, 0);
    let single = |places: &[Place]| places.iter().take_while(|place| place.words == 1).count();
    let (words_a, words_b) = (single(a), single(b));
    for (i, x) in a.iter().enumerate().take(words_a) {
        // Not small words: they may be parts of longer ones.
        if matches!(x.grade, Grade::Small | Grade::Filiation) {
            continue;
        }
        for (j, _) in b.iter().enumerate().take(words_b).filter(|(_, y)| x.key == y.key && x.grade == y.grade)
        {
            if let Some(agreement) = agreement(i, j) {
                pairs.push(Pair { a: i, b: j, agreement });
            }
        }
    }
    take(a, b, pairs, 0, &mut taken_a, &mut taken_b);
    let equal = pairs.len();
    for (i, x) in a.iter().enumerate().filter(|(_, x)| x.mask() & taken_a == 0) {
        let others = b.iter().enumerate().filter(|(_, y)| y.mask() & taken_b == 0);
        for (j, _) in others.filter(|(_, y)| x.words == 1 || y.words == 1) {
            if let Some(agreement) = agreement(i, j) {
                pairs.push(Pair { a: i, b: j, agreement });
            }
        }
    }
    take(a, b, pairs, equal, &mut taken_a, &mut taken_b);
}

/// Of the pairs from `first` on keeps those whose words are free: those that gain most for each word first, or those
/// that gain most, whichever gains more in all. The two differ where two words may be one.
fn take(a: &[Place], b: &[Place], pairs: &mut Vec<Pair>, first: usize, taken_a: &mut u32, taken_b: &mut u32) {
    let place = |places: &[Place], at: usize| {
        places.get(at).map_or((LogOdds::ZERO, 1), |place| (place.missing, i32::from(place.words)))
    };
    let gain = |pair: &Pair| {
        let ((missing_a, words_a), (missing_b, words_b)) = (place(a, pair.a), place(b, pair.b));
        ((pair.agreement.bits + missing_a + missing_b).parts(), (words_a + words_b).max(1))
    };
    // The places decide ties, then the words, so that the order of the names does not.
    let key = |places: &[Place], at: usize| places.get(at).map_or(0, |place| place.key);
    let tie = |pair: &Pair| {
        let keys = (key(a, pair.a), key(b, pair.b));
        let words = (keys.0.min(keys.1), keys.0.max(keys.1));
        (pair.a.abs_diff(pair.b), pair.a + pair.b, pair.a.min(pair.b), words)
    };
    let by_word = |pair: &Pair| {
        let (gain, words) = gain(pair);
        (-(gain / words), tie(pair))
    };
    let by_pair = |pair: &Pair| (-gain(pair).0, tie(pair));
    let Some(new) = pairs.get_mut(first..) else { return };
    if new.iter().any(|pair| gain(pair).1 > 2) {
        new.sort_unstable_by_key(by_pair);
        let most = free(a, b, new, *taken_a, *taken_b).map(|pair| gain(pair).0).sum::<i32>();
        new.sort_unstable_by_key(by_word);
        if free(a, b, new, *taken_a, *taken_b).map(|pair| gain(pair).0).sum::<i32>() < most {
            new.sort_unstable_by_key(by_pair);
        }
    } else {
        new.sort_unstable_by_key(by_word);
    }
    let mut at = 0;
    pairs.retain(|pair| {
        at += 1;
        at <= first || keep(a, b, pair, taken_a, taken_b)
    });
}

/// The pairs, in their order, whose words no earlier one has.
fn free<'p>(
    a: &[Place],
    b: &[Place],
    pairs: &'p [Pair],
    mut taken_a: u32,
    mut taken_b: u32,
) -> impl Iterator<Item = &'p Pair> {
    pairs.iter().filter(move |pair| keep(a, b, pair, &mut taken_a, &mut taken_b))
}

/// Takes the words of a pair if they are free.
fn keep(a: &[Place], b: &[Place], pair: &Pair, taken_a: &mut u32, taken_b: &mut u32) -> bool {
    let (mask_a, mask_b) = (mask(a, pair.a), mask(b, pair.b));
    let free = *taken_a & mask_a == 0 && *taken_b & mask_b == 0;
    if free {
        *taken_a |= mask_a;
        *taken_b |= mask_b;
    }
    free
}

fn mask(places: &[Place], at: usize) -> u32 {
    places.get(at).map_or(0, Place::mask)
}

/// The words that are in a pair, a bit each.
pub(crate) fn taken(places: &[Place], parts: impl Iterator<Item = usize>) -> u32 {
    parts.fold(0, |taken, at| taken | mask(places, at))
}

/// The numbers of the single words that no pair has.
pub(crate) fn left(places: &[Place], taken: u32) -> impl Iterator<Item = (usize, &Place)> + Clone {
    let single = places.iter().enumerate().filter(|(_, place)| place.words == 1);
    single.filter(move |(_, place)| taken & place.mask() == 0)
}

/// Whether words that make the name stand in another order in `b` than in `a`, and whether a word of filiation stands
/// between two of them.
pub(crate) fn crossed(a: &[Place], b: &[Place], pairs: &[Pair]) -> Option<bool> {
    let place = |pair: &Pair| Some((a.get(pair.a)?, b.get(pair.b)?));
    let named = |pair: &Pair| place(pair).filter(|(a, b)| a.grade == Grade::Name && b.grade == Grade::Name);
    let mut crossed = None;
    for (at, pair) in pairs.iter().enumerate() {
        let Some((a1, b1)) = named(pair) else { continue };
        for other in pairs.iter().take(at) {
            let Some((a2, b2)) = named(other) else { continue };
            if (a1.first < a2.first) != (b1.first < b2.first) {
                let between = |places: &[Place], x: u8, y: u8| {
                    let inside = |place: &Place| place.first > x.min(y) && place.first < x.max(y);
                    places.iter().any(|place| place.grade == Grade::Filiation && inside(place))
                };
                let filial = between(a, a1.first, a2.first) && between(b, b1.first, b2.first);
                crossed = Some(crossed.unwrap_or(false) || filial);
            }
        }
    }
    crossed
}
