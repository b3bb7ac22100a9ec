//! The lexicon: words and phrases whose part in names and texts is known, each with its senses, read straight from bytes.
//!
//! Input: a phrase normalized for matching. Output: its senses, and whether a longer phrase begins with it. The phrases
//! stand in order, in blocks, each written as what it shares with the one before and what follows: front coding (Witten,
//! Moffat and Bell, *Managing Gigabytes*, 1999, 4.1). Of the
//! 14 bytes that a phrase has on average, 7 are shared with the one before. To find a phrase costs a binary search among the first eight bytes of the blocks, and about eight entries of one block.
//!
//! ```
//! use std::collections::{BTreeMap, BTreeSet};
//! use allonym::{Language, tables::lexicon::{Class, Lexicon, Sense, encode}};
//!
//! let rank = Sense { class: Class::Rank, language: Language::from_code(b"rus"), flags: Sense::BEFORE, link: 0 };
//! let phrases = BTreeMap::from([("генерал армии".to_owned(), BTreeSet::from([rank]))]);
//! let lexicon = Lexicon::new(encode(&phrases)?.leak());
//! assert!(lexicon.is("генерал армии", Class::Rank));
//! assert!(lexicon.entry("генерал").is_some_and(|entry| entry.more));
//! # Ok::<(), String>(())
//! ```

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::{format, string::String, vec::Vec};

use super::codec::put_number;
use crate::tag::Language;

/// What a word or phrase is known to be. The numbers stand in the table file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Class {
    Honorific = 1,
    Rank = 2,
    Office = 3,
    Modifier = 4,
    Article = 5,
    Filiation = 6,
    Kunya = 7,
    Nobiliary = 8,
    Compound = 9,
    OrganizationHead = 10,
    OrganizationGeneric = 11,
    PlaceHead = 12,
    PlaceGeneric = 13,
    Locative = 14,
    PlaceName = 15,
    Demonym = 16,
    Connector = 17,
    Function = 18,
    Month = 19,
    Weekday = 20,
    Elision = 21,
    /// Behind the name of a person: junior, filho, III.
    Suffix = 22,
    LegalForm = 23,
    /// A word of the names of organizations and places that has translations.
    Concept = 24,
    /// The same, and makes a name one of an organization.
    ConceptHead = 25,
    /// The same, and makes a name one of a place.
    ConceptPlace = 26,
    Number = 27,
    /// Stands before or after the name of a ship.
    Vessel = 28,
    /// Says that another name follows.
    Alias = 29,
    /// Says that the name of birth follows.
    Birth = 30,
    /// Stands in place of a name.
    Nameless = 31,
    Family = 32,
    Given = 33,
    /// Says that somebody speaks, or does what persons do: said, announced, resigned.
    Speech = 34,
    /// The whole name, or the acronym, of an organization that is known everywhere; its link says which.
    OrganizationName = 35,
    /// A form of a given name; those of one link are one name in several languages.
    GivenForm = 36,
    /// A short way to write a given name (Mohd., Wm.); its link is that of the name among [`Class::GivenForm`].
    GivenShort = 37,
    /// The first letters of a given name where they stand for one letter of another script, as an initial: Th., Yu.
    Initial = 38,
    /// A form of a family name; those of one link are one name in several languages: Ó Conchobhair, O'Connor.
    FamilyForm = 39,
    /// A form of a territory's name as it stands inside the names of its institutions: the genitive, the name in full.
    TerritoryForm = 40,
    /// A given name that only men bear.
    MaleGiven = 41,
    /// As [`Class::Concept`], of a word that says nothing in running text.
    Translation = 42,
    /// As [`Class::ConceptHead`], of a word that says nothing in running text.
    TranslationHead = 43,
}

impl Class {
    const ALL: [Class; 43] = [
        Class::Honorific,
        Class::Rank,
        Class::Office,
        Class::Modifier,
        Class::Article,
        Class::Filiation,
        Class::Kunya,
        Class::Nobiliary,
        Class::Compound,
        Class::OrganizationHead,
        Class::OrganizationGeneric,
        Class::PlaceHead,
        Class::PlaceGeneric,
        Class::Locative,
        Class::PlaceName,
        Class::Demonym,
        Class::Connector,
        Class::Function,
        Class::Month,
        Class::Weekday,
        Class::Elision,
        Class::Suffix,
        Class::LegalForm,
        Class::Concept,
        Class::ConceptHead,
        Class::ConceptPlace,
        Class::Number,
        Class::Vessel,
        Class::Alias,
        Class::Birth,
        Class::Nameless,
        Class::Family,
        Class::Given,
        Class::Speech,
        Class::OrganizationName,
        Class::GivenForm,
        Class::GivenShort,
        Class::Initial,
        Class::FamilyForm,
        Class::TerritoryForm,
        Class::MaleGiven,
        Class::Translation,
        Class::TranslationHead,
    ];

