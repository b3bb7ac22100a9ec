//! A compiled system: what the engine runs.
//!
//! A program is a list of passes, a pass of rules is a list of rules, best first, and an index from the first character of
//! a key to the rules that may match there:
//!
//! ```text
//! pages[code point / 64] → blocks[code point % 64] → starts → candidates (rule, key length, what stands beside)
//! ```
//!
//! A candidate carries the first element of both contexts, for that is where most rules fail. Rules whose keys begin
//! with a set too large to list stand under every character ([`Rules::anywhere`]).
//!
//! *Cost*: a look-up is two reads; memory is 256 bytes for each block of 64 code points that a rule begins with.

use alloc::{boxed::Box, sync::Arc, vec::Vec};
use core::ops::Range;

use super::set::CharSet;

/// How far from the key a context may look, in characters: one bit each in a word of 64 (`run.rs`).
pub(crate) const MAX_REACH: u32 = 63;

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
    Title {
        hyphen: bool,
    },
    Rules(Rules),
}

/// The rules of one pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rules {
    /// Rules are written in small letters and match capitals too.
    pub(crate) match_capitals: bool,
    pub(crate) sets: Vec<CharSet>,
    pub(crate) patterns: Vec<Pattern>,
    /// The best rule first.
    pub(crate) rules: Vec<Rule>,
    /// By first character of the key: which of `candidates`.
    pub(crate) starts: Vec<(char, Range<u32>)>,
    pub(crate) candidates: Vec<Candidate>,
    /// Rules that may begin with a character not in `starts`.
    pub(crate) anywhere: Vec<Candidate>,
    /// The block of each [`BLOCK`] code points, and the blocks: 0, or one more than the place in `starts`.
    pub(crate) pages: Vec<u32>,
    pub(crate) blocks: Vec<u32>,
}

/// Code points a block.
const BLOCK: usize = 64;

/// A rule, with what the characters around its key have to be at least: most rules fail here already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) rule: u32,
    pub(crate) len: u32,
    /// [`Element::Any`] where nothing has to stand.
    pub(crate) before: Element,
    pub(crate) after: Element,
    /// Whether its key is one character and has no contexts: then it matches wherever it is tried.
    pub(crate) is_certain: bool,
}

/// What matches one character, or a boundary between two, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) element: Element,
    pub(crate) min: u8,
    pub(crate) max: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    Char(char),
    Set(u32),
    Any,
    Boundary,
}

/// Contexts and key are stretches of [`Rules::patterns`]; `before` is stored backwards.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(crate) before: Range<u32>,
    pub(crate) key: Range<u32>,
    pub(crate) after: Range<u32>,
    pub(crate) output: Box<[Output]>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Output {
    Text(Box<[char]>),
    /// Characters of the key.
    Group(u32, u32),
}

impl Rules {
    /// How many candidates the index will hold, at most.
    pub(super) fn candidate_count(&self) -> usize {
        let mut met = alloc::collections::BTreeSet::new();
        let (mut kept, mut starts, mut open) = (0usize, 0usize, 0usize);
        for rule in &self.rules {
            let (number, count) =
                match self.patterns.get(rule.key.start as usize).map(|pattern| pattern.element) {
                    Some(Element::Char(c)) => (u64::from(c), Some(1)),
                    // Sets have numbers above all characters.
                    Some(Element::Set(set)) => {
                        let listed = self.sets.get(set as usize).and_then(CharSet::count);
                        (u64::from(set) + (1 << 32), listed)
                    }
                    _ => (0, None),
                };
            match count {
                Some(count) => {
                    kept += count;
                    starts += if met.insert(number) { count } else { 0 };
                }
                None => open += 1,
            }
        }
        kept.saturating_add(starts.min(char::MAX as usize).saturating_mul(open))
    }

