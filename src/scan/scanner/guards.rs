//! What speaks against a window: the words around it, and between its words.
//!
//! A window may look like a listed name and be somebody else's: because a name goes on beside it (Ali Jinnah in Mohammed Ali
//! Jinnah), because what is missing is the family name (Abdel Fattah), or because two people stand side by side (Zelensky,
//! Vladimir Putin). Cost: a few look-ups in the lexicon for a window.

use alloc::string::String;
use core::ops::Range;

use super::list::ListedName;
use super::memory::Answer;
use super::row::Row;
use super::search::{Search, Step};
use super::signs::{is_common, is_named, is_title};
use crate::name::{is_oftener_given, is_syllabic, surprisal};
use crate::scan::kind::{organization_of, place_of};
use crate::text::{self as phrase, CaseShape};

impl Search<'_, '_> {
    /// Whether a word with the one beside it is another name of the lexicon: Northern Ireland, European Parliament.
    pub(super) fn is_of_longer(&self, row: &Row<'_>, at: usize, name: &ListedName) -> bool {
        let linked = |key: &str| {
            let (place, organization) = (place_of(key, row.language), organization_of(key, row.language));
            (place.is_some() || organization.is_some()).then_some((place, organization))
        };
        let before = at.checked_sub(1).filter(|before| row.goes_on(*before) && row.is_cased(*before));
        let next = Some(at + 1).filter(|next| row.goes_on(at) && row.is_cased(*next));
        let pairs = [before.map(|before| (before, at)), next.map(|next| (at, next))];
        pairs.into_iter().flatten().any(|(first, second)| {
            let longer = linked(&[row.key(first), " ", row.key(second)].concat());
            longer.is_some() && longer != linked(&phrase::key(name.name.text()))
        })
    }

    /// Whether the words on both sides of a comma belong to two names: a name stands before the first, or goes on behind the
    /// second. Zelensky, Vladimir Putin; Qassem Soleimani, Ghassem Soleymani.
    pub(super) fn is_enumerated(&self, row: &Row<'_>, at: usize) -> bool {
        let is_name = |other: usize| {
            let key = row.key(other);
            let shown = row.word(other).is_some_and(|word| !word.initial && word.shape != CaseShape::Lower);
            shown && !is_title(key) && (is_named(key) || row.is_cased(other) && !is_common(key))
        };
        let before = at.checked_sub(1).filter(|before| row.goes_on(*before));
        let other_of = |next: usize, own: usize| {
            let names = row.answers(own, self.memory);
            let own = |answer: &Answer| {
                names.iter().any(|own| own.name == answer.name && own.mask & answer.mask == 0)
            };
            !row.answers(next, self.memory).iter().any(own)
        };
        before.is_some_and(|before| is_name(before) && !phrase::is_particle(row.key(before)))
            || row.goes_on(at + 1) && is_name(at + 2) && other_of(at + 2, at)
    }

    /// Whether words of a name are missing in a window, and these are the family name, or another name stands in their place:
    /// Abdel Fattah al-Burhan is not Abdel Fattah el-Sisi, nor Kim Jong-il Kim Jong Un. Or whether it has initials of another.
    pub(super) fn is_of_another(
        &self,
        row: &Row<'_>,
        words: &Range<usize>,
        steps: &[Step],
        name: &ListedName,
    ) -> bool {
        let covered = steps.iter().fold(0, |all, step| all | step.answer.mask);
        let initial = |at: usize| row.word(at).is_some_and(|word| word.initial);
        let mut initials = words.clone().filter(|at| initial(*at));
        if initials.clone().next().is_some() {
            let begins = |at: usize| {
                let first = row.key(at).chars().next();
                name.name.tokens.iter().any(|token| token.key.chars().next() == first)
            };
            // George H. W. Bush is not George W. Bush; of a name without initials nobody knows.
            return name.initials && initials.any(|at| !begins(at));
        }
        if name.core & !covered == 0 {
            return false;
        }
        // Given names are many people's: Abdel Fattah.
        if name.family != 0 && covered & name.family == 0 {
            return true;
        }
        let mut next = words.end;
        let hyphen = |at: usize| row.word(at).is_some_and(|word| word.separator.hyphen);
        while next > 0 && row.goes_on(next - 1) && phrase::is_particle(row.key(next)) {
            next += 1;
        }
        if next == 0 || !row.goes_on(next - 1) || initial(next) {
            return false;
        }
        let capital = row.word(next).is_some_and(|word| word.shape.is_capitalised()) && !row.is_shouted(next);
        let named =
            capital && is_named(row.key(next)) && !is_title(row.key(next)) && !is_common(row.key(next));
        named || hyphen(words.end) && is_syllabic(row.key(words.end))
    }

    /// Whether a name goes on beside a window, and the whole of it is not the listed one any more.
    pub(super) fn is_longer(
        &mut self,
        row: &Row<'_>,
        words: &Range<usize>,
        window: &str,
        number: u32,
        name: &ListedName,
    ) -> bool {
        if !self.list.record(name).is_some_and(|record| name.is_person(record)) {
            return false;
        }
        let mut longer = |with: String| self.memory.score(self.list, &with, number) < self.min;
        let key = |at: usize| row.key(at);
        let before = words.start.checked_sub(1).filter(|at| row.goes_on(*at) && row.is_cased(*at));
        if let Some(at) = before.filter(|at| is_oftener_given(key(*at)) && !is_title(key(*at)))
            && longer([key(at), " ", window].concat())
        {
            return true;
        }
        let Some(last) = words.end.checked_sub(1).filter(|last| row.goes_on(*last)) else { return false };
        row.is_cased(last + 1)
            && !row.is_shouted(last + 1)
            && row.word(last + 1).is_some_and(|word| word.shape.is_capitalised())
            && surprisal(key(last + 1)).is_some()
            && !is_title(key(last + 1))
            && !is_common(key(last + 1))
            && longer([window, " ", key(last + 1)].concat())
    }

    /// Whether one word of a text, or words that are one part of a name, belong to some other name: a given name stands before it, a name behind it.
    pub(super) fn is_anothers(&self, row: &Row<'_>, words: Range<usize>, name: &ListedName) -> bool {
        let at = words.start;
        let single = name.core.count_ones() == 1;
        let before = at.checked_sub(1).filter(|before| row.goes_on(*before) && row.is_capital(*before));
        let before = before.filter(|_| !row.is_dashed(at));
        let cased = row.is_cased(at);
        let given = |before: usize| {
            let key = row.key(before);
            (row.word(before).is_some_and(|word| word.initial)
                || is_oftener_given(key) && (!cased || row.is_cased(before)))
                && !is_title(key)
                && !is_common(key)
        };
        if before.is_some_and(given) {
            return true;
        }
        let next = Some(words.end).filter(|next| row.goes_on(next - 1) && cased && !row.is_dashed(*next));
        next.is_some_and(|next| {
            let key = row.key(next);
            row.word(next).is_some_and(|word| word.shape.is_capitalised())
                && !is_title(key)
                && !is_common(key)
                && (!single || is_named(row.key(at)) && is_named(key))
        })
    }
}
