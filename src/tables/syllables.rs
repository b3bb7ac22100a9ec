//! Floor 0: syllables of names of China and Korea, the Latin letters that they are spelled with, and the characters that
//! are read so.

use crate::tables::hash::hash;

/// What a table begins with.
pub const MAGIC: [u8; 8] = *b"ALNMSYL1";

/// Syllables by what they are written with.
///
/// Little-endian. [`MAGIC`]; how many entries there are, as `u32`; for each, in order, the [`hash`] of a spelling, a
/// character of Han or a syllable of hangul as `u32`; the numbers of their syllables as `u16`s.
#[derive(Clone, Copy, Debug)]
pub struct Syllables {
    hashes: &'static [[u8; 4]],
    syllables: &'static [[u8; 2]],
}

impl Syllables {
    /// The table in `bytes`; empty if they are none.
    ///
    /// ```
    /// use allonym::tables::syllables::Syllables;
    ///
    /// assert_eq!(Syllables::new(b"no table").of("정").count(), 0);
    /// ```
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Syllables {
        let nothing = Syllables { hashes: &[], syllables: &[] };
        let Some((head, rest)) = bytes.split_first_chunk::<8>() else { return nothing };
        if u64::from_le_bytes(*head) != u64::from_le_bytes(MAGIC) {
            return nothing;
        }
        let Some((count, rest)) = rest.split_first_chunk::<4>() else { return nothing };
        let count = u32::from_le_bytes(*count) as usize;
        match rest.split_at_checked(count.saturating_mul(4)) {
            Some((hashes, syllables)) => {
                Syllables { hashes: hashes.as_chunks::<4>().0, syllables: syllables.as_chunks::<2>().0 }
            }
            None => nothing,
        }
    }

    /// The numbers of the syllables that are written so, in order. `key` is in matching form. Costs a hash and a binary
    /// search.
    ///
    /// ```
    /// use allonym::tables::syllables::Syllables;
    ///
    /// assert_eq!(Syllables::new(b"").of("chan").next(), None);
    /// ```
    pub fn of(self, key: &str) -> impl Iterator<Item = u16> + Clone {
        let wanted = hash(key.as_bytes());
        let value = |hash: &[u8; 4]| u32::from_le_bytes(*hash);
        let first = self.hashes.partition_point(|hash| value(hash) < wanted);
        let rest = self.hashes.get(first..).unwrap_or_default();
        let count = rest.iter().take_while(|hash| value(hash) == wanted).count();
        let numbers = self.syllables.get(first..first + count).unwrap_or_default();
        numbers.iter().map(|number| u16::from_le_bytes(*number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_knows_nothing() {
        assert_eq!(Syllables::new(b"").of("chan").count(), 0);
        assert_eq!(Syllables::new(b"ALNMSYL1\xff\xff\xff\xff").of("chan").count(), 0);
    }

    #[test]
    fn one_spelling_may_be_several_syllables() {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(2u32.to_le_bytes());
        bytes.extend(hash(b"chan").to_le_bytes().repeat(2));
        bytes.extend([3, 0, 7, 0]);
        let table = Syllables::new(bytes.leak());
        assert_eq!(table.of("chan").collect::<alloc::vec::Vec<_>>(), [3, 7]);
        assert_eq!(table.of("tan").count(), 0);
    }
}
