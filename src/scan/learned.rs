//! Names that the learned finder sees.

use alloc::vec::Vec;
use core::ops::Range;

use super::text::Text;
use crate::finder::{Found, find};
use crate::span::Span;

/// What the finder says of a document.
pub(super) struct Learned {
    /// In the order of the text.
    found: Vec<Found>,
}

impl Learned {
    /// Linear in the text.
    pub(super) fn new(text: &Text) -> Learned {
        let start = |line: usize| {
            let first = text.lines.get(line).and_then(|line| text.words.get(line.words.start));
            first.map_or(text.text.len(), |word| word.span.start)
        };
        let mut found = Vec::new();
        for (at, line) in text.lines.iter().enumerate() {
            // Signs before the first word of a line are seen with the line before it.
            let span = Span::new(if at == 0 { 0 } else { start(at) }, start(at + 1));
            let names = find(span.of(text.text), line.language);
            found.extend(names.into_iter().map(|name| Found { span: name.span.shifted(span.start), ..name }));
        }
        // What is in a hashtag, a handle or a link is read as such.
        let mut items = text.items.iter().peekable();
        found.retain(|name| {
            while items.next_if(|item| item.span.end <= name.span.start).is_some() {}
            items.peek().is_none_or(|item| !item.span.overlaps(name.span))
        });
        Learned { found }
    }

    /// All that was found.
    pub(super) fn found(&self) -> &[Found] {
        &self.found
    }

    /// What was found at a place or over a part of it.
    pub(super) fn at(&self, span: Span) -> impl Iterator<Item = &Found> {
        let from = self.found.partition_point(|name| name.span.end <= span.start);
        let later = self.found.get(from..).unwrap_or_default();
        later.iter().take_while(move |name| name.span.start < span.end)
    }
}

/// The words of a text that a place holds whole.
pub(super) fn words_in(text: &Text, span: Span) -> Range<usize> {
    let start = text.words.partition_point(|word| word.span.start < span.start);
    let end = text.words.partition_point(|word| word.span.end <= span.end);
    start..end.max(start)
}
