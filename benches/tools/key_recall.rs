//! How often two spellings meet under a key: `cargo run --release --example key_recall -- PAIRS.tsv...`
//!
//! Reads the first two columns of TSV files with a header and prints, for each file, the share of rows whose words have
//! a key in common, and the share of all words of the second column that a word of the first one meets.

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs, io};

use allonym::spelling::SpelledWord;

fn main() -> io::Result<()> {
    for path in env::args().skip(1) {
        let text = fs::read_to_string(&path)?;
        let rows: Vec<(&str, &str)> = text
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut cells = line.split('\t');
                Some((cells.next()?, cells.next()?))
            })
            .collect();
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
    }
    Ok(())
}
