//! Changed text that remembers where each part of it came from.

use alloc::{string::String, vec::Vec};

use crate::span::Span;

/// A text made from another one, with a map back to it.
///
/// The map costs 32 bytes for each stretch of changed text and for each stretch of unchanged text between.
///
/// ```
/// use allonym::{Span, unicode};
///
/// let input = "  QASEM\u{A0}&amp; Ghassem";
/// let folded = unicode::normalize_aligned(input);
/// assert_eq!(folded.text(), "qasem & ghassem");
/// assert_eq!(folded.source(Span::new(6, 7)).of(input), "&amp;");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aligned {
    text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the output, up to where the next piece begins, and the source bytes it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    out: usize,
    from: Span,
    /// Copied byte for byte, so that offsets inside it map one to one.
    copied: bool,
}

impl Aligned {
    /// `text` as its own source.
    ///
    /// ```
    /// use allonym::{Aligned, Span};
    ///
    /// let same = Aligned::identity("قاسم");
    /// assert_eq!(same.source(Span::new(2, 6)), Span::new(2, 6));
    /// ```
    #[must_use]
    pub fn identity(text: &str) -> Aligned {
        let mut aligned = Aligned::default();
        aligned.copy(text, 0);
        aligned
    }

    /// The output.
    ///
    /// ```
    /// assert_eq!(allonym::unicode::clean_aligned("Na\u{308}im").text(), "Näim");
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The output, without the map.
    ///
    /// ```
    /// assert_eq!(allonym::unicode::normalize_aligned("QASEM").into_text(), "qasem");
    /// ```
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// The part of the source that `span` of the output stands for: the smallest one that lies on character
    /// boundaries of the source. An empty span gives an empty one. Costs a binary search.
    ///
    /// ```
    /// use allonym::{Span, unicode};
    ///
    /// let folded = unicode::fold_aligned("Weiß", unicode::Fold::ALL);
    /// assert_eq!(folded.text(), "weiss");
    /// assert_eq!(folded.source(Span::new(3, 4)), Span::new(3, 5)); // half of the ß is the whole ß
    /// ```
    #[must_use]
    pub fn source(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.edge(span.start);
            return Span::new(at, at);
        }
        let start = self.piece_at(span.start).map_or(0, |(piece, _)| {
            if piece.copied { piece.from.start + (span.start - piece.out) } else { piece.from.start }
        });
        let end = self.piece_at(span.end - 1).map_or(start, |(piece, _)| {
            let inside = piece.from.start + (span.end - piece.out);
            if piece.copied { inside.min(piece.from.end) } else { piece.from.end }
        });
        Span::new(start, end)
    }

    /// The map of two stages in a row: `self` made the text that `next` was made from.
    ///
    /// Costs a binary search for each stretch of `next`.
    ///
    /// ```
    /// use allonym::{Span, unicode::{Fold, clean_aligned, fold_aligned}};
    ///
    /// let page = "Wei&szlig;";
    /// let clean = clean_aligned(page);
    /// let both = clean.then(&fold_aligned(clean.text(), Fold::ALL));
    /// assert_eq!(both.text(), "weiss");
    /// assert_eq!(both.source(Span::new(3, 5)).of(page), "&szlig;");
    /// ```
    #[must_use]
    pub fn then(&self, next: &Aligned) -> Aligned {
        let mut pieces = Vec::with_capacity(next.pieces.len());
        for (index, piece) in next.pieces.iter().enumerate() {
            if !piece.copied {
                let from = self.source(piece.from);
                pieces.push(Piece { out: piece.out, from, copied: false });
                continue;
            }
            let end = next.pieces.get(index + 1).map_or(next.text.len(), |p| p.out);
            let mut at = piece.out;
            while at < end {
                let middle = piece.from.start + (at - piece.out);
                let Some((under, under_end)) = self.piece_at(middle) else { break };
                let stop = (piece.out + (under_end - piece.from.start)).min(end);
                let taken = Span::new(middle, middle + (stop - at));
                let copied = under.copied;
                let from = if copied { self.source(taken) } else { under.from };
                pieces.push(Piece { out: at, from, copied });
                at = stop;
            }
        }
        Aligned { text: next.text.clone(), pieces }
    }

    /// The piece that holds byte `at` of the output, and where it ends.
    fn piece_at(&self, at: usize) -> Option<(Piece, usize)> {
        let next = self.pieces.partition_point(|piece| piece.out <= at);
        let piece = *self.pieces.get(next.checked_sub(1)?)?;
        Some((piece, self.pieces.get(next).map_or(self.text.len(), |p| p.out)))
    }

    /// Where in the source the output's byte `at` begins.
    fn edge(&self, at: usize) -> usize {
        match self.piece_at(at) {
            Some((piece, _)) if piece.copied => (piece.from.start + (at - piece.out)).min(piece.from.end),
            Some((piece, end)) => {
                if at < end {
                    piece.from.start
                } else {
                    piece.from.end
                }
            }
            None => 0,
        }
    }
}

/// Where a transformation writes: a plain `String`, or an [`Aligned`] that keeps the map.
pub(crate) trait Sink {
    /// Whether it keeps the map, so that places in the source have to be right.
    const MAPS: bool;
    /// Appends `text`, which stands at byte `at` of the source.
    fn copy(&mut self, text: &str, at: usize);
    /// Appends `c`, made from the source's `from`.
    fn put(&mut self, c: char, from: Span);
    /// What has been written.
    fn written(&self) -> &str;
    /// Where in the source the written byte `at` comes from; 0 where nobody will ask.
    fn origin(&self, at: usize) -> usize;
    /// Takes back everything after byte `len` of what has been written.
    fn truncate(&mut self, len: usize);
}

impl Sink for String {
    const MAPS: bool = false;

    fn copy(&mut self, text: &str, _at: usize) {
        self.push_str(text);
    }

    fn put(&mut self, c: char, _from: Span) {
        self.push(c);
    }

    fn written(&self) -> &str {
        self
    }

    fn origin(&self, _at: usize) -> usize {
        0
    }

    fn truncate(&mut self, len: usize) {
        String::truncate(self, len);
    }
}

impl Sink for Aligned {
    const MAPS: bool = true;

    fn copy(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        let out = self.text.len();
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(last) if last.copied && last.from.end == at => last.from.end += text.len(),
            _ => self.pieces.push(Piece { out, from: Span::new(at, at + text.len()), copied: true }),
        }
    }

    fn put(&mut self, c: char, from: Span) {
        let out = self.text.len();
        self.text.push(c);
        match self.pieces.last() {
            Some(last) if !last.copied && last.from == from => {}
            _ => self.pieces.push(Piece { out, from, copied: false }),
        }
    }

    fn written(&self) -> &str {
        &self.text
    }

    fn origin(&self, at: usize) -> usize {
        self.edge(at)
    }

    fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
        while self.pieces.last().is_some_and(|piece| piece.out >= len) {
            self.pieces.pop();
        }
        if let Some(last) = self.pieces.last_mut().filter(|piece| piece.copied) {
            last.from.end = last.from.end.min(last.from.start + (len - last.out));
        }
    }
}
