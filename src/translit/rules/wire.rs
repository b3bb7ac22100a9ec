//! Programs as bytes: variable-length numbers, passes shared between systems.

use alloc::{boxed::Box, collections::BTreeMap, sync::Arc, vec::Vec};
use core::ops::Range;

use super::compile::Compiled;
use super::program::{Element, Item, Output, Pass, Program, Rule, Rules};
use super::set::CharSet;

/// Passes, each once, and the bytes they are written as.
#[derive(Debug, Default)]
pub struct PassPool {
    known: BTreeMap<Vec<u8>, u32>,
    passes: Vec<Vec<u8>>,
}

impl PassPool {
    /// The numbers of a system's passes, there and (if it is reversible) back, as bytes.
    pub fn add(&mut self, compiled: &Compiled) -> (Vec<u8>, Vec<u8>) {
        let back = compiled.backward.as_ref().map(|program| self.program(program));
        (self.program(&compiled.forward), back.unwrap_or_default())
    }

    /// The passes added so far, by number.
    #[must_use]
    pub fn passes(&self) -> &[Vec<u8>] {
        &self.passes
    }

    fn program(&mut self, program: &Program) -> Vec<u8> {
        let mut out = Vec::new();
        for pass in &program.passes {
            let bytes = write_pass(pass);
            let next = self.passes.len() as u32;
            let number = *self.known.entry(bytes.clone()).or_insert_with(|| {
                self.passes.push(bytes);
                next
            });
            number_to(number, &mut out);
        }
        out
    }
}

fn number_to(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn range_to(range: &Range<u32>, out: &mut Vec<u8>) {
    number_to(range.start, out);
    number_to(range.end - range.start, out);
}

fn write_pass(pass: &Pass) -> Vec<u8> {
    let mut out = Vec::new();
    match pass {
        Pass::Nfc => out.push(0),
        Pass::Nfd => out.push(1),
        Pass::Nfkc => out.push(2),
        Pass::Lower => out.push(3),
        Pass::Title(hyphen) => out.push(4 + u8::from(*hyphen)),
        Pass::Rules(rules) => write_rules(rules, &mut out),
    }
    out
}

fn write_rules(rules: &Rules, out: &mut Vec<u8>) {
    out.push(6 + u8::from(rules.auto));
    number_to(rules.sets.len() as u32, out);
    rules.sets.iter().for_each(|set| write_set(set, out));
    number_to(rules.items.len() as u32, out);
    for item in &rules.items {
        // A plain character, which nearly all items are, takes the even numbers.
        match *item {
            Item { what: Element::Char(c), least: 1, most: 1 } => number_to((c as u32) << 1, out),
            Item { what, least, most } => {
                let (kind, value) = match what {
                    Element::Char(c) => (0, c as u32),
                    Element::Set(set) => (1, set),
                    Element::Any => (2, 0),
                    Element::Boundary => (3, 0),
                };
                number_to((kind << 1) | 1, out);
                number_to(value, out);
                out.extend([least, most]);
            }
        }
    }
    number_to(rules.rules.len() as u32, out);
    for rule in &rules.rules {
        range_to(&rule.before, out);
        range_to(&rule.key, out);
        range_to(&rule.after, out);
        number_to(rule.result.len() as u32, out);
        for output in &rule.result {
            match output {
                Output::Text(text) => {
                    number_to((text.len() as u32) << 1, out);
                    text.iter().for_each(|c| number_to(*c as u32, out));
                }
                Output::Group(start, end) => {
                    number_to((start << 1) | 1, out);
                    number_to(*end, out);
                }
            }
        }
    }
}

fn write_set(set: &CharSet, out: &mut Vec<u8>) {
    out.push(u8::from(set.negated));
    number_to(set.classes, out);
    number_to(set.ranges.len() as u32, out);
    for (first, last) in &set.ranges {
        number_to(*first as u32, out);
        number_to(*last as u32 - *first as u32, out);
    }
    number_to(set.inner.len() as u32, out);
    set.inner.iter().for_each(|set| write_set(set, out));
}

/// The program whose passes have these numbers; `pass` gives the bytes of each. Bytes that are no program give none.
#[doc(hidden)]
#[must_use]
pub fn read_program<'a>(numbers: &[u8], pass: impl Fn(u32) -> Option<&'a [u8]>) -> Option<Readable> {
    let mut reader = Reader { bytes: numbers };
    let mut passes = Vec::new();
    while !reader.bytes.is_empty() {
        let bytes = pass(reader.number()?)?;
        passes.push(Arc::new(Reader { bytes }.pass()?));
    }
    Some(Readable(Program { passes }))
}

