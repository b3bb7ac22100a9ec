//! Numbers and texts in bytes, as the formats of this crate write them.
//!
//! Numbers are little-endian; a *varint* is LEB128: groups of seven bits, the lowest first, and a high bit that says that
//! another group follows (so 300 is `AC 02`). A text is a varint with its length and so many bytes of UTF-8. Every reader
//! is total: past the end of the bytes numbers are 0 and texts are empty, so damaged files are read safely.

use alloc::vec::Vec;

/// Appends a varint: 1 byte below 128, 2 below 16,384, 10 at the most.
pub(crate) fn put_varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a varint with a length, and so many bytes.
pub(crate) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_varint(out, bytes.len() as u64);
    out.extend(bytes);
}

/// Bytes that are read from front to back.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(rest: &'a [u8]) -> Reader<'a> {
        Reader { rest }
    }

    /// The bytes from a place on.
    pub(crate) fn at(bytes: &'a [u8], place: usize) -> Reader<'a> {
        Reader { rest: bytes.get(place..).unwrap_or_default() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// A number that [`put_varint`] wrote.
    #[inline]
    pub(crate) fn varint(&mut self) -> u64 {
        let mut number = 0;
        let mut shift = 0;
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            number |= u64::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 || shift > 56 {
                break;
            }
        }
        number
    }

    /// The same in 32 bits; what is greater is taken for the greatest.
    #[inline]
    pub(crate) fn varint32(&mut self) -> u32 {
        self.varint().try_into().unwrap_or(u32::MAX)
    }

    pub(crate) fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Bytes that [`put_bytes`] wrote.
    pub(crate) fn bytes(&mut self) -> &'a [u8] {
        let count = usize::try_from(self.varint()).unwrap_or(usize::MAX);
        self.take(count)
    }

    /// The same as text, which they are unless the file is damaged.
    pub(crate) fn text(&mut self) -> &'a str {
        core::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    pub(crate) fn rest_text(self) -> &'a str {
        core::str::from_utf8(self.rest).unwrap_or_default()
    }
}

/// The `u32` at a place of a row of them; 0 past the end.
#[inline]
pub(crate) fn u32_at(bytes: &[u8], place: usize) -> u32 {
    match place.checked_mul(4).and_then(|at| bytes.get(at..)) {
        Some([a, b, c, d, ..]) => u32::from_le_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}

/// The `u64` at a place of a row of them; 0 past the end.
#[inline]
pub(crate) fn u64_at(bytes: &[u8], place: usize) -> u64 {
    match place.checked_mul(8).and_then(|at| bytes.get(at..)).and_then(<[u8]>::first_chunk::<8>) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => 0,
    }
}

/// What an FNV-1a hash of 64 bits begins with.
pub(crate) const FNV_SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// An FNV-1a hash with a byte more (Fowler, Noll, Vo): for hashes that grow byte by byte.
pub(crate) const fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The second numbers of the pairs of `u32` that begin with `key`, of pairs that are sorted.
pub(crate) fn seconds_of(pairs: &[u8], key: u32) -> impl Iterator<Item = u32> {
    let count = pairs.len() / 8;
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if u32_at(pairs, 2 * middle) < key { low = middle + 1 } else { high = middle }
    }
    let is_own = move |at: &usize| u32_at(pairs, 2 * at) == key;
    (low..count).take_while(is_own).map(move |at| u32_at(pairs, 2 * at + 1))
}

/// Sorts pairs of numbers and writes them as [`seconds_of`] reads them.
pub(crate) fn sorted_pairs(mut pairs: Vec<(u32, u32)>) -> Vec<u8> {
    pairs.sort_unstable();
    pairs.iter().flat_map(|(first, second)| [first.to_le_bytes(), second.to_le_bytes()]).flatten().collect()
}

/// A 64-bit checksum: four lanes of multiply-and-rotate over eight bytes each. Fast, and no defence against people who
/// choose the bytes.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut lanes = [1u64, 2, 3, 4];
    let mix = |lane: u64, eight: u64| (lane ^ eight).wrapping_mul(MIX).rotate_left(29);
    for (at, eight) in eights.iter().enumerate() {
        if let Some(lane) = lanes.get_mut(at % 4) {
            *lane = mix(*lane, u64::from_le_bytes(*eight));
        }
    }
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let sum = lanes.into_iter().fold(bytes.len() as u64, mix);
    let sum = mix(sum, u64::from_le_bytes(last));
    (sum ^ sum >> 32).wrapping_mul(MIX)
}

