//! What letters of one class have in common, learned from several scripts or from all of a syllable's characters.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::chunks::NONE;
use super::classes::Classes;
use super::corpus::Corpus;
use super::row::Row;
use super::units::Units;
use super::{Reader, em};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// A TSV file below `data`, columns `char` and `class`; without it, the syllables.
    classes: Option<PathBuf>,
    lists: Vec<String>,
    /// Counts given to each letter.
    count: f64,
}

/// Spellings that a class has less often than this are not given on.
const MIN_SHARE: f64 = 0.01;

/// Counts for the units of single letters, in the proportions of their classes.
pub(crate) fn beforehand(
    root: &Path,
    reader: Reader<'_>,
    plan: &Plan,
    syllables: &Classes,
    units: &Units,
    corpus: &Corpus,
) -> Result<Vec<(usize, f64)>, String> {
    let letters = match &plan.classes {
        Some(file) => Classes::letters(&root.join("data").join(file))?,
        None => Classes::default(),
    };
    let classes = if plan.classes.is_some() { &letters } else { syllables };
    let mut rows: Vec<Row> = classes.rows().collect();
    for list in &plan.lists {
        for (native, latin, weight) in reader.all_rows(&root.join("data/training"), list)? {
            let native = native.iter().map(|letter| classes.class(*letter).unwrap_or(*letter)).collect();
            rows.push((native, latin, weight));
        }
    }
    let pooled = Corpus::new(rows, classes);
    let contexts = false;
    let mut of_classes =
        Units::new(&pooled, units.latin.longest, 0, usize::from(u16::MAX) / 8, contexts, classes.spellings());
    let joint = em::learn(&of_classes, &pooled, &[]);
    of_classes.take(&joint);
    let columns = of_classes.latin.len();
    let mut given = Vec::new();
    for (letter, number) in corpus.symbols.iter().zip(1u16..) {
        let class = classes.class(*letter).and_then(|class| pooled.symbols.binary_search(&class).ok());
        let Some(row) = class.map(|at| at + 1) else { continue };
        let cells = &joint[row * columns..(row + 1) * columns];
        let sum: f64 = cells.iter().sum();
        for (cell, chunk) in cells.iter().zip(&of_classes.latin.of) {
            let column = if chunk.is_empty() { 0 } else { units.latin.number(chunk) };
            if *cell > MIN_SHARE * sum && column != NONE {
                let at = usize::from(number) * units.latin.len() + usize::from(column);
                given.push((at, plan.count * cell / sum));
            }
        }
    }
    Ok(given)
}
