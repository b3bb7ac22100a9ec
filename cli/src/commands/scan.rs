//! `allonym scan`

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Instant, UNIX_EPOCH};

use allonym::Probability;
use allonym::index::{Index, Record};
use allonym::report::OccurrenceReport;
use allonym::scan::{Occurrence, Scanner};
use indicatif::ProgressBar;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::json_line;
use crate::document::{Piece, Reading};
use crate::format::{Cells, Format};
use crate::html::{Mark, Page};
use crate::list::Source;
use crate::new_file::{NewFile, at_once, overwrites};
use crate::report::{Report, say};
use crate::stream::Row;
use crate::{list, resume, rows};

/// Find the names of a list in documents, however they are spelled.
///
/// Documents stream: memory does not grow with their length. With --out a run that was interrupted goes on where it
/// stopped when it is started again, and ends with the same results.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    printf 'id\\tname\\n1\\tQasem Soleimani\\n2\\tKerman\\n' > list.tsv\n  \
    allonym scan --names list.tsv examples/kerman/*\n\n\
A line of output: file, first byte, byte after the last, id, name of the list, score, what stands there. Where the list
has several ids of one spelling, each has its line, with the same bytes. Documents and lists may be compressed (.gz, .zst);
bytes are those of what they hold.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    list: Source,
    #[command(flatten)]
    reading: Reading,
    /// The least score of a mention.
    #[arg(long, default_value_t = 0.9, value_name = "P", value_parser = crate::input::probability)]
    min: f64,
    /// One JSON object a mention, with the words that answer each other.
    #[arg(long)]
    json: bool,
    /// Where the mentions go, as the name says: .csv, .gz, .zst; nothing is standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Begins anew where an interrupted run could go on.
    #[arg(long, requires = "out")]
    restart: bool,
    /// Also writes a page with the documents and the mentions in them coloured.
    #[arg(long, value_name = "FILE", conflicts_with = "out")]
    html: Option<PathBuf>,
    /// The documents: plain text, JSON lines, tables or HTML; - is standard input.
    #[arg(required = true)]
    documents: Vec<PathBuf>,
}

/// The columns of a line, which head files of commas.
const HEADER: [&str; 7] = ["file", "start", "end", "id", "name", "score", "text"];
/// Texts that are scanned side by side before their mentions are written, by their bytes and by their number.
const BATCH_BYTES: usize = 8 << 20;
const BATCH_TEXTS: usize = 4096;

/// How far a run has come: what is written beside the results after each batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Progress {
    /// What the run was asked.
    task: String,
    /// Documents that are done, and bytes of the next one.
    documents: usize,
    bytes: u64,
    /// Bytes of results.
    written: u64,
    /// Mentions.
    mentions: u64,
}

impl resume::Progress for Progress {
    fn task(&self) -> &str {
        &self.task
    }

    fn written(&self) -> u64 {
        self.written
    }
}

/// Makes a scanner of a list.
pub(super) fn scanner(
    source: &Source,
    min: f64,
    report: &mut Report,
) -> io::Result<Option<(Scanner, String)>> {
    let min = Probability::from_f64(min);
    if let Some(path) = &source.index {
        let Some((index, journal)) = list::open(path, report) else { return Ok(None) };
        let name = format!("{:016x} {:016x}", index.identity(), journal.identity());
        let scanner = if journal.is_empty() {
            Scanner::from_index(&index)
        } else {
            match Index::from_bytes(journal.merged(&index).build()) {
                Ok(merged) => Scanner::from_index(&merged),
                Err(error) => {
                    report.fault(format_args!("{}: {error}", path.display()));
                    return Ok(None);
                }
            }
        };
        return Ok(Some((scanner.min_score(min), name)));
    }
    let mut rows: Vec<[String; 4]> = Vec::new();
    rows::good(source.names.as_deref(), ["id", "name"], ["kind", "language"], report, |row| {
        let ([id, name], [kind, language]) = (row.cells, row.more);
        rows.push([id, name, kind, language].map(str::to_owned));
        Ok(())
    })?;
    if report.has_unread() {
        return Ok(None);
    }
    if rows.is_empty() {
        let path = source.names.as_deref().unwrap_or(Path::new(""));
        report.fault(format_args!("{}: the list has no names, so nothing is found", path.display()));
    }
    let records =
        rows.iter().map(|[id, name, kind, language]| Record::new(id, name).kind(kind).language(language));
    let scanner = Scanner::new(records);
    // What tells this list from another one that a run may have begun with: all that stands in it.
    let digest = rows
        .iter()
        .fold(0, |sum, [id, name, kind, language]| Row::digest(kind, language, Row::digest(id, name, sum)));
    let name = format!("{digest:016x}");
    Ok(Some((scanner.min_score(min), name)))
}

/// A run over all documents.
struct Run<'a> {
    arguments: &'a Arguments,
    scanner: &'a Scanner,
    done: Progress,
    page: Option<Page>,
    bar: ProgressBar,
    passed: u64,
    /// Whether how far it has come is written down beside the results.
    resumable: bool,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let began = Instant::now();
    for (option, path) in [("--out", &arguments.out), ("--html", &arguments.html)] {
        let read = arguments.list.paths().chain(arguments.documents.iter().map(PathBuf::as_path));
        if overwrites(option, path.as_deref(), read, report) {
            return Ok(());
        }
    }
    let Some((scanner, name)) = scanner(&arguments.list, arguments.min, report)? else { return Ok(()) };
    // A document that was changed is another one: by its size, and by when.
    let file = |path: &PathBuf| {
        let data = fs::metadata(path).ok();
        let changed = data.as_ref().and_then(|data| data.modified().ok()?.duration_since(UNIX_EPOCH).ok());
        let size = data.map_or(0, |data| data.len());
        format!("{} {size} {}", path.display(), changed.unwrap_or_default().as_nanos())
    };
    let files: Vec<String> = arguments.documents.iter().map(file).collect();
    let task =
        format!("{name} {} {} {:?} {}", arguments.min, arguments.json, arguments.reading, files.join(" "));
    let page = arguments.html.as_ref().map(|_| Page::default());
    let done = Progress { task, ..Progress::default() };
    let bar = resume::progress_bar(size(&arguments.documents));
    let mut run = Run { arguments, scanner: &scanner, done, page, bar, passed: 0, resumable: true };
    let special = arguments.out.as_deref().map(at_once).transpose()?.flatten();
    run.resumable = special.is_none();
    match (&arguments.out, special) {
        (Some(_), Some(file)) => {
            let mut file = BufWriter::new(file);
            run.documents(&mut file, report)?;
            file.flush()?;
        }
        (Some(path), None) => {
            let Some(file) = resume::resume(path, &mut run.done, arguments.restart, report)? else {
                return Ok(());
            };
            let mut file = BufWriter::new(file);
            run.documents(&mut file, report)?;
            file.into_inner()?.sync_all()?;
            resume::finish(path)?;
        }
        (None, _) => run.documents(out, report)?,
    }
    run.bar.finish_and_clear();
    if let (Some(path), Some(page)) = (&arguments.html, &run.page)
        && let Err(error) = NewFile::create(path).and_then(|mut file| {
            page.write(&mut BufWriter::new(&mut file))?;
            file.finish()
        })
    {
        report.fault(format_args!("{error}"));
    }
    let seconds = began.elapsed().as_secs_f64();
    let megabytes = run.passed as f64 / 1e6;
    say(format_args!("allonym: {} mentions in {megabytes:.1} MB, {seconds:.1} s", run.done.mentions));
    Ok(())
}

impl Run<'_> {
    fn documents(&mut self, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
        let arguments = self.arguments;
        let mut batch: Vec<(usize, Piece)> = Vec::new();
        let (mut bytes, mut from) = (0, self.done.bytes);
        for (number, path) in arguments.documents.iter().enumerate().skip(self.done.documents) {
            arguments.reading.read(path, from, report, |piece, next| {
                bytes += piece.text.len();
                batch.push((number, piece));
                if bytes < BATCH_BYTES && batch.len() < BATCH_TEXTS {
                    return Ok(());
                }
                bytes = 0;
                self.batch(&mut batch, (number, next), out)
            })?;
            from = 0;
        }
        self.batch(&mut batch, (arguments.documents.len(), 0), out)
    }

    /// Scans texts side by side, and writes what was found and how far that is.
    fn batch(
        &mut self,
        batch: &mut Vec<(usize, Piece)>,
        next: (usize, u64),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let found: Vec<Vec<Occurrence<'_>>> =
            batch.par_iter().map(|(_, piece)| self.scanner.scan(&piece.text)).collect();
        let mut lines = Vec::new();
        let format = Format::of(self.arguments.out.as_deref());
        if self.done.written == 0 && format.cells == Cells::Csv && !self.arguments.json {
            format.cells.write(HEADER, &mut lines)?;
        }
        for ((document, piece), found) in batch.iter().zip(&found) {
            let file = self.arguments.documents.get(*document).map(|path| path.display().to_string());
            let file = file.unwrap_or_default();
            for occurrence in found {
                let mention = OccurrenceReport::new(&piece.text, occurrence)
                    .in_file(&file)
                    .placed(|span| piece.source(span));
                if self.arguments.json {
                    json_line(&mut lines, &mention)?;
                } else {
                    let text: String = mention.text.split_whitespace().collect::<Vec<_>>().join(" ");
                    let places = [mention.span.start, mention.span.end].map(|at| at.to_string());
                    let (id, name, score) = (&*mention.id, &*mention.name, mention.score.to_string());
                    let [start, end] = &places;
                    format.cells.write([&*file, start, end, id, name, &score, &text], &mut lines)?;
                }
            }
            self.done.mentions += found.chunk_by(|one, other| one.span == other.span).count() as u64;
            self.passed += piece.text.len() as u64;
            if let Some(page) = &mut self.page {
                // Records of one spelling stand at one place, and are one mark.
                let mark = |several: &[Occurrence<'_>]| {
                    let names: Vec<String> = several.iter().map(|one| shown(one.record, several)).collect();
                    Some(Mark { span: several.first()?.span, name: names.join(", ") })
                };
                let places = found.chunk_by(|one, other| one.span == other.span);
                page.add(&file, &piece.text, places.filter_map(mark).collect());
            }
        }
        batch.clear();
        self.bar.set_position(self.passed);
        let lines = format.encode(&lines)?;
        out.write_all(&lines)?;
        (self.done.documents, self.done.bytes) = next;
        self.done.written += lines.len() as u64;
        if let Some(path) = self.arguments.out.as_ref().filter(|_| self.resumable) {
            resume::write_down(path, out, &self.done)?;
        }
        Ok(())
    }
}

/// What a record is called on a page: by its name, and by its id where several have it.
fn shown(record: Record<'_>, all: &[Occurrence<'_>]) -> String {
    match all {
        [_] => record.name.to_owned(),
        _ => format!("{} ({})", record.name, record.id),
    }
}

/// How many bytes all documents have.
fn size(paths: &[PathBuf]) -> u64 {
    paths.iter().filter_map(|path| fs::metadata(path).ok()).map(|data| data.len()).sum()
}
