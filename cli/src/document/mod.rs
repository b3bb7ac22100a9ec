//! Documents: plain text, JSON lines, tables, HTML, compressed or not; each cut into texts whose places are known in the
//! file. Places in a compressed file are places in what it holds.

mod csv;
mod html;
mod json;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use allonym::Span;

use crate::format::{Format as Coding, inner_ending};
use crate::input;
use crate::report::Report;

/// A text of a document, with its places in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The text as people read it.
    pub(crate) text: String,
    map: Vec<Stretch>,
    /// Where the text ends in the source.
    end: usize,
    /// How a text is written in the source.
    pub(crate) escape: Escape,
}

/// A stretch of a text and where it begins in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    own: usize,
    source: usize,
    /// Byte stands beside byte; else all of it stands for all of something: a reference, an escape.
    straight: bool,
}

/// How a text is written in the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Escape {
    #[default]
    Plain,
    Json,
    /// In quotation marks, which are doubled.
    Quoted,
    /// A cell without quotation marks, and what parts cells.
    Cell(u8),
    Html,
}

impl Escape {
    /// A text as it is written in the source; nothing if it cannot be written there.
    pub(crate) fn write(self, text: &str) -> Option<String> {
        match self {
            Escape::Plain => Some(text.to_owned()),
            Escape::Json => {
                let quoted = serde_json::to_string(text).ok()?;
                quoted.strip_prefix('"')?.strip_suffix('"').map(str::to_owned)
            }
            Escape::Quoted => Some(text.replace('"', "\"\"")),
            Escape::Cell(sign) => {
                let bad = |c: char| c == char::from(sign) || matches!(c, '"' | '\n' | '\r');
                (!text.contains(bad)).then(|| text.to_owned())
            }
            Escape::Html => Some(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")),
        }
    }
}

impl Piece {
    /// A text that stands in the source as it is.
    fn plain(text: String, start: usize) -> Piece {
        let end = start + text.len();
        Piece {
            text,
            map: vec![Stretch { own: 0, source: start, straight: true }],
            end,
            escape: Escape::Plain,
        }
    }

    /// Appends text that stands at a place in the source, which ends at `end`.
    fn put(&mut self, text: &str, start: usize, end: usize) {
        let straight = end - start == text.len();
        let goes_on = self.map.last().is_some_and(|last| {
            last.straight && straight && last.source + (self.text.len() - last.own) == start
        });
        if !goes_on {
            self.map.push(Stretch { own: self.text.len(), source: start, straight });
        }
        self.text.push_str(text);
        if !straight {
            self.map.push(Stretch { own: self.text.len(), source: end, straight: true });
        }
        self.end = end;
    }

    /// A stretch of the text as a stretch of the source.
    pub(crate) fn source(&self, span: Span) -> Span {
        let holding = |at: usize| self.map.partition_point(|stretch| stretch.own <= at).checked_sub(1);
        let place = |stretch: &Stretch, at: usize| {
            if stretch.straight { stretch.source + (at - stretch.own) } else { stretch.source }
        };
        let first = holding(span.start).and_then(|at| self.map.get(at));
        let start = first.map_or(span.start, |stretch| place(stretch, span.start)).min(self.end);
        if span.is_empty() {
            return Span::new(start, start);
        }
        // The end belongs to the stretch of the last byte.
        let last = holding(span.end - 1);
        let end = last.and_then(|at| {
            let stretch = self.map.get(at)?;
            if stretch.straight {
                Some(place(stretch, span.end))
            } else {
                self.map.get(at + 1).map(|next| next.source)
            }
        });
        Span::new(start, end.unwrap_or(self.end).min(self.end))
    }

    /// Whether a stretch of the text stands in the source with nothing between that is no text: no tag.
    pub(crate) fn is_whole(&self, span: Span, source: &str) -> bool {
        let written = self.source(span).of(source);
        !(self.escape == Escape::Html && written.contains('<'))
    }
}

/// What documents are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Running text.
    Text,
    /// JSON lines: a field of each.
    Jsonl,
    /// A table with commas.
    Csv,
    /// A table with tabs.
    Tsv,
    /// A page: what is shown of it.
    Html,
}

/// How documents are read.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Reading {
    /// What the documents are; by the ends of their names without it.
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// The field of JSON lines that is read, or the column of a table.
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) field: String,
}

