//! `allonym style`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::report::EntityReport;
use allonym::rewrite::{Preferred, Style};
use allonym::scan::resolve;
use allonym::translit::Transliterator;
use allonym::unicode::script_set;
use allonym::{Romanizer, Script};

use super::resolve::pieces;
use crate::document::Reading;
use crate::report::Report;
use crate::style;

/// Propose a style: the names in documents, each in the spelling that most of them have, by a romanization system, or as
/// people write it in Latin letters.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    allonym style --from examples/kerman/* > style.tsv\n  \
    allonym style --system 'bgn/pcgn 1947 russian' --from examples/kerman/*\n\n\
A person should read it before it is used.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// The documents: plain text, JSON lines, tables or HTML.
    #[arg(long, required = true, num_args = 1.., value_name = "DOC")]
    from: Vec<PathBuf>,
    /// Names that documents have in the script of a romanization system, by that system.
    #[arg(long, value_name = "ID", conflicts_with = "reader")]
    system: Option<String>,
    /// Names that documents have in other scripts than Latin, in Latin letters as people write them; the language of the
    /// reader (en).
    #[arg(long = "for", value_enum, value_name = "TAG")]
    reader: Option<Reader>,
    /// Only names mentioned this often.
    #[arg(long, default_value_t = 1, value_name = "COUNT")]
    least: usize,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let system = match arguments.system.as_deref().map(Transliterator::named).transpose() {
        Ok(system) => system,
        Err(error) => {
            report.usage(&error.to_string());
            return Ok(());
        }
    };
    let pieces = pieces(&arguments.from, &arguments.reading, report)?;
    let texts: Vec<&str> = pieces.iter().map(|(_, piece)| piece.text.as_str()).collect();
    let mut names: Vec<Preferred> = Vec::new();
    for entity in resolve(&texts).iter().filter(|entity| entity.count >= arguments.least) {
        let mut one = style::preferred(&EntityReport::new(entity));
        let made = match (&system, arguments.reader) {
            (Some(system), _) => by_system(system, &one),
            (None, Some(_)) => native(&one).map(|native| Romanizer::new().romanize(native)),
            (None, None) => None,
        };
        if let Some(made) = made.filter(|made| *made != one.name && !made.is_empty()) {
            let old = std::mem::replace(&mut one.name, made);
            one.variants.retain(|variant| *variant != one.name);
            one.variants.insert(0, old);
        }
        let fits = one.name.chars().any(char::is_alphanumeric) && !one.name.starts_with(['#', '@']);
        if fits && !one.name.contains(['\t', '\n']) && names.iter().all(|other| other.name != one.name) {
            names.push(one);
        }
    }
    out.write_all(Style::from_names(names).to_tsv().as_bytes())
}

/// The readers that names are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Reader {
    /// Readers of English.
    En,
}

/// The spelling of a name that is not in Latin letters.
fn native(one: &Preferred) -> Option<&str> {
    let mut all = std::iter::once(&one.name).chain(&one.variants);
    let latin = |text: &str| script_set(text).iter().all(|script| script == Script::LATIN);
    all.find(|text| !latin(text)).map(String::as_str)
}

/// The first spelling that a system changes, by the system.
fn by_system(system: &Transliterator, one: &Preferred) -> Option<String> {
    let mut all = std::iter::once(&one.name).chain(&one.variants);
    all.find_map(|text| {
        let made = system.transliterate(text).into_owned();
        let latin = script_set(&made).iter().all(|script| script == Script::LATIN);
        (made != *text && latin).then_some(made)
    })
}
