//! HTML character references: `&amp;`, `&#1602;`, `&#x642;`, also when they were escaped more than once.
//!
//! *Input* is any text, *output* the text in which no reference is left. A reference ends at a semicolon, so the walk
//! goes from semicolon to semicolon and looks back at what has been *written*: what a reference decodes to may complete
//! the next one, and then it stands at the end of the output already:
//!
//! ```text
//! "&amp;amp;lt;"   reads &amp;  writes "&"
//!                  reads amp;   the output ends in "&amp;"  → "&"
//!                  reads lt;    the output ends in "&lt;"   → "<"
//! ```
//!
//! *Cost*: linear, for no look goes back further than [`MAX_REFERENCE_LEN`]. *Source*: HTML Living Standard, 13.5 (named
//! references, by the crate `html-escape`).

use core::ops::ControlFlow;

use crate::aligned::Sink;
use crate::span::Span;

/// The longest name in the HTML standard has 31 letters; add `&` and `;`. Numbers are shorter.
const MAX_REFERENCE_LEN: usize = 33;

/// The Greek question mark, which Unicode takes for the semicolon by another code.
const GREEK_SEMICOLON: char = '\u{37E}';

/// Whether decoding could change the text at all.
pub(super) fn may_occur(text: &str) -> bool {
    text.as_bytes().contains(&b'&') && (text.as_bytes().contains(&b';') || text.contains(GREEK_SEMICOLON))
}

/// Copies `text` with every reference replaced by what it stands for, until none is left: what a reference
/// decodes to may complete another one.
pub(super) fn decode<S: Sink>(text: &str, sink: &mut S) {
    let mut copied = 0;
    for (at, semicolon) in text.match_indices([';', GREEK_SEMICOLON]) {
        let end = at + semicolon.len();
        sink.copy(text.get(copied..at).unwrap_or_default(), copied);
        if semicolon == ";" {
            sink.copy(semicolon, at);
        } else {
            sink.put(';', Span::new(at, end));
        }
        copied = end;
        while let Some((start, first, second)) = reference_at_end(sink.written()) {
            let from = Span::new(sink.origin(start), end);
            sink.truncate(start);
            sink.put(first, from);
            if let Some(second) = second {
                sink.put(second, from);
            }
            if second.unwrap_or(first) != ';' {
                break;
            }
        }
    }
    sink.copy(text.get(copied..).unwrap_or_default(), copied);
}

/// Whether `written`, with a `;` after it, would end in a reference.
pub(super) fn would_complete(written: &str) -> bool {
    let Some(start) = ampersand_near_end(written) else { return false };
    let mut name = [0u8; MAX_REFERENCE_LEN + 1];
    let tail = written.as_bytes().get(start..).unwrap_or_default();
    let Some(room) = name.get_mut(..=tail.len()) else { return false };
    if let Some((last, front)) = room.split_last_mut() {
        front.copy_from_slice(tail);
        *last = b';';
    }
    core::str::from_utf8(room).is_ok_and(|reference| decode_one(reference).is_some())
}

/// The reference that `written` ends in: where it starts and what it stands for.
fn reference_at_end(written: &str) -> Option<(usize, char, Option<char>)> {
    let start = ampersand_near_end(written)?;
    let (first, second) = decode_one(written.get(start..)?)?;
    Some((start, first, second))
}

fn ampersand_near_end(written: &str) -> Option<usize> {
    let found =
        written.bytes().enumerate().rev().take(MAX_REFERENCE_LEN).try_for_each(|(at, byte)| match byte {
            b'&' => ControlFlow::Break(Some(at)),
            b'#' | b';' => ControlFlow::Continue(()),
            byte if byte.is_ascii_alphanumeric() => ControlFlow::Continue(()),
            _ => ControlFlow::Break(None),
        });
    found.break_value().flatten()
}

/// What one whole reference stands for: one character, or two for a few names of the standard.
fn decode_one(reference: &str) -> Option<(char, Option<char>)> {
    let decoded = html_escape::decode_html_entities(reference);
    if decoded == reference {
        return None;
    }
    let mut chars = decoded.chars();
    let first = chars.next()?;
    let second = chars.next();
    chars.next().is_none().then_some((first, second))
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::aligned::Aligned;

    fn decoded(text: &str) -> String {
        let mut out = String::new();
        decode(text, &mut out);
        out
    }

    #[test]
    fn named_and_numbered_references() {
        assert_eq!(decoded("&lt;&amp;&gt;"), "<&>");
        assert_eq!(decoded("&#1602;&#x627;&#X633;&#1605;"), "قاسم");
        assert_eq!(decoded("&NotEqualTilde;"), "\u{2242}\u{338}");
    }

    #[test]
    fn what_was_escaped_twice_is_decoded_twice() {
        assert_eq!(decoded("&amp;amp;lt;"), "<");
        assert_eq!(decoded("&amp;#38;"), "&");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["AT&T; x", "& ;", "&#xZZ;", "&nosuchname;", "a;b", "&amp"] {
            assert_eq!(decoded(text), text);
        }
    }

    #[test]
    fn the_semicolon_that_another_code_writes_ends_one_too() {
        assert_eq!(decoded("&amp\u{37E}"), "&");
        assert_eq!(decoded("a\u{37E}"), "a;");
    }

    #[test]
    fn the_map_leads_to_the_whole_reference() {
        let mut out = Aligned::default();
        decode("a&amp;amp;b", &mut out);
        assert_eq!(out.text(), "a&b");
        assert_eq!(out.source(Span::new(1, 2)), Span::new(1, 10));
    }

    #[test]
    fn a_reference_may_be_completed_by_a_semicolon() {
        assert!(would_complete("x &amp"));
        assert!(!would_complete("x amp") && !would_complete("&a mp") && !would_complete(""));
    }
}
