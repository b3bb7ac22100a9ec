//! Training pairs as numbers: native symbols from 1, letters from 1 to 26.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use allonym::tables::char_trie::{Alphabet, CharTables};
use allonym::{Script, spelling};

use super::classes::Classes;
use crate::data;

/// A native word and one Latin spelling of it.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) native: Vec<u16>,
    pub(crate) latin: Vec<u8>,
    pub(crate) weight: f64,
}

/// The pairs of one model and the symbols they are made of; the number of a symbol is its place and one.
#[derive(Default)]
pub(crate) struct Corpus {
    pub(crate) symbols: Vec<char>,
    pub(crate) pairs: Vec<Pair>,
}

/// A row of a list: native symbols, letters, weight.
pub(crate) type Row = (Vec<char>, Vec<u8>, f64);

/// What turns text into symbols.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) chars: &'a CharTables,
    pub(crate) alphabets: &'a [Alphabet<'a>],
}

/// Symbols that fewer pairs have than this are left out.
const SEEN: usize = 3;
/// Symbols of a class that fewer rows have than this are read as the class.
const RARE: usize = 12;

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

impl Corpus {
    /// Pairs added up and numbered; `lists` says how much each row weighs.
    pub(crate) fn new(rows: impl IntoIterator<Item = Row>, classes: &Classes) -> Corpus {
        let rows: Vec<Row> = rows.into_iter().collect();
        let mut seen: HashMap<char, usize> = HashMap::new();
        for symbol in rows.iter().flat_map(|(native, ..)| native) {
            *seen.entry(*symbol).or_default() += 1;
        }
        // A symbol that is rare is read as its class, as those are that the model never sees.
        let read = |symbol: char| match classes.class(symbol) {
            Some(class) if seen.get(&symbol).is_none_or(|count| *count < RARE) => class,
            _ => symbol,
        };
        let mut sums: BTreeMap<(Vec<char>, Vec<u8>), f64> = BTreeMap::new();
        for (native, latin, weight) in rows.iter().cloned().chain(classes.rows()) {
            *sums.entry((native.into_iter().map(read).collect(), latin)).or_default() += weight;
        }
        let mut seen: BTreeMap<char, usize> = BTreeMap::new();
        for symbol in sums.keys().flat_map(|(native, _)| native) {
            *seen.entry(*symbol).or_default() += 1;
        }
        let symbols: Vec<char> = seen
            .iter()
            .filter(|(symbol, count)| **count >= SEEN || classes.class(**symbol) == Some(**symbol))
            .map(|(symbol, _)| *symbol)
            .collect();
        let numbers: HashMap<char, u16> =
            symbols.iter().zip(1..).map(|(symbol, number)| (*symbol, number)).collect();
        let pairs = sums
            .into_iter()
            .map(|((native, latin), weight)| {
                let native = native.iter().filter_map(|symbol| numbers.get(symbol).copied()).collect();
                Pair { native, latin, weight }
            })
            .filter(|pair: &Pair| !pair.native.is_empty())
            .collect();
        Corpus { symbols, pairs }
    }
}
