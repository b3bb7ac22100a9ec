//! Sentences made by a grammar, for languages of which no marked text of a free licence is known.
//!
//! Input: a grammar of `data/finder`, the lists of `data` that it names, and unmarked texts of the folder of marked ones.
//! Output: sentences with the names in them marked. A rule is a name and its alternatives; `<name>` in an alternative
//! stands for one alternative of that rule, or for one entry of that list, by chance. What comes of the rules `PER`,
//! `ORG` and `LOC`, and of rules like `LOC_short`, is marked, the outermost where one stands in another. `{은/는}` is the first form after a hangul syllable
//! that ends in a consonant, the second after any other. So `<PER>{은/는} <LOC>에 도착했다.` makes `김민수는 서울에 도착했다.`
//!
//! Lines of unmarked texts are taken as they are; what the lists of names have in them is marked, the longest first, and a
//! line with a string of `skip` in it is left out. The dice always fall alike, so the sentences are always the same.

use std::collections::BTreeMap;
use std::path::Path;

use allonym::Span;
use serde::Deserialize;

use super::corpus::{Marked, Text, unpacked};
use super::crf::Dice;

/// The rules whose text is marked, in the order of the numbers of kinds.
const MARKED: [&str; 3] = ["PER", "ORG", "LOC"];
/// The rule that a sentence is made by.
const START: &str = "sentence";
/// How deep rules may stand in each other.
const DEPTH: usize = 24;
/// How many letters a name of unmarked text has at the least: shorter ones are oftener parts of words.
const MIN_MARK: usize = 2;

/// A grammar with its lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grammar {
    #[serde(rename = "source")]
    _source: Vec<String>,
    /// How many sentences are made.
    count: usize,
    #[serde(default)]
    lists: BTreeMap<String, List>,
    rules: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    texts: Vec<Lines>,
}

/// Words from a table of `data`, from an unmarked text, or written here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    /// A table of `data`.
    file: Option<String>,
    /// Its column, with the first 0.
    #[serde(default)]
    column: usize,
    /// What other columns have to hold.
    #[serde(default)]
    having: BTreeMap<String, Vec<String>>,
    /// An unmarked text, cut into clauses at its signs.
    text: Option<String>,
    /// Words, with spaces between them and `_` inside, or characters.
    #[serde(default)]
    words: String,
    #[serde(default)]
    characters: String,
    /// How many letters an entry has, at the least and at the most.
    letters: Option<[usize; 2]>,
    /// The script of an entry's first letter is the one of this letter.
    like: Option<char>,
    /// Strings that no entry holds.
    #[serde(default)]
    without: Vec<String>,
}

/// Lines of an unmarked text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    file: String,
    /// The most lines that are taken, evenly over the text.
    most: usize,
    /// Lines with one of these in them are left out.
    #[serde(default)]
    skip: Vec<String>,
    /// Names by their kind, with spaces between them.
    #[serde(default)]
    names: BTreeMap<String, String>,
    /// Lists whose entries are names, by their kind.
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    /// Whether words stand between spaces; then a name is a word, perhaps with one of `after` behind it.
    #[serde(default)]
    spaces: bool,
    #[serde(default)]
    after: Vec<String>,
}

/// The sentences of the grammar in a file.
pub(crate) fn read(path: &Path, data: &Path, folder: &Path) -> Result<Vec<Text>, String> {
    let grammar: Grammar = crate::data::toml(path)?;
    let fail = |what: String| format!("{}: {what}", path.display());
    let mut lists = BTreeMap::new();
    for (name, list) in &grammar.lists {
        let entries = list.entries(data, folder)?;
        if entries.is_empty() {
            return Err(fail(format!("the list {name} is empty")));
        }
        lists.insert(name.as_str(), entries);
    }
    let mut maker = Maker { rules: &grammar.rules, lists, dice: Dice::new(7) };
    let mut texts = Vec::new();
    for _ in 0..grammar.count {
        let mut text = Text::default();
        maker.expand(START, &mut text, false, 0).map_err(&fail)?;
        texts.push(text);
    }
    for lines in &grammar.texts {
        texts.extend(lines.marked(&maker.lists, folder).map_err(&fail)?);
    }
    // Neighbours are held out together, so made and found ones are mixed.
    for at in (1..texts.len()).rev() {
        texts.swap(at, maker.dice.below(at + 1));
    }
    Ok(texts)
}

struct Maker<'a> {
    rules: &'a BTreeMap<String, Vec<String>>,
    lists: BTreeMap<&'a str, Vec<String>>,
    dice: Dice,
}

