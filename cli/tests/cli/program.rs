//! What all commands share: input that is broken, usage that is wrong, help, pages of a package.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use super::{allonym, file, messages, out, text};

#[test]
fn bad_utf8_is_said_and_the_rest_is_done() {
    let output = allonym(&["normalize"], b"One\nTw\xFFo\nThree\n");
    assert_eq!(out(&output), "one\ntw\u{FFFD}o\nthree\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(messages(&output).contains("standard input:2: byte 2"), "{}", messages(&output));
}

#[test]
fn files_that_are_not_there_are_said() {
    let output = allonym(&["normalize", "no/such/file"], b"");
    assert_eq!((output.status.code(), out(&output)), (Some(1), ""));
    assert!(messages(&output).contains("no/such/file: "), "{}", messages(&output));
}

#[test]
fn empty_input_gives_empty_output() {
    for command in [&["normalize"][..], &["romanize"]] {
        let output = allonym(command, b"");
        assert_eq!((output.status.code(), out(&output), messages(&output)), (Some(0), "", ""));
    }
}

#[test]
fn a_line_of_ten_megabytes_is_a_line() {
    let line = "Qasem Soleimani ".repeat(10 << 16);
    let output = allonym(&["normalize"], line.as_bytes());
    assert_eq!(out(&output).trim_end(), line.trim_end().to_lowercase());
    let output = allonym(&["resolve", "-"], line.as_bytes());
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn wrong_usage_is_told_apart() {
    for arguments in
        [&[][..], &["compare", "one"], &["resolve"], &["nonsense"], &["romanize", "--n-best", "0"]]
    {
        assert_eq!(allonym(arguments, b"").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn every_help_has_an_example() {
    for command in [
        "normalize",
        "romanize",
        "transliterate",
        "systems",
        "parse",
        "compare",
        "index",
        "search",
        "screen",
        "resolve",
    ] {
        let output = allonym(&[command, "--help"], b"");
        assert!(out(&output).contains("Example"), "{command}");
    }
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_allonym"))
        .arg("normalize")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("its input");
    let _ = stdin.write_all("Kerman\n".repeat(100_000).as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("its end");
    assert_eq!((output.status.code(), messages(&output)), (Some(0), ""));
}

#[test]
fn a_package_gets_completions_and_manual_pages() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = allonym(&["completions", shell], b"");
        assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
        assert!(out(&output).contains("transliterate"), "{shell}");
    }
    assert_eq!(allonym(&["completions", "dos"], b"").status.code(), Some(2));
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("share/man1");
    let output = allonym(&["manual", "--out", text(&pages)], b"");
    assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
    let page = fs::read_to_string(pages.join("allonym-resolve.1")).expect("a page");
    assert!(page.contains(".SH OPTIONS") && page.contains("Find the names in documents"));
    // A folder that cannot be made is said.
    let taken = file(folder.path(), "taken", b"");
    assert_eq!(allonym(&["manual", "--out", text(&taken)], b"").status.code(), Some(1));
}
