//! The bytes of one pass: its writer and its reader; [`codec`](super::codec) lays the passes of all systems out.
//!
//! Numbers are varints: seven bits a byte, the lowest first, the eighth bit set but in the last. What mostly follows on what
//! stands before it, the characters of patterns, the ranges of sets and the stretches of rules, is written as a distance from
//! that, which takes a byte where the number itself takes three. A reader of damaged bytes gives nothing; its round trip is
//! tested with the table.

use alloc::{boxed::Box, vec::Vec};
use core::ops::Range;

use super::program::{Element, Output, Pass, Pattern, Rule, Rules};
use super::set::CharSet;

/// Sets stand within sets no deeper than this.
const MAX_SET_DEPTH: u8 = 8;

pub(super) fn encode_varint(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A number as its distance from another, with its sign in the lowest bit.
fn distance(number: u32, from: u32) -> u32 {
    let distance = number.wrapping_sub(from) as i32;
    ((distance << 1) ^ (distance >> 31)) as u32
}

/// The number that [`distance`] was made of.
fn at_distance(distance: u32, from: u32) -> u32 {
    from.wrapping_add((distance >> 1) ^ (distance & 1).wrapping_neg())
}

/// A stretch of patterns: its length, then how far from the end of the one before it begins.
fn encode_range(range: &Range<u32>, end: &mut u32, out: &mut Vec<u8>) {
    encode_varint(range.end - range.start, out);
    encode_varint(distance(range.start, *end), out);
    *end = range.end;
}

pub(super) fn encode_pass(pass: &Pass) -> Vec<u8> {
    let mut out = Vec::new();
    match pass {
        Pass::Nfc => out.push(0),
        Pass::Nfd => out.push(1),
        Pass::Nfkc => out.push(2),
        Pass::Lower => out.push(3),
        Pass::Title { hyphen } => out.push(4 + u8::from(*hyphen)),
        Pass::Rules(rules) => encode_rules(rules, &mut out),
    }
    out
}

fn encode_rules(rules: &Rules, out: &mut Vec<u8>) {
    out.push(6 + u8::from(rules.match_capitals));
    encode_varint(rules.sets.len() as u32, out);
    rules.sets.iter().for_each(|set| encode_set(set, out));
    encode_varint(rules.patterns.len() as u32, out);
    let mut last = 0;
    for pattern in &rules.patterns {
        match *pattern {
            Pattern { element: Element::Char(c), min: 1, max: 1 } => {
                encode_varint(distance(c as u32, last) << 1, out);
                last = c as u32;
            }
            Pattern { element, min, max } => {
                let (kind, value) = match element {
                    Element::Char(c) => (0, c as u32),
                    Element::Set(set) => (1, set),
                    Element::Any => (2, 0),
                    Element::Boundary => (3, 0),
                };
                encode_varint((kind << 1) | 1, out);
                encode_varint(value, out);
                out.extend([min, max]);
            }
        }
    }
    encode_varint(rules.rules.len() as u32, out);
    let mut end = 0;
    for rule in &rules.rules {
        for range in [&rule.before, &rule.key, &rule.after] {
            encode_range(range, &mut end, out);
        }
        encode_varint(rule.output.len() as u32, out);
        for output in &rule.output {
            match output {
                Output::Text(text) => {
                    encode_varint((text.len() as u32) << 1, out);
                    text.iter().for_each(|c| encode_varint(*c as u32, out));
                }
                Output::Group(start, end) => {
                    encode_varint((start << 1) | 1, out);
                    encode_varint(*end, out);
                }
            }
        }
    }
}

fn encode_set(set: &CharSet, out: &mut Vec<u8>) {
    out.push(u8::from(set.negated));
    encode_varint(set.classes, out);
    encode_varint(set.ranges.len() as u32, out);
    let mut before = 0;
    for (first, last) in &set.ranges {
        encode_varint(distance(*first as u32, before), out);
        encode_varint(*last as u32 - *first as u32, out);
        before = *last as u32;
    }
    encode_varint(set.inner.len() as u32, out);
    set.inner.iter().for_each(|set| encode_set(set, out));
}

/// Reads what the functions above wrote, from the front of its bytes on.
pub(super) struct Decoder<'a> {
    pub(super) bytes: &'a [u8],
}

