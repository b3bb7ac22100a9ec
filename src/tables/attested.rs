//! Attested spellings: which forms in other scripts Latin words were observed as spellings of.
//!
//! Input: two words in matching form. Output: whether lists have them as spellings of one form, or as words of two. A form
//! is known by the 15 bits of [`form`] alone: two forms of 32,768 look like one, which matters little, for letters are
//! compared as well. Cost: a hash, and a binary search near where the hash should stand.
//!
//! ```
//! use allonym::tables::attested::{Attested, Relation, USUAL, encode, form};
//!
//! let qasem = USUAL | form("قاسم");
//! let hasan = USUAL | form("حسن");
//! let table = encode([("qasem", 1, vec![qasem]), ("ghassem", 1, vec![qasem]), ("hasan", 1, vec![hasan])])?;
//! let attested = Attested::new(table.leak());
//! let of = |word: &str| attested.of(word).ok_or("an unknown word");
//! assert_eq!(of("qasem")?.relation(of("ghassem")?), Some(Relation::Same));
//! assert_eq!(of("qasem")?.relation(of("hasan")?), Some(Relation::Apart));
//! assert!(of("hasan")?.spells(form("حسن")));
//! # Ok::<(), String>(())
//! ```

use alloc::collections::BTreeMap;
use alloc::{string::String, vec::Vec};

use super::hash::hash;

/// What a table begins with.
pub const MAGIC: [u8; 8] = *b"ALNMATT1";
/// The bit of a form that a word is a usual spelling of, not one of chance.
pub const USUAL: u16 = 0x8000;

/// Latin words and the forms in other scripts that they were seen as spellings of.
///
/// | bytes | what, little-endian |
/// |---|---|
/// | 8 | [`MAGIC`] |
/// | 4 | *n*, how many words there are |
/// | 4 *n* | their [`hash`]es, in order |
/// | 4 *n* | where the forms of each end, counted in forms |
/// | *n* | in which groups of lists each was seen often, a bit a group |
/// | 2 each | the forms of all words, see [`form`], with [`USUAL`] or without |
///
/// Bytes that are not like this hold no words.
#[derive(Clone, Copy, Debug)]
pub struct Attested {
    bytes: &'static [u8],
    count: usize,
}

/// What is known of a word in Latin letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// The groups of lists that have it often.
    groups: u8,
    forms: &'static [u8],
}

/// What lists say of two words in Latin letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Both are usual spellings of one form.
    Same,
    /// Both are well known in one script, and never for one form.
    Apart,
}

/// The number of a form, normalized for matching: two forms of 30,000 have one.
///
/// ```
/// use allonym::tables::attested::{USUAL, form};
///
/// assert!(form("قاسم") < USUAL && form("قاسم") != form("حسن"));
/// ```
#[must_use]
pub fn form(key: &str) -> u16 {
    let hash = hash(key.as_bytes());
    ((hash ^ hash >> 15) as u16) & !USUAL
}

/// How far from where it should stand a hash is looked for first.
const NEAR: usize = 256;

/// Where a hash stands. Hashes lie evenly, so that it is hardly ever far from its share of them.
fn place(hashes: &[[u8; 4]], wanted: u32) -> Option<usize> {
    let value = |hash: &[u8; 4]| u32::from_le_bytes(*hash);
    let likely = ((u64::from(wanted) * hashes.len() as u64) >> 32) as usize;
    let start = likely.saturating_sub(NEAR);
    let near = hashes.get(start..(likely + NEAR).min(hashes.len()))?;
    match near.binary_search_by_key(&wanted, value) {
        Ok(at) => Some(start + at),
        Err(at) if 0 < at && at < near.len() => None,
        Err(_) => hashes.binary_search_by_key(&wanted, value).ok(),
    }
}

