//! Names of persons, and of bearers of whom nothing is known: the passes in order, and the particles and initials.

use alloc::vec::Vec;
use core::ops::Range;

use super::annotation::{Annotation, RuleName, UNDECIDED};
use super::cues::number_link;
use super::part::{Kind, Order, Role};
use super::segment::Segment;
use super::{given_family, titles};
use crate::tables::lexicon::{Class, Sense};
use crate::text::{CaseShape, Casing, Sign};

/// What reading a name told, and which rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) kind: (Kind, RuleName),
    pub(super) order: (Order, RuleName),
}

impl Reading {
    pub(super) const NOTHING: Reading =
        Reading { kind: (Kind::Other, UNDECIDED), order: (Order::Unknown, UNDECIDED) };

    /// The name is one of a person, if nothing has said so before.
    fn is_person(&mut self, rule: RuleName) {
        if self.kind.0 == Kind::Other {
            self.kind = (Kind::Person, rule);
        }
    }
}

/// Assigns a role to the words of a name in five passes: titles, suffixes, nicknames, particles and initials, given and
/// family names.
pub(super) fn read(name: &mut Annotation, segment: &Segment) -> Reading {
    let mut words = segment.words.clone();
    let mut reading = Reading::NOTHING;
    if titles::take_titles(name, &mut words) {
        reading.is_person(titles::TITLE);
    }
    let comma = titles::family_comma(name, &words);
    if titles::take_suffixes(name, &words, comma) {
        reading.is_person(titles::SUFFIX);
    }
    if titles::take_nicknames(name, &words) {
        reading.is_person(titles::NICKNAME);
    }
    let comma = comma.filter(|comma| (*comma..words.end).any(|at| name.is_unassigned(at)));
    let casing = name.casing(&words);
    let family = comma.map(|comma| words.start..comma);
    let given = comma.unwrap_or(words.start)..words.end;
    for (stretch, family) in [(family, true), (Some(given), false)] {
        if stretch.is_some_and(|stretch| particles(name, &stretch, family, casing)) {
            reading.is_person("particle of descent");
        }
    }
    let found = given_family::read(name, &words, comma, segment.birth);
    if found.person {
        reading.is_person(found.rule);
    }
    reading.order = (found.order, if found.order == Order::Unknown { UNDECIDED } else { found.rule });
    reading
}

/// Assigns particles, initials and numbers; whether any of them makes the name one of a person. `family`: the words are
/// the family name, with which no given name begins.
fn particles(name: &mut Annotation, words: &Range<usize>, family: bool, casing: Casing) -> bool {
    let mut person = false;
    let open: Vec<usize> = words.clone().filter(|at| name.is_unassigned(*at)).collect();
    let foreign = open.first().is_some_and(|first| name.is(*first, Class::Family));
    for (number, &at) in open.iter().enumerate() {
        let Some(word) = name.word(at).copied() else { continue };
        if word.number {
            let link = number_link(name.key(at));
            name.assign(at, Role::Number, link, "digits");
            continue;
        }
        let first = number == 0 && !family;
        let place = Place { name, at, first, last: number + 1 == open.len(), foreign, casing };
        if let Some(role) = particle(&place) {
            name.assign(at, role, 0, "particle");
            person |= matches!(role, Role::Filiation | Role::Kunya);
        } else if word.initial || word.letters == 1 && word.shape.is_upper() && open.len() > 1 {
            name.assign(at, Role::Initial, 0, "initial");
        }
    }
    person
}

/// Where a word stands in the name.
struct Place<'a> {
    name: &'a Annotation,
    at: usize,
    /// No word that is unassigned stands before it.
    first: bool,
    last: bool,
    /// The name begins with the family name of a language that has none of these particles.
    foreign: bool,
    casing: Casing,
}

