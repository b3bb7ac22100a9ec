//! Names of persons: titles, small words, initials, suffixes, and what is left.

use alloc::vec::Vec;
use core::ops::Range;

use super::organization::digits;
use super::part::{Kind, Order, Role};
use super::sheet::{Segment, Sheet, casing};
use super::{frequency, order};
use crate::tables::lexicon::{Class, Sense};
use crate::text::{self, CaseShape, Casing, LexiconMatch, Sign};

/// Where the links of numerals begin that are suffixes, behind those of other suffixes.
const NUMERALS: u16 = 1000;

/// Whether a word is known to stand before others in names of persons.
pub(super) fn is_given(sheet: &Sheet, at: usize) -> bool {
    frequency::place(sheet.words.key(at)).is_some_and(|first| first >= 9) || sheet.words.is(at, Class::Given)
}

/// Whether a word is known to stand after others in names of persons.
pub(super) fn is_family(sheet: &Sheet, at: usize) -> bool {
    frequency::place(sheet.words.key(at)).is_some_and(|first| first <= 5) || sheet.words.is(at, Class::Family)
}

/// How many words of titles a name begins with; its last word is none.
pub(super) fn titles_before(sheet: &Sheet, words: &Range<usize>) -> usize {
    let mut at = words.start;
    while let Some(hit) = sheet.words.longest_match(at, words.end, |s| text::is_title(s, Sense::BEFORE)) {
        let end = at + usize::from(hit.words);
        if end >= words.end {
            break;
        }
        at = end;
    }
    at - words.start
}

/// How many words a name begins with that are titles wherever they stand: honorifics and abbreviations. Ranks and
/// offices in full may begin names of organizations too.
pub(super) fn forms_of_address(sheet: &Sheet, words: &Range<usize>) -> usize {
    let title = |s: Sense| {
        let sure = s.class == Class::Honorific || s.flags & Sense::DOTTED != 0;
        sure && text::is_title(s, Sense::BEFORE)
    };
    let mut at = words.start;
    while let Some(hit) = sheet.words.longest_match(at, words.end, title) {
        if at + usize::from(hit.words) >= words.end {
            break;
        }
        at += usize::from(hit.words);
    }
    at - words.start
}

/// Where the title begins that a name ends with, if a word of the name is left before it.
fn title_at_end(sheet: &Sheet, words: &Range<usize>) -> Option<usize> {
    let title = |s: Sense| text::is_title(s, Sense::AFTER) && s.class != Class::Modifier;
    let first = words.end.saturating_sub(crate::tables::LEXICON.longest()).max(words.start + 1);
    (first..words.end).find(|&at| {
        let ends = |hit: &&LexiconMatch| at + usize::from(hit.words) == words.end && title(hit.sense);
        sheet.words.matches(at).iter().any(|hit| ends(&hit))
    })
}

/// Says what each word is in the name of a person, or of one of whom nothing is known.
pub(super) fn read(sheet: &mut Sheet, segment: &Segment) -> (Kind, Order) {
    let mut words = segment.words.clone();
    let mut kind = Kind::Other;
    loop {
        let taken = titles_before(sheet, &words);
        let end = title_at_end(sheet, &words);
        if taken == 0 && end.is_none() {
            break;
        }
        (words.start..words.start + taken).for_each(|at| sheet.set(at, Role::Title, 0));
        words.start += taken;
        if let Some(end) = end.filter(|end| *end > words.start) {
            (end..words.end).for_each(|at| sheet.set(at, Role::Title, 0));
            words.end = end;
        }
        kind = Kind::Person;
    }
    let comma = family_comma(sheet, &mut words);
    if suffixes(sheet, &words, comma) | nicknames(sheet, &words) {
        kind = Kind::Person;
    }
    let comma = comma.filter(|comma| (*comma..words.end).any(|at| sheet.is_open(at)));
    let written = casing(sheet, &words);
    let stretches = match comma {
        Some(comma) => [words.start..comma, comma..words.end],
        None => [words.clone(), words.end..words.end],
    };
    for (at, stretch) in stretches.iter().enumerate() {
        let family = comma.is_some() && at == 0;
        kind = if small_words(sheet, stretch, family, written) { Kind::Person } else { kind };
    }
    let order = order::read(sheet, &words, comma, segment.birth);
    if order.person {
        kind = Kind::Person;
    }
    (kind, order.order)
}

/// Where the given names begin after the comma of "Family, Given". Titles before them are marked.
fn family_comma(sheet: &mut Sheet, words: &mut Range<usize>) -> Option<usize> {
    let is_comma = |at: &usize| {
        sheet.words.word(*at).is_some_and(|word| word.separator.sign == Sign::Comma && !word.inside)
    };
    let comma = (words.start + 1..words.end).find(is_comma)?;
    // Titles at both ends of what stands before it: Sheikh Smith, John.
    let taken = titles_before(sheet, &(comma..words.end));
    (comma..comma + taken).for_each(|at| sheet.set(at, Role::Title, 0));
    Some(comma)
}