    /// Whether it is a word of organizations that has translations and makes no name one of them.
    pub(crate) fn is_concept(self) -> bool {
        matches!(self, Class::Concept | Class::Translation)
    }

    /// Whether it is one that makes a name one of an organization.
    pub(crate) fn is_concept_head(self) -> bool {
        matches!(self, Class::ConceptHead | Class::TranslationHead)
    }

    fn from_number(number: u8) -> Option<Class> {
        Class::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }
}

/// One sense of a word: what it is, in which language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sense {
    /// What the word is.
    pub class: Class,
    /// In which language; `und` for all.
    pub language: Language,
    /// Bits of [`Sense::BEFORE`] and the like.
    pub flags: u8,
    /// Senses of one class with the same number above 0 mean the same: one place, one legal form, one number.
    pub link: u16,
}

impl Sense {
    /// Stands before the name.
    pub const BEFORE: u8 = 1;
    /// Stands after the name.
    pub const AFTER: u8 = 2;
    /// An abbreviation: only with its full stop.
    pub const DOTTED: u8 = 4;
    /// Only in capitals where the name has small letters too.
    pub const CAPITALS: u8 = 8;
    /// With the word after it, it makes a family name.
    pub const FAMILY: u8 = 16;
    /// A place known everywhere: a country, a capital, a city of a million people.
    pub const MAJOR: u8 = 32;
    /// A city of a hundred thousand people.
    pub const LARGE: u8 = 64;
}

/// The first bytes of a lexicon: what it is, and the version of its layout.
pub const MAGIC: [u8; 8] = *b"ALNYLEX\x04";

/// Phrases in a block: the heads of all blocks take 60 KB, which stay in a cache, and 8 phrases are read on average.
const BLOCK: usize = 16;
/// Bytes of a phrase that the heads have.
const HEAD: usize = 8;
/// What a sense takes.
const SENSE_BYTES: usize = 7;

/// The first bytes of a phrase as a number that is in the order of the phrases; a phrase without so many ends in zeros.
fn head(phrase: &[u8]) -> u64 {
    let mut head = [0; HEAD];
    head.iter_mut().zip(phrase).for_each(|(to, from)| *to = *from);
    u64::from_be_bytes(head)
}

/// A lexicon: phrases in the order of their bytes, each with its senses.
///
/// | bytes | what, little-endian but for the heads |
/// |---|---|
/// | 8 | [`MAGIC`] |
/// | 4 | the most words in one phrase |
/// | 4 | *n*, the number of blocks |
/// | 8 *n* | the heads: the first eight bytes of the first phrase of each block, with zeros behind a shorter one |
/// | 4 *n* | where each block begins behind these lists |
/// | | the entries, 16 in each block but the last: 1 byte, how many senses; 1, whether a longer phrase begins so; 1, how many bytes the phrase shares with the one before, 0 for the first of a block; 1, how many bytes follow; for each sense 1 class, 1 flags, 3 letters of the language, 2 link; the bytes of the phrase that follow |
///
/// What only begins phrases is an entry without senses. Bytes that are not like this hold no words.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    bytes: &'static [u8],
    blocks: usize,
}

/// What a lexicon holds of a phrase.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    senses: &'static [u8],
    /// Whether a longer phrase begins with this one.
    pub more: bool,
}

impl Entry {
    /// What the phrase may mean.
    ///
    /// ```
    /// use std::collections::{BTreeMap, BTreeSet};
    /// use allonym::{Language, tables::lexicon::{Class, Lexicon, Sense, encode}};
    ///
    /// let rank = Sense { class: Class::Rank, language: Language::from_code(b"rus"), flags: 0, link: 0 };
    /// let phrases = BTreeMap::from([("генерал армии".to_owned(), BTreeSet::from([rank]))]);
    /// let lexicon = Lexicon::new(encode(&phrases)?.leak());
    /// let entry = lexicon.entry("генерал армии").ok_or("an unknown phrase")?;
    /// assert_eq!(entry.senses().collect::<Vec<_>>(), [rank]);
    /// # Ok::<(), String>(())
    /// ```
    pub fn senses(self) -> impl Iterator<Item = Sense> + use<> {
        self.senses.chunks_exact(SENSE_BYTES).filter_map(|sense| match sense {
            &[class, flags, a, b, c, low, high] => {
                let language = Language::from_code(&[a, b, c]);
                let link = u16::from_le_bytes([low, high]);
                Some(Sense { class: Class::from_number(class)?, flags, language, link })
            }
            _ => None,
        })
    }
}

