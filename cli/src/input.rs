//! Reading lines and documents, whatever bytes they are.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::format::Format;
use crate::report::Report;

/// A probability as an option gives it.
pub(crate) fn probability(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err("give a number from 0 to 1, such as 0.9".to_owned()),
    }
}

/// How many of something an option asks for: one at least.
pub(crate) fn count(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err("give a whole number from 1, such as 10".to_owned()),
    }
}

/// Whether two of the paths are standard input, which can be read only once; that is said.
pub(crate) fn read_stdin_twice(paths: [&Path; 2], report: &mut Report) -> bool {
    let twice = paths.iter().all(|path| is_stdin(Some(path)));
    if twice {
        report.usage("standard input can be read only once: give a file for one of the two");
    }
    twice
}

/// Whether a path stands for standard input.
fn is_stdin(path: Option<&Path>) -> bool {
    path.is_none_or(|path| path == Path::new("-"))
}

/// How messages call an input.
pub(crate) fn name(path: Option<&Path>) -> String {
    match path {
        Some(path) if !is_stdin(Some(path)) => path.display().to_string(),
        _ => "standard input".into(),
    }
}

/// Opens an input, decompressed if its name says so.
pub(crate) fn open(path: Option<&Path>) -> io::Result<Box<dyn Read>> {
    match path {
        Some(path) if !is_stdin(Some(path)) => Format::of(Some(path)).reader(File::open(path)?),
        _ => Ok(Box::new(io::stdin())),
    }
}

/// Opens an input, decompressed if its name says so, or says why that cannot be done.
pub(crate) fn reader(path: Option<&Path>, report: &mut Report) -> Option<Box<dyn Read>> {
    open(path).map_err(|error| report.unread(format_args!("{}: {error}", name(path)))).ok()
}

/// Calls `each` with every line of the input, without its line break. A line that is not UTF-8 is reported and given
/// with U+FFFD for each bad byte, so that every line of the input has its line of output.
pub(crate) fn lines(
    path: &Option<PathBuf>,
    report: &mut Report,
    mut each: impl FnMut(&str) -> io::Result<()>,
) -> io::Result<()> {
    let path = path.as_deref();
    let Some(source) = reader(path, report) else { return Ok(()) };
    let mut source = BufReader::with_capacity(1 << 16, source);
    let mut line = Vec::new();
    for number in 1u64.. {
        line.clear();
        match source.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                report.unread(format_args!("{}:{number}: {error}", name(path)));
                break;
            }
        }
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        match std::str::from_utf8(text) {
            Ok(text) => each(text)?,
            Err(error) => {
                let at = error.valid_up_to();
                report.fault(format_args!("{}:{number}: byte {at} of the line is not UTF-8", name(path)));
                each(&String::from_utf8_lossy(text))?;
            }
        }
    }
    Ok(())
}

/// A whole document, or nothing if it cannot be read; both faults are reported.
///
/// Bytes that are not UTF-8 become spaces, one for each, so that every place in the text is a place in the file.
pub(crate) fn document(path: &Path, report: &mut Report) -> Option<String> {
    let name = name(Some(path));
    let mut bytes = Vec::new();
    if let Err(error) = reader(Some(path), report)?.read_to_end(&mut bytes) {
        report.unread(format_args!("{name}: {error}"));
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            report.fault(format_args!("{name}: byte {at} is not UTF-8; bytes that are not are passed over"));
            Some(repaired(error.as_bytes()))
        }
    }
}

fn repaired(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| ' '));
    }
    text
}
