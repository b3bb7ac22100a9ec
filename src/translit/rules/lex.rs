//! The lexer of rule files.
//!
//! *Input* is the text of a file from a byte on, *output* the tokens of one statement, up to its `;`. Each token knows
//! its byte, so that a fault is reported with line and column:
//!
//! ```text
//! $v { й <> y ;      Variable "v", Operator "{", Text "й", Operator "<>", Text "y"
//! [а-я] 'x y' \b     Set а-я, Text "x y", Boundary
//! ```
//!
//! *Cost*: linear; sets within sets are read by recursion, no deeper than [`set::MAX_DEPTH`].

use alloc::{format, string::String, vec::Vec};

use super::set::{self, CharSet};
use crate::error::{Error, ErrorKind};

/// A token and the byte where it begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RuleToken {
    pub(super) kind: RuleTokenKind,
    pub(super) at: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum RuleTokenKind {
    /// Literal text: one character, or what stood between quotes.
    Text(String),
    Set(SetSource),
    Variable(String),
    Group(u32),
    Boundary,
    Operator(&'static str),
}

/// A set as it is written: variables are looked up later.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SetSource {
    pub(super) plain: CharSet,
    pub(super) variables: Vec<(String, usize)>,
    pub(super) inner: Vec<SetSource>,
}

/// Characters that mean something in rules and are escaped to mean themselves.
const OPERATORS: [(&str, &str); 17] = [
    ("<>", "<>"),
    ("<", "<"),
    (">", ">"),
    ("{", "{"),
    ("}", "}"),
    ("(", "("),
    (")", ")"),
    ("?", "?"),
    ("*", "*"),
    ("+", "+"),
    (".", "."),
    ("=", "="),
    ("^", "^"),
    ("-", "-"),
    ("&", "&"),
    ("|", "|"),
    ("]", "]"),
];

/// A rule file and a place in it.
pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// How messages call the file.
    pub(super) name: &'t str,
}

impl<'t> Lexer<'t> {
    /// A fault at byte `at`, told with line and column.
    pub(super) fn error(&self, at: usize, message: &str) -> Error {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        Error::new(ErrorKind::InvalidRules, Some(at), format!("{}:{line}:{column}: {message}", self.name))
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Passes over white space and comments.
    pub(super) fn skip_blank(&mut self) {
        while let Some(c) = self.peek() {
            if c == '#' {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len());
            } else if c.is_whitespace() {
                self.at += c.len_utf8();
            } else {
                break;
            }
        }
    }

    /// The tokens up to the next `;`, which is taken too.
    pub(super) fn statement(&mut self) -> Result<Vec<RuleToken>, Error> {
        let start = self.at;
        let mut tokens = Vec::new();
        loop {
            self.skip_blank();
            let at = self.at;
            let Some(c) = self.peek() else {
                return Err(self.error(start, "a statement without ; at its end"));
            };
            if c == ';' {
                self.at += 1;
                return Ok(tokens);
            }
            tokens.push(RuleToken { kind: self.token(c)?, at });
        }
    }

    fn token(&mut self, c: char) -> Result<RuleTokenKind, Error> {
        let at = self.at;
        match c {
            '\\' if self.rest().starts_with("\\b") => {
                self.at += 2;
                Ok(RuleTokenKind::Boundary)
            }
            '\\' => self.escape().map(RuleTokenKind::Text),
            '\'' => self.quoted().map(RuleTokenKind::Text),
            '[' => self.set(0).map(RuleTokenKind::Set),
            '$' => {
                self.at += 1;
                let name = self.name();
                match name.parse::<u32>() {
                    _ if name.is_empty() => Err(self.error(at, "$ without a name")),
                    Ok(group) if name.len() == 1 => Ok(RuleTokenKind::Group(group)),
                    Ok(_) => {
                        Err(self.error(at, "a group has one digit: write '' before a digit that follows it"))
                    }
                    Err(_) => Ok(RuleTokenKind::Variable(name.into())),
                }
            }
            _ => {
                if let Some((sign, name)) = OPERATORS.iter().find(|(sign, _)| self.rest().starts_with(sign)) {
                    self.at += sign.len();
                    return Ok(RuleTokenKind::Operator(name));
                }
                self.at += c.len_utf8();
                Ok(RuleTokenKind::Text(c.into()))
            }
        }
    }