/// An entry as it is written: what its phrase shares with the one before, and what follows.
struct Coded {
    entry: Entry,
    shared: usize,
    rest: &'static [u8],
}

impl Coded {
    /// The entry that some bytes begin with, and the bytes behind it.
    fn next(bytes: &'static [u8]) -> Option<(Coded, &'static [u8])> {
        let ([senses, more, shared, rest], bytes) = bytes.split_first_chunk()?;
        let (senses, bytes) = bytes.split_at_checked(SENSE_BYTES * usize::from(*senses))?;
        let (rest, bytes) = bytes.split_at_checked(usize::from(*rest))?;
        let entry = Entry { senses, more: *more != 0 };
        Some((Coded { entry, shared: usize::from(*shared), rest }, bytes))
    }
}

impl Lexicon {
    /// The lexicon in `bytes`.
    ///
    /// ```
    /// use allonym::tables::lexicon::Lexicon;
    ///
    /// assert_eq!(Lexicon::new(b"no lexicon").senses("شرکت").count(), 0);
    /// ```
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Lexicon {
        let blocks = match bytes.first_chunk::<16>() {
            Some([m0, m1, m2, m3, m4, m5, m6, m7, _, _, _, _, a, b, c, d]) => {
                let magic = u64::from_le_bytes([*m0, *m1, *m2, *m3, *m4, *m5, *m6, *m7]);
                let known = magic == u64::from_le_bytes(MAGIC);
                if known { u32::from_le_bytes([*a, *b, *c, *d]) as usize } else { 0 }
            }
            None => 0,
        };
        Lexicon { bytes, blocks }
    }

    /// All of it.
    ///
    /// ```
    /// use allonym::tables::lexicon::Lexicon;
    ///
    /// assert_eq!(Lexicon::new(b"whatever").bytes(), b"whatever");
    /// ```
    #[must_use]
    pub const fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// The most words in one phrase.
    ///
    /// ```
    /// use std::collections::{BTreeMap, BTreeSet};
    /// use allonym::{Language, tables::lexicon::{Class, Lexicon, Sense, encode}};
    ///
    /// let rank = Sense { class: Class::Rank, language: Language::from_code(b"rus"), flags: 0, link: 0 };
    /// let phrases = BTreeMap::from([("генерал армии".to_owned(), BTreeSet::from([rank]))]);
    /// let lexicon = Lexicon::new(encode(&phrases)?.leak());
    /// assert_eq!(lexicon.longest(), 2);
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn longest(&self) -> usize {
        self.number(8).unwrap_or(0)
    }

    /// The senses of a phrase, none if it is not in the lexicon. `phrase` is normalized for matching, with one space
    /// between words. See the module for what it costs.
    ///
    /// ```
    /// use std::collections::{BTreeMap, BTreeSet};
    /// use allonym::{Language, tables::lexicon::{Class, Lexicon, Sense, encode}};
    ///
    /// let rank = Sense { class: Class::Rank, language: Language::from_code(b"rus"), flags: 0, link: 0 };
    /// let phrases = BTreeMap::from([("генерал армии".to_owned(), BTreeSet::from([rank]))]);
    /// let lexicon = Lexicon::new(encode(&phrases)?.leak());
    /// assert_eq!(lexicon.senses("генерал армии").count(), 1);
    /// assert_eq!(lexicon.senses("генерал").count(), 0); // only begins a phrase
    /// # Ok::<(), String>(())
    /// ```
    pub fn senses(&self, phrase: &str) -> impl Iterator<Item = Sense> + use<> {
        self.entry(phrase).unwrap_or_default().senses()
    }

    /// Whether the phrase has a sense of this class in any language.
    ///
    /// ```
    /// use std::collections::{BTreeMap, BTreeSet};
    /// use allonym::{Language, tables::lexicon::{Class, Lexicon, Sense, encode}};
    ///
    /// let rank = Sense { class: Class::Rank, language: Language::from_code(b"rus"), flags: 0, link: 0 };
    /// let phrases = BTreeMap::from([("генерал армии".to_owned(), BTreeSet::from([rank]))]);
    /// let lexicon = Lexicon::new(encode(&phrases)?.leak());
    /// assert!(lexicon.is("генерал армии", Class::Rank) && !lexicon.is("генерал армии", Class::Office));
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn is(&self, phrase: &str, class: Class) -> bool {
        self.senses(phrase).any(|sense| sense.class == class)
    }

