//! Sets of pairs and of words, as files.

use std::fs;
use std::path::Path;

/// A set: what its comments say, and its rows.
#[derive(Debug)]
pub(crate) struct Set {
    pub(crate) what: String,
    pub(crate) source: String,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Set {
    /// Reads a TSV file: comments that begin with `#`, the first of which says what it is and the second where it is from;
    /// a line of columns, of which `columns` are taken, in their order; rows.
    pub(crate) fn read(path: &Path, columns: &[&str]) -> Result<Set, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let (comments, lines): (Vec<&str>, Vec<&str>) =
            text.lines().filter(|line| !line.is_empty()).partition(|line| line.starts_with('#'));
        let comment = |at: usize| {
            comments.get(at).map(|line| line.trim_start_matches('#').trim().to_owned()).unwrap_or_default()
        };
        let mut lines = lines.into_iter();
        let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let places: Vec<usize> = columns
            .iter()
            .map(|wanted| header.iter().position(|column| column == wanted))
            .collect::<Option<_>>()
            .ok_or_else(|| format!("{}: wants the columns {}", path.display(), columns.join(", ")))?;
        let rows = lines
            .map(|line| {
                let cells: Vec<&str> = line.split('\t').collect();
                places.iter().map(|&at| cells.get(at).copied().unwrap_or_default().to_owned()).collect()
            })
            .collect();
        Ok(Set { what: comment(0), source: comment(1), rows })
    }
}
