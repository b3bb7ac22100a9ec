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

/// Searches, joins and finds duplicates in a list that comes on standard input, by tabs or by commas.
#[test]
fn standard_input_is_read_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let a = file(folder.path(), "a.tsv", "id\tname\na1\tКасем Сулеймани\n".as_bytes());
    for list in [
        "id\tname\n1\tQasem Soleimani\n2\tКасем Сулеймани\n",
        "id,name\n1,Qasem Soleimani\n2,Касем Сулеймани\n",
    ] {
        for (arguments, wanted) in [
            (&["dedupe", "-"][..], "1\tQasem Soleimani\t2\t"),
            (&["join", text(&a), "-"], "a1\tКасем Сулеймани\t2\t"),
            (&["join", "-", text(&a)], "1\tQasem Soleimani\ta1\t"),
            (&["screen", "--names", text(&a), "--customers", "-"], "2\t1\tQasem Soleimani\ta1\t"),
        ] {
            let output = allonym(arguments, list.as_bytes());
            assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", messages(&output));
            assert!(out(&output).starts_with(wanted), "{arguments:?}: {}", out(&output));
        }
        for arguments in [
            &["join", "-", "-"][..],
            &["screen", "--names", "-", "--customers", "-"],
            &["search", "--names", "-", "--queries", "-"],
        ] {
            let output = allonym(arguments, list.as_bytes());
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            assert!(messages(&output).contains("only once"), "{arguments:?}: {}", messages(&output));
        }
    }
    // A fault of a list that is looked for in itself is said once.
    let output = allonym(&["dedupe", "-"], b"id\tname\n1\tAli\n2\n3\tOlga\n");
    assert_eq!(messages(&output).matches("standard input:3:").count(), 1, "{}", messages(&output));
}

#[test]
fn what_cannot_be_found_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let list =
        file(folder.path(), "list.tsv", b"id\tname\tkind\n1\tQasem Soleimani\tperson\n2\tTehran\tcity\n");
    let none = file(folder.path(), "none.tsv", b"id\tname\n");
    for (arguments, status, said) in [
        (
            &["search", "--names", text(&list), "--kind", "Person", "Ali"][..],
            2,
            "kinds that it has: \"city\", \"person\"",
        ),
        (
            &["screen", "--names", text(&list), "--customers", text(&list), "--kind", "ship"],
            2,
            "no name of the list is of kind",
        ),
        (
            &["screen", "--names", text(&none), "--customers", text(&list)],
            1,
            "none.tsv: the list has no names",
        ),
        (&["join", text(&list), text(&none)], 1, "none.tsv: the list has no names"),
        (&["search", "--names", text(&list), "--limit", "0", "Ali"], 2, "from 1"),
        (&["dedupe", text(&list), "--limit", "0"], 2, "from 1"),
        (&["screen", "--names", text(&list), "--customers", text(&list), "--limit", "0"], 2, "from 1"),
    ] {
        let output = allonym(arguments, b"");
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", messages(&output));
        assert!(messages(&output).contains(said), "{arguments:?}: {}", messages(&output));
    }
    let index = folder.path().join("list.index");
    allonym(&["index", "--names", text(&list), "--out", text(&index)], b"");
    let gone = file(folder.path(), "gone.tsv", b"id\n1\n7\n");
    let output = allonym(&["index", "--change", text(&index), "--remove", text(&gone)], b"");
    assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
    assert!(messages(&output).contains("the index has no id 7"), "{}", messages(&output));
    assert!(!messages(&output).contains("no id 1"), "{}", messages(&output));
}

#[test]
fn hits_of_several_names_say_whose_they_are() {
    let list = "id,name\n1,Qasem Soleimani\n2,\"Olga\nKim\"\n";
    let output = allonym(&["search", "--names", "-", "--limit", "1", "Ольга Ким", "Zzyzx"], list.as_bytes());
    let lines: Vec<Vec<&str>> = out(&output).lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!((lines[0][0], lines[0][2], lines[0][3]), ("Ольга Ким", "2", "Olga Kim"));
    assert_eq!(lines[1], ["Zzyzx", "", "", ""]);
}