    /// What is known of a phrase; something also if it only begins others.
    ///
    /// ```
    /// use std::collections::{BTreeMap, BTreeSet};
    /// use allonym::{Language, tables::lexicon::{Class, Lexicon, Sense, encode}};
    ///
    /// let rank = Sense { class: Class::Rank, language: Language::from_code(b"rus"), flags: 0, link: 0 };
    /// let phrases = BTreeMap::from([("генерал армии".to_owned(), BTreeSet::from([rank]))]);
    /// let lexicon = Lexicon::new(encode(&phrases)?.leak());
    /// assert!(lexicon.entry("генерал").is_some_and(|entry| entry.more));
    /// assert!(lexicon.entry("армии").is_none());
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn entry(&self, phrase: &str) -> Option<Entry> {
        let (heads, rest) = self.bytes.get(16..)?.split_at_checked(self.blocks.checked_mul(HEAD)?)?;
        let (starts, entries) = rest.split_at_checked(self.blocks.checked_mul(4)?)?;
        let (heads, starts) = (heads.as_chunks::<HEAD>().0, starts.as_chunks::<4>().0);
        let (phrase, wanted) = (phrase.as_bytes(), head(phrase.as_bytes()));
        let block = |start: &[u8; 4]| entries.get(u32::from_le_bytes(*start) as usize..).unwrap_or_default();

        // The last block whose first phrase is not behind the wanted one.
        let before = heads.partition_point(|head| u64::from_be_bytes(*head) < wanted);
        let alike = heads.get(before..)?.partition_point(|head| u64::from_be_bytes(*head) == wanted);
        let alike = starts.get(before..before + alike)?.partition_point(|start| {
            Coded::next(block(start)).is_some_and(|(first, _)| first.rest <= phrase)
        });
        let mut entries = block(starts.get((before + alike).checked_sub(1)?)?);

        // How many bytes of the wanted phrase the one read last begins with.
        let mut common = 0;
        for _ in 0..BLOCK {
            let (coded, after) = Coded::next(entries)?;
            entries = after;
            // One that shares more with the last one differs from the wanted phrase where that one did.
            if coded.shared > common {
                continue;
            }
            if coded.shared < common {
                return None;
            }
            let wanted = phrase.get(common..)?;
            if coded.rest == wanted {
                return Some(coded.entry);
            }
            let same = coded.rest.iter().zip(wanted).take_while(|(one, two)| one == two).count();
            if coded.rest.get(same) > wanted.get(same) {
                return None;
            }
            common += same;
        }
        None
    }

    fn number(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.first_chunk::<4>()?;
        Some(u32::from_le_bytes(*bytes) as usize)
    }
}

