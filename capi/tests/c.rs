//! The C interface, used from C, C++, Python and Go: programs in `tests/c` and `examples`, compiled with every warning
//! an error, against the library that cargo has built for these tests. What is not on the machine is skipped, and the
//! test says so.

#![cfg(target_os = "linux")]
// Helpers of tests fail by panicking, like tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Where the sources are.
fn capi() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder like one that `cargo xtask install` makes, of links to the library beside this very test.
fn stage() -> &'static Path {
    static STAGE: OnceLock<PathBuf> = OnceLock::new();
    STAGE.get_or_init(|| {
        let built = env::current_exe().expect("a test").parent().expect("a folder").to_path_buf();
        let stage = Path::new(env!("CARGO_TARGET_TMPDIR")).join("capi");
        let _ = fs::remove_dir_all(&stage);
        fs::create_dir_all(stage.join("lib/pkgconfig")).expect("a folder");
        symlink(capi().join("include"), stage.join("include")).expect("a link");
        for (name, from) in [("liballonym.so", "liballonym_capi.so"), ("liballonym.a", "liballonym_capi.a")] {
            let from = built.join(from);
            assert!(from.exists(), "cargo has not built {}", from.display());
            symlink(from, stage.join("lib").join(name)).expect("a link");
        }
        let config = format!(
            "Name: allonym\nDescription: names\nVersion: {}\nCflags: -I{stage}/include\n\
             Libs: -L{stage}/lib -lallonym -Wl,-rpath,{stage}/lib\n",
            env!("CARGO_PKG_VERSION"),
            stage = stage.display()
        );
        fs::write(stage.join("lib/pkgconfig/allonym.pc"), config).expect("a file");
        stage
    })
}

/// Whether a program can be run.
fn found(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success())
        || Command::new(program).arg("version").output().is_ok_and(|out| out.status.success());
    if !found {
        skipped(&format!("no {program} on this machine"));
    }
    found
}

/// Says what is not tested, past what the test harness keeps to itself.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

fn host() -> &'static str {
    static HOST: OnceLock<String> = OnceLock::new();
    HOST.get_or_init(read_host)
}

fn read_host() -> String {
    let out = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())).arg("-vV").output();
    let text = String::from_utf8(out.expect("rustc").stdout).expect("text");
    text.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host").to_owned()
}

/// The compiler as the crate cc finds it; with none there is nothing to test, and the test says so.
fn compiler(cpp: bool) -> Option<Command> {
    let host = host();
    let mut build = cc::Build::new();
    build.cpp(cpp).target(host).host(host).opt_level(1).debug(true).cargo_metadata(false).warnings(false);
    let tool = build.try_get_compiler().ok().filter(|tool| found(&tool.path().to_string_lossy()));
    if tool.is_none() {
        skipped(if cpp { "no compiler for C++" } else { "no compiler for C" });
    }
    tool.map(|tool| tool.to_command())
}

fn sanitizers() -> &'static [&'static str] {
    &["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"]
}

/// Compiles a program strictly; `None` without a compiler.
fn compile(source: &str, name: &str) -> Option<Result<PathBuf, String>> {
    compile_with(source, name, &stage().join("lib"), &[])
}

/// Compiles a program for AddressSanitizer, which may not be there: then `Err`.
fn compile_sanitized(source: &str, name: &str) -> Option<Result<PathBuf, String>> {
    compile_with(source, name, sanitized(), sanitizers())
}

/// The folder of the library that sanitized programs are linked to: the one in ALLONYM_SANITIZED, which has to be built
/// for the sanitizer too, or else the usual one, in which only the heap is watched.
fn sanitized() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let Some(built) = env::var_os("ALLONYM_SANITIZED") else { return stage().join("lib") };
        let library = Path::new(&built).join("liballonym_capi.so");
        let mut nm = Command::new("nm");
        nm.arg("-D").arg(&library);
        assert!(succeeds(nm).contains("__asan_report"), "{} has no sanitizer", library.display());
        let folder = stage().join("sanitized");
        fs::create_dir_all(&folder).expect("a folder");
        symlink(library, folder.join("liballonym.so")).expect("a link");
        folder
    })
}

fn compile_with(source: &str, name: &str, library: &Path, more: &[&str]) -> Option<Result<PathBuf, String>> {
    let cpp = source.ends_with(".cpp");
    let mut command = compiler(cpp)?;
    let out = stage().join(name);
    command
        .args(["-pedantic", "-Wall", "-Wextra", "-Werror", if cpp { "-std=c++17" } else { "-std=c99" }])
        .arg("-I")
        .arg(stage().join("include"))
        .args(more)
        .arg(capi().join(source))
        .arg("-o")
        .arg(&out)
        .arg("-L")
        .arg(library)
        .arg(format!("-Wl,-rpath,{}", library.display()))
        .args(["-lallonym", "-pthread"]);
    let done = command.output().expect("a compiler");
    Some(if done.status.success() { Ok(out) } else { Err(said(&done)) })
}

