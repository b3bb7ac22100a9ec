//! A text as a row of words, with the answers of each.
//!
//! Lighter than [`Text`](crate::scan::text::Text), which `resolve` reads: no line has a language of its own, no word has a
//! string of its own.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::list::List;
use super::memory::{Answer, Memory, Way};
use super::pieces::{open, written_as_one};
use crate::aligned::Aligned;
use crate::scan::soft_breaks::SoftBreaks;
use crate::span::Span;
use crate::tables::lexicon::{Class, Sense};
use crate::tables::{LEXICON, LanguageFacts, Letters};
use crate::tag::Language;
use crate::text::{AnalysedText, CaseShape, LineBreak, Word};
use crate::unicode::SocialItem;

/// Words that are asked for their language.
const MAX_ASKED: usize = 160;
/// A function word speaks for each language that has it, by an equal part of this.
const SHARE: u32 = 60;
/// What has to speak for a language, so that it is taken for known: as much as half a word of no other language. The wrong
/// one does little harm: its endings are tried, and the list decides.
const MIN_VOTES: u32 = SHARE / 2;
/// Dashes of typesetters: shorter ones join.
const DASHES: [char; 3] = ['\u{2013}', '\u{2014}', '\u{2015}'];
/// Letters of an abbreviation with its full stop at the most: Mohd., Gen.
const MAX_ABBREVIATION: u8 = 4;

/// See the [module](self).
pub(super) struct Row<'t> {
    pub(super) text: &'t str,
    found: AnalysedText,
    breaks: SoftBreaks,
    /// The number of the answers of each word.
    numbers: Vec<u32>,
    /// Whether each is a word of the list and no abbreviation, so that a full stop behind it ends a sentence: Xi.
    listed: Vec<bool>,
    /// Whether capitals say nothing: in tags.
    tag: bool,
    /// Which words stand in paragraphs without any capital, where a script has them; empty if none does.
    small: Vec<bool>,
    /// The language of the text, where it has case endings.
    pub(super) language: Language,
}

