//! Spellings as a country prefers them: those that the romanizer thinks of, weighed again.

use alloc::{string::String, vec::Vec};

use super::evidence::Unit;
use super::romanize::Model;
use super::word::{Knowledge, Spelled};
use crate::tables::char_trie::CharTables;
use crate::tables::countries::Manner;
use crate::tables::lexicon::hash;

/// A spelling that is weighed again.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its letters, a to z.
    pub text: String,
    /// The logarithm of how likely it is in no country or any, but for a number that all of a word share; in 1/256 bit.
    pub score: i32,
}

/// The share of what the letters tell, in thirds; the rest is how often the word is met so. How a word is written
/// elsewhere tells less of how it is written here.
const TOLD: i32 = 2;

/// The text of letters, a being 1.
fn text(letters: &[u8]) -> String {
    letters.iter().map(|letter| char::from(b'a' + letter.saturating_sub(1).min(25))).collect()
}

impl Model<'_> {
    /// What the model thinks of for a word, whatever the country, likeliest first.
    #[must_use]
    pub fn spellings(&self, tables: &CharTables, symbols: &[char]) -> Vec<String> {
        let answers = self.answers(tables, symbols, &|_, known| known);
        self.ranked(symbols, answers).into_iter().map(|(_, letters)| text(&letters)).collect()
    }

    /// What the model thinks of for a word, by the symbols of it, likeliest first.
    #[must_use]
    pub fn proposals(&self, tables: &CharTables, symbols: &[char]) -> Vec<Proposal> {
        let mut answers = self.answers(tables, symbols, &|_, known| known);
        answers.sort_by(|a, b| a.letters.cmp(&b.letters));
        let told = |letters: &[u8]| {
            let at = answers.binary_search_by(|answer| answer.letters.as_slice().cmp(letters)).ok()?;
            let features = &answers.get(at)?.features;
            let sum: i64 =
                features.iter().zip(&self.weights).map(|(&a, &b)| i64::from(a) * i64::from(b)).sum();
            i32::try_from((sum >> 8).clamp(-1 << 20, 1 << 20)).ok()
        };
        let proposal = |(millionths, letters): (u32, Vec<u8>)| {
            let score = (TOLD * told(&letters)? + (3 - TOLD) * logarithm(millionths)) / 3;
            Some(Proposal { text: text(&letters), score })
        };
        let ranked = self.ranked(symbols, answers.clone());
        let mut proposals: Vec<Proposal> = ranked.into_iter().filter_map(proposal).collect();
        proposals.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.text.cmp(&b.text)));
        proposals
    }
}

/// The logarithm of a number to base 2, in 1/256; 0 is taken for a half. Between two powers it is taken for a straight
/// line.
fn logarithm(number: u32) -> i32 {
    let number = 2 * u64::from(number) + 1;
    let whole = number.ilog2();
    let part = (number << 8 >> whole) & 255;
    i32::try_from(u64::from(whole) << 8 | part).unwrap_or(0) - 256
}

/// 2^(-d/256) with 20 fractional bits, the inverse of [`logarithm`].
fn power(d: i32) -> u64 {
    let d = u64::from(d.max(0).unsigned_abs());
    ((512 - (d & 255)) << 11).checked_shr(u32::try_from(d >> 8).unwrap_or(u32::MAX)).unwrap_or(0)
}

/// What a spelling is weighed by: its pairs of letters, edges included, and what each unit of its alignment with the
/// word begins with on both sides.
#[must_use]
pub fn features(symbols: &[char], text: &str, units: &[Unit]) -> Vec<u32> {
    let letters = text.as_bytes();
    let mut out = Vec::with_capacity(letters.len() + 2 * units.len() + 1);
    let mut before = b' ';
    for letter in letters.iter().chain(b" ") {
        out.push(hash(&[before, *letter]));
        before = *letter;
    }
    let (mut symbol, mut letter) = (0, 0);
    for unit in units {
        let (symbols, letters) = (symbols.get(symbol..), letters.get(letter..));
        let native = symbols.and_then(|rest| rest.get(..unit.first.into())).and_then(|unit| unit.first());
        let written = letters.and_then(|rest| rest.get(..unit.second.into())).unwrap_or_default();
        if let Some(native) = native {
            let [a, b, c, _] = u32::from(*native).to_le_bytes();
            let first = written.first().copied().unwrap_or(b' ');
            out.push(hash(&[a, b, c, first]));
            if let [first, second, ..] = written {
                out.push(hash(&[a, b, c, *first, *second]));
            }
        }
        symbol += usize::from(unit.first);
        letter += usize::from(unit.second);
    }
    out
}

