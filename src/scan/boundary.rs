//! Boundaries: where a candidate that capitals show really begins and ends, by the lexicon and the learned finder.
//!
//! Input: a candidate, its text, and the spans that the finder marks. Output: one candidate or several, in order.
//!
//! 1. *Longer.* Words in small letters belong to a name that the lexicon has whole (`Камарата на лордовете`), and a small
//!    noun or a number behind it if the finder says so (`Обединеното кралство`, `Severni tok 2`).
//! 2. *Cut.* A place or an organization stands before the name of a person, if a usual given name follows it
//!    (`Великої Британії | Тереза Мей`), or if the finder marks a person from there to the end
//!    (`Brexitu | Davida Davisa`). A word that the documents have as a name by itself stands before one too, and behind a
//!    title whatever holds a head noun (`Przewodniczący Rady Europejskiej | Donald Tusk`). In languages where only the first
//!    word of a name of an organization has a capital, one that the lexicon has is cut off what stands before it
//!    (`Boris Johnson | Evropsko unijo`).
//! 3. *Two names.* Where names have cases, a place and another in an oblique case behind it are two (`Франции |
//!    Берлину`), and so are two words that the documents have by themselves (`Mayová | Tuskovi`), two names with a small word
//!    between them that are no one name with it, and a name in Latin letters before one in others.
//!
//! Cost: the lexicon is asked for at most [`MAX_LONGER`] rows of words a candidate.

use alloc::{string::String, vec::Vec};
use core::ops::Range;

use super::candidate::Candidate;
use super::given::is_given;
use super::inflection::{is_inflected, nominatives};
use super::kind::{Votes, is_listed, place_of, whole_key};
use super::learned::Learned;
use super::surface_form::script_of_all;
use super::text::{Joint, Shape, Text, TextWord};
use super::usage::Usage;
use crate::name::{Kind, surprisal};
use crate::span::Span;
use crate::tables::LanguageFacts;
use crate::tables::lexicon::Class;
use crate::tag::{Language, Script};
use crate::text as phrase;

/// Words that a candidate may be too short by.
const MAX_LONGER: usize = 4;
/// Words that say whose an organization is, at the most.
const MAX_WHOSE: usize = 6;
/// Letters behind the last stop of the address of a page, at the most.
const MAX_DOMAIN: usize = 4;
/// Words of a place or an organization that stands before a person.
const MAX_BEFORE: usize = 4;

/// The names that a candidate really holds.
pub(super) fn refine(text: &Text, learned: &Learned, usage: &Usage, candidate: Candidate) -> Vec<Candidate> {
    let refiner = Refiner { text, learned, usage, language: text.language_at(candidate.words.start) };
    if refiner.is_abbreviated(&candidate.words) {
        return alloc::vec![Candidate { weak: true, ..candidate }];
    }
    if let Some(end) = refiner.longer(&candidate.words).or_else(|| refiner.domain(&candidate.words)) {
        return alloc::vec![refiner.with(candidate.words.start..end, &candidate, true)];
    }
    if let Some(at) = refiner.person_behind(&candidate) {
        let before = Candidate {
            weak: !refiner.is_name(&(candidate.words.start..at)),
            title: None,
            ..refiner.with(candidate.words.start..at, &candidate, false)
        };
        return alloc::vec![before, refiner.with(at..candidate.words.end, &candidate, true)];
    }
    let (start, end) = (candidate.words.start, candidate.words.end);
    let cut = refiner
        .organization_behind(&candidate.words)
        .map(|at| (at, at))
        .or_else(|| refiner.and_between(&candidate.words))
        .or_else(|| refiner.two_names(&candidate.words).map(|at| (at, at)));
    match cut {
        Some((first, second)) => {
            let behind =
                Candidate { weak: false, title: None, ..refiner.with(second..end, &candidate, false) };
            alloc::vec![refiner.with(start..first, &candidate, true), behind]
        }
        None => alloc::vec![candidate],
    }
}

struct Refiner<'a, 't> {
    text: &'a Text<'t>,
    learned: &'a Learned,
    usage: &'a Usage,
    language: Language,
}

impl Refiner<'_, '_> {
    /// The same candidate over other words.
    fn with(&self, words: Range<usize>, candidate: &Candidate, titled: bool) -> Candidate {
        let title = candidate.title.filter(|_| titled);
        let votes = Votes::of(self.text, &words, title.is_some(), self.language);
        Candidate { words, votes, title, weak: candidate.weak }
    }

