//! `allonym romanize`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::report::RomanizationReport;
use allonym::{Country, Language, Romanizer};

use super::json_line;
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
    /// The names to read, one a line; standard input without it.
    file: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let romanizer = Romanizer::new().language(arguments.language);
    let romanizer = arguments.country.map_or(romanizer, |country| romanizer.country(country));
    input::lines(&arguments.file, report, |line| {
        let found = romanizer.n_best(line, arguments.n_best.into());
        let found: Vec<String> = found.into_iter().map(|name| name.text).collect();
        if arguments.json {
            return json_line(out, &RomanizationReport::new(line, &found));
        }
        writeln!(out, "{}", found.join("\t"))
    })
}
