//! Candidates: stretches of running text that look like names, by their capitals.
//!
//! Input: a text, and how often each word is written small and with a capital in all documents. Output: candidates in
//! the order of the text, none of them overlapping, headlines left out.
//!
//! 1. A *run* begins at a word with a capital and goes on over such words, over particles between them (`bin`, `de la`),
//!    over connectors behind a head noun (`Ministry of`), over the second syllable of a hyphened given name (`Woo-jin`),
//!    over a number that documents have behind the word before it (`Nord Stream 2`).
//! 2. A run is *trimmed*: function words, months and weekdays at its ends go, and words that have their capital only from
//!    the beginning of a sentence.
//! 3. A run is *cut* at titles (`candidate_title.rs`), at acronyms before other names, behind an acronym and the place that it
//!    is one of (`МИД России`), and between two whole organizations.
//!
//! A candidate is weak if its place may explain its capital; then another mention has to confirm it. Linear in the text;
//! a run has at most [`MAX_WORDS`] words.

use alloc::vec::Vec;
use core::ops::Range;

use super::firm::quoted_firm;
use super::given::is_given;
use super::inflection::{is_inflected, nominatives};
use super::kind::{Votes, is_listed, whole_key};
use super::text::{Joint, Shape, Text, TextWord};
use super::usage::{Usage, is_numbered, is_short_number};
use crate::name::{is_syllabic, surprisal};
use crate::span::Span;
use crate::tables::LanguageFacts;
use crate::tables::lexicon::Class;
use crate::tag::Language;
use crate::text as phrase;

/// A stretch of words that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) words: Range<usize>,
    pub(super) votes: Votes,
    /// The title that stands before it.
    pub(super) title: Option<Span>,
    /// Its capital may come from its place, so something else has to speak for it.
    pub(super) weak: bool,
}

/// The candidates of a text in order, headlines aside.
pub(super) fn find(text: &Text, usage: &Usage) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for line in text.lines.iter().filter(|line| !line.headline) {
        let mut finder =
            CandidateFinder { text, usage, language: line.language, candidates: &mut candidates };
        let mut at = line.words.start;
        while at < line.words.end {
            if let Some((words, votes)) = quoted_firm(text, line.language, at..line.words.end) {
                at = words.end;
                finder.candidates.push(Candidate { words, votes, title: None, weak: false });
                continue;
            }
            let end = finder.run(at, line.words.end);
            if end > at {
                finder.cut(at..end);
            }
            at = end.max(at + 1);
        }
    }
    candidates
}

pub(super) struct CandidateFinder<'a, 't> {
    pub(super) text: &'a Text<'t>,
    usage: &'a Usage,
    pub(super) language: Language,
    candidates: &'a mut Vec<Candidate>,
}

/// No name goes on for more words than this.
const MAX_WORDS: usize = 12;
/// Words of the place that an organization is one of, at the most: the longest usual names of countries have three.
const MAX_PLACE: usize = 3;

impl CandidateFinder<'_, '_> {
    pub(super) fn word(&self, at: usize) -> Option<&TextWord> {
        self.text.words.get(at)
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.word(at).is_some_and(|word| word.is(class, self.language))
    }

