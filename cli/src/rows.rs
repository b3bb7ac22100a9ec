//! Rows of a TSV or CSV file, with the lines where they stand.
//!
//! `csv` knows where it stopped reading, not where a row begins: behind `\r` and before blank lines. So the bytes are
//! looked at on their way to it. Linear; a few bytes for each line that `csv` has read ahead.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use csv::ByteRecord;

use crate::format::{Cells, Format};
use crate::input::{name, reader};
use crate::report::Report;

/// Calls `each` with every row of a TSV or CSV file: its line and the cells of the wanted columns, found by their names in the
/// header. A cell that is missing or not UTF-8 is reported and given as nothing; a blank line between two rows is a row
/// without cells, so that results stand beside the lines they are of.
pub(crate) fn all<const N: usize>(
    path: Option<&Path>,
    wanted: [&str; N],
    report: &mut Report,
    mut each: impl FnMut(u64, [Option<&str>; N]) -> io::Result<()>,
) -> io::Result<()> {
    let Some((mut rows, places)) = Rows::open(path, wanted, report) else { return Ok(()) };
    let name = rows.name().to_owned();
    let mut next = None;
    while let Some((line, _, row)) = rows.next(report) {
        for blank in next.unwrap_or(line)..line {
            report.fault(format_args!("{name}:{blank}: the line is blank"));
            each(blank, [None; N])?;
        }
        next = Some(line + 1 + row.iter().map(line_breaks).sum::<u64>());
        let mut columns = wanted.iter();
        let cells = places.map(|place| {
            let column = columns.next().copied().unwrap_or_default();
            let Some(bytes) = place.and_then(|place| row.get(place)) else {
                report.fault(format_args!("{name}:{line}: no column {column}"));
                return None;
            };
            let text = std::str::from_utf8(bytes);
            text.map_err(|_| report.fault(format_args!("{name}:{line}: column {column} is not UTF-8"))).ok()
        });
        each(line, cells)?;
    }
    Ok(())
}

/// Line breaks in a cell, as an editor counts lines.
fn line_breaks(cell: &[u8]) -> u64 {
    let mut before = 0;
    let breaks = cell.iter().filter(|byte| {
        let before = std::mem::replace(&mut before, **byte);
        **byte == b'\r' || **byte == b'\n' && before != b'\r'
    });
    breaks.count() as u64
}

