//! Which words of a person's name are given names and which are the family name: rules in order, the first that decides
//! wins.
//!
//! Input are the words that no other pass has assigned, output their roles and the order of the name. First, words that
//! make one name are put together to units (Jean-Claude, Abd al-Rahman). What particles of descent say of single units
//! stands before all rules: ibn Saud is a father's name wherever it stands. Then the rules see all units that are left.
//! The time is linear in the words.
//!
//! Sources: on Arabic names (ism, kunya, nasab, nisba) A. Schimmel, *Islamic Names*, 1989; on patronymics and the order
//! of East Slavic names B. O. Unbegaun, *Russian Surnames*, 1972; on names whose family name stands first the lists in
//! `data/lexicon`.

use alloc::vec::Vec;
use core::ops::Range;

use super::annotation::{Annotation, RuleName, UNDECIDED};
use super::cues::{self, is_given_in};
use super::frequency;
use super::part::{Order, Role};
use crate::tables::lexicon::{Class, Sense};
use crate::text::{CaseShape, Sign};

/// How much more the first unit has to lean to a given name than the last one, and less where the last one leans to a
/// family name by itself. Leanings reach from −8 to 8; learned on lists of names with known order.
const MIN_FORWARD: i32 = 4;
const MIN_FORWARD_BEFORE_SURNAME: i32 = 2;
const MAX_SURNAME_LEANING: i32 = -5;
/// A unit between the ends that leans so far belongs to the family name.
const MAX_MIDDLE_SURNAME: i32 = -4;
/// How far the order has to be turned round before it counts: the usual order is likelier.
const MAX_TURNED: i32 = -10;
const MAX_TURNED_FRONT: i32 = -4;
const MIN_TURNED_BACK: i32 = 4;
/// The same, where the first unit is surely a family name and the last one may be either.
const MAX_SURE_FRONT: i32 = -6;
const MIN_EVEN_BACK: i32 = -1;
/// How a unit with a nobiliary particle or an article leans.
const PARTICLE_LEANING: i32 = -8;

/// What the rules decided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) order: Order,
    /// The words are those of a person.
    pub(super) person: bool,
    pub(super) rule: RuleName,
}

/// Words that make one name: Jean-Claude, Abd al-Rahman, Saif al-Din.
#[derive(Clone, Debug)]
struct Unit {
    words: Range<usize>,
    /// An article before it: al-Tikriti.
    article: bool,
    /// A particle of descent before it, and whether a family name follows such a particle.
    descent: Option<bool>,
    /// A particle of descent after it, the same.
    descent_after: Option<bool>,
    kunya: bool,
    nobiliary: bool,
}

/// What a rule decided of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Decision {
    order: Option<Order>,
    /// It is the name of a person.
    person: bool,
    /// The units of the family name.
    family: Range<usize>,
    /// The units of given names, as far as they are none of the family name.
    given: Range<usize>,
}

/// The units of a name and what rules ask of them.
struct Candidate<'a> {
    name: &'a Annotation,
    words: &'a Range<usize>,
    units: &'a [Unit],
    /// The roles that are known whatever the order is.
    roles: &'a [Option<Role>],
    /// The units without such a role.
    free: Vec<usize>,
    /// Where the given names begin, if a comma says so.
    comma: Option<usize>,
    birth: bool,
    /// Something has made the name one of a person already.
    person: bool,
}

