//! What was measured, and what the figures mean.

use std::collections::BTreeMap;

/// How many bins a reliability plot has: pairs whose scores lie between tenths.
pub(crate) const BINS: usize = 10;

/// What one measure reaches on one set of pairs.
#[derive(Clone, Debug, Default)]
pub(crate) struct PairFigures {
    pub(crate) set: String,
    pub(crate) measure: &'static str,
    /// The area under the ROC curve: how often a right pair stands above a wrong one.
    pub(crate) auc: f64,
    /// The harmonic mean of precision and recall at the threshold where it is highest.
    pub(crate) best_f1: f64,
    pub(crate) pairs_a_second: f64,
}

/// What allonym's probabilities are worth on one set of pairs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calibration {
    pub(crate) set: String,
    /// F1 at a score of 0.5.
    pub(crate) f1: f64,
    /// The mean of the squared distances between score and truth (Brier 1950).
    pub(crate) brier: f64,
    /// For each tenth of scores: how many pairs, the mean score, the share that is right.
    pub(crate) bins: [(usize, f64, f64); BINS],
}

impl Calibration {
    /// The expected calibration error: the mean distance between score and share that is right, bin by bin, weighed by
    /// the number of pairs (Naeini, Cooper and Hauskrecht 2015).
    pub(crate) fn error(&self) -> f64 {
        let all: usize = self.bins.iter().map(|bin| bin.0).sum();
        let sum: f64 =
            self.bins.iter().map(|(count, score, right)| *count as f64 * (score - right).abs()).sum();
        sum / all.max(1) as f64
    }
}

/// What one romanizer reaches on one set of words.
#[derive(Clone, Debug, Default)]
pub(crate) struct RomanizeFigures {
    pub(crate) set: String,
    pub(crate) measure: &'static str,
    /// How often the first spelling is a right one.
    pub(crate) first: f64,
    /// How often one of the first three is; not known of measures that give one spelling.
    pub(crate) three: Option<f64>,
    pub(crate) names_a_second: f64,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// What each set is and where it is from, and how many rows it has.
    pub(crate) sets: Vec<(String, String, String, usize)>,
    pub(crate) pairs: Vec<PairFigures>,
    pub(crate) calibration: Vec<Calibration>,
    pub(crate) romanize: Vec<RomanizeFigures>,
    /// The figures of allonym that are checked: by set and name, the higher the better.
    pub(crate) checked: BTreeMap<(String, String), f64>,
}

impl Figures {
    /// Puts the figures of allonym into the table that is checked.
    pub(crate) fn seal(mut self) -> Figures {
        let ours = self.pairs.iter().filter(|figures| figures.measure == "allonym");
        let mut checked: BTreeMap<_, _> =
            ours.map(|figures| ((figures.set.clone(), "auc".to_owned()), figures.auc)).collect();
        for calibration in &self.calibration {
            checked.insert((calibration.set.clone(), "f1_at_half".into()), calibration.f1);
            checked.insert((calibration.set.clone(), "one_less_brier".into()), 1.0 - calibration.brier);
        }
        for figures in self.romanize.iter().filter(|figures| figures.measure == "allonym") {
            checked.insert((figures.set.clone(), "first".into()), figures.first);
            checked.insert((figures.set.clone(), "of_three".into()), figures.three.unwrap_or_default());
        }
        self.checked = checked;
        self
    }

    /// The checked figures as a table.
    pub(crate) fn table(&self) -> String {
        let head = "# Made by: cargo run --release -p allonym-bench -- ledger\nset\tfigure\tvalue\n";
        let rows = self.checked.iter().map(|((set, figure), value)| format!("{set}\t{figure}\t{value:.4}\n"));
        head.to_owned() + &rows.collect::<String>()
    }

    /// Reads such a table.
    pub(crate) fn read(text: &str) -> Result<Figures, String> {
        let mut checked = BTreeMap::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [set, figure, value] = cells.as_slice() else {
                return Err(format!("line {}: wants three columns", at + 1));
            };
            let value = value.parse().map_err(|_| format!("line {}: {value} is no number", at + 1))?;
            checked.insert(((*set).to_owned(), (*figure).to_owned()), value);
        }
        Ok(Figures { checked, ..Figures::default() })
    }

    pub(crate) fn len(&self) -> usize {
        self.checked.len()
    }

    /// What is lower now by more than the tolerance, or is measured no longer.
    pub(crate) fn fallen(&self, now: &Figures, tolerance: f64) -> Vec<String> {
        let lines = self.checked.iter().filter_map(|(key, before)| match now.checked.get(key) {
            Some(value) if *value >= before - tolerance => None,
            Some(value) => Some(format!("{} {}: {before:.4}, now {value:.4}", key.0, key.1)),
            None => Some(format!("{} {}: {before:.4}, now not measured", key.0, key.1)),
        });
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_and_what_fell_is_said() {
        let mut before = Figures::default();
        before.checked.insert(("ru".into(), "auc".into()), 0.9);
        before.checked.insert(("ko".into(), "auc".into()), 0.8);
        assert_eq!(Figures::read(&before.table()).map(|read| read.checked), Ok(before.checked.clone()));
        let mut now = before.clone();
        now.checked.insert(("ru".into(), "auc".into()), 0.8975);
        now.checked.insert(("ko".into(), "auc".into()), 0.79);
        assert_eq!(before.fallen(&now, 0.003), ["ko auc: 0.8000, now 0.7900"]);
        assert!(Figures::read("set\tfigure\tvalue\nru\tauc\tx\n").is_err());
    }

    #[test]
    fn the_error_of_calibration_weighs_bins_by_their_pairs() {
        let mut bins = [(0, 0.0, 0.0); BINS];
        bins.iter_mut().zip([(30, 0.05, 0.05), (10, 0.95, 0.75)]).for_each(|(bin, value)| *bin = value);
        let calibration = Calibration { bins, ..Calibration::default() };
        assert!((calibration.error() - 0.05).abs() < 1e-12);
    }
}
