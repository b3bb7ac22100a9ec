//! Cutting a name into its parts: the passes in order.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::ops::Range;

use super::annotation::{Annotation, UNDECIDED};
use super::entity_kind::organization_of;
use super::part::{Kind, Order, ParsedName, Role};
use super::person::{self, Reading};
use super::segment::{Segment, segments};
use super::trace::Trace;
use super::{cues, entity_kind, organization, titles};
use crate::span::Span;
use crate::text::{self, AnalysedText};

/// Cuts a name into parts: titles, given and family names, the particles between them, initials, suffixes; legal
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
    let mut name = Annotation::new(text);
    let segments = segments(&mut name);
    read_all(&mut name, &segments).0
}

/// [`parse`], with the rules that decided.
///
/// ```
/// use allonym::name::parse_traced;
///
/// let (name, trace) = parse_traced("Gen. Qassem Soleimani");
/// assert_eq!((trace.kind, trace.order), ("title", "usual places"));
/// assert_eq!(trace.parts, ["title", "usual places", "usual places"]);
/// assert_eq!(name, allonym::name::parse("Gen. Qassem Soleimani"));
///
/// assert_eq!(parse_traced("ООО Ромашка").1.kind, "legal form");
/// ```
#[must_use]
pub fn parse_traced(text: &str) -> (ParsedName, Trace) {
    let mut name = Annotation::new(text);
    let segments = segments(&mut name);
    let (parsed, reading) = read_all(&mut name, &segments);
    (parsed, Trace { kind: reading.kind.1, order: reading.order.1, parts: name.rules() })
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
    let mut name = Annotation::new(text);
    let segments = segments(&mut name);
    spans(text, &name, &segments)
}

/// A name with the words that it was read from.
pub(crate) struct AnalysedName {
    /// Where it stands in the text that it was found in.
    pub(crate) span: Span,
    /// What it is made of, its spans counted from where it begins.
    pub(crate) parsed: ParsedName,
    /// It is a name of birth.
    pub(crate) birth: bool,
    words: AnalysedText,
    /// For each part the number of its first word.
    starts: Vec<usize>,
}

impl AnalysedName {
    fn new(span: Span, mut name: Annotation, segments: &[Segment]) -> AnalysedName {
        let parsed = read_all(&mut name, segments).0;
        let (words, starts) = name.into_words();
        AnalysedName { span, parsed, birth: false, words, starts }
    }

    /// The words of a part.
    fn words(&self, part: usize) -> Range<usize> {
        let start = |part: usize| self.starts.get(part).copied().unwrap_or(self.words.len());
        start(part)..start(part + 1)
    }

    /// The key of a part of `text`, the name. It is that of its word if it has one word only, as nearly all have.
    pub(crate) fn key(&self, part: usize, text: &str) -> Cow<'_, str> {
        let words = self.words(part);
        match self.words.word(words.start).filter(|word| words.len() == 1 && !word.covers_more) {
            Some(word) => Cow::Borrowed(self.words.key_of(word)),
            None => Cow::Owned(text::key(self.parsed.parts.get(part).map_or("", |part| part.span.of(text)))),
        }
    }

    /// The organization, known everywhere, whose name or acronym the whole name is, as the lexicon numbers them; 0 if none.
    pub(crate) fn organization(&self) -> u16 {
        organization_of(&self.words, &(0..self.words.len())).unwrap_or(0)
    }

    /// Whether a comma stands between two parts.
    pub(crate) fn comma_between(&self, first: usize, second: usize) -> bool {
        let end = self.words(second).start;
        let start = self.words(first).end.saturating_sub(1);
        (start..end).any(|at| self.words.word(at).is_some_and(|word| word.comma))
    }
}

/// The names of a text as one name.
pub(crate) fn whole(text: &str) -> AnalysedName {
    let mut name = Annotation::new(text);
    let segments = segments(&mut name);
    AnalysedName::new(Span::new(0, text.len()), name, &segments)
}

/// The names of a text. A text of one name and nothing else, as most are, is read but once; others are read again from
/// the stretches of text where they stand. At least one, without parts if the text has no word. Linear in the text.
pub(crate) fn names(text: &str) -> Vec<AnalysedName> {
    let mut name = Annotation::new(text);
    let segments = segments(&mut name);
    let whole = Span::new(0, text.len());
    let spans = spans_of(text, &name, &segments);
    if spans.iter().all(|(span, _)| *span == whole) {
        return alloc::vec![AnalysedName::new(whole, name, &segments)];
    }
    // Not both at once: an annotation takes most of the memory that reading takes.
    drop((name, segments));
    let read = |(span, birth): (Span, bool)| AnalysedName { span, birth, ..self::whole(span.of(text)) };
    spans.into_iter().map(read).collect()
}

