//! A name while it is being read: its words and what has been made out about each.

use alloc::vec::Vec;
use core::ops::Range;

use super::part::{Part, Role};
use super::{person, split};
use crate::tables::lexicon::{Class, Sense};
use crate::text::{AnalysedText, Casing, Sign};

/// Words and their roles so far.
pub(super) struct Sheet {
    pub(super) words: AnalysedText,
    /// What splitting a longer word told of its pieces, by their numbers.
    pub(super) known: Vec<(usize, Role)>,
    slots: Vec<Slot>,
}

#[derive(Clone, Copy)]
struct Slot {
    role: Role,
    link: u16,
    /// Stands in one part with the word before.
    joined: bool,
    /// Somebody has decided about it.
    settled: bool,
}

/// A stretch of words that is one name.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) words: Range<usize>,
    /// It is a name of birth: a family name.
    pub(super) birth: bool,
}

impl Sheet {
    pub(super) fn new(text: &str) -> Sheet {
        let (words, known) = split::words(text);
        let slot = Slot { role: Role::Word, link: 0, joined: false, settled: false };
        let slots = core::iter::repeat_n(slot, words.len()).collect();
        Sheet { words, known, slots }
    }

    pub(super) fn role(&self, at: usize) -> Role {
        self.slots.get(at).map_or(Role::Word, |slot| slot.role)
    }

    /// Whether nobody has said yet what the word is.
    pub(super) fn is_open(&self, at: usize) -> bool {
        self.slots.get(at).is_some_and(|slot| !slot.settled)
    }

    pub(super) fn set(&mut self, at: usize, role: Role, link: u16) {
        if let Some(slot) = self.slots.get_mut(at) {
            slot.role = role;
            slot.link = link;
            slot.settled = true;
        }
    }

    /// Makes words one part.
    pub(super) fn set_phrase(&mut self, words: Range<usize>, role: Role, link: u16) {
        for at in words.clone() {
            self.set(at, role, link);
            if let Some(slot) = self.slots.get_mut(at).filter(|_| at > words.start) {
                slot.joined = true;
            }
        }
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::with_capacity(self.slots.len());
        for (at, slot) in self.slots.iter().enumerate() {
            let Some(word) = self.words.word(at) else { break };
            match parts.last_mut().filter(|_| slot.joined) {
                Some(last) => last.span = last.span.cover(word.span),
                None => parts.push(Part { span: word.span, role: slot.role, link: slot.link }),
            }
        }
        parts
    }

    /// The names that the text holds, one after the other; what stands between them is marked.
    pub(super) fn segments(&mut self) -> Vec<Segment> {
        let mut segments = Vec::with_capacity(1);
        let (mut start, mut at, mut birth) = (0, 0, false);
        let count = self.words.len();
        while at < count {
            let marker = |sense: Sense| matches!(sense.class, Class::Alias | Class::Birth | Class::Nameless);
            // A marker that nothing follows, or that a name begins with, titles aside, is a word.
            let hit = self.words.longest_match(at, count, marker).filter(|hit| {
                let end = at + usize::from(hit.words);
                hit.sense.class == Class::Nameless || end < count && at > start && at > self.first(start)
            });
            if let Some(hit) = hit {
                let end = at + usize::from(hit.words);
                self.set_phrase(at..end, Role::Marker, 0);
                if at > start {
                    segments.push(Segment { words: start..at, birth });
                }
                birth = hit.sense.class == Class::Birth;
                (start, at) = (end, end);
                continue;
            }
            if at > start && self.breaks(at, start) {
                segments.push(Segment { words: start..at, birth });
                birth = false;
                start = at;
            }
            at += 1;
        }
        if start < count {
            segments.push(Segment { words: start..count, birth });
        }
        segments
    }

    /// The first word of a name that begins at `start`, behind its titles.
    fn first(&self, start: usize) -> usize {
        start + person::forms_of_address(self, &(start..self.words.len()))
    }

    /// Whether another name begins at a word without any word that says so.
    fn breaks(&self, at: usize, start: usize) -> bool {
        let Some((word, before)) = self.words.word(at).zip(self.words.word(at - 1)) else { return false };
        // In brackets at the end stands another name: of several words, or an acronym behind a long one. Anywhere else
        // what is in brackets belongs to the name: Bank of China (Hong Kong) Limited.
        let bracket = || {
            let words = self.words.len() - at;
            let inside = || {
                let mut rest = (at..self.words.len()).filter_map(|at| self.words.word(at));
                !before.inside && rest.all(|word| word.inside && !word.quoted)
            };
            inside() && (words > 1 || word.shape.is_upper() && word.letters > 1 && at > self.first(start) + 2)
        };
        match word.separator.sign {
            Sign::Break => true,
            Sign::Slash => word.letters > 2 && before.letters > 2 && !word.number && !before.number,
            _ => bracket(),
        }
    }
}

/// Which letters the words of a stretch are written in.
pub(super) fn casing(sheet: &Sheet, words: &Range<usize>) -> Casing {
    Casing::of(words.clone().filter_map(|at| sheet.words.word(at)).map(|word| word.shape))
}
