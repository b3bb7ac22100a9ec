//! Names in hashtags and handles, and the display names before handles.

use alloc::{string::String, vec::Vec};
use core::ops::Range;

use super::form::Forms;
use super::text::{Joint, Shape, Text};
use crate::lexicon::Class;
use crate::name::phrase;
use crate::span::Span;
use crate::tag::Language;
use crate::unicode::{SocialKind, expand_tag};

/// A name written before the handle of its bearer: `خبرگزاری تسنیم (@Tasnimnews_Fa)`.
pub(super) struct Display {
    pub(super) words: Range<usize>,
    pub(super) handle: Span,
}

/// The longest display name, in words.
const LONGEST: usize = 6;

/// The display names of a text.
pub(super) fn displays(text: &Text) -> Vec<Display> {
    let mut found = Vec::new();
    for (at, item) in text.items.iter().enumerate().filter(|(_, item)| item.kind == SocialKind::Handle) {
        let floor = text.items.get(..at).unwrap_or_default().iter().rev().find(|other| other.kind != SocialKind::Emoji);
        let floor = floor.map_or(0, |other| other.span.end);
        let Some(before) = text.text.get(floor..item.span.start) else { continue };
        let Some(name) = before.trim_end().strip_suffix('(') else { continue };
        let separators = [" — ", " – ", " - ", "\n", " | ", "— ", "– ", ": "];
        let cut = separators.iter().filter_map(|sign| name.rfind(sign).map(|at| at + sign.len())).max().unwrap_or(0);
        let region = Span::new(floor + cut, floor + name.len());
        let start = text.words.partition_point(|word| word.span.start < region.start);
        let end = text.words.partition_point(|word| word.span.end <= region.end);
        let inside = text.words.get(start..end).unwrap_or_default();
        let whole = inside.iter().skip(1).all(|word| word.joint != Joint::Break);
        if (1..=LONGEST).contains(&inside.len()) && whole {
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
pub(super) fn hashtag(forms: &mut Forms, document: usize, span: Span, words: &str, known_only: bool) -> bool {
    let text = Text::new(words);
    let language = text.language_at(0);
    let common = |at: usize| text.words.get(at).is_some_and(|word| phrase::is(&word.key, Class::Function));
    if text.words.is_empty() || (0..text.words.len()).all(common) {
        return true;
    }
    let key = super::form::key_of(&text.words);
    let joined: String = key.split(' ').collect();
    let known = forms.known(&key).or_else(|| forms.list.iter().position(|form| form.key.split(' ').collect::<String>() == joined));
    let several = text.words.len() > 1 && text.words.iter().all(|word| word.shape != Shape::Number && word.shape != Shape::Lower);
    let uncased = text.words.iter().all(super::text::is_uncased);
    let form = match known {
        Some(form) => form,
        None if !known_only && (several || uncased) => forms.of(&text.words, words, language),
        None => return false,
    };
    forms.mention(form, document, span);
    true
}

/// The name that a handle without a display name spells, with what newsrooms put behind theirs.
pub(super) fn owner(forms: &Forms, handle: &str) -> Option<usize> {
    let joined: String = phrase::key(&expand_tag(handle)).split(' ').collect();
    let fits = |key: &str| {
        let name: String = key.split(' ').collect();
        let name_len = name.chars().count();
        name_len >= 4 && joined.strip_prefix(name.as_str()).is_some_and(is_suffix)
    };
    let fitting = forms.list.iter().enumerate().filter(|(_, form)| fits(&form.key));
    fitting.max_by_key(|(at, form)| (form.key.len(), usize::MAX - at)).map(|(at, _)| at)
}

/// Whether what stands behind a name in a handle is nothing but a language, a number or a word for news.
fn is_suffix(rest: &str) -> bool {
    let rest = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let generic = |word: &str| phrase::is(word, Class::OrganizationGeneric) || phrase::is(word, Class::OrganizationHead);
    let tongue = |word: &str| word.len() == 2 && word.parse::<Language>().is_ok();
    if rest.is_empty() || generic(rest) || tongue(rest) || phrase::is(rest, Class::Demonym) {
        return true;
    }
    rest.char_indices().skip(1).any(|(at, _)| {
        rest.split_at_checked(at).is_some_and(|(front, back)| generic(front) && (tongue(back) || phrase::is(back, Class::Demonym)))
    })
}
