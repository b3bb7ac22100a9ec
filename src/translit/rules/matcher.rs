//! Whether a rule matches at a place of a line: its key, and its contexts before and behind.
//!
//! *Input* is a line in small letters and the candidates of a place, best first; *output* the first that matches, and
//! where its key ends.
//!
//! *Contexts with quantifiers* (`[аеиоу]* й?`) are matched every way at once: bit i of a word says that the elements so
//! far can have passed i characters, and an element moves the bits. So nothing backtracks:
//!
//! ```text
//! a* b   at "aab…"    ways = 1       → a*: 111 → b: 1000      matches with three characters
//! ```
//!
//! *Cost*: the candidates of one character, each of which looks at no more than
//! [`MAX_REACH`](super::program::MAX_REACH) characters beside its key.

use core::ops::Range;

use super::program::{Candidate, Element, Pattern, Reach, Rule, Rules};
use super::set::in_word;

/// Counts what [`RuleMatcher::fits`] does, for the test of growth.
#[cfg(test)]
pub(super) static STEPS: core::sync::atomic::AtomicU64 = core::sync::atomic::AtomicU64::new(0);

/// One pass at one line.
pub(super) struct RuleMatcher<'a> {
    pub(super) rules: &'a Rules,
    pub(super) text: &'a [char],
}

impl<'a> RuleMatcher<'a> {
    #[inline]
    fn fits(&self, element: Element, c: char) -> bool {
        #[cfg(test)]
        STEPS.fetch_add(1, core::sync::atomic::Ordering::Relaxed);
        self.rules.fits(element, c)
    }

    /// The first of the rules that matches at `at`, and where its key ends.
    #[inline]
    pub(super) fn first(&self, candidates: &[Candidate], at: usize) -> Option<(&'a Rule, usize)> {
        // Rules of one character often want the same before them: what was not there once is not looked for again.
        let mut missing = Element::Any;
        candidates.iter().find_map(|candidate| {
            // The rest of a key tells most rules of one character apart.
            if candidate.second != Element::Any
                && !self.text.get(at + 1).is_some_and(|c| self.fits(candidate.second, *c))
            {
                return None;
            }
            if candidate.before != Element::Any {
                if candidate.before == missing {
                    return None;
                }
                if !self.stands_beside(candidate.before, at, false) {
                    missing = candidate.before;
                    return None;
                }
            }
            self.matches(candidate, at)
        })
    }

    /// Whether an element matches from a gap on, forwards or backwards.
    #[inline]
    fn stands_beside(&self, element: Element, gap: usize, forward: bool) -> bool {
        match element {
            Element::Any => true,
            Element::Boundary => self.is_boundary(gap, 0, forward),
            element => self.char_at(gap, 0, forward).is_some_and(|c| self.fits(element, c)),
        }
    }

    /// The rule, if the rest of it matches at `at`, and where its key ends.
    #[inline]
    fn matches(&self, candidate: &Candidate, at: usize) -> Option<(&'a Rule, usize)> {
        #[cfg(test)]
        STEPS.fetch_add(1, core::sync::atomic::Ordering::Relaxed);
        let end = at + candidate.len as usize;
        if !self.stands_beside(candidate.after, end, true) {
            return None;
        }
        let rule = self.rules.rules.get(candidate.rule as usize)?;
        let fits = || {
            let text = self.text.get(at..end)?;
            let mut key = self.rules.patterns(&rule.key).iter().zip(text);
            key.all(|(pattern, c)| self.fits(pattern.element, *c)).then_some(())
        };
        if candidate.has_key {
            fits()?;
        }
        let held = self.reaches(&rule.after, candidate.more_after, end, true)
            && self.reaches(&rule.before, candidate.more_before, at, false);
        held.then_some((rule, end))
    }

    /// Whether a context, whose first element was seen, matches from a gap in the text on, forwards or backwards.
    #[inline]
    fn reaches(&self, context: &Range<u32>, reach: Reach, gap: usize, forward: bool) -> bool {
        match reach {
            Reach::Nothing => true,
            Reach::Plain => self.reaches_plainly(self.rules.patterns(context), gap, forward),
            Reach::Repeated => self.reaches_all_ways(self.rules.patterns(context), gap, forward),
        }
    }

    /// The same where every element stands once.
    fn reaches_plainly(&self, patterns: &[Pattern], gap: usize, forward: bool) -> bool {
        let Some((first, rest)) = patterns.split_first() else { return true };
        let mut steps = usize::from(first.element != Element::Boundary);
        rest.iter().all(|pattern| match pattern.element {
            Element::Boundary => self.is_boundary(gap, steps, forward),
            element => {
                steps += 1;
                self.char_at(gap, steps - 1, forward).is_some_and(|c| self.fits(element, c))
            }
        })
    }

    /// The same where elements repeat: every way at once, a bit for each number of characters passed.
    fn reaches_all_ways(&self, patterns: &[Pattern], gap: usize, forward: bool) -> bool {
        let step = |ways: u64, element: Element| -> u64 {
            // Mostly there is one way.
            if ways.is_power_of_two() {
                let steps = ways.trailing_zeros();
                let fits = self.char_at(gap, steps as usize, forward).is_some_and(|c| self.fits(element, c));
                return if fits { ways << 1 } else { 0 };
            }
            let mut next = 0;
            let mut left = ways;
            while left != 0 {
                let steps = left.trailing_zeros();
                left &= left - 1;
                let fits = self.char_at(gap, steps as usize, forward).is_some_and(|c| self.fits(element, c));
                next |= u64::from(fits).checked_shl(steps + 1).unwrap_or(0);
            }
            next
        };
        let mut ways = 1u64;
        for pattern in patterns {
            if pattern.element == Element::Boundary {
                let held = (0..u64::BITS).filter(|steps| {
                    ways >> steps & 1 == 1 && self.is_boundary(gap, *steps as usize, forward)
                });
                ways = held.map(|steps| 1 << steps).sum();
            } else {
                let mut reached = if pattern.min == 0 { ways } else { 0 };
                let mut now = ways;
                for times in 1..=pattern.max {
                    now = step(now, pattern.element);
                    if times >= pattern.min {
                        reached |= now;
                    }
                }
                ways = reached;
            }
            if ways == 0 {
                return false;
            }
        }
        true
    }

    /// The character so many steps from a gap.
    #[inline]
    fn char_at(&self, gap: usize, steps: usize, forward: bool) -> Option<char> {
        let at = if forward { gap.checked_add(steps)? } else { gap.checked_sub(steps + 1)? };
        self.text.get(at).copied()
    }

    /// Whether a word ends or begins so many steps from a gap.
    fn is_boundary(&self, gap: usize, steps: usize, forward: bool) -> bool {
        let beyond = self.char_at(gap, steps, forward);
        let before = match steps.checked_sub(1) {
            Some(steps) => self.char_at(gap, steps, forward),
            None => self.char_at(gap, 0, !forward),
        };
        let is_word = |c: Option<char>| c.is_some_and(in_word);
        !is_word(beyond) || !is_word(before)
    }
}
