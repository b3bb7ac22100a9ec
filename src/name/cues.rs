//! What single words of a name tell: whether they are known as given names, family names, titles, numerals.
//!
//! Cues know the words and what lists have of them, and no label. All rules ask here, so that a threshold stands once.

use core::ops::Range;

use super::annotation::Annotation;
use super::frequency::{self, MAX_SURNAME_FIRST, MIN_GIVEN_FIRST};
use super::syllables;
use crate::tables::lexicon::{Class, Sense};
use crate::tables::{FAMILY_ENDINGS, PATRONYMIC_ENDINGS};
use crate::tag::{Language, Script};
use crate::text::{self, CaseShape, LexiconMatch, Sign};
use crate::unicode::script_of;

/// The most letters of a given name of Han and of hangul.
const MAX_HAN_GIVEN: usize = 3;
const MAX_HANGUL_GIVEN: usize = 2;

/// Whether a word is known to stand before others in names of persons.
pub(super) fn is_given(name: &Annotation, at: usize) -> bool {
    frequency::place(name.key(at)).is_some_and(|first| first >= MIN_GIVEN_FIRST) || name.is(at, Class::Given)
}

/// Whether a word is known to stand after others in names of persons.
pub(super) fn is_surname(name: &Annotation, at: usize) -> bool {
    frequency::place(name.key(at)).is_some_and(|first| first <= MAX_SURNAME_FIRST)
        || name.is(at, Class::Family)
}

/// How many words of titles a name begins with; its last word is none.
pub(super) fn titles_before(name: &Annotation, words: &Range<usize>) -> usize {
    titles_while(name, words, |sense| text::is_title(sense, Sense::BEFORE))
}

/// How many words a name begins with that are titles wherever they stand: honorifics and abbreviations. Ranks and
/// offices in full may begin names of organizations too.
pub(super) fn forms_of_address(name: &Annotation, words: &Range<usize>) -> usize {
    titles_while(name, words, |sense| {
        let sure = sense.class == Class::Honorific || sense.flags & Sense::DOTTED != 0;
        sure && text::is_title(sense, Sense::BEFORE)
    })
}

fn titles_while(name: &Annotation, words: &Range<usize>, title: impl Fn(Sense) -> bool) -> usize {
    let mut at = words.start;
    while let Some(found) = name.longest(at, words.end, &title) {
        let end = at + usize::from(found.words);
        if end >= words.end || at == words.start && is_family_before_comma(name, at, end, words.end) {
            break;
        }
        at = end;
    }
    at - words.start
}

/// Whether a word that may be a title is a family name by the comma after it: Khan, Imran. A title is hardly ever followed
/// by one, and then the whole name follows: President, Joe Biden.
fn is_family_before_comma(name: &Annotation, at: usize, next: usize, end: usize) -> bool {
    let comma = name.word_is(next, |word| word.separator.sign == Sign::Comma && !word.inside);
    comma && next == at + 1 && (end - next == 1 || is_surname(name, at))
}

/// Where the title begins that a name ends with, if a word of the name is left before it.
pub(super) fn title_at_end(name: &Annotation, words: &Range<usize>) -> Option<usize> {
    let title = |sense: Sense| text::is_title(sense, Sense::AFTER) && sense.class != Class::Modifier;
    let first = words.end.saturating_sub(crate::tables::LEXICON.longest()).max(words.start + 1);
    (first..words.end).find(|&at| {
        let ends = |found: &LexiconMatch| at + usize::from(found.words) == words.end && title(found.sense);
        name.matches(at).iter().any(ends)
    })
}

/// A rank or office in full, which may begin names of organizations too: General Electric Company.
pub(super) fn is_plain_title(name: &Annotation, words: &Range<usize>, at: usize) -> bool {
    let title = |s: Sense| text::is_title(s, Sense::BEFORE);
    let honorific = |s: Sense| title(s) && (s.class == Class::Honorific || s.flags & Sense::DOTTED != 0);
    name.longest(at, words.end, title).is_some() && name.longest(at, words.end, honorific).is_none()
}

/// Whether the words are a family name of a language and after it given names of the same: Park Geun-hye.
pub(super) fn is_family_first(name: &Annotation, words: &Range<usize>) -> bool {
    let mut families = name.senses(words.start).filter(|sense| sense.class == Class::Family);
    name.word_is(words.start, |word| word.shape != CaseShape::Caseless)
        && words.len() > 1
        && families
            .any(|family| (words.start + 1..words.end).all(|at| is_given_in(name, at, family.language)))
}

/// Whether a word can be a given name in a language whose family names come first.
pub(super) fn is_given_in(name: &Annotation, at: usize, language: Language) -> bool {
    let key = name.key(at);
    let short = |script: Script, most: usize| {
        key.chars().all(|c| script_of(c) == script) && key.chars().count() <= most
    };
    name.senses(at).any(|sense| sense.class == Class::Given && sense.language == language)
        || syllables::may_spell(key, language)
        || short(Script::HAN, MAX_HAN_GIVEN)
        || short(Script::HANGUL, MAX_HANGUL_GIVEN)
}

/// Whether a word ends as names made from the father's name do: Ivanovich, Сергеевна.
pub(super) fn is_patronymic(name: &Annotation, at: usize) -> bool {
    let key = name.key(at);
    PATRONYMIC_ENDINGS
        .iter()
        .any(|ending| (key.len() > ending.len() + 1 || key == *ending) && key.ends_with(ending))
}

