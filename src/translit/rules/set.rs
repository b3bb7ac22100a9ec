//! Sets of characters.

use alloc::vec::Vec;

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

/// A set of characters: ranges, classes, and other sets, perhaps turned round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CharSet {
    pub(crate) negated: bool,
    /// First and last characters.
    pub(crate) ranges: Vec<(char, char)>,
    /// A bit for each general category.
    pub(crate) classes: u32,
    /// Sets within, all negated ones: others are merged into this.
    pub(crate) inner: Vec<CharSet>,
    /// A bit for each of the first characters, once the set is finished: what nearly all questions are about.
    pub(super) low: Vec<u64>,
}

/// How many characters have their bit: Latin, Greek, Cyrillic, Hebrew, Arabic.
const LOW: u32 = 0x800;

/// No set is listed character by character if it has more.
const LISTED: u32 = 4096;

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
        self.low.clear();
        for start in (0..LOW).step_by(64) {
            let bit = |at: u32| char::from_u32(start + at).is_some_and(|c| self.search(c));
            let word = (0..64).filter(|at| bit(*at)).fold(0u64, |word, at| word | 1 << at);
            self.low.push(word);
        }
    }

    #[inline]
    pub(crate) fn contains(&self, c: char) -> bool {
        match self.low.get(c as usize / 64) {
            Some(word) => word >> (c as u32 % 64) & 1 == 1,
            None => self.search(c),
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
        let size: u32 = self.ranges.iter().map(|(first, last)| *last as u32 - *first as u32 + 1).sum();
        let plain = !self.negated && self.classes == 0 && self.inner.is_empty() && size <= LISTED;
        plain.then(|| self.ranges.iter().flat_map(|(first, last)| *first..=*last).collect())
    }
}

fn category_bit(c: char) -> u32 {
    1 << (CodePointMapData::<GeneralCategory>::new().get(c) as u32)
}

/// The classes that rules may name: letters, marks and so on.
pub(crate) fn class(name: &str) -> Option<u32> {
    use GeneralCategory as G;
    let bit = |category: G| 1u32 << (category as u32);
    let all = |categories: &[G]| categories.iter().map(|category| bit(*category)).fold(0, |a, b| a | b);
    Some(match name {
        "L" => all(&[
            G::UppercaseLetter,
            G::LowercaseLetter,
            G::TitlecaseLetter,
            G::ModifierLetter,
            G::OtherLetter,
        ]),
        "Lu" => bit(G::UppercaseLetter),
        "Ll" => bit(G::LowercaseLetter),
        "Lt" => bit(G::TitlecaseLetter),
        "Lm" => bit(G::ModifierLetter),
        "Lo" => bit(G::OtherLetter),
        "M" => all(&[G::NonspacingMark, G::EnclosingMark, G::SpacingMark]),
        "Mn" => bit(G::NonspacingMark),
        "Mc" => bit(G::SpacingMark),
        "N" => all(&[G::DecimalNumber, G::LetterNumber, G::OtherNumber]),
        "Nd" => bit(G::DecimalNumber),
        "P" => all(&[
            G::DashPunctuation,
            G::OpenPunctuation,
            G::ClosePunctuation,
            G::ConnectorPunctuation,
            G::InitialPunctuation,
            G::FinalPunctuation,
            G::OtherPunctuation,
        ]),
        "S" => all(&[G::MathSymbol, G::CurrencySymbol, G::ModifierSymbol, G::OtherSymbol]),
        "Z" => all(&[G::SpaceSeparator, G::LineSeparator, G::ParagraphSeparator]),
        _ => return None,
    })
}

/// Whether a character is part of a word: a letter, a mark or a digit.
pub(crate) fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || !c.is_ascii()
            && category_bit(c) & (class("L").unwrap_or(0) | class("M").unwrap_or(0) | class("N").unwrap_or(0))
                != 0
}

/// Whether a character is a capital or title-case letter.
pub(crate) fn is_capital(c: char) -> bool {
    c.is_ascii_uppercase()
        || !c.is_ascii()
            && (c.is_uppercase() && c.is_alphabetic() || category_bit(c) & class("Lt").unwrap_or(0) != 0)
}