type Rule = (RuleName, fn(&Candidate<'_>) -> Option<Decision>);

const RULES: [Rule; 14] = [
    ("name of birth", by_birth),
    ("comma", by_comma),
    ("one name", by_single),
    ("patronymic", by_patronymic),
    ("nisba", by_nisba),
    ("capitals", by_capitals),
    ("listed family name first", by_family_first),
    ("listed family name last", by_family_last),
    ("listed family name after given names of its language", by_family_behind),
    ("usual places", by_usual_places),
    ("article on the last name", by_article),
    ("nobiliary particle", by_nobiliary),
    ("family name of descent", by_family_of_descent),
    ("descent", by_descent),
];

/// Assigns to each word without a role whether it is given name, family name or patronymic, where a rule knows.
pub(super) fn read(name: &mut Annotation, words: &Range<usize>, comma: Option<usize>, birth: bool) -> Found {
    let units = units(name, words);
    let mut roles: Vec<Option<Role>> =
        units.iter().zip(0..).map(|(unit, at)| descent(unit, at == 0)).collect();
    let person = roles.iter().any(Option::is_some);
    let rule = if person { "descent" } else { UNDECIDED };
    let mut found = Found { order: Order::Unknown, person, rule };
    for (unit, role) in units.iter().zip(&mut roles) {
        if let Some(known) = name.known(unit.words.start) {
            *role = Some(known);
            found = Found { order: Order::FamilyFirst, person: true, rule: "word of several names" };
        }
    }
    let free = (0..units.len()).filter(|at| roles.get(*at).is_some_and(Option::is_none)).collect();
    let person = found.person;
    let candidate = Candidate { name, words, units: &units, roles: &roles, free, comma, birth, person };
    let decided = RULES.iter().find_map(|(rule, decide)| decide(&candidate).map(|made| (*rule, made)));
    let mut rules: Vec<RuleName> = roles.iter().map(|_| found.rule).collect();
    if let Some((rule, decision)) = decided {
        let Decision { order, person, family, given } = decision;
        let open = roles.iter_mut().zip(&mut rules).enumerate().filter(|(_, (role, _))| role.is_none());
        for (at, (role, by)) in open {
            *by = rule;
            *role = if family.contains(&at) {
                Some(Role::Family)
            } else {
                given.contains(&at).then_some(Role::Given)
            };
        }
        if let Some(order) = order.filter(|order| *order != found.order) {
            (found.order, found.rule) = (order, rule);
        }
        if person && !found.person {
            (found.person, found.rule) = (true, rule);
        }
        if HAS_PATRONYMIC.contains(&rule) {
            patronymic(name, &units, &mut roles);
        }
    }
    for ((unit, role), rule) in units.iter().zip(&roles).zip(&rules) {
        let Some(role) = role else { continue };
        for at in unit.words.clone() {
            if name.is_unassigned(at) {
                name.assign(at, *role, 0, rule);
            }
        }
    }
    found
}

/// The particles before a unit.
#[derive(Clone, Copy, Default)]
struct Particles {
    article: Option<usize>,
    /// A particle of descent, and whether it makes a family name.
    descent: Option<bool>,
    kunya: bool,
}

/// The unassigned words, those together that make one name.
fn units(name: &Annotation, words: &Range<usize>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(words.len());
    let mut before = Particles::default();
    for at in words.clone() {
        if !name.is_unassigned(at) {
            match name.role(at) {
                Role::Article => before.article = Some(at),
                Role::Filiation => {
                    let flags = name.sense(at, Class::Filiation).map_or(Sense::BEFORE, |sense| sense.flags);
                    let family = flags & Sense::FAMILY != 0;
                    match units.last_mut().filter(|_| flags & Sense::AFTER != 0) {
                        Some(last) => last.descent_after = Some(family),
                        None => before.descent = Some(family),
                    }
                }
                Role::Kunya => before.kunya = true,
                _ => {}
            }
            continue;
        }
        let role_before =
            |count: usize| if at >= words.start + count { name.role(at - count) } else { Role::Word };
        let nobiliary = role_before(1) == Role::Nobiliary
            || role_before(1) == Role::Article && role_before(2) == Role::Nobiliary;
        let joins = !nobiliary && units.last().is_some_and(|last| joins(name, &last.words, at, before));
        match units.last_mut().filter(|_| joins) {
            Some(last) => last.words.end = at + 1,
            None => units.push(Unit {
                words: at..at + 1,
                article: before.article.is_some(),
                descent: before.descent,
                descent_after: None,
                kunya: before.kunya,
                nobiliary,
            }),
        }
        before = Particles::default();
    }
    units
}

/// Whether a word makes one name with the unit before it: by a hyphen, or as the second half of a compound name.
fn joins(name: &Annotation, unit: &Range<usize>, at: usize, before: Particles) -> bool {
    let sign = name.word(at).map_or(Sign::None, |word| word.separator.sign);
    if before.descent.is_some() || before.kunya || sign == Sign::Comma {
        return false;
    }
    let half = |at: usize, side: u8| {
        name.senses(at).any(|sense| sense.class == Class::Compound && sense.flags & side != 0)
    };
    let compound_article = |article: usize| {
        let two = name.matches(article).iter().filter(|found| found.words == 2);
        two.into_iter().any(|found| found.sense.class == Class::Compound)
    };
    let hyphen = unit.end == at && sign == Sign::Hyphen;
    let servant = unit.len() == 1 && half(unit.start, Sense::BEFORE);
    let tail = || half(at, Sense::AFTER) || before.article.is_some_and(compound_article);
    hyphen || unit.end + 1 >= at && (servant || tail())
}

/// What a particle of descent beside it makes a unit.
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

/// The rules whose given names may hold one that is made from the father's name.
const HAS_PATRONYMIC: [RuleName; 8] = [
    "comma",
    "patronymic",
    "nisba",
    "capitals",
    "listed family name first",
    "listed family name last",
    "listed family name after given names of its language",
    "usual places",
];

/// Gives the first given name that is made from the father's name its role.
fn patronymic(name: &Annotation, units: &[Unit], roles: &mut [Option<Role>]) {
    if units.len() < 3 || !roles.contains(&Some(Role::Family)) {
        return;
    }
    let made = |(unit, role): &(&Unit, &mut Option<Role>)| {
        **role == Some(Role::Given) && cues::is_patronymic(name, unit.words.end - 1)
    };
    if let Some((_, role)) = units.iter().zip(roles).skip(1).find(made) {
        *role = Some(Role::Patronymic);
    }
}

impl Candidate<'_> {
    fn all(&self) -> Range<usize> {
        0..self.units.len()
    }

    /// The first and the last unit without a role.
    fn ends(&self) -> Option<(usize, usize)> {
        Some((*self.free.first()?, *self.free.last()?))
    }

    /// The same, if they are two.
    fn two_ends(&self) -> Option<(usize, usize)> {
        self.ends().filter(|(first, last)| first < last)
    }

    /// A person's name with this family name; all other units are given names.
    fn person(&self, order: Order, family: Range<usize>) -> Decision {
        Decision { order: Some(order), person: true, family, given: self.all() }
    }

    /// How a unit leans: see [`cues::leaning`].
    fn leaning(&self, at: usize) -> i32 {
        self.units.get(at).map_or(0, |unit| {
            let particle = unit.nobiliary || unit.article;
            if particle { PARTICLE_LEANING } else { cues::leaning(self.name, unit.words.start) }
        })
    }

    /// The languages that have a unit of one word as a family name that stands first.
    fn family_senses(&self, at: usize) -> impl Iterator<Item = Sense> + '_ {
        let word = self.units.get(at).filter(|unit| unit.words.len() == 1).map(|unit| unit.words.start);
        let senses = word.into_iter().flat_map(|at| self.name.senses(at));
        senses.filter(|sense| sense.class == Class::Family)
    }

    /// Whether these units can be given names of a language.
    fn are_given_in(&self, units: Range<usize>, sense: Sense) -> bool {
        let units = self.units.get(units).unwrap_or_default();
        let mut words = units.iter().flat_map(|unit| unit.words.clone());
        words.all(|at| is_given_in(self.name, at, sense.language))
    }

    /// The family name of a language at the front, before given names of the same.
    fn listed_front(&self) -> Option<Sense> {
        let (first, _) = self.two_ends()?;
        let rest = first + 1..self.units.len();
        self.family_senses(first).find(|sense| !rest.is_empty() && self.are_given_in(rest.clone(), *sense))
    }
}

