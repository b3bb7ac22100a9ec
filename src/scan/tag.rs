//! Names in hashtags and handles, and the display names before handles.

use alloc::{string::String, vec::Vec};
use core::ops::Range;

use super::surface_form::{SurfaceForms, key_of};
use super::text::{Joint, Shape, Text, TextWord};
use crate::span::Span;
use crate::tables::lexicon::Class;
use crate::tag::Language;
use crate::text as phrase;
use crate::unicode::{SocialKind, expand_tag};

/// A name written before the handle of its bearer: `خبرگزاری تسنیم (@Tasnimnews_Fa)`.
pub(super) struct Display {
    pub(super) words: Range<usize>,
    pub(super) handle: Span,
}

/// The longest display name, in words.
const MAX_WORDS: usize = 6;

/// The display names of a text.
pub(super) fn displays(text: &Text) -> Vec<Display> {
    let mut found = Vec::new();
    for (at, item) in text.items.iter().enumerate().filter(|(_, item)| item.kind == SocialKind::Handle) {
        let floor = text
            .items
            .get(..at)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|other| other.kind != SocialKind::Emoji);
        let floor = floor.map_or(0, |other| other.span.end);
        let Some(before) = text.text.get(floor..item.span.start) else { continue };
        let Some(name) = before.trim_end().strip_suffix('(') else { continue };
        let separators = [" — ", " – ", " - ", "\n", " | ", "— ", "– ", ": "];
        let cut = separators
            .iter()
            .filter_map(|sign| name.rfind(sign).map(|at| at + sign.len()))
            .max()
            .unwrap_or(0);
        let region = Span::new(floor + cut, floor + name.len());
        let start = text.words.partition_point(|word| word.span.start < region.start);
        let end = text.words.partition_point(|word| word.span.end <= region.end);
        let inside = text.words.get(start..end).unwrap_or_default();
        let whole = inside.iter().skip(1).all(|word| word.joint != Joint::Break);
        if (1..=MAX_WORDS).contains(&inside.len()) && whole {
            found.push(Display { words: start..end, handle: item.span });
        }
    }
    found
}

/// The words of a hashtag as a text of its own.
pub(super) fn hashtags(text: &Text) -> Vec<(Span, String)> {
    text.items
        .iter()
        .filter(|item| item.kind == SocialKind::Hashtag)
        .map(|item| (item.span, expand_tag(item.span.of(text.text))))
        .collect()
}

/// Gives a hashtag to the name it writes. One of several words, or in a script without case, is a name by itself.
pub(super) fn hashtag(forms: &mut SurfaceForms, document: usize, span: Span, words: &str) {
    let text = Text::new(words);
    let language = text.language_at(0);
    let common = |at: usize| text.words.get(at).is_some_and(|word| word.has(Class::Function));
    if text.words.is_empty() || (0..text.words.len()).all(common) {
        return;
    }
    let key = key_of(&text.words);
    let known = forms.known(&key).or_else(|| forms.known_joined(&key));
    // A slogan has words that no name has.
    let named =
        |word: &TextWord| !matches!(word.shape, Shape::Number | Shape::Lower) && !word.has(Class::Function);
    let several = text.words.len() > 1 && text.words.iter().all(named);
    let uncased = text.words.iter().all(super::text::is_uncased);
    let form = match known {
        Some(form) => form,
        None if several || uncased => forms.of(&text.words, words, language),
        None => return,
    };
    forms.mention(form, document, span);
}

/// The name that a handle without a display name spells, with what newsrooms put behind theirs.
pub(super) fn owner(forms: &SurfaceForms, handle: &str) -> Option<usize> {
    let joined: String = phrase::key(&expand_tag(handle)).split(' ').collect();
    let ends = joined.char_indices().map(|(at, c)| at + c.len_utf8()).skip(3).take(64).collect::<Vec<_>>();
    ends.into_iter().rev().find_map(|end| {
        let (name, rest) = joined.split_at_checked(end)?;
        forms.known_joined(name).filter(|_| is_suffix(rest))
    })
}

/// Whether what stands behind a name in a handle is nothing but a language, a number or a word for news.
fn is_suffix(rest: &str) -> bool {
    let rest = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let generic = |word: &str| {
        phrase::is(word, Class::OrganizationGeneric) || phrase::is(word, Class::OrganizationHead)
    };
    let tongue = |word: &str| word.len() == 2 && word.parse::<Language>().is_ok();
    if rest.is_empty() || generic(rest) || tongue(rest) || phrase::is(rest, Class::Demonym) {
        return true;
    }
    rest.char_indices().skip(1).any(|(at, _)| {
        rest.split_at_checked(at)
            .is_some_and(|(front, back)| generic(front) && (tongue(back) || phrase::is(back, Class::Demonym)))
    })
}
