//! Words of a list and of a query: how they are cut, keyed, and made ready for comparison.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use crate::compare::{self, MAX_NAMES, MAX_WORDS, Name, NameToken, TokenSource};
use crate::name::{self, Kind, Role};
use crate::span::Span;
use crate::spelling::SpelledWord;
use crate::tag::{Language, Script};
use crate::text;
use crate::translit::letter_by_letter;

/// What stands between a word and its link in a [`key`].
const LINK: char = '\u{1F}';

/// The name of a record as an index keeps it.
pub(super) struct ListedName {
    /// The words of all names in the text that are compared, and where they stand.
    pub(super) words: Vec<TokenSource>,
    /// What the whole name is known by: its words in one order, what its first letters spell, the organization that it
    /// names.
    pub(super) keys: Vec<String>,
}

impl ListedName {
    /// Reads the name of a record.
    pub(super) fn new(text: &str) -> ListedName {
        let names = name::names(text);
        let (mut words, mut keys): (Vec<TokenSource>, Vec<String>) = (Vec::new(), Vec::new());
        for name in names.iter().take(MAX_NAMES) {
            let own = compare::words(name, name.span.of(text));
            if name.parsed.kind == Kind::Organization {
                let first = own.iter().filter(|word| is_spelled(word.role));
                keys.extend(
                    acronym(first.map(|word| text::key(word.span.of(name.span.of(text))))).map(spelled_key),
                );
                keys.extend(organization_key(name.organization()));
            }
            words.extend(
                own.into_iter().map(|word| TokenSource { span: word.span.shifted(name.span.start), ..word }),
            );
        }
        words.truncate(MAX_WORDS);
        keys.insert(0, whole_name_key(text, &words));
        ListedName { words, keys }
    }
}

/// What rows are looked up by that mean a prepared name whole: its own words first.
pub(super) fn whole_name_keys(name: &Name) -> Vec<String> {
    let mut keys = alloc::vec![whole_name_key_of(name)];
    for name in name.alternatives() {
        let single = || name.tokens.iter().filter(|token| token.words == 1 && is_spelled(token.role));
        keys.extend(organization_key(name.signature.organization));
        if name.kind() == Kind::Organization {
            keys.extend(acronym(single().map(|token| token.key.clone())));
        }
        let mut words = single();
        if let (Some(only), None) = (words.next(), words.next()) {
            keys.push(spelled_key(only.key.clone()));
        }
    }
    keys
}

/// Words of the shortest name that has an acronym, and of the longest. 2 to 8.
const ACRONYM_WORDS: (usize, usize) = (2, 8);

/// Whether the first letter of a word stands in acronyms.
fn is_spelled(role: Role) -> bool {
    matches!(role_code(role), WORD | HEAD)
}

/// The first letters of the words of an organization; `None` where they are too few or too many.
fn acronym(words: impl Iterator<Item = String>) -> Option<String> {
    let letters: String = words.map_while(|word| word.chars().next()).collect();
    let (least, most) = ACRONYM_WORDS;
    (least..=most).contains(&letters.chars().count()).then_some(letters)
}

/// What rows are found by whose first letters are these.
fn spelled_key(letters: String) -> String {
    format!("{LINK}a{letters}")
}

/// What names of an organization that is known everywhere are found by.
fn organization_key(organization: u16) -> Option<String> {
    (organization > 0).then(|| format!("{LINK}o{organization}"))
}

/// What words of one role and equivalence class share: a number for both. `None` where letters say more, as those of legal
/// forms and numbers do.
pub(super) fn meaning(role: Role, link: u16) -> Option<u32> {
    let code = role_code(role);
    (link > 0 && matches!(code, WORD | HEAD)).then(|| u32::from(code) << 16 | u32::from(link))
}

/// The [`meaning`] of a word of the dictionary.
pub(super) fn meaning_of(key: &str) -> Option<u32> {
    let (role, _, link) = parsed(key);
    meaning(role, link)
}

/// What tells syllables from [meanings](meaning), and words that are written in signs for syllables from Latin ones.
const READ: u32 = 1 << 31;
const SIGNS: u32 = 1 << 30;
/// Bits of the number of a syllable, and of one more.
const SYLLABLE_BITS: u32 = 14;

/// What a word of the dictionary is found by as it is read, a number each.
pub(super) fn readings(word: &NameToken) -> impl Iterator<Item = u32> + use<> {
    readings_in(word, if word.is_latin() { 0 } else { SIGNS })
}

/// What words of the dictionary are found by that are read as a word is, if it or they are written in signs for syllables.
pub(super) fn readings_of_others(word: &NameToken) -> impl Iterator<Item = u32> + use<> {
    let latin = (!word.is_latin()).then(|| readings_in(word, 0));
    readings_in(word, SIGNS).chain(latin.into_iter().flatten())
}

fn readings_in(word: &NameToken, signs: u32) -> impl Iterator<Item = u32> + use<> {
    let ways = word.ways_to_read().into_iter();
    ways.map(move |(one, two)| {
        READ | signs | u32::from(one) << SYLLABLE_BITS | two.map_or(0, |two| u32::from(two) + 1)
    })
}

