//! Every list in `data/` says where it is from.
//!
//! A list (`.tsv`) has comments above its header, and in them `Source: …` and `Licence: …`. A TOML file has a key
//! `source` or such a comment; a rule file a statement `@source` or such a comment. The rules in `systems/include` are
//! parts of systems that name their sources themselves.

use std::fs;
use std::path::Path;

/// Complains of the first file in `folder` or below it that does not say where it is from.
pub(crate) fn check(folder: &Path) -> Result<(), String> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if !path.ends_with("systems/include") {
                check(&path)?;
            }
            continue;
        }
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if !matches!(ending, "tsv" | "toml" | "rules") || path.ends_with("SOURCES.toml") {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        says(ending, &text).map_err(|what| format!("{}: {what}", path.display()))?;
    }
    Ok(())
}

/// Whether a file of this ending says where it is from; else what to write.
fn says(ending: &str, text: &str) -> Result<(), &'static str> {
    let comments = || text.lines().filter(|line| line.starts_with('#')).map(str::to_lowercase);
    let comment = |word: &str| comments().any(|line| line.contains(word));
    let begins = |word: &str| text.lines().any(|line| line.starts_with(word));
    match ending {
        "tsv" => {
            let above = text.lines().take_while(|line| line.starts_with("# ")).map(str::to_lowercase);
            let above: String = above.collect();
            let said = above.contains("source:") && above.contains("licence:");
            said.then_some(()).ok_or(
                "no source; write above the header: # Source: where it is from. Licence: MIT OR Apache-2.0.",
            )
        }
        "rules" => (begins("@source") || comment("source:"))
            .then_some(())
            .ok_or("no source; write @source and the standard, or a comment: # Source: …. Licence: …."),
        _ => (begins("source = [") || comment("source:"))
            .then_some(())
            .ok_or("no source; write source = [\"an id of data/SOURCES.toml\"], or a comment: # Source: …."),
    }
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn a_list_says_source_and_licence_above_its_header() {
        assert_eq!(says("tsv", "# Names.\n# Source: x. Licence: MIT.\nlanguage\tform\n"), Ok(()));
        assert!(says("tsv", "# Names.\nlanguage\tform\n").is_err());
        assert!(says("tsv", "# Source: x.\nlanguage\tform\n").is_err());
        assert!(says("tsv", "language\tform\n# Source: x. Licence: MIT.\n").is_err());
    }

    #[test]
    fn rules_and_settings_have_statements_of_their_own() {
        assert_eq!(says("rules", "@title T\n@source ISO 9\nа > a ;\n"), Ok(()));
        assert_eq!(says("toml", "source = [\"unicode\"]\n"), Ok(()));
        assert_eq!(says("toml", "# Source: written for this project.\nx = 1\n"), Ok(()));
        assert!(says("rules", "а > a ;\n").is_err());
        assert!(says("toml", "sources = 1\n").is_err());
    }
}
