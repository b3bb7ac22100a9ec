//! Spellings as a country prefers them: جمال is Gamal in Egypt and Jamal in Iraq.
//!
//! *Input*: a word and the spellings that the romanizer found, with their scores. *Output*: the same spellings with
//! probabilities, best first. The score of a spelling in a country is
//!
//! ```text
//! score_c(w) = (2 score(w) + log2 P(w | s)) / 3 + Σ_f weight_c(f) + observed_c(s, w)
//! ```
//!
//! over the features f of [`country_features`]: pairs of letters, edges included, and what each translation unit of the
//! alignment of word and spelling begins with on both sides. So what a country prefers carries over to words that nobody
//! listed. Units: scores 1/256 bit, weights 1/16 bit. Cost: an alignment and some twenty look-ups a spelling.
//!
//! The weights are learned by softmax over the spellings that the model finds for words of known countries
//! (`xtask/src/tables/country_models.rs`), with a part that the countries of a region share.

use alloc::{string::String, vec::Vec};

use super::letter_model::text;
use super::rerank::Candidate;
use crate::quantity::fixed::{exp2_neg, log2};
use crate::spelling::TranslationUnit;
use crate::spelling::model::{EncodedWord, SpellingResources};
use crate::tables::char_trie::CharTables;
use crate::tables::countries::CountryModel;
use crate::tables::hash::hash;
use crate::tables::romanize::RomanizationModel;

/// A spelling that is weighed again.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its letters, a to z.
    pub text: String,
    /// The logarithm of how likely it is in no country or any, but for a number that all of a word share; in 1/256 bit.
    pub score: i32,
}

/// The part of the model's score, in thirds; the rest is the logarithm of the probability, which also counts how often
/// the word is met so everywhere. How a word is written elsewhere says less of how it is written here. From 0 to 3;
/// 2 was best for words kept back from learning (`cargo xtask countries`).
const SCORE_PART: i32 = 2;

/// The least that scores and probabilities are followed to, in 1/256 bit: 4,096 bits either way.
const MAX_SCORE: i32 = 1 << 20;

impl RomanizationModel<'_> {
    /// What the model finds for a word, whatever the country, likeliest first.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// # use allonym::tables::romanize::{LanguageParts, RomanizationModels, encode};
    /// # let parts = LanguageParts { weights: [0; 16], chunks: &[vec![11], vec![17]], symbols: &[('ق', vec![0, 1])], channel: &[], pairs: &[] };
    /// # let bytes = encode(&[], &[], &[(*b"ar\0", parts.encode().ok_or("too large")?)]).ok_or("too large")?;
    /// # let models = RomanizationModels::open(&bytes).ok_or("no table")?;
    /// # let (_, model) = models.models().next().ok_or("no model")?;
    /// let mut spellings = model.spellings(&CHARS, &['ق']);
    /// spellings.sort();
    /// assert_eq!(spellings, ["k", "q"]);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn spellings(&self, tables: &CharTables, symbols: &[char]) -> Vec<String> {
        let candidates = self.candidates(tables, symbols, &|_, known| known);
        let ranked = self.ranked(symbols, self.scored(&candidates));
        ranked.into_iter().map(|(_, letters)| text(letters)).collect()
    }

    /// What the model finds for a word, by the symbols of it, likeliest first.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// # use allonym::tables::romanize::{LanguageParts, RomanizationModels, encode};
    /// # let parts = LanguageParts { weights: [0; 16], chunks: &[vec![11], vec![17]], symbols: &[('ق', vec![0, 1])], channel: &[], pairs: &[] };
    /// # let bytes = encode(&[], &[], &[(*b"ar\0", parts.encode().ok_or("too large")?)]).ok_or("too large")?;
    /// # let models = RomanizationModels::open(&bytes).ok_or("no table")?;
    /// # let (_, model) = models.models().next().ok_or("no model")?;
    /// assert_eq!(model.proposals(&CHARS, &['ق']).len(), 2); // k and q
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn proposals(&self, tables: &CharTables, symbols: &[char]) -> Vec<Proposal> {
        self.proposals_of(symbols, self.candidates(tables, symbols, &|_, known| known))
    }

    /// Candidates with their weighed scores.
    fn scored<'c>(&self, candidates: &'c [Candidate]) -> Vec<(i32, &'c [u8])> {
        candidates.iter().map(|candidate| (self.score(candidate), candidate.letters.as_slice())).collect()
    }

    /// Candidates as proposals, likeliest first.
    pub(crate) fn proposals_of(&self, symbols: &[char], mut candidates: Vec<Candidate>) -> Vec<Proposal> {
        candidates.sort_by(|a, b| a.letters.cmp(&b.letters));
        let score = |letters: &[u8]| {
            let letters_of = |candidate: &Candidate| candidate.letters.as_slice().cmp(letters);
            let at = candidates.binary_search_by(letters_of).ok()?;
            Some(self.score(candidates.get(at)?).clamp(-MAX_SCORE, MAX_SCORE))
        };
        let proposal = |(millionths, letters): (u32, &[u8])| {
            let score = (SCORE_PART * score(letters)? + (3 - SCORE_PART) * logarithm(millionths)) / 3;
            Some(Proposal { text: text(letters), score })
        };
        let ranked = self.ranked(symbols, self.scored(&candidates));
        let mut proposals: Vec<Proposal> = ranked.into_iter().filter_map(proposal).collect();
        proposals.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.text.cmp(&b.text)));
        proposals
    }
}

