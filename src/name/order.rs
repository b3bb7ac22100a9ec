//! Which words of a person's name are given names and which are the family name.

use alloc::vec::Vec;
use core::ops::Range;

use super::part::{Order, Role};
use super::sheet::Sheet;
use super::{frequency, syllables};
use crate::tables::lexicon::{Class, Sense};
use crate::tables::{FAMILY_ENDINGS, PATRONYMIC_ENDINGS};
use crate::tag::{Language, Script};
use crate::text::{self, CaseShape, LexiconMatch, Sign};
use crate::unicode::script_of;

/// What the order told.
pub(super) struct Found {
    pub(super) order: Order,
    /// The words are those of a person.
    pub(super) person: bool,
}

/// Words that make one name: Jean-Claude, Abd al-Rahman, Saif al-Din.
#[derive(Clone, Debug)]
struct Unit {
    words: Range<usize>,
    /// An article before it: al-Tikriti.
    article: bool,
    /// A word of descent before it, and whether a family name follows such a word.
    descent: Option<bool>,
    /// A word of descent after it, the same.
    descent_after: Option<bool>,
    kunya: bool,
    nobiliary: bool,
}

/// Says of each open word whether it is given name, family name or patronymic, where anything tells.
pub(super) fn read(sheet: &mut Sheet, words: &Range<usize>, comma: Option<usize>, birth: bool) -> Found {
    let units = units(sheet, words);
    let mut roles: Vec<Option<Role>> =
        units.iter().zip(0..).map(|(unit, at)| descent(unit, at == 0)).collect();
    let none = Found { order: Order::Unknown, person: false };
    let (Some(first), Some(last)) = (units.first(), units.last()) else { return none };
    let mut found = Found { order: Order::Unknown, person: roles.iter().any(Option::is_some) };
    for (unit, role) in units.iter().zip(&mut roles) {
        let known = sheet.known.iter().find(|(at, _)| *at == unit.words.start).map(|(_, role)| *role);
        if let Some(known) = known {
            *role = Some(known);
            found = Found { order: Order::FamilyFirst, person: true };
        }
    }
    if birth {
        fill(&mut roles, |_| Some(Role::Family));
    } else if let Some(comma) = comma {
        found = Found { order: Order::FamilyFirst, person: true };
        fill(&mut roles, |at| {
            let before = units.get(at).is_some_and(|unit| unit.words.start < comma);
            Some(if before { Role::Family } else { Role::Given })
        });
        patronymic(sheet, &units, &mut roles);
    } else if units.len() == 1 {
        // Letters stand for given names: J. R. R. Tolkien, Пушкин А. С.
        let letter =
            |at: Option<usize>| at.is_some_and(|at| words.contains(&at) && sheet.role(at) == Role::Initial);
        let (before, after) = (letter(Some(words.start)), letter(Some(first.words.end)));
        if before || after {
            found.order = if before { Order::GivenFirst } else { Order::FamilyFirst };
            found.person = true;
        }
        let family = first.article || first.nobiliary || before || after;
        fill(&mut roles, |_| family.then_some(Role::Family));
        if first.kunya {
            fill(&mut roles, |_| Some(Role::Given));
        }
    } else if let Some((order, family)) = told(sheet, &units, &roles) {
        found = Found { order, person: true };
        fill(&mut roles, |at| Some(if family.contains(&at) { Role::Family } else { Role::Given }));
        patronymic(sheet, &units, &mut roles);
    } else if last.article || has_article(sheet, last) {
        found = Found { order: Order::GivenFirst, person: true };
        let end = units.len() - 1;
        fill(&mut roles, |at| Some(if at == end { Role::Family } else { Role::Given }));
    } else if last.nobiliary && !first.nobiliary {
        found.order = Order::GivenFirst;
        let from = units.iter().position(|unit| unit.nobiliary).unwrap_or(0);
        fill(&mut roles, |at| Some(if at >= from { Role::Family } else { Role::Given }));
    } else if roles.last() == Some(&Some(Role::Family)) && roles.first() == Some(&None) {
        found.order = Order::GivenFirst;
        fill(&mut roles, |_| Some(Role::Given));
    } else if found.person {
        // A name of descent begins with the name that was given.
        if let Some(role) = roles.first_mut().filter(|role| role.is_none()) {
            *role = Some(Role::Given);
            found.order = Order::GivenFirst;
        }
    }
    for (unit, role) in units.iter().zip(&roles) {
        let Some(role) = role else { continue };
        for at in unit.words.clone() {
            if sheet.is_open(at) {
                sheet.set(at, *role, 0);
            }
        }
    }
    found
}

