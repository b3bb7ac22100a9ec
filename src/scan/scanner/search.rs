//! From the words of a text to mentions.
//!
//! 1. *Windows.* A word that may be all of a name is a window. Two words at most [`MAX_STEP`] apart that may be two words of
//!    one name make a window, which goes on over further words of it. The names of both are in one order, so they are
//!    intersected: the shorter list is walked, the longer one searched.
//! 2. *Score.* A window is scored against the name as two whole names are. Words that are base forms of listed words stand
//!    in it as the list has them.
//! 3. *Guards.* A window with a name right beside it that makes another name of it is none: Ali Jinnah in Mohammed Ali
//!    Jinnah.
//! 4. *Family names* by themselves, where the text has the full name or the list one bearer.
//! 5. *Choice* (`choice`). The longest mention wins, then the likeliest.
//!
//! Cost: a word without answers costs one look-up; pairs of words cost the shorter list of their answers. A window costs
//! some tens of microseconds the first time.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::choice::{Candidate, chosen};
use super::list::{List, is_connector};
use super::memory::{Answer, Memory, answer_of};
use super::pieces::written_as_one;
use super::row::{Row, tag_place};
use super::signs::{is_cut, is_linking, is_shown};
use super::{Extent, Setting};
use crate::finder;
use crate::quantity::Probability;
use crate::scan::inflection::{base_phrases, nominatives};
use crate::span::Span;
use crate::tables::lexicon::Class;
use crate::tag::Language;
use crate::text::{self as phrase, CaseShape, Word};
use crate::unicode::{SocialKind, social_items};

/// How many words on the next word of a name may stand: Saleh al-Arouri, Vladimir Vladimirovich Putin.
const MAX_STEP: usize = 3;
/// Base forms of a window that are scored at the most: four readings of each of two words.
const MAX_BASES: usize = 16;
/// The similarity of a word that is all of a mention at the least, in 1/1024: as where one word alone is evidence.
pub(super) const MIN_SINGLE: i32 = 800;
/// The mean similarity of the words of a window at the least, so that it is scored: 300, all that may be words of one
/// name, to 800, where each of them has to be one alone. Below 600 hardly any window reaches a score of 0.9.
const MIN_MEAN: i32 = 640;
/// Answers of a word at the most, so that an initial beside it is tried: names with a usual word have too many.
const MAX_INITIALS: usize = 64;
/// Answers of a word at the most, so that its neighbours are compared with the rest of their names.
const MAX_BESIDE: usize = 256;

/// A word of a window with its answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) at: usize,
    pub(super) answer: Answer,
}

/// One text that is searched.
pub(super) struct Search<'s, 't> {
    pub(super) list: &'s List,
    pub(super) memory: &'s mut Memory,
    pub(super) text: &'t str,
    pub(super) min: Probability,
    /// Whether relatives are wanted: the family name behind another given name.
    pub(super) relatives: bool,
    pub(super) found: Vec<Candidate>,
    /// Lines that the learned finder has read.
    pub(super) lines: BTreeMap<usize, Option<finder::Reading<'static>>>,
}

/// Where a row of words comes from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) setting: Setting,
    /// From a place in the row to one in the text.
    pub(super) place: &'a dyn Fn(Span) -> Span,
}

impl<'s, 't> Search<'s, 't> {
    pub(super) fn new(
        list: &'s List,
        memory: &'s mut Memory,
        text: &'t str,
        min: Probability,
        relatives: bool,
    ) -> Search<'s, 't> {
        Search { list, memory, text, min, relatives, found: Vec::new(), lines: BTreeMap::new() }
    }

