//! How rows are written in files: by tabs or by commas with quotes, plain or compressed, as the name of the file says.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

use crate::new_file::NewFile;
use crate::report::Report;

/// What stands between cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Cells {
    /// Tabs, and no quotes: a cell has neither tabs nor line breaks, and gets spaces for those that it would have.
    #[default]
    Tsv,
    /// Commas; a cell with commas, quotes or line breaks stands in quotes (RFC 4180). One that a spreadsheet would take
    /// for a formula has an apostrophe before it.
    Csv,
}

/// What the bytes of a file are made of text by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Codec {
    #[default]
    Plain,
    Gzip,
    Zstd,
}

/// How a file is written: `.csv`, `.csv.gz`, `.tsv.zst` … What has no such ending, and standard input, is plain,
/// with tabs unless its [first line](Format::cells_of) has commas only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Format {
    pub(crate) cells: Cells,
    codec: Codec,
}

/// How hard zstd tries, from 1 to 22: its own default, some hundred megabytes a second.
const ZSTD_LEVEL: i32 = 3;

impl Format {
    /// What the endings of a name say, in whatever case.
    pub(crate) fn of(path: Option<&Path>) -> Format {
        let Some(path) = path else { return Format::default() };
        let codec = match ending(path).as_str() {
            "gz" => Codec::Gzip,
            "zst" => Codec::Zstd,
            _ => Codec::Plain,
        };
        let cells = if inner_ending(path) == "csv" { Cells::Csv } else { Cells::Tsv };
        Format { cells, codec }
    }

    /// What stands between the cells of a file, whose name may not say it: then commas, if its first line has some and
    /// no tab.
    pub(crate) fn cells_of(self, head: &[u8]) -> Cells {
        let first = head.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        if first.contains(&b',') && !first.contains(&b'\t') { Cells::Csv } else { self.cells }
    }

    /// Whether bytes of the file are not bytes of its text.
    pub(crate) fn is_compressed(self) -> bool {
        self.codec != Codec::Plain
    }

    /// The text of an open file.
    pub(crate) fn reader(self, file: File) -> io::Result<Box<dyn Read>> {
        Ok(match self.codec {
            Codec::Plain => Box::new(file),
            Codec::Gzip => Box::new(MultiGzDecoder::new(BufReader::new(file))),
            Codec::Zstd => Box::new(zstd::stream::read::Decoder::new(file)?),
        })
    }

    /// A text as it stands in the file: complete in itself, so that a file of several is cut between two of them.
    pub(crate) fn encode(self, text: &[u8]) -> io::Result<Vec<u8>> {
        match self.codec {
            _ if text.is_empty() => Ok(Vec::new()),
            Codec::Plain => Ok(text.to_vec()),
            Codec::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(text)?;
                encoder.finish()
            }
            Codec::Zstd => zstd::encode_all(text, ZSTD_LEVEL),
        }
    }
}

/// The ending of a name in small letters; nothing if it has none.
fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// The ending of a name without the one that says how the file is compressed: `html` of `a.html.gz`.
pub(crate) fn inner_ending(path: &Path) -> String {
    match ending(path).as_str() {
        "gz" | "zst" => ending(&path.with_extension("")),
        own => own.to_owned(),
    }
}

impl Cells {
    /// Rows of a text that is read.
    pub(crate) fn rows<R: Read>(self, source: R) -> csv::Reader<R> {
        let mut builder = csv::ReaderBuilder::new();
        builder.flexible(true);
        match self {
            Cells::Tsv => builder.delimiter(b'\t').quoting(false),
            Cells::Csv => builder.delimiter(b','),
        };
        builder.from_reader(source)
    }

    /// Writes a row.
    pub(crate) fn write<S: AsRef<str>>(
        self,
        cells: impl IntoIterator<Item = S>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for (at, cell) in cells.into_iter().enumerate() {
            let cell = cell.as_ref();
            match self {
                Cells::Tsv if at > 0 => out.write_all(b"\t")?,
                Cells::Csv if at > 0 => out.write_all(b",")?,
                _ => {}
            }
            let guarded: String;
            let cell = if self == Cells::Csv && is_formula(cell) {
                guarded = format!("{GUARD}{cell}");
                guarded.as_str()
            } else {
                cell
            };
            match self {
                Cells::Csv if cell.contains([',', '"', '\n', '\r']) => {
                    write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
                }
                Cells::Tsv if cell.contains(['\t', '\n', '\r']) => {
                    out.write_all(cell.replace(['\t', '\n', '\r'], " ").as_bytes())?;
                }
                _ => out.write_all(cell.as_bytes())?,
            }
        }
        out.write_all(b"\n")
    }
}

