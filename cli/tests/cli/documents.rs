//! How documents are read and written: compressed, in formats, changed between runs; and what the exit status says of it.

use std::fs;
use std::io::{Read, Write};

use super::{allonym, file, messages, out, text};

const LIST: &[u8] = b"id\tname\n1\tQasem Soleimani\n2\tQasem Soleimani\n3\tKerman\n";

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text).expect("memory");
    encoder.finish().expect("memory")
}

fn gunzip(bytes: &[u8]) -> String {
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(bytes).read_to_string(&mut text).expect("a text");
    text
}

#[test]
fn every_id_of_a_spelling_has_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = file(folder.path(), "list.tsv", LIST);
    let output = allonym(&["scan", "--names", text(&list), "-"], "in Qassem\nSoleimani".as_bytes());
    let lines: Vec<&str> = out(&output).lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    for (line, id) in lines.iter().zip(["1", "2"]) {
        assert!(line.starts_with(&format!("-\t3\t19\t{id}\tQasem Soleimani\t")), "{line}");
        assert!(line.ends_with("\tQassem Soleimani"), "{line}");
    }
    assert!(messages(&output).contains("1 mentions"), "{}", messages(&output));
    let page = folder.path().join("page.html");
    let document = file(folder.path(), "a.txt", b"Qassem Soleimani");
    assert!(
        allonym(&["scan", "--names", text(&list), "--html", text(&page), text(&document)], b"")
            .status
            .success()
    );
    let page = fs::read_to_string(page).expect("a page");
    assert!(
        page.contains("title=\"Qasem Soleimani (1), Qasem Soleimani (2)\">Qassem Soleimani</mark>"),
        "{page}"
    );
}

#[test]
fn compressed_documents_are_read_and_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "<p>Qassem&nbsp;\n Soleimani<p title='Kerman'>Kirman".as_bytes();
    let packed = file(folder.path(), "a.html.gz", &gzip(page));
    let list = file(folder.path(), "list.csv.gz", &gzip(b"id,name\n1,Qasem Soleimani\n3,Kerman\n"));
    let results = folder.path().join("k.csv.gz");
    let output = allonym(&["scan", "--names", text(&list), "--out", text(&results), text(&packed)], b"");
    assert!(output.status.success(), "{}", messages(&output));
    let rows = gunzip(&fs::read(&results).expect("results"));
    assert_eq!(rows.lines().count(), 3, "{rows}");
    assert!(rows.starts_with("file,start,end,id,name,score,text\n"), "{rows}");
    assert!(rows.contains(",3,26,1,Qasem Soleimani,"), "{rows}");
    let style =
        file(folder.path(), "style.csv.gz", &gzip(b"name,variants\n\"Qasem Soleimani\",\nKerman,Kirman\n"));
    let check = allonym(&["check", "--style", text(&style), text(&packed)], b"");
    assert_eq!(out(&check).lines().count(), 2, "{}", messages(&check));
    assert!(out(&check).contains("a.html.gz:2:29: Kirman should be Kerman"), "{}", out(&check));
    assert!(allonym(&["rewrite", "--style", text(&style), text(&packed)], b"").status.success());
    let wanted = "<p>Qasem&nbsp;\n Soleimani<p title='Kerman'>Kerman";
    assert_eq!(gunzip(&fs::read(&packed).expect("a file")), wanted);
    let other = folder.path().join("other");
    assert!(
        allonym(&["rewrite", "--style", text(&style), "--out", text(&other), text(&packed)], b"")
            .status
            .success()
    );
    assert_eq!(gunzip(&fs::read(other.join("a.html.gz")).expect("a file")), wanted);
    let broken = file(folder.path(), "broken.csv", b"name\nKerman\n\"A\nB\"\nKerman\n");
    let output = allonym(&["check", "--style", text(&broken), text(&packed)], b"");
    assert!(
        messages(&output).contains("broken.csv: line 5: Kerman is preferred in line 2"),
        "{}",
        messages(&output)
    );
}

#[test]
fn a_document_that_was_changed_is_another_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = file(folder.path(), "list.tsv", LIST);
    let document = file(folder.path(), "a.txt", b"Kerman");
    let results = folder.path().join("out.tsv");
    let arguments = ["scan", "--names", text(&list), "--out", text(&results), text(&document)];
    // A run that cannot come to its end leaves its state.
    let state = folder.path().join("out.tsv.state");
    assert!(allonym(&arguments, b"").status.success() && !state.exists());
    let changed = fs::metadata(&document).and_then(|data| data.modified()).expect("a file");
    let nanos = changed.duration_since(std::time::UNIX_EPOCH).expect("a time").as_nanos();
    let task = |digest: &str| {
        format!("{{\"task\":\"{digest}\",\"documents\":0,\"bytes\":0,\"written\":0,\"mentions\":0}}")
    };
    fs::write(&state, task(&format!("x 0.9 false {} 6 {nanos}", text(&document)))).expect("a state");
    let output = allonym(&arguments, b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(messages(&output).contains("--restart"), "{}", messages(&output));
}