/// A row of a TSV or CSV file: its line, where it begins, the cells of the wanted columns and of those that need not be there.
pub(crate) struct Row<'a, const N: usize, const M: usize> {
    pub(crate) line: u64,
    pub(crate) byte: u64,
    pub(crate) cells: [&'a str; N],
    pub(crate) more: [&'a str; M],
}

/// Calls `each` with every good row of a TSV or CSV file. A row that has not every wanted column, filled and in UTF-8, is
/// reported and passed over.
pub(crate) fn good<const N: usize, const M: usize>(
    path: Option<&Path>,
    wanted: [&str; N],
    more: [&str; M],
    report: &mut Report,
    mut each: impl FnMut(Row<N, M>) -> io::Result<()>,
) -> io::Result<()> {
    let Some((mut rows, places)) = Rows::open(path, wanted, report) else { return Ok(()) };
    let (more_places, name) = (more.map(|column| rows.place(column)), rows.name().to_owned());
    while let Some((line, byte, row)) = rows.next(report) {
        let mut whole = true;
        let mut cell = |place: Option<usize>, column: &str, needed: bool| {
            let bytes = place.and_then(|place| row.get(place)).unwrap_or_default();
            let text = std::str::from_utf8(bytes);
            let fault = match text {
                Err(_) => "is not UTF-8",
                Ok(text) if needed && text.trim().is_empty() => "is missing or empty",
                Ok(_) => "",
            };
            if !fault.is_empty() {
                whole = false;
                report.fault(format_args!("{name}:{line}: column {column} {fault}; the row is passed over"));
            }
            text.unwrap_or_default()
        };
        let mut columns = wanted.iter();
        let cells = places.map(|place| cell(place, columns.next().copied().unwrap_or_default(), true));
        let mut columns = more.iter();
        let more = more_places.map(|place| cell(place, columns.next().copied().unwrap_or_default(), false));
        if whole {
            each(Row { line, byte, cells, more })?;
        }
    }
    Ok(())
}

/// A file of rows that is open behind its header.
struct Rows {
    rows: csv::Reader<Lines<BufReader<Box<dyn Read>>>>,
    header: ByteRecord,
    row: ByteRecord,
    lines: Rc<RefCell<Seen>>,
    /// Whether cells may stand in quotes.
    quotes: bool,
    /// The line where the row read last begins.
    line: u64,
    /// Whether its last cell has a line break.
    breaks: bool,
    /// How messages call the file.
    name: String,
}

impl Rows {
    /// Opens a file and looks up the columns that are wanted. Nothing, and a message, if one of them is not there.
    fn open<const N: usize>(
        path: Option<&Path>,
        wanted: [&str; N],
        report: &mut Report,
    ) -> Option<(Rows, [Option<usize>; N])> {
        let lines = Rc::new(RefCell::new(Seen::default()));
        let mut source = BufReader::new(reader(path, report)?);
        // Where this fails reading fails too, which is said there.
        let cells = Format::of(path).cells_of(source.fill_buf().unwrap_or_default());
        let (mut rows, name) = (cells.rows(Lines { source, seen: Rc::clone(&lines) }), name(path));
        let header = match rows.byte_headers() {
            Ok(header) => header.clone(),
            Err(error) => {
                report.unread(format_args!("{name}: {error}"));
                return None;
            }
        };
        let quotes = cells == Cells::Csv;
        let rows = Rows { rows, header, row: ByteRecord::new(), lines, quotes, line: 1, breaks: false, name };
        let places = wanted.map(|column| rows.place(column));
        if places.contains(&None) {
            let (name, columns) = (&rows.name, wanted.join(" and "));
            report.unread(format_args!(
                "{name}:1: the header has no columns {columns}; name them in the first line"
            ));
            return None;
        }
        Some((rows, places))
    }

    /// Which cell a column is.
    fn place(&self, column: &str) -> Option<usize> {
        self.header.iter().position(|own| own == column.as_bytes())
    }

    /// How messages call the file.
    fn name(&self) -> &str {
        &self.name
    }

    /// The next row with the line and the byte where it begins; nothing at the end, or where reading fails, which is said.
    fn next(&mut self, report: &mut Report) -> Option<(u64, u64, &ByteRecord)> {
        let name = &self.name;
        match self.rows.read_byte_record(&mut self.row) {
            Ok(true) => {}
            Ok(false) => {
                // Only quotes hold a line break, and behind those that are closed the file goes on or ends.
                if self.quotes && self.breaks && self.lines.borrow().last != b'"' {
                    let line = self.line;
                    report.unread(format_args!(
                        "{name}:{line}: a quotation mark is not closed, and all that follows was read as one cell; close it"
                    ));
                }
                return None;
            }
            Err(error) => {
                report.unread(format_args!("{name}: {error}"));
                return None;
            }
        }
        let from = self.row.position().map_or(0, csv::Position::byte);
        let (byte, line) = self.lines.borrow_mut().start_from(from);
        self.line = line;
        self.breaks = self.row.iter().next_back().is_some_and(|cell| cell.contains(&b'\n'));
        Some((line, byte, &self.row))
    }
}

/// Where lines begin that are not blank.
#[derive(Debug, Default)]
struct Seen {
    /// The first byte of each and its number from 1.
    starts: VecDeque<(u64, u64)>,
    /// Bytes so far, and line breaks.
    bytes: u64,
    breaks: u64,
    /// The byte read last.
    before: u8,
    /// The last one that is no line break.
    last: u8,
    /// Whether the line has a byte.
    begun: bool,
}

impl Seen {
    fn read(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\n' if self.before == b'\r' => {}
                b'\n' | b'\r' => (self.breaks, self.begun) = (self.breaks + 1, false),
                _ => {
                    if !self.begun {
                        self.starts.push_back((self.bytes, self.breaks + 1));
                    }
                    (self.begun, self.last) = (true, *byte);
                }
            }
            self.before = *byte;
            self.bytes += 1;
        }
    }

    /// The first line that begins at a byte or behind it. Those before it are not asked for again.
    fn start_from(&mut self, byte: u64) -> (u64, u64) {
        while self.starts.front().is_some_and(|(start, _)| *start < byte) {
            self.starts.pop_front();
        }
        self.starts.front().copied().unwrap_or((byte, self.breaks + 1))
    }
}

