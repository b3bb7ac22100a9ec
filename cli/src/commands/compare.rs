//! `allonym compare`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use allonym::compare::{Explanation, explain, score};
use allonym::{Score, Span};
use comfy_table::{Table, presets};
use serde::Serialize;

use super::json_line;
use crate::input;
use crate::report::Report;

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
    /// A TSV file with columns a and b; one score a line, in order.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["a", "b"])]
    pairs: Option<PathBuf>,
    /// One JSON object a pair: a, b, score, and the evidence with --explain.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Pair<'a> {
    a: &'a str,
    b: &'a str,
    score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Vec<Part<'a>>>,
}

#[derive(Serialize)]
struct Part<'a> {
    a: Option<Written<'a>>,
    b: Option<Written<'a>>,
    similarity: f64,
}

#[derive(Serialize)]
struct Written<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    if let Some(path) = &arguments.pairs {
        return pairs(path, arguments.json, out, report);
    }
    let (Some(a), Some(b)) = (&arguments.a, &arguments.b) else { return Ok(()) };
    let explanation = explain(a, b);
    if arguments.json {
        let evidence = arguments.explain.then(|| parts(a, b, &explanation));
        return json_line(out, &Pair { a, b, score: explanation.score.to_f64(), evidence });
    }
    writeln!(out, "{}", explanation.score)?;
    if arguments.explain {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header([a.as_str(), b.as_str(), "alike"]);
        for part in parts(a, b, &explanation) {
            let text = |side: &Option<Written>| side.as_ref().map_or("–", |written| written.text).to_owned();
            table.add_row([text(&part.a), text(&part.b), format!("{:.3}", part.similarity)]);
        }
        writeln!(out, "{}", table.trim_fmt())?;
    }
    Ok(())
}

fn parts<'a>(a: &'a str, b: &'a str, explanation: &Explanation) -> Vec<Part<'a>> {
    let written = |text: &'a str, span: Option<Span>| {
        span.map(|span| Written { text: span.of(text), start: span.start, end: span.end })
    };
    let parts = explanation.evidence.iter();
    parts
        .map(|part| Part {
            a: written(a, part.a),
            b: written(b, part.b),
            similarity: part.similarity.to_f64(),
        })
        .collect()
}

/// One score for each row; a row that cannot be read is reported and scores 0.
fn pairs(path: &Path, json: bool, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let Some(source) = input::reader(Some(path), report) else { return Ok(()) };
    let name = input::name(Some(path));
    let mut rows =
        csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).flexible(true).from_reader(source);
    let header = match rows.byte_headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            report.fault(format_args!("{name}: {error}"));
            return Ok(());
        }
    };
    let column = |wanted: &[u8]| header.iter().position(|column| column == wanted);
    let (Some(a), Some(b)) = (column(b"a"), column(b"b")) else {
        report.fault(format_args!(
            "{name}:1: the header has no columns a and b; they are the two names of a pair"
        ));
        return Ok(());
    };
    let mut row = csv::ByteRecord::new();
    loop {
        match rows.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => {
                report.fault(format_args!("{name}: {error}"));
                return Ok(());
            }
        }
        let line = row.position().map_or(0, csv::Position::line);
        let mut cell = |at: usize, column: &str| {
            let Some(bytes) = row.get(at) else {
                report.fault(format_args!("{name}:{line}: no column {column}"));
                return None;
            };
            let text = std::str::from_utf8(bytes);
            text.map_err(|_| report.fault(format_args!("{name}:{line}: column {column} is not UTF-8"))).ok()
        };
        let (a, b) = (cell(a, "a"), cell(b, "b"));
        let score = a.zip(b).map_or(Score::ZERO, |(a, b)| score(a, b));
        if json {
            let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
            json_line(out, &Pair { a, b, score: score.to_f64(), evidence: None })?;
        } else {
            writeln!(out, "{score}")?;
        }
    }
}
