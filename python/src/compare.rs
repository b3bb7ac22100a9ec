//! Scores of pairs, of matrices, of choices.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyMapping};

use crate::column::{Column, Matrix};
use crate::explanation::Explanation;
use crate::input::{Names, Remembered};
use crate::name::Prepared;
use crate::options::Scorer;
use crate::work;

/// How likely two names are one: a calibrated probability from 0 to 1.
///
/// ``prior`` is how likely that is before the names are read: a half for pairs that somebody chose to compare, 1e-6 for a
/// name and a random one of a million. ``purpose`` shifts the odds: ``"screening"`` to miss nobody, ``"dedupe"`` to join
/// records without being asked. A score below ``score_cutoff`` is given as 0.0, and is found sooner.
///
/// Symmetric, exact in millionths, the same on every machine. May be the ``scorer`` of ``rapidfuzz.process``.
///
/// >>> allonym.score("Gen. Qassem Soleimani", "قاسم سلیمانی") > 0.9
/// True
/// >>> allonym.score("Ольга Ким", "Olga Kim", score_cutoff=0.5) > 0.5
/// True
#[pyfunction]
#[pyo3(signature = (a, b, /, *, prior=0.5, purpose="default", score_cutoff=None))]
fn score(
    py: Python<'_>,
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
    prior: f64,
    purpose: &str,
    score_cutoff: Option<f64>,
) -> PyResult<f64> {
    let scorer = Scorer::new(prior, purpose, score_cutoff)?;
    let (a, b) = (Prepared::of(a)?, Prepared::of(b)?);
    Ok(py.detach(|| a.with(|a| b.with(|b| scorer.score(a, b)))))
}

/// The score of two names with the evidence that makes it, whose bits add up.
///
/// >>> explanation = allonym.explain("Qassem Soleimani", "قاسم سلیمانی")
/// >>> [(one.rule, one.a.text, one.b.text) for one in explanation.evidence if one.a]
/// [('spelling', 'Qassem', 'قاسم'), ('spelling', 'Soleimani', 'سلیمانی')]
#[pyfunction]
#[pyo3(signature = (a, b, /, *, prior=0.5, purpose="default"))]
fn explain(
    py: Python<'_>,
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
    prior: f64,
    purpose: &str,
) -> PyResult<Explanation> {
    let scorer = Scorer::new(prior, purpose, None)?;
    let (a, b) = (Prepared::of(a)?, Prepared::of(b)?);
    Ok(py.detach(|| a.with(|a| b.with(|b| Explanation::new(&scorer, a, b)))))
}

/// The scores of pairs: the first of ``a`` with the first of ``b``, and so on. 0.0 where one is None.
///
/// Takes sequences of texts or :class:`Name`, or Arrow columns. ``workers`` is the number of threads, -1 for all cores.
///
/// >>> scores = allonym.cpdist(["Ольга Ким", "Ali"], ["Olga Kim", None])
/// >>> scores[0] > 0.9, scores[1], len(scores)
/// (True, 0.0, 2)
#[pyfunction]
#[pyo3(signature = (a, b, /, *, score_cutoff=None, workers=1, prior=0.5, purpose="default"))]
fn cpdist(
    py: Python<'_>,
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
    score_cutoff: Option<f64>,
    workers: i64,
    prior: f64,
    purpose: &str,
) -> PyResult<Column> {
    let scorer = Scorer::new(prior, purpose, score_cutoff)?;
    let (a, b) = (Names::of(a)?, Names::of(b)?);
    let scores = a.each_pair(&b, py, workers, |a, b| Ok(scorer.score(a, b)))?;
    Ok(Column::floats(scores.into_iter().map(Option::unwrap_or_default).collect()))
}

