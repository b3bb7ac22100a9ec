//! The base form (nominative) of a name that documents may hold in oblique cases only.
//!
//! Input: a name as written, its language, and how often the documents have each word with a capital. Output: the same
//! name with each inflected word in its base form, or nothing if no word is known to be inflected.
//!
//! 1. A word has *readings*: itself, and what the endings of its language may come from. `Трампом` is Трамп or Трампый.
//! 2. A reading has a *weight* in bits, by who knows it: the lexicon as a place or a head noun ([`LEXICON_WEIGHT`]), the
//!    documents with a capital ([`DOCUMENTS_WEIGHT`]), the table of words of names ([`NAMES_WEIGHT`] less its surprisal).
//!    That the documents have the word itself says nothing. A word is inflected if another reading weighs at least
//!    [`MARGIN`] more than the word itself.
//! 3. If one word of a name is inflected, all are: `Дональдом Муромским` gives Дональд Муромский, although nobody knows
//!    Муромский. A word none of whose readings is known takes a reading of its longest ending, of these one that ends in
//!    the letter that the next word's base ends in, so that adjectives agree: `Северной Ирландией` gives Северная
//!    Ирландия.
//!
//! Cost: the endings of the language, some fifty, for each word; asked for one spelling of each group.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::candidate::Usage;
use super::inflection::MIN_STEM;
use super::text::Text;
use crate::name::surprisal;
use crate::span::Span;
use crate::tables::lexicon::Class;
use crate::tables::{LEXICON, LanguageFacts};
use crate::tag::Language;
use crate::text as phrase;

/// Bits for a reading that the lexicon has: more than all others.
const LEXICON_WEIGHT: i32 = 60;
/// Bits for a reading that the documents have with a capital: more than any table of names.
const DOCUMENTS_WEIGHT: i32 = 40;
/// Bits for a word of names, less its surprisal, which is 6 to 20 bits.
const NAMES_WEIGHT: i32 = 30;
/// How many bits another reading must weigh more than the word itself. Петра is a name too, but seven times rarer than
/// Петр.
const MARGIN: i32 = 2;
/// Readings of a word at the most.
const MAX_READINGS: usize = 12;

struct Reading {
    text: String,
    weight: i32,
    /// Letters of the ending that was taken off.
    ending: usize,
}

/// The base form of a name, if it has another than it is written in.
pub(super) fn base_form(written: &str, language: Language, usage: &Usage) -> Option<String> {
    let facts = LanguageFacts::of(language)?;
    if facts.written_case_endings.is_empty() {
        return None;
    }
    let text = Text::new(written);
    let words: Vec<(Span, &str)> = text.words.iter().map(|word| (word.span, word.span.of(written))).collect();
    let readings: Vec<Vec<Reading>> =
        words.iter().map(|(_, word)| readings(word, facts.written_case_endings, language, usage)).collect();
    let best = |readings: &[Reading]| -> Option<usize> {
        let own = readings.first()?.weight;
        let (at, reading) = readings.iter().enumerate().rev().max_by_key(|(_, reading)| reading.weight)?;
        (reading.weight >= own + MARGIN).then_some(at)
    };
    let mut chosen: Vec<Option<usize>> = readings.iter().map(|readings| best(readings)).collect();
    if chosen.iter().all(Option::is_none) {
        return None;
    }
    // From behind: adjectives stand before their noun and agree with it.
    let mut rhyme = None;
    for (readings, chosen) in readings.iter().zip(&mut chosen).rev() {
        let own = readings.first().map_or(0, |reading| reading.weight);
        if chosen.is_none() && own == 0 {
            *chosen = unknown(readings, rhyme);
        }
        let base = readings.get(chosen.unwrap_or(0));
        rhyme = base.and_then(|reading| reading.text.chars().next_back());
    }
    let mut base = String::with_capacity(written.len() + 4);
    let mut end = 0;
    for (((span, word), readings), chosen) in words.iter().zip(&readings).zip(&chosen) {
        base.push_str(written.get(end..span.start)?);
        base.push_str(chosen.and_then(|at| readings.get(at)).map_or(word, |reading| &reading.text));
        end = span.end;
    }
    base.push_str(written.get(end..)?);
    (base != written).then_some(base)
}

