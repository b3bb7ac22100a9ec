//! The Arrow C data interface: columns of other libraries read in place, and columns given to them.
//!
//! The one file of the package with `unsafe`. What comes in is a capsule with a schema and one with an array or a stream of
//! arrays, by the [PyCapsule protocol](https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html). A
//! [`Strings`] owns the arrays until it is dropped and reads a text at a time.
//!
//! Read are strings (`u`, `U`), views (`vu`), dictionaries of these with any keys, columns of nothing (`n`), and tables of one
//! such column. Everything that the interface lets one check is checked: the numbers of buffers, null pointers, lengths and
//! offsets below zero, offsets that fall or lie beyond the last one, views beyond the buffer they name, keys beyond the
//! dictionary, UTF-8. What it does not let one check is how long a buffer is: there the producer is trusted, as by
//! everybody who reads Arrow.
#![allow(unsafe_code)]

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr::{self, NonNull};
use std::slice;
use std::sync::Arc;

use pyo3::exceptions::{PyIndexError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyCapsuleMethods};

use crate::array::{Array, Values};

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// The flag of a schema whose values may be null.
const NULLABLE: i64 = 2;

#[repr(C)]
struct RawSchema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *mut *mut RawSchema,
    dictionary: *mut RawSchema,
    release: Option<unsafe extern "C" fn(*mut RawSchema)>,
    private_data: *mut c_void,
}

#[repr(C)]
struct RawArray {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut RawArray,
    dictionary: *mut RawArray,
    release: Option<unsafe extern "C" fn(*mut RawArray)>,
    private_data: *mut c_void,
}

#[repr(C)]
struct RawStream {
    get_schema: Option<unsafe extern "C" fn(*mut RawStream, *mut RawSchema) -> c_int>,
    get_next: Option<unsafe extern "C" fn(*mut RawStream, *mut RawArray) -> c_int>,
    get_last_error: Option<unsafe extern "C" fn(*mut RawStream) -> *const c_char>,
    release: Option<unsafe extern "C" fn(*mut RawStream)>,
    private_data: *mut c_void,
}

/// A struct of the interface: empty until somebody fills it, released when it is dropped.
trait Raw: Sized {
    const EMPTY: Self;
    fn is_released(&self) -> bool;
}

/// The empty value of a struct and its release, the same for all three.
macro_rules! raw {
    ($type:ident { $($field:ident: $empty:expr),* }) => {
        impl Raw for $type {
            const EMPTY: $type = $type { $($field: $empty,)* release: None, private_data: ptr::null_mut() };

            fn is_released(&self) -> bool {
                self.release.is_none()
            }
        }

        impl Drop for $type {
            fn drop(&mut self) {
                if let Some(release) = self.release.take() {
                    // `release` sees itself in the struct, as the interface says.
                    self.release = Some(release);
                    // SAFETY: whoever filled the struct promised that this may be called once; a struct that was moved
                    // from or released has no `release`.
                    unsafe { release(self) };
                    self.release = None;
                }
            }
        }

        // SAFETY: the interface lets any thread read a struct and release it; nothing in it is changed but by release.
        unsafe impl Send for $type {}
    };
}

raw!(RawSchema {
    format: ptr::null(),
    name: ptr::null(),
    metadata: ptr::null(),
    flags: 0,
    n_children: 0,
    children: ptr::null_mut(),
    dictionary: ptr::null_mut()
});

raw!(RawArray {
    length: 0,
    null_count: 0,
    offset: 0,
    n_buffers: 0,
    n_children: 0,
    buffers: ptr::null_mut(),
    children: ptr::null_mut(),
    dictionary: ptr::null_mut()
});

raw!(RawStream { get_schema: None, get_next: None, get_last_error: None });

// ---- In ----

