//! `allonym resolve`

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use allonym::scan::{self, Entity, Kind, resolve};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde::Serialize;

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

#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    kind: Kind,
    count: usize,
    titles: &'a [String],
    variants: Vec<Spelling<'a>>,
}

#[derive(Serialize)]
struct Spelling<'a> {
    text: &'a str,
    count: usize,
    files: Vec<&'a str>,
    spans: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    start: usize,
    end: usize,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let read = arguments.documents.iter().filter_map(|path| Some((path, input::document(path, report)?)));
    let (paths, texts): (Vec<&PathBuf>, Vec<String>) = read.unzip();
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut groups = resolve(&texts);
    groups.retain(|group| group.count >= arguments.least);
    if arguments.json {
        return groups.iter().try_for_each(|group| json_line(out, &entry(group, &names)));
    }
    writeln!(out, "{}", table(&groups, &names).trim_fmt())
}

fn entry<'a>(group: &'a Entity, names: &'a [String]) -> Entry<'a> {
    let name = |document: usize| names.get(document).map_or("", String::as_str);
    let spelling = |variant: &'a scan::Spelling| {
        let spans: Vec<Place> = variant
            .mentions
            .iter()
            .map(|mention| Place {
                file: name(mention.document),
                start: mention.span.start,
                end: mention.span.end,
            })
            .collect();
        let files = documents(std::slice::from_ref(variant)).into_iter().map(name).collect();
        Spelling { text: &variant.text, count: variant.mentions.len(), files, spans }
    };
    Entry {
        name: &group.name,
        kind: group.kind,
        count: group.count,
        titles: &group.titles,
        variants: group.variants.iter().map(spelling).collect(),
    }
}

/// The documents that spellings stand in, in order.
fn documents(variants: &[scan::Spelling]) -> BTreeSet<usize> {
    variants.iter().flat_map(|variant| &variant.mentions).map(|mention| mention.document).collect()
}

fn table(groups: &[Entity], names: &[String]) -> Table {
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
    for group in groups {
        let spellings: Vec<String> = group
            .variants
            .iter()
            .map(|variant| format!("{} {}×", variant.text, variant.mentions.len()))
            .collect();
        let files: Vec<&str> = documents(&group.variants)
            .into_iter()
            .filter_map(|document| names.get(document))
            .map(|name| name.rsplit(['/', '\\']).next().unwrap_or(name))
            .collect();
        table.add_row([
            group.name.clone(),
            kind(group.kind).to_owned(),
            group.count.to_string(),
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
