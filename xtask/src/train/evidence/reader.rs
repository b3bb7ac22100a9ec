//! Lists of spellings as rows of symbols and letters.

use std::path::Path;

use allonym::tables::char_trie::{Alphabet, CharTables};
use allonym::{Script, spelling};

use super::row::Row;
use crate::data;

/// What turns text into symbols.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) chars: &'a CharTables,
    pub(crate) alphabets: &'a [Alphabet<'a>],
}

impl Reader<'_> {
    pub(crate) fn symbols(&self, word: &str) -> (Script, Vec<char>) {
        spelling::model::symbols(self.chars, self.alphabets, word)
    }

    /// The letters of a Latin word.
    pub(crate) fn letters(&self, word: &str) -> Vec<u8> {
        let (_, symbols) = self.symbols(word);
        symbols
            .iter()
            .filter(|symbol| symbol.is_ascii_lowercase())
            .map(|symbol| *symbol as u8 - b'a' + 1)
            .collect()
    }

    /// The rows of a list that are written in one of the scripts: symbols, letters, weight.
    pub(crate) fn rows(&self, folder: &Path, list: &str, scripts: &[Script]) -> Result<Vec<Row>, String> {
        self.some_rows(folder, list, |script| scripts.contains(&script))
    }

    /// The rows of a list in whatever script.
    pub(crate) fn all_rows(&self, folder: &Path, list: &str) -> Result<Vec<Row>, String> {
        self.some_rows(folder, list, |script| script != Script::LATIN)
    }

    fn some_rows(
        &self,
        folder: &Path,
        list: &str,
        wanted: impl Fn(Script) -> bool,
    ) -> Result<Vec<Row>, String> {
        // A list of whole names, of which those are meant that are one word in the native script.
        let joined = list.ends_with("_full");
        let path = folder.join(format!("{list}.tsv"));
        let mut rows = Vec::new();
        for (line, native, latin, weight) in data::pairs(&path)? {
            let weight: f64 = weight.parse().map_err(|_| format!("{}:{line}: no weight", path.display()))?;
            let apart = |c: char| c == ' ' || joined && !c.is_alphanumeric();
            if native.contains(apart) || latin.contains(' ') != joined {
                continue;
            }
            let (script, symbols) = self.symbols(&native);
            let mut words: Vec<&str> = latin.split(' ').collect();
            // The Japanese are called by the given name first only in Latin letters.
            if joined && list.starts_with("ja") {
                words.reverse();
            }
            let letters = self.letters(&words.concat());
            if wanted(script) && !symbols.is_empty() && !letters.is_empty() {
                rows.push((symbols, letters, 1.0 + libm::log(weight.max(1.0))));
            }
        }
        Ok(rows)
    }
}