/// How the values of an array lie in its buffers.
#[derive(Clone)]
enum Layout {
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
struct Key {
    bytes: usize,
    signed: bool,
}

fn fault(message: &str) -> PyErr {
    PyValueError::new_err(format!("not a valid Arrow array: {message}"))
}

impl Layout {
    /// What a schema says, if it is of texts.
    fn of(schema: &RawSchema) -> PyResult<Layout> {
        let refused = |format: &str| {
            PyTypeError::new_err(format!(
                "a column of Arrow type '{format}' holds no texts; cast it to string, or choose one column of a table"
            ))
        };
        if schema.is_released() || schema.format.is_null() {
            return Err(fault("the schema was released"));
        }
        // SAFETY: the producer of a schema that is not released promises a text that ends with a zero.
        let format = unsafe { CStr::from_ptr(schema.format) }.to_string_lossy();
        // SAFETY: the same for the schema of its dictionary, where it has one.
        if let Some(values) = unsafe { schema.dictionary.as_ref() } {
            let key = |bytes, signed| Key { bytes, signed };
            let key = match &*format {
                "c" => key(1, true),
                "C" => key(1, false),
                "s" => key(2, true),
                "S" => key(2, false),
                "i" => key(4, true),
                "I" => key(4, false),
                "l" => key(8, true),
                "L" => key(8, false),
                other => return Err(refused(other)),
            };
            return match Layout::of(values)? {
                values @ (Layout::Text { .. } | Layout::View | Layout::Null) => {
                    Ok(Layout::Dictionary { key, values: Box::new(values) })
                }
                _ => Err(refused("dictionary of dictionaries")),
            };
        }
        match &*format {
            "n" => Ok(Layout::Null),
            "u" => Ok(Layout::Text { wide: false }),
            "U" => Ok(Layout::Text { wide: true }),
            "vu" => Ok(Layout::View),
            "+s" if schema.n_children == 1 && !schema.children.is_null() => {
                // SAFETY: `children` has one pointer, to a schema that lives as long as this one.
                let child = unsafe { (*schema.children).as_ref() };
                match Layout::of(child.ok_or_else(|| fault("a schema without its child"))?)? {
                    Layout::Struct(_) => Err(refused("+s")),
                    child => Ok(Layout::Struct(Box::new(child))),
                }
            }
            other => Err(refused(other)),
        }
    }
}

/// Where the values of an array lie. Pointers are of the array that it was read from.
struct Node {
    len: usize,
    offset: usize,
    /// A bit for each value that is there; null if all are.
    validity: *const u8,
    data: Data,
}

enum Data {
    Null,
    /// Offsets, bytes, and what the last offset is.
    Text {
        wide: bool,
        offsets: *const u8,
        bytes: *const u8,
        end: usize,
    },
    /// Views, and the buffers with their lengths.
    View {
        views: *const u8,
        buffers: Vec<(*const u8, usize)>,
    },
    Dictionary {
        key: Key,
        keys: *const u8,
        values: Box<Node>,
    },
    Struct(Box<Node>),
}

impl Node {
    fn new(array: &RawArray, layout: &Layout) -> PyResult<Node> {
        let size = |value: i64| usize::try_from(value).map_err(|_| fault("a length or an offset below zero"));
        let (len, offset) = (size(array.length)?, size(array.offset)?);
        let rows = len.checked_add(offset).filter(|rows| *rows < isize::MAX as usize / 16);
        let rows = rows.ok_or_else(|| fault("a length beyond all memory"))?;
        let count = size(array.n_buffers)?;
        let wanted = match layout {
            Layout::Null => 0,
            Layout::Struct(_) => 1,
            Layout::Dictionary { .. } => 2,
            Layout::Text { .. } | Layout::View => 3,
        };
        let fits = if matches!(layout, Layout::View) { count >= wanted } else { count == wanted };
        if !fits || count > 0 && array.buffers.is_null() {
            return Err(fault("another number of buffers than its type has"));
        }
        let buffers: &[*const c_void] = match count {
            0 => &[],
            // SAFETY: the producer promises `n_buffers` pointers, and there are some.
            _ => unsafe { slice::from_raw_parts(array.buffers, count) },
        };
        let buffer = |at: usize| buffers.get(at).copied().unwrap_or(ptr::null()).cast::<u8>();
        let needed = |at: usize| match buffer(at) {
            null if null.is_null() && rows > 0 => Err(fault("a buffer that is not there")),
            buffer => Ok(buffer),
        };
        let validity = if array.null_count == 0 { ptr::null() } else { buffer(0) };
        if array.null_count > 0 && validity.is_null() && !matches!(layout, Layout::Null) {
            return Err(fault("nulls without the bits that say where"));
        }
        let data = match layout {
            Layout::Null => Data::Null,
            Layout::Text { wide } => {
                let offsets = needed(1)?;
                let end = if rows == 0 { 0 } else { offset_at(offsets, *wide, rows)? };
                if end > 0 && buffer(2).is_null() {
                    return Err(fault("texts without bytes"));
                }
                Data::Text { wide: *wide, offsets, bytes: buffer(2), end }
            }
            Layout::View => {
                let variadic = count - 3;
                let sizes = buffer(count - 1);
                if variadic > 0 && sizes.is_null() {
                    return Err(fault("views without the lengths of their buffers"));
                }
                let held = |at: usize| {
                    // SAFETY: the last buffer has an i64 for each of those before it but the first two.
                    let length = unsafe { sizes.cast::<i64>().add(at).read_unaligned() };
                    let length = size(length)?;
                    match buffer(2 + at) {
                        null if null.is_null() && length > 0 => Err(fault("a buffer that is not there")),
                        buffer => Ok((buffer, length)),
                    }
                };
                let buffers = (0..variadic).map(held).collect::<PyResult<Vec<_>>>()?;
                Data::View { views: needed(1)?, buffers }
            }
            Layout::Dictionary { key, values } => {
                // SAFETY: the producer promises a null pointer or an array that lives as long as this one.
                let dictionary = unsafe { array.dictionary.as_ref() };
                let dictionary = dictionary.ok_or_else(|| fault("keys without a dictionary"))?;
                Data::Dictionary {
                    key: *key,
                    keys: needed(1)?,
                    values: Box::new(Node::new(dictionary, values)?),
                }
            }
            Layout::Struct(child) => {
                if array.n_children != 1 || array.children.is_null() {
                    return Err(fault("another number of children than its type has"));
                }
                // SAFETY: there is one child, and it lives as long as this array.
                let node = unsafe { (*array.children).as_ref() };
                let node = Node::new(node.ok_or_else(|| fault("an array without its child"))?, child)?;
                if node.len < rows {
                    return Err(fault("a child shorter than its parent"));
                }
                Data::Struct(Box::new(node))
            }
        };
        Ok(Node { len, offset, validity, data })
    }

