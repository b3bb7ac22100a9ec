//! `allonym search`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::Probability;
use allonym::index::{LiveIndex, Query};
use allonym::report::HitReport;

use super::json_line;
use crate::input;
use crate::list::{Bytes, Source};
use crate::report::Report;

/// Find names in a list, however they are spelled.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    printf 'id\\tname\\n1\\tQasem Soleimani\\n2\\tHassan Nasrallah\\n' | allonym search --names - 'قاسم سلیمانی'\n  \
    allonym search --index list.index --queries queries.tsv --limit 10")]
pub(crate) struct Arguments {
    #[command(flatten)]
    list: Source,
    /// A TSV file with a column query; lines of query row (from 0), rank (from 1), id, score come out.
    #[arg(long, value_name = "FILE", conflicts_with = "name", required_unless_present = "name")]
    queries: Option<PathBuf>,
    /// Names to look for.
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// The most ids given for a query.
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// The least score of a name that is given.
    #[arg(long, default_value_t = 0.0, value_name = "P")]
    min: f64,
    /// Only rows of this kind.
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// One JSON object a name found: row, query, rank, id, name, kind, language, score, bits.
    #[arg(long)]
    json: bool,
}

/// Queries that are searched side by side before their lines are written.
const BATCH: usize = 1024;

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let Some((index, journal)) = arguments.list.open(report)? else { return Ok(()) };
    let live = LiveIndex::new(&index, &journal);
    let mut batch: Vec<String> = Vec::with_capacity(BATCH);
    let mut first = 0;
    let mut search = |batch: &mut Vec<String>, out: &mut dyn Write| {
        let done = found(arguments, &live, batch, first, out);
        first += batch.len();
        batch.clear();
        done
    };
    match &arguments.queries {
        Some(path) => input::table(Some(path), ["query"], report, |_, [query]| {
            batch.push(query.unwrap_or_default().to_owned());
            if batch.len() == BATCH { search(&mut batch, out) } else { Ok(()) }
        })?,
        None => batch.clone_from(&arguments.name),
    }
    search(&mut batch, out)
}

/// Searches a batch and writes what is found, numbered from `first`.
fn found(
    arguments: &Arguments,
    live: &LiveIndex<'_, Bytes>,
    batch: &[String],
    first: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let queries: Vec<Query<'_>> = batch
        .iter()
        .map(|name| {
            let query =
                Query::new(name).limit(arguments.limit).min_score(Probability::from_f64(arguments.min));
            arguments.kind.as_deref().map_or(query, |kind| query.kind(kind))
        })
        .collect();
    for ((query, hits), row) in queries.iter().zip(live.search_batch(&queries)).zip(first..) {
        for (hit, rank) in hits.iter().zip(1..) {
            let (id, name, score) = (hit.record.id, hit.record.name, hit.score);
            if arguments.json {
                json_line(out, &HitReport::new(row, query.name, rank, hit))?;
            } else if arguments.queries.is_some() {
                writeln!(out, "{row}\t{rank}\t{id}\t{score}")?;
            } else {
                writeln!(out, "{score}\t{id}\t{name}")?;
            }
        }
    }
    Ok(())
}
