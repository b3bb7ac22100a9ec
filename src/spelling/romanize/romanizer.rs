//! The public face of the models.

use alloc::{string::String, vec::Vec};

use super::table::{Model, Table};
use crate::quantity::Probability;
use crate::spelling::alphabet::symbols;
use crate::tables::{ALPHABETS, CHARS, LANGUAGES, ROMANIZE};
use crate::tag::{Language, Script};

/// Writes words of names in Latin letters as people spell them, vowels that are not written included.
///
/// Learned from names and their spellings, one model for each language. Made in a moment and copied freely; it only
/// points into the table.
///
/// ```
/// use allonym::spelling::Romanizer;
///
/// let persian = Romanizer::of("fa".parse()?).expect("a model of Persian");
/// assert_eq!(persian.n_best("سلیمانی", 3)[0].text, "soleimani");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Romanizer {
    language: Language,
    model: Model<'static>,
}

/// A spelling of a word and how likely it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Romanization {
    /// The spelling, in the letters a to z.
    pub text: String,
    /// Its share among the spellings that were thought of; a word's probabilities sum to at most 1.
    pub probability: Probability,
}

fn models() -> impl Iterator<Item = Romanizer> {
    let models = Table::open(ROMANIZE).into_iter().flat_map(Table::models);
    models.map(|(language, model)| Romanizer { language, model })
}

impl Romanizer {
    /// The romanizer of a language, if there is a model of it. Costs a walk over the list of models, some dozens.
    ///
    /// ```
    /// use allonym::{Language, spelling::Romanizer};
    ///
    /// assert!(Romanizer::of("ur".parse()?).is_some());
    /// assert!(Romanizer::of(Language::UNDETERMINED).is_none());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn of(language: Language) -> Option<Romanizer> {
        models().find(|romanizer| romanizer.language == language)
    }

    /// The romanizer of the main language of a script, for words whose language nothing tells.
    ///
    /// ```
    /// use allonym::{Script, spelling::Romanizer};
    ///
    /// let main = Romanizer::of_script(Script::ARABIC).expect("a model");
    /// assert_eq!(main.language().as_str(), "ar");
    /// assert_eq!(main.n_best("خالد", 1)[0].text, "khalid");
    /// assert!(Romanizer::of_script(Script::LATIN).is_none());
    /// ```
    #[must_use]
    pub fn of_script(script: Script) -> Option<Romanizer> {
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
    /// let russian = allonym::spelling::Romanizer::of("rus".parse()?).expect("a model of Russian");
    /// assert_eq!(russian.language().as_str(), "ru");
    /// assert_eq!(russian.n_best("Сулеймани", 1)[0].text, "suleimani");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The likeliest spellings of one word, best first; at most `n`, and no more than 64 are thought of.
    ///
    /// None for a word with letters that the model does not know, and for one of 30 symbols or more. Whatever is no
    /// letter is passed over, case and unwritten differences too. Takes time proportional to the word, some hundred
    /// microseconds for a usual one.
    ///
    /// ```
    /// use allonym::{Probability, spelling::Romanizer};
    ///
    /// let hebrew = Romanizer::of("he".parse()?).expect("a model of Hebrew");
    /// let found = hebrew.n_best("רבין", 5);
    /// assert_eq!(found[0].text, "rabin");
    /// assert!(found[0].probability >= found[1].probability && found[0].probability < Probability::ONE);
    /// assert!(hebrew.n_best("Putin", 5).is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn n_best(&self, word: &str, n: usize) -> Vec<Romanization> {
        let (_, symbols) = symbols(&CHARS, ALPHABETS, word);
        let ranked = self.model.ranked(&symbols, self.model.answers(&CHARS, &symbols, &|_, known| known));
        let letter = |letter: u8| char::from(b'a' + letter.saturating_sub(1).min(25));
        let romanization = |(probability, letters): (u32, Vec<u8>)| Romanization {
            text: letters.into_iter().map(letter).collect(),
            probability: Probability::from_millionths(probability),
        };
        ranked.into_iter().take(n).map(romanization).collect()
    }
}
