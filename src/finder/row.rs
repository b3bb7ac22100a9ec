//! The units of a text with what is known of them, and the features of each.

use alloc::{string::String, vec::Vec};
use core::ops::Range;

use super::Knowledge;
use super::facts::{Facts, Family, WINDOW, class_code, number, step, word_features};
use super::hash::{mix, spread};
use super::unit::{Reader, Unit, UnitKind};
use super::words::Words;
use crate::tables::finder::{Group, LABELS, Table};
use crate::tables::lexicon::Sense;
use crate::tag::Language;

/// How many phrases of the lexicon a unit is known to stand in.
const COVERS: usize = 4;
/// The most words of a phrase, and the most characters of one in a script without spaces.
const WORDS: usize = 5;
const CHARACTERS: usize = 12;
/// The most units that are looked at together; a longer sentence is cut.
const SENTENCE: usize = 160;

/// Where the codes of characters begin that are words of names together, after those of all classes.
const RUN_OF_NAMES: u32 = 1 << 12;

/// Where in a phrase a unit stands.
#[derive(Clone, Copy)]
#[repr(u32)]
enum Position {
    Begin,
    Inside,
    End,
    Whole,
}

/// A text made ready for one group.
pub(super) struct Row<'a> {
    group: &'a Group,
    words: &'a Words,
    language: Language,
    /// The language as a feature.
    code: Language,
    pub(super) units: Vec<Unit>,
    /// The number of the word of each unit.
    numbers: Vec<usize>,
    /// The phrases of the lexicon that each unit stands in, as numbers; 0 for none.
    covers: Vec<[u32; COVERS]>,
    /// The sentences, as ranges of units.
    pub(super) sentences: Vec<Range<usize>>,
}

/// The units of a text. Linear in it.
pub(super) fn units(knowledge: &Knowledge, text: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    let is_abbreviation = |word: &str| {
        let lower: String = word.chars().flat_map(char::to_lowercase).collect();
        word.chars().count() == 1
            || knowledge.lexicon.senses(&lower).any(|sense| sense.flags & Sense::DOTTED != 0)
    };
    Reader::read(&knowledge.chars, text, is_abbreviation, &mut units);
    units
}

