//! Runs each measure over each set.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use allonym::Romanizer;
use any_ascii::any_ascii;
use rapidfuzz::fuzz;

use crate::figures::{BINS, Calibration, Figures, PairFigures, RomanizeFigures};
use crate::sets::Set;

/// How long a measure is repeated for its speed.
const LONG_ENOUGH: Duration = Duration::from_millis(300);

type Measure = fn(&str, &str) -> f64;

/// The measures of pairs, allonym first.
const MEASURES: [(&str, Measure); 5] = [
    ("allonym", |a, b| allonym::score(a, b).to_f64()),
    ("strsim jaro_winkler", |a, b| strsim::jaro_winkler(&a.to_lowercase(), &b.to_lowercase())),
    ("rapidfuzz ratio", |a, b| fuzz::ratio(a.to_lowercase().chars(), b.to_lowercase().chars())),
    ("any_ascii, strsim jaro_winkler", |a, b| {
        strsim::jaro_winkler(&any_ascii(a).to_lowercase(), &any_ascii(b).to_lowercase())
    }),
    ("any_ascii, rapidfuzz ratio", |a, b| {
        fuzz::ratio(any_ascii(a).to_lowercase().chars(), any_ascii(b).to_lowercase().chars())
    }),
];

/// The sets of pairs, and those of words with their languages.
const PAIRS: [&str; 8] =
    ["ep_other", "tok_ar", "tok_ru", "wd_he", "wd_ko", "latin_variants", "name_bench", "ofac_alias"];
const ROMANIZE: [(&str, &str); 6] = [
    ("romanize_ar", "ar"),
    ("romanize_he", "he"),
    ("romanize_ja", "ja"),
    ("romanize_ko", "ko"),
    ("romanize_ru", "ru"),
    ("romanize_zh", "zh"),
];

/// All sets of a folder, with their names.
pub(crate) fn sets(data: &Path) -> impl Iterator<Item = Result<(&'static str, Set), String>> {
    let pairs = PAIRS.iter().map(|name| (*name, ["a", "b"]));
    let words = ROMANIZE.iter().map(|(name, _)| (*name, ["native", "latin"]));
    pairs.chain(words).map(move |(name, columns)| {
        Set::read(&data.join(format!("{name}.tsv")), &columns).map(|set| (name, set))
    })
}

/// Measures everything; without `peers` only what is checked, and no speeds.
pub(crate) fn all(data: &Path, peers: bool) -> Result<Figures, String> {
    let mut figures = Figures::default();
    let path = |name: &str| -> PathBuf { data.join(format!("{name}.tsv")) };
    for name in PAIRS {
        let set = Set::read(&path(name), &["a", "b", "label"])?;
        let pairs: Vec<(&str, &str, bool)> = set.rows.iter().filter_map(|row| pair(row)).collect();
        if pairs.len() < set.rows.len() || pairs.is_empty() {
            return Err(format!("{name}: {} rows have no a, b and label", set.rows.len() - pairs.len()));
        }
        for (measure, function) in MEASURES.iter().take(if peers { MEASURES.len() } else { 1 }) {
            let mut scores: Vec<(f64, bool)> =
                pairs.iter().map(|(a, b, one)| (function(a, b), *one)).collect();
            if *measure == "allonym" {
                figures.calibration.push(calibration(name, &scores));
            }
            scores.sort_by(|a, b| b.0.total_cmp(&a.0));
            let pairs_a_second = if peers {
                speed(&pairs, |(a, b, _)| {
                    black_box(function(a, b));
                })
            } else {
                0.0
            };
            let (auc, best_f1) = (area(&scores), best_f1(&scores));
            figures.pairs.push(PairFigures { set: name.into(), measure, auc, best_f1, pairs_a_second });
        }
        figures.sets.push((name.into(), set.what.clone(), set.source.clone(), set.rows.len()));
    }
    for (name, tag) in ROMANIZE {
        let set = Set::read(&path(name), &["native", "latin"])?;
        let romanizer = Romanizer::for_language(tag).map_err(|error| error.to_string())?;
        let words: Vec<(&str, Vec<&str>)> = set.rows.iter().filter_map(|row| word(row)).collect();
        let share = |count: usize| count as f64 / words.len().max(1) as f64;
        let right = |spelling: &str, wanted: &[&str]| wanted.contains(&spelling.to_lowercase().as_str());
        let (mut first, mut three) = (0, 0);
        for (native, wanted) in &words {
            let found = romanizer.n_best(native, 3);
            first += usize::from(found.first().is_some_and(|spelling| right(&spelling.text, wanted)));
            three += usize::from(found.iter().any(|spelling| right(&spelling.text, wanted)));
        }
        let names_a_second = if peers {
            speed(&words, |(native, _)| {
                black_box(romanizer.romanize(native));
            })
        } else {
            0.0
        };
        figures.romanize.push(RomanizeFigures {
            set: name.into(),
            measure: "allonym",
            first: share(first),
            three: Some(share(three)),
            names_a_second,
        });
        if peers {
            let count = words.iter().filter(|(native, wanted)| right(&any_ascii(native), wanted)).count();
            let names_a_second = speed(&words, |(native, _)| {
                black_box(any_ascii(native));
            });
            figures.romanize.push(RomanizeFigures {
                set: name.into(),
                measure: "any_ascii",
                first: share(count),
                three: None,
                names_a_second,
            });
        }
        figures.sets.push((name.into(), set.what.clone(), set.source.clone(), set.rows.len()));
    }
    Ok(figures.seal())
}

