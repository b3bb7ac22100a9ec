//! What a unit tells by itself: its letters, its shape, and what the lexicon and the counts of names know of it.
//!
//! Everything here depends on the unit, the language and the group alone, so it is worked out once a word and kept.

use alloc::{string::String, vec::Vec};

use icu_properties::props::Script as Property;

use super::Knowledge;
use super::hash::{self, mix};
use super::unit::{Unit, UnitKind};
use crate::scratch::Scratch;
use crate::tables::finder::Group;
use crate::tables::lexicon::{Class, Entry, Sense};
use crate::tag::Language;
use crate::unicode::normalize_by;

/// What a hash stands for; each family of features has its own number.
#[derive(Clone, Copy)]
#[repr(u32)]
pub(super) enum Family {
    Word = 1,
    Prefix,
    Suffix,
    Shape,
    Class,
    WeakClass,
    Frequency,
    WeakFrequency,
    Side,
    Stem,
    Bigram,
    Pair,
    Triple,
    Cover,
    Language,
    First,
    Edge,
    Gap,
    Kind,
}

impl Family {
    /// The hash of something of this family.
    pub(super) const fn of(self, what: u32) -> u32 {
        mix(self as u32 ^ 0x5bd1_e995, what)
    }
}

/// A feature of a unit, before it is known from how far away it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) hash: u32,
    /// From how many units away it is seen.
    pub(super) reach: u8,
    /// Whether it names letters: models of classes alone don't see it.
    pub(super) lexical: bool,
}

/// What is known of a unit by itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// The unit normalized for matching.
    pub(super) key: String,
    pub(super) bases: Vec<Base>,
    /// The hash of its key.
    pub(super) word: u32,
    /// Its most telling class and its shape in one number.
    pub(super) summary: u32,
    /// Whether a longer phrase of the lexicon begins with it.
    pub(super) more: bool,
}

/// Letters that are taken off a word's beginning or end for a feature, at most.
const AFFIX: usize = 4;
/// How many letters a stem has at the least.
const MIN_STEM: usize = 2;
/// How far words, classes and shapes are seen.
const FAR: u8 = 2;
const NEAR: u8 = 1;

/// How far features are seen.
pub(super) const WINDOW: isize = 2;

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum Shape {
    Lower = 1,
    Title,
    Upper,
    Mixed,
    Capital,
    Uncased,
    Number,
    Sign,
}

fn shape(text: &str, kind: UnitKind) -> Shape {
    match kind {
        UnitKind::Number => return Shape::Number,
        UnitKind::Sign => return Shape::Sign,
        UnitKind::Character => return Shape::Uncased,
        UnitKind::Word => {}
    }
    let (mut upper, mut lower, mut first) = (0, 0, None);
    for c in text.chars() {
        let (big, small) = (c.is_uppercase(), c.is_lowercase());
        upper += u32::from(big);
        lower += u32::from(small);
        if big || small {
            first = first.or(Some(big));
        }
    }
    match (first, upper, lower) {
        (None, _, _) => Shape::Uncased,
        (Some(true), 1, 0) => Shape::Capital,
        (Some(true), _, 0) => Shape::Upper,
        (Some(true), 1, _) => Shape::Title,
        (Some(false), 0, _) => Shape::Lower,
        _ => Shape::Mixed,
    }
}

/// The unit normalized for matching.
fn key_of(knowledge: &Knowledge, text: &str, kind: UnitKind, scratch: &mut Scratch) -> String {
    let mut key = String::with_capacity(text.len());
    match kind {
        // The length of a number tells years from amounts.
        UnitKind::Number => key.extend(text.chars().take(AFFIX + 1).map(|_| '0')),
        UnitKind::Sign => {
            let plain = text
                .chars()
                .next()
                .and_then(|c| knowledge.chars.punctuation_of(knowledge.chars.clean.get(c)));
            key.push_str(plain.unwrap_or(text));
        }
        _ if text.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            key.extend(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        }
        _ => {
            normalize_by(&knowledge.chars, text, &mut key, scratch);
            key.retain(|c| !matches!(c, '\'' | '.' | '"'));
        }
    }
    key
}