impl Knowledge<'_> {
    /// The [`features`] of a spelling of a word.
    #[must_use]
    pub fn country_features(self, word: &Spelled<'_>, text: &str) -> Vec<u32> {
        features(&word.symbols, text, &word.units(&self.spelled(text)))
    }

    /// The proposals as a country prefers them, with their probabilities in millionths, best first.
    pub(crate) fn as_in(
        self,
        manner: Manner<'_>,
        word: &Spelled<'_>,
        proposals: Vec<Proposal>,
    ) -> Vec<(u32, String)> {
        let weigh = |Proposal { text, score }: Proposal| {
            let features = self.country_features(word, &text).into_iter();
            let told = features.map(|feature| manner.weight(feature)).sum::<i32>();
            (score + 16 * (told + manner.met(&word.symbols, &text)), text)
        };
        let mut weighed: Vec<(i32, String)> = proposals.into_iter().map(weigh).collect();
        weighed.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let top = weighed.first().map_or(0, |best| best.0);
        let all = weighed.iter().map(|(score, _)| power(top - score)).sum::<u64>().max(1);
        let share = |score: i32| u32::try_from(power(top - score) * 1_000_000 / all).unwrap_or(0);
        weighed.into_iter().map(|(score, text)| (share(score), text)).collect()
    }
}

#[cfg(feature = "romanize")]
mod ready {
    use alloc::vec::Vec;

    use crate::quantity::Probability;
    use crate::spelling::romanize::Table;
    use crate::spelling::{Knowledge, Romanization, Romanizer};
    use crate::tables::evidence::Models;
    use crate::tables::{ALPHABETS, CHARS, COUNTRIES, EVIDENCE, ROMANIZE};
    use crate::tag::Country;

    impl Romanizer {
        /// The likeliest spellings of one word by people of a country, best first: جمال is Gamal in Egypt and Jamal in
        /// Iraq.
        ///
        /// As [`n_best`](Romanizer::n_best), whose spellings are weighed again by what was learned of the country; the
        /// same as that where nothing was. Takes half as long again.
        ///
        /// ```
        /// use allonym::spelling::Romanizer;
        ///
        /// let arabic = Romanizer::of("ar".parse()?).expect("a model of Arabic");
        /// assert_eq!(arabic.n_best_in("جمال", "EG".parse()?, 3)[0].text, "gamal");
        /// assert_eq!(arabic.n_best_in("جمال", "IQ".parse()?, 3)[0].text, "jamal");
        /// assert_eq!(arabic.n_best_in("جمال", "ZZ".parse()?, 3), arabic.n_best("جمال", 3));
        /// # Ok::<(), allonym::Error>(())
        /// ```
        #[must_use]
        pub fn n_best_in(&self, word: &str, country: Country, n: usize) -> Vec<Romanization> {
            let language = self.language();
            let model = || Table::open(ROMANIZE)?.models().find(|(tag, _)| *tag == language);
            let (Some(manner), Some((_, model))) = (COUNTRIES.of(language, country), model()) else {
                return self.n_best(word, n);
            };
            let knowledge = Knowledge { chars: &CHARS, alphabets: ALPHABETS, models: Models::new(EVIDENCE) };
            let word = knowledge.spelled(word);
            let proposals = model.proposals(&CHARS, &word.symbols);
            let ranked = knowledge.as_in(manner, &word, proposals);
            let romanization = |(millionths, text)| Romanization {
                text,
                probability: Probability::from_millionths(millionths),
            };
            ranked.into_iter().take(n).map(romanization).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_and_logarithms_are_inverse() {
        assert_eq!((logarithm(0), power(0), power(256), power(i32::MAX)), (-256, 1 << 20, 1 << 19, 0));
        assert!(logarithm(1_000_000) - logarithm(500_000) - 256 <= 1);
        assert!((1..4000).all(|d| power(d) <= power(d - 1)));
    }
}
