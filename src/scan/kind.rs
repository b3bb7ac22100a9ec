//! Kinds: what a name is the name of, by votes.
//!
//! A title before the name is worth 6 votes for a person, a place of the lexicon 5, a head noun (`Ministry`, `River`) 4 and
//! one of organizations behind two other words (`Gulf Ferry Company`) 8, a locative before the name (`in Kerman`) 1 to 3,
//! a generic word beside it 2. Votes of all mentions of a name are added, and
//! the kind with the most wins; a tie goes to person, then organization. Nothing at all is [`Kind::Other`].

use alloc::vec::Vec;
use core::ops::Range;

use super::inflection::{base_phrases, is_inflected, nominatives};
use super::text::{Joint, Shape, Text, TextWord, speaks};
use crate::name::{Kind, surprisal};
use crate::tables::lexicon::{Class, Sense};
use crate::tables::{LEXICON, LanguageFacts};
use crate::tag::Language;
use crate::text as phrase;

/// The most votes that the learned finder has for one mention.
const MAX_LEARNED: u32 = 8;

/// What speaks for each kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes {
    pub(super) person: u32,
    pub(super) organization: u32,
    pub(super) place: u32,
    /// What the finder guesses where it is not sure: person, organization, place. It decides only where nothing else tells,
    /// and never whether two names are one.
    guesses: [u32; 3],
    /// How much of what speaks for organization and place the lexicon says, not the finder.
    pub(super) firm: u32,
}

impl Votes {
    pub(super) fn add(&mut self, other: Votes) {
        self.person += other.person;
        self.organization += other.organization;
        self.place += other.place;
        self.guesses.iter_mut().zip(other.guesses).for_each(|(guess, other)| *guess += other);
        self.firm += other.firm;
    }

    /// So many votes for an organization.
    pub(super) fn organization(organization: u32) -> Votes {
        Votes { organization, ..Votes::default() }
    }

    /// A guess of the finder.
    pub(super) fn guess(kind: Kind) -> Votes {
        let guesses = [Kind::Person, Kind::Organization, Kind::Place].map(|own| u32::from(own == kind));
        Votes { guesses, ..Votes::default() }
    }

    /// The kind, and where nothing tells it what the finder guesses.
    pub(super) fn kind_or_guess(self) -> Kind {
        let [person, organization, place] = self.guesses;
        match self.kind() {
            Kind::Other => Votes { person, organization, place, ..Votes::default() }.kind(),
            kind => kind,
        }
    }

    pub(super) fn kind(self) -> Kind {
        let most = self.person.max(self.organization).max(self.place);
        match most {
            0 => Kind::Other,
            _ if self.person == most => Kind::Person,
            _ if self.organization == most => Kind::Organization,
            _ => Kind::Place,
        }
    }

    /// What the learned finder says; a vote for each half nat by which a kind is likelier than any other.
    pub(super) fn learned(kind: Kind, margin: u32) -> Votes {
        let mut votes = Votes::default();
        let sure = margin.clamp(1, MAX_LEARNED);
        match kind {
            Kind::Person => votes.person = sure,
            Kind::Organization => votes.organization = sure,
            Kind::Place => votes.place = sure,
            _ => {}
        }
        votes
    }

    /// What the words of a name and their neighbours say.
    pub(super) fn of(text: &Text, words: &Range<usize>, titled: bool, language: Language) -> Votes {
        let mut votes = Votes::default();
        let is = |at: usize, class| {
            text.words.get(at).is_some_and(|word| {
                word.is(class, language)
                    || word.shape != Shape::Uncased && is_inflected(&word.key, class, language)
            })
        };
        let last = words.end - 1;
        let head = |class| {
            is(last, class)
                || words.len() > 1 && words.clone().any(|at| is(at, class) && joins_on(text, at))
                || is(words.start, class) && leads(text, words, language)
        };
        let whole = whole_key(text, words);
        let place_name = is_listed(&whole, language, Class::PlaceName);
        if titled {
            votes.person += 6;
        }
        if words.len() > 1 || is_acronym(text, words.start) {
            if head(Class::OrganizationHead) {
                votes.organization +=
                    if words.len() > 2 && is(last, Class::OrganizationHead) { 8 } else { 4 };
            }
            if head(Class::PlaceHead) && votes.organization == 0 {
                votes.place += 4;
            }
            // МИД Великобритании is no place.
            if words.len() > 1 && is(words.start, Class::OrganizationGeneric) {
                votes.organization += 4;
            } else if words.len() > 1 && words.clone().any(|at| is(at, Class::OrganizationGeneric)) {
                votes.organization += 2;
            }
        }
        if is_listed(&whole, language, Class::OrganizationName) {
            votes.organization += 8;
        } else if place_name {
            votes.place += 7;
        }
        if words.len() == 1 && is_acronym(text, words.start) && !place_name {
            votes.organization += 2;
        }
        let around = Votes::around(text, words, language);
        if votes.organization == 0 {
            votes.place += around.place;
        }
        votes.organization += around.organization;
        votes.person += around.person;
        let number = |at: usize| text.words.get(at).is_some_and(|word| word.shape == Shape::Number);
        let numbered = words.clone().any(number);
        let plain =
            (2..=4).contains(&words.len()) && votes.organization == 0 && votes.place == 0 && !numbered;
        let first_is_article = text.words.get(words.start).is_some_and(|word| {
            word.shape != Shape::Lower && (word.has(Class::Article) || word.is(Class::Function, language))
        });
        if plain && !first_is_article {
            votes.person += 1;
        }
        votes.firm = votes.organization + votes.place;
        votes
    }

