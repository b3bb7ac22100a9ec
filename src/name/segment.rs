//! Where one name ends and another begins: *a.k.a.*, *née*, semicolons, slashes, brackets.

use alloc::vec::Vec;
use core::ops::Range;

use super::annotation::Annotation;
use super::cues;
use super::part::Role;
use crate::tables::lexicon::{Class, Sense};
use crate::text::Sign;

/// A word after a slash is another name only if both are longer than this: A/C is one name.
const MAX_SLASHED: u8 = 2;
/// A word of so few letters stands in place of a name only where it is all there is: NA.
const MAX_DOUBTFUL_MARKER: u8 = 2;
/// An acronym in brackets is another name behind more than so many words: Islamic Republic of Iran (IRI).
const MIN_SPELLED_OUT: usize = 3;

/// A stretch of words that is one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) words: Range<usize>,
    /// It is a name of birth: a family name.
    pub(super) birth: bool,
}

/// The names that a text holds, one after the other; the markers between them are assigned. Linear in the words.
pub(super) fn segments(name: &mut Annotation) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(1);
    let (mut start, mut at, mut birth) = (0, 0, false);
    let count = name.len();
    while at < count {
        let marker = |sense: Sense| matches!(sense.class, Class::Alias | Class::Birth | Class::Nameless);
        // A marker that nothing follows, or that a name begins with, titles aside, is a word.
        let found = name.longest(at, count, marker).filter(|found| {
            let end = at + usize::from(found.words);
            // Two letters may be a name: Li Na.
            let long = name.word_is(at, |word| word.letters > MAX_DOUBTFUL_MARKER) || end - at == count;
            found.sense.class == Class::Nameless && long
                || found.sense.class != Class::Nameless
                    && end < count
                    && at > start
                    && at > first(name, start)
        });
        if let Some(found) = found {
            let end = at + usize::from(found.words);
            name.assign_phrase(at..end, Role::Marker, 0, "marker of another name");
            if at > start {
                segments.push(Segment { words: start..at, birth });
            }
            birth = found.sense.class == Class::Birth;
            (start, at) = (end, end);
            continue;
        }
        if at > start && begins_another(name, at, start) {
            segments.push(Segment { words: start..at, birth });
            birth = false;
            start = at;
        }
        at += 1;
    }
    if start < count {
        segments.push(Segment { words: start..count, birth });
    }
    segments
}

/// The first word of a name that begins at `start`, behind its titles.
fn first(name: &Annotation, start: usize) -> usize {
    start + cues::titles_before(name, &(start..name.len()))
}

/// Whether another name begins at a word without any word that says so.
fn begins_another(name: &Annotation, at: usize, start: usize) -> bool {
    let Some((word, before)) = name.word(at).zip(name.word(at - 1)) else { return false };
    match word.separator.sign {
        Sign::Break => true,
        Sign::Slash => {
            word.letters > MAX_SLASHED && before.letters > MAX_SLASHED && !word.number && !before.number
        }
        // In brackets at the end stands another name: of several words, or an acronym behind a long one. Anywhere else
        // what is in brackets belongs to the name: Bank of China (Hong Kong) Limited.
        _ if !word.inside || before.inside => false,
        _ => {
            let several = name.len() - at > 1;
            let acronym = word.shape.is_upper() && word.letters > 1;
            name.all_are(at..name.len(), |word| word.inside && !word.quoted)
                && (several || acronym && at >= first(name, start) + MIN_SPELLED_OUT)
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::{Annotation, segments};

    fn cut(text: &str) -> Vec<(usize, usize, bool)> {
        let found = segments(&mut Annotation::new(text));
        found.into_iter().map(|segment| (segment.words.start, segment.words.end, segment.birth)).collect()
    }

    #[test]
    fn a_plain_name_is_one() {
        assert_eq!(cut("Qassem Soleimani"), [(0, 2, false)]);
        assert_eq!(cut(""), []);
    }

    #[test]
    fn markers_stand_between_names() {
        assert_eq!(cut("Usama bin Laden a.k.a. Abu Abdallah"), [(0, 3, false), (6, 8, false)]);
        assert_eq!(cut("Hillary Clinton née Rodham"), [(0, 2, false), (3, 4, true)]);
    }

    #[test]
    fn a_marker_at_an_edge_is_a_word() {
        assert_eq!(cut("Alias Smith"), [(0, 2, false)]);
    }

    #[test]
    fn semicolons_and_long_words_around_slashes() {
        assert_eq!(cut("قاسم سلیمانی؛ حاج قاسم"), [(0, 2, false), (2, 4, false)]);
        assert_eq!(cut("Tharoor/Taroor"), [(0, 1, false), (1, 2, false)]);
        assert_eq!(cut("A/C Service"), [(0, 3, false)]);
    }

    #[test]
    fn brackets_at_the_end_hold_another_name() {
        assert_eq!(cut("United Nations Development Programme (UNDP)"), [(0, 4, false), (4, 5, false)]);
        assert_eq!(cut("Bank of China (Hong Kong) Limited"), [(0, 6, false)]);
    }
}
