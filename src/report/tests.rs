//! Each object against its golden file in `tests/golden/json`, and back.
//!
//! The results are made up, so that the files change with the schema only and not with what the models learn.

// Helpers of tests fail by panicking, like tests.
#![allow(clippy::expect_used)]

use alloc::format;
use alloc::string::String;
use alloc::vec;
use core::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::*;
use crate::compare::{Evidence, Explanation, Rule};
use crate::index::{Hit, RankFeatures, Record};
use crate::name::{Kind, Order, ParsedName, Part, Role};
use crate::quantity::{LogOdds, Probability};
use crate::scan::{Entity, Extent, Mention, Occurrence, Setting, Spelling};
use crate::span::Span;

/// The object is what the file says, and what the file says is the object.
#[track_caller]
fn check<T: Serialize + DeserializeOwned + Debug + PartialEq>(object: &T, golden: &str) {
    let json = serde_json::to_string_pretty(object).expect("JSON");
    assert_eq!(json.trim_end(), golden.trim_end(), "the golden file should be:\n{json}");
    assert_eq!(serde_json::from_str::<T>(golden).expect("JSON"), *object);
}

const A: &str = "Gen. Qassem Soleimani";
const B: &str = "قاسم سلیمانی";

fn explanation() -> Explanation {
    let evidence = |a, b, rule, bits| Evidence { a, b, rule, bits: LogOdds::from_f64(bits) };
    Explanation {
        score: Probability::from_millionths(987_654),
        bits: LogOdds::from_f64(14.25),
        kind: Kind::Person,
        cross_script: true,
        data: 1,
        evidence: vec![
            evidence(Some(Span::new(12, 21)), Some(Span::new(9, 23)), Rule::Spelling, 11.75),
            evidence(Some(Span::new(5, 11)), Some(Span::new(0, 8)), Rule::Attested, 9.5),
            evidence(None, None, Rule::Saturation, -7.0),
        ],
    }
}

fn hit() -> Hit<'static> {
    Hit {
        record: Record::new("Q1", B).kind("person").language("fa"),
        score: Probability::from_millionths(987_654),
        bits: LogOdds::from_f64(14.25),
        probability: Probability::from_millionths(876_543),
        relevance: LogOdds::from_f64(20.0),
        features: RankFeatures::default(),
        explanation: None,
    }
}

#[test]
fn occurrences() {
    let text = "Gen. Касем Сулеймани";
    let occurrence = Occurrence {
        span: Span::new(5, text.len()),
        record: Record::new("Q1", "Qasem Soleimani"),
        score: Probability::from_millionths(987_654),
        extent: Extent::Full,
        setting: Setting::Running,
        words: vec![(Span::new(5, 15), Span::new(0, 5)), (Span::new(16, 34), Span::new(6, 15))],
    };
    let report = OccurrenceReport::new(text, &occurrence).in_file("news.txt");
    check(&report, include_str!("../../tests/golden/json/occurrence.json"));
}

#[test]
fn a_comparison() {
    check(
        &ComparisonReport::explained(A, B, &explanation()),
        include_str!("../../tests/golden/json/comparison.json"),
    );
}

#[test]
fn an_entity() {
    let mention = |document, start, end| Mention { document, span: Span::new(start, end) };
    let entity = Entity {
        name: "Qassem Soleimani".into(),
        names: vec![String::from("Qassem Soleimani")],
        kind: Kind::Person,
        count: 3,
        titles: vec![String::from("Gen.")],
        variants: vec![
            Spelling { text: "Soleimani".into(), mentions: vec![mention(0, 61, 70), mention(1, 0, 9)] },
            Spelling { text: "Qassem Soleimani".into(), mentions: vec![mention(0, 13, 29)] },
        ],
    };
    let files = ["news.txt", "more.txt"];
    check(&EntityReport::of_files(&entity, &files), include_str!("../../tests/golden/json/entity.json"));
    // The entity by itself is the same object, but for what it does not know.
    let alone = serde_json::to_value(&entity).expect("JSON");
    let mut report = serde_json::to_value(EntityReport::new(&entity)).expect("JSON");
    for spelling in report["variants"].as_array_mut().expect("JSON") {
        spelling.as_object_mut().expect("JSON").remove("count");
    }
    assert_eq!(alone, report);
}

