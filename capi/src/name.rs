//! Names, parsed and prepared for comparison.

use std::ffi::c_char;

use allonym::Name;

use crate::compare::allonym_explanation;
use crate::error::allonym_error;
use crate::matcher::{self, allonym_matcher};
use crate::raw::{self, entry_point};
use crate::status::{Fault, allonym_status};
use crate::text::allonym_text;

/// A name, parsed and prepared for many comparisons. Never changes: threads may share it.
#[derive(Debug)]
pub struct allonym_name {
    pub(crate) text: Box<str>,
    pub(crate) name: Name,
}

/// Parses and prepares a name and writes a new handle to *name, to be freed by allonym_name_free.
///
/// Any text is a name. The handle keeps a copy of the text.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG.
/// Linear in the text, tens of microseconds for a name of usual length; a few kilobytes of memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_name_new(
    text: *const c_char,
    text_len: usize,
    name: *mut *mut allonym_name,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let text = caller.text("text", text, text_len)?;
        let out = caller.out("name", name)?;
        out.give(allonym_name { text: text.into(), name: Name::new(text) });
        Ok(())
    })
}

/// Frees a prepared name; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_name_free(name: Option<Box<allonym_name>>) {
    raw::release(name);
}

/// Writes to *score how likely two names are one, in millionths; see allonym_compare.
///
/// matcher may be NULL. Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_ARGUMENT.
/// Costs the product of the numbers of words, 16 of each name at most, times the product of their lengths, 30 letters
/// at most: about ten microseconds for names of usual length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_name_score(
    a: Option<&allonym_name>,
    b: Option<&allonym_name>,
    matcher: Option<&allonym_matcher>,
    score: *mut u32,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let a = a.ok_or_else(|| Fault::null("a"))?;
        let b = b.ok_or_else(|| Fault::null("b"))?;
        let matcher = matcher::read(matcher)?;
        let out = caller.out("score", score)?;
        out.set(matcher.score(&a.name, &b.name).millionths());
        Ok(())
    })
}

/// Compares one name with count others and writes their count scores to scores, in millionths and in their order.
///
/// matcher may be NULL. If any handle is NULL nothing is compared or written.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_ARGUMENT, ALLONYM_TOO_LONG.
/// Costs count times what allonym_name_score costs, and 4 bytes of memory for each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_name_score_many(
    query: Option<&allonym_name>,
    names: *const Option<&allonym_name>,
    count: usize,
    matcher: Option<&allonym_matcher>,
    scores: *mut u32,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let query = query.ok_or_else(|| Fault::null("query"))?;
        let matcher = matcher::read(matcher)?;
        let names = caller.slice("names", names, count)?;
        let out = caller.outs("scores", scores, count)?;
        if let Some(at) = names.iter().position(Option::is_none) {
            return Err(Fault::null(&format!("names[{at}]")));
        }
        let names = names.iter().flatten();
        let scores: Vec<u32> =
            names.map(|name| matcher.score(&query.name, &name.name).millionths()).collect();
        out.fill(scores);
        Ok(())
    })
}

/// Compares one name with count texts and writes their count scores to scores, in millionths and in their order.
///
/// matcher may be NULL. If any text is refused nothing is compared or written, and the error says which.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG, ALLONYM_INVALID_ARGUMENT.
/// Costs count times what allonym_name_new and allonym_name_score cost, and 20 bytes of memory for each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_name_score_texts(
    query: Option<&allonym_name>,
    texts: *const allonym_text,
    count: usize,
    matcher: Option<&allonym_matcher>,
    scores: *mut u32,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let query = query.ok_or_else(|| Fault::null("query"))?;
        let matcher = matcher::read(matcher)?;
        let out = caller.outs("scores", scores, count)?;
        let texts = caller.texts("texts", texts, count)?;
        let score = |text: &&str| matcher.score(&query.name, &Name::new(text)).millionths();
        let scores: Vec<u32> = texts.iter().map(score).collect();
        out.fill(scores);
        Ok(())
    })
}

/// Compares two names and writes a new handle with the score and its reasons to *explanation, to be freed by
/// allonym_explanation_free.
///
/// matcher may be NULL. Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_ARGUMENT.
/// Costs what allonym_name_score costs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_name_explain(
    a: Option<&allonym_name>,
    b: Option<&allonym_name>,
    matcher: Option<&allonym_matcher>,
    explanation: *mut *mut allonym_explanation,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let a = a.ok_or_else(|| Fault::null("a"))?;
        let b = b.ok_or_else(|| Fault::null("b"))?;
        let matcher = matcher::read(matcher)?;
        let out = caller.out("explanation", explanation)?;
        out.give(allonym_explanation {
            a: a.text.clone(),
            b: b.text.clone(),
            explanation: matcher.explain(&a.name, &b.name),
        });
        Ok(())
    })
}
