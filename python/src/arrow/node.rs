//! An array of texts: where its values lie, and one of them at a time.

use std::str;

use pyo3::prelude::*;

use super::layout::{Key, Layout};
use super::raw::{Buffer, Held, fault};

/// How many bytes a view has, and how long a text is that stands in the view itself, behind its length.
const VIEW: usize = 16;
const MAX_INLINE: usize = 12;

/// Where the values of an array lie.
pub(super) struct Node {
    pub(super) len: usize,
    offset: usize,
    /// A bit for each value that is there; none if all are.
    validity: Option<Buffer>,
    data: Data,
}

/// A buffer is missing where it has no bytes.
enum Data {
    Null,
    /// Offsets of texts, and the bytes up to the last one.
    Text {
        wide: bool,
        offsets: Option<Buffer>,
        bytes: Option<Buffer>,
    },
    /// Views, and the buffers that they name.
    View {
        views: Option<Buffer>,
        buffers: Vec<Option<Buffer>>,
    },
    Dictionary {
        key: Key,
        keys: Option<Buffer>,
        values: Box<Node>,
    },
    Struct(Box<Node>),
}

fn size(value: i64) -> PyResult<usize> {
    usize::try_from(value).map_err(|_| fault("a length or an offset below zero"))
}

impl Node {
    pub(super) fn new(array: &Held, layout: &Layout) -> PyResult<Node> {
        let (len, offset) = (size(array.length())?, size(array.offset())?);
        let rows = len.checked_add(offset).filter(|rows| *rows < isize::MAX as usize / VIEW);
        let rows = rows.ok_or_else(|| fault("a length beyond all memory"))?;
        let count = size(array.buffer_count())?;
        let fits = match layout {
            // None by the standard; Polars gives one. None is read.
            Layout::Null => true,
            Layout::Struct(_) => count == 1,
            Layout::Dictionary { .. } => count == 2,
            Layout::Text { .. } => count == 3,
            Layout::View => count >= 3,
        };
        let read = !matches!(layout, Layout::Null);
        if !fits || read && count > 0 && !array.has_buffers() {
            return Err(fault("another number of buffers than its type has"));
        }
        // A buffer with something for each row, of which some have one more.
        let needed = |at: usize, len: usize| match array.buffer(at, len) {
            None if rows > 0 => Err(fault("a buffer that is not there")),
            buffer => Ok(buffer),
        };
        let validity = if array.null_count() == 0 { None } else { array.buffer(0, rows.div_ceil(8)) };
        if array.null_count() > 0 && validity.is_none() && !matches!(layout, Layout::Null) {
            return Err(fault("nulls without the bits that say where"));
        }
        let data = match layout {
            Layout::Null => Data::Null,
            Layout::Text { wide } => {
                // Without rows not even the first offset has to be there.
                let offsets = if rows == 0 { 0 } else { rows + 1 };
                let offsets = needed(1, offsets * if *wide { 8 } else { 4 })?;
                let end = if rows == 0 { 0 } else { offset_at(offsets.as_ref(), *wide, rows)? };
                let bytes = array.buffer(2, end);
                if end > 0 && bytes.is_none() {
                    return Err(fault("texts without bytes"));
                }
                Data::Text { wide: *wide, offsets, bytes }
            }
            Layout::View => {
                // The last buffer has a number for each of those before it but the first two.
                let variadic = count - 3;
                let sizes = array.buffer(count - 1, variadic.saturating_mul(8));
                if variadic > 0 && sizes.is_none() {
                    return Err(fault("views without the lengths of their buffers"));
                }
                let held = |at: usize| {
                    let length = sizes.as_ref().and_then(|sizes| sizes.item(at));
                    let length = length.ok_or_else(|| fault("views without the lengths of their buffers"))?;
                    let length = size(i64::from_ne_bytes(length))?;
                    match array.buffer(2 + at, length) {
                        None if length > 0 => Err(fault("a buffer that is not there")),
                        buffer => Ok(buffer),
                    }
                };
                let buffers = (0..variadic).map(held).collect::<PyResult<Vec<_>>>()?;
                Data::View { views: needed(1, rows * VIEW)?, buffers }
            }
            Layout::Dictionary { key, values } => {
                let dictionary = array.dictionary().ok_or_else(|| fault("keys without a dictionary"))?;
                let keys = needed(1, rows * key.bytes)?;
                Data::Dictionary { key: *key, keys, values: Box::new(Node::new(&dictionary, values)?) }
            }
            Layout::Struct(child) => {
                let node = array.only_child();
                let node = node.ok_or_else(|| fault("another number of children than its type has"))?;
                let node = Node::new(&node.ok_or_else(|| fault("an array without its child"))?, child)?;
                if node.len < rows {
                    return Err(fault("a child shorter than its parent"));
                }
                Data::Struct(Box::new(node))
            }
        };
        Ok(Node { len, offset, validity, data })
    }

