//! The base form (nominative) of a name that documents may hold in oblique cases only.
//!
//! Input: a name as written, its language and kind, and what is [known](Known) of its words. Output: the same name with
//! each inflected word in its base form, or nothing if no word is known to be inflected.
//!
//! 1. A word has *readings*: itself, and what the endings of its language may come from. `Трампом` is Трамп or Трампый.
//! 2. A name that the lexicon has as a whole, in some reading of its words, is that: `Stanów Zjednoczonych` is Stany
//!    Zjednoczone, `Polsce` Polska. If the lexicon has the name as it is written, it stays.
//! 3. A reading has a *weight* in bits, by who knows it: the lexicon as a place or a head noun ([`LEXICON_WEIGHT`]), the
//!    documents with a capital ([`DOCUMENTS_WEIGHT`]), the other spellings of the name ([`SPELLINGS_WEIGHT`]), the table of
//!    words of names ([`NAMES_WEIGHT`] less its surprisal). A word is inflected if another reading weighs at least
//!    [`MARGIN`] more than the word itself.
//! 4. *Persons*: if one word is inflected, all are: `Дональдом Муромским` gives Дональд Муромский, although nobody knows
//!    Муромский. A word that nobody knows takes the ending that a word beside it has, else the longest. If the documents prove none of them, a word that is a name itself needs [`MARGIN_OF_KNOWN`].
//! 5. *Others*: the head noun decides, the lexicon's or else the last word. Adjectives before it take the ending that
//!    agrees with its base, by `[agreement]` of the language: `Европейской комиссии` gives Европейская комиссия. What
//!    stands behind the head is a complement and stays, `МИД Великобритании`, unless it is one adjective that agrees:
//!    `Rady Europejskiej` gives Rada Europejska.
//!
//! 6. *Evidence without a list*: what two spellings of the name are cases of ([`SHARED_WEIGHT`]), and a preposition before
//!    every mention, behind which nothing is a nominative.
//!
//! Cost: the endings of the language, some hundred, for each word; asked for one spelling of each group.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::given::is_listed_given;
use super::inflection::MIN_STEM;
use super::text::{Joint, Text, TextWord};
use super::usage::Usage;
use crate::name::{Kind, surprisal};
use crate::span::Span;
use crate::tables::lexicon::{Class, Sense};
use crate::tables::{FAMILY_ENDINGS, LEXICON, LanguageFacts};
use crate::tag::Language;
use crate::text as phrase;

/// Bits for a reading that the lexicon has: more than all others.
const LEXICON_WEIGHT: i32 = 60;
/// Bits for a reading that the documents have with a capital: more than any table of names.
const DOCUMENTS_WEIGHT: i32 = 40;
/// Bits for a reading that another spelling of the name has: as a rare word of names.
const SPELLINGS_WEIGHT: i32 = 12;
/// Bits for a given name that the lexicon has in the language and no table of names, as a rare word of names.
const GIVEN_WEIGHT: i32 = 12;
/// Bits for a reading that several spellings of the name are cases of, though none is it: less than for one that is written.
/// From 1 to so far below [`SPELLINGS_WEIGHT`] that the two are not [`NEAR`].
const SHARED_WEIGHT: i32 = 6;
/// Bits for a word of names, less its surprisal, which is 6 to 20 bits.
const NAMES_WEIGHT: i32 = 30;
/// How many bits another reading must weigh more than the word itself. Петра is a name too, but seven times rarer than
/// Петр.
const MARGIN: i32 = 2;
/// The same where nothing but the table of names says that a name is inflected: Angela is no case of Angel.
const MARGIN_OF_KNOWN: i32 = 5;
/// How many bits less a reading may weigh that takes off fewer letters.
const NEAR: i32 = 5;
/// Readings of a word at the most.
const MAX_READINGS: usize = 20;
/// Combinations of readings that the lexicon is asked for at the most.
const MAX_PHRASES: usize = 256;
/// The longest name that is read, in words.
const MAX_WORDS: usize = 10;

/// What is known of the words of a name.
pub(super) struct Known<'a> {
    /// How often the documents have each word with a capital.
    pub(super) usage: &'a Usage,
    /// The words of all spellings of the name, as keys.
    pub(super) spellings: &'a BTreeSet<String>,
    /// The spellings of the name as they are written, the most frequent first.
    pub(super) names: &'a [&'a str],
    /// What several words of its spellings, each in another case, may be cases of.
    pub(super) shared: &'a BTreeSet<String>,
    /// Whether the name, as it is written, only stands behind prepositions, so that it is in an oblique case for sure.
    pub(super) governed: bool,
}

