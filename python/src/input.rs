//! What a function takes for many names: sequences of texts, names and None, or Arrow columns.

use std::sync::OnceLock;

use pyo3::exceptions::{PyIndexError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyString;

use crate::arrow::{self, Strings};
use crate::name::Name;
use crate::work;

/// The most values of a dictionary that are kept prepared: some kilobytes each.
const MAX_KEPT: usize = 1 << 15;

/// Names in a row. Nothing is copied.
pub(crate) enum Names {
    /// A sequence.
    Sequence(Vec<Item>),
    /// An Arrow column, and what was prepared of its dictionary.
    Column(Strings, Vec<OnceLock<allonym::Name>>),
    /// One name as often as the other side has rows.
    Constant(Item),
}

/// A name of a sequence.
pub(crate) enum Item {
    None,
    Text(PyBackedStr),
    Name(Py<Name>),
}

impl Item {
    fn of(value: &Bound<'_, PyAny>) -> PyResult<Item> {
        if let Ok(text) = value.cast::<PyString>() {
            return Ok(Item::Text(PyBackedStr::try_from(text.clone())?));
        }
        if value.is_none() {
            return Ok(Item::None);
        }
        if let Ok(name) = value.cast::<Name>() {
            return Ok(Item::Name(name.clone().unbind()));
        }
        // What numpy and pandas put where a text is missing.
        if value.extract::<f64>().is_ok_and(f64::is_nan) || value.get_type().name()? == "NAType" {
            return Ok(Item::None);
        }
        let class = value.get_type().name()?;
        Err(PyTypeError::new_err(format!("names are str, Name or None, not {class}")))
    }

    fn text(&self) -> Option<&str> {
        match self {
            Item::None => None,
            Item::Text(text) => Some(text),
            Item::Name(name) => Some(name.get().name.text()),
        }
    }
}

impl Names {
    /// A sequence or a column.
    pub(crate) fn of(argument: &Bound<'_, PyAny>) -> PyResult<Names> {
        if argument.cast::<PyString>().is_ok() || argument.cast::<Name>().is_ok() {
            return Err(PyTypeError::new_err("one name stands where a list or a column of names is wanted"));
        }
        if let Some(strings) = arrow::import(argument)? {
            let values = strings.dictionary_len().filter(|values| *values <= MAX_KEPT).unwrap_or(0);
            return Ok(Names::Column(strings, std::iter::repeat_with(OnceLock::new).take(values).collect()));
        }
        let refused = |error: PyErr| {
            let class = argument.get_type().name().map_or_else(|_| "it".into(), |name| name.to_string());
            let message = format!(
                "{class} is neither a sequence nor an Arrow column; of a pandas before 3 give pyarrow.array(series)"
            );
            if error.is_instance_of::<PyTypeError>(argument.py()) {
                PyTypeError::new_err(message)
            } else {
                error
            }
        };
        let items = argument.try_iter().map_err(refused)?;
        items.map(|item| Item::of(&item?)).collect::<PyResult<Vec<Item>>>().map(Names::Sequence)
    }

    /// A sequence, a column, or one name for all rows.
    pub(crate) fn of_any(argument: &Bound<'_, PyAny>) -> PyResult<Names> {
        if argument.cast::<PyString>().is_ok() || argument.cast::<Name>().is_ok() {
            return Item::of(argument).map(Names::Constant);
        }
        Names::of(argument)
    }

    /// How many names there are; of a constant one.
    pub(crate) fn len(&self) -> usize {
        match self {
            Names::Sequence(items) => items.len(),
            Names::Column(strings, _) => strings.len(),
            Names::Constant(_) => 1,
        }
    }

    /// The rows of two sides, which have to have as many; a constant has as many as the other.
    pub(crate) fn rows_with(&self, other: &Names) -> PyResult<usize> {
        match (self, other) {
            (Names::Constant(_), other) => Ok(other.len()),
            (one, Names::Constant(_)) => Ok(one.len()),
            (one, other) if one.len() == other.len() => Ok(one.len()),
            (one, other) => Err(PyValueError::new_err(format!(
                "{} names stand against {}; give as many on both sides",
                one.len(),
                other.len()
            ))),
        }
    }

    /// A text; None where there is none.
    pub(crate) fn text(&self, row: usize) -> PyResult<Option<&str>> {
        match self {
            Names::Sequence(items) => items.get(row).map(Item::text).ok_or_else(|| beyond(row)),
            Names::Column(strings, _) => strings.get(row),
            Names::Constant(item) => Ok(item.text()),
        }
    }

    /// What a function makes of each text, in order; None of None.
    pub(crate) fn each_text<'a, T: Send>(
        &'a self,
        py: Python<'_>,
        workers: i64,
        each: impl Fn(&'a str) -> PyResult<T> + Sync,
    ) -> PyResult<Vec<Option<T>>> {
        let threads = work::threads(workers)?;
        work::map(py, self.len(), threads, || (), |(), row| self.text(row)?.map(&each).transpose())
    }

    /// What a function makes of the two names of each row, in order; None where one is None. Names that repeat from row to
    /// row are prepared once.
    pub(crate) fn each_pair<T: Send>(
        &self,
        other: &Names,
        py: Python<'_>,
        workers: i64,
        each: impl Fn(&allonym::Name, &allonym::Name) -> PyResult<T> + Sync,
    ) -> PyResult<Vec<Option<T>>> {
        let (rows, threads) = (self.rows_with(other)?, work::threads(workers)?);
        let state = || (Remembered::new(self), Remembered::new(other));
        work::map(py, rows, threads, state, |(a, b), row| {
            let Some(a) = a.name(row)? else { return Ok(None) };
            b.name(row)?.map(|b| each(a, b)).transpose()
        })
    }

    /// A name that is prepared already, or the text to prepare.
    fn ready(&self, row: usize) -> PyResult<Option<Result<&allonym::Name, &str>>> {
        let item = match self {
            Names::Sequence(items) => items.get(row).ok_or_else(|| beyond(row))?,
            Names::Constant(item) => item,
            Names::Column(strings, kept) => {
                let Some(kept) = strings.dictionary_key(row)?.and_then(|key| kept.get(key)) else {
                    return Ok(strings.get(row)?.map(Err));
                };
                if let Some(name) = kept.get() {
                    return Ok(Some(Ok(name)));
                }
                let text = strings.get(row)?;
                return Ok(text.map(|text| Ok(kept.get_or_init(|| allonym::Name::new(text)))));
            }
        };
        Ok(match item {
            Item::Name(name) => Some(Ok(&name.get().name)),
            other => other.text().map(Err),
        })
    }

    /// A prepared name.
    pub(crate) fn prepare(&self, row: usize) -> PyResult<Option<Ready<'_>>> {
        let ready = self.ready(row)?;
        Ok(ready.map(|ready| match ready {
            Ok(name) => Ready::Kept(name),
            Err(text) => Ready::Made(Box::new(allonym::Name::new(text))),
        }))
    }
}