fn said(out: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}

fn run(program: &Path, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).output().expect("a program")
}

fn succeeds(mut command: Command) -> String {
    let out = command.output().expect("a program");
    assert!(out.status.success(), "{command:?}: {}\n{}", out.status, said(&out));
    String::from_utf8(out.stdout).expect("text")
}

/// The programs of `tests/c` with their arguments, one of which is a file that they may write, and whether they are run
/// under valgrind.
fn programs(index: &str) -> Vec<(&'static str, Vec<String>, bool)> {
    let golden = capi().parent().expect("the workspace").join("tests/golden");
    let table = |name: &str| vec![name.to_owned(), format!("{}/{name}.tsv", golden.display())];
    let mut all = vec![
        ("tests/c/refusals.c", Vec::new(), true),
        ("tests/c/answers.c", vec![stage().join(index).display().to_string()], true),
        ("tests/c/threads.c", Vec::new(), true),
        ("tests/c/wrapper.cpp", Vec::new(), true),
    ];
    for name in ["normalize", "systems", "rules", "rule_faults", "romanize_names", "compare", "parse"] {
        all.push(("tests/c/golden.c", table(name), name == "rules"));
    }
    all
}

fn file_name(source: &str) -> String {
    source.rsplit('/').next().unwrap_or(source).replace('.', "_")
}

#[test]
fn programs_in_c_and_cpp() {
    let mut last = ("", None);
    for (source, arguments, memory) in programs("plain.index") {
        if last.0 != source {
            last = (source, compile(source, &file_name(source)));
        }
        let Some(done) = &last.1 else { continue };
        let program = done.as_ref().unwrap_or_else(|error| panic!("{source}: {error}"));
        let mut command = Command::new(program);
        command.args(&arguments);
        succeeds(command);
        if memory && valgrind_sees() {
            let mut command = valgrind();
            command.arg(program).args(&arguments);
            succeeds(command);
        }
    }
}

fn valgrind() -> Command {
    let mut command = Command::new("valgrind");
    command.args(["-q", "--error-exitcode=9", "--leak-check=full"]);
    command.args(["--errors-for-leak-kinds=definite,indirect,possible"]);
    command
}

/// What the canary does wrong.
const FAULTS: [&str; 3] = ["overflow", "used after free", "leak"];

/// Whether valgrind is there; it has to see every fault of the canary.
fn valgrind_sees() -> bool {
    static SEES: OnceLock<bool> = OnceLock::new();
    *SEES.get_or_init(|| {
        if !found("valgrind") {
            return false;
        }
        let Some(canary) = compile("tests/c/canary.c", "canary") else { return false };
        let canary = canary.expect("a program");
        for fault in FAULTS {
            let out = valgrind().arg(&canary).arg(fault).output().expect("valgrind");
            assert_eq!(out.status.code(), Some(9), "valgrind does not see: {fault}\n{}", said(&out));
        }
        let out = valgrind().arg(&canary).output().expect("valgrind");
        assert!(out.status.success(), "valgrind sees what is not there\n{}", said(&out));
        true
    })
}

#[test]
fn programs_under_address_sanitizer() {
    let canary = match compile_sanitized("tests/c/canary.c", "canary_sanitized") {
        None => return,
        Some(Err(error)) => {
            skipped(&format!("the compiler has no AddressSanitizer: {error}"));
            return;
        }
        Some(Ok(canary)) => canary,
    };
    // It is really on: it sees what is wrong, and nothing where nothing is.
    for fault in FAULTS {
        let out = run(&canary, &[fault]);
        let kind = if fault == "leak" { "LeakSanitizer" } else { "AddressSanitizer" };
        assert!(!out.status.success() && said(&out).contains(kind), "not seen: {fault}\n{}", said(&out));
    }
    assert!(run(&canary, &[]).status.success());
    let mut last = ("", None);
    for (source, arguments, _) in programs("sanitized.index") {
        if last.0 != source {
            last = (source, compile_sanitized(source, &format!("{}_sanitized", file_name(source))));
        }
        let Some(done) = &last.1 else { continue };
        let program = done.as_ref().unwrap_or_else(|error| panic!("{source}: {error}"));
        let mut command = Command::new(program);
        command.args(&arguments);
        succeeds(command);
    }
}

