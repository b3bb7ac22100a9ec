//! From tokens to words: the one loop over the tokens of a text.
//!
//! Input are the tokens of [`unicode::tokens`](crate::unicode::tokens()), output are words, each with the separator
//! before it and the marks after it. A sign belongs to one of three groups:
//!
//! - marks on the word before: a full stop that touches it, a possessive ending, a comma, a closing bracket;
//! - the separator before the next word: see [`Separator`];
//! - brackets and quotation marks around words, which count once they close. They do not nest: the last one that opened
//!   is the one that closes.
//!
//! Each token is looked at once, so the time is linear in the text.

use super::analysed::AnalysedText;
use super::separator::{Separator, Sign};
use crate::Scratch;
use crate::span::Span;
use crate::unicode::{Token, TokenKind, ends_sentence, token_iter};

impl AnalysedText {
    /// The words of a text. Linear in the text.
    #[cfg(test)]
    pub(crate) fn new(text: &str) -> AnalysedText {
        AnalysedText::except(text, |_| false)
    }

    /// The words of a text without the tokens that are `skipped`; no phrase goes on over those. Linear in the text.
    pub(crate) fn except(text: &str, mut skipped: impl FnMut(Span) -> bool) -> AnalysedText {
        let mut reader = Reader::new(text);
        for token in token_iter(text) {
            if skipped(token.span) { reader.skip(token) } else { reader.token(token) }
        }
        reader.found
    }

    /// The words of a name: without those that consist of nothing but signs that stretch a word, and with what is left of
    /// an ordinal on its number (5th, 3-й). Linear in the text.
    pub(crate) fn of_name(text: &str) -> AnalysedText {
        let mut found = AnalysedText::except(text, |_| false);
        found.tidy();
        found
    }
}

/// Reads words into an [`AnalysedText`].
struct Reader<'t> {
    text: &'t str,
    found: AnalysedText,
    separator: Separator,
    /// Where the last token ended.
    end: usize,
    /// The bracket or quotation mark that is open: the number of the first word behind it, and whether it quotes.
    open: Option<(usize, bool)>,
    scratch: Scratch,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Reader<'t> {
        let separator = Separator { breaks: true, starts: true, ..Separator::default() };
        let found = AnalysedText::with_capacity(text.len());
        Reader { text, found, separator, end: 0, open: None, scratch: Scratch::new() }
    }

    /// Passes over what is no text of words: no phrase goes on behind it.
    fn skip(&mut self, token: Token) {
        self.separator.breaks = true;
        self.separator.add_space();
        self.end = token.span.end;
    }

    fn token(&mut self, token: Token) {
        if token.span.start > self.end {
            self.gap(Span::new(self.end, token.span.start));
        }
        self.end = token.span.end;
        let sign = token.span.of(self.text);
        let touches = self.found.words.last().is_some_and(|word| word.span.end == token.span.start);
        let separator = &mut self.separator;
        match token.kind {
            TokenKind::Word | TokenKind::Initial | TokenKind::Number => {
                let separator = core::mem::take(separator);
                self.found.push(self.text, token, separator, &mut self.scratch);
            }
            TokenKind::Possessive => self.found.mark_last(|word| word.possessive = true),
            TokenKind::Hyphen => {
                separator.sign = Sign::Hyphen;
                separator.hyphen |= touches;
                separator.breaks |= !touches;
            }
            TokenKind::Dot => separator.sign = Sign::Space,
            TokenKind::Comma => {
                separator.sign = Sign::Comma;
                separator.breaks = true;
                self.found.mark_last(|word| word.comma = true);
            }
            TokenKind::Open => {
                separator.breaks = true;
                separator.starts = true;
                separator.opened = matches!(sign, "(" | "[" | "（");
                self.open = Some((self.found.words.len(), is_quote(sign)));
            }
            TokenKind::Close => {
                separator.breaks = true;
                self.found.mark_last(|word| word.closed = true);
                self.close();
            }
            TokenKind::Other if sign == "." && touches => self.found.mark_last(|word| word.dotted = true),
            TokenKind::Underscore | TokenKind::Other => self.sign(token.kind, sign, touches),
        }
    }

    /// Any other sign; `touches`: the word before it.
    fn sign(&mut self, kind: TokenKind, sign: &str, touches: bool) {
        let separator = &mut self.separator;
        separator.breaks = true;
        separator.starts |= sign.chars().all(ends_sentence);
        match sign {
            "." => {}
            // An apostrophe behind white space begins a word: 'Abbas 'Aziz.
            "\"" if self.open.is_some() => self.close(),
            "'" if self.open.is_some() && touches => self.close(),
            "\"" | "'" => self.open = Some((self.found.words.len(), true)),
            "/" => separator.sign = Sign::Slash,
            "&" | "＆" => {
                separator.and = true;
                separator.add_space();
            }
            // The Greek question mark is another code of the semicolon.
            ";" | "\u{37E}" | "|" | "；" | "؛" | "\n" => separator.sign = Sign::Break,
            _ if kind == TokenKind::Underscore => separator.sign = Sign::Space,
            _ => separator.add_space(),
        }
    }

    /// White space between two tokens, and what is invisible.
    fn gap(&mut self, gap: Span) {
        self.separator.add_space();
        let gap = gap.of(self.text);
        if let Some(first) = gap.find('\n') {
            self.separator.add_line_break(gap.get(first + 1..).is_some_and(|rest| rest.contains('\n')));
        }
    }

    /// Marks the words in the brackets or quotation marks that close here.
    fn close(&mut self) {
        if let Some((start, quoted)) = self.open.take() {
            for word in self.found.words.iter_mut().skip(start) {
                word.inside = true;
                word.quoted = quoted;
            }
        }
    }
}

