//! The words of names of organizations, places and ships: for each word the first rule that knows it says what it is.

use core::ops::Range;

use super::annotation::{Annotation, RuleName};
use super::cues::number_link;
use super::part::{Kind, Role};
use super::titles;
use crate::tables::lexicon::{Class, Sense};
use crate::tag::Script;
use crate::text::{CaseShape, Casing, LexiconMatch, Sign};

/// Where the links of places begin, so that they are none of other words.
const PLACES: u16 = 20_000;
/// A legal form of more letters may stand inside a name: it is no word of it.
const MAX_DOUBTFUL_FORM: usize = 2;
/// A place or people of fewer letters is likelier another word, where letters are sounds and not syllables.
const MIN_PLACE: u8 = 3;
/// A function word of more letters is a word of the name.
const MAX_FUNCTION: u8 = 3;

/// The legal form that begins at a word, if it stands where it may.
pub(super) fn legal_form(
    name: &Annotation,
    words: &Range<usize>,
    at: usize,
    casing: Casing,
) -> Option<LexiconMatch> {
    let found = name.matches(at).iter().filter(|found| {
        let end = at + usize::from(found.words);
        let sense = found.sense;
        if sense.class != Class::LegalForm || end > words.end || end - at == words.len() {
            return false;
        }
        // Sir Winston Churchill KG: an honour, as a title before the name shows.
        if end == words.end && is_titled(name, words) && name.is_title_after(at, end) {
            return false;
        }
        // Silva, M. A. DA: behind a comma a particle is one in capitals too.
        if end == at + 1 && behind_comma(name, words, at) && name.is(at, Class::Nobiliary) {
            return false;
        }
        let capitals = sense.flags & Sense::CAPITALS != 0;
        let upper = || name.all_are(at..end, |word| word.shape.is_upper());
        if capitals && casing.lower && casing.capital && !upper() {
            return false;
        }
        let before = sense.flags & Sense::BEFORE != 0 && at == words.start;
        let after = sense.flags & Sense::AFTER != 0 && at > words.start;
        // Inside a name only what cannot be a word of it.
        let letters: usize = (at..end).filter_map(|at| name.word(at)).map(|w| usize::from(w.letters)).sum();
        let clear = letters > MAX_DOUBTFUL_FORM || capitals && casing.lower;
        before || after && (end == words.end || clear || rest_is_legal(name, words, end))
    });
    found.max_by_key(|found| found.words).copied()
}

/// Whether a title stands before the words.
fn is_titled(name: &Annotation, words: &Range<usize>) -> bool {
    words.start.checked_sub(1).is_some_and(|before| name.role(before) == Role::Title)
}

/// Whether initials stand between a comma and a word.
fn behind_comma(name: &Annotation, words: &Range<usize>, at: usize) -> bool {
    let initials =
        (words.start + 1..at).rev().take_while(|at| name.word_is(*at, |word| word.letters == 1)).last();
    initials.is_some_and(|first| name.word_is(first, |word| word.separator.sign == Sign::Comma))
}

fn rest_is_legal(name: &Annotation, words: &Range<usize>, at: usize) -> bool {
    name.longest(at, words.end, |sense| sense.class == Class::LegalForm)
        .is_some_and(|found| at + usize::from(found.words) == words.end)
        || name.word_is(at, |word| word.inside || word.separator.sign == Sign::Comma)
}

/// The words before or after the name of a ship.
pub(super) fn vessel(name: &Annotation, words: &Range<usize>) -> Option<Range<usize>> {
    let prefix = |sense: Sense| sense.class == Class::Vessel && sense.flags & Sense::BEFORE != 0;
    if let Some(found) = name.longest(words.start, words.end, prefix) {
        let end = words.start + usize::from(found.words);
        // Where no word has a capital, capitals tell nothing.
        let casing = name.casing(words);
        let upper = || !casing.capital || name.all_are(words.start..end, |word| word.shape.is_upper());
        if end < words.end && (found.sense.flags & Sense::CAPITALS == 0 || upper()) {
            return Some(words.start..end);
        }
    }
    let last = words.end.checked_sub(1).filter(|last| *last > words.start)?;
    name.sense(last, Class::Vessel).filter(|sense| sense.flags & Sense::AFTER != 0)?;
    Some(last..words.end)
}

