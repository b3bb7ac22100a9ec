//! `allonym search`

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use allonym::Probability;
use allonym::index::{Hit, LiveIndex, Query};
use allonym::report::HitReport;
use comfy_table::{ContentArrangement, Table, presets};

use super::json_line;
use crate::format::Cells;
use crate::input::read_stdin_twice;
use crate::list::{Bytes, Source};
use crate::report::Report;
use crate::rows;

/// Find names in a list, however they are spelled.
///
/// Hits stand in the order of the probability that is printed with them: how likely each is the one that was asked for,
/// among what the list holds; namesakes share it. On a terminal they come as a table, else as lines of probability, id and name. With several
/// names each line begins with the one that it is found for, and one that nothing is found for has a line of its own.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    printf 'id\\tname\\n1\\tQasem Soleimani\\n2\\tHassan Nasrallah\\n' | allonym search --names - 'قاسم سلیمانی'\n  \
    allonym search --index list.index --queries queries.tsv --limit 10")]
pub(crate) struct Arguments {
    #[command(flatten)]
    list: Source,
    /// A TSV file with a column query; lines of query row (from 0), rank (from 1), id, probability come out.
    #[arg(long, value_name = "FILE", conflicts_with = "name", required_unless_present = "name")]
    queries: Option<PathBuf>,
    /// Names to look for.
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// The most ids given for a query.
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = crate::input::count)]
    limit: usize,
    /// The least probability of a hit that is given.
    #[arg(long, default_value_t = 0.0, value_name = "P", value_parser = crate::input::probability)]
    min: f64,
    /// Only rows of this kind.
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Under each hit its score by itself, its relevance, and the features that the relevance is made of.
    #[arg(long, conflicts_with = "queries")]
    explain: bool,
    /// One JSON object a name found: row, query, rank, id, name, kind, language, probability, score, bits.
    #[arg(long, conflicts_with = "explain")]
    json: bool,
}

/// Queries that are searched side by side before their lines are written.
const BATCH: usize = 1024;

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    if let (Some(names), Some(queries)) = (&arguments.list.names, &arguments.queries)
        && read_stdin_twice([names, queries], report)
    {
        return Ok(());
    }
    let Some((index, journal)) = arguments.list.open(report)? else { return Ok(()) };
    let live = LiveIndex::new(&index, &journal);
    if !arguments.list.can_answer(&live, arguments.kind.as_deref(), report) {
        return Ok(());
    }
    let mut batch: Vec<String> = Vec::with_capacity(BATCH);
    let mut first = 0;
    let mut search = |batch: &mut Vec<String>, out: &mut dyn Write| {
        let done = found(arguments, &live, batch, first, out);
        first += batch.len();
        batch.clear();
        done
    };
    match &arguments.queries {
        Some(path) => rows::all(Some(path), ["query"], report, |_, [query]| {
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
                Query::new(name).limit(arguments.limit).min_probability(Probability::from_f64(arguments.min));
            let query = query.explain(arguments.queries.is_none() && !arguments.json);
            arguments.kind.as_deref().map_or(query, |kind| query.kind(kind))
        })
        .collect();
    let terminal = io::stdout().is_terminal() && arguments.queries.is_none() && !arguments.json;
    for ((query, hits), row) in queries.iter().zip(live.search_batch(&queries)).zip(first..) {
        let several = arguments.name.len() > 1;
        if terminal && !arguments.explain {
            if several {
                writeln!(out, "{}", query.name)?;
            }
            writeln!(out, "{}", table(query.name, &hits))?;
            continue;
        }
        if several && hits.is_empty() && !arguments.json {
            Cells::Tsv.write([query.name, "", "", ""], out)?;
        }
        for (hit, rank) in hits.iter().zip(1..) {
            let (id, name, probability) = (hit.record.id, hit.record.name, hit.probability);
            if arguments.json {
                json_line(out, &HitReport::new(row, query.name, rank, hit))?;
            } else if arguments.queries.is_some() {
                Cells::Tsv.write([&row.to_string(), &rank.to_string(), id, &probability.to_string()], out)?;
            } else {
                let query = several.then_some(query.name);
                Cells::Tsv.write(query.into_iter().chain([&*probability.to_string(), id, name]), out)?;
            }
            if arguments.explain {
                explain(query.name, hit, out)?;
            }
        }
    }
    Ok(())
}

/// The hits of a query for people: how probable, which name of the record answered, which words spoke for it.
fn table(query: &str, hits: &[Hit<'_>]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["probability", "score", "id", "name", "words"]);
    for hit in hits {
        table.add_row([
            format!("{:.3}", hit.probability.to_f64()),
            format!("{:.3}", hit.score.to_f64()),
            hit.record.id.to_owned(),
            hit.record.name.to_owned(),
            words(query, hit),
        ]);
    }
    table
}

/// The words of query and name that are aligned, with what each pair weighs in bits.
fn words(query: &str, hit: &Hit<'_>) -> String {
    let evidence = hit.explanation.iter().flat_map(|explanation| &explanation.evidence);
    let pairs = evidence.filter_map(|one| {
        let (a, b) = (one.a?.of(query), one.b?.of(hit.record.name));
        Some(format!("{a}={b} {:+.1}", one.bits.to_f64()))
    });
    pairs.collect::<Vec<_>>().join("; ")
}

/// Both numbers of a hit, and the features of its relevance that are not 0.
fn explain(query: &str, hit: &Hit<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "  score {}, relevance {:.2} bits; {}",
        hit.score,
        hit.relevance.to_f64(),
        words(query, hit)
    )?;
    let features = hit.features.named().filter(|(_, value)| *value != 0.0);
    let features: Vec<String> = features.map(|(name, value)| format!("{name} {value:.2}")).collect();
    writeln!(out, "  {}", features.join(", "))
}