/// The reading of a word that nobody knows, in a name that is inflected.
fn unknown(readings: &[Reading], rhyme: Option<char>) -> Option<usize> {
    let longest = readings.iter().map(|reading| reading.ending).max().filter(|longest| *longest > 0)?;
    let mut of_longest = readings.iter().enumerate().filter(|(_, reading)| reading.ending == longest);
    let first = of_longest.next()?;
    let rhymes = |(_, reading): &(usize, &Reading)| reading.text.chars().next_back() == rhyme;
    Some(core::iter::once(first).chain(of_longest).find(rhymes).unwrap_or(first).0)
}

/// The word itself, then what it may be an inflection of.
fn readings(word: &str, endings: &[(&str, &[&str])], language: Language, usage: &Usage) -> Vec<Reading> {
    let mut readings =
        alloc::vec![Reading { text: word.to_owned(), weight: weight(word, language, None), ending: 0 }];
    for (ending, bases) in endings {
        let Some(stem) = word.strip_suffix(ending) else { continue };
        if stem.chars().count() < MIN_STEM {
            continue;
        }
        for base in *bases {
            let text = [stem, base].concat();
            if readings.len() < MAX_READINGS && readings.iter().all(|reading| reading.text != text) {
                let weight = weight(&text, language, Some(usage));
                readings.push(Reading { text, weight, ending: ending.chars().count() });
            }
        }
    }
    readings
}

/// How well a word is known as a base form, in bits; 0 if nobody knows it.
fn weight(word: &str, language: Language, usage: Option<&Usage>) -> i32 {
    const NAMED: [Class; 5] = [
        Class::PlaceName,
        Class::OrganizationHead,
        Class::OrganizationGeneric,
        Class::PlaceHead,
        Class::PlaceGeneric,
    ];
    let key = phrase::key(word);
    let listed = LEXICON.senses(&key).any(|sense| {
        NAMED.contains(&sense.class)
            && (sense.language == language || sense.language == Language::UNDETERMINED)
    });
    if listed {
        return LEXICON_WEIGHT;
    }
    if usage.and_then(|usage| usage.get(&key)).is_some_and(|uses| uses.capital > 0) {
        return DOCUMENTS_WEIGHT;
    }
    surprisal(&key).map_or(0, |surprisal| (NAMES_WEIGHT - surprisal.weight().parts() / 256).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(written: &str, tag: &str) -> Option<String> {
        base_form(written, tag.parse().expect("a language"), &Usage::new())
    }

    #[test]
    fn known_words_are_read_by_their_base() {
        assert_eq!(base("Дональдом Трампом", "ru").as_deref(), Some("Дональд Трамп"));
        assert_eq!(base("Дональд Трамп", "ru"), None);
        assert_eq!(base("Donald Trump", "en"), None);
    }

    #[test]
    fn unknown_words_follow_known_ones() {
        assert_eq!(base("Северной Ирландией", "ru").as_deref(), Some("Северная Ирландия"));
        assert_eq!(base("Владимиром Бюргельманом", "ru").as_deref(), Some("Владимир Бюргельман"));
        // Nobody knows either word.
        assert_eq!(base("Бюргельманом", "ru"), None);
    }

    #[test]
    fn what_documents_have_is_known() {
        let mut usage = Usage::new();
        usage.entry("бюргельман".to_owned()).or_default().capital = 1;
        let language = "ru".parse().expect("a language");
        assert_eq!(base_form("Бюргельманом", language, &usage).as_deref(), Some("Бюргельман"));
    }
}
