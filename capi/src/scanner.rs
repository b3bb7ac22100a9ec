//! Names of a list in running text, and texts brought to the spelling of a style.

use std::ffi::c_char;

use allonym::Probability;
use allonym::report::OccurrenceReport;
use allonym::rewrite::{Rewriter, Style};
use allonym::scan::Scanner;

use crate::buffer::allonym_buffer;
use crate::error::allonym_error;
use crate::index::allonym_index;
use crate::raw::{self, entry_point};
use crate::status::{Fault, allonym_status};

/// Finds the names of a list in running text. Never changes: threads may share it.
#[derive(Debug)]
pub struct allonym_scanner(Scanner);

/// Brings names in running text to the spelling of a style. Never changes: threads may share it.
#[derive(Debug)]
pub struct allonym_rewriter(Rewriter);

/// Mentions in other scripts are changed as well.
pub const ALLONYM_REWRITE_ALL_SCRIPTS: u32 = 1;
/// Hashtags are changed as well.
pub const ALLONYM_REWRITE_HASHTAGS: u32 = 2;
/// Quotations stay as they are.
pub const ALLONYM_REWRITE_KEEP_QUOTES: u32 = 4;

/// The least score that is used for 0.
const MIN_SCORE: u32 = 900_000;

fn min_score(millionths: u32) -> Probability {
    Probability::from_millionths(if millionths == 0 { MIN_SCORE } else { millionths.min(1_000_000) })
}

/// Makes a scanner for the names of an index, which is not needed any more, and writes a new handle to *scanner, to be
/// freed by allonym_scanner_free. min is the least score of a mention in millionths; 0 for 900000.
///
/// Fails with ALLONYM_NULL_POINTER. Some twenty microseconds a name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_scanner_new(
    index: Option<&allonym_index>,
    min: u32,
    scanner: *mut *mut allonym_scanner,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let index = index.ok_or_else(|| Fault::null("index"))?;
        let out = caller.out("scanner", scanner)?;
        out.give(allonym_scanner(Scanner::from_index(&index.index).min_score(min_score(min))));
        Ok(())
    })
}

/// Frees a scanner; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_scanner_free(scanner: Option<Box<allonym_scanner>>) {
    raw::release(scanner);
}

/// Finds the mentions of listed names in a text, and writes them into the buffer as JSON, in the order of the text: a list of
/// {"start", "end", "text", "id", "name", "score", "extent", "setting", "words": [{"text", "start", "end", "name"}]}.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG. Linear in the text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_scanner_scan_json(
    scanner: Option<&allonym_scanner>,
    text: *const c_char,
    text_len: usize,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let scanner = scanner.ok_or_else(|| Fault::null("scanner"))?;
        let text = caller.text("text", text, text_len)?;
        let buffer = buffer.ok_or_else(|| Fault::null("buffer"))?;
        let found = scanner.0.scan(text);
        buffer.json(&found.iter().map(|one| OccurrenceReport::new(text, one)).collect::<Vec<_>>())
    })
}

/// Makes a rewriter of a style and writes a new handle to *rewriter, to be freed by allonym_rewriter_free.
///
/// style is the text of a TSV file with a column name, and variants (parted by |), kind and language if wanted. min is the
/// least score of a mention that is changed in millionths, 0 for 900000; flags are ALLONYM_REWRITE_... added up.
/// Fails with ALLONYM_OTHER_ERROR for a style that cannot be read, the message beginning with its line; with
/// ALLONYM_INVALID_ARGUMENT for flags that are none; with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG. Some twenty microseconds a name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_rewriter_new(
    style: *const c_char,
    style_len: usize,
    min: u32,
    flags: u32,
    rewriter: *mut *mut allonym_rewriter,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let style = Style::parse(caller.text("style", style, style_len)?)?;
        let known = ALLONYM_REWRITE_ALL_SCRIPTS | ALLONYM_REWRITE_HASHTAGS | ALLONYM_REWRITE_KEEP_QUOTES;
        if flags & !known != 0 {
            return Err(Fault::argument("sum of flags", flags));
        }
        let has = |flag| flags & flag != 0;
        let out = caller.out("rewriter", rewriter)?;
        let made = Rewriter::new(&style)
            .min_score(min_score(min))
            .all_scripts(has(ALLONYM_REWRITE_ALL_SCRIPTS))
            .hashtags(has(ALLONYM_REWRITE_HASHTAGS))
            .keep_quotes(has(ALLONYM_REWRITE_KEEP_QUOTES));
        out.give(allonym_rewriter(made));
        Ok(())
    })
}

/// Frees a rewriter; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_rewriter_free(rewriter: Option<Box<allonym_rewriter>>) {
    raw::release(rewriter);
}

/// Writes the text with every name in the spelling of the style into the buffer. All else is kept to the byte.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG. Linear in the text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_rewriter_rewrite(
    rewriter: Option<&allonym_rewriter>,
    text: *const c_char,
    text_len: usize,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let rewriter = rewriter.ok_or_else(|| Fault::null("rewriter"))?;
        let text = caller.text("text", text, text_len)?;
        let buffer = buffer.ok_or_else(|| Fault::null("buffer"))?;
        buffer.list([rewriter.0.rewrite(text)]);
        Ok(())
    })
}
