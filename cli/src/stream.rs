//! Rows of a file, each searched in a list: what screening, joining and finding duplicates have in common.
//! A run that was interrupted [goes on](crate::resume).

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use allonym::Probability;
use allonym::index::{Hit, LiveIndex, Query};
use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};

use crate::format::{Cells, Format, unguarded};
use crate::input;
use crate::list::{Bytes, HeldRows};
use crate::new_file::at_once;
use crate::report::{Report, say};
use crate::resume;
use crate::rows;

/// Rows that are searched side by side before their results are written.
const BATCH: usize = 2048;

/// The numbers of FNV-1a for 64 bits.
const FNV_OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01B3;

/// How far a run has come: what is written beside the results after each batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    /// What the run was asked and the list it was asked of.
    task: String,
    /// Good rows that are done.
    pub(crate) rows: u64,
    /// A number made of those rows, so that a run does not go on behind rows that have changed.
    read: u64,
    /// Bytes of results.
    bytes: u64,
    /// Results, and rows that have any.
    pub(crate) results: u64,
    pub(crate) answered: u64,
    /// Rows that have more than were asked for.
    #[serde(default)]
    cut: u64,
}

impl resume::Progress for Progress {
    fn task(&self) -> &str {
        &self.task
    }

    fn written(&self) -> u64 {
        self.bytes
    }
}

/// A row of the file.
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) id: String,
    pub(crate) name: String,
}

impl Row {
    /// The number of the rows up to this one, from that of the rows before it (FNV-1a, 64 bits).
    pub(crate) fn digest(id: &str, name: &str, before: u64) -> u64 {
        let bytes = id.bytes().chain([b'\t']).chain(name.bytes()).chain([b'\n']);
        bytes.fold(before ^ FNV_OFFSET, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(FNV_PRIME))
    }
}

/// Writes the result that a hit is for a row; says whether it is one.
pub(crate) type WriteHit<'a> = &'a dyn Fn(&Row, &Hit<'_>, Cells, &mut Vec<u8>) -> io::Result<bool>;

/// Where rows come from.
#[derive(Clone, Copy)]
pub(crate) enum Input<'a> {
    /// A TSV or CSV file with columns id and name.
    File(&'a Path),
    /// One that was read before, under the name that messages give it.
    Held(&'a HeldRows, &'a Path),
}

/// What is searched for what.
pub(crate) struct Stream<'a> {
    pub(crate) input: Input<'a>,
    /// The columns of the results, which a file of commas begins with.
    pub(crate) header: &'a [&'a str],
    pub(crate) live: LiveIndex<'a, Bytes>,
    pub(crate) limit: usize,
    pub(crate) min: f64,
    pub(crate) kind: Option<&'a str>,
    pub(crate) explain: bool,
    /// Begins anew where an interrupted run could go on.
    pub(crate) restart: bool,
    pub(crate) write: WriteHit<'a>,
    /// Is told the results of an interrupted run that goes on, row by row.
    pub(crate) kept: &'a dyn Fn(&csv::StringRecord),
    pub(crate) done: Progress,
}

