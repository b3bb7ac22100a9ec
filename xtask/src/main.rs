//! The generators.
//!
//! - `cargo xtask tables [--check]` compiles `data/` into `src/tables/generated/` and `crates/allonym-data/tables/`.
//! - `cargo xtask tables readings` makes only those tables that the romanizer has besides its models.
//! - `cargo xtask systems [--check]` writes `STANDARDS.md`.
//! - `cargo xtask frequency [--check]` counts the words of names in `data/training` into `data/frequency`.
//! - `cargo xtask train [--check]` learns the spelling models in `crates/allonym-data` from `data/training`.
//! - `cargo xtask train evidence [SCRIPT...]` learns the models of spelling evidence alone, or those of some scripts.
//! - `cargo xtask train transcribe [TAG...]` learns the models that write Latin names in other scripts alone.
//! - `cargo xtask train finder DIR [GROUP ...]` learns the weights of the finder from a folder of marked texts.
//! - `cargo xtask train romanize [TAG...]` learns the models that write names in Latin letters alone, or those of some
//!   languages, with the others as they are: for trying things out.
//! - `cargo xtask header [--check]` writes the C header of `capi`.
//! - `cargo xtask install --prefix DIR` builds the C library and installs it.
//! - `cargo xtask seeds` writes the seeds of the fuzz targets to `fuzz/corpus`.
//! - `cargo xtask names ROWS SEED LIST [QUERIES]` writes a list of made-up names for measuring the index, and queries.
//! - `cargo xtask countries` says how well the spellings of countries are known, by words kept back from learning.
//! - `cargo xtask trained` says, without learning, whether they are those of the data; it takes a second.
//!
//! With `--check` nothing is written: the command fails if a generated file is not what the data make.

mod data;
mod emit;
mod frequency;
mod generate;
mod header;
mod install;
mod seeds;
mod sources;
mod standards;
mod tables;
mod train;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (what, check) = match arguments.as_slice() {
        ["names", rows, seed, paths @ ..] if matches!(paths.len(), 1 | 2) => {
            return exit(names(rows, seed, paths));
        }
        ["install", "--prefix", prefix] => {
            return exit(root().and_then(|root| install::install(root, Path::new(prefix))));
        }
        ["countries"] => {
            return exit(root().and_then(tables::measure_countries).map(|report| print!("{report}")));
        }
        ["tables", "readings"] => {
            return exit(root().and_then(|root| emit::emit(root, &tables::readings(root)?, false)));
        }
        ["train", "finder", folder, groups @ ..] => {
            return exit(root().and_then(|root| {
                let file = train::finder(root, Path::new(folder), groups)?;
                emit::emit(root, &[file], false)
            }));
        }
        ["seeds"] => return exit(root().and_then(seeds::write)),
        ["train", "evidence", scripts @ ..] => {
            return exit(root().and_then(|root| train::evidence(root, scripts)));
        }
        ["train", "romanize", tags @ ..] => {
            return exit(root().and_then(|root| train::romanizer(root, tags)));
        }
        ["train", "transcribe", tags @ ..] => {
            return exit(root().and_then(|root| train::transcriber(root, tags)));
        }
        [what @ ("tables" | "systems" | "train" | "trained" | "frequency" | "header")] => (*what, false),
        [what @ ("tables" | "systems" | "train" | "frequency" | "header"), "--check"] => (*what, true),
        _ => {
            eprintln!(
                "usage: cargo xtask tables|systems|train|frequency|header [--check], cargo xtask tables readings, \
                 cargo xtask train romanize|transcribe [TAG...], cargo xtask train evidence [SCRIPT...], \
                 cargo xtask train finder DIR [GROUP...], cargo xtask trained, \
                 cargo xtask install --prefix DIR, cargo xtask seeds, cargo xtask countries, \
                 cargo xtask names ROWS SEED LIST [QUERIES]"
            );
            return ExitCode::from(2);
        }
    };
    exit(generate(what, check))
}

fn exit(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn root() -> Result<&'static Path, String> {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or_else(|| "the workspace has no folder".into())
}

fn names(rows: &str, seed: &str, paths: &[&str]) -> Result<(), String> {
    let number = |text: &str| text.parse::<u64>().map_err(|error| format!("{text}: {error}"));
    let [list, queries @ ..] = paths else { return Ok(()) };
    generate::generate(root()?, number(rows)?, number(seed)?, Path::new(list), queries.first().map(Path::new))
}

fn generate(what: &str, check: bool) -> Result<(), String> {
    let root = root()?;
    if what == "systems" {
        return emit::emit(root, &[standards::generate(root)?], check);
    }
    if what == "header" {
        return emit::emit(&root.join("capi/include"), &[header::generate(root)?], check);
    }
    if what == "frequency" {
        return frequency::generate(root, check);
    }
    if what == "train" {
        return emit::emit(root, &train::generate(root)?, check);
    }
    if what == "trained" {
        return train::check(root);
    }
    let files = tables::generate(root)?;
    emit::emit(root, &files, check)
}
