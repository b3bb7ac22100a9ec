//! Reading bytes of a table in order, and writing numbers.

use alloc::vec::Vec;

/// The bytes that are left of a table. A read that goes past the end gives `None` and takes nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ByteReader<'a>(pub(crate) &'a [u8]);

impl<'a> ByteReader<'a> {
    /// The next `bytes` bytes.
    pub(crate) fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next four bytes as a little-endian number.
    pub(crate) fn number(&mut self) -> Option<u32> {
        self.take(4)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// `count` items of `size` bytes.
    pub(crate) fn list(&mut self, count: u32, size: usize) -> Option<&'a [u8]> {
        self.take((count as usize).checked_mul(size)?)
    }

    /// A number, then so many items of `size` bytes.
    pub(crate) fn counted(&mut self, size: usize) -> Option<&'a [u8]> {
        let count = self.number()?;
        self.list(count, size)
    }
}

/// Number `at` of a list of little-endian `u16`s.
pub(crate) fn u16_at(list: &[u8], at: usize) -> Option<u16> {
    list.get(at.checked_mul(2)?..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

/// Appends a length as a little-endian number of four bytes; `None` if it does not fit.
pub(crate) fn put_number(out: &mut Vec<u8>, n: usize) -> Option<()> {
    out.extend_from_slice(&u32::try_from(n).ok()?.to_le_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_takes_nothing() {
        let mut reader = ByteReader(b"\x02\0\0\0abcd");
        assert_eq!(reader.counted(3), None);
        let mut reader = ByteReader(b"\x02\0\0\0abcd");
        assert_eq!((reader.counted(2), reader.number()), (Some(&b"abcd"[..]), None));
        assert_eq!(ByteReader(b"ab").list(u32::MAX, usize::MAX), None);
    }

    #[test]
    fn numbers_of_lists() {
        assert_eq!((u16_at(b"\x01\x02\x03\x04", 1), u16_at(b"\x01\x02\x03", 1)), (Some(0x0403), None));
    }
}
