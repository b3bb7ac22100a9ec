//! Blocking keys of names.

use std::ffi::c_char;

use allonym::Name;
use allonym::index::{BlockingWidth, MAX_BLOCKING_KEYS, blocking_keys};

use crate::error::allonym_error;
use crate::raw::entry_point;
use crate::status::{Fault, allonym_status};

/// Names must share two words to share a blocking key, or be one word: few pairs, for large lists.
pub const ALLONYM_BLOCKING_NARROW: i32 = 0;
/// One rare word is enough: more of the right pairs, and many times as many wrong ones.
pub const ALLONYM_BLOCKING_WIDE: i32 = 1;

/// The most blocking keys that a name has.
pub const ALLONYM_MAX_BLOCKING_KEYS: usize = 256;
const _: () = assert!(ALLONYM_MAX_BLOCKING_KEYS == MAX_BLOCKING_KEYS);

/// Writes the blocking keys of a name to keys, in rising order, and how many there are to *count: two names are candidates
/// for one if they share a key.
///
/// width is ALLONYM_BLOCKING_NARROW or ALLONYM_BLOCKING_WIDE. keys has room for ALLONYM_MAX_BLOCKING_KEYS numbers, of which
/// the first *count are written. Keys depend on the version of the library: keep none. None for a name without letters.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG, ALLONYM_INVALID_ARGUMENT.
/// Some ten microseconds for a name in Latin letters, some hundred for each word in another script.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_blocking_keys(
    name: *const c_char,
    name_len: usize,
    width: i32,
    keys: *mut u64,
    count: *mut usize,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let name = caller.text("name", name, name_len)?;
        let width = match width {
            ALLONYM_BLOCKING_NARROW => BlockingWidth::Narrow,
            ALLONYM_BLOCKING_WIDE => BlockingWidth::Wide,
            other => return Err(Fault::argument("width of blocking", other)),
        };
        let keys = caller.outs("keys", keys, ALLONYM_MAX_BLOCKING_KEYS)?;
        let count = caller.out("count", count)?;
        let found = blocking_keys(&Name::new(name), width);
        count.set(found.len());
        keys.fill(found);
        Ok(())
    })
}
