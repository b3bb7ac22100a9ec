//! Romanization letter by letter: the longest match at each place, a language's own values before its script's.
//!
//! *Input* is any text, *output* the same with the letters of other scripts in Latin ones. The text is cut into words of
//! one script; a word is written in small letters (decomposed, where the table of its script wants that), and from left
//! to right the longest key that matches is replaced by its value:
//!
//! ```text
//! Γιώργος, Greek    γι at the beginning → Gi | ώ → o | ρ → r | γ → g | ο → o | ς → s
//! ```
//!
//! Of keys of one length, one of the language wins over one of the script, and one that is anchored to the beginning
//! or the end of a word over one that is not. *Cost*: linear; for each letter a binary search of the two tables and a look at the
//! entries that begin with it. *Source*: the
//! letter values of `data/scripts` and `data/languages`.

use alloc::{string::String, vec::Vec};

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::aligned::{Aligned, Sink};
use crate::span::Span;
use crate::tables::{LANGUAGE_LETTERS, LetterValues, Letters};
use crate::tag::{Language, Script};
use crate::unicode::{clean, clean_aligned, is_alphabetic, language_of_clean, script_of, script_of_word};

/// The letters of a name in Latin ones, as newspapers would write them, without guessing vowels that are not written.
///
/// Without a language, or with an undetermined one, the letters decide on one where they can. Scripts without a table, and
/// what is Latin already, stay as they are. Linear in the text.
///
/// ```
/// use allonym::translit::letter_by_letter;
///
/// assert_eq!(letter_by_letter("Касем Сулеймани", Some("ru".parse()?)), "Kasem Suleymani");
/// assert_eq!(letter_by_letter("Γιώργος", Some("el".parse()?)), "Giorgos");
/// assert_eq!(letter_by_letter("کرمان", None), "Krman");
/// # Ok::<(), allonym::Error>(())
/// ```
#[must_use]
pub fn letter_by_letter(name: &str, language: Option<Language>) -> String {
    let mut out = String::with_capacity(name.len());
    letter_by_letter_into(name, language, &mut out);
    out
}

/// [`letter_by_letter`], appended to `out`.
///
/// ```
/// let mut out = String::new();
/// allonym::translit::letter_by_letter_into("김정은", Some("ko".parse()?), &mut out);
/// assert_eq!(out, "Gimjeongeun");
/// # Ok::<(), allonym::Error>(())
/// ```
pub fn letter_by_letter_into(name: &str, language: Option<Language>, out: &mut String) {
    write(&clean(name), language, out);
}

/// [`letter_by_letter`], with the map back to `name`.
///
/// ```
/// use allonym::{Span, translit::letter_by_letter_aligned};
///
/// let latin = letter_by_letter_aligned("Юлия", Some("ru".parse()?));
/// assert_eq!(latin.text(), "Yulia");
/// assert_eq!(latin.source(Span::new(0, 2)), Span::new(0, 2)); // Yu is Ю
/// # Ok::<(), allonym::Error>(())
/// ```
#[must_use]
pub fn letter_by_letter_aligned(name: &str, language: Option<Language>) -> Aligned {
    let clean = clean_aligned(name);
    let mut out = Aligned::default();
    write(clean.text(), language, &mut out);
    clean.then(&out)
}

/// The romanization of a clean text.
fn write<S: Sink>(text: &str, language: Option<Language>, out: &mut S) {
    let language =
        language.filter(|language| *language != Language::UNDETERMINED).or_else(|| language_of_clean(text));
    let mut copied = 0;
    while let Some(word) = next_word(text, copied) {
        out.copy(Span::new(copied, word.start).of(text), copied);
        self::word(text, word, language, out);
        copied = word.end;
    }
    out.copy(Span::new(copied, text.len()).of(text), copied);
}

/// The romanizations of a name in the languages it may be in, likeliest first, each once; at most `limit`.
///
/// The given language, or the one the letters point to, comes first; then the others that write in the script.
///
/// ```
/// use allonym::translit::letter_by_letter_candidates;
///
/// assert_eq!(letter_by_letter_candidates("Гоголь", None, 2), ["Gogol", "Hohol"]);
/// ```
#[must_use]
pub fn letter_by_letter_candidates(name: &str, language: Option<Language>, limit: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if limit == 0 {
        return found;
    }
    found.push(letter_by_letter(name, language));
    let mut scripts: Vec<Script> = Vec::new();
    for script in name.chars().map(script_of).filter(|script| script.is_real()) {
        if !scripts.contains(&script) {
            scripts.push(script);
        }
    }
    for other in LANGUAGE_LETTERS.iter().filter(|other| scripts.contains(&other.script)) {
        if found.len() >= limit {
            break;
        }
        let latin = letter_by_letter(name, Some(other.language));
        if !found.contains(&latin) {
            found.push(latin);
        }
    }
    found
}

/// The next stretch of letters and marks of one script.
fn next_word(text: &str, from: usize) -> Option<Span> {
    let rest = text.get(from..)?;
    let start = from + rest.find(is_alphabetic)?;
    let mut script = Script::COMMON;
    let rest = text.get(start..)?;
    let end = rest.char_indices().find(|&(_, c)| {
        let own = script_of(c);
        let other = own.is_real() && script.is_real() && own != script;
        if own.is_real() {
            script = own;
        }
        // The mark of a long vowel in kana is a letter of no script.
        other || !(is_alphabetic(c) || is_combining_mark(c) || matches!(c, '\u{200C}' | '\u{200D}'))
    });
    Some(Span::new(start, end.map_or(text.len(), |(at, _)| start + at)))
}

