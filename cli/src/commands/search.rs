//! `allonym search`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use allonym::index::{Found, List, Search};
use rayon::prelude::*;
use serde::Serialize;

use super::json_line;
use crate::input;
use crate::report::Report;

/// Find names in a list, however they are spelled.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    printf 'id\\tname\\n1\\tQasem Soleimani\\n2\\tHassan Nasrallah\\n' | allonym search --names - 'قاسم سلیمانی'\n  \
    allonym search --names list.tsv --queries queries.tsv --limit 10")]
pub(crate) struct Arguments {
    /// A TSV file with columns id and name.
    #[arg(long, value_name = "FILE")]
    names: PathBuf,
    /// A TSV file with a column query; lines of query row (from 0), rank (from 1), id, score come out.
    #[arg(long, value_name = "FILE", conflicts_with = "name", required_unless_present = "name")]
    queries: Option<PathBuf>,
    /// Names to look for.
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// The most names given for a query.
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// The least score of a name that is given.
    #[arg(long, default_value_t = 0.0, value_name = "P")]
    min: f64,
    /// One JSON object a name found: row, query, rank, id, name, score.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    row: usize,
    query: &'a str,
    rank: usize,
    id: &'a str,
    name: &'a str,
    score: f64,
}

/// Queries that are searched side by side before their lines are written.
const BATCH: usize = 256;

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let names = column_pairs(&arguments.names, report)?;
    let list = List::new(names.iter().map(|(_, name)| name.as_str()));
    let queries = match &arguments.queries {
        Some(path) => {
            let mut queries = Vec::new();
            input::table(Some(path), ["query"], report, |_, [query]| {
                queries.push(query.unwrap_or_default().to_owned());
                Ok(())
            })?;
            queries
        }
        None => arguments.name.clone(),
    };
    for (batch, first) in queries.chunks(BATCH).zip((0..).step_by(BATCH)) {
        let found: Vec<Vec<Found>> = batch
            .par_iter()
            .map_init(Search::default, |memory, query| list.search_with(query, arguments.limit, memory))
            .collect();
        for ((query, found), row) in batch.iter().zip(found).zip(first..) {
            let enough = found.into_iter().filter(|found| found.score.to_f64() >= arguments.min);
            for (found, rank) in enough.zip(1..) {
                let Some((id, name)) = names.get(found.row as usize) else { continue };
                let score = found.score;
                if arguments.json {
                    json_line(out, &Line { row, query, rank, id, name, score: score.to_f64() })?;
                } else if arguments.queries.is_some() {
                    writeln!(out, "{row}\t{rank}\t{id}\t{score}")?;
                } else {
                    writeln!(out, "{score}\t{id}\t{name}")?;
                }
            }
        }
    }
    Ok(())
}

/// The columns id and name; a row without one of them is reported and left out.
fn column_pairs(path: &Path, report: &mut Report) -> io::Result<Vec<(String, String)>> {
    let mut names = Vec::new();
    input::table(Some(path), ["id", "name"], report, |_, [id, name]| {
        names.extend(id.zip(name).map(|(id, name)| (id.to_owned(), name.to_owned())));
        Ok(())
    })?;
    Ok(names)
}
