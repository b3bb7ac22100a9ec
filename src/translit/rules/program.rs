//! A compiled system: what the engine runs.

use alloc::{boxed::Box, sync::Arc, vec::Vec};
use core::ops::Range;

use super::set::CharSet;

/// How far from the key a context may look, in characters.
pub(crate) const REACH: u32 = 63;

/// The passes of a system, first to last.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Program {
    pub(crate) passes: Vec<Arc<Pass>>,
}

/// One walk over the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pass {
    Nfc,
    Nfd,
    Nfkc,
    Lower,
    /// The first letter of each word becomes a capital; with `true`, after hyphens too.
    Title(bool),
    Rules(Rules),
}

/// The rules of one pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rules {
    /// Rules are written in small letters and match capitals too.
    pub(crate) auto: bool,
    pub(crate) sets: Vec<CharSet>,
    pub(crate) items: Vec<Item>,
    /// The best rule first.
    pub(crate) rules: Vec<Rule>,
    /// By first character of the key: which of `candidates`.
    pub(crate) starts: Vec<(char, Range<u32>)>,
    pub(crate) candidates: Vec<u32>,
    /// Rules that may begin with a character not in `starts`.
    pub(crate) anywhere: Vec<u32>,
    /// `starts` spread out from its first character on, each place 0 or one more than the place in `starts`; empty
    /// where it would be too large.
    pub(crate) spread: Vec<u32>,
}

/// What matches one character, or a boundary between two, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) what: Element,
    pub(crate) least: u8,
    pub(crate) most: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    Char(char),
    Set(u32),
    Any,
    Boundary,
}

/// Contexts and key are stretches of [`Rules::items`]; `before` is stored backwards.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(crate) before: Range<u32>,
    pub(crate) key: Range<u32>,
    pub(crate) after: Range<u32>,
    pub(crate) result: Box<[Output]>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Output {
    Text(Box<[char]>),
    /// Characters of the key.
    Group(u32, u32),
}

/// `starts` is spread out over at most so many places.
const SPREAD: u32 = 0x4000;

impl Rules {
    /// Fills the index; `rules` are in order already.
    pub(crate) fn index(&mut self) {
        let mut lists: alloc::collections::BTreeMap<char, Vec<u32>> = alloc::collections::BTreeMap::new();
        let mut open: Vec<u32> = Vec::new();
        let first_of = |rule: &Rule| self.items.get(rule.key.start as usize).map(|item| item.what);
        for (number, rule) in (0u32..).zip(&self.rules) {
            match first_of(rule) {
                Some(Element::Char(c)) => lists.entry(c).or_default().push(number),
                Some(Element::Set(set)) => match self.sets.get(set as usize).and_then(CharSet::listed) {
                    Some(chars) => chars.into_iter().for_each(|c| lists.entry(c).or_default().push(number)),
                    None => open.push(number),
                },
                _ => open.push(number),
            }
        }
        self.starts.clear();
        self.candidates.clear();
        for (c, mut list) in lists {
            list.extend(&open);
            list.sort_unstable();
            let start = self.candidates.len() as u32;
            self.candidates.extend(list);
            self.starts.push((c, start..self.candidates.len() as u32));
        }
        self.anywhere = open;
        self.spread.clear();
        if let (Some((first, _)), Some((last, _))) = (self.starts.first(), self.starts.last()) {
            let (first, last) = (*first as u32, *last as u32);
            if last - first < SPREAD {
                self.spread.resize((last - first + 1) as usize, 0);
                for (place, (c, _)) in (1u32..).zip(&self.starts) {
                    if let Some(slot) = self.spread.get_mut((*c as u32 - first) as usize) {
                        *slot = place;
                    }
                }
            }
        }
    }

    /// The rules that may match where `c` stands, best first.
    #[inline]
    pub(crate) fn at(&self, c: char) -> &[u32] {
        match self.start(c).and_then(|at| self.starts.get(at)) {
            Some((_, range)) => {
                self.candidates.get(range.start as usize..range.end as usize).unwrap_or_default()
            }
            None => &self.anywhere,
        }
    }

    /// Whether a rule names `c` as the first character of its key.
    #[inline]
    pub(crate) fn begins(&self, c: char) -> bool {
        self.start(c).is_some()
    }

    /// The place of `c` in `starts`.
    #[inline]
    fn start(&self, c: char) -> Option<usize> {
        match self.starts.first() {
            Some((first, _)) if !self.spread.is_empty() => {
                let slot = (c as u32).checked_sub(*first as u32).and_then(|at| self.spread.get(at as usize));
                slot.and_then(|slot| (*slot as usize).checked_sub(1))
            }
            _ => self.starts.binary_search_by_key(&c, |(first, _)| *first).ok(),
        }
    }

    pub(crate) fn items(&self, range: &Range<u32>) -> &[Item] {
        self.items.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn fits(&self, what: Element, c: char) -> bool {
        match what {
            Element::Char(own) => own == c,
            Element::Set(set) => self.sets.get(set as usize).is_some_and(|set| set.contains(c)),
            Element::Any => true,
            Element::Boundary => false,
        }
    }
}
