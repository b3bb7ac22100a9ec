//! How usual words are in names, and whether they stand first there.
//!
//! Input: a word in matching form. Output: its surprisal and its place in names. A word is known by 24 bits of its hash
//! alone, so two words of some 16 million look like one; the commoner of them was written. Cost: a hash and a look at some
//! fifteen words.
//!
//! ```
//! use allonym::tables::frequency::{Frequencies, Frequency, encode};
//!
//! let words = [("سلیمانی", Frequency { surprisal: 32 + 150, first: 1 }), ("قاسم", Frequency { surprisal: 32 + 90, first: 13 })];
//! let table = Frequencies::new(encode(words)?.leak());
//! assert_eq!(table.get("قاسم"), Some((122, 13)));
//! assert_eq!(table.get("Qasem"), None);
//! # Ok::<(), String>(())
//! ```

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::{string::String, vec::Vec};

use super::hash::hash;

/// The first bytes of a table of [`Frequencies`].
pub const MAGIC: [u8; 8] = *b"ALNYFRQ\x01";

/// Lists that the words stand in, by the first bits of their hash.
const BUCKETS: u32 = 4096;
/// Bits of a hash behind those that say which list.
const WIDTH: u32 = 32 - BUCKETS.ilog2();
/// The least surprisal that a table can hold, in 1/16 bit; the most is 255 more.
const MIN_SURPRISAL: u16 = 32;

/// How usual a word is in names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// −log₂ of the share of names that have it, in 1/16 bit, from 32 to 287.
    pub surprisal: u16,
    /// How often it stands first in them, from 0, never, to 15, always.
    pub first: u8,
}

/// How usual words are in names, and whether they stand first there.
///
/// | bytes | what, little-endian |
/// |---|---|
/// | 8 | [`MAGIC`] |
/// | 2 × 4097 | where each of 4,096 lists begins, by the first twelve bits of a hash, and where the last one ends |
/// | 4 each | the words, by hash: bits 4 to 23 of the hash and, in the lowest four, how often the word stands first, as three bytes; −log₂ of its share, from 2 bits on in 1/16 bit, as one |
///
/// Bytes that are not like this hold no words.
#[derive(Clone, Copy, Debug)]
pub struct Frequencies {
    bytes: &'static [u8],
}

impl Frequencies {
    /// The table in `bytes`; empty if they are none.
    ///
    /// ```
    /// use allonym::tables::frequency::Frequencies;
    ///
    /// assert_eq!(Frequencies::new(b"no table").get("محمد"), None);
    /// ```
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Frequencies {
        let known = match bytes.first_chunk::<8>() {
            Some(magic) => u64::from_le_bytes(*magic) == u64::from_le_bytes(MAGIC),
            None => false,
        };
        Frequencies { bytes: if known { bytes } else { &[] } }
    }

    /// How rare a word in matching form is, in 1/16 bit, and how often it stands first, from 0 to 15.
    ///
    /// ```
    /// use allonym::tables::frequency::{Frequencies, Frequency, encode};
    ///
    /// // One word of names in 64, and mostly the first one.
    /// let table = Frequencies::new(encode([("محمد", Frequency { surprisal: 6 * 16, first: 13 })])?.leak());
    /// assert_eq!((table.get("محمد"), table.get("قاسم")), (Some((96, 13)), None));
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn get(&self, key: &str) -> Option<(u16, u8)> {
        let hash = hash(key.as_bytes());
        let bucket = (hash / (u32::MAX / BUCKETS + 1)) as usize;
        let start = |bucket: usize| {
            let bytes = self.bytes.get(8 + 2 * bucket..)?.first_chunk::<2>()?;
            Some(usize::from(u16::from_le_bytes(*bytes)))
        };
        let words = self.bytes.get(8 + 2 * (BUCKETS as usize + 1)..)?;
        let list = words.get(4 * start(bucket)?..4 * start(bucket + 1)?)?;
        list.chunks_exact(4).find_map(|word| match *word {
            [a, b, c, rare] => {
                let word = u32::from_le_bytes([a, b, c, 0]);
                let same = word >> 4 == (hash & 0x00ff_ffff) >> 4;
                same.then_some((32 + u16::from(rare), (word & 15) as u8))
            }
            _ => None,
        })
    }
}

