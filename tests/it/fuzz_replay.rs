//! Every seed of the fuzz targets, and what they and the laws found once, through the same checks: for good, and
//! without a nightly compiler.

use std::fs;
use std::path::Path;

use crate::tables::unescape;

#[path = "../../fuzz/src/lib.rs"]
pub(crate) mod doors;

use doors::{Check, DOORS};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The names of what a folder of the project holds, in order.
fn entries(folder: &str) -> Vec<String> {
    let read = fs::read_dir(Path::new(ROOT).join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut names: Vec<String> =
        read.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn check(door: &str) -> Check {
    DOORS.iter().find(|(name, _)| *name == door).unwrap_or_else(|| panic!("no door is called {door}")).1
}

/// The seeds of a file, and the doors it says they are for.
fn seeds(file: &str) -> (Vec<String>, Vec<String>) {
    let text = fs::read_to_string(format!("{ROOT}/fuzz/seeds/{file}")).expect("a file");
    let doors = text.lines().find_map(|line| line.strip_prefix("# doors: ")).expect("a line of doors");
    let seeds = text.lines().filter(|line| !line.starts_with("# ") && !line.is_empty());
    (doors.split(' ').map(String::from).collect(), seeds.map(unescape).collect())
}

#[test]
fn every_door_has_a_target() {
    let mut targets: Vec<&str> = DOORS.iter().map(|(name, _)| *name).collect();
    targets.sort_unstable();
    assert_eq!(
        entries("fuzz/fuzz_targets"),
        targets.iter().map(|name| format!("{name}.rs")).collect::<Vec<_>>()
    );
    let manifest = fs::read_to_string(format!("{ROOT}/fuzz/Cargo.toml")).expect("a manifest");
    for target in targets {
        assert!(manifest.contains(&format!("name = \"{target}\"")), "{target} is missing in fuzz/Cargo.toml");
    }
}

#[test]
fn seeds_hold_every_law() {
    let mut inputs = 0;
    for file in entries("fuzz/seeds") {
        let (doors, seeds) = seeds(&file);
        for door in doors {
            let check = check(&door);
            seeds.iter().for_each(|seed| check(seed.as_bytes()));
            inputs += seeds.len();
        }
    }
    assert!(inputs > 2_000, "only {inputs} inputs");
}

/// Each through its own door, and as any bytes through all the others.
#[test]
fn what_was_found_once_is_not_found_again() {
    let mut inputs = 0;
    for own in entries("tests/crashes") {
        let own_check = check(&own);
        for file in entries(&format!("tests/crashes/{own}")).iter().filter(|file| !file.ends_with(".md")) {
            let path = Path::new(ROOT).join("tests/crashes").join(&own).join(file);
            assert!(path.with_extension("md").exists(), "{} has no story", path.display());
            let bytes = fs::read(&path).expect("a file");
            own_check(&bytes);
            DOORS.iter().for_each(|(_, check)| check(&bytes));
            inputs += 1;
        }
    }
    assert!(inputs > 10, "only {inputs} inputs");
}

/// A law that is broken is seen: the checks are no empty shells.
#[test]
fn a_broken_map_is_seen() {
    let aligned = allonym::unicode::clean_aligned("ﬁ قاسم");
    let other = std::panic::catch_unwind(|| doors::text::leads_back(&aligned, "قاسم"));
    assert!(other.is_err(), "a map into another text went through");
    doors::text::leads_back(&aligned, "ﬁ قاسم");
}