fn fill(roles: &mut [Option<Role>], role: impl Fn(usize) -> Option<Role>) {
    for (at, slot) in roles.iter_mut().enumerate().filter(|(_, slot)| slot.is_none()) {
        *slot = role(at);
    }
}

/// The small words before a unit.
#[derive(Clone, Copy, Default)]
struct Small {
    article: Option<usize>,
    /// A word of descent, and whether it makes a family name.
    descent: Option<bool>,
    kunya: bool,
}

/// The open words, those together that make one name.
fn units(sheet: &Sheet, words: &Range<usize>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(words.len());
    let mut small = Small::default();
    for at in words.clone() {
        let Some(word) = sheet.words.word(at) else { break };
        if !sheet.is_open(at) {
            match sheet.role(at) {
                Role::Article => small.article = Some(at),
                Role::Filiation => {
                    let sense = sheet.words.sense(at, Class::Filiation);
                    let flags = sense.map_or(Sense::BEFORE, |sense| sense.flags);
                    let family = flags & Sense::FAMILY != 0;
                    match units.last_mut().filter(|_| flags & Sense::AFTER != 0) {
                        Some(last) => last.descent_after = Some(family),
                        None => small.descent = Some(family),
                    }
                }
                Role::Kunya => small.kunya = true,
                _ => {}
            }
            continue;
        }
        let nobiliary = at > words.start && sheet.role(at - 1) == Role::Nobiliary
            || at > words.start + 1
                && sheet.role(at - 1) == Role::Article
                && sheet.role(at - 2) == Role::Nobiliary;
        let glued = units.last().is_some_and(|last| {
            let before = last.words.end;
            let compound = |at: usize, side: u8| {
                let senses = sheet.words.matches(at).iter().filter(|hit| hit.words == 1).map(|hit| hit.sense);
                senses.into_iter().any(|s| s.class == Class::Compound && s.flags & side != 0)
            };
            let bare =
                small.descent.is_none() && !small.kunya && !nobiliary && word.separator.sign != Sign::Comma;
            let hyphen = before == at && word.separator.sign == Sign::Hyphen;
            let servant = compound(before - 1, Sense::BEFORE) && last.words.len() == 1;
            let tail = compound(at, Sense::AFTER)
                || small.article.is_some_and(|article| {
                    let hits = sheet.words.matches(article).iter();
                    hits.filter(|hit| hit.words == 2).any(|hit| hit.sense.class == Class::Compound)
                });
            bare && (hyphen || (servant || tail) && before + 1 >= at)
        });
        match units.last_mut().filter(|_| glued) {
            Some(last) => last.words.end = at + 1,
            None => units.push(Unit {
                words: at..at + 1,
                article: small.article.is_some(),
                descent: small.descent,
                descent_after: None,
                kunya: small.kunya,
                nobiliary,
            }),
        }
        small = Small::default();
    }
    units
}

/// What a word of descent beside it makes a unit.
fn descent(unit: &Unit, first: bool) -> Option<Role> {
    match (unit.descent, unit.descent_after) {
        (Some(true), _) | (_, Some(true)) => Some(Role::Family),
        // A name that begins with bin is used as a family name.
        (Some(false), _) if first => Some(Role::Family),
        (Some(false), _) | (_, Some(false)) => Some(Role::Patronymic),
        _ if unit.kunya => Some(Role::Given),
        _ => None,
    }
}

/// The order and the units of the family name, by the first witness that knows.
fn told(sheet: &Sheet, units: &[Unit], roles: &[Option<Role>]) -> Option<(Order, Range<usize>)> {
    let free: Vec<usize> =
        (0..units.len()).filter(|at| roles.get(*at).is_some_and(Option::is_none)).collect();
    let (&first, &last) = (free.first()?, free.last()?);
    if let Some(found) = by_patronymic(sheet, units, &free) {
        return Some(found);
    }
    if free.len() < 2 {
        // Heydar Alirza oglu Aliyev has but two names that are open, a kunya and a nisba but one.
        return units
            .get(last)
            .filter(|unit| unit.article && last > 0)
            .map(|_| (Order::GivenFirst, last..last + 1));
    }
    by_capitals(sheet, units, &free)
        .or_else(|| by_table(sheet, units, first, last))
        .or_else(|| by_use(sheet, units, &free))
}

