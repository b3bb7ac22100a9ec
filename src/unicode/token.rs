//! Tokens: the words, initials and signs that a name is written in.
//!
//! *Input* is any text, not cleaned; *output* its tokens with their places. The rules of UAX #29 cut O’Neill, al-Arouri
//! and `J.` where names do not want it, so these are others, tried in this order at each place:
//!
//! ```text
//! 1 possessive   's after a letter, ' after its final s
//! 2 word         letters with marks, inner apostrophes, joiners; Han, kana, hangul are cut from other letters
//!   initial      a word of one letter before a full stop
//! 3 number       digits
//! 4 sign         hyphen, comma, dot, brackets …, each by itself; a hyphen with white space beside it is no hyphen
//! ```
//!
//! *Cost*: linear; the only look ahead is [`MAX_QUOTED`] characters, for a closing quotation mark.

use alloc::vec::Vec;

use icu_properties::props::{GeneralCategory, SentenceTerminal};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::script::{is_alphabetic, script_of};
use crate::span::Span;
use crate::tables::CHARS;
use crate::tables::char_trie::clean_class;
use crate::tag::Script;

/// A token and its place in the caller's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// The kinds of [`Token`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum TokenKind {
    /// Letters with their marks and the apostrophes among them (`O’Neill`, `Sa‘ud`, `‘Ali`). Han, kana and hangul
    /// are words of their own where they meet other letters.
    Word,
    /// One letter and a full stop: `J.`
    Initial,
    /// Digits.
    Number,
    /// A hyphen or dash that joins two words; with white space at a side it is [`TokenKind::Other`].
    Hyphen,
    /// A middle dot between words, as in `カセム・ソレイマニ`.
    Dot,
    /// A comma of any script.
    Comma,
    /// An opening bracket or quotation mark.
    Open,
    /// A closing bracket or quotation mark.
    Close,
    /// `'s` at the end of a word, or an apostrophe after its final s.
    Possessive,
    /// `_`
    Underscore,
    /// Any other sign, each one for itself.
    Other,
}

/// The tokens of a text, in order. White space and joiners outside words yield none. Linear in the text.
///
/// ```
/// use allonym::unicode::{TokenKind, tokens};
///
/// let text = "صالح العاروري, Saleh al-Arouri’s";
/// let words: Vec<&str> = tokens(text).iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["صالح", "العاروري", "Saleh", "al", "Arouri"]);
/// assert_eq!(tokens(text).last().map(|t| t.kind), Some(TokenKind::Possessive));
/// ```
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    tokens_into(text, &mut found);
    found
}

/// [`tokens`], appended to `found`.
///
/// ```
/// let mut found = Vec::new();
/// allonym::unicode::tokens_into("習近平 (Xi Jinping)", &mut found);
/// assert_eq!(found.len(), 5);
/// ```
pub fn tokens_into(text: &str, found: &mut Vec<Token>) {
    found.extend(token_iter(text));
}

/// [`tokens`], one after the other.
pub(crate) fn token_iter(text: &str) -> impl Iterator<Item = Token> {
    let mut at = 0;
    core::iter::from_fn(move || {
        let token = next_token(text, at)?;
        at = token.span.end;
        Some(token)
    })
}

/// Whether a sentence, a quotation or a new thought may begin behind a sign.
pub(crate) fn ends_sentence(c: char) -> bool {
    CodePointSetData::new::<SentenceTerminal>().contains(c)
        || matches!(c, ':' | '…' | '"' | '*' | '•' | '—' | '–' | '|')
}

