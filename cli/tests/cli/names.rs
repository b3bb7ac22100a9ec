//! What is asked of one name or two: `romanize`, `parse`, `compare`.

use super::{allonym, file, messages, out, text};

#[test]
fn romanize_gives_the_best_first() {
    let output = allonym(&["romanize", "--language", "rus"], "Касем Сулеймани\nKerman\n".as_bytes());
    assert_eq!(out(&output), "Qassem Soleimani\nKerman\n");
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
fn a_language_of_which_nothing_is_known_is_said() {
    for (arguments, answer, said) in [
        (&["romanize", "--for", "fr"][..], "Poutine", ""),
        (&["romanize", "--for", "vi"], "Putin", "no rules of the press of vi are known"),
        (&["transcribe", "--script", "Cyrl", "--language", "ru"], "Путин", ""),
        (
            &["transcribe", "--script", "Cyrl", "--language", "kk"],
            "Путин",
            "nothing is known of kk in Cyrl: written as in",
        ),
    ] {
        let output = allonym(arguments, "Путин\n".as_bytes());
        assert_eq!((out(&output).trim(), output.status.code()), (answer, Some(0)), "{arguments:?}");
        assert!(
            messages(&output).contains(said) && messages(&output).is_empty() == said.is_empty(),
            "{arguments:?}"
        );
    }
}

#[test]
fn letters_that_a_system_does_not_have_are_said() {
    let russian = ["transliterate", "--system", "bgn/pcgn 1947 russian"];
    let output = allonym(&russian, "Москва\nКиїв, محمد\n".as_bytes());
    assert_eq!((out(&output), output.status.code()), ("Moskva\nKiїv, محمد\n", Some(0)));
    assert!(messages(&output).contains(":2: ") && messages(&output).contains("'ї'"), "{}", messages(&output));
    assert!(messages(&output).contains("5 in all"), "{}", messages(&output));
    let output = allonym(&russian, "Москва, Zürich 😂\n".as_bytes());
    assert_eq!((out(&output), messages(&output)), ("Moskva, Zürich 😂\n", ""));
}
