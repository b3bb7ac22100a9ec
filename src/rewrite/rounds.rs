//! Changes of a text that was changed already, as changes of the text that it was.

use alloc::string::String;
use alloc::vec::Vec;

use super::Change;
use crate::span::Span;

/// A text with the replacements of its changes. Linear in both.
pub(super) fn applied(text: &str, changes: &[Change<'_>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for change in changes {
        let Some(replacement) = &change.replacement else { continue };
        if change.span.start < end {
            continue;
        }
        out.push_str(text.get(end..change.span.start).unwrap_or_default());
        out.push_str(replacement);
        end = change.span.end;
    }
    out.push_str(text.get(end..).unwrap_or_default());
    out
}

/// The changes of a text and those of what it is `now` with them, as changes of the text; in its order, none overlap.
/// Linear in the changes but for what stands in a replacement.
pub(super) fn joined<'r>(changes: Vec<Change<'r>>, now: &str, more: Vec<Change<'r>>) -> Vec<Change<'r>> {
    // Where each replacement stands now, and where what it replaced stood.
    let mut moved: Vec<(Span, Span)> = Vec::new();
    let (mut end, mut end_now) = (0, 0);
    for change in &changes {
        let Some(replacement) = change.replacement.as_ref().filter(|_| change.span.start >= end) else {
            continue;
        };
        let start_now = end_now + (change.span.start - end);
        (end, end_now) = (change.span.end, start_now + replacement.len());
        moved.push((Span::new(start_now, end_now), change.span));
    }
    let mut all: Vec<Change<'r>> = Vec::new();
    for change in more.into_iter().filter(|change| change.replacement.is_some()) {
        let (whole_now, whole) = widened(change.span, &moved);
        let part = |start: usize, end: usize| now.get(start..end).unwrap_or_default();
        let replacement = change.replacement.as_ref().map(|replacement| {
            let before = part(whole_now.start, change.span.start);
            [before, replacement.as_str(), part(change.span.end, whole_now.end)].concat()
        });
        all.push(Change { span: whole, replacement, ..change });
    }
    let new = all.len();
    for change in changes {
        if !all.iter().take(new).any(|other| other.span.overlaps(change.span)) {
            all.push(change);
        }
    }
    all.sort_by_key(|change| change.span);
    all
}

/// A stretch of a text that was changed, made so long that it holds replacements whole, and what stood there before.
fn widened(span: Span, moved: &[(Span, Span)]) -> (Span, Span) {
    let first = moved
        .iter()
        .find(|(now, _)| now.overlaps(span))
        .map_or(span.start, |(now, _)| now.start.min(span.start));
    let last = moved
        .iter()
        .rev()
        .find(|(now, _)| now.overlaps(span))
        .map_or(span.end, |(now, _)| now.end.max(span.end));
    // A place between replacements moves as the last of them before it did.
    let back = |at: usize| {
        let before = moved.iter().rev().find(|(now, _)| now.end <= at);
        before.map_or(at, |(now, then)| then.end + (at - now.end))
    };
    let start =
        moved.iter().find(|(now, _)| now.start == first).map_or_else(|| back(first), |(_, then)| then.start);
    let end =
        moved.iter().rev().find(|(now, _)| now.end == last).map_or_else(|| back(last), |(_, then)| then.end);
    (Span::new(first, last), Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::quantity::Probability;
    use crate::scan::Extent;

    fn change(start: usize, end: usize, replacement: &str) -> Change<'static> {
        let replacement = Some(String::from(replacement));
        Change {
            span: Span::new(start, end),
            replacement,
            preferred: "",
            score: Probability::ONE,
            extent: Extent::Full,
        }
    }

    #[test]
    fn later_changes_are_changes_of_the_first_text() {
        let text = "one two three four";
        for more in
            [vec![change(0, 1, "x")], vec![change(5, 9, "YY")], vec![change(2, 6, "-"), change(10, 14, "")]]
        {
            let first = vec![change(4, 7, "twenty"), change(14, 18, "5")];
            let now = applied(text, &first);
            assert_eq!(now, "one twenty three 5");
            let wanted = applied(&now, &more);
            let all = joined(first, &now, more);
            assert_eq!(applied(text, &all), wanted, "{all:?}");
        }
    }
}