/// The first token at or after byte `at`.
fn next_token(text: &str, at: usize) -> Option<Token> {
    let (skipped, c) = text.get(at..)?.char_indices().find(|(_, c)| !is_blank(*c))?;
    let start = at + skipped;
    let token = |len: usize, kind| Some(Token { span: Span::new(start, start + len), kind });
    let rest = text.get(start..)?;
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let on_letter = || before.is_none_or(|c| !is_combining_mark(c)) || marks_a_letter(text, start);
    if let Some(len) = possessive(rest, before).filter(|_| on_letter()) {
        return token(len, TokenKind::Possessive);
    }
    if let Some((len, letters)) = word(rest) {
        // One letter of a script without spaces is a word, not its beginning: 李.
        let dotted = letters == 1
            && rest.get(len..).is_some_and(|after| after.starts_with('.'))
            && unspaced_script(c).is_none();
        return if dotted { token(len + 1, TokenKind::Initial) } else { token(len, TokenKind::Word) };
    }
    if c.is_numeric() {
        let len = rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
        return token(len, TokenKind::Number);
    }
    let after = rest.chars().nth(1);
    let spaced = before.is_none_or(is_blank) || after.is_none_or(is_blank);
    match sign(c) {
        TokenKind::Hyphen if spaced => token(c.len_utf8(), TokenKind::Other),
        kind => token(c.len_utf8(), kind),
    }
}

/// Whether the marks before byte `at` stand on a letter: those on a sign may be written with it as one character.
fn marks_a_letter(text: &str, at: usize) -> bool {
    let mut before = text.get(..at).unwrap_or_default().chars().rev();
    before.find(|c| !is_combining_mark(*c)).is_some_and(char::is_alphabetic)
}

/// White space, and what is invisible.
fn is_blank(c: char) -> bool {
    matches!(
        CHARS.clean.get(c),
        clean_class::SPACE | clean_class::DROP | clean_class::NON_JOINER | clean_class::JOINER
    )
}

fn sign(c: char) -> TokenKind {
    match (c, plain(c)) {
        ('_', _) => TokenKind::Underscore,
        (_, Some("-")) | ('-', _) => TokenKind::Hyphen,
        (_, Some(",")) | (',', _) => TokenKind::Comma,
        (_, Some("·")) | ('·', _) => TokenKind::Dot,
        _ => match CodePointMapData::<GeneralCategory>::new().get(c) {
            GeneralCategory::OpenPunctuation | GeneralCategory::InitialPunctuation => TokenKind::Open,
            GeneralCategory::ClosePunctuation | GeneralCategory::FinalPunctuation => TokenKind::Close,
            _ => TokenKind::Other,
        },
    }
}

/// What typographic punctuation stands for.
fn plain(c: char) -> Option<&'static str> {
    CHARS.punctuation_of(CHARS.clean.get(c))
}

fn is_apostrophe(c: char) -> bool {
    c == '\'' || plain(c) == Some("'")
}

/// How long the possessive ending is that `rest` begins with, after the character `before`.
fn possessive(rest: &str, before: Option<char>) -> Option<usize> {
    let mut chars = rest.chars();
    let apostrophe = chars.next().filter(|c| matches!(c, '\'' | '’'))?;
    let before = before.filter(|c| c.is_alphabetic() || is_combining_mark(*c))?;
    let len = apostrophe.len_utf8();
    let (next, after) = (chars.next(), chars.next());
    let ends = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || is_combining_mark(c));
    match next {
        Some('s' | 'S') if ends(after) => Some(len + 1),
        _ if matches!(before, 's' | 'S') && ends(next) => Some(len),
        _ => None,
    }
}

/// The word that `rest` begins with: its length in bytes and in letters.
fn word(rest: &str) -> Option<(usize, usize)> {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    let mut letters = 0;
    let mut writing = None;
    if leading_sign(rest) {
        chars.next();
    }
    while let Some((at, c)) = chars.next() {
        let after = rest.get(at + c.len_utf8()..).unwrap_or_default();
        if is_alphabetic(c) && !is_combining_mark(c) {
            let own = unspaced_script(c);
            if writing.is_some_and(|writing| writing != own) && c != 'ー' {
                break;
            }
            writing = writing.or(Some(own));
            // The vowels and finals of hangul, written apart, belong to the letter before.
            letters += usize::from(is_nfc_quick(core::iter::once(c)) != IsNormalized::Maybe);
        } else if letters > 0 && is_combining_mark(c) {
        } else if letters > 0
            && is_inner(c)
            && chars.peek().is_some_and(|(_, next)| is_alphabetic(*next) || is_combining_mark(*next))
        {
            if possessive(
                rest.get(at..).unwrap_or_default(),
                rest.get(..at).and_then(|r| r.chars().next_back()),
            )
            .is_some()
            {
                break;
            }
            // Gershayim and joiners stand inside the words of some scripts only. Marks are sorted in different orders.
            let neighbour = after.chars().find(|c| !is_combining_mark(*c)).map_or(Script::COMMON, script_of);
            if c == '"' && neighbour != Script::HEBREW {
                break;
            }
            continue;
        } else {
            break;
        }
        end = at + c.len_utf8();
    }
    (letters > 0).then_some((end, letters))
}

