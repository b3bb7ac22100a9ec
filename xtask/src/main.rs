//! `cargo xtask tables [--check]`: compiles `data/` into `src/tables/`.
//!
//! With `--check` nothing is written: the command fails if a generated file is not what the data make.

mod data;
mod emit;
mod tables;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let check = match arguments.as_slice() {
        ["tables"] => false,
        ["tables", "--check"] => true,
        _ => {
            eprintln!("usage: cargo xtask tables [--check]");
            return ExitCode::from(2);
        }
    };
    match generate(check) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn generate(check: bool) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("the workspace has no folder")?;
    let files = tables::generate(&root.join("data"))?;
    emit::emit(&root.join("src/tables"), &files, check)
}
