//! Tables that a linguist can extend: source, expected.

use std::collections::HashMap;

use allonym::compare::Rule;
use allonym::index::{ExhaustiveIndex, Record};
use allonym::translit::letter_by_letter;
use allonym::unicode::{self, Fold, SocialKind, TokenKind};
use allonym::{LogOdds, Romanizer, compare, spelling};

use crate::tables::{check, rows};

fn same(got: &str, wanted: &str) -> Result<(), String> {
    if got == wanted { Ok(()) } else { Err(format!("got {got:?}, wanted {wanted:?}")) }
}

#[test]
fn normalize() {
    check("normalize.tsv", |row| {
        let text = row["input"].as_str();
        let (plain, aligned) = match row["profile"].as_str() {
            "display" => (unicode::clean(text), unicode::clean_aligned(text)),
            "match" => (unicode::normalize(text), unicode::normalize_aligned(text)),
            other => return Err(format!("unknown profile {other}")),
        };
        same(&plain, &row["expected"])?;
        same(aligned.text(), &row["expected"])
    });
}

#[test]
fn tokens() {
    check("tokens.tsv", |row| {
        let text = &row["input"];
        let kind = |kind| match kind {
            TokenKind::Word => "word",
            TokenKind::Initial => "initial",
            TokenKind::Number => "number",
            TokenKind::Hyphen => "hyphen",
            TokenKind::Dot => "dot",
            TokenKind::Comma => "comma",
            TokenKind::Open => "open",
            TokenKind::Close => "close",
            TokenKind::Possessive => "possessive",
            TokenKind::Underscore => "underscore",
            _ => "other",
        };
        let got: Vec<String> =
            unicode::tokens(text).iter().map(|t| format!("{}:{}", kind(t.kind), t.span.of(text))).collect();
        same(&got.join(" | "), &row["expected"])
    });
}

