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
use std::time::{Duration, Instant};

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
fn normalize_repairs_what_people_read_and_else_when_it_is_asked_to() {
    let garbled = "MÃ¼ller\nÂ£5\n".as_bytes();
    for arguments in
        [&["normalize", "--profile", "display"][..], &["normalize", "--profile", "display", "--repair"]]
    {
        let output = allonym(arguments, garbled);
        assert_eq!((output.status.code(), out(&output)), (Some(0), "Müller\nÂ£5\n"));
        assert_eq!(
            messages(&output),
            "allonym: standard input:1: repaired 'Ã¼': UTF-8 read as windows-1252\n"
        );
    }
    let output = allonym(&["normalize", "--profile", "display", "--no-repair"], garbled);
    assert_eq!((out(&output), messages(&output)), ("MÃ¼ller\nÂ£5\n", ""));
    let output = allonym(&["normalize", "--repair"], garbled);
    assert_eq!(out(&output), "muller\na£5\n");
    let output = allonym(&["normalize"], garbled);
    assert_eq!((out(&output), messages(&output)), ("ma1⁄4ller\na£5\n", ""));
}

#[test]
fn transliterate_has_a_form_for_persons_and_says_what_is_foreign() {
    let korean = ["transliterate", "--system", "revised romanization"];
    let output = allonym(&korean, "홍길동\n".as_bytes());
    assert_eq!(out(&output), "Honggil-dong\n");
    let output = allonym(&[&korean[..], &["--as", "person"]].concat(), "홍길동\n".as_bytes());
    assert_eq!(out(&output), "Hong Gildong\n");
    let output = allonym(&["transliterate", "--system", "bgnpcgn-rus", "--as", "person"], b"");
    assert_eq!(output.status.code(), Some(2), "{}", messages(&output));
    let output = allonym(&["transliterate", "--system", "bgnpcgn-rus"], b"Kyiv\n");
    assert_eq!((output.status.code(), out(&output)), (Some(1), "Kyiv\n"));
    assert!(messages(&output).contains("nothing is in the script of"), "{}", messages(&output));
    let output =
        allonym(&["transliterate", "--system", "sac-zho-Hani-Latn-pinyin", "--mrz"], "吕\n略\n".as_bytes());
    assert_eq!(out(&output), "LYU\nLUE\n");
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
    let output = allonym(&["romanize", "--country", "eg"], "جمال\n".as_bytes());
    assert_eq!(out(&output), "Gamal\n");
    let output = allonym(&["romanize", "--country", "Egypt"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(messages(&output).contains("ISO 3166"), "{}", messages(&output));
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
    assert_eq!(
        value["parts"][0],
        serde_json::json!({"output": {"start": 0, "end": 4}, "input": {"start": 0, "end": 2}})
    );
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
fn resolve_shows_names_as_the_reader_wants_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let english = b"Gen. Qassem Soleimani was buried in Kerman. Ebrahim Raisi <spoke> in Kerman.";
    let english = file(folder.path(), "english.txt", english);
    let persian = file(folder.path(), "persian.txt", "#قاسم_سلیمانی".as_bytes());
    let page = folder.path().join("names.html");
    let names = |more: &[&str]| -> Vec<serde_json::Value> {
        let arguments = [&["resolve", "--json"], more, &[text(&english), text(&persian)]].concat();
        let output = allonym(&arguments, b"");
        assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
        out(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let people = names(&["--only", "person", "--html", text(&page)]);
    assert!(people.len() == 2 && people.iter().all(|entity| entity["kind"] == "person"), "{people:?}");
    assert_eq!((&people[0]["name"], people[0].get("made")), (&"Qassem Soleimani".into(), None));
    let page = fs::read_to_string(page).expect("a page");
    assert!(page.contains("&lt;spoke&gt;") && page.contains(">Qassem Soleimani</mark>"), "{page}");
    // The documents have one of the names in Persian letters.
    let persian_names = names(&["--only", "person", "--script", "Arab"]);
    assert_eq!(persian_names[0]["name"], "#قاسم_سلیمانی");
    assert_eq!(persian_names[1]["name"], "Ebrahim Raisi");
    let output = allonym(&["resolve", "--only", "planet", text(&english)], b"");
    assert_eq!(output.status.code(), Some(2));
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
fn parse_says_which_rule_decided() {
    let output = allonym(&["parse", "Gen. Qassem Soleimani", "قاسم سلیمانی"], b"");
    let text = out(&output);
    assert!(text.contains("kind person (title), order given_first (usual places)"), "{text}");
    assert!(text.contains("Soleimani") && text.contains("سلیمانی") && text.contains("family"), "{text}");
    let output = allonym(&["parse", "--json"], "Soleimani, Qassem\n".as_bytes());
    let name: serde_json::Value = serde_json::from_str(out(&output)).expect("one name");
    assert_eq!((&name["order"], &name["order_rule"]), (&"family_first".into(), &"comma".into()));
    assert_eq!((&name["parts"][0]["role"], &name["parts"][0]["rule"]), (&"family".into(), &"comma".into()));
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

const LIST: &str = "name\tid\tkind\nQasem Soleimani\t1\tperson\nقاسم سلیمانی\t1\tperson\nHassan Nasrallah\t2\tperson\n\
    \t3\tperson\nKerman\t4\tplace\nonly a name\n";

#[test]
fn bad_rows_of_a_list_are_said_and_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "list.tsv", LIST.as_bytes());
    let output = allonym(&["search", "--names", text(&names), "Касем Сулеймани"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        out(&output).lines().next().expect("a hit").ends_with("\t1\tQasem Soleimani"),
        "{}",
        out(&output)
    );
    for said in ["list.tsv:5: column name is missing", "list.tsv:7: column id is missing", "2 faults"] {
        assert!(messages(&output).contains(said), "{said}: {}", messages(&output));
    }
}

#[test]
fn an_index_is_built_searched_changed_and_merged() {
    let folder = tempfile::tempdir().expect("a folder");
    let names =
        file(folder.path(), "list.tsv", "id\tname\n1\tQasem Soleimani\n2\tHassan Nasrallah\n".as_bytes());
    let index = folder.path().join("list.index");
    let output = allonym(&["index", "--names", text(&names), "--out", text(&index)], b"");
    assert_eq!((output.status.code(), messages(&output)), (Some(0), ""));
    let first = |query: &str| {
        let output =
            allonym(&["search", "--index", text(&index), "--limit", "1", "--min", "0.5", query], b"");
        assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
        out(&output).split('\t').nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(first("قاسم سلیمانی"), "1");
    let more = file(folder.path(), "more.tsv", "id\tname\n3\tОльга Ким\n".as_bytes());
    let gone = file(folder.path(), "gone.tsv", b"id\n1\n");
    let output =
        allonym(&["index", "--change", text(&index), "--add", text(&more), "--remove", text(&gone)], b"");
    assert_eq!((output.status.code(), messages(&output)), (Some(0), ""));
    let journal = folder.path().join("list.index.journal");
    // Half a record, as an interrupted writer leaves it.
    let mut bytes = fs::read(&journal).expect("a journal");
    bytes.extend(b"\x20\0\0\0\0\0\0\0half");
    fs::write(&journal, &bytes).expect("a journal");
    for _ in 0..2 {
        assert_eq!((first("Olga Kim"), first("Qasem Soleimani")), ("3".into(), String::new()));
        let output = allonym(&["index", "--change", text(&index), "--merge", "--verify"], b"");
        assert_eq!((output.status.code(), messages(&output)), (Some(0), ""));
        assert!(!journal.exists());
        // A journal that was not taken away after merging is of the old index.
        fs::write(&journal, &bytes).expect("a journal");
    }
    fs::write(&index, b"id\tname\n").expect("a file");
    let output = allonym(&["search", "--index", text(&index), "Ali"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(messages(&output).contains("no index of allonym"), "{}", messages(&output));
}

/// Customers who are on the list in another spelling: every third at first, later few, so that batches of a screening
/// have many alerts and hardly any.
fn customers(count: usize) -> String {
    let names = ["Qassim Suleymani", "John Smith", "Maria Lopez"];
    let name = |at: usize| if at < 3000 { names[at % 3] } else { names[(at % 90).min(2)] };
    let row = |at: usize| format!("c{at}\t{} {}\n", name(at), ["Ali", "", "Reza"][at / 3 % 3]);
    format!("id\tname\n{}", (0..count).map(row).collect::<String>())
}

/// When a run is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So many thousandths of the time that a whole run takes after it was started.
    After(u64),
    /// When its alerts have so many bytes more: how far that is has then not been written.
    Bytes(u64),
    /// When it has begun so often to write how far it is.
    State(u64),
}

/// Numbers that look random (splitmix64), the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ mixed >> 31) % end.max(1)
    }
}

/// Runs the program until the moment comes and kills it; whether it was killed before it came to its end.
fn killed_at(moment: Moment, whole: Duration, arguments: &[String], alerts: &Path) -> bool {
    let before = fs::metadata(alerts).map_or(0, |data| data.len());
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_allonym"))
        .args(arguments)
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    // The half of a state stands beside it, under a longer name.
    let state = format!("{}.state.", alerts.file_name().and_then(|name| name.to_str()).expect("a name"));
    let is_new = |entry: std::io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with(&state))
    };
    let new = || fs::read_dir(alerts.parent().expect("a folder")).expect("a folder").any(is_new);
    // On a busy machine that is easily missed; then the state that comes of it is seen.
    let states = || fs::read(alerts.with_extension("state")).unwrap_or_default();
    let (mut seen, mut last) = (0, states());
    loop {
        let now = match moment {
            Moment::After(part) => began.elapsed().as_micros() * 1000 >= whole.as_micros() * u128::from(part),
            Moment::Bytes(more) => fs::metadata(alerts).is_ok_and(|data| data.len() > before + more),
            Moment::State(count) => {
                let before = std::mem::replace(&mut last, states());
                seen += u64::from(last != before);
                seen >= count || seen + 1 == count && new()
            }
        };
        if now {
            child.kill().expect("a child that is ours");
            return child.wait().expect("its end").code().is_none();
        }
        if child.try_wait().expect("a child that is ours").is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_micros(50));
    }
}

/// How many customers and alerts the last line counts, without the time that it took.
fn counted(output: &Output) -> &str {
    messages(output).rsplit_once(", ").map_or("", |(counts, _)| counts)
}

/// Runs that are killed again and again, at moments all over them, end with the alerts of a run that nobody disturbed.
/// `ALLONYM_SEED=N` gives the moments of an earlier run again.
#[test]
fn screening_that_was_killed_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "list.tsv", LIST.as_bytes());
    let rows = file(folder.path(), "customers.tsv", customers(7_000).as_bytes());
    let whole = folder.path().join("whole");
    let arguments = |out: &Path| {
        ["screen", "--names", text(&names), "--customers", text(&rows), "--out", text(out)].map(str::to_owned)
    };
    let run = |out: &Path| allonym(&arguments(out).each_ref().map(String::as_str), b"");
    let began = Instant::now();
    let undisturbed = run(&whole);
    let time = began.elapsed();
    assert!(counted(&undisturbed).contains("7000 customers screened"), "{}", messages(&undisturbed));
    let expected = fs::read_to_string(&whole).expect("alerts");
    assert!(expected.len() > 50_000 && !folder.path().join("whole.state").exists());

    let seed = std::env::var("ALLONYM_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed: u64 =
        seed.unwrap_or_else(|| u64::from(std::process::id()) ^ u64::from(time.subsec_nanos()) << 20);
    let mut dice = Dice(seed);
    let mut kills = 0;
    for round in 0..4_usize {
        let alerts = folder.path().join(format!("killed-{round}"));
        let mut moments = Vec::new();
        for _ in 0..3 {
            let moment = match dice.below(3) {
                0 => Moment::After(dice.below(1000)),
                1 => Moment::Bytes(dice.below(expected.len() as u64 / 2)),
                _ => Moment::State(1 + dice.below(3)),
            };
            moments.push(moment);
            if !killed_at(moment, time, &arguments(&alerts), &alerts) {
                break;
            }
            kills += 1;
        }
        let output = run(&alerts);
        let told = format!("ALLONYM_SEED={seed}, killed at {moments:?}: {}", messages(&output));
        assert_eq!(counted(&output), counted(&undisturbed), "{told}");
        let found = fs::read_to_string(&alerts).expect("alerts");
        let differs = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
        let lines = (found.lines().count(), expected.lines().count());
        assert!(found == expected, "{lines:?} alerts, the first that differs is {differs:?}; {told}");
        // Nothing is left beside them: neither how far it was nor the half of that.
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 4 + round, "{told}");
    }
    assert!(kills > 1, "ALLONYM_SEED={seed}: only {kills} of 12 runs were killed before they ended");
}

