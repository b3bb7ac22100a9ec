//! `allonym index`

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use allonym::index::{Change, Journal, LiveIndex, Record};

use crate::input::name;
use crate::list::{journal_path, open, read_names};
use crate::new_file::{self, overwrites};
use crate::report::Report;
use crate::rows;

/// Build an index of names for search and screening, or change one.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    printf 'id\\tname\\n1\\tQasem Soleimani\\n' | allonym index --names - --out list.index\n  \
    allonym index --change list.index --add more.tsv --remove gone.tsv\n  \
    allonym index --change list.index --merge\n\n\
Changes are kept in a journal beside the index until they are merged; an empty file INDEX.lock beside it keeps \
runs apart.")]
pub(crate) struct Arguments {
    /// A TSV file with columns id and name, and kind and language if it has them; several rows of one id are its names.
    #[arg(long, value_name = "FILE", required_unless_present = "change", requires = "out")]
    names: Option<PathBuf>,
    /// Where the index goes.
    #[arg(long, value_name = "INDEX", requires = "names", conflicts_with = "change")]
    out: Option<PathBuf>,
    /// An index to be changed.
    #[arg(long, value_name = "INDEX", conflicts_with = "names")]
    change: Option<PathBuf>,
    /// Removes every id in column id of this TSV file; done before rows are added.
    #[arg(long, value_name = "FILE", requires = "change", conflicts_with = "names")]
    remove: Option<PathBuf>,
    /// Adds the rows of this TSV file.
    #[arg(long, value_name = "FILE", requires = "change", conflicts_with = "names")]
    add: Option<PathBuf>,
    /// Builds the index anew with all changes.
    #[arg(long, requires = "change", conflicts_with = "names")]
    merge: bool,
    /// Reads the whole index and compares its checksums.
    #[arg(long, requires = "change", conflicts_with = "names")]
    verify: bool,
}

pub(crate) fn run(arguments: &Arguments, report: &mut Report) -> io::Result<()> {
    if let (Some(names), Some(out)) = (&arguments.names, &arguments.out) {
        if overwrites("--out", Some(out), [names.as_path()], report) {
            return Ok(());
        }
        let builder = read_names(Some(names), report)?;
        if report.has_unread() {
            return Ok(());
        }
        if builder.is_empty() {
            report.note(format_args!("{}: the list has no names; the index is empty", name(Some(names))));
        }
        return write(out, builder.build(), report);
    }
    let Some(index) = &arguments.change else { return Ok(()) };
    let changes = arguments.remove.is_some() || arguments.add.is_some() || arguments.merge;
    // Held to the end: what one run adds while another one merges would be in neither file.
    let _lock = if changes { Some(locked(index)?) } else { None };
    if arguments.remove.is_some() || arguments.add.is_some() {
        change(index, arguments, report)?;
    }
    if arguments.verify
        && let Some((index, _)) = open(index, report)
        && let Err(error) = index.verify()
    {
        report.fault(format_args!("{error}"));
    }
    if arguments.merge {
        merge(index, report)?;
    }
    Ok(())
}

/// Waits until no other run changes the index. The empty file beside it stays: who waits for it must find the same.
fn locked(index: &Path) -> io::Result<File> {
    let path = new_file::beside(index, ".lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| new_file::named(&path, &error))?;
    file.lock().map_err(|error| new_file::named(&path, &error))?;
    Ok(file)
}

fn write(path: &Path, bytes: Vec<u8>, report: &mut Report) -> io::Result<()> {
    if let Err(error) = new_file::write(path, &bytes) {
        report.fault(format_args!("{error}"));
    }
    Ok(())
}

/// Puts changes behind the last whole record of the journal. The journal is written anew, so that a run that is killed has made
/// all its changes or none.
fn change(path: &Path, arguments: &Arguments, report: &mut Report) -> io::Result<()> {
    let Some((index, changes)) = open(path, report) else { return Ok(()) };
    let journal = journal_path(path);
    let before = match fs::read(&journal) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(new_file::named(&journal, &error));
        }
        before => before.unwrap_or_default(),
    };
    let Ok((_, kept)) = Journal::read(&index, &before) else { return Ok(()) };
    let mut bytes = before;
    bytes.truncate(kept);
    if kept == 0 {
        bytes.extend(Journal::header(&index));
    }
    if let Some(path) = &arguments.remove {
        let mut absent = BTreeSet::new();
        rows::good(Some(path), ["id"], [], report, |row| {
            let [id] = row.cells;
            absent.insert(id.to_owned());
            bytes.extend(Change::Remove(id).to_bytes());
            Ok(())
        })?;
        for record in LiveIndex::new(&index, &changes).records() {
            absent.remove(record.id);
        }
        for id in absent {
            report.note(format_args!("{}: the index has no id {id}, so nothing is removed", path.display()));
        }
    }
    if let Some(path) = &arguments.add {
        rows::good(Some(path), ["id", "name"], ["kind", "language"], report, |row| {
            let ([id, name], [kind, language]) = (row.cells, row.more);
            bytes.extend(Change::Add(Record::new(id, name).kind(kind).language(language)).to_bytes());
            Ok(())
        })?;
    }
    write(&journal, bytes, report)
}

/// Builds anew and puts the new index in the place of the old one. The journal goes last: if it stays behind, it is of
/// another index, and nobody reads it.
fn merge(path: &Path, report: &mut Report) -> io::Result<()> {
    let Some((index, journal)) = open(path, report) else { return Ok(()) };
    let bytes = journal.merged(&index).build();
    drop(index);
    // Without a new index the changes are still needed.
    if let Err(error) = new_file::write(path, &bytes) {
        report.fault(format_args!("{error}"));
        return Ok(());
    }
    match fs::remove_file(journal_path(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
