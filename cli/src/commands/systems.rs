//! `allonym systems`

use std::io::{self, Write};

use allonym::report::SystemReport;
use allonym::translit::{System, systems};

use super::json_line;

/// List the published romanization systems.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  allonym systems rus\n  allonym systems pinyin\n\n\
`allonym transliterate --system` takes an id, the beginning of only one, or any of the names in the last column.")]
pub(crate) struct Arguments {
    /// Only systems with these words, or parts of words, in their identifiers, titles or aliases.
    filter: Vec<String>,
    /// One JSON object a line: id, title, authority, year, language, script, reversible, source, aliases.
    #[arg(long)]
    json: bool,
}

/// The tag of the language that a system is for; `mul` for several.
fn language(system: &System) -> String {
    system.language().map_or_else(|| "mul".into(), |language| language.to_string())
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<()> {
    let wanted = arguments.filter.join(" ").to_lowercase();
    let fits = |system: &System| {
        let mut names = [system.id(), system.title()].into_iter().chain(system.aliases());
        system.has_words(&wanted) || names.any(|name| name.to_lowercase().contains(&wanted))
    };
    if !arguments.json {
        writeln!(out, "id\ttitle\tauthority\tyear\tlanguage\tscript\treversible\taliases")?;
    }
    for system in systems().into_iter().filter(fits) {
        if arguments.json {
            json_line(out, &SystemReport::new(&system))?;
            continue;
        }
        let fields = [
            system.id(),
            system.title(),
            system.authority(),
            system.year(),
            &language(&system),
            &system.script().to_string(),
            if system.is_reversible() { "yes" } else { "no" },
            &system.aliases().collect::<Vec<_>>().join(", "),
        ];
        writeln!(out, "{}", fields.join("\t"))?;
    }
    Ok(())
}