/// The logarithm of a probability in millionths to base 2, in 1/256, but for a number that all share; 0 is taken for a
/// half.
fn logarithm(millionths: u32) -> i32 {
    log2((2 * u64::from(millionths)).max(1) << 19)
}

/// What a spelling is weighed by: its pairs of letters, edges included, and what each translation unit of its alignment
/// with the word begins with on both sides. Hashes.
///
/// ```
/// use allonym::romanize::country_features;
///
/// let features = country_features(&['ج'], "g", &[]);
/// assert_eq!(features.len(), 2); // the pairs of letters " g" and "g "
/// ```
#[must_use]
pub fn country_features(symbols: &[char], text: &str, units: &[TranslationUnit]) -> Vec<u32> {
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

impl SpellingResources<'_> {
    /// The [`country_features`] of a spelling of a word.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// use allonym::{spelling::model::SpellingResources, tables::evidence::SpellingModels};
    ///
    /// // Without models only the letters count.
    /// let resources = SpellingResources { chars: &CHARS, alphabets: &[], models: SpellingModels::new(b"") };
    /// let word = resources.encode("ج");
    /// assert_eq!(resources.country_features(&word, "g"), allonym::romanize::country_features(&['ج'], "g", &[]));
    /// ```
    #[must_use]
    pub fn country_features(self, word: &EncodedWord<'_>, text: &str) -> Vec<u32> {
        country_features(word.symbols(), text, &word.units(&self.encode(text)))
    }

    /// The proposals as a country prefers them, with their probabilities in millionths, best first.
    pub(crate) fn preferred_in(
        self,
        model: CountryModel<'_>,
        word: &EncodedWord<'_>,
        proposals: Vec<Proposal>,
    ) -> Vec<(u32, String)> {
        let weigh = |Proposal { text, score }: Proposal| {
            let features = self.country_features(word, &text).into_iter();
            let preferred = features.map(|feature| model.weight(feature)).sum::<i32>();
            (score + 16 * (preferred + model.observed(word.symbols(), &text)), text)
        };
        let mut weighed: Vec<(i32, String)> = proposals.into_iter().map(weigh).collect();
        weighed.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let top = weighed.first().map_or(0, |best| best.0);
        let power = |score: i32| u64::from(exp2_neg(top - score));
        let all = weighed.iter().map(|(score, _)| power(*score)).sum::<u64>().max(1);
        let share = |score: i32| u32::try_from(power(score) * 1_000_000 / all).unwrap_or(0);
        weighed.into_iter().map(|(score, text)| (share(score), text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::LogOdds;

    #[test]
    fn a_tenth_of_a_million_is_three_bits_and_a_third_below() {
        assert_eq!(logarithm(1_000_000) - logarithm(500_000), 256);
        let tenth = logarithm(1_000_000) - logarithm(100_000);
        assert!((848..=852).contains(&tenth), "{tenth}");
        assert!(logarithm(0) < logarithm(1));
    }

    #[test]
    fn units_are_known_by_what_they_begin_with() {
        let unit = |first, second| TranslationUnit { first, second, bits: LogOdds::ZERO };
        let plain = country_features(&['ج', 'م'], "gam", &[]);
        let with = country_features(&['ج', 'م'], "gam", &[unit(1, 2), unit(1, 1)]);
        assert_eq!(plain.len(), 4);
        assert_eq!(with[..4], plain[..]);
        // ج g, ج ga, م m.
        assert_eq!(with.len(), 7);
        // A unit past the end of the word has no symbol to begin with.
        assert_eq!(country_features(&['ج'], "g", &[unit(1, 1), unit(1, 1)]).len(), 3);
    }
}