    /// The value at a row below `len`.
    fn get(&self, row: usize) -> PyResult<Option<&str>> {
        let at = self.offset + row;
        if self.is_null(at) {
            return Ok(None);
        }
        match &self.data {
            Data::Null => Ok(None),
            Data::Text { wide, offsets, bytes, end } => {
                let (start, stop) = (offset_at(*offsets, *wide, at)?, offset_at(*offsets, *wide, at + 1)?);
                if start > stop || stop > *end {
                    return Err(fault("offsets that fall"));
                }
                // SAFETY: the last offset says that there are `end` bytes, and the text lies in them.
                unsafe { text(bytes.wrapping_add(start), stop - start) }.map(Some)
            }
            Data::View { views, buffers } => {
                // SAFETY: there are `len + offset` views of sixteen bytes, and `at` is below that.
                let view: [u8; 16] = unsafe { views.add(at * 16).cast::<[u8; 16]>().read_unaligned() };
                let [a, b, c, d, _, _, _, _, e, f, g, h, i, j, k, l] = view;
                let number = |bytes| usize::try_from(i32::from_ne_bytes(bytes)).unwrap_or(usize::MAX);
                let length = number([a, b, c, d]);
                if length <= 12 {
                    // SAFETY: a text so short stands in the view itself, behind its length.
                    return unsafe { text(views.wrapping_add(at * 16 + 4), length) }.map(Some);
                }
                let (buffer, start) = (number([e, f, g, h]), number([i, j, k, l]));
                let (bytes, held) = buffers.get(buffer).ok_or_else(|| fault("a view of no buffer"))?;
                if start.checked_add(length).is_none_or(|stop| stop > *held) {
                    return Err(fault("a view beyond its buffer"));
                }
                // SAFETY: the buffer has `held` bytes, and the text lies in them.
                unsafe { text(bytes.wrapping_add(start), length) }.map(Some)
            }
            Data::Dictionary { values, .. } => match self.key(at)? {
                Some(key) => values.get(key),
                None => Ok(None),
            },
            Data::Struct(child) => child.get(at),
        }
    }

