//! From the text of a rule file to a program.

use alloc::{
    borrow::ToOwned, boxed::Box, collections::BTreeMap, format, string::String, sync::Arc, vec::Vec,
};
use core::ops::Range;

use super::parse::{Include, Parser, Part, Piece, Place, RuleSource, Sets, Side, Statement, item};
use super::program::{Item, Output, Pass, Program, REACH, Rule, Rules};
use crate::error::{Error, ErrorKind};

/// What the lines before the first statement say: `@title …`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header(pub Vec<(String, String)>);

impl Header {
    /// The first value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    }

    /// Every value of a key.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(own, _)| own == key).map(|(_, value)| value.as_str())
    }
}

/// A rule file, compiled.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// What its header says.
    pub header: Header,
    pub(crate) forward: Program,
    /// The way back, if the header says that there is one.
    pub(crate) backward: Option<Program>,
}

/// Files larger than this are refused: the largest of our own, all readings of Han, has half of it.
const LARGEST: usize = 4 << 20;

/// A pass has no more places where a rule is kept under the character that it begins with.
const MOST_CANDIDATES: usize = 1 << 21;

/// Compiles a rule file; `include` gives the files it includes.
///
/// # Errors
/// [`ErrorKind::InvalidRules`], with file, line and column.
pub fn compile(name: &str, text: &str, include: &dyn Fn(&str) -> Option<String>) -> Result<Compiled, Error> {
    if text.len() > LARGEST {
        let message = format!("{name}: a rule file has at most {LARGEST} bytes");
        return Err(Error::new(ErrorKind::InvalidRules, None, message));
    }
    let (header, start) = header(text);
    let include: Include = include;
    let mut parser = Parser { include, variables: BTreeMap::new(), statements: Vec::new(), spent: 0 };
    parser.file(name, text, start, 0)?;
    let auto = header.get("case") != Some("none");
    let forward = program(name, &parser.statements, auto, false)?;
    let backward = match header.get("reversible") {
        Some("yes") => Some(program(name, &parser.statements, auto, true)?),
        _ => None,
    };
    Ok(Compiled { header, forward, backward })
}

/// The header and where the statements begin.
fn header(text: &str) -> (Header, usize) {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        match content.strip_prefix('@') {
            Some(entry) => {
                let (key, value) = entry.split_once(char::is_whitespace).unwrap_or((entry, ""));
                lines.push((key.to_owned(), value.trim().to_owned()));
            }
            None if content.is_empty() || content.starts_with('#') => {}
            None => break,
        }
        at += line.len();
    }
    (Header(lines), at)
}

/// The passes in the order of one direction.
fn program(name: &str, statements: &[Statement], auto: bool, backward: bool) -> Result<Program, Error> {
    let mut passes: Vec<Pass> = Vec::new();
    let mut open = Draft::new(auto);
    for statement in statements {
        match statement {
            Statement::Rule(rule) => open.add(rule, backward)?,
            Statement::Pass(pass) => {
                passes.extend(core::mem::replace(&mut open, Draft::new(auto)).finish(name)?);
                passes.extend(named(name, pass, backward)?);
            }
        }
    }
    passes.extend(open.finish(name)?);
    if backward {
        passes.reverse();
    }
    Ok(Program { passes: passes.into_iter().map(Arc::new).collect() })
}

/// A pass that is no rules. On the way back only the forms of Unicode matter: what was taken apart is put together at
/// the end anyway, and capitals stand where they stand.
fn named(file: &str, pass: &str, backward: bool) -> Result<Option<Pass>, Error> {
    Ok(match pass {
        "null" => None,
        "nfd" | "nfkc" | "lower" | "title" | "title-hyphen" if backward => None,
        "nfc" => Some(Pass::Nfc),
        "nfd" => Some(Pass::Nfd),
        "nfkc" => Some(Pass::Nfkc),
        "lower" => Some(Pass::Lower),
        "title" => Some(Pass::Title(false)),
        "title-hyphen" => Some(Pass::Title(true)),
        _ => {
            let message =
                format!("{file}: there is no pass {pass}: nfc, nfd, nfkc, lower, title, title-hyphen, null");
            return Err(Error::new(ErrorKind::InvalidRules, None, message));
        }
    })
}

/// Rules of a pass that is still read.
struct Draft {
    rules: Rules,
    sets: Sets,
    /// For each rule: key length, context elements, place in the file.
    order: Vec<(usize, usize)>,
}

impl Draft {
    fn new(auto: bool) -> Draft {
        Draft { rules: Rules { auto, ..Rules::default() }, sets: Sets::default(), order: Vec::new() }
    }

