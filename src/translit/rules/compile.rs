//! From the text of a rule file to a program.
//!
//! *Input* is a rule file, *output* the passes of its system, there and (if the header says so) back. The stages:
//!
//! ```text
//! text → lex (tokens) → parse (statements, variables put in) → compile (passes, rules in order, index)
//! ```
//!
//! *The order of rules.* Within a pass the rules are sorted once: longest key first, then most elements in its contexts,
//! then the place in the file. So the engine takes the first rule that matches, and the order of a file hardly matters:
//!
//! ```text
//! file             sorted           "щъ" gives
//! щ > shch ;       щ } ъ > šč ;     šč, for its context is longer
//! щ } ъ > šč ;     щ > shch ;
//! ```
//!
//! *The way back* is the same file read from right to left: `<>` rules turned round, passes in reverse order.
//!
//! *Cost*: n log n in the number of rules; what variables, sets and the index may grow to is bounded. *Source*: the
//! language is a subset of the transform rules of UTS #35, part 2; `data/README.md` lists what differs.

use alloc::{
    borrow::ToOwned, boxed::Box, collections::BTreeMap, format, string::String, sync::Arc, vec::Vec,
};
use core::ops::Range;

use super::parse::{
    Include, ParsedElement, Parser, RuleSide, RuleSource, Sets, SideItem, SourcePosition, Statement, pattern,
};
use super::program::{MAX_REACH, Output, Pass, Pattern, Program, Rule, Rules};
use super::run;
use crate::error::{Error, ErrorKind};

/// What the lines before the first statement say: `@title …`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header(pub Vec<(String, String)>);

impl Header {
    /// The first value of a key.
    ///
    /// ```
    /// let compiled = allonym::translit::rules::compile("mine", "@year 1947\nж > zh ;", &|_| None)?;
    /// assert_eq!(compiled.header.get("year"), Some("1947"));
    /// assert_eq!(compiled.header.get("title"), None);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    }

    /// Every value of a key.
    ///
    /// ```
    /// let text = "@alias one\n@alias two\nж > zh ;";
    /// let compiled = allonym::translit::rules::compile("mine", text, &|_| None)?;
    /// assert_eq!(compiled.header.all("alias").collect::<Vec<_>>(), ["one", "two"]);
    /// # Ok::<(), allonym::Error>(())
    /// ```
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
    /// What a machine-readable zone makes of what was written, where that is not the same for all systems.
    pub(crate) zone: Option<Program>,
}

impl Compiled {
    /// The text by this system. Linear in the text.
    ///
    /// ```
    /// let compiled = allonym::translit::rules::compile("mine", "ж > zh ;", &|_| None)?;
    /// assert_eq!(compiled.transliterate("Жж"), "Zhzh");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn transliterate(&self, text: &str) -> String {
        run::to_string(&self.forward, text)
    }
}

/// Bytes of the longest rule file. The largest of our own, all readings of Han, has half of it.
const MAX_FILE_LEN: usize = 4 << 20;

/// Entries of the longest index of a pass (a rule counts once for each character that its key may begin with): a few
/// rules that begin with large sets could else ask for any memory. The largest of our own has a twentieth.
const MAX_CANDIDATES: usize = 1 << 21;