/// [`checksum`] of a text in 32 bits.
pub(crate) fn hash(text: &str) -> u32 {
    (checksum(text.as_bytes()) >> 32) as u32
}

/// Appends numbers in rising order, each as the varint of its difference from the one before: 3, 10, 300 are `03 07 A2 02`.
pub(crate) fn put_rising(numbers: &[u32], out: &mut Vec<u8>) {
    let mut last = 0;
    for number in numbers {
        put_varint(out, u64::from(number.saturating_sub(last)));
        last = *number;
    }
}

/// The numbers that [`put_rising`] wrote, from a slice that ends with the last of them.
pub(crate) fn rising(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let (mut last, mut rest) = (0u32, bytes.iter());
    core::iter::from_fn(move || {
        let mut byte = *rest.next()?;
        let mut number = u32::from(byte & 127);
        // Most lists are so dense that most differences fit a byte.
        let mut shift = 7;
        while byte >= 128 {
            byte = *rest.next()?;
            number |= u32::from(byte & 127).wrapping_shl(shift);
            shift += 7;
        }
        last = last.saturating_add(number);
        Some(last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(number: u64) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, number);
        out
    }

    #[test]
    fn fnv_is_that_of_its_authors() {
        // Test vectors of the reference: "", "a", "foobar".
        let hash = |text: &str| text.bytes().fold(FNV_SEED, fnv);
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn varints_are_leb128() {
        for (number, bytes) in [(0, &[0][..]), (127, &[127]), (128, &[0x80, 1]), (300, &[0xAC, 2])] {
            assert_eq!(written(number), bytes, "{number}");
        }
        assert_eq!(written(u64::MAX).len(), 10);
    }

    #[test]
    fn what_is_written_is_read() {
        for shift in 0..63 {
            for number in [1u64 << shift, (1 << shift) - 1, (1 << shift) + 1] {
                assert_eq!(Reader::new(&written(number)).varint(), number);
            }
        }
    }

    #[test]
    fn texts_follow_each_other() {
        let mut out = Vec::new();
        ["", "قاسم", "Qasem"].iter().for_each(|text| put_bytes(&mut out, text.as_bytes()));
        let mut reader = Reader::new(&out);
        assert_eq!([reader.text(), reader.text(), reader.text()], ["", "قاسم", "Qasem"]);
        assert!(reader.is_empty());
    }

    #[test]
    fn past_the_end_is_nothing() {
        let mut reader = Reader::new(&[200]);
        assert_eq!((reader.varint(), reader.varint(), reader.text()), (72, 0, ""));
        assert_eq!((u32_at(&[1, 2, 3], 0), u64_at(&[0; 7], 0), u32_at(&[0; 8], usize::MAX)), (0, 0, 0));
        // A length that is longer than what is left.
        assert_eq!(Reader::new(&[9, b'a']).text(), "a");
    }

    #[test]
    fn numbers_too_great_for_32_bits_are_the_greatest() {
        assert_eq!(Reader::new(&written(1 << 40)).varint32(), u32::MAX);
    }

    #[test]
    fn rising_numbers_are_written_as_differences() {
        let mut out = Vec::new();
        put_rising(&[3, 10, 300], &mut out);
        assert_eq!(out, [3, 7, 0xA2, 2]);
        assert_eq!(rising(&out).collect::<Vec<_>>(), [3, 10, 300]);
    }

    #[test]
    fn a_checksum_sees_every_byte_and_the_length() {
        let bytes = [7u8; 40];
        let sum = checksum(&bytes);
        for at in 0..bytes.len() {
            let mut other = bytes;
            other[at] ^= 1;
            assert_ne!(checksum(&other), sum, "byte {at}");
        }
        assert_ne!(checksum(&bytes[..39]), sum);
        assert_ne!(checksum(&[]), checksum(&[0]));
    }
}
