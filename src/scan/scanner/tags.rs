//! Names where no words are parted by spaces: in scripts without them, in hashtags, in handles.

use super::choice::Candidate;
use super::list::joined_key;
use super::memory::{Answer, answer_of};
use super::row::{Row, tag_place};
use super::search::{MIN_SINGLE, Search, Source};
use super::{Extent, Setting};
use crate::aligned::Aligned;
use crate::finder;
use crate::quantity::Probability;
use crate::span::Span;
use crate::tag::Language;
use crate::unicode::{SocialItem, expand_tag_aligned};

/// Letters of each half of a name that is written as one word, at the least.
const MIN_HALF: usize = 3;
/// Letters of a name that is written as one word and is looked into, at the most: longer tags are slogans.
const MAX_HALVES: usize = 30;
/// Names with a word at the most, so that a tag is tried as each of them.
const MAX_POSTINGS: usize = 64;

impl Search<'_, '_> {
    /// Names in scripts without spaces, where the learned finder shows their ends.
    pub(super) fn unspaced(&mut self, row: &Row<'_>) {
        if let Some(machine) = &self.list.unspaced {
            for hit in machine.find_overlapping_iter(self.text) {
                let Some(number) = self.list.patterns.get(hit.pattern().as_usize()).copied() else {
                    continue;
                };
                let Some(name) = self.list.name(number) else { continue };
                let span = Span::new(hit.start(), hit.end());
                let words = alloc::vec![(span, name.core)];
                let (score, extent, setting) = (Probability::ONE, Extent::Full, Setting::Running);
                self.found.push(Candidate { span, name: number, score, extent, setting, words });
            }
        }
        for line in row.unspaced_lines() {
            let words = &mut self.memory.finder_words;
            let reading = finder::read_with(words, line.of(self.text), Language::UNDETERMINED);
            for name in reading.iter().flat_map(finder::Reading::found) {
                let span = name.span.shifted(line.start);
                let own = Row::new(span.of(self.text), &[], false, self.list, self.memory);
                let place = move |inner: Span| inner.shifted(span.start);
                self.windows(&own, Source { setting: Setting::Running, place: &place });
            }
        }
    }

    /// Names in a hashtag; its words, if there are any.
    pub(super) fn hashtag(&mut self, item: SocialItem) -> Option<(Aligned, SocialItem)> {
        let words = expand_tag_aligned(item.span.of(self.text));
        let place = |span: Span| tag_place(&words, item.span, span);
        let row = Row::new(words.text(), &[], true, self.list, self.memory);
        let before = self.found.len();
        self.windows(&row, Source { setting: Setting::Hashtag, place: &place });
        if self.found.len() == before {
            self.joined(&row.joined(), item.span, Setting::Hashtag);
        }
        if self.found.len() == before && row.len() == 1 {
            self.halves(&row.joined(), item.span, Setting::Hashtag);
        }
        Some((words, item))
    }

    /// The full name that a handle spells: all of it.
    pub(super) fn handle(&mut self, item: SocialItem) {
        let words = expand_tag_aligned(item.span.of(self.text));
        let letters = joined_key(words.text());
        let before = self.found.len();
        self.joined(&letters, item.span, Setting::Handle);
        if self.found.len() > before {
            return;
        }
        let place = |span: Span| tag_place(&words, item.span, span);
        let row = Row::new(words.text(), &[], true, self.list, self.memory);
        self.windows(&row, Source { setting: Setting::Handle, place: &place });
        let whole = |one: &Candidate| one.span == item.span && one.words.len() > 1;
        let found = self.found.split_off(before);
        self.found.extend(found.into_iter().filter(whole));
        if self.found.len() == before && row.len() == 1 {
            self.halves(&letters, item.span, Setting::Handle);
        }
    }

    /// A name of several words written as one.
    fn joined(&mut self, letters: &str, span: Span, setting: Setting) {
        for number in self.list.joined(letters) {
            let Some(name) = self.list.name(*number).filter(|name| name.core.count_ones() > 1) else {
                continue;
            };
            self.whole(*number, name.core, Probability::ONE, span, setting);
        }
    }

    /// The same where one half is a word of the list, and the other a spelling of one: #ghassemsoleimani.
    fn halves(&mut self, letters: &str, span: Span, setting: Setting) {
        let count = letters.chars().count();
        if !(2 * MIN_HALF..=MAX_HALVES).contains(&count) {
            return;
        }
        for (at, _) in letters.char_indices().skip(MIN_HALF).take(count + 1 - 2 * MIN_HALF) {
            let Some((front, back)) = letters.split_at_checked(at) else { continue };
            for (known, other) in [(front, back), (back, front)] {
                let word = self.list.find(known).and_then(|word| self.list.words.get(word as usize));
                let Some(word) = word.filter(|word| word.postings.len() <= MAX_POSTINGS) else { continue };
                let sought = self.memory.sought(other, Language::UNDETERMINED);
                for posting in &word.postings {
                    let answer = Answer {
                        name: posting.name,
                        mask: posting.mask,
                        similarity: MIN_SINGLE,
                        exact: true,
                        cut: (0, 0),
                    };
                    let Some(name) = self.list.name(posting.name) else { continue };
                    let Some(second) = answer_of(self.list, &answer, &sought) else { continue };
                    if (answer.mask | second.mask) & name.core != name.core {
                        continue;
                    }
                    let window = [front, " ", back].concat();
                    let score = self.memory.score(self.list, &window, posting.name);
                    if score >= self.min {
                        self.whole(posting.name, name.core, score, span, setting);
                    }
                }
            }
        }
    }

    /// Takes all of a tag for a name.
    fn whole(&mut self, name: u32, core: u32, score: Probability, span: Span, setting: Setting) {
        let words = alloc::vec![(span, core)];
        self.found.push(Candidate { span, name, score, extent: Extent::Full, setting, words });
    }
}