#[test]
fn the_quick_start_prints_what_its_page_says() {
    let page = fs::read_to_string(capi().join("README.md")).expect("a page");
    let told = page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an output");
    if let Some(program) = compile("examples/quickstart.c", "quickstart") {
        assert_eq!(succeeds(Command::new(program.expect("a program"))), told);
    }
    // What a first call costs is measured on a release; here only that the program runs.
    if let Some(program) = compile("examples/first_call.c", "first_call") {
        run(&program.expect("a program"), &[]);
    }
    // Linked in, without the shared library.
    let archive = stage().join("lib/liballonym.a").display().to_string();
    if let Some(mut command) = compiler(false) {
        let out = stage().join("quickstart_static");
        command.arg("-I").arg(stage().join("include")).arg(capi().join("examples/quickstart.c"));
        command.args([&archive, "-o"]).arg(&out);
        succeeds({
            command.args(["-lpthread", "-ldl", "-lm"]);
            command
        });
        assert_eq!(succeeds(Command::new(&out)), told);
    }
}

#[test]
fn examples_in_other_languages() {
    if let Some(program) = compile("examples/search.cpp", "search") {
        let wanted = "2 Касем Сулеймани\nQasem Soleimani\nstatus 8\n";
        assert_eq!(succeeds(Command::new(program.expect("a program"))), wanted);
    }
    if found("python3") {
        let mut python = Command::new("python3");
        python.arg(capi().join("examples/resolve.py"));
        python.env("ALLONYM_LIBRARY", stage().join("lib/liballonym.so")).env("PYTHONUTF8", "1");
        let printed = succeeds(python);
        let lines: Vec<&str> = printed.lines().collect();
        assert_eq!(lines.first(), Some(&"True"), "{printed}");
        assert!(lines.iter().any(|line| line.starts_with("Qassem Soleimani person 2 [")), "{printed}");
        assert!(lines.last().is_some_and(|line| line.starts_with("a is not UTF-8")), "{printed}");
    }
    if found("go") && found("pkg-config") {
        let mut go = Command::new("go");
        go.args(["run", "."]).current_dir(capi().join("examples/go"));
        go.env("PKG_CONFIG_PATH", stage().join("lib/pkgconfig")).env("CGO_LDFLAGS_ALLOW", "-Wl,-rpath,.*");
        go.env("GOCACHE", concat!(env!("CARGO_TARGET_TMPDIR"), "/go"))
            .env("GOFLAGS", "-mod=mod")
            .env("GOTOOLCHAIN", "local");
        let printed = succeeds(go);
        assert!(printed.starts_with("Qasem Soleimani true\nКасем Сулеймани true\n"), "{printed}");
        assert!(printed.contains("Hassan Nasrallah false\ntext is not UTF-8"), "{printed}");
    }
}

/// What programs may link to changes only with the list.
#[test]
fn exported_symbols_are_those_of_the_list() {
    let list = fs::read_to_string(capi().join("symbols.txt")).expect("a list");
    let listed: BTreeSet<&str> = list.lines().collect();
    let header = fs::read_to_string(capi().join("include/allonym.h")).expect("a header");
    let refusals = fs::read_to_string(capi().join("tests/c/refusals.c")).expect("a test");
    let answers = fs::read_to_string(capi().join("tests/c/answers.c")).expect("a test");
    for symbol in &listed {
        let called = format!("{symbol}(");
        assert!(header.contains(&called), "{symbol} is not in the header");
        assert!(refusals.contains(&called) || answers.contains(&called), "{symbol} is not tested from C");
    }
    if !found("nm") {
        return;
    }
    let mut nm = Command::new("nm");
    nm.args(["-D", "--defined-only"]).arg(stage().join("lib/liballonym.so"));
    let told = succeeds(nm);
    let exported: BTreeSet<&str> = told.lines().filter_map(|line| line.split_whitespace().nth(2)).collect();
    let missing: Vec<_> = listed.difference(&exported).collect();
    let new: Vec<_> = exported.difference(&listed).collect();
    assert!(
        missing.is_empty() && new.is_empty(),
        "capi/symbols.txt: not exported {missing:?}, not listed {new:?}"
    );
}

/// `unsafe` blocks stand in one small file, and files have a size that can be read.
#[test]
fn unsafe_stands_in_one_file() {
    for entry in fs::read_dir(capi().join("src")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.lines().count() <= 600, "{} is too long", path.display());
        if !path.ends_with("raw.rs") {
            assert!(!text.contains("unsafe {"), "{} has an unsafe block", path.display());
        }
    }
}
