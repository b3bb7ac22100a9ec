//! Cleaning and folding in one call, for the two things names are kept for.

#[cfg(feature = "tables")]
use alloc::borrow::Cow;
use alloc::string::String;

use super::clean::{self, Form, Mode};
use super::fold::{self, Fold};
use super::{entity, lookalike};
#[cfg(feature = "tables")]
use crate::aligned::Aligned;
use crate::scratch::Scratch;
use crate::tables::char_trie::CharTables;

/// What a normalized text is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// For people: [`Form::Display`](super::Form::Display), nothing folded.
    Display,
    /// For comparing: [`Form::Match`](super::Form::Match) and [`Fold::ALL`](super::Fold::ALL).
    #[default]
    Match,
}

/// The text in the one form that the profile gives to all its spellings.
///
/// Idempotent. Linear in the text, except that a run of combining marks is sorted.
///
/// ```
/// use allonym::unicode::{Profile, normalize};
///
/// assert_eq!(normalize("علی\u{200C}رضا", Profile::Match), normalize("علیرضا", Profile::Match));
/// assert_eq!(normalize("  Saïd\u{AD}ov &amp; Söhne", Profile::Match), "saidov & sohne");
/// assert_eq!(normalize("Kerman", Profile::Display), "Kerman");
/// ```
#[cfg(feature = "tables")]
#[must_use]
pub fn normalize(text: &str, profile: Profile) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len());
    normalize_into(text, profile, &mut out, &mut Scratch::new());
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// [`normalize`](normalize()), appended to `out`.
///
/// ```
/// use allonym::{Scratch, unicode::{Profile, normalize_into}};
///
/// let mut out = String::new();
/// normalize_into("Ｔｅｈｒāｎ", Profile::Match, &mut out, &mut Scratch::new());
/// assert_eq!(out, "tehran");
/// ```
#[cfg(feature = "tables")]
pub fn normalize_into(text: &str, profile: Profile, out: &mut String, scratch: &mut Scratch) {
    normalize_by(&crate::tables::CHARS, text, profile, out, scratch);
}

/// The text normalized for matching with tables that are just being made.
#[doc(hidden)]
#[must_use]
pub fn normalize_with(tables: &CharTables, text: &str) -> String {
    let mut out = String::new();
    normalize_by(tables, text, Profile::Match, &mut out, &mut Scratch::new());
    out
}

pub(crate) fn normalize_by(
    tables: &CharTables,
    text: &str,
    profile: Profile,
    out: &mut String,
    scratch: &mut Scratch,
) {
    let Scratch { stage, compose, .. } = scratch;
    let text = if entity::may_occur(text) {
        compose.clear();
        entity::decode(text, compose);
        compose.as_str()
    } else {
        text
    };
    let form = match profile {
        Profile::Display => Form::Display,
        Profile::Match => Form::Match,
    };
    stage.clear();
    clean::run(tables, text, Mode::of(form), stage);
    if profile == Profile::Display {
        out.push_str(stage);
        return;
    }
    // The text before is no longer needed: its buffer takes the folded one.
    compose.clear();
    let found = fold::run(tables, stage, Fold::ALL, compose);
    let mut folded = &mut *compose;
    let mut other = &mut *stage;
    let mut again = found.uncomposed || found.untidy;
    if found.lookalikes {
        other.clear();
        lookalike::unmix(tables, folded, other);
        core::mem::swap(&mut folded, &mut other);
    }
    // Folding may have spelled a reference that was none: &AMP is one in small letters.
    again |= entity::may_occur(folded);
    if again {
        other.clear();
        clean::run(tables, folded, Mode::of(Form::Match), other);
        core::mem::swap(&mut folded, &mut other);
    }
    out.push_str(folded);
}

/// [`normalize`](normalize()), with the map back to `text`.
///
/// ```
/// use allonym::{Span, unicode::{Profile, normalize_aligned}};
///
/// let text = "Gen. Qāsem\u{200B} SOLEIMANI";
/// let normal = normalize_aligned(text, Profile::Match);
/// assert_eq!(normal.text(), "gen. qasem soleimani");
/// assert_eq!(normal.source(Span::new(5, 10)).of(text), "Qāsem");
/// ```
#[cfg(feature = "tables")]
#[must_use]
pub fn normalize_aligned(text: &str, profile: Profile) -> Aligned {
    let tables: &CharTables = &crate::tables::CHARS;
    if profile == Profile::Display {
        return clean::aligned(tables, text, Mode::of(Form::Display));
    }
    let cleaned = clean::aligned(tables, text, Mode::of(Form::Match));
    let (folded, found) = fold::aligned(tables, cleaned.text(), Fold::ALL);
    let mut normal = cleaned.then(&folded);
    if found.uncomposed || found.untidy || entity::may_occur(normal.text()) {
        let again = clean::aligned(tables, normal.text(), Mode::of(Form::Match).without_entities());
        normal = normal.then(&again);
    }
    normal
}
