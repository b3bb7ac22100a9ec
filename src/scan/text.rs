//! Running text as a row of words with what surrounds each of them.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use icu_properties::CodePointSetData;
use icu_properties::props::QuotationMark;

use super::soft_breaks::SoftBreaks;
use crate::name::first_place;
use crate::span::Span;
use crate::tables::lexicon::{Class, Entry, Sense};
use crate::tables::{LEXICON, Letters};
use crate::tag::Language;
use crate::text;
use crate::text::{self as phrase, AnalysedText, CaseShape, Keyed, LineBreak, Separator, script_of_word};
use crate::unicode::{SocialItem, social_items};

/// How a word uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    Title,
    Upper,
    Mixed,
    Initial,
    Uncased,
    Number,
}

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Space,
    Hyphen,
    Elision,
    Break,
}

#[derive(Clone, Debug)]
pub(super) struct TextWord {
    pub(super) span: Span,
    pub(super) key: String,
    /// What the lexicon has for it, looked up once.
    entry: Entry,
    pub(super) shape: Shape,
    pub(super) joint: Joint,
    /// Whether a sentence, a quotation or a bracket may begin here, so that a capital says nothing.
    pub(super) starts: bool,
    /// A bracket opens right before, or closes right after.
    pub(super) opened: bool,
    pub(super) closed: bool,
    pub(super) dotted: bool,
    pub(super) possessive: bool,
    /// A comma stands right after.
    pub(super) comma: bool,
    pub(super) line: usize,
}

impl Keyed for TextWord {
    fn key(&self) -> &str {
        &self.key
    }

    fn dotted(&self) -> bool {
        self.dotted
    }

    fn entry(&self) -> Option<Entry> {
        self.is_known().then_some(self.entry)
    }
}

impl TextWord {
    /// Whether it is written as the words of a name are.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Mixed | Shape::Initial)
    }

    /// Whether the word by itself has a sense of this class in the language.
    ///
    /// Words without case stand in texts of any language, so they are asked for in all.
    pub(super) fn is(&self, class: Class, language: Language) -> bool {
        let language = if self.shape == Shape::Uncased { Language::UNDETERMINED } else { language };
        self.senses().any(|sense| sense.class == class && speaks(sense, language))
    }

    /// Whether the word by itself has a sense of this class in any language.
    pub(super) fn has(&self, class: Class) -> bool {
        self.senses().any(|sense| sense.class == class)
    }

    /// What the word may be by itself.
    pub(super) fn senses(&self) -> impl Iterator<Item = Sense> + use<> {
        self.entry.senses()
    }

    /// Whether longer phrases of the lexicon begin with the word.
    pub(super) fn begins_phrases(&self) -> bool {
        self.entry.more
    }

    /// Whether the lexicon has the word, by itself or in a phrase.
    fn is_known(&self) -> bool {
        self.entry.more || self.senses().next().is_some()
    }
}

/// Whether a sense is one of the language, or of all.
pub(super) fn speaks(sense: Sense, language: Language) -> bool {
    language == Language::UNDETERMINED
        || sense.language == Language::UNDETERMINED
        || sense.language == language
}

/// A paragraph, headline or caption.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) words: core::ops::Range<usize>,
    pub(super) language: Language,
    /// Whether nearly every word has a capital, so that capitals say nothing.
    pub(super) headline: bool,
}

pub(super) struct Text<'t> {
    pub(super) text: &'t str,
    pub(super) words: Vec<TextWord>,
    pub(super) lines: Vec<Line>,
    pub(super) items: Vec<SocialItem>,
}