#[test]
fn a_parsed_name() {
    let part = |start, end, role, link| Part { span: Span::new(start, end), role, link };
    let parts = vec![
        part(0, 4, Role::Title, 0),
        part(5, 11, Role::Given, 0),
        part(12, 21, Role::Family, 0),
        part(22, 25, Role::LegalForm, 3),
    ];
    let name = ParsedName { kind: Kind::Person, parts, order: Order::GivenFirst };
    let text = "Gen. Qassem Soleimani Ltd";
    check(&ParsedNameReport::new(text, &name), include_str!("../../tests/golden/json/parsed_name.json"));
}

#[test]
fn a_hit() {
    check(&HitReport::new(0, A, 1, &hit()), include_str!("../../tests/golden/json/hit.json"));
    let bare = Hit { record: Record::new("Q1", B), ..hit() };
    let json = serde_json::to_value(HitReport::new(0, A, 1, &bare)).expect("JSON");
    assert!(json.get("kind").is_none() && json.get("language").is_none());
}

#[test]
fn an_alert() {
    let explained = Hit { explanation: Some(explanation()), ..hit() };
    check(&AlertReport::new(2, "c7", A, &explained), include_str!("../../tests/golden/json/alert.json"));
}

#[test]
fn texts_and_what_is_made_of_them() {
    check(
        &NormalizationReport::new("Saïd &amp; Söhne", "said & sohne"),
        include_str!("../../tests/golden/json/normalization.json"),
    );
    let spellings = ["Qasem Soleimani", "Ghasem Soleimani"].map(String::from);
    check(&RomanizationReport::new(B, &spellings), include_str!("../../tests/golden/json/romanization.json"));
    let found = crate::transcribe::Transcribed {
        names: vec![crate::transcribe::Transcription {
            text: B.into(),
            probability: Probability::from_millionths(250_000),
        }],
        unwritten: vec!["ᚠ".into()],
    };
    check(
        &TranscriptionReport::new("Qassem Soleimani", &found),
        include_str!("../../tests/golden/json/transcription.json"),
    );
    let system = crate::translit::Transliterator::named("bgnpcgn-rus-Cyrl-Latn-1947").expect("JSON");
    check(
        &TransliterationReport::of_aligned("Щи", &system.transliterate_aligned("Щи")),
        include_str!("../../tests/golden/json/transliteration.json"),
    );
}

#[test]
fn a_system() {
    let system =
        crate::translit::systems().into_iter().find(|system| system.id() == "bgnpcgn-rus-Cyrl-Latn-1947");
    check(&SystemReport::new(&system.expect("JSON")), include_str!("../../tests/golden/json/system.json"));
}

#[test]
fn numbers_come_back_exactly() {
    for millionths in [0, 1, 333_333, 999_999, 1_000_000] {
        let one = Probability::from_millionths(millionths);
        let json = serde_json::to_string(&one).expect("JSON");
        assert!(json.len() <= 8, "{json} has more than six decimals");
        assert_eq!(serde_json::from_str::<Probability>(&json).expect("JSON"), one);
    }
    for parts in [-513, -1, 0, 7, 1 << 20] {
        let one = LogOdds::from_parts(parts);
        assert_eq!(
            serde_json::from_str::<LogOdds>(&serde_json::to_string(&one).expect("JSON")).expect("JSON"),
            one
        );
    }
}

/// Every key of every golden file is explained in `docs/json.md`.
#[test]
fn the_manual_has_every_key() {
    fn keys(value: &serde_json::Value, manual: &str) {
        match value {
            serde_json::Value::Object(object) => {
                for (key, value) in object {
                    let known = [format!("`{key}`"), format!("\"{key}\""), format!(".{key}`")];
                    assert!(
                        known.iter().any(|key| manual.contains(key)),
                        "docs/json.md does not explain {key}"
                    );
                    keys(value, manual);
                }
            }
            serde_json::Value::Array(list) => list.iter().for_each(|value| keys(value, manual)),
            _ => {}
        }
    }
    let manual = include_str!("../../docs/json.md");
    for golden in [
        include_str!("../../tests/golden/json/comparison.json"),
        include_str!("../../tests/golden/json/entity.json"),
        include_str!("../../tests/golden/json/hit.json"),
        include_str!("../../tests/golden/json/alert.json"),
        include_str!("../../tests/golden/json/parsed_name.json"),
        include_str!("../../tests/golden/json/transliteration.json"),
        include_str!("../../tests/golden/json/romanization.json"),
        include_str!("../../tests/golden/json/system.json"),
    ] {
        keys(&serde_json::from_str(golden).expect("JSON"), manual);
    }
}
