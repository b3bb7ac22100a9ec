//! `allonym transliterate`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::Script;
use allonym::report::TransliterationReport;
use allonym::translit::{Apostrophe, Case, Options, Transliterator, find_system};
use allonym::unicode::{script_of, script_set};
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
    /// Which form of the system, where it has one of its own for names of persons (Korean).
    #[arg(long = "as", value_enum, value_name = "WHAT", requires = "system")]
    form: Option<Form>,
    /// A rule file of your own instead.
    #[arg(long, value_name = "FILE", conflicts_with = "system")]
    rules: Option<PathBuf>,
    /// From Latin letters back to the script of the system, if it is reversible.
    #[arg(long, conflicts_with_all = ["ascii", "mrz"])]
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

impl Arguments {
    /// Whether nothing is changed behind the system.
    fn is_plain(&self) -> bool {
        matches!((self.apostrophe, self.case), (Sign::Published, Capitals::Published))
            && !self.ascii
            && !self.mrz
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Person,
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

/// The system of this name, or the form of it for names of persons.
fn named(name: &str, form: Option<Form>) -> Result<Transliterator, String> {
    let system = find_system(name).map_err(|error| error.to_string())?;
    let id = match form {
        None => system.id().to_owned(),
        Some(Form::Person) => format!("{system}-person"),
    };
    let missing = |_| format!("the system {system} has no form of its own for names of persons");
    Transliterator::named(&id).map_err(missing)
}

/// What has been seen of a text: whether anything in it was for the system, and what the system left.
#[derive(Default)]
struct Seen {
    letters: bool,
    changed: bool,
    native: bool,
    /// Letters of other scripts than Latin in what was to be Latin, and the first of them with its line.
    left: u64,
    first: Option<(u64, char)>,
}

impl Seen {
    fn take(&mut self, line: &str, output: &str, scripts: &[Script]) {
        self.changed |= line != output;
        if !self.native {
            let found = script_set(line);
            self.letters |= !found.is_empty();
            self.native |= scripts.iter().any(|script| found.contains(*script));
        }
    }

    /// Counts the letters that a system for Latin letters has left in a line.
    fn count(&mut self, number: u64, latin: &str) {
        for letter in latin.chars().filter(|c| is_foreign(*c)) {
            self.left += 1;
            self.first.get_or_insert((number, letter));
        }
    }

    /// Whether there were letters, and none of them the system's. A change without options is the system's doing.
    fn is_foreign(&self, plain: bool) -> bool {
        self.letters && !self.native && !(plain && self.changed)
    }
}

/// The transliterator that the arguments ask for, or why there is none and whether the input is at fault.
fn prepare(arguments: &Arguments) -> Result<Transliterator, (String, bool)> {
    let system = match (&arguments.system, &arguments.rules) {
        (Some(name), _) => named(name, arguments.form).map_err(|message| (message, false))?,
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

/// A letter of another script than Latin.
fn is_foreign(c: char) -> bool {
    c.is_alphabetic() && !matches!(script_of(c), Script::LATIN | Script::COMMON | Script::INHERITED)
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
    // The script that is read; nothing is known of that of a user's rules.
    let known = arguments.system.as_deref().and_then(|name| find_system(name).ok());
    let scripts: Vec<Script> = match &known {
        Some(known) if arguments.reverse => vec![known.target()],
        Some(known) => known.scripts().collect(),
        None => Vec::new(),
    };
    let into_latin =
        known.as_ref().is_some_and(|known| known.target() == Script::LATIN && !arguments.reverse);
    let mut seen = Seen::default();
    let mut latin = String::new();
    // What the system leaves in another script is not in ASCII, and would be gone without a word.
    let published = (arguments.ascii || arguments.mrz).then(|| system.with(Options::PUBLISHED));
    let place = input::name(arguments.file.as_deref());
    let (mut number, mut lost) = (0u64, Vec::new());
    input::lines(&arguments.file, report, |line| {
        number += 1;
        if let Some(published) = &published {
            let left: String = published.transliterate(line).chars().filter(|c| is_foreign(*c)).collect();
            if !left.is_empty() {
                lost.push((number, left));
            }
        }
        if arguments.aligned {
            let aligned = system.transliterate_aligned(line);
            seen.take(line, aligned.text(), &scripts);
            if into_latin {
                seen.count(number, aligned.text());
            }
            return json_line(out, &TransliterationReport::of_aligned(line, &aligned));
        }
        latin.clear();
        system.transliterate_into(line, &mut latin);
        seen.take(line, &latin, &scripts);
        if into_latin {
            seen.count(number, &latin);
        }
        if arguments.json {
            return json_line(out, &TransliterationReport::new(line, &latin));
        }
        out.write_all(latin.as_bytes())?;
        out.write_all(b"\n")
    })?;
    for (number, left) in lost {
        report.fault(format_args!("{place}:{number}: '{left}' has no letters in ASCII, and is left out"));
    }
    if let Some(known) = known.as_ref().filter(|_| seen.is_foreign(arguments.is_plain())) {
        let names: Vec<String> = scripts.iter().map(Script::to_string).collect();
        report.fault(format_args!("{place}: nothing is in the script of {known} ({})", names.join(", ")));
    } else if let (Some(known), Some((line, letter))) = (known, seen.first) {
        let left = seen.left;
        report.note(format_args!(
            "{place}:{line}: {known} has no '{letter}': such letters are left as they are, {left} in all"
        ));
    }
    Ok(())
}
