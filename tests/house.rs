//! The law of the house: a floor imports only the floors below it.

// Helpers of tests fail by panicking, like tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the crate and the floor each stands on. Two modules of one floor do not know each other, but for
/// those of the ground floor.
const FLOORS: &[(&str, u8)] = &[
    ("aligned", 0),
    ("codec", 0),
    ("error", 0),
    ("kind", 0),
    ("quantity", 0),
    ("scratch", 0),
    ("span", 0),
    ("tables", 0),
    ("tag", 0),
    ("unicode", 1),
    ("spelling", 2),
    ("text", 2),
    ("translit", 2),
    ("name", 3),
    ("compare", 4),
    ("romanize", 4),
    ("finder", 5),
    ("index", 5),
    ("scan", 6),
    ("report", 7),
    ("lib", 8),
];

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The code of a file: no comments, whose examples may use any floor.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The modules that code names by `crate::`, also inside braces: `crate::{span::Span, tag}`.
fn imports(code: &str) -> Vec<String> {
    let word =
        |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let mut found = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 1;
                let mut part = String::new();
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 || depth == 1 && c == ',' {
                        found.push(word(part.trim()));
                        part.clear();
                    } else {
                        part.push(c);
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
            None => found.push(word(rest)),
        }
    }
    found
}

#[test]
fn no_floor_imports_upwards() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in rust_files(&source) {
        let inside = path.strip_prefix(&source).expect("a path in src");
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        let Some(own) = floor(&module) else {
            wrong.push(format!("{} stands on no floor: give it one in tests/house.rs", inside.display()));
            continue;
        };
        for import in imports(&code(&fs::read_to_string(&path).expect("a file"))) {
            // What the root re-exports begins with a capital: the value types of the ground floor.
            let Some(other) = floor(&import) else { continue };
            seen += 1;
            let neighbours = own == other && own > 0 && import != module;
            if other > own || neighbours {
                wrong.push(format!("{} (floor {own}) imports {import} (floor {other})", inside.display()));
            }
        }
    }
    assert!(seen > 50, "only {seen} imports seen: the search is broken");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_upward_import_is_seen() {
    assert_eq!(imports("use crate::{span::Span, scan::{Kind, resolve}, tag};"), ["span", "scan", "tag"]);
    assert_eq!(imports("let x = crate::compare::score(a, b);"), ["compare"]);
    assert!(imports(&code("// see crate::scan")).is_empty());
}

/// Files written by hand stay short enough to read, and hold no lists of words.
#[test]
fn files_have_a_readable_size() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in
        rust_files(&source).into_iter().filter(|path| !path.starts_with(source.join("tables/generated")))
    {
        let lines = fs::read_to_string(&path).expect("a file").lines().count();
        assert!(lines <= 600, "{} has {lines} lines: split it by a noun", path.display());
    }
}

/// A file that no module names is not compiled, and nobody sees it rot.
#[test]
fn every_file_belongs_to_a_module() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&source);
    for path in &files {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let mut folder = path.parent().expect("a folder");
        if *folder == *source && name == "lib" {
            continue;
        }
        let mut module = name.into_owned();
        if module == "mod" {
            module = folder.file_name().expect("a name").to_string_lossy().into_owned();
            folder = folder.parent().expect("a folder");
        }
        let parents = [folder.join("mod.rs"), folder.join("lib.rs")];
        let declared = parents.iter().filter_map(|parent| fs::read_to_string(parent).ok()).any(|text| {
            let code = code(&text);
            code.contains(&format!("mod {module};")) || code.contains(&format!("mod {module} "))
        });
        assert!(declared, "{} belongs to no module", path.display());
    }
    assert!(files.len() > 100, "only {} files seen", files.len());
}