#[test]
fn screening_with_other_options_does_not_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "list.tsv", b"id\tname\n1\tQasem Soleimani\n");
    let rows = file(folder.path(), "customers.tsv", customers(3).as_bytes());
    let alerts = folder.path().join("alerts");
    file(
        folder.path(),
        "alerts.state",
        b"{\"task\":\"another\",\"rows\":1,\"read\":0,\"bytes\":0,\"results\":0,\"answered\":0}",
    );
    let arguments =
        ["screen", "--names", text(&names), "--customers", text(&rows), "--out", text(&alerts), "--json"];
    let output = allonym(&arguments, b"");
    assert_eq!(output.status.code(), Some(2), "{}", messages(&output));
    let output = allonym(&[&arguments[..], &["--restart"]].concat(), b"");
    assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
    let lines = fs::read_to_string(&alerts).expect("alerts");
    let alert: serde_json::Value =
        serde_json::from_str(lines.lines().next().expect("an alert")).expect("JSON");
    assert_eq!((&alert["customer"], &alert["id"], &alert["line"]), (&"c0".into(), &"1".into(), &2.into()));
}

#[test]
fn screening_does_not_go_on_behind_alerts_that_are_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "list.tsv", b"id\tname\n1\tQasem Soleimani\n");
    let rows = file(folder.path(), "customers.tsv", customers(7_000).as_bytes());
    let alerts = folder.path().join("alerts");
    let arguments = ["screen", "--names", text(&names), "--customers", text(&rows), "--out", text(&alerts)]
        .map(str::to_owned);
    assert!(killed_at(Moment::State(2), Duration::ZERO, &arguments, &alerts));
    fs::write(&alerts, "").expect("an empty file");
    let output = allonym(&arguments.each_ref().map(String::as_str), b"");
    assert_eq!(output.status.code(), Some(2), "{}", messages(&output));
    assert!(messages(&output).contains("alerts is shorter than"), "{}", messages(&output));
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