impl Decoder<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    pub(super) fn varint(&mut self) -> Option<u32> {
        let mut number = 0u32;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A count of things of which each takes a byte at least, so that no number makes us ask for memory in vain.
    fn count(&mut self) -> Option<usize> {
        let count = self.varint()? as usize;
        (count <= self.bytes.len()).then_some(count)
    }

    fn char(&mut self) -> Option<char> {
        char::from_u32(self.varint()?)
    }

    fn range(&mut self, before: &mut u32, len: usize) -> Option<Range<u32>> {
        let count = self.varint()?;
        let start = at_distance(self.varint()?, *before);
        let end = start.checked_add(count)?;
        *before = end;
        (end as usize <= len).then_some(start..end)
    }

    pub(super) fn pass(&mut self) -> Option<Pass> {
        Some(match self.byte()? {
            0 => Pass::Nfc,
            1 => Pass::Nfd,
            2 => Pass::Nfkc,
            3 => Pass::Lower,
            4 => Pass::Title { hyphen: false },
            5 => Pass::Title { hyphen: true },
            6 => Pass::Rules(self.rules(false)?),
            7 => Pass::Rules(self.rules(true)?),
            _ => return None,
        })
    }

    fn rules(&mut self, match_capitals: bool) -> Option<Rules> {
        let mut rules = Rules { match_capitals, ..Rules::default() };
        for _ in 0..self.count()? {
            let mut set = self.set(MAX_SET_DEPTH)?;
            set.finish();
            rules.sets.push(set);
        }
        let mut last = 0;
        for _ in 0..self.count()? {
            rules.patterns.push(self.pattern(&mut last, rules.sets.len())?);
        }
        let (mut end, patterns) = (0, rules.patterns.len());
        for _ in 0..self.count()? {
            let before = self.range(&mut end, patterns)?;
            let key = self.range(&mut end, patterns).filter(|key| !key.is_empty())?;
            let after = self.range(&mut end, patterns)?;
            let mut output = Vec::new();
            for _ in 0..self.count()? {
                output.push(self.output(key.end - key.start)?);
            }
            rules.rules.push(Rule { before, key, after, output: output.into() });
        }
        rules.index();
        Some(rules)
    }

    fn pattern(&mut self, last: &mut u32, sets: usize) -> Option<Pattern> {
        let number = self.varint()?;
        if number & 1 == 0 {
            *last = at_distance(number >> 1, *last);
            return Some(Pattern { element: Element::Char(char::from_u32(*last)?), min: 1, max: 1 });
        }
        let value = self.varint()?;
        let element = match number >> 1 {
            0 => Element::Char(char::from_u32(value)?),
            1 if (value as usize) < sets => Element::Set(value),
            2 => Element::Any,
            3 => Element::Boundary,
            _ => return None,
        };
        Some(Pattern { element, min: self.byte()?, max: self.byte()? })
    }

    fn output(&mut self, key_len: u32) -> Option<Output> {
        let number = self.varint()?;
        if number & 1 == 1 {
            let (start, end) = (number >> 1, self.varint()?);
            return (start <= end && end <= key_len).then_some(Output::Group(start, end));
        }
        let text: Option<Box<[char]>> = (0..number >> 1).map(|_| self.char()).collect();
        text.map(Output::Text)
    }

    fn set(&mut self, depth: u8) -> Option<CharSet> {
        let depth = depth.checked_sub(1)?;
        let mut set = CharSet { negated: self.byte()? != 0, classes: self.varint()?, ..CharSet::default() };
        let mut before = 0;
        for _ in 0..self.count()? {
            let first = at_distance(self.varint()?, before);
            let last = first.checked_add(self.varint()?)?;
            before = last;
            set.ranges.push((char::from_u32(first)?, char::from_u32(last)?));
        }
        for _ in 0..self.count()? {
            set.inner.push(self.set(depth)?);
        }
        Some(set)
    }
}
