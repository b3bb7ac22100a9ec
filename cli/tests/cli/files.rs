//! What happens to files: nothing that is read is written over, and nothing is written by halves.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::{allonym, messages};

const LIST: &str = "id\tname\ta\tb\n1\tQasem Soleimani\tx\tx\n2\tKasem Soleimani\tx\ty\n";

/// A list in a folder of its own.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        fs::write(folder.path("list.tsv"), LIST).expect("a file");
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The program with `{list}`, and other names in braces, as paths in this folder.
    fn run(&self, line: &str) -> Output {
        let place = |word: &str| match word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
            Some(name) => self.path(name).to_str().expect("a path").to_owned(),
            None => word.to_owned(),
        };
        let words: Vec<String> = line.split(' ').map(place).collect();
        allonym(&words.iter().map(String::as_str).collect::<Vec<_>>(), b"")
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
            .collect();
        names.sort();
        names
    }
}

#[test]
fn what_is_read_is_not_written_over() {
    let folder = Folder::new();
    #[cfg(unix)]
    fs::hard_link(folder.path("list.tsv"), folder.path("again.tsv")).expect("a link");
    #[cfg(not(unix))]
    fs::copy(folder.path("list.tsv"), folder.path("again.tsv")).expect("a copy");
    let before = folder.names();
    for line in [
        "romanize {list.tsv} --out {list.tsv}",
        "romanize {list.tsv} --out {./list.tsv}",
        "compare --pairs {list.tsv} --out {list.tsv}",
        "screen --names {list.tsv} --customers {again.tsv} --out {list.tsv}",
        "screen --names {list.tsv} --customers {again.tsv} --out {again.tsv}",
        "join {list.tsv} {again.tsv} --out {again.tsv}",
        "dedupe {list.tsv} --out {list.tsv}",
        "dedupe {list.tsv} --clusters {list.tsv}",
        "index --names {list.tsv} --out {list.tsv}",
        "scan --names {list.tsv} {again.tsv} --out {again.tsv}",
        "scan --names {list.tsv} {again.tsv} --html {list.tsv}",
        "resolve {list.tsv} --html {list.tsv}",
    ] {
        let output = folder.run(line);
        assert_eq!(output.status.code(), Some(2), "{line}: {}", messages(&output));
        assert!(messages(&output).contains("is a file that is read"), "{line}: {}", messages(&output));
        assert_eq!(fs::read_to_string(folder.path("list.tsv")).expect("the list"), LIST, "{line}");
    }
    assert_eq!(folder.names(), before);
}

#[test]
fn documents_are_not_written_over_each_other() {
    let folder = Folder::new();
    fs::create_dir(folder.path("b")).expect("a folder");
    for name in ["x.txt", "b/x.txt"] {
        fs::write(folder.path(name), format!("Kasem Soleimani in {name}")).expect("a file");
    }
    let output = folder.run("rewrite --style {list.tsv} --out {b} {x.txt} {b/x.txt}");
    assert_eq!(output.status.code(), Some(2), "{}", messages(&output));
    let left = fs::read_to_string(folder.path("b/x.txt")).expect("the document");
    assert_eq!(left, "Kasem Soleimani in b/x.txt");
}

#[test]
fn results_of_before_stay_where_nothing_can_be_read() {
    let folder = Folder::new();
    fs::write(folder.path("old"), "old").expect("a file");
    fs::write(folder.path("cut.tsv.gz"), b"\x1F\x8B\x08\x00\x00").expect("a file");
    let before = folder.names();
    for line in [
        "romanize {none.tsv} --out {old}",
        "romanize {cut.tsv.gz} --out {old}",
        "compare --pairs {none.tsv} --out {old}",
        "compare --pairs {cut.tsv.gz} --out {old}",
        "screen --names {none.tsv} --customers {list.tsv} --out {old}",
        "screen --names {list.tsv} --customers {none.tsv} --out {old}",
        "join {none.tsv} {list.tsv} --out {old}",
        "join {list.tsv} {none.tsv} --out {old}",
        "dedupe {none.tsv} --clusters {old}",
        "index --names {none.tsv} --out {old}",
        "scan --names {none.tsv} {list.tsv} --out {old}",
    ] {
        let output = folder.run(line);
        assert_eq!(output.status.code(), Some(1), "{line}: {}", messages(&output));
        assert_eq!(fs::read_to_string(folder.path("old")).expect("the file"), "old", "{line}");
    }
    assert_eq!(folder.names(), before);
}

