//! `allonym normalize`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::Scratch;
use allonym::report::NormalizationReport;
use allonym::unicode::{clean_into, normalize_into};
use clap::ValueEnum;

use super::json_line;
use crate::input;
use crate::report::Report;

/// Bring each line of text into one form.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  printf 'Saïd &amp; Söhne\\nعلي\\n' | allonym normalize")]
pub(crate) struct Arguments {
    /// For people (display: Unicode composed, noise removed) or for comparing (match: everything folded).
    #[arg(long, value_enum, default_value_t = Profile::Match)]
    profile: Profile,
    /// One JSON object a line: input, output.
    #[arg(long)]
    json: bool,
    /// The lines to read; standard input without it.
    file: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Profile {
    Display,
    Match,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let prepare = match arguments.profile {
        Profile::Display => clean_into,
        Profile::Match => normalize_into,
    };
    let (mut normal, mut scratch) = (String::new(), Scratch::new());
    input::lines(&arguments.file, report, |line| {
        normal.clear();
        prepare(line, &mut normal, &mut scratch);
        if arguments.json {
            return json_line(out, &NormalizationReport::new(line, &normal));
        }
        out.write_all(normal.as_bytes())?;
        out.write_all(b"\n")
    })
}
