//! Published romanization systems at work.

use std::ffi::c_char;

use allonym::translit::{Apostrophe, Case, Options, Transliterator};

use crate::buffer::allonym_buffer;
use crate::error::allonym_error;
use crate::raw::{self, entry_point};
use crate::status::{Fault, allonym_status};

/// A romanization system, compiled. Never changes: threads may share it.
#[derive(Debug)]
pub struct allonym_transliterator(Transliterator);

/// What the system writes.
pub const ALLONYM_PUBLISHED: i32 = 0;
/// Signs for soft, hard, ‘ain and hamza become U+2019, the right quotation mark.
pub const ALLONYM_APOSTROPHE_RIGHT: i32 = 1;
/// They become U+02BC, the modifier letter.
pub const ALLONYM_APOSTROPHE_MODIFIER: i32 = 2;
/// They become the apostrophe of ASCII.
pub const ALLONYM_APOSTROPHE_ASCII: i32 = 3;
/// They fall away.
pub const ALLONYM_APOSTROPHE_NONE: i32 = 4;
/// A capital for each word.
pub const ALLONYM_CASE_TITLE: i32 = 1;
/// Capitals only.
pub const ALLONYM_CASE_UPPER: i32 = 2;

/// Choices that are made after the rules of a system. With all members 0 it writes what its authority published; a
/// machine-readable zone (ICAO 9303) has ALLONYM_APOSTROPHE_NONE, ALLONYM_CASE_UPPER, 1 and 1.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_translit_options {
    /// ALLONYM_PUBLISHED or ALLONYM_APOSTROPHE_...
    pub apostrophe: i32,
    /// ALLONYM_PUBLISHED or ALLONYM_CASE_...
    pub letter_case: i32,
    /// 1 for letters of ASCII only, else 0.
    pub ascii: i32,
    /// 1 for the fillers of a machine-readable zone, else 0.
    pub filler: i32,
}

fn read(options: &allonym_translit_options) -> Result<Options, Fault> {
    let switch = |what, value| match value {
        0 => Ok(false),
        1 => Ok(true),
        other => Err(Fault::argument(what, other)),
    };
    let apostrophe = match options.apostrophe {
        ALLONYM_PUBLISHED => Apostrophe::Published,
        ALLONYM_APOSTROPHE_RIGHT => Apostrophe::Right,
        ALLONYM_APOSTROPHE_MODIFIER => Apostrophe::Modifier,
        ALLONYM_APOSTROPHE_ASCII => Apostrophe::Ascii,
        ALLONYM_APOSTROPHE_NONE => Apostrophe::None,
        other => return Err(Fault::argument("kind of apostrophe", other)),
    };
    let case = match options.letter_case {
        ALLONYM_PUBLISHED => Case::Published,
        ALLONYM_CASE_TITLE => Case::Title,
        ALLONYM_CASE_UPPER => Case::Upper,
        other => return Err(Fault::argument("kind of capitals", other)),
    };
    let ascii = switch("value of ascii", options.ascii)?;
    let filler = switch("value of filler", options.filler)?;
    Ok(Options::PUBLISHED.apostrophe(apostrophe).case(case).ascii(ascii).filler(filler))
}

/// Writes a new handle for the published system of this name to *transliterator, to be freed by
/// allonym_transliterator_free.
///
/// name is an identifier, the beginning of only one identifier, or a common name, in any case: "bgn/pcgn 1947 russian".
/// Fails with ALLONYM_UNKNOWN_SYSTEM, with suggestions in the message; with ALLONYM_NULL_POINTER,
/// ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG.
/// Takes microseconds, milliseconds for systems with the readings of Han.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_transliterator_new(
    name: *const c_char,
    name_len: usize,
    transliterator: *mut *mut allonym_transliterator,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let name = caller.text("name", name, name_len)?;
        let out = caller.out("transliterator", transliterator)?;
        out.give(allonym_transliterator(Transliterator::named(name)?));
        Ok(())
    })
}

/// Writes a new handle for a system of your own to *transliterator, to be freed by allonym_transliterator_free.
///
/// rules is the text of a rule file; data/README.md in the sources describes the language.
/// Fails with ALLONYM_INVALID_RULES, with line, column and offset; with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8,
/// ALLONYM_TOO_LONG. Takes some microseconds a rule.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_transliterator_from_rules(
    rules: *const c_char,
    rules_len: usize,
    transliterator: *mut *mut allonym_transliterator,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let rules = caller.text("rules", rules, rules_len)?;
        let out = caller.out("transliterator", transliterator)?;
        out.give(allonym_transliterator(Transliterator::from_rules(rules)?));
        Ok(())
    })
}

/// Writes a new handle for the way back, from Latin letters to the script of the system, to *reversed, to be freed by
/// allonym_transliterator_free.
///
/// Fails with ALLONYM_UNKNOWN_SYSTEM if the system is not reversible, with ALLONYM_NULL_POINTER. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_transliterator_reversed(
    transliterator: Option<&allonym_transliterator>,
    reversed: *mut *mut allonym_transliterator,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let own = transliterator.ok_or_else(|| Fault::null("transliterator"))?;
        let out = caller.out("reversed", reversed)?;
        out.give(allonym_transliterator(own.0.reversed()?));
        Ok(())
    })
}

/// Writes a new handle for the same system with other options to *changed, to be freed by allonym_transliterator_free.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_ARGUMENT. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_transliterator_with(
    transliterator: Option<&allonym_transliterator>,
    options: Option<&allonym_translit_options>,
    changed: *mut *mut allonym_transliterator,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let own = transliterator.ok_or_else(|| Fault::null("transliterator"))?;
        let options = read(options.ok_or_else(|| Fault::null("options"))?)?;
        let out = caller.out("changed", changed)?;
        out.give(allonym_transliterator(own.0.with(options)));
        Ok(())
    })
}

/// Frees a system; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_transliterator_free(transliterator: Option<Box<allonym_transliterator>>) {
    raw::release(transliterator);
}

/// Writes the text into the buffer in the letters of the system; what it has no rules for stays as it is.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG. Linear in the text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_transliterate(
    transliterator: Option<&allonym_transliterator>,
    text: *const c_char,
    text_len: usize,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let own = transliterator.ok_or_else(|| Fault::null("transliterator"))?;
        let text = caller.text("text", text, text_len)?;
        let buffer = buffer.ok_or_else(|| Fault::null("buffer"))?;
        buffer.write(|out, _| own.0.transliterate_into(text, out));
        Ok(())
    })
}
