//! Texts as C sees them.

use std::ffi::c_char;

/// A text: UTF-8 bytes and how many there are.
///
/// Given to the library, data may be NULL if len is 0, which is the empty text, and needs no zero byte at its end.
/// Given by the library, data is never NULL and has a zero byte behind it that len does not count; it lives as long as
/// the handle that gave it, and as that is not written to.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_text {
    /// The first byte.
    pub data: *const c_char,
    /// How many bytes there are.
    pub len: usize,
}

impl allonym_text {
    /// No bytes.
    pub(crate) const EMPTY: allonym_text = allonym_text { data: c"".as_ptr(), len: 0 };
}

/// Some texts that are kept for C, each with a zero byte behind it.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    bytes: Vec<u8>,
    /// Where each one ends, before its zero byte.
    ends: Vec<usize>,
}

impl Texts {
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(self.bytes.len());
        self.bytes.push(0);
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    #[cfg(test)]
    pub(crate) fn lossy(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The text at a place, or the empty one.
    pub(crate) fn get(&self, at: usize) -> allonym_text {
        let Some(end) = self.ends.get(at).copied() else { return allonym_text::EMPTY };
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| end + 1);
        self.bytes.get(start..).map_or(allonym_text::EMPTY, |rest| allonym_text {
            data: rest.as_ptr().cast(),
            len: end.saturating_sub(start),
        })
    }
}

impl<S: AsRef<str>> FromIterator<S> for Texts {
    fn from_iter<I: IntoIterator<Item = S>>(texts: I) -> Texts {
        let mut all = Texts::default();
        texts.into_iter().for_each(|text| all.push(text.as_ref()));
        all
    }
}