/// The table of phrases with their senses; the phrases as [`Lexicon::senses`] takes them.
///
/// # Errors
/// Says which phrase is longer, or has more senses, than the table can hold, or that there are too many phrases.
///
/// ```
/// use std::collections::BTreeMap;
/// use allonym::tables::lexicon::{Lexicon, encode};
///
/// assert_eq!(Lexicon::new(encode(&BTreeMap::new())?.leak()).senses("شرکت").count(), 0);
/// assert!(encode(&BTreeMap::from([("й".repeat(128), Default::default())])).is_err());
/// # Ok::<(), String>(())
/// ```
pub fn encode(phrases: &BTreeMap<String, BTreeSet<Sense>>) -> Result<Vec<u8>, String> {
    let mut all: BTreeMap<&str, (bool, Option<&BTreeSet<Sense>>)> =
        phrases.iter().map(|(key, senses)| (key.as_str(), (false, Some(senses)))).collect();
    for key in phrases.keys() {
        for (at, _) in key.match_indices(' ') {
            all.entry(key.get(..at).unwrap_or_default()).or_default().0 = true;
        }
    }
    let (mut heads, mut starts, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    let mut last: &str = "";
    for (at, (key, (more, senses))) in all.iter().enumerate() {
        if at % BLOCK == 0 {
            heads.extend(head(key.as_bytes()).to_be_bytes());
            put_number(&mut starts, entries.len()).ok_or("the lexicon is larger than 4 GB")?;
            last = "";
        }
        let length =
            |bytes: usize| u8::try_from(bytes).map_err(|_| format!("'{key}' is longer than 255 bytes"));
        let shared = key.bytes().zip(last.bytes()).take_while(|(one, two)| one == two).count();
        let rest = key.as_bytes().get(shared..).unwrap_or_default();
        let number = senses.map_or(0, BTreeSet::len);
        entries.push(u8::try_from(number).map_err(|_| format!("'{key}' has too many senses: {number}"))?);
        entries.extend([u8::from(*more), length(shared)?, length(key.len())? - length(shared)?]);
        for sense in senses.iter().flat_map(|senses| senses.iter()) {
            entries.extend([sense.class as u8, sense.flags]);
            entries.extend(sense.language.code());
            entries.extend(sense.link.to_le_bytes());
        }
        entries.extend(rest);
        last = key;
    }
    let words = phrases.keys().map(|key| key.split(' ').count()).max().unwrap_or(0);
    let mut table = MAGIC.to_vec();
    for number in [words, all.len().div_ceil(BLOCK)] {
        put_number(&mut table, number).ok_or("the lexicon is larger than 4 GB")?;
    }
    table.extend(heads);
    table.extend(starts);
    table.extend(entries);
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sense(class: Class, language: &[u8; 3], link: u16) -> Sense {
        Sense { class, language: Language::from_code(language), flags: Sense::AFTER, link }
    }

    fn phrases(count: u16) -> BTreeMap<String, BTreeSet<Sense>> {
        let names = |at: u16| format!("имя {at} ر{}", at % 7);
        (0..count).map(|at| (names(at), BTreeSet::from([sense(Class::Rank, b"rus", at)]))).collect()
    }

    fn lexicon(phrases: &BTreeMap<String, BTreeSet<Sense>>) -> Lexicon {
        Lexicon::new(encode(phrases).expect("a lexicon").leak())
    }

    #[test]
    fn what_is_written_is_read_however_many_phrases_there_are() {
        for count in [0, 1, 2, 3, 4, 5, 33, 1000] {
            let phrases = phrases(count);
            let lexicon = lexicon(&phrases);
            for (phrase, senses) in &phrases {
                assert!(lexicon.senses(phrase).eq(senses.iter().copied()), "{phrase} of {count}");
                assert!(!lexicon.entry(phrase).expect("an entry").more);
            }
            assert_eq!(lexicon.longest(), if count == 0 { 0 } else { 3 });
            assert!(lexicon.entry("имя 1001").is_none());
        }
    }

    #[test]
    fn the_beginning_of_a_phrase_has_no_senses() {
        let lexicon = lexicon(&phrases(3));
        let entry = lexicon.entry("имя").expect("an entry");
        assert!(entry.more && entry.senses().next().is_none());
        assert!(lexicon.entry("имя 2").expect("an entry").more);
    }

    #[test]
    fn senses_keep_what_they_say() {
        let all: BTreeSet<Sense> =
            Class::ALL.iter().map(|class| sense(*class, b"fa\0", u16::MAX - *class as u16)).collect();
        let lexicon = lexicon(&BTreeMap::from([(String::from("بانک"), all.clone())]));
        assert!(lexicon.senses("بانک").eq(all));
        assert!(lexicon.is("بانک", Class::Concept));
    }

    #[test]
    fn a_table_cut_short_never_panics_and_knows_only_what_is_whole() {
        let phrases = phrases(20);
        let bytes = encode(&phrases).expect("a lexicon");
        for end in 0..bytes.len() {
            let cut = Lexicon::new(bytes.get(..end).expect("a part").to_vec().leak());
            for (phrase, senses) in &phrases {
                assert!(cut.senses(phrase).next().is_none() || cut.senses(phrase).eq(senses.iter().copied()));
            }
        }
        let other: &[u8] = b"ALNYLEX\x03\0\0\0\0\x01\0\0\0\x01\0\0\0";
        assert_eq!(Lexicon::new(other).longest(), 0);
    }

    #[test]
    fn what_is_too_long_is_refused() {
        let long = BTreeMap::from([("a".repeat(256), BTreeSet::new())]);
        assert!(encode(&long).expect_err("refused").contains("255 bytes"));
        let senses = (0..256).map(|link| sense(Class::PlaceName, b"und", link)).collect();
        assert!(encode(&BTreeMap::from([(String::from("x"), senses)])).expect_err("refused").contains("256"));
    }
}