    /// The mentions of a text, in its order. Linear in the text.
    pub(super) fn run(mut self) -> Vec<Candidate> {
        self.memory.tidy();
        let items = social_items(self.text);
        let row = Row::new(self.text, &items, false, self.list, self.memory);
        let own = Source { setting: Setting::Running, place: &|span| span };
        self.windows(&row, own);
        self.unspaced(&row);
        let mut tags = Vec::new();
        for item in &items {
            match item.kind {
                SocialKind::Hashtag => tags.push(self.hashtag(*item)),
                SocialKind::Handle => self.handle(*item),
                _ => {}
            }
        }
        let full = chosen(core::mem::take(&mut self.found), self.list, self.text);
        self.found.clone_from(&full);
        self.families(&row, &full, own);
        for (words, item) in tags.into_iter().flatten() {
            let place = |span: Span| tag_place(&words, item.span, span);
            let row = Row::new(words.text(), &[], true, self.list, self.memory);
            self.families(&row, &full, Source { setting: Setting::Hashtag, place: &place });
        }
        let mut found = chosen(self.found, self.list, self.text);
        found.sort_unstable_by_key(|one| one.span);
        found
    }

    /// Full mentions in a row of words.
    pub(super) fn windows(&mut self, row: &Row<'_>, source: Source<'_>) {
        for at in 0..row.len() {
            if row.word(at).is_some_and(|word| word.initial) {
                self.initial(row, at, source);
            }
            if !row.is_answered(at) {
                continue;
            }
            self.single(row, at, source);
            self.several(row, at, source);
            self.turned(row, at, source);
            self.beside(row, at, source);
        }
    }

    /// The word as all of a name.
    fn single(&mut self, row: &Row<'_>, at: usize, source: Source<'_>) {
        let answers = row.answers(at, self.memory);
        let whole = |answer: &&Answer| {
            let name = self.list.name(answer.name);
            answer.similarity >= MIN_SINGLE && name.is_some_and(|name| answer.mask & name.core == name.core)
        };
        let whole: Vec<Answer> = answers.iter().filter(whole).copied().collect();
        for answer in whole {
            let Some(name) = self.list.name(answer.name) else { continue };
            let start = if name.initials {
                // J. Smith needs something before it.
                match at.checked_sub(1).filter(|before| row.goes_on(*before) && row.is_capital(*before)) {
                    Some(before) => before,
                    None => continue,
                }
            } else {
                at
            };
            if start == at
                && (!is_shown(row, at, name, &answer)
                    || self.is_anothers(row, at..self.phrase_end(row, at, &answer), name)
                    || self.is_of_longer(row, at, name)
                    || self.is_word(row, at, &answer, source))
            {
                continue;
            }
            if self.phrase_end(row, at, &answer) > at + 1
                && at.checked_sub(1).is_some_and(|before| self.answers(row, before, &answer))
            {
                continue;
            }
            self.offer(row, start..self.phrase_end(row, at, &answer), &[Step { at, answer }], source);
        }
    }

    /// Whether a word is a word of the same part of a name.
    fn answers(&self, row: &Row<'_>, at: usize, answer: &Answer) -> bool {
        let answers = row.answers(at, self.memory);
        let from = answers.partition_point(|other| other.name < answer.name);
        let mut own = answers.iter().skip(from).take_while(|other| other.name == answer.name);
        own.any(|other| other.mask == answer.mask)
    }

    /// Where the words of one part of a name end that begin at a word.
    fn phrase_end(&self, row: &Row<'_>, at: usize, answer: &Answer) -> usize {
        let token = self.list.name(answer.name).and_then(|name| name.token(answer.mask));
        let pieces = token.map_or(1, |token| token.key.split(' ').count());
        let goes_on = |next: &usize| row.may_go_on(next - 1) && self.answers(row, *next, answer);
        at + 1 + (at + 1..at + pieces).take_while(goes_on).count()
    }

    /// An initial with one of the next words: Q. Soleimani.
    fn initial(&mut self, row: &Row<'_>, at: usize, source: Source<'_>) {
        let Some(letter) = row.key(at).chars().next() else { return };
        let mut other = at;
        while other < at + MAX_STEP && row.may_go_on(other) {
            other += 1;
            if !row.is_answered(other) || row.word(other).is_some_and(|word| word.initial) {
                continue;
            }
            let fits = |answer: &&Answer| {
                self.list.name(answer.name).is_some_and(|name| {
                    let rest = name.core & !answer.mask;
                    let tokens = name.name.slots.iter().zip(&name.name.tokens);
                    rest.count_ones() <= 2
                        && tokens.filter(|(slot, _)| slot.words == 1 && slot.mask() & rest != 0).any(
                            |(_, token)| {
                                token.key.starts_with(letter)
                                    || token.script != crate::text::script_of_word(row.key(at))
                            },
                        )
                })
            };
            let answers = row.answers(other, self.memory);
            if answers.len() > MAX_INITIALS {
                return;
            }
            let fitting: Vec<Answer> = answers.iter().filter(fits).copied().collect();
            for answer in fitting {
                self.offer(row, at..other + 1, &[Step { at: other, answer }], source);
            }
            return;
        }
    }