#[test]
fn a_field_that_no_line_has_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = file(folder.path(), "list.tsv", LIST);
    let lines =
        file(folder.path(), "a.jsonl", b"{\"text\": \"Kerman\"}\n\n{\"text\": null}\n{\"text\": 5}\n");
    let output = allonym(&["scan", "--names", text(&list), "--field", "body", text(&lines)], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(messages(&output).contains("no line has a text in field body"), "{}", messages(&output));
    let output = allonym(&["scan", "--names", text(&list), text(&lines)], b"");
    assert_eq!((output.status.code(), out(&output).lines().count()), (Some(1), 1));
    assert!(messages(&output).contains("a.jsonl:4: field text is no text"), "{}", messages(&output));
    let style = file(folder.path(), "style.tsv", b"name\nKerman\n");
    let output = allonym(&["check", "--style", text(&style), "--field", "body", text(&lines)], b"");
    assert_eq!(output.status.code(), Some(2), "{}", messages(&output));
    let plain = file(folder.path(), "a.txt", b"He was buried in Kirman.\n");
    assert_eq!(allonym(&["check", "--style", text(&style), text(&plain)], b"").status.code(), Some(1));
    let missing = folder.path().join("missing.txt");
    assert_eq!(
        allonym(&["check", "--style", text(&style), text(&plain), text(&missing)], b"").status.code(),
        Some(2)
    );
}

#[test]
fn resolve_and_style_read_documents_as_scan_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = "<p>Gen. Qassem\n  Soleimani left.</p><script>John Smith spoke to Peter Miller.</script>";
    let page = file(folder.path(), "a.html", source.as_bytes());
    let lines = file(folder.path(), "b.jsonl", "{\"text\": \"#قاسم_سلیمانی\"}\n".as_bytes());
    let output = allonym(&["resolve", "--json", "--script", "Arab", text(&page), text(&lines)], b"");
    let names: Vec<serde_json::Value> =
        out(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(names.len(), 1, "{}", out(&output));
    let name = names.first().expect("a name");
    assert_eq!(name["name"], "قاسم سلیمانی");
    let spans: Vec<(u64, usize, usize)> = name["variants"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|variant| variant["spans"].as_array().into_iter().flatten())
        .map(|span| (span["document"].as_u64(), span["start"].as_u64(), span["end"].as_u64()))
        .map(|(document, start, end)| {
            (document.unwrap_or(9), start.unwrap_or(0) as usize, end.unwrap_or(0) as usize)
        })
        .collect();
    assert!(
        spans.iter().any(|(document, start, end)| *document == 0
            && source.get(*start..*end) == Some("Qassem\n  Soleimani"))
    );
    assert!(spans.iter().any(|(document, start, _)| (*document, *start) == (1, 10)), "{spans:?}");
    let style = allonym(&["style", "--from", text(&page)], b"");
    assert!(out(&style).contains("Qassem Soleimani") && !out(&style).contains("Smith"), "{}", out(&style));
    let as_text = allonym(&["resolve", "--json", "--as", "text", text(&page)], b"");
    assert!(out(&as_text).contains("Peter Miller"));
}

#[test]
fn a_style_has_base_forms_of_documents_and_keeps_languages_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let ferry = ["gulf-gazette", "jahaz-ur", "khalij-news-fa", "sahil-ar"];
    let ferry = ferry.map(|name| format!("{}/../examples/ferry/{name}.txt", env!("CARGO_MANIFEST_DIR")));
    let call = |more: &[&str]| {
        let arguments = more.iter().copied().chain(["--from"]).chain(ferry.iter().map(String::as_str));
        let arguments: Vec<&str> = std::iter::once("style").chain(arguments).collect();
        out(&allonym(&arguments, b"")).to_owned()
    };
    let style = call(&[]);
    assert!(style.lines().any(|line| line.starts_with("كراتشي\t")), "{style}");
    assert!(style.lines().any(|line| line.starts_with("کراچی\tKarachi")), "{style}");
    let path = file(folder.path(), "style.tsv", style.as_bytes());
    let check: Vec<&str> =
        ["check", "--style", text(&path)].into_iter().chain(ferry.iter().map(String::as_str)).collect();
    let output = allonym(&check, b"");
    assert!(!out(&output).contains("کریمی"), "{}", out(&output));
    let english = call(&["--for", "en"]);
    for name in ["Samir al-Haddad\t", "Ayesha Siddiqui\t", "Karachi\t"] {
        assert!(english.lines().any(|line| line.starts_with(name)), "{english}");
    }
    let texts = [
        "Он встретился с Касемом Сулеймани, когда был в Багдаде.",
        "Касем Сулеймани умер. Касема Сулеймани помнят.",
    ];
    let russian: Vec<String> = texts
        .iter()
        .enumerate()
        .map(|(at, source)| text(&file(folder.path(), &format!("{at}.txt"), source.as_bytes())).to_owned())
        .collect();
    let arguments = ["style", "--system", "bgn/pcgn 1947 russian", "--from"].into_iter();
    let arguments: Vec<&str> = arguments.chain(russian.iter().map(String::as_str)).collect();
    let style = out(&allonym(&arguments, b"")).to_owned();
    assert!(style.lines().any(|line| line.starts_with("Kasem Suleymani\t")), "{style}");
    assert!(style.lines().any(|line| line.starts_with("Bagdad\t")), "{style}");
}
