//! Names of a list and of a style in documents: `scan`, `rewrite`, `check`, `style`.

use std::fs;

use super::{allonym, examples, file, messages, out, text};

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
            "{\"text\": \"\\u0041 Qasem\\u0020Soleimani\"}\n",
        ),
        (
            "b.html",
            "<p>the general Qassem&nbsp;\r\n   Soleimani<p>Qassem<p>Soleimani",
            "<p>the general Qasem&nbsp;\r\n   Soleimani<p>Qassem<p>Soleimani",
        ),
        (
            "b.csv",
            "id,text\n1,\"the general Qassem\nSoleimani\"\n",
            "id,text\n1,\"the general Qasem\nSoleimani\"\n",
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
    let wrapped = file(folder.path(), "w.txt", "قبر Qassem\r\n  Soleimani, Kirman\n".as_bytes());
    let output = allonym(&["check", "--style", text(&style), text(&wrapped)], b"");
    assert_eq!(
        out(&output),
        format!(
            "{0}:1:5: Qassem Soleimani should be Qasem Soleimani\n{0}:2:14: Kirman should be Kerman\n",
            text(&wrapped)
        )
    );
    assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], true);
    let missing = allonym(&["check", "--style", text(&style), "--format", "sarif", "missing.txt"], b"");
    let log: serde_json::Value = serde_json::from_str(out(&missing)).expect("JSON");
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let clean = file(folder.path(), "clean.txt", b"Qasem Soleimani in Kerman\n");
    assert!(allonym(&["check", "--style", text(&style), text(&clean)], b"").status.success());
    let broken = file(folder.path(), "broken.tsv", b"name\nKerman\nKerman\n");
    let output = allonym(&["check", "--style", text(&broken), text(&clean)], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(messages(&output).contains("broken.tsv: line 3: Kerman is preferred in line 2 already"));
}

#[test]
fn nothing_to_look_for_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let style = file(folder.path(), "style.tsv", b"name\tkind\n");
    let list = file(folder.path(), "list.tsv", b"id\tname\n");
    for command in ["check", "rewrite"] {
        let output = allonym(&[command, "--style", text(&style), "-"], "Касем Сулеймани".as_bytes());
        assert_eq!(output.status.code(), Some(2));
        assert!(messages(&output).contains("style.tsv: the style has no names"), "{}", messages(&output));
    }
    let output = allonym(&["scan", "--names", text(&list), "-"], "Касем Сулеймани".as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(messages(&output).contains("list.tsv: the list has no names"), "{}", messages(&output));
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
