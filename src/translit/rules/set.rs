//! Sets of characters.
//!
//! A set is made of ranges, general categories, and sets within it that are turned round; once it is finished, the
//! question whether it holds a character is one look at a bitmap for the characters that rules are about:
//!
//! ```text
//! set                     bitmap                               a character outside the bitmap
//! [а-яё]                  from а to ё                          is not in the set
//! [^аеиоу]                from а to у                          is in it
//! [[:L:]&more]            the first 2048 characters            is searched for: ranges, category, sets within
//! ```
//!
//! *Cost*: a finished set answers in a few instructions; finishing costs the ranges and one bit for each character of
//! the bitmap.

use alloc::vec::Vec;

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;
use icu_properties::props::GeneralCategory as G;

/// A set of characters: ranges, classes, and other sets, perhaps turned round.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CharSet {
    pub(crate) negated: bool,
    /// First and last characters.
    pub(crate) ranges: Vec<(char, char)>,
    /// A bit for each general category.
    pub(crate) classes: u32,
    /// Sets within, all negated ones: others are merged into this.
    pub(crate) inner: Vec<CharSet>,
    /// Once the set is finished: a bit for each character from `first` on, and the answer for all others where there
    /// is one.
    pub(super) first: u32,
    pub(super) bits: Vec<u64>,
    pub(super) others: Option<bool>,
}

/// Sets stand in sets no deeper than this: reading them is recursive.
pub(super) const MAX_DEPTH: usize = 8;

/// Characters of the largest set that is listed one by one, in an index or a bitmap.
const MAX_LISTED: u32 = 4096;

/// Characters that have their bit in a set of classes: Latin, Greek, Cyrillic, Hebrew, Arabic.
const BITMAP_LEN: u32 = 0x800;

impl CharSet {
    pub(crate) fn add(&mut self, first: char, last: char) {
        self.ranges.push((first, last));
    }

    pub(crate) fn merge(&mut self, other: CharSet) {
        if other.negated {
            self.inner.push(other);
        } else {
            self.ranges.extend(other.ranges);
            self.classes |= other.classes;
            self.inner.extend(other.inner);
        }
    }

    /// Puts the ranges in order, so that they can be searched.
    pub(crate) fn finish(&mut self) {
        self.ranges.sort_unstable();
        let mut merged: Vec<(char, char)> = Vec::with_capacity(self.ranges.len());
        for (first, last) in self.ranges.drain(..) {
            match merged.last_mut() {
                Some(before) if first as u32 <= before.1 as u32 + 1 => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        self.ranges = merged;
        self.inner.iter_mut().for_each(CharSet::finish);
        self.bits.clear();
        let listed = self.classes == 0 && self.inner.is_empty();
        let (low, high) = match (self.ranges.first(), self.ranges.last()) {
            (Some((low, _)), Some((_, high))) if listed && *high as u32 - (*low as u32) < MAX_LISTED => {
                (*low as u32, *high as u32)
            }
            _ => (0, BITMAP_LEN - 1),
        };
        let exact = listed && (low, high) != (0, BITMAP_LEN - 1);
        self.first = low;
        self.others = exact.then_some(self.negated);
        for start in (low..=high).step_by(64) {
            let bit = |at: u32| char::from_u32(start + at).is_some_and(|c| self.search(c));
            self.bits.push((0..64).filter(|at| bit(*at)).fold(0u64, |word, at| word | 1 << at));
        }
    }

    #[inline]
    pub(crate) fn contains(&self, c: char) -> bool {
        let at = (c as u32).wrapping_sub(self.first);
        match (self.bits.get(at as usize / 64), self.others) {
            (Some(word), _) => word >> (at % 64) & 1 == 1,
            (None, Some(answer)) => answer,
            (None, None) => self.search(c),
        }
    }

    fn search(&self, c: char) -> bool {
        let after = self.ranges.partition_point(|(first, _)| *first <= c);
        let ranged =
            after.checked_sub(1).and_then(|at| self.ranges.get(at)).is_some_and(|(_, last)| c <= *last);
        let found = ranged
            || self.classes != 0 && self.classes & category_bit(c) != 0
            || self.inner.iter().any(|set| set.contains(c));
        found != self.negated
    }

    /// Its characters, if they can be listed.
    pub(crate) fn listed(&self) -> Option<Vec<char>> {
        self.count().map(|_| self.ranges.iter().flat_map(|(first, last)| *first..=*last).collect())
    }

    /// How many characters it has, if they can be listed.
    pub(super) fn count(&self) -> Option<usize> {
        let sizes = self.ranges.iter().map(|(first, last)| *last as u32 - *first as u32 + 1);
        let size = sizes.fold(0, u32::saturating_add);
        let plain = !self.negated && self.classes == 0 && self.inner.is_empty() && size <= MAX_LISTED;
        plain.then_some(size as usize)
    }

    /// How many ranges and sets it is made of, and how deep these stand in each other.
    pub(super) fn size(&self) -> (usize, usize) {
        let inner = self.inner.iter().map(CharSet::size);
        let (sum, depth) = inner.fold((0, 0), |sum, set| (sum.0 + set.0, sum.1.max(set.1)));
        (sum + self.ranges.len() + 1, depth + 1)
    }
}

fn category_bit(c: char) -> u32 {
    1 << (CodePointMapData::<GeneralCategory>::new().get(c) as u32)
}

/// General categories as a set of bits.
const fn bits(categories: &[GeneralCategory]) -> u32 {
    let mut bits = 0;
    let mut rest = categories;
    while let [first, others @ ..] = rest {
        bits |= 1 << (*first as u32);
        rest = others;
    }
    bits
}

const LETTER: u32 =
    bits(&[G::UppercaseLetter, G::LowercaseLetter, G::TitlecaseLetter, G::ModifierLetter, G::OtherLetter]);
const MARK: u32 = bits(&[G::NonspacingMark, G::EnclosingMark, G::SpacingMark]);
const NUMBER: u32 = bits(&[G::DecimalNumber, G::LetterNumber, G::OtherNumber]);
const CAPITAL: u32 = bits(&[G::UppercaseLetter, G::TitlecaseLetter]);

/// The classes that rules may name: letters, marks and so on.
pub(crate) fn class(name: &str) -> Option<u32> {
    Some(match name {
        "L" => LETTER,
        "Lu" => bits(&[G::UppercaseLetter]),
        "Ll" => bits(&[G::LowercaseLetter]),
        "Lt" => bits(&[G::TitlecaseLetter]),
        "Lm" => bits(&[G::ModifierLetter]),
        "Lo" => bits(&[G::OtherLetter]),
        "M" => MARK,
        "Mn" => bits(&[G::NonspacingMark]),
        "Mc" => bits(&[G::SpacingMark]),
        "N" => NUMBER,
        "Nd" => bits(&[G::DecimalNumber]),
        "P" => bits(&[
            G::DashPunctuation,
            G::OpenPunctuation,
            G::ClosePunctuation,
            G::ConnectorPunctuation,
            G::InitialPunctuation,
            G::FinalPunctuation,
            G::OtherPunctuation,
        ]),
        "S" => bits(&[G::MathSymbol, G::CurrencySymbol, G::ModifierSymbol, G::OtherSymbol]),
        "Z" => bits(&[G::SpaceSeparator, G::LineSeparator, G::ParagraphSeparator]),
        _ => return None,
    })
}

/// Ranges of letters and marks alone: Cyrillic, Arabic, Hangul jamo and syllables. Looking there saves asking for the
/// category of what most texts are made of.
const WORDS: [(char, char); 4] =
    [('\u{400}', '\u{481}'), ('\u{620}', '\u{669}'), ('\u{1100}', '\u{11FF}'), ('\u{AC00}', '\u{D7A3}')];

/// Whether a character is part of a word: a letter, a mark or a digit, and what is invisible inside one (soft hyphen,
/// word joiner).
pub(crate) fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || WORDS.iter().any(|(first, last)| *first <= c && c <= *last)
        || !c.is_ascii() && category_bit(c) & (LETTER | MARK | NUMBER) != 0
        || matches!(c, '\u{AD}' | '\u{2060}')
}

/// Ranges without case: Hebrew to Myanmar, Hangul jamo and Ethiopic, kana to Yi, Hangul syllables. Looking there saves a
/// search among all letters.
const CASELESS: [(char, char); 4] =
    [('\u{590}', '\u{109F}'), ('\u{1100}', '\u{139F}'), ('\u{3000}', '\u{A63F}'), ('\u{AC00}', '\u{FAFF}')];

/// The small letter of a capital, one for one.
#[inline]
pub(crate) fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    if CASELESS.iter().any(|(first, last)| *first <= c && c <= *last) {
        return c;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => c,
    }
}

