//! Runs that are killed at any moment, and machines that fail: nothing is lost, doubled or half-written.
//!
//! `ALLONYM_FAULTS=N` kills each command so often, `ALLONYM_SEED=N` gives the moments of an earlier run again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::{Dice, file, messages};

/// Kills of each command where nobody asks for more.
const KILLS: u64 = 2;

/// Bytes before the first change of a journal.
const JOURNAL_HEAD: usize = 16;

fn kills() -> u64 {
    std::env::var("ALLONYM_FAULTS").ok().and_then(|count| count.parse().ok()).unwrap_or(KILLS)
}

fn seed() -> u64 {
    let given = std::env::var("ALLONYM_SEED").ok().and_then(|seed| seed.parse().ok());
    given.unwrap_or_else(|| u64::from(std::process::id()))
}

const GIVEN: [&str; 8] = ["Qasem", "Ольга", "علی", "Νίκος", "Maria", "John", "Hassan", "Joseph"];
const FAMILY: [&str; 9] =
    ["Soleimani", "Ким", "رضایی", "Παπάς", "Lopez", "Smith", "Nasrallah", "O’Neill", "Müller"];

/// A list of so many rows, of which some are spelled alike.
fn list(first: usize, count: usize) -> String {
    let row = |at: usize| {
        let (given, family) = (GIVEN[at % GIVEN.len()], FAMILY[at / GIVEN.len() % FAMILY.len()]);
        format!("n{at}\t{given} {family}\n")
    };
    format!("id\tname\n{}", (first..first + count).map(row).collect::<String>())
}

/// What one command is killed in: how its folder is made, how it is called, and what it leaves when nobody disturbs it.
struct Case {
    name: &'static str,
    arguments: &'static str,
    /// What is done in the folder before it.
    before: &'static [&'static str],
    /// Whether what it writes is there whole or as it was before, at any moment; else only after another run.
    whole: bool,
}

const CASES: [Case; 8] = [
    Case { name: "index", arguments: "index --names list.tsv --out list.idx", before: &[], whole: true },
    Case {
        name: "add",
        arguments: "index --change list.idx --add more.tsv --remove gone.tsv",
        before: &["index --names list.tsv --out list.idx"],
        whole: true,
    },
    Case {
        name: "merge",
        arguments: "index --change list.idx --merge",
        before: &[
            "index --names list.tsv --out list.idx",
            "index --change list.idx --add more.tsv --remove gone.tsv",
        ],
        whole: true,
    },
    Case {
        name: "screen",
        arguments: "screen --names list.tsv --customers more.tsv --out out.tsv",
        before: &[],
        whole: false,
    },
    Case { name: "join", arguments: "join more.tsv list.tsv --out out.tsv", before: &[], whole: false },
    Case { name: "dedupe", arguments: "dedupe more.tsv --out out.tsv --limit 3", before: &[], whole: false },
    Case {
        name: "scan",
        arguments: "scan --names list.tsv a.txt b.txt c.txt --out out.tsv",
        before: &[],
        whole: false,
    },
    Case {
        name: "rewrite",
        arguments: "rewrite --style style.tsv a.txt b.txt c.txt",
        before: &[],
        whole: true,
    },
];

/// A folder with everything that the commands read.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, content: String| drop(file(folder.path(), name, content.as_bytes()));
    put("list.tsv", list(0, 200));
    put("more.tsv", list(100, 400));
    put("gone.tsv", format!("id\n{}", (0..40).map(|at| format!("n{at}\n")).collect::<String>()));
    put("style.tsv", "name\nQasem Soleimani\nMaria Lopez\n".into());
    for (at, name) in ["a.txt", "b.txt", "c.txt"].into_iter().enumerate() {
        let line = format!("Kasem Soleimani met María López and Qassem Suleimani, part {at}.\n");
        put(name, line.repeat(100));
    }
    folder
}

/// The program with the words of a call, in a folder.
fn program(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_allonym"));
    command.args(line.split(' ')).current_dir(folder).stdin(Stdio::null());
    command
}

fn run(folder: &Path, line: &str) -> Output {
    program(folder, line).output().expect("the program runs")
}

