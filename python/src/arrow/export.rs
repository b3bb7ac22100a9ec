//! Columns of ours for other libraries, which share their memory.

use std::ffi::{CStr, c_void};
use std::ptr;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::raw::{Raw, RawArray, RawSchema, RawStream, Source};
use crate::array::{Array, Values};

fn schema(array: &Array, name: &CStr) -> RawSchema {
    let (format, children): (&CStr, Vec<RawSchema>) = match &array.values {
        Values::Float(_) => (c"g", Vec::new()),
        Values::Row(_) => (c"I", Vec::new()),
        Values::Key(_) => (c"L", Vec::new()),
        Values::Text(..) => (c"U", Vec::new()),
        Values::List(_, values) => (c"+L", vec![schema(values, c"item")]),
        Values::Struct(fields) => (c"+s", fields.iter().map(|(name, field)| schema(field, name)).collect()),
    };
    RawSchema::new(format, name, children)
}

/// The struct of an array inside of `root`, which it keeps.
fn raw(root: &Arc<Array>, array: &Array) -> RawArray {
    let mut buffers: Vec<*const c_void> =
        vec![array.validity.as_ref().map_or(ptr::null(), |bits| bits.as_ptr().cast())];
    let mut children = Vec::new();
    match &array.values {
        Values::Float(values) => buffers.push(values.as_ptr().cast()),
        Values::Row(values) => buffers.push(values.as_ptr().cast()),
        Values::Key(values) => buffers.push(values.as_ptr().cast()),
        Values::Text(offsets, bytes) => buffers.extend([offsets.as_ptr().cast(), bytes.as_ptr().cast()]),
        Values::List(offsets, values) => {
            buffers.push(offsets.as_ptr().cast());
            children.push(raw(root, values));
        }
        Values::Struct(fields) => children.extend(fields.iter().map(|(_, field)| raw(root, field))),
    }
    RawArray::new(root, array, buffers, children)
}

/// A stream of one array, and whether that was given.
struct Sent {
    array: Arc<Array>,
    done: bool,
}

impl Source for Sent {
    fn schema(&self) -> RawSchema {
        schema(&self.array, c"")
    }

    fn next(&mut self) -> Option<RawArray> {
        let next = (!self.done).then(|| raw(&self.array, &self.array));
        self.done = true;
        next
    }
}

/// A capsule with the schema of an array.
pub(crate) fn export_schema<'py>(py: Python<'py>, array: &Arc<Array>) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, schema(array, c""), RawSchema::CAPSULE)
}

/// A capsule with an array, which shares its memory.
pub(crate) fn export_array<'py>(py: Python<'py>, array: &Arc<Array>) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, raw(array, array), RawArray::CAPSULE)
}

/// A capsule with a stream of one array.
pub(crate) fn export_stream<'py>(py: Python<'py>, array: &Arc<Array>) -> PyResult<Bound<'py, PyCapsule>> {
    let stream = RawStream::new(Sent { array: Arc::clone(array), done: false });
    PyCapsule::new_with_value(py, stream, RawStream::CAPSULE)
}