/// Rodham, of "née Rodham".
fn by_birth(candidate: &Candidate<'_>) -> Option<Decision> {
    candidate.birth.then(|| Decision { family: candidate.all(), ..Decision::default() })
}

/// Soleimani, Qassem.
fn by_comma(candidate: &Candidate<'_>) -> Option<Decision> {
    let comma = candidate.comma?;
    let before = candidate.units.iter().filter(|unit| unit.words.start < comma).count();
    (!candidate.units.is_empty()).then(|| candidate.person(Order::FamilyFirst, 0..before))
}

/// A name by itself: al-Tikriti, Abu Bakr; with letters that stand for given names, J. R. R. Tolkien, Пушкин А. С.
fn by_single(candidate: &Candidate<'_>) -> Option<Decision> {
    let [unit] = candidate.units else { return None };
    let letter = |at: usize| candidate.words.contains(&at) && candidate.name.role(at) == Role::Initial;
    let (before, after) = (letter(candidate.words.start), letter(unit.words.end));
    let order = match (before, after) {
        (true, _) => Some(Order::GivenFirst),
        (_, true) => Some(Order::FamilyFirst),
        _ => None,
    };
    let family = unit.article || unit.nobiliary || before || after;
    Some(Decision {
        order,
        person: before || after,
        family: 0..usize::from(family),
        given: 0..usize::from(unit.kunya),
    })
}

