//! Lists to be searched: built from a file of names, or an index with its journal.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use allonym::index::{Builder, Index, Journal, LiveIndex, MappedFile, Record};

use crate::new_file::beside;
use crate::report::Report;
use crate::rows;

/// Where the bytes of an index are.
pub(crate) enum Bytes {
    Mapped(MappedFile),
    Built(Vec<u8>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Bytes::Mapped(map) => map.as_ref(),
            Bytes::Built(bytes) => bytes,
        }
    }
}

/// Which list: one of the two.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Source {
    /// A TSV file with columns id and name, and kind and language if it has them; several rows of one id are its names.
    #[arg(long, value_name = "FILE")]
    pub(crate) names: Option<PathBuf>,
    /// An index that `allonym index` made.
    #[arg(long, value_name = "INDEX")]
    pub(crate) index: Option<PathBuf>,
}

/// An index and what was changed since it was built.
pub(crate) type List = (Index<Bytes>, Journal);

impl Source {
    /// The files that it is read from.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.names.iter().chain(&self.index).map(PathBuf::as_path)
    }

    /// Opens or builds the list; says what is wrong if that cannot be done.
    pub(crate) fn open(&self, report: &mut Report) -> io::Result<Option<List>> {
        if let Some(path) = &self.index {
            return Ok(open(path, report));
        }
        let builder = read_names(self.names.as_deref(), report)?;
        if report.has_unread() {
            return Ok(None);
        }
        let bytes = builder.build();
        let index = Index::from_bytes(Bytes::Built(bytes));
        Ok(index
            .map_err(|error| report.fault(format_args!("{error}")))
            .ok()
            .map(|index| (index, Journal::new())))
    }

    /// Says it if nothing can be found in the list: it has no names, which is a fault, or none of the kind that is wanted,
    /// which is wrong usage. Whether to go on.
    pub(crate) fn can_answer(
        &self,
        live: &LiveIndex<'_, Bytes>,
        kind: Option<&str>,
        report: &mut Report,
    ) -> bool {
        if live.records().next().is_none() {
            let path = self.paths().next().unwrap_or(Path::new(""));
            report
                .fault(format_args!("{}: the list has no names, so nothing is found in it", path.display()));
            return true;
        }
        let Some(wanted) = kind else { return true };
        if live.records().any(|record| record.kind == wanted) {
            return true;
        }
        let kinds: BTreeSet<&str> = live.records().map(|record| record.kind).collect();
        let kinds: Vec<String> = kinds.into_iter().take(KINDS_SAID).map(|kind| format!("{kind:?}")).collect();
        report.usage(&format!(
            "no name of the list is of kind {wanted:?}; kinds that it has: {}",
            kinds.join(", ")
        ));
        false
    }
}

/// How many kinds of a list are said: most have fewer.
const KINDS_SAID: usize = 20;

/// The rows of a file of names.
pub(crate) fn read_names(path: Option<&Path>, report: &mut Report) -> io::Result<Builder> {
    read_and_hold(path, None, report)
}

/// The rows of a file of names, which are also held if they are asked for again.
pub(crate) fn read_and_hold(
    path: Option<&Path>,
    mut held: Option<&mut HeldRows>,
    report: &mut Report,
) -> io::Result<Builder> {
    let mut builder = Builder::new();
    rows::good(path, ["id", "name"], ["kind", "language"], report, |row| {
        let ([id, name], [kind, language]) = (row.cells, row.more);
        builder.add(Record::new(id, name).kind(kind).language(language));
        if let Some(held) = &mut held {
            held.push(row.line, id, name);
        }
        Ok(())
    })?;
    Ok(builder)
}

/// Rows that are asked for again where their file cannot be read twice, such as standard input: their ids and names one
/// after the other in one text.
#[derive(Debug, Default)]
pub(crate) struct HeldRows {
    text: String,
    /// The line of each row, and where its id and its name end.
    ends: Vec<(u64, usize, usize)>,
}

impl HeldRows {
    fn push(&mut self, line: u64, id: &str, name: &str) {
        self.text.push_str(id);
        let id_end = self.text.len();
        self.text.push_str(name);
        self.ends.push((line, id_end, self.text.len()));
    }

    /// Line, id and name of each row, and the bytes of names and ids before them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, &str, &str, u64)> {
        let mut from = 0;
        self.ends.iter().map(move |&(line, id_end, end)| {
            let begin = std::mem::replace(&mut from, end);
            let part = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
            (line, part(begin, id_end), part(id_end, end), begin as u64)
        })
    }

    /// Bytes of names and ids.
    pub(crate) fn size(&self) -> u64 {
        self.text.len() as u64
    }
}

/// Opens an index and its journal.
pub(crate) fn open(path: &Path, report: &mut Report) -> Option<List> {
    let fault = |report: &mut Report, error: &dyn std::fmt::Display| {
        report.fault(format_args!("{}: {error}", path.display()))
    };
    let map = MappedFile::open(path).map_err(|error| report.fault(format_args!("{error}"))).ok()?;
    let index = Index::from_bytes(Bytes::Mapped(map)).map_err(|error| fault(report, &error)).ok()?;
    let journal = journal_path(path);
    let bytes = match fs::read(&journal) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Some((index, Journal::new())),
        Err(error) => {
            report.fault(format_args!("{}: {error}", journal.display()));
            return None;
        }
    };
    match Journal::read(&index, &bytes) {
        Ok((journal, _)) => Some((index, journal)),
        Err(error) => {
            report.fault(format_args!("{}: {error}", journal.display()));
            None
        }
    }
}

/// The journal of an index stands beside it.
pub(crate) fn journal_path(index: &Path) -> PathBuf {
    beside(index, ".journal")
}
