//! What letters of one class have in common, learned from several scripts or from all of a syllable's characters.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::chunks::NONE;
use super::corpus::Corpus;
use super::units::Units;
use super::{Reader, em};
use crate::data;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// A TSV file below `data`, columns `char` and `class`.
    classes: PathBuf,
    lists: Vec<String>,
    /// Counts given to each letter.
    count: f64,
}

/// Spellings that a class has less often than this are not given on.
const LEAST: f64 = 0.01;

/// Counts for the units of single letters, in the proportions of their classes.
pub(crate) fn beforehand(
    root: &Path,
    reader: Reader<'_>,
    plan: &Plan,
    units: &Units,
    corpus: &Corpus,
) -> Result<Vec<(usize, f64)>, String> {
    let file = root.join("data").join(&plan.classes);
    let mut names: BTreeMap<String, char> = BTreeMap::new();
    let mut classes: BTreeMap<char, char> = BTreeMap::new();
    for (line, [letter, class]) in data::tsv(&file, ["char", "class"])? {
        // Classes are numbered in a plane for private use.
        let next = u32::try_from(names.len()).ok().and_then(|number| char::from_u32(0xF_0000 + number));
        let next = next.ok_or_else(|| format!("{}:{line}: too many classes", file.display()))?;
        let class = *names.entry(class).or_insert(next);
        classes.extend(letter.chars().next().map(|letter| (letter, class)));
    }
    let mut rows = Vec::new();
    for list in &plan.lists {
        for (native, latin, weight) in reader.all_rows(&root.join("data/training"), list)? {
            let native =
                native.iter().map(|letter| classes.get(letter).copied().unwrap_or(*letter)).collect();
            rows.push((native, latin, weight));
        }
    }
    let pooled = Corpus::new(rows);
    let contexts = false;
    let mut of_classes = Units::new(&pooled, units.latin.longest, 0, usize::from(u16::MAX) / 8, contexts);
    let joint = em::learn(&of_classes, &pooled, &[]);
    of_classes.take(&joint);
    let columns = of_classes.latin.len();
    let mut given = Vec::new();
    for (letter, number) in corpus.symbols.iter().zip(1u16..) {
        let class = classes.get(letter).and_then(|class| pooled.symbols.binary_search(class).ok());
        let Some(row) = class.map(|at| at + 1) else { continue };
        let cells = &joint[row * columns..(row + 1) * columns];
        let sum: f64 = cells.iter().sum();
        for (cell, chunk) in cells.iter().zip(&of_classes.latin.of) {
            let column = if chunk.is_empty() { 0 } else { units.latin.number(chunk) };
            if *cell > LEAST * sum && column != NONE {
                let at = usize::from(number) * units.latin.len() + usize::from(column);
                given.push((at, plan.count * cell / sum));
            }
        }
    }
    Ok(given)
}
