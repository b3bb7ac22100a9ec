//! Words in Latin letters: the models of the languages, a word at a time.

use alloc::{string::String, vec::Vec};

use super::country::text;
use crate::quantity::Probability;
use crate::spelling::model::{SpellingResources, symbols};
use crate::tables::evidence::SpellingModels;
use crate::tables::romanize::{RomanizationModel, RomanizationModels};
use crate::tables::{ALPHABETS, CHARS, COUNTRIES, EVIDENCE, LANGUAGES, romanize_table};
use crate::tag::{Country, Language, Script};

/// Writes words of names in Latin letters as people spell them, vowels that are not written included.
///
/// Learned from names and their spellings, one model for each language. Made in a moment and copied freely; it only
/// points into the table. For names of several words there is [`Romanizer`](super::Romanizer).
///
/// ```
/// use allonym::romanize::WordRomanizer;
///
/// let persian = WordRomanizer::of("fa".parse()?).expect("a model of Persian");
/// assert_eq!(persian.n_best("سلیمانی", 3)[0].text, "soleimani");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WordRomanizer {
    language: Language,
    model: RomanizationModel<'static>,
}

/// A spelling and how likely it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Romanization {
    /// The spelling. Of a word in the letters a to z, of a name with its capitals, spaces and signs.
    pub text: String,
    /// Its share among the spellings that were found; those of one word sum to at most 1.
    pub probability: Probability,
}

fn models() -> impl Iterator<Item = WordRomanizer> {
    let models = RomanizationModels::open(romanize_table()).into_iter().flat_map(RomanizationModels::models);
    models.map(|(language, model)| WordRomanizer { language, model })
}

impl WordRomanizer {
    /// The romanizer of a language, if there is a model of it. Costs a walk over the list of models, some dozens.
    ///
    /// ```
    /// use allonym::{Language, romanize::WordRomanizer};
    ///
    /// assert!(WordRomanizer::of("ur".parse()?).is_some());
    /// assert!(WordRomanizer::of(Language::UNDETERMINED).is_none());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn of(language: Language) -> Option<WordRomanizer> {
        models().find(|romanizer| romanizer.language == language)
    }

    /// The romanizer of the main language of a script, for words whose language is not known.
    ///
    /// ```
    /// use allonym::{Script, romanize::WordRomanizer};
    ///
    /// let main = WordRomanizer::of_script(Script::ARABIC).expect("a model");
    /// assert_eq!(main.language().as_str(), "ar");
    /// assert_eq!(main.n_best("خالد", 1)[0].text, "khalid");
    /// assert!(WordRomanizer::of_script(Script::LATIN).is_none());
    /// ```
    #[must_use]
    pub fn of_script(script: Script) -> Option<WordRomanizer> {
        let writes = |language| {
            let facts = LANGUAGES.iter().find(|facts| facts.language == language);
            facts.is_some_and(|facts| facts.scripts.contains(&script))
        };
        // Languages that are also written in Latin letters need nothing there.
        models().find(|romanizer| script != Script::LATIN && writes(romanizer.language))
    }

    /// The language whose names it writes.
    ///
    /// ```
    /// let russian = allonym::romanize::WordRomanizer::of("rus".parse()?).expect("a model of Russian");
    /// assert_eq!(russian.language().as_str(), "ru");
    /// assert_eq!(russian.n_best("Сулеймани", 1)[0].text, "suleimani");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The likeliest spellings of one word, best first; at most `n`, and no more than 64 are found.
    ///
    /// None for a word with letters that the model does not know, and for one of 30 symbols or more. Whatever is no
    /// letter is passed over, case and unwritten differences too. Takes time proportional to the word, some hundred
    /// microseconds for a usual one.
    ///
    /// ```
    /// use allonym::{Probability, romanize::WordRomanizer};
    ///
    /// let hebrew = WordRomanizer::of("he".parse()?).expect("a model of Hebrew");
    /// let found = hebrew.n_best("רבין", 5);
    /// assert_eq!(found[0].text, "rabin");
    /// assert!(found[0].probability >= found[1].probability && found[0].probability < Probability::ONE);
    /// assert!(hebrew.n_best("Putin", 5).is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn n_best(&self, word: &str, n: usize) -> Vec<Romanization> {
        let (_, symbols) = symbols(&CHARS, ALPHABETS, word);
        let candidates = self.model.candidates(&CHARS, &symbols, &|_, known| known);
        let romanization = |(millionths, letters): (u32, Vec<u8>)| Romanization {
            text: text(&letters),
            probability: Probability::from_millionths(millionths),
        };
        self.model.ranked(&symbols, candidates).into_iter().take(n).map(romanization).collect()
    }

    /// The likeliest spellings of one word by people of a country, best first: جمال is Gamal in Egypt and Jamal in
    /// Iraq.
    ///
    /// As [`n_best`](WordRomanizer::n_best), whose spellings are weighed again by what was learned of the country; the
    /// same as that where nothing was. Takes half as long again.
    ///
    /// ```
    /// use allonym::romanize::WordRomanizer;
    ///
    /// let arabic = WordRomanizer::of("ar".parse()?).expect("a model of Arabic");
    /// assert_eq!(arabic.n_best_in("جمال", "EG".parse()?, 3)[0].text, "gamal");
    /// assert_eq!(arabic.n_best_in("جمال", "IQ".parse()?, 3)[0].text, "jamal");
    /// assert_eq!(arabic.n_best_in("جمال", "ZZ".parse()?, 3), arabic.n_best("جمال", 3));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn n_best_in(&self, word: &str, country: Country, n: usize) -> Vec<Romanization> {
        let Some(preferences) = COUNTRIES.of(self.language, country) else {
            return self.n_best(word, n);
        };
        let knowledge =
            SpellingResources { chars: &CHARS, alphabets: ALPHABETS, models: SpellingModels::new(EVIDENCE) };
        let word = knowledge.encode(word);
        let proposals = self.model.proposals(&CHARS, word.symbols());
        let ranked = knowledge.preferred_in(preferences, &word, proposals);
        let romanization =
            |(millionths, text)| Romanization { text, probability: Probability::from_millionths(millionths) };
        ranked.into_iter().take(n).map(romanization).collect()
    }
}