    /// Whether a candidate is an abbreviation behind one letter: (D-Calif.).
    fn is_abbreviated(&self, words: &Range<usize>) -> bool {
        let letter = |at: usize| self.text.words.get(at).is_some_and(|word| word.key.chars().count() == 1);
        words.len() == 1
            && words.start.checked_sub(1).is_some_and(letter)
            && self.text.words.get(words.start).is_some_and(|word| word.dotted && word.joint == Joint::Hyphen)
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.text.words.get(at).map(|word| word.shape)
    }

    fn follows(&self, at: usize) -> bool {
        self.text.words.get(at).is_some_and(|word| word.joint == Joint::Space)
    }

    /// Whether the lexicon has these words, or a base form of them, as a place or an organization.
    fn is_name(&self, words: &Range<usize>) -> bool {
        let key = whole_key(self.text, words);
        is_listed(&key, self.language, Class::PlaceName)
            || is_listed(&key, self.language, Class::OrganizationName)
    }

    /// Where a candidate ends that is longer than its capitals.
    fn longer(&self, words: &Range<usize>) -> Option<usize> {
        let owned = self.text.words.get(words.end.checked_sub(1)?).is_some_and(|word| word.possessive);
        let small = matches!(self.shape(words.end)?, Shape::Lower | Shape::Number);
        if owned || !small || !self.follows(words.end) {
            return None;
        }
        let limit = (words.end..words.end + MAX_LONGER).take_while(|at| self.follows(*at)).last()? + 1;
        let whole = (words.end + 1..=limit)
            .rev()
            .find(|end| self.shape(end - 1) != Some(Shape::Number) && self.is_name(&(words.start..*end)));
        whole.or_else(|| self.longer_learned(words)).or_else(|| self.longer_whose(words))
    }

    /// Where the finder ends the name of an organization whose head noun the candidate holds, and a place does too: Вищий суд
    /// кантону Цуг.
    fn longer_whose(&self, words: &Range<usize>) -> Option<usize> {
        let own = self.text.span_of(words);
        let from = self.learned.found().partition_point(|found| found.span.start < own.start);
        let found = self.learned.found().get(from).filter(|found| {
            found.kind == Kind::Organization && found.span.start == own.start && found.span.end > own.end
        })?;
        let inside = |at: &usize| {
            self.follows(*at) && self.text.words.get(*at).is_some_and(|word| word.span.end <= found.span.end)
        };
        let end = (words.end..words.end + MAX_WHOSE).take_while(inside).last()? + 1;
        let place = |at: usize| {
            self.text.words.get(at).is_some_and(TextWord::is_capital)
                && is_listed(&whole_key(self.text, &(at..end)), self.language, Class::PlaceName)
        };
        // “And” begins another name, “in” does not.
        let facts = LanguageFacts::of(self.language);
        let other = |at: usize| {
            let governs =
                |word: &TextWord| facts.is_some_and(|facts| facts.prepositions.contains(&word.key.as_str()));
            self.is(at, Class::Function) && !self.text.words.get(at).is_some_and(governs)
        };
        let ends = self.text.words.get(end - 1).is_some_and(|word| word.span.end == found.span.end);
        let head = words.clone().any(|at| self.is_head(at));
        let mut behind = words.end..end;
        (ends && head && !behind.clone().any(other) && behind.any(place)).then_some(end)
    }

    /// One word more that the finder marks: a number, or a small noun of a place or an organization.
    fn longer_learned(&self, words: &Range<usize>) -> Option<usize> {
        let end = words.end + 1;
        let own = self.text.span_of(words);
        let wanted = self.text.span_of(&(words.start..end));
        let marked = self.learned.found().iter().any(|found| {
            found.kind != Kind::Person
                && found.span.start == own.start
                && (wanted.end..=wanted.end + 1).contains(&found.span.end)
        });
        let word = self.text.words.get(words.end)?;
        // Where every noun of a name has a capital, Kerman province is Kerman.
        let sentence = LanguageFacts::of(self.language).is_some_and(|facts| facts.sentence_capitals);
        if word.shape == Shape::Lower && !sentence {
            return None;
        }
        let function = word.is(Class::Function, self.language) || word.is(Class::Connector, self.language);
        (marked && !function && !(word.shape == Shape::Lower && self.is_complete(words))).then_some(end)
    }

    /// Whether no noun is missing at the end of a name: its last word is a head noun, or a place and not the adjective of
    /// one. What follows in small letters is a verb: МИД России сообщил.
    fn is_complete(&self, words: &Range<usize>) -> bool {
        let last = words.end.saturating_sub(1);
        self.is_head(last) || words.len() > 1 && self.is_name(&(last..words.end))
    }

