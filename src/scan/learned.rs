//! What the learned finder says of a document.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::ops::Range;

use super::text::Text;
use crate::finder::{Found, Reading, Words, read_with};
use crate::name::Kind;
use crate::span::Span;

/// The most words of a person's full name that the finder is believed with.
const MAX_PERSON: usize = 3;

/// A line as the finder reads it.
struct Line {
    /// Where it begins.
    start: usize,
    reading: Option<Reading<'static>>,
}

/// A document as the finder reads it.
pub(super) struct Learned {
    lines: Vec<Line>,
    /// The names, in the order of the text.
    found: Vec<Found>,
}

impl Learned {
    /// `words` are kept from one document to the next. Linear in the text.
    pub(super) fn new(text: &Text, words: &mut Words) -> Learned {
        let start = |line: usize| {
            let first = text.lines.get(line).and_then(|line| text.words.get(line.words.start));
            first.map_or(text.text.len(), |word| word.span.start)
        };
        let mut lines = Vec::with_capacity(text.lines.len());
        let mut found = Vec::new();
        for (at, line) in text.lines.iter().enumerate() {
            // Signs before the first word of a line are seen with the line before it.
            let span = Span::new(if at == 0 { 0 } else { start(at) }, start(at + 1));
            // A line break inside is one that is no more than a space.
            let shown = span.of(text.text);
            let shown: Cow<'_, str> =
                if shown.trim().contains('\n') { shown.replace('\n', " ").into() } else { shown.into() };
            let reading = read_with(words, &shown, line.language);
            let names = reading.iter().flat_map(Reading::found);
            found.extend(names.map(|name| Found { span: name.span.shifted(span.start), ..name }));
            lines.push(Line { start: span.start, reading });
        }
        // What is in a hashtag, a handle or a link is read as such.
        let mut items = text.items.iter().peekable();
        found.retain(|name| {
            while items.next_if(|item| item.span.end <= name.span.start).is_some() {}
            items.peek().is_none_or(|item| !item.span.overlaps(name.span))
        });
        Learned { lines, found }
    }

    /// All that was found.
    pub(super) fn found(&self) -> &[Found] {
        &self.found
    }

    /// What a name at this place is the name of, and by how much, in half nats.
    pub(super) fn kind_of(&self, span: Span) -> Option<(Kind, u32)> {
        let line = self.lines.partition_point(|line| line.start <= span.start).checked_sub(1)?;
        let line = self.lines.get(line)?;
        let own = Span::new(span.start - line.start, span.end.saturating_sub(line.start));
        let (kind, margin) = line.reading.as_ref()?.kind_of(own)?;
        Some((kind, 2 * margin.unsigned_abs() / crate::tables::finder::SCALE.unsigned_abs()))
    }
}

impl Learned {
    /// By how many nats a place is likelier no name; 0 if it may be one, or if nothing is known.
    pub(super) fn against(&self, span: Span) -> u32 {
        let line = self.lines.partition_point(|line| line.start <= span.start).checked_sub(1);
        let Some(line) = line.and_then(|line| self.lines.get(line)) else { return 0 };
        let own = Span::new(span.start - line.start, span.end.saturating_sub(line.start));
        let margin = line.reading.as_ref().and_then(|reading| reading.name_margin(own)).unwrap_or(0);
        margin.min(0).unsigned_abs() / crate::tables::finder::SCALE.unsigned_abs()
    }

    /// Whether a name was found at this very place.
    pub(super) fn marks(&self, span: Span) -> bool {
        let from = self.found.partition_point(|name| name.span.start < span.start);
        self.found.get(from).is_some_and(|name| name.span == span)
    }

    /// Whether a word is one of those of a person's full name that was found around it.
    pub(super) fn is_part_of_person(&self, text: &str, span: Span) -> bool {
        let from = self.found.partition_point(|name| name.span.end <= span.start);
        self.found.get(from).is_some_and(|name| {
            let words = name.span.of(text).split_whitespace().count();
            name.kind == Kind::Person
                && name.span.start <= span.start
                && span.end <= name.span.end
                && (2..=MAX_PERSON).contains(&words)
                && span.of(text).split_whitespace().nth(1).is_none()
        })
    }

    /// Whether something was found over a part of a place.
    pub(super) fn touches(&self, span: Span) -> bool {
        let from = self.found.partition_point(|name| name.span.end <= span.start);
        self.found.get(from).is_some_and(|name| name.span.start < span.end)
    }
}

/// The words of a text that a place holds whole.
pub(super) fn words_in(text: &Text, span: Span) -> Range<usize> {
    let start = text.words.partition_point(|word| word.span.start < span.start);
    let end = text.words.partition_point(|word| word.span.end <= span.end);
    start..end.max(start)
}
