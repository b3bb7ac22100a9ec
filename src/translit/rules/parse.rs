//! Rule files as statements: passes and rules, with variables put in.

use alloc::{borrow::ToOwned, boxed::Box, collections::BTreeMap, format, string::String, vec::Vec};

use super::lex::{Lexer, SetSource, Token, What};
use super::program::{Element, Item};
use super::set::{CharSet, DEPTH as DEEPEST};
use crate::error::Error;

/// A statement that does something.
#[derive(Clone, Debug)]
pub(super) enum Statement {
    /// `:: name ;`
    Pass(String),
    Rule(Box<RuleSource>),
}

/// A rule with its two sides.
#[derive(Clone, Debug)]
pub(super) struct RuleSource {
    pub(super) left: Side,
    pub(super) right: Side,
    pub(super) forward: bool,
    pub(super) backward: bool,
    /// Where it stands, for messages: file and text before it.
    pub(super) place: Place,
}

/// A place in a file, told if something is wrong with the rule there.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) at: usize,
}

/// `before { key } after`, or a result.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    pub(super) before: Vec<Part>,
    pub(super) key: Vec<Part>,
    pub(super) after: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Item(Piece, u8, u8),
    Open,
    Close,
    Group(u32),
}

/// An element whose set is not yet numbered.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Char(char),
    Set(CharSet),
    Any,
    Boundary,
}

/// An included file: its text, if there is one of this name.
pub(super) type Include<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What is read so far.
pub(super) struct Parser<'a> {
    pub(super) include: Include<'a>,
    pub(super) variables: BTreeMap<String, Vec<Part>>,
    pub(super) statements: Vec<Statement>,
    /// How many characters and ranges variables and sets have stood for so far.
    pub(super) spent: usize,
}

/// A place in a file that is told by line and column and moves forwards only.
#[derive(Clone, Copy)]
struct Walk {
    at: usize,
    line: usize,
    column: usize,
}

impl Walk {
    fn to(&mut self, text: &str, at: usize) {
        let passed = text.get(self.at..at).unwrap_or_default();
        if let Some((before, last)) = passed.rsplit_once('\n') {
            self.line += before.matches('\n').count() + 1;
            self.column = last.chars().count() + 1;
        } else {
            self.column += passed.chars().count();
        }
        self.at = at;
    }
}

/// How deep files may include files.
const DEPTH: usize = 8;
/// What the variables and sets of a file may stand for, all in all: a few lines can name each other and double.
const MOST_NAMED: usize = 1 << 20;
/// How many times `*` and `+` match at most.
const MOST: u8 = 8;

