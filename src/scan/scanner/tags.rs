//! Names where no words are parted by spaces: in scripts without them, in hashtags, in handles.

use super::list::joined_key;
use super::row::{Row, tag_place};
use super::search::{Candidate, Search, Source};
use super::{Extent, Setting};
use crate::aligned::Aligned;
use crate::finder;
use crate::quantity::Probability;
use crate::span::Span;
use crate::tag::Language;
use crate::unicode::{SocialItem, expand_tag, expand_tag_aligned};

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
            for name in finder::read(line.of(self.text), Language::UNDETERMINED)
                .iter()
                .flat_map(finder::Reading::found)
            {
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
        Some((words, item))
    }

    /// The name that a handle spells: all of it.
    pub(super) fn handle(&mut self, item: SocialItem) {
        let letters = joined_key(&expand_tag(item.span.of(self.text)));
        self.joined(&letters, item.span, Setting::Handle);
    }

    /// A name of several words written as one.
    fn joined(&mut self, letters: &str, span: Span, setting: Setting) {
        for number in self.list.joined(letters) {
            let Some(name) = self.list.name(*number).filter(|name| name.core.count_ones() > 1) else {
                continue;
            };
            let words = alloc::vec![(span, name.core)];
            let score = Probability::ONE;
            self.found.push(Candidate { span, name: *number, score, extent: Extent::Full, setting, words });
        }
    }
}