#[test]
fn social() {
    // The rows of one text stand together.
    let rows = rows("social.tsv");
    let mut wrong = Vec::new();
    for group in rows.chunk_by(|a, b| a["input"] == b["input"]) {
        let text = &group[0]["input"];
        let got: Vec<String> = unicode::social_items(text)
            .iter()
            .map(|item| {
                let (kind, expands) = match item.kind {
                    SocialKind::Hashtag => ("hashtag", true),
                    SocialKind::Handle => ("handle", true),
                    SocialKind::Url => ("url", false),
                    SocialKind::Email => ("email", false),
                    SocialKind::Emoji => ("emoji", false),
                    SocialKind::Retweet => ("retweet", false),
                    _ => ("?", false),
                };
                let item = item.span.of(text);
                let words = if expands { unicode::expand_tag(item) } else { String::new() };
                format!("{kind} {item} {words}")
            })
            .collect();
        let wanted: Vec<String> = group
            .iter()
            .filter(|row| row["kind"] != "none")
            .map(|row| format!("{} {} {}", row["kind"], row["text"], row["expansion"]))
            .collect();
        if got != wanted {
            wrong.push(format!("{}: got {got:?}, wanted {wanted:?}", group[0]["line"]));
        }
    }
    assert!(wrong.is_empty(), "{} texts are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn romanized(romanizer: Romanizer, name: &str, n: usize) -> Vec<String> {
    romanizer.n_best(name, n).into_iter().map(|name| name.text).collect()
}

/// The first spelling is one of the acceptable ones, or the one that the row says is given instead.
fn is_romanized(row: &HashMap<String, String>) -> Result<(), String> {
    let language = row["language"].parse().map_err(|e| format!("{e}"))?;
    let got = romanized(Romanizer::new().language(language), &row["input"], 3);
    let first = got.first().map_or("", String::as_str);
    let good = row["acceptable"].split('|').any(|good| good == first);
    if good == row["given"].is_empty() && (good || row["given"] == first) {
        return Ok(());
    }
    Err(format!("got {got:?}, wanted {:?}", row["acceptable"]))
}

#[test]
fn romanize_names() {
    check("romanize_names.tsv", is_romanized);
}

/// The share of the table of the press whose first spelling is the one of the press.
const PRESS_SHARE: f64 = 0.7;

/// Known people and places of all languages that are not written in Latin letters, as the English-language press spells
/// them: what is given instead stands in the row, and so many rows are right.
#[test]
fn romanize_as_the_press_does() {
    check("romanize_press.tsv", |row| {
        if row["given"].is_empty() != row["why"].is_empty() {
            return Err("a row that is given otherwise says why, and only such a row".into());
        }
        is_romanized(row)
    });
    let rows = rows("romanize_press.tsv");
    let right = rows.iter().filter(|row| row["given"].is_empty()).count();
    let share = right as f64 / rows.len() as f64;
    assert!(share >= PRESS_SHARE, "{right} of {} rows are as the press has them", rows.len());
}

#[test]
fn romanize() {
    check("romanize.tsv", |row| {
        let language = row["language"].parse().map_err(|error| format!("{error}"))?;
        same(&letter_by_letter(&row["input"], Some(language)), &row["expected"])
    });
}

#[test]
fn compare_names() {
    check("compare.tsv", |row| {
        let bound = |column: &str| row[column].parse::<f64>().map_err(|error| format!("{column}: {error}"));
        let score = compare::score(&row["a"], &row["b"]).to_f64();
        let (least, most) = (bound("least")?, bound("most")?);
        if (least..=most).contains(&score) {
            Ok(())
        } else {
            Err(format!("{score} is not in {least}..={most}"))
        }
    });
}

/// Which words answer each other and by what, not how much that tells: training changes bits, and seldom these.
#[test]
fn answers() {
    check("answers.tsv", |row| {
        let (a, b) = (&row["a"], &row["b"]);
        let explanation = compare::explain(a, b);
        let mut got: Vec<String> = explanation
            .evidence
            .iter()
            .filter(|record| record.rule != Rule::Saturation)
            .map(|record| {
                let sign = if record.bits > LogOdds::ZERO { '+' } else { '-' };
                let words =
                    [(record.a, a), (record.b, b)].map(|(span, name)| span.map_or("", |span| span.of(name)));
                format!("{sign}{}:{}", words.join("="), record.rule)
            })
            .collect();
        let mut wanted: Vec<&str> = row["expected"].split(" | ").collect();
        got.sort_unstable();
        wanted.sort_unstable();
        same(&got.join(" | "), &wanted.join(" | "))
    });
}

#[test]
fn nearer() {
    check("nearer.tsv", |row| {
        let name = allonym::Name::new(&row["name"]);
        let [near, far] = ["nearer", "farther"]
            .map(|column| allonym::Matcher::new().score(&name, &allonym::Name::new(&row[column])));
        if near > far { Ok(()) } else { Err(format!("{near} is not above {far}")) }
    });
}

#[test]
fn ranking() {
    check("ranking.tsv", |row| {
        let rows: Vec<&str> = row["rows"].split(" | ").collect();
        // Turned round: where a row stands in the list decides nothing.
        let list = ExhaustiveIndex::new(rows.iter().rev().map(|name| Record::new(name, name)));
        let hits = list.search(row["query"].as_str()).limit(rows.len()).hits();
        let got: Vec<&str> = hits.iter().map(|hit| hit.record.name).collect();
        same(&got.join(" | "), &row["rows"])
    });
}

#[test]
fn fold() {
    check("fold.tsv", |row| {
        let mut steps = Fold::NONE;
        for step in row["steps"].split('+') {
            steps = match step {
                "none" => Fold::NONE,
                "all" => Fold::ALL,
                "case" => steps.with_case(),
                "marks" => steps.with_marks(),
                "letters" => steps.with_letters(),
                "digits" => steps.with_digits(),
                "width" => steps.with_width(),
                "lookalikes" => steps.with_lookalikes(),
                "turkic" => steps.turkic(),
                other => return Err(format!("unknown step {other}")),
            };
        }
        same(&unicode::fold(&row["input"], steps), &row["expected"])?;
        same(unicode::fold_aligned(&row["input"], steps).text(), &row["expected"])
    });
}

#[test]
fn scripts() {
    check("scripts.tsv", |row| {
        let text = &row["text"];
        let runs: Vec<String> = unicode::script_runs(text)
            .iter()
            .map(|run| format!("{}:{}", run.script, run.span.of(text)))
            .collect();
        same(&runs.join(" | "), &row["runs"])?;
        let mixed: Vec<&str> = unicode::mixed_script_words(text).iter().map(|span| span.of(text)).collect();
        same(&mixed.join(" | "), &row["mixed"])
    });
}

#[test]
fn languages() {
    check("languages.tsv", |row| {
        let guesses: Vec<String> = unicode::guess_languages(&row["text"])
            .iter()
            .map(|guess| format!("{}:{}", guess.language, guess.letters))
            .collect();
        same(&guesses.join(" "), &row["expected"])
    });
}

#[test]
fn evidence_of_words() {
    check("evidence.tsv", |row| {
        let (same, other) =
            (spelling::evidence(&row["a"], &row["same"]), spelling::evidence(&row["a"], &row["other"]));
        if same >= LogOdds::from_f64(5.0) && same >= other + LogOdds::from_f64(1.0) {
            Ok(())
        } else {
            Err(format!("{same} bits and {other} bits"))
        }
    });
}

#[test]
fn letters_that_a_language_never_uses_outweigh_several_that_it_does() {
    let ukrainian =
        |text: &str| unicode::guess_languages(text).iter().any(|guess| guess.language.as_str() == "uk");
    assert!(ukrainian("Їжакевич") && ukrainian("Їїєєґ Крым"));
    assert!(!ukrainian("Їєы"));
}

#[test]
fn romanize_in_countries() {
    check("romanize_countries.tsv", |row| {
        let language = row["language"].parse().map_err(|error| format!("{error}"))?;
        let country = row["country"].parse().map_err(|error| format!("{error}"))?;
        let of = row["of"].parse().map_err(|error| format!("of: {error}"))?;
        let got = romanized(Romanizer::new().language(language).country(country), &row["input"], of);
        let found = got.contains(&row["expected"]);
        found.then_some(()).ok_or_else(|| format!("got {got:?}, wanted {:?}", row["expected"]))
    });
}
