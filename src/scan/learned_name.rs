//! Where a name begins that the finder marks in a script without case: behind its titles, with its head noun.

use core::ops::Range;

use super::text::{Joint, Text, is_uncased, speaks};
use crate::finder::stems;
use crate::name::{Kind, surprisal};
use crate::span::Span;
use crate::tables::LanguageFacts;
use crate::tables::lexicon::{Class, Sense};
use crate::tag::Language;
use crate::text as phrase;

/// Letters of a title that another word is written together with, at the least: ومعالي.
const MIN_TITLE: usize = 3;

/// The head noun right before a name, in languages that write one there, and the kind that it makes the name: شرکت, استان.
/// A place that bears a person's name is not told from a person in a place, so only organizations take persons.
pub(super) fn head_before(text: &Text, words: &Range<usize>, kind: Kind) -> Option<(Span, Kind)> {
    let language = text.language_at(words.start);
    let first = LanguageFacts::of(language).is_some_and(|facts| facts.heads_first);
    let joined = text.words.get(words.start).is_some_and(|word| word.joint == Joint::Space);
    let head = words.start.checked_sub(1).and_then(|at| text.words.get(at)).filter(|_| first && joined)?;
    let is = |class| head.senses().any(|sense| sense.class == class && sense.language == language);
    let made = match (is(Class::OrganizationHead), is(Class::PlaceHead)) {
        (_, true) => Kind::Place,
        (true, false) => Kind::Organization,
        (false, false) => return None,
    };
    (made == Kind::Organization || kind != Kind::Person).then_some((head.span, made))
}

/// Whether a name of two words begins with the head noun of a place, as others write one there: بندر عباس in Urdu.
pub(super) fn begins_with_place_head(text: &Text, words: &Range<usize>) -> bool {
    let first = text.words.get(words.start);
    words.len() == 2
        && first.is_some_and(|word| is_uncased(word) && word.is(Class::PlaceHead, Language::UNDETERMINED))
}

/// Whether words without case are a title and nothing else: such a one names nobody.
pub(super) fn is_title(text: &Text, words: &Range<usize>) -> bool {
    let row = text.words.get(..words.end).unwrap_or_default();
    let language = text.language_at(words.start);
    let office = |sense: Sense| matches!(sense.class, Class::Office | Class::Rank) && speaks(sense, language);
    !words.is_empty()
        && row.get(words.start).is_some_and(is_uncased)
        && phrase::longest(row, words.start, office) >= words.len()
}

/// How many of the first words of a person's name are titles, in a script without case: the finder learned from texts that do
/// not agree on whether they belong to the name. A word that names have too stays, and so does an honorific before a single
/// word, with which it is a name: Mahatma Gandhi.
pub(super) fn titles_of(text: &Text, words: &Range<usize>) -> usize {
    let language = text.language_at(words.start);
    let row = text.words.get(..words.end).unwrap_or_default();
    let mut taken = 0;
    while let Some(word) = row.get(words.start + taken).filter(|word| is_uncased(word)) {
        let several = words.len() - taken > 2;
        let wanted = |sense: Sense| {
            phrase::is_title(sense, Sense::BEFORE)
                && sense.class != Class::Modifier
                && (several || sense.class != Class::Honorific)
                && speaks(sense, language)
        };
        let joined = || {
            let stems = stems(&word.key, MIN_TITLE).filter(|stem| word.key.ends_with(stem));
            { stems }.any(|stem| phrase::senses(stem).any(wanted))
        };
        let found = match phrase::longest(row, words.start + taken, wanted) {
            0 => usize::from(joined()),
            found => found,
        };
        let next = row.get(words.start + taken + found);
        let spaced =
            next.is_some_and(|next| next.joint == Joint::Space) && text.is_spaced(words.start + taken);
        if found == 0 || !spaced || surprisal(&word.key).is_some() {
            break;
        }
        taken += found;
    }
    taken
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    fn titles(name: &str) -> String {
        let text = Text::new(name);
        let words = 0..text.words.len();
        text.span_of(&(0..titles_of(&text, &words))).of(name).into()
    }

    #[test]
    fn titles_are_no_part_of_a_name() {
        assert_eq!(titles("శ్రీ బాబు సింగ్"), "శ్రీ");
        assert_eq!(titles("ومعالي محمد السالم"), "ومعالي");
        // With one word alone an honorific is a name, and without title there is none.
        assert_eq!(titles("महात्मा गांधी"), "");
        assert_eq!(titles("قاسم سلیمانی"), "");
    }
}