/// The same through a shell, `{call}` being the call.
#[cfg(target_os = "linux")]
fn shell(folder: &Path, script: &str, line: &str) -> Output {
    let script = script.replace("{call}", &format!("'{}' {line}", env!("CARGO_BIN_EXE_allonym")));
    Command::new("sh").args(["-c", &script]).current_dir(folder).output().expect("a shell")
}

/// The files of a folder and what they hold, without what a killed run may leave: locks, halves under names of their own.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    let kept = |name: &String| !name.ends_with(".allonym-new") && !name.ends_with(".lock");
    entries
        .map(|path| (name(&path), path))
        .filter(|(name, _)| kept(name))
        .map(|(name, path)| (name, fs::read(path).expect("a file")))
        .collect()
}

/// Whether a journal holds the changes of another one some times over, and nothing else.
fn repeats(once: &[u8], journal: &[u8]) -> bool {
    let (head, changes) = once.split_at(JOURNAL_HEAD);
    journal.strip_prefix(head).is_some_and(|rest| rest.chunks(changes.len()).all(|part| part == changes))
}

/// Starts a command and kills it after so long; whether it was killed before its end.
fn killed_after(time: Duration, folder: &Path, line: &str) -> bool {
    let began = Instant::now();
    let mut child = program(folder, line)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    while began.elapsed() < time {
        if child.try_wait().expect("a child that is ours").is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    child.kill().expect("a child that is ours");
    child.wait().expect("its end").code().is_none()
}

/// Whatever moment a run is killed at, what it found is there, or what it makes; and another run makes the same as if
/// nobody had disturbed the first.
#[test]
fn what_is_killed_is_whole_and_goes_on() {
    let mut dice = Dice(seed());
    let mut killed = 0;
    for case in &CASES {
        let whole = folder();
        for line in case.before {
            assert_eq!(run(whole.path(), line).status.code(), Some(0), "{line}");
        }
        let before = files(whole.path());
        let began = Instant::now();
        let output = run(whole.path(), case.arguments);
        assert_eq!(output.status.code(), Some(0), "{}: {}", case.name, messages(&output));
        let (time, after) = (began.elapsed(), files(whole.path()));
        assert_ne!(before, after, "{} changes nothing", case.name);
        for round in 0..kills() {
            let folder = tempfile::tempdir().expect("a folder");
            before.iter().for_each(|(name, bytes)| drop(file(folder.path(), name, bytes)));
            let mut moments = Vec::new();
            for _ in 0..1 + dice.below(3) {
                moments.push(time.mul_f64(dice.below(1_100) as f64 / 1_000.0));
                let was =
                    moments.last().is_some_and(|time| killed_after(*time, folder.path(), case.arguments));
                killed += u64::from(was);
                let told = format!("ALLONYM_SEED={} {} {round}, killed at {moments:?}", seed(), case.name);
                for (name, bytes) in &files(folder.path()) {
                    let known = [&before, &after].into_iter().any(|files| files.get(name) == Some(bytes));
                    // Results and how far they are go on; what is read stays as it is, to the byte.
                    let goes_on = name.starts_with("out.tsv");
                    // A run that had made its changes makes them again.
                    let known = known || name.ends_with(".journal") && repeats(&after[name], bytes);
                    assert!(known || goes_on && !case.whole, "{told}: {name} is neither old nor new");
                }
            }
            let output = run(folder.path(), case.arguments);
            let told = format!("ALLONYM_SEED={} {} {round}, killed at {moments:?}", seed(), case.name);
            assert_eq!(output.status.code(), Some(0), "{told}: {}", messages(&output));
            let found = files(folder.path());
            if case.name == "add" {
                // A change that is asked for again stands in the journal twice, and in the index once.
                run(folder.path(), "index --change list.idx --merge");
                run(whole.path(), "index --change list.idx --merge");
                assert!(files(folder.path()) == files(whole.path()), "{told}: other rows than undisturbed");
            } else {
                let differs = found.iter().find(|(name, bytes)| after.get(*name) != Some(bytes));
                assert!(
                    found.len() == after.len() && differs.is_none(),
                    "{told}: {:?}",
                    differs.map(|one| one.0)
                );
            }
        }
    }
    println!("killed {killed} runs before their end");
    assert!(killed >= kills(), "only {killed} runs were killed before their end, ALLONYM_SEED={}", seed());
}

/// What a run says that fails on its machine: one line with the file, status 1, and the files as they were.
#[cfg(target_os = "linux")]
fn fails_clearly(script: &str, wanted: &[&str]) {
    for case in &CASES {
        let folder = folder();
        for line in case.before {
            assert_eq!(run(folder.path(), line).status.code(), Some(0), "{line}");
        }
        let before = files(folder.path());
        let output = shell(folder.path(), script, case.arguments);
        let told = messages(&output);
        assert_eq!(output.status.code(), Some(1), "{}: {told}", case.name);
        assert!(wanted.iter().any(|wanted| told.contains(wanted)), "{}: {told}", case.name);
        assert!(!told.contains("panicked"), "{}: {told}", case.name);
        for (name, bytes) in &before {
            assert!(files(folder.path()).get(name) == Some(bytes), "{}: {name} is another one", case.name);
        }
    }
}

/// A limit on the size of files is what a full disk is: a write that is not taken.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_is_said_and_files_stay() {
    fails_clearly("trap '' XFSZ; ulimit -f 1; exec {call}", &["File too large"]);
}

