//! `allonym transliterate`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::report::TransliterationReport;
use allonym::translit::{Apostrophe, Case, Options, Transliterator};
use clap::ValueEnum;

use super::json_line;
use crate::input;
use crate::report::Report;

/// Write each line in Latin letters by a published romanization system.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  echo 'Щёлково' | allonym transliterate --system 'bgn/pcgn 1947 russian'")]
pub(crate) struct Arguments {
    /// The system: its id, the beginning of only one id, or a common name; `allonym systems` lists them.
    #[arg(long, required_unless_present = "rules")]
    system: Option<String>,
    /// A rule file of your own instead.
    #[arg(long, value_name = "FILE", conflicts_with = "system")]
    rules: Option<PathBuf>,
    /// From Latin letters back to the script of the system, if it is reversible.
    #[arg(long)]
    reverse: bool,
    /// What the signs for soft, hard, ‘ain and hamza become.
    #[arg(long, value_enum, default_value_t = Sign::Published)]
    apostrophe: Sign,
    /// Which capitals.
    #[arg(long, value_enum, default_value_t = Capitals::Published)]
    case: Capitals,
    /// Letters of ASCII only.
    #[arg(long)]
    ascii: bool,
    /// As in the machine-readable zone of passports (ICAO 9303): capitals of ASCII, `<` between words.
    #[arg(long, conflicts_with_all = ["apostrophe", "case", "ascii"])]
    mrz: bool,
    /// One JSON object a line: input, output, and where each part of the output comes from.
    #[arg(long)]
    aligned: bool,
    /// One JSON object a line: input, output.
    #[arg(long)]
    json: bool,
    /// The lines to read; standard input without it.
    file: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Sign {
    Published,
    Right,
    Modifier,
    Ascii,
    None,
}

#[derive(Clone, Copy, ValueEnum)]
enum Capitals {
    Published,
    Title,
    Upper,
}

/// The transliterator that the arguments ask for, or why there is none and whether the input is at fault.
fn prepare(arguments: &Arguments) -> Result<Transliterator, (String, bool)> {
    let system = match (&arguments.system, &arguments.rules) {
        (Some(name), _) => Transliterator::named(name).map_err(|error| (error.to_string(), false))?,
        (None, Some(path)) => {
            let place = input::name(Some(path));
            let text = std::fs::read_to_string(path).map_err(|error| (format!("{place}: {error}"), true))?;
            Transliterator::from_rules(&text).map_err(|error| {
                let message = error.to_string();
                (message.replacen("rules:", &format!("{place}:"), 1), true)
            })?
        }
        (None, None) => return Err(("--system or --rules is wanted".into(), false)),
    };
    let system =
        if arguments.reverse { system.reversed().map_err(|e| (e.to_string(), false))? } else { system };
    if arguments.mrz {
        return Ok(system.with(Options::MRZ));
    }
    let apostrophe = match arguments.apostrophe {
        Sign::Published => Apostrophe::Published,
        Sign::Right => Apostrophe::Right,
        Sign::Modifier => Apostrophe::Modifier,
        Sign::Ascii => Apostrophe::Ascii,
        Sign::None => Apostrophe::None,
    };
    let case = match arguments.case {
        Capitals::Published => Case::Published,
        Capitals::Title => Case::Title,
        Capitals::Upper => Case::Upper,
    };
    Ok(system.with(Options::PUBLISHED.apostrophe(apostrophe).case(case).ascii(arguments.ascii)))
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let system = match prepare(arguments) {
        Ok(system) => system,
        Err((message, true)) => {
            report.fault(format_args!("{message}"));
            return Ok(());
        }
        Err((message, false)) => {
            report.usage(&message);
            return Ok(());
        }
    };
    let mut latin = String::new();
    input::lines(&arguments.file, report, |line| {
        if arguments.aligned {
            let aligned = system.transliterate_aligned(line);
            return json_line(out, &TransliterationReport::of_aligned(line, &aligned));
        }
        latin.clear();
        system.transliterate_into(line, &mut latin);
        if arguments.json {
            return json_line(out, &TransliterationReport::new(line, &latin));
        }
        out.write_all(latin.as_bytes())?;
        out.write_all(b"\n")
    })
}