    /// Where a name ends that is the address of a page: a stop and a few small letters right behind it, NEWSru.com.
    fn domain(&self, words: &Range<usize>) -> Option<usize> {
        let (last, next) = (self.text.words.get(words.end.checked_sub(1)?)?, self.text.words.get(words.end)?);
        let gap = self.text.text.get(last.span.end..next.span.start)?;
        let behind = self.text.text.get(next.span.end..)?.chars().next();
        let short = (2..=MAX_DOMAIN).contains(&next.span.of(self.text.text).chars().count());
        let ends = behind.is_none_or(|c| !c.is_alphanumeric());
        let plain = next.shape == Shape::Lower && !next.is(Class::Function, self.language);
        (gap == "." && short && ends && plain).then_some(words.end + 1)
    }

    /// Where a small word stands between two names that the lexicon has, and not the two with it as one: whose first part
    /// ends and whose second begins. Only where names have cases: elsewhere small words say whose.
    fn and_between(&self, words: &Range<usize>) -> Option<(usize, usize)> {
        if !self.inflects() || words.len() < 3 || self.is_name(words) {
            return None;
        }
        let small = |at: &usize| self.shape(*at) == Some(Shape::Lower) && self.is(*at, Class::Function);
        let whole = |at: &usize| self.is_name(&(words.start..*at)) && self.is_name(&(at + 1..words.end));
        (words.start + 1..words.end - 1).find(|at| small(at) && whole(at)).map(|at| (at, at + 1))
    }

    /// Where a second name begins right behind a first one, in a language whose names have cases: behind a place another
    /// one in an oblique case (`Франции | Берлину`), behind a word that the documents have by itself an oblique case
    /// of another such word (`Mayová | Tuskovi`), behind a name in Latin letters one in the letters of the text.
    fn two_names(&self, words: &Range<usize>) -> Option<usize> {
        if !self.inflects() || words.len() < 2 || self.is_name(words) {
            return None;
        }
        let spaced = |at: &usize| self.follows(*at) && self.shape(*at) != Some(Shape::Lower);
        let cuts = || (words.start + 1..words.end).filter(spaced);
        let places = |at: &usize| {
            let key = |words: Range<usize>| whole_key(self.text, &words);
            let (front, behind) = (key(words.start..*at), key(*at..words.end));
            place_of(&front, self.language).is_some()
                && place_of(&behind, self.language).is_some()
                && !phrase::is(&behind, Class::PlaceName)
        };
        let two = |at: &usize| {
            words.len() == 2
                && !self.is_given(words.start)
                && !self.is_head(words.start)
                && (self.is_used_alone(words.start) || self.is_name(&(words.start..*at)))
                && self.is_case_of_used(*at)
        };
        let foreign = |at: &usize| {
            let script = |at: usize| {
                self.text.words.get(at).and_then(|word| script_of_all(word.span.of(self.text.text)))
            };
            let own = |at: usize| script(at).is_some_and(|script| self.writes(script));
            let latin = |at: usize| script(at) == Some(Script::LATIN);
            !self.writes(Script::LATIN)
                && (words.start..*at).all(latin)
                && (*at..words.end).all(own)
                && !self.is_name(&(*at..words.end))
        };
        cuts().find(places).or_else(|| cuts().find(two)).or_else(|| cuts().find(foreign))
    }

    /// Whether names have cases in the language.
    fn inflects(&self) -> bool {
        LanguageFacts::of(self.language).is_some_and(|facts| !facts.case_endings.is_empty())
    }

    /// Whether the language is written in a script.
    fn writes(&self, script: Script) -> bool {
        LanguageFacts::of(self.language).is_some_and(|facts| facts.scripts.contains(&script))
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.text.words.get(at).is_some_and(|word| word.is(class, self.language))
    }

    /// Whether a word is an oblique case of one that the documents have with a capital.
    fn is_case_of_used(&self, at: usize) -> bool {
        let used = |key: String| self.usage.get(&key).is_some_and(|uses| uses.capital > 0);
        self.text.words.get(at).is_some_and(|word| nominatives(&word.key, self.language).any(used))
    }

