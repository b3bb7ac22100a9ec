//! Styles: read from a TSV or CSV file, compressed or not, or from what `allonym resolve --json` printed.

use std::path::Path;

use allonym::report::EntityReport;
use allonym::rewrite::{Preferred, Style};
use allonym::scan::Kind;

use crate::format::{Cells, Format};
use crate::input;

/// Reads a style, or says what is wrong with the file.
pub(crate) fn read(path: &Path) -> Result<Style, String> {
    let name = path.display();
    let text = input::open(Some(path)).and_then(std::io::read_to_string);
    let text = text.map_err(|error| format!("{name}: {error}"))?;
    if !text.trim_start().starts_with('{') {
        let table = match Format::of(Some(path)).cells {
            Cells::Csv => with_tabs(&text).map_err(|error| format!("{name}: {error}"))?,
            Cells::Tsv => text,
        };
        return Style::parse(&table).map_err(|error| format!("{name}: {error}"));
    }
    let mut names = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let entity: EntityReport<'_> = serde_json::from_str(line)
            .map_err(|error| format!("{name}:{number}: no name that resolve found: {error}"))?;
        names.push(preferred(&entity));
    }
    Ok(Style::from_names(names))
}

/// A table with commas as one with tabs, whose rows stand in the same lines.
fn with_tabs(text: &str) -> Result<String, csv::Error> {
    let mut table = Vec::new();
    let mut lines = 1;
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    for row in rows.records() {
        let row = row?;
        let line = row.position().map_or(lines, csv::Position::line);
        table.extend((lines..line).map(|_| b'\n'));
        lines = lines.max(line) + 1;
        Cells::Tsv.write(row.iter(), &mut table).map_err(csv::Error::from)?;
    }
    Ok(String::from_utf8_lossy(&table).into_owned())
}

/// The name of an entity with its full spellings for variants: hashtags, handles and family names by themselves are found
/// without.
pub(crate) fn preferred(entity: &EntityReport<'_>) -> Preferred {
    let words = |text: &str| text.split_whitespace().count();
    let least = words(&entity.name).min(2);
    let full = |text: &&str| {
        words(text) >= least && !text.starts_with(['#', '@', '＃', '＠']) && !text.contains(['\t', '|', '\n'])
    };
    // Kerman Red Crescent is not all called Red Crescent: what it has more would be lost.
    let longer = |text: &&str| {
        entity.kind != Kind::Person
            && words(text) > words(&entity.name)
            && entity.name.split_whitespace().all(|word| text.split_whitespace().any(|other| other == word))
    };
    let variants = entity.variants.iter().map(|variant| &*variant.text);
    let variants = variants.filter(full).filter(|text| !longer(text));
    Preferred {
        name: entity.name.to_string(),
        variants: variants.filter(|text| *text != entity.name).map(str::to_owned).collect(),
        kind: entity.kind.to_string(),
        language: String::new(),
    }
}
