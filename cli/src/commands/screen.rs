//! `allonym screen`

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use allonym::Probability;
use allonym::index::{Hit, LiveIndex, Query};
use allonym::report::{AlertReport, ExcerptReport};
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};

use super::json_line;
use crate::input;
use crate::list::{Bytes, Source, beside, replace_by};
use crate::report::Report;

/// Find the customers that are on a list: one alert a line for each pair of names that may be one.
///
/// Rows stream: memory does not grow with their number. With --out a run that was interrupted goes on where it stopped
/// when it is started again, and ends with the same alerts.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    printf 'id\\tname\\n1\\tQasem Soleimani\\n' > list.tsv\n  \
    printf 'id\\tname\\nc7\\tКасем Сулеймани\\n' | allonym screen --names list.tsv --customers -")]
pub(crate) struct Arguments {
    #[command(flatten)]
    list: Source,
    /// A TSV file with columns id and name.
    #[arg(long, value_name = "FILE")]
    customers: PathBuf,
    /// Where the alerts go; nothing is standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The least score of an alert.
    #[arg(long, default_value_t = 0.5, value_name = "P")]
    min: f64,
    /// The most alerts for a customer.
    #[arg(long, default_value_t = 5, value_name = "N")]
    limit: usize,
    /// Only rows of the list of this kind.
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// One JSON object an alert, with the words that answer each other.
    #[arg(long)]
    json: bool,
    /// Begins anew where an interrupted run could go on.
    #[arg(long, requires = "out")]
    restart: bool,
}

/// Customers that are searched side by side before the alerts are written.
const BATCH: usize = 2048;

/// How far a run has come: what is written beside the alerts after each batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Progress {
    /// What the run was asked and the list it was asked of.
    task: String,
    /// Good rows of customers that are done.
    rows: u64,
    /// Bytes of alerts.
    bytes: u64,
    alerts: u64,
    alerted: u64,
}

struct Customer {
    line: u64,
    id: String,
    name: String,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let Some((index, journal)) = arguments.list.open(report)? else { return Ok(()) };
    let live = LiveIndex::new(&index, &journal);
    let task = format!(
        "{} {:016x} {:016x} {} {} {:?} {}",
        arguments.customers.display(),
        index.identity(),
        journal.identity(),
        arguments.min,
        arguments.limit,
        arguments.kind,
        arguments.json
    );
    let mut run = Run { arguments, live, done: Progress { task, ..Progress::default() } };
    let began = Instant::now();
    match &arguments.out {
        None => run.stream(out, None, report)?,
        Some(path) => {
            let Some(file) = run.resume(path, report)? else { return Ok(()) };
            let mut file = BufWriter::new(file);
            run.stream(&mut file, Some(path), report)?;
            file.into_inner()?.sync_all()?;
            let state = state_path(path);
            if state.exists() {
                fs::remove_file(state)?;
            }
        }
    }
    let Progress { rows, alerts, alerted, .. } = run.done;
    let seconds = began.elapsed().as_secs_f64();
    anstream::eprintln!(
        "allonym: {rows} customers screened, {alerted} of them with {alerts} alerts, {} faults in the input, {seconds:.1} s",
        report.faults()
    );
    Ok(())
}

fn state_path(alerts: &Path) -> PathBuf {
    beside(alerts, ".state")
}

struct Run<'a> {
    arguments: &'a Arguments,
    live: LiveIndex<'a, Bytes>,
    done: Progress,
}