/// Иванов Иван Иванович, Иван Иванович Иванов.
fn by_patronymic(sheet: &Sheet, units: &[Unit], free: &[usize]) -> Option<(Order, Range<usize>)> {
    let (&first, &last) = (free.first()?, free.last()?);
    let made = units.iter().position(|unit| unit.descent_after == Some(false));
    let at = made.or_else(|| free.iter().copied().skip(1).find(|at| is_patronymic(sheet, units, *at)))?;
    if units.len() < 3 && made.is_none() {
        return None;
    }
    if at < last {
        Some((Order::GivenFirst, at + 1..last + 1))
    } else {
        Some((Order::FamilyFirst, first..first + 1))
    }
}

fn is_patronymic(sheet: &Sheet, units: &[Unit], at: usize) -> bool {
    let Some(unit) = units.get(at) else { return false };
    let key = sheet.words.key(unit.words.end - 1);
    PATRONYMIC_ENDINGS
        .iter()
        .any(|ending| (key.len() > ending.len() + 1 || key == *ending) && key.ends_with(ending))
}

/// Gives the first unit that is made from the father's name its role.
fn patronymic(sheet: &Sheet, units: &[Unit], roles: &mut [Option<Role>]) {
    let given = roles.contains(&Some(Role::Family)) && units.len() > 2;
    let found = (1..units.len())
        .find(|at| given && roles.get(*at) == Some(&Some(Role::Given)) && is_patronymic(sheet, units, *at));
    if let Some(role) = found.and_then(|at| roles.get_mut(at)) {
        *role = Some(Role::Patronymic);
    }
}

/// Nicolas SARKOZY, SARKOZY Nicolas.
fn by_capitals(sheet: &Sheet, units: &[Unit], free: &[usize]) -> Option<(Order, Range<usize>)> {
    let upper = |at: &usize| {
        let mut words = units.get(*at)?.words.clone().filter_map(|at| sheet.words.word(at));
        let word = words.next()?;
        match word.shape {
            shape if shape.is_upper() && word.letters > 1 => Some(true),
            shape if shape.is_capitalised() => Some(false),
            _ => None,
        }
    };
    let shapes: Vec<bool> = free.iter().map(upper).collect::<Option<_>>()?;
    let count = shapes.iter().filter(|upper| **upper).count();
    if count == 0 || count == shapes.len() {
        return None;
    }
    let at = |number: usize| free.get(number).copied();
    if shapes.iter().take(count).all(|upper| *upper) {
        Some((Order::FamilyFirst, at(0)?..at(count - 1)? + 1))
    } else if shapes.iter().rev().take(count).all(|upper| *upper) {
        Some((Order::GivenFirst, at(shapes.len() - count)?..units.len()))
    } else {
        None
    }
}

/// Family names of languages whose family names come first, beside given names of the same.
fn by_table(sheet: &Sheet, units: &[Unit], first: usize, last: usize) -> Option<(Order, Range<usize>)> {
    let (front, back) = (units.get(first)?, units.get(last)?);
    let families = |unit: &Unit| {
        let at = if unit.words.len() == 1 { unit.words.start } else { usize::MAX };
        sheet.words.matches(at).iter().filter(|hit| hit.words == 1 && hit.sense.class == Class::Family)
    };
    for hit in families(front) {
        let language = hit.sense.language;
        let rest = units.get(first + 1..).unwrap_or_default().iter().flat_map(|unit| unit.words.clone());
        if rest.clone().count() > 0 && rest.clone().all(|at| is_given_in(sheet, at, language)) {
            // Both ends may be family names: An Nguyen.
            let both = units.len() == 2 && families(back).any(|hit| hit.sense.language == language);
            return (!both).then_some((Order::FamilyFirst, first..first + 1));
        }
    }
    let latin = |unit: &Unit| {
        sheet.words.word(unit.words.start).is_some_and(|word| word.shape != CaseShape::Caseless)
    };
    if units.len() == 2 && latin(back) && leaning(sheet, front) >= 0 && families(front).next().is_none() {
        return families(back).next().map(|_| (Order::GivenFirst, last..last + 1));
    }
    for hit in families(back) {
        let language = hit.sense.language;
        let rest = units.get(..last).unwrap_or_default().iter().flat_map(|unit| unit.words.clone());
        if rest.clone().all(|at| is_given_in(sheet, at, language)) {
            return Some((Order::GivenFirst, last..last + 1));
        }
    }
    None
}

