//! Metamorphic laws of comparison: what is done to a name that says nothing of it changes no verdict.
//!
//! The laws stand in `tests/golden/laws.tsv`, a row each: what is done to a name, and how far a score may move by it. Those
//! names that a law does not hold for stand in `law_exceptions.tsv`, each with its reason; one that needs no exception any
//! more fails the test too. The pairs are those of the other tables: names and their spellings, and each name with the
//! spelling of the next.

use std::collections::{BTreeMap, BTreeSet};

use allonym::name::{self, Kind, Order, ParsedName, Role};
use allonym::{Matcher, Name, Probability};
use unicode_normalization::UnicodeNormalization;

use crate::tables::rows;

/// From which score on two names are taken for one.
const VERDICT: Probability = Probability::from_millionths(500_000);

/// The pairs that the laws are held against.
fn pairs() -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for table in ["compare.tsv", "answers.tsv"] {
        pairs.extend(rows(table).into_iter().map(|row| (row["a"].clone(), row["b"].clone())));
    }
    for row in rows("nearer.tsv") {
        pairs.extend([&row["nearer"], &row["farther"]].map(|other| (row["name"].clone(), other.clone())));
    }
    let spelled = ["romanize_names.tsv", "romanize_press.tsv"].into_iter().flat_map(rows);
    let first = |all: &str| all.split('|').next().unwrap_or_default().to_owned();
    let spelled: Vec<(String, String)> =
        spelled.map(|row| (row["input"].clone(), first(&row["acceptable"]))).collect();
    let next = spelled.iter().cycle().skip(1);
    let other = spelled.iter().zip(next).map(|(one, next)| (one.0.clone(), next.1.clone()));
    pairs.extend(other.collect::<Vec<_>>());
    pairs.extend(spelled);
    pairs.retain(|(a, b)| !a.is_empty() && !b.is_empty());
    pairs
}

/// A word with a capital at its beginning and nowhere else.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().to_lowercase().chars()).collect()
}

/// `Given Family` as `Family, Given`, where the name is of nothing but these.
fn family_first(text: &str, parsed: &ParsedName) -> Option<String> {
    let parts = &parsed.parts;
    let own = |role: Role| matches!(role, Role::Given | Role::Family);
    let ordered = matches!(parsed.order, Order::GivenFirst | Order::FamilyFirst);
    if !ordered || text.contains(',') || !parts.iter().all(|part| own(part.role)) {
        return None;
    }
    let turn = (1..parts.len()).filter(|at| parts[*at].role != parts[at - 1].role).collect::<Vec<_>>();
    let [turn] = turn[..] else { return None };
    let (first, second) = (parts[turn - 1].span.end, parts[turn].span.start);
    text[first..second].chars().all(char::is_whitespace).then_some(())?;
    let (first, second) = (&text[..first], &text[second..]);
    let (family, given) = if parts[0].role == Role::Family { (first, second) } else { (second, first) };
    (first != second).then(|| format!("{family}, {given}"))
}

/// What the law does to a name; nothing if it has nothing to do.
fn changed(law: &BTreeMap<String, String>, text: &str, parsed: &ParsedName) -> Option<String> {
    let (from, to) = (law["from"].as_str(), law["to"].as_str());
    let after = |count: usize| text.char_indices().nth(count).map(|(at, _)| at);
    let changed = match law["change"].as_str() {
        "upper" => text.to_uppercase(),
        "lower" => text.to_lowercase(),
        "capitals" => text.split(' ').map(capitalised).collect::<Vec<_>>().join(" "),
        "decomposed" => text.nfd().collect(),
        "compatible" => text.nfkd().collect(),
        "replace" => text.replace(from, to),
        "insert" => after(1).map(|at| format!("{}{to}{}", &text[..at], &text[at..]))?,
        "around" => format!("{from}{text}{to}"),
        "title" => (parsed.kind == Kind::Person).then(|| format!("{to} {text}"))?,
        "family" => family_first(text, parsed)?,
        other => panic!("no change is called {other}"),
    };
    (changed != text).then_some(changed)
}

#[test]
fn what_says_nothing_of_a_name_changes_no_verdict() {
    // All pairs where CI asks for all cases, a share of them where one works.
    let share = usize::try_from(256 / crate::cases(256).clamp(1, 256)).expect("a small number");
    let laws: Vec<BTreeMap<String, String>> =
        rows("laws.tsv").into_iter().map(|row| row.into_iter().collect()).collect();
    let exceptions = rows("law_exceptions.tsv");
    let listed: BTreeSet<(&str, &str)> =
        exceptions.iter().map(|row| (row["law"].as_str(), row["name"].as_str())).collect();
    let matcher = Matcher::new();
    let (mut wrong, mut needed, mut tried) = (Vec::new(), BTreeSet::new(), BTreeMap::new());
    for (a, b) in pairs().iter().step_by(share) {
        for (text, other) in [(a, b), (b, a)] {
            let (one, second) = (Name::new(text), Name::new(other));
            let (before, parsed) = (matcher.score(&one, &second), name::parse(text));
            assert_eq!(matcher.score(&second, &one), before, "{text} and {other} with their sides changed");
            for law in &laws {
                let Some(changed) = changed(law, text, &parsed) else { continue };
                *tried.entry(law["law"].clone()).or_insert(0) += 1;
                let after = matcher.score(&Name::new(&changed), &second);
                let bound: f64 = law["bound"].parse().expect("a number");
                let far = (after.to_f64() - before.to_f64()).abs() > bound;
                if !far && (after >= VERDICT) == (before >= VERDICT) {
                    continue;
                }
                needed.insert((law["law"].clone(), text.clone()));
                if !listed.contains(&(law["law"].as_str(), text.as_str())) {
                    wrong.push(format!("{}\t{text}\t{changed}\t{other}\t{before}\t{after}", law["law"]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers depend on what says nothing:\n{}", wrong.len(), wrong.join("\n"));
    if share == 1 {
        for (law, name) in &listed {
            assert!(
                needed.contains(&((*law).into(), (*name).into())),
                "{law}, {name}: no exception any more"
            );
        }
        for law in &laws {
            assert!(
                tried.get(&law["law"]).is_some_and(|count| *count >= 4),
                "{} is hardly tried: {tried:?}",
                law["law"]
            );
        }
    }
}
