//! The program as a shell sees it.

// Helpers of tests fail by panicking, like tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::fs;
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

#[test]
fn normalize_gives_a_line_for_a_line() {
    let output = allonym(&["normalize"], "Saïd &amp; Söhne\n\nعلى\r\nÉ".as_bytes());
    assert_eq!(out(&output), "said & sohne\n\nعلي\ne\n");
    assert_eq!(output.status.code(), Some(0));
    let output = allonym(&["normalize", "--profile", "display"], "Cafe\u{301}  &amp; “x”\n".as_bytes());
    assert_eq!(out(&output), "Café & “x”\n");
    let output = allonym(&["normalize", "--json"], "A\n".as_bytes());
    assert_eq!(out(&output), "{\"input\":\"A\",\"output\":\"a\"}\n");
}

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
fn romanize_gives_the_best_first() {
    let output = allonym(&["romanize", "--language", "rus"], "Касем Сулеймани\nKerman\n".as_bytes());
    assert_eq!(out(&output), "Kasem Suleimani\nKerman\n");
    let output = allonym(&["romanize"], "قاسم سلیمانی\n".as_bytes());
    assert_eq!(out(&output), "Qasem Soleimani\n");
    let output = allonym(&["romanize", "--n-best", "3"], "Гоголь\n".as_bytes());
    assert_eq!(out(&output).trim_end().split('\t').count(), 3);
    let output = allonym(&["romanize", "--language", "Farsi"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(messages(&output).contains("BCP 47"), "{}", messages(&output));
}

#[test]
fn transliterate_follows_a_system() {
    for name in ["bgnpcgn-rus-Cyrl-Latn-1947", "bgnpcgn-rus", "BGN/PCGN 1947 Russian"] {
        let output = allonym(&["transliterate", "--system", name], "Щёлково\n\nx\n".as_bytes());
        assert_eq!(out(&output), "Shchëlkovo\n\nx\n", "{}", messages(&output));
    }
    let iso = &["transliterate", "--system", "iso-mul-Cyrl-Latn-9-1995"];
    let latin = allonym(iso, "Щёлково\n".as_bytes());
    let native = allonym(&[&iso[..], &["--reverse"]].concat(), &latin.stdout);
    assert_eq!(out(&native), "Щёлково\n");
    let output = allonym(&["transliterate", "--system", "bgnpcgn-rus", "--mrz"], "Илья Щукин\n".as_bytes());
    assert_eq!(out(&output), "ILYA<SHCHUKIN\n");
    let output = allonym(&["transliterate", "--system", "bgnpcgn-rus", "--aligned"], "Щи\n".as_bytes());
    let value: serde_json::Value = serde_json::from_str(out(&output)).expect("JSON");
    assert_eq!(value["parts"][0], serde_json::json!({"output": [0, 4], "input": [0, 2]}));
}

#[test]
fn transliterate_says_what_it_does_not_know() {
    let output = allonym(&["transliterate", "--system", "bgn/pcgn 1847 russian"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(messages(&output).contains("bgnpcgn-rus-Cyrl-Latn-1947"), "{}", messages(&output));
    let output = allonym(&["transliterate", "--system", "var-tha-Thai-Latn-ipa", "--reverse"], b"");
    assert_eq!(output.status.code(), Some(2));
    let folder = tempfile::tempdir().expect("a folder");
    let rules = file(folder.path(), "mine.rules", "# mine\nа > x ;\nб b ;\n".as_bytes());
    let output = allonym(&["transliterate", "--rules", text(&rules)], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(messages(&output).contains("mine.rules:3:1: "), "{}", messages(&output));
    let rules = file(folder.path(), "mine.rules", "а > x ;\n".as_bytes());
    let output = allonym(&["transliterate", "--rules", text(&rules)], "аА\n".as_bytes());
    assert_eq!(out(&output), "xX\n");
}

#[test]
fn systems_are_listed() {
    let output = allonym(&["systems"], b"");
    assert!(out(&output).lines().count() > 300);
    assert!(out(&output).starts_with("id\ttitle\tauthority\tyear\t"));
    let output = allonym(&["systems", "--json", "1947 russian"], b"");
    let value: serde_json::Value = serde_json::from_str(out(&output)).expect("one system");
    assert_eq!(value["id"], "bgnpcgn-rus-Cyrl-Latn-1947");
}

#[test]
fn compare_scores_two_names() {
    let output = allonym(&["compare", "Qassem Soleimani", "Gen. QASSEM SOLEIMANI"], b"");
    assert_eq!(out(&output), "1.000000\n");
    let output = allonym(&["compare", "Qassem Soleimani", "قاسم سلیمانی", "--explain"], b"");
    assert!(out(&output).contains("سلیمانی"), "{}", out(&output));
    let output = allonym(&["compare", "Ali", "علی", "--explain", "--json"], b"");
    let value: serde_json::Value = serde_json::from_str(out(&output)).expect("JSON");
    assert_eq!(value["evidence"][0]["b"]["end"], 6);
}

#[test]
fn compare_scores_pairs_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let pairs =
        file(folder.path(), "pairs.tsv", "label\tb\ta\n1\tAli\tali\n0\tx\n0\tAli\tb\u{a0}\"\n".as_bytes());
    let output = allonym(&["compare", "--pairs", text(&pairs)], b"");
    let lines: Vec<&str> = out(&output).lines().collect();
    assert_eq!((lines.len(), lines[0], lines[1]), (3, "1.000000", "0.000000"));
    assert_eq!(output.status.code(), Some(1));
    assert!(messages(&output).contains("pairs.tsv:3: no column a"), "{}", messages(&output));
    let output = allonym(&["compare", "--pairs", "-"], b"x\ty\n1\t2\n");
    assert_eq!((output.status.code(), out(&output)), (Some(1), ""));
    assert!(messages(&output).contains("columns a and b"), "{}", messages(&output));
}

#[test]
fn resolve_prints_a_table() {
    let paths = examples();
    let arguments: Vec<&str> = ["resolve"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    let output = allonym(&arguments, b"");
    assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
    let first = out(&output).lines().nth(3).expect("a first row");
    assert!(first.contains("Qassem Soleimani") && first.contains("person"), "{first}");
}

#[test]
fn resolve_prints_objects() {
    let paths = examples();
    let arguments: Vec<&str> =
        ["resolve", "--json"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    let output = allonym(&arguments, b"");
    let mut tasnim = false;
    for line in out(&output).lines() {
        let group: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(
            ["person", "organization", "place", "other"].contains(&group["kind"].as_str().expect("a kind"))
        );
        let mut count = 0;
        for variant in group["variants"].as_array().expect("variants") {
            let spans = variant["spans"].as_array().expect("spans");
            count += spans.len();
            assert_eq!(variant["count"], spans.len());
            for span in spans {
                let bytes = fs::read(span["file"].as_str().expect("a file")).expect("the file");
                let place =
                    |key: &str| usize::try_from(span[key].as_u64().expect("a place")).expect("a place");
                assert_eq!(
                    &bytes[place("start")..place("end")],
                    variant["text"].as_str().expect("text").as_bytes()
                );
                assert!(variant["files"].as_array().expect("files").contains(&span["file"]));
            }
        }
        assert_eq!(group["count"], count);
        tasnim |=
            group["name"] == "Tasnim" && line.contains("@Tasnimnews_Fa") && line.contains("خبرگزاری تسنیم");
    }
    assert!(tasnim, "{}", out(&output));
}

#[test]
fn resolve_reads_on_after_faults() {
    let folder = tempfile::tempdir().expect("a folder");
    let bad = file(folder.path(), "bad.txt", b"Yesterday \xFF\xFE Hassan Nasrallah spoke.");
    let good = file(folder.path(), "good.txt", b"It was Hassan Nasrallah.");
    let empty = file(folder.path(), "empty.txt", b"");
    let missing = folder.path().join("missing.txt");
    let arguments =
        ["resolve", "--json", text(&bad), text(&missing), text(folder.path()), text(&empty), text(&good)];
    let output = allonym(&arguments, b"");
    assert_eq!(output.status.code(), Some(1));
    for said in ["bad.txt: byte 10 is not UTF-8", "missing.txt: ", "3 faults"] {
        assert!(messages(&output).contains(said), "{said}: {}", messages(&output));
    }
    let group: serde_json::Value = serde_json::from_str(out(&output)).expect("one group");
    assert_eq!((&group["name"], &group["count"]), (&"Hassan Nasrallah".into(), &2.into()));
    // The place is one of the file, bad bytes and all.
    assert_eq!(group["variants"][0]["spans"][0]["start"], 13);
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
    for command in ["normalize", "romanize", "transliterate", "systems", "compare", "resolve"] {
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
