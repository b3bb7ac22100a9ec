//! Cleaning: one Unicode form, no invisible noise.
//!
//! *Input* is any text, *output* the text that a reader sees, in NFC (for display) or NFKC (for matching).
//!
//! The walk has two states. Characters of class `KEEP` are copied in runs without being looked at one by one. All
//! others wait in a *segment*, and a segment is handed to a Unicode normalizer when the next character begins another
//! one, that is, when normalization never looks across the place between them:
//!
//! ```text
//! text      Q  a  ◌̄  s  e  m  ZWSP  &  a  m  p  ;
//! class     K  K  N  K  K  K  DROP  A  …
//! segments  Q |a  ◌̄| s  e  m |       &            → "Qāsem&"
//! ```
//!
//! So only the stretches that compose or decompose cost a normalizer: most texts are copied. Three things wait for
//! what follows them: white space (it may be the last), a joiner (it stays only between letters that join), and the
//! last character of a run (a mark may follow).
//!
//! *Cost*: linear in the text, one table look-up a character; a run of combining marks is sorted by its normalizer.
//! *Sources*: UAX #15 (normalization), RFC 5892 appendix A.1 and A.2 (joiners), UTS #51 (joiners in emoji).

use alloc::{borrow::Cow, string::String, vec::Vec};

use icu_properties::props::{ExtendedPictographic, JoiningType};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::char::{canonical_combining_class, decompose_canonical, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::entity;
use crate::aligned::{Aligned, Sink};
use crate::scratch::Scratch;
use crate::span::Span;
use crate::tables::char_trie::{CharTables, clean_class as class};

/// The text as people read it: what is not text is removed, the rest is brought into one Unicode form.
///
/// Decodes HTML entities, also doubly escaped ones; removes control characters, bidi marks, zero-width marks and
/// soft hyphens; turns letters encoded by shape (ﻗ, ﬁ) into letters; makes runs of white space one space and trims
/// the ends. Typographic quotation marks and dashes stay. A zero-width non-joiner stays only between letters that
/// join, as in Persian compounds, and after an Indic virama (RFC 5892, appendix A.1). The result is NFC.
///
/// The text is borrowed where nothing changed. Idempotent. Linear in the text, except that a run of combining marks
/// is sorted.
///
/// ```
/// use allonym::clean;
///
/// assert_eq!(clean("\u{202B}علی\u{200C}رضا\u{202C} &amp;  Co.\n"), "علی\u{200C}رضا & Co.");
/// assert_eq!(clean("“O’Neill”"), "“O’Neill”");
/// ```
#[cfg(feature = "tables")]
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len());
    clean_into(text, &mut out, &mut Scratch::new());
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// [`clean`](clean()), appended to `out`. With one `scratch` for many texts, nothing is allocated once its buffers have grown.
///
/// ```
/// use allonym::{Scratch, unicode::clean_into};
///
/// let mut out = String::from("→ ");
/// clean_into("Kerman\u{200F}  کرمان", &mut out, &mut Scratch::new());
/// assert_eq!(out, "→ Kerman کرمان");
/// ```
#[cfg(feature = "tables")]
pub fn clean_into(text: &str, out: &mut String, scratch: &mut Scratch) {
    let Scratch { stage, compose, .. } = scratch;
    stage.clear();
    run(&crate::tables::CHARS, decoded(text, compose), Mode::DISPLAY, stage);
    out.push_str(stage);
}

/// The text with its character references decoded, in `buffer` if it has any.
pub(super) fn decoded<'t>(text: &'t str, buffer: &'t mut String) -> &'t str {
    if !entity::may_occur(text) {
        return text;
    }
    buffer.clear();
    entity::decode(text, buffer);
    buffer
}

/// [`clean`](clean()), with the map back to `text`.
///
/// ```
/// use allonym::{Span, unicode::clean_aligned};
///
/// let cleaned = clean_aligned("\u{FEFF}قا\u{200E}سم");
/// assert_eq!(cleaned.text(), "قاسم");
/// assert_eq!(cleaned.source(Span::new(2, 6)), Span::new(5, 12)); // اس, with the mark between
/// ```
#[cfg(feature = "tables")]
#[must_use]
pub fn clean_aligned(text: &str) -> Aligned {
    aligned(&crate::tables::CHARS, text, Mode::DISPLAY)
}

