//! Names cut into parts and texts in other letters: what people type, and what would be lost without a word.

use crate::{messages, out};

fn allonym(arguments: &[&str], input: &str) -> std::process::Output {
    crate::allonym(arguments, input.as_bytes())
}

#[test]
fn systems_have_the_names_that_people_type() {
    for (name, text, wanted) in [
        ("pinyin", "吕布", "Lǚ Bù"),
        ("IAST", "कृष्ण", "kṛṣṇa"),
        ("ISO 15919", "कृष्ण", "kr\u{325}ṣṇa"),
        ("iso 15919 tamil", "தமிழ்", "tamiḻ"),
        ("ISO 15919 Bengali", "বাংলা", "bāṁlā"),
        ("iso 15919 sinhala", "ශ්‍රී ලංකා", "śrī laṁkā"),
        ("iso 15919 gurmukhi", "ਭਗਤ ਸਿੰਘ", "bhagata siṁgha"),
        ("RTGS", "กรุงเทพ", "Krung Thep"),
        ("Wade-Giles", "毛泽东", "Mao Tse-tung"),
        ("RR", "부산", "Busan"),
        ("ELOT 743", "Αθήνα", "Athína"),
    ] {
        let output = allonym(&["transliterate", "--system", name], text);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", messages(&output));
        let (made, wanted) = (out(&output).trim_end().to_lowercase(), wanted.to_lowercase());
        assert_eq!(made.replace([' ', '-'], ""), wanted.replace([' ', '-'], ""), "{name}");
        let listed = allonym(&["systems", &name.to_lowercase()], "");
        assert!(out(&listed).lines().count() > 1, "{name} is not listed");
    }
    let output = allonym(&["transliterate", "--system", "bgn/pcgn"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(messages(&output).contains("say the language"), "{}", messages(&output));
}

#[test]
fn a_text_of_another_script_is_said_whatever_the_options() {
    for options in [&[][..], &["--case", "upper"], &["--ascii"], &["--mrz"], &["--json"], &["--aligned"]] {
        let arguments = [&["transliterate", "--system", "bgnpcgn-rus"][..], options].concat();
        let output = allonym(&arguments, "Kyiv, ul. 3\n");
        assert_eq!(output.status.code(), Some(1), "{options:?}");
        assert!(messages(&output).contains("nothing is in the script of"), "{options:?}");
        let output = allonym(&arguments, "Kyiv\nКиев\n");
        assert_eq!(output.status.code(), Some(0), "{options:?}: {}", messages(&output));
    }
}

#[test]
fn letters_that_have_none_in_ascii_are_said() {
    for option in ["--ascii", "--mrz"] {
        let output = allonym(&["transliterate", "--system", "bgnpcgn-rus", option], "Киев\nКиев 漢\n");
        assert_eq!(output.status.code(), Some(1));
        let said = "standard input:2: '漢' has no letters in ASCII";
        assert!(messages(&output).contains(said), "{}", messages(&output));
        let back = ["transliterate", "--system", "iso 9", "--reverse", option];
        let output = allonym(&back, "Ŝëlkovo\n");
        assert_eq!((output.status.code(), out(&output)), (Some(2), ""), "{}", messages(&output));
    }
}

#[test]
fn names_are_cleaned_before_they_are_cut() {
    for text in ["M&uuml;ller, Anna\r\n", "\u{FEFF}Müller, Anna\n", "Mül\u{AD}ler,\u{200B}Anna\n"] {
        let output = allonym(&["parse", "--json"], text);
        let value: serde_json::Value = serde_json::from_str(out(&output)).expect("JSON");
        assert_eq!(
            (&value["parts"][0]["text"], &value["parts"][1]["text"]),
            (&"Müller".into(), &"Anna".into())
        );
        assert_eq!(value["text"].as_str().map(str::trim), Some(value["text"].as_str().expect("a text")));
    }
}

#[test]
fn burmese_that_was_typed_for_a_font_is_turned_into_unicode() {
    let output = allonym(&["normalize", "--profile", "display"], "ေအာင္ဆန္းစုၾကည္\nအောင်ဆန်း\n");
    assert_eq!(out(&output), "အောင်ဆန်းစုကြည်\nအောင်ဆန်း\n");
    assert_eq!(messages(&output), "allonym: standard input:1: Zawgyi is turned into Unicode\n");
    let output = allonym(&["compare", "ေအာင္ဆန္းစုၾကည္", "အောင်ဆန်းစုကြည်"], "");
    assert_eq!(out(&output), "1.000000\n");
}
