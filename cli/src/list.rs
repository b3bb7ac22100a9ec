//! Lists to be searched: built from a file of names, or an index with its journal.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use allonym::index::{Builder, Index, Journal, MappedFile, Record};

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
}

/// The rows of a file of names.
pub(crate) fn read_names(path: Option<&Path>, report: &mut Report) -> io::Result<Builder> {
    let mut builder = Builder::new();
    rows::good(path, ["id", "name"], ["kind", "language"], report, |row| {
        let ([id, name], [kind, language]) = (row.cells, row.more);
        builder.add(Record::new(id, name).kind(kind).language(language));
        Ok(())
    })?;
    Ok(builder)
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