/// Whether a word can be a given name in a language whose family names come first.
fn is_given_in(sheet: &Sheet, at: usize, language: Language) -> bool {
    let listed = |hit: &LexiconMatch| {
        hit.words == 1 && hit.sense.class == Class::Given && hit.sense.language == language
    };
    let key = sheet.words.key(at);
    let short = |script: Script, most: usize| {
        key.chars().all(|c| script_of(c) == script) && key.chars().count() <= most
    };
    sheet.words.matches(at).iter().any(listed)
        || syllables::may_spell(key, language)
        || short(Script::HAN, 3)
        || short(Script::HANGUL, 2)
}

/// Whether the words are a family name of a language and after it given names of the same: Park Geun-hye.
pub(super) fn is_family_first(sheet: &Sheet, words: &Range<usize>) -> bool {
    let hits = sheet.words.matches(words.start).iter();
    let mut families = hits.filter(|hit| hit.words == 1 && hit.sense.class == Class::Family);
    let latin = sheet.words.word(words.start).is_some_and(|word| word.shape != CaseShape::Caseless);
    latin
        && words.len() > 1
        && families
            .any(|hit| (words.start + 1..words.end).all(|at| is_given_in(sheet, at, hit.sense.language)))
}

/// By where in names the words usually stand, and by their endings.
fn by_use(sheet: &Sheet, units: &[Unit], free: &[usize]) -> Option<(Order, Range<usize>)> {
    let (&first, &last) = (free.first()?, free.last()?);
    // Words that join others are in no name of a person: Islamic State of Iraq and the Levant.
    let joins = |unit: &Unit| {
        let at = unit.words.start;
        let joins = sheet.words.is(at, Class::Connector) || sheet.words.is(at, Class::Function);
        let capital = sheet.words.word(at).is_some_and(|word| word.shape.is_capitalised());
        joins && !capital && frequency::place(sheet.words.key(at)).is_none()
    };
    if units.iter().any(joins) {
        return None;
    }
    let leaning = |at: usize| -> i32 { units.get(at).map_or(0, |unit| leaning(sheet, unit)) };
    let (front, back) = (leaning(first), leaning(last));
    let forward = front - back;
    if forward >= 4 || back <= -5 && forward >= 2 {
        // What stands between belongs to the side that it leans to.
        let from = free.iter().copied().skip(1).find(|at| *at == last || leaning(*at) <= -4)?;
        Some((Order::GivenFirst, from..units.len()))
    } else if forward <= -10 && front <= -4 && back >= 4 || front <= -6 && back >= -1 {
        Some((Order::FamilyFirst, first..first + 1))
    } else {
        None
    }
}

/// How much a unit is like a given name (up to 8) or a family name (down to −8).
fn leaning(sheet: &Sheet, unit: &Unit) -> i32 {
    if unit.nobiliary || unit.article {
        return -8;
    }
    let at = unit.words.start;
    let key = sheet.words.key(at);
    let ending = FAMILY_ENDINGS.iter().any(|ending| key.len() > ending.len() + 2 && key.ends_with(ending));
    let usual = i32::from(frequency::place(key).unwrap_or(7)) - 7;
    let usual = if sheet.words.is(at, Class::Given) { usual.max(5) } else { usual };
    if ending { (usual - 6).clamp(-8, 2) } else { usual }
}

/// Whether a word of a script without capitals begins with an article: التكريتي.
fn has_article(sheet: &Sheet, unit: &Unit) -> bool {
    let at = unit.words.start;
    let key = sheet.words.key(at);
    let cut = key.char_indices().nth(2).map_or(0, |(cut, _)| cut);
    let caseless =
        sheet.words.word(at).is_some_and(|word| word.shape == CaseShape::Caseless && word.letters > 4);
    let start = key.get(..cut).unwrap_or_default();
    caseless
        && unit.words.len() == 1
        && text::is(start, Class::Article)
        && !sheet.words.is(at, Class::Compound)
}
