//! The accuracy ledger.
//!
//! ```sh
//! cargo run --release -p allonym-bench -- ledger            # writes the page, its plots and the figures
//! cargo run --release -p allonym-bench -- ledger --check    # fails if a figure fell by more than 0.003
//! ```
//!
//! In: the sets in `data/`, which ship under the licence that each file names; none of their rows is trained on, and one
//! that `data/training` has is refused. Out:
//! `book/src/accuracy.md`, `book/src/plots/*.svg`, the two tables of `README.md`, and `book/src/accuracy.tsv`, which the check
//! compares with. Speeds are in the pages alone: they are of the machine, not of the code.

mod figures;
mod measure;
mod overlap;
mod page;
mod readme;
mod sets;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use figures::Figures;
use overlap::Trained;
use readme::Peers;

/// A figure may fall by so much before the check fails: rounding, and rows that turn on a hair.
const TOLERANCE: f64 = 0.003;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["ledger"] => write(),
        ["ledger", "--check"] => check(),
        _ => {
            eprintln!("usage: allonym-bench ledger [--check]");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("allonym-bench: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Fails if a row of a set is among the pairs that models are trained on.
fn refuse_overlap(data: &Path) -> Result<(), String> {
    let trained = Trained::read(&data.join("../../../data/training"))?;
    for set in measure::sets(data) {
        let (name, set) = set?;
        if let Some(row) = set.rows.iter().find(|row| trained.has(row)) {
            let row = row.join(" | ");
            return Err(format!("{name}: data/training has the row {row}: remove it from the set"));
        }
    }
    Ok(())
}

/// Where the sets and the pages are.
fn roots() -> (PathBuf, PathBuf) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    (here.join("data"), here.join("../../book/src"))
}

fn write() -> Result<(), String> {
    let (data, book) = roots();
    refuse_overlap(&data)?;
    let figures = measure::all(&data, true)?;
    let plots = book.join("plots");
    fs::create_dir_all(&plots).map_err(|error| format!("{}: {error}", plots.display()))?;
    for (name, text) in page::files(&figures) {
        let path = book.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("{}", path.display());
    }
    let peers = data.join("../peers.tsv");
    let text = fs::read_to_string(&peers).map_err(|error| format!("{}: {error}", peers.display()))?;
    let peers = Peers::read(&text).map_err(|why| format!("{}: {why}", peers.display()))?;
    let path = book.join("../../README.md");
    let page = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let page = readme::written(&page, &figures, &peers)?;
    fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("{}", path.display());
    Ok(())
}

fn check() -> Result<(), String> {
    let (data, book) = roots();
    let path = book.join("accuracy.tsv");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let before = Figures::read(&text).map_err(|why| format!("{}: {why}", path.display()))?;
    refuse_overlap(&data)?;
    let now = measure::all(&data, false)?;
    let fallen = before.fallen(&now, TOLERANCE);
    if fallen.is_empty() {
        println!("{} figures: none fell by more than {TOLERANCE}", before.len());
        return Ok(());
    }
    Err(format!("figures fell; if that is meant, write the ledger again:\n{}", fallen.join("\n")))
}
