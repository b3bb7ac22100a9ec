//! Names that are known: places, organizations, people, and words that the press spells in one way.
//!
//! *Input*: a text or a word of it. *Output*: its spelling, for the readers that are asked for: 北京 is Beijing, for
//! readers of French Pékin. Known words are mixed with what the models say, by the shares below. Cost: a look-up.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::han;
use super::piece::{Piece, Place};
use super::reading::Reading;
use super::sources::{self, CERTAIN, Spellings, mixed};
use crate::name::{self, Role};
use crate::tables::READINGS;
use crate::tables::readings::{CAPITALS, ReadingKind, Readings};
use crate::tag::Language;
use crate::text;
use crate::unicode::{TokenKind, script_of, script_of_word, token_iter};

/// The share of a known spelling, in thousandths: the rest is what the models say. From 500; known names are few and
/// people spell them alike.
const KNOWN_SHARE: u32 = 900;

/// The share of a known spelling of one word among several: a city may also be the family name of a person.
const KNOWN_WORD_SHARE: u32 = 700;

/// The characters of a name in a compound.
const MAX_PART: usize = 6;

/// The longest ending of a word that the list of telling words has, in characters.
const MAX_ENDING: usize = 7;

/// The language that a word of the text tells: Володимир and -ський are Ukrainian.
pub(super) fn language_of_words(text: &str) -> Option<Language> {
    if text.is_ascii() {
        return None;
    }
    let readings = Readings::new(READINGS);
    let of = |form: &str| readings.of(ReadingKind::Telling, Language::UNDETERMINED, form).next();
    let tag = token_iter(text).filter(|token| token.kind == TokenKind::Word).find_map(|token| {
        let word = text::key(token.span.of(text));
        let ending = |length: usize| {
            let (at, _) = word.char_indices().rev().nth(length - 1).filter(|(at, _)| *at > 0)?;
            of(&alloc::format!("-{}", word.get(at..)?))
        };
        of(&word).or_else(|| (2..=MAX_ENDING).rev().find_map(ending))
    })?;
    tag.parse().ok()
}

