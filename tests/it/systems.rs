//! Published romanization systems.

use std::collections::{BTreeMap, BTreeSet};

use allonym::translit::{Apostrophe, Case, Options, Transliterator, find_system, systems};
use allonym::unicode::{clean, script_of};
use allonym::{ErrorKind, Span};

use crate::tables::{check, rows};

/// Published examples. Where ours is not what the example says, the table says so in its last column: the example
/// contradicts its standard, or no rule can know what it wants.
#[test]
fn published_examples() {
    let mut ready: BTreeMap<String, Transliterator> = BTreeMap::new();
    let rows = rows("systems.tsv");
    let mut wrong = Vec::new();
    for row in &rows {
        let system = ready
            .entry(row["system"].clone())
            .or_insert_with(|| Transliterator::named(&row["system"]).expect("a system"));
        assert_eq!(
            row["ours"].is_empty(),
            row["why"].is_empty(),
            "line {}: an answer of ours has a reason",
            row["line"]
        );
        let wanted = if row["ours"].is_empty() { &row["expected"] } else { &row["ours"] };
        let got = system.transliterate(&row["source"]);
        if got != *wanted {
            wrong.push(format!(
                "{} {}: {} gives {got}, wanted {wanted}",
                row["line"], row["system"], row["source"]
            ));
        }
        let aligned = system.transliterate_aligned(&row["source"]);
        assert_eq!(aligned.text(), got, "{}", row["line"]);
        let mut last = 0;
        for (at, c) in aligned.text().char_indices() {
            let span = aligned.source(Span::new(at, at + c.len_utf8()));
            assert!(
                row["source"].get(span.start..span.end).is_some() && span.start >= last,
                "{}",
                row["line"]
            );
            last = span.start;
        }
    }
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
    let exact = rows.iter().filter(|row| row["ours"].is_empty()).count();
    assert!(exact * 10 >= rows.len() * 9, "only {exact} of {} examples are exact", rows.len());
}

#[test]
fn the_list_is_in_order_and_complete() {
    let all = systems();
    assert!(all.len() >= 300, "{} systems", all.len());
    assert!(all.windows(2).all(|pair| pair[0].id() < pair[1].id()));
    let mut names = BTreeSet::new();
    for system in &all {
        assert!(!system.title().is_empty() && !system.source().is_empty(), "{}", system.id());
        assert_eq!(find_system(system.id()).expect("by its id"), *system);
        for alias in system.aliases() {
            assert!(names.insert(alias.to_lowercase()), "{alias} names two systems");
            assert_eq!(find_system(alias).expect("by its alias"), *system, "{alias}");
        }
        let ready = Transliterator::named(system.id()).expect("compiled");
        assert_eq!(ready.reversed().is_ok(), system.is_reversible());
        assert_eq!(ready.transliterate(""), "");
    }
}

#[test]
fn unknown_names_are_answered_with_suggestions() {
    for (name, suggestion) in
        [("iso 9 1995", "iso-mul-Cyrl-Latn-9-1995"), ("gost-rus", "gost-rus-Cyrl"), ("", "perhaps")]
    {
        match find_system(name) {
            Ok(system) => assert_eq!(system.id(), suggestion),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::UnknownSystem);
                assert!(error.to_string().contains(suggestion), "{error}");
            }
        }
    }
}

/// What a reversible system writes leads back to what it was given: for every example that keeps within the script.
#[test]
fn there_and_back() {
    let mut ready: BTreeMap<String, Option<(Transliterator, Transliterator)>> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for row in rows("systems.tsv") {
        let pair = ready.entry(row["system"].clone()).or_insert_with(|| {
            let there = Transliterator::named(&row["system"]).expect("a system");
            let back = there.reversed().ok()?;
            Some((there, back))
        });
        let Some((there, back)) = pair else { continue };
        // Letters of other scripts among them, or stress marks, are not the system's to bring back.
        let source = clean(&row["source"]).into_owned();
        let script = find_system(&row["system"]).expect("a system").script();
        if source.chars().any(|c| c.is_alphabetic() && script_of(c) != script || c == '\u{301}') {
            continue;
        }
        tried += 1;
        let latin = there.transliterate(&source).into_owned();
        let native = back.transliterate(&latin).into_owned();
        // A sign has no capital.
        let cased = latin.chars().any(char::is_uppercase) || latin.chars().any(char::is_lowercase);
        let source = if cased { source } else { source.to_lowercase() };
        if native != source {
            wrong.push(format!(
                "{} {}: {} gives {latin} gives {native}",
                row["line"], row["system"], row["source"]
            ));
        }
    }
    assert!(tried > 100, "only {tried} examples of reversible systems");
    assert!(wrong.is_empty(), "{} examples do not come back:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn options_change_signs_and_capitals() {
    let russian = Transliterator::named("bgnpcgn-rus-Cyrl-Latn-1947").expect("a system");
    let with = |options| russian.with(options).transliterate("Илья Объедков").into_owned();
    let plain = Options::PUBLISHED;
    assert_eq!(with(plain), "Il’ya Ob”yedkov");
    assert_eq!(with(plain.apostrophe(Apostrophe::None)), "Ilya Obyedkov");
    assert_eq!(with(plain.apostrophe(Apostrophe::Ascii)), "Il'ya Ob''yedkov");
    assert_eq!(with(plain.apostrophe(Apostrophe::Modifier).case(Case::Upper)), "ILʼYA OBʼʼYEDKOV");
    assert_eq!(with(Options::MRZ), "ILYA<OBYEDKOV");
    let arabic = Transliterator::named("ggg-kat-Geor-Latn-2002").expect("a system");
    let title = plain.case(Case::Title);
    assert_eq!(arabic.with(title).transliterate("მიხეილ სააკაშვილი"), "Mikheil Saak’ashvili");
    let aligned = russian.with(Options::MRZ).transliterate_aligned("Щукин, Пётр");
    assert_eq!(aligned.text(), "SHCHUKIN<<PETR");
    assert_eq!(aligned.source(Span::new(0, 4)).of("Щукин, Пётр"), "Щ");
}

/// Rules that cannot be compiled: the place where the message has to point.
#[test]
fn faults_in_rules_are_placed() {
    check("rule_faults.tsv", |row| {
        let error = match Transliterator::from_rules(&row["rules"]) {
            Ok(_) => return Err("was compiled".into()),
            Err(error) => error,
        };
        if error.kind() != ErrorKind::InvalidRules {
            return Err(format!("kind {:?}", error.kind()));
        }
        let message = error.to_string();
        let placed = message.starts_with(&format!("rules:{}:", row["place"]));
        if placed && message.contains(&row["says"]) { Ok(()) } else { Err(message) }
    });
}

/// Rules and what they make of a text.
#[test]
fn rules_do_what_they_say() {
    check("rules.tsv", |row| {
        let system = Transliterator::from_rules(&row["rules"]).map_err(|error| error.to_string())?;
        let got = system.transliterate(&row["input"]);
        if got == row["expected"] { Ok(()) } else { Err(format!("got {got:?}")) }
    });
}