impl Reading {
    /// What a document is.
    fn format_of(&self, path: &Path) -> Format {
        self.format.unwrap_or(match inner_ending(path).as_str() {
            "jsonl" | "ndjson" => Format::Jsonl,
            "csv" => Format::Csv,
            "tsv" => Format::Tsv,
            "html" | "htm" | "xhtml" => Format::Html,
            _ => Format::Text,
        })
    }

    /// Calls `each` with every text of a document from a byte on, and with the byte where the next one begins. Memory
    /// holds a text at a time.
    pub(crate) fn read(
        &self,
        path: &Path,
        from: u64,
        report: &mut Report,
        mut each: impl FnMut(Piece, u64) -> io::Result<()>,
    ) -> io::Result<()> {
        let name = path.display();
        let source = match open_at(path, from) {
            Ok(source) => source,
            Err(error) => {
                report.fault(format_args!("{name}: {error}"));
                return Ok(());
            }
        };
        let mut source = BufReader::with_capacity(1 << 16, source);
        let format = self.format_of(path);
        let mut header = csv::Header::default();
        let mut at = from;
        // The columns stand in the first line, wherever a run goes on.
        if from > 0 && matches!(format, Format::Csv | Format::Tsv) {
            let mut first = Vec::new();
            BufReader::new(open_at(path, 0)?).read_until(b'\n', &mut first)?;
            header.read(&repaired(first), separator(format), &self.field);
        }
        let mut fields = Fields::default();
        loop {
            let mut bytes = Vec::new();
            let more = match format {
                Format::Html => source.read_to_end(&mut bytes),
                Format::Text => paragraphs(&mut source, &mut bytes),
                Format::Jsonl => source.read_until(b'\n', &mut bytes),
                Format::Csv | Format::Tsv => csv::row(&mut source, separator(format), &mut bytes),
            };
            match more {
                Ok(0) => {
                    if let Some(fault) = fields.fault(&self.field).filter(|_| from == 0) {
                        report.fault(format_args!("{name}: {fault}"));
                    }
                    return Ok(());
                }
                Ok(_) => {}
                Err(error) => {
                    report.fault(format_args!("{name}: {error}"));
                    return Ok(());
                }
            }
            let (start, next) = (at as usize, at + bytes.len() as u64);
            at = next;
            if let Err(error) = std::str::from_utf8(&bytes) {
                let at = start + error.valid_up_to();
                report.fault(format_args!(
                    "{name}: byte {at} is not UTF-8; bytes that are not are passed over"
                ));
            }
            let text = repaired(bytes);
            let piece = match format {
                Format::Text => Some(Piece::plain(text, start)),
                Format::Html => Some(html::text_of(&text)),
                Format::Jsonl => {
                    let piece = json::field(&text, &self.field, start);
                    fields.add(&text, &piece);
                    piece.unwrap_or_else(|fault| {
                        report.fault(format_args!("{name}:{}: {fault}", fields.lines));
                        None
                    })
                }
                Format::Csv | Format::Tsv => header.cell(&text, separator(format), &self.field, start),
            };
            if let Some(fault) = header.fault.take() {
                report.fault(format_args!("{name}:1: {fault}"));
                return Ok(());
            }
            if let Some(piece) = piece {
                each(piece, next)?;
            }
        }
    }

    /// All texts of a document, one of a plain text. Faults are said.
    pub(crate) fn texts(&self, path: &Path, report: &mut Report) -> io::Result<Vec<Piece>> {
        if self.format_of(path) == Format::Text {
            return Ok(input::document(path, report).map(|text| Piece::plain(text, 0)).into_iter().collect());
        }
        let mut pieces = Vec::new();
        self.read(path, 0, report, |piece, _| {
            pieces.push(piece);
            Ok(())
        })?;
        Ok(pieces)
    }

    /// All texts of a document that is at hand.
    pub(crate) fn pieces(&self, path: &Path, source: &str) -> Result<Vec<Piece>, String> {
        let format = self.format_of(path);
        match format {
            Format::Text => Ok(vec![Piece::plain(source.to_owned(), 0)]),
            Format::Html => Ok(vec![html::text_of(source)]),
            Format::Jsonl => {
                let mut at = 0;
                let mut pieces = Vec::new();
                let mut fields = Fields::default();
                for line in source.split_inclusive('\n') {
                    let piece = json::field(line, &self.field, at);
                    fields.add(line, &piece);
                    pieces.extend(piece.map_err(|fault| format!("line {}: {fault}", fields.lines))?);
                    at += line.len();
                }
                fields.fault(&self.field).map_or(Ok(pieces), Err)
            }
            Format::Csv | Format::Tsv => {
                let mut header = csv::Header::default();
                let mut rest = source.as_bytes();
                let (mut at, mut pieces) = (0, Vec::new());
                loop {
                    let mut bytes = Vec::new();
                    if csv::row(&mut rest, separator(format), &mut bytes)
                        .map_err(|error| error.to_string())?
                        == 0
                    {
                        return Ok(pieces);
                    }
                    let row = String::from_utf8_lossy(&bytes);
                    pieces.extend(header.cell(&row, separator(format), &self.field, at));
                    if let Some(fault) = header.fault.take() {
                        return Err(fault);
                    }
                    at += bytes.len();
                }
            }
        }
    }
}

