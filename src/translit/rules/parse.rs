//! The parser of rule files: statements, with variables put in.
//!
//! *Input* are the tokens of [`lex`](super::lex), *output* a list of statements in the order of the file, included files
//! among them. The grammar:
//!
//! ```text
//! file      = { pass | variable | rule }
//! pass      = "::" [ name ] [ "(" name ")" ] ";"  |  "::" "include" file ";"  |  "::" "mrz" ";"
//! variable  = "$name" "=" parts ";"
//! rule      = side ( ">" | "<" | "<>" ) side ";"
//! side      = [ parts "{" ] parts [ "}" parts ]           before { key } after
//! parts     = { character | set | "." | "\b" | "(" | ")" | "$1" | "$name" | "?" | "*" | "+" }
//! ```
//!
//! What may stand where is checked here ([`SideContext`]): a quantifier only in a context, a group only in a key, a set
//! never in a result. *Cost*: linear in the file and in what its variables stand for; that is bounded.

use alloc::{borrow::ToOwned, boxed::Box, collections::BTreeMap, format, string::String, vec::Vec};

use super::lex::{Lexer, RuleToken, RuleTokenKind, SetSource};
use super::program::{Element, Pattern};
use super::set::{CharSet, MAX_DEPTH as MAX_SET_DEPTH};
use crate::error::Error;

/// A statement that does something.
#[derive(Clone, Debug)]
pub(super) enum Statement {
    /// `:: name (back) ;`: what is done there, and on the way back. Either may be missing.
    Pass {
        forward: String,
        backward: Option<String>,
    },
    /// `:: mrz ;`: the passes behind it belong to the machine-readable zone.
    Zone,
    Rule(Box<RuleSource>),
}

impl Statement {
    /// `:: name ;`, `:: name (back) ;` or `:: (back) ;`
    fn pass(name: &str, back: Option<&str>) -> Statement {
        match in_brackets(name) {
            Some(back) => Statement::Pass { forward: "null".into(), backward: Some(back.to_owned()) },
            None => Statement::Pass { forward: name.to_owned(), backward: back.map(str::to_owned) },
        }
    }
}

/// What stands between round brackets.
fn in_brackets(word: &str) -> Option<&str> {
    word.strip_prefix('(')?.strip_suffix(')')
}

/// A rule with its two sides.
#[derive(Clone, Debug)]
pub(super) struct RuleSource {
    pub(super) left: RuleSide,
    pub(super) right: RuleSide,
    pub(super) forward: bool,
    pub(super) backward: bool,
    /// Where it stands, for messages: file and text before it.
    pub(super) position: SourcePosition,
}

/// A place in a file, told if something is wrong with the rule there.
#[derive(Clone, Debug)]
pub(super) struct SourcePosition {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) at: usize,
}

/// `before { key } after`, or a result.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleSide {
    pub(super) before: Vec<SideItem>,
    pub(super) key: Vec<SideItem>,
    pub(super) after: Vec<SideItem>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum SideItem {
    /// An element and how often it matches: at least, at most.
    Element(ParsedElement, u8, u8),
    Open,
    Close,
    Group(u32),
}

/// An element whose set is not yet numbered.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ParsedElement {
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
    pub(super) variables: BTreeMap<String, Vec<SideItem>>,
    pub(super) statements: Vec<Statement>,
    /// How many characters and ranges variables and sets have stood for so far.
    pub(super) spent: usize,
}

/// A place in a file that is told by line and column and moves forwards only.
#[derive(Clone, Copy)]
struct Cursor {
    at: usize,
    line: usize,
    column: usize,
}