/// Bytes on their way to `csv`.
struct Lines<R> {
    source: R,
    seen: Rc<RefCell<Seen>>,
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.seen.borrow_mut().read(buffer.get(..length).unwrap_or_default());
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines and bytes of rows, and what is said of them.
    fn lines(ending: &str, text: &str) -> (Vec<(u64, u64)>, bool) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a").with_extension(ending);
        std::fs::write(&path, text).expect("a file");
        let mut report = Report::default();
        let (mut rows, _) = Rows::open(Some(&path), ["a"], &mut report).expect("rows");
        let found =
            std::iter::from_fn(|| rows.next(&mut report).map(|(line, byte, _)| (line, byte))).collect();
        (found, report.has_unread())
    }

    #[test]
    fn rows_stand_where_an_editor_shows_them() {
        for (text, wanted) in [
            ("a\n1\n2\n", vec![(2, 2), (3, 4)]),
            ("a\r\n1\r\n2\r\n", vec![(2, 3), (3, 6)]),
            ("a\r1\r2", vec![(2, 2), (3, 4)]),
            ("a\n\n1\n\n\n2", vec![(3, 3), (6, 7)]),
            ("a\r\n\r\n1\r\n", vec![(3, 5)]),
            ("a,b\n1,\"x\r\ny\"\n2,z\n", vec![(2, 4), (4, 13)]),
            ("\u{FEFF}a\nقاسم\n2\n", vec![(2, 5), (3, 14)]),
            ("a", vec![]),
        ] {
            assert_eq!(lines("csv", text), (wanted, false), "{text:?}");
        }
    }

    #[test]
    fn blank_lines_between_rows_are_rows_without_cells() {
        let folder = tempfile::tempdir().expect("a folder");
        for (text, wanted) in [
            ("a\tb\n1\t2\n\n3\t4\n\n\n", vec![(2, Some("1")), (3, None), (4, Some("3"))]),
            ("a,b\r\n1,\"x\r\ny\"\r\n\r\n3,4", vec![(2, Some("1")), (4, None), (5, Some("3"))]),
        ] {
            let path = folder.path().join("rows");
            std::fs::write(&path, text).expect("a file");
            let mut found = Vec::new();
            let each = |line, [a, _]: [Option<&str>; 2]| {
                found.push((line, a.map(str::to_owned)));
                Ok(())
            };
            all(Some(&path), ["a", "b"], &mut Report::default(), each).expect("memory");
            let found: Vec<_> = found.iter().map(|(line, a)| (*line, a.as_deref())).collect();
            assert_eq!(found, wanted, "{text:?}");
        }
    }

    #[test]
    fn a_quotation_that_is_not_closed_is_said() {
        for (text, said) in [
            ("a,b\n1,\"Jane\n2,Ali\n", true),
            ("a,b\n\"1,Jane\n2,Ali", true),
            ("a,b\n1,\"Jane\nDoe\"\n", false),
            ("a,b\n1,\"Jane\nDoe\"", false),
            ("a,b\n1,Jane\n", false),
        ] {
            assert_eq!(lines("csv", text).1, said, "{text:?}");
        }
        assert!(!lines("tsv", "a\tb\n1\t\"Jane\n2\tAli\n").1);
    }
}