fn pair(row: &[String]) -> Option<(&str, &str, bool)> {
    match row {
        [a, b, label] if label == "1" || label == "0" => Some((a, b, label == "1")),
        _ => None,
    }
}

fn word(row: &[String]) -> Option<(&str, Vec<&str>)> {
    match row {
        [native, latin] => Some((native, latin.split('|').collect())),
        _ => None,
    }
}

/// F1 at a half, Brier's score, and the bins of a reliability plot.
fn calibration(set: &str, scores: &[(f64, bool)]) -> Calibration {
    let mut bins = [(0, 0.0, 0.0); BINS];
    let (mut taken, mut right, mut all, mut squares) = (0.0, 0.0, 0.0, 0.0);
    for &(score, one) in scores {
        let truth = f64::from(u8::from(one));
        squares += (score - truth) * (score - truth);
        all += truth;
        if score >= 0.5 {
            taken += 1.0;
            right += truth;
        }
        if let Some(bin) = bins.get_mut(((score * BINS as f64) as usize).min(BINS - 1)) {
            *bin = (bin.0 + 1, bin.1 + score, bin.2 + truth);
        }
    }
    let bins = bins.map(|(count, score, truth)| {
        let divisor = f64::max(f64::from(u32::try_from(count).unwrap_or(u32::MAX)), 1.0);
        (count, score / divisor, truth / divisor)
    });
    Calibration {
        set: set.into(),
        f1: 2.0 * right / f64::max(taken + all, 1.0),
        brier: squares / scores.len().max(1) as f64,
        bins,
    }
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

/// The harmonic mean of precision and recall at the threshold where it is highest: from scores in falling order.
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

fn speed<T>(items: &[T], work: impl Fn(&T)) -> f64 {
    let begun = Instant::now();
    let mut done = 0;
    while begun.elapsed() < LONG_ENOUGH {
        items.iter().for_each(&work);
        done += items.len();
    }
    done as f64 / begun.elapsed().as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_counts_pairs_in_order_and_ties_by_half() {
        // Right 0.9 and 0.5, wrong 0.5 and 0.1: of four pairs three are in order and one is a tie.
        let scores = [(0.9, true), (0.5, true), (0.5, false), (0.1, false)];
        assert!((area(&scores) - 0.875).abs() < 1e-12);
        // Both right ones and one wrong one are taken at 0.5: F1 is 2 * 2 / (3 + 2).
        assert!((best_f1(&scores) - 0.8).abs() < 1e-12);
    }

    #[test]
    fn probabilities_are_held_against_the_truth() {
        let calibration = calibration("x", &[(0.95, true), (0.95, false), (0.05, false), (0.45, true)]);
        let (count, _, right) = calibration.bins.last().copied().unwrap_or_default();
        assert_eq!(count, 2);
        assert!((right - 0.5).abs() < 1e-12);
        // Taken: two, one of them right; right in all: two.
        assert!((calibration.f1 - 0.5).abs() < 1e-12);
    }
}
