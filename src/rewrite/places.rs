//! Stretches of a text that are not rewritten: code, links and paths, and quotations if they are to be kept.
//!
//! Input: a text. Output: spans. Code stands between backquotes in a line, or between lines that begin with three
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

/// Links that are no addresses of the web, and paths of files: the target of a link of Markdown, `](target)` and
/// `[name]: target`, and words with a slash and a full stop, two slashes, or an ending of a file behind a name that is written as one
/// (`Qassem-Soleimani.png`). A change would break them. Linear in the text.
pub(super) fn links(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while let Some((before, target)) = rest.split_once("](") {
            let end = target.find(')').unwrap_or(target.trim_end().len());
            let start = at + line.len() - rest.len() + before.len() + "](".len();
            spans.push(Span::new(start, start + end));
            rest = target.get(end..).unwrap_or_default();
        }
        let trimmed = line.trim_start();
        if let Some((name, target)) = trimmed.strip_prefix('[').and_then(|rest| rest.split_once("]:"))
            && !name.contains(']')
        {
            spans.push(Span::new(at + line.len() - target.len(), at + line.len()));
        }
        let mut start = at;
        for word in line.split_inclusive(char::is_whitespace) {
            let own =
                word.trim_end().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '”', '»']);
            if !own.contains("](") && is_path(own) {
                spans.push(Span::new(start, start + own.len()));
            }
            start += word.len();
        }
        at += line.len();
    }
    spans
}

/// Letters of the ending of a file: c to jsonl.
const ENDING: core::ops::RangeInclusive<usize> = 1..=5;

/// Whether a word is the path of a file or a part of an address.
fn is_path(word: &str) -> bool {
    let slashes = word.bytes().filter(|byte| *byte == b'/').count();
    let ending = word.rsplit_once('.').is_some_and(|(name, ending)| {
        let small = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        ENDING.contains(&ending.len())
            && ending.bytes().all(small)
            && (slashes > 0 || name.contains(['-', '_']))
    });
    ending || slashes > 1 || slashes == 1 && word.contains('.')
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
    fn links_and_paths_are_no_text() {
        let text = "[Qassem](Qassem-Soleimani.md) ![a](img/Qassem Soleimani.png)\n[x]: Qassem.md\nsee img/Qassem-Soleimani.png, \
            x.org/Qassem-Soleimani; /home/Qassem/x Trump/Putin Qassem. He Soleimani-led";
        assert_eq!(
            texts(text, &links(text)),
            [
                "Qassem-Soleimani.md",
                "img/Qassem Soleimani.png",
                " Qassem.md\n",
                "img/Qassem-Soleimani.png",
                "x.org/Qassem-Soleimani",
                "/home/Qassem/x"
            ]
        );
    }

    #[test]
    fn quotations_close() {
        let text = "“a” «б» „c“ \"d\" “e\n\nf” g";
        assert_eq!(texts(text, &quotations(text)), ["“a”", "«б»", "„c“", "\"d\""]);
    }
}
