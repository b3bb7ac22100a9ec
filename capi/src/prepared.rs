//! Names made ready for comparison.

use std::ffi::c_char;

use allonym::Name;

use crate::compare::allonym_explanation;
use crate::error::allonym_error;
use crate::options::{self, allonym_options};
use crate::raw::{self, door};
use crate::status::{Fault, allonym_status};
use crate::text::allonym_text;

/// A name made ready for many comparisons. Never changes: threads may share it.
#[derive(Debug)]
pub struct allonym_prepared {
    pub(crate) text: Box<str>,
    pub(crate) name: Name,
}

/// Makes a name ready and writes a new handle to *prepared, to be freed by allonym_prepared_free.
///
/// Any text is a name. The handle keeps a copy of the text.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG.
/// Linear in the text, tens of microseconds for a name of usual length; a few kilobytes of memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_prepared_new(
    text: *const c_char,
    text_len: usize,
    prepared: *mut *mut allonym_prepared,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    door!(error, |caller| {
        let text = caller.text("text", text, text_len)?;
        let out = caller.out("prepared", prepared)?;
        out.give(allonym_prepared { text: text.into(), name: Name::new(text) });
        Ok(())
    })
}

/// Frees a prepared name; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_prepared_free(prepared: Option<Box<allonym_prepared>>) {
    raw::release(prepared);
}

/// Writes to *score how likely two names are one, in millionths; see allonym_compare.
///
/// options may be NULL. Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_ARGUMENT.
/// Costs the product of the numbers of words, 16 of each name at most, times the product of their lengths, 30 letters
/// at most: about ten microseconds for names of usual length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_prepared_score(
    a: Option<&allonym_prepared>,
    b: Option<&allonym_prepared>,
    options: Option<&allonym_options>,
    score: *mut u32,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    door!(error, |caller| {
        let a = a.ok_or_else(|| Fault::null("a"))?;
        let b = b.ok_or_else(|| Fault::null("b"))?;
        let options = options::read(options)?;
        let out = caller.out("score", score)?;
        out.set(options.score(&a.name, &b.name).millionths());
        Ok(())
    })
}

/// Compares one name with count others and writes their count scores to scores, in millionths and in their order.
///
/// options may be NULL. If any handle is NULL nothing is compared or written.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_ARGUMENT, ALLONYM_TOO_LONG.
/// Costs count times what allonym_prepared_score costs, and 4 bytes of memory for each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_prepared_score_many(
    query: Option<&allonym_prepared>,
    names: *const Option<&allonym_prepared>,
    count: usize,
    options: Option<&allonym_options>,
    scores: *mut u32,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    door!(error, |caller| {
        let query = query.ok_or_else(|| Fault::null("query"))?;
        let options = options::read(options)?;
        let names = caller.slice("names", names, count)?;
        let out = caller.outs("scores", scores, count)?;
        if let Some(at) = names.iter().position(Option::is_none) {
            return Err(Fault::null(&format!("names[{at}]")));
        }
        let names = names.iter().flatten();
        let scores: Vec<u32> =
            names.map(|name| options.score(&query.name, &name.name).millionths()).collect();
        out.fill(scores);
        Ok(())
    })
}

/// Compares one name with count texts and writes their count scores to scores, in millionths and in their order.
///
/// options may be NULL. If any text is refused nothing is compared or written, and the error says which.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG, ALLONYM_INVALID_ARGUMENT.
/// Costs count times what allonym_prepared_new and allonym_prepared_score cost, and 20 bytes of memory for each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_prepared_score_texts(
    query: Option<&allonym_prepared>,
    texts: *const allonym_text,
    count: usize,
    options: Option<&allonym_options>,
    scores: *mut u32,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    door!(error, |caller| {
        let query = query.ok_or_else(|| Fault::null("query"))?;
        let options = options::read(options)?;
        let out = caller.outs("scores", scores, count)?;
        let texts = caller.texts("texts", texts, count)?;
        let score = |text: &&str| options.score(&query.name, &Name::new(text)).millionths();
        let scores: Vec<u32> = texts.iter().map(score).collect();
        out.fill(scores);
        Ok(())
    })
}

/// Compares two names and writes a new handle with the score and its reasons to *explanation, to be freed by
/// allonym_explanation_free.
///
/// options may be NULL. Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_ARGUMENT.
/// Costs what allonym_prepared_score costs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_prepared_explain(
    a: Option<&allonym_prepared>,
    b: Option<&allonym_prepared>,
    options: Option<&allonym_options>,
    explanation: *mut *mut allonym_explanation,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    door!(error, |caller| {
        let a = a.ok_or_else(|| Fault::null("a"))?;
        let b = b.ok_or_else(|| Fault::null("b"))?;
        let options = options::read(options)?;
        let out = caller.out("explanation", explanation)?;
        out.give(allonym_explanation {
            a: a.text.clone(),
            b: b.text.clone(),
            explanation: options.explain(&a.name, &b.name),
        });
        Ok(())
    })
}