    /// The word with the next ones as words of one name.
    fn several(&mut self, row: &Row<'_>, at: usize, source: Source<'_>) {
        let mut reach = at;
        while reach < at + MAX_STEP && row.may_go_on(reach) {
            reach += 1;
            if !row.is_answered(reach) {
                continue;
            }
            let pairs = intersect(row.answers(at, self.memory), row.answers(reach, self.memory));
            for (first, second) in pairs {
                let steps = [Step { at, answer: first }, Step { at: reach, answer: second }];
                self.grow(row, steps, source);
            }
        }
    }

    /// The word as the family name before a comma: Soleimani, Qassem.
    fn turned(&mut self, row: &Row<'_>, at: usize, source: Source<'_>) {
        if !row.is_turned(at) || !row.is_answered(at + 1) || self.is_enumerated(row, at) {
            return;
        }
        let is_family = |answer: &Answer| {
            self.list.name(answer.name).is_some_and(|name| name.family == answer.mask && name.family != 0)
        };
        let pairs = intersect(row.answers(at, self.memory), row.answers(at + 1, self.memory));
        for (family, given) in pairs.into_iter().filter(|(family, _)| is_family(family)) {
            let steps = [Step { at, answer: family }, Step { at: at + 1, answer: given }];
            self.grow(row, steps, source);
        }
    }

    /// The word with its neighbours, compared with what the names of its answers have beside it: keys lose one word in ten.
    fn beside(&mut self, row: &Row<'_>, at: usize, source: Source<'_>) {
        let several = |answer: &&Answer| {
            self.list
                .name(answer.name)
                .is_some_and(|name| name.core.count_ones() > 1 && answer.mask & name.core != name.core)
        };
        if row.answers(at, self.memory).len() > MAX_BESIDE {
            return;
        }
        let answers: Vec<Answer> = row.answers(at, self.memory).iter().filter(several).copied().collect();
        if answers.is_empty() {
            return;
        }
        let after = (at + 1..row.len()).take_while(|other| row.may_go_on(other - 1)).take(MAX_STEP - 1);
        let before = (0..at).rev().take_while(|other| row.may_go_on(*other)).take(MAX_STEP - 1);
        let others: Vec<usize> = after.chain(before).collect();
        for other in others {
            let Some(word) = row.word(other).filter(|word| !word.number && !word.initial) else { continue };
            let shown = row.is_capital(other) || row.is_small(other);
            if !shown || phrase::is(row.key(other), Class::Function) {
                continue;
            }
            let written = written_as_one(word.span.of(row.text));
            let pairs = match self.memory.pairs(row.number(at), &written) {
                Some(pairs) => pairs,
                None => {
                    let sought = self.memory.sought(&written, row.language);
                    let pair = |answer: &Answer| Some((*answer, answer_of(self.list, answer, &sought)?));
                    let pairs = answers.iter().filter_map(pair).collect();
                    self.memory.keep_pairs(row.number(at), &written, pairs)
                }
            };
            for (answer, second) in pairs.iter() {
                let known = |own: &Answer| own.name == answer.name && own.mask & answer.mask == 0;
                if row.answers(other, self.memory).iter().any(known) {
                    continue;
                }
                let (one, two) = (Step { at, answer: *answer }, Step { at: other, answer: *second });
                self.grow(row, if other > at { [one, two] } else { [two, one] }, source);
            }
        }
    }