impl<'t> Row<'t> {
    /// The words of a text, without those in items such as links, and their answers. Linear in the text.
    pub(super) fn new(
        text: &'t str,
        items: &[SocialItem],
        tag: bool,
        list: &List,
        memory: &mut Memory,
    ) -> Row<'t> {
        let mut ahead = items.iter().peekable();
        let mut found = AnalysedText::except(text, |token| {
            while ahead.next_if(|item| item.span.end <= token.start).is_some() {}
            ahead.peek().is_some_and(|item| item.span.overlaps(token))
        });
        let language = language_of(&found);
        open(&mut found, text, language, list, memory);
        let small = if tag { Vec::new() } else { without_capitals(&found) };
        let is_listed = |word: &Word| {
            word.dotted && list.find(found.key_of(word)).is_some() && !is_abbreviation(found.key_of(word))
        };
        let listed = found.words().iter().map(is_listed).collect();
        let breaks = SoftBreaks::of(text);
        let mut row = Row { text, found, breaks, numbers: Vec::new(), listed, tag, small, language };
        let mut capital = false;
        let numbers = row.found.words().iter().enumerate().map(|(at, word)| {
            let small = !row.is_small(at) && word.shape == CaseShape::Lower && !is_elided(word, text);
            let way = match (word.number || word.initial, small) {
                (true, _) => Way::Exact,
                (false, true) if capital && !word.separator.breaks && language != Language::UNDETERMINED => {
                    Way::Forms
                }
                (false, true) => Way::Exact,
                (false, false) => Way::Spelled,
            };
            capital = word.shape.has_capital();
            let written = written_as_one(word.span.of(text));
            memory.look_up(list, &written, row.found.key_of(word), language, way)
        });
        row.numbers = numbers.collect();
        row
    }

    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.found.word(at)
    }

    pub(super) fn key(&self, at: usize) -> &str {
        self.found.key(at)
    }

    pub(super) fn answers<'m>(&self, at: usize, memory: &'m Memory) -> &'m [Answer] {
        self.numbers.get(at).map_or(&[], |number| memory.answers(*number))
    }

    /// The number of the answers of a word.
    pub(super) fn number(&self, at: usize) -> u32 {
        self.numbers.get(at).copied().unwrap_or(0)
    }

    pub(super) fn is_answered(&self, at: usize) -> bool {
        self.numbers.get(at).is_some_and(|number| *number > 0)
    }

    /// Whether a name may go on from a word to the next one, in its line.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        self.goes_over(at, false)
    }

    /// The same over one line break, whatever it is there for: what is on the other side has to be of one listed name.
    pub(super) fn may_go_on(&self, at: usize) -> bool {
        self.goes_over(at, true)
    }

    /// Whether a line break between a word and the next one may end what is said.
    pub(super) fn is_cut(&self, at: usize) -> bool {
        self.may_go_on(at) && !self.goes_on(at)
    }

    fn goes_over(&self, at: usize, line_break: bool) -> bool {
        let (Some(word), Some(next)) = (self.word(at), self.word(at + 1)) else { return false };
        let listed = self.listed.get(at).copied().unwrap_or(false);
        let short = word.letters <= MAX_ABBREVIATION && word.shape.has_capital() && !listed;
        let stop = word.dotted && !word.initial && !short;
        let line = match next.separator.line {
            LineBreak::None => true,
            LineBreak::One => line_break || self.breaks.between(word.span.end, next.span.start),
            LineBreak::Blank => false,
        };
        line && !next.separator.breaks && !stop && !word.possessive
    }

    /// Whether a word may be one of a name by its capitals; in small letters only what has no others may.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.shape != CaseShape::Lower && !word.number || self.tag)
    }

    /// Whether a word has a capital and the language has small letters, or none has where it stands.
    pub(super) fn is_cased(&self, at: usize) -> bool {
        self.is_small(at) || self.word(at).is_some_and(|word| word.shape.has_capital())
    }

    /// Whether a word stands in a paragraph without any capital, so that small letters say nothing against a name.
    pub(super) fn is_small(&self, at: usize) -> bool {
        self.small.get(at).copied().unwrap_or(false)
    }

    /// Whether nothing but a comma stands between a word and the next one of its line: Soleimani, Qassem.
    pub(super) fn is_turned(&self, at: usize) -> bool {
        let (Some(word), Some(next)) = (self.word(at), self.word(at + 1)) else { return false };
        let gap = Span::new(word.span.end, next.span.start).of(self.text);
        word.comma && next.separator.line == LineBreak::None && gap.trim().chars().count() == 1
    }

    /// Whether the words around are in capitals throughout, so that capitals of a word say nothing.
    pub(super) fn is_shouted(&self, at: usize) -> bool {
        let around = at.saturating_sub(3)..(at + 4).min(self.len());
        let mut long = around
            .filter(|other| *other != at)
            .filter_map(|other| self.word(other))
            .filter(|word| word.letters > 3);
        self.tag || long.clone().count() > 0 && long.all(|word| word.shape == CaseShape::Upper)
    }

    /// The stretch of text that words take.
    pub(super) fn span(&self, words: &Range<usize>) -> Span {
        let first = self.word(words.start).map(|word| word.span);
        let last = words.end.checked_sub(1).and_then(|at| self.word(at)).map(|word| word.span);
        match (first, last) {
            (Some(first), Some(last)) => first.cover(last),
            _ => Span::default(),
        }
    }

    /// Whether all of the row stands in these words.
    pub(super) fn is_whole(&self, words: &Range<usize>) -> bool {
        words.start == 0 && words.end == self.len()
    }

    /// Whether a dash stands between a word and the one before it, which parts two names: Trump–Putin.
    pub(super) fn is_dashed(&self, at: usize) -> bool {
        let (Some(before), Some(word)) = (at.checked_sub(1).and_then(|at| self.word(at)), self.word(at))
        else {
            return false;
        };
        Span::new(before.span.end, word.span.start).of(self.text).contains(DASHES)
    }

    /// The line that a place stands in.
    pub(super) fn line(&self, at: usize) -> Span {
        let start = self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let rest = self.text.get(at..).and_then(|rest| rest.find('\n'));
        Span::new(start, rest.map_or(self.text.len(), |end| at + end))
    }

    /// The lines with words of scripts without spaces.
    pub(super) fn unspaced_lines(&self) -> Vec<Span> {
        let mut lines: Vec<Span> = Vec::new();
        let unspaced = |word: &&Word| Letters::of(word.script).is_some_and(|letters| !letters.spaces);
        for word in self.found.words().iter().filter(unspaced) {
            if lines.last().is_some_and(|line| word.span.start < line.end) {
                continue;
            }
            lines.push(self.line(word.span.start));
        }
        lines
    }

    /// The letters of the words, written as one.
    pub(super) fn joined(&self) -> String {
        (0..self.len()).map(|at| self.key(at)).collect()
    }
}