impl Attested {
    /// The table in `bytes`; empty if they are none.
    ///
    /// ```
    /// use allonym::tables::attested::Attested;
    ///
    /// assert!(Attested::new(b"no table").of("qasem").is_none());
    /// ```
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Attested {
        match bytes.first_chunk::<12>() {
            Some([a, b, c, d, e, f, g, h, i, j, k, l])
                if u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]) == u64::from_le_bytes(MAGIC) =>
            {
                Attested { bytes, count: u32::from_le_bytes([*i, *j, *k, *l]) as usize }
            }
            _ => Attested { bytes: &[], count: 0 },
        }
    }

    /// What is known of a Latin word in matching form. Costs a hash and a look at some words.
    ///
    /// ```
    /// # use allonym::tables::attested::{Attested, USUAL, encode, form};
    /// # let (qasem, hasan) = (USUAL | form("قاسم"), USUAL | form("حسن"));
    /// # let table = encode([("qasem", 1, vec![qasem]), ("ghassem", 1, vec![qasem]), ("hasan", 1, vec![hasan])])?;
    /// let attested = Attested::new(table.leak());
    /// assert!(attested.of("qasem").is_some() && attested.of("kassem").is_none());
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn of(&self, key: &str) -> Option<Attestation> {
        let wanted = hash(key.as_bytes());
        let hashes = self.bytes.get(12..)?.get(..4 * self.count)?;
        let at = place(hashes.as_chunks::<4>().0, wanted)?;
        let rest = self.bytes.get(12 + 4 * self.count..)?;
        let ends = rest.get(..4 * self.count)?.as_chunks::<4>().0;
        let end = |at: usize| ends.get(at).map(|end| 2 * u32::from_le_bytes(*end) as usize);
        let start = if at == 0 { 0 } else { end(at - 1)? };
        let (groups, forms) = rest.get(4 * self.count..)?.split_at_checked(self.count)?;
        Some(Attestation { groups: *groups.get(at)?, forms: forms.get(start..end(at)?)? })
    }
}

impl Attestation {
    fn forms(self) -> impl Iterator<Item = u16> + Clone {
        self.forms.as_chunks::<2>().0.iter().map(|form| u16::from_le_bytes(*form))
    }

    /// Whether the word is a usual spelling of this [`form`].
    ///
    /// ```
    /// # use allonym::tables::attested::{Attested, USUAL, encode, form};
    /// # let (qasem, hasan) = (USUAL | form("قاسم"), USUAL | form("حسن"));
    /// # let table = encode([("qasem", 1, vec![qasem]), ("ghassem", 1, vec![qasem]), ("hasan", 1, vec![hasan])])?;
    /// let attested = Attested::new(table.leak());
    /// let qasem = attested.of("qasem").ok_or("an unknown word")?;
    /// assert!(qasem.spells(form("قاسم")) && !qasem.spells(form("حسن")));
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn spells(self, form: u16) -> bool {
        self.forms().any(|one| one == form | USUAL)
    }

    /// What the forms of two words say of them; nothing if they are not known well enough. At most some dozens of forms
    /// are compared.
    ///
    /// ```
    /// # use allonym::tables::attested::{Attested, Relation, USUAL, encode, form};
    /// # let (qasem, hasan) = (USUAL | form("قاسم"), USUAL | form("حسن"));
    /// # let table = encode([("qasem", 1, vec![qasem]), ("ghassem", 1, vec![qasem]), ("hasan", 1, vec![hasan])])?;
    /// let attested = Attested::new(table.leak());
    /// let of = |word: &str| attested.of(word).ok_or("an unknown word");
    /// assert_eq!(of("qasem")?.relation(of("ghassem")?), Some(Relation::Same));
    /// assert_eq!(of("qasem")?.relation(of("hasan")?), Some(Relation::Apart));
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn relation(self, other: Attestation) -> Option<Relation> {
        let mut shared = false;
        for one in self.forms() {
            for two in other.forms().filter(|two| two & !USUAL == one & !USUAL) {
                if one & two & USUAL != 0 {
                    return Some(Relation::Same);
                }
                shared = true;
            }
        }
        (!shared && self.groups & other.groups != 0).then_some(Relation::Apart)
    }
}

