//! Which word of one name answers which word of the other.

use alloc::vec::Vec;

use super::word::Word;
use crate::name::Role;
use crate::score::Score;

/// Two words less alike than this do not answer each other.
const LEAST: f64 = 0.6;

/// What a pair of words, or of a word and two written apart, brings in.
struct Pair {
    similarity: f64,
    a: (usize, usize),
    b: (usize, usize),
}

/// The share of both names' letters in words that answer each other, by how alike these are.
pub(super) fn score(a: &[Word], b: &[Word]) -> Score {
    let total = weight(a) + weight(b);
    if total == 0.0 {
        let same = !a.is_empty() && a.iter().map(|w| &w.plain).eq(b.iter().map(|w| &w.plain));
        return if same { Score::ONE } else { Score::ZERO };
    }
    let mut pairs = pairs(a, b);
    // Best first; the places decide ties so that the order of the names does not.
    pairs.sort_by(|p, q| {
        let spread = |pair: &Pair| (pair.a.0.abs_diff(pair.b.0), pair.a.0 + pair.b.0);
        q.similarity.total_cmp(&p.similarity).then(spread(p).cmp(&spread(q)))
    });
    let (mut free_a, mut free_b) = (alloc::vec![true; a.len()], alloc::vec![true; b.len()]);
    let mut matched = 0.0;
    for pair in pairs {
        if is_free(&free_a, pair.a) && is_free(&free_b, pair.b) {
            take(&mut free_a, pair.a);
            take(&mut free_b, pair.b);
            let part = |words: &[Word], (start, end)| weight(words.get(start..end).unwrap_or_default());
            matched += pair.similarity * (part(a, pair.a) + part(b, pair.b));
        }
    }
    Score::from_f64(matched / total)
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
            add(x.similarity(y), (i, i + 1), (j, j + 1));
        }
    }
    // Two words of one name may be one of the other: عبد الله, عبدالله.
    for (i, two) in a.windows(2).enumerate() {
        let [first, second] = two else { continue };
        let joined = first.joined(second);
        for (j, y) in b.iter().enumerate() {
            add(joined.similarity(y), (i, i + 2), (j, j + 1));
        }
    }
    for (j, two) in b.windows(2).enumerate() {
        let [first, second] = two else { continue };
        let joined = first.joined(second);
        for (i, x) in a.iter().enumerate() {
            add(x.similarity(&joined), (i, i + 1), (j, j + 2));
        }
    }
    pairs
}

fn is_free(free: &[bool], (start, end): (usize, usize)) -> bool {
    free.get(start..end).is_some_and(|part| part.iter().all(|free| *free))
}

fn take(free: &mut [bool], (start, end): (usize, usize)) {
    if let Some(part) = free.get_mut(start..end) {
        part.fill(false);
    }
}

/// How much words count: by their letters, particles hardly.
fn weight(words: &[Word]) -> f64 {
    words
        .iter()
        .map(|word| match word.role {
            Role::Particle => 0.25,
            Role::Initial => 1.0,
            _ => 2.0 + word.bones.chars().count().min(8) as f64,
        })
        .sum()
}