/// The range of [`leaning`]: 8 for a word that only stands first, −8 for one that never does.
const MAX_LEANING: i32 = 8;
/// What is subtracted from how often a word stands first, from 0 to 15: about a half says nothing.
const EVEN_PLACE: u8 = 7;
/// What a word listed as a given name leans at the least, wherever it was counted.
const LISTED_GIVEN: i32 = 5;
/// How much an ending of family names outweighs where the word was counted, and the most that is left then.
const ENDING_WEIGHT: i32 = 6;
const MAX_WITH_ENDING: i32 = 2;

/// How much a word is like a given name (up to 8) or a family name (down to −8), by where it stands in other names and
/// by its ending.
pub(super) fn leaning(name: &Annotation, at: usize) -> i32 {
    let key = name.key(at);
    // Most endings end in another letter.
    let last = key.as_bytes().last();
    let ending = FAMILY_ENDINGS.iter().any(|ending| {
        ending.as_bytes().last() == last && key.len() > ending.len() + 2 && key.ends_with(ending)
    });
    let usual = i32::from(frequency::place(key).unwrap_or(EVEN_PLACE)) - i32::from(EVEN_PLACE);
    let usual = if name.is(at, Class::Given) { usual.max(LISTED_GIVEN) } else { usual };
    if ending { (usual - ENDING_WEIGHT).clamp(-MAX_LEANING, MAX_WITH_ENDING) } else { usual }
}

/// Letters of an Arabic article, and of the shortest word that has one before it.
const ARTICLE: usize = 2;
const MIN_WITH_ARTICLE: u8 = 5;

/// Whether a word of a script without capitals begins with an article: التكريتي.
pub(super) fn has_article(name: &Annotation, at: usize) -> bool {
    let key = name.key(at);
    let cut = key.char_indices().nth(ARTICLE).map_or(0, |(cut, _)| cut);
    let start = key.get(..cut).unwrap_or_default();
    name.word_is(at, |word| word.shape == CaseShape::Caseless && word.letters >= MIN_WITH_ARTICLE)
        && text::is(start, Class::Article)
        && !name.is(at, Class::Compound)
}

/// The link of a number in digits: one more than its value; 0 for large ones.
pub(super) fn number_link(key: &str) -> u16 {
    let end = key.find(|c: char| !c.is_ascii_digit()).unwrap_or(key.len());
    let value = key.get(..end).and_then(|digits| digits.parse::<u16>().ok());
    value.and_then(|value| value.checked_add(1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(name: &Annotation) -> Range<usize> {
        0..name.len()
    }

    #[test]
    fn given_names_and_surnames_are_known_by_their_place() {
        let name = Annotation::new("Vladimir Soleimani");
        assert!(is_given(&name, 0) && !is_surname(&name, 0));
        assert!(is_surname(&name, 1) && !is_given(&name, 1));
        assert!(!is_given(&Annotation::new("Zzyzx"), 0));
    }

    #[test]
    fn titles_leave_a_word() {
        let count = |text: &str| titles_before(&Annotation::new(text), &all(&Annotation::new(text)));
        assert_eq!(count("Prof. Dr. Hans Müller"), 2);
        assert_eq!(count("President"), 0);
        assert_eq!(count("سردار قاسم سلیمانی"), 1);
        assert_eq!(count("Qassem Soleimani"), 0);
    }

    #[test]
    fn offices_are_no_forms_of_address() {
        let count = |text: &str| forms_of_address(&Annotation::new(text), &all(&Annotation::new(text)));
        assert_eq!(count("Mr John Smith"), 1);
        assert_eq!(count("President Obama"), 0);
    }

    #[test]
    fn titles_stand_at_the_end_too() {
        let at = |text: &str| title_at_end(&Annotation::new(text), &all(&Annotation::new(text)));
        assert_eq!(at("Barack Obama PhD"), Some(2));
        assert_eq!(at("Barack Obama"), None);
    }

    #[test]
    fn family_names_come_first_in_some_languages() {
        let first = |text: &str| is_family_first(&Annotation::new(text), &all(&Annotation::new(text)));
        assert!(first("Kim Jong-un"));
        assert!(first("Park Geun-hye"));
        assert!(!first("Kim Kardashian"));
        assert!(!first("Kim"));
    }

    #[test]
    fn endings_lean_to_family_names() {
        let name = Annotation::new("Иван Нестеренко");
        assert!(leaning(&name, 0) > 0);
        assert!(leaning(&name, 1) < 0);
        assert_eq!(leaning(&Annotation::new("Zzyzx"), 0), 0);
    }

    #[test]
    fn patronymics_have_endings() {
        let name = Annotation::new("Иван Иванович Сергеевна Bush");
        let found: alloc::vec::Vec<bool> = (0..4).map(|at| is_patronymic(&name, at)).collect();
        assert_eq!(found, [false, true, true, false]);
    }

    #[test]
    fn articles_are_written_on_words() {
        let name = Annotation::new("التكريتي الله تكريت");
        assert!(has_article(&name, 0));
        assert!(!has_article(&name, 1));
        assert!(!has_article(&name, 2));
    }

    #[test]
    fn numbers_have_links_above_zero() {
        assert_eq!(number_link("0"), 1);
        assert_eq!(number_link("5"), 6);
        assert_eq!(number_link("5a"), 6);
        assert_eq!(number_link("70000"), 0);
        assert_eq!(number_link(""), 0);
    }
}
