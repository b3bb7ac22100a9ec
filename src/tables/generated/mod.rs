//! Generated knowledge. `cargo xtask tables` writes every file here but this one, and
//! `cargo xtask train` the models.

use crate::tables::attested::Attested;
use crate::tables::countries::Countries;
use crate::tables::frequency::Frequencies;
use crate::tables::lexicon::Lexicon;
use crate::tables::syllables::Syllables;
use crate::tag::{Country, Language, Script};

mod chars;
mod compare;
mod encodings;
mod languages;
mod letters;
mod ranking;
mod romanize;
mod signs;
mod social;
mod spelling;

pub(crate) use chars::CHARS;
pub(crate) use compare::{
    CALIBRATIONS, DIGIT_LOOKS, DIGITS, ENDINGS, LATIN_LOOKS, LEADING_ARTICLES, PROFILES, SPELLED_OUT,
    SPELLED_OUT_EXCEPT, SYLLABIC, WEIGHTS,
};
pub(crate) use encodings::ENCODINGS;
pub(crate) use languages::{
    ASSIMILATED_ARTICLES, CHAT_DIGITS, CHAT_WORDS, DISTINCTIVE_LETTERS, FAMILY_ENDINGS, LANGUAGES,
    PATRONYMIC_ENDINGS, SUN_LETTERS,
};
pub(crate) use letters::{LANGUAGE_LETTERS, LETTERS};
pub(crate) use ranking::RANKING;
pub(crate) use romanize::{OWN_LATIN, READS_LIKE, SYSTEM_READINGS, WRITING_RULES};
pub(crate) use signs::{DOUBLE_SIGNS, QUOTATION_MARKS, SINGLE_SIGNS};
pub(crate) use social::{HANDLE_SIGNS, HASHTAG_SIGNS, LINK_HOSTS, RETWEET_WORDS};
pub(crate) use spelling::ALPHABETS;

/// What a word of a script cannot be; see `data/romanize/writing.toml`.
pub(crate) struct WritingRule {
    pub(crate) script: Script,
    /// What the rule is of.
    pub(crate) signs: &'static str,
    /// The only signs that may stand before them; any where there are none.
    pub(crate) after: &'static str,
    /// Signs that may not stand before them.
    pub(crate) not_after: &'static str,
    pub(crate) first: bool,
    pub(crate) inside: bool,
    pub(crate) last: bool,
    /// Whether a word has one of them, not more.
    pub(crate) once: bool,
}

/// What `data/languages` says of a language.
pub(crate) struct LanguageFacts {
    pub(crate) language: Language,
    /// Scripts it is written in, most usual first.
    pub(crate) scripts: &'static [Script],
    /// Whether every noun begins with a capital.
    pub(crate) capitalised_nouns: bool,
    /// Whether only the first word of an organization's name begins with a capital.
    pub(crate) sentence_capitals: bool,
    /// Whether the head noun of a name stands before it without an article, joined to it: شرکت نفت.
    pub(crate) heads_first: bool,
    /// Whether small words of names have capitals too, if its letters have none to tell.
    pub(crate) capital_particles: bool,
    /// How its syllables begin and end in Latin letters, if given names are made of them.
    pub(crate) onsets: &'static [&'static str],
    pub(crate) rimes: &'static [&'static str],
    /// Small words behind which a name is in no nominative, normalized for matching.
    pub(crate) prepositions: &'static [&'static str],
    /// Endings of names in oblique cases and the endings of the nominatives they may come from.
    pub(crate) case_endings: &'static [(&'static str, &'static [&'static str])],
    /// The same as they are written, with their marks, in small letters.
    pub(crate) written_case_endings: &'static [(&'static str, &'static [&'static str])],
    /// How a noun ends, and how the adjectives beside it end in the nominative, as they are written.
    pub(crate) agreement: &'static [(&'static str, &'static [&'static str])],
}

impl LanguageFacts {
    /// What is known of a language.
    pub(crate) fn of(language: Language) -> Option<&'static LanguageFacts> {
        LANGUAGES.iter().find(|facts| facts.language == language)
    }
}

/// The version of all tables together; it grows whenever one of them says something else.
pub(crate) const VERSION: u32 = 1;

