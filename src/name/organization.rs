//! Names of organizations, places and ships.

use core::ops::Range;

use super::part::{Kind, Role};
use super::sheet::{Sheet, casing};
use super::{order, person};
use crate::tables::lexicon::{Class, Sense};
use crate::text::{self, CaseShape, Casing, LexiconMatch, Sign};

/// Where the links of places and peoples begin, so that they are none of other words.
const PLACES: u16 = 20_000;
const PEOPLES: u16 = 30_000;

/// What the words of a name tell of its bearer, if it is no person.
pub(super) fn kind(sheet: &Sheet, words: &Range<usize>) -> Kind {
    let letters = casing(sheet, words);
    if vessel(sheet, words).is_some() {
        return Kind::Vessel;
    }
    if words.clone().any(|at| legal_form(sheet, words, at, letters).is_some()) {
        return Kind::Organization;
    }
    // A head noun inside a title makes no organization: Director of the Bank.
    let start = words.start + person::titles_before(sheet, words);
    let start = if words.clone().any(|at| at < start && is_plain_title(sheet, words, at)) {
        words.start
    } else {
        start
    };
    let whole = sheet.words.longest_match(words.start, words.end, |s| s.class == Class::PlaceName);
    if whole.is_some_and(|hit| usize::from(hit.words) == words.len()) {
        return if words.len() > 1 || !person::is_given(sheet, words.start) {
            Kind::Place
        } else {
            Kind::Other
        };
    }
    if order::is_family_first(sheet, &(start..words.end)) {
        return Kind::Other;
    }
    // Where "Family, Given" is written, only a word that is known for it makes an organization.
    let comma = (words.start + 1..words.end)
        .any(|at| sheet.words.word(at).is_some_and(|w| w.separator.sign == Sign::Comma));
    let has = |wanted: &dyn Fn(Sense) -> bool| {
        let found = (start..words.end).find_map(|at| {
            // A letter by itself stands for a name.
            sheet.words.word(at).filter(|word| word.letters > 1)?;
            let hit = sheet.words.longest_match(at, words.end, wanted)?;
            Some((at, hit))
        });
        found.filter(|(at, hit)| !may_be_person(sheet, words, *at, *hit))
    };
    let head = |s: Sense| s.class == Class::ConceptHead || !comma && s.class == Class::OrganizationHead;
    if has(&head).is_some() {
        return Kind::Organization;
    }
    let place = |s: Sense| matches!(s.class, Class::PlaceHead | Class::ConceptPlace);
    let edge = |(at, hit): (usize, LexiconMatch)| at == start || at + usize::from(hit.words) == words.end;
    if !comma && words.end - start > 1 && has(&place).is_some_and(edge) {
        return Kind::Place;
    }
    Kind::Other
}

/// A rank or office in full, which may begin names of organizations too: General Electric Company.
fn is_plain_title(sheet: &Sheet, words: &Range<usize>, at: usize) -> bool {
    let title = |s: Sense| text::is_title(s, Sense::BEFORE);
    let honorific = |s: Sense| title(s) && (s.class == Class::Honorific || s.flags & Sense::DOTTED != 0);
    sheet.words.longest_match(at, words.end, title).is_some()
        && sheet.words.longest_match(at, words.end, honorific).is_none()
}

/// Tony Banks, Frank Church: a head noun that is a family name after a given name.
fn may_be_person(sheet: &Sheet, words: &Range<usize>, at: usize, hit: LexiconMatch) -> bool {
    let last = at + usize::from(hit.words) == words.end && hit.words == 1 && at > words.start;
    last && words.len() <= 3
        && person::is_given(sheet, at - 1)
        && person::is_family(sheet, at)
        && words.clone().all(|at| sheet.words.word(at).is_some_and(|w| w.shape != CaseShape::Lower))
}

/// What a word of a name is read by: where its name begins, of which kind it is, and how it is written.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    kind: Kind,
    letters: Casing,
}

/// The legal form that begins at a word, if it stands where it may.
fn legal_form(sheet: &Sheet, words: &Range<usize>, at: usize, letters: Casing) -> Option<LexiconMatch> {
    let Casing { lower: cased, capital } = letters;
    let hits = sheet.words.matches(at).iter().filter(|hit| {
        let end = at + usize::from(hit.words);
        let sense = hit.sense;
        if sense.class != Class::LegalForm || end > words.end || end - at == words.len() {
            return false;
        }
        let upper = (at..end).all(|at| sheet.words.word(at).is_some_and(|w| w.shape.is_upper()));
        let small = sense.flags & Sense::CAPITALS != 0;
        if small && cased && capital && !upper {
            return false;
        }
        let before = sense.flags & Sense::BEFORE != 0 && at == words.start;
        let after = sense.flags & Sense::AFTER != 0 && at > words.start;
        // Inside a name only what cannot be a word of it.
        let letters: usize =
            (at..end).filter_map(|at| sheet.words.word(at)).map(|w| usize::from(w.letters)).sum();
        let clear = letters > 2 || small && cased;
        before || after && (end == words.end || clear || rest_is_legal(sheet, words, end))
    });
    hits.max_by_key(|hit| hit.words).copied()
}

fn rest_is_legal(sheet: &Sheet, words: &Range<usize>, at: usize) -> bool {
    sheet
        .words
        .longest_match(at, words.end, |s| s.class == Class::LegalForm)
        .is_some_and(|hit| at + usize::from(hit.words) == words.end)
        || sheet.words.word(at).is_some_and(|w| w.inside || w.separator.sign == Sign::Comma)
}

