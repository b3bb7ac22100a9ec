//! Styles: read from a TSV file, or from what `allonym resolve --json` printed.

use std::path::Path;

use allonym::report::EntityReport;
use allonym::rewrite::{Preferred, Style};

/// Reads a style, or says what is wrong with the file.
pub(crate) fn read(path: &Path) -> Result<Style, String> {
    let name = path.display();
    let text = if path == Path::new("-") {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(path)
    };
    let text = text.map_err(|error| format!("{name}: {error}"))?;
    if !text.trim_start().starts_with('{') {
        return Style::parse(&text).map_err(|error| format!("{name}: {error}"));
    }
    let mut names = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let entity: EntityReport<'_> = serde_json::from_str(line)
            .map_err(|error| format!("{name}:{number}: no name that resolve found: {error}"))?;
        names.push(preferred(&entity));
    }
    Ok(Style::from_names(names))
}

/// The name of an entity with its full spellings for variants: hashtags, handles and family names by themselves are found
/// without.
pub(crate) fn preferred(entity: &EntityReport<'_>) -> Preferred {
    let words = |text: &str| text.split_whitespace().count();
    let least = words(&entity.name).min(2);
    let full = |text: &&str| {
        words(text) >= least && !text.starts_with(['#', '@', '＃', '＠']) && !text.contains(['\t', '|', '\n'])
    };
    let variants = entity.variants.iter().map(|variant| &*variant.text).filter(full);
    Preferred {
        name: entity.name.to_string(),
        variants: variants.filter(|text| *text != entity.name).map(str::to_owned).collect(),
        kind: entity.kind.to_string(),
        language: String::new(),
    }
}
