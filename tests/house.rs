//! The law of the house: a floor imports only the floors below it.

// Helpers of tests fail by panicking, like tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::collections::{BTreeMap, BTreeSet};
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
    ("transcribe", 5),
    ("scan", 6),
    ("rewrite", 7),
    ("report", 8),
    ("lib", 9),
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

/// The paths that begin behind each `prefix` in code, braces opened: `super::{a::B, c}` gives `a::B` and `c`.
fn paths(code: &str, prefix: &str) -> Vec<Vec<String>> {
    let starts = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    let mut found = Vec::new();
    for (at, _) in code.match_indices(prefix).filter(|(at, _)| starts(*at)) {
        open_braces(&code[at + prefix.len()..], &mut Vec::new(), &mut found);
    }
    found
}

/// Reads one tree of a path; gives what stands behind it.
fn open_braces<'c>(code: &'c str, before: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> &'c str {
    let code = code.trim_start();
    if let Some(mut rest) = code.strip_prefix('{') {
        loop {
            rest = open_braces(rest, &mut before.clone(), found).trim_start();
            match rest.strip_prefix(',') {
                Some(next) if !next.trim_start().starts_with('}') => rest = next,
                Some(next) => return next.trim_start().strip_prefix('}').unwrap_or(next),
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let end = code.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(code.len());
    before.push(code[..end].to_owned());
    let rest = &code[end..];
    if let Some(deeper) = rest.strip_prefix("::").filter(|deeper| !deeper.starts_with(['<', '*'])) {
        return open_braces(deeper, before, found);
    }
    found.push(before.clone());
    // `as` renames, and `*` takes all.
    rest.find([',', '}', ';']).filter(|_| rest.starts_with(" as ")).map_or(rest, |at| &rest[at..])
}

/// A module of the crate: where it stands, and its code without tests.
struct Module {
    path: Vec<String>,
    is_root: bool,
    code: String,
}

fn modules(source: &Path) -> Vec<Module> {
    let module = |path: PathBuf| {
        let inside = path.strip_prefix(source).expect("a path in src").with_extension("");
        let mut names: Vec<String> =
            inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let is_root = names.last().is_some_and(|name| name == "mod" || name == "lib" || name == "main");
        if is_root {
            names.pop();
        }
        let code = code(&fs::read_to_string(&path).expect("a file"));
        let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
        Module { path: names, is_root, code }
    };
    rust_files(source).into_iter().map(module).collect()
}

/// For each folder which of its files and folders name which: by `super::`, by `crate::`, and through what the head of
/// the folder hands on.
fn arrows(modules: &[Module]) -> BTreeMap<Vec<String>, BTreeSet<(String, String)>> {
    let mut children: BTreeSet<Vec<String>> = modules.iter().map(|module| module.path.clone()).collect();
    for module in modules {
        for depth in 1..module.path.len() {
            children.insert(module.path[..depth].to_vec());
        }
    }
    // What the head of a folder takes from its children: name, child.
    let mut handed: BTreeMap<Vec<String>, String> = BTreeMap::new();
    for head in modules.iter().filter(|module| module.is_root) {
        for mut path in paths(&head.code, "use ") {
            path.retain(|name| name != "self");
            let child: Vec<String> = head.path.iter().chain(path.first()).cloned().collect();
            if let Some(item) = path.last().filter(|_| path.len() > 1 && children.contains(&child)) {
                let item = head.path.iter().chain([item]).cloned().collect();
                handed.insert(item, path[0].clone());
            }
        }
    }
    let mut arrows: BTreeMap<Vec<String>, BTreeSet<(String, String)>> = BTreeMap::new();
    for module in modules {
        let mut named = paths(&module.code, "crate::");
        let parents = module.path.len();
        for up in 1..=parents {
            let prefix = "super::".repeat(up);
            for path in paths(&module.code, &prefix).into_iter().filter(|path| path[0] != "super") {
                named.push(module.path[..parents - up].iter().cloned().chain(path).collect());
            }
        }
        for path in named {
            // The innermost folder that both stand in.
            let depth = module.path.iter().zip(&path).take_while(|(a, b)| a == b).count();
            let folder = path[..depth.min(path.len() - 1)].to_vec();
            let from = module.path.get(folder.len());
            let to = path[..=folder.len()].to_vec();
            let to = if children.contains(&to) { to.last().cloned() } else { handed.get(&to).cloned() };
            if let (Some(from), Some(to)) = (from.cloned(), to)
                && from != to
            {
                arrows.entry(folder).or_default().insert((from, to));
            }
        }
    }
    arrows
}

/// A circle among arrows, if there is one: what is left when those without arrows are taken away, again and again.
fn circle(arrows: &BTreeSet<(String, String)>) -> BTreeSet<(String, String)> {
    let mut left = arrows.clone();
    loop {
        let from: BTreeSet<String> = left.iter().map(|(from, _)| from.clone()).collect();
        let to: BTreeSet<String> = left.iter().map(|(_, to)| to.clone()).collect();
        let before = left.len();
        left.retain(|(a, b)| from.contains(b) && to.contains(a));
        if left.len() == before {
            return left;
        }
    }
}

#[test]
fn no_files_import_each_other_in_circles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    for source in ["src", "cli/src", "capi/src", "xtask/src", "python/src"] {
        let arrows = arrows(&modules(&root.join(source)));
        assert!(!arrows.is_empty(), "no imports seen in {source}: the search is broken");
        for (folder, arrows) in arrows {
            let name =
                [source].into_iter().chain(folder.iter().map(String::as_str)).collect::<Vec<_>>().join("/");
            let circle = circle(&arrows);
            if !circle.is_empty() {
                wrong.push(format!("{name}: {circle:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "circles of imports:\n{}", wrong.join("\n"));
}

#[test]
fn a_circle_is_seen() {
    let module = |path: &str, code: &str| Module {
        path: path.split('/').filter(|name| *name != "mod").map(str::to_owned).collect(),
        is_root: path.ends_with("mod"),
        code: code.to_owned(),
    };
    let seen = |files: &[(&str, &str)]| {
        let modules: Vec<Module> = files.iter().map(|(path, code)| module(path, code)).collect();
        arrows(&modules).values().any(|arrows| !circle(arrows).is_empty())
    };
    assert!(seen(&[("a/b", "use super::c::C;"), ("a/c", "use super::b::{self, B};")]));
    assert!(seen(&[("a/b", "use super::C;"), ("a/c", "super::b::f()"), ("a/mod", "mod c;\npub use c::C;")]));
    assert!(seen(&[("tag", "use crate::tables::X;"), ("tables", "use crate::tag::Tag;")]));
    assert!(!seen(&[("a/b", "use super::c::C;"), ("a/c", "use super::d::{D as E, F};"), ("a/d", "")]));
    assert!(!seen(&[("a/b", "use crate::c::C;"), ("c", "use crate::d;"), ("d", "")]));
}

/// Words of a dialect that the field has better ones for, as parts of identifiers: see the names in ARCHITECTURE.md.
const RETIRED: &[&str] = &[
    "addend",
    "addends",
    "grade",
    "grades",
    "likeness",
    "manner",
    "manners",
    "sheet",
    "sheets",
    "standing",
    "standings",
    "tell",
    "tells",
    "told",
    "verdict",
    "verdicts",
];
/// And as parts of constants, which have limits and thresholds: `MAX_`, `MIN_`.
const RETIRED_LIMITS: &[&str] = &["LEAST", "LONGEST", "MOST", "SHORTEST"];

/// The words of the identifiers of code: `MAX_WORDS` has MAX and WORDS, `NameToken` name and token.
fn words_of_identifiers(code: &str) -> impl Iterator<Item = String> {
    let mut words = Vec::new();
    let mut inside = false;
    for line in code.lines() {
        // Texts are no code; a quotation mark as a character is no text.
        let line = line.replace("\\\"", "").replace("'\"'", "");
        let code: String = line
            .split('"')
            .enumerate()
            .filter(|(at, _)| (at % 2 == 0) != inside)
            .map(|(_, code)| [code, " "].concat())
            .collect();
        inside ^= line.matches('"').count() % 2 == 1;
        for name in code.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')) {
            let constant = name.chars().all(|c| !c.is_ascii_lowercase()) && name.len() > 1;
            let mut word = String::new();
            let mut small = false;
            for c in name.chars() {
                if c == '_' || small && c.is_ascii_uppercase() {
                    words.push(std::mem::take(&mut word));
                }
                small = c.is_ascii_lowercase();
                word.extend(Some(if constant { c } else { c.to_ascii_lowercase() }).filter(|c| *c != '_'));
            }
            words.push(word);
        }
    }
    words.into_iter().filter(|word| !word.is_empty())
}

#[test]
fn identifiers_speak_the_language_of_the_field() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    for path in ["src", "cli/src", "capi/src", "xtask/src", "python/src"]
        .into_iter()
        .flat_map(|source| rust_files(&root.join(source)))
    {
        let name = path.strip_prefix(root).expect("a path of the project").to_string_lossy().into_owned();
        let mut words: Vec<String> = words_of_identifiers(&code(&fs::read_to_string(&path).expect("a file")))
            .filter(|word| {
                RETIRED.contains(&word.to_lowercase().as_str()) || RETIRED_LIMITS.contains(&word.as_str())
            })
            .collect();
        words.sort_unstable();
        words.dedup();
        if !words.is_empty() {
            wrong.push(format!("{name}: {}", words.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "retired words in identifiers:\n{}", wrong.join("\n"));
}

#[test]
fn words_of_identifiers_are_seen() {
    let words = |code| words_of_identifiers(code).collect::<Vec<_>>();
    assert_eq!(words("let MAX_WORDS: NameToken"), ["let", "MAX", "WORDS", "name", "token"]);
    assert_eq!(words("f(\"told\")"), ["f"]);
}

/// Everything that people write, but for the crate's data and what tools make.
const WRITTEN: &[&str] = &[
    "src",
    "benches",
    "book",
    "capi",
    "cli",
    "crates",
    "examples",
    "fuzz",
    "integrations",
    "python",
    "tests",
    "wasm",
    "xtask",
];

/// The files of code of the project, by the paths that git shows.
fn written(endings: &[&str]) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let made = ["target", "generated", "node_modules", "corpus", "dist"].contains(&name.as_str());
            if path.is_dir() && !made && !name.starts_with('.') {
                walk(&path, found);
            } else if path.is_file() {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in WRITTEN {
        walk(&root.join(folder), &mut found);
    }
    let ends = |path: &PathBuf| path.extension().is_some_and(|ending| endings.iter().any(|e| ending == *e));
    found.into_iter().filter(ends).collect()
}

/// What tools write stays as long as it is.
const GENERATED: &[&str] = &["capi/include/allonym.h"];

/// Files written by hand stay short enough to read, and hold no lists of words.
#[test]
fn files_have_a_readable_size() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = written(&["rs", "py", "js", "mjs", "c", "h", "hpp"]);
    assert!(files.len() > 400, "only {} files seen", files.len());
    for path in files.into_iter().filter(|path| !GENERATED.iter().any(|made| *path == root.join(made))) {
        let lines = fs::read_to_string(&path).expect("a file").lines().count();
        assert!(lines <= 600, "{} has {lines} lines: split it by a noun", path.display());
    }
}

/// The files that may hold `unsafe` code, as SECURITY.md says, and tests that stand in for callers and allocators.
const UNSAFE: &[&str] = &[
    "capi/src/raw.rs",
    "capi/tests/c.rs",
    "fuzz/c/door.rs",
    "integrations/duckdb/src/raw.rs",
    "python/src/arrow/raw.rs",
    "src/index/file/unsafe_mmap.rs",
    "tests/it/memory.rs",
];

#[test]
fn unsafe_code_stands_in_files_named_for_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let security = fs::read_to_string(root.join("SECURITY.md")).expect("SECURITY.md");
    let mut seen = BTreeSet::new();
    for path in written(&["rs"]) {
        let name = path.strip_prefix(root).expect("a path of the project").to_string_lossy().into_owned();
        let code = code(&fs::read_to_string(&path).expect("a file"));
        // A block, an implementation or a function; an attribute or a declaration promises, and does nothing.
        let does = ["unsafe {", "unsafe impl", "unsafe fn"].iter().any(|begin| code.contains(begin));
        if does && name != "tests/house.rs" {
            seen.insert(name);
        }
    }
    let allowed: BTreeSet<String> = UNSAFE.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(seen, allowed);
    for name in UNSAFE.iter().filter(|name| name.contains("src/")) {
        assert!(security.contains(name), "SECURITY.md does not name {name}");
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

/// The public functions of a file whose documentation has no example: line and name. Its tests do not count.
fn without_example(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let (mut example, mut in_tests) = (false, false);
    for (at, line) in text.lines().enumerate() {
        in_tests |= line.starts_with("#[cfg(") && line.contains("test");
        let line = line.trim_start();
        if line.starts_with("///") {
            example |= line.starts_with("/// ```");
        } else if let Some(function) =
            line.strip_prefix("pub fn ").or(line.strip_prefix("pub const fn ")).filter(|_| !in_tests)
        {
            if !example {
                let end =
                    function.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(function.len());
                found.push((at + 1, function[..end].to_owned()));
            }
            example = false;
        } else if !line.starts_with("#[") && !line.starts_with(')') && !line.starts_with("feature") {
            example = false;
        }
    }
    found
}

#[test]
fn every_public_function_has_an_example() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for path in rust_files(&source) {
        let inside = path.strip_prefix(&source).expect("a path in src").display().to_string();
        let text = fs::read_to_string(&path).expect("a file");
        wrong.extend(
            without_example(&text).into_iter().map(|(line, name)| format!("src/{inside}:{line}: {name}")),
        );
        // What the documentation hides has no example that anybody sees.
        wrong.extend(text.contains("#[doc(hidden)]").then(|| format!("src/{inside}: doc(hidden)")));
    }
    assert!(wrong.is_empty(), "public functions without an example, or hidden:\n{}", wrong.join("\n"));
}

#[test]
fn a_function_without_an_example_is_seen() {
    let names = |text| without_example(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(names("/// Words.\n#[must_use]\npub fn f(a: u8) {}\n"), ["f"]);
    assert!(names("/// ```\n/// f();\n/// ```\n#[must_use]\npub const fn f<T>() {}\n").is_empty());
    assert_eq!(names("/// ```\n/// ```\nstruct A;\n\npub fn g() {}\n"), ["g"]);
    assert!(names("pub(crate) fn f() {}\n#[cfg(test)]\nmod tests {\n pub fn h() {}\n}\n").is_empty());
}
