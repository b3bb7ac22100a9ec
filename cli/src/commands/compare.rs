//! `allonym compare`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use allonym::Probability;
use allonym::compare::{explain, score};
use allonym::report::{ComparisonReport, ExcerptReport};
use comfy_table::{Table, presets};

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

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    if let Some(path) = &arguments.pairs {
        return pairs(path, arguments.json, out, report);
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

/// One score for each row; a row that cannot be read is reported and scores 0.
fn pairs(path: &Path, json: bool, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    input::table(Some(path), ["a", "b"], report, |_, [a, b]| {
        let score = a.zip(b).map_or(Probability::ZERO, |(a, b)| score(a, b));
        if json {
            let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
            return json_line(out, &ComparisonReport::new(a, b, score));
        }
        writeln!(out, "{score}")
    })
}
