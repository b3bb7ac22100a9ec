//! Which word of one name answers which word of the other.

use alloc::vec::Vec;
use core::ops::Range;

use super::word::Word;
use crate::name::Role;
use crate::score::Score;

/// Two words less alike than this do not answer each other.
const LEAST: f64 = 0.6;

/// A word, or two words written apart, that answer each other: the words of each name, and how alike they are.
#[derive(Clone, Debug)]
struct Pair {
    similarity: f64,
    a: Range<usize>,
    b: Range<usize>,
}

/// How alike two rows of words are.
pub(super) fn words_score(a: &[Word], b: &[Word]) -> Score {
    share(a, b, &align(a, b))
}

/// The share of both names' letters in words that answer each other, by how alike these are.
fn share(a: &[Word], b: &[Word], pairs: &[Pair]) -> Score {
    let total = weight(a) + weight(b);
    if total == 0.0 {
        return Score::ZERO;
    }
    let part = |words: &[Word], range: &Range<usize>| weight(words.get(range.clone()).unwrap_or_default());
    let matched: f64 = pairs.iter().map(|pair| pair.similarity * (part(a, &pair.a) + part(b, &pair.b))).sum();
    Score::from_f64(matched / total)
}

/// The words that answer each other, the most alike taken first.
fn align(a: &[Word], b: &[Word]) -> Vec<Pair> {
    let mut pairs = pairs(a, b);
    // Best first; the places decide ties so that the order of the names does not.
    pairs.sort_by(|p, q| {
        let spread = |pair: &Pair| (pair.a.start.abs_diff(pair.b.start), pair.a.start + pair.b.start);
        q.similarity.total_cmp(&p.similarity).then(spread(p).cmp(&spread(q)))
    });
    let (mut free_a, mut free_b) = (alloc::vec![true; a.len()], alloc::vec![true; b.len()]);
    pairs.retain(|pair| {
        let free = is_free(&free_a, &pair.a) && is_free(&free_b, &pair.b);
        if free {
            take(&mut free_a, &pair.a);
            take(&mut free_b, &pair.b);
        }
        free
    });
    // Sums of the same numbers in the same order, whichever name is asked about first.
    pairs.sort_by(|p, q| {
        q.similarity.total_cmp(&p.similarity).then((p.a.start + p.b.start).cmp(&(q.a.start + q.b.start)))
    });
    pairs
}

fn pairs(a: &[Word], b: &[Word]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut add = |similarity: f64, a, b| {
        if similarity >= LEAST {
            pairs.push(Pair { similarity, a, b });
        }
    };
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            add(x.similarity(y), i..i + 1, j..j + 1);
        }
    }
    // Two words of one name may be one of the other: عبد الله, عبدالله.
    for (i, two) in a.windows(2).enumerate() {
        let [first, second] = two else { continue };
        let joined = first.joined(second);
        for (j, y) in b.iter().enumerate() {
            add(joined.similarity(y), i..i + 2, j..j + 1);
        }
    }
    for (j, two) in b.windows(2).enumerate() {
        let [first, second] = two else { continue };
        let joined = first.joined(second);
        for (i, x) in a.iter().enumerate() {
            add(x.similarity(&joined), i..i + 1, j..j + 2);
        }
    }
    pairs
}

fn is_free(free: &[bool], range: &Range<usize>) -> bool {
    free.get(range.clone()).is_some_and(|part| part.iter().all(|free| *free))
}

fn take(free: &mut [bool], range: &Range<usize>) {
    if let Some(part) = free.get_mut(range.clone()) {
        part.fill(false);
    }
}

/// How much words count: by their letters, particles hardly.
fn weight(words: &[Word]) -> f64 {
    words
        .iter()
        .map(|word| match word.role {
            role if role.is_small() => 0.25,
            Role::Initial => 1.0,
            _ => 2.0 + word.bones.chars().count().min(8) as f64,
        })
        .sum()
}
