//! A line in, a line out: `normalize`, `transliterate`, and the systems there are.

use super::{allonym, file, messages, out, text};

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
