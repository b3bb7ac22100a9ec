//! The values of columns that functions give back.

use std::ffi::CString;

use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

/// The values of a column, as Arrow lays them out.
pub(crate) enum Values {
    Float(Vec<f64>),
    Row(Vec<u32>),
    Key(Vec<u64>),
    /// Where each text begins in the bytes, and where the last ends.
    Text(Vec<i64>, Vec<u8>),
    /// Where each list begins in the values, and where the last ends.
    List(Vec<i64>, Box<Array>),
    Struct(Vec<(CString, Array)>),
}

/// Values of which some may be null.
pub(crate) struct Array {
    pub(crate) len: usize,
    pub(crate) nulls: usize,
    /// A bit for each value that is not null; none if all are.
    pub(crate) validity: Option<Vec<u8>>,
    pub(crate) values: Values,
}

/// The bits of what is there.
fn validity(present: impl Iterator<Item = bool>) -> (usize, Option<Vec<u8>>) {
    let (mut bits, mut nulls) = (Vec::new(), 0);
    for (at, present) in present.enumerate() {
        if at % 8 == 0 {
            bits.push(0);
        }
        if let Some(byte) = bits.last_mut() {
            *byte |= u8::from(present) << (at % 8);
        }
        nulls += usize::from(!present);
    }
    (nulls, Some(bits).filter(|_| nulls > 0))
}

impl Array {
    pub(crate) fn whole(len: usize, values: Values) -> Array {
        Array { len, nulls: 0, validity: None, values }
    }

    pub(crate) fn floats(values: Vec<Option<f64>>) -> Array {
        let (nulls, validity) = validity(values.iter().map(Option::is_some));
        let floats = values.iter().map(|value| value.unwrap_or(0.0)).collect();
        Array { len: values.len(), nulls, validity, values: Values::Float(floats) }
    }

    pub(crate) fn texts<T: AsRef<str>>(texts: &[Option<T>]) -> Array {
        let (nulls, validity) = validity(texts.iter().map(Option::is_some));
        let mut bytes = Vec::with_capacity(texts.iter().flatten().map(|text| text.as_ref().len()).sum());
        let mut offsets = Vec::with_capacity(texts.len() + 1);
        offsets.push(0);
        for text in texts {
            bytes.extend_from_slice(text.as_ref().map_or("", AsRef::as_ref).as_bytes());
            offsets.push(bytes.len() as i64);
        }
        Array { len: texts.len(), nulls, validity, values: Values::Text(offsets, bytes) }
    }

    pub(crate) fn lists(lists: Vec<Option<Vec<u64>>>) -> Array {
        let (nulls, validity) = validity(lists.iter().map(Option::is_some));
        let mut keys = Vec::with_capacity(lists.iter().flatten().map(Vec::len).sum());
        let mut offsets = vec![0];
        for list in &lists {
            keys.extend_from_slice(list.as_deref().unwrap_or_default());
            offsets.push(keys.len() as i64);
        }
        let keys = Array::whole(keys.len(), Values::Key(keys));
        Array { len: lists.len(), nulls, validity, values: Values::List(offsets, Box::new(keys)) }
    }

    pub(crate) fn is_null(&self, at: usize) -> bool {
        let bits = self.validity.as_ref().and_then(|bits| bits.get(at / 8));
        bits.is_some_and(|bits| bits >> (at % 8) & 1 == 0)
    }

    /// A value as an object of Python.
    pub(crate) fn value<'py>(&self, py: Python<'py>, at: usize) -> PyResult<Bound<'py, PyAny>> {
        let beyond = || PyIndexError::new_err(format!("there is no row {at} of {}", self.len));
        if at >= self.len {
            return Err(beyond());
        }
        if self.is_null(at) {
            return Ok(py.None().into_bound(py));
        }
        let range = |offsets: &[i64]| {
            let ends = offsets.get(at).zip(offsets.get(at + 1)).ok_or_else(beyond)?;
            Ok::<_, PyErr>(*ends.0 as usize..*ends.1 as usize)
        };
        Ok(match &self.values {
            Values::Float(values) => values.get(at).ok_or_else(beyond)?.into_pyobject(py)?.into_any(),
            Values::Row(values) => values.get(at).ok_or_else(beyond)?.into_pyobject(py)?.into_any(),
            Values::Key(values) => values.get(at).ok_or_else(beyond)?.into_pyobject(py)?.into_any(),
            Values::Text(offsets, bytes) => {
                let text = std::str::from_utf8(bytes.get(range(offsets)?).unwrap_or_default());
                text.unwrap_or_default().into_pyobject(py)?.into_any()
            }
            Values::List(offsets, values) => {
                let values = range(offsets)?.map(|at| values.value(py, at)).collect::<PyResult<Vec<_>>>()?;
                PyList::new(py, values)?.into_any()
            }
            Values::Struct(fields) => {
                let row = PyDict::new(py);
                for (name, field) in fields {
                    row.set_item(name.to_string_lossy(), field.value(py, at)?)?;
                }
                row.into_any()
            }
        })
    }

    pub(crate) fn list<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let values = (0..self.len).map(|at| self.value(py, at)).collect::<PyResult<Vec<_>>>()?;
        PyList::new(py, values)
    }
}
