//! `allonym romanize`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::report::RomanizationReport;
use allonym::{Country, Language, Romanizer};
use rayon::prelude::*;

use super::json_line;
use crate::format::{Cells, Format, Output};
use crate::input;
use crate::report::Report;

/// Write each name in Latin letters, as people spell it.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  echo 'Касем Сулеймани' | allonym romanize --language ru")]
pub(crate) struct Arguments {
    /// The language of the names (fa, rus, zh-Hant …); guessed from the letters without it.
    #[arg(long, default_value = "und")]
    language: Language,
    /// The country whose people write them (EG, DZ …); without it what is usual anywhere.
    #[arg(long)]
    country: Option<Country>,
    /// How many romanizations a name, tab-separated, best first.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    n_best: u16,
    /// One JSON object a line: input, romanizations.
    #[arg(long)]
    json: bool,
    /// Where the romanizations go, as the name says: lines, or .csv with the name before them; plain or .gz or .zst.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The column of a CSV file that holds the names.
    #[arg(long, default_value = "name", value_name = "NAME")]
    column: String,
    /// The names to read, one a line, or a CSV file; plain or compressed (.gz, .zst); standard input without it.
    file: Option<PathBuf>,
}

/// Names that are written side by side before they are put out.
const BATCH: usize = 1024;

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let romanizer = Romanizer::new().language(arguments.language);
    let romanizer = arguments.country.map_or(romanizer, |country| romanizer.country(country));
    let mut out = Output::open(arguments.out.as_deref(), out)?;
    let mut batch: Vec<String> = Vec::with_capacity(BATCH);
    let mut first = true;
    let mut written = |batch: &mut Vec<String>| {
        let romanize = |name: &String| -> Vec<String> {
            let found = romanizer.n_best(name, arguments.n_best.into());
            found.into_iter().map(|name| name.text).collect()
        };
        let found: Vec<Vec<String>> = batch.par_iter().map(romanize).collect();
        let (mut lines, cells) = (Vec::new(), out.cells());
        let table = cells == Cells::Csv && !arguments.json;
        if std::mem::take(&mut first) && table {
            let numbered = (1..=arguments.n_best).map(|number| format!("romanization_{number}"));
            cells.write(std::iter::once("name".to_owned()).chain(numbered), &mut lines)?;
        }
        for (name, found) in batch.iter().zip(&found) {
            if arguments.json {
                json_line(&mut lines, &RomanizationReport::new(name, found))?;
            } else if table {
                // Each row has all columns.
                let rest = usize::from(arguments.n_best).saturating_sub(found.len());
                let row = std::iter::once(name).chain(found).map(String::as_str);
                cells.write(row.chain(std::iter::repeat_n("", rest)), &mut lines)?;
            } else {
                cells.write(found, &mut lines)?;
            }
        }
        batch.clear();
        out.write(&lines)
    };
    let mut each = |name: &str| {
        batch.push(name.to_owned());
        if batch.len() < BATCH { Ok(()) } else { written(&mut batch) }
    };
    let path = arguments.file.as_deref();
    if Format::of(path).cells == Cells::Csv {
        input::table(path, [&arguments.column], report, |_, [name]| each(name.unwrap_or_default()))?;
    } else {
        input::lines(&arguments.file, report, each)?;
    }
    written(&mut batch)
}
