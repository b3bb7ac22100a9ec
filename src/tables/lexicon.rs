//! Floor 0: words whose part in names and texts is known, read straight from bytes.

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
pub const MAGIC: [u8; 8] = *b"ALNYLEX\x02";

/// The hash by which a phrase is found (FNV-1a, its bits mixed once more).
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

/// A lexicon: phrases, each with its senses, found by their hash.
///
/// Little-endian. [`MAGIC`]; the most words in one phrase and the number of slots, a power of two, as `u32`; the slots
/// as `u32`s: 0, or the first eight bits of the hash and, in the other 24, one more than where the entry begins behind
/// the slots; a phrase stands in the first free slot from its hash on. The entries: how many senses; whether a longer
/// phrase begins so; the bytes of the phrase; for each sense class, flags, three letters of the language and the link
/// as `u16`; the phrase. What only begins phrases is an entry without senses. Bytes that are not like this hold no
/// words.
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
    pub fn senses(self) -> impl Iterator<Item = Sense> + use<> {
        self.senses.chunks_exact(7).filter_map(|sense| match sense {
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
        Lexicon { bytes, slots: if slots.is_power_of_two() { slots } else { 0 } }
    }

    /// All of it.
    #[must_use]
    pub const fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// The most words in one phrase.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.number(8).unwrap_or(0)
    }

    /// The senses of a phrase, none if it is not in the lexicon. `phrase` is normalized for matching, with one space
    /// between words. Costs a hash and a read or two.
    pub fn senses(&self, phrase: &str) -> impl Iterator<Item = Sense> + use<> {
        self.entry(phrase).unwrap_or_default().senses()
    }

    /// Whether the phrase has a sense of this class in any language.
    #[must_use]
    pub fn is(&self, phrase: &str, class: Class) -> bool {
        self.senses(phrase).any(|sense| sense.class == class)
    }

    /// What is known of a phrase; something also if it only begins others.
    #[must_use]
    pub fn entry(&self, phrase: &str) -> Option<Entry> {
        let hash = hash(phrase.as_bytes());
        let mask = self.slots.checked_sub(1)?;
        // A full table, which the generator never writes, must not be searched without end.
        for step in 0..self.slots {
            let slot = self.number(16 + 4 * ((hash as usize).wrapping_add(step) & mask))?;
            let at = (slot & 0x00ff_ffff).checked_sub(1)?;
            if slot >> 24 != hash as usize >> 24 {
                continue;
            }
            let entry = self.bytes.get(16 + 4 * self.slots + at..)?;
            let [senses, more, length, ..] = *entry else { return None };
            let (senses, length) = (7 * usize::from(senses), usize::from(length));
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

/// The first bytes of a table of [`Frequencies`].
pub const FREQUENCIES: [u8; 8] = *b"ALNYFRQ\x01";

/// Lists that the words of [`Frequencies`] stand in, by the first bits of their hash.
pub const BUCKETS: u32 = 4096;

/// How usual words are in names, and whether they stand first there.
///
/// Little-endian. [`FREQUENCIES`]; where each of [`BUCKETS`] lists begins, and where the last one ends, as `u16`s; the
/// words, by hash: bits 4 to 23 of the hash and, in the lowest four, how often the word stands first (0 never, 15
/// always), as three bytes; −log2 of its share, from 2 bits on in 1/16 bit, as one.
#[derive(Clone, Copy, Debug)]
pub struct Frequencies {
    bytes: &'static [u8],
}

impl Frequencies {
    /// The table in `bytes`; empty if they are none.
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Frequencies {
        let known = match bytes.first_chunk::<8>() {
            Some(magic) => u64::from_le_bytes(*magic) == u64::from_le_bytes(FREQUENCIES),
            None => false,
        };
        Frequencies { bytes: if known { bytes } else { &[] } }
    }

    /// How rare a word in matching form is, in 1/16 bit, and how often it stands first, from 0 to 15.
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

/// Whether two words are a pair of a list: `u64`s in order, each the hashes of two words, the smaller one first.
#[must_use]
pub fn are_paired(list: &[u8], a: &str, b: &str) -> bool {
    let (a, b) = (hash(a.as_bytes()), hash(b.as_bytes()));
    let wanted = u64::from(a.min(b)) << 32 | u64::from(a.max(b));
    let pair = |at: usize| {
        let bytes = list.get(8 * at..)?.first_chunk::<8>()?;
        Some(u64::from_le_bytes(*bytes))
    };
    let (mut low, mut high) = (0, list.len() / 8);
    while low < high {
        let middle = low.midpoint(high);
        match pair(middle).map(|pair| pair.cmp(&wanted)) {
            Some(core::cmp::Ordering::Equal) => return true,
            Some(core::cmp::Ordering::Less) => low = middle + 1,
            _ => high = middle,
        }
    }
    false
}