/// Reads all names that a text holds as one: the first kind and the first order that any of them tells.
fn read_all(name: &mut Annotation, segments: &[Segment]) -> (ParsedName, Reading) {
    let mut all = Reading::NOTHING;
    for segment in segments {
        let reading = read(name, segment);
        if all.kind.0 == Kind::Other {
            all.kind = reading.kind;
        }
        if all.order.0 == Order::Unknown && !segment.birth {
            all.order = reading.order;
        }
    }
    (ParsedName { kind: all.kind.0, parts: name.parts(), order: all.order.0 }, all)
}

/// Reads one name.
fn read(name: &mut Annotation, segment: &Segment) -> Reading {
    // What is nothing but a title goes first: it must not change how the rest is read.
    let titles = cues::forms_of_address(name, &segment.words);
    let start = segment.words.start + titles;
    (segment.words.start..start).for_each(|at| name.assign(at, Role::Title, 0, titles::TITLE));
    let segment = Segment { words: start..segment.words.end, birth: segment.birth };
    match entity_kind::kind_of(name, &segment.words) {
        (Kind::Other, _) => {
            let reading = person::read(name, &segment);
            if segment.words.len() == 1 && name.role(segment.words.start) == Role::Word {
                organization::link_place(name, &segment.words);
            }
            let kind = if titles > 0 { (Kind::Person, titles::TITLE) } else { reading.kind };
            Reading { kind, ..reading }
        }
        kind => {
            organization::read(name, &segment.words, kind.0);
            Reading { kind, order: (Order::Unknown, UNDECIDED) }
        }
    }
}

fn spans(text: &str, name: &Annotation, segments: &[Segment]) -> Vec<Span> {
    spans_of(text, name, segments).into_iter().map(|(span, _)| span).collect()
}

/// Where each name stands, and whether it is one of birth.
fn spans_of(text: &str, name: &Annotation, segments: &[Segment]) -> Vec<(Span, bool)> {
    let span = |segment: &Segment| {
        let first = name.word(segment.words.start)?.span;
        let last = name.word(segment.words.end.checked_sub(1)?)?;
        let dot = last.dotted && text.get(last.span.end..).is_some_and(|rest| rest.starts_with('.'));
        Some((Span::new(first.start, last.span.end + usize::from(dot)), segment.birth))
    };
    segments.iter().filter_map(span).collect()
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::{Kind, names, parse, parse_traced};

    fn keys(text: &str) -> Vec<Vec<String>> {
        let keys = |name: &super::AnalysedName| {
            let own = name.span.of(text).to_owned();
            (0..name.parsed.parts.len()).map(|part| name.key(part, &own).into_owned()).collect()
        };
        names(text).iter().map(keys).collect()
    }

    #[test]
    fn parts_lend_the_keys_of_their_words() {
        assert_eq!(keys("Gen. Qassem Soleimani"), [["gen", "qassem", "soleimani"]]);
        assert_eq!(keys("قاسم سلیمانی"), [["قاسم", "سليماني"]]);
        assert_eq!(keys("Foo Limited Liability Company"), [["foo", "limited liability company"]]);
        assert_eq!(keys("5th Brigade"), [["5th", "brigade"]]);
    }

    #[test]
    fn each_name_of_a_text_is_read() {
        assert_eq!(keys("Usama a.k.a. Abdallah"), [["usama"], ["abdallah"]]);
        assert_eq!(names("").len(), 1);
    }

    #[test]
    fn commas_are_remembered() {
        let comma = |text: &str| names(text).first().map(|name| name.comma_between(0, 1));
        assert_eq!(comma("Soleimani, Qassem"), Some(true));
        assert_eq!(comma("Qassem Soleimani"), Some(false));
    }

    #[test]
    fn titles_do_not_change_what_follows() {
        for (title, name) in [("Mr ", "John Smith"), ("Dr. ", "Kim Jong-un"), ("Gen. ", "Qassem Soleimani")] {
            let with = parse(&[title, name].concat());
            assert_eq!(with.kind, Kind::Person);
            let roles = |name: &super::ParsedName| name.core().map(|part| part.role).collect::<Vec<_>>();
            assert_eq!(roles(&with), roles(&parse(name)), "{name}");
        }
    }

    #[test]
    fn a_trace_has_a_rule_for_each_part() {
        for text in ["", "Siemens AG", "Osama bin Laden a.k.a. Abu Abdallah", "习近平主席", "Xyzzy Plugh"]
        {
            let (name, trace) = parse_traced(text);
            assert_eq!(name.parts.len(), trace.parts.len(), "{text}");
        }
        assert_eq!(parse_traced("Xyzzy Plugh").1.kind, "undecided");
    }
}
