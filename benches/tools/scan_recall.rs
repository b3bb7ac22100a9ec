//! How many mentions of a list the scanner finds in marked documents, and how many of its finds are none, beside an automaton of
//! the same spellings and beside a comparison of runs of capitals letter by letter.
//!
//! `cargo run --release --example scan_recall -- SET...` reads sets, folders with `docs/` and `gold.json` as those of
//! `data/dev/resolve`. The entities of every second document are the list, under their base forms where the set has them, else
//! as they are written; the other documents are scanned; then the other way round. A find is right if it covers half of a
//! mention of its entity, or half of it is covered. Finds on what the set leaves open (kind `x`) count for nothing. A mention
//! counts if its entity has a listed name that compares with it above 0.9: Germany is not asked for by Deutschland.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use aho_corasick::{AhoCorasick, MatchKind};
use allonym::index::Record;
use allonym::scan::Scanner;
use allonym::{Span, score, unicode};
use serde_json::Value;

/// The score from which a listed name is a spelling of a mention.
const SPELLING: f64 = 0.9;
/// The share of letters that a run of capitals has in common with a listed name.
const MIN_LETTERS: f64 = 0.85;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let sets: Vec<String> = env::args().skip(1).collect();
    if sets.is_empty() {
        return Err("usage: scan_recall SET...".into());
    }
    let mut counts: BTreeMap<(&str, String), Counts> = BTreeMap::new();
    for set in &sets {
        measure(Path::new(set), &mut counts)?;
    }
    println!("way\tscript\tprecision\trecall\tmentions\twrong");
    for ((way, script), found) in &counts {
        let precision = share(found.right, found.right + found.wrong);
        let recall = share(found.hit, found.mentions);
        println!("{way}\t{script}\t{precision:.3}\t{recall:.3}\t{}\t{}", found.mentions, found.wrong);
    }
    Ok(())
}

