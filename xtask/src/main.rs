//! The generators.
//!
//! - `cargo xtask tables [--check]` compiles `data/` into `src/tables/`.
//! - `cargo xtask systems [--check]` writes `STANDARDS.md`.
//! - `cargo xtask train [--check]` learns the spelling models in `src/tables` from `data/training`.
//! - `cargo xtask trained` says, without learning, whether they are those of the data; it takes a second.
//!
//! With `--check` nothing is written: the command fails if a generated file is not what the data make.

mod data;
mod emit;
mod standards;
mod tables;
mod train;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (what, check) = match arguments.as_slice() {
        [what @ ("tables" | "systems" | "train" | "trained")] => (*what, false),
        [what @ ("tables" | "systems" | "train"), "--check"] => (*what, true),
        _ => {
            eprintln!("usage: cargo xtask tables|systems|train [--check], cargo xtask trained");
            return ExitCode::from(2);
        }
    };
    match generate(what, check) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn generate(what: &str, check: bool) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("the workspace has no folder")?;
    if what == "systems" {
        return emit::emit(root, &[standards::generate(root)?], check);
    }
    if what == "train" {
        return emit::emit(&root.join("src/tables"), &train::generate(root)?, check);
    }
    if what == "trained" {
        return train::check(root);
    }
    let files = tables::generate(&root.join("data"))?;
    emit::emit(&root.join("src/tables"), &files, check)
}
