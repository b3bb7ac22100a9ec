//! Family names by themselves, and words that are likelier no name.
//!
//! A family name by itself is a mention where the text has the full name of one bearer, or where the list has only one. A
//! spelling that stands in a full mention counts as the name does: Qadhafi, where Moammar Qadhafi stands too. What is only a
//! spelling of the family name of one bearer needs a title before it, or the learned finder.

use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::Extent;
use super::Setting;
use super::choice::Candidate;
use super::memory::Answer;
use super::row::Row;
use super::search::{MIN_SINGLE, Search, Source, Step};
use super::signs::{is_shown, is_title};
use crate::finder;
use crate::quantity::Probability;
use crate::scan::inflection::is_inflected;
use crate::span::Span;
use crate::tables::lexicon::Class;
use crate::text::{self as phrase, CaseShape};

/// By how many nats a word is likelier no name, so that it is none; from 0, all that the finder does not mark, to 8, where
/// it hardly says anything.
const AGAINST: i32 = 2;
/// Letters of a family name and of what is only a spelling of it, together, at the least: as where one word alone is evidence
/// in `resolve`, and one more, for a list has many names. From 5, where Daad is Dad, to 14.
const MIN_LETTERS: usize = 9;

/// A family name as a full mention spells it.
struct Spelled {
    key: String,
    answer: Answer,
    score: Probability,
}

impl Search<'_, '_> {
    /// Whether a word by itself is likelier a word of the language, or a part of a longer name, where no capital says
    /// otherwise: by the lexicon and by the learned finder.
    pub(super) fn is_word(&mut self, row: &Row<'_>, at: usize, answer: &Answer, source: Source<'_>) -> bool {
        let Some(word) = row.word(at) else { return true };
        let key = row.key(at);
        if !answer.exact && is_inflected(key, Class::Demonym, row.language) {
            return true;
        }
        let uncased = word.shape == CaseShape::Caseless && !word.number;
        if uncased && phrase::is(key, Class::Function) {
            return true;
        }
        if source.setting != Setting::Running || !uncased && (!word.separator.starts || row.is_shouted(at)) {
            return false;
        }
        let against = if answer.exact { AGAINST } else { 0 };
        let margin = self.margin(row, (source.place)(word.span)).unwrap_or(0);
        margin < -against * crate::tables::finder::SCALE
    }

    /// By how much a place is likelier a name than none, as the learned finder sees it; nothing if it does not know the
    /// language.
    fn margin(&mut self, row: &Row<'_>, place: Span) -> Option<i32> {
        let text = self.text;
        let line = line_of(text, place.start);
        let words = &mut self.memory.finder_words;
        let read = || finder::read_with(words, line.of(text), row.language);
        let reading = self.lines.entry(line.start).or_insert_with(read);
        let own = Span::new(place.start - line.start, place.end - line.start);
        reading.as_ref()?.name_margin(own)
    }

    /// Whether a word that is only a spelling of a family name is shown to be a name: it is long enough to tell something,
    /// and the learned finder takes it for a name. Dad is no Daad.
    fn is_confirmed(&mut self, row: &Row<'_>, at: usize, answer: &Answer, source: Source<'_>) -> bool {
        let token = self.list.name(answer.name).and_then(|name| name.token(answer.mask));
        let (Some(word), Some(token)) = (row.word(at), token) else { return false };
        let letters = usize::from(word.letters) + token.key.chars().count();
        letters >= MIN_LETTERS
            && (source.setting != Setting::Running
                || self.margin(row, (source.place)(word.span)).is_none_or(|margin| margin >= 0))
    }

    /// Whether a title stands right before a word.
    fn is_titled(&self, row: &Row<'_>, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| row.goes_on(before) && is_title(row.key(before)))
    }

    /// Family names by themselves.
    pub(super) fn families(&mut self, row: &Row<'_>, full: &[Candidate], source: Source<'_>) {
        let spelled = self.spelled(full);
        for at in 0..row.len() {
            let same = |spelled: &&Spelled| spelled.key == row.key(at);
            if !row.is_capital(at) || !row.is_answered(at) && !spelled.iter().any(|one| same(&one)) {
                continue;
            }
            let own = row.span(&(at..at + 1));
            let place = (source.place)(own);
            if full.iter().any(|one| one.span.overlaps(place)) {
                continue;
            }
            let found = self.family(row, at, full).or_else(|| self.only_bearer(spelled.iter().filter(same)));
            let Some((answer, score)) = found else { continue };
            let Some(name) = self.list.name(answer.name) else { continue };
            let step = [Step { at, answer }];
            let relative = self.is_anothers(row, at..at + 1, name);
            let word = !full.iter().any(|one| one.name == answer.name)
                && !self.is_titled(row, at)
                && (self.is_word(row, at, &answer, source)
                    || !answer.exact && !self.is_confirmed(row, at, &answer, source));
            if word || !is_shown(row, at, name, &answer) || relative && !self.relatives {
                continue;
            }
            let extent = if relative { Extent::Relative } else { Extent::Family };
            self.keep(row, &(at..at + 1), &step, extent, score, source);
        }
    }

