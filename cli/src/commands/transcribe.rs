//! `allonym transcribe`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::report::TranscriptionReport;
use allonym::transcribe::{Transcribed, Transcriber, Workspace};
use allonym::{Language, Script};
use rayon::prelude::*;

use super::json_line;
use crate::input;
use crate::report::Report;

/// Write Latin names, and names of any script, in another script as its people write them.
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  allonym transcribe --script Arab --language fa -n 3 'Qassem Soleimani'\n  \
                        echo Michael | allonym transcribe --script Kana"
)]
pub(crate) struct Arguments {
    /// The script to write: Arab, Cyrl, Hebr, Hang, Kana, Hani, Deva, Grek … (ISO 15924).
    #[arg(long)]
    script: Script,
    /// Whose way to write it (fa, uk …); that of the main language of the script without it.
    #[arg(long, default_value = "und")]
    language: Language,
    /// How many a name, tab-separated, best first.
    #[arg(short = 'n', long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    n_best: u16,
    /// One JSON object a line: input, transcriptions with probabilities, and the words that no model writes.
    #[arg(long)]
    json: bool,
    /// The names to write; one name a line of standard input, or of `--file`, without them.
    #[arg(conflicts_with = "file")]
    names: Vec<String>,
    /// A file of names, one a line.
    #[arg(long)]
    file: Option<PathBuf>,
}

/// Lines that are read before they are written, at most.
const MAX_BATCH: usize = 1 << 12;

/// Lines on their way.
struct Batch<'a> {
    arguments: &'a Arguments,
    transcriber: Transcriber,
    /// One for each thread.
    workspaces: Vec<Workspace>,
    lines: Vec<String>,
    /// How many lines make it full: one at first, so that somebody who types sees each answer.
    full: usize,
    written: u64,
    /// Words that no model writes, with their lines.
    unwritten: Vec<(u64, String)>,
}

impl Batch<'_> {
    /// Writes the lines, made on all threads, in their order.
    fn write(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let n = self.arguments.n_best.into();
        let transcriber = self.transcriber;
        let all = |(lines, workspace): (&[String], &mut Workspace)| -> Vec<Transcribed> {
            lines.iter().map(|line| transcriber.transcribed_with(line, n, workspace)).collect()
        };
        let each = self.lines.len().div_ceil(self.workspaces.len()).max(1);
        let parts = self.lines.par_chunks(each).zip(self.workspaces.par_iter_mut());
        let found: Vec<Transcribed> = parts.flat_map_iter(all).collect();
        for (line, found) in self.lines.iter().zip(found) {
            self.written += 1;
            let number = self.written;
            self.unwritten.extend(found.unwritten.iter().map(|word| (number, word.clone())));
            if self.arguments.json {
                json_line(out, &TranscriptionReport::new(line, &found))?;
            } else {
                let names: Vec<&str> = found.names.iter().map(|name| name.text.as_str()).collect();
                writeln!(out, "{}", names.join("\t"))?;
            }
        }
        self.lines.clear();
        self.full = (2 * self.full).min(MAX_BATCH);
        Ok(())
    }

    fn line(&mut self, line: &str, out: &mut dyn Write) -> io::Result<()> {
        self.lines.push(line.to_owned());
        if self.lines.len() >= self.full { self.write(out) } else { Ok(()) }
    }
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    if Transcriber::languages().all(|(script, _)| script != arguments.script) {
        let mut scripts: Vec<&str> = Vec::new();
        let languages: Vec<(Script, Language)> = Transcriber::languages().collect();
        for (script, _) in &languages {
            if !scripts.contains(&script.as_str()) {
                scripts.push(script.as_str());
            }
        }
        let known = scripts.join(", ");
        report.usage(&format!("nothing writes {}; what is written: {known}", arguments.script.as_str()));
        return Ok(());
    }
    let asked = arguments.language;
    let writes = |(script, language): (Script, Language)| script == arguments.script && language == asked;
    if asked != Language::UNDETERMINED && !Transcriber::languages().any(writes) {
        let main = Transcriber::languages().find(|(script, _)| *script == arguments.script);
        let main = main.map_or(String::new(), |(_, language)| format!(" as in {}", language.as_str()));
        let script = arguments.script.as_str();
        report.note(format_args!("nothing is known of {} in {script}: written{main}", asked.as_str()));
    }
    let mut batch = Batch {
        arguments,
        transcriber: Transcriber::new(arguments.script).language(arguments.language),
        workspaces: vec![Workspace::new(); rayon::current_num_threads().max(1)],
        lines: Vec::new(),
        full: 1,
        written: 0,
        unwritten: Vec::new(),
    };
    if arguments.names.is_empty() {
        input::lines(&arguments.file, report, |line| batch.line(line, out))?;
    } else {
        for name in &arguments.names {
            batch.line(name, out)?;
        }
    }
    batch.write(out)?;
    let place =
        if arguments.names.is_empty() { input::name(arguments.file.as_deref()) } else { "name".into() };
    for (line, word) in batch.unwritten {
        report.note(format_args!("{place}:{line}: nothing writes '{word}'; it is left as it is"));
    }
    Ok(())
}
