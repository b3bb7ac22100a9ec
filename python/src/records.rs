//! The named tuples that results are, and places in texts counted as Python counts them.

use allonym::Span;
use pyo3::call::PyCallArgs;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use serde::Serialize;

/// The named tuples of `allonym._records`.
#[derive(Clone, Copy)]
pub(crate) enum Record {
    Excerpt,
    Evidence,
    Part,
    Hit,
    Entity,
    Spelling,
    Mention,
    System,
}

/// The name of each, in the order of [`Record`], and the class once it was looked up.
static CLASSES: [(&str, PyOnceLock<Py<PyType>>); 8] = [
    ("Excerpt", PyOnceLock::new()),
    ("Evidence", PyOnceLock::new()),
    ("Part", PyOnceLock::new()),
    ("Hit", PyOnceLock::new()),
    ("Entity", PyOnceLock::new()),
    ("Spelling", PyOnceLock::new()),
    ("Mention", PyOnceLock::new()),
    ("System", PyOnceLock::new()),
];

impl Record {
    /// A tuple of this class.
    pub(crate) fn of<'py>(
        self,
        py: Python<'py>,
        values: impl PyCallArgs<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let missing = || pyo3::exceptions::PyImportError::new_err("allonym._records is incomplete");
        let (name, class) = CLASSES.get(self as usize).ok_or_else(missing)?;
        class.import(py, "allonym._records", name)?.call1(values)
    }
}

/// What the characters before places in a text count, by bytes: Python's texts are rows of characters.
pub(crate) struct Places<'t> {
    text: &'t [u8],
    /// The characters before each [`STEP`] bytes.
    before: Vec<usize>,
}

/// Bytes between two counts that are kept.
const STEP: usize = 512;

/// Bytes that begin a character.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

impl<'t> Places<'t> {
    /// Counts a text once. Linear in it.
    pub(crate) fn new(text: &'t str) -> Places<'t> {
        let mut count = 0;
        let counted = |chunk: &[u8]| {
            let before = count;
            count += characters(chunk);
            before
        };
        Places { text: text.as_bytes(), before: text.as_bytes().chunks(STEP).map(counted).collect() }
    }

    /// The number of the character that begins at a byte.
    fn character(&self, byte: usize) -> usize {
        let kept = (byte / STEP).min(self.before.len().saturating_sub(1));
        let rest = self.text.get(kept * STEP..byte.min(self.text.len())).unwrap_or_default();
        self.before.get(kept).copied().unwrap_or(0) + characters(rest)
    }

    /// First character and the one after the last.
    pub(crate) fn of(&self, span: Span) -> (usize, usize) {
        (self.character(span.start), self.character(span.end))
    }
}

/// A result as the dictionary that its JSON is.
pub(crate) fn dictionary<'py>(py: Python<'py>, report: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json(report)?,))
}

/// A result as JSON, as `allonym --json` writes it.
pub(crate) fn json(report: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(report).map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
}

/// An error of the core, as the exception that Python's users expect.
pub(crate) fn error(error: allonym::Error) -> PyErr {
    match error.kind() {
        allonym::ErrorKind::Io => pyo3::exceptions::PyOSError::new_err(error.to_string()),
        _ => pyo3::exceptions::PyValueError::new_err(error.to_string()),
    }
}
