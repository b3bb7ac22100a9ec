//! Names, their parts, and how they are written in Latin letters.

use std::ffi::c_char;

use allonym::name::{self, ParsedName};
use allonym::report::ParsedNameReport;
use allonym::transcribe::Transcriber;
use allonym::{Country, Language, Romanizer, Script};

use crate::buffer::allonym_buffer;
use crate::constants::{ALLONYM_KIND_OTHER, ALLONYM_ORDER_UNKNOWN, kind, order, role};
use crate::error::allonym_error;
use crate::raw::{self, entry_point};
use crate::status::{Fault, allonym_status};

/// A name cut into parts. Never changes: threads may share it.
#[derive(Debug)]
pub struct allonym_parsed_name {
    text: Box<str>,
    name: ParsedName,
}

/// A part of a name.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_part {
    /// Its first byte in the text that was cut.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
    /// What it does in the name: ALLONYM_ROLE_...
    pub role: i32,
    /// Parts of one role with the same link above 0 mean the same, in whatever language: legal forms, numbers, words of
    /// organizations.
    pub link: u16,
}

/// Cuts a name into titles, given and family names, particles, initials, legal forms and so on, and writes a new
/// handle to *name, to be freed by allonym_parsed_name_free.
///
/// Any text is a name; one without letters has no parts. The handle keeps a copy of the text.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG.
/// Linear in the text; some microseconds for a name of usual length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_parsed_name_new(
    text: *const c_char,
    text_len: usize,
    name: *mut *mut allonym_parsed_name,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let text = caller.text("text", text, text_len)?;
        let out = caller.out("name", name)?;
        out.give(allonym_parsed_name { text: text.into(), name: name::parse(text) });
        Ok(())
    })
}

/// Frees a name; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_parsed_name_free(name: Option<Box<allonym_parsed_name>>) {
    raw::release(name);
}

/// What it is the name of, as far as its own words say: ALLONYM_KIND_... ALLONYM_KIND_OTHER for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_parsed_name_kind(name: Option<&allonym_parsed_name>) -> i32 {
    name.map_or(ALLONYM_KIND_OTHER, |name| kind(name.name.kind))
}

/// The order of given and family name: ALLONYM_ORDER_... ALLONYM_ORDER_UNKNOWN for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_parsed_name_order(name: Option<&allonym_parsed_name>) -> i32 {
    name.map_or(ALLONYM_ORDER_UNKNOWN, |name| order(name.name.order))
}

/// How many parts there are; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_parsed_name_count(name: Option<&allonym_parsed_name>) -> usize {
    name.map_or(0, |name| name.name.parts.len())
}

/// Writes the part at a place, from 0, in the order of the text, to *part.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_parsed_name_part(
    name: Option<&allonym_parsed_name>,
    at: usize,
    part: *mut allonym_part,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let name = name.ok_or_else(|| Fault::null("name"))?;
        let out = caller.out("part", part)?;
        let parts = &name.name.parts;
        let part = parts.get(at).ok_or_else(|| Fault::range("part", at, parts.len()))?;
        let (start, end) = (part.span.start, part.span.end);
        out.set(allonym_part { start, end, role: role(part.role), link: part.link });
        Ok(())
    })
}

/// Writes the name and its parts into the buffer as JSON:
/// {"text", "kind", "order", "parts": [{"text", "start", "end", "role", "link"}]}.
///
/// Fails with ALLONYM_NULL_POINTER. Linear in the text.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_parsed_name_json(
    name: Option<&allonym_parsed_name>,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    raw::enter(error, || {
        let name = name.ok_or_else(|| Fault::null("name"))?;
        let buffer = buffer.ok_or_else(|| Fault::null("buffer"))?;
        buffer.json(&ParsedNameReport::new(&name.text, &name.name))
    })
}

/// Writes into the buffer the name in Latin letters as people write it, the likeliest spelling first: at most n, each
/// once.
///
/// language is a tag such as "fa" or "ru", or empty: then it is guessed from the letters of the name. What is Latin already stays.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG, ALLONYM_INVALID_TAG.
/// Up to a millisecond a word, for the first 64 words; at most 1000 spellings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_romanize(
    text: *const c_char,
    text_len: usize,
    language: *const c_char,
    language_len: usize,
    n: usize,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let text = caller.text("text", text, text_len)?;
        let language = caller.text("language", language, language_len)?;
        romanized(text, language, Romanizer::new(), n, buffer)
    })
}

/// As allonym_romanize, with the words spelled as people of a country spell them.
///
/// country is a code such as "EG", or empty for none. The same as allonym_romanize where nothing is known of the country.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG, ALLONYM_INVALID_TAG.
/// Costs half as much again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_romanize_in(
    text: *const c_char,
    text_len: usize,
    language: *const c_char,
    language_len: usize,
    country: *const c_char,
    country_len: usize,
    n: usize,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let text = caller.text("text", text, text_len)?;
        let language = caller.text("language", language, language_len)?;
        let country = caller.text("country", country, country_len)?;
        let romanizer = match country {
            "" => Romanizer::new(),
            country => Romanizer::new().country(country.parse::<Country>()?),
        };
        romanized(text, language, romanizer, n, buffer)
    })
}

/// As allonym_romanize, with names spelled as the press of a language spells them: Poutine for "fr".
///
/// readers is a tag such as "de", or empty for English. The same as allonym_romanize where nothing is known of the press.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG, ALLONYM_INVALID_TAG.
/// Costs as much.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_romanize_for(
    text: *const c_char,
    text_len: usize,
    language: *const c_char,
    language_len: usize,
    readers: *const c_char,
    readers_len: usize,
    n: usize,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let text = caller.text("text", text, text_len)?;
        let language = caller.text("language", language, language_len)?;
        let readers = caller.text("readers", readers, readers_len)?;
        let romanizer = match readers {
            "" => Romanizer::new(),
            readers => Romanizer::new().readers(readers.parse::<Language>()?),
        };
        romanized(text, language, romanizer, n, buffer)
    })
}

/// Writes into the buffer the name in another script as its people write it, the likeliest spelling first: at most n,
/// each once.
///
/// script is a code of ISO 15924 such as "Arab" or "Hang"; language a tag such as "fa", or empty for the main language
/// of the script. What no model writes stays as it is.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG, ALLONYM_INVALID_TAG.
/// Up to some milliseconds a word, for the first 64 words; at most 1000 spellings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_transcribe(
    text: *const c_char,
    text_len: usize,
    script: *const c_char,
    script_len: usize,
    language: *const c_char,
    language_len: usize,
    n: usize,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let text = caller.text("text", text, text_len)?;
        let script = caller.text("script", script, script_len)?;
        let language = caller.text("language", language, language_len)?;
        let buffer = buffer.ok_or_else(|| Fault::null("buffer"))?;
        let transcriber = Transcriber::new(script.parse::<Script>()?);
        let transcriber = match language {
            "" => transcriber,
            language => transcriber.language(language.parse::<Language>()?),
        };
        buffer.list(transcriber.n_best(text, n).iter().map(|name| name.text.as_str()));
        Ok(())
    })
}

fn romanized(
    text: &str,
    language: &str,
    romanizer: Romanizer,
    n: usize,
    buffer: Option<&mut allonym_buffer>,
) -> Result<(), Fault> {
    let buffer = buffer.ok_or_else(|| Fault::null("buffer"))?;
    let romanizer =
        if language.is_empty() { romanizer } else { romanizer.language(language.parse::<Language>()?) };
    buffer.list(romanizer.n_best(text, n).iter().map(|name| name.text.as_str()));
    Ok(())
}
