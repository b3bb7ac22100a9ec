//! Folding: differences between letters that make no difference between names are taken away.
//!
//! *Input* is a composed text, *output* the text with every character replaced by what the chosen steps make of it.
//! A character may fold in several steps, one of them on the result of the last:
//!
//! ```text
//! Ａ  → width → A → case → a
//! É  → marks → E → case → e
//! ی  → letters → ي        (one letter for all yehs)
//! ```
//!
//! The table has the first step of each character; [`MAX_STEPS`] bounds the chain, and the generator proves that none
//! is longer and that no result folds further, which makes folding idempotent. Look-alikes are last, for they need the
//! whole word (`lookalike.rs`).
//!
//! *Cost*: linear in the text, one table look-up for each character outside ASCII. *Sources*: Unicode's
//! CaseFolding.txt, `data/scripts/*.toml` (letters and marks), UAX #15, UTS #39.

use alloc::string::String;

use icu_properties::props::Script;
use unicode_normalization::char::{decompose_canonical, decompose_compatible};

use super::clean::{self, Mode};
use super::lookalike;
use super::script::property_of;
use crate::aligned::{Aligned, Sink};
use crate::span::Span;
use crate::tables::char_trie::{CharTables, clean_class, fold_class};

/// Which differences [`fold`] takes away.
///
/// ```
/// use allonym::unicode::{Fold, fold};
///
/// assert_eq!(fold("İstanbul’da Édouard", Fold::ALL), "istanbul’da edouard");
/// assert_eq!(fold("DIYARBAKIR", Fold::CASE.turkic()), "dıyarbakır");
/// assert_eq!(fold("١٤٠٣", Fold::NONE.with_digits()), "1403");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fold {
    steps: u8,
    turkic: bool,
}

impl Fold {
    /// Nothing.
    pub const NONE: Fold = Fold { steps: 0, turkic: false };
    /// Case alone: Unicode's full case folding (ß is ss, final sigma is sigma).
    pub const CASE: Fold = Fold { steps: step::CASE, turkic: false };
    /// Everything: case, marks, letter classes, digits, width, look-alikes.
    pub const ALL: Fold = Fold { steps: u8::MAX, turkic: false };

    /// And case.
    ///
    /// ```
    /// use allonym::unicode::{Fold, fold};
    ///
    /// assert_eq!(fold("Ärger", Fold::NONE.with_case()), "ärger");
    /// ```
    #[must_use]
    pub const fn with_case(self) -> Fold {
        self.with(step::CASE)
    }

    /// And the marks that names are written with or without: accents, harakat, niqqud. Marks that are vowels, as in
    /// Indic scripts, stay, and so do those that make another letter (й, が).
    ///
    /// ```
    /// use allonym::unicode::{Fold, fold};
    ///
    /// assert_eq!(fold("Ärger, مُحَمَّد", Fold::NONE.with_marks()), "Arger, محمد");
    /// ```
    #[must_use]
    pub const fn with_marks(self) -> Fold {
        self.with(step::MARKS)
    }

    /// And the letters that keyboards and orthographies interchange: the yehs, kafs, hehs and alefs of the Arabic
    /// script, tatweel, final letters of Hebrew, ł and ø.
    ///
    /// ```
    /// use allonym::unicode::{Fold, fold};
    ///
    /// assert_eq!(fold("یحیی", Fold::NONE.with_letters()), "يحيي");
    /// ```
    #[must_use]
    pub const fn with_letters(self) -> Fold {
        self.with(step::LETTERS)
    }

    /// And decimal digits: those of every script become 0 to 9.
    ///
    /// ```
    /// use allonym::unicode::{Fold, fold};
    ///
    /// assert_eq!(fold("١٤٠٣", Fold::NONE.with_digits()), "1403");
    /// ```
    #[must_use]
    pub const fn with_digits(self) -> Fold {
        self.with(step::DIGITS)
    }

    /// And full-width and half-width forms.
    ///
    /// ```
    /// use allonym::unicode::{Fold, fold};
    ///
    /// assert_eq!(fold("Ｔｅｈｒａｎ", Fold::NONE.with_width()), "Tehran");
    /// ```
    #[must_use]
    pub const fn with_width(self) -> Fold {
        self.with(step::WIDTH)
    }

    /// And look-alikes of other scripts inside a word (UTS #39), where that makes the word one of a single script.
    ///
    /// ```
    /// use allonym::unicode::{Fold, fold};
    ///
    /// assert_eq!(fold("p\u{430}ypal", Fold::NONE.with_lookalikes()), "paypal"); // a Cyrillic а
    /// ```
    #[must_use]
    pub const fn with_lookalikes(self) -> Fold {
        self.with(step::LOOKALIKES)
    }