pub(super) fn aligned(tables: &CharTables, text: &str, mode: Mode) -> Aligned {
    if mode.entities && entity::may_occur(text) {
        let mut decoded = Aligned::default();
        entity::decode(text, &mut decoded);
        let mut cleaned = Aligned::default();
        run(tables, decoded.text(), mode, &mut cleaned);
        decoded.then(&cleaned)
    } else {
        let mut cleaned = Aligned::default();
        run(tables, text, mode, &mut cleaned);
        cleaned
    }
}

/// Which parts of cleaning a pass does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mode {
    /// NFKC and plain punctuation instead of NFC.
    compatibility: bool,
    /// Invisible characters and superfluous white space go.
    tidy: bool,
    /// A first pass that decodes character references.
    entities: bool,
}

impl Mode {
    /// Canonical composition and nothing else.
    pub(super) const COMPOSE: Mode = Mode { compatibility: false, tidy: false, entities: false };
    /// What [`clean`](clean()) does.
    pub(super) const DISPLAY: Mode = Mode { compatibility: false, tidy: true, entities: true };
    /// What matching starts from: NFKC, plain punctuation, no joiners.
    pub(super) const MATCH: Mode = Mode { compatibility: true, tidy: true, entities: true };

    /// The same for a text whose character references were decoded before.
    pub(super) const fn without_entities(self) -> Mode {
        Mode { entities: false, ..self }
    }
}

/// One pass of cleaning over `text`, whose character references are decoded already.
pub(super) fn run<S: Sink>(tables: &CharTables, text: &str, mode: Mode, sink: &mut S) {
    let mut cleaner = Cleaner {
        tables,
        mode,
        text,
        sink,
        segment: Vec::new(),
        joiner: None,
        before: None,
        base: None,
        space: None,
    };
    cleaner.run();
}

/// The state of one walk over a text.
struct Cleaner<'a, S> {
    tables: &'a CharTables,
    mode: Mode,
    text: &'a str,
    sink: &'a mut S,
    /// Characters that normalization has to see together.
    segment: Vec<(char, Span)>,
    /// An invisible joiner that stays only if what follows wants it.
    joiner: Option<(char, Span)>,
    /// The last character that went on to normalization, and the last one that is not transparent to joining.
    before: Option<char>,
    base: Option<char>,
    /// White space met and not yet written.
    space: Option<Span>,
}

