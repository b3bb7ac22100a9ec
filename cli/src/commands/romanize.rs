//! `allonym romanize`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::report::RomanizationReport;
use allonym::romanize::{Romanized, Workspace};
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
    /// One JSON object a line: input, romanizations, and the words that nothing reads.
    #[arg(long)]
    json: bool,
    /// The names to read, one a line; standard input without it.
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

/// Lines that are read before they are written, at most: enough for all threads to be busy.
const MAX_BATCH: usize = 1 << 13;

/// Lines on their way, and what romanizing them needs.
struct Batch<'a> {
    arguments: &'a Arguments,
    romanizer: Romanizer,
    /// One for each thread.
    workspaces: Vec<Workspace>,
    lines: Vec<String>,
    /// How many lines make it full: one at first, so that somebody who types sees each answer.
    full: usize,
    /// Lines written so far.
    written: u64,
    /// Words that nothing reads, with their lines, and whether anything else of the line is read.
    unread: Vec<(u64, String, bool)>,
}

impl Batch<'_> {
    /// Romanizes the lines on all threads, and writes them in their order.
    fn write(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let n = self.arguments.n_best.into();
        let romanizer = self.romanizer;
        let romanize = |lines: &[String], workspace: &mut Workspace| -> Vec<Romanized> {
            lines.iter().map(|line| romanizer.n_best_with(line, n, workspace)).collect()
        };
        let each = self.lines.len().div_ceil(self.workspaces.len()).max(1);
        let parts = self.lines.chunks(each).zip(&mut self.workspaces);
        let found: Vec<Romanized> = if self.lines.len() < 64 {
            parts.flat_map(|(lines, workspace)| romanize(lines, workspace)).collect()
        } else {
            std::thread::scope(|scope| {
                let threads: Vec<_> =
                    parts.map(|(lines, workspace)| scope.spawn(|| romanize(lines, workspace))).collect();
                let joined = threads.into_iter().map(|thread| thread.join());
                joined.collect::<Result<Vec<_>, _>>().map(|found| found.into_iter().flatten().collect())
            })
            .map_err(|_| io::Error::other("a thread failed"))?
        };
        for (line, found) in self.lines.iter().zip(found) {
            self.written += 1;
            let number = self.written;
            let read = is_latin_at_all(&found);
            self.unread.extend(found.unread.iter().map(|word| (number, word.clone(), read)));
            let names: Vec<String> = found.names.into_iter().map(|name| name.text).collect();
            if self.arguments.json {
                json_line(out, &RomanizationReport::new(line, &names).unread(&found.unread))?;
            } else {
                writeln!(out, "{}", names.join("\t"))?;
            }
        }
        self.lines.clear();
        self.full = (2 * self.full).min(MAX_BATCH);
        Ok(())
    }
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut batch = Batch {
        arguments,
        romanizer: arguments.romanizer(),
        workspaces: vec![Workspace::new(); threads],
        lines: Vec::new(),
        full: 1,
        written: 0,
        unread: Vec::new(),
    };
    input::lines(&arguments.file, report, |line| {
        batch.lines.push(line.to_owned());
        if batch.lines.len() >= batch.full { batch.write(out) } else { Ok(()) }
    })?;
    batch.write(out)?;
    let place = input::name(arguments.file.as_deref());
    for (line, word, read) in batch.unread {
        let message = format!("{place}:{line}: nothing reads '{word}'; it is left as it is");
        if read { report.note(format_args!("{message}")) } else { report.fault(format_args!("{message}")) }
    }
    Ok(())
}

/// Whether anything of a name is in Latin letters: a line of which nothing could be read is a fault of the input.
fn is_latin_at_all(found: &Romanized) -> bool {
    let latin = |c: char| c.is_alphabetic() && (c.is_ascii() || ('\u{C0}'..'\u{250}').contains(&c));
    found.names.first().is_some_and(|name| name.text.chars().any(latin))
}