    /// Fills the index; `rules` are in order already.
    pub(crate) fn index(&mut self) {
        let mut lists: alloc::collections::BTreeMap<char, Vec<u32>> = alloc::collections::BTreeMap::new();
        let mut open: Vec<u32> = Vec::new();
        let first_of =
            |rule: &Rule| self.patterns.get(rule.key.start as usize).map(|pattern| pattern.element);
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
            let list: Vec<Candidate> = list.into_iter().filter_map(|rule| self.candidate(rule)).collect();
            self.candidates.extend(list);
            self.starts.push((c, start..self.candidates.len() as u32));
        }
        self.anywhere = open.into_iter().filter_map(|rule| self.candidate(rule)).collect();
        // The first block is empty: that of the pages without a start.
        self.pages.clear();
        self.blocks.clear();
        self.blocks.resize(BLOCK, 0);
        for (place, (c, _)) in (1u32..).zip(&self.starts) {
            let page = *c as usize / BLOCK;
            if self.pages.len() <= page {
                self.pages.resize(page + 1, 0);
            }
            let Some(block) = self.pages.get_mut(page) else { continue };
            if *block == 0 {
                *block = (self.blocks.len() / BLOCK) as u32;
                self.blocks.resize(self.blocks.len() + BLOCK, 0);
            }
            if let Some(slot) = self.blocks.get_mut(*block as usize * BLOCK + *c as usize % BLOCK) {
                *slot = place;
            }
        }
    }

    fn candidate(&self, number: u32) -> Option<Candidate> {
        let rule = self.rules.get(number as usize)?;
        let first = |context: &Range<u32>| match self.patterns(context).first() {
            Some(Pattern { element, min: 1, .. }) => *element,
            _ => Element::Any,
        };
        let len = rule.key.end - rule.key.start;
        // A set that is listed stands only under its own characters.
        let is_listed = match self.patterns(&rule.key).first().map(|pattern| pattern.element) {
            Some(Element::Char(_)) => true,
            Some(Element::Set(set)) => self.sets.get(set as usize).is_some_and(|set| set.count().is_some()),
            _ => false,
        };
        let is_certain = len == 1 && is_listed && rule.before.is_empty() && rule.after.is_empty();
        let (before, after) = (first(&rule.before), first(&rule.after));
        Some(Candidate { rule: number, len, before, after, is_certain })
    }

    /// The rules that may match where `c` stands, best first.
    #[inline]
    pub(crate) fn at(&self, c: char) -> &[Candidate] {
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
        let block = *self.pages.get(c as usize / BLOCK)? as usize;
        (*self.blocks.get(block * BLOCK + c as usize % BLOCK)? as usize).checked_sub(1)
    }

    pub(crate) fn patterns(&self, range: &Range<u32>) -> &[Pattern] {
        self.patterns.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn fits(&self, element: Element, c: char) -> bool {
        match element {
            Element::Char(own) => own == c,
            Element::Set(set) => self.sets.get(set as usize).is_some_and(|set| set.contains(c)),
            Element::Any => true,
            Element::Boundary => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translit::rules::compile;

    fn rules(text: &str) -> Rules {
        let compiled = compile("rules", text, &|_| None).expect("rules");
        match compiled.forward.passes.first().map(|pass| (**pass).clone()) {
            Some(Pass::Rules(rules)) => rules,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn rules_are_found_by_the_first_character_of_their_key() {
        let rules = rules("а > a ; ab > x ; [бв] > y ;");
        assert_eq!(rules.at('а').len(), 1);
        assert!(rules.at('а')[0].is_certain && rules.at('б')[0].is_certain && !rules.at('a')[0].is_certain);
        assert_eq!((rules.at('a').len(), rules.at('б').len(), rules.at('в').len()), (1, 1, 1));
        assert!(rules.at('г').is_empty() && !rules.begins('г'));
    }

    #[test]
    fn a_set_that_cannot_be_listed_stands_under_every_character() {
        let rules = rules("а > a ; [^б] > x ;");
        assert_eq!((rules.at('а').len(), rules.at('漢').len()), (2, 1));
        assert!(!rules.begins('漢'));
    }

    #[test]
    fn a_candidate_knows_what_has_to_stand_beside_it() {
        let rules = rules("б { а } в > a ; г? { д > d ;");
        let candidate = |c| *rules.at(c).first().expect("a candidate");
        assert_eq!((candidate('а').before, candidate('а').after), (Element::Char('б'), Element::Char('в')));
        assert_eq!(candidate('д').before, Element::Any);
        assert!(!candidate('а').is_certain && !candidate('д').is_certain);
    }
}