    /// Takes further words of the name into a window, and offers it.
    fn grow(&mut self, row: &Row<'_>, steps: [Step; 2], source: Source<'_>) {
        let [first, second] = steps;
        let Some(name) = self.list.name(first.answer.name) else { return };
        let mut steps = Vec::from(steps);
        let mut covered = first.answer.mask | second.answer.mask;
        let mut reach = second.at;
        let mut last = second.at;
        while covered & name.core != name.core && reach < last + MAX_STEP && row.may_go_on(reach) {
            reach += 1;
            let answers = row.answers(reach, self.memory);
            let from = answers.partition_point(|answer| answer.name < first.answer.name);
            let own = answers.iter().skip(from).take_while(|answer| answer.name == first.answer.name);
            let best = own.filter(|answer| answer.mask & covered == 0).max_by_key(|answer| answer.similarity);
            if let Some(answer) = best {
                steps.push(Step { at: reach, answer: *answer });
                covered |= answer.mask;
                last = reach;
            }
        }
        let missing = (name.core & !covered).count_ones();
        if covered == name.family && missing > 0 || missing > u32::from(name.core.count_ones() > 2) {
            return;
        }
        let sum: i32 = steps.iter().map(|step| step.answer.similarity).sum();
        let least = if row.is_small(first.at) { MIN_SINGLE } else { MIN_MEAN };
        if sum < least * steps.len() as i32 {
            return;
        }
        let end = steps.last().map_or(last + 1, |step| self.phrase_end(row, step.at, &step.answer));
        self.offer(row, first.at..end, &steps, source);
    }

    /// Scores a window, and keeps it if it is likely enough and no other name.
    fn offer(&mut self, row: &Row<'_>, words: Range<usize>, steps: &[Step], source: Source<'_>) {
        let Some(number) = steps.first().map(|step| step.answer.name) else { return };
        let Some(name) = self.list.name(number) else { return };
        let own = |at: usize| {
            steps
                .iter()
                .any(|step| step.at == at || step.at < at && at < self.phrase_end(row, step.at, &step.answer))
        };
        let cut = is_cut(row, &words);
        let person = self.list.record(name).is_some_and(|record| name.is_person(record));
        // Beyond the end of a line a further name may begin.
        let linking = |at: usize| {
            let capital = |word: &Word| word.shape != CaseShape::Lower && (!cut || word.initial);
            row.word(at).is_some_and(capital)
                || is_linking(row.key(at), person) && (name.connects || !is_connector(row.key(at)))
                || name.name.tokens.iter().any(|token| token.key == row.key(at))
        };
        let dashed = || (words.start + 1..words.end).any(|at| row.is_dashed(at));
        if dashed() && !name.name.text().contains('-') {
            return;
        }
        if !words.clone().all(|at| own(at) || linking(at)) || cut && !is_in_order(steps) {
            return;
        }
        let window = self.window(row, &words, steps);
        let mut score = self.memory.score(self.list, &window, number);
        if score < self.min
            && row.language != Language::UNDETERMINED
            && steps.iter().any(|step| !step.answer.exact)
        {
            // In an oblique case across scripts: Касемом Сулеймани.
            let bases = base_phrases(&phrase::key(&window), row.language);
            let scores = bases.iter().take(MAX_BASES).map(|base| self.memory.score(self.list, base, number));
            score = scores.fold(score, Ord::max);
        }
        if score < self.min
            || words.len() > 1 && self.is_longer(row, &words, &window, number, name)
            || person && self.is_of_another(row, &words, steps, name)
        {
            return;
        }
        self.keep(row, &words, steps, Extent::Full, score, source);
    }

    /// The window as it is scored: words as written, without what is written together with them; base forms as listed.
    fn window(&self, row: &Row<'_>, words: &Range<usize>, steps: &[Step]) -> String {
        let mut window = String::new();
        let mut end = row.word(words.start).map_or(0, |word| word.span.start);
        for at in words.clone() {
            let Some(word) = row.word(at) else { continue };
            let between = Span::new(end, word.span.start).of(row.text);
            window.push_str(if between.contains('\n') { " " } else { between });
            let written = word.span.of(row.text);
            let cut = steps.iter().find(|step| step.at == at).map_or((0, 0), |step| step.answer.cut);
            let (from, to) = (usize::from(cut.0), written.len().saturating_sub(cut.1.into()));
            let stem = written.get(from..to).unwrap_or(written);
            match steps.iter().find_map(|step| self.listed_form(row, at, step)) {
                Some(listed) => window.push_str(&listed),
                None => window.push_str(stem),
            }
            end = word.span.end;
        }
        window
    }

