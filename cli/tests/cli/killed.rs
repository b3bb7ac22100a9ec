//! Runs that are killed at any moment leave whole files, and one that goes on ends with what nobody interrupted.
//!
//! `ALLONYM_KILLS=300 cargo test -p allonym-cli --test cli killed` kills oftener than every test run does.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

use super::{allonym, file, messages, text};

/// Documents of a run.
const DOCUMENTS: usize = 12;
/// How often a run is killed unless the environment says it.
const KILLS: u64 = 6;
/// The longest time that a run has before it is killed, in microseconds: longer than all of it takes.
const LONGEST: u64 = 300_000;

fn kills() -> u64 {
    env::var("ALLONYM_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(KILLS)
}

/// Starts a run and kills it after a time that differs from one turn to the next.
fn start_and_kill(arguments: &[&str], turn: u64) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_allonym"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a process");
    // Multiples of the golden section lie everywhere between 0 and 1.
    let share = (turn as f64 * 0.618_033_988_75).fract();
    thread::sleep(Duration::from_micros((share * LONGEST as f64) as u64));
    let _ = child.kill();
    let _ = child.wait();
}

fn documents(folder: &Path) -> Vec<String> {
    let body = "The general Qassem Soleimani was buried in Kirman. ".repeat(400);
    (0..DOCUMENTS)
        .map(|at| text(&file(folder, &format!("{at:02}.txt"), format!("{at} {body}").as_bytes())).to_owned())
        .collect()
}

#[test]
fn killed_rewriting_leaves_whole_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let style = tempfile::tempdir().expect("a folder");
    let style = file(style.path(), "style.tsv", b"name\nQasem Soleimani\nKerman\n");
    let names = documents(folder.path());
    let arguments: Vec<&str> =
        ["rewrite", "--style", text(&style)].into_iter().chain(names.iter().map(String::as_str)).collect();
    let old: Vec<String> = names.iter().map(|name| fs::read_to_string(name).expect("a file")).collect();
    let new: Vec<String> =
        old.iter().map(|text| text.replace("Qassem", "Qasem").replace("Kirman", "Kerman")).collect();
    let mut states = BTreeSet::new();
    for turn in 0..kills() {
        for (name, old) in names.iter().zip(&old) {
            fs::write(name, old).expect("a file");
        }
        start_and_kill(&arguments, turn);
        let mut done = 0;
        for ((name, old), new) in names.iter().zip(&old).zip(&new) {
            let now = fs::read_to_string(name).expect("a file");
            assert!(now == *old || now == *new, "{name} is neither as it was nor as it is to be");
            done += usize::from(now == *new);
        }
        states.insert(done);
        for entry in fs::read_dir(folder.path()).expect("a folder") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            let own = names.iter().any(|known| known.ends_with(&name));
            assert!(own || name.starts_with('.') && name.ends_with(".allonym-new"), "{name}");
        }
    }
    // What a killed run left behind is in nobody's way.
    let output = allonym(&arguments, b"");
    assert!(output.status.success(), "{}", messages(&output));
    for (name, new) in names.iter().zip(&new) {
        assert_eq!(fs::read_to_string(name).expect("a file"), *new);
    }
    println!("documents that were done when a run was killed: {states:?}");
}

#[test]
fn killed_scans_end_with_the_same_results() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = file(folder.path(), "list.tsv", b"id\tname\n1\tQasem Soleimani\n2\tKerman\n");
    let names = documents(folder.path());
    let results = folder.path().join("out.tsv.gz");
    let arguments: Vec<&str> = ["scan", "--names", text(&list), "--out", text(&results)]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .collect();
    assert!(allonym(&arguments, b"").status.success());
    let whole = fs::read(&results).expect("results");
    for turn in 0..kills() {
        fs::remove_file(&results).expect("results");
        start_and_kill(&arguments, turn);
        start_and_kill(&arguments, turn + kills());
        let output = allonym(&arguments, b"");
        assert!(output.status.success(), "{}", messages(&output));
        assert!(fs::read(&results).expect("results") == whole, "turn {turn}");
    }
}
