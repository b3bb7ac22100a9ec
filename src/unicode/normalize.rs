//! Normalization for matching: cleaning and folding in one call, to the one form of all spellings of a text.
//!
//! *Input* is any text, *output* the key under which it is compared. The stages, each a walk over the text:
//!
//! ```text
//! decode references → clean (NFKC, plain punctuation) → fold everything → undo look-alikes → fold sequences (drawn-out
//! letters, pairs) → clean again, if needed
//! "&#1602;اسم"      → "قاسم"
//! "Weiß &AMP Co"    → "Weiß &AMP Co"                   → "weiss &amp co" …
//! ```
//!
//! *Why it is idempotent.* The last stage runs where folding may have left something: a mark without its base, two
//! spaces where a word fell away, letters that now spell a reference. A reference that appears only in the result
//! gets a space for its semicolon, so a second call finds none.
//!
//! *Cost*: linear in the text, except that a run of combining marks is sorted. Nothing is allocated with a grown
//! [`Scratch`](crate::Scratch). *Sources*: UAX #15 (NFKC), UTS #39 (look-alikes), the fold tables of `data/scripts`.

#[cfg(feature = "tables")]
use alloc::borrow::Cow;
use alloc::string::String;

use super::clean::{self, Mode};
use super::fold::{self, Fold};
use super::{entity, lookalike, sequence};
#[cfg(feature = "tables")]
use crate::aligned::Aligned;
use crate::scratch::Scratch;
use crate::tables::char_trie::CharTables;

/// The text as it is compared: all its usual spellings have the same normal form.
///
/// The text is cleaned as [`clean`](super::clean()) does, but to NFKC, with plain punctuation and without joiners; then
/// it is folded with [`Fold::ALL`](super::Fold::ALL). It is borrowed where nothing changed.
///
/// Idempotent. Linear in the text, except that a run of combining marks is sorted.
///
/// ```
/// use allonym::normalize;
///
/// assert_eq!(normalize("علی\u{200C}رضا"), normalize("علیرضا"));
/// assert_eq!(normalize("  Saïd\u{AD}ov &amp; Söhne"), "saidov & sohne");
/// assert_eq!(normalize("kerman"), "kerman");
/// ```
#[cfg(feature = "tables")]
#[must_use]
pub fn normalize(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len());
    normalize_into(text, &mut out, &mut Scratch::new());
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// [`normalize`](normalize()), appended to `out`. With one `scratch` for many texts, nothing is allocated once its
/// buffers have grown.
///
/// ```
/// use allonym::{Scratch, unicode::normalize_into};
///
/// let mut out = String::new();
/// normalize_into("Ｔｅｈｒāｎ", &mut out, &mut Scratch::new());
/// assert_eq!(out, "tehran");
/// ```
#[cfg(feature = "tables")]
pub fn normalize_into(text: &str, out: &mut String, scratch: &mut Scratch) {
    normalize_by(&crate::tables::CHARS, text, out, scratch);
}

/// [`normalize`](normalize()) with tables of the caller's: a generator that is just making them has no others.
///
/// ```
/// use allonym::tables::char_trie::{CharTables, Trie};
/// use allonym::unicode::generator::normalize_with;
///
/// // Tables that know nothing: every character is kept.
/// const NOTHING: Trie = Trie { index: &[], data: &[] };
/// let tables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
/// assert_eq!(normalize_with(&tables, "QASEM قاسم"), "qasem قاسم");
/// ```
#[must_use]
pub fn normalize_with(tables: &CharTables, text: &str) -> String {
    let mut out = String::new();
    normalize_by(tables, text, &mut out, &mut Scratch::new());
    out
}

pub(crate) fn normalize_by(tables: &CharTables, text: &str, out: &mut String, scratch: &mut Scratch) {
    let Scratch { stage, compose, .. } = scratch;
    stage.clear();
    clean::run(tables, clean::decoded(text, compose), Mode::MATCH, stage);
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
    if sequence::may_occur(tables, folded) {
        other.clear();
        sequence::fold(tables, folded, other);
        core::mem::swap(&mut folded, &mut other);
    }
    // Folding may have spelled a reference that was none: &AMP is one in small letters.
    again |= entity::may_occur(folded);
    if again {
        other.clear();
        clean::run(tables, folded, Mode::MATCH, other);
        core::mem::swap(&mut folded, &mut other);
    }
    out.push_str(folded);
}

/// [`normalize`](normalize()), with the map back to `text`.
///
/// ```
/// use allonym::{Span, unicode::normalize_aligned};
///
/// let text = "Gen. Qāsem\u{200B} SOLEIMANI";
/// let normal = normalize_aligned(text);
/// assert_eq!(normal.text(), "gen. qasem soleimani");
/// assert_eq!(normal.source(Span::new(5, 10)).of(text), "Qāsem");
/// ```
#[cfg(feature = "tables")]
#[must_use]
pub fn normalize_aligned(text: &str) -> Aligned {
    let tables: &CharTables = &crate::tables::CHARS;
    let cleaned = clean::aligned(tables, text, Mode::MATCH);
    let (folded, found) = fold::aligned(tables, cleaned.text(), Fold::ALL);
    let mut normal = cleaned.then(&folded);
    if sequence::may_occur(tables, normal.text()) {
        let mut sequences = Aligned::default();
        sequence::fold(tables, normal.text(), &mut sequences);
        normal = normal.then(&sequences);
    }
    if found.uncomposed || found.untidy || entity::may_occur(normal.text()) {
        let again = clean::aligned(tables, normal.text(), Mode::MATCH.without_entities());
        normal = normal.then(&again);
    }
    normal
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_text_have_one_normal_form() {
        for (one, other) in [
            ("مرحباااا", "مرحبا"),
            ("Երևան", "ԵՐԵՎԱՆ"),
            ("🆂🅰🆁🅰", "ꜱᴀʀᴀ"),
            ("a\u{200B}b", "a b"),
            ("Weiß", "WEISS"),
            ("Ｔｅｈｒａｎ", "tehran"),
            ("“a”", "\"a\""),
            ("يحيى", "یحیی"),
        ] {
            assert_eq!(normalize(one), normalize(other), "{one} and {other}");
        }
    }

    #[test]
    fn a_reference_that_folding_spells_is_decoded_by_none() {
        let once = normalize("&AMP;lt; &Amp;").into_owned();
        assert_eq!(normalize(&once), once);
    }

    #[test]
    fn what_folding_empties_leaves_no_space() {
        // Only marks: they fall away, and so does the space beside them.
        assert_eq!(normalize("a \u{64B} b"), "a b");
        assert_eq!(normalize("\u{640}"), "");
    }
}
