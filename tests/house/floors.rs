//! A floor imports only the floors below it.

use std::fs;

use crate::{code, root, rust_files};

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
    ("transcribe", 5),
    ("scan", 6),
    ("rewrite", 7),
    ("report", 8),
    ("lib", 9),
];

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
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
    let source = root().join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in rust_files(&source) {
        let inside = path.strip_prefix(&source).expect("a path in src");
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        let Some(own) = floor(&module) else {
            wrong.push(format!(
                "{} stands on no floor: give it one in tests/house/floors.rs",
                inside.display()
            ));
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
