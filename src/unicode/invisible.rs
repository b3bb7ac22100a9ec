//! Invisible characters inside words: soft hyphens, zero-width spaces, marks of direction.
//!
//! *Input* is a name, *output* the name without them, for comparison: who writes one into a name hides it from a list and
//! from nobody's eye. Joiners stay, they are spelling. A zero-width space is a boundary where a script has no spaces (Thai,
//! Khmer), which the Unicode line-breaking classes know; beside such a letter it stays.
//!
//! *Cost*: linear; a look-up for each character that is not ASCII.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, LineBreak};

use crate::aligned::{Aligned, Sink};
use crate::tables::CHARS;
use crate::tables::char_trie::clean_class;

/// The text without invisible characters; nothing if it has none. `boundaries`: those stay that stand for a space.
pub(crate) fn without_invisible(text: &str, boundaries: bool) -> Option<Aligned> {
    if text.is_ascii() || !text.chars().any(is_invisible) {
        return None;
    }
    let mut out = Aligned::default();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if is_invisible(c) && !(boundaries && is_boundary(c, before, text.get(end..).unwrap_or_default())) {
            continue;
        }
        out.copy(text.get(at..end).unwrap_or_default(), at);
        before = Some(c);
    }
    (out.text() != text).then_some(out)
}

/// Whether a character shows nothing and is no joiner.
fn is_invisible(c: char) -> bool {
    !c.is_ascii()
        && matches!(CHARS.clean.get(c), clean_class::DROP | clean_class::SPACE)
        && CodePointMapData::<GeneralCategory>::new().get(c) == GeneralCategory::Format
}

/// Whether it stands for the space between two words of a script that writes none.
fn is_boundary(c: char, before: Option<char>, rest: &str) -> bool {
    let unspaced = |c: char| CodePointMapData::<LineBreak>::new().get(c) == LineBreak::ComplexContext;
    CHARS.clean.get(c) == clean_class::SPACE
        && (before.is_some_and(unspaced) || rest.chars().find(|c| !is_invisible(*c)).is_some_and(unspaced))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn what_nobody_sees_goes() {
        for (text, wanted) in [
            ("Q\u{200B}asem", Some("Qasem")),
            ("Bundes\u{AD}kanzler", Some("Bundeskanzler")),
            ("\u{202B}قاسم\u{202C}", Some("قاسم")),
            ("近\u{200B}平", Some("近平")),
            ("علی\u{200C}رضا", None),
            ("สมชาย\u{200B}ใจดี", None),
            ("Qasem Soleimani", None),
            ("قاسم", None),
        ] {
            assert_eq!(without_invisible(text, true).as_ref().map(Aligned::text), wanted, "{text:?}");
        }
    }

    #[test]
    fn a_boundary_may_be_none() {
        let read = without_invisible("สม\u{200B}ชาย", false).map(Aligned::into_text);
        assert_eq!(read.as_deref(), Some("สมชาย"));
    }

    #[test]
    fn the_map_leads_back() {
        let found = without_invisible("Q\u{200B}a s", true).expect("a text without it");
        assert_eq!(found.source(Span::new(1, 2)), Span::new(4, 5));
        assert_eq!(found.source(Span::new(0, 2)), Span::new(0, 5));
    }
}
