//! What a symbol writes: the contexts of a locally normalised log-linear channel.
//!
//! *Input*: the symbols of a word s₁ … sₙ as numbers, the place i, and the Latin letters w that s₁ … sᵢ₋₁ have written.
//! *Output*: the hashes of the contexts that a choice of sᵢ is weighed in.
//!
//! The score of a chunk c of letters at place i is the sum of the weights of its features: each context together with
//! the chunk, `feature(context, c)`. The probability is local, over the chunks that the symbol may write:
//!
//! ```text
//! P(c | s, i, w) = 2^score(c) / Σ_c' 2^score(c')        score(c) = Σ_k weight(feature(context_k, c))
//! ```
//!
//! Twelve contexts look at the symbols around, up to three on each side; fifteen at the letters written before, up to
//! six, together with the symbols here and ahead. Units: weights are 1/16 bit, scores 1/256 bit ([`STEP`]). Cost:
//! 27 hashes and look-ups a choice.
//!
//! Method: a maximum-entropy Markov model (McCallum, Freitag, Pereira 2000) over hashed features (Weinberger and others
//! 2009), the table trained through its own buckets so that features that collide are learned around.

/// Contexts of the symbols around.
pub const NATIVE_CONTEXTS: usize = 12;
/// Contexts of the letters written before.
pub const WRITTEN_CONTEXTS: usize = 15;
/// Symbols that a context may reach beyond the word, at each side.
pub const PAD: usize = 4;
/// One step of weight is 1/16 bit, in 1/256 bit.
pub(crate) const STEP: i32 = 16;
/// The last letters that contexts remember: six of five bits.
pub const MEMORY: u64 = 0x3fff_ffff;

/// The place of the context of six letters among those of written letters; the others look at the [`ENDING`].
pub(crate) const FARTHEST: usize = 11;
/// The last four letters.
pub(crate) const ENDING: u64 = (1 << 20) - 1;

/// One step of the hash of a context.
pub(crate) fn mix(hash: u32, value: u32) -> u32 {
    let x = (hash ^ value).wrapping_mul(0x85eb_ca6b);
    x ^ (x >> 15)
}

/// How far each context of symbols reaches back and ahead.
const SPANS: [(usize, usize); NATIVE_CONTEXTS] =
    [(0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 2), (2, 1), (1, 2), (3, 0), (0, 3), (2, 2), (3, 3)];

/// The contexts of symbol `i` of `ids`, which has [`PAD`] zeros at both ends.
///
/// ```
/// use allonym::romanize::native_contexts;
///
/// let (word, other) = ([0, 0, 0, 0, 7, 8, 0, 0, 0, 0], [0, 0, 0, 0, 7, 9, 0, 0, 0, 0]);
/// let (a, b) = (native_contexts(&word, 0), native_contexts(&other, 0));
/// assert_eq!(a[0], b[0]); // the symbol alone
/// assert_ne!(a[2], b[2]); // the symbol and the next
/// ```
#[must_use]
pub fn native_contexts(ids: &[u32], i: usize) -> [u32; NATIVE_CONTEXTS] {
    core::array::from_fn(|place| native_context(ids, i, place))
}

/// One of the [`native_contexts`], by its place.
pub(super) fn native_context(ids: &[u32], i: usize, place: usize) -> u32 {
    let (back, ahead) = SPANS.get(place).copied().unwrap_or_default();
    let at = i + PAD;
    (at.saturating_sub(back)..=at + ahead).fold(mix(0x1234_5678, place as u32 + 1), |hash, k| {
        mix(hash, ids.get(k).copied().unwrap_or(0).wrapping_add(77))
    })
}

/// The symbols that contexts of written letters look at: none, and those of the [`Around`].
const NONE: usize = 0;
const BEFORE: usize = 1;
const OWN: usize = 2;
const NEXT: usize = 3;
const AFTER: usize = 4;

/// A symbol with the one before it and the two behind it, after the number that stands for none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around([u32; 5]);

impl Around {
    /// The symbols around symbol `i` of `ids`, which has [`PAD`] zeros at both ends.
    pub(super) fn new(ids: &[u32], i: usize) -> Around {
        let at = i + PAD;
        let id = |k: usize| ids.get(k).copied().unwrap_or(0);
        Around([0xffff, id(at.saturating_sub(1)), id(at), id(at + 1), id(at + 2)])
    }