/// A letter of a word as the tables know it: small, perhaps a part of what stands in the text.
struct SourceLetter {
    end: usize,
    from: Span,
}

fn word<S: Sink>(text: &str, span: Span, language: Option<Language>, out: &mut S) {
    let word = span.of(text);
    let script = script_of_word(word);
    let Some(letters) = Letters::of(script).filter(|letters| !letters.values.is_empty()) else {
        out.copy(word, span.start);
        return;
    };
    let own = LANGUAGE_LETTERS.iter().find(|own| Some(own.language) == language && own.script == script);
    let tables = [own.map_or(&[] as LetterValues, |own| own.values), letters.values];
    let (small, source) = spell_out(word, span.start, letters);
    // Scripts without case give proper names their capital.
    let has_case = letters.case && word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let mut capital = !has_case || word.chars().next().is_some_and(char::is_uppercase);
    let mut at = 0;
    while let Some(first) = source.get(at) {
        let start = if at == 0 { 0 } else { source.get(at - 1).map_or(0, |letter| letter.end) };
        let Some((taken, value)) = longest(&small, &source, at, start, &tables) else {
            for c in Span::new(start, first.end).of(&small).chars() {
                put_cased(c, &mut capital, first.from, out);
            }
            at += 1;
            continue;
        };
        let from = source.get(at + taken - 1).map_or(first.from, |last| first.from.cover(last.from));
        // A prefix written apart, such as an article, leaves the capital to what follows.
        let prefix = value.ends_with('-');
        for c in value.chars() {
            if prefix { out.put(c, from) } else { put_cased(c, &mut capital, from, out) }
        }
        at += taken;
    }
}

fn put_cased<S: Sink>(c: char, capital: &mut bool, from: Span, out: &mut S) {
    if *capital && is_alphabetic(c) {
        c.to_uppercase().for_each(|c| out.put(c, from));
        *capital = false;
    } else {
        out.put(c, from);
    }
}

/// The word in small letters, decomposed if the script's table wants that, and where each letter comes from.
fn spell_out(word: &str, offset: usize, letters: &Letters) -> (String, Vec<SourceLetter>) {
    let mut small = String::with_capacity(word.len());
    let mut source = Vec::with_capacity(word.len());
    for (at, c) in word.char_indices().filter(|(_, c)| !matches!(c, '\u{200C}' | '\u{200D}')) {
        let from = Span::new(offset + at, offset + at + c.len_utf8());
        for lower in c.to_lowercase() {
            let mut push = |c: char| {
                small.push(c);
                source.push(SourceLetter { end: small.len(), from });
            };
            if letters.decompose { decompose_canonical(lower, &mut push) } else { push(lower) }
        }
    }
    (small, source)
}

/// The longest entry that matches from letter `at` on: how many letters it takes, and its value. Of entries of one length
/// those of the first table come first, then one that is anchored.
fn longest(
    small: &str,
    source: &[SourceLetter],
    at: usize,
    start: usize,
    tables: &[LetterValues; 2],
) -> Option<(usize, &'static str)> {
    let rest = small.get(start..)?;
    let first = rest.chars().next()?;
    let fits = |(key, anchor, value): &(&'static str, u8, &'static str), table: usize| {
        let taken = if rest.starts_with(key) { key.chars().count() } else { return None };
        let anchors = u8::from(at == 0) + 2 * u8::from(at + taken == source.len());
        (anchor & !anchors == 0).then_some((taken, core::cmp::Reverse(table), *anchor, *value))
    };
    let entries = tables.iter().enumerate().flat_map(|(number, table)| {
        beginning(table, first).iter().filter_map(move |entry| fits(entry, number))
    });
    entries
        .max_by_key(|(taken, table, anchor, _)| (*taken, *table, *anchor))
        .map(|(taken, _, _, value)| (taken, value))
}

/// The entries that begin with this letter.
fn beginning(table: LetterValues, letter: char) -> LetterValues {
    let first = |key: &str| key.chars().next();
    let start = table.partition_point(|(key, _, _)| first(key) < Some(letter));
    let rest = table.get(start..).unwrap_or_default();
    let count = rest.iter().take_while(|(key, _, _)| first(key) == Some(letter)).count();
    rest.get(..count).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_comes_before_its_script() {
        let write = |tag: &str| letter_by_letter("Гоголь", tag.parse().ok());
        assert_eq!((write("ru").as_str(), write("uk").as_str()), ("Gogol", "Hohol"));
    }

    #[test]
    fn what_has_no_table_stays() {
        assert_eq!(letter_by_letter("Anna 12, Ю!", None), "Anna 12, Yu!");
    }

    #[test]
    fn capitals_stand_on_the_first_letter() {
        assert_eq!(letter_by_letter("щука ЩУКА Щ", "ru".parse().ok()), "shchuka Shchuka Shch");
        assert_eq!(letter_by_letter("კახა", None), "Kakha");
    }

    #[test]
    fn candidates_are_different_and_the_first_is_the_answer() {
        let all = letter_by_letter_candidates("Гоголь", None, 9);
        assert_eq!(all.first(), Some(&letter_by_letter("Гоголь", None)));
        assert!((1..all.len()).all(|at| !all[..at].contains(&all[at])), "{all:?}");
        assert!(letter_by_letter_candidates("Гоголь", None, 0).is_empty());
    }

    #[test]
    fn a_word_ends_where_the_script_changes() {
        assert_eq!(next_word("aя", 0), Some(Span::new(0, 1)));
        assert_eq!(next_word("- عل\u{200C}ی", 0), Some(Span::new(2, 11)));
        assert_eq!(next_word("12", 0), None);
    }
}
