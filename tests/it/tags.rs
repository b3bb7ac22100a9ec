//! Scripts and languages.

use allonym::{Country, ErrorKind, Language, Script};

#[test]
fn languages_are_read_in_all_their_codes() {
    for (written, tag) in [
        ("fa", "fa"),
        ("FAS", "fa"),
        ("per", "fa"),
        ("pes", "fa"),
        ("fa-IR", "fa"),
        ("fa_Arab_IR", "fa"),
        ("zho", "zh"),
        ("chi", "zh"),
        ("cmn", "zh"),
        ("iw", "he"),
        ("ckb", "ckb"),
        ("und", "und"),
    ] {
        assert_eq!(
            written.parse::<Language>().map(|language| language.to_string()).as_deref(),
            Ok(tag),
            "{written}"
        );
    }
}

#[test]
fn countries_are_read_in_any_case() {
    for (written, code) in [("EG", "EG"), ("dz", "DZ"), ("Zz", "ZZ")] {
        assert_eq!(written.parse::<Country>().map(|c| c.to_string()).as_deref(), Ok(code), "{written}");
    }
    for wrong in ["", "E", "EGY", "é", "E1", "مصر"] {
        assert_eq!(wrong.parse::<Country>().map_err(|e| e.kind()), Err(ErrorKind::InvalidTag), "{wrong}");
    }
}

#[test]
fn what_is_no_tag_is_refused() {
    for (written, offset) in [("", 0), ("f", 0), ("farsi", 0), ("فا", 0), ("f1", 0), ("f!", 1), ("-fa", 0)]
    {
        let error = written.parse::<Language>().unwrap_err();
        assert_eq!((error.kind(), error.offset()), (ErrorKind::InvalidTag, Some(offset)), "{written}");
    }
    for written in ["", "Ara", "Arabic", "Ar4b", "عربی"] {
        assert_eq!(written.parse::<Script>().unwrap_err().kind(), ErrorKind::InvalidTag, "{written}");
    }
}

#[test]
fn value_types_are_written_as_they_are_read() {
    let language: Language = serde_json::from_str("\"per\"").expect("a language");
    assert_eq!(serde_json::to_string(&language).expect("JSON"), "\"fa\"");
    let script: Script = serde_json::from_str("\"ARAB\"").expect("a script");
    assert_eq!(serde_json::to_string(&script).expect("JSON"), "\"Arab\"");
    assert!(serde_json::from_str::<Script>("\"?\"").is_err());
    let span = allonym::Span::new(2, 5);
    assert_eq!(serde_json::to_string(&span).expect("JSON"), "{\"start\":2,\"end\":5}");
    assert_eq!(serde_json::to_string(&allonym::Probability::ONE).expect("JSON"), "1.0");
}