impl<S: Sink> Cleaner<'_, S> {
    fn run(&mut self) {
        let text = self.text;
        let mut run_start = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let class = self.tables.clean.get(c);
            let in_run = match class {
                class::KEEP => true,
                // A lone space between plain characters is what most texts are made of.
                class::SPACE if self.mode.tidy => {
                    c == ' '
                        && at > run_start
                        && chars.peek().is_some_and(|&(_, next)| self.tables.clean.get(next) == class::KEEP)
                }
                _ => self.is_plain(class),
            };
            if in_run {
                continue;
            }
            self.take_run(run_start, at);
            run_start = at + c.len_utf8();
            self.take(c, class, Span::new(at, run_start));
        }
        self.take_run(run_start, text.len());
        self.flush();
    }

    /// Whether this pass copies characters of the class as they are.
    fn is_plain(&self, class: u16) -> bool {
        match class {
            class::KEEP => true,
            class::NORMALIZE | class::AMPERSAND => false,
            class::COMPATIBILITY => !self.mode.compatibility,
            class::PUNCTUATION.. => !self.mode.compatibility,
            _ => !self.mode.tidy,
        }
    }

    /// A stretch of characters that stay as they are. The last one waits: a mark may follow it.
    fn take_run(&mut self, start: usize, end: usize) {
        let run = self.text.get(start..end).unwrap_or_default();
        let (Some(first), Some(last)) = (run.chars().next(), run.chars().next_back()) else { return };
        self.decide_joiner(first);
        self.flush();
        let held = end - last.len_utf8();
        if held > start {
            self.write_space();
            self.sink.copy(self.text.get(start..held).unwrap_or_default(), start);
        }
        self.segment.push((last, Span::new(held, end)));
        self.remember(last);
        self.base = Some(last);
    }

    /// A character that is not simply copied.
    fn take(&mut self, c: char, class: u16, from: Span) {
        match class {
            class::DROP => {}
            class::SPACE => {
                self.joiner = None;
                self.flush();
                self.before = None;
                self.base = None;
                self.space = self.space.map(|space| space.cover(from)).or(Some(from));
            }
            class::NON_JOINER | class::JOINER => self.take_joiner(c, class, from),
            class::PRESENTATION => decompose_compatible(c, |d| match self.tables.clean.get(d) {
                space @ class::SPACE => self.take(d, space, from),
                _ => self.push(d, from),
            }),
            class::PUNCTUATION.. => {
                let plain = self.tables.punctuation_of(class).unwrap_or_default();
                plain.chars().for_each(|d| self.push(d, from));
            }
            // A second code of a punctuation mark is that mark.
            _ => match singleton(c).filter(|_| self.mode.compatibility) {
                Some(same) => self.take(same, self.tables.clean.get(same), from),
                None => self.push(c, from),
            },
        }
    }

    /// Joiners stay for display where they change what is seen.
    fn take_joiner(&mut self, c: char, class: u16, from: Span) {
        if self.mode.compatibility {
            return;
        }
        let Some(before) = self.before else { return };
        let virama = canonical_combining_class(before) == 9;
        let is_joiner = c == '\u{200D}';
        if class == class::NON_JOINER || is_joiner {
            let pictograph = is_joiner && follows_pictograph(before);
            let letters = !is_joiner && self.base.is_some_and(joins_after);
            if self.joiner.is_none() && (virama || pictograph || letters) {
                self.joiner = Some((c, from));
            }
        } else if follows_pictograph(before) {
            self.push(c, from);
        }
    }

    /// Decides on a waiting joiner now that the next character is known.
    fn decide_joiner(&mut self, next: char) {
        let Some((joiner, from)) = self.joiner.take() else { return };
        let virama = self.before.is_some_and(|before| canonical_combining_class(before) == 9);
        // A mark may be sorted behind others: what follows would be another character in a second pass.
        let mut first = None;
        decompose_canonical(next, |d| first = first.or(Some(d)));
        let letter = next.is_alphabetic() && first.is_none_or(|first| canonical_combining_class(first) == 0);
        let wanted = if joiner == '\u{200D}' {
            is_pictograph(next) || virama && letter
        } else {
            joins_before(next) && self.base.is_some_and(joins_after) || virama && letter
        };
        if wanted {
            self.push(joiner, from);
        }
    }

    fn push(&mut self, c: char, from: Span) {
        self.decide_joiner(c);
        if begins_segment(c) {
            self.flush();
        }
        self.segment.push((c, from));
        self.remember(c);
        if joining_type(c) != JoiningType::Transparent {
            self.base = Some(c);
        }
    }

    /// Keeps the last character of the text so far. Marks will be sorted by class, those of composed letters among
    /// them, so it is the last one of the highest class.
    fn remember(&mut self, c: char) {
        decompose_canonical(c, |part| {
            let class = canonical_combining_class;
            if class(part) == 0 || self.before.is_none_or(|before| class(before) <= class(part)) {
                self.before = Some(part);
            }
        });
    }

    /// Normalizes and writes what has gathered.
    fn flush(&mut self) {
        match self.segment.as_slice() {
            [] => return,
            &[(c, from)] if self.tables.clean.get(c) == class::KEEP => self.write(c, from),
            segment => {
                let letters = || segment.iter().map(|&(c, _)| c);
                let normal: Vec<char> = if self.mode.compatibility {
                    letters().nfkc().collect()
                } else {
                    letters().nfc().collect()
                };
                if letters().eq(normal.iter().copied()) {
                    for (c, from) in core::mem::take(&mut self.segment) {
                        self.write(c, from);
                    }
                } else {
                    let whole = segment.iter().map(|&(_, from)| from).reduce(Span::cover).unwrap_or_default();
                    for c in normal {
                        self.write(c, whole);
                    }
                }
            }
        }
        self.segment.clear();
    }

    /// Writes a normalized character; what normalization brought forth is tidied too.
    fn write(&mut self, c: char, from: Span) {
        let class = self.tables.clean.get(c);
        match class {
            class::SPACE | class::DROP if self.mode.tidy => {
                if class == class::SPACE {
                    self.space = self.space.map(|space| space.cover(from)).or(Some(from));
                }
                return;
            }
            // A reference that only cleaning brought together must not be one in a second pass. A space keeps apart
            // what its semicolon did.
            class::SEMICOLON if self.mode.tidy && entity::would_complete(self.sink.written()) => {
                self.space = Some(from);
                return;
            }
            class::PUNCTUATION.. if self.mode.compatibility => {
                self.write_space();
                let plain = self.tables.punctuation_of(class).unwrap_or_default();
                plain.chars().for_each(|d| self.sink.put(d, from));
                return;
            }
            _ => {}
        }
        self.write_space();
        let mut unchanged = [0; 4];
        let encoded: &str = c.encode_utf8(&mut unchanged);
        if from.of(self.text) == encoded {
            self.sink.copy(encoded, from.start);
        } else {
            self.sink.put(c, from);
        }
    }

    fn write_space(&mut self) {
        let Some(space) = self.space.take() else { return };
        if self.sink.written().is_empty() {
            return;
        }
        if space.of(self.text) == " " {
            self.sink.copy(" ", space.start);
        } else {
            self.sink.put(' ', space);
        }
    }
}