    /// Where the name of a person begins in a candidate that begins with something else.
    fn person_behind(&self, candidate: &Candidate) -> Option<usize> {
        let words = &candidate.words;
        // A word for a council may be a given name too: Rada.
        let given = self.is_given(words.start) && !self.is_head(words.start);
        if words.len() < 3 || given || self.is_name(words) {
            return None;
        }
        // A full name has two words at least.
        let starts = words.start + 1..(words.end - 1).min(words.start + 1 + MAX_BEFORE);
        let by_lexicon = |at: &usize| self.is_given(*at) && self.is_name(&(words.start..*at));
        if let Some(at) = starts.clone().rev().find(by_lexicon) {
            return Some(at);
        }
        let whole = self.text.span_of(words);
        let by_finder = |at: &usize| {
            let person = Span::new(self.text.span_of(&(*at..words.end)).start, whole.end);
            self.learned.found().iter().any(|found| found.kind == Kind::Person && found.span == person)
        };
        // Where names have cases, what is written before a name in the nominative stands by itself.
        let titled = candidate.title.is_some();
        let inflects = self.inflects();
        let by_words = |at: &usize| {
            self.is_given(*at)
                && ((titled || inflects && at - words.start > 1)
                    && (words.start..*at).any(|at| self.is_head(at))
                    || at - words.start == 1 && self.is_used_alone(words.start))
        };
        starts.clone().find(by_finder).or_else(|| starts.clone().find(by_words))
    }

    /// Where an organization of the lexicon begins in a candidate that begins with something else.
    fn organization_behind(&self, words: &Range<usize>) -> Option<usize> {
        let sentence = LanguageFacts::of(self.language).is_some_and(|facts| facts.sentence_capitals);
        if !sentence || words.len() < 2 || self.is_name(words) {
            return None;
        }
        let no_part = |at: usize| {
            let generic = [Class::OrganizationGeneric, Class::PlaceGeneric, Class::Demonym];
            !self.is_head(at) && !generic.iter().any(|class| self.is_inflected(at, *class))
        };
        let begins = |at: &usize| {
            self.text.words.get(*at).is_some_and(|word| word.is_capital() && word.joint == Joint::Space)
                && (words.start..*at).all(no_part)
                && is_listed(&whole_key(self.text, &(*at..words.end)), self.language, Class::OrganizationName)
        };
        (words.start + 1..words.end).find(begins)
    }

    /// Whether a word, or a base form that it may have, is of a class.
    fn is_inflected(&self, at: usize, class: Class) -> bool {
        self.text.words.get(at).is_some_and(|word| is_inflected(&word.key, class, self.language))
    }

    /// Whether a word is the head noun of an organization or a place.
    fn is_head(&self, at: usize) -> bool {
        [Class::OrganizationHead, Class::PlaceHead].iter().any(|class| self.is_inflected(at, *class))
    }

    /// Whether the documents have a word as a name by itself, and no list of persons' names has it.
    fn is_used_alone(&self, at: usize) -> bool {
        let alone =
            |key: &str| surprisal(key).is_none() && self.usage.get(key).is_some_and(|uses| uses.alone > 0);
        self.text.words.get(at).is_some_and(|word| alone(&word.key))
    }

    /// Whether a word is usual as the first of the names of persons, itself or its base form.
    fn is_given(&self, at: usize) -> bool {
        self.text.words.get(at).is_some_and(|word| is_given(&word.key, self.language))
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::super::resolve;

    fn names(document: &str) -> Vec<String> {
        resolve(&[document]).into_iter().map(|entity| entity.name).collect()
    }

    #[test]
    fn a_place_before_a_person_is_cut_off() {
        let found = names("Вчера премьер-министр Великобритании Тереза Мэй прибыла в город.");
        assert!(found.contains(&"Тереза Мэй".into()), "{found:?}");
    }

    #[test]
    fn an_organization_behind_a_person_is_cut_off() {
        let found = names(
            "Če poslanci ne bodo glasovali, bo moral premier Boris Johnson Evropsko unijo zaprositi za novo srečanje.",
        );
        assert!(found.contains(&"Boris Johnson".into()), "{found:?}");
    }

    #[test]
    fn names_of_the_lexicon_are_whole() {
        let found = names("Вчера это заяви Камарата на лордовете в Лондон.");
        assert!(found.contains(&"Камарата на лордовете".into()), "{found:?}");
    }

    #[test]
    fn two_places_are_two_names() {
        let found = names("Вчера он сказал, что это нужно близкому к Франции Берлину, но не нам.");
        assert!(found.contains(&"Франция".into()) && found.contains(&"Берлин".into()), "{found:?}");
    }

    #[test]
    fn the_end_of_an_address_belongs_to_the_name() {
        let found = names("Об этом вчера написал портал Тамовест.ру, но он не знал, что это было не так.");
        assert!(found.contains(&"Тамовест.ру".into()), "{found:?}");
    }

    #[test]
    fn a_verb_behind_a_whole_name_is_no_part_of_it() {
        let found = names("Вчера МИД Франции высказал, что это не так, но он не знал об этом.");
        assert!(found.contains(&"МИД Франции".into()), "{found:?}");
    }
}
