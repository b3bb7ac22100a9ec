//! Names found in documents without a list.

use std::fs;

use super::{allonym, examples, file, messages, out, text};

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
    assert_eq!(persian_names[0]["name"], "قاسم سلیمانی");
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
