//! What a symbol writes: a locally normalised log-linear model over hashed features.
//!
//! Each symbol of the word writes a chunk of letters. The score of a chunk is the sum of the weights of its features:
//! each context, of symbols around and letters written before, together with the chunk. A feature is a hash; the table
//! holds the useful ones in buckets, a byte to tell it from the others and a byte of weight.

/// Contexts of the symbols around.
pub const NATIVE_CONTEXTS: usize = 12;
/// Contexts of the letters written before.
pub const WRITTEN_CONTEXTS: usize = 15;
/// Symbols that a context may reach beyond the word, at each side.
pub const PAD: usize = 4;
/// Features of a bucket: that many marks, then that many weights.
pub const BUCKET: usize = 8;
/// One step of weight is 1/16 bit, in 1/256 bit.
pub(crate) const STEP: i32 = 16;
/// The last letters that contexts remember: six of five bits.
pub const MEMORY: u64 = 0x3fff_ffff;

pub(crate) fn mix(hash: u32, value: u32) -> u32 {
    let x = (hash ^ value).wrapping_mul(0x85eb_ca6b);
    x ^ (x >> 15)
}

/// The feature of a choice in a context.
#[inline]
#[must_use]
pub fn feature(context: u32, choice: u32) -> u32 {
    let mut x = context.wrapping_add(choice.wrapping_mul(0x9e37_79b1));
    x ^= x >> 16;
    x = x.wrapping_mul(0x7feb_352d);
    x ^= x >> 15;
    x.wrapping_mul(0x846c_a68b)
}

/// The place of a feature among `size` ones.
#[inline]
#[must_use]
pub fn slot(feature: u32, size: usize) -> usize {
    ((u64::from(feature) * size as u64) >> 32) as usize
}

/// The byte that tells a feature from the others of its bucket; 0 is a free place.
#[inline]
#[must_use]
pub fn mark(feature: u32) -> u8 {
    ((feature & 0xff) as u8).max(1)
}

/// The place of `wanted` among the marks of a bucket.
#[inline]
#[must_use]
pub fn place(marks: [u8; BUCKET], wanted: u8) -> Option<usize> {
    const LOW: u64 = 0x0101_0101_0101_0101;
    let x = u64::from_le_bytes(marks) ^ (LOW * u64::from(wanted));
    let hit = x.wrapping_sub(LOW) & !x & (LOW << 7);
    (hit != 0).then(|| (hit.trailing_zeros() >> 3) as usize)
}

/// How far each context of symbols reaches back and ahead.
const SPANS: [(usize, usize); NATIVE_CONTEXTS] =
    [(0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 2), (2, 1), (1, 2), (3, 0), (0, 3), (2, 2), (3, 3)];

/// The contexts of symbol `i` of `ids`, which has [`PAD`] zeros at both ends.
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

/// The contexts of the letters written before symbol `i`: five bits a letter, the newest lowest.
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

/// The weights of the features, in buckets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Channel<'a>(pub(crate) &'a [u8]);

impl Channel<'_> {
    pub(crate) fn weight(self, context: u32, choice: u32) -> i32 {
        let feature = feature(context, choice);
        let bucket = slot(feature, self.0.len() / (2 * BUCKET)) * 2 * BUCKET;
        let Some(marks) = self.0.get(bucket..).and_then(|bytes| bytes.first_chunk::<BUCKET>()) else {
            return 0;
        };
        let weight = place(*marks, mark(feature)).and_then(|at| self.0.get(bucket + BUCKET + at));
        weight.map_or(0, |&weight| i32::from(weight.cast_signed()))
    }
}
