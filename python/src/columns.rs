//! The functions of `allonym.arrow`: columns in, a column out.

use std::collections::HashMap;

use allonym::index::blocking_keys;
use allonym::report::ComparisonReport;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::array::{Array, Values};
use crate::column::{Column, Table};
use crate::index::{Found, Index, Wanted};
use crate::input::Names;
use crate::options::{Scorer, blocking_width};
use crate::records::json;
use crate::translit::{self, Form, Transliterator};
use crate::work;

/// The score of each pair of two columns, null where one is.
///
/// A column is anything that gives Arrow (pyarrow, polars, pandas from 3 on, duckdb, datafusion) or a sequence of texts and
/// None; one of the two may be a single name. Names that repeat, in a row or in a dictionary, are prepared once.
///
/// >>> from allonym import arrow
/// >>> scores = arrow.score(["Ольга Ким", None], "Olga Kim")
/// >>> scores[0] > 0.9, scores[1]
/// (True, None)
#[pyfunction]
#[pyo3(signature = (a, b, /, *, score_cutoff=None, workers=1, prior=0.5, purpose="default"))]
fn score(
    py: Python<'_>,
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
    score_cutoff: Option<f64>,
    workers: i64,
    prior: f64,
    purpose: &str,
) -> PyResult<Column> {
    let scorer = Scorer::new(prior, purpose, score_cutoff)?;
    let (a, b) = (Names::of_any(a)?, Names::of_any(b)?);
    let scores = a.each_pair(&b, py, workers, |a, b| Ok(scorer.score(a, b)))?;
    Ok(Column::new(Array::floats(scores)))
}

/// The explanation of each pair as JSON, as ``allonym compare --explain --json`` writes it.
///
/// >>> from allonym import arrow
/// >>> arrow.explain(["Ali"], ["ali"])[0].startswith('{"a":"Ali","b":"ali","score":1.0,')
/// True
#[pyfunction]
#[pyo3(signature = (a, b, /, *, workers=1, prior=0.5, purpose="default"))]
fn explain(
    py: Python<'_>,
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
    workers: i64,
    prior: f64,
    purpose: &str,
) -> PyResult<Column> {
    let scorer = Scorer::new(prior, purpose, None)?;
    let (a, b) = (Names::of_any(a)?, Names::of_any(b)?);
    let texts = a.each_pair(&b, py, workers, |a, b| {
        let explanation = scorer.matcher.explain(a, b);
        json(&ComparisonReport::explained(a.text(), b.text(), &explanation))
    })?;
    Ok(Column::new(Array::texts(&texts)))
}

/// Each text in its normal form; see :func:`allonym.normalize`.
///
/// >>> from allonym import arrow
/// >>> arrow.normalize(["Zoë", None]).to_list()
/// ['zoe', None]
#[pyfunction]
#[pyo3(signature = (a, /, *, profile="match", workers=1))]
fn normalize(py: Python<'_>, a: &Bound<'_, PyAny>, profile: &str, workers: i64) -> PyResult<Column> {
    let form = Form::of(profile)?;
    let names = Names::of(a)?;
    let texts = names.each_text(py, workers, |text| Ok(form.of_text(text)))?;
    Ok(Column::new(Array::texts(&texts)))
}

/// Each name in Latin letters as people write it; see :func:`allonym.romanize`. Each different text is written once.
///
/// >>> from allonym import arrow
/// >>> arrow.romanize(["Касем", "Касем"], language="ru").to_list()
/// ['Qassem', 'Qassem']
#[pyfunction]
#[pyo3(signature = (a, /, *, language=None, country=None, workers=1))]
fn romanize(
    py: Python<'_>,
    a: &Bound<'_, PyAny>,
    language: Option<&str>,
    country: Option<&str>,
    workers: i64,
) -> PyResult<Column> {
    let (romanizer, names) = (translit::romanizer(language, country)?, Names::of(a)?);
    // Which of the different texts stands in each row.
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut different = Vec::new();
    let mut rows = Vec::with_capacity(names.len());
    for row in 0..names.len() {
        rows.push(names.text(row)?.map(|text| {
            *numbers.entry(text).or_insert_with(|| {
                different.push(text);
                different.len() - 1
            })
        }));
    }
    let written = work::map(
        py,
        different.len(),
        work::threads(workers)?,
        || (),
        |(), at| Ok(different.get(at).map_or_else(String::new, |text| romanizer.romanize(text))),
    )?;
    let texts: Vec<Option<&String>> =
        rows.into_iter().map(|row| row.and_then(|row| written.get(row))).collect();
    Ok(Column::new(Array::texts(&texts)))
}