/// A program read from bytes.
#[derive(Clone, Debug)]
pub struct Readable(pub(crate) Program);

struct Reader<'a> {
    bytes: &'a [u8],
}

/// Sets within sets go no deeper.
const DEPTH: u8 = 8;

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u32> {
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
        let count = self.number()? as usize;
        (count <= self.bytes.len()).then_some(count)
    }

    fn char(&mut self) -> Option<char> {
        char::from_u32(self.number()?)
    }

    fn range(&mut self, len: usize) -> Option<Range<u32>> {
        let start = self.number()?;
        let end = start.checked_add(self.number()?)?;
        (end as usize <= len).then_some(start..end)
    }

    fn pass(&mut self) -> Option<Pass> {
        Some(match self.byte()? {
            0 => Pass::Nfc,
            1 => Pass::Nfd,
            2 => Pass::Nfkc,
            3 => Pass::Lower,
            4 => Pass::Title(false),
            5 => Pass::Title(true),
            6 => Pass::Rules(self.rules(false)?),
            7 => Pass::Rules(self.rules(true)?),
            _ => return None,
        })
    }

    fn rules(&mut self, auto: bool) -> Option<Rules> {
        let mut rules = Rules { auto, ..Rules::default() };
        for _ in 0..self.count()? {
            let mut set = self.set(DEPTH)?;
            set.finish();
            rules.sets.push(set);
        }
        for _ in 0..self.count()? {
            rules.items.push(self.item(rules.sets.len())?);
        }
        for _ in 0..self.count()? {
            let before = self.range(rules.items.len())?;
            let key = self.range(rules.items.len()).filter(|key| !key.is_empty())?;
            let after = self.range(rules.items.len())?;
            let mut result = Vec::new();
            for _ in 0..self.count()? {
                result.push(self.output(key.end - key.start)?);
            }
            rules.rules.push(Rule { before, key, after, result: result.into() });
        }
        rules.index();
        Some(rules)
    }

    fn item(&mut self, sets: usize) -> Option<Item> {
        let number = self.number()?;
        if number & 1 == 0 {
            return Some(Item { what: Element::Char(char::from_u32(number >> 1)?), least: 1, most: 1 });
        }
        let value = self.number()?;
        let what = match number >> 1 {
            0 => Element::Char(char::from_u32(value)?),
            1 if (value as usize) < sets => Element::Set(value),
            2 => Element::Any,
            3 => Element::Boundary,
            _ => return None,
        };
        Some(Item { what, least: self.byte()?, most: self.byte()? })
    }

    fn output(&mut self, key: u32) -> Option<Output> {
        let number = self.number()?;
        if number & 1 == 1 {
            let (start, end) = (number >> 1, self.number()?);
            return (start <= end && end <= key).then_some(Output::Group(start, end));
        }
        let text: Option<Box<[char]>> = (0..number >> 1).map(|_| self.char()).collect();
        text.map(Output::Text)
    }

    fn set(&mut self, depth: u8) -> Option<CharSet> {
        let depth = depth.checked_sub(1)?;
        let mut set = CharSet { negated: self.byte()? != 0, classes: self.number()?, ..CharSet::default() };
        for _ in 0..self.count()? {
            let first = self.number()?;
            let last = first.checked_add(self.number()?)?;
            set.ranges.push((char::from_u32(first)?, char::from_u32(last)?));
        }
        for _ in 0..self.count()? {
            set.inner.push(self.set(depth)?);
        }
        Some(set)
    }
}
