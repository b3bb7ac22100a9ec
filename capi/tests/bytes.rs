//! The fuzz target of the C interface over the seeds of the others and over what they found once.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/c/door.rs"]
mod door;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

#[test]
fn seeds_hold_every_law() {
    let mut inputs = 0;
    for entry in fs::read_dir(Path::new(ROOT).join("fuzz/seeds")).expect("a folder") {
        let text = fs::read(entry.expect("an entry").path()).expect("a file");
        // Some of each file: the others are long, and of the same kind.
        for line in text.split(|byte| *byte == b'\n').filter(|line| !line.starts_with(b"# ")).step_by(7) {
            door::c(line);
            door::c(line.get(1..).unwrap_or_default());
            inputs += 2;
        }
    }
    assert!(inputs > 200, "only {inputs} inputs");
}

#[test]
fn what_was_found_once_is_not_found_again() {
    for folder in fs::read_dir(Path::new(ROOT).join("tests/crashes")).expect("a folder") {
        for entry in fs::read_dir(folder.expect("an entry").path()).expect("a folder") {
            door::c(&fs::read(entry.expect("an entry").path()).expect("a file"));
        }
    }
}
