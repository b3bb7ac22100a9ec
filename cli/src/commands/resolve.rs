//! `allonym resolve`

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

use allonym::report::EntityReport;
use allonym::scan::{self, Entity, Kind, resolve};
use allonym::{Language, Romanizer, Script};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::json_line;
use crate::new_file::{NewFile, overwrites};
use crate::report::{Report, say};
use crate::{html, input};

/// Find the names in documents and put the spellings of each together.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  allonym resolve examples/kerman/*\n  \
    allonym resolve --only person --script Arab --html names.html examples/kerman/*")]
pub(crate) struct Arguments {
    /// One JSON object a name: name, kind, count, titles, variants with their places.
    #[arg(long)]
    json: bool,
    /// Only names mentioned this often.
    #[arg(long, default_value_t = 1, value_name = "COUNT")]
    least: usize,
    /// Only names of this kind.
    #[arg(long, value_enum, value_name = "KIND")]
    only: Option<Only>,
    /// The script that names are shown in (Latn, Arab, Cyrl …), where the documents have them in it. A Latin name that
    /// they do not have is made, and marked with ~ (in JSON: "made").
    #[arg(long, value_name = "CODE")]
    script: Option<Script>,
    /// The language of the names that are put into Latin letters; guessed from their letters without it.
    #[arg(long, value_name = "TAG", requires = "script")]
    language: Option<Language>,
    /// Also writes a page with the documents, the names in them coloured, and a table beside.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// The documents: plain text in any mix of scripts.
    #[arg(required = true)]
    documents: Vec<PathBuf>,
}

/// The kinds that can be asked for.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Only {
    Person,
    Organization,
    Place,
    Vessel,
    Other,
}

impl Only {
    fn kind(self) -> Kind {
        match self {
            Only::Person => Kind::Person,
            Only::Organization => Kind::Organization,
            Only::Place => Kind::Place,
            Only::Vessel => Kind::Vessel,
            Only::Other => Kind::Other,
        }
    }
}

/// Letters of a spelling that the table shows. No name has as many; `--json` has all of them.
const MAX_CELL: usize = 300;
/// How wide the table is where no terminal says it.
const WIDTH: u16 = 120;

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let read = arguments.documents.iter().map(PathBuf::as_path);
    if overwrites("--html", arguments.html.as_deref(), read, report) {
        return Ok(());
    }
    // A document that cannot be read is an empty one, so that the others keep their numbers.
    let texts: Vec<String> =
        arguments.documents.iter().map(|path| input::document(path, report).unwrap_or_default()).collect();
    let files: Vec<String> = arguments.documents.iter().map(|path| path.display().to_string()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut entities = resolve(&texts);
    say_silent(&entities, &files, &texts);
    entities.retain(|entity| {
        entity.count >= arguments.least && arguments.only.is_none_or(|only| entity.kind == only.kind())
    });
    let shown: Vec<Shown> = entities.iter().map(|entity| shown(entity, arguments)).collect();
    if let Some(path) = &arguments.html {
        let names: Vec<String> = shown.iter().map(Shown::to_string).collect();
        let written = NewFile::create(path).and_then(|mut file| {
            let mut page = BufWriter::new(&mut file);
            html::write(&mut page, &files, &texts, &entities, &names)?;
            page.flush()?;
            drop(page);
            file.finish()
        });
        if let Err(error) = written {
            report.fault(format_args!("{error}"));
        }
    }
    if arguments.json {
        return entities.iter().zip(shown).try_for_each(|(entity, shown)| {
            json_line(out, &EntityReport::of_files(entity, &files).shown_as(shown.name, shown.made))
        });
    }
    writeln!(out, "{}", table(&entities, &shown, &files).trim_fmt())
}

/// Says on standard error which documents have letters and no name: their script may be one that nothing is known of. No
/// fault, so the exit status stays.
fn say_silent(entities: &[Entity], files: &[String], texts: &[&str]) {
    let found: BTreeSet<usize> = entities.iter().flat_map(|entity| documents(&entity.variants)).collect();
    for (at, (file, text)) in files.iter().zip(texts).enumerate() {
        if !found.contains(&at) && text.chars().any(char::is_alphabetic) {
            say(format_args!("allonym: {file}: no name was found; its script may not be known"));
        }
    }
}

/// What an entity is called in the script of the reader.
struct Shown {
    name: String,
    /// Whether no document has it so.
    made: bool,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.made { "~" } else { "" }, self.name)
    }
}

fn shown(entity: &Entity, arguments: &Arguments) -> Shown {
    let given = |name: &str| Shown { name: name.to_owned(), made: false };
    let Some(script) = arguments.script else { return given(&entity.name) };
    if let Some(name) = entity.name_in(script) {
        return given(name);
    }
    if script != Script::LATIN {
        return given(&entity.name);
    }
    let romanizer =
        arguments.language.map_or(Romanizer::new(), |language| Romanizer::new().language(language));
    Shown { name: romanizer.romanize(&entity.name), made: true }
}

/// The documents that spellings stand in, in order.
fn documents(variants: &[scan::Spelling]) -> BTreeSet<usize> {
    variants.iter().flat_map(|variant| &variant.mentions).map(|mention| mention.document).collect()
}

fn table(entities: &[Entity], shown: &[Shown], files: &[String]) -> Table {
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
    for (entity, shown) in entities.iter().zip(shown) {
        let spellings: Vec<String> = entity
            .variants
            .iter()
            .map(|variant| format!("{} {}×", variant.text, variant.mentions.len()))
            .collect();
        let places: Vec<&str> = documents(&entity.variants)
            .into_iter()
            .filter_map(|document| files.get(document))
            .map(|name| name.rsplit(['/', '\\']).next().unwrap_or(name))
            .collect();
        table.add_row([
            in_cell(&shown.to_string()),
            entity.kind.to_string(),
            entity.count.to_string(),
            spellings.iter().map(|spelling| in_cell(spelling)).collect::<Vec<_>>().join(", "),
            places.join(", "),
        ]);
    }
    table
}

/// As much of a text as a table shows: wrapping a word takes time in the square of its length.
fn in_cell(text: &str) -> String {
    match text.char_indices().nth(MAX_CELL) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
