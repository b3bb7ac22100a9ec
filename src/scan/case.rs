//! Oblique cases of names, by the endings of the language.

use alloc::string::String;

use crate::tables::LanguageFacts;
use crate::tag::Language;

/// What the nominative of an inflected word may be.
pub(super) fn nominatives(word: &str, language: Language) -> impl Iterator<Item = String> {
    let facts = LanguageFacts::of(language);
    let endings = facts.map_or(&[] as &[(&str, &[&str])], |facts| facts.case_endings);
    endings.iter().flat_map(move |(ending, replaced)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3);
        stem.into_iter().flat_map(|stem| replaced.iter().map(move |nominative| [stem, nominative].concat()))
    })
}