#[test]
fn results_take_the_place_of_older_ones() {
    let folder = Folder::new();
    fs::write(folder.path("scores"), "older and longer than two scores of nine bytes").expect("a file");
    let output = folder.run("compare --pairs {list.tsv} --out {scores}");
    assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
    let scores = fs::read_to_string(folder.path("scores")).expect("the scores");
    assert_eq!(scores.lines().count(), 2);
    assert_eq!(folder.names(), ["list.tsv", "scores"]);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = Folder::new();
    for line in [
        "compare --pairs {list.tsv} --out {none/scores}",
        "index --names {list.tsv} --out {none/index}",
        "resolve {list.tsv} --html {none/page}",
        "dedupe {list.tsv} --out {none/pairs}",
    ] {
        let output = folder.run(line);
        assert_eq!(output.status.code(), Some(1), "{line}: {}", messages(&output));
        let place = Path::new("none").join("");
        assert!(messages(&output).contains(place.to_str().expect("a path")), "{line}: {}", messages(&output));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let folder = Folder::new();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    let run = |arguments: &[&str], out: Stdio| {
        let list = fs::File::open(folder.path("list.tsv")).expect("the list");
        let mut command = Command::new(env!("CARGO_BIN_EXE_allonym"));
        command.args(arguments).stdin(list).stdout(out).output().expect("the program runs")
    };
    for (arguments, out) in
        [(&["normalize"][..], Stdio::from(full())), (&["romanize", "--out", "/dev/full"], Stdio::piped())]
    {
        let output = run(arguments, out);
        assert_eq!(output.status.code(), Some(1), "{}", messages(&output));
        assert!(messages(&output).contains("cannot write the results"), "{}", messages(&output));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn messages_that_nobody_reads_stop_nothing() {
    let folder = Folder::new();
    fs::write(folder.path("bad"), b"Ali\n\xFF\nOlga\n").expect("a file");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    let output = Command::new(env!("CARGO_BIN_EXE_allonym"))
        .args(["normalize", folder.path("bad").to_str().expect("a path")])
        .stderr(full)
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "ali\n\u{FFFD}\nolga\n");
}

/// Pipes and devices have nothing to be replaced, and what stands on standard output stays there.
#[cfg(unix)]
#[test]
fn results_go_into_pipes_and_devices() {
    use std::fs::File;
    use std::io::{Read, Write};
    let folder = Folder::new();
    let list = folder.path("list.tsv");
    let list = list.to_str().expect("a path");
    for arguments in [
        &["screen", "--names", list, "--customers", list][..],
        &["dedupe", list, "--clusters", "/dev/null"],
        &["join", list, list],
        &["scan", "--names", list, "--field", "name", list],
        &["compare", "--pairs", list],
    ] {
        let whole = [arguments, &["--out", "/dev/null"]].concat();
        let output = allonym(&whole, b"");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", messages(&output));
        let wanted = String::from_utf8(allonym(arguments, b"").stdout).expect("UTF-8");
        assert!(!wanted.is_empty(), "{arguments:?}");
        // A file that has a line already and gets one behind.
        let path = folder.path("all");
        let mut all = File::create(&path).expect("a file");
        writeln!(all, "first").expect("space");
        let stdout = Stdio::from(all.try_clone().expect("a file"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_allonym"));
        command.args([arguments, &["--out", "/dev/stdout"]].concat()).stdout(stdout).stderr(Stdio::null());
        assert!(command.status().expect("the program starts").success(), "{arguments:?}");
        writeln!(all, "last").expect("space");
        let mut text = String::new();
        File::open(&path).and_then(|mut file| file.read_to_string(&mut text)).expect("a file");
        assert_eq!(text, format!("first\n{wanted}last\n"), "{arguments:?}");
    }
    assert_eq!(folder.names(), ["all", "list.tsv"]);
}

#[test]
fn clusters_take_the_form_of_their_name() {
    let folder = Folder::new();
    for (line, name, wanted) in [
        ("dedupe {list.tsv} --clusters {c.csv}", "c.csv", "cluster,id\n1,1\n1,2\n"),
        ("dedupe {list.tsv} --clusters {c.tsv}", "c.tsv", "cluster\tid\n1\t1\n1\t2\n"),
    ] {
        let output = folder.run(line);
        assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
        assert_eq!(fs::read_to_string(folder.path(name)).expect("clusters"), wanted);
    }
    let output = folder.run("dedupe {list.tsv} --clusters {c.tsv.gz}");
    assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
    assert!(fs::read(folder.path("c.tsv.gz")).expect("clusters").starts_with(&[0x1F, 0x8B]));
    // Neither takes the place of the other.
    for line in [
        "dedupe {list.tsv} --clusters {new.tsv} --out {new.tsv}",
        "dedupe {list.tsv} --clusters {new.tsv} --out {./new.tsv}",
    ] {
        assert_eq!(folder.run(line).status.code(), Some(2), "{line}");
    }
}
