//! What scoring functions take beside names.

use allonym::compare::Purpose;
use allonym::index::BlockingWidth;
use allonym::{Matcher, Name, Probability};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// How names are scored: a matcher, and whether it has a cut-off.
#[derive(Clone, Copy)]
pub(crate) struct Scorer {
    pub(crate) matcher: Matcher,
    cutoff: bool,
}

/// A number from 0 to 1, or an error that says which argument is none.
pub(crate) fn probability(name: &str, value: f64) -> PyResult<Probability> {
    if (0.0..=1.0).contains(&value) {
        return Ok(Probability::from_f64(value));
    }
    Err(PyValueError::new_err(format!("{name} is {value}; it has to be from 0 to 1, as scores are")))
}

impl Scorer {
    pub(crate) fn new(prior: f64, purpose: &str, score_cutoff: Option<f64>) -> PyResult<Scorer> {
        let purpose = match purpose {
            "default" => Purpose::Default,
            "screening" => Purpose::Screening,
            "dedupe" => Purpose::Dedupe,
            _ => {
                return Err(PyValueError::new_err(format!(
                    "'{purpose}' is no purpose; there are default, screening, dedupe"
                )));
            }
        };
        let cutoff =
            score_cutoff.map_or(Ok(Probability::ZERO), |cutoff| probability("score_cutoff", cutoff))?;
        let matcher = Matcher::new().prior(probability("prior", prior)?).purpose(purpose).cutoff(cutoff);
        Ok(Scorer { matcher, cutoff: cutoff > Probability::ZERO })
    }

    /// The score; 0 if it is below the cut-off.
    pub(crate) fn score(&self, a: &Name, b: &Name) -> f64 {
        if self.cutoff {
            return self.matcher.score_cutoff(a, b).map_or(0.0, Probability::to_f64);
        }
        self.matcher.score(a, b).to_f64()
    }
}

/// What two names must have in common to share a blocking key.
pub(crate) fn blocking_width(width: &str) -> PyResult<BlockingWidth> {
    match width {
        "lean" => Ok(BlockingWidth::Lean),
        "narrow" => Ok(BlockingWidth::Narrow),
        "wide" => Ok(BlockingWidth::Wide),
        _ => Err(PyValueError::new_err(format!("'{width}' is no width; there are lean, narrow, wide"))),
    }
}
