//! The different words of a list, sorted by their keys and numbered in that order.

use alloc::vec::Vec;

use crate::codec::{Reader, seconds_of, u32_at};
use crate::compare::NameToken;
use crate::index::format::{Head, Section};
use crate::index::list_word;
use crate::name::Role;

/// A word of the list: where its text and its rows begin, and how many rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::index) struct WordEntry {
    pub(in crate::index) text: u32,
    pub(in crate::index) postings: u32,
    pub(in crate::index) rows: u32,
}

impl WordEntry {
    pub(in crate::index) fn put(&self, out: &mut Vec<u8>) {
        for number in [self.text, self.postings, self.rows] {
            out.extend(number.to_le_bytes());
        }
    }
}

/// The words of a file.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Dictionary<'a> {
    pub(in crate::index) count: usize,
    entries: &'a [u8],
    texts: &'a [u8],
    /// See [`Section::WordLengths`].
    pub(super) lengths: &'a [u8],
    pub(super) trigram_places: &'a [u8],
    pub(super) trigrams: &'a [u8],
    meanings: &'a [u8],
}

impl<'a> Dictionary<'a> {
    pub(in crate::index) fn new(head: &Head, bytes: &'a [u8]) -> Dictionary<'a> {
        let section = |section| head.section(bytes, section);
        Dictionary {
            count: head.words,
            entries: section(Section::Words),
            texts: section(Section::WordTexts),
            lengths: section(Section::WordLengths),
            trigram_places: section(Section::TrigramPlaces),
            trigrams: section(Section::Trigrams),
            meanings: section(Section::Meanings),
        }
    }

    pub(in crate::index) fn entry(&self, word: u32) -> WordEntry {
        let at = |place: usize| u32_at(self.entries, 3 * word as usize + place);
        WordEntry { text: at(0), postings: at(1), rows: at(2) }
    }

    /// A word as [`list_word::key`] makes it.
    pub(in crate::index) fn key(&self, word: u32) -> &'a str {
        let mut reader = Reader::at(self.texts, self.entry(word).text as usize);
        reader.bytes();
        reader.text()
    }

    /// The Latin letters of a word, 1 to 26; those of its romanization if it is in another script.
    pub(in crate::index) fn letters(&self, word: u32) -> &'a [u8] {
        Reader::at(self.texts, self.entry(word).text as usize).bytes()
    }

    /// The word itself made ready.
    pub(in crate::index) fn part(&self, word: u32) -> NameToken {
        list_word::part(self.key(word))
    }

    /// The words that mean what a word of this role and equivalence class does, in whatever language.
    pub(in crate::index) fn synonyms(&self, role: Role, link: u16) -> impl Iterator<Item = u32> + use<'a> {
        let meaning = list_word::meaning(role, link);
        let words = meaning.map(|meaning| seconds_of(self.meanings, meaning));
        words.into_iter().flatten()
    }

    /// The words that can be read as the same syllables, where one of the two is written in signs for them.
    pub(in crate::index) fn read_alike(&self, word: &NameToken) -> impl Iterator<Item = u32> + use<'a> {
        let meanings = self.meanings;
        list_word::readings_of_others(word).flat_map(move |syllables| seconds_of(meanings, syllables))
    }

    /// The number of the word with this key, by binary search.
    pub(in crate::index) fn find(&self, key: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.count as u32);
        while low < high {
            let middle = low.midpoint(high);
            match self.key(middle).cmp(key) {
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Equal => return Some(middle),
                core::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}
