//! What an index costs and what it loses: `cargo run --release --example search_times -- LIST.tsv QUERIES.tsv [N]`
//!
//! Reads a list (columns id, name) and queries (a name, and the ids that are right with `|` between them), such as
//! `cargo xtask names` makes, and prints what building, opening and each query took, one after the other on one core,
//! and how often a right row came first and among ten. With N it also scores every row for so many of the queries and
//! says how many right rows that were among ten there the index has among ten too.

use std::collections::BTreeSet;
use std::error::Error;
use std::time::{Duration, Instant};
use std::{env, fs};

use allonym::index::{ExhaustiveIndex, Index, Record, Workspace};

const BEST: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [list, queries, rest @ ..] = arguments.as_slice() else {
        return Err("usage: search_times LIST.tsv QUERIES.tsv [N]".into());
    };
    let (list, queries) = (fs::read_to_string(list)?, fs::read_to_string(queries)?);
    let (rows, queries) = (pairs(&list), pairs(&queries));
    let scored: usize = rest.first().map_or(Ok(0), |number| number.parse())?;

    let begun = Instant::now();
    let mut builder = Index::builder();
    rows.iter().for_each(|(id, name)| builder.add(Record::new(id, name)));
    let bytes = builder.build();
    println!("build    {:?}, {:.0} bytes a name", begun.elapsed(), bytes.len() as f64 / rows.len() as f64);
    let begun = Instant::now();
    let index = Index::from_bytes(bytes)?;
    println!("open     {:?}", begun.elapsed());

    let mut workspace = Workspace::default();
    let mut ids = |name: &str| -> Vec<String> {
        let hits = index.search(name).limit(BEST).hits_with(&mut workspace);
        hits.iter().map(|hit| hit.record.id.to_owned()).collect()
    };
    // The first queries fill the memory.
    queries.iter().step_by(4).for_each(|(name, _)| drop(ids(name)));
    let mut times: Vec<Duration> = Vec::new();
    let (mut first, mut among) = (0, 0);
    for (name, right) in &queries {
        let begun = Instant::now();
        let found = ids(name);
        times.push(begun.elapsed());
        first += usize::from(found.first().is_some_and(|id| is_right(right, id)));
        among += usize::from(found.iter().any(|id| is_right(right, id)));
    }
    times.sort_unstable();
    let time = |part: f64| times.get((times.len() as f64 * part) as usize).copied().unwrap_or_default();
    println!("query    median {:?}, 99th of 100 {:?}, {} queries", time(0.5), time(0.99), times.len());
    let share = |count: usize| count as f64 / queries.len().max(1) as f64;
    println!("right    first {:.3}, among ten {:.3}", share(first), share(among));

    if scored > 0 {
        let list = ExhaustiveIndex::new(rows.iter().map(|(id, name)| Record::new(id, name)));
        let (mut there, mut here) = (0, 0);
        for (name, right) in queries.iter().step_by(queries.len().div_ceil(scored).max(1)) {
            let best: BTreeSet<&str> = list
                .search(*name)
                .limit(BEST)
                .hits()
                .iter()
                .map(|hit| hit.record.id)
                .filter(|id| is_right(right, id))
                .collect();
            there += usize::from(!best.is_empty());
            here += usize::from(!best.is_empty() && ids(name).iter().any(|id| is_right(right, id)));
        }
        println!("blocker  {here} of the {there} queries whose row is among ten of all rows scored");
    }
    Ok(())
}

/// The first two cells of each line but the first.
fn pairs(text: &str) -> Vec<(&str, &str)> {
    let lines = text.lines().skip(1);
    let cells = lines.filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?))
    });
    cells.collect()
}

fn is_right(right: &str, id: &str) -> bool {
    right.split('|').any(|one| one == id)
}
