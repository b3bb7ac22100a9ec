//! Telling pairs of names that are one from pairs that are not, beside similarities of strings, in one run on one core:
//! `cargo run --release --manifest-path benches/peers/Cargo.toml --bin pairs -- PAIRS.tsv...`
//!
//! Takes files with columns a, b, label (1 for one name, 0 for two). For each file and each measure it prints the area
//! under the ROC curve, the best F1 that any threshold reaches, and how many pairs a second are scored, raw strings and
//! all. `any_ascii, …` has both sides put into Latin letters before.

use std::error::Error;
use std::time::{Duration, Instant};
use std::{env, fs, hint};

use any_ascii::any_ascii;
use rapidfuzz::{distance, fuzz};

/// How long a measure is repeated for its speed.
const LONG_ENOUGH: Duration = Duration::from_millis(500);

type Measure = fn(&str, &str) -> f64;

/// The name of each measure and what it makes of two strings.
const MEASURES: [(&str, Measure); 7] = [
    ("allonym", |a, b| allonym::compare::score(a, b).to_f64()),
    ("strsim jaro_winkler", |a, b| strsim::jaro_winkler(&a.to_lowercase(), &b.to_lowercase())),
    ("strsim normalized_damerau_levenshtein", |a, b| {
        strsim::normalized_damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase())
    }),
    ("rapidfuzz ratio", |a, b| fuzz::ratio(a.to_lowercase().chars(), b.to_lowercase().chars())),
    ("any_ascii, strsim jaro_winkler", |a, b| {
        strsim::jaro_winkler(&any_ascii(a).to_lowercase(), &any_ascii(b).to_lowercase())
    }),
    ("any_ascii, rapidfuzz ratio", |a, b| {
        fuzz::ratio(any_ascii(a).to_lowercase().chars(), any_ascii(b).to_lowercase().chars())
    }),
    ("any_ascii, words sorted, rapidfuzz jaro_winkler", |a, b| {
        distance::jaro_winkler::similarity(sorted(a).chars(), sorted(b).chars())
    }),
];

/// The words of a name in Latin letters and in alphabetical order.
fn sorted(name: &str) -> String {
    let latin = any_ascii(name).to_lowercase();
    let mut words: Vec<&str> =
        latin.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = env::args().skip(1).collect();
    if paths.is_empty() {
        return Err("usage: pairs PAIRS.tsv...".into());
    }
    for path in paths {
        let text = fs::read_to_string(&path)?;
        let pairs = read(&text).ok_or_else(|| format!("{path}: no columns a, b and label"))?;
        println!("{path}: {} pairs, {} of one name", pairs.len(), pairs.iter().filter(|pair| pair.2).count());
        println!("{:<50}{:>8}{:>8}{:>14}", "", "AUC", "F1", "pairs/s");
        for (name, measure) in MEASURES {
            let scored = pairs.iter().map(|(a, b, one)| (measure(a, b), *one));
            let mut scores: Vec<(f64, bool)> = scored.collect();
            scores.sort_by(|a, b| b.0.total_cmp(&a.0));
            let (area, best, speed) = (area(&scores), best_f1(&scores), speed(measure, &pairs));
            println!("{name:<50}{area:>8.3}{best:>8.3}{speed:>14.0}");
        }
        println!();
    }
    Ok(())
}

fn read(text: &str) -> Option<Vec<(&str, &str, bool)>> {
    let mut lines = text.lines().filter(|line| !line.is_empty());
    let header: Vec<&str> = lines.next()?.split('\t').collect();
    let column = |name| header.iter().position(|column| *column == name);
    let (a, b, label) = (column("a")?, column("b")?, column("label")?);
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            Some((*cells.get(a)?, *cells.get(b)?, *cells.get(label)? == "1"))
        })
        .collect()
}

/// The share of pairs of a right and a wrong one that are in order, ties by half: from scores in falling order.
fn area(scores: &[(f64, bool)]) -> f64 {
    let (mut right, mut ordered) = (0.0, 0.0);
    for tied in scores.chunk_by(|a, b| a.0 == b.0) {
        let ones = tied.iter().filter(|(_, one)| *one).count() as f64;
        let others = tied.len() as f64 - ones;
        ordered += others * (right + ones / 2.0);
        right += ones;
    }
    ordered / (right * (scores.len() as f64 - right)).max(1.0)
}

/// The harmonic mean of precision and recall at the threshold where it is highest.
fn best_f1(scores: &[(f64, bool)]) -> f64 {
    let all = scores.iter().filter(|(_, one)| *one).count() as f64;
    let (mut taken, mut right, mut best) = (0.0, 0.0, 0.0_f64);
    for tied in scores.chunk_by(|a, b| a.0 == b.0) {
        taken += tied.len() as f64;
        right += tied.iter().filter(|(_, one)| *one).count() as f64;
        best = best.max(2.0 * right / (taken + all));
    }
    best
}

fn speed(measure: Measure, pairs: &[(&str, &str, bool)]) -> f64 {
    let begun = Instant::now();
    let mut done = 0;
    while begun.elapsed() < LONG_ENOUGH {
        for (a, b, _) in pairs {
            hint::black_box(measure(hint::black_box(a), b));
        }
        done += pairs.len();
    }
    done as f64 / begun.elapsed().as_secs_f64()
}
