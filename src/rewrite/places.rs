//! Stretches of a text that are not rewritten: code, and quotations if they are to be kept.
//!
//! Input: a text. Output: spans in order. Code stands between backquotes in a line, or between lines that begin with three
//! of them (CommonMark). Quotations stand between quotation marks that belong together, within a paragraph. One walk each.

use alloc::vec::Vec;

use crate::span::Span;
use crate::tables::QUOTATION_MARKS;

/// A line that begins or ends a block of code.
const FENCES: [&str; 2] = ["```", "~~~"];
/// The code of a text.
pub(super) fn code(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut fence: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = FENCES.into_iter().find(|fence| line.trim_start().starts_with(fence));
        match (fence, begins) {
            (Some((start, own)), Some(other)) if own == other => {
                spans.push(Span::new(start, at + line.len()));
                fence = None;
            }
            (None, Some(own)) => fence = Some((at, own)),
            (None, None) => inline(line, at, &mut spans),
            (Some(_), _) => {}
        }
        at += line.len();
    }
    if let Some((start, _)) = fence {
        spans.push(Span::new(start, text.len()));
    }
    spans
}

/// Code between backquotes: as many close it as opened it.
fn inline(line: &str, start: usize, spans: &mut Vec<Span>) {
    let mut rest = line;
    let mut at = 0;
    while let Some(open) = rest.find('`') {
        let Some(body) = rest.get(open..) else { return };
        let count = body.len() - body.trim_start_matches('`').len();
        let (ticks, inside) = body.split_at_checked(count).unwrap_or((body, ""));
        let close = inside.find(ticks).map(|close| open + count + close + count);
        let end = close.unwrap_or(open + count);
        if close.is_some() {
            spans.push(Span::new(start + at + open, start + at + end));
        }
        at += end;
        rest = rest.get(end..).unwrap_or_default();
    }
}

/// The quotations of a text, with their marks. One that does not close before its paragraph ends is none.
pub(super) fn quotations(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut before = '\n';
    for (at, c) in text.char_indices() {
        match open {
            Some((start, closing)) if closing.contains(c) => {
                spans.push(Span::new(start, at + c.len_utf8()));
                open = None;
            }
            _ if c == '\n' && before == '\n' => open = None,
            None => {
                let pair = QUOTATION_MARKS.iter().find(|(sign, _)| *sign == c);
                open = pair.map(|(_, closing)| (at, *closing));
            }
            _ => {}
        }
        before = c;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'t>(text: &'t str, spans: &[Span]) -> Vec<&'t str> {
        spans.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn code_stands_between_backquotes() {
        let text = "a `b` ``c ` d`` `e\n```\nf\n```\ng\n~~~\nh";
        assert_eq!(texts(text, &code(text)), ["`b`", "``c ` d``", "```\nf\n```\n", "~~~\nh"]);
    }

    #[test]
    fn quotations_close() {
        let text = "“a” «б» „c“ \"d\" “e\n\nf” g";
        assert_eq!(texts(text, &quotations(text)), ["“a”", "«б»", "„c“", "\"d\""]);
    }
}
