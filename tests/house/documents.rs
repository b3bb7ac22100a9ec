//! What documents and comments name is there: files, and commands of the generators.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use crate::files::written;
use crate::root;

/// Endings of files that a document means when it names one.
const NAMED: &[&str] = &["rs", "toml", "tsv", "md", "py", "c", "h", "bin", "sh"];

/// Files that a reader makes, and not the project: they stand in examples.
const EXAMPLES: &[&str] = &["style.tsv"];

/// The documents of the project: its pages, its data, its code.
fn documents() -> Vec<PathBuf> {
    let mut documents = written(&["md", "rs", "toml", "tsv", "py"]);
    documents.extend(
        fs::read_dir(root())
            .expect("the project")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "md")),
    );
    // Rows of sets, and texts of standards, are no documents.
    documents.retain(|path| {
        !["benches/ledger/data", "tests/conformance", "tests/golden"]
            .iter()
            .any(|folder| path.starts_with(root().join(folder)))
    });
    documents
}

/// What stands between backquotes in a line and looks like the path of a file: line, path.
fn paths(text: &str) -> Vec<(usize, &str)> {
    let is_path = |quoted: &&str| {
        let plain = quoted.chars().all(|c| c.is_ascii_alphanumeric() || "_./-".contains(c));
        let ending = quoted.rsplit_once('.').filter(|(name, _)| !name.is_empty() && !name.ends_with('/'));
        plain && ending.is_some_and(|(_, ending)| NAMED.contains(&ending))
    };
    text.lines()
        .enumerate()
        .flat_map(|(at, line)| {
            line.split('`').skip(1).step_by(2).filter(is_path).map(move |path| (at + 1, path))
        })
        .collect()
}

#[test]
fn files_that_documents_name_are_there() {
    let mut files: Vec<String> = Vec::new();
    let mut add = |path: PathBuf| {
        files.push(format!(
            "/{}",
            path.strip_prefix(root()).expect("a path of the project").to_string_lossy()
        ));
    };
    written(NAMED).into_iter().for_each(&mut add);
    for folder in ["data", "docs"] {
        crate::files::walk(&root().join(folder), &mut add);
    }
    documents().into_iter().for_each(&mut add);
    for name in ["Cargo.toml", "deny.toml", "rustfmt.toml", "clippy.toml"] {
        add(root().join(name));
    }
    let mut wrong = Vec::new();
    let mut seen = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document");
        for (line, path) in paths(&text) {
            seen += 1;
            let end = format!("/{}", path.trim_start_matches("./").trim_start_matches("../"));
            if !EXAMPLES.contains(&path) && !files.iter().any(|file| file.ends_with(&end)) {
                wrong.push(format!("{}:{line}: {path}", document.display()));
            }
        }
    }
    assert!(seen > 100, "only {seen} paths seen: the search is broken");
    assert!(wrong.is_empty(), "no such files:\n{}", wrong.join("\n"));
}

#[test]
fn commands_of_the_generators_are_there() {
    let usage = fs::read_to_string(root().join("xtask/src/main.rs")).expect("the generators");
    let known: BTreeSet<&str> = usage
        .lines()
        .filter_map(|line| line.strip_prefix("//! - `cargo xtask "))
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphabetic()).next())
        .collect();
    assert!(known.contains("tables") && known.contains("trained"), "{known:?}");
    let mut wrong = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document");
        for (at, line) in text.lines().enumerate() {
            for (_, rest) in
                line.match_indices("cargo xtask ").map(|(at, found)| line.split_at(at + found.len()))
            {
                let command = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
                if !command.is_empty() && !known.contains(command) {
                    wrong.push(format!("{}:{}: cargo xtask {command}", document.display(), at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "no such commands:\n{}", wrong.join("\n"));
}

#[test]
fn a_path_is_seen() {
    assert_eq!(
        paths("see `src/lib.rs`, `a::b` and\n`weights.toml`"),
        [(1, "src/lib.rs"), (2, "weights.toml")]
    );
    assert!(paths("`<script>.tsv` `.toml` `x.y`").is_empty());
}

/// A table of the README may be this far from what it says, in megabytes: rounding, and small changes of data.
const TABLE_TOLERANCE: f64 = 0.15;

/// The sizes of the tables that each feature brings, in bytes, as the crate of the data says.
fn table_sizes() -> BTreeMap<String, u64> {
    let data = root().join("crates/allonym-data");
    let code = fs::read_to_string(data.join("src/lib.rs")).expect("the data");
    let mut sizes: BTreeMap<String, u64> = BTreeMap::new();
    let mut counted = BTreeSet::new();
    let mut feature = String::new();
    for line in code.lines() {
        if let Some((_, rest)) = line.split_once("feature = \"") {
            feature = rest.split('"').next().unwrap_or_default().to_owned();
        }
        if let Some((_, rest)) = line.split_once("tables/") {
            let name = rest.split('"').next().unwrap_or_default().to_owned();
            if name.ends_with(".bin") && counted.insert(name.clone()) {
                let size = fs::metadata(data.join("tables").join(&name)).expect("a table").len();
                *sizes.entry(feature.clone()).or_default() += size;
            }
        }
    }
    sizes
}

#[test]
fn the_readme_says_how_large_tables_are() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let sizes = table_sizes();
    assert_eq!(sizes.len(), 5, "{sizes:?}");
    for (feature, size) in sizes {
        let row = readme.lines().find(|line| line.starts_with(&format!("| `{feature}` | yes |")));
        let said = row.and_then(|row| row.split('|').nth(4)).map(|cell| cell.trim().trim_end_matches(" MB"));
        let said: f64 = said.and_then(|said| said.parse().ok()).expect("a size in the README");
        let size = size as f64 / 1e6;
        assert!(
            (said - size).abs() < TABLE_TOLERANCE,
            "README.md: {feature} has {size:.1} MB of tables, not {said}"
        );
    }
}
