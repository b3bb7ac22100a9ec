//! Documents with the changes that a style wants: read, changed, compared, written.

use std::io::Read;
use std::path::Path;

use allonym::Span;
use allonym::rewrite::Rewriter;

use crate::document::{Piece, Reading};
use crate::input;

/// A change in a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Edit {
    /// Where, in the bytes of the file.
    pub(crate) span: Span,
    /// What stands there, as people read it.
    pub(crate) written: String,
    /// What is to stand there, as people read it and as the file writes it; nothing if it is left.
    pub(crate) wanted: Option<(String, String)>,
    /// The name as the style has it.
    pub(crate) preferred: String,
    pub(crate) score: f64,
}

/// How often a document is walked through until nothing changes any more.
const MAX_ROUNDS: usize = 4;

/// The changes of a document, in its order.
pub(crate) fn edits(
    rewriter: &Rewriter,
    reading: &Reading,
    path: &Path,
    source: &str,
) -> Result<Vec<Edit>, String> {
    let mut edits = Vec::new();
    for piece in reading.pieces(path, source)? {
        for change in rewriter.changes(&piece.text) {
            // A name with tags inside is left: where they would belong nobody knows.
            let whole = piece.is_whole(change.span, source);
            let wanted = change.replacement.filter(|_| whole);
            let wanted =
                wanted.and_then(|text| written(&piece, source, change.span, &text).map(|own| (text, own)));
            edits.push(Edit {
                span: piece.source(change.span),
                written: change.span.of(&piece.text).to_owned(),
                wanted,
                preferred: change.preferred.to_owned(),
                score: change.score.to_f64(),
            });
        }
    }
    Ok(edits)
}

/// A replacement as the source writes it. White space between words that stays is left as it is written there: a line break
/// of a page, a reference.
fn written(piece: &Piece, source: &str, span: Span, replacement: &str) -> Option<String> {
    let (before, after) = (runs(span.of(&piece.text)), runs(replacement));
    let is_blank = |run: &str| run.starts_with(char::is_whitespace);
    let same = before.len() == after.len()
        && before
            .iter()
            .zip(&after)
            .all(|(old, new)| is_blank(old) == is_blank(new) && (old == new || !is_blank(old)));
    if !same {
        return piece.escape.write(replacement);
    }
    let mut own = String::with_capacity(replacement.len());
    let mut at = span.start;
    for (old, new) in before.iter().zip(&after) {
        let place = Span::new(at, at + old.len());
        if is_blank(old) {
            own.push_str(piece.source(place).of(source));
        } else {
            own.push_str(&piece.escape.write(new)?);
        }
        at = place.end;
    }
    Some(own)
}

/// Words and the white space between them, in turn.
fn runs(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blank = first.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != blank).unwrap_or(rest.len());
        let (run, more) = rest.split_at(end);
        runs.push(run);
        rest = more;
    }
    runs
}

/// A document with its changes made.
fn applied(source: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(source.len());
    let mut end = 0;
    for edit in edits {
        if let Some((_, written)) = edit.wanted.as_ref().filter(|_| edit.span.start >= end) {
            out.push_str(source.get(end..edit.span.start).unwrap_or_default());
            out.push_str(written);
            end = edit.span.end;
        }
    }
    out.push_str(source.get(end..).unwrap_or_default());
    out
}

/// A document rewritten, with its changes. It is walked through again where one could not be made, for others may hang on it.
pub(crate) fn rewritten(
    rewriter: &Rewriter,
    reading: &Reading,
    path: &Path,
    source: &str,
) -> Result<(String, Vec<Edit>), String> {
    let first = edits(rewriter, reading, path, source)?;
    let mut text = applied(source, &first);
    let left = first.iter().any(|edit| edit.wanted.is_none());
    for _ in 1..if left { MAX_ROUNDS } else { 1 } {
        let more = edits(rewriter, reading, path, &text)?;
        let next = applied(&text, &more);
        if next == text {
            break;
        }
        text = next;
    }
    Ok((text, first))
}

/// The text of a file, decompressed if its name says so. One that is not UTF-8 is refused: what cannot be read is not written.
pub(crate) fn source(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = input::open(Some(path)).and_then(|mut source| source.read_to_end(&mut bytes));
    read.map_err(|error| format!("{}: {error}", path.display()))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("{}: byte {at} is not UTF-8; the file is left as it is", path.display())
    })
}

/// Line and column of a byte, both from 1; a column is a character.
pub(crate) fn position(source: &str, at: usize) -> (usize, usize) {
    let before = source.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let text = "ab\nقاسم x";
        assert_eq!(position(text, 0), (1, 1));
        assert_eq!(position(text, 3), (2, 1));
        assert_eq!(position(text, text.len()), (2, 7));
    }

    #[test]
    fn changes_do_not_overlap() {
        let edit = |start, end, text: &str| Edit {
            span: Span::new(start, end),
            written: String::new(),
            wanted: Some((text.into(), text.into())),
            preferred: String::new(),
            score: 1.0,
        };
        assert_eq!(applied("abcdef", &[edit(0, 2, "x"), edit(1, 3, "y"), edit(4, 6, "z")]), "xcdz");
    }
}