fn beyond(row: usize) -> PyErr {
    PyIndexError::new_err(format!("there is no row {row}"))
}

/// A name that is ready to be compared.
pub(crate) enum Ready<'a> {
    Kept(&'a allonym::Name),
    Made(Box<allonym::Name>),
}

impl Ready<'_> {
    pub(crate) fn name(&self) -> &allonym::Name {
        match self {
            Ready::Kept(name) => name,
            Ready::Made(name) => name,
        }
    }
}

/// Names with the one that was prepared last: names in a row are often the same.
pub(crate) struct Remembered<'a> {
    names: &'a Names,
    last: Option<(&'a str, allonym::Name)>,
}

impl<'a> Remembered<'a> {
    pub(crate) fn new(names: &'a Names) -> Remembered<'a> {
        Remembered { names, last: None }
    }

    /// The name of a row; None where there is none.
    pub(crate) fn name(&mut self, row: usize) -> PyResult<Option<&allonym::Name>> {
        let text = match self.names.ready(row)? {
            None => return Ok(None),
            Some(Ok(name)) => return Ok(Some(name)),
            Some(Err(text)) => text,
        };
        if self.last.as_ref().is_none_or(|(last, _)| *last != text) {
            self.last = Some((text, allonym::Name::new(text)));
        }
        Ok(self.last.as_ref().map(|(_, name)| name))
    }
}
