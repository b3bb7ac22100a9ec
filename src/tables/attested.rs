//! Floor 0: how words of other scripts were seen encode in Latin letters; the table stands in `tables`.

use crate::tables::lexicon::hash;

/// What a table begins with.
pub const MAGIC: [u8; 8] = *b"ALNMATT1";
/// The bit of a form that a word is a usual spelling of, not one of chance.
pub const USUAL: u16 = 0x8000;

/// Latin words and the forms in other scripts that they were seen as spellings of.
///
/// Little-endian. [`MAGIC`]; how many words there are, as `u32`; for each, in order, its [`hash`] as `u32`; where its
/// forms end, as `u32`; in which groups of lists it was seen often, a bit each; the forms of all words as `u16`s, see
/// [`form`], [`USUAL`] set or not.
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
    #[must_use]
    pub fn spells(self, form: u16) -> bool {
        self.forms().any(|one| one == form | USUAL)
    }

    /// What the forms of two words say of them; nothing if they are not known well enough. At most some dozens of forms
    /// are compared.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_knows_nothing() {
        assert_eq!(Attested::new(b"").of("ali"), None);
        assert_eq!(Attested::new(b"ALNMATT1\xff\xff\xff\xff").of("ali"), None);
    }
}
