//! All that the index knows of how names are compared.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bits::Bits;
use crate::compare::{MOST_WORDS, Part, Prepared};
use crate::name::{self, Role, phrase};
use crate::span::Span;
use crate::spelling::Word;
use crate::tables::Letters;
use crate::tag::{Language, Script};
use crate::translit::romanize;

/// What a word of the list that nothing answers costs, as nearly as it is known before names are read.
pub(super) const MISSING: i32 = -1480;

/// Words that may be two are no longer than this, and their halves no shorter.
const MOST_SYLLABLES: usize = 4;
const MOST_LETTERS: usize = 16;
const SHORTEST_HALF: usize = 4;

/// The words of a name that are compared, and what each is.
pub(super) fn words(name: &str) -> Vec<(Span, Role)> {
    let parsed = name::parse(name);
    let mut words: Vec<(Span, Role)> =
        parsed.core().take(MOST_WORDS).map(|part| (part.span, part.role)).collect();
    if words.iter().all(|(_, role)| *role == Role::Particle) {
        words.iter_mut().for_each(|(_, role)| *role = Role::Word);
    }
    words
}

/// A word as the list keeps it: words that differ in case only are one.
pub(super) fn key(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).collect()
}

/// The words of a name in one order, normalized: equal for names that are the same.
pub(super) fn whole(name: &str, words: &[(Span, Role)]) -> String {
    let mut keys: Vec<String> = words.iter().map(|(span, _)| phrase::key(span.of(name))).collect();
    keys.sort_unstable();
    keys.join(" ")
}

/// A role as a byte.
pub(super) fn role_code(role: Role) -> u8 {
    match role {
        Role::Initial => b'i',
        Role::Particle => b'p',
        _ => b'w',
    }
}

/// A word of the list made ready.
pub(super) fn part(text: &str, role: u8, words: u8) -> Part {
    let role = match role {
        b'i' => Role::Initial,
        b'p' => Role::Particle,
        _ => Role::Word,
    };
    Part::new(text, Span::new(0, text.len()), words, role, Language::UNDETERMINED)
}

/// The romanization of a word that is not in Latin letters.
pub(super) fn reading(word: &Word, text: &str) -> Option<Word> {
    (word.script() != Script::LATIN && word.script().is_real())
        .then(|| Word::new(&romanize(text, Language::UNDETERMINED)))
}

/// One part of the query as the search sees it.
pub(super) struct Asked<'a> {
    pub(super) part: &'a Part,
    pub(super) text: Cow<'a, str>,
    /// The words of the query that it covers, a bit each.
    pub(super) mask: u32,
    pub(super) words: u8,
    pub(super) missing: Bits,
}

/// The parts of a query: words, then words with their neighbours.
pub(super) fn asked<'a>(query: &'a Prepared, text: &'a str) -> Vec<Asked<'a>> {
    query
        .parts
        .iter()
        .zip(&query.places)
        .map(|(part, place)| {
            let text = part.span.of(text);
            let text = if place.words == 1 {
                Cow::Borrowed(text)
            } else {
                Cow::Owned(text.chars().filter(|c| c.is_alphanumeric()).collect())
            };
            Asked { part, text, mask: place.mask(), words: place.words, missing: place.missing }
        })
        .collect()
}

/// The ways to cut a word in two that may be two words written as one: everywhere in scripts that write syllables,
/// else far enough from both ends. Nothing for words too short or too long for that.
pub(super) fn cuts(one: &Asked<'_>) -> Vec<(String, String)> {
    let script = one.part.word.script();
    let syllables = Letters::of(script).is_some_and(|letters| letters.decompose || !letters.spaces);
    let count = one.text.chars().count();
    let (margin, most) = if syllables { (1, MOST_SYLLABLES) } else { (SHORTEST_HALF, MOST_LETTERS) };
    if count > most || !script.is_real() {
        return Vec::new();
    }
    let cut = |at: usize| (one.text.chars().take(at).collect(), one.text.chars().skip(at).collect());
    (margin..=count.saturating_sub(margin)).filter(|at| *at > 0 && *at < count).map(cut).collect()
}

/// What two parts tell, or `None` if they are nothing like each other.
pub(super) fn evidence(asked: &Part, word: &Part) -> Option<i32> {
    asked.likely_evidence(word).map(Bits::parts)
}
