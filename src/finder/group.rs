//! What a group of languages that share a model does to words.

use icu_properties::props::Script as Property;

use crate::span::Span;
use crate::tables::finder::Group;

impl Group {
    /// Whether words of a script are at home in it.
    pub(super) fn writes(&self, script: Property) -> bool {
        self.scripts.contains(&super::tag_of(script))
    }

    /// Where a name ends whose last unit is this one: before a suffix that is a word of its own.
    pub(super) fn end_of(&self, text: &str, unit: Span) -> usize {
        let word = unit.of(text);
        if !self.cut {
            return unit.end;
        }
        let stem = self.suffixes.iter().filter_map(|suffix| word.strip_suffix(suffix.as_str()));
        let stem = { stem }.find(|stem| stem.chars().nth(1).is_some());
        stem.map_or(unit.end, |stem| unit.start + stem.len())
    }

    /// What is left of a word without what is written together with it: without a prefix, without a suffix, the
    /// longest first, then without both.
    pub(super) fn stems<'w>(
        &self,
        word: &'w str,
        least: usize,
    ) -> impl Iterator<Item = &'w str> + use<'w, '_> {
        let long = move |stem: &&str| stem.chars().nth(least.saturating_sub(1)).is_some();
        let fronts = self.prefixes.iter().filter_map(move |prefix| word.strip_prefix(prefix.as_str()));
        let backs = self.suffixes.iter().filter_map(move |suffix| word.strip_suffix(suffix.as_str()));
        let both =
            self.prefixes.iter().filter_map(move |prefix| word.strip_prefix(prefix.as_str())).flat_map(
                move |rest| self.suffixes.iter().filter_map(move |suffix| rest.strip_suffix(suffix.as_str())),
            );
        fronts.chain(backs).chain(both).filter(long)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{string::ToString, vec::Vec};

    #[test]
    fn suffixes_that_are_words_are_no_part_of_names() {
        let suffixes = ["에서", "는"].map(|word| word.to_string()).to_vec();
        let group = Group { suffixes, cut: true, ..Group::default() };
        let end = |word: &str| group.end_of(word, Span::new(0, word.len())) / 3;
        assert_eq!((end("서울에서"), end("김는"), end("서울")), (2, 2, 2));
    }

    #[test]
    fn stems_lose_what_is_written_with_them() {
        let group = Group {
            prefixes: ["وال", "ال", "و"].map(|word| word.to_string()).to_vec(),
            suffixes: ["ها"].map(|word| word.to_string()).to_vec(),
            ..Group::default()
        };
        let stems: Vec<&str> = group.stems("والبلدها", 2).collect();
        assert_eq!(stems, ["بلدها", "البلدها", "والبلد", "بلد", "البلد"]);
        assert_eq!(group.stems("وا", 2).count(), 0);
    }
}
