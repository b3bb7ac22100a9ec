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
use crate::name::Role;
use crate::span::Span;
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
        let family = self.family_of(self.text, &self.roles());
        self.for_the_asked(name, language, family)
    }

    /// The known name that words of Han, kana or hangul are, written together: 김 정은, 安倍晋三 before a title.
    ///
    /// Takes the words and the parts of the name. A word by itself is one if it has a family and a given name, or three
    /// characters: shorter ones are likelier a part of a name.
    pub(super) fn known_together(&self, words: &[&str], roles: &[(Span, Role)]) -> Option<Piece> {
        let first = words.first()?;
        let joined = words.concat();
        let family = self.family_of(&joined, roles);
        if words.len() == 1 && family.is_none() && joined.chars().nth(2).is_none() {
            return None;
        }
        let language = self.language_of(script_of_word(first), &joined)?;
        let name = self.known(&text::key(&joined), language).next()?;
        self.for_the_asked(name, language, family)
    }

    /// A known name for the readers and in the order that are asked for; none if rules of their press spell it.
    fn for_the_asked(&self, name: &str, language: Language, family: Option<String>) -> Option<Piece> {
        let asked = self.in_readers(name);
        if self.press(language).is_some() && asked.is_none() {
            return None;
        }
        let name = asked.unwrap_or(name);
        let ordered = family.and_then(|family| self.ordered(name, &family, language));
        Some(Piece { spellings: vec![(ordered.unwrap_or_else(|| name.into()), CERTAIN)] })
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

    /// The family name that a name without spaces begins with, by its parts, or by the family names of Japan.
    fn family_of(&self, name: &str, roles: &[(Span, Role)]) -> Option<String> {
        let is =
            |role: Role| roles.iter().find(|(_, other)| *other == role).map(|(part, _)| part.of(self.text));
        let parts = is(Role::Family).zip(is(Role::Given));
        let family = parts.map(|(family, _)| family).filter(|family| name.starts_with(family));
        let listed = || han::family_of_japan(self.readings, name).and_then(|end| name.get(..end));
        family.or_else(listed).map(String::from)
    }

    /// A known name of two words in the order that is asked for, where one of them is a spelling of the family name and
    /// so the order is known: Shinzo Abe, Abe Shinzo.
    fn ordered(&self, name: &str, family: &str, language: Language) -> Option<String> {
        let (first, last) = name.split_once(' ').filter(|(_, last)| !last.contains(' '))?;
        let key = text::key(family);
        // Letters of Han may tell no language: 石破茂.
        let spellings = |language| self.readings.of(ReadingKind::Family, language, &key);
        let is = |word: &str| {
            let japanese = spellings(Language::from_code(b"ja\0"));
            spellings(language).chain(japanese).any(|one| one.eq_ignore_ascii_case(word))
        };
        let turned = if self.options.given_first { is(first) && !is(last) } else { is(last) && !is(first) };
        turned.then(|| alloc::format!("{last} {first}"))
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

#[cfg(test)]
mod tests {
    use alloc::vec;

    use crate::Romanizer;
    use crate::romanize::Workspace;

    #[test]
    fn known_names_are_known_apart_among_others_and_in_either_order() {
        for (name, family_first, given_first) in [
            ("김정은", "Kim Jong-un", "Jong-un Kim"),
            ("김 정은", "Kim Jong-un", "Jong-un Kim"),
            ("(김정은),", "(Kim Jong-un),", "(Jong-un Kim),"),
            ("김정은🙂", "Kim Jong-un🙂", "Jong-un Kim🙂"),
            ("安倍晋三", "Abe Shinzo", "Shinzo Abe"),
            ("安倍 晋三", "Abe Shinzo", "Shinzo Abe"),
            ("毛 泽东", "Mao Zedong", "Zedong Mao"),
            ("習近平", "Xi Jinping", "Jinping Xi"),
            ("岸田 文雄", "Kishida Fumio", "Fumio Kishida"),
            ("成龙", "Jackie Chan", "Jackie Chan"), // neither word is a spelling of 成
        ] {
            assert_eq!(Romanizer::new().romanize(name), family_first);
            assert_eq!(Romanizer::new().given_first().romanize(name), given_first);
        }
        for (name, begins) in [("安倍晋三首相", "Abe Shinzo "), ("习近平主席", "Xi Jinping ")] {
            assert!(Romanizer::new().romanize(name).starts_with(begins), "{name}");
        }
    }

    #[test]
    fn a_word_with_a_letter_that_nothing_reads_is_said() {
        for (name, unread) in [("Иванߒ Анна", vec!["Иванߒ"]), ("Анна ߒߞ", vec!["ߒߞ"]), ("Анна 😂", vec![])]
        {
            assert_eq!(Romanizer::new().n_best_with(name, 1, &mut Workspace::new()).unread, unread, "{name}");
        }
    }

    #[test]
    fn territories_are_called_as_in_texts() {
        for (name, english) in [("香港", "Hong Kong"), ("缅甸", "Myanmar"), ("Турция", "Turkey")] {
            assert_eq!(Romanizer::new().romanize(name), english);
        }
    }
}