/// The words before or after the name of a ship, and which side they stand on.
fn vessel(sheet: &Sheet, words: &Range<usize>) -> Option<(Range<usize>, u8)> {
    let front = sheet
        .words
        .longest_match(words.start, words.end, |s| s.class == Class::Vessel && s.flags & Sense::BEFORE != 0);
    if let Some(hit) = front {
        let end = words.start + usize::from(hit.words);
        let upper = hit.sense.flags & Sense::CAPITALS == 0
            || (words.start..end).all(|at| sheet.words.word(at).is_some_and(|w| w.shape.is_upper()));
        if end < words.end && upper {
            return Some((words.start..end, Sense::BEFORE));
        }
    }
    let last = words.end.checked_sub(1).filter(|last| *last > words.start)?;
    let after = sheet.words.sense(last, Class::Vessel).filter(|s| s.flags & Sense::AFTER != 0)?;
    Some((last..words.end, after.flags))
}

/// Says what each word is in a name of this kind.
pub(super) fn read(sheet: &mut Sheet, words: &Range<usize>, kind: Kind) {
    let mut at = words.start;
    if let Some((range, _)) = vessel(sheet, words).filter(|_| kind == Kind::Vessel) {
        sheet.set_phrase(range, Role::Title, 0);
    }
    let start = at;
    let letters = casing(sheet, words);
    while at < words.end {
        if !sheet.is_open(at) {
            at += 1;
            continue;
        }
        let (taken, role, link) = word(sheet, words, at, Place { start, kind, letters });
        sheet.set_phrase(at..at + taken, role, link);
        at += taken;
    }
}

/// How many words the part that begins here takes, and what it is.
fn word(sheet: &Sheet, words: &Range<usize>, at: usize, place: Place) -> (usize, Role, u16) {
    let Place { start, kind, letters } = place;
    let Some(word) = sheet.words.word(at) else { return (1, Role::Word, 0) };
    let legal = legal_form(sheet, words, at, letters).filter(|_| kind == Kind::Organization);
    if let Some(hit) = legal {
        return (usize::from(hit.words), Role::LegalForm, hit.sense.link);
    }
    if word.number {
        return (1, Role::Number, digits(sheet.words.key(at)));
    }
    let longest = |wanted: &dyn Fn(Sense) -> bool| sheet.words.longest_match(at, words.end, wanted);
    let concept = |s: Sense| matches!(s.class, Class::Concept | Class::ConceptHead | Class::ConceptPlace);
    if let Some(hit) = longest(&concept).filter(|_| kind != Kind::Vessel) {
        let head = match hit.sense.class {
            Class::ConceptHead => kind == Kind::Organization,
            Class::ConceptPlace => kind == Kind::Place,
            _ => false,
        };
        return (usize::from(hit.words), if head { Role::Head } else { Role::Word }, hit.sense.link);
    }
    let number =
        |s: Sense| s.class == Class::Number && (s.language.as_str() != "und" || is_roman(sheet, at, start));
    if let Some(hit) = longest(&number) {
        return (usize::from(hit.words), Role::Number, hit.sense.link);
    }
    let head = |s: Sense| match kind {
        Kind::Organization => s.class == Class::OrganizationHead,
        Kind::Place => s.class == Class::PlaceHead,
        _ => false,
    };
    if let Some(hit) = longest(&head) {
        return (usize::from(hit.words), Role::Head, 0);
    }
    let place = |s: Sense| matches!(s.class, Class::PlaceName | Class::Demonym) && s.link > 0;
    if let Some(hit) = longest(&place).filter(|_| kind != Kind::Vessel && word.letters > 2) {
        let from = if hit.sense.class == Class::PlaceName { PLACES } else { PEOPLES };
        return (usize::from(hit.words), Role::Word, from.saturating_add(hit.sense.link));
    }
    if word.initial || word.letters == 1 && word.shape.is_upper() {
        return (1, Role::Initial, 0);
    }
    let last = at + 1 == words.end;
    let quiet =
        matches!(word.shape, CaseShape::Lower | CaseShape::Caseless) || at == start || word.shape.is_upper();
    if !last
        && sheet.words.is(at, Class::Article)
        && (quiet || sheet.words.word(at + 1).is_some_and(|w| w.separator.sign == Sign::Hyphen))
    {
        return (1, Role::Article, 0);
    }
    if !last && at > start && joins(sheet, at) && !word.shape.is_capitalised() {
        return (1, Role::Connector, 0);
    }
    let small = [Class::Nobiliary, Class::Filiation, Class::Kunya];
    if !last && !word.shape.is_capitalised() && !word.shape.is_upper() {
        for (class, role) in small.into_iter().zip([Role::Nobiliary, Role::Filiation, Role::Kunya]) {
            if sheet.words.is(at, class) {
                return (1, role, 0);
            }
        }
    }
    (1, Role::Word, 0)
}

/// Whether a word may stand small between the words of an organization: of, and.
fn joins(sheet: &Sheet, at: usize) -> bool {
    let short = sheet.words.word(at).is_some_and(|word| word.letters <= 3);
    sheet.words.is(at, Class::Connector) || short && sheet.words.is(at, Class::Function)
}

/// Whether a Roman numeral stands where one may: in capitals, after the first word.
fn is_roman(sheet: &Sheet, at: usize, start: usize) -> bool {
    at > start && sheet.words.word(at).is_some_and(|word| word.shape.is_upper() && !word.dotted)
}

/// The link of a number in digits: one more than its value; 0 for large ones.
pub(super) fn digits(key: &str) -> u16 {
    let end = key.find(|c: char| !c.is_ascii_digit()).unwrap_or(key.len());
    let value = key.get(..end).and_then(|digits| digits.parse::<u16>().ok());
    value.and_then(|value| value.checked_add(1)).unwrap_or(0)
}
