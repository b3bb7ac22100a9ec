//! How countries spell names otherwise than others: the table `countries.bin`.
//!
//! Little-endian; numbers are `u32`.
//!
//! | field | bytes |
//! |---|---|
//! | [`MAGIC`] | 8 |
//! | number of languages | 4 |
//! | each language: tag of three letters and a 0 | 4 |
//! | number of countries C, of features F, of observed spellings S | 4 + 4 + 4 |
//! | codes of the countries, two letters each, sorted | 2 C |
//! | features, sorted | 4 F |
//! | for each feature its weight in each country, `i8` in 1/16 bit | F × C |
//! | observed spellings ([`spelling`]), sorted | 4 S |
//! | their weights, `u8` in 1/16 bit | S |
//!
//! [`encode`] writes what [`Countries`] reads.

use alloc::vec::Vec;

use super::codec::ByteReader;
use crate::tables::hash::hash;
use crate::tag::{Country, Language};

/// What a table begins with.
pub const MAGIC: [u8; 8] = *b"ALNMCTY1";

/// How likely the spellings of each country are, feature by feature, against those of everywhere.
///
/// ```
/// use allonym::tables::countries::{Countries, LanguageCountries, encode};
///
/// let arabic = LanguageCountries {
///     tag: *b"ar\0",
///     countries: vec!["EG".parse()?],
///     features: vec![7],
///     weights: vec![-16],
///     spellings: vec![],
///     spelling_weights: vec![],
/// };
/// let bytes = encode(&[arabic]).expect("small");
/// let egypt = Countries::new(&bytes).of("ar".parse()?, "EG".parse()?).expect("a model");
/// assert_eq!(egypt.weight(7), -16); // one bit against it
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Countries<'a> {
    bytes: &'a [u8],
}

/// The weights of one country for names of one language.
#[derive(Clone, Copy, Debug)]
pub struct CountryModel<'a> {
    features: &'a [u8],
    weights: &'a [u8],
    countries: usize,
    at: usize,
    country: Country,
    spellings: &'a [u8],
    spelling_weights: &'a [u8],
}

/// The number of a spelling that is observed in a country often: of the symbols of the word, its letters, the country.
///
/// ```
/// use allonym::tables::countries::spelling;
///
/// let (egypt, iraq) = ("EG".parse()?, "IQ".parse()?);
/// assert_ne!(spelling(&['ج'], "g", egypt), spelling(&['ج'], "g", iraq));
/// # Ok::<(), allonym::Error>(())
/// ```
#[must_use]
pub fn spelling(symbols: &[char], text: &str, country: Country) -> u32 {
    let mut bytes: Vec<u8> = symbols.iter().flat_map(|symbol| u32::from(*symbol).to_le_bytes()).collect();
    bytes.extend(text.bytes().chain(country.code()));
    hash(&bytes)
}