struct Reading {
    text: String,
    weight: i32,
    /// The ending that was taken off, and its letters.
    taken: &'static str,
    ending: usize,
    /// Whether the lexicon has it as the head noun of an organization or place.
    head: bool,
}

/// The base form of a name, if it has another than it is written in.
pub(super) fn base_form(written: &str, language: Language, kind: Kind, known: &Known) -> Option<String> {
    let facts = LanguageFacts::of(language)?;
    if facts.written_case_endings.is_empty() {
        return None;
    }
    let text = Text::new(written);
    let words: Vec<(Span, &str)> = text.words.iter().map(|word| (word.span, word.span.of(written))).collect();
    if words.len() > MAX_WORDS {
        return None;
    }
    let name = Name { facts, language, kind, known };
    let readings: Vec<Vec<Reading>> = words.iter().map(|(_, word)| name.readings(word)).collect();
    let chosen = if kind == Kind::Person {
        if words.len() > 1 && words.last().is_some_and(|(_, word)| name.is_nominative_family(word)) {
            return None;
        }
        persons(&readings, &text, known)?
    } else {
        name.listed(&readings).or_else(|| name.others(&readings))?
    };
    let mut base = String::with_capacity(written.len() + 4);
    let mut end = 0;
    for (((span, word), readings), chosen) in words.iter().zip(&readings).zip(&chosen) {
        base.push_str(written.get(end..span.start)?);
        base.push_str(chosen.and_then(|at| readings.get(at)).map_or(word, |reading| &reading.text));
        end = span.end;
    }
    base.push_str(written.get(end..)?);
    if base == written {
        return None;
    }
    let plain = Known { names: &[], governed: false, ..*known };
    // Of two spellings that may be cases of each other the more frequent one stands: Theresa, Therese.
    if known.names.contains(&base.as_str()) {
        let mutual = words.iter().zip(Text::new(&base).words.iter()).all(|((_, own), word)| {
            let readings = name.readings(word.span.of(&base));
            readings.iter().any(|reading| reading.text == *own)
        });
        let before = known.names.iter().take_while(|name| **name != base).any(|name| *name == written);
        if mutual && before {
            return None;
        }
    }
    // A form that stands in the documents is better than one that is made.
    let is_there = |name: &&&str| {
        let mut words = name.split_whitespace().zip(&readings);
        **name != written
            && name.split_whitespace().count() == readings.len()
            && words.all(|(word, readings)| readings.iter().any(|reading| reading.text == word))
            && base_form(name, language, kind, &plain).is_none()
    };
    let there = known.names.iter().find(is_there).filter(|_| !known.names.contains(&base.as_str()));
    Some(there.map_or(base, |name| String::from(*name)))
}

/// The reading that is chosen for each word; nothing for the word itself.
type Chosen = Vec<Option<usize>>;

/// The heaviest reading of a word, if it weighs `margin` more than the word itself.
fn best(readings: &[Reading], margin: i32) -> Option<usize> {
    let own = readings.first()?.weight;
    // `max_by_key` takes the last of equals: of readings as heavy as each other the first is meant.
    let (_, reading) = readings.iter().enumerate().rev().max_by_key(|(_, reading)| reading.weight)?;
    let near = |(_, other): &(usize, &Reading)| {
        other.weight > 0 && other.weight + NEAR >= reading.weight && other.ending > 0
    };
    // Of readings that weigh nearly as much the one that takes off least: Sergeja is Sergej, not Serge.
    // Of those with one ending the last, which is the longest, if a list knows it, else the first: Tramp, not Trampo.
    let order = |(at, other): &(usize, &Reading)| {
        let place = if other.weight > SHARED_WEIGHT { readings.len() - at } else { *at };
        (other.ending, other.weight <= SHARED_WEIGHT, place)
    };
    let (at, reading) = readings.iter().enumerate().filter(near).min_by_key(order)?;
    (reading.weight >= own + margin).then_some(at)
}

