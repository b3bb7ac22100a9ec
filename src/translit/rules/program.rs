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

use super::set::{CharSet, small};

/// How far from the key a context may look, in characters: one bit each in a word of 64 (`run.rs`).
pub(crate) const MAX_REACH: u32 = 63;

/// The passes of a system, first to last.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Program {
    pub(crate) passes: Vec<Arc<Pass>>,
}

/// One walk over the text. Rules are larger than the rest, but a program has few passes, each behind a pointer.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
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
    /// For each character of the blocks what it is matched as: itself, or its small letter. Empty where capitals are not
    /// matched.
    pub(crate) lowers: Vec<char>,
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
    /// What the key has behind its first character.
    pub(crate) second: Element,
    /// Whether its key is more than the character that it is indexed by, and `second`.
    pub(crate) has_key: bool,
    /// What its contexts are beside `before` and `after`.
    pub(crate) more_before: Reach,
    pub(crate) more_after: Reach,
}

/// What a context is beside its first element, which the candidate has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    Nothing,
    /// Elements that stand there once each.
    Plain,
    /// Elements that may repeat or be missing.
    Repeated,
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
        self.lowers.clear();
        if self.match_capitals {
            let mut lowers = alloc::vec!['\0'; self.blocks.len()];
            for (page, block) in self.pages.iter().enumerate().filter(|(_, block)| **block != 0) {
                let cells = lowers.get_mut(*block as usize * BLOCK..(*block as usize + 1) * BLOCK);
                for (code, lower) in (page as u32 * BLOCK as u32..).zip(cells.unwrap_or_default()) {
                    // What rules begin with is small already.
                    let c = char::from_u32(code).unwrap_or_default();
                    *lower = if self.place(c) != 0 { c } else { small(c) };
                }
            }
            self.lowers = lowers;
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
        // A context of one element that has to stand there at least once is seen by that element alone.
        let more = |context: &Range<u32>| match self.patterns(context) {
            [] | [Pattern { min: 1, .. }] => Reach::Nothing,
            all if all.iter().all(|pattern| pattern.min == 1 && pattern.max == 1) => Reach::Plain,
            _ => Reach::Repeated,
        };
        let second = match self.patterns(&rule.key) {
            [_, second, ..] => second.element,
            _ => Element::Any,
        };
        Some(Candidate {
            rule: number,
            len,
            before: first(&rule.before),
            after: first(&rule.after),
            second,
            has_key: len > 2 || !is_listed || len == 2 && second == Element::Any,
            more_before: more(&rule.before),
            more_after: more(&rule.after),
        })
    }

    /// What a character is to the rules: its small letter, where they match capitals too, and its place in `starts` plus
    /// one, or 0.
    #[inline]
    pub(crate) fn look(&self, c: char) -> (char, u32) {
        let Some(cell) = self.cell(c) else {
            let lower = if self.match_capitals { small(c) } else { c };
            return if lower == c { (c, 0) } else { (lower, self.place(lower)) };
        };
        match self.lowers.get(cell) {
            Some(lower) if *lower != c => (*lower, self.place(*lower)),
            _ => (c, self.blocks.get(cell).copied().unwrap_or(0)),
        }
    }

    /// The rules that may match at a place that [`Rules::look`] gave, best first.
    #[inline]
    pub(crate) fn at(&self, place: u32) -> &[Candidate] {
        let start = (place as usize).checked_sub(1).and_then(|at| self.starts.get(at));
        match start {
            Some((_, range)) => {
                self.candidates.get(range.start as usize..range.end as usize).unwrap_or_default()
            }
            None => &self.anywhere,
        }
    }

    /// The place of `c` in `starts` plus one, or 0.
    #[inline]
    pub(crate) fn place(&self, c: char) -> u32 {
        self.cell(c).and_then(|cell| self.blocks.get(cell)).copied().unwrap_or(0)
    }

    /// Where `c` stands in `blocks`, if its block has a start.
    #[inline]
    fn cell(&self, c: char) -> Option<usize> {
        let block = *self.pages.get(c as usize / BLOCK)? as usize;
        (block != 0).then_some(block * BLOCK + c as usize % BLOCK)
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

    fn at(rules: &Rules, c: char) -> &[Candidate] {
        rules.at(rules.look(c).1)
    }

    #[test]
    fn capitals_are_looked_up_as_their_small_letters() {
        let rules = rules("а > a ; Б > B ;");
        assert_eq!((rules.look('А'), rules.look('а').0), (rules.look('а'), 'а'));
        // A capital that rules name is itself; a letter of no block becomes small too.
        assert_eq!((rules.look('Б').0, rules.look('Ա').0), ('Б', 'ա'));
    }

    #[test]
    fn rules_are_found_by_the_first_character_of_their_key() {
        let rules = rules("а > a ; ab > x ; [бв] > y ;");
        assert_eq!(at(&rules, 'а').len(), 1);
        assert!(!at(&rules, 'а')[0].has_key && !at(&rules, 'б')[0].has_key);
        assert_eq!(
            (at(&rules, 'a')[0].second, at(&rules, 'б')[0].second),
            (Element::Char('b'), Element::Any)
        );
        assert_eq!((at(&rules, 'a').len(), at(&rules, 'б').len(), at(&rules, 'в').len()), (1, 1, 1));
        assert!(at(&rules, 'г').is_empty() && rules.look('г').1 == 0);
    }

    #[test]
    fn a_set_that_cannot_be_listed_stands_under_every_character() {
        let rules = rules("а > a ; [^б] > x ;");
        assert_eq!((at(&rules, 'а').len(), at(&rules, '漢').len()), (2, 1));
        assert!(rules.look('漢').1 == 0);
    }

    #[test]
    fn a_candidate_knows_what_has_to_stand_beside_it() {
        let rules = rules("б { а } в > a ; г? { д > d ;");
        let candidate = |c| *at(&rules, c).first().expect("a candidate");
        assert_eq!((candidate('а').before, candidate('а').after), (Element::Char('б'), Element::Char('в')));
        assert_eq!(candidate('д').before, Element::Any);
        assert_eq!((candidate('а').more_before, candidate('а').more_after), (Reach::Nothing, Reach::Nothing));
        assert_eq!(candidate('д').more_before, Reach::Repeated);
    }
}
