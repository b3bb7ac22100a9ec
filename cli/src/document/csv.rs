//! A cell of each row of a table, with its places in the file (RFC 4180; tabs without quotation marks).

use std::io::{self, BufRead};

use super::{Escape, Piece};

/// Reads the bytes of a row, over line breaks in quotation marks.
pub(super) fn row(source: &mut impl BufRead, separator: u8, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let mut all = 0;
    loop {
        let read = source.read_until(b'\n', bytes)?;
        all += read;
        let quotes = bytes.iter().filter(|byte| **byte == b'"').count();
        if read == 0 || separator == b'\t' || quotes % 2 == 0 {
            return Ok(all);
        }
    }
}

/// The column that is read.
#[derive(Debug, Default)]
pub(super) struct Header {
    column: Option<usize>,
    known: bool,
    /// What is wrong with the header.
    pub(super) fault: Option<String>,
}

impl Header {
    /// Finds the column in the first row.
    pub(super) fn read(&mut self, row: &str, separator: u8, name: &str) {
        self.known = true;
        self.column = cells(row, separator, 0).iter().position(|cell| cell.text == name);
        if self.column.is_none() {
            self.fault = Some(format!("the header has no column {name}; name it with --field"));
        }
    }

    /// The cell of a row; the first row is the header.
    pub(super) fn cell(&mut self, row: &str, separator: u8, name: &str, start: usize) -> Option<Piece> {
        if !self.known {
            self.read(row.trim_start_matches('\u{feff}'), separator, name);
            return None;
        }
        let column = self.column?;
        cells(row, separator, start).into_iter().nth(column)
    }
}

/// The cells of a row.
fn cells(row: &str, separator: u8, start: usize) -> Vec<Piece> {
    let row = row.trim_end_matches(['\n', '\r']);
    let sign = char::from(separator);
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let rest = row.get(at..).unwrap_or_default();
        if separator == b',' && rest.starts_with('"') {
            let mut piece = Piece { escape: Escape::Quoted, end: start + at + 1, ..Piece::default() };
            at += 1;
            loop {
                let rest = row.get(at..).unwrap_or_default();
                let plain = rest.find('"').unwrap_or(rest.len());
                piece.put(rest.get(..plain).unwrap_or_default(), start + at, start + at + plain);
                at += plain;
                if row.get(at..).is_some_and(|rest| rest.starts_with("\"\"")) {
                    piece.put("\"", start + at, start + at + 2);
                    at += 2;
                } else {
                    break;
                }
            }
            cells.push(piece);
            let rest = row.get(at..).unwrap_or_default();
            at += rest.find(sign).unwrap_or(rest.len());
        } else {
            let len = rest.find(sign).unwrap_or(rest.len());
            let mut piece = Piece::plain(rest.get(..len).unwrap_or_default().to_owned(), start + at);
            piece.escape = Escape::Cell(separator);
            cells.push(piece);
            at += len;
        }
        if at >= row.len() {
            return cells;
        }
        at += sign.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use allonym::Span;

    #[test]
    fn cells_stand_where_they_stand() {
        let row = "1,\"a \"\"Qassem\"\", b\",c\n";
        let found = cells(row, b',', 0);
        let texts: Vec<&str> = found.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["1", "a \"Qassem\", b", "c"]);
        let place = found.get(1).map(|cell| cell.source(Span::new(3, 9)).of(row));
        assert_eq!(place, Some("Qassem"));
        assert_eq!(found.get(2).map(|cell| cell.source(Span::new(0, 1)).of(row)), Some("c"));
    }

    #[test]
    fn rows_go_over_lines() {
        let mut source = "a,\"b\nc\"\nd\n".as_bytes();
        let mut bytes = Vec::new();
        assert_eq!(row(&mut source, b',', &mut bytes).ok(), Some(8));
    }

    #[test]
    fn a_column_is_found_by_its_name() {
        let mut header = Header::default();
        assert_eq!(header.cell("id\ttext\n", b'\t', "text", 0), None);
        assert_eq!(header.cell("1\tقاسم\n", b'\t', "text", 8).map(|cell| cell.text), Some("قاسم".to_owned()));
        let mut none = Header::default();
        assert_eq!(none.cell("id\n", b'\t', "text", 0), None);
        assert!(none.fault.is_some());
    }
}