/// Each word of a person's name by itself.
fn persons(readings: &[Vec<Reading>], text: &Text, known: &Known) -> Option<Chosen> {
    // A given name in the nominative: Nigel Farage is no case of Nigel Farag. The halves of Jean-Claude are one name.
    let hyphen = |word: &TextWord| word.joint == Joint::Hyphen;
    let given = text.words.iter().skip(1).take_while(|word| hyphen(word)).count();
    let given = readings.get(given).filter(|_| readings.len() > given + 1);
    if given.is_some_and(|given| {
        given.first().is_some_and(|own| own.weight > 0)
            && given.iter().skip(1).all(|reading| reading.weight == 0)
    }) {
        return None;
    }
    let proven = |readings: &Vec<Reading>| {
        readings.first().is_some_and(|own| own.weight == 0) && best(readings, MARGIN).is_some()
    };
    let margin = if readings.iter().any(proven) { MARGIN } else { MARGIN_OF_KNOWN };
    let mut chosen: Chosen = readings.iter().map(|readings| best(readings, margin)).collect();
    let inflected = readings.iter().zip(&chosen).find_map(|(readings, chosen)| readings.get((*chosen)?));
    if inflected.is_none() {
        // A word by itself that nobody knows.
        let [only] = readings else { return None };
        return governed(only, known).map(|at| alloc::vec![Some(at)]);
    }
    let ending = inflected.map(|reading| reading.taken);
    // From behind, so that a word that nobody knows rhymes with the next one.
    let mut rhyme = None;
    for (readings, chosen) in readings.iter().zip(&mut chosen).rev() {
        let own = readings.first().map_or(0, |reading| reading.weight);
        if chosen.is_none() && own == 0 {
            *chosen = unknown(readings, rhyme, ending);
        }
        let base = readings.get(chosen.unwrap_or(0));
        rhyme = base.and_then(|reading| reading.text.chars().next_back());
    }
    Some(chosen)
}

/// The reading of a word that nobody knows, where a preposition says that it is no nominative. Foreign names that end in a
/// vowel have no cases, so one letter is only taken off if it may be all that was added: Wyborga, but not Солсбери.
fn governed(readings: &[Reading], known: &Known) -> Option<usize> {
    let nobody = readings.iter().all(|reading| reading.weight == 0);
    let written = readings.first()?;
    let bare = |reading: &Reading| written.text.strip_suffix(reading.taken) == Some(reading.text.as_str());
    let sure = |at: &usize| {
        readings.get(*at).is_some_and(|chosen| {
            let mut alike = readings.iter().filter(|other| other.taken == chosen.taken);
            chosen.ending > 1 || alike.any(bare)
        })
    };
    (known.governed && nobody).then(|| unknown(readings, None, None)).flatten().filter(sure)
}

/// The reading of a word that nobody knows, in a name that is inflected: the one with the longest ending, or with the ending
/// that a word beside it has: Oliverja Letwina is Letwin and not Letw.
fn unknown(readings: &[Reading], rhyme: Option<char>, beside: Option<&str>) -> Option<usize> {
    let alike = readings
        .iter()
        .filter(|reading| reading.ending > 0 && beside.is_some_and(|beside| beside.ends_with(reading.taken)));
    let alike = alike.map(|reading| reading.ending).max();
    let longest = readings.iter().map(|reading| reading.ending).max().filter(|longest| *longest > 0)?;
    let longest = alike.unwrap_or(longest);
    let mut of_longest = readings.iter().enumerate().filter(|(_, reading)| reading.ending == longest);
    let first = of_longest.next()?;
    let rhymes = |(_, reading): &(usize, &Reading)| reading.text.chars().next_back() == rhyme;
    Some(core::iter::once(first).chain(of_longest).find(rhymes).unwrap_or(first).0)
}

struct Name<'a> {
    facts: &'static LanguageFacts,
    language: Language,
    kind: Kind,
    known: &'a Known<'a>,
}