#[derive(Default)]
struct Counts {
    right: usize,
    wrong: usize,
    hit: usize,
    mentions: usize,
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

struct Mention {
    span: Span,
    entity: String,
    /// Whether the set leaves it open what it is.
    open: bool,
}

struct Document {
    text: String,
    mentions: Vec<Mention>,
}

fn documents(set: &Path, gold: &Value) -> Outcome<Vec<Document>> {
    let field = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(String::from);
    let place = |value: &Value, name: &str| value.get(name).and_then(Value::as_u64).map(|at| at as usize);
    let mut documents = Vec::new();
    for document in gold.get("documents").and_then(Value::as_array).into_iter().flatten() {
        let file = field(document, "file").ok_or("a document without a file")?;
        let marked = document.get("mentions").and_then(Value::as_array).into_iter().flatten();
        let mentions = marked.filter_map(|mention| {
            let entity = field(mention, "entity").unwrap_or_default();
            let open = entity.is_empty() || field(mention, "kind").as_deref() == Some("x");
            Some(Mention { span: Span::new(place(mention, "start")?, place(mention, "end")?), entity, open })
        });
        let text = fs::read_to_string(set.join("docs").join(file))?;
        documents.push(Document { mentions: mentions.collect(), text });
    }
    Ok(documents)
}

fn measure(set: &Path, counts: &mut BTreeMap<(&str, String), Counts>) -> Outcome<()> {
    let gold: Value = serde_json::from_str(&fs::read_to_string(set.join("gold.json"))?)?;
    let documents = documents(set, &gold)?;
    for half in [0, 1] {
        let (listed, scanned): (Vec<_>, Vec<_>) =
            documents.iter().enumerate().partition(|(at, _)| at % 2 == half);
        let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let marked =
            listed.iter().flat_map(|(_, one)| one.mentions.iter().map(move |mention| (one, mention)));
        for (document, mention) in marked.filter(|(_, mention)| !mention.open) {
            let bases = gold.get("bases").and_then(|bases| bases.get(&mention.entity));
            let bases = bases.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            let names = names.entry(&mention.entity).or_default();
            names.extend(bases.map(String::from));
            // Some sets have base forms in small letters, in which no acronym is one.
            if names.iter().all(|name| !name.contains(char::is_uppercase)) {
                names.insert(mention.span.of(&document.text).replace('\n', " "));
            }
        }
        let rows: Vec<(&str, &str)> =
            names.iter().flat_map(|(id, names)| names.iter().map(|name| (*id, name.as_str()))).collect();
        let scanner = Scanner::new(rows.iter().map(|(id, name)| Record::new(id, name)));
        let written = rows.iter().map(|(_, name)| name);
        let machine = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(written);
        let machine = machine.map_err(|error| error.to_string())?;
        for (_, document) in scanned {
            // Entities of one spelling stand at one place, which is right if one of them is.
            let found = scanner.scan(&document.text);
            let places = found.chunk_by(|one, other| one.span == other.span);
            let own: Vec<(Span, &str)> = places
                .filter_map(|several| {
                    let span = several.first()?.span;
                    let is_there = |id: &str| {
                        let mut over = document.mentions.iter().filter(|mention| mention.span.overlaps(span));
                        over.any(|mention| mention.entity == id)
                    };
                    let there = several.iter().find(|one| is_there(one.record.id));
                    Some((span, id_of(&rows, there.or(several.first())?.record.id)))
                })
                .collect();
            let exact: Vec<(Span, &str)> = machine
                .find_iter(&document.text)
                .filter_map(|hit| {
                    let span = Span::new(hit.start(), hit.end());
                    Some((span, rows.get(hit.pattern().as_usize())?.0))
                })
                .filter(|(span, _)| stands_alone(&document.text, *span))
                .collect();
            let letters = by_letters(&document.text, &rows);
            for (way, found) in [("scanner", own), ("automaton", exact), ("letters", letters)] {
                count(way, document, &names, &found, counts);
            }
        }
    }
    Ok(())
}

/// The id as the rows have it.
fn id_of<'r>(rows: &[(&'r str, &'r str)], id: &str) -> &'r str {
    rows.iter().find(|(own, _)| *own == id).map_or("", |(own, _)| own)
}

/// Whether no letter stands beside a place; in scripts without spaces that is never asked.
fn stands_alone(text: &str, span: Span) -> bool {
    let letter = |c: char| c.is_alphabetic() && c < '\u{2e80}';
    let before = text.get(..span.start).and_then(|text| text.chars().next_back());
    let after = text.get(span.end..).and_then(|text| text.chars().next());
    !before.is_some_and(letter) && !after.is_some_and(letter)
}

/// Runs of words with capitals, and the listed name that has most letters in common with each.
fn by_letters<'r>(text: &str, rows: &[(&'r str, &'r str)]) -> Vec<(Span, &'r str)> {
    let mut runs: Vec<Span> = Vec::new();
    for token in unicode::tokens(text) {
        if !token.span.of(text).starts_with(char::is_uppercase) {
            continue;
        }
        let joined = |last: &&mut Span| text.get(last.end..token.span.start) == Some(" ");
        match runs.last_mut().filter(joined) {
            Some(last) => last.end = token.span.end,
            None => runs.push(token.span),
        }
    }
    let best = |run: &Span| {
        let written = run.of(text).to_lowercase();
        let scored = rows.iter().map(|(id, name)| (likeness(&written, &name.to_lowercase()), *id));
        scored.filter(|(likeness, _)| *likeness >= MIN_LETTERS).max_by(|a, b| a.0.total_cmp(&b.0))
    };
    runs.iter().filter_map(|run| Some((*run, best(run)?.1))).collect()
}

/// Twice the letters in common of all letters, by what has to be put in and left out.
fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b)
}

fn count<'w>(
    way: &'w str,
    document: &Document,
    names: &BTreeMap<&str, BTreeSet<String>>,
    found: &[(Span, &str)],
    counts: &mut BTreeMap<(&'w str, String), Counts>,
) {
    let text = document.text.as_str();
    let common = |a: Span, b: Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let mut hit = BTreeSet::new();
    for (span, id) in found {
        let over: Vec<&Mention> =
            document.mentions.iter().filter(|mention| common(mention.span, *span) > 0).collect();
        let right: Vec<&&Mention> = over
            .iter()
            .filter(|mention| {
                mention.entity == *id && common(mention.span, *span) * 2 >= mention.span.len().min(span.len())
            })
            .collect();
        hit.extend(right.iter().map(|mention| mention.span));
        for script in [script_of(span.of(text)), "all".into()] {
            let counts = counts.entry((way, script)).or_default();
            counts.right += usize::from(!right.is_empty());
            counts.wrong += usize::from(right.is_empty() && !over.iter().any(|mention| mention.open));
        }
    }
    for mention in document.mentions.iter().filter(|mention| !mention.open) {
        let written = mention.span.of(text);
        let spelled = |name: &String| score(written, name).to_f64() >= SPELLING;
        if !names.get(mention.entity.as_str()).is_some_and(|names| names.iter().any(spelled)) {
            continue;
        }
        for script in [script_of(written), "all".into()] {
            let counts = counts.entry((way, script)).or_default();
            counts.mentions += 1;
            counts.hit += usize::from(hit.contains(&mention.span));
        }
    }
}

fn script_of(text: &str) -> String {
    let script = text.chars().map(unicode::script_of).find(|script| script.is_real());
    script.map_or_else(|| "none".into(), |script| script.to_string())
}
