//! The C interface, called as C calls it: any bytes as text, and the same answers as from Rust.

use std::ffi::c_char;
use std::ptr::{null, null_mut};

use allonym_capi::*;

/// Panics if a function takes bytes that are no text, refuses text, or answers otherwise than Rust does.
pub(crate) fn c(bytes: &[u8]) {
    let mut fields = bytes.splitn(2, |byte| matches!(byte, 0x0C | b'\n'));
    let (first, second) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
    let (a, b) = (std::str::from_utf8(first), std::str::from_utf8(second));
    let is_text = a.is_ok() && b.is_ok();
    let wanted = |text: bool| if text { ALLONYM_OK } else { ALLONYM_INVALID_UTF8 };
    let at = |bytes: &[u8]| (bytes.as_ptr().cast::<c_char>(), bytes.len());
    let ((p, n), (q, m)) = (at(first), at(second));
    let mut error = allonym_error_new();
    let mut buffer = allonym_buffer_new();
    // SAFETY: every address is of memory that lives as long as its call, with its true length; each handle that a call
    // gives is freed once, and not used after.
    unsafe {
        let status =
            allonym_normalize(p, n, ALLONYM_NORMALIZE_MATCH, buffer.as_deref_mut(), error.as_deref_mut());
        assert_eq!(status, wanted(a.is_ok()));
        if let Ok(a) = a {
            let told = allonym_buffer_text(buffer.as_deref(), 0);
            let told = std::slice::from_raw_parts(told.data.cast::<u8>(), told.len);
            assert_eq!(told, allonym::unicode::normalize(a).as_bytes());
        }
        let status = allonym_romanize(p, n, null(), 0, 3, buffer.as_deref_mut(), error.as_deref_mut());
        assert_eq!(status, wanted(a.is_ok()));
        let mut score = u32::MAX;
        let status = allonym_compare(p, n, q, m, None, &mut score, error.as_deref_mut());
        assert_eq!(status, wanted(is_text));
        match (a, b) {
            (Ok(a), Ok(b)) => assert_eq!(score, allonym::compare::score(a, b).millionths()),
            _ => assert_eq!(score, u32::MAX, "written on failure"),
        }
        let mut name = null_mut();
        let status = allonym_parsed_name_new(p, n, &mut name, error.as_deref_mut());
        assert_eq!((status, name.is_null()), (wanted(a.is_ok()), a.is_err()));
        allonym_parsed_name_free((!name.is_null()).then(|| Box::from_raw(name)));
        let mut index = null_mut();
        let status = allonym_index_from_bytes(bytes.as_ptr(), bytes.len(), &mut index, error.as_deref_mut());
        assert_eq!(
            (status == ALLONYM_OK, index.is_null()),
            (allonym::index::Index::from_bytes(bytes).is_ok(), status != ALLONYM_OK)
        );
        allonym_index_free((!index.is_null()).then(|| Box::from_raw(index)));
        let documents = [allonym_text { data: p, len: n }, allonym_text { data: q, len: m }];
        let mut groups = null_mut();
        let status = allonym_resolve(documents.as_ptr(), 2, &mut groups, error.as_deref_mut());
        assert_eq!((status, groups.is_null()), (wanted(is_text), !is_text));
        allonym_entities_free((!groups.is_null()).then(|| Box::from_raw(groups)));
    }
    allonym_buffer_free(buffer);
    allonym_error_free(error);
}