/// What keeps a spreadsheet from reading a cell as a formula.
const GUARD: char = '\'';
/// What a cell begins with that a spreadsheet reads as a formula; tabs and line breaks before it are passed over.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a spreadsheet would read a cell as a formula, or would without the guard that it has. Numbers are none.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches(GUARD).starts_with(FORMULA) && cell.parse::<f64>().is_err()
}

/// A cell as it was before it was written with commas.
pub(crate) fn unguarded(cells: Cells, cell: &str) -> &str {
    match cell.strip_prefix(GUARD) {
        Some(rest) if cells == Cells::Csv && is_formula(rest) => rest,
        _ => cell,
    }
}

/// Results that go to a file, whose name says how, or to standard output.
pub(crate) enum Output<'o> {
    Standard(&'o mut dyn Write),
    File(NewFile, Format),
}

impl<'o> Output<'o> {
    /// Opens the file, if there is one.
    pub(crate) fn open(path: Option<&Path>, out: &'o mut dyn Write) -> io::Result<Output<'o>> {
        match path {
            Some(path) => Ok(Output::File(NewFile::create(path)?, Format::of(Some(path)))),
            None => Ok(Output::Standard(out)),
        }
    }

    /// How rows are written there.
    pub(crate) fn cells(&self) -> Cells {
        match self {
            Output::Standard(_) => Cells::Tsv,
            Output::File(_, format) => format.cells,
        }
    }

    /// Writes some lines.
    pub(crate) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        match self {
            Output::Standard(out) => out.write_all(lines),
            Output::File(file, format) => file.write_all(&format.encode(lines)?),
        }
    }

    /// Puts the file in its place, if all that was to be read could be.
    pub(crate) fn finish(self, report: &Report) -> io::Result<()> {
        match self {
            Output::File(file, _) if !report.has_unread() => file.finish(),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_say_the_format() {
        let format = |path: &str| Format::of(Some(Path::new(path)));
        assert_eq!(format("a.csv"), Format { cells: Cells::Csv, codec: Codec::Plain });
        assert_eq!(format("a.CSV.gz"), Format { cells: Cells::Csv, codec: Codec::Gzip });
        assert_eq!(format("a.tsv.zst"), Format { cells: Cells::Tsv, codec: Codec::Zstd });
        assert_eq!((format("a.csv.old"), Format::of(None)), (Format::default(), Format::default()));
    }

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        let row = ["a", "b, \"c\"", "d\ne", ""];
        let mut out = Vec::new();
        Cells::Csv.write(row, &mut out).expect("memory");
        assert_eq!(String::from_utf8_lossy(&out), "a,\"b, \"\"c\"\"\",\"d\ne\",\n");
        let text = [b"w,x,y,z\n".as_slice(), &out].concat();
        let read = Cells::Csv.rows(text.as_slice()).records().next().expect("a row").expect("a good one");
        assert_eq!(read.iter().collect::<Vec<_>>(), row);
    }

    #[test]
    fn formulas_are_guarded_and_come_back() {
        for (cell, wanted) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("-x,y", "\"'-x,y\""),
            ("'=1", "''=1"),
            ("-1.5", "-1.5"),
            ("'Abd", "'Abd"),
            ("Ali-Reza", "Ali-Reza"),
        ] {
            let mut out = Vec::new();
            Cells::Csv.write([cell], &mut out).expect("memory");
            assert_eq!(String::from_utf8_lossy(&out), format!("{wanted}\n"));
            let mut read = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_slice());
            let row = read.records().next().expect("a row").expect("a good one");
            assert_eq!(unguarded(Cells::Csv, &row[0]), cell);
        }
        let mut out = Vec::new();
        Cells::Tsv.write(["=1+1"], &mut out).expect("memory");
        assert_eq!(out, b"=1+1\n");
    }

    #[test]
    fn pieces_of_a_compressed_file_are_read_as_one_text() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.gz", "a.zst", "a"] {
            let path = folder.path().join(name);
            let format = Format::of(Some(&path));
            let pieces = ["علی\n", "", "Olga\n"].map(|text| format.encode(text.as_bytes()).expect("memory"));
            std::fs::write(&path, pieces.concat()).expect("a file");
            let mut text = String::new();
            let file = File::open(&path).expect("a file");
            format.reader(file).and_then(|mut reader| reader.read_to_string(&mut text)).expect("a text");
            assert_eq!(text, "علی\nOlga\n", "{name}");
        }
    }
}
