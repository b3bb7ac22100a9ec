//! The bytes of one pass: its writer and its reader; [`codec`](super::codec) lays the passes of all systems out.
//!
//! Numbers are varints: seven bits a byte, the lowest first, the eighth bit set but in the last. A reader of damaged
//! bytes gives nothing; its round trip is tested with the table.

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

fn encode_range(range: &Range<u32>, out: &mut Vec<u8>) {
    encode_varint(range.start, out);
    encode_varint(range.end - range.start, out);
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
    for pattern in &rules.patterns {
        match *pattern {
            Pattern { element: Element::Char(c), min: 1, max: 1 } => encode_varint((c as u32) << 1, out),
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
    for rule in &rules.rules {
        encode_range(&rule.before, out);
        encode_range(&rule.key, out);
        encode_range(&rule.after, out);
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
    for (first, last) in &set.ranges {
        encode_varint(*first as u32, out);
        encode_varint(*last as u32 - *first as u32, out);
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

    fn range(&mut self, len: usize) -> Option<Range<u32>> {
        let start = self.varint()?;
        let end = start.checked_add(self.varint()?)?;
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
        for _ in 0..self.count()? {
            rules.patterns.push(self.pattern(rules.sets.len())?);
        }
        for _ in 0..self.count()? {
            let before = self.range(rules.patterns.len())?;
            let key = self.range(rules.patterns.len()).filter(|key| !key.is_empty())?;
            let after = self.range(rules.patterns.len())?;
            let mut output = Vec::new();
            for _ in 0..self.count()? {
                output.push(self.output(key.end - key.start)?);
            }
            rules.rules.push(Rule { before, key, after, output: output.into() });
        }
        rules.index();
        Some(rules)
    }

    fn pattern(&mut self, sets: usize) -> Option<Pattern> {
        let number = self.varint()?;
        if number & 1 == 0 {
            return Some(Pattern { element: Element::Char(char::from_u32(number >> 1)?), min: 1, max: 1 });
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
        for _ in 0..self.count()? {
            let first = self.varint()?;
            let last = first.checked_add(self.varint()?)?;
            set.ranges.push((char::from_u32(first)?, char::from_u32(last)?));
        }
        for _ in 0..self.count()? {
            set.inner.push(self.set(depth)?);
        }
        Some(set)
    }
}