impl<'a> Maker<'a> {
    fn expand(&mut self, name: &str, text: &mut Text, inside: bool, depth: usize) -> Result<(), String> {
        if depth > DEPTH {
            return Err(format!("{name} stands in itself"));
        }
        let kind = kind_of(name).filter(|_| !inside);
        let start = text.text.len();
        let rules: &'a BTreeMap<String, Vec<String>> = self.rules;
        match (rules.get(name), self.lists.get(name)) {
            (Some(alternatives), _) => {
                let chosen = alternatives.get(self.dice.below(alternatives.len()));
                self.alternative(chosen.map_or("", String::as_str), text, inside || kind.is_some(), depth)?;
            }
            (None, Some(entries)) => {
                let chosen = self.dice.below(entries.len());
                text.text.push_str(entries.get(chosen).map_or("", String::as_str));
            }
            (None, None) => return Err(format!("<{name}> is no rule and no list")),
        }
        if let Some(kind) = kind {
            text.names.push(Marked { span: Span::new(start, text.text.len()), kind });
        }
        Ok(())
    }

    fn alternative(
        &mut self,
        mut rest: &str,
        text: &mut Text,
        inside: bool,
        depth: usize,
    ) -> Result<(), String> {
        while let Some(at) = rest.find(['<', '{']) {
            let (before, from) = rest.split_at(at);
            text.text.push_str(before);
            let ends = if from.starts_with('<') { '>' } else { '}' };
            let (found, after) =
                from.get(1..).and_then(|from| from.split_once(ends)).ok_or(format!("'{from}' is open"))?;
            if ends == '>' {
                self.expand(found, text, inside, depth + 1)?;
            } else {
                let (closed, open) = found.split_once('/').ok_or(format!("'{found}' has no two forms"))?;
                let end = text.text.chars().next_back();
                text.text.push_str(if end.is_some_and(ends_in_consonant) { closed } else { open });
            }
            rest = after;
        }
        text.text.push_str(rest);
        Ok(())
    }
}

/// The number of the kind that a rule marks: `LOC`, and of the same kind `LOC_short`.
fn kind_of(rule: &str) -> Option<usize> {
    let kind = rule.split_once('_').map_or(rule, |(kind, _)| kind);
    MARKED.iter().position(|marked| *marked == kind)
}

/// Whether a hangul syllable ends in a consonant: the last letter is one of 28 in the number of a syllable.
fn ends_in_consonant(c: char) -> bool {
    ('가'..='힣').contains(&c) && !(c as u32 - '가' as u32).is_multiple_of(28)
}

/// The script of a letter, roughly: letters of one block of 2^12 belong together, those of Han in all of theirs.
fn block(c: char) -> u32 {
    match c {
        '\u{3400}'..='\u{9FFF}' => 4,
        '가'..='힣' => 0xA,
        _ => 0x100 + (c as u32 >> 7),
    }
}

impl List {
    fn entries(&self, data: &Path, folder: &Path) -> Result<Vec<String>, String> {
        let mut entries: Vec<String> =
            self.words.split_whitespace().map(|word| word.replace('_', " ")).collect();
        entries.extend(self.characters.chars().filter(|c| !c.is_whitespace()).map(String::from));
        if let Some(file) = &self.file {
            let content = unpacked(&data.join(file))?;
            let mut rows = content.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
            let head: Vec<&str> = rows.next().unwrap_or_default().split('\t').collect();
            for row in rows {
                let cells: Vec<&str> = row.split('\t').collect();
                let cell =
                    |name: &str| head.iter().position(|head| *head == name).and_then(|at| cells.get(at));
                let has = |(name, values): (&String, &Vec<String>)| {
                    cell(name).is_some_and(|cell| values.iter().any(|value| value == cell))
                };
                if self.having.iter().all(has) {
                    entries.extend(cells.get(self.column).map(|cell| String::from(*cell)));
                }
            }
        }
        if let Some(file) = &self.text {
            let content = unpacked(&folder.join(file))?;
            let clauses = content.split(|c: char| "\n，。！？；：、“”《》（）,.!?;:\"()".contains(c));
            entries.extend(clauses.map(str::trim).map(String::from));
        }
        let fits = |entry: &String| {
            let letters = entry.chars().count();
            let first = entry.chars().next();
            self.letters.is_none_or(|[least, most]| (least..=most).contains(&letters))
                && self.like.is_none_or(|like| first.is_some_and(|first| block(first) == block(like)))
                && !entry.is_empty()
                && !self.without.iter().any(|part| entry.contains(part.as_str()))
        };
        entries.retain(fits);
        Ok(entries)
    }
}