impl Parser<'_> {
    /// Reads the statements of a file from byte `start` on.
    pub(super) fn file(&mut self, name: &str, text: &str, start: usize, depth: usize) -> Result<(), Error> {
        let mut lexer = Lexer { text, at: start, name };
        let mut walk = Walk { at: 0, line: 1, column: 1 };
        loop {
            lexer.skip_blank();
            if lexer.rest().is_empty() {
                return Ok(());
            }
            if let Some(rest) = lexer.rest().strip_prefix("::") {
                let at = lexer.at;
                let end = rest.find(';').ok_or_else(|| lexer.error(at, "a pass without ; at its end"))?;
                let words: Vec<&str> = rest.get(..end).unwrap_or_default().split_whitespace().collect();
                lexer.at += 2 + end + 1;
                match words.as_slice() {
                    ["include", file] => self.included(file, &lexer, at, depth)?,
                    [pass] => self.statements.push(Statement::Pass((*pass).to_owned())),
                    _ => return Err(lexer.error(at, "a pass is one word, or include and the name of a file")),
                }
                continue;
            }
            let at = lexer.at;
            let tokens = lexer.statement()?;
            walk.to(text, at);
            self.statement(&lexer, &tokens, walk)?;
        }
    }

    fn included(&mut self, file: &str, lexer: &Lexer, at: usize, depth: usize) -> Result<(), Error> {
        if depth >= DEPTH {
            return Err(lexer.error(at, "files include each other without end"));
        }
        let text = (self.include)(file)
            .ok_or_else(|| lexer.error(at, &format!("there is no file {file} to include")))?;
        self.file(file, &text, 0, depth + 1)
    }

    fn statement(&mut self, lexer: &Lexer, tokens: &[Token], walk: Walk) -> Result<(), Error> {
        if let [
            Token { what: What::Variable(name), .. },
            Token { what: What::Operator("="), .. },
            value @ ..,
        ] = tokens
        {
            let parts = self.parts(lexer, value, Where::Value)?;
            self.variables.insert(name.clone(), parts);
            return Ok(());
        }
        let is_arrow = |token: &Token| matches!(token.what, What::Operator("<" | ">" | "<>"));
        let mut arrows = tokens.iter().enumerate().filter(|(_, token)| is_arrow(token));
        let (Some((cut, arrow)), None) = (arrows.next(), arrows.next()) else {
            return Err(lexer.error(walk.at, "a rule has one of > < <> in it"));
        };
        let (forward, backward) = match arrow.what {
            What::Operator(">") => (true, false),
            What::Operator("<") => (false, true),
            _ => (true, true),
        };
        let left = tokens.get(..cut).unwrap_or_default();
        let right = tokens.get(cut + 1..).unwrap_or_default();
        // The side that is matched has a key, the other one is a result; in `<>` each is both.
        let left = self.side(lexer, left, if forward { Where::Key } else { Where::Result })?;
        let right = self.side(lexer, right, if backward { Where::Key } else { Where::Result })?;
        let Walk { at, line, column } = walk;
        let place = Place { name: lexer.name.to_owned(), line, column, at };
        self.statements.push(Statement::Rule(Box::new(RuleSource { left, right, forward, backward, place })));
        Ok(())
    }

    fn side(&mut self, lexer: &Lexer, tokens: &[Token], key: Where) -> Result<Side, Error> {
        let find = |sign| tokens.iter().position(|token| token.what == What::Operator(sign));
        let (open, close) = (find("{"), find("}"));
        let start = open.map_or(0, |at| at + 1);
        let end = close.unwrap_or(tokens.len());
        let Some(middle) = tokens.get(start..end) else {
            let at = tokens.get(end).map_or(0, |token| token.at);
            return Err(lexer.error(at, "} stands before {"));
        };
        Ok(Side {
            before: self.parts(lexer, tokens.get(..open.unwrap_or(0)).unwrap_or_default(), Where::Context)?,
            key: self.parts(lexer, middle, key)?,
            after: self.parts(lexer, tokens.get(end + 1..).unwrap_or_default(), Where::Context)?,
        })
    }

    fn parts(&mut self, lexer: &Lexer, tokens: &[Token], place: Where) -> Result<Vec<Part>, Error> {
        let mut parts: Vec<Part> = Vec::new();
        // Whether a quantifier may follow: after one element.
        let mut single = false;
        for Token { what, at } in tokens {
            let fault = |message: &str| Err(lexer.error(*at, message));
            match what {
                What::Text(text) => {
                    parts.extend(text.chars().map(|c| Part::Item(Piece::Char(c), 1, 1)));
                    single = text.chars().count() == 1;
                }
                What::Set(_) if place == Where::Result => return fault("a set in a result"),
                What::Set(set) => {
                    parts.push(Part::Item(Piece::Set(self.set(lexer, set, *at)?), 1, 1));
                    single = true;
                }
                What::Variable(name) => {
                    let Some(value) = self.variables.get(name) else {
                        return fault(&format!("there is no variable ${name}"));
                    };
                    self.spent += value.iter().map(Part::size).sum::<usize>();
                    if self.spent > MOST_NAMED {
                        return fault(NAMED_TOO_MUCH);
                    }
                    let text = |part: &Part| matches!(part, Part::Item(Piece::Char(_), 1, 1));
                    if place == Where::Result && !value.iter().all(text) {
                        return fault("this variable is no text and cannot be a result");
                    }
                    parts.extend(value.iter().cloned());
                    single = value.len() == 1;
                }
                What::Group(number) if matches!(place, Where::Result | Where::Key) => {
                    parts.push(Part::Group(*number));
                }
                What::Boundary if matches!(place, Where::Context | Where::Value) => {
                    parts.push(Part::Item(Piece::Boundary, 1, 1));
                    single = false;
                }
                What::Operator(".") if place != Where::Result => {
                    parts.push(Part::Item(Piece::Any, 1, 1));
                    single = true;
                }
                What::Operator(sign @ ("?" | "*" | "+")) if place == Where::Context => {
                    match parts.last_mut().filter(|_| single) {
                        Some(Part::Item(_, least, most)) => {
                            *least = u8::from(*sign == "+");
                            *most = if *sign == "?" { 1 } else { MOST };
                        }
                        _ => return fault("a quantifier follows one element"),
                    }
                    single = false;
                }
                What::Operator("(") if place == Where::Key => parts.push(Part::Open),
                What::Operator(")") if place == Where::Key => parts.push(Part::Close),
                _ => return fault("this cannot stand here: escape it with \\ if it means itself"),
            }
        }
        Ok(parts)
    }

    fn set(&mut self, lexer: &Lexer, source: &SetSource, at: usize) -> Result<CharSet, Error> {
        let mut set = source.plain.clone();
        for inner in &source.inner {
            set.merge(self.set(lexer, inner, at)?);
        }
        for (name, at) in &source.variables {
            let value = self
                .variables
                .get(name)
                .ok_or_else(|| lexer.error(*at, &format!("there is no variable ${name}")))?;
            for part in value {
                self.spent += part.size();
                if self.spent > MOST_NAMED {
                    return Err(lexer.error(*at, NAMED_TOO_MUCH));
                }
                match part {
                    Part::Item(Piece::Char(c), 1, 1) => set.add(*c, *c),
                    Part::Item(Piece::Set(inner), 1, 1) => set.merge(inner.clone()),
                    _ => return Err(lexer.error(*at, "this variable is no set of characters")),
                }
            }
        }
        set.finish();
        let (size, depth) = set.size();
        self.spent += size;
        match () {
            () if self.spent > MOST_NAMED => Err(lexer.error(at, NAMED_TOO_MUCH)),
            () if depth > DEEPEST => Err(lexer.error(at, "sets within sets go no deeper")),
            () => Ok(set),
        }
    }
}

const NAMED_TOO_MUCH: &str = "what variables and sets stand for is more than a million characters";

impl Part {
    /// How many characters and ranges it stands for.
    fn size(&self) -> usize {
        match self {
            Part::Item(Piece::Set(set), ..) => set.size().0,
            _ => 1,
        }
    }
}

/// Where parts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Context,
    Key,
    Value,
    Result,
}

/// The different sets of a pass, numbered.
#[derive(Default)]
pub(super) struct Sets {
    pub(super) list: Vec<CharSet>,
    numbers: BTreeMap<CharSet, u32>,
}

/// An item of a program, its set numbered in `sets`.
pub(super) fn item(piece: &Piece, least: u8, most: u8, sets: &mut Sets) -> Item {
    let what = match piece {
        Piece::Char(c) => Element::Char(*c),
        Piece::Any => Element::Any,
        Piece::Boundary => Element::Boundary,
        Piece::Set(set) => {
            let next = sets.list.len() as u32;
            Element::Set(*sets.numbers.entry(set.clone()).or_insert_with(|| {
                sets.list.push(set.clone());
                next
            }))
        }
    };
    Item { what, least, most }
}