#[test]
fn screening_does_not_go_on_behind_customers_that_have_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "list.tsv", LIST.as_bytes());
    let before = customers(7_000);
    let rows = file(folder.path(), "customers.tsv", before.as_bytes());
    let alerts = folder.path().join("alerts");
    let arguments = ["screen", "--names", text(&names), "--customers", text(&rows), "--out", text(&alerts)]
        .map(str::to_owned);
    let run = || allonym(&arguments.each_ref().map(String::as_str), b"");
    assert!(killed_at(Moment::State(2), Duration::ZERO, &arguments, &alerts));
    // One name of those that are done, and rows that are gone.
    for changed in
        [before.replacen("\nc1\t", "\nc1\tX", 1), before.lines().take(5).collect::<Vec<_>>().join("\n")]
    {
        fs::write(&rows, changed).expect("a file");
        let output = run();
        assert_eq!(output.status.code(), Some(2), "{}", messages(&output));
        assert!(messages(&output).contains("have changed since"), "{}", messages(&output));
    }
    // What was not read yet may change: here a row more.
    fs::write(&rows, format!("{before}c9999\tQasem Soleimani\n")).expect("a file");
    let output = run();
    // The list has rows that cannot be read.
    assert_eq!(output.status.code(), Some(1), "{}", messages(&output));
    assert!(counted(&output).contains("7001 customers screened"), "{}", messages(&output));
}

