//! Phrases of the lexicon in a row of words.

use alloc::string::String;

use crate::tables::LEXICON;
use crate::tables::lexicon::{Class, Sense};
use crate::unicode::normalize_into;

/// A word as the lexicon is asked for it: normalized for matching, without apostrophes and full stops.
pub(crate) fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    // Most words: nothing but their case changes.
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        key.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        return key;
    }
    normalize_into(word, &mut key, &mut crate::Scratch::new());
    key.retain(|c| !matches!(c, '\'' | '.' | '"'));
    key
}

/// A word that phrases are looked for in.
pub(crate) trait Keyed {
    /// See [`key`].
    fn key(&self) -> &str;
    /// Whether a full stop stands right after it.
    fn dotted(&self) -> bool;
}

/// How many words the longest phrase takes that begins at `words[at]` and has a wanted sense; 0 if there is none.
///
/// An abbreviation counts only with its full stop.
pub(crate) fn longest<W: Keyed>(words: &[W], at: usize, wanted: impl Fn(Sense) -> bool) -> usize {
    let mut phrase = String::new();
    let mut found = 0;
    for (taken, word) in words.iter().skip(at).take(LEXICON.longest()).enumerate() {
        if taken > 0 {
            phrase.push(' ');
        }
        phrase.push_str(word.key());
        let fits = |sense: Sense| (sense.flags & Sense::DOTTED == 0 || word.dotted()) && wanted(sense);
        if LEXICON.senses(&phrase).any(fits) {
            found = taken + 1;
        }
    }
    found
}

/// Whether the word by itself has this sense in any language.
pub(crate) fn is(key: &str, class: Class) -> bool {
    LEXICON.is(key, class)
}

/// Whether a sense is one of a title that may stand on this side of a name, or of a word inside such titles.
pub(crate) fn is_title(sense: Sense, side: u8) -> bool {
    let title = matches!(sense.class, Class::Honorific | Class::Rank | Class::Office | Class::Modifier);
    title && sense.flags & side != 0
}