    /// With the case pairs of Turkish and Azerbaijani: I and ı, İ and i.
    ///
    /// ```
    /// use allonym::unicode::{Fold, fold};
    ///
    /// assert_eq!(fold("DIYARBAKIR", Fold::CASE.turkic()), "dıyarbakır");
    /// ```
    #[must_use]
    pub const fn turkic(self) -> Fold {
        Fold { turkic: true, ..self }
    }

    const fn with(self, step: u8) -> Fold {
        Fold { steps: self.steps | step, ..self }
    }

    const fn has(self, step: u8) -> bool {
        self.steps & step != 0
    }
}

/// The steps of folding, as the tables number them: a bit each.
pub mod step {
    /// Unicode's full case folding.
    pub const CASE: u8 = 1;
    /// Marks that names are written with or without.
    pub const MARKS: u8 = 2;
    /// Letters that keyboards and orthographies interchange.
    pub const LETTERS: u8 = 4;
    /// Decimal digits.
    pub const DIGITS: u8 = 8;
    /// Full-width and half-width forms.
    pub const WIDTH: u8 = 16;
    /// Letters of another script that look the same.
    pub const LOOKALIKES: u8 = 32;
}

/// Takes away the differences that `fold` names. Punctuation and white space stay as they are.
///
/// Idempotent for composed text (NFC or NFKC, as [`clean`](super::clean()) gives it); the output is composed.
/// Linear in the text.
///
/// ```
/// use allonym::unicode::{Fold, fold};
///
/// assert_eq!(fold("یحیی", Fold::ALL), fold("يحيى", Fold::ALL));
/// assert_eq!(fold("Pаypal", Fold::ALL), "paypal"); // the first а is Cyrillic
/// ```
#[cfg(feature = "tables")]
#[must_use]
pub fn fold(text: &str, fold: Fold) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, fold, &mut out);
    out
}

/// [`fold`](fold()), appended to `out`.
///
/// ```
/// use allonym::unicode::{Fold, fold_into};
///
/// let mut out = String::new();
/// fold_into("ΣΊΣΥΦΟΣ", Fold::ALL, &mut out);
/// assert_eq!(out, "σισυφοσ");
/// ```
#[cfg(feature = "tables")]
pub fn fold_into(text: &str, fold: Fold, out: &mut String) {
    let tables = &crate::tables::CHARS;
    let (mut folded, mut again) = folded(tables, text, fold);
    for _ in 0..MAX_STEPS {
        if !again {
            break;
        }
        (folded, again) = self::folded(tables, &folded, fold);
    }
    if out.is_empty() {
        *out = folded;
    } else {
        out.push_str(&folded);
    }
}

/// The text folded and composed once, and whether that composed letters anew: these may fold further.
#[cfg(feature = "tables")]
fn folded(tables: &CharTables, text: &str, fold: Fold) -> (String, bool) {
    let mut folded = String::with_capacity(text.len());
    let found = run(tables, text, fold, &mut folded);
    if found.lookalikes && fold.has(step::LOOKALIKES) {
        let mut unmixed = String::with_capacity(folded.len());
        lookalike::unmix(tables, &folded, &mut unmixed);
        folded = unmixed;
    }
    if !found.uncomposed {
        return (folded, false);
    }
    let mut composed = String::with_capacity(folded.len());
    clean::run(tables, &folded, Mode::COMPOSE, &mut composed);
    let anew = composed != folded;
    (composed, anew)
}

/// [`fold`](fold()), with the map back to `text`.
///
/// ```
/// use allonym::{Span, unicode::{Fold, fold_aligned}};
///
/// let folded = fold_aligned("مُحَمَّد", Fold::ALL);
/// assert_eq!(folded.text(), "محمد");
/// assert_eq!(folded.source(Span::new(2, 4)).of("مُحَمَّد"), "ح");
/// ```
#[cfg(feature = "tables")]
#[must_use]
pub fn fold_aligned(text: &str, fold: Fold) -> Aligned {
    let tables = &crate::tables::CHARS;
    let once = |text: &str| {
        let (folded, found) = aligned(tables, text, fold);
        if !found.uncomposed {
            return (folded, false);
        }
        let composed = clean::aligned(tables, folded.text(), Mode::COMPOSE);
        let anew = composed.text() != folded.text();
        (folded.then(&composed), anew)
    };
    let (mut folded, mut again) = once(text);
    for _ in 0..MAX_STEPS {
        if !again {
            break;
        }
        let (next, anew) = once(folded.text());
        (folded, again) = (folded.then(&next), anew);
    }
    folded
}

