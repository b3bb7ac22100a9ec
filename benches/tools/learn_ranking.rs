//! Learns `data/index/ranking.toml`: `cargo run --release --example learn_ranking`, then `cargo xtask tables`.
//!
//! Lists of `data/training` are searched among themselves. Queries are native names, whose right hits are their Latin
//! spellings, and Latin names that were changed as aliases are: another spelling, a word left out, a word too many, the
//! family name first, an initial, a slip of a letter. All Latin names are the list, so each query meets those most like it.
//!
//! *Weights.* For the hits h of a query with relevances r(h) = Σ w·x(h), in bits, the loss is −log₂ of the share that right
//! hits have of Σ 2^r(h), mean over the queries that have a right and a wrong hit among their 30 (the listwise loss of
//! ListNet, Cao et al. 2007), and λ·Σ (w − w₀)² over features divided by their deviations. w₀ are the weights that were set
//! by hand before there was a model: what no query speaks about stays as it was. Minimised by Adam (Kingma and Ba 2015)
//! over all queries at once, in a fixed order, so that the same data give the same numbers.
//!
//! *Probability.* A logistic regression of whether a hit is right on relevance, margin and the words of the query, over the
//! first hits of the queries, and of the same queries without their right hits, which the list does not hold.

// A tool whose input is missing should stop.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use allonym::index::{Index, Record, Workspace};
use allonym::tables::ranking::{FEATURE_NAMES, FEATURES};

/// Lists of full names, and how many native queries each gives at most.
const LISTS: [(&str, usize); 3] =
    [("fa_wikidata_full", 2500), ("ar_wikidata_full", 2500), ("ur_wikidata_full", 2000)];
/// Native queries of each list of politicians, and Latin queries of all lists.
const POLITICIANS: usize = 600;
const ALIASES: usize = 6000;
/// Hits of a query.
const HITS: usize = 30;
/// How strongly weights are held where they were.
const HOLD: f64 = 2e-4;
/// Steps of Adam.
const STEPS: usize = 600;
/// What queries count whose right hits were taken away.
const ABSENT: f64 = 0.25;
/// The weights that were set by hand.
const BEFORE: [(&str, f64); 6] = [
    ("agreement", 1.0),
    ("conflict", -1.0),
    ("query_extra", -0.6),
    ("row_extra", -0.25),
    ("order", -1.0),
    ("penalty", -1.0),
];
/// Not learned: the same name stands first, whatever else speaks.
const SAME: (&str, f64) = ("same_name", 64.0);
const RELEVANCE_LIMIT: f64 = 40.0;

/// The hits of a query.
struct List {
    hits: Vec<([f64; FEATURES], bool)>,
    words: usize,
    weight: f64,
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let hold = env::args().nth(1).map_or(HOLD, |text| text.parse().unwrap());
    let alias_weight = env::args().nth(2).map_or(1.0, |text| text.parse().unwrap());
    let (names, queries) = queries(&root.join("data/training"));
    let lists = search(&names, &queries, alias_weight);
    let weights = learn(&lists, hold);
    let probability = calibrate(&lists, &weights);
    let path = root.join("data/index/ranking.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, written(&text, &weights, probability)).unwrap();
}

/// Query, right names, whether it is an alias.
type Query = (String, BTreeSet<String>, bool);

/// The names of the list, and queries with the names that are right.
fn queries(folder: &Path) -> (BTreeSet<String>, Vec<Query>) {
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            entry.unwrap().file_name().to_str()?.strip_suffix("_ep_full.tsv").map(str::to_owned)
        })
        .collect();
    files.sort();
    let politicians = files.iter().map(|tag| (format!("{tag}_ep_full"), POLITICIANS));
    let lists = LISTS.iter().map(|(name, most)| ((*name).to_owned(), *most)).chain(politicians);
    let (mut names, mut queries) = (BTreeSet::new(), Vec::new());
    let mut spellings: Vec<Vec<String>> = Vec::new();
    for (list, most) in lists {
        let text = fs::read_to_string(folder.join(&list).with_extension("tsv")).unwrap();
        let mut right: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for line in text.lines().skip(1).filter(|line| !line.starts_with("# ")) {
            let mut cells = line.split('\t');
            let (native, latin) = (cells.next().unwrap(), cells.next().unwrap());
            names.insert(latin.to_owned());
            right.entry(native).or_default().insert(latin.to_owned());
        }
        spellings.extend(right.values().map(|latin| latin.iter().cloned().collect()));
        let step = right.len().div_ceil(most);
        queries
            .extend(right.into_iter().step_by(step).map(|(native, latin)| (native.to_owned(), latin, false)));
    }
    let step = spellings.len().div_ceil(ALIASES);
    for (number, latin) in spellings.iter().step_by(step).enumerate() {
        let other = &spellings[(number * 7919) % spellings.len()][0];
        if let Some(alias) = alias(number, latin, other) {
            queries.push((alias, latin.iter().cloned().collect(), true));
        }
    }
    (names, queries)
}

