//! How a call went.

use std::any::Any;
use std::ffi::{CStr, c_char};

use allonym::ErrorKind;

/// How a call went: ALLONYM_OK, or why it did nothing.
pub type allonym_status = i32;

/// Done.
pub const ALLONYM_OK: allonym_status = 0;
/// A pointer is NULL that must not be, or a text is NULL and not empty.
pub const ALLONYM_NULL_POINTER: allonym_status = 1;
/// A text is not UTF-8; the error's offset says where.
pub const ALLONYM_INVALID_UTF8: allonym_status = 2;
/// A length is more than memory can hold.
pub const ALLONYM_TOO_LONG: allonym_status = 3;
/// A number that is none of the constants it has to be, or out of its bounds.
pub const ALLONYM_INVALID_ARGUMENT: allonym_status = 4;
/// There is no element at this place.
pub const ALLONYM_OUT_OF_RANGE: allonym_status = 5;
/// A language or script tag that is not well formed.
pub const ALLONYM_INVALID_TAG: allonym_status = 6;
/// Rules that cannot be compiled.
pub const ALLONYM_INVALID_RULES: allonym_status = 7;
/// A romanization system that is not there, or that has no way back.
pub const ALLONYM_UNKNOWN_SYSTEM: allonym_status = 8;
/// Bytes that are no index, or one of another version.
pub const ALLONYM_INVALID_INDEX: allonym_status = 9;
/// A file that cannot be read.
pub const ALLONYM_IO: allonym_status = 10;
/// A fault of the library itself, which it has survived. The handles of the call can be freed and should not be used.
pub const ALLONYM_PANIC: allonym_status = 11;
/// An error that this version has no number for.
pub const ALLONYM_OTHER_ERROR: allonym_status = 12;

/// What a status means, in a few English words with a zero byte behind them. Never NULL and never to be freed.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_status_text(status: allonym_status) -> *const c_char {
    text(status).as_ptr()
}

fn text(status: allonym_status) -> &'static CStr {
    match status {
        ALLONYM_OK => c"done",
        ALLONYM_NULL_POINTER => c"a pointer is NULL",
        ALLONYM_INVALID_UTF8 => c"a text is not UTF-8",
        ALLONYM_TOO_LONG => c"a length is more than memory can hold",
        ALLONYM_INVALID_ARGUMENT => c"an argument is out of bounds",
        ALLONYM_OUT_OF_RANGE => c"there is no element at this place",
        ALLONYM_INVALID_TAG => c"a tag is not well formed",
        ALLONYM_INVALID_RULES => c"rules cannot be compiled",
        ALLONYM_UNKNOWN_SYSTEM => c"there is no such romanization system",
        ALLONYM_INVALID_INDEX => c"bytes are no index that can be read",
        ALLONYM_IO => c"a file cannot be read",
        ALLONYM_PANIC => c"the library is at fault",
        ALLONYM_OTHER_ERROR => c"another error",
        _ => c"not a status",
    }
}

/// Why a call did nothing.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) status: allonym_status,
    pub(crate) message: String,
    pub(crate) offset: Option<usize>,
}

/// What the fault of a failed call is written to.
pub(crate) trait FaultSink {
    /// Replaces what an earlier call left.
    fn record(&mut self, fault: Fault);
}

/// Nothing is written.
impl FaultSink for () {
    fn record(&mut self, _: Fault) {}
}

impl Fault {
    pub(crate) fn new(status: allonym_status, message: impl Into<String>) -> Fault {
        Fault { status, message: message.into(), offset: None }
    }

    pub(crate) fn null(what: &str) -> Fault {
        Fault::new(ALLONYM_NULL_POINTER, format!("{what} is NULL"))
    }

    pub(crate) fn argument(what: &str, value: impl std::fmt::Display) -> Fault {
        Fault::new(ALLONYM_INVALID_ARGUMENT, format!("{value} is no {what}"))
    }

    pub(crate) fn range(what: &str, at: usize, count: usize) -> Fault {
        Fault::new(ALLONYM_OUT_OF_RANGE, format!("there is no {what} {at}, only {count} of them"))
    }

    pub(crate) fn panic(payload: &(dyn Any + Send)) -> Fault {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Fault::new(ALLONYM_PANIC, format!("a fault in allonym: {}", text.unwrap_or("unknown")))
    }
}

impl From<allonym::Error> for Fault {
    fn from(error: allonym::Error) -> Fault {
        let status = match error.kind() {
            ErrorKind::InvalidTag => ALLONYM_INVALID_TAG,
            ErrorKind::InvalidRules => ALLONYM_INVALID_RULES,
            ErrorKind::UnknownSystem => ALLONYM_UNKNOWN_SYSTEM,
            ErrorKind::NotAnIndex | ErrorKind::IndexVersion | ErrorKind::IndexDamaged => {
                ALLONYM_INVALID_INDEX
            }
            ErrorKind::Io => ALLONYM_IO,
            _ => ALLONYM_OTHER_ERROR,
        };
        Fault { status, message: error.to_string(), offset: error.offset() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_its_text() {
        let texts: std::collections::BTreeSet<_> = (ALLONYM_OK..=ALLONYM_OTHER_ERROR + 1).map(text).collect();
        assert_eq!(texts.len() as i32, ALLONYM_OTHER_ERROR + 2);
    }

    #[test]
    fn errors_keep_their_message_and_offset() {
        let fault = Fault::from("f ا".parse::<allonym::Language>().unwrap_err());
        assert_eq!((fault.status, fault.offset), (ALLONYM_INVALID_TAG, Some(1)));
        assert!(fault.message.contains("f ا"));
    }
}
