//! `allonym screen`

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;

use allonym::index::{Hit, LiveIndex};
use allonym::report::{AlertReport, ExcerptReport};

use super::json_line;
use crate::format::Cells;
use crate::input::read_stdin_twice;
use crate::list::Source;
use crate::new_file::overwrites;
use crate::report::{Report, say};
use crate::stream::{Input, Progress, Row, Stream};

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
    /// A TSV or CSV file with columns id and name, plain or compressed (.gz, .zst).
    #[arg(long, value_name = "FILE")]
    customers: PathBuf,
    /// Where the alerts go, as the name says: .tsv or .csv, plain or .gz or .zst; nothing is standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The least score of an alert.
    #[arg(long, default_value_t = 0.5, value_name = "P", value_parser = crate::input::probability)]
    min: f64,
    /// The most alerts for a customer.
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = crate::input::count)]
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

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let read = arguments.list.paths().chain([arguments.customers.as_path()]);
    if overwrites("--out", arguments.out.as_deref(), read, report) {
        return Ok(());
    }
    if let Some(names) = &arguments.list.names
        && read_stdin_twice([names, &arguments.customers], report)
    {
        return Ok(());
    }
    let Some((index, journal)) = arguments.list.open(report)? else { return Ok(()) };
    let live = LiveIndex::new(&index, &journal);
    if !arguments.list.can_answer(&live, arguments.kind.as_deref(), report) {
        return Ok(());
    }
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
    let mut stream = Stream {
        input: Input::File(&arguments.customers),
        header: if arguments.json { &[] } else { &HEADER },
        live,
        limit: arguments.limit,
        min: arguments.min,
        kind: arguments.kind.as_deref(),
        explain: true,
        restart: arguments.restart,
        write: &|customer, hit, cells, out| alert(customer, hit, arguments.json, cells, out).map(|()| true),
        kept: &|_| (),
        done: Progress::default(),
    };
    let began = Instant::now();
    if stream.run(task, arguments.out.as_deref(), out, report)? {
        let Progress { rows, results, answered, .. } = stream.done;
        let seconds = began.elapsed().as_secs_f64();
        say(format_args!(
            "allonym: {rows} customers screened, {answered} of them with {results} alerts, {} faults in the input, {seconds:.1} s",
            report.faults()
        ));
    }
    Ok(())
}

/// The columns of alerts.
const HEADER: [&str; 7] = ["line", "customer", "customer_name", "id", "name", "score", "reasons"];

/// Writes an alert: as an object, or as line, id and name of the customer, id and name of the list, score, and the words
/// that answer each other.
fn alert(customer: &Row, hit: &Hit<'_>, json: bool, cells: Cells, out: &mut Vec<u8>) -> io::Result<()> {
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
    let (line, score) = (customer.line.to_string(), hit.score.to_string());
    let (id, name) = (hit.record.id, hit.record.name);
    cells.write([&line, &customer.id, &customer.name, id, name, &score, &reasons.join("; ")], out)
}