impl<'a> Row<'a> {
    /// `language` is the one whose words these are; `code` the one that the model is asked for. The words of the units
    /// are taken up in `words`, with their weights if a table is given. Linear in the text.
    pub(super) fn new(
        knowledge: &Knowledge,
        group: &'a Group,
        [language, code]: [Language; 2],
        text: &str,
        units: Vec<Unit>,
        (words, table): (&'a mut Words, Option<&Table<'_>>),
    ) -> Row<'a> {
        words.prepare(group, language);
        let numbers = units
            .iter()
            .map(|unit| words.number(knowledge, (group, language), (text, unit), table))
            .collect();
        let sentences = sentences(&units);
        let mut row = Row { group, words, language, code, covers: Vec::new(), sentences, units, numbers };
        row.covers = row.find_covers(knowledge);
        row
    }

    fn facts(&self, at: usize) -> Option<&'a Facts> {
        self.words.facts(*self.numbers.get(at)?)
    }

    /// The phrases of the lexicon in the text; those of several words only, single words tell theirs by themselves.
    fn find_covers(&self, knowledge: &Knowledge) -> Vec<[u32; COVERS]> {
        let mut covers = alloc::vec![[0; COVERS]; self.units.len()];
        let mut phrase = String::new();
        for sentence in &self.sentences {
            for at in sentence.clone() {
                let Some(first) = self.facts(at) else { continue };
                let character = self.is_character(at);
                if !character && !first.more {
                    continue;
                }
                phrase.clear();
                phrase.push_str(&first.key);
                if character {
                    self.cover(knowledge, at..at + 1, &phrase, &mut covers);
                }
                let most = if character { CHARACTERS } else { WORDS };
                for next in (at + 1..sentence.end).take(most - 1) {
                    let Some(facts) = self.facts(next).filter(|_| self.is_letters(next)) else { break };
                    if !character {
                        phrase.push(' ');
                    } else if !self.units.get(next).is_some_and(|unit| unit.joined) {
                        break;
                    }
                    phrase.push_str(&facts.key);
                    self.cover(knowledge, at..next + 1, &phrase, &mut covers);
                    let more = || knowledge.lexicon.entry(&phrase).is_some_and(|entry| entry.more);
                    if !character && !more() {
                        break;
                    }
                }
            }
        }
        covers
    }

    fn is_character(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| unit.kind == UnitKind::Character)
    }

    fn is_letters(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| matches!(unit.kind, UnitKind::Character | UnitKind::Word))
    }

    /// Notes what the lexicon has for a phrase with each of its units.
    fn cover(&self, knowledge: &Knowledge, range: Range<usize>, phrase: &str, covers: &mut [[u32; COVERS]]) {
        let length = range.len().min(4) as u32;
        let mut code = |code: u32| {
            for at in range.clone() {
                let position = match (at == range.start, at + 1 == range.end) {
                    (true, true) => Position::Whole,
                    (true, false) => Position::Begin,
                    (false, true) => Position::End,
                    (false, false) => Position::Inside,
                };
                let number = Family::Cover.of(code << 8 | length << 4 | position as u32);
                let slots = covers.get_mut(at);
                if let Some(slots) = slots.filter(|slots| !slots.contains(&number)) {
                    // Longer phrases come later and tell more: they push the shortest one out.
                    slots.rotate_right(1);
                    if let Some(slot) = slots.first_mut() {
                        *slot = number;
                    }
                }
            }
        };
        let mut stated = None;
        for sense in knowledge.lexicon.senses(phrase) {
            let class = class_code(sense, self.language);
            if stated != Some(class) {
                code(class);
            }
            stated = Some(class);
        }
        if range.len() > 1
            && self.is_character(range.start)
            && let Some((rare, _)) = knowledge.frequencies.get(phrase)
        {
            code(RUN_OF_NAMES + step(rare));
        }
    }

    /// Gives every feature of a unit in a sentence, each once or, rarely, twice.
    pub(super) fn features(&self, sentence: &Range<usize>, at: usize, mut give: impl FnMut(u32, bool)) {
        for offset in -WINDOW..=WINDOW {
            if let Some(facts) = self.seen(sentence, at, offset).and_then(|at| self.facts(at)) {
                word_features(self.group, facts, offset, &mut give);
            }
        }
        self.context(sentence, at, give);
    }

    /// Adds the weights of every feature of a unit in a sentence to the scores of its labels.
    pub(super) fn add_scores(
        &self,
        table: &Table<'_>,
        sentence: &Range<usize>,
        at: usize,
        scores: &mut [i32; LABELS - 1],
    ) {
        for offset in -WINDOW..=WINDOW {
            let number = self.seen(sentence, at, offset).and_then(|at| self.numbers.get(at));
            let sums = number.and_then(|number| self.words.sum(*number, offset));
            scores.iter_mut().zip(sums.into_iter().flatten()).for_each(|(score, sum)| *score += sum);
        }
        self.context(sentence, at, |feature, _| table.add(feature, scores));
    }

    /// The place so many units from a unit, if it is in the sentence.
    fn seen(&self, sentence: &Range<usize>, at: usize, offset: isize) -> Option<usize> {
        at.checked_add_signed(offset).filter(|place| sentence.contains(place))
    }

    /// Gives the features that several units make together, and those of the place in the sentence.
    fn context(&self, sentence: &Range<usize>, at: usize, mut give: impl FnMut(u32, bool)) {
        let seen = |offset: isize| self.seen(sentence, at, offset).and_then(|at| self.facts(at));
        for offset in (-WINDOW..=WINDOW).filter(|offset| self.seen(sentence, at, *offset).is_none()) {
            give(spread(mix(Family::Edge.of(0), number(offset))), false);
        }
        let summary = |offset| seen(offset).map_or(1, |facts| facts.summary);
        let pair = |a: u32, b: u32, place: isize| spread(mix(mix(Family::Pair.of(a), b), number(place)));
        give(pair(summary(-1), summary(0), 0), false);
        give(pair(summary(0), summary(1), 1), false);
        give(spread(mix(mix(Family::Triple.of(summary(-1)), summary(0)), summary(1))), false);
        if self.group.words {
            let word = |offset| seen(offset).map_or(1, |facts| facts.word);
            let two = |a: u32, b: u32, place: isize| spread(mix(mix(Family::Bigram.of(a), b), number(place)));
            give(two(word(-1), word(0), 0), true);
            give(two(word(0), word(1), 1), true);
            give(two(word(-1), word(1), 2), true);
            if self.group.characters {
                self.runs(&word, &mut give);
            }
        }
        for offset in -1..=1 {
            let place = at.checked_add_signed(offset).filter(|place| sentence.contains(place));
            let covers = place.and_then(|place| self.covers.get(place));
            for cover in covers.into_iter().flatten().filter(|cover| **cover != 0) {
                give(spread(mix(*cover, number(offset))), false);
            }
        }
        if self.group.characters {
            for offset in -1..=2 {
                let place = at.checked_add_signed(offset).and_then(|place| self.units.get(place));
                if place.is_some_and(|unit| !unit.joined) {
                    give(spread(Family::Gap.of(number(offset))), false);
                }
            }
        }
        let code = self.code.as_str().bytes().fold(0, |code, byte| code << 8 | u32::from(byte));
        give(spread(Family::Language.of(code)), false);
        if at < sentence.start + 2 {
            give(spread(Family::First.of((at - sentence.start) as u32 + 1)), false);
        }
    }

    /// Runs of three to five characters around the unit.
    fn runs(&self, word: &impl Fn(isize) -> u32, give: &mut impl FnMut(u32, bool)) {
        const RUNS: [(isize, isize); 10] =
            [(-2, -1), (1, 2), (-2, 0), (-1, 1), (0, 2), (-3, 0), (-2, 1), (-1, 2), (0, 3), (0, 4)];
        for (at, (first, last)) in RUNS.iter().enumerate() {
            let run = (*first..=*last).fold(Family::Bigram.of(100 + at as u32), |run, at| mix(run, word(at)));
            give(spread(run), true);
        }
    }
}

/// Sentences, none longer than [`SENTENCE`].
fn sentences(units: &[Unit]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, unit) in units.iter().enumerate() {
        if at > start && (unit.starts || at - start >= SENTENCE) {
            sentences.push(start..at);
            start = at;
        }
    }
    if start < units.len() {
        sentences.push(start..units.len());
    }
    sentences
}
