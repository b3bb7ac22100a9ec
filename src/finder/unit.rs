//! Running text as a row of units: what the finder says of each that it begins a name, goes on in one, or is none.
//!
//! A unit is a word with its marks, a run of digits, or a sign. In scripts that are written without spaces it is one
//! character with its marks; katakana, which writes foreign names, stays together. Input: a text. Output: units in
//! order, none of them over another. Linear.

use alloc::vec::Vec;

use icu_properties::props::{GeneralCategory, Script as Property, SentenceTerminal};
use icu_properties::{CodePointMapData, CodePointSetData};

use crate::span::Span;
use crate::tables::char_trie::{CharTables, clean_class};

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// Letters with their marks.
    Word,
    /// One character of a script without spaces.
    Character,
    /// Digits.
    Number,
    /// Anything else, each sign for itself.
    Sign,
}

/// A unit and its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) span: Span,
    pub(super) kind: UnitKind,
    /// The script of its first letter.
    pub(super) script: Property,
    /// Whether nothing stands between it and the unit before.
    pub(super) joined: bool,
    /// Whether a sentence may begin with it.
    pub(super) starts: bool,
}

/// What the units of a text are read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Blank,
    Invisible,
    Letter(Property),
    Mark,
    Digit,
    Sign,
}

/// The first character of a script without spaces, Thai.
const FIRST_UNSPACED: char = '\u{0E00}';

/// The scripts that are written without spaces; each character is a unit.
fn is_unspaced(script: Property) -> bool {
    matches!(
        script,
        Property::Han
            | Property::Hiragana
            | Property::Thai
            | Property::Lao
            | Property::Khmer
            | Property::Myanmar
    )
}

fn sort(chars: &CharTables, c: char) -> Sort {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' => Sort::Letter(Property::Latin),
            '0'..='9' => Sort::Digit,
            ' ' | '\t' | '\n' | '\r' => Sort::Blank,
            _ => Sort::Sign,
        };
    }
    match chars.clean.get(c) {
        clean_class::SPACE => return Sort::Blank,
        clean_class::DROP | clean_class::NON_JOINER | clean_class::JOINER => return Sort::Invisible,
        _ => {}
    }
    match CodePointMapData::<GeneralCategory>::new().get(c) {
        GeneralCategory::UppercaseLetter
        | GeneralCategory::LowercaseLetter
        | GeneralCategory::TitlecaseLetter
        | GeneralCategory::ModifierLetter
        | GeneralCategory::OtherLetter => Sort::Letter(CodePointMapData::<Property>::new().get(c)),
        GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark | GeneralCategory::EnclosingMark => {
            Sort::Mark
        }
        GeneralCategory::DecimalNumber | GeneralCategory::LetterNumber | GeneralCategory::OtherNumber => {
            Sort::Digit
        }
        _ => Sort::Sign,
    }
}

/// Signs that stand inside a word between two letters: apostrophes, and in Hebrew gershayim.
fn is_inner(c: char, script: Property) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '׳') || script == Property::Hebrew && matches!(c, '"' | '״' | '”')
}

/// Whether a word of one script goes on in another: Latin letters in Cyrillic words do, katakana and hangul do not.
fn goes_on(before: Property, after: Property) -> bool {
    let apart = |script| matches!(script, Property::Katakana | Property::Hangul);
    before == after
        || after == Property::Common
        || before == Property::Common
        || !apart(before) && !apart(after)
}

/// A sign that stands after a word and may turn out to be inside it.
type Inner = Option<Span>;

/// Reads a text into units.
pub(super) struct Reader<'a> {
    chars: &'a CharTables,
    text: &'a str,
    units: &'a mut Vec<Unit>,
    /// Whether a letter or digit right here belongs to the last unit.
    open: bool,
    joined: bool,
    starts: bool,
    /// Whether a sentence may have ended before the blank that comes.
    ended: bool,
    inner: Inner,
}

impl<'a> Reader<'a> {
    /// Appends the units of `text`. `is_abbreviation` says of a word whether a full stop after it is its own.
    pub(super) fn read(
        chars: &'a CharTables,
        text: &'a str,
        is_abbreviation: impl Fn(&str) -> bool,
        units: &'a mut Vec<Unit>,
    ) {
        let mut reader = Reader {
            chars,
            text,
            units,
            open: false,
            joined: false,
            starts: true,
            ended: false,
            inner: None,
        };
        for (at, c) in text.char_indices() {
            reader.character(Span::new(at, at + c.len_utf8()), c, &is_abbreviation);
        }
        reader.flush();
    }

