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
    let mut out = [0; NATIVE_CONTEXTS];
    let at = i + PAD;
    for (kind, (context, &(back, ahead))) in (1..).zip(out.iter_mut().zip(&SPANS)) {
        let around = at.saturating_sub(back)..=at + ahead;
        *context = around.fold(mix(0x1234_5678, kind), |hash, k| {
            mix(hash, ids.get(k).copied().unwrap_or(0).wrapping_add(77))
        });
    }
    out
}

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
    const NONE: u32 = 0xffff;
    let at = i + PAD;
    let id = |k: usize| ids.get(k).copied().unwrap_or(0);
    let (before, own, next, after) = (id(at.saturating_sub(1)), id(at), id(at + 1), id(at + 2));
    let last = |letters: u32| (written & ((1 << (5 * letters)) - 1)) as u32;
    let hash = |kind: u32, letters: u32, b: u32, c: u32, d: u32| {
        let hash = mix(mix(0x8765_4321, kind), last(letters).wrapping_add(11));
        mix(mix(mix(hash, b.wrapping_add(13)), c.wrapping_add(17)), d)
    };
    [
        hash(1, 1, own, NONE, NONE),
        hash(2, 2, own, NONE, NONE),
        hash(3, 3, own, NONE, NONE),
        hash(4, 4, own, NONE, NONE),
        hash(5, 1, own, next, NONE),
        hash(6, 2, own, next, NONE),
        hash(7, 3, own, next, NONE),
        hash(8, 4, own, next, NONE),
        hash(9, 1, own, next, after),
        hash(10, 2, own, next, after),
        hash(11, 2, before, own, next),
        hash(12, 6, own, NONE, NONE),
        hash(13, 2, NONE, NONE, NONE),
        hash(14, 3, NONE, NONE, NONE),
        hash(15, 4, NONE, NONE, NONE),
    ]
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