/// The words of `data/lexicon`.
#[cfg(feature = "lexicon")]
pub(crate) static LEXICON: Lexicon = Lexicon::new(allonym_data::LEXICON);

/// The words of `data/frequency`.
#[cfg(feature = "lexicon")]
pub(crate) static FREQUENCIES: Frequencies = Frequencies::new(allonym_data::FREQUENCY);

/// What Latin words are usual spellings of, from `data/training`.
#[cfg(feature = "lexicon")]
pub(crate) static ATTESTED: Attested = Attested::new(allonym_data::ATTESTED);

/// The pairs of `data/lexicon/nicknames.tsv` and the like.
#[cfg(feature = "lexicon")]
pub(crate) use allonym_data::NICKNAMES;

/// The pairs of `data/lexicon/family_spellings.tsv`.
#[cfg(feature = "lexicon")]
pub(crate) use allonym_data::FAMILY_SPELLINGS;

/// The syllables of `data/han/syllables.tsv`.
#[cfg(feature = "lexicon")]
pub(crate) static SYLLABLES: Syllables = Syllables::new(allonym_data::SYLLABLES);

/// The models of spelling evidence, from `data/training`.
#[cfg(feature = "evidence")]
pub(crate) use allonym_data::EVIDENCE;

/// The weights of the finder, from marked texts.
#[cfg(feature = "finder")]
pub(crate) use allonym_data::finder as finder_table;

/// The systems of `data/systems`.
#[cfg(feature = "systems")]
pub(crate) use allonym_data::systems as systems_table;

/// How countries spell names otherwise than others, from the column `country` of `data/training`.
#[cfg(feature = "romanize")]
pub(crate) static COUNTRIES: Countries<'static> = Countries::new(allonym_data::COUNTRIES);

/// The readings of `data/romanize`, and press rules of `data/training/press`.
#[cfg(feature = "romanize")]
pub(crate) use allonym_data::{PRESS, READINGS};

/// The models of the way back of `data/spelling/romanize.toml`.
#[cfg(feature = "romanize")]
pub(crate) use allonym_data::TRANSCRIBE;

/// The models of `data/spelling/romanize.toml`.
#[cfg(feature = "romanize")]
pub(crate) use allonym_data::romanize as romanize_table;

/// A published system whose spelling of a word is one of its candidates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemReading {
    pub(crate) language: Language,
    pub(crate) script: Script,
    /// Only for people of this country.
    pub(crate) country: Option<Country>,
    /// The identifier of the system.
    pub(crate) system: &'static str,
    /// The probability that a part of a name of the language is spelled so, in thousandths.
    pub(crate) share: u32,
    /// The probability that a word is spelled so that may be foreign, in thousandths.
    pub(crate) word: u32,
    /// The same of a word whose likeliest spelling by the model no list has.
    pub(crate) guess: u32,
    /// How names write the syllables of the system.
    pub(crate) syllables: SyllableStyle,
}

/// How names write the syllables of a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SyllableStyle {
    /// As one word: Xiaoming.
    Joined,
    /// Each with a capital: Tai Man.
    Apart,
    /// With hyphens: Tai-man.
    Hyphenated,
}

/// Letters without anchors, the anchor (1: only at the start of a word, 2: only at its end), their Latin value.
pub(crate) type LetterValues = &'static [(&'static str, u8, &'static str)];

/// What `data/scripts` says of a script's letters.
pub(crate) struct Letters {
    pub(crate) script: Script,
    /// Whether words are separated by spaces.
    pub(crate) spaces: bool,
    /// Whether every vowel is written.
    pub(crate) vowels: bool,
    /// Whether names begin with a capital, if the script has capitals.
    pub(crate) case: bool,
    /// Whether the letters are looked up in canonical decomposition.
    pub(crate) decompose: bool,
    pub(crate) values: LetterValues,
}

impl Letters {
    /// What is known of a script.
    pub(crate) fn of(script: Script) -> Option<&'static Letters> {
        LETTERS.iter().find(|letters| letters.script == script)
    }
}

/// Where a language departs from the letters of a script.
pub(crate) struct LanguageLetters {
    pub(crate) language: Language,
    pub(crate) script: Script,
    pub(crate) values: LetterValues,
}