impl Lines {
    fn marked(&self, lists: &BTreeMap<&str, Vec<String>>, folder: &Path) -> Result<Vec<Text>, String> {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let number = |kind: &String| {
            MARKED.iter().position(|marked| marked == kind).ok_or(format!("{kind} is no kind of name"))
        };
        for (kind, named) in &self.lists {
            for list in named {
                let entries = lists.get(list.as_str()).ok_or(format!("{list} is no list"))?;
                let kind = number(kind)?;
                names.extend(entries.iter().map(|entry| (entry.as_str(), kind)));
            }
        }
        for (kind, words) in &self.names {
            let kind = number(kind)?;
            names.extend(words.split_whitespace().map(|word| (word, kind)));
        }
        names.retain(|name, _| name.chars().nth(MIN_MARK - 1).is_some());
        let longest = names.keys().map(|name| name.chars().count()).max().unwrap_or(0);
        let content = unpacked(&folder.join(&self.file))?;
        let lines: Vec<&str> = content.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let step = lines.len().div_ceil(self.most.max(1)).max(1);
        let lines = lines.into_iter().step_by(step);
        let wanted = lines.filter(|line| !self.skip.iter().any(|part| line.contains(part.as_str())));
        Ok(wanted
            .map(|line| Text { text: line.to_owned(), names: self.names_in(line, &names, longest) })
            .collect())
    }

    fn names_in(&self, line: &str, names: &BTreeMap<&str, usize>, longest: usize) -> Vec<Marked> {
        let mut found: Vec<Marked> = Vec::new();
        let mut before = None;
        for (start, c) in line.char_indices() {
            let begins = !self.spaces || !before.is_some_and(char::is_alphanumeric);
            before = Some(c);
            if !begins || found.last().is_some_and(|name| name.span.end > start) {
                continue;
            }
            let rest = line.get(start..).unwrap_or_default();
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(longest);
            let name = ends.filter_map(|end| {
                let (name, after) = rest.split_at_checked(end)?;
                let kind = *names.get(name)?;
                let free = |rest: &str| !rest.chars().next().is_some_and(char::is_alphanumeric);
                let ended = || {
                    free(after)
                        || self.after.iter().any(|word| after.strip_prefix(word.as_str()).is_some_and(free))
                };
                (!self.spaces || ended()).then_some(Marked { span: Span::new(start, start + end), kind })
            });
            found.extend(name.last());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists<'a>() -> BTreeMap<&'a str, Vec<String>> {
        BTreeMap::from([("city", vec!["서울".to_owned()]), ("family", vec!["김".to_owned()])])
    }

    #[test]
    fn the_outermost_name_is_marked_and_particles_fit_its_last_syllable() {
        let rules = [
            ("sentence", "<PER>{은/는} <ORG>{을/를} 떠났다."),
            ("PER", "<family>민수"),
            ("ORG", "<LOC>대"),
            ("LOC", "<city>"),
        ];
        let rules: BTreeMap<String, Vec<String>> =
            rules.iter().map(|(name, rule)| ((*name).to_owned(), vec![(*rule).to_owned()])).collect();
        let mut maker = Maker { rules: &rules, lists: lists(), dice: Dice::new(1) };
        let mut text = Text::default();
        maker.expand(START, &mut text, false, 0).unwrap();
        assert_eq!(text.text, "김민수는 서울대를 떠났다.");
        let names: Vec<(&str, usize)> =
            text.names.iter().map(|name| (name.span.of(&text.text), name.kind)).collect();
        assert_eq!(names, [("김민수", 0), ("서울대", 1)]);
    }

    #[test]
    fn names_of_lists_are_marked_in_lines_where_a_word_ends() {
        let lines = Lines {
            file: String::new(),
            most: 1,
            skip: Vec::new(),
            names: BTreeMap::new(),
            lists: BTreeMap::new(),
            spaces: true,
            after: vec!["에서".to_owned()],
        };
        let names = BTreeMap::from([("서울", 2)]);
        let found = |line: &str| lines.names_in(line, &names, 2).len();
        assert_eq!(
            (found("서울에서 만났다"), found("서울, 밤"), found("서울쥐는"), found("가서울")),
            (1, 1, 0, 0)
        );
    }

    #[test]
    fn a_rule_that_is_missing_is_said() {
        let rules = BTreeMap::from([("sentence".to_owned(), vec!["<nobody>".to_owned()])]);
        let mut maker = Maker { rules: &rules, lists: lists(), dice: Dice::new(1) };
        let said = maker.expand(START, &mut Text::default(), false, 0).unwrap_err();
        assert!(said.contains("<nobody>"));
    }
}
