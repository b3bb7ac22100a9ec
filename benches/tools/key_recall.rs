//! How often the spellings of a name meet under a blocking key, and how many other names they meet.
//!
//! `cargo run --release --example key_recall -- names LIST.tsv QUERIES.tsv...` reads a list (columns id, name) and queries (a
//! name, and the ids that are right with `|` between them). For each width it prints how many keys a row has, how many
//! pairs the list makes with itself, and for each file of queries the share that meets a right row and the rows that a query
//! meets.
//!
//! `cargo run --release --example key_recall -- words PAIRS.tsv...` reads the first two columns of TSV files with a header and
//! prints the share of rows whose words have a key in common, and the share of all words of the second column that a word
//! of the first one meets.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::{env, fs, io};

use allonym::Name;
use allonym::index::{BlockingWidth, blocking_keys};
use allonym::spelling::SpelledWord;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [mode, list, queries @ ..] if mode == "names" => names(list, queries)?,
        [mode, files @ ..] if mode == "words" => files.iter().try_for_each(|path| words(path))?,
        _ => return Err("usage: key_recall names LIST.tsv QUERIES.tsv... | words PAIRS.tsv...".into()),
    }
    Ok(())
}

/// The first two cells of each line but the first.
fn cells(text: &str) -> Vec<(&str, &str)> {
    let lines = text.lines().skip(1);
    let pairs = lines.filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?))
    });
    pairs.collect()
}

fn names(list: &str, queries: &[String]) -> io::Result<()> {
    let text = fs::read_to_string(list)?;
    let rows = cells(&text);
    for width in [BlockingWidth::Lean, BlockingWidth::Narrow, BlockingWidth::Wide] {
        let mut blocks: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        let mut keys = 0;
        for (number, (_, name)) in rows.iter().enumerate() {
            for key in blocking_keys(&Name::new(name), width) {
                blocks.entry(key).or_default().push(number);
                keys += 1;
            }
        }
        let count = rows.len().max(1) as f64;
        let pairs: f64 = blocks.values().map(|rows| (rows.len() * (rows.len() - 1) / 2) as f64).sum();
        let largest = blocks.values().map(Vec::len).max().unwrap_or(0);
        let keys = keys as f64 / count;
        println!(
            "{list}\t{width:?}\tkeys a row {keys:.1}\tpairs a row {:.1}\tlargest block {largest}",
            pairs / count
        );
        for path in queries {
            let text = fs::read_to_string(path)?;
            let queries = cells(&text);
            let (mut found, mut met, mut keys) = (0, 0, 0);
            for (name, right) in &queries {
                let own = blocking_keys(&Name::new(name), width);
                let hits: BTreeSet<usize> =
                    own.iter().filter_map(|key| blocks.get(key)).flatten().copied().collect();
                let is_right = |hit: &usize| {
                    rows.get(*hit).is_some_and(|(id, _)| right.split('|').any(|right| right == *id))
                };
                found += usize::from(hits.iter().any(is_right));
                met += hits.len();
                keys += own.len();
            }
            let share = |sum: usize| sum as f64 / queries.len().max(1) as f64;
            println!(
                "{path}\t{width:?}\trecall {:.4}\tkeys a query {:.1}\trows met {:.1} ({:.3} %)",
                share(found),
                share(keys),
                share(met),
                100.0 * share(met) / count
            );
        }
    }
    Ok(())
}

fn words(path: &str) -> io::Result<()> {
    let text = fs::read_to_string(path)?;
    let rows = cells(&text);
    let mut words_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (number, (_, latin)) in rows.iter().enumerate() {
        for key in SpelledWord::new(latin).keys() {
            words_of.entry(key).or_default().push(number);
        }
    }
    let (mut found, mut met) = (0, 0);
    for (number, (native, _)) in rows.iter().enumerate() {
        let keys = SpelledWord::new(native).keys();
        let words: BTreeSet<usize> =
            keys.iter().filter_map(|key| words_of.get(key)).flatten().copied().collect();
        found += usize::from(words.contains(&number));
        met += words.len();
    }
    let count = rows.len().max(1) as f64;
    println!("{path}\trecall {:.4}\tof the list {:.4}", found as f64 / count, met as f64 / count / count);
    Ok(())
}
