//! The program as a shell sees it.

// Helpers of tests fail by panicking, like tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod book;
mod documents;
mod faults;
mod files;
mod formats;
mod killed;
mod letters;
mod lists;
mod names;
mod newsroom;
mod program;
mod resolve;
mod screen;
mod texts;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn allonym(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_allonym"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("its output");
    // A program that ends before it has read everything closes the pipe.
    let _ = writer.join().expect("the writer");
    output
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn messages(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

fn file(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).expect("a file");
    path
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

fn examples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/kerman");
    let mut paths: Vec<String> = fs::read_dir(folder)
        .expect("the examples")
        .map(|e| text(&e.expect("an entry").path()).to_owned())
        .collect();
    paths.sort();
    paths
}

/// Numbers that look random, the same for the same seed: a hash of the one before.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.hash(&mut hasher);
        self.0 = hasher.finish();
        self.0 % end.max(1)
    }
}

/// A list with rows that cannot be read.
const LIST: &str = "name\tid\tkind\nQasem Soleimani\t1\tperson\nقاسم سلیمانی\t1\tperson\nHassan Nasrallah\t2\tperson\n\
    \t3\tperson\nKerman\t4\tplace\nonly a name\n";
