//! Latin words that are known to be written: which groups of lists hold them, and how often.

use alloc::vec::Vec;

/// Bytes of an entry: two that tell the word from others of its bucket, its groups, its frequency.
pub const ENTRY: usize = 4;

/// Groups of lists: one bit each.
pub const GROUPS: usize = 8;

/// The hash that a word is kept by; letters are 1 to 26.
#[must_use]
pub fn word_hash(letters: &[u8]) -> u64 {
    let hash = letters.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &b| {
        (hash ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let hash = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 32)
}

/// The hash that a native word with one of its spellings is kept by; without letters, that of the native word.
#[must_use]
pub fn pair_hash(symbols: &[char], letters: &[u8]) -> u64 {
    let bytes = symbols.iter().flat_map(|symbol| u32::from(*symbol).to_le_bytes());
    word_hash(&bytes.chain(letters.iter().copied()).collect::<Vec<u8>>())
}

/// The bucket of a word.
#[must_use]
pub fn bucket_of(hash: u64, buckets: u32) -> u32 {
    (((hash >> 32) * u64::from(buckets)) >> 32) as u32
}

/// The words, in buckets: where each begins (three bytes), then the entries.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'a> {
    pub(crate) starts: &'a [u8],
    pub(crate) entries: &'a [u8],
    pub(crate) buckets: u32,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// One bit for each group of lists that has it; 0 for a word that no list has.
    pub groups: u32,
    /// Twice the binary logarithm of how often it is met.
    pub frequency: u32,
}

impl Words<'_> {
    fn start(&self, bucket: usize) -> Option<usize> {
        let at = bucket.checked_mul(3)?;
        let bytes = self.starts.get(at..)?.first_chunk::<3>()?;
        let [a, b, c] = bytes.map(usize::from);
        Some(a | b << 8 | c << 16)
    }

    pub(crate) fn find(&self, hash: u64) -> Known {
        let bucket = bucket_of(hash, self.buckets) as usize;
        let (Some(from), Some(to)) = (self.start(bucket), self.start(bucket + 1)) else {
            return Known::default();
        };
        let entries = self.entries.get(from * ENTRY..to * ENTRY).unwrap_or_default();
        let found = entries
            .as_chunks::<ENTRY>()
            .0
            .iter()
            .find(|[low, high, ..]| u64::from(u16::from_le_bytes([*low, *high])) == hash & 0xffff);
        found.map_or_else(Known::default, |[_, _, groups, frequency]| Known {
            groups: u32::from(*groups),
            frequency: u32::from(*frequency),
        })
    }
}