/// The folded text, not yet composed again.
pub(super) fn aligned(tables: &CharTables, text: &str, fold: Fold) -> (Aligned, Findings) {
    let mut folded = Aligned::default();
    let found = run(tables, text, fold, &mut folded);
    if found.lookalikes && fold.has(step::LOOKALIKES) {
        let mut unmixed = Aligned::default();
        lookalike::unmix(tables, folded.text(), &mut unmixed);
        folded = folded.then(&unmixed);
    }
    (folded, found)
}

/// [`fold`](fold()) of one character in everything but look-alikes, with tables of the caller's.
///
/// ```
/// use allonym::tables::char_trie::{CharTables, Trie};
/// use allonym::unicode::generator::fold_char;
///
/// const NOTHING: Trie = Trie { index: &[], data: &[] };
/// let tables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
/// let mut folded = String::new();
/// fold_char(&tables, 'Q', |c| folded.push(c));
/// assert_eq!(folded, "q"); // ASCII needs no table
/// ```
pub fn fold_char(tables: &CharTables, c: char, mut each: impl FnMut(char)) {
    fold_all(tables, c, MAX_STEPS, &mut each);
}

/// What [`Folder::fold`] does with all steps, without a text to write to.
fn fold_all(tables: &CharTables, c: char, depth: u8, each: &mut dyn FnMut(char)) {
    if c.is_ascii() {
        return each(c.to_ascii_lowercase());
    }
    let class = tables.fold.get(c);
    match (tables.fold_of(class), depth.checked_sub(1)) {
        (Some((_, out)), Some(left)) => out.chars().for_each(|d| fold_all(tables, d, left, each)),
        (None, Some(left)) if class == fold_class::DECOMPOSE => {
            decompose_canonical(c, |d| fold_all(tables, d, left, each));
        }
        _ => each(c),
    }
}

/// What a pass of folding came across.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Findings {
    /// Scripts whose letters look alike stand in the text, perhaps in one word.
    pub(super) lookalikes: bool,
    /// The first such script outside ASCII.
    script: Option<Script>,
    /// Characters that may compose with a neighbour they did not have before.
    pub(super) uncomposed: bool,
    /// Something fell away between two spaces or at an end.
    pub(super) untidy: bool,
}

/// One pass of folding, without look-alikes.
pub(super) fn run<S: Sink>(tables: &CharTables, text: &str, fold: Fold, sink: &mut S) -> Findings {
    let mut folder = Folder { tables, fold, sink: &mut *sink, findings: Findings::default() };
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let class = if c.is_ascii() {
            if c.is_ascii_uppercase() && fold.has(step::CASE) { fold_class::FIRST } else { continue }
        } else {
            tables.fold.get(c)
        };
        if class == fold_class::KEEP {
            folder.findings.uncomposed |= tables.clean.get(c) == clean_class::NORMALIZE;
            continue;
        }
        if class == fold_class::LOOKALIKE {
            folder.findings.see(c);
            continue;
        }
        let end = at + c.len_utf8();
        folder.sink.copy(text.get(copied..at).unwrap_or_default(), copied);
        copied = end;
        let before = folder.sink.written().len();
        folder.fold(c, Span::new(at, end), MAX_STEPS);
        if folder.sink.written().len() == before {
            folder.findings.untidy |=
                folder.sink.written().is_empty() || folder.sink.written().ends_with(' ');
        }
    }
    folder.sink.copy(text.get(copied..).unwrap_or_default(), copied);
    // Only a letter of ASCII next to something else can be in one word with it.
    let found = folder.findings;
    let touching = found.script.is_some()
        && sink.written().as_bytes().windows(2).any(|pair| {
            matches!(pair, [a, b] if a.is_ascii_alphabetic() && !b.is_ascii() || b.is_ascii_alphabetic() && !a.is_ascii())
        });
    Findings { lookalikes: found.lookalikes || touching, ..found }
}

impl Findings {
    fn see(&mut self, c: char) {
        let script = property_of(c);
        self.lookalikes |= self.script.replace(script).is_some_and(|before| before != script);
    }
}

/// No chain of folds in the tables has more steps; the generator checks it. The longest that is known has 4.
pub const MAX_STEPS: u8 = 6;

/// The state of one walk over a text.
struct Folder<'a, S> {
    tables: &'a CharTables,
    fold: Fold,
    sink: &'a mut S,
    findings: Findings,
}

