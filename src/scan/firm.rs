//! Firms by their legal form and quotation marks: ТОВ «Гаєр», ПАТ «НАК «Нафтогаз».

use core::ops::Range;

use super::kind::Votes;
use super::text::{Shape, Text, TextWord};
use crate::tables::LanguageFacts;
use crate::tables::lexicon::Class;
use crate::tag::Language;

/// The votes of a legal form: as many as those of a head noun.
const VOTES: u32 = 4;

/// No name goes on for more words than this.
const MAX_WORDS: usize = 12;
/// Letters of an acronym that says what a firm is, at the most: ДТГО.
const MAX_FORM: usize = 5;

/// The words of the firm that begins with the first of some words, and its votes: a legal form with a capital, and behind it a
/// quotation, which ends where the first quotation mark closes.
pub(super) fn quoted_firm(
    text: &Text,
    language: Language,
    words: Range<usize>,
) -> Option<(Range<usize>, Votes)> {
    let start = words.start;
    let form = text.words.get(start).filter(|word| TextWord::is_capital(word))?;
    let is_form = form.is(Class::LegalForm, language) || is_short_form(text, start, language);
    if !text.opens_quotation(start + 1) || !is_form {
        return None;
    }
    let mut quoted = start + 1..words.end.min(start + MAX_WORDS);
    let last = quoted.find(|at| text.closes_quotation(*at))?;
    Some((start..last + 1, Votes::organization(VOTES)))
}

/// Whether a word is an acronym before a name with a capital, in a language that writes what a firm is before its name: НАК
/// «Нафтогаз України».
fn is_short_form(text: &Text, at: usize, language: Language) -> bool {
    let is = |at: usize, wanted: fn(&TextWord) -> bool| text.words.get(at).is_some_and(wanted);
    LanguageFacts::of(language).is_some_and(|facts| facts.sentence_capitals)
        && is(at, |word| word.shape == Shape::Upper && (2..=MAX_FORM).contains(&word.key.chars().count()))
        && is(at + 1, TextWord::is_capital)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    fn firm(text: &str) -> Option<String> {
        let text = Text::new(text);
        let language = "uk".parse().expect("a tag");
        let (words, _) = quoted_firm(&text, language, 0..text.words.len())?;
        Some(text.quoted_span(&words).of(text.text).into())
    }

    #[test]
    fn a_legal_form_and_a_quotation_are_one_name() {
        assert_eq!(firm("ТОВ «Гаєр» виграло тендер.").as_deref(), Some("ТОВ «Гаєр»"));
        assert_eq!(firm("ПАТ «НАК «Нафтогаз» виграло.").as_deref(), Some("ПАТ «НАК «Нафтогаз»"));
    }

    #[test]
    fn an_acronym_says_what_a_firm_is() {
        assert_eq!(firm("ІКК «Гаєр» виграло тендер.").as_deref(), Some("ІКК «Гаєр»"));
        assert_eq!(firm("ІКК «так» виграло тендер."), None);
    }

    #[test]
    fn a_quotation_that_never_closes_is_none() {
        assert_eq!(firm("ТОВ «Гаєр виграло тендер."), None);
        assert_eq!(firm("Слово «Гаєр» сказали."), None);
        assert_eq!(firm("ТОВ Гаєр"), None);
    }
}
