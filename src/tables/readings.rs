//! Readings of words that no letters tell: the table `readings.bin`.
//!
//! Family names with their usual Latin spellings, syllables of given names, known names. Little-endian:
//!
//! | field | bytes |
//! |---|---|
//! | [`MAGIC`] | 8 |
//! | number of entries N, `u32` | 4 |
//! | hashes of kind, language and word ([`reading_hash`]), `u32`, sorted | 4 N |
//! | where the text of entry 0, [`STEP`], 2 · [`STEP`] … begins, `u32` | 4 ⌈N / STEP⌉ |
//! | how long the text of each entry is, a byte | N |
//! | texts: spellings with `|` between, the usual one first | |
//!
//! [`encode`] writes what [`Readings`] reads. Two words of 30,000 share a hash once in ten tables.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::codec::ByteReader;
use super::hash::hash;
use crate::tag::Language;

/// The first bytes of a table: what it is, and the version of its layout.
pub const MAGIC: [u8; 8] = *b"ALNYRDG\x02";

/// Texts from one whose beginning is kept to the next: their lengths are added up.
pub const STEP: usize = 32;

/// Stands behind a known word that is only known in capitals: США.
pub const CAPITALS: &str = "^";

/// What a reading is of. The numbers stand in the table file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ReadingKind {
    /// A family name that stands before the given name: 박 Park.
    Family = 1,
    /// A syllable of given names: 우 woo.
    Syllable = 2,
    /// A whole name that is known everywhere, or a word of one: 北京 Beijing.
    Known = 3,
    /// What a name of a place ends with: 市 -shi.
    Ending = 4,
    /// A character of foreign names in Chinese: the text is −log2 of its share among those, in 1/16 bit.
    Transcription = 5,
    /// A place that is known by its name alone; among other words it may be the name of a person: 山口 Yamaguchi.
    Place = 6,
    /// A known name in Latin letters as readers of a language have it: Beijing, for French Pékin.
    Exonym = 7,
    /// A word, or an ending after a hyphen, that tells the language of a name: the text is its tag.
    Telling = 8,
    /// A character and what it is read as by itself: 車 sha.
    Sign = 9,
    /// The other way round: a known name in Latin letters as a language writes it: Michael マイケル.
    Written = 10,
}

/// The hash that a reading is kept by; the word is normalized for matching.
///
/// ```
/// use allonym::tables::readings::{ReadingKind, reading_hash};
///
/// let korean = "ko".parse()?;
/// assert_ne!(reading_hash(ReadingKind::Family, korean, "박"), reading_hash(ReadingKind::Syllable, korean, "박"));
/// # Ok::<(), allonym::Error>(())
/// ```
#[must_use]
pub fn reading_hash(kind: ReadingKind, language: Language, word: &str) -> u32 {
    let mut bytes: Vec<u8> = Vec::with_capacity(word.len() + 4);
    bytes.push(kind as u8);
    bytes.extend(language.as_str().bytes());
    bytes.push(b' ');
    bytes.extend(word.bytes());
    hash(&bytes)
}

/// The table, read in place.
///
/// ```
/// use allonym::tables::readings::{ReadingKind, Readings, encode, reading_hash};
///
/// let korean = "ko".parse()?;
/// let bytes = encode(&[(reading_hash(ReadingKind::Family, korean, "박"), "Park|Pak".into())].into()).expect("small");
/// let readings = Readings::new(&bytes);
/// assert_eq!(readings.of(ReadingKind::Family, korean, "박").next(), Some("Park"));
/// assert_eq!(readings.of(ReadingKind::Family, korean, "김").next(), None);
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Readings<'a> {
    hashes: &'a [u8],
    starts: &'a [u8],
    lengths: &'a [u8],
    texts: &'a [u8],
}