/// The table of words: each in matching form, with the groups that have it often, a bit each, and its forms, with
/// [`USUAL`] or without. Of two words with one hash neither can be told, and both are left out.
///
/// # Errors
/// Says so if there are more words or forms than 32 bits can count.
///
/// ```
/// use allonym::tables::attested::{Attested, encode};
///
/// assert_eq!(Attested::new(encode([])?.leak()).of("hasan"), None);
/// # Ok::<(), String>(())
/// ```
pub fn encode<'w>(words: impl IntoIterator<Item = (&'w str, u8, Vec<u16>)>) -> Result<Vec<u8>, String> {
    let mut table: BTreeMap<u32, (u8, Vec<u16>)> = BTreeMap::new();
    for (word, groups, forms) in words {
        let entry = table.entry(hash(word.as_bytes()));
        entry.and_modify(|(_, forms)| forms.clear()).or_insert((groups, forms));
    }
    table.retain(|_, (_, forms)| !forms.is_empty());
    let count = |count: usize| {
        u32::try_from(count)
            .map_err(|_| String::from("there are more attested words or forms than 32 bits can count"))
    };
    let mut bytes = MAGIC.to_vec();
    bytes.extend(count(table.len())?.to_le_bytes());
    bytes.extend(table.keys().flat_map(|hash| hash.to_le_bytes()));
    let mut end = 0;
    for (_, forms) in table.values() {
        end += forms.len();
        bytes.extend(count(end)?.to_le_bytes());
    }
    bytes.extend(table.values().map(|(groups, _)| *groups));
    bytes.extend(table.values().flat_map(|(_, forms)| forms).flat_map(|form| form.to_le_bytes()));
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    fn words(count: u16) -> Vec<(String, u8, Vec<u16>)> {
        let forms = |at: u16| {
            (0..=at % 3).map(|more| (at + more) | if at.is_multiple_of(2) { USUAL } else { 0 }).collect()
        };
        (0..count).map(|at| (format!("word{at}"), 1 << (at % 4), forms(at))).collect()
    }

    fn encoded(words: &[(String, u8, Vec<u16>)]) -> Vec<u8> {
        encode(words.iter().map(|(word, groups, forms)| (word.as_str(), *groups, forms.clone())))
            .expect("a table")
    }

    #[test]
    fn what_is_written_is_read() {
        for count in [0, 1, 2, 700, 3000] {
            let words = words(count);
            let table = Attested::new(encoded(&words).leak());
            for (word, groups, forms) in &words {
                let found = table.of(word).expect("a word");
                assert!(
                    found.groups == *groups && found.forms().eq(forms.iter().copied()),
                    "{word} of {count}"
                );
            }
            assert_eq!(table.of("wort"), None);
        }
    }

    #[test]
    fn what_two_words_are_to_each_other() {
        let table = encode([
            ("a", 1, alloc::vec![USUAL | 5, 6]),
            ("b", 1, alloc::vec![USUAL | 5]),
            ("c", 1, alloc::vec![USUAL | 6]),
            ("d", 1, alloc::vec![USUAL | 7]),
            ("e", 2, alloc::vec![USUAL | 8]),
        ]);
        let table = Attested::new(table.expect("a table").leak());
        let relation = |a, b| table.of(a).expect("a word").relation(table.of(b).expect("a word"));
        assert_eq!(relation("a", "b"), Some(Relation::Same));
        // They share a form that is not usual for one of them.
        assert_eq!(relation("a", "c"), None);
        assert_eq!(relation("b", "d"), Some(Relation::Apart));
        // Well known in two scripts: nothing is known of the two together.
        assert_eq!(relation("d", "e"), None);
    }

    #[test]
    fn a_table_cut_short_knows_nothing_that_is_not_so() {
        let words = words(20);
        let bytes = encoded(&words);
        for end in 0..bytes.len() {
            let cut = Attested::new(bytes.get(..end).expect("a part").to_vec().leak());
            for (word, groups, forms) in &words {
                let found = cut.of(word);
                assert!(
                    found.is_none_or(
                        |found| found.groups == *groups && found.forms().eq(forms.iter().copied())
                    )
                );
            }
        }
    }

    #[test]
    fn no_table_knows_nothing() {
        assert_eq!(Attested::new(b"").of("ali"), None);
        assert_eq!(Attested::new(b"ALNMATT1\xff\xff\xff\xff").of("ali"), None);
    }
}
