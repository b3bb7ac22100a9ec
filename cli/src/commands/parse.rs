//! `allonym parse`

use std::borrow::Cow;
use std::io::{self, Write};

use allonym::clean;
use allonym::name::parse_traced;
use allonym::report::ParsedNameReport;
use comfy_table::{Table, presets};

use super::json_line;
use crate::input;
use crate::report::Report;

/// Cut names into parts, and say which rule decided what. Names are cleaned first, as `normalize --profile display` does.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  allonym parse 'Gen. Qassem Soleimani' 'ООО Ромашка'\n  \
    printf 'Soleimani, Qassem\\n' | allonym parse --json")]
pub(crate) struct Arguments {
    /// The names; lines of standard input without any.
    names: Vec<String>,
    /// One JSON object a name: text, kind, order, parts, and the rules that decided.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let mut write = |name: &str| {
        // Line breaks of other systems, entities and invisible signs are no part of a name.
        let name = &*clean(name);
        let (parsed, trace) = parse_traced(name);
        let parsed = ParsedNameReport::traced(name, &parsed, &trace);
        if arguments.json { json_line(out, &parsed) } else { table(&parsed, out) }
    };
    if arguments.names.is_empty() {
        return input::lines(&None, report, write);
    }
    arguments.names.iter().try_for_each(|name| write(name))
}

/// The name with its kind and order, and a line for each part: its text, its role, the rule that says so.
fn table(name: &ParsedNameReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rule = |rule: &Option<Cow<'_, str>>| rule.as_deref().unwrap_or_default().to_owned();
    writeln!(out, "{}", name.text)?;
    writeln!(
        out,
        "  kind {} ({}), order {} ({})",
        name.kind,
        rule(&name.kind_rule),
        name.order,
        rule(&name.order_rule)
    )?;
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    for part in &name.parts {
        table.add_row([part.excerpt.text.to_string(), part.role.to_string(), rule(&part.rule)]);
    }
    writeln!(out, "{}", table.trim_fmt())
}