    /// How the list has a word that is a case of it, or a case of one of several words that are one part of a name.
    fn listed_form(&self, row: &Row<'_>, at: usize, step: &Step) -> Option<String> {
        let token = self.list.name(step.answer.name)?.token(step.answer.mask)?;
        let (key, pieces) = (row.key(at), token.key.split(' ').count());
        if pieces == 1 {
            let own = step.at == at && step.answer.exact && token.words == 1 && token.key != key;
            return own.then(|| token.key.clone());
        }
        if !(step.at..step.at + pieces).contains(&at) || !self.answers(row, at, &step.answer) {
            return None;
        }
        let is_piece = |form: &String| token.key.split(' ').any(|piece| piece == form);
        nominatives(key, row.language).find(is_piece).filter(|_| !is_piece(&String::from(key)))
    }

    pub(super) fn keep(
        &mut self,
        row: &Row<'_>,
        words: &Range<usize>,
        steps: &[Step],
        extent: Extent,
        score: Probability,
        source: Source<'_>,
    ) {
        let Some(name) = steps.first().map(|step| step.answer.name) else { return };
        let cut = |at: usize| steps.iter().find(|step| step.at == at).map_or((0, 0), |step| step.answer.cut);
        let mut span = row.span(words);
        span.start += usize::from(cut(words.start).0);
        // A backquote that opens code is no sign of a name.
        let shown = span.of(row.text);
        span.start += shown.len() - shown.trim_start_matches('`').len();
        span.end =
            span.end.saturating_sub(words.end.checked_sub(1).map_or(0, |last| usize::from(cut(last).1)));
        let span = if source.setting != Setting::Running && row.is_whole(words) {
            (source.place)(Span::new(0, row.text.len()))
        } else {
            (source.place)(Span::new(span.start, span.end))
        };
        if span.is_empty() || self.text.get(span.start..span.end).is_none() {
            return;
        }
        let words = steps.iter().filter_map(|step| {
            let word = row.word(step.at)?.span;
            let own = Span::new(
                word.start + usize::from(step.answer.cut.0),
                word.end - usize::from(step.answer.cut.1),
            );
            Some(((source.place)(own), step.answer.mask))
        });
        let words = words.collect();
        self.found.push(Candidate { span, name, score, extent, setting: source.setting, words });
    }
}

/// The words of one name in two sorted rows of answers that are different words of it: for each name the most similar two.
fn intersect(a: &[Answer], b: &[Answer]) -> Vec<(Answer, Answer)> {
    let turned = a.len() > b.len();
    let (few, many) = if turned { (b, a) } else { (a, b) };
    let mut pairs: Vec<(Answer, Answer)> = Vec::new();
    for one in few {
        let from = many.partition_point(|other| other.name < one.name);
        let own = many.iter().skip(from).take_while(|other| other.name == one.name);
        for other in own.filter(|other| other.mask & one.mask == 0) {
            let pair = if turned { (*other, *one) } else { (*one, *other) };
            let worth = |pair: &(Answer, Answer)| pair.0.similarity + pair.1.similarity;
            match pairs.last_mut().filter(|last| last.0.name == one.name) {
                Some(last) if worth(last) >= worth(&pair) => {}
                Some(last) => *last = pair,
                None => pairs.push(pair),
            }
        }
    }
    pairs
}

/// Whether the words stand in the order of the name, as over the end of a line they have to: a list has a name in each
/// line, and the end of one with the beginning of the next is none.
fn is_in_order(steps: &[Step]) -> bool {
    steps.is_sorted_by_key(|step| step.answer.mask.trailing_zeros())
}
