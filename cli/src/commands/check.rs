//! `allonym check`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::json_line;
use super::rewrite::{Options, one_line};
use crate::edit::{self, Edit};
use crate::report::Report;

/// Say where documents do not have the spellings of a style.
///
/// Exit status: 0 all have them, 1 some do not, 2 a document could not be read, or wrong usage.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    printf 'name\\nQasem Soleimani\\n' > style.tsv\n  \
    allonym check --style style.tsv examples/kerman/* || echo 'not in style'")]
pub(crate) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// How findings are written.
    #[arg(long = "format", value_enum, value_name = "FORMAT", default_value_t = Findings::Text)]
    findings: Findings,
    /// The documents; - is standard input.
    #[arg(required = true)]
    documents: Vec<PathBuf>,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Findings {
    /// file:line:column: what stands there, what should.
    Text,
    /// One JSON object a finding.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// The rule of every finding.
const RULE: &str = "name-spelling";

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    report.separate_faults();
    let Some(rewriter) = arguments.options.rewriter(report) else { return Ok(()) };
    let mut results: Vec<Value> = Vec::new();
    for path in &arguments.documents {
        let reading = &arguments.options.reading;
        let found = edit::source(path).and_then(|source| {
            let edits = edit::edits(&rewriter, reading, path, &source);
            Ok((edits.map_err(|message| format!("{}: {message}", path.display()))?, source))
        });
        let (edits, source) = match found {
            Ok(found) => found,
            Err(message) => {
                report.fault(format_args!("{message}"));
                continue;
            }
        };
        for one in &edits {
            report.finding();
            match arguments.findings {
                Findings::Sarif => results.push(sarif(path, &source, one)),
                format => finding(format, path, &source, one, out)?,
            }
        }
    }
    if arguments.findings == Findings::Sarif {
        serde_json::to_writer_pretty(&mut *out, &log(results, report.faults() == 0))?;
        writeln!(out)?;
    }
    Ok(())
}

/// What should stand there.
fn wanted(one: &Edit) -> &str {
    one.wanted.as_ref().map_or(&one.preferred, |(text, _)| text)
}

fn finding(format: Findings, path: &Path, source: &str, one: &Edit, out: &mut dyn Write) -> io::Result<()> {
    let (line, column) = edit::position(source, one.span.start);
    let (end_line, end_column) = edit::position(source, one.span.end);
    let (file, written, wanted) = (path.display().to_string(), one_line(&one.written), one_line(wanted(one)));
    match format {
        Findings::Json => json_line(
            out,
            &json!({
                "file": file, "line": line, "column": column, "start": one.span.start, "end": one.span.end,
                "text": one.written, "wanted": one.wanted.as_ref().map(|(text, _)| text), "name": one.preferred,
                "score": one.score,
            }),
        ),
        Findings::Github => {
            let (file, message) = (property(&file), data(&format!("{written} should be {wanted}")));
            let end = if line == end_line {
                format!(",endColumn={end_column}")
            } else {
                format!(",endLine={end_line}")
            };
            writeln!(out, "::error file={file},line={line},col={column}{end},title=Name spelling::{message}")
        }
        _ if one.wanted.is_none() => {
            writeln!(out, "{file}:{line}:{column}: {written} is {wanted}, which no rule can write here")
        }
        _ => writeln!(out, "{file}:{line}:{column}: {written} should be {wanted}"),
    }
}

/// A text in the message of an annotation.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text in a property of an annotation.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A finding as SARIF has it. Columns are characters (`unicodeCodePoints`).
fn sarif(path: &Path, source: &str, one: &Edit) -> Value {
    let (line, column) = edit::position(source, one.span.start);
    let (end_line, end_column) = edit::position(source, one.span.end);
    let region = json!({
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        "byteOffset": one.span.start, "byteLength": one.span.len(),
    });
    let location = json!({ "uri": uri(path) });
    let message = format!("{} should be {}", one_line(&one.written), one_line(wanted(one)));
    let mut result = json!({
        "ruleId": RULE, "level": "error", "message": { "text": message },
        "locations": [{ "physicalLocation": { "artifactLocation": location, "region": region } }],
    });
    if let (Some((_, written)), Value::Object(result)) = (&one.wanted, &mut result) {
        let change = json!({ "artifactLocation": location, "replacements": [{ "deletedRegion": region, "insertedContent": { "text": written } }] });
        result.insert(
            "fixes".into(),
            json!([{ "description": { "text": message }, "artifactChanges": [change] }]),
        );
    }
    result
}

/// A path as a reference that may stand in a URI (RFC 3986).
fn uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// All findings as a SARIF log; `all`: whether every document was read.
fn log(results: Vec<Value>, all: bool) -> Value {
    let rule = json!({
        "id": RULE, "name": "NameSpelling",
        "shortDescription": { "text": "A name is not spelled as the style wants it" },
    });
    let driver = json!({
        "name": "allonym", "version": env!("CARGO_PKG_VERSION"),
        "informationUri": "https://github.com/allonym/allonym", "rules": [rule],
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver }, "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": all }], "results": results,
        }],
    })
}
