//! `allonym rewrite`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use allonym::Probability;
use allonym::rewrite::Rewriter;
use similar::TextDiff;

use crate::document::Reading;
use crate::edit::{self, Edit};
use crate::format::Format;
use crate::new_file::{self, overwrites};
use crate::report::{Report, say};
use crate::style;

/// The style and what it is held against; shared with `check`.
#[derive(clap::Args, Debug)]
pub(crate) struct Options {
    /// A TSV file with a column name, and variants (parted by |), kind and language if wanted; or what
    /// `allonym resolve --json` printed.
    #[arg(long, value_name = "FILE")]
    style: PathBuf,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// The least score of a mention that is changed.
    #[arg(long, default_value_t = 0.9, value_name = "P", value_parser = crate::input::probability)]
    min: f64,
    /// Mentions in other scripts too.
    #[arg(long)]
    all_scripts: bool,
    /// Hashtags too.
    #[arg(long)]
    hashtags: bool,
    /// Quotations stay as they are.
    #[arg(long)]
    keep_quotes: bool,
}

impl Options {
    /// The rewriter that is asked for; says what is wrong with the style.
    pub(crate) fn rewriter(&self, report: &mut Report) -> Option<Rewriter> {
        let style = style::read(&self.style).map_err(|message| report.usage(&message)).ok()?;
        if style.names().is_empty() {
            report.usage(&format!(
                "{}: the style has no names, so nothing is held against it",
                self.style.display()
            ));
            return None;
        }
        let rewriter = Rewriter::new(&style).min_score(Probability::from_f64(self.min));
        Some(rewriter.all_scripts(self.all_scripts).hashtags(self.hashtags).keep_quotes(self.keep_quotes))
    }
}

/// Bring the names in documents to the spelling of a style, in place.
///
/// Nothing else changes a byte. A file is written beside and renamed, so an interrupted run leaves whole files.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    printf 'name\\nQasem Soleimani\\n' > style.tsv\n  \
    allonym rewrite --style style.tsv --diff examples/kerman/*\n  \
    allonym rewrite --style style.tsv --out clean examples/kerman/*\n  \
    echo 'Gen. Ghassem Solaymani' | allonym rewrite --style style.tsv -")]
pub(crate) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Writes the documents into this folder instead.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["diff", "dry_run"])]
    out: Option<PathBuf>,
    /// Writes what would change as a diff, and nothing else.
    #[arg(long)]
    diff: bool,
    /// Says what would change, with scores, and writes nothing: file, line, column, score, what stands there, what should.
    #[arg(long, conflicts_with = "diff")]
    dry_run: bool,
    /// The documents; - is standard input, which is written to standard output.
    #[arg(required = true)]
    documents: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let Some(rewriter) = arguments.options.rewriter(report) else { return Ok(()) };
    let mut targets: Vec<PathBuf> = Vec::new();
    for path in &arguments.documents {
        let done = edit::source(path).and_then(|source| {
            let (text, edits) = edit::rewritten(&rewriter, &arguments.options.reading, path, &source)
                .map_err(|message| format!("{}: {message}", path.display()))?;
            Ok((source, text, edits))
        });
        let (source, text, edits) = match done {
            Ok(done) => done,
            Err(message) => {
                report.fault(format_args!("{message}"));
                continue;
            }
        };
        if arguments.dry_run {
            list(path, &source, &edits, out)?;
        } else if arguments.diff {
            diff(path, &source, &text, out)?;
        } else if path == Path::new("-") {
            out.write_all(text.as_bytes())?;
        } else if let Some(folder) = &arguments.out {
            let target = folder.join(path.file_name().unwrap_or_default());
            if targets.contains(&target) {
                report.fault(format_args!(
                    "{}: another document has this name; it is passed over",
                    path.display()
                ));
                continue;
            }
            let read = arguments.documents.iter().map(PathBuf::as_path);
            if overwrites("--out", Some(&target), read.chain([arguments.options.style.as_path()]), report) {
                continue;
            }
            let made = std::fs::create_dir_all(folder).map_err(|error| new_file::named(folder, &error));
            let done = made.and_then(|()| write(&target, &text));
            if let Err(error) = done {
                report.fault(format_args!("{error}"));
            }
            targets.push(target);
        } else if text != source {
            // Somebody may have saved the document while it was read.
            if edit::source(path).as_ref() != Ok(&source) {
                report.fault(format_args!(
                    "{}: it was changed meanwhile, and is left; run again",
                    path.display()
                ));
            } else if let Err(error) = write(path, &text) {
                report.fault(format_args!("{error}"));
            }
        }
        if !arguments.dry_run {
            for one in edits.iter().filter(|one| one.wanted.is_none()) {
                let (line, column) = edit::position(&source, one.span.start);
                let (file, written) = (path.display(), &one.written);
                say(format_args!(
                    "allonym: {file}:{line}:{column}: {written} is left: no rule for {} here",
                    one.preferred
                ));
            }
        }
    }
    Ok(())
}

/// Writes a document as its name says: compressed, or as it is.
fn write(path: &Path, text: &str) -> io::Result<()> {
    new_file::write(path, &Format::of(Some(path)).encode(text.as_bytes())?)
}

/// A line for each change.
fn list(path: &Path, source: &str, edits: &[Edit], out: &mut dyn Write) -> io::Result<()> {
    for one in edits {
        let (line, column) = edit::position(source, one.span.start);
        let wanted = one.wanted.as_ref().map_or("-", |(text, _)| text);
        let file = path.display();
        writeln!(out, "{file}\t{line}\t{column}\t{:.6}\t{}\t{wanted}", one.score, one_line(&one.written))?;
    }
    Ok(())
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn diff(path: &Path, source: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    if source == text {
        return Ok(());
    }
    let (old, new) = (format!("a/{}", path.display()), format!("b/{}", path.display()));
    let diff = TextDiff::from_lines(source, text);
    write!(out, "{}", diff.unified_diff().header(&old, &new))
}