/// Whether a character is a capital or title-case letter.
pub(crate) fn is_capital(c: char) -> bool {
    c.is_ascii_uppercase() || !c.is_ascii() && category_bit(c) & CAPITAL != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(ranges: &[(char, char)], classes: u32, negated: bool) -> CharSet {
        let mut set = CharSet { classes, negated, ..CharSet::default() };
        ranges.iter().for_each(|(first, last)| set.add(*first, *last));
        set.finish();
        set
    }

    #[test]
    fn the_ranges_without_case_have_none() {
        for c in CASELESS.iter().flat_map(|(first, last)| *first..=*last) {
            assert!(c.to_lowercase().eq([c]), "{c} has case");
        }
    }

    #[test]
    fn the_ranges_of_words_have_nothing_else() {
        for c in WORDS.iter().flat_map(|(first, last)| *first..=*last) {
            assert!(category_bit(c) & (LETTER | MARK | NUMBER) != 0, "{c}");
        }
    }

    #[test]
    fn ranges_are_sorted_and_merged() {
        let set = set(&[('к', 'м'), ('а', 'в'), ('г', 'г'), ('б', 'в')], 0, false);
        assert_eq!(set.ranges, [('а', 'г'), ('к', 'м')]);
        assert!(set.contains('а') && set.contains('г') && set.contains('л'));
        assert!(!set.contains('д') && !set.contains('я') && !set.contains('a'));
    }

    #[test]
    fn a_negated_set_holds_all_others() {
        let set = set(&[('а', 'я')], 0, true);
        assert!(!set.contains('к') && set.contains('ё') && set.contains('x') && set.contains('漢'));
        assert_eq!(set.count(), None);
    }

    #[test]
    fn classes_hold_beyond_the_bitmap() {
        let set = set(&[], LETTER, false);
        assert!(set.contains('a') && set.contains('я') && set.contains('漢') && !set.contains('1'));
        assert!(!set.contains('\u{301}'));
    }

    #[test]
    fn far_ranges_are_searched() {
        let set = set(&[('a', 'z'), ('漢', '漢')], 0, false);
        assert!(set.contains('漢') && !set.contains('字') && set.contains('q'));
        assert_eq!(set.count(), Some(27));
    }

    #[test]
    fn a_set_knows_how_deep_it_is() {
        let mut inner = CharSet { negated: true, ..CharSet::default() };
        inner.add('a', 'b');
        let mut outer = CharSet::default();
        outer.merge(inner);
        outer.finish();
        assert_eq!(outer.size().1, 2);
        assert!(outer.contains('c') && !outer.contains('a'));
    }
}