/// A name changed as aliases are.
fn alias(number: usize, latin: &[String], other: &str) -> Option<String> {
    let name = &latin[0];
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    let count = words.len();
    match number % 7 {
        // A word is left out.
        0 if count > 2 => drop(words.remove(number / 7 % count)),
        // A word too many, before or behind.
        1 => words.push(other.split(' ').next_back()?.to_owned()),
        2 => words.insert(1.min(count), other.split(' ').next()?.to_owned()),
        // The family name first.
        3 if count > 1 => words.rotate_right(1),
        // An initial.
        4 if count > 1 => words[0] = words[0].chars().take(1).collect(),
        // A letter lost, where the word is long.
        5 => {
            let word = words.iter_mut().max_by_key(|word| word.len())?;
            let at = word.char_indices().nth(number / 7 % word.chars().count())?.0;
            word.remove(at);
        }
        // Another spelling of the same native name.
        6 if latin.len() > 1 => return Some(latin[1..].iter().find(|one| *one != name)?.clone()),
        _ => return None,
    }
    Some(words.join(" "))
}

fn search(names: &BTreeSet<String>, queries: &[Query], alias_weight: f64) -> Vec<List> {
    let mut builder = Index::builder();
    names.iter().for_each(|name| builder.add(Record::new(name, name)));
    let index = Index::from_bytes(builder.build()).unwrap();
    let mut workspace = Workspace::default();
    let mut lists = Vec::new();
    let (mut first, mut among) = (0, 0);
    for (query, right, is_alias) in queries {
        let hits = index.search(query.as_str()).limit(HITS).hits_with(&mut workspace);
        // An alias that is a name of the list is that name.
        if hits.first().is_some_and(|hit| hit.record.name == query) {
            continue;
        }
        first += usize::from(hits.first().is_some_and(|hit| right.contains(hit.record.name)));
        let hits: Vec<([f64; FEATURES], bool)> = hits
            .iter()
            .map(|hit| {
                let mut features = [0.0; FEATURES];
                features.iter_mut().zip(hit.features.named()).for_each(|(to, (_, value))| *to = value);
                (features, right.contains(hit.record.name))
            })
            .collect();
        among += usize::from(hits.iter().any(|(_, right)| *right));
        let words = query.split_whitespace().count();
        lists.push(List { hits, words, weight: if *is_alias { alias_weight } else { 1.0 } });
    }
    let count = lists.len() as f64;
    println!(
        "{} names, {} queries; right first {:.4}, among {HITS} {:.4}",
        names.len(),
        lists.len(),
        f64::from(first as u32) / count,
        f64::from(among as u32) / count
    );
    lists
}

fn is_learned(feature: usize) -> bool {
    FEATURE_NAMES[feature] != SAME.0
}