impl<'t> Text<'t> {
    /// Cuts a document into words. Linear in the text.
    pub(super) fn new(text: &'t str) -> Text<'t> {
        let items = social_items(text);
        let mut ahead = items.iter().peekable();
        let found = AnalysedText::except(text, |token| {
            while ahead.peek().is_some_and(|item| item.span.end <= token.start) {
                ahead.next();
            }
            ahead.peek().is_some_and(|item| item.span.overlaps(token))
        });
        let mut reader = Reader {
            text,
            words: Vec::with_capacity(found.len()),
            pending: Pending::at_start(),
            line: 0,
            breaks: SoftBreaks::of(text),
        };
        found.words().iter().for_each(|word| reader.word(word, found.key_of(word)));
        let words = reader.words;
        let lines = lines(&words);
        Text { text, words, lines, items }
    }

    pub(super) fn language_at(&self, word: usize) -> Language {
        let line = self.words.get(word).and_then(|word| self.lines.get(word.line));
        line.map_or(Language::UNDETERMINED, |line| line.language)
    }

    /// The stretch of text that the words take, with the full stop of an abbreviation at their end.
    pub(super) fn title_span(&self, words: &core::ops::Range<usize>) -> Span {
        let span = self.span_of(words);
        let dotted =
            words.end.checked_sub(1).and_then(|at| self.words.get(at)).is_some_and(|word| word.dotted);
        let stop = self.text.get(span.end..).is_some_and(|rest| rest.starts_with('.'));
        if dotted && stop { Span::new(span.start, span.end + 1) } else { span }
    }

    /// The stretch of text that the words take, with the sign that closes a quotation inside it: ТОВ «Гаєр».
    pub(super) fn quoted_span(&self, words: &core::ops::Range<usize>) -> Span {
        let span = self.span_of(words);
        let signs = || span.of(self.text).chars().filter(|c| is_quote(*c)).count();
        let next = self.text.get(span.end..).and_then(|rest| rest.chars().next());
        match next.filter(|c| is_quote(*c)) {
            Some(sign) if signs() > 0 => Span::new(span.start, span.end + sign.len_utf8()),
            _ => span,
        }
    }

    /// Whether a quotation mark stands right before a word, behind the word before it.
    pub(super) fn opens_quotation(&self, at: usize) -> bool {
        let (Some(before), Some(word)) =
            (at.checked_sub(1).and_then(|at| self.words.get(at)), self.words.get(at))
        else {
            return false;
        };
        let gap = self.text.get(before.span.end..word.span.start).unwrap_or_default().trim();
        let mut signs = gap.chars();
        signs.next().is_some_and(is_quote) && signs.next().is_none()
    }

    /// Whether a word is of a script that writes spaces between words.
    pub(super) fn is_spaced(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| !is_unspaced(word.span.of(self.text)))
    }

    /// Whether a quotation mark stands right behind a word.
    pub(super) fn closes_quotation(&self, at: usize) -> bool {
        let end = self.words.get(at).map(|word| word.span.end);
        let rest = end.and_then(|end| self.text.get(end..)).unwrap_or_default();
        rest.chars().next().is_some_and(is_quote)
    }

    /// The stretch of text that the words take.
    pub(super) fn span_of(&self, words: &core::ops::Range<usize>) -> Span {
        let first = self.words.get(words.start).map(|word| word.span);
        let last = words.end.checked_sub(1).and_then(|at| self.words.get(at)).map(|word| word.span);
        match (first, last) {
            (Some(first), Some(last)) => first.cover(last),
            _ => Span::default(),
        }
    }
}

/// What has been seen since the last word.
struct Pending {
    joint: Joint,
    starts: bool,
    opened: bool,
}

impl Pending {
    const fn at_start() -> Pending {
        Pending { joint: Joint::Break, starts: true, opened: false }
    }

    const fn after_word() -> Pending {
        Pending { joint: Joint::Space, starts: false, opened: false }
    }
}

struct Reader<'t> {
    text: &'t str,
    words: Vec<TextWord>,
    pending: Pending,
    line: usize,
    breaks: SoftBreaks,
}