fn is_quote(sign: &str) -> bool {
    !matches!(sign, "(" | "[" | "{" | "（" | "［" | "【" | "〔")
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::AnalysedText;
    use crate::text::{LineBreak, Sign, Word};

    fn words(text: &str) -> Vec<Word> {
        AnalysedText::new(text).words().to_vec()
    }

    fn signs(text: &str) -> Vec<Sign> {
        words(text).iter().skip(1).map(|word| word.separator.sign).collect()
    }

    #[test]
    fn the_last_sign_between_two_words_counts() {
        assert_eq!(signs("Qassem Soleimani"), [Sign::Space]);
        assert_eq!(signs("Geun-hye"), [Sign::Hyphen]);
        assert_eq!(signs("Soleimani , Qassem"), [Sign::Comma]);
        assert_eq!(signs("سلیمانی، قاسم"), [Sign::Comma]);
        assert_eq!(signs("A; B"), [Sign::Break]);
        assert_eq!(signs("Taroor/Tharoor"), [Sign::Slash]);
        assert_eq!(signs("カセム・ソレイマニ"), [Sign::Space]);
        assert_eq!(signs("x,;y"), [Sign::Break]);
        assert_eq!(signs("x;,y"), [Sign::Comma]);
        assert_eq!(signs("W.Bush"), [Sign::None]);
    }

    #[test]
    fn phrases_go_on_over_hyphens_that_touch_and_middle_dots() {
        let breaks = |text| words(text).get(1).map(|word| word.separator.breaks);
        assert_eq!(breaks("Geun-hye"), Some(false));
        assert_eq!(breaks("カセム・ソレイマニ"), Some(false));
        assert_eq!(breaks("Geun - hye"), Some(true));
        assert_eq!(breaks("Iran’s army"), Some(false));
        assert_eq!(breaks("Iran, Iraq"), Some(true));
        assert_eq!(breaks("(Iran) Iraq"), Some(true));
    }

    #[test]
    fn a_full_stop_that_touches_marks_its_word() {
        let dotted = |text| words(text).iter().map(|word| word.dotted).collect::<Vec<_>>();
        assert_eq!(dotted("Gen. Qassem"), [true, false]);
        assert_eq!(dotted("J. Smith"), [true, false]);
        assert_eq!(dotted("Gen . Qassem"), [false, false]);
    }

    #[test]
    fn words_in_brackets_that_close_are_inside() {
        let inside = |text| words(text).iter().map(|word| (word.inside, word.quoted)).collect::<Vec<_>>();
        assert_eq!(inside("Bank (Hong Kong)"), [(false, false), (true, false), (true, false)]);
        assert_eq!(inside("Ali \"Ace\" Reza"), [(false, false), (true, true), (false, false)]);
        assert_eq!(inside("Bank (Hong"), [(false, false), (false, false)]);
    }

    #[test]
    fn sentences_begin_behind_colons_and_brackets() {
        let starts = |text| words(text).iter().map(|word| word.separator.starts).collect::<Vec<_>>();
        assert_eq!(starts("said: Ali"), [true, true]);
        assert_eq!(starts("he (Ali"), [true, true]);
        assert_eq!(starts("he, Ali"), [true, false]);
    }

    #[test]
    fn line_breaks_are_counted() {
        let line = |text| words(text).get(1).map(|word| word.separator.line);
        assert_eq!(line("a b"), Some(LineBreak::None));
        assert_eq!(line("a\nb"), Some(LineBreak::One));
        assert_eq!(line("a\n\nb"), Some(LineBreak::Blank));
        assert_eq!(line("a \n, \n b"), Some(LineBreak::One));
    }
}