/// The table of words in matching form, each once; of two words that share a hash the first stays.
///
/// # Errors
/// Says so if there are more words than the table can hold, 65,535.
///
/// ```
/// use allonym::tables::frequency::{Frequencies, encode};
///
/// assert_eq!(Frequencies::new(encode([])?.leak()).get("حسن"), None);
/// # Ok::<(), String>(())
/// ```
pub fn encode<'w>(words: impl IntoIterator<Item = (&'w str, Frequency)>) -> Result<Vec<u8>, String> {
    let mut seen = BTreeSet::new();
    let mut table: BTreeMap<u32, u8> = BTreeMap::new();
    for (word, frequency) in words {
        let hash = hash(word.as_bytes());
        if seen.insert(hash) {
            let rare = frequency.surprisal.saturating_sub(MIN_SURPRISAL).min(255) as u8;
            table.insert(hash & !15 | u32::from(frequency.first.min(15)), rare);
        }
    }
    let mut starts: Vec<u8> = Vec::new();
    let mut list: Vec<u8> = Vec::new();
    let mut bucket = 0;
    let too_many = |_| String::from("there are more words than the table of frequencies can hold: 65,535");
    for (at, (entry, rare)) in table.iter().enumerate() {
        while bucket <= entry >> WIDTH {
            starts.extend(u16::try_from(at).map_err(too_many)?.to_le_bytes());
            bucket += 1;
        }
        let [a, b, c, _] = entry.to_le_bytes();
        list.extend([a, b, c, *rare]);
    }
    while bucket <= BUCKETS {
        starts.extend(u16::try_from(table.len()).map_err(too_many)?.to_le_bytes());
        bucket += 1;
    }
    Ok([MAGIC.as_slice(), &starts, &list].concat())
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    fn words(count: u16) -> Vec<(String, Frequency)> {
        let frequency = |at: u16| Frequency { surprisal: MIN_SURPRISAL + at % 256, first: (at % 16) as u8 };
        (0..count).map(|at| (format!("слово{at}"), frequency(at))).collect()
    }

    fn encoded(words: &[(String, Frequency)]) -> Vec<u8> {
        encode(words.iter().map(|(word, frequency)| (word.as_str(), *frequency))).expect("a table")
    }

    #[test]
    fn what_is_written_is_read() {
        for count in [0, 1, 300, 5000] {
            let words = words(count);
            let table = Frequencies::new(encoded(&words).leak());
            let wrong = words
                .iter()
                .filter(|(word, frequency)| table.get(word) != Some((frequency.surprisal, frequency.first)));
            // Two words in some millions look like one.
            assert!(wrong.count() <= 2, "{count}");
            assert_eq!(table.get("Wort"), None);
        }
    }

    #[test]
    fn what_a_table_cannot_hold_is_bounded() {
        let at = |surprisal, first| {
            let words = [("حسن", Frequency { surprisal, first })];
            Frequencies::new(encode(words).expect("a table").leak()).get("حسن")
        };
        assert_eq!(at(3, 99), Some((MIN_SURPRISAL, 15)));
        assert_eq!(at(999, 0), Some((MIN_SURPRISAL + 255, 0)));
    }

    #[test]
    fn a_table_cut_short_or_of_other_bytes_knows_no_other_words() {
        let words = words(40);
        let bytes = encoded(&words);
        for end in (0..bytes.len()).step_by(7) {
            let cut = Frequencies::new(bytes.get(..end).expect("a part").to_vec().leak());
            for (word, frequency) in &words {
                assert!(cut.get(word).is_none_or(|found| found == (frequency.surprisal, frequency.first)));
            }
        }
        assert_eq!(Frequencies::new(b"ALNYFRQ\x02").get("слово1"), None);
    }

    #[test]
    fn too_many_words_are_refused() {
        assert!(encode(words(u16::MAX).iter().map(|(word, frequency)| (word.as_str(), *frequency))).is_ok());
        let more: Vec<String> = (0..70_000).map(|at| format!("w{at}")).collect();
        let frequency = Frequency { surprisal: 100, first: 3 };
        assert!(encode(more.iter().map(|word| (word.as_str(), frequency))).is_err());
    }
}
