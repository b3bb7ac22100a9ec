//! The structs of the interface and the memory behind them: the one file of the package with `unsafe`.
//!
//! A struct comes from a capsule or a stream, whose protocol promises what it holds; nobody else can make one that points
//! to memory of others. Memory is read through a [`Buffer`], which knows how many bytes the producer promises, keeps their
//! array alive, and checks each range that is asked for. So whoever uses this file can go wrong and still reads nothing
//! that was not given.
#![allow(unsafe_code)]

use std::borrow::Cow;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr::{self, NonNull};
use std::slice;
use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyCapsuleMethods};

use crate::array::Array;

/// The flag of a schema whose values may be null.
const NULLABLE: i64 = 2;

pub(super) fn fault(message: &str) -> PyErr {
    PyValueError::new_err(format!("not a valid Arrow array: {message}"))
}

#[repr(C)]
pub(super) struct RawSchema {
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
pub(super) struct RawArray {
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
pub(super) struct RawStream {
    get_schema: Option<unsafe extern "C" fn(*mut RawStream, *mut RawSchema) -> c_int>,
    get_next: Option<unsafe extern "C" fn(*mut RawStream, *mut RawArray) -> c_int>,
    get_last_error: Option<unsafe extern "C" fn(*mut RawStream) -> *const c_char>,
    release: Option<unsafe extern "C" fn(*mut RawStream)>,
    private_data: *mut c_void,
}

/// A struct of the interface: empty until somebody fills it, released when it is dropped.
pub(super) trait Raw: Sized {
    const EMPTY: Self;
    /// What a capsule with such a struct is called.
    const CAPSULE: &CStr;
    fn is_released(&self) -> bool;
}

/// The empty value of a struct and its release, the same for all three.
macro_rules! raw {
    ($type:ident, $capsule:literal, { $($field:ident: $empty:expr),* }) => {
        impl Raw for $type {
            const EMPTY: $type = $type { $($field: $empty,)* release: None, private_data: ptr::null_mut() };
            const CAPSULE: &CStr = $capsule;

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

raw!(RawSchema, c"arrow_schema", {
    format: ptr::null(),
    name: ptr::null(),
    metadata: ptr::null(),
    flags: 0,
    n_children: 0,
    children: ptr::null_mut(),
    dictionary: ptr::null_mut()
});

raw!(RawArray, c"arrow_array", {
    length: 0,
    null_count: 0,
    offset: 0,
    n_buffers: 0,
    n_children: 0,
    buffers: ptr::null_mut(),
    children: ptr::null_mut(),
    dictionary: ptr::null_mut()
});

raw!(RawStream, c"arrow_array_stream", { get_schema: None, get_next: None, get_last_error: None });

// SAFETY: an array is immutable while it is not released, and any thread may read it.
unsafe impl Sync for RawArray {}

// ---- In ----

/// Takes what a capsule holds and leaves it empty, as the interface wants of who takes.
pub(super) fn take<T: Raw>(capsule: &Bound<'_, PyAny>) -> PyResult<T> {
    let capsule = capsule.cast::<PyCapsule>()?;
    let pointer: NonNull<T> = capsule.pointer_checked(Some(T::CAPSULE))?.cast();
    // SAFETY: a capsule of this name holds a pointer to such a struct, by the protocol. It is replaced by an empty one, so
    // that only we release it.
    let taken = unsafe { pointer.as_ptr().replace(T::EMPTY) };
    if taken.is_released() { Err(fault("it was taken or released already")) } else { Ok(taken) }
}

impl RawSchema {
    /// The letters that say which type it is.
    pub(super) fn format(&self) -> PyResult<Cow<'_, str>> {
        if self.is_released() || self.format.is_null() {
            return Err(fault("the schema was released"));
        }
        // SAFETY: the producer of a schema that is not released promises a text that ends with a zero.
        Ok(unsafe { CStr::from_ptr(self.format) }.to_string_lossy())
    }

    /// The type of the values, where it is the type of the keys to a dictionary.
    pub(super) fn dictionary(&self) -> Option<&RawSchema> {
        // SAFETY: the producer promises a null pointer or a schema that lives as long as this one.
        unsafe { self.dictionary.as_ref() }
    }

    /// The type of the only column, if there is one and no more. The inner `None` is a null pointer in its place.
    pub(super) fn only_child(&self) -> Option<Option<&RawSchema>> {
        let one = self.n_children == 1 && !self.children.is_null();
        // SAFETY: `children` has one pointer, to a schema that lives as long as this one.
        one.then(|| unsafe { (*self.children).as_ref() })
    }
}

impl RawStream {
    pub(super) fn schema(&mut self) -> PyResult<RawSchema> {
        let Some(get_schema) = self.get_schema else { return Err(fault("a stream without its functions")) };
        let mut schema = RawSchema::EMPTY;
        // SAFETY: the stream is not released, and the schema is empty, as the interface wants it.
        let status = unsafe { get_schema(self, &mut schema) };
        if status == 0 { Ok(schema) } else { Err(self.last_error(status)) }
    }

    /// The next array; none at the end.
    pub(super) fn next(&mut self) -> PyResult<Option<RawArray>> {
        let Some(get_next) = self.get_next else { return Err(fault("a stream without its functions")) };
        let mut array = RawArray::EMPTY;
        // SAFETY: the stream is not released, and the array is empty, as the interface wants it.
        let status = unsafe { get_next(self, &mut array) };
        if status == 0 {
            Ok(Some(array).filter(|array| !array.is_released()))
        } else {
            Err(self.last_error(status))
        }
    }

    fn last_error(&mut self, status: c_int) -> PyErr {
        // SAFETY: the stream is not released, and one of its functions has just failed.
        let message = self.get_last_error.map(|function| unsafe { function(self) });
        let message = message.filter(|message| !message.is_null());
        // SAFETY: what is not null is a text that ends with a zero and lives until the next call.
        let message =
            message.map(|message| unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned());
        fault(&message.unwrap_or_else(|| format!("the stream gave error {status}")))
    }
}

/// An array of a producer, or one inside it, and the owner of both.
pub(super) struct Held {
    owner: Arc<RawArray>,
    /// The owner itself or an array that it reaches.
    array: NonNull<RawArray>,
}

impl Held {
    pub(super) fn new(array: RawArray) -> Held {
        let owner = Arc::new(array);
        Held { array: NonNull::from(&*owner), owner }
    }

    fn raw(&self) -> &RawArray {
        // SAFETY: what the owner reaches lives as long as it, by the interface, and this holds the owner.
        unsafe { self.array.as_ref() }
    }

    fn inside(&self, array: *mut RawArray) -> Option<Held> {
        NonNull::new(array).map(|array| Held { owner: Arc::clone(&self.owner), array })
    }

    pub(super) fn length(&self) -> i64 {
        self.raw().length
    }

    pub(super) fn offset(&self) -> i64 {
        self.raw().offset
    }

    pub(super) fn null_count(&self) -> i64 {
        self.raw().null_count
    }

    /// How many buffers there are; at most so many as have pointers.
    pub(super) fn buffer_count(&self) -> i64 {
        self.raw().n_buffers
    }

    pub(super) fn has_buffers(&self) -> bool {
        !self.raw().buffers.is_null()
    }

    pub(super) fn dictionary(&self) -> Option<Held> {
        self.inside(self.raw().dictionary)
    }

    /// As [`RawSchema::only_child`].
    pub(super) fn only_child(&self) -> Option<Option<Held>> {
        let raw = self.raw();
        let one = raw.n_children == 1 && !raw.children.is_null();
        // SAFETY: `children` has one pointer.
        one.then(|| self.inside(unsafe { *raw.children }))
    }

    /// A buffer, by its number, of so many bytes as the type of the array wants; none where there is no pointer.
    pub(super) fn buffer(&self, at: usize, len: usize) -> Option<Buffer> {
        let raw = self.raw();
        let count = usize::try_from(raw.n_buffers).unwrap_or(0);
        if raw.buffers.is_null() || at >= count {
            return None;
        }
        // SAFETY: the producer promises `n_buffers` pointers, and `at` is below that.
        let bytes = unsafe { *raw.buffers.add(at) }.cast::<u8>();
        (!bytes.is_null()).then(|| Buffer { _owner: Arc::clone(&self.owner), bytes, len })
    }
}

/// Bytes of a producer, and the array that owns them.
pub(super) struct Buffer {
    _owner: Arc<RawArray>,
    bytes: *const u8,
    len: usize,
}

// SAFETY: buffers are immutable while their array is not released, and any thread may read them.
unsafe impl Send for Buffer {}
// SAFETY: the same.
unsafe impl Sync for Buffer {}

impl Buffer {
    /// So many bytes from `start` on, if the buffer has them.
    pub(super) fn get(&self, start: usize, len: usize) -> Option<&[u8]> {
        start.checked_add(len).filter(|end| *end <= self.len)?;
        // SAFETY: the producer promises `self.len` bytes that nobody changes while the owner lives, and the range lies in
        // them.
        Some(unsafe { slice::from_raw_parts(self.bytes.add(start), len) })
    }

    /// The item at a place, where each has `N` bytes.
    pub(super) fn item<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.get(at.checked_mul(N)?, N)?.try_into().ok()
    }
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

fn boxed<T>(children: Vec<T>) -> Vec<*mut T> {
    children.into_iter().map(|child| Box::into_raw(Box::new(child))).collect()
}

impl RawSchema {
    /// A schema of ours.
    pub(super) fn new(format: &'static CStr, name: &CStr, children: Vec<RawSchema>) -> RawSchema {
        let mut kept = Box::new(KeptSchema { name: name.to_owned(), children: boxed(children) });
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
}

impl RawArray {
    /// The struct of an array of ours that is `root` or lies in it, and so do its buffers.
    pub(super) fn new(
        root: &Arc<Array>,
        array: &Array,
        buffers: Vec<*const c_void>,
        children: Vec<RawArray>,
    ) -> RawArray {
        let mut kept = Box::new(Kept { _root: Arc::clone(root), buffers, children: boxed(children) });
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
}

/// What a stream of ours gives.
pub(super) trait Source: Send {
    fn schema(&self) -> RawSchema;
    /// The next array; none at the end.
    fn next(&mut self) -> Option<RawArray>;
}

impl RawStream {
    /// A stream of ours.
    pub(super) fn new<S: Source>(source: S) -> RawStream {
        RawStream {
            get_schema: Some(send_schema::<S>),
            get_next: Some(send_array::<S>),
            get_last_error: Some(no_error),
            release: Some(release_stream::<S>),
            private_data: Box::into_raw(Box::new(source)).cast(),
        }
    }
}

/// # Safety
///
/// The stream is one that [`RawStream::new`] made of such a source and is not released; `out` may be written to.
unsafe extern "C" fn send_schema<S: Source>(stream: *mut RawStream, out: *mut RawSchema) -> c_int {
    // SAFETY: what the caller promises.
    unsafe { out.write((*(*stream).private_data.cast::<S>()).schema()) };
    0
}

/// # Safety
///
/// As for [`send_schema`].
unsafe extern "C" fn send_array<S: Source>(stream: *mut RawStream, out: *mut RawArray) -> c_int {
    // SAFETY: what the caller promises.
    unsafe { out.write((*(*stream).private_data.cast::<S>()).next().unwrap_or(RawArray::EMPTY)) };
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
/// Called once, with a stream that [`RawStream::new`] made of such a source.
unsafe extern "C" fn release_stream<S: Source>(stream: *mut RawStream) {
    // SAFETY: what the caller promises.
    unsafe {
        (*stream).release = None;
        drop(Box::from_raw((*stream).private_data.cast::<S>()));
    }
}
