//! Capitals and articles of what is read: small letters become a name.
//!
//! *Input*: a word and its spellings. *Output*: the spellings as names write them: with a capital, unless the word has none
//! or is a particle between others, and with its article set off: alhashimi, al-Hashimi. Cost: a look-up or two a spelling.

use alloc::string::String;

use super::piece::MAX_SPELLINGS;
use super::sources::{self, Spellings};
use super::word::WordRomanizer;
use crate::tables::lexicon::Class;
use crate::tables::{LEXICON, LanguageFacts, Letters};
use crate::tag::{Language, Script};
use crate::text;
use crate::translit;

/// The spellings of a word with their capitals and articles, each once.
pub(super) fn written(
    word: &str,
    language: Language,
    script: Script,
    inside: bool,
    spellings: Spellings,
) -> Spellings {
    let letters = Letters::of(script);
    let has_case =
        letters.is_none_or(|l| l.case) && word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let small = if has_case {
        word.chars().next().is_some_and(char::is_lowercase)
    } else {
        inside && is_particle(word, language)
    };
    let article = || translit::letter_by_letter(word, Some(language)).contains('-');
    let article = script == Script::ARABIC && article();
    let foreign = |text: &str| WordRomanizer::of(language).is_some_and(|model| model.is_foreign(text));
    let write = |(text, probability): (String, u32)| {
        let article = article && !foreign(&text);
        (if small { text } else { capitalised(&text, article) }, probability)
    };
    sources::summed(spellings.into_iter().take(MAX_SPELLINGS).map(write))
}

/// Whether the word is a particle of the language that is written small.
fn is_particle(word: &str, language: Language) -> bool {
    if LanguageFacts::of(language).is_some_and(|facts| facts.capital_particles) {
        return false;
    }
    let particles = [Class::Article, Class::Filiation, Class::Nobiliary];
    LEXICON
        .senses(&text::key(word))
        .any(|sense| sense.language == language && particles.contains(&sense.class))
}

pub(super) fn capitalised_all(spellings: Spellings) -> Spellings {
    spellings.into_iter().take(MAX_SPELLINGS).map(|(text, p)| (capitalised(&text, false), p)).collect()
}

/// The least letters that a name behind its article has: two are no name.
const MIN_NAME: usize = 3;

/// A spelling with its capital; if the word has an article, that is set off.
pub(super) fn capitalised(text: &str, article: bool) -> String {
    let cut = (2..=text.len().saturating_sub(MIN_NAME)).rev().filter(|_| article);
    let cut = cut.filter_map(|at| text.split_at_checked(at)).find(|(start, _)| {
        LEXICON.senses(start).any(|s| s.class == Class::Article && s.language == Language::UNDETERMINED)
    });
    let (start, rest) = cut.unwrap_or(("", text));
    if rest.starts_with('-') {
        return text.into(); // as lists have it: el-Sisi
    }
    let mut out = String::with_capacity(text.len() + 1);
    if !start.is_empty() {
        out.push_str(start);
        out.push('-');
    }
    let mut chars = rest.chars();
    out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(chars.as_str());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_set_off() {
        assert_eq!(capitalised("alhashimi", true), "al-Hashimi");
        assert_eq!(capitalised("alhashimi", false), "Alhashimi");
        assert_eq!(capitalised("ali", true), "Ali", "three letters leave no name");
        assert_eq!(capitalised("el-Sisi", true), "el-Sisi", "it is set off already");
    }
}
