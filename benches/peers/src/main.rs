//! An index of allonym beside what else finds misspelled names, on the same list in one run, on one core:
//! `cargo run --release --manifest-path benches/peers/Cargo.toml -- LIST.tsv QUERIES.tsv [N]`
//!
//! Takes what `cargo xtask names` makes: a list (columns id, name) and queries (a name, the ids that are right with `|`
//! between them, a note). N is how many of the queries are asked, 150 if it is not said.

use std::collections::BTreeMap;
use std::error::Error;
use std::time::{Duration, Instant};
use std::{env, fs};

mod peers;

use peers::{Allonym, Measure, Peer, Rapidfuzz, Tantivy};

/// How many rows a peer may give for a query.
const BEST: usize = 10;

type Fault = Box<dyn Error>;

struct Query<'a> {
    name: &'a str,
    right: Vec<&'a str>,
    note: &'a str,
}

/// How many were asked, had a right row first, had one among the best.
#[derive(Clone, Copy, Default)]
struct Found {
    asked: usize,
    first: usize,
    among: usize,
}

fn main() -> Result<(), Fault> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [list, queries, rest @ ..] = arguments.as_slice() else {
        return Err("usage: allonym-peers LIST.tsv QUERIES.tsv [N]".into());
    };
    let (list, queries) = (fs::read_to_string(list)?, fs::read_to_string(queries)?);
    let asked: usize = rest.first().map_or(Ok(150), |number| number.parse())?;
    let rows: Vec<(&str, &str)> =
        cells(&list).filter_map(|mut row| Some((row.next()?, row.next()?))).collect();
    let queries = sample(&queries, asked);
    let ids: Vec<&str> = rows.iter().map(|row| row.0).collect();
    let names: Vec<&str> = rows.iter().map(|row| row.1).collect();
    let latin: Vec<String> = names.iter().map(|name| any_ascii::any_ascii(name)).collect();
    let latin: Vec<&str> = latin.iter().map(String::as_str).collect();

    println!("{} rows, {} queries, one core\n", rows.len(), queries.len());
    let mut notes: Vec<&str> = queries.iter().map(|query| query.note).collect();
    notes.sort_unstable();
    notes.dedup();
    print!("{:<36}{:>9}{:>12}{:>12}{:>8}{:>8}", "", "build", "median", "99th", "first", "of ten");
    notes.iter().for_each(|note| print!("{note:>12}"));
    println!();
    let bench = Bench { ids: &ids, queries: &queries, notes: &notes };
    let plain = str::to_owned;
    bench.run("allonym", plain, || Allonym::new(&names))?;
    bench.run("rapidfuzz jaro_winkler", plain, || Ok(Rapidfuzz::new(&names, Measure::JaroWinkler)))?;
    bench.run("rapidfuzz ratio", plain, || Ok(Rapidfuzz::new(&names, Measure::Ratio)))?;
    bench.run("tantivy fuzzy", plain, || Tantivy::new(&names, false))?;
    bench.run("tantivy fuzzy, exact first", plain, || Tantivy::new(&names, true))?;
    let ascii = any_ascii::any_ascii;
    bench.run("any_ascii, rapidfuzz jaro_winkler", ascii, || {
        Ok(Rapidfuzz::new(&latin, Measure::JaroWinkler))
    })?;
    bench.run("any_ascii, rapidfuzz ratio", ascii, || Ok(Rapidfuzz::new(&latin, Measure::Ratio)))?;
    bench.run("any_ascii, tantivy fuzzy", ascii, || Tantivy::new(&latin, false))?;
    bench.run("any_ascii, tantivy fuzzy, exact first", ascii, || Tantivy::new(&latin, true))
}

struct Bench<'a> {
    ids: &'a [&'a str],
    queries: &'a [Query<'a>],
    notes: &'a [&'a str],
}

impl Bench<'_> {
    /// Builds a peer, asks it every query and prints a line: times, shares of right rows, by note which share is among ten.
    fn run<P: Peer>(
        &self,
        label: &str,
        spelled: impl Fn(&str) -> String,
        build: impl FnOnce() -> Result<P, Fault>,
    ) -> Result<(), Fault> {
        let begun = Instant::now();
        let mut peer = build()?;
        let built = begun.elapsed();
        // The first queries fill memories and caches.
        for query in self.queries.iter().step_by(8) {
            peer.best(&spelled(query.name))?;
        }
        let mut times: Vec<Duration> = Vec::new();
        let mut all = Found::default();
        let mut by_note: BTreeMap<&str, Found> = BTreeMap::new();
        for query in self.queries {
            let name = spelled(query.name);
            let begun = Instant::now();
            let rows = peer.best(&name)?;
            times.push(begun.elapsed());
            let right = |row: &usize| {
                self.ids.get(*row).is_some_and(|id| query.right.iter().any(|right| right == id))
            };
            for found in [&mut all, by_note.entry(query.note).or_default()] {
                found.asked += 1;
                found.first += usize::from(rows.first().is_some_and(right));
                found.among += usize::from(rows.iter().any(right));
            }
        }
        times.sort_unstable();
        let time = |part: f64| times.get((times.len() as f64 * part) as usize).copied().unwrap_or_default();
        let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
        print!(
            "{label:<36}{:>9}{:>12}{:>12}{:>8.3}{:>8.3}",
            format!("{:.1} s", built.as_secs_f64()),
            milliseconds(time(0.5)),
            milliseconds(time(0.99)),
            share(all.first, all.asked),
            share(all.among, all.asked)
        );
        for note in self.notes {
            let found = by_note.get(note).copied().unwrap_or_default();
            print!("{:>12.3}", share(found.among, found.asked));
        }
        println!();
        Ok(())
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

/// The cells of each line but the first.
fn cells(text: &str) -> impl Iterator<Item = std::str::Split<'_, char>> {
    text.lines().skip(1).map(|line| line.split('\t'))
}

/// So many of the queries, spread over all of them.
fn sample(text: &str, count: usize) -> Vec<Query<'_>> {
    let all: Vec<Query<'_>> = cells(text)
        .filter_map(|mut row| {
            let (name, right) = (row.next()?, row.next()?);
            Some(Query { name, right: right.split('|').collect(), note: row.next().unwrap_or("other") })
        })
        .collect();
    let total = all.len();
    all.into_iter()
        .enumerate()
        .filter(|(at, _)| (at + 1) * count / total.max(1) > at * count / total.max(1))
        .map(|(_, query)| query)
        .collect()
}