impl Stream<'_> {
    /// Runs to the end, or goes on with a run of the same task, and writes to a file or to `out`. Says whether it ran.
    pub(crate) fn run(
        &mut self,
        task: String,
        file: Option<&Path>,
        out: &mut dyn Write,
        report: &mut Report,
    ) -> io::Result<bool> {
        self.done = Progress { task, ..Progress::default() };
        let Some(path) = file else {
            let ran = self.stream(out, Format::default(), None, report)?;
            self.say_cut();
            return Ok(ran);
        };
        // Results of before stay if there is nothing to read.
        if let Input::File(input) = self.input
            && input::reader(Some(input), report).is_none()
        {
            return Ok(false);
        }
        if let Some(file) = at_once(path)? {
            let mut results = BufWriter::new(file);
            let ran = self.stream(&mut results, Format::of(Some(path)), None, report)?;
            results.flush()?;
            self.say_cut();
            return Ok(ran);
        }
        let Some(results) = self.resume(path, report)? else { return Ok(false) };
        let mut results = BufWriter::new(results);
        if !self.stream(&mut results, Format::of(Some(path)), Some(path), report)? {
            return Ok(false);
        }
        results.into_inner()?.sync_all()?;
        resume::finish(path)?;
        self.say_cut();
        Ok(true)
    }

    /// Says how many rows have more answers than were asked for.
    fn say_cut(&self) {
        if self.done.cut > 0 {
            say(format_args!(
                "allonym: {} rows have more than {} answers, of which the rest is left out; a larger --limit gives them",
                self.done.cut, self.limit
            ));
        }
    }

    /// Opens the results of a run that goes on, or new ones, and tells those that are kept.
    fn resume(&mut self, path: &Path, report: &mut Report) -> io::Result<Option<File>> {
        let Some(file) = resume::resume(path, &mut self.done, self.restart, report)? else { return Ok(None) };
        if self.done.bytes > 0 {
            let format = Format::of(Some(path));
            let mut rows = format.cells.rows(format.reader(File::open(path)?)?);
            if format.cells == Cells::Tsv {
                rows.set_headers(csv::StringRecord::new());
            }
            for row in rows.records() {
                let row = row.map_err(io::Error::other)?;
                (self.kept)(&row.iter().map(|cell| unguarded(format.cells, cell)).collect());
            }
        }
        Ok(Some(file))
    }

    /// Reads the rows and searches those that are not done. Says whether those that are done are still the same.
    fn stream(
        &mut self,
        out: &mut dyn Write,
        format: Format,
        path: Option<&Path>,
        report: &mut Report,
    ) -> io::Result<bool> {
        let input = self.input;
        let bar = progress_bar(input);
        let mut batch: Vec<Row> = Vec::with_capacity(BATCH);
        let (mut behind, done) = (self.done.rows, self.done.read);
        let (mut read, mut same) = (0, true);
        let mut each = |line: u64, byte: u64, id: &str, name: &str| {
            read = Row::digest(id, name, read);
            if behind > 0 {
                behind -= 1;
                same = behind > 0 || read == done;
                return Ok(());
            }
            if !same {
                return Ok(());
            }
            self.done.read = read;
            batch.push(Row { line, id: id.to_owned(), name: name.to_owned() });
            if batch.len() < BATCH {
                return Ok(());
            }
            bar.set_position(byte);
            self.search(&mut batch, out, format, path)
        };
        let read_from = match input {
            Input::File(path) => {
                rows::good(Some(path), ["id", "name"], [], report, |row| {
                    let [id, name] = row.cells;
                    each(row.line, row.byte, id, name)
                })?;
                path
            }
            Input::Held(rows, path) => {
                rows.iter().try_for_each(|(line, id, name, byte)| each(line, byte, id, name))?;
                path
            }
        };
        if !same || behind > 0 {
            report.usage(&format!(
                "rows of {} that were done have changed since; give the file as it was, or --restart",
                input::name(Some(read_from))
            ));
            return Ok(false);
        }
        let done = self.search(&mut batch, out, format, path);
        bar.finish_and_clear();
        done.map(|()| true)
    }

    /// Writes the results of a batch, then how far that is.
    fn search(
        &mut self,
        batch: &mut Vec<Row>,
        out: &mut dyn Write,
        format: Format,
        path: Option<&Path>,
    ) -> io::Result<()> {
        // One more than is written, to see whether there is more.
        let (limit, min_score) = (self.limit.saturating_add(1), Probability::from_f64(self.min));
        let queries: Vec<Query<'_>> = batch
            .iter()
            .map(|row| {
                let query = Query::new(&row.name).limit(limit).min_score(min_score).explain(self.explain);
                self.kind.map_or(query, |kind| query.kind(kind))
            })
            .collect();
        let mut lines = Vec::new();
        if format.cells == Cells::Csv && self.done.bytes == 0 {
            format.cells.write(self.header, &mut lines)?;
        }
        for (row, hits) in batch.iter().zip(self.live.search_batch(&queries)) {
            let before = self.done.results;
            self.done.cut += u64::from(hits.len() > self.limit);
            for hit in hits.iter().take(self.limit) {
                self.done.results += u64::from((self.write)(row, hit, format.cells, &mut lines)?);
            }
            self.done.answered += u64::from(self.done.results > before);
        }
        // Each batch is compressed by itself, so that a run that goes on can cut the file behind one.
        let lines = format.encode(&lines)?;
        self.done.rows += batch.len() as u64;
        self.done.bytes += lines.len() as u64;
        batch.clear();
        out.write_all(&lines)?;
        if let Some(path) = path {
            resume::write_down(path, out, &self.done)?;
        }
        Ok(())
    }
}

/// How far the rows of an input are read, if that can be known.
fn progress_bar(input: Input<'_>) -> ProgressBar {
    let size = match input {
        Input::File(path) if Format::of(Some(path)).is_compressed() => 0,
        Input::File(path) => fs::metadata(path).map_or(0, |data| data.len()),
        Input::Held(rows, _) => rows.size(),
    };
    resume::progress_bar(size)
}
