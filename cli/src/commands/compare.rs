//! `allonym compare`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use allonym::Probability;
use allonym::compare::{explain, score};
use allonym::report::{ComparisonReport, ExcerptReport};
use comfy_table::{Table, presets};
use rayon::prelude::*;

use super::json_line;
use crate::format::{Cells, Output};
use crate::new_file::overwrites;
use crate::report::Report;
use crate::rows;

/// Say how likely two names are one, from 0 to 1.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  allonym compare 'Qassem Soleimani' 'قاسم سلیمانی' --explain\n  \
    printf 'a\\tb\\nAli\\tAlia\\n' | allonym compare --pairs -")]
pub(crate) struct Arguments {
    /// One name.
    #[arg(required_unless_present = "pairs", requires = "b")]
    a: Option<String>,
    /// The other name.
    b: Option<String>,
    /// Show which words answer which.
    #[arg(long, conflicts_with = "pairs")]
    explain: bool,
    /// A TSV or CSV file with columns a and b, plain or compressed (.gz, .zst); one score a line, in order.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["a", "b"])]
    pairs: Option<PathBuf>,
    /// Where the scores go, as the name says: .tsv or .csv, plain or .gz or .zst; .csv has the columns a, b, score.
    #[arg(long, value_name = "FILE", requires = "pairs", conflicts_with = "a")]
    out: Option<PathBuf>,
    /// One JSON object a pair: a, b, score, and the evidence with --explain.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    if let Some(path) = &arguments.pairs {
        return pairs(path, arguments, out, report);
    }
    let (Some(a), Some(b)) = (&arguments.a, &arguments.b) else { return Ok(()) };
    let explanation = explain(a, b);
    let report = if arguments.explain {
        ComparisonReport::explained(a, b, &explanation)
    } else {
        ComparisonReport::new(a, b, explanation.score)
    };
    if arguments.json {
        return json_line(out, &report);
    }
    writeln!(out, "{}", report.score)?;
    if let Some(explanation) = &report.explanation {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header([a.as_str(), b.as_str(), "rule", "bits"]);
        let text = |excerpt: &Option<ExcerptReport>| {
            excerpt.as_ref().map_or("–", |excerpt| excerpt.text.as_ref()).to_owned()
        };
        for evidence in &explanation.evidence {
            table.add_row([
                text(&evidence.a),
                text(&evidence.b),
                evidence.rule.to_string(),
                format!("{:+.2}", evidence.bits.to_f64()),
            ]);
        }
        writeln!(out, "{}", table.trim_fmt())?;
    }
    Ok(())
}

/// Pairs that are scored side by side before their scores are written.
const BATCH: usize = 4096;

/// One score for each row; a row that cannot be read is reported and scores 0.
fn pairs(path: &Path, arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    if overwrites("--out", arguments.out.as_deref(), [path], report) {
        return Ok(());
    }
    let mut out = Output::open(arguments.out.as_deref(), out)?;
    let mut batch: Vec<(Option<String>, Option<String>)> = Vec::with_capacity(BATCH);
    let mut first = true;
    let mut scored = |batch: &mut Vec<(Option<String>, Option<String>)>| {
        let of_pair = |(a, b): &(Option<String>, Option<String>)| {
            a.as_ref().zip(b.as_ref()).map_or(Probability::ZERO, |(a, b)| score(a, b))
        };
        let scores: Vec<Probability> = batch.par_iter().map(of_pair).collect();
        let (mut lines, cells) = (Vec::new(), out.cells());
        if std::mem::take(&mut first) && cells == Cells::Csv && !arguments.json {
            cells.write(["a", "b", "score"], &mut lines)?;
        }
        for ((a, b), score) in batch.iter().zip(scores) {
            let (a, b) = (a.as_deref().unwrap_or_default(), b.as_deref().unwrap_or_default());
            if arguments.json {
                json_line(&mut lines, &ComparisonReport::new(a, b, score))?;
            } else if cells == Cells::Csv {
                cells.write([a, b, &score.to_string()], &mut lines)?;
            } else {
                writeln!(lines, "{score}")?;
            }
        }
        batch.clear();
        out.write(&lines)
    };
    rows::all(Some(path), ["a", "b"], report, |_, [a, b]| {
        batch.push((a.map(str::to_owned), b.map(str::to_owned)));
        if batch.len() < BATCH { Ok(()) } else { scored(&mut batch) }
    })?;
    scored(&mut batch)?;
    out.finish(report)
}
