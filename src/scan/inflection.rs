//! Inflection: which base forms (nominatives) a word in an oblique case may come from.
//!
//! Input: a word in matching form and its language. Output: candidates for its base form, by the pairs of endings in
//! `data/languages/<tag>.toml`, `[case_endings]`: an ending is taken off a stem of at least [`MIN_STEM`] letters and
//! each of the endings of nominatives is put in its place. In Russian `путиным` has the ending `ым`, whose nominatives
//! end in `ый` or nothing: путиный, путин. The rules overgenerate; what decides is whether a candidate is known, to the
//! lexicon or from another document.
//!
//! Cost: one pass over the endings of the language, some fifty.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::tables::lexicon::Class;
use crate::tables::{LANGUAGES, LEXICON, LanguageFacts};
use crate::tag::Language;
use crate::unicode::script_of;

/// Letters of a stem at the least: shorter ones meet by chance (1 to 4 are sensible; 3 keeps Иран, Ирана apart from иран-).
pub(super) const MIN_STEM: usize = 3;

/// Base forms of a phrase at the most: six readings of each of three words are 216.
const MAX_PHRASES: usize = 256;

/// What the base form of an inflected word may be; the word itself is not among them.
pub(super) fn nominatives(word: &str, language: Language) -> impl Iterator<Item = String> {
    let facts = LanguageFacts::of(language);
    let endings = facts.map_or(&[] as &[(&str, &[&str])], |facts| facts.case_endings);
    endings.iter().flat_map(move |(ending, replaced)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= MIN_STEM);
        stem.into_iter().flat_map(|stem| replaced.iter().map(move |nominative| [stem, nominative].concat()))
    })
}

/// The base forms that a phrase may have, itself first: each word as it is or one of its nominatives. At most
/// [`MAX_PHRASES`], and none of a phrase that has more words than any of the lexicon: they are to be looked up there.
///
/// `морзу балтийским` is not asked as a whole for its ending: each word has endings of its own.
pub(super) fn base_phrases(phrase: &str, language: Language) -> Vec<String> {
    if phrase.split(' ').nth(LEXICON.longest()).is_some() {
        return Vec::new();
    }
    let mut phrases = alloc::vec![String::new()];
    for word in phrase.split(' ') {
        let readings: Vec<String> =
            core::iter::once(word.to_owned()).chain(nominatives(word, language)).collect();
        let longer = phrases.iter().flat_map(|front| {
            readings
                .iter()
                .map(move |word| if front.is_empty() { word.clone() } else { [front, " ", word].concat() })
        });
        phrases = longer.take(MAX_PHRASES).collect();
    }
    phrases
}

/// The base forms of a word whose language is not known, by the endings of every language of its script. For words that
/// other evidence has to confirm: a few hundred endings are tried.
pub(super) fn nominatives_of_any(word: &str) -> impl Iterator<Item = String> {
    let script = word.chars().map(script_of).find(|script| script.is_real());
    let of_script =
        move |facts: &&LanguageFacts| script.is_some_and(|script| facts.scripts.contains(&script));
    LANGUAGES.iter().filter(of_script).flat_map(move |facts| nominatives(word, facts.language))
}

/// Whether a word or a base form that it may have is in a class of the lexicon, in the language or in all.
pub(super) fn is_inflected(word: &str, class: Class, language: Language) -> bool {
    let known = |key: &str| {
        LEXICON.senses(key).any(|sense| {
            sense.class == class && (sense.language == language || sense.language == Language::UNDETERMINED)
        })
    };
    known(word) || nominatives(word, language).any(|key| known(&key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        tag.parse().expect("a language")
    }

    #[test]
    fn endings_are_replaced_where_a_stem_is_left() {
        let of = |word: &str, tag: &str| nominatives(word, language(tag)).collect::<Vec<_>>();
        assert!(of("путиным", "ru").contains(&"путин".into()));
        assert!(of("берлину", "uk").contains(&"берлин".into()));
        // No letter of a stem is left.
        assert!(of("ым", "ru").is_empty());
        // English has no cases.
        assert!(of("reuters", "en").is_empty());
    }

    #[test]
    fn every_language_of_the_script_is_tried() {
        assert!(nominatives_of_any("peternek").any(|base| base == "peter"));
        assert!(nominatives_of_any("орловым").any(|base| base == "орлов"));
        assert_eq!(nominatives_of_any("123").count(), 0);
    }

    #[test]
    fn a_phrase_is_read_word_by_word() {
        let phrases = base_phrases("европейской комиссии", language("ru"));
        assert_eq!(phrases.first().map(String::as_str), Some("европейской комиссии"));
        assert!(phrases.contains(&"европейская комиссия".into()), "{phrases:?}");
        assert!(phrases.len() <= MAX_PHRASES);
        let long = |words| ["ивановым"].repeat(words).join(" ");
        assert_eq!(base_phrases(&long(LEXICON.longest()), language("ru")).len(), MAX_PHRASES);
        assert!(base_phrases(&long(LEXICON.longest() + 1), language("ru")).is_empty());
    }

    #[test]
    fn classes_are_asked_in_the_language() {
        assert!(is_inflected("комиссии", Class::OrganizationHead, language("ru")));
        assert!(!is_inflected("комиссии", Class::OrganizationHead, language("en")));
    }
}