/// The classes of a word in the order in which they tell: the first that a word has is its summary.
const TELLING: [Class; 31] = [
    Class::Function,
    Class::Honorific,
    Class::Rank,
    Class::Office,
    Class::Month,
    Class::Weekday,
    Class::PlaceName,
    Class::OrganizationName,
    Class::OrganizationHead,
    Class::PlaceHead,
    Class::Demonym,
    Class::Filiation,
    Class::Kunya,
    Class::Article,
    Class::Nobiliary,
    Class::Compound,
    Class::Family,
    Class::Given,
    Class::GivenForm,
    Class::GivenShort,
    Class::Speech,
    Class::Initial,
    Class::OrganizationGeneric,
    Class::PlaceGeneric,
    Class::Locative,
    Class::LegalForm,
    Class::Modifier,
    Class::ConceptHead,
    Class::ConceptPlace,
    Class::Concept,
    Class::Number,
];

/// Steps of how usual a word is in names, each of so many sixteenths of a bit.
const STEP: u16 = 37;
/// The rarity of the commonest words, see [`Frequencies::get`](crate::tables::frequency::Frequencies::get).
const COMMONEST: u16 = 32;
/// Where summaries of words that are only known from names begin, and those that were found after cutting.
const NAMES: u32 = 40;
const CUT: u32 = 64;
const SHAPES: u32 = 128;

/// What the lexicon and the counts know of a word.
#[derive(Default)]
struct Known {
    entry: Option<Entry>,
    frequency: Option<(u16, u8)>,
}

impl Known {
    fn of(knowledge: &Knowledge, key: &str) -> Known {
        let entry = knowledge.lexicon.entry(key);
        Known { entry, frequency: knowledge.frequencies.get(key) }
    }

    fn senses(&self) -> impl Iterator<Item = Sense> + use<> {
        self.entry.unwrap_or_default().senses()
    }

    fn is_empty(&self) -> bool {
        self.frequency.is_none() && self.senses().next().is_none()
    }

    fn summary(&self, language: Language) -> u32 {
        let telling = |sense: Sense| {
            let at = TELLING.iter().position(|class| *class == sense.class)?;
            speaks(sense, language).then_some(at as u32 + 1)
        };
        self.senses().filter_map(telling).min().unwrap_or_else(|| {
            self.frequency.map_or(0, |(rare, first)| NAMES + 3 * (step(rare) / 2) + side(first))
        })
    }
}

/// Whether a sense is one of the language, or of all.
pub(super) fn speaks(sense: Sense, language: Language) -> bool {
    language == Language::UNDETERMINED
        || sense.language == Language::UNDETERMINED
        || sense.language == language
}

/// What a sense is, in one number: its class, how large a place is, where a title stands, whether it is of the language.
pub(super) fn class_code(sense: Sense, language: Language) -> u32 {
    let has = |flag: u8, code: u32| if sense.flags & flag != 0 { code } else { 0 };
    (sense.class as u32) << 5
        | has(Sense::MAJOR, 16)
        | has(Sense::LARGE, 8)
        | has(Sense::AFTER, 4)
        | has(Sense::BEFORE, 2)
        | u32::from(!speaks(sense, language))
}

pub(super) fn step(rare: u16) -> u32 {
    u32::from(rare.saturating_sub(COMMONEST) / STEP).min(6)
}

/// Whether a word stands first in names, last, or either.
fn side(first: u8) -> u32 {
    match first {
        0..=4 => 0,
        5..=10 => 1,
        _ => 2,
    }
}

