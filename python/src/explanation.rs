//! A score and what it is made of.

use allonym::report::ComparisonReport;
use pyo3::prelude::*;

use crate::options::Scorer;
use crate::records::{Places, Record, dictionary};

/// A score and what it is made of.
///
/// >>> explanation = allonym.explain("Ali Rezaei", "علی حسینی")
/// >>> explanation.kind, explanation.cross_script
/// ('person', True)
/// >>> abs(sum(one.bits for one in explanation.evidence) - explanation.bits) < 0.001
/// True
#[pyclass(module = "allonym", frozen)]
pub(crate) struct Explanation {
    a: String,
    b: String,
    explanation: allonym::compare::Explanation,
}

impl Explanation {
    pub(crate) fn new(scorer: &Scorer, a: &allonym::Name, b: &allonym::Name) -> Explanation {
        let explanation = scorer.matcher.explain(a, b);
        Explanation { a: a.text().to_owned(), b: b.text().to_owned(), explanation }
    }
}

#[pymethods]
impl Explanation {
    /// How likely the two names are one.
    #[getter]
    fn score(&self) -> f64 {
        self.explanation.score.to_f64()
    }

    /// The sum of the evidence, before it is calibrated.
    #[getter]
    fn bits(&self) -> f64 {
        self.explanation.bits.to_f64()
    }

    /// What the names were taken for.
    #[getter]
    fn kind(&self) -> String {
        self.explanation.kind.to_string()
    }

    /// Whether the names are in two scripts.
    #[getter]
    fn cross_script(&self) -> bool {
        self.explanation.cross_script
    }

    /// The reasons, strongest first; what a reason speaks of is ``text[start:end]`` of the name, counted in characters.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let (a, b) = (Places::new(&self.a), Places::new(&self.b));
        let excerpt = |text: &str, places: &Places<'_>, span: Option<allonym::Span>| {
            let span = span.map(|span| (span.of(text), places.of(span)));
            span.map(|(text, (start, end))| Record::Excerpt.of(py, (text, start, end))).transpose()
        };
        let evidence = |one: &allonym::compare::Evidence| {
            let (first, second) = (excerpt(&self.a, &a, one.a)?, excerpt(&self.b, &b, one.b)?);
            Record::Evidence.of(py, (one.rule.to_string(), first, second, one.bits.to_f64()))
        };
        self.explanation.evidence.iter().map(evidence).collect()
    }

    /// The dictionary that ``allonym compare --explain --json`` writes. Its places are bytes of UTF-8.
    ///
    /// >>> allonym.explain("Ali", "علی").to_dict()["evidence"][0]["b"]
    /// {'text': 'علی', 'start': 0, 'end': 6}
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        dictionary(py, &ComparisonReport::explained(&self.a, &self.b, &self.explanation))
    }

    fn __repr__(&self) -> String {
        let allonym::compare::Explanation { score, bits, kind, .. } = &self.explanation;
        format!("<Explanation: score {score}, {bits} bits, {kind}>")
    }
}