    fn is_null(&self, at: usize) -> bool {
        if self.validity.is_null() {
            return false;
        }
        // SAFETY: there is a bit for each of `len + offset` values, and `at` is below that.
        let byte = unsafe { self.validity.add(at / 8).read() };
        byte >> (at % 8) & 1 == 0
    }

    /// The key at a place of this node, whose dictionary has it.
    fn key(&self, at: usize) -> PyResult<Option<usize>> {
        let Data::Dictionary { key, keys, values } = &self.data else { return Ok(None) };
        if self.is_null(at) {
            return Ok(None);
        }
        let mut bytes = [0u8; 8];
        // SAFETY: there are `len + offset` keys of so many bytes, `at` is below that, and no key has more than eight.
        unsafe { ptr::copy_nonoverlapping(keys.add(at * key.bytes), bytes.as_mut_ptr(), key.bytes) };
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
fn offset_at(offsets: *const u8, wide: bool, at: usize) -> PyResult<usize> {
    // SAFETY: callers ask for the offsets of `len + offset` values and one more, and there are so many.
    let offset = unsafe {
        if wide {
            offsets.cast::<i64>().add(at).read_unaligned()
        } else {
            i64::from(offsets.cast::<i32>().add(at).read_unaligned())
        }
    };
    usize::try_from(offset).map_err(|_| fault("an offset below zero"))
}

/// A text in place.
///
/// # Safety
///
/// There are so many bytes, and nobody changes or frees them for the life that the caller gives it.
unsafe fn text<'a>(bytes: *const u8, len: usize) -> PyResult<&'a str> {
    if len == 0 {
        return Ok("");
    }
    // SAFETY: what the caller promises.
    let bytes = unsafe { slice::from_raw_parts(bytes, len) };
    std::str::from_utf8(bytes).map_err(|error| fault(&format!("a text that is not UTF-8: {error}")))
}

/// A column of texts that another library owns: chunks, each read in place and released when this is dropped.
pub(crate) struct Strings {
    /// What owns the memory of the nodes, which end before it.
    chunks: Vec<(Node, RawArray)>,
    /// The row that each chunk begins with.
    starts: Vec<usize>,
    len: usize,
}

// SAFETY: arrays are immutable while they are not released, and any thread may read them. They are released where this is
// dropped.
unsafe impl Send for Strings {}
// SAFETY: the same.
unsafe impl Sync for Strings {}

impl Strings {
    fn new(layout: &Layout, arrays: Vec<RawArray>) -> PyResult<Strings> {
        let (mut chunks, mut starts, mut len) = (Vec::new(), Vec::new(), 0usize);
        for array in arrays {
            let node = Node::new(&array, layout)?;
            starts.push(len);
            len = len.checked_add(node.len).ok_or_else(|| fault("a length beyond all memory"))?;
            chunks.push((node, array));
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
        let found = found.map(|((node, _), start)| (node, row - start)).filter(|(node, row)| *row < node.len);
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
            [(Node { data: Data::Dictionary { values, .. }, .. }, _)] => Some(values.len),
            _ => None,
        }
    }

    /// Which value of the dictionary stands in a row, if [`Strings::dictionary_len`] is one.
    pub(crate) fn dictionary_key(&self, row: usize) -> PyResult<Option<usize>> {
        if self.dictionary_len().is_none() {
            return Ok(None);
        }
        let (node, row) = self.find(row)?;
        node.key(node.offset + row)
    }
}

/// Takes what a capsule holds and leaves it empty, as the interface wants of who takes.
fn take<T: Raw>(capsule: &Bound<'_, PyAny>, name: &CStr) -> PyResult<T> {
    let capsule = capsule.cast::<PyCapsule>()?;
    let pointer: NonNull<T> = capsule.pointer_checked(Some(name))?.cast();
    // SAFETY: a capsule of this name holds a pointer to such a struct, by the protocol. It is replaced by an empty one, so
    // that only we release it.
    let taken = unsafe { pointer.as_ptr().replace(T::EMPTY) };
    if taken.is_released() { Err(fault("it was taken or released already")) } else { Ok(taken) }
}

/// The texts of an object that gives an Arrow stream or array; nothing if it gives neither.
pub(crate) fn import(object: &Bound<'_, PyAny>) -> PyResult<Option<Strings>> {
    if object.hasattr("__arrow_c_stream__")? {
        // Some producers want the argument to be there.
        let stream = object.call_method1("__arrow_c_stream__", (object.py().None(),))?;
        return read(take(&stream, STREAM)?).map(Some);
    }
    if object.hasattr("__arrow_c_array__")? {
        let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) =
            object.call_method1("__arrow_c_array__", (object.py().None(),))?.extract()?;
        let (schema, array): (RawSchema, RawArray) = (take(&schema, SCHEMA)?, take(&array, ARRAY)?);
        return Strings::new(&Layout::of(&schema)?, vec![array]).map(Some);
    }
    Ok(None)
}

/// Reads a stream to its end.
fn read(mut stream: RawStream) -> PyResult<Strings> {
    let (Some(get_schema), Some(get_next)) = (stream.get_schema, stream.get_next) else {
        return Err(fault("a stream without its functions"));
    };
    let mut schema = RawSchema::EMPTY;
    // SAFETY: the stream is not released, and the schema is empty, as the interface wants it.
    let status = unsafe { get_schema(&mut stream, &mut schema) };
    if status != 0 {
        return Err(last_error(&mut stream, status));
    }
    let layout = Layout::of(&schema)?;
    let mut arrays = Vec::new();
    loop {
        let mut array = RawArray::EMPTY;
        // SAFETY: the same for an array.
        let status = unsafe { get_next(&mut stream, &mut array) };
        if status != 0 {
            return Err(last_error(&mut stream, status));
        }
        if array.is_released() {
            return Strings::new(&layout, arrays);
        }
        arrays.push(array);
    }
}

fn last_error(stream: &mut RawStream, status: c_int) -> PyErr {
    // SAFETY: the stream is not released, and one of its functions has just failed.
    let message = stream.get_last_error.map(|function| unsafe { function(stream) });
    let message = message.filter(|message| !message.is_null());
    // SAFETY: what is not null is a text that ends with a zero and lives until the next call.
    let message = message.map(|message| unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned());
    fault(&message.unwrap_or_else(|| format!("the stream gave error {status}")))
}

// ---- Out ----

/// What keeps an exported array alive, and what its struct points to.
struct Kept {
    _root: Arc<Array>,
    buffers: Vec<*const c_void>,
    children: Vec<*mut RawArray>,
}

/// What keeps an exported schema alive.
struct KeptSchema {
    name: CString,
    children: Vec<*mut RawSchema>,
}

/// The release of an exported struct: gives back what it kept, and its children.
macro_rules! release {
    ($name:ident, $raw:ident, $kept:ident) => {
        /// # Safety
        ///
        /// Called once by whoever has the struct, with a struct that was exported here.
        unsafe extern "C" fn $name(raw: *mut $raw) {
            // SAFETY: the caller has the struct, and its private data is the box that was made when it was exported.
            let kept = unsafe {
                (*raw).release = None;
                Box::from_raw((*raw).private_data.cast::<$kept>())
            };
            for child in &kept.children {
                // SAFETY: each child is a box of ours; one that was moved away has no release and drops as nothing.
                drop(unsafe { Box::from_raw(*child) });
            }
        }
    };
}

release!(release_array, RawArray, Kept);
release!(release_schema, RawSchema, KeptSchema);

fn schema(array: &Array, name: &CStr) -> RawSchema {
    let (format, children): (&CStr, Vec<RawSchema>) = match &array.values {
        Values::Float(_) => (c"g", Vec::new()),
        Values::Row(_) => (c"I", Vec::new()),
        Values::Key(_) => (c"L", Vec::new()),
        Values::Text(..) => (c"U", Vec::new()),
        Values::List(_, values) => (c"+L", vec![schema(values, c"item")]),
        Values::Struct(fields) => (c"+s", fields.iter().map(|(name, field)| schema(field, name)).collect()),
    };
    let children = children.into_iter().map(|child| Box::into_raw(Box::new(child))).collect();
    let mut kept = Box::new(KeptSchema { name: name.to_owned(), children });
    RawSchema {
        format: format.as_ptr(),
        name: kept.name.as_ptr(),
        flags: NULLABLE,
        n_children: kept.children.len() as i64,
        children: kept.children.as_mut_ptr(),
        release: Some(release_schema),
        private_data: Box::into_raw(kept).cast(),
        metadata: ptr::null(),
        dictionary: ptr::null_mut(),
    }
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
    let children = children.into_iter().map(|child| Box::into_raw(Box::new(child))).collect();
    let mut kept = Box::new(Kept { _root: Arc::clone(root), buffers, children });
    RawArray {
        length: array.len as i64,
        null_count: array.nulls as i64,
        n_buffers: kept.buffers.len() as i64,
        n_children: kept.children.len() as i64,
        buffers: kept.buffers.as_mut_ptr(),
        children: kept.children.as_mut_ptr(),
        release: Some(release_array),
        private_data: Box::into_raw(kept).cast(),
        offset: 0,
        dictionary: ptr::null_mut(),
    }
}

/// A capsule with the schema of an array.
pub(crate) fn export_schema<'py>(py: Python<'py>, array: &Arc<Array>) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, schema(array, c""), SCHEMA)
}