impl Reader<'_> {
    /// Takes the next word of the text.
    fn word(&mut self, word: &text::Word, key: &str) {
        let Separator { hyphen, breaks, starts, opened, line, .. } = word.separator;
        if breaks {
            self.pending.joint = Joint::Break;
        } else if hyphen && self.pending.joint == Joint::Space {
            self.pending.joint = Joint::Hyphen;
        }
        self.pending.starts |= starts;
        self.pending.opened |= opened;
        if line == LineBreak::Blank || line == LineBreak::One && !self.goes_over(word, key) {
            self.pending = Pending { opened, ..Pending::at_start() };
            if self.words.last().is_some_and(|word| word.line == self.line) {
                self.line += 1;
            }
        }
        let touches = self.words.last().is_some_and(|last| last.span.end == word.span.start);
        if word.initial {
            self.initial(word, key, touches);
        } else {
            self.letters(word, key, touches);
        }
        self.mark(|last| {
            last.possessive |= word.possessive;
            last.comma |= word.comma;
            last.closed |= word.closed;
            last.dotted |= word.dotted;
        });
        if word.dotted && !word.initial && !self.is_abbreviation() {
            self.pending = Pending::at_start();
        }
    }

    /// Whether a line break before a word is no more than a space: the text is wrapped there, or the word that ends the line
    /// is a name by itself, and oftener stands first in names than the one behind it.
    fn goes_over(&self, word: &text::Word, key: &str) -> bool {
        let Some((last, before)) = self.words.split_last() else { return false };
        if self.breaks.between(last.span.end, word.span.start) {
            return true;
        }
        let named = |shape| matches!(shape, Shape::Title | Shape::Uncased);
        let alone = before.last().is_some_and(|before| {
            let title = |sense| phrase::is_title(sense, Sense::BEFORE);
            let plain = !matches!(before.shape, Shape::Title | Shape::Number);
            before.line == last.line && (plain || phrase::senses(&before.key).any(title))
        });
        alone
            && !(last.dotted || last.comma || last.closed || last.possessive || word.separator.breaks)
            && named(last.shape)
            && last.shape == Shape::of(word, word.span.of(self.text))
            && first_place(&last.key).zip(first_place(key)).is_some_and(|(own, next)| own > next)
            && !phrase::is(key, Class::Function)
    }

    fn mark(&mut self, mark: impl FnOnce(&mut TextWord)) {
        if let Some(word) = self.words.last_mut() {
            mark(word);
        }
    }

    /// Whether the full stop after the last word is part of it.
    fn is_abbreviation(&self) -> bool {
        let Some(word) = self.words.last() else { return false };
        // Capitals with no stop between them are a name, and the stop behind them ends a sentence: USA.
        let plain = word.shape == Shape::Upper && !word.span.of(self.text).contains('.');
        let named = |sense: Sense| matches!(sense.class, Class::PlaceName | Class::OrganizationName);
        word.shape == Shape::Initial
            || word.senses().any(|sense| sense.flags & Sense::DOTTED != 0 && !(plain && named(sense)))
            || self.words.len() >= 2 && {
                let last_two = self.words.get(self.words.len() - 2..).unwrap_or_default();
                phrase::longest(last_two, 0, |sense| sense.flags & Sense::DOTTED != 0) == 2
            }
    }

    fn letters(&mut self, word: &text::Word, key: &str, touches: bool) {
        let span = word.span;
        let text = span.of(self.text);
        let shape = Shape::of(word, text);
        // A digit and a letter without a space are a code or a measure, not a word.
        let number = touches
            && self.pending.joint == Joint::Space
            && (shape == Shape::Number || self.words.last().is_some_and(|word| word.shape == Shape::Number));
        if number {
            self.mark(|word| word.shape = Shape::Number);
            self.push(span, key.into(), Shape::Number);
            return;
        }
        if (matches!(shape, Shape::Title | Shape::Mixed | Shape::Upper) || text.contains(['\'', '’']))
            && let Some(cut) = self.elided(text)
        {
            let elided = Span::new(span.start, span.start + cut);
            self.push(elided, phrase::key(elided.of(self.text)), Shape::Lower);
            let rest = Span::new(span.start + cut, span.end);
            let text = rest.of(self.text);
            let case = CaseShape::of(text, script_of_word(text));
            self.pending.joint = Joint::Elision;
            self.push(rest, phrase::key(text), Shape::cased(case, text));
            return;
        }
        self.push(span, key.into(), shape);
    }

    /// Where the name begins in a word with an elided one before it (l'Iran).
    fn elided(&self, text: &str) -> Option<usize> {
        let apostrophe = text.find(['\'', '’'])?;
        let (prefix, rest) = text.split_at_checked(apostrophe)?;
        let sign = rest.chars().next()?;
        let name = rest.get(sign.len_utf8()..)?;
        // D'Angelo is a name where no sentence begins.
        let plain = prefix.chars().next()?.is_lowercase() || self.pending.starts;
        let known = phrase::is(&phrase::key(prefix), Class::Elision);
        (plain && known && name.chars().next()?.is_uppercase()).then_some(apostrophe + sign.len_utf8())
    }

    fn initial(&mut self, word: &text::Word, key: &str, touches: bool) {
        let capital = word.shape.has_capital();
        match self.words.last_mut() {
            // U.S. is one word.
            Some(last)
                if touches
                    && capital
                    && last.dotted
                    && matches!(last.shape, Shape::Initial | Shape::Upper) =>
            {
                last.key.push_str(key);
                last.entry = LEXICON.entry(&last.key).unwrap_or_default();
                last.span.end = word.span.end;
                last.shape = Shape::Upper;
            }
            _ => {
                self.push(word.span, key.into(), if capital { Shape::Initial } else { Shape::Lower });
                if !capital {
                    self.pending = Pending::at_start();
                }
            }
        }
    }

    fn push(&mut self, span: Span, key: String, shape: Shape) {
        let Pending { joint, starts, opened } = core::mem::replace(&mut self.pending, Pending::after_word());
        let entry = LEXICON.entry(&key).unwrap_or_default();
        self.words.push(TextWord {
            span,
            key,
            entry,
            shape,
            joint,
            starts,
            opened,
            closed: false,
            dotted: false,
            possessive: false,
            comma: false,
            line: self.line,
        });
    }
}