impl Reading<'_> {
    /// The name, if the whole of it is known and only one way to spell it.
    pub(super) fn known_name(&self) -> Option<Piece> {
        if self.text.is_ascii() {
            return None;
        }
        let spaces = self.text.contains(' ');
        let whole = spaces || self.text.chars().next().is_some_and(|c| han::is_syllabic(script_of(c)));
        let script = script_of_word(self.text);
        let key = whole.then(|| text::key(self.text))?;
        let language = self.language_of(script, self.text)?;
        let known = self.known_word(self.text, language).next();
        let place = || self.readings.of(ReadingKind::Place, language, &key).next();
        let name = known.or_else(place)?;
        if self.press(language).is_some() && self.in_readers(name).is_none() {
            return None;
        }
        let name = self.in_readers(name).unwrap_or(name);
        let turned = self.options.given_first.then(|| self.given_name_first(name)).flatten();
        Some(Piece { spellings: vec![(turned.unwrap_or_else(|| name.into()), CERTAIN)] })
    }

    /// What the readers that are asked for call a known word: Moscou for Москва.
    pub(super) fn exonym(&self, word: &str, language: Language, alone: bool) -> Option<Piece> {
        let readers = self.options.readers?;
        let key = text::key(word);
        let places = alone.then(|| self.readings.of(ReadingKind::Place, language, &key));
        let known = self.known_word(word, language).chain(places.into_iter().flatten()).next()?;
        let name = self.readings.of(ReadingKind::Exonym, readers, &text::key(known)).next()?;
        Some(Piece { spellings: vec![(name.into(), CERTAIN)] })
    }

    /// The names of Han that a word is made of, if it is made of nothing else: 東京大学 Tokyo Daigaku.
    pub(super) fn compound(&self, word: &str, language: Language) -> Option<Piece> {
        let known = |part: &str| {
            let key = text::key(part);
            let found = self.known(&key, language).next();
            found.or_else(|| self.readings.of(ReadingKind::Place, language, &key).next())
        };
        let mut names: Vec<&str> = Vec::new();
        let mut rest = word;
        while !rest.is_empty() {
            let ends = (2..=rest.chars().count().min(MAX_PART)).rev();
            let (name, behind) = ends
                .filter_map(|length| {
                    let end = rest.char_indices().nth(length).map_or(rest.len(), |(end, _)| end);
                    rest.split_at_checked(end)
                })
                .find_map(|(part, behind)| Some((known(part)?, behind)))?;
            names.push(name);
            rest = behind;
        }
        (names.len() > 1).then(|| Piece { spellings: vec![(names.join(" "), CERTAIN)] })
    }

    /// What the readers that are asked for call a known name.
    fn in_readers(&self, name: &str) -> Option<&'static str> {
        self.readings.of(ReadingKind::Exonym, self.options.readers?, &text::key(name)).next()
    }

    /// A known name of a person with the family name behind: Shinzo Abe.
    fn given_name_first(&self, name: &str) -> Option<String> {
        let (family, given) = name.split_once(' ')?;
        let parts = name::parse(self.text).parts;
        let behind = |role: Role| parts.iter().position(|part| part.role == role);
        let person = behind(Role::Family)? < behind(Role::Given)?;
        (person && !given.contains(' ')).then(|| alloc::format!("{given} {family}"))
    }

    /// The known spellings of a word in matching form.
    fn known(&self, key: &str, language: Language) -> impl Iterator<Item = &'static str> + use<> {
        let of = |language: Language| self.readings.of(ReadingKind::Known, language, key);
        let like = sources::like(language).map(of).into_iter().flatten();
        of(language).chain(of(Language::UNDETERMINED)).chain(like)
    }

    /// The known spellings of a word as it is written: one in capitals may be an acronym.
    fn known_word(&self, word: &str, language: Language) -> impl Iterator<Item = &'static str> + use<> {
        let key = text::key(word);
        let capitals = word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase);
        let acronym = capitals.then(|| self.known(&alloc::format!("{key}{CAPITALS}"), language));
        acronym.into_iter().flatten().chain(self.known(&key, language))
    }

    /// The spellings of a word, mixed with the known ones.
    pub(super) fn with_known(
        &self,
        mut spellings: Spellings,
        word: &str,
        language: Language,
        place: Place,
    ) -> Spellings {
        // In a country words are spelled as there, and rules of the press know their names.
        if self.in_country || self.press(language).is_some() {
            return spellings;
        }
        let key = text::key(word);
        let alone = place == Place::Alone;
        let places =
            alone.then(|| self.readings.of(ReadingKind::Place, language, &key)).into_iter().flatten();
        let known: Spellings = han::falling(self.known_word(word, language).chain(places).map(String::from));
        if known.is_empty() {
            return spellings;
        }
        spellings.retain(|(text, _)| known.iter().all(|(name, _)| !name.eq_ignore_ascii_case(text)));
        let share = if alone { KNOWN_SHARE } else { KNOWN_WORD_SHARE };
        if spellings.is_empty() { known } else { mixed(known, share, spellings) }
    }

    /// English spellings as the press that is asked for has them; those of languages whose names every press spells as
    /// their country does stay.
    pub(super) fn for_readers(&self, spellings: Spellings, language: Language) -> Spellings {
        let Some(readers) = self.options.readers else { return spellings };
        if self.press(language).is_some() || !sources::is_respelled(language) {
            return spellings;
        }
        let Some(rules) = sources::press(Language::from_code(b"en\0"), readers) else { return spellings };
        let respelled = spellings.into_iter().map(|(text, p)| (rules.transliterate(&text).into_owned(), p));
        sources::summed(respelled)
    }
}