/// Assigns a role to each word of a name of this kind.
pub(super) fn read(name: &mut Annotation, words: &Range<usize>, kind: Kind) {
    let start = words.start;
    if let Some(range) = vessel(name, words).filter(|_| kind == Kind::Vessel) {
        name.assign_phrase(range, Role::Title, 0, titles::TITLE);
    }
    let casing = name.casing(words);
    let mut at = start;
    while at < words.end {
        if !name.is_unassigned(at) {
            at += 1;
            continue;
        }
        let place = Place { name, words, at, start, kind, casing };
        let (rule, label) = decide(&place);
        name.assign_phrase(at..at + label.words, label.role, label.link, rule);
        at += label.words;
    }
}

/// A word of a name that is being read.
struct Place<'a> {
    name: &'a Annotation,
    words: &'a Range<usize>,
    at: usize,
    start: usize,
    kind: Kind,
    casing: Casing,
}

/// What some words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Label {
    words: usize,
    role: Role,
    link: u16,
}

impl Label {
    fn one(role: Role) -> Label {
        Label { words: 1, role, link: 0 }
    }

    fn of(found: LexiconMatch, role: Role, link: u16) -> Label {
        Label { words: usize::from(found.words), role, link }
    }
}

/// The rule of names of places and peoples.
const PLACE: RuleName = "place or people";

