//! Which type a schema says, of those that hold texts.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use super::raw::{RawSchema, fault};

/// How the values of an array lie in its buffers.
#[derive(Clone)]
pub(super) enum Layout {
    /// No buffers: every value is null.
    Null,
    /// Validity, offsets of four or eight bytes, bytes.
    Text { wide: bool },
    /// Validity, views of sixteen bytes, buffers, their lengths.
    View,
    /// Validity, keys; the values are the dictionary's.
    Dictionary { key: Key, values: Box<Layout> },
    /// Validity; the one child has the values.
    Struct(Box<Layout>),
}

/// The keys of a dictionary: how many bytes, and whether there is a sign.
#[derive(Clone, Copy)]
pub(super) struct Key {
    pub(super) bytes: usize,
    pub(super) signed: bool,
}

impl Key {
    /// By the letter of the format.
    fn of(format: &str) -> Option<Key> {
        let key = |bytes, signed| Some(Key { bytes, signed });
        match format {
            "c" => key(1, true),
            "C" => key(1, false),
            "s" => key(2, true),
            "S" => key(2, false),
            "i" => key(4, true),
            "I" => key(4, false),
            "l" => key(8, true),
            "L" => key(8, false),
            _ => None,
        }
    }
}

impl Layout {
    /// What a schema says, if it is of texts.
    pub(super) fn of(schema: &RawSchema) -> PyResult<Layout> {
        let refused = |format: &str| {
            PyTypeError::new_err(format!(
                "a column of Arrow type '{format}' holds no texts; cast it to string, or choose one column of a table"
            ))
        };
        let format = schema.format()?;
        if let Some(values) = schema.dictionary() {
            let key = Key::of(&format).ok_or_else(|| refused(&format))?;
            return match Layout::of(values)? {
                values @ (Layout::Text { .. } | Layout::View | Layout::Null) => {
                    Ok(Layout::Dictionary { key, values: Box::new(values) })
                }
                _ => Err(refused("dictionary of dictionaries")),
            };
        }
        match (&*format, schema.only_child()) {
            ("n", _) => Ok(Layout::Null),
            ("u", _) => Ok(Layout::Text { wide: false }),
            ("U", _) => Ok(Layout::Text { wide: true }),
            ("vu", _) => Ok(Layout::View),
            ("+s", Some(child)) => {
                match Layout::of(child.ok_or_else(|| fault("a schema without its child"))?)? {
                    Layout::Struct(_) => Err(refused("+s")),
                    child => Ok(Layout::Struct(Box::new(child))),
                }
            }
            (other, _) => Err(refused(other)),
        }
    }
}