/// What a particle is in a name, if the word is one. Of several senses the first in this order: kunya, filiation,
/// article, nobiliary particle, and each that is sure before each that is not.
fn particle(place: &Place<'_>) -> Option<Role> {
    let word = place.name.word(place.at)?;
    if word.initial {
        return None;
    }
    let mut best: Option<(u8, Role)> = None;
    for sense in place.name.senses(place.at) {
        let (rank, role) = match sense.class {
            Class::Kunya => (0, Role::Kunya),
            Class::Filiation => (1, Role::Filiation),
            Class::Article => (2, Role::Article),
            Class::Nobiliary => (3, Role::Nobiliary),
            _ => continue,
        };
        // Words of every language, and those of scripts without capitals.
        let sure = sense.language.as_str() == "und" || word.shape == CaseShape::Caseless;
        let rank = if sure { rank } else { rank + 4 };
        if may_be_particle(place, sense, role, sure) && best.is_none_or(|(old, _)| rank < old) {
            best = Some((rank, role));
        }
    }
    best.map(|(_, role)| role)
}

/// Whether a word with this sense stands and is written as the particle is. The particles of one language are names in
/// others; small letters tell them apart.
fn may_be_particle(place: &Place<'_>, sense: Sense, role: Role, sure: bool) -> bool {
    let Place { name, at, first, last, foreign, casing } = *place;
    let Some(word) = name.word(at) else { return false };
    let after = sense.class == Class::Filiation && sense.flags & Sense::AFTER != 0;
    if after && first || !after && last {
        return false;
    }
    // Where capitals tell nothing, a given name that stands first is one: ED MILIBAND.
    let quiet = !casing.capital || !casing.lower;
    let capital_first = first && (word.shape.is_capitalised() || quiet);
    let hyphen = || !last && name.word_is(at + 1, |next| next.separator.sign == Sign::Hyphen);
    let after_nobiliary = || at.checked_sub(1).is_some_and(|before| name.role(before) == Role::Nobiliary);
    match role {
        _ if word.shape == CaseShape::Lower && casing.capital => true,
        Role::Article if hyphen() => true,
        Role::Nobiliary if foreign => false,
        _ if word.letters == 1 && sense.flags & Sense::FAMILY == 0 => false,
        Role::Nobiliary if after_nobiliary() => true,
        _ if capital_first && name.is(at, Class::Given) => false,
        _ => sure,
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn read_all(text: &str) -> (Reading, Vec<Role>) {
        let mut name = Annotation::new(text);
        let segment = Segment { words: 0..name.len(), birth: false };
        let reading = read(&mut name, &segment);
        let roles = name.parts().iter().map(|part| part.role).collect();
        (reading, roles)
    }

    #[test]
    fn small_letters_show_particles() {
        assert_eq!(read_all("Ursula von der Leyen").1.get(1..3), Some(&[Role::Nobiliary; 2][..]));
        assert_eq!(read_all("Osama bin Laden").1.get(1), Some(&Role::Filiation));
    }

    #[test]
    fn particles_of_scripts_without_capitals_are_sure() {
        assert_eq!(read_all("أسامة بن لادن").1.get(1), Some(&Role::Filiation));
    }

    #[test]
    fn a_particle_is_not_last() {
        assert_ne!(read_all("Rafik al").1.get(1), Some(&Role::Article));
    }

    #[test]
    fn a_particle_of_descent_makes_a_person() {
        assert_eq!(read_all("Xyzzy bin Plugh").0.kind, (Kind::Person, "particle of descent"));
    }

    #[test]
    fn letters_are_initials_beside_words() {
        assert_eq!(
            read_all("J. R. R. Tolkien").1,
            [Role::Initial, Role::Initial, Role::Initial, Role::Family]
        );
        assert_eq!(read_all("X").1, [Role::Word]);
    }

    #[test]
    fn titles_and_suffixes_make_a_person() {
        assert_eq!(read_all("Mr Xyzzy").0.kind, (Kind::Person, "title"));
        assert_eq!(read_all("Xyzzy Plugh Jr.").0.kind, (Kind::Person, "suffix"));
        assert_eq!(read_all("Xyzzy Plugh").0.kind.0, Kind::Other);
    }

    #[test]
    fn the_pair_of_the_manual() {
        let (latin, roles) = read_all("Qassem Soleimani");
        assert_eq!((latin.order.0, roles), (Order::GivenFirst, [Role::Given, Role::Family].into()));
        let (arabic, roles) = read_all("قاسم سلیمانی");
        assert_eq!((arabic.order.0, roles), (Order::GivenFirst, [Role::Given, Role::Family].into()));
    }
}
