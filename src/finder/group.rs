//! What a group of languages that share a model does to words.

use icu_properties::props::Script as Property;

use super::Knowledge;
use crate::span::Span;
use crate::tables::finder::Group;
use crate::tables::lexicon::{Class, Sense};

/// Whether a word by itself is a name that the lexicon has, or a word of names.
fn is_name(knowledge: &Knowledge, word: &str) -> bool {
    const NAMES: [Class; 4] = [Class::PlaceName, Class::OrganizationName, Class::Given, Class::GivenForm];
    knowledge.lexicon.senses(word).any(|sense| NAMES.contains(&sense.class))
        || knowledge.frequencies.get(word).is_some()
}

impl Group {
    /// Whether words of a script are at home in it.
    pub(super) fn writes(&self, script: Property) -> bool {
        self.scripts.contains(&super::tag_of(script))
    }

    /// Where a name ends whose last unit is this one: before particles that are written together with it, and before a title
    /// that is: 김장관은 is 김, and a title, and a particle. A word that is known as a name as it stands is whole: 아르헨티나.
    pub(super) fn end_of(&self, knowledge: &Knowledge, text: &str, unit: Span) -> usize {
        let word = unit.of(text);
        if !self.cut || is_name(knowledge, word) {
            return unit.end;
        }
        let stems = || {
            let stems = self.suffixes.iter().filter_map(|suffix| word.strip_suffix(suffix.as_str()));
            stems.filter(|stem| stem.chars().nth(1).is_some())
        };
        let stem = stems().find(|stem| is_name(knowledge, stem)).or_else(|| stems().next()).unwrap_or(word);
        let titled = stem.char_indices().skip(1).map(|(at, _)| stem.split_at(at)).find(|(_, title)| {
            let behind = |sense: Sense| {
                matches!(sense.class, Class::Office | Class::Rank | Class::Honorific)
                    && sense.flags & Sense::AFTER != 0
            };
            title.chars().nth(1).is_some() && knowledge.lexicon.senses(title).any(behind)
        });
        let stem = titled.filter(|_| !is_name(knowledge, stem)).map_or(stem, |(name, _)| name);
        unit.start + stem.len()
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

    #[cfg(feature = "tables")]
    #[test]
    fn particles_and_titles_behind_names_are_no_part_of_them() {
        let chars = crate::tables::CHARS;
        let knowledge =
            Knowledge { chars, lexicon: crate::tables::LEXICON, frequencies: crate::tables::FREQUENCIES };
        let suffixes = ["에서", "는", "은", "나"].map(|word| word.to_string()).to_vec();
        let group = Group { suffixes, cut: true, ..Group::default() };
        let end = |word: &str| group.end_of(&knowledge, word, Span::new(0, word.len())) / 3;
        assert_eq!((end("서울에서"), end("김는"), end("서울")), (2, 2, 2));
        assert_eq!((end("아르헨티나"), end("김장관은"), end("박민수장관")), (5, 1, 3));
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