/// Which words stand in paragraphs of several words in small letters and none with a capital; empty if none does. Linear.
fn without_capitals(found: &AnalysedText) -> Vec<bool> {
    let mut small: Vec<bool> = Vec::new();
    let words = found.words();
    let mut at = 0;
    for paragraph in words.chunk_by(|_, next| next.separator.line != LineBreak::Blank) {
        let lower = paragraph.iter().filter(|word| word.shape == CaseShape::Lower).count();
        if lower > 1 && !paragraph.iter().any(|word| word.shape.has_capital()) {
            small.resize(words.len(), false);
            small.iter_mut().skip(at).take(paragraph.len()).for_each(|small| *small = true);
        }
        at += paragraph.len();
    }
    small
}

/// Whether the lexicon has a word as one that is written with a full stop: Mohd.
fn is_abbreviation(key: &str) -> bool {
    LEXICON.senses(key).any(|sense| sense.flags & Sense::DOTTED != 0)
}

/// Whether a word may hold a name behind an elided one: d’Estaing.
fn is_elided(word: &Word, text: &str) -> bool {
    word.span.of(text).contains(['\'', '’'])
}

/// The language of a text, if it is known and has case endings. Linear in the text.
pub(crate) fn language_of_text(text: &str) -> Language {
    language_of(&AnalysedText::except(text, |_| false))
}

/// The language of most function words among the first words of a text; only of languages with case endings, for no other
/// is asked for.
fn language_of(found: &AnalysedText) -> Language {
    let mut votes: Vec<(Language, u32)> = Vec::new();
    let small =
        found.words().iter().filter(|word| matches!(word.shape, CaseShape::Lower | CaseShape::Caseless));
    for word in small.take(MAX_ASKED) {
        let speakers = || LEXICON.senses(found.key_of(word)).filter(|sense| sense.class == Class::Function);
        let share = SHARE / (speakers().count() as u32).max(1);
        for sense in speakers() {
            match votes.iter_mut().find(|(language, _)| *language == sense.language) {
                Some((_, count)) => *count += share,
                None => votes.push((sense.language, share)),
            }
        }
    }
    votes.sort_by_key(|(language, count)| (core::cmp::Reverse(*count), *language));
    let best = votes.first().filter(|(_, count)| *count >= MIN_VOTES).map(|(language, _)| *language);
    let inflects = |language: &Language| {
        LanguageFacts::of(*language).is_some_and(|facts| !facts.case_endings.is_empty())
    };
    best.filter(inflects).unwrap_or(Language::UNDETERMINED)
}

/// A place in the words of a tag as a place in the text; all of them are the whole tag.
pub(super) fn tag_place(words: &Aligned, tag: Span, span: Span) -> Span {
    if span.start == 0 && span.end == words.text().len() {
        tag
    } else {
        words.source(span).shifted(tag.start)
    }
}