impl Cursor {
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

/// How deep files may include files: two that include each other would else never end. Our own go one deep.
const MAX_INCLUDE_DEPTH: usize = 8;
/// What the variables and sets of a file may stand for, all in all: a few lines can name each other and double.
const MAX_EXPANSION: usize = 1 << 20;
/// How many times `*` and `+` match at most. With contexts of at most 63 characters it bounds the work at a place; the
/// longest run that a published system asks for has 4.
const MAX_REPEAT: u8 = 8;

impl Parser<'_> {
    /// Reads the statements of a file from byte `start` on.
    pub(super) fn file(&mut self, name: &str, text: &str, start: usize, depth: usize) -> Result<(), Error> {
        let mut lexer = Lexer { text, at: start, name };
        let mut cursor = Cursor { at: 0, line: 1, column: 1 };
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
                    ["mrz"] => self.statements.push(Statement::Zone),
                    [pass] => self.statements.push(Statement::pass(pass, None)),
                    [pass, back] if in_brackets(back).is_some() => {
                        self.statements.push(Statement::pass(pass, in_brackets(back)));
                    }
                    _ => return Err(lexer.error(at, "a pass is one word, or include and the name of a file")),
                }
                continue;
            }
            let at = lexer.at;
            let tokens = lexer.statement()?;
            cursor.to(text, at);
            self.statement(&lexer, &tokens, cursor)?;
        }
    }

    fn included(&mut self, file: &str, lexer: &Lexer, at: usize, depth: usize) -> Result<(), Error> {
        if depth >= MAX_INCLUDE_DEPTH {
            return Err(lexer.error(at, "files include each other without end"));
        }
        let text = (self.include)(file)
            .ok_or_else(|| lexer.error(at, &format!("there is no file {file} to include")))?;
        self.file(file, &text, 0, depth + 1)
    }

    fn statement(&mut self, lexer: &Lexer, tokens: &[RuleToken], cursor: Cursor) -> Result<(), Error> {
        if let [
            RuleToken { kind: RuleTokenKind::Variable(name), .. },
            RuleToken { kind: RuleTokenKind::Operator("="), .. },
            value @ ..,
        ] = tokens
        {
            let parts = self.parts(lexer, value, SideContext::Value)?;
            self.variables.insert(name.clone(), parts);
            return Ok(());
        }
        let is_arrow = |token: &RuleToken| matches!(token.kind, RuleTokenKind::Operator("<" | ">" | "<>"));
        let mut arrows = tokens.iter().enumerate().filter(|(_, token)| is_arrow(token));
        let (Some((cut, arrow)), None) = (arrows.next(), arrows.next()) else {
            return Err(lexer.error(cursor.at, "a rule has one of > < <> in it"));
        };
        let (forward, backward) = match arrow.kind {
            RuleTokenKind::Operator(">") => (true, false),
            RuleTokenKind::Operator("<") => (false, true),
            _ => (true, true),
        };
        let left = tokens.get(..cut).unwrap_or_default();
        let right = tokens.get(cut + 1..).unwrap_or_default();
        // The side that is matched has a key, the other one is a result; in `<>` each is both.
        let left = self.side(lexer, left, if forward { SideContext::Key } else { SideContext::Result })?;
        let right = self.side(lexer, right, if backward { SideContext::Key } else { SideContext::Result })?;
        let Cursor { at, line, column } = cursor;
        let position = SourcePosition { name: lexer.name.to_owned(), line, column, at };
        self.statements.push(Statement::Rule(Box::new(RuleSource {
            left,
            right,
            forward,
            backward,
            position,
        })));
        Ok(())
    }

    fn side(&mut self, lexer: &Lexer, tokens: &[RuleToken], key: SideContext) -> Result<RuleSide, Error> {
        let find = |sign| tokens.iter().position(|token| token.kind == RuleTokenKind::Operator(sign));
        let (open, close) = (find("{"), find("}"));
        let start = open.map_or(0, |at| at + 1);
        let end = close.unwrap_or(tokens.len());
        let Some(middle) = tokens.get(start..end) else {
            let at = tokens.get(end).map_or(0, |token| token.at);
            return Err(lexer.error(at, "} stands before {"));
        };
        Ok(RuleSide {
            before: self.parts(
                lexer,
                tokens.get(..open.unwrap_or(0)).unwrap_or_default(),
                SideContext::Context,
            )?,
            key: self.parts(lexer, middle, key)?,
            after: self.parts(lexer, tokens.get(end + 1..).unwrap_or_default(), SideContext::Context)?,
        })
    }

    fn parts(
        &mut self,
        lexer: &Lexer,
        tokens: &[RuleToken],
        place: SideContext,
    ) -> Result<Vec<SideItem>, Error> {
        let mut parts: Vec<SideItem> = Vec::new();
        // Whether a quantifier may follow: after one element.
        let mut single = false;
        for RuleToken { kind, at } in tokens {
            let fault = |message: &str| Err(lexer.error(*at, message));
            match kind {
                RuleTokenKind::Text(text) => {
                    parts.extend(text.chars().map(|c| SideItem::Element(ParsedElement::Char(c), 1, 1)));
                    single = text.chars().count() == 1;
                }
                RuleTokenKind::Set(_) if place == SideContext::Result => return fault("a set in a result"),
                RuleTokenKind::Set(set) => {
                    parts.push(SideItem::Element(ParsedElement::Set(self.set(lexer, set, *at)?), 1, 1));
                    single = true;
                }
                RuleTokenKind::Variable(name) => {
                    let Some(value) = self.variables.get(name) else {
                        return fault(&format!("there is no variable ${name}"));
                    };
                    self.spent += value.iter().map(SideItem::size).sum::<usize>();
                    if self.spent > MAX_EXPANSION {
                        return fault(TOO_MUCH_EXPANDED);
                    }
                    let text =
                        |part: &SideItem| matches!(part, SideItem::Element(ParsedElement::Char(_), 1, 1));
                    if place == SideContext::Result && !value.iter().all(text) {
                        return fault("this variable is no text and cannot be a result");
                    }
                    parts.extend(value.iter().cloned());
                    single = value.len() == 1;
                }
                RuleTokenKind::Group(number) if matches!(place, SideContext::Result | SideContext::Key) => {
                    parts.push(SideItem::Group(*number));
                }
                RuleTokenKind::Boundary if matches!(place, SideContext::Context | SideContext::Value) => {
                    parts.push(SideItem::Element(ParsedElement::Boundary, 1, 1));
                    single = false;
                }
                RuleTokenKind::Operator(".") if place != SideContext::Result => {
                    parts.push(SideItem::Element(ParsedElement::Any, 1, 1));
                    single = true;
                }
                RuleTokenKind::Operator(sign @ ("?" | "*" | "+")) if place == SideContext::Context => {
                    match parts.last_mut().filter(|_| single) {
                        Some(SideItem::Element(_, min, max)) => {
                            *min = u8::from(*sign == "+");
                            *max = if *sign == "?" { 1 } else { MAX_REPEAT };
                        }
                        _ => return fault("a quantifier follows one element"),
                    }
                    single = false;
                }
                RuleTokenKind::Operator("(") if place == SideContext::Key => parts.push(SideItem::Open),
                RuleTokenKind::Operator(")") if place == SideContext::Key => parts.push(SideItem::Close),
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
                if self.spent > MAX_EXPANSION {
                    return Err(lexer.error(*at, TOO_MUCH_EXPANDED));
                }
                match part {
                    SideItem::Element(ParsedElement::Char(c), 1, 1) => set.add(*c, *c),
                    SideItem::Element(ParsedElement::Set(inner), 1, 1) => set.merge(inner.clone()),
                    _ => return Err(lexer.error(*at, "this variable is no set of characters")),
                }
            }
        }
        set.finish();
        let (size, depth) = set.size();
        self.spent += size;
        match () {
            () if self.spent > MAX_EXPANSION => Err(lexer.error(at, TOO_MUCH_EXPANDED)),
            () if depth > MAX_SET_DEPTH => Err(lexer.error(at, "sets within sets go no deeper")),
            () => Ok(set),
        }
    }
}

