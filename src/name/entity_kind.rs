//! What a name is the name of, if it is no person: rules in order, the first that decides wins.

use core::ops::Range;

use super::annotation::{Annotation, RuleName, UNDECIDED};
use super::cues::{self, is_given, is_surname};
use super::frequency::place;
use super::organization::{legal_form, place_at, vessel};
use super::part::Kind;
use crate::tables::lexicon::{Class, Sense};
use crate::text::{AnalysedText, CaseShape, Casing, LexiconMatch, Sign};

/// A legal form of more letters makes a firm of what begins like a ship.
const MAX_DOUBTFUL_FORM: u8 = 2;
/// A head noun that is a family name too makes no organization in names of at most so many words.
const MAX_PERSON_WORDS: usize = 3;
/// So few letters are an acronym in capitals only; 3 lets Nato in and keeps Who out.
const MAX_ACRONYM: u8 = 3;

/// The words of a name, and what the rules ask of them all.
struct Candidate<'a> {
    name: &'a Annotation,
    words: Range<usize>,
    /// Behind titles: a head noun inside a title makes no organization (Director of the Bank).
    start: usize,
    casing: Casing,
    /// "Family, Given" may be written: only a word that is known for it makes an organization.
    comma: bool,
}

/// A rule: its name, and what it decides. [`Kind::Other`]: it is no organization, place or ship.
type Rule = (RuleName, fn(&Candidate<'_>) -> Option<Kind>);

const RULES: [Rule; 8] = [
    ("prefix of a ship", by_vessel),
    ("legal form", by_legal_form),
    ("name of a place", by_place_name),
    ("name of an organization", by_organization_name),
    ("listed family name first", by_family_name),
    ("head noun of an organization", by_organization_head),
    ("head noun of a place", by_place_head),
    ("generic word of organizations", by_generic_word),
];

/// The kind of a name and the rule that decided it; [`Kind::Other`] for persons and what no rule knows.
pub(super) fn kind_of(name: &Annotation, words: &Range<usize>) -> (Kind, RuleName) {
    let titles = words.start + cues::titles_before(name, words);
    let plain = (words.start..titles).any(|at| cues::is_plain_title(name, words, at));
    let candidate = Candidate {
        name,
        words: words.clone(),
        start: if plain { words.start } else { titles },
        casing: name.casing(words),
        comma: (words.start + 1..words.end)
            .any(|at| name.word_is(at, |word| word.separator.sign == Sign::Comma)),
    };
    let decided = RULES.iter().find_map(|(rule, decide)| decide(&candidate).map(|kind| (kind, *rule)));
    decided.unwrap_or((Kind::Other, UNDECIDED))
}

/// MV Ever Given, т/х Надежда.
fn by_vessel(candidate: &Candidate<'_>) -> Option<Kind> {
    let Candidate { name, words, casing, .. } = candidate;
    // A firm may begin like one: BM Trading LLC.
    let last = words.end.saturating_sub(1);
    let firm = legal_form(name, words, last, *casing)
        .is_some_and(|found| found.words > 1 || name.word_is(last, |word| word.letters > MAX_DOUBTFUL_FORM));
    vessel(name, words).filter(|_| !firm).map(|_| Kind::Vessel)
}

/// Siemens AG, ООО Ромашка.
fn by_legal_form(candidate: &Candidate<'_>) -> Option<Kind> {
    let Candidate { name, words, casing, .. } = candidate;
    let found = words.clone().any(|at| legal_form(name, words, at, *casing).is_some());
    found.then_some(Kind::Organization)
}

/// Tehran, New York: the whole name is one of a place. One word that is a given name too (Paris) stays open.
fn by_place_name(candidate: &Candidate<'_>) -> Option<Kind> {
    let Candidate { name, words, .. } = candidate;
    let place = |sense: Sense| matches!(sense.class, Class::PlaceName | Class::TerritoryForm);
    let whole = name.longest(words.start, words.end, place)?;
    if usize::from(whole.words) != words.len() {
        return None;
    }
    let place = words.len() > 1 || !is_given(name, words.start);
    Some(if place { Kind::Place } else { Kind::Other })
}

/// Всемирная организация здравоохранения, OMS: the whole name is one of an organization that is known everywhere.
fn by_organization_name(candidate: &Candidate<'_>) -> Option<Kind> {
    let Candidate { name, words, .. } = candidate;
    organization_of(name.text(), words).map(|_| Kind::Organization)
}

/// The organization, known everywhere, whose name or acronym some words are, as the lexicon numbers them. A word that
/// several have is none's, nor are few letters that are no acronym: Who, un.
pub(super) fn organization_of(text: &AnalysedText, words: &Range<usize>) -> Option<u16> {
    let wanted = |sense: Sense| sense.class == Class::OrganizationName && sense.link > 0;
    let whole = |found: &&LexiconMatch| usize::from(found.words) == words.len() && wanted(found.sense);
    let mut found = text.matches(words.start).iter().filter(whole).map(|found| found.sense.link);
    let first = found.next().filter(|first| found.all(|other| other == *first))?;
    let word = text.word(words.start)?;
    let sure = words.len() > 1
        || matches!(word.shape, CaseShape::Caseless | CaseShape::Upper)
        || word.letters > MAX_ACRONYM;
    sure.then_some(first)
}

/// Kim Jong-un, whose given name may be a head noun in another language.
fn by_family_name(candidate: &Candidate<'_>) -> Option<Kind> {
    cues::is_family_first(candidate.name, &(candidate.start..candidate.words.end)).then_some(Kind::Other)
}

/// Bank Melli, University of Basra.
fn by_organization_head(candidate: &Candidate<'_>) -> Option<Kind> {
    let head = |sense: Sense| {
        sense.class.is_concept_head() || !candidate.comma && sense.class == Class::OrganizationHead
    };
    head_noun(candidate, head).map(|_| Kind::Organization)
}

/// Toyota Motor, トヨタ自動車: a name of two words or more that ends with a generic word which is no name of persons. Air China:
/// one of nothing but generic words and places.
fn by_generic_word(candidate: &Candidate<'_>) -> Option<Kind> {
    let Candidate { name, words, start, comma, .. } = candidate;
    let last = words.end.checked_sub(1).filter(|last| last > start && !comma)?;
    let concept = |at: usize| name.senses(at).any(|sense| sense.class.is_concept());
    let listed = || [Class::Given, Class::Family].iter().any(|class| name.is(last, *class));
    // 이평화 is cut into names, though 평화 means peace.
    let person = || name.known(last).is_some() || listed() || place(name.key(last)).is_some();
    let ends = concept(last) && !person();
    let all = || {
        let known = |at: usize| concept(at) || place_at(name, at, at + 1).is_some();
        let mut own = *start..words.end;
        own.clone().all(known) && own.any(concept)
    };
    (ends || all()).then_some(Kind::Organization)
}

/// Kerman Airport, Lake Urmia: the head noun stands at an end.
fn by_place_head(candidate: &Candidate<'_>) -> Option<Kind> {
    let Candidate { words, start, comma, .. } = candidate;
    if *comma || words.end - start < 2 {
        return None;
    }
    let place = |sense: Sense| matches!(sense.class, Class::PlaceHead | Class::ConceptPlace);
    let (at, found) = head_noun(candidate, place)?;
    (at == *start || at + usize::from(found.words) == words.end).then_some(Kind::Place)
}

/// The first phrase with a wanted sense, if it is no family name.
fn head_noun(candidate: &Candidate<'_>, wanted: impl Fn(Sense) -> bool) -> Option<(usize, LexiconMatch)> {
    let Candidate { name, words, start, .. } = candidate;
    let found = (*start..words.end).find_map(|at| {
        // A letter by itself stands for a name.
        name.word(at).filter(|word| word.letters > 1)?;
        let found = name.longest(at, words.end, &wanted)?;
        Some((at, found))
    });
    found.filter(|(at, found)| !may_be_person(name, words, *at, *found))
}

/// Tony Banks, Frank Church: a head noun that is a family name after a given name.
fn may_be_person(name: &Annotation, words: &Range<usize>, at: usize, found: LexiconMatch) -> bool {
    let last = at + usize::from(found.words) == words.end && found.words == 1 && at > words.start;
    last && words.len() <= MAX_PERSON_WORDS
        && is_given(name, at - 1)
        && is_surname(name, at)
        && name.all_are(words.clone(), |word| word.shape != CaseShape::Lower)
}

#[cfg(test)]
mod tests {
    use super::super::trace::is_in_manual;
    use super::{Annotation, Kind, RULES, UNDECIDED, kind_of};

    const EXAMPLES: [(&str, Kind, &str); 20] = [
        ("MV Ever Given", Kind::Vessel, "prefix of a ship"),
        ("т/х Надежда", Kind::Vessel, "prefix of a ship"),
        ("Siemens AG", Kind::Organization, "legal form"),
        ("ООО Ромашка", Kind::Organization, "legal form"),
        ("Tehran", Kind::Place, "name of a place"),
        ("New York", Kind::Place, "name of a place"),
        ("Всемирная организация здравоохранения", Kind::Organization, "name of an organization"),
        ("OMS", Kind::Organization, "name of an organization"),
        ("Who", Kind::Other, UNDECIDED),
        ("Kim Jong-un", Kind::Other, "listed family name first"),
        ("University of Basra", Kind::Organization, "head noun of an organization"),
        ("بانک ملی", Kind::Organization, "head noun of an organization"),
        ("Kerman Airport", Kind::Place, "head noun of a place"),
        ("トヨタ自動車", Kind::Organization, "generic word of organizations"),
        ("Air China", Kind::Organization, "generic word of organizations"),
        ("이평화", Kind::Other, UNDECIDED),
        ("Российская Федерация", Kind::Place, "name of a place"),
        ("Tony Banks", Kind::Other, UNDECIDED),
        ("Qassem Soleimani", Kind::Other, UNDECIDED),
        ("", Kind::Other, UNDECIDED),
    ];

    #[test]
    fn each_rule_decides_its_example() {
        for (text, kind, rule) in EXAMPLES {
            let name = Annotation::new(text);
            assert_eq!(kind_of(&name, &(0..name.len())), (kind, rule), "{text}");
        }
    }

    #[test]
    fn each_rule_has_an_example() {
        for (rule, _) in RULES {
            assert!(EXAMPLES.iter().any(|(_, _, decided)| *decided == rule), "{rule}");
            assert!(is_in_manual(rule), "{rule}");
        }
    }
}
