//! Look-alikes: letters of one script inside a word of another that they look like (UTS #39).
//!
//! *Input* is a folded text, *output* the text with each mixed word brought into one script, where look-alikes allow
//! that: `Pаypal` with a Cyrillic а is Latin, for every letter that is not Latin has a Latin look-alike. A word that
//! cannot be brought into one script whole is left alone, for it may be mixed on purpose.
//!
//! ```text
//! scripts of the word, with letters each   Latin 5, Cyrillic 1
//! those that every letter has a form in    Latin
//! of these, the one with most letters      Latin        (a tie: Latin)
//! ```
//!
//! *Cost*: a look at each letter; mixed words cost a binary search a letter and script. *Source*: UTS #39, confusables.

use alloc::vec::Vec;

use icu_properties::props::Script;

use super::script::{is_real, property_of};
#[cfg(feature = "tables")]
use crate::aligned::Aligned;
use crate::aligned::Sink;
use crate::span::Span;
use crate::tables::char_trie::CharTables;

/// The words of a text that mix scripts whose letters look alike, such as a Latin word with a Cyrillic а in it.
///
/// ```
/// use allonym::unicode::mixed_script_words;
///
/// let text = "Kеrman und Керман"; // the first е is Cyrillic
/// let mixed: Vec<&str> = mixed_script_words(text).into_iter().map(|span| span.of(text)).collect();
/// assert_eq!(mixed, ["Kеrman"]);
/// ```
#[cfg(feature = "tables")]
#[must_use]
pub fn mixed_script_words(text: &str) -> Vec<Span> {
    // Only lower-case letters are in the table of look-alikes.
    let looks_like = |c: char| c.to_lowercase().any(|c| crate::tables::CHARS.lookalike_group(c).is_some());
    words(text)
        .filter(|span| {
            let word = span.of(text);
            word.chars().any(looks_like) && scripts_of(word).len() > 1
        })
        .collect()
}

/// Copies `text`, folded already, with each mixed word brought into one script where look-alikes allow that.
pub(super) fn unmix<S: Sink>(tables: &CharTables, text: &str, sink: &mut S) {
    let mut copied = 0;
    for span in words(text) {
        let word = span.of(text);
        // Nearly every word is of one script, which is cheap to see.
        if word.is_ascii() {
            continue;
        }
        let mut written = word.chars().map(property_of).filter(|script| is_real(*script));
        let first = written.next();
        if written.all(|script| Some(script) == first) {
            continue;
        }
        let scripts = scripts_of(word);
        let target = scripts
            .iter()
            .filter(|(script, _)| word.chars().all(|c| counterpart(tables, c, *script).is_some()))
            .max_by_key(|(script, count)| (*count, *script == Script::Latin));
        let Some(&(target, _)) = target else { continue };
        sink.copy(text.get(copied..span.start).unwrap_or_default(), copied);
        for (at, c) in word.char_indices() {
            let from = Span::new(span.start + at, span.start + at + c.len_utf8());
            match counterpart(tables, c, target) {
                Some(other) if other != c => sink.put(other, from),
                _ => sink.copy(from.of(text), from.start),
            }
        }
        copied = span.end;
    }
    sink.copy(text.get(copied..).unwrap_or_default(), copied);
}

/// A text in Latin letters where a word mixes them with those of other scripts that look like them, capitals too: `Воb`.
/// Then other words are Latin as well, if all their letters look so. Words that no Latin letter fits stay as they are.
/// Nothing where no word is mixed.
#[cfg(feature = "tables")]
pub(crate) fn latin_for_lookalikes(text: &str) -> Option<Aligned> {
    let is_latin = |c: char| property_of(c) == Script::Latin;
    let fits = |word: &str| word.chars().all(|c| is_latin(c) || latin_look(c).is_some());
    let is_mixed = |word: &str| word.chars().any(is_latin) && !word.chars().all(is_latin) && fits(word);
    if !words(text).any(|span| is_mixed(span.of(text))) {
        return None;
    }
    let mut out = Aligned::default();
    let mut copied = 0;
    for span in words(text).filter(|span| fits(span.of(text))) {
        out.copy(text.get(copied..span.start).unwrap_or_default(), copied);
        for (at, c) in span.of(text).char_indices() {
            let from = Span::new(span.start + at, span.start + at + c.len_utf8());
            match latin_look(c).filter(|_| !is_latin(c)) {
                Some(latin) => out.put(latin, from),
                None => out.copy(from.of(text), from.start),
            }
        }
        copied = span.end;
    }
    out.copy(text.get(copied..).unwrap_or_default(), copied);
    Some(out)
}

/// The Latin letter that one of another script looks like.
#[cfg(feature = "tables")]
fn latin_look(c: char) -> Option<char> {
    let at = crate::tables::LATIN_LOOKS.binary_search_by_key(&c, |(letter, _)| *letter).ok()?;
    crate::tables::LATIN_LOOKS.get(at).map(|(_, latin)| *latin)
}

/// `c` itself if it is of `script` or of none, else the letter of `script` that looks like it.
fn counterpart(tables: &CharTables, c: char, script: Script) -> Option<char> {
    let own = property_of(c);
    if own == script || !is_real(own) {
        return Some(c);
    }
    let group = tables.lookalike_group(c)?;
    tables
        .lookalikes
        .iter()
        .find(|(other, g)| *g == group && property_of(*other) == script)
        .map(|(other, _)| *other)
}

/// The scripts of a word with how many letters each has; a word has few, so this is a list.
fn scripts_of(word: &str) -> Vec<(Script, usize)> {
    let mut scripts: Vec<(Script, usize)> = Vec::new();
    for c in word.chars() {
        let script = property_of(c);
        if !is_real(script) {
            continue;
        }
        match scripts.iter_mut().find(|(other, _)| *other == script) {
            Some((_, count)) => *count += 1,
            None => scripts.push((script, 1)),
        }
    }
    scripts
}

/// Stretches of letters and marks.
fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut chars = text.char_indices().peekable();
    core::iter::from_fn(move || {
        let is_part = |c: char| c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c);
        while chars.next_if(|&(_, c)| !is_part(c)).is_some() {}
        let &(start, _) = chars.peek()?;
        let mut end = start;
        while let Some((at, c)) = chars.next_if(|&(_, c)| is_part(c)) {
            end = at + c.len_utf8();
        }
        Some(Span::new(start, end))
    })
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use alloc::string::String;

    use super::*;

    fn unmixed(text: &str) -> String {
        let mut out = String::new();
        unmix(&crate::tables::CHARS, text, &mut out);
        out
    }

    #[test]
    fn the_script_with_most_letters_wins_where_it_has_them_all() {
        assert_eq!(unmixed("p\u{430}ypal"), "paypal"); // Cyrillic а
        assert_eq!(unmixed("к\u{65}рман"), "керман"); // Latin e
    }

    #[test]
    fn a_word_that_stays_mixed_is_left_alone() {
        assert_eq!(unmixed("rжn"), "rжn");
        assert_eq!(unmixed("дrеn"), "дrеn");
    }

    #[test]
    fn words_of_one_script_are_copied() {
        assert_eq!(unmixed("kerman керман, 12"), "kerman керман, 12");
    }

    #[test]
    fn the_map_knows_each_letter() {
        let mut out = Aligned::default();
        unmix(&crate::tables::CHARS, "k\u{435}r", &mut out);
        assert_eq!(out.text(), "ker");
        assert_eq!(out.source(Span::new(1, 2)), Span::new(1, 3));
        assert_eq!(out.source(Span::new(2, 3)), Span::new(3, 4));
    }
}
