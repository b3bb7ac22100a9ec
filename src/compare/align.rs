//! Which part of one name answers which part of the other.

use alloc::vec::Vec;

use crate::bits::Bits;

/// A part of a name as alignment sees it: which words it covers, and what it costs if nothing answers it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) first: u8,
    pub(crate) words: u8,
    pub(crate) missing: Bits,
}

/// Two parts that answer each other, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) bits: Bits,
}

/// The pairs, best first, and the sum of their bits and of what is missing. No word is in two pairs; the pairs that
/// gain most are taken first.
pub(crate) fn align(
    a: &[Place],
    b: &[Place],
    bits: impl Fn(usize, usize) -> Bits,
    pairs: &mut Vec<Pair>,
) -> Bits {
    pairs.clear();
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate().filter(|(_, y)| x.words == 1 || y.words == 1) {
            let told = bits(i, j);
            if told > x.missing + y.missing {
                pairs.push(Pair { a: i, b: j, bits: told });
            }
        }
    }
    let gain = |pair: &Pair| {
        let missing = |places: &[Place], at: usize| places.get(at).map_or(Bits::ZERO, |place| place.missing);
        pair.bits - missing(a, pair.a) - missing(b, pair.b)
    };
    // The places decide ties, so that the order of the names does not.
    pairs.sort_by_key(|pair| (-gain(pair), pair.a.abs_diff(pair.b), pair.a + pair.b));
    let (mut taken_a, mut taken_b) = (0u32, 0u32);
    pairs.retain(|pair| {
        let mask = |places: &[Place], at: usize| places.get(at).map_or(0, Place::mask);
        let (mask_a, mask_b) = (mask(a, pair.a), mask(b, pair.b));
        let free = taken_a & mask_a == 0 && taken_b & mask_b == 0;
        if free {
            taken_a |= mask_a;
            taken_b |= mask_b;
        }
        free
    });
    let left = |places: &[Place], taken: u32| -> Bits {
        places
            .iter()
            .filter(|place| place.words == 1 && taken & place.mask() == 0)
            .map(|place| place.missing)
            .sum()
    };
    pairs.iter().map(|pair| pair.bits).sum::<Bits>() + left(a, taken_a) + left(b, taken_b)
}

impl Place {
    pub(crate) fn mask(&self) -> u32 {
        ((1u32 << (self.words & 3)) - 1) << (self.first & 31)
    }
}