    /// Family names as full mentions spell them.
    fn spelled(&self, full: &[Candidate]) -> Vec<Spelled> {
        let mentions = full.iter().filter(|one| one.words.len() > 1);
        let families = mentions.flat_map(|one| {
            let family = self.list.name(one.name).map_or(0, |name| name.family);
            let words = one.words.iter().filter(move |(_, mask)| family != 0 && *mask == family);
            words.map(|(span, mask)| Spelled {
                key: phrase::key(span.of(self.text)),
                answer: Answer {
                    name: one.name,
                    mask: *mask,
                    similarity: MIN_SINGLE,
                    exact: false,
                    cut: (0, 0),
                },
                score: one.score,
            })
        });
        families.collect()
    }

    /// The likeliest of full mentions, if they all are of one bearer.
    fn only_bearer<'f>(&self, spelled: impl Iterator<Item = &'f Spelled>) -> Option<(Answer, Probability)> {
        let mut bearers: Vec<u32> = Vec::new();
        let mut best: Option<(Answer, Probability)> = None;
        for one in spelled {
            bearers.extend(self.list.name(one.answer.name).map(|name| name.bearer));
            if best.is_none_or(|(_, score)| one.score > score) {
                best = Some((one.answer, one.score));
            }
        }
        bearers.dedup();
        best.filter(|_| bearers.len() == 1)
    }

    /// Whose family name a word is, and how likely.
    fn family(&mut self, row: &Row<'_>, at: usize, full: &[Candidate]) -> Option<(Answer, Probability)> {
        let is_family = |answer: &&Answer| {
            self.list.name(answer.name).is_some_and(|name| name.family != 0 && answer.mask == name.family)
        };
        let answers: Vec<Answer> = row.answers(at, self.memory).iter().filter(is_family).copied().collect();
        let bearer = |answer: &Answer| self.list.name(answer.name).map(|name| name.bearer);
        let written = row.key(at);
        // Those whose full name the text has; a spelling that stands in one counts as the name does.
        let mut present: Vec<(Answer, Probability)> = Vec::new();
        for answer in &answers {
            let mentions = full.iter().filter(|one| one.name == answer.name && one.words.len() > 1);
            for one in mentions {
                let same = one
                    .words
                    .iter()
                    .any(|(span, mask)| *mask == answer.mask && phrase::key(span.of(self.text)) == written);
                if same || answer.similarity >= MIN_SINGLE {
                    present.push((*answer, one.score));
                }
            }
        }
        let mut bearers: Vec<u32> = present.iter().filter_map(|(answer, _)| bearer(answer)).collect();
        bearers.sort_unstable();
        bearers.dedup();
        if let [_] = bearers.as_slice() {
            return present
                .into_iter()
                .max_by_key(|(answer, score)| (answer.similarity, *score, Reverse(answer.name)));
        }
        if !bearers.is_empty() {
            return None;
        }
        let near: Vec<Answer> =
            answers.into_iter().filter(|answer| answer.similarity >= MIN_SINGLE).collect();
        let mut bearers: Vec<u32> = near.iter().filter_map(bearer).collect();
        bearers.sort_unstable();
        bearers.dedup();
        let best = near.into_iter().max_by_key(|answer| (answer.similarity, Reverse(answer.name)))?;
        let [_] = bearers.as_slice() else { return None };
        let score = self.family_score(row, at, best);
        (score >= self.min).then_some((best, score))
    }

    /// How likely a word is the family name.
    fn family_score(&mut self, row: &Row<'_>, at: usize, answer: Answer) -> Probability {
        if answer.exact {
            return Probability::ONE;
        }
        let token = self.list.name(answer.name).and_then(|name| name.token(answer.mask));
        token.map_or(Probability::ZERO, |token| self.memory.score_of_words(row.key(at), &token.key))
    }
}

/// The line that a place stands in.
fn line_of(text: &str, at: usize) -> Span {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let rest = text.get(at..).and_then(|rest| rest.find('\n'));
    Span::new(start, rest.map_or(text.len(), |end| at + end))
}