/// The scores of each query with each choice: a matrix. 0.0 where one is None.
///
/// Its memory is 8 bytes a pair. To find the best of many choices for many queries make an :class:`Index`, which looks at
/// few pairs.
///
/// >>> matrix = allonym.cdist(["Ольга Ким"], ["Olga Kim", "Ali"])
/// >>> matrix.shape
/// (1, 2)
/// >>> matrix[0, 0] > 0.9 > matrix[0, 1]
/// True
#[pyfunction]
#[pyo3(signature = (queries, choices, /, *, score_cutoff=None, workers=1, prior=0.5, purpose="default"))]
fn cdist(
    py: Python<'_>,
    queries: &Bound<'_, PyAny>,
    choices: &Bound<'_, PyAny>,
    score_cutoff: Option<f64>,
    workers: i64,
    prior: f64,
    purpose: &str,
) -> PyResult<Matrix> {
    let scorer = Scorer::new(prior, purpose, score_cutoff)?;
    let workers = work::threads(workers)?;
    let (rows, columns) = (Names::of(queries)?, Names::of(choices)?);
    let a = work::map(py, rows.len(), workers, || (), |(), row| rows.prepare(row))?;
    let b = work::map(py, columns.len(), workers, || (), |(), row| columns.prepare(row))?;
    let (height, width) = (a.len(), b.len());
    let too_many = || PyValueError::new_err(format!("{height} times {width} scores do not fit in memory"));
    let cells = height.checked_mul(width).ok_or_else(too_many)?;
    let scores = work::map(
        py,
        cells,
        workers,
        || (),
        |(), cell| {
            let a = a.get(cell / width).and_then(Option::as_ref);
            let b = b.get(cell % width).and_then(Option::as_ref);
            Ok(a.zip(b).map_or(0.0, |(a, b)| scorer.score(a.name(), b.name())))
        },
    )?;
    Ok(Matrix::new(height, width, scores))
}

/// A choice, its score, and its index or key.
type Choice<'py> = (Bound<'py, PyAny>, f64, Bound<'py, PyAny>);

/// The choices that score best with a query: tuples of choice, score, and index, key or pandas label. None is passed over.
///
/// Scores every choice, about 20 microseconds each; for more than some thousand make an :class:`Index`.
///
/// >>> allonym.extract("Касем Сулеймани", ["Hassan Nasrallah", "Qasem Soleimani"], limit=1)[0][0]
/// 'Qasem Soleimani'
/// >>> allonym.extract("Olga", {"x": "Ольга", "y": "Ali"}, score_cutoff=0.5)[0][2]
/// 'x'
#[pyfunction]
#[pyo3(signature = (query, choices, /, *, limit=5, score_cutoff=None, workers=1, prior=0.5, purpose="default"))]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
fn extract<'py>(
    py: Python<'py>,
    query: &Bound<'py, PyAny>,
    choices: &Bound<'py, PyAny>,
    limit: Option<usize>,
    score_cutoff: Option<f64>,
    workers: i64,
    prior: f64,
    purpose: &str,
) -> PyResult<Vec<Choice<'py>>> {
    let scorer = Scorer::new(prior, purpose, score_cutoff)?;
    // By place, `values` gives the choice, `keys` what the caller calls it.
    let (keys, columns, values) = if let Ok(mapping) = choices.cast::<PyMapping>() {
        let values = mapping.values()?.into_any();
        (Some(mapping.keys()?), values.clone(), values)
    } else if choices.hasattr("iloc")? {
        // A column of pandas, whose own places may be in any order.
        let labels = choices.getattr("index")?.call_method0("tolist")?;
        (Some(labels.cast_into::<PyList>()?), choices.clone(), choices.getattr("iloc")?)
    } else if choices.hasattr("__getitem__")? {
        (None, choices.clone(), choices.clone())
    } else {
        let values = choices.try_iter()?.collect::<PyResult<Vec<_>>>()?;
        let values = PyList::new(py, values)?.into_any();
        (None, values.clone(), values)
    };
    let (query, names) = (Prepared::of(query)?, Names::of(&columns)?);
    let workers = work::threads(workers)?;
    let scores = query.with(|query| {
        work::map(
            py,
            names.len(),
            workers,
            || Remembered::new(&names),
            |names, row| Ok(names.name(row)?.map(|name| scorer.score(query, name))),
        )
    })?;
    let cutoff = score_cutoff.unwrap_or(0.0);
    let mut best: Vec<(usize, f64)> = scores
        .into_iter()
        .enumerate()
        .filter_map(|(row, score)| score.filter(|score| *score >= cutoff).map(|score| (row, score)))
        .collect();
    best.sort_by(|one, other| other.1.total_cmp(&one.1));
    best.truncate(limit.unwrap_or(usize::MAX));
    let found = |(row, score): (usize, f64)| {
        let key = match &keys {
            Some(keys) => keys.get_item(row)?,
            None => row.into_pyobject(py)?.into_any(),
        };
        Ok((values.get_item(row)?, score, key))
    };
    best.into_iter().map(found).collect()
}

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Explanation>()?;
    module.add_function(wrap_pyfunction!(score, module)?)?;
    module.add_function(wrap_pyfunction!(explain, module)?)?;
    module.add_function(wrap_pyfunction!(cpdist, module)?)?;
    module.add_function(wrap_pyfunction!(cdist, module)?)?;
    module.add_function(wrap_pyfunction!(extract, module)?)
}