    /// What stands before and after.
    fn around(text: &Text, words: &Range<usize>, language: Language) -> Votes {
        let mut votes = Votes::default();
        let row = text.words.as_slice();
        let phrase_at = |at: usize, wanted: &dyn Fn(Sense) -> bool| {
            phrase::longest(row, at, |sense| speaks(sense, language) && wanted(sense))
        };
        let follows = |at: usize| text.words.get(at).is_some_and(|word| word.joint == Joint::Space);
        let after = words.end;
        let owned = text.words.get(after - 1).is_some_and(|word| word.possessive);
        let small = text
            .words
            .get(after)
            .is_some_and(|word| word.shape == Shape::Lower && !word.is(Class::Function, language));
        if follows(after) && !owned && small {
            if phrase_at(after, &|s| s.class == Class::OrganizationGeneric) > 0 {
                votes.organization += 2;
            }
            if phrase_at(after, &|s| matches!(s.class, Class::PlaceGeneric | Class::PlaceHead)) > 0 {
                votes.place += 2;
            }
        }
        // “Reza Fallah, head of …”
        let comma = text.words.get(after - 1).is_some_and(|word| word.comma && !word.possessive);
        if comma && words.len() > 1 {
            let skip =
                usize::from(text.words.get(after).is_some_and(|word| word.is(Class::Function, language)));
            let role = |at| {
                let title = phrase_at(at, &|s| phrase::is_title(s, Sense::BEFORE));
                title > 0 && text.words.get(at).is_some_and(|word| word.shape == Shape::Lower)
            };
            if role(after) || role(after + skip) {
                votes.person += 3;
            }
        }
        for back in 1..=3 {
            let Some(start) = words.start.checked_sub(back) else { break };
            if !(start + 1..=words.start).all(follows) {
                break;
            }
            let fills = |wanted: &dyn Fn(Sense) -> bool| phrase_at(start, wanted) == back;
            if !owned && fills(&|s| s.class == Class::Locative) {
                votes.place += if back > 1 { 3 } else { 1 };
            }
            if fills(&|s| s.class == Class::OrganizationGeneric) {
                votes.organization += 2;
            }
            if fills(&|s| s.class == Class::PlaceGeneric) {
                votes.place += 1;
            }
        }
        votes
    }
}

/// Whether the first word of a name may be its head noun with nothing but capitals behind it: in a language with cases, if no
/// other word is one of names of persons. Morze Bałtyckie, Izba Lordów.
fn leads(text: &Text, words: &Range<usize>, language: Language) -> bool {
    let cases = LanguageFacts::of(language).is_some_and(|facts| !facts.case_endings.is_empty());
    let rest = text.words.get(words.start + 1..words.end).unwrap_or_default();
    let person = |word: &TextWord| {
        surprisal(&word.key).is_some()
            || nominatives(&word.key, language).any(|key| surprisal(&key).is_some())
    };
    cases && !rest.is_empty() && !rest.iter().any(person)
}

/// Whether the word after is a connector, as in “Ministry of …”.
fn joins_on(text: &Text, at: usize) -> bool {
    text.words.get(at + 1).is_some_and(|word| word.shape == Shape::Lower && word.joint != Joint::Break)
}

fn is_acronym(text: &Text, at: usize) -> bool {
    text.words.get(at).is_some_and(|word| word.shape == Shape::Upper)
}

/// The words of a name as one phrase.
pub(super) fn whole_key(text: &Text, words: &Range<usize>) -> alloc::string::String {
    let row = text.words.get(words.clone()).unwrap_or_default();
    row.iter().map(|word| word.key.as_str()).collect::<alloc::vec::Vec<_>>().join(" ")
}

/// Whether the lexicon has a name, or a base form that it may have, in a class.
pub(super) fn is_listed(key: &str, language: Language, class: Class) -> bool {
    phrase::is(key, class) || base_phrases(key, language).iter().any(|key| phrase::is(key, class))
}

/// The place that the lexicon has for a name or for its nominative; a name of several places is none's.
pub(super) fn place_of(key: &str, language: Language) -> Option<u16> {
    linked(key, language, Class::PlaceName)
}

/// The same of organizations that are known everywhere.
pub(super) fn organization_of(key: &str, language: Language) -> Option<u16> {
    linked(key, language, Class::OrganizationName)
}

fn linked(key: &str, language: Language, class: Class) -> Option<u16> {
    let known = |key: &str, own: bool| -> Vec<u16> {
        let ours = |s: &Sense| !own || s.language == language;
        let senses = LEXICON.senses(key).filter(|s| s.class == class && s.link > 0).filter(ours);
        let mut places: Vec<u16> = senses.map(|sense| sense.link).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let one = |places: Vec<u16>| if let [place] = places.as_slice() { Some(*place) } else { None };
    let of = |key: &str| match known(key, false) {
        several if several.len() > 1 => one(known(key, true)),
        places => one(places),
    };
    // What is a name as it is written is no case of another.
    if phrase::is(key, class) {
        return of(key);
    }
    base_phrases(key, language).iter().find(|key| phrase::is(key, class)).and_then(|key| of(key))
}
