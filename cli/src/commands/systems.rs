//! `allonym systems`

use std::io::{self, Write};

use allonym::translit::{System, systems};
use serde::Serialize;

use super::json_line;

/// List the published romanization systems.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  allonym systems rus")]
pub(crate) struct Arguments {
    /// Only systems with this in their identifier, title or aliases.
    filter: Option<String>,
    /// One JSON object a line: id, title, authority, year, language, script, reversible, source, aliases.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line {
    id: &'static str,
    title: &'static str,
    authority: &'static str,
    year: &'static str,
    language: String,
    script: String,
    target: String,
    reversible: bool,
    source: &'static str,
    aliases: Vec<&'static str>,
}

/// The tag of the language that a system is for; `mul` for several.
fn language(system: &System) -> String {
    system.language().map_or_else(|| "mul".into(), |language| language.to_string())
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<()> {
    let wanted = arguments.filter.as_deref().unwrap_or_default().to_lowercase();
    let fits = |system: &System| {
        let mut names = [system.id(), system.title()].into_iter().chain(system.aliases());
        names.any(|name| name.to_lowercase().contains(&wanted))
    };
    if !arguments.json {
        writeln!(out, "id\ttitle\tauthority\tyear\tlanguage\tscript\treversible")?;
    }
    for system in systems().into_iter().filter(fits) {
        let reversible = system.is_reversible();
        if arguments.json {
            let line = Line {
                id: system.id(),
                title: system.title(),
                authority: system.authority(),
                year: system.year(),
                language: language(&system),
                script: system.script().to_string(),
                target: system.target().to_string(),
                reversible,
                source: system.source(),
                aliases: system.aliases().collect(),
            };
            json_line(out, &line)?;
            continue;
        }
        let fields = [
            system.id(),
            system.title(),
            system.authority(),
            system.year(),
            &language(&system),
            &system.script().to_string(),
            if reversible { "yes" } else { "no" },
        ];
        writeln!(out, "{}", fields.join("\t"))?;
    }
    Ok(())
}
