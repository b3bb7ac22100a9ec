//! All that the index knows of how names are compared.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::compare::{self, MOST_WORDS, Part, Place, Prepared, Source};
use crate::name::{self, Role};
use crate::quantity::LogOdds;
use crate::span::Span;
use crate::spelling::Word;
use crate::tables::Letters;
use crate::tag::{Language, Script};
use crate::text as phrase;
use crate::translit::letter_by_letter;

/// What a word that nothing answers costs, as nearly as it is known before names are read.
pub(super) const MISSING: i32 = 10 * 256;
/// What a word more costs a row that is a little longer than the query, about.
pub(super) const LONGER: i32 = MISSING / 3;

/// Words that may be two are no longer than this, and their halves no shorter.
const MOST_SYLLABLES: usize = 4;
const MOST_LETTERS: usize = 16;
const SHORTEST_HALF: usize = 4;

/// What stands between a word and its link in a [`key`].
const LINK: char = '\u{1F}';

/// The words of all names in a text that are compared, and where they stand.
pub(super) fn words(text: &str) -> Vec<Source> {
    let names = name::names(text);
    let words = names.iter().flat_map(|(span, parsed)| {
        let mut words = compare::words(span.of(text), parsed);
        words.iter_mut().for_each(|word| word.span = word.span.shifted(span.start));
        words
    });
    words.take(MOST_WORDS).collect()
}

/// A word as the list keeps it: what it is, its text, and its link if it has one. Words that differ in case only are
/// one.
pub(super) fn key(role: Role, link: u16, text: &str) -> String {
    let mut key = String::with_capacity(text.len() + 1);
    key.push(role_code(role));
    key.extend(text.chars().flat_map(char::to_lowercase));
    if link > 0 && !matches!(role_code(role), WORD | SMALL) {
        key.push(LINK);
        key.push_str(itoa(link, &mut [0; 5]));
    }
    key
}

/// A number in decimal digits.
fn itoa(mut number: u16, digits: &mut [u8; 5]) -> &str {
    let mut first = digits.len();
    for (at, digit) in digits.iter_mut().enumerate().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
        if *digit > b'0' {
            first = at;
        }
    }
    digits.get(first..).and_then(|digits| core::str::from_utf8(digits).ok()).unwrap_or_default()
}

const WORD: char = 'w';
const SMALL: char = 's';
const INITIAL: char = 'i';

/// A role as a letter: roles that are compared alike have one.
fn role_code(role: Role) -> char {
    match role {
        Role::Initial => INITIAL,
        Role::Filiation => 'f',
        Role::Number | Role::Suffix => 'n',
        Role::LegalForm => 'l',
        Role::Head => 'h',
        role if role.is_small() => SMALL,
        _ => WORD,
    }
}

/// What a [`key`] is made of: role, text, link.
fn parted(key: &str) -> (Role, &str, u16) {
    let mut chars = key.chars();
    let role = match chars.next() {
        Some(INITIAL) => Role::Initial,
        Some(SMALL) => Role::Article,
        Some('f') => Role::Filiation,
        Some('n') => Role::Number,
        Some('l') => Role::LegalForm,
        Some('h') => Role::Head,
        _ => Role::Word,
    };
    match chars.as_str().split_once(LINK) {
        Some((text, link)) => (role, text, link.parse().unwrap_or(0)),
        None => (role, chars.as_str(), 0),
    }
}

/// The text of a [`key`].
pub(super) fn text_of(key: &str) -> &str {
    parted(key).1
}

/// Whether a [`key`] is of an initial.
pub(super) fn is_initial(key: &str) -> bool {
    key.starts_with(INITIAL)
}

/// The words of a name in one order, normalized: equal for names that are the same.
pub(super) fn whole(name: &str, words: &[Source]) -> String {
    let mut keys: Vec<String> = words.iter().map(|word| phrase::key(word.span.of(name))).collect();
    keys.sort_unstable();
    keys.join(" ")
}

/// A word of the list made ready, from its [`key`].
pub(super) fn part(key: &str) -> Part {
    let (role, text, link) = parted(key);
    made(text, role, link, 1)
}

/// Two words of the list taken as one.
pub(super) fn joined(first: &str, second: &str) -> Part {
    let mut text = String::from(text_of(first));
    text.push_str(text_of(second));
    made(&text, Role::Word, 0, 2)
}

/// A word by itself.
pub(super) fn word(text: &str) -> Part {
    made(text, Role::Word, 0, 1)
}

fn made(text: &str, role: Role, link: u16, words: u8) -> Part {
    let span = Span::new(0, text.len());
    Part::new(text, Source { span, first: span, words, role, link }, Language::UNDETERMINED)
}

/// The romanization of a word that is not in Latin letters.
pub(super) fn reading(word: &Word, text: &str) -> Option<Word> {
    (word.script() != Script::LATIN && word.script().is_real())
        .then(|| Word::new(&letter_by_letter(text, None)))
}

/// One part of the query as the search sees it.
pub(super) struct Asked<'a> {
    pub(super) part: &'a Part,
    pub(super) text: Cow<'a, str>,
    /// The words of the query that it covers, a bit each.
    pub(super) mask: u32,
    pub(super) words: u8,
    /// What it costs that nothing answers it.
    pub(super) missing: LogOdds,
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

/// Whether a word is written in signs for syllables: names of two are one word there.
pub(super) fn is_syllabic(one: &Asked<'_>) -> bool {
    Letters::of(one.part.script).is_some_and(|letters| letters.decompose || !letters.spaces)
}

/// The ways to cut a word in two that may be two words written as one: everywhere in scripts that write syllables,
/// else far enough from both ends. Nothing for words too short or too long for that.
pub(super) fn cuts(one: &Asked<'_>) -> Vec<(String, String)> {
    let script = one.part.script;
    let count = one.text.chars().count();
    let (margin, most) = if is_syllabic(one) { (1, MOST_SYLLABLES) } else { (SHORTEST_HALF, MOST_LETTERS) };
    if count > most || !script.is_real() {
        return Vec::new();
    }
    let cut = |at: usize| (one.text.chars().take(at).collect(), one.text.chars().skip(at).collect());
    (margin..=count.saturating_sub(margin)).filter(|at| *at > 0 && *at < count).map(cut).collect()
}

/// What two parts tell, or `None` if they are nothing like each other.
pub(super) fn evidence(asked: &Part, word: &Part) -> Option<i32> {
    asked.agreement(word).map(|agreement| agreement.bits.parts())
}

/// What query and row tell, their parts being known: `told` has for each part of the query and of the row what they
/// tell.
pub(super) fn sum(
    query: &Prepared,
    row: &[Place],
    told: impl Fn(usize, usize) -> Option<i32>,
    pairs: &mut Vec<compare::Pair>,
) -> i32 {
    let agreement = |a, b| told(a, b).map(|bits| compare::Agreement::of(LogOdds::from_parts(bits)));
    compare::align(&query.places, row, agreement, pairs);
    let side = compare::Side { places: row, shape: query.shape };
    compare::judge(query.side(), side, pairs, compare::Options::DEFAULT, |_| ()).relevance.parts()
}

/// The relevance of a row as far as is known before its name is read.
pub(super) fn relevance(told: i32, query: i32, row: i32) -> i32 {
    compare::relevance(LogOdds::from_parts(told), LogOdds::from_parts(query), LogOdds::from_parts(row))
        .parts()
}

/// What is gained by an answer against both words missing, whatever else the two names have, in parts of [`LogOdds`].
pub(super) fn gain(bits: i32, missing: LogOdds) -> i32 {
    bits + missing.parts() * 2 / 3 + LONGER
}
