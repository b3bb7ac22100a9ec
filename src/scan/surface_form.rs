//! The distinct names found, each with its mentions.

use alloc::{borrow::Cow, collections::BTreeMap, string::String, vec::Vec};

use super::inflection::is_inflected;
use super::kind::Votes;
use super::spelling_form::SpellingForm;
use super::text::{Joint, Shape, TextWord, is_uncased};
use crate::name::{Kind, Role};
use crate::span::Span;
use crate::tables::lexicon::Class;
use crate::tag::{Language, Script};
use crate::text as phrase;
use crate::unicode::{expand_tag, is_tag_sign, script_of};

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Mention {
    /// The place of the document in the list that was given.
    pub document: usize,
    /// Where in its text, without title and possessive ending.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub span: Span,
}

/// One spelling of a name, up to case and marks.
#[derive(Clone, Debug)]
pub(super) struct SurfaceForm {
    pub(super) words: Vec<SpellingForm>,
    pub(super) votes: Votes,
    pub(super) mentions: Vec<Mention>,
    /// Titles that stood before it.
    pub(super) titles: BTreeMap<String, usize>,
    /// How many of its mentions stand behind a preposition.
    pub(super) governed: usize,
    pub(super) language: Language,
    pub(super) acronym: bool,
    pub(super) uncased: bool,
    /// Its words as one phrase.
    pub(super) key: String,
}

impl SurfaceForm {
    /// The words that carry the name: particles aside, unless there are no others.
    pub(super) fn core(&self) -> Vec<&SpellingForm> {
        self.core_words().collect()
    }

    /// The same, not gathered.
    pub(super) fn core_words(&self) -> impl Iterator<Item = &SpellingForm> {
        let all = self.words.iter().all(|word| word.role().is_particle());
        self.words.iter().filter(move |word| all || !word.role().is_particle())
    }

    pub(super) fn kind(&self) -> Kind {
        self.votes.kind()
    }
}

#[derive(Default)]
pub(super) struct SurfaceForms {
    pub(super) list: Vec<SurfaceForm>,
    by_key: BTreeMap<String, usize>,
    /// The same with the words written as one.
    by_joined: BTreeMap<String, usize>,
}

impl SurfaceForms {
    /// The form with these words, new or known.
    pub(super) fn of(&mut self, words: &[TextWord], text: &str, language: Language) -> usize {
        let key = key_of(words);
        if let Some(known) = self.by_key.get(&key) {
            return *known;
        }
        let several = words.len() > 1;
        let spelled = words.iter().map(|word| {
            let small = phrase::is_particle(&word.key);
            let particle = several && (small || word.shape == Shape::Lower && !carries(word, language));
            let role = match word.shape {
                Shape::Initial => Role::Initial,
                _ if particle => Role::Article,
                _ => Role::Word,
            };
            SpellingForm::new(word.span.of(text), role, language)
        });
        let form = SurfaceForm {
            words: spelled.collect(),
            votes: Votes::default(),
            mentions: Vec::new(),
            titles: BTreeMap::new(),
            governed: 0,
            language,
            acronym: matches!(words, [word] if word.shape == Shape::Upper),
            uncased: words.iter().all(is_uncased),
            key: key.clone(),
        };
        self.list.push(form);
        self.by_joined.entry(key.replace(' ', "")).or_insert(self.list.len() - 1);
        self.by_key.insert(key, self.list.len() - 1);
        self.list.len() - 1
    }

    pub(super) fn known(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The form whose words, written as one, are these words written as one.
    pub(super) fn known_joined(&self, key: &str) -> Option<usize> {
        self.by_joined.get(&key.replace(' ', "")).copied()
    }

    pub(super) fn mention(&mut self, form: usize, document: usize, span: Span) {
        if let Some(form) = self.list.get_mut(form) {
            form.mentions.push(Mention { document, span });
        }
    }
}

/// Whether a word in small letters carries the name as those with capitals do: the head noun of `Европейская комиссия`,
/// the second syllable of Woo-jin.
fn carries(word: &TextWord, language: Language) -> bool {
    const SMALL: [Class; 4] = [Class::Function, Class::Connector, Class::Article, Class::Nobiliary];
    word.joint == Joint::Hyphen
        || is_inflected(&word.key, Class::OrganizationHead, language)
        || is_inflected(&word.key, Class::PlaceHead, language)
        || language != Language::UNDETERMINED && !SMALL.iter().any(|class| word.is(*class, language))
}

/// The places in a document that names were found at.
#[derive(Default)]
pub(super) struct Places(BTreeMap<usize, usize>);

impl Places {
    /// Those of each document.
    pub(super) fn of(forms: &SurfaceForms, documents: usize) -> Vec<Places> {
        let mut places: Vec<Places> = (0..documents).map(|_| Places::default()).collect();
        for mention in forms.list.iter().flat_map(|form| &form.mentions) {
            if let Some(places) = places.get_mut(mention.document) {
                places.take(mention.span);
            }
        }
        places
    }

    /// Takes the place, unless part of it is taken.
    pub(super) fn take(&mut self, span: Span) -> bool {
        let before = self.0.range(..span.end).next_back();
        let free = before.is_none_or(|(_, end)| *end <= span.start);
        if free {
            self.0.insert(span.start, span.end);
        }
        free
    }
}

/// The words of a name as one phrase.
pub(super) fn key_of(words: &[TextWord]) -> String {
    words.iter().map(|word| word.key.as_str()).collect::<Vec<_>>().join(" ")
}

/// A spelling as a name: the words of a hashtag or handle, without sign and low lines.
pub(super) fn without_tag(text: &str) -> Cow<'_, str> {
    if !text.starts_with(is_tag_sign) && !text.contains('_') {
        return text.into();
    }
    let words = expand_tag(text);
    if words.chars().any(char::is_alphanumeric) { words.into() } else { text.into() }
}

/// The script of the letters of a text, if it is one.
pub(super) fn script_of_all(text: &str) -> Option<Script> {
    let mut scripts = text.chars().map(script_of).filter(|script| script.is_real());
    let first = scripts.next()?;
    scripts.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_words() {
        assert_eq!(without_tag("@qassem_Soleimani"), "qassem Soleimani");
        assert_eq!((&*without_tag("#"), &*without_tag("Ali")), ("#", "Ali"));
        assert_eq!((script_of_all("Ali, Reza"), script_of_all("Ali علی")), (Some(Script::LATIN), None));
    }
}