const STYLE: &[u8] = b"name\nQasem Soleimani\nKerman\nSaleh Arouri\n";

#[test]
fn scan_finds_a_list_in_documents_of_all_sorts() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = file(folder.path(), "list.tsv", b"id\tname\n1\tQasem Soleimani\n2\tKerman\n");
    let page = "<p title=\"Kerman\">Qassem&nbsp;<b>Soleimani</b></p><script>Kerman</script><p>Керман";
    let page = file(folder.path(), "a.html", page.as_bytes());
    let lines =
        file(folder.path(), "a.jsonl", "{\"text\":\"\\u0421 Kerman\"}\n{\"text\":\"\"}\n[]\n".as_bytes());
    let table = file(folder.path(), "a.csv", b"id,text\n1,\"a \"\"Kerman\"\", b\"\n");
    let output = allonym(&["scan", "--names", text(&list), text(&page), text(&lines), text(&table)], b"");
    assert_eq!(output.status.code(), Some(1), "{}", messages(&output));
    assert!(messages(&output).contains("not a JSON object"), "{}", messages(&output));
    let mut found = Vec::new();
    for line in out(&output).lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let bytes = fs::read(cells[0]).expect("a file");
        let place = cells[1].parse::<usize>().expect("a byte")..cells[2].parse().expect("a byte");
        found.push((cells[3].to_owned(), String::from_utf8(bytes[place].to_vec()).expect("UTF-8")));
    }
    let wanted = [("1", "Qassem&nbsp;<b>Soleimani"), ("2", "Керман"), ("2", "Kerman"), ("2", "Kerman")];
    assert_eq!(found, wanted.map(|(id, text)| (id.to_owned(), text.to_owned())));
}

