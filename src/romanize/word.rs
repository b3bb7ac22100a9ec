//! Words in Latin letters: the models of the languages, a word at a time.

use alloc::{boxed::Box, string::String, vec::Vec};

use once_cell::race::OnceBox;

use super::forced::ForcedBuffers;
use super::rerank::Buffers;
use super::sources::{self, Spellings};
use crate::quantity::Probability;
use crate::spelling::model::{SpellingResources, symbols};
use crate::tables::evidence::SpellingModels;
use crate::tables::known_words::{WordUse, pair_hash, word_hash};
use crate::tables::romanize::{RomanizationModel, RomanizationModels};
use crate::tables::{ALPHABETS, CHARS, COUNTRIES, EVIDENCE, LANGUAGES, romanize_table};
use crate::tag::{Country, Language, Script};
use crate::unicode::script_of;

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

/// The groups of lists, by their places in `data/spelling/romanize.toml`, that are in letters other than Arabic and Indic
/// ones.
const OTHER_LETTERS: u32 = 0b1111_0000;

/// The models of the table, read once.
fn models() -> impl Iterator<Item = WordRomanizer> {
    static MODELS: OnceBox<Vec<WordRomanizer>> = OnceBox::new();
    let read = || {
        let models =
            RomanizationModels::open(romanize_table()).into_iter().flat_map(RomanizationModels::models);
        Box::new(models.map(|(language, model)| WordRomanizer { language, model }).collect())
    };
    MODELS.get_or_init(read).iter().copied()
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
        if script == Script::LATIN {
            return None;
        }
        // A language that nothing else is known of writes what its model reads.
        let reads =
            |romanizer: &WordRomanizer| romanizer.model.middle_symbol().map(script_of) == Some(script);
        models().find(|romanizer| writes(romanizer.language)).or_else(|| models().find(reads))
    }

    /// The romanizer of a language, if it knows a letter: a language of several scripts has a model for each.
    pub(super) fn knowing(language: Language, letter: char) -> Option<WordRomanizer> {
        let (_, symbols) = symbols(&CHARS, ALPHABETS, letter.encode_utf8(&mut [0; 4]));
        let knows =
            |romanizer: &WordRomanizer| symbols.iter().any(|symbol| romanizer.model.id(*symbol).is_some());
        models().filter(|romanizer| romanizer.language == language).find(knows)
    }

    /// The romanizer of a language for a letter: the one that knows it, else any of the language.
    pub(crate) fn of_letter(language: Language, letter: char) -> Option<WordRomanizer> {
        WordRomanizer::knowing(language, letter).or_else(|| WordRomanizer::of(language))
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
        romanizations(self.spellings(word, None, false, n, &mut Buffers::default()), n)
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
        romanizations(self.spellings(word, Some(country), false, n, &mut Buffers::default()), n)
    }

    /// Whether lists spell the word often: what is said of it in general does not count then.
    pub(super) fn is_listed(&self, word: &str) -> bool {
        let (_, symbols) = symbols(&CHARS, ALPHABETS, word);
        self.model.pairs.find(pair_hash(&symbols, &[])).frequency > 0
    }

    /// Whether a list has the spelling as a word: else the model guesses it by its letters.
    pub(super) fn knows_spelling(&self, spelling: &str) -> bool {
        let letters: Vec<u8> =
            spelling.bytes().filter(u8::is_ascii_lowercase).map(|letter| letter - b'a' + 1).collect();
        self.model.words.find(word_hash(&letters)).groups != 0
    }

    /// Whether lists of other letters have the spelling as a word: then what looks like an article is none (Albert).
    pub(super) fn is_foreign(&self, spelling: &str) -> bool {
        let letters: Vec<u8> =
            spelling.bytes().filter(u8::is_ascii_lowercase).map(|letter| letter - b'a' + 1).collect();
        self.model.words.find(word_hash(&letters)).groups & OTHER_LETTERS != 0
    }

    /// The other way round: log2 of the probability that the channel writes a native word with these letters, in 1/256
    /// bit, and how often lists have the pair.
    pub(crate) fn backwards(
        &self,
        word: &str,
        letters: &[u8],
        buffers: &mut ForcedBuffers,
    ) -> (Option<i32>, u32) {
        let (_, symbols) = symbols(&CHARS, ALPHABETS, word);
        let times = self.model.pairs.find(pair_hash(&symbols, letters)).frequency;
        (self.model.forced(&CHARS, &symbols, letters, buffers), times)
    }

    /// The spellings that were found, best first, at most `limit`. With `spare` a letter that the model does not know goes
    /// by the table of letters, if the model knows most.
    pub(super) fn spellings(
        &self,
        word: &str,
        country: Option<Country>,
        spare: bool,
        limit: usize,
        buffers: &mut Buffers,
    ) -> Spellings {
        let (_, symbols) = symbols(&CHARS, ALPHABETS, word);
        let letters = |symbol: char| if spare { sources::spare(symbol, self.language) } else { None };
        let preferences = country.and_then(|country| COUNTRIES.of(self.language, country));
        let Some(preferences) = preferences else {
            return self.model.likeliest(&CHARS, &symbols, &letters, limit, buffers);
        };
        let known = |_: &[u8], known: WordUse| known;
        let candidates = self.model.candidates_with(&CHARS, &symbols, &known, &letters, buffers);
        let knowledge =
            SpellingResources { chars: &CHARS, alphabets: ALPHABETS, models: SpellingModels::new(EVIDENCE) };
        let proposals = self.model.proposals_of(&symbols, candidates);
        let ranked = knowledge.preferred_in(preferences, &knowledge.encode(word), proposals);
        ranked.into_iter().take(limit).map(|(probability, text)| (text, probability)).collect()
    }
}

fn romanizations(spellings: Spellings, n: usize) -> Vec<Romanization> {
    let romanization =
        |(text, millionths)| Romanization { text, probability: Probability::from_millionths(millionths) };
    spellings.into_iter().take(n).map(romanization).collect()
}
