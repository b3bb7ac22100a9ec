//! The lexicon: words and phrases whose part in names and texts is known, each with its senses, read straight from bytes.
//!
//! Input: a phrase normalized for matching. Output: its senses, and whether a longer phrase begins with it. The table is a
//! hash table with linear probing (Knuth, TAOCP 3, 6.4, algorithm L), written once and never changed. A phrase that is
//! not there costs about 13 slots at the load of 4/5, which lie side by side in memory; one that is there costs 3.
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
use alloc::{borrow::ToOwned, format, string::String, vec, vec::Vec};

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
}

impl Class {
    const ALL: [Class; 39] = [
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
    ];

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
pub const MAGIC: [u8; 8] = *b"ALNYLEX\x03";

/// The hash by which a phrase is found (FNV-1a, its bits mixed once more).
///
/// ```
/// use allonym::tables::lexicon::hash;
///
/// assert_ne!(hash("قاسم".as_bytes()), hash("حسن".as_bytes()));
/// ```
#[must_use]
pub fn hash(phrase: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in phrase {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2c1b_3c6d);
    hash ^ hash >> 12
}

/// Slots for four phrases: the load that look-ups are measured at.
const SLOTS_FOR_FOUR: usize = 5;
/// What a sense takes.
const SENSE_BYTES: usize = 7;

/// The first slot that a phrase may stand in: its hash as a share of the slots, so that there may be any number of them.
fn home(hash: u32, slots: usize) -> usize {
    ((u64::from(hash) * slots as u64) >> 32) as usize
}

/// A lexicon: phrases, each with its senses, found by their hash.
///
/// | bytes | what, little-endian |
/// |---|---|
/// | 8 | [`MAGIC`] |
/// | 4 | the most words in one phrase |
/// | 4 | *n*, the number of slots |
/// | 4 *n* | the slots: 0, or in the upper eight bits the lowest eight of the hash, and in the others one more than where the entry begins behind the slots. A phrase stands in the first slot that was free from its home on, *n* × hash / 2³², the first one following the last one |
/// | | the entries: 1 byte, how many senses; 1, whether a longer phrase begins so; 1, the bytes of the phrase; for each sense 1 class, 1 flags, 3 letters of the language, 2 link; the phrase |
///
/// What only begins phrases is an entry without senses. Bytes that are not like this hold no words.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    bytes: &'static [u8],
    slots: usize,
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
        let slots = match bytes.first_chunk::<16>() {
            Some([m0, m1, m2, m3, m4, m5, m6, m7, _, _, _, _, a, b, c, d]) => {
                let magic = u64::from_le_bytes([*m0, *m1, *m2, *m3, *m4, *m5, *m6, *m7]);
                let known = magic == u64::from_le_bytes(MAGIC);
                if known { u32::from_le_bytes([*a, *b, *c, *d]) as usize } else { 0 }
            }
            None => 0,
        };
        Lexicon { bytes, slots }
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
    /// between words. Costs a hash and a read or two.
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
        let hash = hash(phrase.as_bytes());
        let (slots, entries) = self.bytes.get(16..)?.split_at_checked(4 * self.slots)?;
        let slots = slots.as_chunks::<4>().0;
        let (before, from) = slots.split_at_checked(home(hash, slots.len()))?;
        // A full table, which the generator never writes, is not searched without end.
        for slot in from.iter().chain(before) {
            let slot = u32::from_le_bytes(*slot);
            let at = (slot & 0x00ff_ffff).checked_sub(1)?;
            if slot >> 24 != hash & 0xff {
                continue;
            }
            let entry = entries.get(at as usize..)?;
            let [senses, more, length, ..] = *entry else { return None };
            let (senses, length) = (SENSE_BYTES * usize::from(senses), usize::from(length));
            if entry.get(3 + senses..3 + senses + length) == Some(phrase.as_bytes()) {
                return Some(Entry { senses: entry.get(3..3 + senses)?, more: more != 0 });
            }
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
    let too_large = || "the lexicon is too large: its entries take 16 MB at most".to_owned();
    let mut all: BTreeMap<&str, (bool, Option<&BTreeSet<Sense>>)> =
        phrases.iter().map(|(key, senses)| (key.as_str(), (false, Some(senses)))).collect();
    for key in phrases.keys() {
        for (at, _) in key.match_indices(' ') {
            all.entry(key.get(..at).unwrap_or_default()).or_default().0 = true;
        }
    }
    let mut slots = vec![0_u32; (all.len() * SLOTS_FOR_FOUR).div_ceil(4)];
    let mut entries = Vec::new();
    for (key, (more, senses)) in &all {
        let hash = hash(key.as_bytes());
        let entry = u32::try_from(entries.len() + 1).ok().filter(|at| *at < 1 << 24).ok_or_else(too_large)?;
        let home = home(hash, slots.len());
        let (before, from) = slots.split_at_mut(home);
        if let Some(free) = from.iter_mut().chain(before).find(|slot| **slot == 0) {
            *free = hash << 24 | entry;
        }
        let number = senses.map_or(0, BTreeSet::len);
        entries.push(u8::try_from(number).map_err(|_| format!("'{key}' has too many senses: {number}"))?);
        entries.push(u8::from(*more));
        entries.push(u8::try_from(key.len()).map_err(|_| format!("'{key}' is longer than 255 bytes"))?);
        for sense in senses.iter().flat_map(|senses| senses.iter()) {
            entries.extend([sense.class as u8, sense.flags]);
            entries.extend(sense.language.code());
            entries.extend(sense.link.to_le_bytes());
        }
        entries.extend(key.as_bytes());
    }
    let words = phrases.keys().map(|key| key.split(' ').count()).max().unwrap_or(0);
    let mut table = MAGIC.to_vec();
    for number in [words, slots.len()] {
        table.extend(u32::try_from(number).map_err(|_| too_large())?.to_le_bytes());
    }
    table.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
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
        let other: &[u8] = b"ALNYLEX\x02\0\0\0\0\x01\0\0\0\x01\0\0\0";
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