#[test]
fn scan_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = file(folder.path(), "list.tsv", b"id\tname\n1\tKerman\n");
    let lines = "{\"text\":\"Kerman\"}\n".repeat(10_000);
    let document = file(folder.path(), "a.jsonl", lines.as_bytes());
    let results = folder.path().join("out.tsv");
    let arguments = ["scan", "--names", text(&list), "--out", text(&results), text(&document)];
    assert!(allonym(&arguments, b"").status.success());
    let whole = fs::read(&results).expect("results");
    assert_eq!(whole.iter().filter(|byte| **byte == b'\n').count(), 10_000);
    let state = folder.path().join("out.tsv.state");
    let task = fs::read(&results).map(|bytes| bytes.len()).expect("results");
    // A run with another option does not take it up.
    fs::write(
        &state,
        format!("{{\"task\":\"x\",\"documents\":0,\"bytes\":0,\"written\":{task},\"mentions\":0}}"),
    )
    .expect("a state");
    assert_eq!(allonym(&arguments, b"").status.code(), Some(2));
    let again: Vec<&str> = arguments.iter().copied().chain(["--restart"]).collect();
    assert!(allonym(&again, b"").status.success());
    assert_eq!(fs::read(&results).expect("results"), whole);
}

#[test]
fn rewrite_changes_names_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let style = file(folder.path(), "style.tsv", STYLE);
    let before = "\u{feff}Gen. Ghassem Solaymani’s grave\r\nSOLAYMANI; Saleh al-Arouri\t`Qassem Soleimani`";
    let after = "\u{feff}Gen. Qasem Soleimani’s grave\r\nSOLEIMANI; Saleh Arouri\t`Qassem Soleimani`";
    let document = file(folder.path(), "a.txt", before.as_bytes());
    let call = |more: &[&str]| {
        let arguments: Vec<&str> =
            ["rewrite", "--style", text(&style)].into_iter().chain(more.iter().copied()).collect();
        allonym(&arguments, before.as_bytes())
    };
    assert_eq!(out(&call(&["-"])), after);
    assert_eq!(out(&call(&["--dry-run", text(&document)])).lines().count(), 3);
    assert!(out(&call(&["--diff", text(&document)])).contains("+\u{feff}Gen. Qasem Soleimani’s grave"));
    assert_eq!(fs::read_to_string(&document).expect("a file"), before);
    let other = folder.path().join("other");
    assert!(call(&["--out", text(&other), text(&document)]).status.success());
    assert_eq!(fs::read_to_string(other.join("a.txt")).expect("a file"), after);
    for _ in 0..2 {
        assert!(call(&[text(&document)]).status.success());
        assert_eq!(fs::read_to_string(&document).expect("a file"), after);
    }
    let bad = file(folder.path(), "bad.txt", b"Qassem Soleimani \xff");
    assert_eq!(call(&[text(&bad)]).status.code(), Some(1));
    assert_eq!(fs::read(&bad).expect("a file"), b"Qassem Soleimani \xff");
}

