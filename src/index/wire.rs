//! Numbers in bytes: what the file is written with and read by. Every reader is total.

use alloc::vec::Vec;

/// Appends a number in groups of seven bits, the lowest first; a byte of 128 or more says that another follows.
pub(super) fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a length and so many bytes.
pub(super) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put(out, bytes.len() as u64);
    out.extend(bytes);
}

/// Bytes that are read from front to back; past the end everything is nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Reader<'a> {
        Reader { rest }
    }

    /// The bytes from a place on.
    pub(super) fn at(bytes: &'a [u8], place: usize) -> Reader<'a> {
        Reader { rest: bytes.get(place..).unwrap_or_default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// A number that [`put`] wrote.
    #[inline]
    pub(super) fn number(&mut self) -> u64 {
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

    /// A number that fits a word of the index; what is greater is taken for the greatest.
    #[inline]
    pub(super) fn small(&mut self) -> u32 {
        self.number().try_into().unwrap_or(u32::MAX)
    }

    pub(super) fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Bytes that [`put_bytes`] wrote.
    pub(super) fn bytes(&mut self) -> &'a [u8] {
        let count = usize::try_from(self.number()).unwrap_or(usize::MAX);
        self.take(count)
    }

    /// The same as text, which they are unless the file is damaged.
    pub(super) fn text(&mut self) -> &'a str {
        core::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    pub(super) fn rest_text(self) -> &'a str {
        core::str::from_utf8(self.rest).unwrap_or_default()
    }
}

/// The `u32` at a place of a row of them; 0 past the end.
#[inline]
pub(super) fn u32_at(bytes: &[u8], place: usize) -> u32 {
    match place.checked_mul(4).and_then(|at| bytes.get(at..)) {
        Some([a, b, c, d, ..]) => u32::from_le_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}

/// The `u64` at a place of a row of them; 0 past the end.
#[inline]
pub(super) fn u64_at(bytes: &[u8], place: usize) -> u64 {
    match place.checked_mul(8).and_then(|at| bytes.get(at..)).and_then(<[u8]>::first_chunk::<8>) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => 0,
    }
}

/// A number that other bytes hardly have. Reads eight bytes at a time; not for those who mean harm.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
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
pub(super) fn hash(text: &str) -> u32 {
    (checksum(text.as_bytes()) >> 32) as u32
}
