//! The numbers that stand for kinds, roles, orders and rules. A number never changes its meaning; later versions may add
//! some.

use allonym::compare::Rule;
use allonym::name::{Kind, Order, Role};

/// Not known what it is the name of.
pub const ALLONYM_KIND_OTHER: i32 = 0;
/// A person.
pub const ALLONYM_KIND_PERSON: i32 = 1;
/// An organization: company, agency, party, army, newspaper.
pub const ALLONYM_KIND_ORGANIZATION: i32 = 2;
/// A place.
pub const ALLONYM_KIND_PLACE: i32 = 3;
/// A ship.
pub const ALLONYM_KIND_VESSEL: i32 = 4;

pub(crate) fn kind(kind: Kind) -> i32 {
    match kind {
        Kind::Person => ALLONYM_KIND_PERSON,
        Kind::Organization => ALLONYM_KIND_ORGANIZATION,
        Kind::Place => ALLONYM_KIND_PLACE,
        Kind::Vessel => ALLONYM_KIND_VESSEL,
        _ => ALLONYM_KIND_OTHER,
    }
}

/// The order of given and family name is not known.
pub const ALLONYM_ORDER_UNKNOWN: i32 = 0;
/// The given name stands first.
pub const ALLONYM_ORDER_GIVEN_FIRST: i32 = 1;
/// The family name stands first.
pub const ALLONYM_ORDER_FAMILY_FIRST: i32 = 2;

pub(crate) fn order(order: Order) -> i32 {
    match order {
        Order::GivenFirst => ALLONYM_ORDER_GIVEN_FIRST,
        Order::FamilyFirst => ALLONYM_ORDER_FAMILY_FIRST,
        _ => ALLONYM_ORDER_UNKNOWN,
    }
}

/// A word of the name itself, of which nothing more is known.
pub const ALLONYM_ROLE_WORD: i32 = 0;
/// A given name.
pub const ALLONYM_ROLE_GIVEN: i32 = 1;
/// A family name, or what stands in its place.
pub const ALLONYM_ROLE_FAMILY: i32 = 2;
/// The name of the father, or made from it.
pub const ALLONYM_ROLE_PATRONYMIC: i32 = 3;
/// An honorific, rank or office, or what kind of ship it is; no part of the name.
pub const ALLONYM_ROLE_TITLE: i32 = 4;
/// al-, the, la.
pub const ALLONYM_ROLE_ARTICLE: i32 = 5;
/// Says whose child: bin, ibn, ben, oglu, ap.
pub const ALLONYM_ROLE_FILIATION: i32 = 6;
/// Abu, Umm: says whose parent.
pub const ALLONYM_ROLE_KUNYA: i32 = 7;
/// von, de la, van der.
pub const ALLONYM_ROLE_NOBILIARY: i32 = 8;
/// A letter that stands for a word.
pub const ALLONYM_ROLE_INITIAL: i32 = 9;
/// Behind the name of a person: Jr., Sr., III.
pub const ALLONYM_ROLE_SUFFIX: i32 = 10;
/// A name among friends, in quotation marks or brackets.
pub const ALLONYM_ROLE_NICKNAME: i32 = 11;
/// GmbH, Ltd.
pub const ALLONYM_ROLE_LEGAL_FORM: i32 = 12;
/// The noun that makes a name one of an organization or a place: bank, party, university, airport.
pub const ALLONYM_ROLE_HEAD: i32 = 13;
/// of, and, for.
pub const ALLONYM_ROLE_CONNECTOR: i32 = 14;
/// In digits, words or Roman numerals.
pub const ALLONYM_ROLE_NUMBER: i32 = 15;
/// a.k.a., née; no part of the name.
pub const ALLONYM_ROLE_MARKER: i32 = 16;

pub(crate) fn role(role: Role) -> i32 {
    match role {
        Role::Given => ALLONYM_ROLE_GIVEN,
        Role::Family => ALLONYM_ROLE_FAMILY,
        Role::Patronymic => ALLONYM_ROLE_PATRONYMIC,
        Role::Title => ALLONYM_ROLE_TITLE,
        Role::Article => ALLONYM_ROLE_ARTICLE,
        Role::Filiation => ALLONYM_ROLE_FILIATION,
        Role::Kunya => ALLONYM_ROLE_KUNYA,
        Role::Nobiliary => ALLONYM_ROLE_NOBILIARY,
        Role::Initial => ALLONYM_ROLE_INITIAL,
        Role::Suffix => ALLONYM_ROLE_SUFFIX,
        Role::Nickname => ALLONYM_ROLE_NICKNAME,
        Role::LegalForm => ALLONYM_ROLE_LEGAL_FORM,
        Role::Head => ALLONYM_ROLE_HEAD,
        Role::Connector => ALLONYM_ROLE_CONNECTOR,
        Role::Number => ALLONYM_ROLE_NUMBER,
        Role::Marker => ALLONYM_ROLE_MARKER,
        _ => ALLONYM_ROLE_WORD,
    }
}

/// A rule that this header has no number for.
pub const ALLONYM_RULE_OTHER: i32 = 0;
/// The words are the same.
pub const ALLONYM_RULE_SAME: i32 = 1;
/// The words are spellings of one name.
pub const ALLONYM_RULE_SPELLING: i32 = 2;
/// Lists have the words as one: a translation, a number, a legal form.
pub const ALLONYM_RULE_MEANING: i32 = 3;
/// One is a nickname of the other.
pub const ALLONYM_RULE_NICKNAME: i32 = 4;
/// An initial agrees with the word.
pub const ALLONYM_RULE_INITIAL: i32 = 5;
/// Particles that agree: al, bin, von.
pub const ALLONYM_RULE_PARTICLE: i32 = 6;
/// A word that one name has and the other has not.
pub const ALLONYM_RULE_EXTRA: i32 = 7;
/// A word against which the other name has another one.
pub const ALLONYM_RULE_CONFLICT: i32 = 8;
/// Words have changed places.
pub const ALLONYM_RULE_ORDER: i32 = 9;
/// One is a person and the other is not.
pub const ALLONYM_RULE_KIND: i32 = 10;
/// Saturation: what much agreement counts too much.
pub const ALLONYM_RULE_SATURATION: i32 = 11;
/// Lists of spellings have the words as one name, or as two, where letters alone would say otherwise.
pub const ALLONYM_RULE_ATTESTED: i32 = 12;

pub(crate) fn rule(rule: Rule) -> i32 {
    match rule {
        Rule::Same => ALLONYM_RULE_SAME,
        Rule::Spelling => ALLONYM_RULE_SPELLING,
        Rule::Attested => ALLONYM_RULE_ATTESTED,
        Rule::Meaning => ALLONYM_RULE_MEANING,
        Rule::Nickname => ALLONYM_RULE_NICKNAME,
        Rule::Initial => ALLONYM_RULE_INITIAL,
        Rule::Particle => ALLONYM_RULE_PARTICLE,
        Rule::Extra => ALLONYM_RULE_EXTRA,
        Rule::Conflict => ALLONYM_RULE_CONFLICT,
        Rule::Order => ALLONYM_RULE_ORDER,
        Rule::Kind => ALLONYM_RULE_KIND,
        Rule::Saturation => ALLONYM_RULE_SATURATION,
        _ => ALLONYM_RULE_OTHER,
    }
}
