//! `crates/allonym-data/tables/frequency.bin`: the commonest words of `data/frequency`; `crates/allonym-data/tables/nicknames.bin`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use allonym::tables::char_trie::CharTables;
use allonym::tables::frequency::{Frequency, encode};
use allonym::tables::pairs;
use allonym::unicode::generator::normalize_with;

use crate::data;
use crate::emit::File;

/// How many words there is room for.
const WORDS: usize = 60_000;

/// How many names a list of given or family names weighs.
const LISTED: u32 = 10;
/// How often a word of such a list is taken to have been seen if it was not.
const UNSEEN: u32 = 4;

pub(crate) fn generate(folder: &Path, chars: &CharTables) -> Result<File, String> {
    let mut sides: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for (line, [word, given, family]) in
        data::tsv(&folder.join("given_family_counts.tsv"), ["word", "given", "family"])?
    {
        let number = |cell: &str| {
            cell.parse::<u32>().map_err(|_| format!("given_family_counts.tsv:{line}: no number"))
        };
        let key: String =
            normalize_with(chars, &word).chars().filter(|c| !matches!(c, '\'' | '.' | '"')).collect();
        let side = sides.entry(key).or_default();
        let [givens, families] = side;
        *givens += number(&given)?.min(6) * LISTED;
        *families += number(&family)?.min(6) * LISTED;
    }
    let mut rows: Vec<(u32, String, [u32; 2], f64)> = Vec::new();
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| {
        path.file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.len() == 8 && name.ends_with(".tsv"))
    }) {
        let words = data::tsv(path, ["word", "count", "placed", "first"])?;
        let number = |cell: &str, line: usize| {
            cell.parse::<u32>().map_err(|_| format!("{}:{line}: '{cell}' is no number", path.display()))
        };
        let mut own = Vec::with_capacity(words.len());
        let mut total = 0.0;
        for (line, [word, count, placed, first]) in words {
            let count = number(&count, line)?;
            total += f64::from(count);
            let [given, family] = sides.remove(&word).unwrap_or_default();
            own.push((count, word, [number(&placed, line)? + given + family, number(&first, line)? + given]));
        }
        // Of few names nothing can be said.
        if total < 3000.0 {
            continue;
        }
        rows.extend(
            own.into_iter().map(|(count, word, placed)| (count, word, placed, f64::from(count) / total)),
        );
    }
    // Words that only such a list knows are as rare as the rarest that were counted.
    let rarest = 0.000_002;
    rows.extend(
        sides.into_iter().map(|(word, [given, family])| (UNSEEN, word, [given + family, given], rarest)),
    );
    rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    rows.truncate(WORDS);
    let words = rows.iter().map(|(_, word, [placed, first], share)| {
        let first = (f64::from(*first) + 1.0) / (f64::from(*placed) + 2.0) * 15.0;
        let surprisal = (-libm::log2(*share) * 16.0).clamp(0.0, 65535.0) as u16;
        (word.as_str(), Frequency { surprisal, first: first as u8 })
    });
    Ok(File { name: "crates/allonym-data/tables/frequency.bin", content: encode(words)? })
}

/// Pairs of forms that are one name, as two hashes each, the smaller one first.
pub(crate) fn pairs(
    folder: &Path,
    chars: &CharTables,
    name: &'static str,
    files: &[&str],
) -> Result<File, String> {
    let mut pairs = Vec::new();
    for file in files {
        for (_, [_, form, full]) in data::tsv(&folder.join(file), ["language", "form", "full"])? {
            let key = |text: &str| -> String {
                normalize_with(chars, text).chars().filter(|c| c.is_alphanumeric()).collect()
            };
            pairs.push((key(&form), key(&full)));
        }
    }
    let content = pairs::encode(pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())));
    Ok(File { name, content })
}