impl Shape {
    fn of(word: &text::Word, text: &str) -> Shape {
        if word.number { Shape::Number } else { Shape::cased(word.shape, text) }
    }

    fn cased(shape: CaseShape, text: &str) -> Shape {
        match shape {
            CaseShape::Caseless if text.chars().any(char::is_alphabetic) => Shape::Uncased,
            CaseShape::Caseless => Shape::Number,
            CaseShape::Lower => Shape::Lower,
            CaseShape::Single | CaseShape::Title => Shape::Title,
            CaseShape::Mixed => Shape::Mixed,
            CaseShape::Upper => Shape::Upper,
        }
    }
}

/// The lines, with the language that the function words of each speak.
fn lines(words: &[TextWord]) -> Vec<Line> {
    let (whole, evidence) = language_of(words);
    let whole = if evidence >= 2 * SHARE { whole } else { Language::UNDETERMINED };
    let mut lines = Vec::new();
    let mut start = 0;
    for run in words.chunk_by(|a, b| a.line == b.line) {
        let (language, evidence) = language_of(run);
        let language = if evidence >= 2 * SHARE { language } else { whole };
        let headline = is_headline(run, language);
        lines.push(Line { words: start..start + run.len(), language, headline });
        start += run.len();
    }
    lines
}

/// A function word speaks for each language that has it, by an equal part of this.
const SHARE: u32 = 60;

/// The language with the most function words, and how much speaks for it.
fn language_of(words: &[TextWord]) -> (Language, u32) {
    let mut votes: BTreeMap<Language, u32> = BTreeMap::new();
    for word in words.iter().filter(|word| matches!(word.shape, Shape::Lower | Shape::Uncased | Shape::Title))
    {
        let speakers = || word.senses().filter(|sense| sense.class == Class::Function);
        let share =
            u32::try_from(speakers().count()).ok().and_then(|count| SHARE.checked_div(count)).unwrap_or(0);
        for sense in speakers() {
            *votes.entry(sense.language).or_default() += share;
        }
    }
    let best = votes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    best.unwrap_or((Language::UNDETERMINED, 0))
}

/// Whether nearly all words that could be small are written with a capital, and no full stop ends the line.
fn is_headline(words: &[TextWord], language: Language) -> bool {
    let content = || {
        words.iter().filter(|word| {
            let cased = !matches!(word.shape, Shape::Uncased | Shape::Number | Shape::Initial);
            cased && !word.is(Class::Function, language) && !word.is(Class::Connector, language)
        })
    };
    let (all, capital) = (content().count(), content().filter(|word| word.is_capital()).count());
    let shouted = words.iter().filter(|word| word.shape == Shape::Upper).count() * 3 > words.len() * 2;
    let ends = words.last().is_some_and(|word| word.dotted);
    let common = words.iter().any(|word| {
        word.is_capital()
            && !word.starts
            && (word.is(Class::Function, language) || word.shape == Shape::Upper)
    });
    // A caption of several sentences is no headline.
    let sentences = words.windows(2).any(|pair| matches!(pair, [end, begin] if end.dotted && begin.starts));
    words.len() >= 4
        && !sentences
        && capital * 20 >= all * 19
        && (shouted || !ends && all >= 4 && (common || words.len() >= 7))
}

/// Whether a sign opens or closes a quotation.
fn is_quote(c: char) -> bool {
    c != '\'' && CodePointSetData::new::<QuotationMark>().contains(c)
}

/// Whether a word is of a script in which no capital can show a name.
pub(super) fn is_uncased(word: &TextWord) -> bool {
    word.shape == Shape::Uncased
}

/// Whether the script of a word is written without spaces.
pub(super) fn is_unspaced(text: &str) -> bool {
    Letters::of(script_of_word(text)).is_some_and(|letters| !letters.spaces)
}
