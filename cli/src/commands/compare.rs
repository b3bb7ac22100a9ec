//! `allonym compare`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use allonym::compare::{Explanation, Rule, explain, score};
use allonym::{Probability, Span};
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
    rule: Rule,
    a: Option<Written<'a>>,
    b: Option<Written<'a>>,
    bits: f64,
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
        table.load_style(presets::NOTHING).set_header([a.as_str(), b.as_str(), "rule", "bits"]);
        for part in parts(a, b, &explanation) {
            let text = |side: &Option<Written>| side.as_ref().map_or("–", |written| written.text).to_owned();
            table.add_row([
                text(&part.a),
                text(&part.b),
                part.rule.to_string(),
                format!("{:+.2}", part.bits),
            ]);
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
            rule: part.rule,
            a: written(a, part.a),
            b: written(b, part.b),
            bits: part.bits.to_f64(),
        })
        .collect()
}

/// One score for each row; a row that cannot be read is reported and scores 0.
fn pairs(path: &Path, json: bool, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    input::table(Some(path), ["a", "b"], report, |_, [a, b]| {
        let score = a.zip(b).map_or(Probability::ZERO, |(a, b)| score(a, b));
        if json {
            let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
            return json_line(out, &Pair { a, b, score: score.to_f64(), evidence: None });
        }
        writeln!(out, "{score}")
    })
}
