//! Texts in one form.

use std::ffi::c_char;

use allonym::unicode;

use crate::buffer::allonym_buffer;
use crate::error::allonym_error;
use crate::raw::entry_point;
use crate::status::{Fault, allonym_status};

/// For people: white space, marks and quotation marks in one form; invisible signs and web entities gone.
pub const ALLONYM_NORMALIZE_DISPLAY: i32 = 0;
/// For comparing: also without differences of case, accents, letter variants and lookalikes.
pub const ALLONYM_NORMALIZE_MATCH: i32 = 1;

/// Writes into the buffer the text in the one form that the profile gives to all its spellings.
///
/// profile is ALLONYM_NORMALIZE_DISPLAY or ALLONYM_NORMALIZE_MATCH. Normalizing twice changes nothing more.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG, ALLONYM_INVALID_ARGUMENT.
/// Linear in the text, about 10 ns a byte, except that a run of combining marks is sorted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_normalize(
    text: *const c_char,
    text_len: usize,
    profile: i32,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let text = caller.text("text", text, text_len)?;
        let buffer = buffer.ok_or_else(|| Fault::null("buffer"))?;
        let prepare = match profile {
            ALLONYM_NORMALIZE_DISPLAY => unicode::clean_into,
            ALLONYM_NORMALIZE_MATCH => unicode::normalize_into,
            other => return Err(Fault::argument("profile of normalization", other)),
        };
        buffer.write(|out, scratch| prepare(text, out, scratch));
        Ok(())
    })
}