#[test]
fn rewrite_writes_as_the_document_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let style = file(folder.path(), "style.tsv", b"name\nQasem Soleimani\n");
    for (name, before, after) in [
        (
            "a.html",
            "<p>Qassem Soleimani<p>Qassem <b>Soleimani</b>",
            "<p>Qasem Soleimani<p>Qassem <b>Soleimani</b>",
        ),
        (
            "a.jsonl",
            "{\"text\": \"\\u0041 Qassem\\u0020Soleimani\"}\n",
            "{\"text\": \"\\u0041 Qasem Soleimani\"}\n",
        ),
        ("a.csv", "text\n\"\"\"Qassem Soleimani\"\"\"\n", "text\n\"\"\"Qasem Soleimani\"\"\"\n"),
    ] {
        let document = file(folder.path(), name, before.as_bytes());
        assert!(allonym(&["rewrite", "--style", text(&style), text(&document)], b"").status.success());
        assert_eq!(fs::read_to_string(&document).expect("a file"), after);
    }
}

#[test]
fn check_says_where_names_are_not_in_style() {
    let folder = tempfile::tempdir().expect("a folder");
    let style = file(folder.path(), "style.tsv", STYLE);
    let document = file(folder.path(), "a.txt", "Kerman\nقبر Qassem Soleimani\n".as_bytes());
    let call =
        |format: &str| allonym(&["check", "--style", text(&style), "--format", format, text(&document)], b"");
    let plain = call("text");
    assert_eq!(plain.status.code(), Some(1), "{}", messages(&plain));
    assert_eq!(out(&plain), format!("{}:2:5: Qassem Soleimani should be Qasem Soleimani\n", text(&document)));
    assert!(out(&call("github")).starts_with("::error file="));
    let json: serde_json::Value = serde_json::from_str(out(&call("json"))).expect("JSON");
    assert_eq!(
        (&json["line"], &json["column"], &json["wanted"]),
        (&2.into(), &5.into(), &"Qasem Soleimani".into())
    );
    let sarif: serde_json::Value = serde_json::from_str(out(&call("sarif"))).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["endColumn"]), (&2.into(), &21.into()));
    let clean = file(folder.path(), "clean.txt", b"Qasem Soleimani in Kerman\n");
    assert!(allonym(&["check", "--style", text(&style), text(&clean)], b"").status.success());
    let broken = file(folder.path(), "broken.tsv", b"name\nKerman\nKerman\n");
    let output = allonym(&["check", "--style", text(&broken), text(&clean)], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(messages(&output).contains("broken.tsv: line 3: Kerman is preferred in line 2 already"));
}

#[test]
fn a_proposed_style_is_a_style() {
    let folder = tempfile::tempdir().expect("a folder");
    let examples = examples();
    let from = ["style", "--least", "2", "--from"].into_iter().chain(examples.iter().map(String::as_str));
    let style = allonym(&from.collect::<Vec<_>>(), b"");
    assert!(out(&style).starts_with("name\tvariants\tkind\tlanguage\nQassem Soleimani\t"), "{}", out(&style));
    let path = file(folder.path(), "style.tsv", out(&style).as_bytes());
    let output = allonym(&["rewrite", "--style", text(&path), "-"], "Qasem Soleimani".as_bytes());
    assert_eq!(out(&output), "Qassem Soleimani");
    let entities = ["resolve", "--json"].into_iter().chain(examples.iter().map(String::as_str));
    let entities = file(folder.path(), "names.jsonl", &allonym(&entities.collect::<Vec<_>>(), b"").stdout);
    let output = allonym(&["rewrite", "--style", text(&entities), "-"], "Qasem Soleimani".as_bytes());
    assert_eq!(out(&output), "Qassem Soleimani", "{}", messages(&output));
}
