//! What an index loses against scoring every row: `cargo run --release --example search_recall -- LIST.tsv QUERIES.tsv...`
//!
//! Reads a list (columns id, name) and files of queries (a name, and the ids that are right with `|` between them). For each
//! file it prints how often a right row comes first and among ten, and how many right rows are *lost*: rows that would stand
//! among the ten by their relevance if the index had looked at them. Recall against scoring every row is found / (found +
//! lost). That is a lower bound, and costs nothing: where every row is scored, rows that the index did not look at either may
//! stand before the right one. With `--all N` up to N lost queries of each file, evenly chosen, are asked of every row too,
//! and the share that is really lost is printed. With `--show` each lost query is printed with its best right row.

use std::collections::BTreeMap;
use std::error::Error;
use std::{env, fs};

use allonym::index::{ExhaustiveIndex, Hit, Index, Record, Workspace};

/// Among how many hits a right row is looked for.
const BEST: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let show = arguments.iter().position(|argument| argument == "--show").map(|at| arguments.remove(at));
    let mut all = 0;
    if let Some(at) = arguments.iter().position(|argument| argument == "--all") {
        arguments.remove(at);
        all = arguments.get(at).ok_or("--all takes a number")?.parse()?;
        arguments.remove(at);
    }
    let [list, files @ ..] = arguments.as_slice() else {
        return Err("usage: search_recall LIST.tsv QUERIES.tsv... [--all N] [--show]".into());
    };
    let list = fs::read_to_string(list)?;
    let rows = cells(&list);
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut builder = Index::builder();
    for (id, name) in &rows {
        names.entry(*id).or_default().push(*name);
        builder.add(Record::new(id, name));
    }
    let index = Index::from_bytes(builder.build())?;
    let every = (all > 0).then(|| ExhaustiveIndex::new(rows.iter().map(|(id, name)| Record::new(id, name))));
    let mut workspace = Workspace::default();
    for path in files {
        let text = fs::read_to_string(path)?;
        let queries = cells(&text);
        let (mut first, mut among) = (0, 0);
        let mut lost: Vec<(&str, &str)> = Vec::new();
        for (query, right) in &queries {
            let hits = index.search(*query).limit(BEST).hits_with(&mut workspace);
            first += usize::from(hits.first().is_some_and(|hit| is_right(right, hit)));
            if hits.iter().any(|hit| is_right(right, hit)) {
                among += 1;
                continue;
            }
            // The right rows by themselves, scored whole.
            let own = right
                .split('|')
                .flat_map(|id| names.get(id).into_iter().flatten().map(move |name| Record::new(id, name)));
            let own = ExhaustiveIndex::new(own);
            let own = own.search(*query).hits();
            let last = hits.get(BEST - 1).map(|hit| hit.relevance);
            if let Some(best) = own.first()
                && last.is_none_or(|last| best.relevance > last)
            {
                lost.push((query, right));
                if show.is_some() {
                    println!(
                        "  {query}\t{}\tscore {}\trelevance {}\tof the last hit {}",
                        best.record.name,
                        best.score,
                        best.relevance,
                        last.map_or("-".into(), |last| last.to_string())
                    );
                }
            }
        }
        let share = |count: usize| count as f64 / queries.len().max(1) as f64;
        println!(
            "{path}\tqueries {}\tfirst {:.4}\tamong ten {:.4}\tlost {}\trecall {:.4}",
            queries.len(),
            share(first),
            share(among),
            lost.len(),
            among as f64 / (among + lost.len()).max(1) as f64
        );
        if let Some(every) = &every {
            let step = lost.len().div_ceil(all).max(1);
            let asked: Vec<_> = lost.iter().step_by(step).collect();
            let really = asked.iter().filter(|(query, right)| {
                every.search(*query).limit(BEST).hits().iter().any(|hit| is_right(right, hit))
            });
            println!("{path}\tof {} of them every row scored finds {}", asked.len(), really.count());
        }
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

fn is_right(right: &str, hit: &Hit<'_>) -> bool {
    right.split('|').any(|id| id == hit.record.id)
}