const TOO_MUCH_EXPANDED: &str = "what variables and sets stand for is more than a million characters";

impl SideItem {
    /// How many characters and ranges it stands for.
    fn size(&self) -> usize {
        match self {
            SideItem::Element(ParsedElement::Set(set), ..) => set.size().0,
            _ => 1,
        }
    }
}

/// Where parts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SideContext {
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

/// An pattern of a program, its set numbered in `sets`.
pub(super) fn pattern(piece: &ParsedElement, min: u8, max: u8, sets: &mut Sets) -> Pattern {
    let element = match piece {
        ParsedElement::Char(c) => Element::Char(*c),
        ParsedElement::Any => Element::Any,
        ParsedElement::Boundary => Element::Boundary,
        ParsedElement::Set(set) => {
            let next = sets.list.len() as u32;
            Element::Set(*sets.numbers.entry(set.clone()).or_insert_with(|| {
                sets.list.push(set.clone());
                next
            }))
        }
    };
    Pattern { element, min, max }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    fn parsed(text: &str) -> Result<Vec<Statement>, String> {
        let include = |name: &str| (name == "more").then(|| "в > v ;".to_owned());
        let mut parser =
            Parser { include: &include, variables: BTreeMap::new(), statements: Vec::new(), spent: 0 };
        parser.file("rules", text, 0, 0).map_err(|error| error.to_string())?;
        Ok(parser.statements)
    }

    fn rule(statement: &Statement) -> &RuleSource {
        match statement {
            Statement::Rule(rule) => rule,
            other => panic!("{other:?} is no rule"),
        }
    }

    #[test]
    fn a_rule_has_two_sides_and_a_direction() {
        let statements = parsed("a { б } в? <> b ;").expect("a rule");
        let rule = rule(&statements[0]);
        assert!(rule.forward && rule.backward);
        assert_eq!(rule.left.key, [SideItem::Element(ParsedElement::Char('б'), 1, 1)]);
        assert_eq!(rule.left.after, [SideItem::Element(ParsedElement::Char('в'), 0, 1)]);
        assert_eq!(rule.right.key, [SideItem::Element(ParsedElement::Char('b'), 1, 1)]);
    }

    #[test]
    fn variables_are_put_in() {
        let statements = parsed("$v = ab ; $v > $v ;").expect("a rule");
        assert_eq!(rule(&statements[0]).left.key.len(), 2);
        assert_eq!(rule(&statements[0]).right.key.len(), 2);
    }

    #[test]
    fn included_files_stand_among_the_statements() {
        let statements = parsed(":: nfd ; :: include more ; :: null ;").expect("statements");
        assert!(matches!(
            statements.as_slice(),
            [Statement::Pass { .. }, Statement::Rule(_), Statement::Pass { .. }]
        ));
    }

    #[test]
    fn what_may_not_stand_somewhere_is_refused() {
        for (text, message) in [
            ("a b ;", "one of > < <>"),
            ("a > [bc] ;", "a set in a result"),
            ("a? > b ;", "cannot stand here"),
            ("a } ? > b ;", "a quantifier follows one element"),
            ("$x > b ;", "no variable"),
            ("} a { > b ;", "stands before"),
            (":: include none ;", "no file none"),
            (":: a b c ;", "a pass is one word"),
        ] {
            let fault = parsed(text).expect_err(text);
            assert!(fault.contains(message), "{text}: {fault}");
        }
    }

    #[test]
    fn variables_that_double_are_refused() {
        let mut text = String::from("$a0 = [аб] ;");
        for at in 0..30 {
            text.push_str(&format!("$a{} = $a{at} $a{at} ;", at + 1));
        }
        assert!(parsed(&text).expect_err("too much").contains("million"));
    }
}