    fn character(&mut self, span: Span, c: char, is_abbreviation: &impl Fn(&str) -> bool) {
        let sort = sort(self.chars, c);
        if let Some(sign) = self.inner {
            match sort {
                Sort::Letter(_) | Sort::Mark => self.inner = None,
                Sort::Invisible => return,
                _ => self.flush(),
            }
            if self.inner.is_none() && self.open {
                self.extend(sign);
            }
        }
        match sort {
            Sort::Blank => {
                self.starts |= self.ended || c == '\n';
                self.ended = false;
                self.open = false;
                self.joined = false;
            }
            Sort::Invisible => {}
            Sort::Mark => self.extend(span),
            Sort::Digit => {
                let number = self.units.last().is_some_and(|unit| unit.kind == UnitKind::Number);
                if self.open && number {
                    self.extend(span);
                } else {
                    self.push(span, UnitKind::Number, Property::Common);
                    self.open = true;
                }
            }
            Sort::Letter(script) if c >= FIRST_UNSPACED && is_unspaced(script) => {
                self.push(span, UnitKind::Character, script);
                self.open = false;
            }
            Sort::Letter(script) => {
                let goes_on = self
                    .units
                    .last()
                    .is_some_and(|unit| unit.kind == UnitKind::Word && goes_on(unit.script, script));
                if self.open && goes_on {
                    self.extend(span);
                } else {
                    self.push(span, UnitKind::Word, script);
                    self.open = true;
                }
            }
            Sort::Sign => self.sign(span, c, is_abbreviation),
        }
    }

    fn sign(&mut self, span: Span, c: char, is_abbreviation: &impl Fn(&str) -> bool) {
        let word = self.units.last().filter(|unit| self.open && unit.kind == UnitKind::Word).copied();
        if word.is_some_and(|word| is_inner(c, word.script)) && !self.is_possessive(span.end) {
            self.inner = Some(span);
            return;
        }
        let terminal = CodePointSetData::new::<SentenceTerminal>().contains(c);
        let own = c == '.' && word.is_some_and(|word| is_abbreviation(word.span.of(self.text)));
        self.push(span, UnitKind::Sign, Property::Common);
        self.open = false;
        // Signs of scripts without spaces end a sentence by themselves.
        self.starts |= terminal && c >= FIRST_UNSPACED;
        self.ended = terminal && !own || self.ended && !c.is_alphanumeric();
    }

    /// Whether what follows an apostrophe is the English ending.
    fn is_possessive(&self, at: usize) -> bool {
        let mut rest = self.text.get(at..).unwrap_or_default().chars();
        matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(char::is_alphabetic)
    }

    /// Takes an inner sign that no letter followed for a sign of its own.
    fn flush(&mut self) {
        if let Some(sign) = self.inner.take() {
            self.push(sign, UnitKind::Sign, Property::Common);
            self.open = false;
        }
    }

    fn extend(&mut self, span: Span) {
        if let Some(unit) = self.units.last_mut().filter(|unit| unit.kind != UnitKind::Sign) {
            unit.span.end = span.end;
        }
    }

    fn push(&mut self, span: Span, kind: UnitKind, script: Property) {
        let (joined, starts) = (self.joined, self.starts);
        self.units.push(Unit { span, kind, script, joined, starts });
        self.joined = true;
        self.starts = false;
        self.ended = false;
    }
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use super::*;
    use crate::tables::CHARS;

    fn cut(text: &str) -> Vec<&str> {
        let mut units = Vec::new();
        Reader::read(&CHARS, text, |word| word == "Dr", &mut units);
        units.iter().map(|unit| unit.span.of(text)).collect()
    }

    fn starts(text: &str) -> Vec<&str> {
        let mut units = Vec::new();
        Reader::read(&CHARS, text, |word| word == "Dr", &mut units);
        units.iter().filter(|unit| unit.starts).map(|unit| unit.span.of(text)).collect()
    }

    #[test]
    fn words_keep_their_marks_and_joiners() {
        assert_eq!(cut("علی\u{200C}رضا آمد."), ["علی\u{200C}رضا", "آمد", "."]);
        assert_eq!(cut("मुंबई में"), ["मुंबई", "में"]);
    }

    #[test]
    fn apostrophes_stand_inside_words_and_possessives_do_not() {
        assert_eq!(cut("O’Neill's “men”"), ["O’Neill", "'", "s", "“", "men", "”"]);
        assert_eq!(cut("ת\"א 'x'"), ["ת\"א", "'", "x", "'"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_characters() {
        assert_eq!(cut("習近平とカセム・ソレ"), ["習", "近", "平", "と", "カセム", "・", "ソレ"]);
        assert_eq!(cut("ที่ไทย"), ["ที่", "ไ", "ท", "ย"]);
        assert_eq!(cut("김정은이 3월"), ["김정은이", "3", "월"]);
    }

    #[test]
    fn sentences_start_after_full_stops_that_are_not_an_abbreviations() {
        assert_eq!(starts("He left. Dr. Sara came\nNo"), ["He", "Dr", "No"]);
        assert_eq!(starts("他来了。她走了。"), ["他", "她"]);
    }
}
