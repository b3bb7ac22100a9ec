//! What fuzzing and laws found once, held against the same checks for good.

use std::fs;

#[path = "../../fuzz/checks.rs"]
mod checks;

/// Every input of a target that has a story beside it.
fn replay(target: &str, check: fn(&str)) {
    let folder = format!("{}/tests/crashes/{target}", env!("CARGO_MANIFEST_DIR"));
    let mut inputs = 0;
    for entry in fs::read_dir(&folder).unwrap_or_else(|e| panic!("{folder}: {e}")) {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "md") {
            continue;
        }
        let story = path.with_extension("md");
        assert!(story.exists(), "{} has no story", path.display());
        check(&fs::read_to_string(&path).expect("UTF-8"));
        inputs += 1;
    }
    assert!(inputs > 0, "{folder} is empty");
}

#[test]
fn normalize() {
    replay("normalize", checks::normalized);
}

#[test]
fn names() {
    replay("names", checks::names);
}

#[test]
fn resolve() {
    replay("resolve", checks::resolved);
}

#[test]
fn rules() {
    replay("rules", checks::rules);
}

#[test]
fn index() {
    replay("index", checks::indexed);
}
