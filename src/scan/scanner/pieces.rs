//! Words that are one name though they are written as two, and names that are written as one word.
//!
//! Input: the words of a text, before they are looked up. Output: the same words, of which some are joined and some cut.
//!
//! - *Compounds*: نصر الله is joined where the list has a word that both are together, for the list may write Nasrallah.
//!   Only where the lexicon has one of the two as half of a compound.
//! - *Hyphens*: Jin-ping is joined where the list has it as one word.
//! - *Syllables*: 김정은 is cut into family and given name where the list has a name of both, for it may write Kim Jong-un.
//!
//! Cost: two look-ups for a compound, three for a word of hangul; both are remembered.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::list::List;
use super::memory::{Answer, Memory, Way, answer_of};
use crate::finder;
use crate::name::is_syllabic;
use crate::span::Span;
use crate::tables::lexicon::Class;
use crate::tag::{Language, Script};
use crate::text::{self as phrase, AnalysedText, CaseShape, LineBreak, Sign, Word};

/// Syllables of a name of Korea.
const MIN_SYLLABLES: usize = 2;
const MAX_SYLLABLES: usize = 4;
/// Syllables of a word that is looked into at the most: a name, and a title or particles behind it.
const MAX_LETTERS: u8 = 8;
/// Answers of a family name at the most, so that the given name behind it is compared with theirs.
const MAX_BEARERS: usize = 256;
/// What may stand between the syllables of a given name: the hyphen of keyboards and those of typesetters.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// What is asked of the list while a text is opened.
struct Opener<'a> {
    text: &'a str,
    language: Language,
    list: &'a List,
    memory: &'a mut Memory,
}

/// Joins and cuts words of a text. Linear in the text.
pub(super) fn open(
    found: &mut AnalysedText,
    text: &str,
    language: Language,
    list: &List,
    memory: &mut Memory,
) {
    let words = || found.words().iter();
    let caseless = words().any(|word| word.shape == CaseShape::Caseless);
    let hyphens = words().any(|word| word.separator.hyphen);
    let hangul = words().any(|word| word.script == Script::HANGUL);
    let mut opener = Opener { text, language, list, memory };
    if caseless {
        found.join(|found, at| opener.is_one(found, at));
    }
    if hyphens {
        found.join(|found, at| opener.is_hyphenated(found, at));
    }
    if hangul {
        found.cut(text, |found, word| opener.syllables(found, word), |_, ()| ());
    }
}

/// A word as it is looked up: one that was joined without the space or hyphen in it.
pub(super) fn written_as_one(written: &str) -> Cow<'_, str> {
    let joint = |c: char| c.is_whitespace() || HYPHENS.contains(&c);
    if written.contains(joint) {
        written.split(joint).collect::<Vec<_>>().concat().into()
    } else {
        written.into()
    }
}

impl Opener<'_> {
    fn look_up(&mut self, written: &str, key: &str) -> u32 {
        self.memory.look_up(self.list, written, key, self.language, Way::Spelled)
    }

    /// Whether a word and the next one are a compound that the list has as one word.
    fn is_one(&mut self, found: &AnalysedText, at: usize) -> bool {
        let (Some(one), Some(two)) = (found.word(at), found.word(at + 1)) else { return false };
        let separator = two.separator;
        let plain = separator.sign == Sign::Space && !separator.breaks && separator.line == LineBreak::None;
        let caseless = [one, two].iter().all(|word| word.shape == CaseShape::Caseless && !word.number);
        let half = || [at, at + 1].iter().any(|at| phrase::is(found.key(*at), Class::Compound));
        if !plain || !caseless || !half() {
            return false;
        }
        let written = written_as_one(one.span.cover(two.span).of(self.text));
        let key = [found.key(at), found.key(at + 1)].concat();
        self.look_up(&written, &key) > 0
    }

    /// Whether a word and the one behind its hyphen are one word of a name in the list, and none by themselves: Jin-ping of Xi
    /// Jinping.
    fn is_hyphenated(&mut self, found: &AnalysedText, at: usize) -> bool {
        let (Some(one), Some(two)) = (found.word(at), found.word(at + 1)) else { return false };
        let plain = two.separator.hyphen && !two.separator.breaks && two.separator.line == LineBreak::None;
        let keys = [found.key(at), found.key(at + 1)];
        let apart = |key: &&str| self.list.find(key).is_some() || phrase::is_particle(key);
        if !plain || keys.iter().any(apart) {
            return false;
        }
        let key = keys.concat();
        if self.list.find(&key).is_none() && !keys.iter().all(|key| is_syllabic(key)) {
            return false;
        }
        let written = written_as_one(one.span.cover(two.span).of(self.text));
        let number = self.look_up(&written, &key);
        self.memory.answers(number).iter().any(|answer| answer.mask.is_power_of_two())
    }

    /// Family name, given name and what is written together with them, of a word that is no word of the list itself.
    fn syllables(&mut self, found: &AnalysedText, word: &Word) -> Vec<(Span, ())> {
        let written = word.span.of(self.text);
        if word.script != Script::HANGUL
            || !(MIN_SYLLABLES as u8..=MAX_LETTERS).contains(&word.letters)
            || self.look_up(written, found.key_of(word)) > 0
        {
            return Vec::new();
        }
        let Some(family) = written.chars().next().map(char::len_utf8).and_then(|end| written.get(..end))
        else {
            return Vec::new();
        };
        let number = self.look_up(family, &phrase::key(family));
        let list = self.list;
        let several =
            |answer: &&Answer| list.name(answer.name).is_some_and(|name| name.core.count_ones() > 1);
        let bearers: Vec<Answer> = self.memory.answers(number).iter().filter(several).copied().collect();
        if bearers.is_empty() || bearers.len() > MAX_BEARERS {
            return Vec::new();
        }
        let stems = finder::stems(written, MIN_SYLLABLES).filter(|stem| written.starts_with(stem));
        for stem in core::iter::once(written).chain(stems) {
            let short = (MIN_SYLLABLES..=MAX_SYLLABLES).contains(&stem.chars().count());
            let Some(given) = stem.strip_prefix(family).filter(|_| short) else { continue };
            let sought = self.memory.sought(given, self.language);
            if bearers.iter().any(|answer| answer_of(list, answer, &sought).is_some()) {
                let ends = [family.len(), stem.len(), written.len()];
                let spans = [0].into_iter().chain(ends).zip(ends).map(|(start, end)| Span::new(start, end));
                return spans.filter(|span| !span.is_empty()).map(|span| (span, ())).collect();
            }
        }
        Vec::new()
    }
}
