//! Romanization by tables of letters: the longest match at each place, a language's own values before its script's.

use alloc::{string::String, vec::Vec};

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::aligned::{Aligned, Sink};
use crate::span::Span;
use crate::tables::{LANGUAGE_LETTERS, LetterValues, Letters};
use crate::tag::{Language, Script};
use crate::unicode::{Form, clean, clean_aligned, guess_languages, script_of};

/// The letters of a name in Latin ones, as newspapers would write them, without guessing vowels that are not written.
///
/// With [`Language::UNDETERMINED`] the letters decide on the language where they can. Scripts without a table, and
/// what is Latin already, stay as they are. Linear in the text.
///
/// ```
/// use allonym::{Language, translit::romanize};
///
/// assert_eq!(romanize("Касем Сулеймани", "ru".parse()?), "Kasem Suleymani");
/// assert_eq!(romanize("Γιώργος", "el".parse()?), "Giorgos");
/// assert_eq!(romanize("کرمان", Language::UNDETERMINED), "Krman");
/// # Ok::<(), allonym::Error>(())
/// ```
#[must_use]
pub fn romanize(name: &str, language: Language) -> String {
    let mut out = String::with_capacity(name.len());
    romanize_into(name, language, &mut out);
    out
}

/// [`romanize`], appended to `out`.
///
/// ```
/// let mut out = String::new();
/// allonym::translit::romanize_into("김정은", "ko".parse()?, &mut out);
/// assert_eq!(out, "Gimjeongeun");
/// # Ok::<(), allonym::Error>(())
/// ```
pub fn romanize_into(name: &str, language: Language, out: &mut String) {
    write(&clean(name, Form::Display), language, out);
}

/// [`romanize`], with the map back to `name`.
///
/// ```
/// use allonym::{Language, Span, translit::romanize_aligned};
///
/// let latin = romanize_aligned("Юлия", "ru".parse()?);
/// assert_eq!(latin.text(), "Yulia");
/// assert_eq!(latin.source(Span::new(0, 2)), Span::new(0, 2)); // Yu is Ю
/// # Ok::<(), allonym::Error>(())
/// ```
#[must_use]
pub fn romanize_aligned(name: &str, language: Language) -> Aligned {
    let clean = clean_aligned(name, Form::Display);
    let mut out = Aligned::default();
    write(clean.text(), language, &mut out);
    clean.then(&out)
}

/// The romanization of a clean text.
fn write<S: Sink>(text: &str, language: Language, out: &mut S) {
    let language = if language == Language::UNDETERMINED { guess(text) } else { language };
    let mut copied = 0;
    while let Some(word) = next_word(text, copied) {
        out.copy(Span::new(copied, word.start).of(text), copied);
        self::word(text, word, language, out);
        copied = word.end;
    }
    out.copy(Span::new(copied, text.len()).of(text), copied);
}

/// The romanizations of a name in the languages it may be in, likeliest first, each once; at most `most`.
///
/// The given language, or the one the letters point to, comes first; then the others that write in the script.
///
/// ```
/// use allonym::{Language, translit::romanizations};
///
/// assert_eq!(romanizations("Гоголь", Language::UNDETERMINED, 2), ["Gogol", "Hohol"]);
/// ```
#[must_use]
pub fn romanizations(name: &str, language: Language, most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if most == 0 {
        return found;
    }
    found.push(romanize(name, language));
    let mut scripts: Vec<Script> = Vec::new();
    for script in name.chars().map(script_of).filter(|script| script.is_real()) {
        if !scripts.contains(&script) {
            scripts.push(script);
        }
    }
    for other in LANGUAGE_LETTERS.iter().filter(|other| scripts.contains(&other.script)) {
        if found.len() >= most {
            break;
        }
        let latin = romanize(name, other.language);
        if !found.contains(&latin) {
            found.push(latin);
        }
    }
    found
}

/// The language that the letters point to most.
fn guess(text: &str) -> Language {
    guess_languages(text).first().map_or(Language::UNDETERMINED, |guess| guess.language)
}

/// The next stretch of letters and marks of one script.
fn next_word(text: &str, from: usize) -> Option<Span> {
    let rest = text.get(from..)?;
    let start = from + rest.find(char::is_alphabetic)?;
    let mut script = Script::COMMON;
    let rest = text.get(start..)?;
    let end = rest.char_indices().find(|&(_, c)| {
        let own = script_of(c);
        let other = own.is_real() && script.is_real() && own != script;
        if own.is_real() {
            script = own;
        }
        // The mark of a long vowel in kana is a letter of no script.
        other || !(c.is_alphabetic() || is_combining_mark(c) || matches!(c, '\u{200C}' | '\u{200D}'))
    });
    Some(Span::new(start, end.map_or(text.len(), |(at, _)| start + at)))
}