/// A rule: its name, and what it decides about the words that begin at a place.
type Rule = (RuleName, fn(&Place<'_>) -> Option<Label>);

const RULES: [Rule; 11] = [
    ("doubt", by_doubt),
    ("legal form", by_legal_form),
    ("digits", by_digits),
    ("translated word", by_concept),
    ("number in words", by_number),
    ("head noun", by_head_noun),
    (PLACE, by_place),
    ("initial", by_initial),
    ("article", by_article),
    ("connector", by_connector),
    ("particle", by_particle),
];

/// What the words at a place are and which rule says so; a word of the name if none does.
fn decide(place: &Place<'_>) -> (RuleName, Label) {
    let decided = RULES.iter().find_map(|(rule, decide)| decide(place).map(|label| (*rule, label)));
    decided.unwrap_or(("word of the name", Label::one(Role::Word)))
}

impl Place<'_> {
    fn longest(&self, wanted: impl Fn(Sense) -> bool) -> Option<LexiconMatch> {
        self.name.longest(self.at, self.words.end, wanted)
    }

    fn is_last(&self) -> bool {
        self.at + 1 == self.words.end
    }

    fn shape(&self) -> CaseShape {
        self.name.word(self.at).map_or(CaseShape::Caseless, |word| word.shape)
    }

    fn letters(&self) -> u8 {
        self.name.word(self.at).map_or(0, |word| word.letters)
    }
}

/// GmbH, شركة ... ذات مسؤولية محدودة.
fn by_legal_form(place: &Place<'_>) -> Option<Label> {
    let found = legal_form(place.name, place.words, place.at, place.casing)?;
    (place.kind == Kind::Organization).then(|| Label::of(found, Role::LegalForm, found.sense.link))
}

/// So-called, self-proclaimed: what is no part of the name. Modifiers of one word may be: National, Royal.
fn by_doubt(place: &Place<'_>) -> Option<Label> {
    let found = place.longest(|s| s.class == Class::Modifier && s.flags & Sense::BEFORE != 0)?;
    let first = place.at == place.start || place.at == place.start + 1 && place.letters() > 1;
    let inside = place.at + usize::from(found.words) < place.words.end;
    (found.words > 1 && first && inside).then(|| Label::of(found, Role::Title, 0))
}

/// Fund 5.
fn by_digits(place: &Place<'_>) -> Option<Label> {
    let number = place.name.word_is(place.at, |word| word.number);
    number.then(|| Label { link: number_link(place.name.key(place.at)), ..Label::one(Role::Number) })
}

/// National, ملی: words of organizations and places that are translated, head nouns among them.
fn by_concept(place: &Place<'_>) -> Option<Label> {
    let concept =
        |s: Sense| s.class.is_concept() || s.class.is_concept_head() || s.class == Class::ConceptPlace;
    let found = place.longest(concept).filter(|_| place.kind != Kind::Vessel)?;
    // Saudi Arabia, العربية السعودية: a place of more words is no Arab something.
    if place_at(place.name, place.at, place.words.end).is_some_and(|named| named.words > found.words) {
        return None;
    }
    let head = match found.sense.class {
        class if class.is_concept_head() => place.kind == Kind::Organization,
        Class::ConceptPlace => place.kind == Kind::Place,
        _ => false,
    };
    Some(Label::of(found, if head { Role::Head } else { Role::Word }, found.sense.link))
}

/// Five, پنجم, V: a Roman numeral in capitals, after the first word.
fn by_number(place: &Place<'_>) -> Option<Label> {
    // A full stop behind the last word ends a sentence.
    let last = place.is_last();
    let roman = place.at > place.start
        && place.name.word_is(place.at, |word| {
            (word.shape.is_upper() || !place.casing.capital) && (!word.dotted || last)
        });
    let number = |s: Sense| s.class == Class::Number && (s.language.as_str() != "und" || roman);
    let found = place.longest(number)?;
    Some(Label::of(found, Role::Number, found.sense.link))
}

/// Bank, party, airport: those that are not translated.
fn by_head_noun(place: &Place<'_>) -> Option<Label> {
    let found = place.longest(|s| match place.kind {
        Kind::Organization => s.class == Class::OrganizationHead,
        Kind::Place => s.class == Class::PlaceHead,
        _ => false,
    })?;
    Some(Label::of(found, Role::Head, 0))
}

/// Iran, ایران, Iranian, Российской Федерации: linked by what they mean. The adjective of a territory means the territory:
/// what is Greece in one language is Greek in another.
fn by_place(place: &Place<'_>) -> Option<Label> {
    let found = place_at(place.name, place.at, place.words.end).filter(|_| place.kind != Kind::Vessel)?;
    Some(Label::of(found, Role::Word, PLACES.saturating_add(found.sense.link)))
}

/// The place or people whose name begins at a word.
pub(super) fn place_at(name: &Annotation, at: usize, end: usize) -> Option<LexiconMatch> {
    let listed =
        |s: Sense| matches!(s.class, Class::PlaceName | Class::Demonym | Class::TerritoryForm) && s.link > 0;
    let long = name.word_is(at, |word| {
        word.letters >= MIN_PLACE || matches!(word.script, Script::HAN | Script::HANGUL) && word.letters > 1
    });
    name.longest(at, end, listed).filter(|found| long || found.words > 1)
}

/// Says of a name which place all its words are, if they are one, though it may be a person's name too: China, Georgia.
pub(super) fn link_place(name: &mut Annotation, words: &Range<usize>) {
    let whole =
        place_at(name, words.start, words.end).filter(|found| usize::from(found.words) == words.len());
    if let Some(found) = whole {
        let link = PLACES.saturating_add(found.sense.link);
        name.assign_phrase(words.clone(), Role::Word, link, PLACE);
    }
}

/// J. in J. P. Morgan.
fn by_initial(place: &Place<'_>) -> Option<Label> {
    let initial =
        place.name.word_is(place.at, |word| word.initial || word.letters == 1 && word.shape.is_upper());
    initial.then(|| Label::one(Role::Initial))
}

/// Al-, la: small, or where capitals say nothing.
fn by_article(place: &Place<'_>) -> Option<Label> {
    let Place { name, at, start, .. } = *place;
    let quiet = !place.shape().is_capitalised() || at == start;
    let hyphen = || name.word_is(at + 1, |next| next.separator.sign == Sign::Hyphen);
    let article = !place.is_last() && name.is(at, Class::Article) && (quiet || hyphen());
    article.then(|| Label::one(Role::Article))
}

/// Of, and.
fn by_connector(place: &Place<'_>) -> Option<Label> {
    let Place { name, at, start, .. } = *place;
    // None begins what is a name's own: ООО АБ ПРОЕКТ.
    let own = at > start && name.role(at - 1) != Role::LegalForm;
    let inside = !place.is_last() && own;
    let quiet = !place.shape().is_capitalised();
    let short = place.letters() <= MAX_FUNCTION;
    // Where every word has a capital, that of a connector tells nothing: Ministry Of Defence.
    let all = || name.all_are(place.words.clone(), |word| word.shape != CaseShape::Lower);
    let joins = inside
        && (name.is(at, Class::Connector) && (quiet || all())
            || short && quiet && name.is(at, Class::Function));
    joins.then(|| Label::one(Role::Connector))
}

/// Van, bin, Abu: small letters only.
fn by_particle(place: &Place<'_>) -> Option<Label> {
    let small = matches!(place.shape(), CaseShape::Lower | CaseShape::Caseless);
    if place.is_last() || !small {
        return None;
    }
    let particles = [
        (Class::Nobiliary, Role::Nobiliary),
        (Class::Filiation, Role::Filiation),
        (Class::Kunya, Role::Kunya),
    ];
    let found = particles.into_iter().find(|(class, _)| place.name.is(place.at, *class))?;
    Some(Label::one(found.1))
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::super::trace::is_in_manual;
    use super::*;

    fn read_as(text: &str, kind: Kind) -> Vec<(Role, RuleName)> {
        let mut name = Annotation::new(text);
        let words = 0..name.len();
        read(&mut name, &words, kind);
        name.parts().iter().map(|part| part.role).zip(name.rules()).collect()
    }

    #[test]
    fn a_place_is_one_in_every_form_and_language() {
        let link = |text: &str, at: usize| {
            let mut name = Annotation::new(text);
            let words = 0..name.len();
            read(&mut name, &words, Kind::Organization);
            name.parts().get(at).map(|part| part.link)
        };
        let russia = link("Bank of Russia", 1);
        assert!(russia.is_some_and(|link| link > PLACES));
        for (text, at) in [("Банк России", 1), ("Российский банк", 0), ("Bank of the Russian Federation", 2)]
        {
            assert_eq!(link(text, at), russia, "{text}");
        }
        assert_eq!(link("中国银行", 0), link("Bank of China", 1));
        assert_eq!(link("한국은행", 0), link("Bank of Korea", 1));
        assert_ne!(link("日本銀行", 0), link("Bank of China", 1));
    }

    #[test]
    fn an_honour_behind_a_titled_name_is_no_legal_form() {
        let kind = |text: &str| crate::name::parse(text).kind;
        assert_eq!(kind("Sir Winston Churchill KG"), Kind::Person);
        assert_eq!(kind("Winston Churchill KG"), Kind::Organization);
    }

    const EXAMPLES: [(&str, Kind, usize, Role, &str); 13] = [
        ("So-called Government", Kind::Organization, 0, Role::Title, "doubt"),
        ("Siemens Aktiengesellschaft", Kind::Organization, 1, Role::LegalForm, "legal form"),
        ("Fund 5", Kind::Organization, 1, Role::Number, "digits"),
        ("بانک ملی", Kind::Organization, 1, Role::Word, "translated word"),
        ("صندوق پنجم", Kind::Organization, 1, Role::Number, "number in words"),
        ("Fund V", Kind::Organization, 1, Role::Number, "number in words"),
        ("The Guardian Group", Kind::Organization, 1, Role::Head, "head noun"),
        ("Embassy of Iran", Kind::Organization, 2, Role::Word, "place or people"),
        ("J. P. Morgan", Kind::Organization, 0, Role::Initial, "initial"),
        ("Al-Rajhi Bank", Kind::Organization, 0, Role::Article, "article"),
        ("University of Basra", Kind::Organization, 1, Role::Connector, "connector"),
        ("Sons atte Plugh", Kind::Organization, 1, Role::Nobiliary, "particle"),
        ("MV Ever Given", Kind::Vessel, 2, Role::Word, "word of the name"),
    ];

    #[test]
    fn each_rule_decides_its_example() {
        for (text, kind, at, role, rule) in EXAMPLES {
            assert_eq!(read_as(text, kind).get(at), Some(&(role, rule)), "{text}");
        }
    }

    #[test]
    fn each_rule_has_an_example() {
        for (rule, _) in RULES.iter() {
            assert!(EXAMPLES.iter().any(|(.., decided)| decided == rule), "{rule}");
            assert!(is_in_manual(rule), "{rule}");
        }
    }

    #[test]
    fn the_prefix_of_a_ship_is_a_title() {
        assert_eq!(read_as("MV Ever Given", Kind::Vessel).first(), Some(&(Role::Title, "title")));
    }

    #[test]
    fn a_legal_form_is_no_whole_name() {
        let name = Annotation::new("GmbH");
        assert!(legal_form(&name, &(0..1), 0, name.casing(&(0..1))).is_none());
    }

    #[test]
    fn translated_words_share_a_link() {
        let link = |text: &str, at: usize| {
            let mut name = Annotation::new(text);
            let words = 0..name.len();
            read(&mut name, &words, Kind::Organization);
            name.parts().get(at).map(|part| part.link)
        };
        assert_eq!(link("بانک ملی", 1), link("National Bank", 0));
        assert_ne!(link("بانک ملی", 1), Some(0));
    }
}
