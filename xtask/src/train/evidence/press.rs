//! How the press of other languages spells native names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use allonym::Script;
use allonym::translit::Transliterator;
use serde::Deserialize;

use super::Reader;
use super::row::Row;
use crate::data;

/// Names of a list, spelled by rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// How the names of the rule files in `data/training/press` begin.
    rules: String,
    list: String,
    /// Words of the list that are spelled, at most.
    words: usize,
    weight: f64,
}

/// Spellings of each word, by as many languages in turn.
const EACH: usize = 6;

/// Rows of native words and what the press makes of them. Where there are rules for English, only words that the list
/// spells by them are taken: the others are names that were foreign before they were written in the script.
pub(crate) fn rows(
    root: &Path,
    reader: Reader<'_>,
    plan: &Plan,
    scripts: &[Script],
) -> Result<Vec<Row>, String> {
    let rules = rules(&root.join("data/training/press"), &plan.rules)?;
    let english = rules.iter().find(|(name, _)| *name == format!("{}en", plan.rules)).map(|(_, rule)| rule);
    let list = root.join("data/training").join(format!("{}.tsv", plan.list));
    let mut words: BTreeMap<String, bool> = BTreeMap::new();
    for (_, native, latin, _) in data::pairs(&list)? {
        let own =
            english.is_none_or(|rule| reader.letters(&rule.transliterate(&native)) == reader.letters(&latin));
        *words.entry(native).or_default() |= own;
    }
    words.retain(|native, own| *own && !native.contains(' '));
    let every = words.len().div_ceil(plan.words.max(1)).max(1);
    let mut rows = Vec::new();
    for (at, native) in words.keys().step_by(every).enumerate() {
        let (script, symbols) = reader.symbols(native);
        if !scripts.contains(&script) {
            continue;
        }
        for (_, rule) in rules.iter().cycle().skip(at * EACH % rules.len().max(1)).take(EACH.min(rules.len()))
        {
            let letters = reader.letters(&rule.transliterate(native));
            if !letters.is_empty() {
                rows.push((symbols.clone(), letters, plan.weight));
            }
        }
    }
    Ok(rows)
}

/// What the press makes of each symbol that stands alone.
pub(crate) fn letters(
    root: &Path,
    reader: Reader<'_>,
    plan: &Plan,
    symbols: &[char],
) -> Result<BTreeSet<(char, Vec<u8>)>, String> {
    let rules = rules(&root.join("data/training/press"), &plan.rules)?;
    let mut all = BTreeSet::new();
    for symbol in symbols {
        for (_, rule) in &rules {
            all.insert((*symbol, reader.letters(&rule.transliterate(&symbol.to_string()))));
        }
    }
    all.retain(|(_, letters)| !letters.is_empty());
    Ok(all)
}

/// The rule files whose names begin so, by name.
pub(crate) fn rules(folder: &Path, beginning: &str) -> Result<Vec<(String, Transliterator)>, String> {
    let mut paths: Vec<(String, PathBuf)> = fs::read_dir(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter_map(|path| Some((path.file_stem()?.to_string_lossy().into_owned(), path)))
        .filter(|(name, _)| name.starts_with(beginning))
        .collect();
    paths.sort();
    let read = |(name, path): (String, PathBuf)| {
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let rule = Transliterator::from_rules(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok((name, rule))
    };
    paths.into_iter().map(read).collect()
}
