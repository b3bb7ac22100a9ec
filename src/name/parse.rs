//! Cutting a name into its parts.

use alloc::vec::Vec;

use super::part::{Kind, Order, ParsedName, Role};
use super::sheet::{Segment, Sheet};
use super::{organization, person};
use crate::span::Span;

/// Cuts a name into parts: titles, given and family names, the small words between them, initials, suffixes; legal
/// forms, head nouns and numbers of organizations; see [`Role`](super::Role). Total: any text gives a name, one without
/// letters gives one without parts. A text of nothing but titles keeps its last word as the name. Linear in the text.
///
/// A text that holds several names ("X a.k.a. Y") gives the parts of all; see [`alternatives`].
///
/// ```
/// use allonym::name::{Kind, Order, Role, parse};
///
/// let text = "سردار قاسم سلیمانی";
/// let name = parse(text);
/// assert_eq!((name.kind, name.parts[0].role), (Kind::Person, Role::Title));
/// let core: Vec<&str> = name.core().map(|part| part.span.of(text)).collect();
/// assert_eq!(core, ["قاسم", "سلیمانی"]);
///
/// let name = parse("Soleimani, Qassem");
/// assert_eq!((name.order, name.parts[0].role), (Order::FamilyFirst, Role::Family));
/// ```
#[must_use]
pub fn parse(text: &str) -> ParsedName {
    let mut sheet = Sheet::new(text);
    let segments = sheet.segments();
    name(sheet, &segments)
}

fn name(mut sheet: Sheet, segments: &[Segment]) -> ParsedName {
    let mut name = ParsedName { kind: Kind::Other, parts: Vec::new(), order: Order::Unknown };
    for segment in segments {
        let (kind, order) = read(&mut sheet, segment);
        if name.kind == Kind::Other {
            name.kind = kind;
        }
        if name.order == Order::Unknown && !segment.birth {
            name.order = order;
        }
    }
    name.parts = sheet.parts();
    name
}

fn read(sheet: &mut Sheet, segment: &Segment) -> (Kind, Order) {
    // What is nothing but a title goes first: it must not change how the rest is read.
    let titles = person::forms_of_address(sheet, &segment.words);
    let start = segment.words.start + titles;
    (segment.words.start..start).for_each(|at| sheet.set(at, Role::Title, 0));
    let segment = &Segment { words: start..segment.words.end, birth: segment.birth };
    match organization::kind(sheet, &segment.words) {
        Kind::Other => {
            let (kind, order) = person::read(sheet, segment);
            (if titles > 0 { Kind::Person } else { kind }, order)
        }
        kind => {
            organization::read(sheet, &segment.words, kind);
            (kind, Order::Unknown)
        }
    }
}

/// Where the names stand that a text holds: those before and after *a.k.a.*, *née*, a semicolon, a slash, those in
/// brackets. A plain name gives one span; a text without letters and digits none. Linear in the text.
///
/// ```
/// use allonym::name::alternatives;
///
/// let names = |text| alternatives(text).into_iter().map(|span| span.of(text)).collect::<Vec<_>>();
/// assert_eq!(names("Usama bin Laden a.k.a. Abu Abdallah"), ["Usama bin Laden", "Abu Abdallah"]);
/// assert_eq!(names("Надежда Крупская"), ["Надежда Крупская"]);
/// ```
#[must_use]
pub fn alternatives(text: &str) -> Vec<Span> {
    let mut sheet = Sheet::new(text);
    let segments = sheet.segments();
    spans(text, &sheet, &segments)
}

/// The names of a text with what each is made of, its spans counted from where it begins. A text of one name and
/// nothing else, as most are, is read but once.
pub(crate) fn names(text: &str) -> Vec<(Span, ParsedName)> {
    let mut sheet = Sheet::new(text);
    let segments = sheet.segments();
    let whole = Span::new(0, text.len());
    let spans = spans(text, &sheet, &segments);
    if spans.iter().all(|span| *span == whole) {
        return alloc::vec![(whole, name(sheet, &segments))];
    }
    // Not both at once: a sheet takes most of what reading takes.
    drop((sheet, segments));
    spans.iter().map(|span| (*span, parse(span.of(text)))).collect()
}

fn spans(text: &str, sheet: &Sheet, segments: &[Segment]) -> Vec<Span> {
    let words = &sheet.words;
    let span = |segment: &Segment| {
        let first = words.word(segment.words.start)?.span;
        let last = words.word(segment.words.end.checked_sub(1)?)?;
        let dot = last.dotted && text.get(last.span.end..).is_some_and(|rest| rest.starts_with('.'));
        Some(Span::new(first.start, last.span.end + usize::from(dot)))
    };
    segments.iter().filter_map(span).collect()
}