    fn add(&mut self, source: &RuleSource, backward: bool) -> Result<(), Error> {
        let (from, to) = if backward { (&source.right, &source.left) } else { (&source.left, &source.right) };
        if !(if backward { source.backward } else { source.forward }) {
            return Ok(());
        }
        let (key, groups) = key(from, &source.place)?;
        let order = (key.len(), from.before.len() + from.after.len());
        let result = result(to, &groups, &source.place, backward)?;
        let sets = &mut self.sets;
        let mut before = items(&from.before, sets);
        before.reverse();
        let after = items(&from.after, sets);
        for context in [&before, &after] {
            let reach: u32 = context.iter().map(|item| u32::from(item.most)).sum();
            if reach > REACH {
                return Err(fault(
                    &source.place,
                    &format!("a context reaches further than {REACH} characters"),
                ));
            }
        }
        let key: Vec<Item> = key.iter().map(|piece| item(piece, 1, 1, sets)).collect();
        let (before, key, after) = (self.store(before), self.store(key), self.store(after));
        self.rules.rules.push(Rule { before, key, after, result });
        self.order.push(order);
        Ok(())
    }

    fn store(&mut self, items: Vec<Item>) -> Range<u32> {
        let start = self.rules.items.len() as u32;
        self.rules.items.extend(items);
        start..self.rules.items.len() as u32
    }

    /// The pass, its rules in the order in which they are tried.
    fn finish(self, name: &str) -> Result<Option<Pass>, Error> {
        let Draft { mut rules, sets, order } = self;
        if rules.rules.is_empty() {
            return Ok(None);
        }
        rules.sets = sets.list;
        let mut sorted: Vec<(Rule, (usize, usize))> = rules.rules.drain(..).zip(order).collect();
        // Longest key, most context; a stable sort leaves the order of the file to the rest.
        sorted.sort_by(|(_, a), (_, b)| b.cmp(a));
        rules.rules = sorted.into_iter().map(|(rule, _)| rule).collect();
        if rules.candidate_count() > MOST_CANDIDATES {
            let message = format!("{name}: too many rules of one pass begin with sets of characters");
            return Err(Error::new(ErrorKind::InvalidRules, None, message));
        }
        rules.index();
        Ok(Some(Pass::Rules(rules)))
    }
}

fn fault(place: &Place, message: &str) -> Error {
    let message = format!("{}:{}:{}: {message}", place.name, place.line, place.column);
    Error::new(ErrorKind::InvalidRules, Some(place.at), message)
}

/// The groups of a key by number: which of its characters.
type Groups = BTreeMap<u32, Range<u32>>;

/// The longest key.
const LONGEST: usize = 64;

/// The elements of a key, and by number the groups in it.
fn key(side: &Side, place: &Place) -> Result<(Vec<Piece>, Groups), Error> {
    let mut pieces = Vec::new();
    let mut groups = BTreeMap::new();
    let mut open: Vec<(u32, u32)> = Vec::new();
    let mut number = 0;
    for part in &side.key {
        let at = pieces.len() as u32;
        match part {
            Part::Item(piece, 1, 1) => pieces.push(piece.clone()),
            Part::Item(..) => return Err(fault(place, "a quantifier in a key")),
            Part::Open => {
                number += 1;
                open.push((number, at));
            }
            Part::Close => {
                let (number, start) = open.pop().ok_or_else(|| fault(place, ") without ("))?;
                groups.insert(number, start..at);
            }
            Part::Group(_) => return Err(fault(place, "$ and a digit belong into a result")),
        }
    }
    if !open.is_empty() {
        return Err(fault(place, "( without )"));
    }
    match pieces.len() {
        0 => Err(fault(place, "a rule without a key")),
        1..=LONGEST => Ok((pieces, groups)),
        _ => Err(fault(place, &format!("a key has at most {LONGEST} characters"))),
    }
}

/// What a rule writes.
fn result(side: &Side, groups: &Groups, place: &Place, backward: bool) -> Result<Box<[Output]>, Error> {
    let mut outputs: Vec<Output> = Vec::new();
    let mut text: Vec<char> = Vec::new();
    for part in &side.key {
        match part {
            Part::Item(Piece::Char(c), 1, 1) => text.push(*c),
            Part::Group(number) => {
                let group = groups
                    .get(number)
                    .ok_or_else(|| fault(place, &format!("there is no group ${number}")))?;
                if !text.is_empty() {
                    outputs.push(Output::Text(core::mem::take(&mut text).into()));
                }
                outputs.push(Output::Group(group.start, group.end));
            }
            _ if backward => {
                return Err(fault(place, "a set in what the way back writes: use > and < for this rule"));
            }
            _ => return Err(fault(place, "a result is text and groups")),
        }
    }
    if !text.is_empty() {
        outputs.push(Output::Text(text.into()));
    }
    Ok(outputs.into())
}

fn items(parts: &[Part], sets: &mut Sets) -> Vec<Item> {
    let item = |part: &Part| match part {
        Part::Item(piece, least, most) => Some(item(piece, *least, *most, sets)),
        _ => None,
    };
    parts.iter().filter_map(item).collect()
}
