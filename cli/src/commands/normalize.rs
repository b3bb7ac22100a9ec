//! `allonym normalize`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::Scratch;
use allonym::report::NormalizationReport;
use allonym::translit::unicode_of_zawgyi;
use allonym::unicode::{clean_into, normalize_into, repair, repairs};
use clap::ValueEnum;

use super::json_line;
use crate::input;
use crate::report::{Report, say};

/// Bring each line of text into one form.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  printf 'Saïd &amp; Söhne\\nعلي\\n' | allonym normalize")]
pub(crate) struct Arguments {
    /// For people (display: Unicode composed, noise removed) or for comparing (match: everything folded).
    #[arg(long, value_enum, default_value_t = Profile::Match)]
    profile: Profile,
    /// First repair UTF-8 that was read as another encoding (MÃ¼ller is Müller) and Burmese typed for the font Zawgyi, and
    /// say what was repaired. For people (display) this is done without being asked for.
    #[arg(long, overrides_with = "no_repair")]
    repair: bool,
    /// Leave garbled text as it is.
    #[arg(long, overrides_with = "repair")]
    no_repair: bool,
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
    let mend = arguments.repair || (matches!(arguments.profile, Profile::Display) && !arguments.no_repair);
    let (mut normal, mut scratch) = (String::new(), Scratch::new());
    let (place, mut number) = (input::name(arguments.file.as_deref()), 0);
    input::lines(&arguments.file, report, |line| {
        normal.clear();
        number += 1;
        if mend {
            for mended in repairs(line) {
                let (from, encoding) = (mended.span.of(line), mended.encoding);
                say(format_args!("allonym: {place}:{number}: repaired '{from}': UTF-8 read as {encoding}"));
            }
            let repaired = repair(line);
            let burmese = unicode_of_zawgyi(&repaired);
            if burmese.is_some() {
                say(format_args!("allonym: {place}:{number}: Zawgyi is turned into Unicode"));
            }
            let text = burmese.as_ref().map_or(&*repaired, |burmese| burmese.text());
            prepare(text, &mut normal, &mut scratch);
        } else {
            prepare(line, &mut normal, &mut scratch);
        }
        if arguments.json {
            return json_line(out, &NormalizationReport::new(line, &normal));
        }
        out.write_all(normal.as_bytes())?;
        out.write_all(b"\n")
    })
}