/// A letter of a word as the tables know it: small, perhaps a part of what stands in the text.
struct Unit {
    end: usize,
    from: Span,
}

fn word<S: Sink>(text: &str, span: Span, language: Language, out: &mut S) {
    let word = span.of(text);
    let script = word.chars().map(script_of).find(|script| script.is_real()).unwrap_or(Script::COMMON);
    let Some(letters) = Letters::of(script).filter(|letters| !letters.values.is_empty()) else {
        out.copy(word, span.start);
        return;
    };
    let own = LANGUAGE_LETTERS.iter().find(|own| own.language == language && own.script == script);
    let tables = [own.map_or(&[] as LetterValues, |own| own.values), letters.values];
    let (small, units) = spell_out(word, span.start, letters);
    // Scripts without case give proper names their capital.
    let has_case = letters.case && word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let mut capital = !has_case || word.chars().next().is_some_and(char::is_uppercase);
    let mut at = 0;
    while let Some(first) = units.get(at) {
        let start = if at == 0 { 0 } else { units.get(at - 1).map_or(0, |unit| unit.end) };
        let Some((taken, value)) = longest(&small, &units, at, start, &tables) else {
            for c in Span::new(start, first.end).of(&small).chars() {
                put_cased(c, &mut capital, first.from, out);
            }
            at += 1;
            continue;
        };
        let from = units.get(at + taken - 1).map_or(first.from, |last| first.from.cover(last.from));
        // A prefix written apart, such as an article, leaves the capital to what follows.
        let prefix = value.ends_with('-');
        for c in value.chars() {
            if prefix { out.put(c, from) } else { put_cased(c, &mut capital, from, out) }
        }
        at += taken;
    }
}

fn put_cased<S: Sink>(c: char, capital: &mut bool, from: Span, out: &mut S) {
    if *capital && c.is_alphabetic() {
        c.to_uppercase().for_each(|c| out.put(c, from));
        *capital = false;
    } else {
        out.put(c, from);
    }
}

/// The word in small letters, decomposed if the script's table wants that, and where each letter comes from.
fn spell_out(word: &str, offset: usize, letters: &Letters) -> (String, Vec<Unit>) {
    let mut small = String::with_capacity(word.len());
    let mut units = Vec::with_capacity(word.len());
    for (at, c) in word.char_indices().filter(|(_, c)| !matches!(c, '\u{200C}' | '\u{200D}')) {
        let from = Span::new(offset + at, offset + at + c.len_utf8());
        for lower in c.to_lowercase() {
            let mut push = |c: char| {
                small.push(c);
                units.push(Unit { end: small.len(), from });
            };
            if letters.decompose { decompose_canonical(lower, &mut push) } else { push(lower) }
        }
    }
    (small, units)
}

/// No key in the tables has more letters.
const LONGEST: usize = 8;

/// The longest entry that matches from letter `at` on: how many letters it takes, and its value.
fn longest(
    small: &str,
    units: &[Unit],
    at: usize,
    start: usize,
    tables: &[LetterValues; 2],
) -> Option<(usize, &'static str)> {
    let first = Span::new(start, units.get(at)?.end).of(small);
    let tables = tables.map(|table| beginning(table, first));
    let most = LONGEST.min(units.len() - at);
    (1..=most).rev().find_map(|taken| {
        let end = units.get(at + taken - 1)?.end;
        let key = small.get(start..end)?;
        let anchors = u8::from(at == 0) + 2 * u8::from(at + taken == units.len());
        let value = tables.iter().find_map(|table| find(table, key, anchors))?;
        Some((taken, value))
    })
}

/// The entries that begin with these letters.
fn beginning(table: LetterValues, letters: &str) -> LetterValues {
    let start = table.partition_point(|(key, _, _)| *key < letters);
    let rest = table.get(start..).unwrap_or_default();
    let count = rest.iter().take_while(|(key, _, _)| key.starts_with(letters)).count();
    rest.get(..count).unwrap_or_default()
}

/// The value of `key` where the anchors allow it; an anchored entry before one that fits everywhere.
fn find(table: LetterValues, key: &str, anchors: u8) -> Option<&'static str> {
    let first = table.partition_point(|(other, _, _)| *other < key);
    let same = table.get(first..)?.iter().take_while(|(other, _, _)| *other == key);
    same.filter(|(_, anchor, _)| anchor & !anchors == 0)
        .max_by_key(|(_, anchor, _)| *anchor)
        .map(|(_, _, value)| *value)
}
