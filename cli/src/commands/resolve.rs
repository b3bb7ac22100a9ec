//! `allonym resolve`

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use allonym::report::EntityReport;
use allonym::scan::{self, Entity, Kind, resolve};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::json_line;
use crate::input;
use crate::report::Report;

/// Find the names in documents and put the spellings of each together.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  allonym resolve examples/kerman/*")]
pub(crate) struct Arguments {
    /// One JSON object a name: name, kind, count, titles, variants with their places.
    #[arg(long)]
    json: bool,
    /// Only names mentioned this often.
    #[arg(long, default_value_t = 1, value_name = "COUNT")]
    least: usize,
    /// The documents: plain text in any mix of scripts.
    #[arg(required = true)]
    documents: Vec<PathBuf>,
}

/// How wide the table is where no terminal says it.
const WIDTH: u16 = 120;

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    // A document that cannot be read is an empty one, so that the others keep their numbers.
    let texts: Vec<String> =
        arguments.documents.iter().map(|path| input::document(path, report).unwrap_or_default()).collect();
    let names: Vec<String> = arguments.documents.iter().map(|path| path.display().to_string()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut entities = resolve(&texts);
    entities.retain(|entity| entity.count >= arguments.least);
    if arguments.json {
        return entities
            .iter()
            .try_for_each(|entity| json_line(out, &EntityReport::of_files(entity, &names)));
    }
    writeln!(out, "{}", table(&entities, &names).trim_fmt())
}

/// The documents that spellings stand in, in order.
fn documents(variants: &[scan::Spelling]) -> BTreeSet<usize> {
    variants.iter().flat_map(|variant| &variant.mentions).map(|mention| mention.document).collect()
}

fn table(entities: &[Entity], names: &[String]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(["Name", "Kind", "Count", "Spellings", "Files"]);
    if !io::stdout().is_terminal() {
        table.set_width(WIDTH);
    }
    if let Some(count) = table.column_mut(2) {
        count.set_cell_alignment(CellAlignment::Right);
    }
    for entity in entities {
        let spellings: Vec<String> = entity
            .variants
            .iter()
            .map(|variant| format!("{} {}×", variant.text, variant.mentions.len()))
            .collect();
        let files: Vec<&str> = documents(&entity.variants)
            .into_iter()
            .filter_map(|document| names.get(document))
            .map(|name| name.rsplit(['/', '\\']).next().unwrap_or(name))
            .collect();
        table.add_row([
            entity.name.clone(),
            kind(entity.kind).to_owned(),
            entity.count.to_string(),
            spellings.join(", "),
            files.join(", "),
        ]);
    }
    table
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Organization => "organization",
        Kind::Place => "place",
        Kind::Vessel => "vessel",
        _ => "other",
    }
}
