//! The file: a head, a table of sections, the sections.
//!
//! Little-endian. Head: [`MAGIC`]; the data version, the number of rows, the number of words (`u64` each); for each
//! section where it begins, how long it is, its checksum (`u64` each); the checksum of all that. Sections begin at
//! multiples of eight. What each holds is said at [`Section`].

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{checksum, u64_at};
use crate::error::{Error, ErrorKind};
use crate::tables::{EVIDENCE, LEXICON};

/// What the file begins with; the last byte is the version of the layout.
pub(in crate::index) const MAGIC: [u8; 8] = *b"ALNYIDX\x03";

/// The parts of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Section {
    /// Where every [`BLOCK`]th record begins (`u64`).
    RecordPlaces,
    /// A record a row: its length; how many words and their numbers; id; kind; language; the name.
    Records,
    /// The kind of each row (`u8`), nothing if no row has one.
    RowKinds,
    /// Texts of kinds and languages: a length and so many bytes each; the first is empty.
    Strings,
    /// An [`WordEntry`](crate::index::blocking::WordEntry) of three `u32` each, sorted by text.
    Words,
    /// Latin letters of each word, then its text with its role before: lengths and so many bytes.
    WordTexts,
    /// How many Latin letters each word or its romanization has, and whether it is one (`u8`, the highest bit).
    WordLengths,
    /// Rows of each word, each less the one before.
    Postings,
    /// Where the words of each trigram begin (`u32`), and where the last ends.
    TrigramPlaces,
    /// Words of each trigram, each less the one before.
    Trigrams,
    /// Hashes of whole names, and of what else whole names are known by, with their rows (`u32` each), sorted.
    Exact,
    /// For each number of words from 0 where the rows that have more begin (`u32`).
    Lengths,
    /// What words mean, where the lexicon knows it, the syllables that they can be read as, with the words (`u32` each), sorted.
    Meanings,
}

/// How many sections there are.
const SECTIONS: usize = 13;
/// Bytes of the head.
const HEAD: usize = 8 * (4 + 3 * SECTIONS + 1);
/// Rows of which one has its place written down.
pub(in crate::index) const BLOCK: usize = 8;

/// What the tables of this build are known by: an index made with others is refused.
pub(in crate::index) fn data_version() -> u64 {
    let parts =
        [checksum(env!("CARGO_PKG_VERSION").as_bytes()), checksum(EVIDENCE), checksum(LEXICON.bytes())];
    parts.iter().fold(0, |sum, part| sum.rotate_left(21) ^ part)
}

/// The head of a file that was checked.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Head {
    pub(in crate::index) rows: usize,
    pub(in crate::index) words: usize,
    /// The checksum of the head: what tells one index from another.
    pub(in crate::index) identity: u64,
    sections: [(usize, usize, u64); SECTIONS],
}

fn refused(kind: ErrorKind, message: impl Into<String>) -> Error {
    Error::new(kind, None, message.into())
}

impl Head {
    /// Reads the head and checks that every section lies in the file. Does not read the sections.
    pub(in crate::index) fn read(bytes: &[u8]) -> Result<Head, Error> {
        let head = bytes.get(..HEAD).filter(|head| head.starts_with(MAGIC.get(..7).unwrap_or_default()));
        let Some(head) = head else {
            let message = "this is no index of allonym: build one with `allonym index`";
            return Err(refused(ErrorKind::NotAnIndex, message));
        };
        if !head.starts_with(&MAGIC) {
            return Err(refused(
                ErrorKind::IndexVersion,
                "the index has the layout of another version of allonym: build it anew with `allonym index`",
            ));
        }
        let identity = u64_at(head, HEAD / 8 - 1);
        if checksum(head.get(..HEAD - 8).unwrap_or_default()) != identity {
            let message = "the index is damaged: the checksum of its head is wrong";
            return Err(refused(ErrorKind::IndexDamaged, message));
        }
        let (own, others) = (data_version(), u64_at(head, 1));
        if own != others {
            let message = format!(
                "the index was built with other data (version {others:016x}, this program has {own:016x}): build it \
                 anew with `allonym index`"
            );
            return Err(refused(ErrorKind::IndexVersion, message));
        }
        let number = |place: usize| usize::try_from(u64_at(head, place)).unwrap_or(usize::MAX);
        let mut sections = [(0, 0, 0); SECTIONS];
        for (at, section) in sections.iter_mut().enumerate() {
            let (begin, length) = (number(4 + 3 * at), number(5 + 3 * at));
            if begin.checked_add(length).is_none_or(|end| end > bytes.len()) {
                let end = begin.saturating_add(length);
                let has = bytes.len();
                let message = format!(
                    "the index is cut off: section {at} should end at byte {end}, the file has {has}"
                );
                return Err(refused(ErrorKind::IndexDamaged, message));
            }
            *section = (begin, length, u64_at(head, 6 + 3 * at));
        }
        let head = Head { rows: number(2), words: number(3), identity, sections };
        let length = |section: Section| head.sections.get(section as usize).map_or(0, |section| section.1);
        let fits = head.words.checked_mul(12) == Some(length(Section::Words))
            && length(Section::WordLengths) == head.words
            && head.rows.div_ceil(BLOCK).checked_mul(8) == Some(length(Section::RecordPlaces))
            && u32::try_from(head.rows).is_ok()
            && u32::try_from(head.words).is_ok();
        if fits {
            Ok(head)
        } else {
            Err(refused(ErrorKind::IndexDamaged, "the index is damaged: its sections do not fit its head"))
        }
    }

