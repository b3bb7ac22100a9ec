//! What texts are written into.

use std::fmt;

use allonym::Scratch;

use crate::raw;
use crate::status::Fault;
use crate::text::{Texts, allonym_text};

/// Texts that a call gave: one, or a list. Made once and given to as many calls as you like, by one thread at a time:
/// each call that succeeds replaces what is in it, and one that fails leaves it. Its memory is used again, so that calls
/// of one kind soon allocate nothing. What a call reads may stand in the very buffer that it writes to.
#[derive(Default)]
pub struct allonym_buffer {
    texts: Texts,
    /// What is being written: it becomes the content when nothing can fail any more.
    next: Texts,
    draft: String,
    scratch: Scratch,
}

impl allonym_buffer {
    /// Replaces the content by the text that `write` appends.
    pub(crate) fn write(&mut self, write: impl FnOnce(&mut String, &mut Scratch)) {
        self.draft.clear();
        write(&mut self.draft, &mut self.scratch);
        self.next.clear();
        self.next.push(&self.draft);
        std::mem::swap(&mut self.texts, &mut self.next);
    }

    /// Replaces the content by a list.
    pub(crate) fn list<S: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = S>) {
        self.next.clear();
        texts.into_iter().for_each(|text| self.next.push(text.as_ref()));
        std::mem::swap(&mut self.texts, &mut self.next);
    }

    /// Replaces the content by a value written as JSON.
    pub(crate) fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Fault> {
        let text = serde_json::to_string(value)
            .map_err(|error| Fault::new(crate::ALLONYM_OTHER_ERROR, error.to_string()))?;
        self.list([text]);
        Ok(())
    }
}

impl fmt::Debug for allonym_buffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.texts.fmt(f)
    }
}

/// A new buffer without texts.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_buffer_new() -> Option<Box<allonym_buffer>> {
    Some(Box::default())
}

/// Frees a buffer and its texts; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_buffer_free(buffer: Option<Box<allonym_buffer>>) {
    raw::release(buffer);
}

/// How many texts there are; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_buffer_count(buffer: Option<&allonym_buffer>) -> usize {
    buffer.map_or(0, |buffer| buffer.texts.len())
}

/// The text at a place, from 0: what calls that give one text write at 0. The empty text if there is none there, or for
/// NULL. Lives until the buffer is written to or freed. Costs nothing.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_buffer_text(buffer: Option<&allonym_buffer>, at: usize) -> allonym_text {
    buffer.map_or(allonym_text::EMPTY, |buffer| buffer.texts.get(at))
}
