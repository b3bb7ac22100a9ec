//! `allonym join` and `allonym dedupe`

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use allonym::index::{Hit, Index, Journal, LiveIndex};

use crate::format::{Cells, Output};
use crate::input::{name, read_stdin_twice};
use crate::list::{Bytes, HeldRows, read_and_hold};
use crate::new_file::overwrites;
use crate::report::{Report, say};
use crate::stream::{Input, Progress, Row, Stream, WriteHit};

/// Find the names of one list in another: one pair of ids a line, with both names and their score.
///
/// Rows of the first file stream; the second is held in memory. With --out a run that was interrupted goes on where it
/// stopped when it is started again, and ends with the same pairs.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    printf 'id\\tname\\na1\\tКасем Сулеймани\\n' > a.tsv\n  \
    printf 'id\\tname\\nb1\\tQasem Soleimani\\n' > b.tsv\n  \
    allonym join a.tsv b.tsv")]
pub(crate) struct JoinArguments {
    /// A TSV or CSV file, plain or compressed (.gz, .zst), with columns id and name.
    #[arg(value_name = "A")]
    a: PathBuf,
    /// A TSV or CSV file, plain or compressed (.gz, .zst), with columns id and name, in which the names of the first are looked for.
    #[arg(value_name = "B")]
    b: PathBuf,
    #[command(flatten)]
    pairs: Pairs,
}

/// Find the names of a list that are the same one: one pair of ids a line, with both names and their score.
///
/// A pair comes once. With --out a run that was interrupted goes on where it stopped when it is started again.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    printf 'id\\tname\\n1\\tКасем Сулеймани\\n2\\tQasem Soleimani\\n3\\tHassan Nasrallah\\n' > list.tsv\n  \
    allonym dedupe list.tsv --clusters clusters.tsv")]
pub(crate) struct DedupeArguments {
    /// A TSV or CSV file, plain or compressed (.gz, .zst), with columns id and name.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where the clusters go, as the name says: a line for each id that is in a pair, with the first id of its cluster. A
    /// cluster is all ids that pairs connect.
    #[arg(long, value_name = "FILE")]
    clusters: Option<PathBuf>,
    #[command(flatten)]
    pairs: Pairs,
}

/// Which pairs are wanted.
#[derive(clap::Args)]
struct Pairs {
    /// The least score of a pair.
    #[arg(long, default_value_t = 0.8, value_name = "P", value_parser = crate::input::probability)]
    min: f64,
    /// The most pairs for a row.
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = crate::input::count)]
    limit: usize,
    /// Where the pairs go, as the name says: .tsv or .csv, plain or .gz or .zst; nothing is standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Begins anew where an interrupted run could go on.
    #[arg(long, requires = "out")]
    restart: bool,
}

pub(crate) fn join(arguments: &JoinArguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let write =
        |row: &Row, hit: &Hit<'_>, cells: Cells, out: &mut Vec<u8>| pair(row, hit, cells, out).map(|()| true);
    let (a, b) = (arguments.a.as_path(), arguments.b.as_path());
    if read_stdin_twice([a, b], report) {
        return Ok(());
    }
    pairs((Some(a), b), &arguments.pairs, &write, &|_| (), out, report)
}

pub(crate) fn dedupe(
    arguments: &DedupeArguments,
    out: &mut dyn Write,
    report: &mut Report,
) -> io::Result<()> {
    let clusters_path = arguments.clusters.as_deref();
    let written = arguments.pairs.out.as_deref();
    if overwrites("--clusters", clusters_path, [arguments.file.as_path()].into_iter().chain(written), report)
    {
        return Ok(());
    }
    let clusters = RefCell::new(Clusters::default());
    let seen = RefCell::new(BTreeSet::new());
    let write = |row: &Row, hit: &Hit<'_>, cells: Cells, out: &mut Vec<u8>| {
        let (a, b) = (row.id.as_str(), hit.record.id);
        // Each pair once, whichever of the two is looked for first; names of one id are no pair.
        if a == b || !seen.borrow_mut().insert(unordered(a, b)) {
            return Ok(false);
        }
        clusters.borrow_mut().join(a, b);
        pair(row, hit, cells, out).map(|()| true)
    };
    let kept = |row: &csv::StringRecord| {
        if let (Some(a), Some(b)) = (row.get(0), row.get(2)) {
            seen.borrow_mut().insert(unordered(a, b));
            clusters.borrow_mut().join(a, b);
        }
    };
    pairs((None, &arguments.file), &arguments.pairs, &write, &kept, out, report)?;
    match clusters_path {
        Some(path) if !report.has_failed() => {
            let mut file = Output::open(Some(path), out)?;
            let lines = clusters.borrow().lines(file.cells())?;
            file.write(&lines)?;
            file.finish(report)
        }
        _ => Ok(()),
    }
}

