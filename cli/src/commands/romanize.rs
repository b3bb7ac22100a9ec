//! `allonym romanize`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::report::RomanizationReport;
use allonym::romanize::{Romanized, Workspace};
use allonym::{Country, Language, Romanizer};
use rayon::prelude::*;

use super::json_line;
use crate::format::{Cells, Format, Output};
use crate::input;
use crate::new_file::overwrites;
use crate::report::Report;
use crate::rows;

/// Write each name in Latin letters, as people spell it.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  echo 'Касем Сулеймани' | allonym romanize --language ru")]
pub(crate) struct Arguments {
    /// The language of the names (fa, rus, zh-Hant …); guessed from the letters without it.
    #[arg(long, default_value = "und")]
    language: Language,
    /// The country whose people write them (EG, DZ, HK …); without it what is usual anywhere.
    #[arg(long)]
    country: Option<Country>,
    /// Whose press is to print them (fr, de, es, tr …); English without it.
    #[arg(long = "for", value_name = "LANGUAGE")]
    readers: Option<Language>,
    /// The given name before the family name, also of names that have it behind.
    #[arg(long)]
    given_first: bool,
    /// How many romanizations a name, tab-separated, best first.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    n_best: u16,
    /// One JSON object a line: input, romanizations, and the words with letters that nothing reads.
    #[arg(long)]
    json: bool,
    /// Where the romanizations go, as the name says: lines, or .csv with the name before them; plain or .gz or .zst.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The column that holds the names, of a table with a header line: of a CSV file `name` without it; any other input
    /// is read as a table by tabs with it, and as one name a line without it.
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// The names to read, one a line, or a table; plain or compressed (.gz, .zst); standard input without it.
    file: Option<PathBuf>,
}

impl Arguments {
    fn romanizer(&self) -> Romanizer {
        let romanizer = Romanizer::new().language(self.language);
        let romanizer = self.country.map_or(romanizer, |country| romanizer.country(country));
        let romanizer = self.readers.map_or(romanizer, |readers| romanizer.readers(readers));
        if self.given_first { romanizer.given_first() } else { romanizer }
    }
}

/// Names that are written side by side before they are put out.
const BATCH: usize = 4096;

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    if overwrites("--out", arguments.out.as_deref(), arguments.file.as_deref(), report) {
        return Ok(());
    }
    if let Some(language) = arguments.readers.filter(|language| !Romanizer::has_press(*language)) {
        let language = language.as_str();
        report.note(format_args!(
            "no rules of the press of {language} are known: only known names are written for it"
        ));
    }
    let romanizer = arguments.romanizer();
    let threads = rayon::current_num_threads().max(1);
    let mut workspaces = vec![Workspace::new(); threads];
    let mut unread: Vec<(u64, String, bool)> = Vec::new();
    let mut out = Output::open(arguments.out.as_deref(), out)?;
    // Names with their lines.
    let mut batch: Vec<(u64, String)> = Vec::with_capacity(BATCH);
    let mut first = true;
    let mut written = |batch: &mut Vec<(u64, String)>| {
        let n = arguments.n_best.into();
        let romanize = |(names, workspace): (&[(u64, String)], &mut Workspace)| -> Vec<Romanized> {
            names.iter().map(|(_, name)| romanizer.n_best_with(name, n, workspace)).collect()
        };
        let each = batch.len().div_ceil(threads).max(1);
        let parts = batch.par_chunks(each).zip(workspaces.par_iter_mut());
        let found: Vec<Romanized> = parts.flat_map_iter(romanize).collect();
        let (mut lines, cells) = (Vec::new(), out.cells());
        let table = cells == Cells::Csv && !arguments.json;
        if std::mem::take(&mut first) && table {
            let numbered = (1..=arguments.n_best).map(|number| format!("romanization_{number}"));
            cells.write(std::iter::once("name".to_owned()).chain(numbered), &mut lines)?;
        }
        for ((line, name), found) in batch.iter().zip(found) {
            let read = is_latin_at_all(&found);
            unread.extend(found.unread.iter().map(|word| (*line, word.clone(), read)));
            let left = found.unread;
            let found: &Vec<String> = &found.names.into_iter().map(|name| name.text).collect();
            if arguments.json {
                json_line(&mut lines, &RomanizationReport::new(name, found).unread(&left))?;
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
    let mut each = |line: u64, name: &str| {
        batch.push((line, name.to_owned()));
        if batch.len() < BATCH { Ok(()) } else { written(&mut batch) }
    };
    let path = arguments.file.as_deref();
    if arguments.column.is_some() || Format::of(path).cells == Cells::Csv {
        let column = arguments.column.as_deref().unwrap_or("name");
        rows::all(path, [column], report, |line, [name]| each(line, name.unwrap_or_default()))?;
    } else {
        let mut line = 0;
        input::lines(&arguments.file, report, |name| {
            line += 1;
            each(line, name)
        })?;
    }
    written(&mut batch)?;
    out.finish(report)?;
    let place = input::name(path);
    for (line, word, read) in unread {
        let message =
            format!("{place}:{line}: letters of '{word}' are read by nothing, and left as they are");
        if read { report.note(format_args!("{message}")) } else { report.fault(format_args!("{message}")) }
    }
    Ok(())
}

/// Whether anything of a name is in Latin letters: a line of which nothing could be read is a fault of the input.
fn is_latin_at_all(found: &Romanized) -> bool {
    let latin = |c: char| c.is_alphabetic() && (c.is_ascii() || ('\u{C0}'..'\u{250}').contains(&c));
    found.names.first().is_some_and(|name| name.text.chars().any(latin))
}
