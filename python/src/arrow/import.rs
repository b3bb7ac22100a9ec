//! Columns of other libraries.

use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;

use super::layout::Layout;
use super::node::Node;
use super::raw::{Held, RawArray, RawSchema, RawStream, fault, take};

/// A column of texts that another library owns: chunks, each read in place and released when this is dropped.
pub(crate) struct Strings {
    chunks: Vec<Node>,
    /// The row that each chunk begins with.
    starts: Vec<usize>,
    len: usize,
}

impl Strings {
    fn new(layout: &Layout, arrays: Vec<RawArray>) -> PyResult<Strings> {
        let (mut chunks, mut starts, mut len) = (Vec::new(), Vec::new(), 0usize);
        for array in arrays {
            let node = Node::new(&Held::new(array), layout)?;
            starts.push(len);
            len = len.checked_add(node.len).ok_or_else(|| fault("a length beyond all memory"))?;
            chunks.push(node);
        }
        Ok(Strings { chunks, starts, len })
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The chunk of a row, and the row in it.
    fn find(&self, row: usize) -> PyResult<(&Node, usize)> {
        // Of chunks that begin with one row all but the last are empty.
        let chunk = self.starts.partition_point(|start| *start <= row).wrapping_sub(1);
        let found = self.chunks.get(chunk).zip(self.starts.get(chunk));
        let found = found.map(|(node, start)| (node, row - start)).filter(|(node, row)| *row < node.len);
        found.ok_or_else(|| PyIndexError::new_err(format!("there is no row {row}")))
    }

    /// A text; None where it is null.
    pub(crate) fn get(&self, row: usize) -> PyResult<Option<&str>> {
        let (node, row) = self.find(row)?;
        node.get(row)
    }

    /// How many values the dictionary has, if there is one chunk and it has one.
    pub(crate) fn dictionary_len(&self) -> Option<usize> {
        match self.chunks.as_slice() {
            [node] => node.dictionary_len(),
            _ => None,
        }
    }

    /// Which value of the dictionary stands in a row, if [`Strings::dictionary_len`] is one.
    pub(crate) fn dictionary_key(&self, row: usize) -> PyResult<Option<usize>> {
        if self.dictionary_len().is_none() {
            return Ok(None);
        }
        let (node, row) = self.find(row)?;
        node.dictionary_key(row)
    }
}

/// The texts of an object that gives an Arrow stream or array; nothing if it gives neither.
pub(crate) fn import(object: &Bound<'_, PyAny>) -> PyResult<Option<Strings>> {
    if object.hasattr("__arrow_c_stream__")? {
        // Some producers want the argument to be there.
        let stream = object.call_method1("__arrow_c_stream__", (object.py().None(),))?;
        return read(take(&stream)?).map(Some);
    }
    if object.hasattr("__arrow_c_array__")? {
        let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) =
            object.call_method1("__arrow_c_array__", (object.py().None(),))?.extract()?;
        let (schema, array): (RawSchema, RawArray) = (take(&schema)?, take(&array)?);
        return Strings::new(&Layout::of(&schema)?, vec![array]).map(Some);
    }
    Ok(None)
}

/// Reads a stream to its end.
fn read(mut stream: RawStream) -> PyResult<Strings> {
    let layout = Layout::of(&stream.schema()?)?;
    let mut arrays = Vec::new();
    while let Some(array) = stream.next()? {
        arrays.push(array);
    }
    Strings::new(&layout, arrays)
}
