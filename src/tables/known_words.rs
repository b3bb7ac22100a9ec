//! Words that lists have, by their hash: a *hash list* of the table of romanization.
//!
//! | field | bytes, little-endian |
//! |---|---|
//! | number of buckets B | 4 |
//! | where each bucket begins and the last ends, counted in entries | 3 (B + 1) |
//! | number of entries N | 4 |
//! | entries: the low half of the hash, groups, frequency | [`ENTRY`] N |
//!
//! A word stands in the bucket that the upper half of its hash says. A bucket has 16 words on average, and its 16 bits tell
//! a word from the others there: one word in 4,000 that no list has is taken for one that a list has.
//!
//! ```
//! use allonym::tables::known_words::{pair_hash, word_hash};
//!
//! // kim by itself, and as a spelling of 김
//! assert_ne!(word_hash(&[11, 9, 13]), pair_hash(&['김'], &[11, 9, 13]));
//! ```

use alloc::vec::Vec;

use super::codec::{ByteReader, put_number};
use crate::codec::{FNV_SEED, fnv};

/// Bytes of an entry of a hash list.
pub const ENTRY: usize = 4;

/// Groups of lists: one bit each.
pub const GROUPS: usize = 8;

/// The hash that a word is kept by; letters are 1 to 26. FNV-1a and a mixing step.
///
/// ```
/// use allonym::tables::known_words::word_hash;
///
/// assert_ne!(word_hash(&[11, 9, 13]), word_hash(&[11, 13, 9])); // kim, kmi
/// ```
#[must_use]
pub fn word_hash(letters: &[u8]) -> u64 {
    mixed(letters.iter().fold(FNV_SEED, step))
}

/// The hash that a native word with one of its spellings is kept by; without letters, that of the native word.
///
/// ```
/// use allonym::tables::known_words::pair_hash;
///
/// assert_ne!(pair_hash(&['김'], &[11, 9, 13]), pair_hash(&['김'], &[7, 9, 13])); // kim, gim
/// ```
#[must_use]
pub fn pair_hash(symbols: &[char], letters: &[u8]) -> u64 {
    let native = symbols
        .iter()
        .fold(FNV_SEED, |hash, symbol| u32::from(*symbol).to_le_bytes().iter().fold(hash, step));
    mixed(letters.iter().fold(native, step))
}

fn step(hash: u64, byte: &u8) -> u64 {
    fnv(hash, *byte)
}

fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 32)
}

/// The bucket of a hash.
fn bucket_of(hash: u64, buckets: u32) -> u32 {
    (((hash >> 32) * u64::from(buckets)) >> 32) as u32
}

/// What lists say of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordUse {
    /// One bit for each group of lists that has it; 0 for a word that no list has.
    pub groups: u32,
    /// In the list of words: twice the binary logarithm of how often it is met. In that of pairs: how often.
    pub frequency: u32,
}

/// Hashes of words, and what lists say of each. About one word in 4,000 is taken for another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownWords<'a> {
    starts: &'a [u8],
    entries: &'a [u8],
    buckets: u32,
}

impl<'a> KnownWords<'a> {
    pub(super) fn read(reader: &mut ByteReader<'a>) -> Option<KnownWords<'a>> {
        let buckets = reader.number()?;
        let starts = reader.list(buckets.checked_add(1)?, 3)?;
        Some(KnownWords { starts, entries: reader.counted(ENTRY)?, buckets })
    }

    fn start(&self, bucket: usize) -> Option<usize> {
        let at = bucket.checked_mul(3)?;
        let bytes = self.starts.get(at..)?.first_chunk::<3>()?;
        let [a, b, c] = bytes.map(usize::from);
        Some(a | b << 8 | c << 16)
    }

    /// What is known of the word with this hash; nothing for one that no list has. One bucket of about 16 entries.
    #[must_use]
    pub(crate) fn find(&self, hash: u64) -> WordUse {
        let bucket = bucket_of(hash, self.buckets) as usize;
        let (Some(from), Some(to)) = (self.start(bucket), self.start(bucket + 1)) else {
            return WordUse::default();
        };
        let entries = self.entries.get(from * ENTRY..to * ENTRY).unwrap_or_default();
        let [low, high, ..] = hash.to_le_bytes();
        let found = entries.as_chunks::<ENTRY>().0.iter().find(|[a, b, ..]| (*a, *b) == (low, high));
        found.map_or_else(WordUse::default, |[_, _, groups, frequency]| WordUse {
            groups: u32::from(*groups),
            frequency: u32::from(*frequency),
        })
    }
}

/// Entries of a bucket on average.
const PER_BUCKET: usize = 16;

/// Appends the list of words with what is known of each; `None` if there are more than 16 million.
pub(super) fn encode(out: &mut Vec<u8>, entries: &[(u64, WordUse)]) -> Option<()> {
    let buckets = u32::try_from(entries.len() / PER_BUCKET + 1).ok()?;
    if entries.len() >> 24 != 0 {
        return None;
    }
    let entry = |&(hash, word): &(u64, WordUse)| {
        (bucket_of(hash, buckets), hash as u16, word.groups as u8, word.frequency as u8)
    };
    let mut all: Vec<_> = entries.iter().map(entry).collect();
    all.sort_unstable();
    put_number(out, buckets as usize)?;
    for bucket in 0..=buckets {
        let [a, b, c, _] = (all.partition_point(|entry| entry.0 < bucket) as u32).to_le_bytes();
        out.extend_from_slice(&[a, b, c]);
    }
    put_number(out, all.len())?;
    for (_, hash, groups, frequency) in all {
        out.extend_from_slice(&hash.to_le_bytes());
        out.extend_from_slice(&[groups, frequency]);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(words: &[(u64, WordUse)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        encode(&mut bytes, words).expect("few words");
        bytes
    }

    fn read(bytes: &[u8]) -> Option<KnownWords<'_>> {
        KnownWords::read(&mut ByteReader(bytes))
    }

    fn word(at: u8) -> (u64, WordUse) {
        (
            word_hash(&[1 + at % 26, 1 + at / 26]),
            WordUse { groups: 1 + u32::from(at % 8), frequency: at.into() },
        )
    }

    #[test]
    fn what_is_written_is_read() {
        for count in [0, 1, 15, 16, 17, 250] {
            let words: Vec<_> = (0..count).map(word).collect();
            let bytes = written(&words);
            let list = read(&bytes).expect("a list");
            assert!(words.iter().all(|(hash, known)| list.find(*hash) == *known), "{count}");
            assert_eq!(list.find(word_hash(&[1, 2, 3])), WordUse::default());
        }
    }

    #[test]
    fn a_pair_is_no_word_and_no_other_pair() {
        let hashes = [
            pair_hash(&['김'], &[11, 9, 13]),
            pair_hash(&['김'], &[]),
            pair_hash(&['이'], &[11, 9, 13]),
            word_hash(&[11, 9, 13]),
        ];
        assert!((1..4).all(|at| hashes.iter().take(at).all(|other| Some(other) != hashes.get(at))));
        assert_eq!(pair_hash(&[], &[11, 9, 13]), word_hash(&[11, 9, 13]));
    }

    #[test]
    fn a_list_cut_short_is_none() {
        let bytes = written(&(0..40).map(word).collect::<Vec<_>>());
        assert!((0..bytes.len()).all(|end| bytes.get(..end).and_then(read).is_none()));
    }
}