/// What was seen of a field in JSON lines.
#[derive(Debug, Default)]
struct Fields {
    lines: u64,
    objects: u64,
    found: u64,
}

impl Fields {
    fn add(&mut self, line: &str, piece: &Result<Option<Piece>, String>) {
        self.lines += 1;
        self.objects += u64::from(!line.trim().is_empty());
        self.found += u64::from(!matches!(piece, Ok(None)));
    }

    /// What is wrong if there are lines, and not one has the field.
    fn fault(&self, name: &str) -> Option<String> {
        let none = self.objects > 0 && self.found == 0;
        none.then(|| format!("no line has a text in field {name}; name another one with --field"))
    }
}

/// Opens what a document holds, from a byte of it on.
fn open_at(path: &Path, from: u64) -> io::Result<Box<dyn Read>> {
    let coding = Coding::of(Some(path));
    if path == Path::new("-") || coding.is_compressed() {
        let mut source = input::open(Some(path))?;
        io::copy(&mut source.by_ref().take(from), &mut io::sink())?;
        return Ok(source);
    }
    let mut file = File::open(path)?;
    if from > 0 {
        file.seek(SeekFrom::Start(from))?;
    }
    Ok(Box::new(file))
}

fn separator(format: Format) -> u8 {
    if format == Format::Tsv { b'\t' } else { b',' }
}

/// Bytes of a text after which it may end at a blank line, and after which it ends at the next line.
const SOFT_END: usize = 1 << 20;
const HARD_END: usize = 1 << 22;

/// Reads some paragraphs: whole documents, unless they are very long.
fn paragraphs(source: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let mut all = 0;
    loop {
        let read = source.take((HARD_END) as u64).read_until(b'\n', bytes)?;
        all += read;
        let blank = read == 1;
        if read == 0 || all >= HARD_END || all >= SOFT_END && blank {
            break;
        }
    }
    // A line without end is cut, at a character.
    while bytes.last().is_some_and(|byte| *byte != b'\n')
        && std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
    {
        match source.fill_buf()?.first().copied() {
            Some(byte) => bytes.push(byte),
            None => break,
        }
        source.consume(1);
        all += 1;
    }
    Ok(all)
}

/// A text of bytes, with a space for each that is not UTF-8, so that places stay.
pub(crate) fn repaired(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let mut text = String::with_capacity(error.as_bytes().len());
        for chunk in error.as_bytes().utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(chunk.invalid().iter().map(|_| ' '));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back() {
        let mut piece = Piece::default();
        piece.put("Qassem", 10, 16);
        piece.put("\u{a0}", 16, 22);
        piece.put("Soleimani", 22, 31);
        assert_eq!(piece.source(Span::new(0, 6)), Span::new(10, 16));
        assert_eq!(piece.source(Span::new(0, 17)), Span::new(10, 31));
        assert_eq!(piece.source(Span::new(8, 17)), Span::new(22, 31));
        assert_eq!(piece.source(Span::new(6, 8)), Span::new(16, 22));
    }

    #[test]
    fn what_is_written_back_is_escaped() {
        assert_eq!(Escape::Json.write("a\"b").as_deref(), Some("a\\\"b"));
        assert_eq!(Escape::Quoted.write("a\"b").as_deref(), Some("a\"\"b"));
        assert_eq!(Escape::Cell(b',').write("a,b"), None);
        assert_eq!(Escape::Html.write("A&B").as_deref(), Some("A&amp;B"));
    }

    #[test]
    fn long_texts_are_cut_at_characters() {
        let long = "é".repeat(HARD_END);
        let mut source = long.as_bytes();
        let mut all = String::new();
        loop {
            let mut bytes = Vec::new();
            if paragraphs(&mut source, &mut bytes).unwrap_or(0) == 0 {
                break;
            }
            all.push_str(&String::from_utf8(bytes).unwrap_or_default());
        }
        assert!(all == long);
    }
}
