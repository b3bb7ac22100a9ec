//! How likely two names are one, and why.

use std::ffi::c_char;

use allonym::compare::Explanation;
use allonym::report::ComparisonReport;
use allonym::{Name, Span};

use crate::buffer::allonym_buffer;
use crate::constants::{ALLONYM_KIND_OTHER, kind, rule};
use crate::error::allonym_error;
use crate::matcher::{self, allonym_matcher};
use crate::raw::{self, entry_point};
use crate::status::{Fault, allonym_status};

/// A score and the reasons that make it. Never changes: threads may share it.
#[derive(Debug)]
pub struct allonym_explanation {
    pub(crate) a: Box<str>,
    pub(crate) b: Box<str>,
    pub(crate) explanation: Explanation,
}

/// The place of a name that a reason does not speak of. The header has it from `cbindgen.toml`.
pub const ALLONYM_NOWHERE: usize = usize::MAX;

/// One reason: words that match, a word without a match, or something about the whole names.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_evidence {
    /// The first byte in the first name; ALLONYM_NOWHERE if the reason does not speak of a place in it.
    pub a_start: usize,
    /// The byte after the last one in the first name, or ALLONYM_NOWHERE.
    pub a_end: usize,
    /// The first byte in the second name, or ALLONYM_NOWHERE.
    pub b_start: usize,
    /// The byte after the last one in the second name, or ALLONYM_NOWHERE.
    pub b_end: usize,
    /// What it rests on: ALLONYM_RULE_...
    pub rule: i32,
    /// Its weight for one name, or below zero against it, in parts of a bit: see ALLONYM_BIT.
    pub bits: i32,
}

/// Writes to *score how likely two names are one, titles aside, in millionths: a calibrated probability.
///
/// matcher may be NULL: then it is the probability for pairs of which half are the same. Symmetric; ALLONYM_SCORE_ONE
/// for a name and itself; 0 where one has no letters.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG, ALLONYM_INVALID_ARGUMENT.
/// Costs what allonym_name_new costs for each name, and allonym_name_score.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_compare(
    a: *const c_char,
    a_len: usize,
    b: *const c_char,
    b_len: usize,
    matcher: Option<&allonym_matcher>,
    score: *mut u32,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let (a, b) = (caller.text("a", a, a_len)?, caller.text("b", b, b_len)?);
        let matcher = matcher::read(matcher)?;
        let out = caller.out("score", score)?;
        out.set(matcher.score(&Name::new(a), &Name::new(b)).millionths());
        Ok(())
    })
}

/// Compares two names and writes a new handle with the score and its reasons to *explanation, to be freed by
/// allonym_explanation_free.
///
/// Takes, fails with and costs what allonym_compare does. The handle keeps copies of both texts.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_compare_explain(
    a: *const c_char,
    a_len: usize,
    b: *const c_char,
    b_len: usize,
    matcher: Option<&allonym_matcher>,
    explanation: *mut *mut allonym_explanation,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let (a, b) = (caller.text("a", a, a_len)?, caller.text("b", b, b_len)?);
        let matcher = matcher::read(matcher)?;
        let out = caller.out("explanation", explanation)?;
        let explanation = matcher.explain(&Name::new(a), &Name::new(b));
        out.give(allonym_explanation { a: a.into(), b: b.into(), explanation });
        Ok(())
    })
}

/// Frees an explanation; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_explanation_free(explanation: Option<Box<allonym_explanation>>) {
    raw::release(explanation);
}

/// The score, in millionths; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_explanation_score(explanation: Option<&allonym_explanation>) -> u32 {
    explanation.map_or(0, |all| all.explanation.score.millionths())
}

/// The sum of the evidence in parts of a bit, see ALLONYM_BIT: the bits of all reasons add up to it. 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_explanation_bits(explanation: Option<&allonym_explanation>) -> i32 {
    explanation.map_or(0, |all| all.explanation.bits.parts())
}

/// What the names were taken for: ALLONYM_KIND_... ALLONYM_KIND_OTHER for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_explanation_kind(explanation: Option<&allonym_explanation>) -> i32 {
    explanation.map_or(ALLONYM_KIND_OTHER, |all| kind(all.explanation.kind))
}

/// 1 if the names are in two scripts, else 0; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_explanation_cross_script(explanation: Option<&allonym_explanation>) -> i32 {
    explanation.map_or(0, |all| i32::from(all.explanation.cross_script))
}

/// How many reasons there are; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_explanation_count(explanation: Option<&allonym_explanation>) -> usize {
    explanation.map_or(0, |all| all.explanation.evidence.len())
}

/// Writes the reason at a place, from 0, to *evidence: words that match, those that gain most first, what
/// takes back from that, then what is left over.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_explanation_evidence(
    explanation: Option<&allonym_explanation>,
    at: usize,
    evidence: *mut allonym_evidence,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let all = explanation.ok_or_else(|| Fault::null("explanation"))?;
        let out = caller.out("evidence", evidence)?;
        let reasons = &all.explanation.evidence;
        let reason = reasons.get(at).ok_or_else(|| Fault::range("evidence", at, reasons.len()))?;
        let nowhere = Span { start: ALLONYM_NOWHERE, end: ALLONYM_NOWHERE };
        let (a, b) = (reason.a.unwrap_or(nowhere), reason.b.unwrap_or(nowhere));
        out.set(allonym_evidence {
            a_start: a.start,
            a_end: a.end,
            b_start: b.start,
            b_end: b.end,
            rule: rule(reason.rule),
            bits: reason.bits.parts(),
        });
        Ok(())
    })
}

/// Writes the explanation into the buffer as JSON: {"a", "b", "score", "bits", "kind", "cross_script", "evidence":
/// [{"rule", "a": {"text", "start", "end"}, "b", "bits"}]}, where the inner a and b are null for reasons that speak of no
/// place.
///
/// Fails with ALLONYM_NULL_POINTER. Linear in the texts.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_explanation_json(
    explanation: Option<&allonym_explanation>,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    raw::enter(error, || {
        let all = explanation.ok_or_else(|| Fault::null("explanation"))?;
        let buffer = buffer.ok_or_else(|| Fault::null("buffer"))?;
        buffer.json(&ComparisonReport::explained(&all.a, &all.b, &all.explanation))
    })
}