/// Who may write everywhere is not stopped by a folder that is only read.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_is_only_read_is_said_and_files_stay() {
    let probe = folder();
    let closed = |mode: u32| {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(probe.path(), fs::Permissions::from_mode(mode)).expect("permissions");
    };
    closed(0o555);
    let may = fs::write(probe.path().join("probe"), "").is_ok();
    closed(0o755);
    if may {
        println!("not tried: this user may write into folders that are only read");
        return;
    }
    fails_clearly("chmod 555 .; {call}; code=$?; chmod 755 .; exit $code", &["Permission denied"]);
}

/// Without memory a run ends and leaves the files as they were, by an abort of the allocator if nothing else.
#[cfg(target_os = "linux")]
#[test]
fn a_run_without_memory_leaves_the_files() {
    for case in &CASES {
        let folder = folder();
        for line in case.before {
            assert_eq!(run(folder.path(), line).status.code(), Some(0), "{line}");
        }
        let before = files(folder.path());
        for kilobytes in [120_000, 250_000, 500_000] {
            let output = shell(folder.path(), &format!("ulimit -v {kilobytes}; {{call}}"), case.arguments);
            let told = messages(&output);
            let ended = output.status.success()
                || ["memory", "thread", "cannot"].iter().any(|word| told.to_lowercase().contains(word));
            assert!(ended, "{} with {kilobytes} kB: {:?}, {told}", case.name, output.status);
            if !output.status.success() {
                for (name, bytes) in &before {
                    assert!(files(folder.path()).get(name) == Some(bytes), "{}: {name}", case.name);
                }
            }
        }
    }
}

/// Results that nobody reads any more end a run quietly.
#[cfg(target_os = "linux")]
#[test]
fn a_pipe_that_is_closed_ends_a_run_quietly() {
    let folder = folder();
    for line in [
        "normalize more.tsv",
        "join more.tsv list.tsv",
        "screen --names list.tsv --customers more.tsv",
        "scan --names list.tsv a.txt b.txt",
        "rewrite --style style.tsv --diff a.txt b.txt",
    ] {
        let output = shell(folder.path(), "{call} | head -n 1", line);
        let told = messages(&output);
        assert!(!told.contains("panicked") && !told.contains("Broken pipe"), "{line}: {told}");
    }
}

/// An index that another program cuts while it is searched is no index: it is refused, or its answers are those it still has.
#[cfg(target_os = "linux")]
#[test]
fn an_index_that_was_cut_is_refused() {
    let folder = folder();
    run(folder.path(), "index --names list.tsv --out list.idx");
    let bytes = fs::read(folder.path().join("list.idx")).expect("an index");
    for part in [0, 1, 8, 100, 500] {
        file(folder.path(), "list.idx", &bytes[..bytes.len() * part / 1_000]);
        let output = run(folder.path(), "search --index list.idx Ali");
        assert_eq!(output.status.code(), Some(1), "{part}: {}", messages(&output));
        assert!(messages(&output).contains("list.idx"), "{part}: {}", messages(&output));
    }
}