/// Compiles a rule file; `include` gives the files it includes.
///
/// Costs n log n in the number of rules; what sets and variables stand for is bounded.
///
/// # Errors
/// [`ErrorKind::InvalidRules`], with file, line and column.
///
/// ```
/// use allonym::translit::rules::compile;
///
/// let include = |name: &str| (name == "vowels").then(|| "а > a ; е > e ;".to_owned());
/// let compiled = compile("mine", "ж > zh ; :: include vowels ;", &include)?;
/// assert_eq!(compiled.transliterate("Жажа"), "Zhazha");
/// assert!(compile("mine", "ж zh ;", &include).unwrap_err().to_string().starts_with("mine:1:1:"));
/// # Ok::<(), allonym::Error>(())
/// ```
pub fn compile(name: &str, text: &str, include: &dyn Fn(&str) -> Option<String>) -> Result<Compiled, Error> {
    if text.len() > MAX_FILE_LEN {
        let message = format!("{name}: a rule file has at most {MAX_FILE_LEN} bytes");
        return Err(Error::new(ErrorKind::InvalidRules, None, message));
    }
    let (header, start) = header(text);
    let include: Include = include;
    let mut parser = Parser { include, variables: BTreeMap::new(), statements: Vec::new(), spent: 0 };
    parser.file(name, text, start, 0)?;
    let match_capitals = header.get("case") != Some("none");
    let cut = parser.statements.iter().position(|statement| matches!(statement, Statement::Zone));
    let (rules, zone) = parser.statements.split_at(cut.unwrap_or(parser.statements.len()));
    let forward = program(name, rules, match_capitals, false)?;
    let backward = match header.get("reversible") {
        Some("yes") => Some(program(name, rules, match_capitals, true)?),
        _ => None,
    };
    let zone = match zone {
        [] => None,
        zone => Some(program(name, zone, match_capitals, false)?),
    };
    Ok(Compiled { header, forward, backward, zone })
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
fn program(
    name: &str,
    statements: &[Statement],
    match_capitals: bool,
    backward: bool,
) -> Result<Program, Error> {
    let mut passes: Vec<Pass> = Vec::new();
    let mut open = PassDraft::new(match_capitals);
    for statement in statements {
        match statement {
            Statement::Rule(rule) => open.add(rule, backward)?,
            Statement::Pass { forward: there, backward: back } => {
                passes.extend(core::mem::replace(&mut open, PassDraft::new(match_capitals)).finish(name)?);
                passes.extend(match back {
                    Some(back) if backward => named(name, back, false)?,
                    _ => named(name, there, backward)?,
                });
            }
            Statement::Zone => {}
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
        "title" => Some(Pass::Title { hyphen: false }),
        "title-hyphen" => Some(Pass::Title { hyphen: true }),
        _ => {
            let message =
                format!("{file}: there is no pass {pass}: nfc, nfd, nfkc, lower, title, title-hyphen, null");
            return Err(Error::new(ErrorKind::InvalidRules, None, message));
        }
    })
}

/// Rules of a pass that is still read.
struct PassDraft {
    rules: Rules,
    sets: Sets,
    /// For each rule: key length, context elements, place in the file.
    order: Vec<(usize, usize)>,
}

impl PassDraft {
    fn new(match_capitals: bool) -> PassDraft {
        PassDraft {
            rules: Rules { match_capitals, ..Rules::default() },
            sets: Sets::default(),
            order: Vec::new(),
        }
    }

    fn add(&mut self, source: &RuleSource, backward: bool) -> Result<(), Error> {
        let (from, to) = if backward { (&source.right, &source.left) } else { (&source.left, &source.right) };
        if !(if backward { source.backward } else { source.forward }) {
            return Ok(());
        }
        let (key, groups) = key(from, &source.position)?;
        let order = (key.len(), from.before.len() + from.after.len());
        let output = output(to, &groups, &source.position, backward)?;
        let sets = &mut self.sets;
        let mut before = patterns(&from.before, sets);
        before.reverse();
        let after = patterns(&from.after, sets);
        for context in [&before, &after] {
            let reach: u32 = context.iter().map(|pattern| u32::from(pattern.max)).sum();
            if reach > MAX_REACH {
                return Err(fault(
                    &source.position,
                    &format!("a context reaches further than {MAX_REACH} characters"),
                ));
            }
        }
        let key: Vec<Pattern> = key.iter().map(|piece| pattern(piece, 1, 1, sets)).collect();
        let (before, key, after) = (self.store(before), self.store(key), self.store(after));
        self.rules.rules.push(Rule { before, key, after, output });
        self.order.push(order);
        Ok(())
    }

    fn store(&mut self, patterns: Vec<Pattern>) -> Range<u32> {
        let start = self.rules.patterns.len() as u32;
        self.rules.patterns.extend(patterns);
        start..self.rules.patterns.len() as u32
    }

    /// The pass, its rules in the order in which they are tried.
    fn finish(self, name: &str) -> Result<Option<Pass>, Error> {
        let PassDraft { mut rules, sets, order } = self;
        if rules.rules.is_empty() {
            return Ok(None);
        }
        rules.sets = sets.list;
        let mut sorted: Vec<(Rule, (usize, usize))> = rules.rules.drain(..).zip(order).collect();
        // Longest key, most context; a stable sort leaves the order of the file to the rest.
        sorted.sort_by(|(_, a), (_, b)| b.cmp(a));
        rules.rules = sorted.into_iter().map(|(rule, _)| rule).collect();
        if rules.candidate_count() > MAX_CANDIDATES {
            let message = format!("{name}: too many rules of one pass begin with sets of characters");
            return Err(Error::new(ErrorKind::InvalidRules, None, message));
        }
        rules.index();
        Ok(Some(Pass::Rules(rules)))
    }
}

fn fault(position: &SourcePosition, message: &str) -> Error {
    let message = format!("{}:{}:{}: {message}", position.name, position.line, position.column);
    Error::new(ErrorKind::InvalidRules, Some(position.at), message)
}

/// The groups of a key by number: which of its characters.
type Groups = BTreeMap<u32, Range<u32>>;

/// Characters of the longest key: the longest of our own has 13.
const MAX_KEY_LEN: usize = 64;

/// The elements of a key, and by number the groups in it.
fn key(side: &RuleSide, position: &SourcePosition) -> Result<(Vec<ParsedElement>, Groups), Error> {
    let mut pieces = Vec::new();
    let mut groups = BTreeMap::new();
    let mut open: Vec<(u32, u32)> = Vec::new();
    let mut number = 0;
    for part in &side.key {
        let at = pieces.len() as u32;
        match part {
            SideItem::Element(piece, 1, 1) => pieces.push(piece.clone()),
            SideItem::Element(..) => return Err(fault(position, "a quantifier in a key")),
            SideItem::Open => {
                number += 1;
                open.push((number, at));
            }
            SideItem::Close => {
                let (number, start) = open.pop().ok_or_else(|| fault(position, ") without ("))?;
                groups.insert(number, start..at);
            }
            SideItem::Group(_) => return Err(fault(position, "$ and a digit belong into a result")),
        }
    }
    if !open.is_empty() {
        return Err(fault(position, "( without )"));
    }
    match pieces.len() {
        0 => Err(fault(position, "a rule without a key")),
        1..=MAX_KEY_LEN => Ok((pieces, groups)),
        _ => Err(fault(position, &format!("a key has at most {MAX_KEY_LEN} characters"))),
    }
}

/// What a rule writes.
fn output(
    side: &RuleSide,
    groups: &Groups,
    position: &SourcePosition,
    backward: bool,
) -> Result<Box<[Output]>, Error> {
    let mut outputs: Vec<Output> = Vec::new();
    let mut text: Vec<char> = Vec::new();
    for part in &side.key {
        match part {
            SideItem::Element(ParsedElement::Char(c), 1, 1) => text.push(*c),
            SideItem::Group(number) => {
                let group = groups
                    .get(number)
                    .ok_or_else(|| fault(position, &format!("there is no group ${number}")))?;
                if !text.is_empty() {
                    outputs.push(Output::Text(core::mem::take(&mut text).into()));
                }
                outputs.push(Output::Group(group.start, group.end));
            }
            _ if backward => {
                return Err(fault(position, "a set in what the way back writes: use > and < for this rule"));
            }
            _ => return Err(fault(position, "a result is text and groups")),
        }
    }
    if !text.is_empty() {
        outputs.push(Output::Text(text.into()));
    }
    Ok(outputs.into())
}

fn patterns(parts: &[SideItem], sets: &mut Sets) -> Vec<Pattern> {
    let pattern = |part: &SideItem| match part {
        SideItem::Element(piece, min, max) => Some(pattern(piece, *min, *max, sets)),
        _ => None,
    };
    parts.iter().filter_map(pattern).collect()
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    fn write(rules: &str, text: &str) -> String {
        compile("rules", rules, &|_| None).expect("rules").transliterate(text)
    }

    #[test]
    fn the_longest_key_wins_then_the_longest_context_then_the_first() {
        assert_eq!(write("к > k ; кс > x ;", "кс"), "x");
        assert_eq!(write("к > k ; с { к > g ;", "кск"), "kсg");
        assert_eq!(write("к > k ; к > g ;", "к"), "k");
        // Two elements of context before one, wherever they stand.
        assert_eq!(write("а { к > 1 ; а { к } а > 2 ;", "ака"), "а2а");
    }

    #[test]
    fn passes_run_in_order_and_backwards_in_reverse() {
        let rules = "@reversible yes\nа <> b ; :: null ; b <> c ;";
        assert_eq!(write(rules, "а"), "c");
        let compiled = compile("rules", rules, &|_| None).expect("rules");
        let backward = compiled.backward.expect("a way back");
        assert_eq!(run::to_string(&backward, "c"), "а");
    }

    #[test]
    fn the_header_stands_before_the_statements() {
        let text = "# mine\n@title A title\n@alias x\n@alias y z\n\nа > a ;";
        let header = compile("rules", text, &|_| None).expect("rules").header;
        assert_eq!(header.get("title"), Some("A title"));
        assert_eq!(header.all("alias").collect::<Vec<_>>(), ["x", "y z"]);
    }

    #[test]
    fn what_has_no_meaning_is_refused_with_its_place() {
        for (text, message) in [
            ("а ;", "rules:1:1:"),
            ("а > b ;\n > c ;", "rules:2:"),
            ("(а > b ;", "( without )"),
            ("а) > b ;", ") without ("),
            ("а > $1 ;", "no group $1"),
            (":: nothing ;", "no pass nothing"),
            ("@reversible yes\n[аб] <> b ;", "use > and <"),
        ] {
            let fault = compile("rules", text, &|_| None).expect_err(text).to_string();
            assert!(fault.contains(message), "{text}: {fault}");
        }
    }
}