/// A word as the dictionary keeps it: a letter for its role, its text in lower case, and its equivalence class if it has
/// one. Words that differ in case only are one: `wqasem`, `iq`, `l` + `ltd` + LINK + `12`.
pub(super) fn key(role: Role, link: u16, text: &str) -> String {
    let mut key = String::with_capacity(text.len() + 1);
    key.push(role_code(role));
    key.extend(text.chars().flat_map(char::to_lowercase));
    if link > 0 && role_code(role) != PARTICLE {
        // Writing to a string does not fail.
        let _ = write!(key, "{LINK}{link}");
    }
    key
}

const WORD: char = 'w';
const PARTICLE: char = 's';
const INITIAL: char = 'i';
const FILIATION: char = 'f';
const NUMBER: char = 'n';
const LEGAL_FORM: char = 'l';
const HEAD: char = 'h';

/// A role as a letter: roles that are compared alike have one.
fn role_code(role: Role) -> char {
    match role {
        Role::Initial => INITIAL,
        Role::Filiation => FILIATION,
        Role::Number | Role::Suffix => NUMBER,
        Role::LegalForm => LEGAL_FORM,
        Role::Head => HEAD,
        role if role.is_particle() => PARTICLE,
        _ => WORD,
    }
}

/// What a [`key`] is made of: role, text, equivalence class.
fn parsed(key: &str) -> (Role, &str, u16) {
    let mut chars = key.chars();
    let role = match chars.next() {
        Some(INITIAL) => Role::Initial,
        Some(PARTICLE) => Role::Article,
        Some(FILIATION) => Role::Filiation,
        Some(NUMBER) => Role::Number,
        Some(LEGAL_FORM) => Role::LegalForm,
        Some(HEAD) => Role::Head,
        _ => Role::Word,
    };
    match chars.as_str().split_once(LINK) {
        Some((text, link)) => (role, text, link.parse().unwrap_or(0)),
        None => (role, chars.as_str(), 0),
    }
}

/// The text of a [`key`].
pub(super) fn text_of(key: &str) -> &str {
    parsed(key).1
}

/// Whether a [`key`] is of an initial.
pub(super) fn is_initial(key: &str) -> bool {
    key.starts_with(INITIAL)
}

/// The words of a name in one order, normalized: equal for names that are the same.
fn whole_name_key(name: &str, words: &[TokenSource]) -> String {
    joined_keys(words.iter().map(|word| text::key(word.span.of(name))).collect())
}

/// The [`whole_name_key`] of a name that was prepared already.
fn whole_name_key_of(name: &Name) -> String {
    let words = name.alternatives().flat_map(|name| name.tokens.iter().filter(|part| part.words == 1));
    joined_keys(words.take(MAX_WORDS).map(|part| part.key.clone()).collect())
}

fn joined_keys(mut keys: Vec<String>) -> String {
    keys.sort_unstable();
    keys.join(" ")
}

/// A word of the list made ready, from its [`key`].
pub(super) fn part(key: &str) -> NameToken {
    let (role, text, link) = parsed(key);
    made(text, role, link, 1)
}

/// Two words of the list taken as one.
pub(super) fn joined(first: &str, second: &str) -> NameToken {
    let mut text = String::from(text_of(first));
    text.push_str(text_of(second));
    made(&text, Role::Word, 0, 2)
}

/// A word by itself.
pub(super) fn word(text: &str) -> NameToken {
    made(text, Role::Word, 0, 1)
}

fn made(text: &str, role: Role, link: u16, words: u8) -> NameToken {
    let span = Span::new(0, text.len());
    NameToken::new(
        text,
        TokenSource { span, first: span, part: 0, words, role, link, dotted: false },
        Language::UNDETERMINED,
    )
}

/// The romanization of a word that is not in Latin letters.
pub(super) fn reading(word: &SpelledWord, text: &str) -> Option<SpelledWord> {
    (word.script() != Script::LATIN && word.script().is_real())
        .then(|| SpelledWord::new(&letter_by_letter(text, None)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_role_text_and_class() {
        assert_eq!(key(Role::Word, 0, "Qasem"), "wqasem");
        assert_eq!(key(Role::Word, 7, "Vienna"), "wvienna\u{1F}7");
        assert_eq!(key(Role::Article, 7, "al"), "sal");
        assert_eq!(key(Role::LegalForm, 12, "Ltd"), "lltd\u{1F}12");
        assert_eq!(parsed("lltd\u{1F}12"), (Role::LegalForm, "ltd", 12));
        assert_eq!(parsed("wقاسم"), (Role::Word, "قاسم", 0));
        assert!(is_initial(&key(Role::Initial, 0, "Q")));
    }

    #[test]
    fn names_of_the_same_words_have_one_key() {
        let key = |name| ListedName::new(name).keys.swap_remove(0);
        assert_eq!(key("Qasem Soleimani"), "qasem soleimani");
        assert_eq!(key("Soleimani, Qasem"), key("QASEM SOLEIMANI"));
        assert_ne!(key("Qasem Soleimani"), key("Qasim Soleimani"));
    }

    #[test]
    fn a_prepared_name_has_the_key_of_its_text() {
        for name in [
            "Qasem Soleimani",
            "Soleimani, Gen. Qasem",
            "قاسم سلیمانی",
            "A. B. Ltd; also known as 习近平",
            "",
        ] {
            let listed = ListedName::new(name).keys;
            assert_eq!(Some(&whole_name_key_of(&Name::new(name))), listed.first(), "{name}");
        }
    }
}