/// The character that Unicode takes `c` for a second code of.
fn singleton(c: char) -> Option<char> {
    let mut found = None;
    let mut count = 0;
    decompose_canonical(c, |d| {
        found = Some(d);
        count += 1;
    });
    found.filter(|d| count == 1 && *d != c)
}

fn joining_type(c: char) -> JoiningType {
    CodePointMapData::<JoiningType>::new().get(c)
}

/// Letters that join leftwards only are taken too: a non-joiner after them shows nothing, but it marks where a
/// compound was put together (محمد\u{200C}باقر).
fn joins_after(c: char) -> bool {
    matches!(joining_type(c), JoiningType::LeftJoining | JoiningType::DualJoining | JoiningType::RightJoining)
}

fn joins_before(c: char) -> bool {
    matches!(joining_type(c), JoiningType::RightJoining | JoiningType::DualJoining)
}

fn is_pictograph(c: char) -> bool {
    CodePointSetData::new::<ExtendedPictographic>().contains(c)
}

/// Whether an emoji sequence may go on after `c`: a pictograph, a skin tone, a selector, a tag.
fn follows_pictograph(c: char) -> bool {
    is_pictograph(c) || matches!(c, '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

/// Whether normalization never looks across the place before `c`: neither `c` nor the first character it
/// decomposes to combines with what stands before.
///
/// ```
/// use allonym::unicode::generator::begins_segment;
///
/// assert!(begins_segment('ق'));
/// assert!(!begins_segment('\u{301}')); // a combining acute accent
/// ```
#[must_use]
pub fn begins_segment(c: char) -> bool {
    let mut first = None;
    decompose_compatible(c, |d| first = first.or(Some(d)));
    let first = first.unwrap_or(c);
    canonical_combining_class(first) == 0 && is_nfc_quick(core::iter::once(first)) == IsNormalized::Yes
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(clean("Qasem Soleimani"), Cow::Borrowed(_)));
        assert!(matches!(clean("قاسم سلیمانی"), Cow::Borrowed(_)));
        assert!(matches!(clean(" a"), Cow::Owned(_)));
    }

    #[test]
    fn white_space_is_one_space_and_none_at_the_ends() {
        assert_eq!(clean("\t a \u{A0}\n b\u{3000}"), "a b");
        assert_eq!(clean(" \n "), "");
    }

    #[test]
    fn a_mark_composes_with_the_last_character_of_a_run() {
        assert_eq!(clean("Qa\u{304}sem"), "Qāsem");
        // The dot below sorts before the acute accent.
        assert_eq!(clean("a\u{301}\u{323}"), "\u{1EA1}\u{301}");
        assert_eq!(clean("\u{1112}\u{1161}\u{11AB}"), "한");
    }

    #[test]
    fn a_non_joiner_stays_between_letters_that_join() {
        assert_eq!(clean("علی\u{200C}رضا"), "علی\u{200C}رضا");
        assert_eq!(clean("علی\u{200C}\u{200C}رضا"), "علی\u{200C}رضا");
        assert_eq!(clean("علی\u{200C} رضا"), "علی رضا");
        assert_eq!(clean("Ali\u{200C}reza"), "Alireza");
        assert_eq!(clean("علی\u{200C}"), "علی");
    }

    #[test]
    fn a_joiner_stays_in_emoji_and_after_a_virama() {
        assert_eq!(clean("👩\u{200D}🔬"), "👩\u{200D}🔬");
        assert_eq!(clean("ශ්\u{200D}රී"), "ශ්\u{200D}රී");
        assert_eq!(clean("a\u{200D}b"), "ab");
    }

    #[test]
    fn letters_by_shape_are_letters_and_signs_stay() {
        assert_eq!(clean("ﻗﺎﺳﻢ ﬁ"), "قاسم fi");
        assert_eq!(clean("“O’Neill” – №"), "“O’Neill” – №");
    }

    #[test]
    fn the_map_leads_to_all_that_was_composed() {
        let cleaned = clean_aligned("xa\u{304}\u{200F}y");
        assert_eq!(cleaned.text(), "xāy");
        assert_eq!(cleaned.source(Span::new(1, 3)), Span::new(1, 4));
        assert_eq!(cleaned.source(Span::new(3, 4)), Span::new(7, 8));
    }
}
