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
use crate::document::{Piece, Reading};
use crate::html;
use crate::new_file::{NewFile, overwrites};
use crate::report::{Report, say};

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
    #[command(flatten)]
    reading: Reading,
    /// The documents: plain text, JSON lines, tables or HTML in any mix of scripts; - is standard input.
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
    let names: Vec<String> = arguments.documents.iter().map(|path| path.display().to_string()).collect();
    let pieces = pieces(&arguments.documents, &arguments.reading, report)?;
    let texts: Vec<&str> = pieces.iter().map(|(_, piece)| piece.text.as_str()).collect();
    let own = |(document, _): &(usize, Piece)| names.get(*document).cloned().unwrap_or_default();
    let files: Vec<String> = pieces.iter().map(own).collect();
    let mut entities = resolve(&texts);
    say_silent(&entities, &pieces, &names);
    entities.retain(|entity| {
        entity.count >= arguments.least && arguments.only.is_none_or(|only| entity.kind == only.kind())
    });
    let shown: Vec<Shown> = entities.iter().map(|entity| shown(entity, arguments)).collect();
    if let Some(path) = &arguments.html {
        let shown_names: Vec<String> = shown.iter().map(Shown::to_string).collect();
        let written = NewFile::create(path).and_then(|mut file| {
            let mut page = BufWriter::new(&mut file);
            html::write(&mut page, &files, &texts, &entities, &shown_names)?;
            page.flush()?;
            drop(page);
            file.finish()
        });
        if let Err(error) = written {
            report.fault(format_args!("{error}"));
        }
    }
    let files = names;
    place(&mut entities, &pieces);
    if arguments.json {
        return entities.iter().zip(shown).try_for_each(|(entity, shown)| {
            json_line(out, &EntityReport::of_files(entity, &files).shown_as(shown.name, shown.made))
        });
    }
    writeln!(out, "{}", table(&entities, &shown, &files).trim_fmt())
}

/// Says on standard error which documents have letters and no name: their script may be one that nothing is known of. No
/// fault, so the exit status stays.
fn say_silent(entities: &[Entity], pieces: &[(usize, Piece)], files: &[String]) {
    let found = entities.iter().flat_map(|entity| documents(&entity.variants));
    let found: BTreeSet<usize> = found.filter_map(|at| Some(pieces.get(at)?.0)).collect();
    let lettered = pieces.iter().filter(|(_, piece)| piece.text.chars().any(char::is_alphabetic));
    let lettered: BTreeSet<usize> = lettered.map(|(document, _)| *document).collect();
    for (at, file) in files.iter().enumerate() {
        if !found.contains(&at) && lettered.contains(&at) {
            say(format_args!("allonym: {file}: no name was found; its script may not be known"));
        }
    }
}

/// The texts of documents, each with the number of its document.
pub(super) fn pieces(
    documents: &[PathBuf],
    reading: &Reading,
    report: &mut Report,
) -> io::Result<Vec<(usize, Piece)>> {
    let mut pieces = Vec::new();
    for (number, path) in documents.iter().enumerate() {
        pieces.extend(reading.texts(path, report)?.into_iter().map(|piece| (number, piece)));
    }
    Ok(pieces)
}

/// Mentions in texts as mentions in the documents that these stand in.
fn place(entities: &mut [Entity], pieces: &[(usize, Piece)]) {
    let spellings = entities.iter_mut().flat_map(|entity| &mut entity.variants);
    for mention in spellings.flat_map(|spelling| &mut spelling.mentions) {
        if let Some((document, piece)) = pieces.get(mention.document) {
            mention.span = piece.source(mention.span);
            mention.document = *document;
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