/// Two ids, the lesser first.
fn unordered(a: &str, b: &str) -> (String, String) {
    (a.min(b).to_owned(), a.max(b).to_owned())
}

/// Looks for the rows of one file in another, or in the same one.
fn pairs(
    (a, b): (Option<&Path>, &Path),
    arguments: &Pairs,
    write: WriteHit<'_>,
    kept: &dyn Fn(&csv::StringRecord),
    out: &mut dyn Write,
    report: &mut Report,
) -> io::Result<()> {
    if overwrites("--out", arguments.out.as_deref(), a.into_iter().chain([b]), report) {
        return Ok(());
    }
    let began = Instant::now();
    // A file that is looked for in itself is read once: it may be standard input, and its faults are said once.
    let mut held = HeldRows::default();
    let builder = read_and_hold(Some(b), a.is_none().then_some(&mut held), report)?;
    if report.has_unread() {
        return Ok(());
    }
    let index = match Index::from_bytes(Bytes::Built(builder.build())) {
        Ok(index) => index,
        Err(error) => {
            report.fault(format_args!("{error}"));
            return Ok(());
        }
    };
    let journal = Journal::new();
    let identity = index.identity();
    if index.is_empty() {
        report.fault(format_args!("{}: the list has no names, so nothing is found in it", name(Some(b))));
    }
    let read_from = a.unwrap_or(b);
    let task = format!("{} {identity:016x} {} {}", read_from.display(), arguments.min, arguments.limit);
    let mut stream = Stream {
        input: a.map_or(Input::Held(&held, b), Input::File),
        header: &HEADER,
        live: LiveIndex::new(&index, &journal),
        // A row of a list finds itself as well.
        limit: arguments.limit.saturating_add(usize::from(a.is_none())),
        min: arguments.min,
        kind: None,
        explain: false,
        restart: arguments.restart,
        write,
        kept,
        done: Progress::default(),
    };
    if stream.run(task, arguments.out.as_deref(), out, report)? {
        let Progress { rows, results, answered, .. } = stream.done;
        let seconds = began.elapsed().as_secs_f64();
        say(format_args!(
            "allonym: {rows} rows, {answered} of them with {results} pairs, {} faults in the input, {seconds:.1} s",
            report.faults()
        ));
    }
    Ok(())
}

/// The columns of pairs.
const HEADER: [&str; 5] = ["a", "a_name", "b", "b_name", "score"];

/// Writes id and name of the one, id and name of the other, score.
fn pair(row: &Row, hit: &Hit<'_>, cells: Cells, out: &mut Vec<u8>) -> io::Result<()> {
    let (id, name) = (hit.record.id, hit.record.name);
    cells.write([&row.id, &row.name, id, name, &hit.score.to_string()], out)
}

/// Ids that pairs connect: each points to another of its cluster or is the first itself (union-find).
#[derive(Default)]
struct Clusters(BTreeMap<String, String>);

impl Clusters {
    /// The id that stands for the cluster of this one.
    fn first(&self, id: &str) -> String {
        let mut at = id.to_owned();
        while let Some(next) = self.0.get(&at).filter(|next| **next != at) {
            at.clone_from(next);
        }
        at
    }

    fn join(&mut self, a: &str, b: &str) {
        let (a_first, b_first) = (self.first(a), self.first(b));
        let (first, other) = (a_first.clone().min(b_first.clone()), a_first.max(b_first));
        for id in [a, b, &other, &first] {
            self.0.insert(id.to_owned(), first.clone());
        }
    }

    /// First id of the cluster and id, a line each, cluster after cluster.
    fn lines(&self, cells: Cells) -> io::Result<Vec<u8>> {
        let mut rows: Vec<(String, &str)> = self.0.keys().map(|id| (self.first(id), id.as_str())).collect();
        rows.sort();
        let mut lines = Vec::new();
        cells.write(["cluster", "id"], &mut lines)?;
        for (first, id) in rows {
            cells.write([first.as_str(), id], &mut lines)?;
        }
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_make_clusters() {
        let mut clusters = Clusters::default();
        for (a, b) in [("4", "2"), ("5", "6"), ("2", "3")] {
            clusters.join(a, b);
        }
        let lines = clusters.lines(Cells::Tsv).expect("memory");
        assert_eq!(lines, b"cluster\tid\n2\t2\n2\t3\n2\t4\n5\t5\n5\t6\n");
    }

    #[test]
    fn clusters_grow_together() {
        let mut clusters = Clusters::default();
        for (a, b) in [("c", "d"), ("e", "f"), ("f", "c"), ("a", "e")] {
            clusters.join(a, b);
        }
        assert!(["a", "c", "d", "e", "f"].iter().all(|id| clusters.first(id) == "a"));
    }
}