/// Иванов Иван Иванович, Иван Иванович Иванов, Heydar Alirza oglu Aliyev.
fn by_patronymic(candidate: &Candidate<'_>) -> Option<Decision> {
    let Candidate { name, units, free, .. } = candidate;
    let (first, last) = candidate.ends()?;
    let ends = |at: usize| units.get(at).is_some_and(|unit| cues::is_patronymic(name, unit.words.end - 1));
    let made = units.iter().position(|unit| unit.descent_after == Some(false));
    let at = made.or_else(|| free.iter().copied().skip(1).find(|at| ends(*at)))?;
    if units.len() < 3 && made.is_none() {
        return None;
    }
    Some(if at < last {
        candidate.person(Order::GivenFirst, at + 1..last + 1)
    } else {
        candidate.person(Order::FamilyFirst, first..first + 1)
    })
}

/// Abu Omar al-Baghdadi: behind names with a role one with an article.
fn by_nisba(candidate: &Candidate<'_>) -> Option<Decision> {
    let (first, last) = candidate.ends()?;
    let nisba = first == last && last > 0 && candidate.units.get(last)?.article;
    nisba.then(|| candidate.person(Order::GivenFirst, last..last + 1))
}

/// Nicolas SARKOZY, SARKOZY Nicolas.
fn by_capitals(candidate: &Candidate<'_>) -> Option<Decision> {
    let Candidate { name, units, free, .. } = candidate;
    candidate.two_ends()?;
    let upper = |at: &usize| {
        let word = name.word(units.get(*at)?.words.start)?;
        match word.shape {
            shape if shape.is_upper() && word.letters > 1 => Some(true),
            shape if shape.is_capitalised() => Some(false),
            _ => None,
        }
    };
    let upper: Vec<bool> = free.iter().map(upper).collect::<Option<_>>()?;
    let count = upper.iter().filter(|upper| **upper).count();
    if count == 0 || count == upper.len() {
        return None;
    }
    let at = |number: usize| free.get(number).copied();
    if upper.iter().take(count).all(|upper| *upper) {
        Some(candidate.person(Order::FamilyFirst, at(0)?..at(count - 1)? + 1))
    } else if upper.iter().rev().take(count).all(|upper| *upper) {
        Some(candidate.person(Order::GivenFirst, at(upper.len() - count)?..units.len()))
    } else {
        None
    }
}

/// Kim Jong-un, Nguyen Van Troi. Where both ends are family names of the language nobody knows: An Nguyen.
fn by_family_first(candidate: &Candidate<'_>) -> Option<Decision> {
    let (first, last) = candidate.two_ends()?;
    let language = candidate.listed_front()?.language;
    let both =
        candidate.units.len() == 2 && candidate.family_senses(last).any(|sense| sense.language == language);
    (!both).then(|| candidate.person(Order::FamilyFirst, first..first + 1))
}