impl Run<'_> {
    /// Opens the alerts, cut off behind the last batch that was written whole.
    fn resume(&mut self, path: &Path, report: &mut Report) -> io::Result<Option<File>> {
        let state = state_path(path);
        let before = fs::read(&state).ok().filter(|_| !self.arguments.restart);
        if let Some(before) = before.and_then(|bytes| serde_json::from_slice::<Progress>(&bytes).ok()) {
            if before.task != self.done.task {
                report.usage(&format!(
                    "{} is of a run with other input or options; give the same again, or --restart",
                    state.display()
                ));
                return Ok(None);
            }
            self.done = before;
        }
        let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        if file.metadata()?.len() < self.done.bytes {
            report.usage(&format!(
                "{} is shorter than {} says; give the alerts that were there, or --restart",
                path.display(),
                state.display()
            ));
            return Ok(None);
        }
        file.set_len(self.done.bytes)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Some(file))
    }

    fn stream(&mut self, out: &mut dyn Write, path: Option<&Path>, report: &mut Report) -> io::Result<()> {
        let bar = progress_bar(&self.arguments.customers);
        let mut batch: Vec<Customer> = Vec::with_capacity(BATCH);
        let mut behind = self.done.rows;
        input::rows(Some(&self.arguments.customers), ["id", "name"], [], report, |row| {
            if behind > 0 {
                behind -= 1;
                return Ok(());
            }
            let [id, name] = row.cells;
            batch.push(Customer { line: row.line, id: id.to_owned(), name: name.to_owned() });
            if batch.len() < BATCH {
                return Ok(());
            }
            bar.set_position(row.byte);
            self.screen(&mut batch, out, path)
        })?;
        let done = self.screen(&mut batch, out, path);
        bar.finish_and_clear();
        done
    }

    /// Writes the alerts of a batch, then how far that is.
    fn screen(
        &mut self,
        batch: &mut Vec<Customer>,
        out: &mut dyn Write,
        path: Option<&Path>,
    ) -> io::Result<()> {
        let arguments = self.arguments;
        let queries: Vec<Query<'_>> = batch
            .iter()
            .map(|customer| {
                let min_score = Probability::from_f64(arguments.min);
                let query =
                    Query::new(&customer.name).limit(arguments.limit).min_score(min_score).explain(true);
                arguments.kind.as_deref().map_or(query, |kind| query.kind(kind))
            })
            .collect();
        let mut lines = Vec::new();
        for (customer, hits) in batch.iter().zip(self.live.search_batch(&queries)) {
            self.done.alerted += u64::from(!hits.is_empty());
            for hit in &hits {
                self.done.alerts += 1;
                alert(customer, hit, arguments.json, &mut lines)?;
            }
        }
        self.done.rows += batch.len() as u64;
        self.done.bytes += lines.len() as u64;
        batch.clear();
        out.write_all(&lines)?;
        if let Some(path) = path {
            out.flush()?;
            File::open(path)?.sync_data()?;
            // One name for every run, so that the next one takes up what a killed one leaves.
            let state = state_path(path);
            replace_by(&beside(&state, ".new"), &state, &serde_json::to_vec(&self.done)?)?;
        }
        Ok(())
    }
}

/// Writes an alert: as an object, or as line, id and name of the customer, id and name of the list, score, and the words
/// that answer each other.
fn alert(customer: &Customer, hit: &Hit<'_>, json: bool, out: &mut Vec<u8>) -> io::Result<()> {
    let alert = AlertReport::new(customer.line, &customer.id, &customer.name, hit);
    if json {
        return json_line(out, &alert);
    }
    let words =
        |side: &Option<ExcerptReport>| side.as_ref().map_or("-", |excerpt| excerpt.text.as_ref()).to_owned();
    let reasons: Vec<String> = alert
        .evidence
        .iter()
        .map(|one| format!("{}={} {:+.1}", words(&one.a), words(&one.b), one.bits.to_f64()))
        .collect();
    writeln!(
        out,
        "{}\t{}\t{}\t{}\t{}\t{}\t{}",
        customer.line,
        customer.id,
        customer.name,
        hit.record.id,
        hit.record.name,
        hit.score,
        reasons.join("; ")
    )
}

/// How far, how fast, how long yet; on a terminal only.
fn progress_bar(path: &Path) -> ProgressBar {
    let size = fs::metadata(path).map_or(0, |data| data.len());
    if !io::stderr().is_terminal() || size == 0 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left");
    ProgressBar::new(size).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