impl<'a> Readings<'a> {
    /// The table in `bytes`; empty if they are none. Costs some reads.
    ///
    /// ```
    /// use allonym::tables::readings::{ReadingKind, Readings};
    ///
    /// assert_eq!(Readings::new(b"no table").of(ReadingKind::Known, "zh".parse()?, "北京").count(), 0);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Readings<'a> {
        Readings::read(bytes).unwrap_or_default()
    }

    fn read(bytes: &'a [u8]) -> Option<Readings<'a>> {
        let mut reader = ByteReader(bytes.strip_prefix(&MAGIC)?);
        let count = reader.number()?;
        let hashes = reader.list(count, 4)?;
        let starts = reader.list(count.div_ceil(STEP as u32), 4)?;
        Some(Readings { hashes, starts, lengths: reader.list(count, 1)?, texts: reader.0 })
    }

    /// The spellings of a word, normalized for matching, the usual one first. A hash and a binary search.
    ///
    /// ```
    /// use allonym::tables::readings::{ReadingKind, Readings, encode, reading_hash};
    ///
    /// let chinese = "zh".parse()?;
    /// let bytes = encode(&[(reading_hash(ReadingKind::Known, chinese, "北京"), "Beijing|Peking".into())].into());
    /// let bytes = bytes.expect("small");
    /// let names: Vec<&str> = Readings::new(&bytes).of(ReadingKind::Known, chinese, "北京").collect();
    /// assert_eq!(names, ["Beijing", "Peking"]);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn of(
        self,
        kind: ReadingKind,
        language: Language,
        word: &str,
    ) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text(reading_hash(kind, language, word))
            .unwrap_or_default()
            .split('|')
            .filter(|text| !text.is_empty())
    }

    fn text(self, hash: u32) -> Option<&'a str> {
        let hashes = self.hashes.as_chunks::<4>().0;
        let at = hashes.binary_search_by_key(&hash, |bytes| u32::from_le_bytes(*bytes)).ok()?;
        let start = u32::from_le_bytes(*self.starts.as_chunks::<4>().0.get(at / STEP)?) as usize;
        let before = self.lengths.get(at / STEP * STEP..at)?;
        let from = start.checked_add(before.iter().map(|length| usize::from(*length)).sum())?;
        let length = usize::from(*self.lengths.get(at)?);
        core::str::from_utf8(self.texts.get(from..from.checked_add(length)?)?).ok()
    }
}

/// The table; `None` if a text has more than 255 bytes, or all have more than 4 GB.
///
/// ```
/// use allonym::tables::readings::{MAGIC, encode};
///
/// assert!(encode(&[].into()).is_some_and(|table| table.starts_with(&MAGIC)));
/// assert!(encode(&[(7, "a".repeat(256))].into()).is_none());
/// ```
#[must_use]
pub fn encode(entries: &BTreeMap<u32, String>) -> Option<Vec<u8>> {
    let number = |n: usize| u32::try_from(n).ok().map(u32::to_le_bytes);
    let mut out = MAGIC.to_vec();
    out.extend(number(entries.len())?);
    out.extend(entries.keys().flat_map(|hash| hash.to_le_bytes()));
    let mut start = 0;
    for (at, text) in entries.values().enumerate() {
        if at % STEP == 0 {
            out.extend(number(start)?);
        }
        start += text.len();
    }
    for text in entries.values() {
        out.push(u8::try_from(text.len()).ok()?);
    }
    out.extend(entries.values().flat_map(|text| text.bytes()));
    Some(out)
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    fn small() -> Vec<u8> {
        let korean = Language::from_code(b"ko\0");
        let entry = |kind, word: &str, text: &str| (reading_hash(kind, korean, word), text.to_string());
        let entries = [
            entry(ReadingKind::Family, "박", "Park|Pak|Bak"),
            entry(ReadingKind::Syllable, "박", "bak"),
            entry(ReadingKind::Family, "이", "Lee"),
        ];
        let many = (0..100).map(|n: u32| (n, n.to_string()));
        encode(&entries.into_iter().chain(many).collect()).expect("small")
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = small();
        let (readings, korean) = (Readings::new(&bytes), Language::from_code(b"ko\0"));
        let all = |kind, word| readings.of(kind, korean, word).collect::<Vec<_>>();
        assert_eq!(all(ReadingKind::Family, "박"), ["Park", "Pak", "Bak"]);
        assert_eq!(all(ReadingKind::Syllable, "박"), ["bak"]);
        assert_eq!(all(ReadingKind::Family, "이"), ["Lee"]);
        assert_eq!(all(ReadingKind::Known, "이"), Vec::<&str>::new());
    }

    #[test]
    fn half_a_table_is_refused_or_read_without_harm() {
        let bytes = small();
        let korean = Language::from_code(b"ko\0");
        for end in 0..bytes.len() {
            let _ = Readings::new(&bytes[..end]).of(ReadingKind::Family, korean, "박").count();
        }
        assert_eq!(Readings::new(&[0xff; 64]).of(ReadingKind::Family, korean, "박").count(), 0);
    }
}