impl<'a> Countries<'a> {
    /// The table in `bytes`; empty if they are none.
    ///
    /// ```
    /// use allonym::tables::countries::Countries;
    ///
    /// assert!(Countries::new(b"no table").of("ar".parse()?, "EG".parse()?).is_none());
    /// # Ok::<(), allonym::Error>(())
    /// ```
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
    ///
    /// ```
    /// # use allonym::tables::countries::{Countries, LanguageCountries, encode, spelling};
    /// # let spelled = spelling(&['ج'], "g", "EG".parse()?);
    /// # let arabic = LanguageCountries { tag: *b"ar\0", countries: vec!["EG".parse()?], features: vec![7], weights: vec![-16], spellings: vec![spelled], spelling_weights: vec![40] };
    /// # let bytes = encode(&[arabic]).ok_or("too large")?;
    /// let egypt = Countries::new(&bytes).of("ar".parse()?, "EG".parse()?).ok_or("no model")?;
    /// assert_eq!(egypt.weight(7), -16);
    /// assert!(Countries::new(&bytes).of("ar".parse()?, "IQ".parse()?).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of(self, language: Language, country: Country) -> Option<CountryModel<'a>> {
        let mut reader = ByteReader(self.bytes);
        for _ in 0..reader.number()? {
            let [a, b, c, _] = *reader.take(4)?.first_chunk::<4>()?;
            let (countries, features) = (reader.number()?, reader.number()?);
            let spellings = reader.number()?;
            let codes = reader.list(countries, 2)?;
            let hashes = reader.list(features, 4)?;
            let weights = reader.list(features, countries as usize)?;
            let (spellings, spelling_weights) = (reader.list(spellings, 4)?, reader.list(spellings, 1)?);
            if Language::from_code(&[a, b, c]) == language {
                let at = codes.as_chunks::<2>().0.binary_search(&country.code()).ok()?;
                return Some(CountryModel {
                    features: hashes,
                    weights,
                    countries: countries as usize,
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

impl CountryModel<'_> {
    /// What a feature adds to the logarithm of how likely a spelling is, in 1/16 bit. A binary search.
    ///
    /// ```
    /// # use allonym::tables::countries::{Countries, LanguageCountries, encode, spelling};
    /// # let spelled = spelling(&['ج'], "g", "EG".parse()?);
    /// # let arabic = LanguageCountries { tag: *b"ar\0", countries: vec!["EG".parse()?], features: vec![7], weights: vec![-16], spellings: vec![spelled], spelling_weights: vec![40] };
    /// # let bytes = encode(&[arabic]).ok_or("too large")?;
    /// # let egypt = Countries::new(&bytes).of("ar".parse()?, "EG".parse()?).ok_or("no model")?;
    /// assert_eq!((egypt.weight(7), egypt.weight(8)), (-16, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn weight(self, feature: u32) -> i32 {
        let row = position(self.features, feature);
        let weight = row.and_then(|row| self.weights.get(row * self.countries + self.at));
        weight.map_or(0, |weight| weight.cast_signed().into())
    }

    /// What it adds that a word is often met in this spelling, in 1/16 bit.
    ///
    /// ```
    /// # use allonym::tables::countries::{Countries, LanguageCountries, encode, spelling};
    /// # let spelled = spelling(&['ج'], "g", "EG".parse()?);
    /// # let arabic = LanguageCountries { tag: *b"ar\0", countries: vec!["EG".parse()?], features: vec![7], weights: vec![-16], spellings: vec![spelled], spelling_weights: vec![40] };
    /// # let bytes = encode(&[arabic]).ok_or("too large")?;
    /// # let egypt = Countries::new(&bytes).of("ar".parse()?, "EG".parse()?).ok_or("no model")?;
    /// assert_eq!((egypt.observed(&['ج'], "g"), egypt.observed(&['ج'], "j")), (40, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn observed(self, symbols: &[char], text: &str) -> i32 {
        let at = position(self.spellings, spelling(symbols, text, self.country));
        at.and_then(|at| self.spelling_weights.get(at)).map_or(0, |weight| i32::from(*weight))
    }
}

/// The position of a number among sorted ones.
fn position(numbers: &[u8], number: u32) -> Option<usize> {
    numbers.as_chunks::<4>().0.binary_search_by_key(&number, |bytes| u32::from_le_bytes(*bytes)).ok()
}

/// What is known of the countries of one language, as [`encode`] takes it.
#[derive(Clone, Debug)]
pub struct LanguageCountries {
    /// The tag, filled with zeros.
    pub tag: [u8; 3],
    /// The countries, sorted.
    pub countries: Vec<Country>,
    /// The features, sorted.
    pub features: Vec<u32>,
    /// For each feature its weight in each country, in 1/16 bit.
    pub weights: Vec<i8>,
    /// The observed spellings ([`spelling`]), sorted.
    pub spellings: Vec<u32>,
    /// Their weights, in 1/16 bit.
    pub spelling_weights: Vec<u8>,
}

/// The table; `None` if a length does not fit in 32 bits, or lists that go together differ in length.
///
/// ```
/// use allonym::tables::countries::{LanguageCountries, encode};
///
/// let list = |features| LanguageCountries { tag: *b"ar\0", countries: vec![], features, weights: vec![1], spellings: vec![], spelling_weights: vec![] };
/// assert_eq!(encode(&[list(vec![])]), None); // a weight of no feature
/// assert_eq!(encode(&[]).map(|bytes| bytes.len()), Some(12));
/// ```
#[must_use]
pub fn encode(languages: &[LanguageCountries]) -> Option<Vec<u8>> {
    let number = |n: usize| u32::try_from(n).ok().map(u32::to_le_bytes);
    let mut out = MAGIC.to_vec();
    out.extend(number(languages.len())?);
    for language in languages {
        let whole = language.weights.len()
            == language.features.len().checked_mul(language.countries.len())?
            && language.spellings.len() == language.spelling_weights.len();
        if !whole {
            return None;
        }
        out.extend(language.tag.iter().copied().chain([0]));
        out.extend(number(language.countries.len())?);
        out.extend(number(language.features.len())?);
        out.extend(number(language.spellings.len())?);
        out.extend(language.countries.iter().flat_map(|country| country.code()));
        out.extend(language.features.iter().flat_map(|feature| feature.to_le_bytes()));
        out.extend(language.weights.iter().map(|weight| weight.cast_unsigned()));
        out.extend(language.spellings.iter().flat_map(|spelling| spelling.to_le_bytes()));
        out.extend(&language.spelling_weights);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn country(code: &str) -> Country {
        code.parse().expect("a country")
    }

    fn two_countries() -> Vec<u8> {
        let arabic = LanguageCountries {
            tag: *b"ar\0",
            countries: vec![country("DZ"), country("EG")],
            features: vec![5, 9],
            weights: vec![1, -1, 16, 32],
            spellings: vec![spelling(&['ج', 'م'], "gam", country("EG"))],
            spelling_weights: vec![200],
        };
        encode(&[arabic]).expect("lists of one length")
    }

    #[test]
    fn no_table_knows_nothing() {
        let language = Language::from_code(b"ar\0");
        assert!(Countries::new(b"").of(language, country("EG")).is_none());
        let bytes = two_countries();
        for end in 0..bytes.len() {
            assert!(Countries::new(&bytes[..end]).of(language, country("EG")).is_none());
        }
        let huge =
            b"ALNMCTY1\x01\0\0\0ar\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xffEGDZ0000000000000";
        assert!(Countries::new(huge).of(language, country("EG")).is_none());
    }

    #[test]
    fn weights_are_those_of_feature_and_country() {
        let bytes = two_countries();
        let model = |code: &str| Countries::new(&bytes).of(Language::from_code(b"ar\0"), country(code));
        let weight = |code: &str, feature| model(code).map(|model| model.weight(feature));
        let observed = |code: &str, text| model(code).map(|model| model.observed(&['ج', 'م'], text));
        assert_eq!(
            (observed("EG", "gam"), observed("EG", "jam"), observed("DZ", "gam")),
            (Some(200), Some(0), Some(0))
        );
        assert_eq!((weight("DZ", 5), weight("EG", 5)), (Some(1), Some(-1)));
        assert_eq!((weight("DZ", 9), weight("EG", 9)), (Some(16), Some(32)));
        assert_eq!((weight("DZ", 7), weight("MA", 5)), (Some(0), None));
    }

    #[test]
    fn lists_of_two_lengths_are_no_table() {
        let wrong = LanguageCountries {
            tag: *b"ar\0",
            countries: vec![country("EG")],
            features: vec![5],
            weights: vec![],
            spellings: vec![],
            spelling_weights: vec![],
        };
        assert!(encode(&[wrong]).is_none());
    }
}
