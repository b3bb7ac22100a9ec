//! Columns, tables and matrices as Python has them.

use std::ffi::CString;
use std::sync::Arc;

use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyList};

use crate::array::{Array, Values};
use crate::arrow;

/// The bytes of numbers as an array of numpy, which is imported now.
fn numpy<'py>(
    py: Python<'py>,
    values: &[f64],
    shape: Bound<'py, PyAny>,
    dtype: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_ne_bytes()).collect();
    let array = py.import("numpy")?.call_method1("frombuffer", (PyBytes::new(py, &bytes), "float64"))?;
    // A copy of its own, which may be written to.
    let array = array.call_method1("reshape", (shape,))?.call_method0("copy")?;
    dtype.map_or(Ok(array.clone()), |dtype| array.call_method1("astype", (dtype,)))
}

/// A place in a row of values, counted from the end if it is below 0.
fn place(at: isize, len: usize) -> PyResult<usize> {
    let at = if at < 0 { at.checked_add_unsigned(len) } else { Some(at) };
    let at = at.and_then(|at| usize::try_from(at).ok()).filter(|at| *at < len);
    at.ok_or_else(|| PyIndexError::new_err("index out of range"))
}

/// A column of results: a sequence for Python, an array for everything that reads Arrow.
///
/// ``pyarrow.array(column)``, ``polars.Series(column)`` and ``numpy.asarray(column)`` (of numbers) take it.
///
/// >>> column = allonym.cpdist(["Ali"], ["Ali"])
/// >>> column.to_list(), len(column), column[-1]
/// ([1.0], 1, 1.0)
#[pyclass(module = "allonym", frozen, subclass)]
pub(crate) struct Column(Arc<Array>);

impl Column {
    pub(crate) fn new(array: Array) -> Column {
        Column(Arc::new(array))
    }

    pub(crate) fn floats(values: Vec<f64>) -> Column {
        Column::new(Array::whole(values.len(), Values::Float(values)))
    }
}

#[pymethods]
impl Column {
    fn __len__(&self) -> usize {
        self.0.len
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: isize) -> PyResult<Bound<'py, PyAny>> {
        self.0.value(py, place(index, self.0.len)?)
    }

    /// All values; None where one is null.
    fn to_list<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        self.0.list(py)
    }

    #[pyo3(signature = (dtype=None, copy=None))]
    fn __array__<'py>(
        &self,
        py: Python<'py>,
        dtype: Option<&Bound<'py, PyAny>>,
        copy: Option<bool>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let _always = copy;
        let Values::Float(values) = &self.0.values else {
            return Err(PyTypeError::new_err(
                "only a column of numbers is an array of numpy; to_list() gives others",
            ));
        };
        let value = |(at, value): (usize, &f64)| if self.0.is_null(at) { f64::NAN } else { *value };
        let values: Vec<f64> = values.iter().enumerate().map(value).collect();
        numpy(py, &values, values.len().into_pyobject(py)?.into_any(), dtype)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        arrow::export_schema(py, &self.0)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _best_effort = requested_schema;
        Ok((arrow::export_schema(py, &self.0)?, arrow::export_array(py, &self.0)?))
    }

    fn __repr__(&self) -> String {
        format!("<Column of {}>", self.0.len)
    }
}

/// Rows of results: a column whose values are rows by name, and a table for everything that reads Arrow.
///
/// ``pyarrow.table(table)``, ``polars.DataFrame(table)`` and ``pandas.DataFrame(table.to_dict())`` take it.
#[pyclass(module = "allonym", frozen, extends = Column)]
pub(crate) struct Table;

impl Table {
    pub(crate) fn new(
        py: Python<'_>,
        len: usize,
        fields: Vec<(CString, Array)>,
    ) -> PyResult<Bound<'_, Table>> {
        Bound::new(py, (Table, Column::new(Array::whole(len, Values::Struct(fields)))))
    }
}

/// The columns of a table with their names.
fn fields<'a>(table: &'a PyRef<'_, Table>) -> &'a [(CString, Array)] {
    match &table.as_super().0.values {
        Values::Struct(fields) => fields,
        _ => &[],
    }
}

#[pymethods]
impl Table {
    /// The names of the columns.
    #[getter]
    fn column_names(table: PyRef<'_, Table>) -> Vec<String> {
        fields(&table).iter().map(|(name, _)| name.to_string_lossy().into_owned()).collect()
    }

    /// The columns by name, a list each.
    fn to_dict<'py>(table: PyRef<'py, Table>) -> PyResult<Bound<'py, PyDict>> {
        let columns = PyDict::new(table.py());
        for (name, field) in fields(&table) {
            columns.set_item(name.to_string_lossy(), field.list(table.py())?)?;
        }
        Ok(columns)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        table: PyRef<'py, Table>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _best_effort = requested_schema;
        arrow::export_stream(table.py(), &table.as_super().0)
    }

    fn __repr__(table: PyRef<'_, Table>) -> String {
        let len = table.as_super().0.len;
        format!("<Table of {len} rows: {}>", Table::column_names(table).join(", "))
    }
}

/// A matrix of scores: ``matrix[row, column]``, ``matrix.to_list()``, ``numpy.asarray(matrix)``.
#[pyclass(module = "allonym", frozen)]
pub(crate) struct Matrix {
    height: usize,
    width: usize,
    scores: Vec<f64>,
}

impl Matrix {
    pub(crate) fn new(height: usize, width: usize, scores: Vec<f64>) -> Matrix {
        Matrix { height, width, scores }
    }

    fn row(&self, row: usize) -> &[f64] {
        self.scores.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }
}

#[pymethods]
impl Matrix {
    /// Rows and columns.
    #[getter]
    fn shape(&self) -> (usize, usize) {
        (self.height, self.width)
    }

    fn __len__(&self) -> usize {
        self.height
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(row) = index.extract::<isize>() {
            return Ok(PyList::new(py, self.row(place(row, self.height)?))?.into_any());
        }
        let (row, column) = index.extract::<(isize, isize)>()?;
        let column = place(column, self.width)?;
        let score = self.row(place(row, self.height)?).get(column).copied().unwrap_or(0.0);
        Ok(score.into_pyobject(py)?.into_any())
    }

    /// The rows, a list each.
    fn to_list(&self) -> Vec<&[f64]> {
        (0..self.height).map(|row| self.row(row)).collect()
    }

    #[pyo3(signature = (dtype=None, copy=None))]
    fn __array__<'py>(
        &self,
        py: Python<'py>,
        dtype: Option<&Bound<'py, PyAny>>,
        copy: Option<bool>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let _always = copy;
        numpy(py, &self.scores, (self.height, self.width).into_pyobject(py)?.into_any(), dtype)
    }

    fn __repr__(&self) -> String {
        format!("<Matrix of {} times {}>", self.height, self.width)
    }
}

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Column>()?;
    module.add_class::<Table>()?;
    module.add_class::<Matrix>()
}
