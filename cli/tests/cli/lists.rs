//! Lists of names: searched, built to an index, changed.

use std::fs;

use super::{LIST, allonym, file, messages, out, text};

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
    // A change that is not as it was written is no end of a journal: what stands behind it would be lost.
    allonym(&["index", "--change", text(&index), "--add", text(&more)], b"");
    let mut bytes = fs::read(&journal).expect("a journal");
    bytes[40] ^= 1;
    fs::write(&journal, &bytes).expect("a journal");
    for rest in
        [&["search", "--index", text(&index), "Ali"][..], &["index", "--change", text(&index), "--merge"]]
    {
        let output = allonym(rest, b"");
        assert_eq!(output.status.code(), Some(1));
        assert!(
            messages(&output).contains("journal: the change at byte 16 is damaged"),
            "{}",
            messages(&output)
        );
    }
    assert_eq!(fs::read(&journal).expect("a journal"), bytes);
    fs::write(&index, b"id\tname\n").expect("a file");
    let output = allonym(&["search", "--index", text(&index), "Ali"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(messages(&output).contains("no index of allonym"), "{}", messages(&output));
}

#[test]
fn options_that_would_do_nothing_are_refused() {
    for arguments in [
        &["index", "--names", "a.tsv", "--out", "a.idx", "--add", "b.tsv"][..],
        &["index", "--names", "a.tsv", "--out", "a.idx", "--merge"],
        &["index", "--change", "a.idx", "--out", "b.idx", "--add", "b.tsv"],
        &["compare", "Ali", "Ali", "--out", "scores.csv"],
    ] {
        let output = allonym(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", messages(&output));
    }
}

#[test]
fn what_is_added_while_another_run_merges_is_not_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "list.tsv", LIST.as_bytes());
    let index = folder.path().join("list.index");
    allonym(&["index", "--names", text(&names), "--out", text(&index)], b"");
    std::thread::scope(|scope| {
        for at in 0..6 {
            let (folder, index) = (&folder, &index);
            scope.spawn(move || {
                let rows = format!("id\tname\nNEW{at}\tNovaya Persona {at}\n");
                let more = file(folder.path(), &format!("more{at}.tsv"), rows.as_bytes());
                allonym(&["index", "--change", text(index), "--add", text(&more)], b"");
                allonym(&["index", "--change", text(index), "--merge"], b"");
            });
        }
    });
    let output = allonym(&["search", "--index", text(&index), "--limit", "50", "Novaya Persona"], b"");
    for at in 0..6 {
        assert!(out(&output).contains(&format!("NEW{at}")), "{at}: {}", out(&output));
    }
}

#[test]
fn what_a_limit_leaves_out_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: String = (0..6).map(|at| format!("q{at}\tQasem Soleimani\n")).collect();
    let list = file(folder.path(), "list.tsv", format!("id\tname\n{rows}k\tКасем Сулеймани\n").as_bytes());
    let output = allonym(&["dedupe", text(&list), "--limit", "2"], b"");
    assert!(messages(&output).contains("rows have more than"), "{}", messages(&output));
    // A row does not count for itself.
    let output = allonym(&["dedupe", text(&list), "--limit", "6"], b"");
    assert!(!messages(&output).contains("rows have more than"), "{}", messages(&output));
    assert_eq!(out(&output).lines().count(), 21);
}
