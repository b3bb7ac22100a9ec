//! Titles in and beside runs of capitalised words: they end a name and are no part of it.

use core::ops::Range;

use super::candidate::CandidateFinder;
use super::text::{Joint, Shape, speaks};
use crate::span::Span;
use crate::tables::lexicon::{Class, Sense};
use crate::text as phrase;

impl CandidateFinder<'_, '_> {
    /// A title in small letters right before the run, and its words inside the run that were trimmed away.
    pub(super) fn title_before(&self, run_start: usize, name_start: usize) -> Option<Span> {
        let line = self.word(run_start)?.line;
        for back in (1..=6).rev() {
            let Some(start) = name_start.checked_sub(back) else { continue };
            let joined = (start + 1..=name_start).all(|at| {
                self.word(at).is_some_and(|word| word.joint != Joint::Break && word.line == line)
                    && self.word(at - 1).is_some_and(|word| !word.possessive)
            });
            let cut_off = self.word(start).is_some_and(|word| word.joint == Joint::Hyphen);
            if joined
                && !cut_off
                && self.word(start).is_some_and(|word| word.line == line)
                && self.is_title(start..name_start)
            {
                return Some(self.text.title_span(&(start..name_start)));
            }
        }
        None
    }

    /// Whether the words are a title with what may stand inside one: modifiers, nationalities, acronyms.
    fn is_title(&self, words: Range<usize>) -> bool {
        // A broadcaster or an agency is the word for what the name is.
        if words.len() == 1
            && self.is_any(words.start, &[Class::OrganizationGeneric, Class::OrganizationHead])
        {
            return false;
        }
        let mut at = words.start;
        let mut titles = 0;
        let row = self.text.words.get(..words.end).unwrap_or_default();
        while at < words.end {
            let title = phrase::longest(row, at, |sense| self.opens_name(sense));
            let modifier = phrase::longest(row, at, |sense| {
                sense.class == Class::Modifier && speaks(sense, self.language)
            });
            let inside = self.is(at, Class::Demonym) || self.is_acronym(at);
            at += if title > 0 {
                titles += 1;
                title
            } else if modifier > 0 {
                modifier
            } else if inside {
                1
            } else {
                return false;
            };
        }
        titles > 0
    }

    pub(super) fn opens_name(&self, sense: Sense) -> bool {
        phrase::is_title(sense, Sense::BEFORE)
            && sense.class != Class::Modifier
            && speaks(sense, self.language)
    }

    /// The first title inside a run: where it begins and how many words it takes.
    pub(super) fn title_inside(&self, run: &Range<usize>) -> Option<(usize, usize)> {
        let row = self.text.words.get(..run.end)?;
        (run.start..run.end).find_map(|at| {
            let taken = phrase::longest(row, at, |sense| {
                phrase::is_title(sense, Sense::BEFORE) && speaks(sense, self.language)
            });
            if taken == 0 {
                return None;
            }
            let after = at + taken;
            // Ministers and kings have airports and universities; “President of the Commission” has not.
            let owned = at == run.start && self.word(after).is_some_and(|word| !word.is_capital());
            // Park is a family name too, where another name follows it.
            let begins = |at: usize| at == after && after + 1 < run.end;
            let heads = !owned && (after..run.end).any(|at| self.is_head(at) && !begins(at));
            let alone = after == run.end;
            let split_off = at == run.start || !alone || self.ends_organization(at - 1);
            (!heads && split_off).then_some((at, taken))
        })
    }

    fn ends_organization(&self, at: usize) -> bool {
        self.is_acronym(at) || self.is_head(at) || self.is_any(at, &[Class::PlaceName, Class::Demonym])
    }

    /// Whether an acronym is a title and the name of nothing: CEO.
    pub(super) fn is_title_alone(&self, at: usize) -> bool {
        const NAMES: [Class; 4] =
            [Class::PlaceName, Class::OrganizationName, Class::OrganizationHead, Class::OrganizationGeneric];
        let Some(word) = self.word(at).filter(|word| word.shape == Shape::Upper) else { return false };
        let office =
            |sense: Sense| matches!(sense.class, Class::Office | Class::Rank) && speaks(sense, self.language);
        word.senses().any(office) && !NAMES.iter().any(|class| word.has(*class))
    }
}

#[cfg(test)]
mod tests {
    use alloc::{string::String, vec::Vec};

    use super::super::resolve;

    fn names(document: &str) -> Vec<String> {
        resolve(&[document]).into_iter().map(|entity| entity.name).collect()
    }

    #[test]
    fn a_title_alone_names_nobody() {
        assert_eq!(names("CEO Park Woo-jin said so. CEO Lina Braun left."), ["Park Woo-jin", "Lina Braun"]);
    }
}