    /// The symbol before, the symbol, and the two behind it.
    pub(super) fn symbols(&self) -> [u32; 4] {
        let [_, before, own, next, after] = self.0;
        [before, own, next, after]
    }
}

/// How many of the last letters each context of written letters looks at, and at which symbols.
const WRITTEN: [(u32, [usize; 3]); WRITTEN_CONTEXTS] = [
    (1, [OWN, NONE, NONE]),
    (2, [OWN, NONE, NONE]),
    (3, [OWN, NONE, NONE]),
    (4, [OWN, NONE, NONE]),
    (1, [OWN, NEXT, NONE]),
    (2, [OWN, NEXT, NONE]),
    (3, [OWN, NEXT, NONE]),
    (4, [OWN, NEXT, NONE]),
    (1, [OWN, NEXT, AFTER]),
    (2, [OWN, NEXT, AFTER]),
    (2, [BEFORE, OWN, NEXT]),
    (6, [OWN, NONE, NONE]),
    (2, [NONE, NONE, NONE]),
    (3, [NONE, NONE, NONE]),
    (4, [NONE, NONE, NONE]),
];

/// The contexts of the letters written before symbol `i`: `written` holds five bits a letter, the newest lowest.
///
/// ```
/// use allonym::romanize::written_contexts;
///
/// let word = [0, 0, 0, 0, 7, 8, 0, 0, 0, 0];
/// let (s, sh) = (19, 19 << 5 | 8);
/// assert_ne!(written_contexts(&word, 1, s), written_contexts(&word, 1, sh));
/// ```
#[must_use]
pub fn written_contexts(ids: &[u32], i: usize, written: u64) -> [u32; WRITTEN_CONTEXTS] {
    let around = Around::new(ids, i);
    core::array::from_fn(|place| written_context(&around, written, place))
}

/// One of the [`written_contexts`], by its place.
pub(super) fn written_context(around: &Around, written: u64, place: usize) -> u32 {
    let (letters, symbols) = WRITTEN.get(place).copied().unwrap_or_default();
    let last = (written & ((1 << (5 * letters)) - 1)) as u32;
    let [a, b, c] = symbols.map(|symbol| around.0.get(symbol).copied().unwrap_or(0));
    let hash = mix(mix(0x8765_4321, place as u32 + 1), last.wrapping_add(11));
    mix(mix(mix(hash, a.wrapping_add(13)), b.wrapping_add(17)), c)
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    const WORD: [u32; 11] = [0, 0, 0, 0, 7, 8, 9, 0, 0, 0, 0];

    #[test]
    fn contexts_of_one_place_differ() {
        let mut all: Vec<u32> = native_contexts(&WORD, 1).to_vec();
        all.extend(written_contexts(&WORD, 1, 0x21));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), NATIVE_CONTEXTS + WRITTEN_CONTEXTS);
    }

    #[test]
    fn a_context_sees_no_farther_than_it_reaches() {
        let mut other = WORD;
        other[6] = 5;
        let same: Vec<bool> =
            native_contexts(&WORD, 0).iter().zip(native_contexts(&other, 0)).map(|(a, b)| *a == b).collect();
        let reaches = SPANS.map(|(_, ahead)| ahead < 2);
        assert_eq!(same, reaches);
    }

    #[test]
    fn six_letters_are_remembered() {
        let far = 1_u64 << 30;
        assert_eq!(written_contexts(&WORD, 1, far | 3), written_contexts(&WORD, 1, 3));
        let sixth = 1_u64 << 25;
        let changed = written_contexts(&WORD, 1, sixth | 3)
            .iter()
            .zip(written_contexts(&WORD, 1, 3))
            .filter(|(a, b)| **a != *b)
            .count();
        assert_eq!(changed, 1, "only the context of six letters");
        let (near, other) = (written_contexts(&WORD, 1, 3), written_contexts(&WORD, 1, ENDING + 1 + 3));
        let differ: Vec<usize> = (0..WRITTEN_CONTEXTS).filter(|at| near[*at] != other[*at]).collect();
        assert_eq!(differ, [FARTHEST]);
    }
}