fn relevance(features: &[f64; FEATURES], weights: &[f64; FEATURES]) -> f64 {
    features.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

fn learn(lists: &[List], hold: f64) -> [f64; FEATURES] {
    let lists: Vec<&List> = lists
        .iter()
        .filter(|list| list.hits.iter().any(|hit| hit.1) && list.hits.iter().any(|hit| !hit.1))
        .collect();
    let before: [f64; FEATURES] = std::array::from_fn(|at| {
        let known = BEFORE.iter().chain([&SAME]).find(|(name, _)| *name == FEATURE_NAMES[at]);
        known.map_or(0.0, |(_, weight)| *weight)
    });
    let deviations = deviations(&lists);
    let total: f64 = lists.iter().map(|list| list.weight).sum();
    let mut weights = before;
    let (mut mean, mut square) = ([0.0; FEATURES], [0.0; FEATURES]);
    for step in 1..=STEPS {
        let (mut loss, mut first, mut gradient) = (0.0, 0.0, [0.0; FEATURES]);
        for list in &lists {
            let scores: Vec<f64> =
                list.hits.iter().map(|(features, _)| relevance(features, &weights)).collect();
            let top = scores.iter().copied().fold(f64::MIN, f64::max);
            let powers: Vec<f64> = scores.iter().map(|score| (score - top).exp2()).collect();
            let all: f64 = powers.iter().sum();
            let right: f64 =
                powers.iter().zip(&list.hits).filter(|(_, hit)| hit.1).map(|(power, _)| power).sum();
            loss -= list.weight * (right / all).max(1e-12).log2();
            let best = powers.iter().position(|power| *power == 1.0).unwrap();
            first += if list.hits[best].1 { list.weight } else { 0.0 };
            for (power, (features, is_right)) in powers.iter().zip(&list.hits) {
                let pull = power / all - if *is_right { power / right.max(1e-300) } else { 0.0 };
                gradient.iter_mut().zip(features).for_each(|(sum, value)| *sum += list.weight * pull * value);
            }
        }
        for at in (0..FEATURES).filter(|at| is_learned(*at)) {
            // In units of the feature's deviation, so that all features are learned alike.
            let scaled = deviations[at] * (weights[at] - before[at]);
            let slope = gradient[at] / total / deviations[at] + 2.0 * hold * scaled;
            mean[at] = 0.9 * mean[at] + 0.1 * slope;
            square[at] = 0.999 * square[at] + 0.001 * slope * slope;
            let corrected = (
                mean[at] / (1.0 - 0.9f64.powi(step as i32)),
                square[at] / (1.0 - 0.999f64.powi(step as i32)),
            );
            let rate = 0.05 * (1.0 - step as f64 / STEPS as f64);
            weights[at] -= rate * corrected.0 / (corrected.1.sqrt() + 1e-9) / deviations[at];
        }
        if step == 1 || step % 100 == 0 {
            println!("step {step}: loss {:.4} bits, right first {:.4}", loss / total, first / total);
        }
    }
    weights
}

/// The deviation of each feature within the lists.
fn deviations(lists: &[&List]) -> [f64; FEATURES] {
    let (mut sum, mut count) = ([0.0; FEATURES], 0.0);
    for list in lists {
        let hits = list.hits.len() as f64;
        for (at, sum) in sum.iter_mut().enumerate() {
            let mean = list.hits.iter().map(|hit| hit.0[at]).sum::<f64>() / hits;
            *sum += list.hits.iter().map(|hit| (hit.0[at] - mean).powi(2)).sum::<f64>();
        }
        count += hits;
    }
    sum.map(|sum| (sum / count).sqrt().max(1e-3))
}

/// Intercept, relevance, margin, words.
fn calibrate(lists: &[List], weights: &[f64; FEATURES]) -> [f64; 4] {
    let mut rows: Vec<([f64; 4], bool, f64)> = Vec::new();
    for list in lists {
        for absent in [false, true] {
            let hits = list.hits.iter().filter(|hit| !absent || !hit.1);
            let mut scores: Vec<(f64, bool)> =
                hits.map(|(features, right)| (relevance(features, weights), *right)).collect();
            scores.sort_by(|a, b| b.0.total_cmp(&a.0));
            let Some((best, right)) = scores.first().copied() else { continue };
            let others: f64 = scores.iter().skip(1).map(|(score, _)| (score - best).exp2()).sum();
            let margin = if scores.len() > 1 { (-others.log2()).min(best) } else { best };
            let clamp = |bits: f64| bits.clamp(-RELEVANCE_LIMIT, RELEVANCE_LIMIT);
            let weight = if absent { ABSENT } else { 1.0 } * list.weight;
            rows.push(([1.0, clamp(best), clamp(margin), list.words as f64], right, weight));
        }
    }
    let mut line = [0.0f64; 4];
    let (mut mean, mut square) = ([0.0; 4], [0.0; 4]);
    for step in 1..=2000 {
        let mut gradient = [0.0; 4];
        for (values, right, weight) in &rows {
            let bits: f64 = values.iter().zip(&line).map(|(value, weight)| value * weight).sum();
            let error = 1.0 / (1.0 + (-bits).exp2()) - f64::from(u8::from(*right));
            gradient.iter_mut().zip(values).for_each(|(sum, value)| *sum += weight * error * value);
        }
        for at in 0..4 {
            let slope = gradient[at] / rows.len() as f64;
            mean[at] = 0.9 * mean[at] + 0.1 * slope;
            square[at] = 0.999 * square[at] + 0.001 * slope * slope;
            let corrected = (mean[at] / (1.0 - 0.9f64.powi(step)), square[at] / (1.0 - 0.999f64.powi(step)));
            line[at] -= 0.02 * corrected.0 / (corrected.1.sqrt() + 1e-9);
        }
        line[1] = line[1].max(0.0);
        line[2] = line[2].max(0.0);
    }
    println!("probability {line:?}");
    line
}

/// The file, with its head as it was.
fn written(
    before: &str,
    weights: &[f64; FEATURES],
    [intercept, relevance, margin, words]: [f64; 4],
) -> String {
    let head = before.split("[weights]").next().unwrap();
    let mut out = format!("{head}[weights]\n");
    for (name, weight) in FEATURE_NAMES.iter().zip(weights) {
        writeln!(out, "{name} = {weight:.4}").unwrap();
    }
    write!(
        out,
        "\n# Bits: see src/tables/ranking.rs.\n[probability]\nintercept = {intercept:.4}\nrelevance = {relevance:.4}\n\
         relevance_limit = {RELEVANCE_LIMIT:.1}\nmargin = {margin:.4}\nwords = {words:.4}\n"
    )
    .unwrap();
    out
}