    fn name(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// What follows a backslash: `\u{301}`, or a character that means itself.
    fn escape(&mut self) -> Result<String, Error> {
        let at = self.at;
        self.next();
        match self.next() {
            Some('u') if self.peek() == Some('{') => {
                let rest = self.rest();
                let end = rest.find('}').ok_or_else(|| self.error(at, "\\u{ without }"))?;
                let codes = rest.get(1..end).unwrap_or_default().split_whitespace();
                let text: Option<String> =
                    codes.map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32)).collect();
                self.at += end + 1;
                text.filter(|text| !text.is_empty())
                    .ok_or_else(|| self.error(at, "\\u{…} wants the code of a character in hexadecimal"))
            }
            Some(c) if !c.is_alphanumeric() => Ok(c.into()),
            _ => Err(self.error(at, "only \\u{…}, \\b and signs are escaped")),
        }
    }

    fn quoted(&mut self) -> Result<String, Error> {
        let at = self.at;
        self.next();
        let mut text = String::new();
        loop {
            match self.peek() {
                Some('\'') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some('\\') => text.push_str(&self.escape()?),
                Some('\n') | None => return Err(self.error(at, "a quotation without ' at its end")),
                Some(c) => {
                    text.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
    }

    /// A set that stands in so many others.
    fn set(&mut self, depth: usize) -> Result<SetSource, Error> {
        let start = self.at;
        if depth >= set::MAX_DEPTH {
            return Err(self.error(start, "sets within sets go no deeper"));
        }
        let mut set = SetSource::default();
        // A class by itself is a set.
        if self.rest().starts_with("[:") {
            self.class(&mut set)?;
            return Ok(set);
        }
        self.next();
        if self.peek() == Some('^') {
            self.at += 1;
            set.plain.negated = true;
        }
        // The last single character, and whether a range goes on from it.
        let mut last: Option<char> = None;
        let mut open = false;
        loop {
            let at = self.at;
            let Some(c) = self.peek() else { return Err(self.error(start, "a set without ] at its end")) };
            let single: String = match c {
                ']' => {
                    self.at += 1;
                    if open {
                        set.plain.add('-', '-');
                    }
                    return Ok(set);
                }
                c if c.is_whitespace() => {
                    self.at += c.len_utf8();
                    continue;
                }
                '[' => {
                    set.inner.push(self.set(depth + 1)?);
                    last = None;
                    continue;
                }
                '-' if last.is_some() && !open => {
                    self.at += 1;
                    open = true;
                    continue;
                }
                '$' => {
                    self.at += 1;
                    set.variables.push((self.name().into(), at));
                    last = None;
                    continue;
                }
                '\\' => self.escape()?,
                '\'' => self.quoted()?,
                ';' => return Err(self.error(start, "a set without ] before ;")),
                c => {
                    self.at += c.len_utf8();
                    c.into()
                }
            };
            for c in single.chars() {
                match last.filter(|_| open) {
                    Some(first) if first > c => return Err(self.error(at, "a range that runs backwards")),
                    Some(first) => {
                        set.plain.add(first, c);
                        (last, open) = (None, false);
                    }
                    None => {
                        set.plain.add(c, c);
                        last = Some(c);
                    }
                }
            }
        }
    }

    /// `[:L:]`, or `[:^L:]` for all but these.
    fn class(&mut self, set: &mut SetSource) -> Result<(), Error> {
        let at = self.at;
        let rest = self.rest();
        let end = rest.find(":]").ok_or_else(|| self.error(at, "a class without :] at its end"))?;
        let name = rest.get(2..end).unwrap_or_default().trim();
        let (negated, name) = name.strip_prefix('^').map_or((false, name), |name| (true, name));
        let classes = set::class(name)
            .ok_or_else(|| self.error(at, "a class is one of L Lu Ll Lt Lm Lo M Mn Mc N Nd P S Z"))?;
        self.at += end + 2;
        if negated {
            let plain = CharSet { negated, classes, ..CharSet::default() };
            set.inner.push(SetSource { plain, ..SetSource::default() });
        } else {
            set.plain.classes |= classes;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Result<Vec<RuleTokenKind>, String> {
        let mut lexer = Lexer { text, at: 0, name: "rules" };
        let tokens = lexer.statement().map_err(|error| alloc::string::ToString::to_string(&error))?;
        Ok(tokens.into_iter().map(|token| token.kind).collect())
    }

    use RuleTokenKind::*;

    #[test]
    fn a_rule_in_its_tokens() {
        let wanted =
            [Variable("v".into()), Operator("{"), Text("й".into()), Operator("<>"), Text("y".into())];
        assert_eq!(kinds("$v { й <> y ;").as_deref(), Ok(wanted.as_slice()));
    }

    #[test]
    fn comments_and_white_space_are_nothing() {
        assert_eq!(kinds("# all of it\n a  # more\n b ;").map(|kinds| kinds.len()), Ok(2));
    }

    #[test]
    fn quotations_and_escapes_mean_themselves() {
        assert_eq!(kinds("'x y' ;").as_deref(), Ok([Text("x y".into())].as_slice()));
        assert_eq!(
            kinds("\\u{43A 430} \\; \\b ;").as_deref(),
            Ok([Text("ка".into()), Text(";".into()), Boundary].as_slice())
        );
    }

    #[test]
    fn a_set_has_ranges_classes_and_others_within() {
        let Ok(tokens) = kinds("[а-яё[:^L:]$v] ;") else { panic!("no tokens") };
        let [Set(set)] = tokens.as_slice() else { panic!("{tokens:?}") };
        // A range begins as the single character before its hyphen.
        assert_eq!(set.plain.ranges, [('а', 'а'), ('а', 'я'), ('ё', 'ё')]);
        assert_eq!((set.inner.len(), set.variables.len()), (1, 1));
    }

    #[test]
    fn faults_have_their_place() {
        let fault = |text| kinds(text).expect_err("a fault");
        assert!(fault("a\n  [б-а] ;").starts_with("rules:2:6:"), "{}", fault("a\n  [б-а] ;"));
        assert!(fault("'open").contains("quotation"));
        assert!(fault("a > b").contains("without ;"));
        assert!(fault("[[[[[[[[[a]]]]]]]]] ;").contains("no deeper"));
        assert!(fault("\\u{110000} ;").contains("hexadecimal"));
    }
}