/// Signs that may stand between the letters of a word.
fn is_inner(c: char) -> bool {
    is_apostrophe(c)
        || matches!(c, '"' | '״')
        || matches!(CHARS.clean.get(c), clean_class::NON_JOINER | clean_class::JOINER | clean_class::DROP)
}

/// Whether `rest` begins with an ‘ain or hamza sign and not with a quotation mark.
fn leading_sign(rest: &str) -> bool {
    let mut chars = rest.chars();
    let Some(sign) = chars.next().filter(|c| is_apostrophe(*c) && !matches!(c, '\'' | '’' | '‚' | '‛'))
    else {
        return false;
    };
    if !chars.next().is_some_and(char::is_alphabetic) {
        return false;
    }
    if sign != '‘' {
        return true;
    }
    // ‘quoted’ closes again soon, before a character that is no letter.
    let near: Vec<char> = rest.chars().skip(1).take(MAX_QUOTED).collect();
    let closes = near
        .iter()
        .zip(near.iter().skip(1).map(Some).chain([None]))
        .any(|(&c, next)| c == '’' && !next.is_some_and(|c| c.is_alphanumeric()));
    !closes
}

/// How many characters after an opening ‘ its closing mark is looked for: the length of a quoted phrase. Further away
/// the two have nothing to do with each other. Range: 1 to some hundreds; time grows with it.
const MAX_QUOTED: usize = 48;

/// The scripts that write without spaces in one word with others: they end a word of another script.
fn unspaced_script(c: char) -> Option<Script> {
    if (c as u32) < 0x1100 {
        return None;
    }
    match script_of(c) {
        script @ (Script::HAN | Script::HANGUL) => Some(script),
        Script::HIRAGANA | Script::KATAKANA => Some(Script::KATAKANA),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(TokenKind, &str)> {
        tokens(text).into_iter().map(|token| (token.kind, token.span.of(text))).collect()
    }

    use TokenKind::*;

    #[test]
    fn apostrophes_stand_inside_words() {
        assert_eq!(words("O’Neill"), [(Word, "O’Neill")]);
        assert_eq!(words("‘Ali"), [(Word, "‘Ali")]);
        assert_eq!(words("צה\"ל"), [(Word, "צה\"ל")]);
    }

    #[test]
    fn a_quotation_is_no_part_of_a_word() {
        assert_eq!(words("‘Ali’ x"), [(Open, "‘"), (Word, "Ali"), (Close, "’"), (Word, "x")]);
    }

    #[test]
    fn possessives_are_cut_off() {
        assert_eq!(words("Iran’s"), [(Word, "Iran"), (Possessive, "’s")]);
        assert_eq!(words("Davis' x"), [(Word, "Davis"), (Possessive, "'"), (Word, "x")]);
        assert_eq!(words("D'Souza"), [(Word, "D'Souza")]);
    }

    #[test]
    fn one_letter_and_a_full_stop() {
        assert_eq!(words("J. R"), [(Initial, "J."), (Word, "R")]);
        assert_eq!(words("St."), [(Word, "St"), (Other, ".")]);
    }

    #[test]
    fn a_hyphen_joins_and_a_dash_does_not() {
        assert_eq!(words("al-Ali"), [(Word, "al"), (Hyphen, "-"), (Word, "Ali")]);
        assert_eq!(words("a – b"), [(Word, "a"), (Other, "–"), (Word, "b")]);
    }

    #[test]
    fn han_ends_a_word_of_other_letters() {
        assert_eq!(words("習近平Xi"), [(Word, "習近平"), (Word, "Xi")]);
        assert_eq!(words("カセム・ソレイマニ"), [(Word, "カセム"), (Dot, "・"), (Word, "ソレイマニ")]);
    }
}