impl<S: Sink> Folder<'_, S> {
    fn fold(&mut self, c: char, from: Span, depth: u8) {
        if c.is_ascii() {
            let lower = self.fold.has(step::CASE) && c.is_ascii_uppercase();
            match c {
                'I' if lower && self.fold.turkic => self.step('ı', from, depth),
                _ => self.sink.put(if lower { c.to_ascii_lowercase() } else { c }, from),
            }
            return;
        }
        if c == 'İ' && self.fold.turkic && self.fold.has(step::CASE) {
            self.sink.put('i', from);
            return;
        }
        let class = self.tables.fold.get(c);
        match self.tables.fold_of(class) {
            Some((step, out)) if self.fold.has(step) => out.chars().for_each(|d| self.step(d, from, depth)),
            // The table has one step for a letter: that of a wide capital is its case.
            Some((step::CASE, out)) if self.fold.has(step::WIDTH) && self.is_wide(out) => {
                decompose_compatible(c, |d| self.step(d, from, depth));
            }
            _ if class == fold_class::DECOMPOSE => decompose_canonical(c, |d| self.step(d, from, depth)),
            _ => {
                if class == fold_class::LOOKALIKE {
                    self.findings.see(c);
                }
                self.findings.uncomposed |= self.tables.clean.get(c) == clean_class::NORMALIZE;
                self.sink.put(c, from);
            }
        }
    }

    /// Whether what a capital becomes is folded by its width.
    fn is_wide(&self, out: &str) -> bool {
        let step = |c| self.tables.fold_of(self.tables.fold.get(c)).map(|(step, _)| step);
        out.chars().next().is_some_and(|c| step(c) == Some(step::WIDTH))
    }

    fn step(&mut self, c: char, from: Span, depth: u8) {
        match depth.checked_sub(1) {
            Some(depth) => self.fold(c, from, depth),
            None => self.sink.put(c, from),
        }
    }
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use super::*;

    #[test]
    fn each_step_does_its_own() {
        assert_eq!(fold("ÉÄ٣ｋ", Fold::CASE), "éä٣ｋ");
        assert_eq!(fold("ÉÄ٣ｋ", Fold::NONE.with_marks()), "EA٣ｋ");
        assert_eq!(fold("ÉÄ٣ｋ", Fold::NONE.with_digits()), "ÉÄ3ｋ");
        assert_eq!(fold("ÉÄ٣ｋ", Fold::NONE.with_width()), "ÉÄ٣k");
        assert_eq!(fold("ÉÄ٣ｋ", Fold::NONE), "ÉÄ٣ｋ");
        // A wide capital has two steps, and each of them alone.
        assert_eq!(fold("Ｔ", Fold::NONE.with_width()), "T");
        assert_eq!(fold("Ｔ", Fold::CASE), "ｔ");
        assert_eq!(fold("Ｔ", Fold::CASE.with_width()), "t");
    }

    #[test]
    fn marks_that_make_another_letter_stay() {
        assert_eq!(fold("й ё", Fold::ALL), "й е");
        assert_eq!(fold("が", Fold::ALL), "が");
        assert_eq!(fold("हिन्दी", Fold::ALL), "हिन्दी");
    }

    #[test]
    fn turkic_case_is_asked_for() {
        assert_eq!(fold("Iİ", Fold::CASE.turkic()), "ıi");
        assert_eq!(fold("I", Fold::CASE), "i");
    }

    #[test]
    fn what_is_composed_anew_is_folded_again() {
        // The Greek letter comes from the table, the mark stands in the text.
        let once = fold("Σ\u{301}", Fold::CASE);
        assert_eq!(fold(&once, Fold::CASE), once);
    }

    #[test]
    fn the_map_of_a_letter_that_becomes_two() {
        let folded = fold_aligned("aßb", Fold::ALL);
        assert_eq!(folded.text(), "assb");
        assert_eq!(folded.source(Span::new(1, 2)), Span::new(1, 3));
        assert_eq!(folded.source(Span::new(3, 4)), Span::new(3, 4));
    }

    #[test]
    fn one_character_folds_as_a_text_of_it() {
        for c in ['Q', 'É', 'ß', 'ي', 'ё', 'Ａ', '٣'] {
            let mut one = String::new();
            fold_char(&crate::tables::CHARS, c, |d| one.push(d));
            assert_eq!(one, fold(c.encode_utf8(&mut [0; 4]), Fold::ALL), "{c}");
        }
    }
}
