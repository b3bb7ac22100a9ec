//! Floor 0: how countries spell names otherwise than others; the table stands in `tables`.

use alloc::vec::Vec;

use crate::tables::lexicon::hash;
use crate::tag::{Country, Language};

/// What a table begins with.
pub const MAGIC: [u8; 8] = *b"ALNMCTY1";

/// How likely the spellings of each country are, feature by feature, against those of everywhere.
///
/// Little-endian, numbers `u32`. [`MAGIC`]; how many languages; for each the three letters of its tag and a 0, how many
/// countries, how many features, how many spellings; the codes of the countries, two letters each, sorted; the features,
/// sorted; for each feature its weight in each country, an `i8` in 1/16 bit; the [`spelling`]s, sorted; their weights.
#[derive(Clone, Copy, Debug)]
pub struct Countries<'a> {
    bytes: &'a [u8],
}

/// The weights of one country for names of one language.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    features: &'a [u8],
    weights: &'a [u8],
    countries: usize,
    at: usize,
    country: Country,
    spellings: &'a [u8],
    spelling_weights: &'a [u8],
}

/// The number of a spelling that is attested in a country often: of the symbols of the word, its letters, the country.
#[must_use]
pub fn spelling(symbols: &[char], text: &str, country: Country) -> u32 {
    let mut bytes: Vec<u8> = symbols.iter().flat_map(|symbol| u32::from(*symbol).to_le_bytes()).collect();
    bytes.extend(text.bytes().chain(country.code()));
    hash(&bytes)
}

impl<'a> Countries<'a> {
    /// The table in `bytes`; empty if they are none.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Countries<'a> {
        match bytes.split_first_chunk::<8>() {
            Some((magic, rest)) if u64::from_le_bytes(*magic) == u64::from_le_bytes(MAGIC) => {
                Countries { bytes: rest }
            }
            _ => Countries { bytes: &[] },
        }
    }

    /// How a country spells names of a language; `None` where nothing is known of that. Costs a walk over the list of
    /// languages, a few.
    #[must_use]
    pub fn of(self, language: Language, country: Country) -> Option<Manner<'a>> {
        let mut rest = self.bytes;
        let mut take = |size: usize| {
            let (taken, left) = rest.split_at_checked(size)?;
            rest = left;
            Some(taken)
        };
        let number = |bytes: &[u8]| bytes.first_chunk().map(|bytes| u32::from_le_bytes(*bytes) as usize);
        let languages = number(take(4)?)?;
        for _ in 0..languages {
            let [a, b, c, _] = *take(4)?.first_chunk::<4>()?;
            let (countries, features) = (number(take(4)?)?, number(take(4)?)?);
            let spellings = number(take(4)?)?;
            let codes = take(countries.checked_mul(2)?)?;
            let hashes = take(features.checked_mul(4)?)?;
            let weights = take(features.checked_mul(countries)?)?;
            let (spellings, spelling_weights) = (take(spellings.checked_mul(4)?)?, take(spellings)?);
            if Language::from_code(&[a, b, c]) == language {
                let at = codes.as_chunks::<2>().0.binary_search(&country.code()).ok()?;
                let features = hashes;
                return Some(Manner {
                    features,
                    weights,
                    countries,
                    at,
                    country,
                    spellings,
                    spelling_weights,
                });
            }
        }
        None
    }
}

impl Manner<'_> {
    /// What a feature adds to the logarithm of how likely a spelling is, in 1/16 bit.
    #[must_use]
    pub fn weight(self, feature: u32) -> i32 {
        let row = place(self.features, feature);
        let weight = row.and_then(|row| self.weights.get(row * self.countries + self.at));
        weight.map_or(0, |weight| weight.cast_signed().into())
    }

    /// What it adds that a word is often met in this spelling, in 1/16 bit.
    #[must_use]
    pub fn met(self, symbols: &[char], text: &str) -> i32 {
        let at = place(self.spellings, spelling(symbols, text, self.country));
        at.and_then(|at| self.spelling_weights.get(at)).map_or(0, |weight| i32::from(*weight))
    }
}

/// The place of a number among sorted ones.
fn place(numbers: &[u8], number: u32) -> Option<usize> {
    numbers.as_chunks::<4>().0.binary_search_by_key(&number, |bytes| u32::from_le_bytes(*bytes)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_knows_nothing() {
        let (language, country) = (Language::from_code(b"ar\0"), "EG".parse().expect("a country"));
        assert!(Countries::new(b"").of(language, country).is_none());
        for end in 8..40 {
            let bytes = b"ALNMCTY1\x01\0\0\0ar\0\0\xff\xff\xff\xff\xff\xff\xff\xffEGDZ0000000000000";
            assert!(Countries::new(bytes.get(..end).unwrap_or(bytes)).of(language, country).is_none());
        }
    }

    #[test]
    fn weights_are_those_of_feature_and_country() {
        let egypt: Country = "EG".parse().expect("a country");
        let word = ['ج', 'م'];
        let mut bytes = b"ALNMCTY1\x01\0\0\0ar\0\0\x02\0\0\0\x02\0\0\0\x01\0\0\0".to_vec();
        bytes.extend(b"DZEG\x05\0\0\0\x09\0\0\0\x01\xff\x10\x20");
        bytes.extend(spelling(&word, "gam", egypt).to_le_bytes());
        bytes.push(200);
        let manner = |country: &str| {
            let country = country.parse().expect("a country");
            Countries::new(&bytes).of(Language::from_code(b"ar\0"), country)
        };
        let weight = |country: &str, feature| manner(country).map(|manner| manner.weight(feature));
        let met = |country: &str, text| manner(country).map(|manner| manner.met(&word, text));
        assert_eq!((met("EG", "gam"), met("EG", "jam"), met("DZ", "gam")), (Some(200), Some(0), Some(0)));
        assert_eq!((weight("DZ", 5), weight("EG", 5)), (Some(1), Some(-1)));
        assert_eq!((weight("DZ", 9), weight("EG", 9)), (Some(16), Some(32)));
        assert_eq!((weight("DZ", 7), weight("MA", 5)), (Some(0), None));
    }
}