/// Priscilla Chan: two names in letters with case, of which only the last one is listed.
fn by_family_last(candidate: &Candidate<'_>) -> Option<Decision> {
    let (first, last) = candidate.two_ends()?;
    let back = candidate.units.get(last)?;
    let listed = candidate.listed_front().is_none()
        && candidate.units.len() == 2
        && candidate.name.word_is(back.words.start, |word| word.shape != CaseShape::Caseless)
        && candidate.leaning(first) >= 0
        && candidate.family_senses(first).next().is_none()
        && candidate.family_senses(last).next().is_some();
    listed.then(|| candidate.person(Order::GivenFirst, last..last + 1))
}

/// Geun-hye Park.
fn by_family_behind(candidate: &Candidate<'_>) -> Option<Decision> {
    let (_, last) = candidate.two_ends()?;
    let listed = candidate.listed_front().is_none()
        && candidate.family_senses(last).any(|sense| candidate.are_given_in(0..last, sense));
    listed.then(|| candidate.person(Order::GivenFirst, last..last + 1))
}

/// By where in names the words usually stand, and by their endings.
fn by_usual_places(candidate: &Candidate<'_>) -> Option<Decision> {
    let Candidate { name, words, units, free, .. } = candidate;
    let (first, last) = candidate.two_ends()?;
    let casing = name.casing(words);
    // Words that join others are in no name of a person: Islamic State of Iraq and the Levant.
    let joins = |unit: &Unit| {
        let at = unit.words.start;
        let connects = name.is(at, Class::Connector);
        let small = name.word_is(at, |word| word.shape == CaseShape::Lower && word.letters > 1);
        (connects || name.is(at, Class::Function))
            && !name.word_is(at, |word| word.shape.is_capitalised())
            // Small among capitals it is no name, though lists may have it as one: Marks and Spencer.
            && (frequency::place(name.key(at)).is_none() || connects && small && casing.capital)
    };
    if units.iter().any(joins) {
        return None;
    }
    let (front, back) = (candidate.leaning(first), candidate.leaning(last));
    let forward = front - back;
    if forward >= MIN_FORWARD || back <= MAX_SURNAME_LEANING && forward >= MIN_FORWARD_BEFORE_SURNAME {
        // What stands between belongs to the side that it leans to.
        let surname = |at: &usize| *at == last || candidate.leaning(*at) <= MAX_MIDDLE_SURNAME;
        let from = free.iter().copied().skip(1).find(surname)?;
        return Some(candidate.person(Order::GivenFirst, from..units.len()));
    }
    let turned = forward <= MAX_TURNED && front <= MAX_TURNED_FRONT && back >= MIN_TURNED_BACK;
    let sure = front <= MAX_SURE_FRONT && back >= MIN_EVEN_BACK;
    (turned || sure).then(|| candidate.person(Order::FamilyFirst, first..first + 1))
}

/// صدام حسين التكريتي, or al-Tikriti where the words before it are usual family names.
fn by_article(candidate: &Candidate<'_>) -> Option<Decision> {
    let last = candidate.units.last()?;
    let article = || last.words.len() == 1 && cues::has_article(candidate.name, last.words.start);
    let end = candidate.units.len() - 1;
    (last.article || article()).then(|| candidate.person(Order::GivenFirst, end..end + 1))
}

/// Soleimani von Plugh: a particle before the last name and none before the first.
fn by_nobiliary(candidate: &Candidate<'_>) -> Option<Decision> {
    let (first, last) = (candidate.units.first()?, candidate.units.last()?);
    if !last.nobiliary || first.nobiliary {
        return None;
    }
    let from = candidate.units.iter().position(|unit| unit.nobiliary).unwrap_or(0);
    let family = from..candidate.units.len();
    Some(Decision { order: Some(Order::GivenFirst), person: false, family, given: candidate.all() })
}

/// Xyzzy ap Plugh, where the particle makes family names.
fn by_family_of_descent(candidate: &Candidate<'_>) -> Option<Decision> {
    let ends = candidate.roles.last() == Some(&Some(Role::Family)) && candidate.roles.first() == Some(&None);
    let decision = Decision { order: Some(Order::GivenFirst), given: candidate.all(), ..Decision::default() };
    ends.then_some(decision)
}

