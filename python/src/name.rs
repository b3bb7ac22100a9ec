//! A name, parsed and prepared once.

use std::hash::{DefaultHasher, Hash, Hasher};

use allonym::index::blocking_keys;
use allonym::report::ParsedNameReport;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::explanation::Explanation;
use crate::options::{Scorer, blocking_width};
use crate::records::{Places, Record, dictionary};

/// A name, parsed and prepared once, to be compared many times.
///
/// Comparing two prepared names costs a tenth of preparing them, so make a name once where it is compared more often. A
/// name may stand wherever a text may.
///
/// >>> name = allonym.Name("Gen. Qassem Soleimani")
/// >>> name.kind, name.order
/// ('person', 'given_first')
/// >>> [(part.text, part.role) for part in name.parts]
/// [('Gen', 'title'), ('Qassem', 'given'), ('Soleimani', 'family')]
/// >>> name.score("قاسم سلیمانی") > 0.9
/// True
#[pyclass(module = "allonym", frozen)]
pub(crate) struct Name {
    pub(crate) name: allonym::Name,
}

#[pymethods]
impl Name {
    #[new]
    #[pyo3(signature = (text, /))]
    fn new(py: Python<'_>, text: &str) -> Name {
        py.detach(|| Name { name: allonym::Name::new(text) })
    }

    /// The text that the name was made of.
    #[getter]
    fn text(&self) -> &str {
        self.name.text()
    }

    /// What it is the name of: ``person``, ``organization``, ``place``, ``vessel`` or ``other``.
    #[getter]
    fn kind(&self) -> String {
        self.name.kind().to_string()
    }

    /// Which of given and family name stands first: ``given_first``, ``family_first`` or ``unknown``.
    #[getter]
    fn order(&self) -> String {
        self.name.order().to_string()
    }

    /// The parts of the first name in the text, in order.
    ///
    /// >>> allonym.Name("ООО Ромашка").parts[0]
    /// Part(text='ООО', role='legal_form', start=0, end=3, link=3)
    #[getter]
    fn parts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let text = self.name.text();
        let places = Places::new(text);
        let part = |part: &allonym::name::Part| {
            let (start, end) = places.of(part.span);
            Record::Part.of(py, (part.span.of(text), part.role.to_string(), start, end, part.link))
        };
        self.name.parts().iter().map(part).collect()
    }

    /// The names in the text, where it holds several.
    ///
    /// >>> allonym.Name("Osama bin Laden a.k.a. Abu Abdallah").alternatives
    /// ['Osama bin Laden a.k.a. Abu Abdallah', 'Abu Abdallah']
    #[getter]
    fn alternatives(&self) -> Vec<&str> {
        self.name.alternatives().map(allonym::Name::text).collect()
    }

    /// How likely this name and another are one; see :func:`allonym.score`.
    ///
    /// >>> allonym.Name("Ольга Ким").score("Olga Kim") > 0.9
    /// True
    #[pyo3(signature = (other, /, *, prior=0.5, purpose="default", score_cutoff=None))]
    fn score(
        &self,
        py: Python<'_>,
        other: &Bound<'_, PyAny>,
        prior: f64,
        purpose: &str,
        score_cutoff: Option<f64>,
    ) -> PyResult<f64> {
        let (scorer, other) = (Scorer::new(prior, purpose, score_cutoff)?, Prepared::of(other)?);
        Ok(py.detach(|| other.with(|other| scorer.score(&self.name, other))))
    }

    /// The score with its reasons; see :func:`allonym.explain`.
    #[pyo3(signature = (other, /, *, prior=0.5, purpose="default"))]
    fn explain(
        &self,
        py: Python<'_>,
        other: &Bound<'_, PyAny>,
        prior: f64,
        purpose: &str,
    ) -> PyResult<Explanation> {
        let (scorer, other) = (Scorer::new(prior, purpose, None)?, Prepared::of(other)?);
        Ok(py.detach(|| other.with(|other| Explanation::new(&scorer, &self.name, other))))
    }

    /// Numbers under which the name meets those that may be the same name: what to join two tables on.
    ///
    /// Names meet where two words may be spellings of two words. ``width="lean"`` makes some ten keys a name, by how its letters
    /// may be read, for tables of many millions; ``"narrow"`` also by how people spell it, which misses half as many pairs in
    /// two scripts and makes ten times as many keys there; ``"wide"`` also keys of single rare words, for tables up to some ten
    /// thousand rows. Keys meet keys of the same width.
    ///
    /// >>> bool(set(allonym.Name("قاسم سلیمانی").keys()) & set(allonym.Name("Soleimani, Qassem").keys()))
    /// True
    #[pyo3(signature = (*, width="lean"))]
    fn keys(&self, width: &str) -> PyResult<Vec<u64>> {
        Ok(blocking_keys(&self.name, blocking_width(width)?))
    }

    /// The name as the dictionary that ``allonym parse --json`` writes. Its places are bytes of UTF-8.
    ///
    /// >>> allonym.Name("علی").to_dict()["parts"][0]["end"]
    /// 6
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let text = self.name.text();
        let (parsed, trace) = allonym::name::parse_traced(text);
        dictionary(py, &ParsedNameReport::traced(text, &parsed, &trace))
    }

    fn __str__(&self) -> &str {
        self.name.text()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Name({})", PyString::new(py, self.name.text()).repr()?))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Name>().is_ok_and(|other| other.get().name.text() == self.name.text())
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.name.text().hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (String,)) {
        (py.get_type::<Name>().into_any(), (self.name.text().to_owned(),))
    }
}

/// Cuts a name into its parts: the same as :class:`allonym.Name`.
///
/// >>> [part.role for part in allonym.parse("Soleimani, Qassem").parts]
/// ['family', 'given']
#[pyfunction]
#[pyo3(signature = (text, /))]
fn parse(py: Python<'_>, text: &str) -> Name {
    Name::new(py, text)
}

/// An argument that is a text or a name.
pub(crate) enum Prepared<'a> {
    Text(&'a str),
    Name(&'a allonym::Name),
}

impl<'a> Prepared<'a> {
    pub(crate) fn of(argument: &'a Bound<'_, PyAny>) -> PyResult<Prepared<'a>> {
        if let Ok(text) = argument.cast::<PyString>() {
            return Ok(Prepared::Text(text.to_str()?));
        }
        if let Ok(name) = argument.cast::<Name>() {
            return Ok(Prepared::Name(&name.get().name));
        }
        let class = argument.get_type().name()?;
        Err(PyTypeError::new_err(format!("a name is a str or a Name, not {class}")))
    }

    /// Calls a function with the name, which is made now if the argument was a text.
    pub(crate) fn with<T>(&self, function: impl FnOnce(&allonym::Name) -> T) -> T {
        match self {
            Prepared::Text(text) => function(&allonym::Name::new(text)),
            Prepared::Name(name) => function(name),
        }
    }
}

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Name>()?;
    module.add_function(wrap_pyfunction!(parse, module)?)
}