/// Each text by a published system, given by its name or as a :class:`allonym.Transliterator`.
///
/// >>> from allonym import arrow
/// >>> arrow.transliterate(["Щёлково"], "bgn/pcgn 1947 russian").to_list()
/// ['Shchëlkovo']
#[pyfunction]
#[pyo3(signature = (a, system, /, *, workers=1))]
fn transliterate(
    py: Python<'_>,
    a: &Bound<'_, PyAny>,
    system: &Bound<'_, PyAny>,
    workers: i64,
) -> PyResult<Column> {
    let system = match (system.cast::<Transliterator>(), system.cast::<PyString>()) {
        (Ok(system), _) => system.get().system.clone(),
        (_, Ok(name)) => allonym::Transliterator::named(name.to_str()?).map_err(crate::records::error)?,
        _ => return Err(PyTypeError::new_err("a system is the name of one or a Transliterator")),
    };
    let names = Names::of(a)?;
    let texts = names.each_text(py, workers, |text| Ok(system.transliterate(text)))?;
    Ok(Column::new(Array::texts(&texts)))
}

/// The blocking keys of each name, a list of numbers: join two tables on them, and compare what meets.
///
/// Most names that may be one have a key in common, in whatever script and spelling; see :meth:`allonym.Name.keys`.
///
/// >>> from allonym import arrow
/// >>> one, other = arrow.keys(["قاسم سلیمانی", "Soleimani, Qassem"])
/// >>> bool(set(one) & set(other))
/// True
#[pyfunction]
#[pyo3(signature = (a, /, *, width="lean", workers=1))]
fn keys(py: Python<'_>, a: &Bound<'_, PyAny>, width: &str, workers: i64) -> PyResult<Column> {
    let width = blocking_width(width)?;
    let names = Names::of(a)?;
    let lists = work::map(
        py,
        names.len(),
        work::threads(workers)?,
        || (),
        |(), row| Ok(names.prepare(row)?.map(|name| blocking_keys(name.name(), width))),
    )?;
    Ok(Column::new(Array::lists(lists)))
}

/// Searches each name in an index: a row for each hit, with the number of the name's row, best first.
///
/// >>> import allonym
/// >>> from allonym import arrow
/// >>> index = allonym.Index.build(None, ["1"], ["Ольга Ким"])
/// >>> arrow.search(index, ["Hassan", "Olga Kim"], score_cutoff=0.5).to_dict()["row"]
/// [1]
#[pyfunction]
#[pyo3(signature = (index, names, /, *, limit=10, score_cutoff=0.0, kind=None, workers=1))]
fn search<'py>(
    py: Python<'py>,
    index: &Bound<'_, Index>,
    names: &Bound<'_, PyAny>,
    limit: usize,
    score_cutoff: f64,
    kind: Option<&str>,
    workers: i64,
) -> PyResult<Bound<'py, Table>> {
    let names = Names::of(names)?;
    let found = index.get().find_all(py, &names, Wanted { limit, score_cutoff, kind }, workers)?;
    let rows =
        found.iter().enumerate().flat_map(|(row, hits)| hits.iter().map(move |_| row as u32)).collect();
    let hits: Vec<&Found> = found.iter().flatten().collect();
    let texts =
        |text: fn(&Found) -> &str| Array::texts(&hits.iter().map(|hit| Some(text(hit))).collect::<Vec<_>>());
    let floats = |value: fn(&Found) -> f64| {
        Array::whole(hits.len(), Values::Float(hits.iter().map(|hit| value(hit)).collect()))
    };
    Table::new(
        py,
        hits.len(),
        vec![
            (c"row".to_owned(), Array::whole(hits.len(), Values::Row(rows))),
            (c"id".to_owned(), texts(|hit| &hit.id)),
            (c"name".to_owned(), texts(|hit| &hit.name)),
            (c"score".to_owned(), floats(|hit| hit.score)),
            (c"probability".to_owned(), floats(|hit| hit.probability)),
            (c"bits".to_owned(), floats(|hit| hit.bits)),
        ],
    )
}

/// The module `allonym.arrow`, which Python finds by its name among the modules that are loaded.
pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let arrow = PyModule::new(py, "allonym.arrow")?;
    arrow.setattr(
        "__doc__",
        "Columns in, a column out: for pyarrow, polars, pandas from 3 on, duckdb, datafusion, Spark.\n\n\
         Nothing is copied on the way in, and the interpreter is free while the work is done.",
    )?;
    arrow.add_function(wrap_pyfunction!(score, &arrow)?)?;
    arrow.add_function(wrap_pyfunction!(explain, &arrow)?)?;
    arrow.add_function(wrap_pyfunction!(normalize, &arrow)?)?;
    arrow.add_function(wrap_pyfunction!(romanize, &arrow)?)?;
    arrow.add_function(wrap_pyfunction!(transliterate, &arrow)?)?;
    arrow.add_function(wrap_pyfunction!(keys, &arrow)?)?;
    arrow.add_function(wrap_pyfunction!(search, &arrow)?)?;
    py.import("sys")?.getattr("modules")?.cast::<PyDict>()?.set_item("allonym.arrow", &arrow)?;
    module.add("arrow", arrow)
}
