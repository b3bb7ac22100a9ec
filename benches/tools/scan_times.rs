//! What a scan costs: `cargo run --release --example scan_times -- LIST.tsv TEXT...`
//!
//! Reads a list (columns id, name), such as `cargo xtask names` makes, and texts. Prints what building the scanner took, and
//! for each text how many megabytes a second one core reads: the first time, when each word of the text is new, and once
//! more, when none is. A newsroom's day lies between the two: most of its words were seen before.

use std::error::Error;
use std::time::Instant;
use std::{env, fs};

use allonym::index::Record;
use allonym::scan::Scanner;

/// Bytes that are scanned at once: an article, so that no text is one document of megabytes.
const DOCUMENT: usize = 1 << 14;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [list, texts @ ..] = arguments.as_slice() else {
        return Err("usage: scan_times LIST.tsv TEXT...".into());
    };
    let list = fs::read_to_string(list)?;
    let rows = list.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        Some(Record::new(cells.next()?, cells.next()?))
    });
    let begun = Instant::now();
    let scanner = Scanner::new(rows);
    println!("build\t{:?}", begun.elapsed());
    println!("text\tMB\tnew MB/s\tseen MB/s\tmentions");
    for path in texts {
        let text = fs::read_to_string(path)?;
        let documents = documents(&text);
        let read = || {
            let begun = Instant::now();
            let found: usize = documents.iter().map(|document| scanner.scan(document).len()).sum();
            (found, text.len() as f64 / 1e6 / begun.elapsed().as_secs_f64())
        };
        let (found, new) = read();
        let (_, seen) = read();
        println!("{path}\t{:.2}\t{new:.2}\t{seen:.2}\t{found}", text.len() as f64 / 1e6);
    }
    Ok(())
}

/// A text in pieces that end with a line.
fn documents(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (end, _) in text.match_indices('\n').map(|(at, end)| (at + end.len(), end)) {
        if end - start >= DOCUMENT {
            pieces.extend(text.get(start..end));
            start = end;
        }
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}