/// Xyzzy bin Plugh: a name of descent begins with the name that was given.
fn by_descent(candidate: &Candidate<'_>) -> Option<Decision> {
    let given = candidate.person && candidate.roles.first() == Some(&None);
    given.then(|| Decision { order: Some(Order::GivenFirst), given: 0..1, ..Decision::default() })
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::super::person;
    use super::super::segment::Segment;
    use super::*;

    /// The order, the rule of it, and the roles of the parts.
    fn read_all(text: &str, birth: bool) -> (Order, RuleName, Vec<Role>) {
        let mut name = Annotation::new(text);
        let segment = Segment { words: 0..name.len(), birth };
        let reading = person::read(&mut name, &segment);
        (reading.order.0, reading.order.1, name.parts().iter().map(|part| part.role).collect())
    }

    const EXAMPLES: [(&str, Order, &str); 15] = [
        ("Soleimani, Qassem", Order::FamilyFirst, "comma"),
        ("J. R. R. Tolkien", Order::GivenFirst, "one name"),
        ("Пушкин А. С.", Order::FamilyFirst, "one name"),
        ("Иванов Иван Иванович", Order::FamilyFirst, "patronymic"),
        ("Heydar Alirza oglu Aliyev", Order::GivenFirst, "patronymic"),
        ("Abu Omar al-Baghdadi", Order::GivenFirst, "nisba"),
        ("Nicolas SARKOZY", Order::GivenFirst, "capitals"),
        ("SARKOZY Nicolas", Order::FamilyFirst, "capitals"),
        ("Kim Jong-un", Order::FamilyFirst, "listed family name first"),
        ("Priscilla Chan", Order::GivenFirst, "listed family name last"),
        ("Qassem Soleimani", Order::GivenFirst, "usual places"),
        ("قاسم سلیمانی", Order::GivenFirst, "usual places"),
        ("ظغذ الظغثي", Order::GivenFirst, "article on the last name"),
        ("Soleimani von Plugh", Order::GivenFirst, "nobiliary particle"),
        ("Xyzzy bin Plugh", Order::GivenFirst, "descent"),
    ];

    #[test]
    fn each_rule_decides_its_example() {
        for (text, order, rule) in EXAMPLES {
            let (found, by, roles) = read_all(text, false);
            assert_eq!((found, by), (order, rule), "{text}: {roles:?}");
        }
    }

    #[test]
    fn the_manual_has_every_rule() {
        for (rule, _) in RULES {
            assert!(super::super::trace::is_in_manual(rule), "{rule}");
        }
    }

    #[test]
    fn a_name_of_birth_is_a_family_name() {
        assert_eq!(read_all("Rodham", true).2, [Role::Family]);
    }

    #[test]
    fn nothing_is_known_of_unknown_words() {
        assert_eq!(read_all("Xyzzy Plugh", false), (Order::Unknown, UNDECIDED, [Role::Word; 2].into()));
        assert_eq!(read_all("", false).0, Order::Unknown);
    }

    #[test]
    fn compounds_and_hyphens_are_one_unit() {
        let count = |text: &str| units(&Annotation::new(text), &(0..Annotation::new(text).len())).len();
        assert_eq!(count("Jean-Claude Juncker"), 2);
        assert_eq!(count("عبد الله احمد"), 2);
        assert_eq!(count("Qassem Soleimani"), 2);
        assert_eq!(count(""), 0);
    }

    #[test]
    fn patronymics_stand_among_given_names() {
        assert_eq!(
            read_all("Сергей Викторович Лавров", false).2,
            [Role::Given, Role::Patronymic, Role::Family]
        );
        assert_eq!(
            read_all("Лавров, Сергей Викторович", false).2,
            [Role::Family, Role::Given, Role::Patronymic]
        );
    }

    #[test]
    fn both_ends_may_be_family_names() {
        assert_ne!(read_all("An Nguyen", false).1, "listed family name first");
    }

    #[test]
    fn pieces_of_a_word_know_what_they_are() {
        assert_eq!(read_all("习近平", false).2, [Role::Family, Role::Given]);
        assert_eq!(read_all("习近平", false).0, Order::FamilyFirst);
    }
}