/// What a unit of a text tells by itself.
pub(super) fn facts(
    knowledge: &Knowledge,
    group: &Group,
    language: Language,
    text: &str,
    unit: &Unit,
    scratch: &mut Scratch,
) -> Facts {
    let key = key_of(knowledge, text, unit.kind, scratch);
    let mut builder = Builder { bases: Vec::with_capacity(32) };
    let word = hash::text(key.bytes());
    let shape = shape(text, unit.kind);
    let is_sign = matches!(unit.kind, UnitKind::Sign | UnitKind::Number);
    builder.add(Family::Word.of(word), FAR, !is_sign);
    let foreign = u32::from(!is_sign && unit.script != Property::Common && !group.writes(unit.script));
    let mut shape_code = shape as u32 * 2 + foreign;
    if shape == Shape::Uncased && unit.kind == UnitKind::Word {
        shape_code += 32 * (key.chars().take(5).count() as u32);
    }
    builder.add(Family::Shape.of(shape_code), NEAR, false);
    if is_sign {
        let summary = SHAPES * shape as u32 + word % 61;
        return Facts { key, bases: builder.bases, word, summary, more: false };
    }
    if unit.kind == UnitKind::Character {
        builder.add(Family::Kind.of(hash::text(super::tag_of(unit.script).code())), FAR, false);
    } else {
        builder.affixes(&key);
    }
    let known = Known::of(knowledge, &key);
    builder.known(&known, language, [Family::Class, Family::Frequency]);
    let mut summary = known.summary(language);
    if unit.kind == UnitKind::Word {
        let mut stems = group.stems(&key, MIN_STEM);
        if let Some(stem) = stems.next() {
            builder.add(Family::Stem.of(hash::text(stem.bytes())), NEAR, true);
        }
        if known.is_empty() {
            let stems = group.stems(&key, MIN_STEM).map(|stem| Known::of(knowledge, stem));
            if let Some(known) = { stems }.find(|known| !known.is_empty()) {
                builder.known(&known, language, [Family::WeakClass, Family::WeakFrequency]);
                summary = CUT + known.summary(language);
            }
        }
    }
    if !matches!(shape, Shape::Uncased) {
        summary += SHAPES * (shape as u32 * 2 + foreign);
    }
    let more = known.entry.is_some_and(|entry| entry.more);
    Facts { key, bases: builder.bases, word, summary, more }
}

/// A distance as a number.
pub(super) const fn number(offset: isize) -> u32 {
    (offset + 8) as u32
}

/// Gives the features of a word that is seen from so many units away.
pub(super) fn word_features(group: &Group, facts: &Facts, offset: isize, mut give: impl FnMut(u32, bool)) {
    let far = offset.unsigned_abs() as u8;
    for base in &facts.bases {
        if base.reach >= far && (group.words || !base.lexical) {
            give(hash::spread(mix(base.hash, number(offset))), base.lexical);
        }
    }
}

struct Builder {
    bases: Vec<Base>,
}

impl Builder {
    fn add(&mut self, hash: u32, reach: u8, lexical: bool) {
        let base = Base { hash, reach, lexical };
        if !self.bases.contains(&base) {
            self.bases.push(base);
        }
    }

    /// The first and the last letters of a word, one to four of them.
    fn affixes(&mut self, key: &str) {
        let mut hash = hash::text([]);
        for (at, c) in key.chars().take(AFFIX).enumerate() {
            hash = mix(hash, c as u32);
            self.add(mix(Family::Prefix.of(at as u32), hash), NEAR, true);
        }
        let mut hash = hash::text([]);
        for (at, c) in key.chars().rev().take(AFFIX).enumerate() {
            hash = mix(hash, c as u32);
            self.add(mix(Family::Suffix.of(at as u32), hash), NEAR, true);
        }
    }

    /// The classes of a word, and how usual it is in names.
    fn known(&mut self, known: &Known, language: Language, [class, frequency]: [Family; 2]) {
        for sense in known.senses() {
            self.add(class.of(class_code(sense, language)), FAR, false);
        }
        if let Some((rare, first)) = known.frequency {
            self.add(frequency.of(step(rare)), FAR, false);
            self.add(Family::Side.of(side(first)), NEAR, false);
        }
    }
}