/// A capsule with an array, which shares its memory.
pub(crate) fn export_array<'py>(py: Python<'py>, array: &Arc<Array>) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, raw(array, array), ARRAY)
}

/// A capsule with a stream of one array.
pub(crate) fn export_stream<'py>(py: Python<'py>, array: &Arc<Array>) -> PyResult<Bound<'py, PyCapsule>> {
    let sent = Box::new(Sent { array: Arc::clone(array), done: false });
    let stream = RawStream {
        get_schema: Some(send_schema),
        get_next: Some(send_array),
        get_last_error: Some(no_error),
        release: Some(release_stream),
        private_data: Box::into_raw(sent).cast(),
    };
    PyCapsule::new_with_value(py, stream, STREAM)
}

/// A stream of one array, and whether that was given.
struct Sent {
    array: Arc<Array>,
    done: bool,
}

/// # Safety
///
/// The stream is one that [`export_stream`] made and is not released; `out` may be written to.
unsafe extern "C" fn send_schema(stream: *mut RawStream, out: *mut RawSchema) -> c_int {
    // SAFETY: what the caller promises.
    unsafe {
        let sent = &*(*stream).private_data.cast::<Sent>();
        out.write(schema(&sent.array, c""));
    }
    0
}

/// # Safety
///
/// As for [`send_schema`].
unsafe extern "C" fn send_array(stream: *mut RawStream, out: *mut RawArray) -> c_int {
    // SAFETY: what the caller promises.
    unsafe {
        let sent = &mut *(*stream).private_data.cast::<Sent>();
        out.write(if sent.done { RawArray::EMPTY } else { raw(&sent.array, &sent.array) });
        sent.done = true;
    }
    0
}

/// # Safety
///
/// Any stream; it is not looked at.
unsafe extern "C" fn no_error(_: *mut RawStream) -> *const c_char {
    ptr::null()
}

/// # Safety
///
/// Called once, with a stream that [`export_stream`] made.
unsafe extern "C" fn release_stream(stream: *mut RawStream) {
    // SAFETY: what the caller promises.
    unsafe {
        (*stream).release = None;
        drop(Box::from_raw((*stream).private_data.cast::<Sent>()));
    }
}