    pub(super) fn is_any(&self, at: usize, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.is(at, *class))
    }

    /// Where the run of capitalised words ends that begins at `start`; `start` if none does.
    fn run(&self, start: usize, limit: usize) -> usize {
        let Some(first) = self.word(start) else { return start };
        let mut end =
            if first.is_capital() { start + 1 } else { start + self.small_words(start, limit, true) };
        if end == start {
            return start;
        }
        while end < limit.min(start + MAX_WORDS) {
            let goes_on = self.word(end - 1).is_some_and(|word| !word.possessive)
                && self.word(end).is_some_and(|word| word.joint != Joint::Break);
            if !goes_on {
                break;
            }
            let small = self.small_words(end, limit, false);
            if self.word(end).is_some_and(TextWord::is_capital) {
                end += 1;
            } else if small > 0 {
                end += small;
            } else if self.is_second_syllable(end) || self.is_hyphened_head(end) || self.is_numbered(end) {
                end += 1;
            } else if self.is_small_head(end) {
                // “Европейски парламент”, “Evropská komise”: only the first word has a capital.
                end += 1 + self.seat(end, limit);
                break;
            } else if self.is_small_adjective(end) && self.is_small_head_of(end + 1, end - 1) {
                // “Федеральной налоговой службы”
                end += 2 + self.seat(end + 1, limit);
                break;
            } else {
                break;
            }
        }
        end
    }

    /// How many words say of which place an organization is, behind its head noun: Вищий господарський суд України.
    fn seat(&self, head: usize, limit: usize) -> usize {
        let place = head + 1;
        let is_seat = place < limit
            && self.is_organization_head(head)
            && self.word(head).is_some_and(|word| !word.possessive)
            && self.word(place).is_some_and(|word| word.shape == Shape::Title && word.joint == Joint::Space)
            && self.is_place(place);
        usize::from(is_seat)
    }

    fn is_organization_head(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| is_inflected(&word.key, Class::OrganizationHead, self.language))
    }

    /// How many words small particles and the capital after them take, beginning at `at`.
    fn small_words(&self, at: usize, limit: usize, first: bool) -> usize {
        let mut next = at;
        while next < limit.min(at + 4) {
            let Some(word) = self.word(next) else { return 0 };
            if next > at && word.joint == Joint::Break {
                return 0;
            }
            if word.is_capital() {
                return if next > at { next + 1 - at } else { 0 };
            }
            let hyphen = self.word(next + 1).is_some_and(|word| word.joint == Joint::Hyphen);
            let inside = if first {
                // An article begins a name only if it is joined to it: al-Arouri.
                next == at && hyphen && word.has(Class::Article) || word.has(Class::Kunya)
            } else {
                let particle = phrase::is_particle(&word.key);
                particle && !self.is(next, Class::Function)
                    || self.is_nobiliary(next) && !self.after_place(at) && !self.is_locative(next)
                    || self.is(next, Class::Connector) && self.after_head(at)
            };
            if !inside || word.shape != Shape::Lower && word.shape != Shape::Initial {
                return 0;
            }
            next += 1;
        }
        0
    }

    /// Whether a small word is a nobiliary particle and not one of the language's own words: `do` is one in João do
    /// Rosário, and “to” in Polish. One letter alone is “and”, “in” or “with” (y, e, i, a, и, w, z) far oftener than it
    /// is part of a name.
    fn is_nobiliary(&self, at: usize) -> bool {
        let Some(word) = self.word(at).filter(|word| word.key.chars().count() > 1) else { return false };
        let own =
            |class: Class| word.senses().any(|sense| sense.class == class && sense.language == self.language);
        own(Class::Nobiliary)
            || self.is(at, Class::Nobiliary) && !own(Class::Function) && !own(Class::Connector)
    }

    /// Whether a word stands before a place, in a text whose language nobody knows: Anna Schmidt in Berlin.
    fn is_locative(&self, at: usize) -> bool {
        self.language == Language::UNDETERMINED && self.is(at, Class::Locative) && self.is_place(at + 1)
    }

    /// Whether a word in small letters behind a hyphen is the second syllable of a given name: Park Woo-jin, Lin Mei-hua.
    /// Iran-backed and Tehran-based are no syllables of any language.
    fn is_second_syllable(&self, at: usize) -> bool {
        let (Some(first), Some(second)) = (at.checked_sub(1).and_then(|at| self.word(at)), self.word(at))
        else {
            return false;
        };
        second.shape == Shape::Lower
            && second.joint == Joint::Hyphen
            && first.shape == Shape::Title
            && !self.is(at, Class::Function)
            && is_syllabic(&[first.key.as_str(), &second.key].concat())
    }

    /// Whether a small word behind a hyphen is the head noun of a place: Даунинг-стрит.
    fn is_hyphened_head(&self, at: usize) -> bool {
        at > 0
            && self.word(at).is_some_and(|word| {
                word.shape == Shape::Lower
                    && word.joint == Joint::Hyphen
                    && is_inflected(&word.key, Class::PlaceHead, self.language)
            })
            && self.word(at - 1).is_some_and(|word| word.shape == Shape::Title)
    }

    /// Whether a number belongs to the name before it: a legal form follows, or the documents have the two together as often
    /// as not.
    fn is_numbered(&self, at: usize) -> bool {
        const DATED: [Class; 2] = [Class::Month, Class::Weekday];
        let (Some(before), Some(number)) = (at.checked_sub(1).and_then(|at| self.word(at)), self.word(at))
        else {
            return false;
        };
        if !is_short_number(number) || !before.is_capital() || before.comma || self.is_any(at - 1, &DATED) {
            return false;
        }
        let formed =
            self.word(at + 1).is_some_and(|next| next.joint == Joint::Space && next.shape == Shape::Upper)
                && self.word(at + 1).is_some_and(|next| next.has(Class::LegalForm));
        formed || is_numbered(self.usage, before, number) && !self.is_place(at - 1)
    }

    /// Whether a word is usual as the first of the names of persons, itself or its base form.
    fn is_given(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| is_given(&word.key, self.language))
    }

    /// Whether a word in small letters is the head noun of an organization's name, in a language that writes only the
    /// first word of such a name with a capital.
    fn is_small_head(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_small_head_of(at, before))
    }

    /// Whether a word in small letters is an adjective in the case of the word before: both end alike.
    fn is_small_adjective(&self, at: usize) -> bool {
        let end = |at: usize| self.word(at).and_then(|word| word.key.chars().next_back());
        let small = |word: &TextWord| word.shape == Shape::Lower && word.joint == Joint::Space;
        at.checked_sub(1).is_some_and(|before| {
            self.word(at).is_some_and(small) && !self.is(at, Class::Function) && end(at) == end(before)
        })
    }

    /// The same of a noun whose first adjective is the word at `before`.
    fn is_small_head_of(&self, at: usize, before: usize) -> bool {
        let sentence = LanguageFacts::of(self.language).is_some_and(|facts| facts.sentence_capitals);
        sentence
            && self.word(at).is_some_and(|word| {
                word.shape == Shape::Lower
                    && word.joint == Joint::Space
                    && (self.is_organization_head(at)
                        || is_inflected(&word.key, Class::PlaceHead, self.language))
            })
            && self.word(before).is_some_and(|word| word.shape == Shape::Title && !word.comma)
            // With an adjective between them that agrees, so does the first: Slovenska turistična organizacija.
            && (at > before + 1 || !self.is_place(before))
    }

    /// Whether the word before is one that makes the name of an organization or place.
    fn after_head(&self, at: usize) -> bool {
        const GENERIC: [Class; 2] = [Class::PlaceGeneric, Class::OrganizationGeneric];
        at.checked_sub(1).is_some_and(|before| self.is_head(before) || self.is_any(before, &GENERIC))
    }

    fn after_place(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, Class::PlaceName))
    }

    pub(super) fn is_head(&self, at: usize) -> bool {
        self.is_any(at, &[Class::OrganizationHead, Class::PlaceHead])
    }

    /// Cuts a run into names: off what its place or the calendar put there, and apart at titles and acronyms.
    fn cut(&mut self, run: Range<usize>) {
        let run_start = run.start;
        let mut run = self.trimmed(run);
        let mut title = self.title_before(run_start, run.start);
        while run.start < run.end {
            if let Some((start, len)) = self.title_inside(&run) {
                if start > run.start {
                    self.candidate(run.start..start, title.take());
                }
                let mut found = self.text.title_span(&(start..start + len));
                if start == run.start {
                    found = title.map_or(found, |before| before.cover(found));
                }
                title = Some(found);
                run = self.trimmed(start + len..run.end);
                continue;
            }
            // “Глава МИД России”, “МИД России Сергей Лавров”: whose they are is part of their name.
            if let Some(end) = self.whose(&run) {
                self.candidate(run.start..end, None);
                run = self.trimmed(end..run.end);
                continue;
            }
            // “Президент России Владимир Путин”
            if title.is_some() && run.len() > 2 && (self.is_place(run.start) || self.is_acronym(run.start)) {
                self.candidate(run.start..run.start + 1, None);
                run = self.trimmed(run.start + 1..run.end);
                continue;
            }
            // An acronym stands before the name of something else, unless one word more makes it a name: RIA Novosti.
            let more = run.len() > 2 || run.len() == 2 && self.is_head(run.end - 1);
            if title.is_none() && more && self.is_acronym(run.start) && !self.is_acronym(run.start + 1) {
                self.candidate(run.start..run.start + 1, None);
                run = self.trimmed(run.start + 1..run.end);
                continue;
            }
            if let Some(cut) = self.two_organizations(&run) {
                self.candidate(run.start..cut, title.take());
                run = self.trimmed(cut..run.end);
                continue;
            }
            self.candidate(run.clone(), title.take());
            break;
        }
    }

    /// Where the name of an organization ends that is an acronym and the place behind it that it is one of: МИД России.
    fn whose(&self, run: &Range<usize>) -> Option<usize> {
        const HEADS: [Class; 2] = [Class::OrganizationHead, Class::OrganizationGeneric];
        let first = self.word(run.start).filter(|word| word.shape == Shape::Upper && !word.possessive)?;
        let known = first.has(Class::PlaceName);
        if known || !self.is_any(run.start, &HEADS) {
            return None;
        }
        let spaced = |at: usize| self.word(at).is_some_and(|word| word.joint == Joint::Space);
        let limit =
            (run.start + 1..run.end.min(run.start + 1 + MAX_PLACE)).take_while(|at| spaced(*at)).last()? + 1;
        let is_place = |end: &usize| {
            is_listed(&whole_key(self.text, &(run.start + 1..*end)), self.language, Class::PlaceName)
        };
        (run.start + 2..=limit).rev().find(is_place)
    }

    /// Whether a word is the name of a place, perhaps in an oblique case.
    fn is_place(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        word.has(Class::PlaceName)
            || nominatives(&word.key, self.language).any(|key| phrase::is(&key, Class::PlaceName))
    }

    /// Where a connector stands between two whole names, as in “Quds Force of the Guard Corps”.
    fn two_organizations(&self, run: &Range<usize>) -> Option<usize> {
        let capital = |at: usize| self.word(at).is_some_and(TextWord::is_capital);
        let small = (run.start..run.end).find(|at| !capital(*at) && self.is(*at, Class::Connector))?;
        let next = (small..run.end).find(|at| capital(*at))?;
        let whole =
            small - run.start > 1 && run.end - next > 1 && self.is(run.end - 1, Class::OrganizationHead);
        whole.then_some(small)
    }

    /// Whether the word is written in capitals where others are not.
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.shape == Shape::Upper && word.key.chars().count() <= 6)
    }

    /// The run without the words at its ends that are never part of a name.
    fn trimmed(&self, mut run: Range<usize>) -> Range<usize> {
        const NEVER: [Class; 3] = [Class::Function, Class::Month, Class::Weekday];
        // Where the language is not known, a word of any is one: Sara is Italian for “will be”, Jan is January.
        let given = |at: usize| self.language == Language::UNDETERMINED && self.is_given(at);
        let never = |at: usize| !self.is_acronym(at) && self.is_any(at, &NEVER);
        while !run.is_empty() {
            let demonym = run.len() > 1 && self.is(run.start, Class::Demonym) && !self.is_head(run.end - 1);
            let small = !self.word(run.start).is_some_and(TextWord::is_capital) && !self.leads(run.start);
            if never(run.start) && !(run.len() > 1 && given(run.start))
                || demonym
                || small
                || self.is_explained(run.start)
            {
                run.start += 1;
            } else {
                break;
            }
        }
        let dated = |at: usize| !self.is_acronym(at) && self.is_any(at, &[Class::Month, Class::Weekday]);
        let ends = |at: usize| {
            self.word(at).is_some_and(TextWord::is_capital)
                || self.is_small_head(at)
                || at.checked_sub(2).is_some_and(|before| {
                    self.is_small_adjective(at - 1) && self.is_small_head_of(at, before)
                })
                || self.is_second_syllable(at)
                || self.is_hyphened_head(at)
                || self.is_numbered(at)
        };
        while !run.is_empty() && (dated(run.end - 1) || !ends(run.end - 1)) {
            run.end -= 1;
        }
        run
    }

    /// Whether a small word may begin a name.
    fn leads(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.has(Class::Article) || word.has(Class::Kunya))
    }

    /// Whether the word has its capital from the place it stands in: elsewhere it is only written small.
    fn is_explained(&self, at: usize) -> bool {
        let Some(word) = self.word(at).filter(|word| word.starts && word.shape == Shape::Title) else {
            return false;
        };
        let uses = self.usage.get(&word.key).copied().unwrap_or_default();
        uses.capital == 0 && (uses.small > 0 || self.opens_sentence(at))
    }

    /// Whether a word at the beginning of a sentence is likely no part of the name behind it: no list of names, places
    /// or organizations knows it, and that name stands by itself elsewhere. “Členovia EÚ”, “Место Дэвиса”.
    fn opens_sentence(&self, at: usize) -> bool {
        const NAMED: [Class; 5] =
            [Class::PlaceName, Class::OrganizationHead, Class::PlaceHead, Class::Article, Class::Kunya];
        let (Some(word), Some(next)) = (self.word(at), self.word(at + 1)) else { return false };
        let named = surprisal(&word.key).is_some()
            || NAMED.iter().any(|class| is_inflected(&word.key, *class, self.language))
            || nominatives(&word.key, self.language).any(|key| surprisal(&key).is_some());
        let alone = self.usage.get(&next.key).is_some_and(|uses| uses.first > 0) || self.is_given(at + 1);
        let capital = matches!(next.shape, Shape::Title | Shape::Upper);
        !named && next.joint == Joint::Space && capital && alone
    }

    /// Takes a candidate in, unless it is made of words that name nothing by themselves.
    fn candidate(&mut self, words: Range<usize>, title: Option<Span>) {
        let bare = words.len() == 1 && title.is_none() && self.is_title_alone(words.start);
        if words.is_empty() || bare || self.is_noise(&words) || self.is_tag(&words) {
            return;
        }
        let votes = Votes::of(self.text, &words, title.is_some(), self.language);
        let weak = title.is_none() && words.len() == 1 && self.is_weak(words.start);
        self.candidates.push(Candidate { words, votes, title, weak });
    }

    /// Whether it is a letter with something after a hyphen, as in “(D-Calif.)”.
    fn is_tag(&self, words: &Range<usize>) -> bool {
        let first = self.word(words.start).is_some_and(|word| word.key.chars().count() == 1 && !word.dotted);
        first
            && self.word(words.start + 1).is_some_and(|word| word.joint == Joint::Hyphen)
            && words.len() == 2
    }

    fn is_noise(&self, words: &Range<usize>) -> bool {
        const COMMON: [Class; 9] = [
            Class::Function,
            Class::Demonym,
            Class::Month,
            Class::Weekday,
            Class::OrganizationGeneric,
            Class::PlaceGeneric,
            Class::OrganizationHead,
            Class::PlaceHead,
            Class::Connector,
        ];
        let row = self.text.words.get(..words.end).unwrap_or_default();
        let title = |at: usize| phrase::longest(row, at, |sense| self.opens_name(sense)) > 0;
        let bare = |at: usize| {
            let acronym = self.is_acronym(at);
            let letters = self.word(at).map_or(0, |word| word.key.chars().count());
            // US and WHO are words too; FILES and TV are nothing else.
            let common = if acronym && letters <= 4 {
                self.is(at, Class::OrganizationGeneric)
            } else {
                self.is_any(at, &COMMON) || words.len() == 1 && title(at)
            };
            letters < 2 || self.is_explained(at) || common
        };
        // A people's commission is one of their organizations: Европейская комиссия, Komisja Europejska.
        let whose = words.len() > 1
            && words.clone().any(|at| self.is(at, Class::Demonym))
            && words.clone().any(|at| self.word(at).is_some_and(|word| self.is_inflected_head(word)));
        !whose && words.clone().all(bare)
    }

    fn is_inflected_head(&self, word: &TextWord) -> bool {
        is_inflected(&word.key, Class::OrganizationHead, self.language)
    }

    /// Whether the capital of a single word may come from its place, or from a language that gives it to all nouns.
    fn is_weak(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return true };
        let nouns = LanguageFacts::of(self.language).is_some_and(|facts| facts.capitalised_nouns);
        let uses = self.usage.get(&word.key).copied().unwrap_or_default();
        let placed = word.starts && !word.possessive || nouns;
        let explained = placed && (nouns || uses.capital == 0) || uses.small > uses.capital;
        explained
            && !self.is(at, Class::PlaceName)
            && word.shape != Shape::Upper
            && word.shape != Shape::Mixed
    }
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;
    use alloc::string::String;

    use super::super::usage::count;
    use super::*;

    fn candidates(text: &str) -> Vec<String> {
        let text = Text::new(text);
        let mut usage = Usage::new();
        count(&text, &mut usage);
        find(&text, &usage)
            .into_iter()
            .map(|found| text.span_of(&found.words).of(text.text).to_owned())
            .collect()
    }

    #[test]
    fn one_letter_between_two_names_joins_nothing() {
        assert_eq!(candidates("Кавех Дадгар и Сара Норузи приехали."), ["Кавех Дадгар", "Сара Норузи"]);
        assert_eq!(candidates("Jan Kowalski i Anna Nowak przyszli."), ["Jan Kowalski", "Anna Nowak"]);
        assert_eq!(
            candidates("Gestern traf er Ursula von der Leyen in der Stadt."),
            ["Ursula von der Leyen"]
        );
    }

    #[test]
    fn a_hyphened_syllable_belongs_to_the_name() {
        assert_eq!(candidates("Then Park Woo-jin met Lin Mei-hua."), ["Park Woo-jin", "Lin Mei-hua"]);
        assert_eq!(candidates("Then the Iran-backed group left."), ["Iran"]);
    }

    #[test]
    fn a_small_head_noun_ends_a_name_where_only_first_words_have_capitals() {
        let found =
            candidates("Они сказали, что это Европейская комиссия была против них, но он так не думает.");
        assert!(found.contains(&"Европейская комиссия".to_owned()), "{found:?}");
    }

    #[test]
    fn whose_an_organization_is_belongs_to_its_name() {
        let found = candidates("Вчера об этом сказал глава МИД Франции Жан Дюпон, но он так не думает.");
        assert!(found.contains(&"МИД Франции".to_owned()), "{found:?}");
        assert!(found.contains(&"Жан Дюпон".to_owned()), "{found:?}");
    }

    #[test]
    fn a_number_before_a_legal_form_belongs_to_the_name() {
        assert_eq!(candidates("Then the firm Zorvik Line 2 AG was sold."), ["Zorvik Line 2 AG"]);
        assert_eq!(candidates("Then Zorvik Line 2 was sold."), ["Zorvik Line"]);
    }

    #[test]
    fn a_word_before_a_place_is_no_particle_where_the_language_is_not_known() {
        assert_eq!(candidates("Anna Schmidt in Berlin."), ["Anna Schmidt", "Berlin"]);
    }
}
