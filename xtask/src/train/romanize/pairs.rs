//! The training pairs: the symbols of a native word and the letters of a Latin one.

use std::fs;
use std::path::{Path, PathBuf};

use allonym::spelling::model::{MAX_SYMBOLS, symbols};
use allonym::tables::char_trie::{Alphabet, CharTables};
use allonym::tables::known_words::word_hash;

use crate::data;

/// Reads lists of pairs.
pub(crate) struct Reader<'a> {
    pub(crate) folder: PathBuf,
    pub(crate) tables: CharTables,
    pub(crate) alphabets: Vec<Alphabet<'a>>,
}

#[derive(Clone)]
pub(crate) struct Pair {
    /// The native word as the list has it.
    pub(crate) text: String,
    pub(crate) native: Vec<char>,
    /// a as 1.
    pub(crate) latin: Vec<u8>,
    /// How often it was met.
    pub(crate) count: f32,
    /// How much it counts in training.
    pub(crate) weight: f32,
    /// The group of its list; one more than the last for a list whose words are not known words.
    pub(crate) group: usize,
    /// Whether its list is one of the language itself, not one that only helps.
    pub(crate) own: bool,
    /// Whether it is one of the tenth that is kept back for the weights of the second look.
    pub(crate) held: bool,
}

impl Reader<'_> {
    /// The pairs of a list. Rows whose Latin word is not of the letters a to z alone, once folded, are passed over.
    pub(crate) fn list(&self, list: &str, group: usize, weight: f32) -> Result<Vec<Pair>, String> {
        let path = self.folder.join(format!("{list}.tsv"));
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut lines = data::lines(&text);
        if !lines.next().is_some_and(|(_, header)| header.starts_with("native\tlatin\tweight")) {
            return Err(format!("{}:1: the columns are not native, latin, weight", path.display()));
        }
        let mut pairs = Vec::new();
        for (at, line) in lines {
            pairs.extend(self.pair(line, group, weight).ok_or_else(|| bad(&path, at))?);
        }
        Ok(pairs)
    }

    /// `None` for a row that is not one.
    fn pair(&self, line: &str, group: usize, weight: f32) -> Option<Option<Pair>> {
        let mut cells = line.split('\t');
        let (text, latin) = (cells.next()?, cells.next()?);
        let count: f32 = cells.next()?.parse().ok()?;
        let (_, native) = symbols(&self.tables, &self.alphabets, text);
        let (_, latin) = symbols(&self.tables, &self.alphabets, latin);
        let latin: Option<Vec<u8>> =
            latin.iter().map(|c| c.is_ascii_lowercase().then(|| *c as u8 - b'a' + 1)).collect();
        let Some(latin) = latin else { return Some(None) };
        let fits = |length: usize| (1..MAX_SYMBOLS).contains(&length);
        if !fits(native.len()) || !fits(latin.len()) {
            return Some(None);
        }
        let key: Vec<u8> = native.iter().flat_map(|c| u32::from(*c).to_le_bytes()).collect();
        let own = weight >= 0.5;
        let held = own && word_hash(&key) % 10 == 3;
        let weight = weight * (1.0 + 0.5 * libm::logf(count.max(1.0)));
        let text = text.to_owned();
        Some(Some(Pair { text, native, latin, count, weight, group, own, held }))
    }
}

fn bad(path: &Path, at: usize) -> String {
    format!("{}:{at}: not native, latin and a number", path.display())
}

/// A fixed pseudo-random order of 0..n.
pub(crate) fn shuffled(n: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut state = seed.wrapping_mul(2).wrapping_add(0x9e37_79b9_7f4a_7c15);
    for k in (1..n).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(k, ((state >> 33) % (k as u64 + 1)) as usize);
    }
    order
}