impl Name<'_> {
    /// Whether a word ends as family names do in the nominative, and in no other case, in a language that has other endings
    /// for them there: Radka Burketová is no case of Radek.
    fn is_nominative_family(&self, word: &str) -> bool {
        let ends =
            |ending: &str| word.ends_with(ending) && FAMILY_ENDINGS.contains(&phrase::key(ending).as_str());
        let endings = self.facts.written_case_endings;
        endings.iter().any(|(_, bases)| bases.iter().any(|base| !base.is_empty() && ends(base)))
            && self.readings(word).len() == 1
    }

    /// The readings under which the lexicon has the whole name; the words themselves come first.
    fn listed(&self, readings: &[Vec<Reading>]) -> Option<Chosen> {
        let mut rows: Vec<(String, Chosen)> = alloc::vec![(String::new(), Vec::new())];
        for readings in readings {
            let longer = rows.iter().flat_map(|(front, chosen)| {
                readings.iter().enumerate().map(move |(at, reading)| {
                    let key = phrase::key(&reading.text);
                    let key = if front.is_empty() { key } else { [front, " ", &key].concat() };
                    let mut chosen = chosen.clone();
                    chosen.push((at > 0).then_some(at));
                    (key, chosen)
                })
            });
            rows = longer.take(MAX_PHRASES).collect();
        }
        let is_whole = |key: &str, any: bool| {
            LEXICON.senses(key).any(|sense| {
                matches!(sense.class, Class::PlaceName | Class::OrganizationName)
                    && (any || sense.language == self.language)
            })
        };
        let found = rows.iter().find(|(key, _)| is_whole(key, false));
        let (key, chosen) = found.or_else(|| rows.iter().find(|(key, _)| is_whole(key, true)))?;
        // Lists have some cases and forms with an article beside the base: Европейският парламент, Европейски парламент.
        let link = |key: &str| {
            let own = |sense: &Sense| {
                matches!(sense.class, Class::PlaceName | Class::OrganizationName)
                    && sense.language == self.language
                    && sense.link > 0
            };
            LEXICON.senses(key).find(own).map(|sense| (sense.class, sense.link))
        };
        let of = link(key);
        let base = rows.iter().skip(1).find(|(other, row)| {
            of.is_some() && other != key && row.iter().any(Option::is_some) && link(other) == of
        });
        if let Some((_, chosen)) = base {
            return Some(chosen.clone());
        }
        // Keys have no marks: Irlandią is looked up as Irlandia is, and that is the base of the two.
        let same = |(other, row): &&(String, Chosen)| other == key && row.iter().any(Option::is_some);
        let chosen = rows.iter().find(same).map_or(chosen, |(_, chosen)| chosen);
        Some(chosen.clone())
    }

    /// The head noun in its base form, and what agrees with it.
    fn others(&self, readings: &[Vec<Reading>]) -> Option<Chosen> {
        let last = readings.len().checked_sub(1)?;
        let is_head = |readings: &Vec<Reading>| readings.iter().any(|reading| reading.head);
        let head = readings.iter().position(is_head);
        let noun = head.unwrap_or(last);
        let mut chosen: Chosen = alloc::vec![None; readings.len()];
        let noun_readings = readings.get(noun)?;
        let base = best(noun_readings, MARGIN).or_else(|| governed(noun_readings, self.known));
        let base_text = &noun_readings.get(base.unwrap_or(0))?.text;
        let mut agreed = 0;
        for at in 0..noun {
            let agreeing = self.agreeing(readings.get(at)?, base_text);
            agreed += usize::from(agreeing.is_some());
            if let (Some(place), Some(agreeing)) = (chosen.get_mut(at), agreeing) {
                *place = (agreeing > 0).then_some(agreeing);
            }
        }
        // A noun behind a word that is no adjective is its complement: Нафтогаз України.
        let complement = head.is_none() && noun > 0 && agreed < noun;
        if let Some(place) = chosen.get_mut(noun).filter(|_| !complement) {
            *place = base;
        }
        // One adjective behind the head; a place there is a complement.
        let listed = |reading: &Reading| reading.weight >= LEXICON_WEIGHT;
        if noun + 1 == last
            && !readings.get(last)?.iter().any(listed)
            && let Some(place) = chosen.get_mut(last)
        {
            *place = self.agreeing(readings.get(last)?, base_text).filter(|at| *at > 0);
        }
        chosen.iter().any(Option::is_some).then_some(chosen)
    }

    /// The reading of an adjective that agrees with a noun in its base form, 0 if it is the word itself; nothing if no
    /// reading does.
    fn agreeing(&self, readings: &[Reading], noun: &str) -> Option<usize> {
        let suits = |ending: &&(&str, &[&str])| noun.ends_with(ending.0);
        let (_, endings) =
            self.facts.agreement.iter().filter(suits).max_by_key(|(ending, _)| ending.len())?;
        let agrees = |reading: &Reading| {
            endings.iter().any(|ending| !ending.is_empty() && reading.text.ends_with(ending))
        };
        if readings.first().is_some_and(agrees) {
            return Some(0);
        }
        let longest = readings.iter().enumerate().skip(1).filter(|(_, reading)| agrees(reading));
        // Of endings of one length the one that the agreement names first.
        let rank = |reading: &Reading| endings.iter().position(|ending| reading.text.ends_with(ending));
        longest
            .max_by_key(|(_, reading)| (reading.ending, core::cmp::Reverse(rank(reading))))
            .map(|(at, _)| at)
    }

    /// The word itself, then what it may be an inflection of, the longest endings first.
    fn readings(&self, word: &str) -> Vec<Reading> {
        let mut readings = alloc::vec![self.reading(word.to_owned(), "")];
        let upper = word.chars().all(|c| !c.is_lowercase());
        let mut endings: Vec<_> =
            self.facts.written_case_endings.iter().filter(|(ending, _)| word.ends_with(ending)).collect();
        endings.sort_by_key(|(ending, _)| core::cmp::Reverse(ending.len()));
        for (ending, bases) in endings.into_iter().filter(|_| !upper) {
            let Some(stem) = word.strip_suffix(ending) else { continue };
            if stem.chars().count() < MIN_STEM.min(2) {
                continue;
            }
            for base in *bases {
                let text = [stem, base].concat();
                let new = readings.iter().all(|reading| reading.text != text);
                if new && text.chars().count() >= MIN_STEM && readings.len() < MAX_READINGS {
                    readings.push(self.reading(text, ending));
                }
            }
        }
        // Lists of head nouns hold some oblique cases too.
        let heads = readings.iter().skip(1).any(|reading| reading.head);
        // Keys have no marks: Irlandią is looked up as Irlandia is.
        let own_key = phrase::key(word);
        let marked = readings.iter().skip(1).any(|reading| phrase::key(&reading.text) == own_key);
        if let Some(own) = readings.first_mut().filter(|own| own.head && heads || marked) {
            own.weight = 0;
        }
        readings
    }

    /// How well a word is known as a base form, in bits; 0 if nobody knows it.
    fn reading(&self, text: String, taken: &'static str) -> Reading {
        let ending = taken.chars().count();
        const HEADS: [Class; 4] =
            [Class::OrganizationHead, Class::OrganizationGeneric, Class::PlaceHead, Class::PlaceGeneric];
        let key = phrase::key(&text);
        let ours = |language| language == self.language || language == Language::UNDETERMINED;
        let has = |classes: &[Class]| {
            LEXICON.senses(&key).any(|sense| classes.contains(&sense.class) && ours(sense.language))
        };
        let head = self.kind != Kind::Person && has(&HEADS);
        let usage = self.known.usage.get(&key).filter(|uses| uses.capital > 0 && ending > 0);
        let listed = head || self.kind != Kind::Person && has(&[Class::PlaceName]);
        let weight = if listed {
            LEXICON_WEIGHT
        } else if self.kind != Kind::Person && usage.is_some() {
            DOCUMENTS_WEIGHT
        } else {
            // Names of persons say nothing of organizations: Engie is no case of Eng.
            let personal = matches!(self.kind, Kind::Person | Kind::Other);
            let named = surprisal(&key)
                .filter(|_| personal)
                .map_or(0, |surprisal| (NAMES_WEIGHT - surprisal.weight().parts() / 256).max(1));
            let listed = personal && is_listed_given(&key, self.language);
            let named = if listed { named.max(GIVEN_WEIGHT) } else { named };
            if ending > 0 && self.known.spellings.contains(&key) {
                named.max(SPELLINGS_WEIGHT)
            } else if ending > 0 && self.known.shared.contains(&key) {
                named.max(SHARED_WEIGHT)
            } else {
                named
            }
        };
        Reading { text, weight, taken, ending, head }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(written: &str, tag: &str, kind: Kind) -> Option<String> {
        let (usage, none) = (Usage::new(), BTreeSet::new());
        let known = Known { usage: &usage, spellings: &none, names: &[], shared: &none, governed: false };
        base_form(written, tag.parse().expect("a language"), kind, &known)
    }

    #[test]
    fn known_words_are_read_by_their_base() {
        assert_eq!(base("Дональдом Трампом", "ru", Kind::Person).as_deref(), Some("Дональд Трамп"));
        assert_eq!(base("Дональд Трамп", "ru", Kind::Person), None);
        assert_eq!(base("Donald Trump", "en", Kind::Person), None);
    }

    #[test]
    fn unknown_words_follow_known_ones() {
        let burgelman = base("Владимиром Бюргельманом", "ru", Kind::Person);
        assert_eq!(burgelman.as_deref(), Some("Владимир Бюргельман"));
        // Nobody knows either word.
        assert_eq!(base("Бюргельманом", "ru", Kind::Person), None);
        // A name that stands for itself is no case of another.
        assert_eq!(base("Angela Merkelová", "cs", Kind::Person), None);
    }

    #[test]
    fn places_are_looked_up_as_a_whole() {
        let place = |written, tag| base(written, tag, Kind::Place);
        assert_eq!(place("Rosji", "pl").as_deref(), Some("Rosja"));
        assert_eq!(place("Niemczech", "pl").as_deref(), Some("Niemcy"));
        assert_eq!(place("Stanów Zjednoczonych", "pl").as_deref(), Some("Stany Zjednoczone"));
        assert_eq!(place("Stany Zjednoczone", "pl"), None);
        assert_eq!(place("Северной Ирландией", "ru").as_deref(), Some("Северная Ирландия"));
        assert_eq!(place("Združenega kraljestva", "sl").as_deref(), Some("Združeno kraljestvo"));
    }

    #[test]
    fn adjectives_agree_with_their_noun() {
        let named = |written, tag| base(written, tag, Kind::Organization);
        assert_eq!(named("Европейской комиссии", "ru").as_deref(), Some("Европейская комиссия"));
        assert_eq!(named("Федерального агентства", "ru").as_deref(), Some("Федеральное агентство"));
        assert_eq!(named("Partii Konserwatywnej", "pl").as_deref(), Some("Partia Konserwatywna"));
        assert_eq!(named("Апеляційного суду", "uk").as_deref(), Some("Апеляційний суд"));
    }

    #[test]
    fn complements_stay() {
        assert_eq!(base("МИД Великобритании", "ru", Kind::Organization), None);
        let ministry = base("Министерства финансов", "ru", Kind::Organization);
        assert_eq!(ministry.as_deref(), Some("Министерство финансов"));
    }

    #[test]
    fn what_documents_have_is_known() {
        let mut usage = Usage::new();
        usage.entry("грац".to_owned()).or_default().capital = 1;
        let spellings = BTreeSet::from(["бюргельман".to_owned()]);
        let none = BTreeSet::new();
        let known =
            Known { usage: &usage, spellings: &spellings, names: &[], shared: &none, governed: false };
        let language = "ru".parse().expect("a language");
        assert_eq!(base_form("Граца", language, Kind::Place, &known).as_deref(), Some("Грац"));
        assert_eq!(base_form("Бюргельманом", language, Kind::Person, &known).as_deref(), Some("Бюргельман"));
    }

    /// The base form of the first of some spellings.
    fn of_spellings(
        spellings: &[&str],
        tag: &str,
        kind: Kind,
        shared: &[&str],
        governed: bool,
    ) -> Option<String> {
        let usage = Usage::new();
        let keys = spellings.iter().flat_map(|name| name.split(' ')).map(phrase::key).collect();
        let shared = shared.iter().map(|base| phrase::key(base)).collect();
        let known = Known { usage: &usage, spellings: &keys, names: spellings, shared: &shared, governed };
        base_form(spellings.first()?, tag.parse().expect("a language"), kind, &known)
    }

    #[test]
    fn a_woman_s_family_name_is_no_case() {
        assert_eq!(base("Radka Burketová", "cs", Kind::Person), None);
    }

    #[test]
    fn words_of_one_name_have_one_ending() {
        let letwin = base("Oliverja Letwina", "sl", Kind::Person);
        assert_eq!(letwin.as_deref(), Some("Oliver Letwin"));
        let skripal = base("Sergeja Skripala", "sl", Kind::Person);
        assert_eq!(skripal.as_deref(), Some("Sergej Skripal"));
    }

    #[test]
    fn what_two_spellings_come_from_is_the_base() {
        let names = ["Radiowej Trójce", "Radiowej Trójki"];
        let base = of_spellings(&names, "pl", Kind::Person, &["Trójka"], false);
        assert_eq!(base.as_deref(), Some("Radiowa Trójka"));
    }

    #[test]
    fn behind_a_preposition_nothing_is_a_nominative() {
        let gradec = |governed| of_spellings(&["Gradcu"], "sl", Kind::Place, &[], governed);
        assert_eq!((gradec(true).as_deref(), gradec(false)), (Some("Gradec"), None));
    }

    #[test]
    fn of_two_cases_of_each_other_the_more_frequent_stands() {
        let names = ["Theresa May", "Therese May"];
        assert_eq!(of_spellings(&names, "sl", Kind::Person, &[], false), None);
    }
}
