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
}

impl Class {
    const ALL: [Class; 21] = [
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
    /// Senses with the same number above 0 are names of one place.
    pub place: u16,
}

impl Sense {
    /// A title that stands before the name.
    pub const BEFORE: u8 = 1;
    /// A title that stands after the name.
    pub const AFTER: u8 = 2;
    /// An abbreviation: only with its full stop.
    pub const DOTTED: u8 = 4;
}

/// The first bytes of a lexicon: what it is, and the version of its layout.
pub const MAGIC: [u8; 8] = *b"ALNYLEX\x01";

/// A lexicon: phrases, sorted, each with its senses.
///
/// Little-endian. [`MAGIC`]; the number of entries and the most words in one as `u32`; where each entry ends, from
/// the end of this list, as `u32`s; the entries: how many senses, for each sense class, flags, three letters of the
/// language and the place as `u16`, then the phrase. Bytes that are not like this hold no words.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    bytes: &'static [u8],
    count: usize,
}

impl Lexicon {
    /// The lexicon in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Lexicon {
        let count = match bytes.first_chunk::<16>() {
            Some([m0, m1, m2, m3, m4, m5, m6, m7, a, b, c, d, ..]) => {
                let magic = u64::from_le_bytes([*m0, *m1, *m2, *m3, *m4, *m5, *m6, *m7]);
                let known = magic == u64::from_le_bytes(MAGIC);
                if known { u32::from_le_bytes([*a, *b, *c, *d]) as usize } else { 0 }
            }
            None => 0,
        };
        Lexicon { bytes, count }
    }

    /// All of it.
    #[must_use]
    pub const fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// The most words in one phrase.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.number(12).unwrap_or(0)
    }

    /// The senses of a phrase, none if it is not in the lexicon. `phrase` is normalized for matching, with one space
    /// between words. Costs a binary search.
    pub fn senses(&self, phrase: &str) -> impl Iterator<Item = Sense> + use<> {
        let found = self.find(phrase.as_bytes()).unwrap_or_default();
        found.chunks_exact(7).filter_map(|sense| match sense {
            &[class, flags, a, b, c, low, high] => {
                let language = Language::from_code(&[a, b, c]);
                Some(Sense {
                    class: Class::from_number(class)?,
                    flags,
                    language,
                    place: u16::from_le_bytes([low, high]),
                })
            }
            _ => None,
        })
    }

    /// Whether the phrase has a sense of this class in any language.
    #[must_use]
    pub fn is(&self, phrase: &str, class: Class) -> bool {
        self.senses(phrase).any(|sense| sense.class == class)
    }

    fn find(&self, phrase: &[u8]) -> Option<&'static [u8]> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low.midpoint(high);
            let (senses, key) = self.entry(middle)?;
            match key.cmp(phrase) {
                core::cmp::Ordering::Equal => return Some(senses),
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The senses and the phrase of an entry.
    fn entry(&self, at: usize) -> Option<(&'static [u8], &'static [u8])> {
        let entries = 16 + 4 * self.count;
        let start = if at == 0 { 0 } else { self.number(12 + 4 * at)? };
        let end = self.number(16 + 4 * at)?;
        let (count, rest) = self.bytes.get(entries + start..entries + end)?.split_first()?;
        rest.split_at_checked(7 * usize::from(*count))
    }

    fn number(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.first_chunk::<4>()?;
        Some(u32::from_le_bytes(*bytes) as usize)
    }
}
