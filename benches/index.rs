//! Building, opening and searching an index, beside Jaro-Winkler over every row of the same list.
//!
//! `ALLONYM_LIST=list.tsv ALLONYM_QUERIES=queries.tsv cargo bench --bench index` takes the list and the queries from
//! files, such as `cargo xtask names` makes; without them 20,000 names are made of words in `data/training`.
//! Crates that are too heavy to build here stand beside it in `benches/peers`.

// A bench whose input is missing should stop.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::fs::read_to_string;
use std::hint::black_box;
use std::path::Path;

use allonym::index::{Builder, Index, Record, Workspace};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

const ROWS: u64 = 20_000;
const BEST: usize = 10;
const KINDS: [&str; 3] = ["same", "misspelled", "crossed"];

/// Rows as id and name; queries as name and kind.
type Pairs = Vec<(String, String)>;

/// A number that looks random, the same for the same number (splitmix64).
fn mixed(number: u64) -> u64 {
    let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ mixed >> 31
}

/// The cells of each line, without the head and comments.
fn table(path: &Path) -> Vec<Vec<String>> {
    let text = read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("# ")).skip(1);
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// Names of two words: three of four in Latin letters; a query for every hundredth, of each kind in turn.
fn made() -> (Pairs, Pairs) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/training");
    let lists = ["ar_wikidata", "fa_wikidata", "ru", "el_ep"]
        .map(|name| table(&folder.join(name).with_extension("tsv")));
    let (mut rows, mut queries) = (Pairs::new(), Pairs::new());
    for row in 0..ROWS {
        let dealt = mixed(row + 1);
        let list = &lists[dealt as usize % lists.len()];
        let words = [mixed(dealt), mixed(dealt ^ 1)].map(|at| &list[at as usize % list.len()]);
        let spelled = |column: usize| format!("{} {}", words[0][column], words[1][column]);
        let latin = usize::from(dealt >> 32 & 3 > 0);
        let (name, other) = (spelled(latin), spelled(1 - latin));
        if row % 100 == 0 {
            let kind = KINDS[(row / 100) as usize % KINDS.len()];
            let query = match kind {
                "same" => name.clone(),
                "crossed" => other,
                // The third letter is lost.
                _ => name.chars().take(2).chain(name.chars().skip(3)).collect(),
            };
            queries.push((query, kind.to_owned()));
        }
        rows.push((format!("r{row}"), name));
    }
    (rows, queries)
}

/// The list and the queries of the files that the environment names, or made-up ones.
fn input() -> (Pairs, Pairs) {
    let file = |variable, columns: [usize; 2]| -> Option<Pairs> {
        let rows = table(std::env::var_os(variable)?.as_ref());
        let [first, second] = columns;
        Some(rows.into_iter().map(|cells| (cells[first].clone(), cells[second].clone())).collect())
    };
    match (file("ALLONYM_LIST", [0, 1]), file("ALLONYM_QUERIES", [0, 2])) {
        (Some(rows), Some(queries)) => (rows, queries),
        _ => made(),
    }
}

fn built(rows: &Pairs) -> Vec<u8> {
    let mut builder = Builder::new();
    rows.iter().for_each(|(id, name)| builder.add(Record::new(id, name)));
    builder.build()
}

/// The ten rows that are most like a name, as everyone does it.
fn scanned(rows: &[String], name: &str) -> Vec<(f64, usize)> {
    let name = name.to_lowercase();
    let mut scores: Vec<(f64, usize)> =
        rows.iter().enumerate().map(|(at, row)| (strsim::jaro_winkler(&name, row), at)).collect();
    let by_score = |a: &(f64, usize), b: &(f64, usize)| b.0.total_cmp(&a.0);
    if scores.len() > BEST {
        scores.select_nth_unstable_by(BEST, by_score);
        scores.truncate(BEST);
    }
    scores.sort_by(by_score);
    scores
}

fn index(criterion: &mut Criterion) {
    let (rows, queries) = input();
    let mut group = criterion.benchmark_group("index");
    group.sample_size(10);
    group.throughput(Throughput::Elements(rows.len() as u64));
    group.bench_function("build", |bencher| bencher.iter(|| built(black_box(&rows))));
    let bytes = built(&rows);
    group.bench_function("open", |bencher| {
        bencher.iter_batched(
            || bytes.clone(),
            |bytes| Index::from_bytes(bytes).unwrap(),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("open and verify", |bencher| {
        let check = |bytes| Index::from_bytes(bytes).unwrap().verify().unwrap();
        bencher.iter_batched(|| bytes.clone(), check, BatchSize::LargeInput);
    });

    let index = Index::from_bytes(bytes).unwrap();
    let lowered: Vec<String> = rows.iter().map(|(_, name)| name.to_lowercase()).collect();
    let mut workspace = Workspace::default();
    group.throughput(Throughput::Elements(1));
    for kind in KINDS {
        let names: Vec<&str> =
            queries.iter().filter(|query| query.1 == kind).map(|query| query.0.as_str()).collect();
        // Each round is the next of the queries, so the time is that of a query.
        let mut next = names.iter().cycle();
        group.bench_function(format!("{kind}, allonym"), |bencher| {
            bencher.iter(|| {
                let name = next.next().unwrap();
                index.search(black_box(*name)).limit(BEST).hits_with(&mut workspace).len()
            });
        });
        group.bench_function(format!("{kind}, strsim jaro_winkler of every row"), |bencher| {
            bencher.iter(|| scanned(&lowered, black_box(next.next().unwrap())));
        });
    }
    group.finish();
}

criterion_group!(benches, index);
criterion_main!(benches);