    /// The bytes of a section.
    pub(in crate::index) fn section<'a>(&self, bytes: &'a [u8], section: Section) -> &'a [u8] {
        let (begin, length, _) = self.sections.get(section as usize).copied().unwrap_or_default();
        bytes.get(begin..begin + length).unwrap_or_default()
    }

    /// Reads everything and compares the checksums.
    pub(in crate::index) fn verify(&self, bytes: &[u8]) -> Result<(), Error> {
        for (at, (begin, length, sum)) in self.sections.iter().enumerate() {
            if checksum(bytes.get(*begin..begin + length).unwrap_or_default()) != *sum {
                return Err(Error::new(
                    ErrorKind::IndexDamaged,
                    Some(*begin),
                    format!("the index is damaged: the checksum of section {at} is wrong"),
                ));
            }
        }
        Ok(())
    }
}

/// The file of these sections, in the order of [`Section`].
pub(in crate::index) fn assemble(rows: usize, words: usize, sections: [Vec<u8>; SECTIONS]) -> Vec<u8> {
    let size: usize = sections.iter().map(|section| section.len() + 8).sum();
    let mut out = Vec::with_capacity(HEAD + size);
    out.extend(MAGIC);
    let mut number = |number: u64| out.extend(number.to_le_bytes());
    number(data_version());
    number(rows as u64);
    number(words as u64);
    let mut begin = HEAD;
    for section in &sections {
        number(begin as u64);
        number(section.len() as u64);
        number(checksum(section));
        begin += section.len().next_multiple_of(8);
    }
    let sum = checksum(&out);
    out.extend(sum.to_le_bytes());
    for section in sections {
        out.extend(&section);
        out.resize(out.len().next_multiple_of(8), 0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An index of a row and a word, whose sections have the right sizes and nothing in them.
    fn small() -> Vec<u8> {
        let mut sections: [Vec<u8>; SECTIONS] = Default::default();
        let sizes = [
            (Section::RecordPlaces, 8),
            (Section::Words, 12),
            (Section::WordLengths, 1),
            (Section::Strings, 3),
        ];
        for (section, size) in sizes {
            sections[section as usize] = [7, 8, 9].iter().copied().cycle().take(size).collect();
        }
        assemble(1, 1, sections)
    }

    fn kind(bytes: &[u8]) -> ErrorKind {
        Head::read(bytes).expect_err("no index").kind()
    }

    /// The bytes with the checksum of their head made anew.
    fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
        let sum = checksum(&bytes[..HEAD - 8]);
        bytes[HEAD - 8..HEAD].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    #[test]
    fn what_is_assembled_is_read() {
        let bytes = small();
        let head = Head::read(&bytes).expect("an index");
        assert_eq!((head.rows, head.words), (1, 1));
        assert_eq!(head.section(&bytes, Section::Strings), [7, 8, 9]);
        assert_eq!(head.section(&bytes, Section::Postings), [0; 0]);
        assert!(head.verify(&bytes).is_ok() && bytes.len().is_multiple_of(8));
    }

    #[test]
    fn other_bytes_are_no_index() {
        assert_eq!(kind(b"id\tname\n"), ErrorKind::NotAnIndex);
        assert_eq!(kind(&small()[..HEAD - 1]), ErrorKind::NotAnIndex);
        let mut other = small();
        other[7] += 1;
        assert_eq!(kind(&other), ErrorKind::IndexVersion);
    }

    #[test]
    fn an_index_of_other_data_is_refused() {
        let mut bytes = small();
        bytes[8] ^= 1;
        assert_eq!(kind(&bytes), ErrorKind::IndexDamaged);
        assert_eq!(kind(&with_checksum(bytes)), ErrorKind::IndexVersion);
    }

    #[test]
    fn a_file_that_is_cut_off_is_damaged() {
        let bytes = small();
        assert_eq!(kind(&bytes[..bytes.len() - 8]), ErrorKind::IndexDamaged);
        // Two words, and a section for one.
        let mut bytes = bytes;
        bytes[24] = 2;
        assert_eq!(kind(&with_checksum(bytes)), ErrorKind::IndexDamaged);
    }

    #[test]
    fn a_changed_byte_is_found_by_verifying() {
        let mut bytes = small();
        bytes[HEAD] ^= 1;
        let head = Head::read(&bytes).expect("the head is whole");
        assert_eq!(head.verify(&bytes).expect_err("damage").kind(), ErrorKind::IndexDamaged);
    }
}
