//! Lists of names to be searched: making and opening them.

use std::ffi::c_char;
use std::fmt;
use std::sync::Arc;

use allonym::index::{Builder, Index, MappedFile, Record};

use crate::error::allonym_error;
use crate::raw::{self, Caller, entry_point};
use crate::status::{Fault, allonym_status};
use crate::text::allonym_text;

/// A record of a list. Given to the library, empty texts say nothing.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_record {
    /// Whom or what the name is of; several records of one id are its names, and a search gives each id once.
    pub id: allonym_text,
    /// The name, in any script and spelling.
    pub name: allonym_text,
    /// What the list says it is the name of, in its own words, which searches may ask for.
    pub kind: allonym_text,
    /// The language that the list says it is in.
    pub language: allonym_text,
}

/// Records that an index is made of. Used by one thread at a time.
#[derive(Debug, Default)]
pub struct allonym_builder(Builder);

/// Names to be searched. Never changes: threads may share it, each with its own allonym_hits.
#[derive(Debug)]
pub struct allonym_index {
    pub(crate) index: Index<Shared>,
    bytes: Shared,
}

/// Where the bytes of an index are.
pub(crate) enum Bytes {
    Own(Vec<u8>),
    Mapped(MappedFile),
}

/// The same bytes for the index and for who asks for them.
#[derive(Clone, Debug)]
pub(crate) struct Shared(Arc<Bytes>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

impl Bytes {
    fn open(self) -> Result<allonym_index, Fault> {
        let bytes = Shared(Arc::new(self));
        Ok(allonym_index { index: Index::from_bytes(bytes.clone())?, bytes })
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Bytes::Own(bytes) => bytes,
            Bytes::Mapped(map) => map.as_ref(),
        }
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.as_ref().len())
    }
}

/// A new builder without records.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_builder_new() -> Option<Box<allonym_builder>> {
    Some(Box::default())
}

/// Frees a builder and its records; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_builder_free(builder: Option<Box<allonym_builder>>) {
    raw::release(builder);
}

/// How many records there are; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_builder_count(builder: Option<&allonym_builder>) -> usize {
    builder.map_or(0, |builder| builder.0.len())
}

/// Takes count records, which are copied. Any text is a name; one without letters is never found.
///
/// If any text is refused no record is taken, and the error says which.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG. About ten microseconds a record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_builder_add(
    builder: Option<&mut allonym_builder>,
    records: *const allonym_record,
    count: usize,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let builder = builder.ok_or_else(|| Fault::null("builder"))?;
        let records = caller.slice("records", records, count)?.iter().enumerate();
        let records: Vec<Record> =
            records.map(|(at, record)| read(caller, at, record)).collect::<Result<_, _>>()?;
        records.into_iter().for_each(|record| builder.0.add(record));
        Ok(())
    })
}

fn read<'a>(caller: Caller<'a>, at: usize, record: &allonym_record) -> Result<Record<'a>, Fault> {
    let text = |field: &str, text| caller.view(&format!("records[{at}].{field}"), text);
    let made = Record::new(text("id", record.id)?, text("name", record.name)?);
    Ok(made.kind(text("kind", record.kind)?).language(text("language", record.language)?))
}

/// Makes an index of the records and writes a new handle to *index, to be freed by allonym_index_free. The builder has no
/// rows afterwards; it is still to be freed, and may be used again.
///
/// The index does not depend on the order of the records. Fails with ALLONYM_NULL_POINTER.
/// Takes some microseconds for each different word and each record, and about as much memory again as the records.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_builder_build(
    builder: Option<&mut allonym_builder>,
    index: *mut *mut allonym_index,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let builder = builder.ok_or_else(|| Fault::null("builder"))?;
        let out = caller.out("index", index)?;
        let bytes = std::mem::take(&mut builder.0).build();
        out.give(Bytes::Own(bytes).open()?);
        Ok(())
    })
}

/// Opens an index in a file and writes a new handle to *index, to be freed by allonym_index_free.
///
/// The file is read as it is needed: opening takes microseconds, whatever its size. It must not be changed or cut short
/// while it is open; to replace it, write another one and rename it.
/// Fails with ALLONYM_IO; with ALLONYM_INVALID_INDEX for a file that is no index, is cut off, or was made with other
/// tables; with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_index_open(
    path: *const c_char,
    path_len: usize,
    index: *mut *mut allonym_index,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let path = caller.text("path", path, path_len)?;
        let out = caller.out("index", index)?;
        out.give(Bytes::Mapped(MappedFile::open(path)?).open()?);
        Ok(())
    })
}

/// Opens an index in bytes, which are copied, and writes a new handle to *index, to be freed by allonym_index_free.
///
/// Any bytes may be given. Fails with ALLONYM_INVALID_INDEX, ALLONYM_NULL_POINTER, ALLONYM_TOO_LONG.
/// Costs the copy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_index_from_bytes(
    bytes: *const u8,
    bytes_len: usize,
    index: *mut *mut allonym_index,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let bytes = caller.slice("bytes", bytes, bytes_len)?;
        let out = caller.out("index", index)?;
        // What is refused is refused before it is copied.
        Index::from_bytes(bytes)?;
        out.give(Bytes::Own(bytes.into()).open()?);
        Ok(())
    })
}

/// Frees an index; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_index_free(index: Option<Box<allonym_index>>) {
    raw::release(index);
}

/// How many records there are; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_index_count(index: Option<&allonym_index>) -> usize {
    index.map_or(0, |index| index.index.len())
}

/// The bytes of the index, as they belong into a file, and their number in *len; NULL and 0 for NULL. They live as long
/// as the index. len may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_index_bytes(index: Option<&allonym_index>, len: *mut usize) -> *const u8 {
    let bytes = index.map(|index| index.bytes.as_ref());
    entry_point!(None::<&mut ()>, |caller| {
        caller.out("len", len)?.set(bytes.map_or(0, <[u8]>::len));
        Ok(())
    });
    bytes.map_or(std::ptr::null(), <[u8]>::as_ptr)
}

/// Reads the whole index and compares its checksums. Not needed for safety: a broken index is read safely, it only finds
/// less.
///
/// Fails with ALLONYM_INVALID_INDEX, ALLONYM_NULL_POINTER. Takes the time to read it.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_index_verify(
    index: Option<&allonym_index>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    raw::enter(error, || Ok(index.ok_or_else(|| Fault::null("index"))?.index.verify()?))
}
