//! `data/finder/finder.toml`: the groups, what each is learned from, and how.

use std::collections::BTreeMap;
use std::path::Path;

use allonym::tables::char_trie::CharTables;
use allonym::tables::finder::{Group, MAX_ROWS};
use allonym::unicode::generator::normalize_with;
use serde::Deserialize;

use crate::data;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    #[serde(rename = "source")]
    _source: Vec<String>,
    pub(crate) learning: Learning,
    pub(crate) group: Vec<Entry>,
}

/// How weights are learned.
#[derive(Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields)]
pub(crate) struct Learning {
    /// Times that the sentences are gone through, and times after rows were left out.
    pub(crate) epochs: usize,
    pub(crate) again: usize,
    /// The first step of a weight, in nats.
    pub(crate) rate: f64,
    /// How strongly weights are drawn to zero: in proportion, and by a constant.
    pub(crate) shrink: f64,
    pub(crate) cut: f64,
    /// How many of a hundred times the letters of a unit and its neighbours are not looked at, so that the rest of what
    /// is seen has to do.
    pub(crate) blind: usize,
    /// How often a feature has to be seen.
    pub(crate) seen: u32,
    /// Every so many blocks of sentences one is held out, to choose the bias and to measure by.
    pub(crate) held: usize,
    /// Sentences a block.
    pub(crate) block: usize,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) scripts: Vec<String>,
    #[serde(default)]
    pub(crate) languages: Vec<String>,
    /// Whether words are known by their letters.
    #[serde(default = "yes")]
    pub(crate) words: bool,
    #[serde(default)]
    pub(crate) characters: bool,
    /// Whether suffixes are no part of names.
    #[serde(default)]
    pub(crate) cut: bool,
    #[serde(default)]
    pub(crate) prefixes: Vec<String>,
    #[serde(default)]
    pub(crate) suffixes: Vec<String>,
    /// The most features that are kept.
    pub(crate) rows: usize,
    /// What is taken off the score of "no name", in nats; chosen on what is held out for languages that are not
    /// given here; under `und` for all, if it is learned for other languages than those of the sets.
    #[serde(default)]
    pub(crate) bias: BTreeMap<String, f64>,
    /// The sets.
    pub(crate) learn: Vec<Set>,
}

/// A file of marked sentences.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(crate) struct Set {
    #[serde(default)]
    pub(crate) file: String,
    /// A grammar of this folder that makes sentences, in place of a file.
    pub(crate) grammar: Option<String>,
    pub(crate) language: String,
    /// Whether tokens are written with spaces between them; if not, a token `_` is a space.
    #[serde(default = "yes")]
    pub(crate) spaces: bool,
    /// The group whose affixes its words are read with, if it is another one.
    pub(crate) read_as: Option<String>,
    /// Every so many sentences without a name one is learned from.
    #[serde(default = "one")]
    pub(crate) thin: usize,
}

fn yes() -> bool {
    true
}

fn one() -> usize {
    1
}

impl Plan {
    pub(crate) fn read(path: &Path) -> Result<Plan, String> {
        let plan: Plan = data::toml(path)?;
        for entry in &plan.group {
            let complain = |what: String| Err(format!("{}: {}: {what}", path.display(), entry.name));
            if entry.rows > MAX_ROWS {
                return complain(format!("more than {MAX_ROWS} rows"));
            }
            let known = |name: &String| plan.group.iter().any(|other| other.name == *name);
            let unknown = entry.learn.iter().filter_map(|set| set.read_as.as_ref()).find(|name| !known(name));
            if let Some(name) = unknown {
                return complain(format!("read_as names no group: {name}"));
            }
        }
        Ok(plan)
    }
}

impl Entry {
    /// The group as the library knows it; affixes are normalized, the longest first.
    pub(crate) fn group(&self, chars: &CharTables) -> Result<Group, String> {
        let affixes = |affixes: &[String]| {
            let mut affixes: Vec<String> = affixes.iter().map(|affix| normalize_with(chars, affix)).collect();
            affixes.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then(a.cmp(b)));
            affixes.dedup();
            affixes
        };
        let tag = |e: allonym::Error| format!("{}: {e}", self.name);
        Ok(Group {
            name: self.name.clone(),
            scripts: self.scripts.iter().map(|code| code.parse().map_err(tag)).collect::<Result<_, _>>()?,
            languages: self
                .languages
                .iter()
                .map(|code| code.parse().map_err(tag))
                .collect::<Result<_, _>>()?,
            words: self.words,
            characters: self.characters,
            cut: self.cut,
            prefixes: affixes(&self.prefixes),
            suffixes: affixes(&self.suffixes),
        })
    }
}
