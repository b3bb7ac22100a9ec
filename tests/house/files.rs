//! Files are short, belong to a module, and have no `unsafe` code but where it is allowed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{code, root, rust_files};

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

/// Gives every file below a folder, but for what tools make.
pub(crate) fn walk(folder: &Path, found: &mut impl FnMut(PathBuf)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let made = ["target", "node_modules", "corpus", "dist"].contains(&name.as_str());
        if path.is_dir() && !made && !name.starts_with('.') {
            walk(&path, found);
        } else if path.is_file() {
            found(path);
        }
    }
}

/// The files that people write with one of some endings.
pub(crate) fn written(endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in WRITTEN {
        walk(&root().join(folder), &mut |path| found.push(path));
    }
    let ends = |path: &PathBuf| path.extension().is_some_and(|ending| endings.iter().any(|e| ending == *e));
    found.into_iter().filter(ends).collect()
}

/// What tools write stays as long as it is.
const GENERATED: &[&str] = &["capi/include/allonym.h", "src/tables/generated"];

/// Files written by hand stay short enough to read, and hold no lists of words.
#[test]
fn files_have_a_readable_size() {
    let root = root();
    let files = written(&["rs", "py", "js", "mjs", "c", "h", "hpp"]);
    assert!(files.len() > 400, "only {} files seen", files.len());
    for path in
        files.into_iter().filter(|path| !GENERATED.iter().any(|made| path.starts_with(root.join(made))))
    {
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
    let root = root();
    let security = fs::read_to_string(root.join("SECURITY.md")).expect("SECURITY.md");
    let mut seen = BTreeSet::new();
    for path in written(&["rs"]) {
        let name = path.strip_prefix(root).expect("a path of the project").to_string_lossy().into_owned();
        let code = code(&fs::read_to_string(&path).expect("a file"));
        // A block, an implementation or a function; an attribute or a declaration promises, and does nothing.
        let does = ["unsafe {", "unsafe impl", "unsafe fn"].iter().any(|begin| code.contains(begin));
        if does && name != "tests/house/files.rs" {
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
    let source = root().join("src");
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
