//! Rows of the sets that a model was trained on: there must be none.
//!
//! In: the lists of `data/training`. A row is trained on if some list has its two names as a pair, whichever stands first,
//! capitals aside. Cost: linear in the lists, which are read once.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The pairs that models are trained on, in small letters.
#[derive(Debug, Default)]
pub(crate) struct Trained {
    pairs: BTreeSet<(String, String)>,
}

impl Trained {
    /// Reads all lists of a folder and of the folders in it: TSV files with comments, a head, and a pair in the first two
    /// columns.
    pub(crate) fn read(folder: &Path) -> Result<Trained, String> {
        let mut trained = Trained::default();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let fail = |path: &PathBuf, error: std::io::Error| format!("{}: {error}", path.display());
            for entry in fs::read_dir(&folder).map_err(|error| fail(&folder, error))? {
                let path = entry.map_err(|error| fail(&folder, error))?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "tsv") {
                    trained.add(&fs::read_to_string(&path).map_err(|error| fail(&path, error))?);
                }
            }
        }
        Ok(trained)
    }

    fn add(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.starts_with("# ")).skip(1) {
            let mut cells = line.split('\t').map(small);
            if let (Some(native), Some(latin)) = (cells.next(), cells.next()) {
                self.pairs.insert((native, latin));
            }
        }
    }

    /// Whether a row has a pair that was trained on; its second cell may be several spellings with | between.
    pub(crate) fn has(&self, row: &[String]) -> bool {
        let [a, b, ..] = row else { return false };
        let a = small(a);
        b.split('|').map(small).any(|b| {
            let pairs = [(a.clone(), b.clone()), (b, a.clone())];
            pairs.iter().any(|pair| self.pairs.contains(pair))
        })
    }
}

/// A cell in small letters, its joiners as characters.
fn small(cell: &str) -> String {
    cell.to_lowercase().replace("\\u{200c}", "\u{200C}").replace("\\u{200d}", "\u{200D}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::sets;

    fn row(a: &str, b: &str) -> [String; 2] {
        [a.to_owned(), b.to_owned()]
    }

    #[test]
    fn a_pair_is_seen_either_way() {
        let mut trained = Trained::default();
        trained.add("# Names.\nnative\tlatin\tweight\nقاسم\tqasem\t3\n");
        assert!(trained.has(&row("قاسم", "Qasem")));
        assert!(trained.has(&row("Qasem", "قاسم")));
        assert!(trained.has(&row("قاسم", "kassem|qasem")));
        assert!(!trained.has(&row("قاسم", "kassem")));
        assert!(!trained.has(&row("native", "latin")));
    }

    #[test]
    fn no_row_of_a_set_is_trained_on() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let trained = Trained::read(&root.join("../../data/training")).unwrap_or_default();
        assert!(!trained.pairs.is_empty());
        for set in sets(&root.join("data")) {
            let (name, set) = set.unwrap_or_else(|why| panic!("{why}"));
            let found: Vec<&Vec<String>> = set.rows.iter().filter(|row| trained.has(row)).collect();
            assert!(found.is_empty(), "{name}: remove these rows, data/training has them: {found:?}");
        }
    }
}