/// Marks what stands behind the name: Jr., III. `comma`: where the given names begin, if a comma says so.
fn suffixes(sheet: &mut Sheet, words: &Range<usize>, comma: Option<usize>) -> bool {
    let mut any = false;
    let before = comma.map(|comma| words.start + 1..comma);
    for stretch in [Some(words.start + 1..words.end), before].into_iter().flatten() {
        for at in stretch.rev() {
            if !sheet.is_open(at) {
                continue;
            }
            let Some(link) = suffix(sheet, at, words.start) else { break };
            sheet.set(at, Role::Suffix, link);
            any = true;
        }
    }
    any
}

fn suffix(sheet: &Sheet, at: usize, start: usize) -> Option<u16> {
    let word = sheet.words.word(at)?;
    if let Some(sense) = sheet.words.sense(at, Class::Suffix) {
        // Neto and the like are family names too: only behind two words.
        let short = word.dotted || word.shape == CaseShape::Caseless || word.letters <= 2;
        return (short || at >= start + 2).then_some(sense.link);
    }
    let numeral = sheet.words.sense(at, Class::Number).filter(|sense| sense.language.as_str() == "und")?;
    let roman = word.shape.is_upper() && !word.dotted && !sheet.words.is(at, Class::Family);
    roman.then_some(NUMERALS + numeral.link)
}

/// Marks names in quotation marks or brackets beside others.
fn nicknames(sheet: &mut Sheet, words: &Range<usize>) -> bool {
    let inside = |sheet: &Sheet, at: usize| sheet.words.word(at).is_some_and(|word| word.inside);
    if words.clone().all(|at| inside(sheet, at) || !sheet.is_open(at)) {
        return false;
    }
    let mut any = false;
    for at in words.clone() {
        if inside(sheet, at) && sheet.is_open(at) {
            sheet.set(at, Role::Nickname, 0);
            any = true;
        }
    }
    any
}

/// Marks small words, initials and numbers; whether any of them makes the name one of a person. `family`: the words are
/// the family name, with which no given name begins.
fn small_words(sheet: &mut Sheet, words: &Range<usize>, family: bool, written: Casing) -> bool {
    let mut person = false;
    let open: Vec<usize> = words.clone().filter(|at| sheet.is_open(*at)).collect();
    let foreign = open.first().is_some_and(|first| sheet.words.is(*first, Class::Family));
    for (number, &at) in open.iter().enumerate() {
        let Some(word) = sheet.words.word(at).copied() else { continue };
        if word.number {
            sheet.set(at, Role::Number, digits(sheet.words.key(at)));
            continue;
        }
        let place = Place { first: number == 0 && !family, last: number + 1 == open.len(), foreign, written };
        if let Some(role) = small(sheet, at, place) {
            sheet.set(at, role, 0);
            person |= matches!(role, Role::Filiation | Role::Kunya);
        } else if word.initial || word.letters == 1 && word.shape.is_upper() && open.len() > 1 {
            sheet.set(at, Role::Initial, 0);
        }
    }
    person
}

/// Where a word stands in the name.
#[derive(Clone, Copy)]
struct Place {
    first: bool,
    last: bool,
    /// The name begins with the family name of a language that has none of these small words.
    foreign: bool,
    written: Casing,
}

/// What a small word is in a name, if it is one.
fn small(sheet: &Sheet, at: usize, place: Place) -> Option<Role> {
    let word = sheet.words.word(at)?;
    if word.initial {
        return None;
    }
    let next = sheet.words.word(at + 1).filter(|_| !place.last);
    let hyphen = next.is_some_and(|next| next.separator.sign == Sign::Hyphen);
    let after_nobiliary = at.checked_sub(1).is_some_and(|before| sheet.role(before) == Role::Nobiliary);
    let mut best: Option<(u8, Role)> = None;
    for hit in sheet.words.matches(at).iter().filter(|hit| hit.words == 1) {
        let (rank, role) = match hit.sense.class {
            Class::Kunya => (0, Role::Kunya),
            Class::Filiation => (1, Role::Filiation),
            Class::Article => (2, Role::Article),
            Class::Nobiliary => (3, Role::Nobiliary),
            _ => continue,
        };
        let after = hit.sense.class == Class::Filiation && hit.sense.flags & Sense::AFTER != 0;
        if after && place.first || !after && place.last {
            continue;
        }
        let language = hit.sense.language.as_str();
        let strong = language == "und" || word.shape == CaseShape::Caseless;
        let small = word.shape == CaseShape::Lower && place.written.capital;
        // The words of one language are names in others; small letters tell them apart.
        let fits = match role {
            _ if small || hyphen && role == Role::Article => true,
            Role::Nobiliary if place.foreign => false,
            _ if word.letters == 1 && hit.sense.flags & Sense::FAMILY == 0 => false,
            Role::Nobiliary if after_nobiliary => true,
            Role::Article if place.first && word.shape.is_capitalised() => {
                strong && !sheet.words.is(at, Class::Given)
            }
            _ if place.first && word.shape.is_capitalised() && sheet.words.is(at, Class::Given) => false,
            _ => strong,
        };
        let rank = if strong { rank } else { rank + 4 };
        if fits && best.is_none_or(|(old, _)| rank < old) {
            best = Some((rank, role));
        }
    }
    best.map(|(_, role)| role)
}