    /// The value at a row below `len`.
    pub(super) fn get(&self, row: usize) -> PyResult<Option<&str>> {
        let at = self.offset + row;
        if self.is_null(at) {
            return Ok(None);
        }
        match &self.data {
            Data::Null => Ok(None),
            Data::Text { wide, offsets, bytes } => {
                let offset = |at| offset_at(offsets.as_ref(), *wide, at);
                let (start, stop) = (offset(at)?, offset(at + 1)?);
                let length = stop.checked_sub(start).ok_or_else(|| fault("offsets that fall"))?;
                text(bytes.as_ref(), start, length).ok_or_else(|| fault("offsets that fall"))?.map(Some)
            }
            Data::View { views, buffers } => {
                let view: Option<[u8; VIEW]> = views.as_ref().and_then(|views| views.item(at));
                let [a, b, c, d, _, _, _, _, e, f, g, h, i, j, k, l] =
                    view.ok_or_else(|| fault("a view that is not there"))?;
                let number = |bytes| usize::try_from(i32::from_ne_bytes(bytes)).unwrap_or(usize::MAX);
                let length = number([a, b, c, d]);
                if length <= MAX_INLINE {
                    let found = text(views.as_ref(), at * VIEW + 4, length);
                    return found.ok_or_else(|| fault("a view that is not there"))?.map(Some);
                }
                let (buffer, start) = (number([e, f, g, h]), number([i, j, k, l]));
                let bytes = buffers.get(buffer).ok_or_else(|| fault("a view of no buffer"))?;
                text(bytes.as_ref(), start, length)
                    .ok_or_else(|| fault("a view beyond its buffer"))?
                    .map(Some)
            }
            Data::Dictionary { values, .. } => match self.key(at)? {
                Some(key) => values.get(key),
                None => Ok(None),
            },
            Data::Struct(child) => child.get(at),
        }
    }

    fn is_null(&self, at: usize) -> bool {
        let byte = self.validity.as_ref().and_then(|bits| bits.get(at / 8, 1)?.first().copied());
        byte.is_some_and(|byte| byte >> (at % 8) & 1 == 0)
    }

    /// How many values the dictionary has, if this has one.
    pub(super) fn dictionary_len(&self) -> Option<usize> {
        match &self.data {
            Data::Dictionary { values, .. } => Some(values.len),
            _ => None,
        }
    }

    /// Which value of the dictionary stands in a row below `len`; none where it is null, or where there is no dictionary.
    pub(super) fn dictionary_key(&self, row: usize) -> PyResult<Option<usize>> {
        self.key(self.offset + row)
    }

    /// The key at a place of this node, whose dictionary has it.
    fn key(&self, at: usize) -> PyResult<Option<usize>> {
        let Data::Dictionary { key, keys, values } = &self.data else { return Ok(None) };
        if self.is_null(at) {
            return Ok(None);
        }
        let found = keys.as_ref().and_then(|keys| keys.get(at * key.bytes, key.bytes));
        let found = found.ok_or_else(|| fault("a key that is not there"))?;
        let mut bytes = [0u8; 8];
        for (byte, found) in bytes.iter_mut().zip(found) {
            *byte = *found;
        }
        if cfg!(target_endian = "big") {
            bytes.rotate_right(8 - key.bytes);
        }
        let number = u64::from_ne_bytes(bytes);
        let negative = key.signed && number >> (key.bytes * 8 - 1) & 1 == 1;
        let number = usize::try_from(number).ok().filter(|number| !negative && *number < values.len);
        number.map(Some).ok_or_else(|| fault("a key beyond its dictionary"))
    }
}

/// An offset of a column of texts.
fn offset_at(offsets: Option<&Buffer>, wide: bool, at: usize) -> PyResult<usize> {
    let offset = offsets.and_then(|offsets| {
        if wide {
            offsets.item(at).map(i64::from_ne_bytes)
        } else {
            offsets.item(at).map(i32::from_ne_bytes).map(i64::from)
        }
    });
    let offset = offset.ok_or_else(|| fault("an offset that is not there"))?;
    usize::try_from(offset).map_err(|_| fault("an offset below zero"))
}

/// A text in place; none if the buffer does not have so many bytes.
fn text(buffer: Option<&Buffer>, start: usize, len: usize) -> Option<PyResult<&str>> {
    let bytes = match buffer {
        Some(buffer) => buffer.get(start, len)?,
        None if start == 0 && len == 0 => &[],
        None => return None,
    };
    Some(str::from_utf8(bytes).map_err(|error| fault(&format!("a text that is not UTF-8: {error}"))))
}
