//! What an error says beside its status.

use crate::raw::{self, entry_point};
use crate::status::{ALLONYM_OK, Fault, FaultSink, allonym_status};
use crate::text::{Texts, allonym_text};

/// Tells more of why a call failed. Made once and given to as many calls as you like, by one thread at a time; each
/// call that fails writes what went wrong into it, and one that does not leaves it alone. Where a function takes one it
/// may be NULL.
#[derive(Debug, Default)]
pub struct allonym_error {
    status: allonym_status,
    offset: Option<usize>,
    message: Texts,
}

impl FaultSink for allonym_error {
    fn record(&mut self, fault: Fault) {
        self.status = fault.status;
        self.offset = fault.offset;
        self.message.clear();
        self.message.push(&fault.message);
    }
}

impl allonym_error {
    #[cfg(test)]
    pub(crate) fn message(&self) -> String {
        self.message.lossy()
    }
}

/// A new error object, of no error.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_error_new() -> Option<Box<allonym_error>> {
    Some(Box::default())
}

/// Frees an error object; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_error_free(error: Option<Box<allonym_error>>) {
    raw::release(error);
}

/// The status of the last call that failed with this object; ALLONYM_OK if there was none, or for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_error_status(error: Option<&allonym_error>) -> allonym_status {
    error.map_or(ALLONYM_OK, |error| error.status)
}

/// What went wrong, for people, in English; empty if nothing did. Lives until the object is written to or freed.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_error_message(error: Option<&allonym_error>) -> allonym_text {
    error.map_or(allonym_text::EMPTY, |error| error.message.get(0))
}

/// Writes to *offset where in the refused text the fault begins, in bytes.
///
/// Fails with ALLONYM_OUT_OF_RANGE if there is no one place to name, with ALLONYM_NULL_POINTER.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_error_offset(
    error: Option<&allonym_error>,
    offset: *mut usize,
) -> allonym_status {
    entry_point!(None::<&mut ()>, |caller| {
        let out = caller.out("offset", offset)?;
        let error = error.ok_or_else(|| Fault::null("error"))?;
        out.set(error.offset.ok_or_else(|| Fault::range("offset", 0, 0))?);
        Ok(())
    })
}
