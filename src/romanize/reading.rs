//! The words of a name and their spellings.
//!
//! *Input*: a clean text and the language it is in, if that is known. *Output*: pieces in the order of the text, each
//! with spellings and probabilities. A run of letters is one piece; runs that belong together are joined (kanji and kana
//! of one word, Tibetan syllables, a compound name and its second half) and names that are written as one word are cut
//! (Han, hangul). A word is read by the first of these that knows it:
//!
//! ```text
//! 1 known names     北京 Beijing, პუტინი Putin              data/romanize/known_names.tsv, data/lexicon (`known.rs`)
//! 2 family names    박 Park, and given names by syllables   data/lexicon/family_spellings.tsv, korean_syllables.tsv
//!                                                          (`person.rs`)
//! 3 the learned model and the published system of the language, mixed by the share of the system
//! 4 the table of letters
//! ```
//!
//! Units: probabilities in millionths. Cost: that of the word models; words that the workspace remembers cost a look-up.

use alloc::{string::String, vec, vec::Vec};

use super::capitals::{capitalised, written};
use super::han;
use super::models;
use super::piece::{MAX_SPELLINGS, Options, Piece, Place};
use super::sources::{self, CERTAIN, Spellings, mixed, plain};
use super::word::WordRomanizer;
use super::workspace::Workspace;
use crate::name::{self, Role};
use crate::span::Span;
use crate::tables::lexicon::Class;
use crate::tables::readings::{ReadingKind, Readings};
use crate::tables::{LANGUAGES, READINGS};
use crate::tag::{Language, Script};
use crate::text;
use crate::translit::{self, Transliterator};
use crate::unicode::{TokenKind, script_of, script_of_word, token_iter};

/// Words of a text that the models see; those behind them are written letter by letter.
const MAX_WORDS: usize = 64;

/// Words that may be one known name: a family name, a given name, and a half of one of them. 2 to 4.
const MAX_TOGETHER: usize = 3;

/// What a run of characters is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunKind {
    /// A word of letters that are not Latin.
    Word,
    /// One letter that stands for a name: И. or the Д of Д’Артаньян.
    Initial,
    /// A sign that stands for a space: the middle dot of foreign names.
    Dot,
    /// Anything else, Latin words too.
    Other,
}

/// A run of letters that is one word, or something else.
#[derive(Clone, Copy, Debug)]
struct Run {
    span: Span,
    kind: RunKind,
}

/// A name that is being read.
pub(super) struct Reading<'a> {
    pub(super) options: &'a Options,
    pub(super) text: &'a str,
    language: Option<Language>,
    /// Whether something is known of how the country that is asked for spells.
    pub(super) in_country: bool,
    pub(super) readings: Readings<'static>,
    /// Whether Han is Japanese here: kana stands beside it, or it begins with a family name of Japan.
    japanese: bool,
    /// How many names are wanted.
    wanted: usize,
    unread: Vec<String>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        options: &'a Options,
        text: &'a str,
        language: Option<Language>,
        wanted: usize,
    ) -> Reading<'a> {
        let in_country = options.country.is_some_and(sources::spells_its_own_way);
        let readings = Readings::new(READINGS);
        let japanese = !text.is_ascii()
            && (text.chars().any(han::is_kana) || language.is_none() && han::is_japanese(readings, text));
        Reading { options, text, language, in_country, readings, japanese, wanted, unread: Vec::new() }
    }

    /// The pieces of the name, and the words that nothing reads.
    pub(super) fn pieces(mut self, workspace: &mut Workspace) -> (Vec<Piece>, Vec<String>) {
        if let Some(known) = self.known_name() {
            return (vec![known], self.unread);
        }
        let roles = self.roles();
        let runs = cut_at_titles(self.runs(), &roles);
        let count = runs.iter().filter(|run| run.kind == RunKind::Word).count();
        let mut pieces = Vec::with_capacity(2 * runs.len() + 1);
        let (mut copied, mut words) = (0, 0);
        let mut before = RunKind::Other;
        let mut at = 0;
        while let Some(run) = runs.get(at) {
            at += 1;
            let gap = self.text.get(copied..run.span.start).unwrap_or_default();
            // トヨタ自動車: Latin letters need a space there.
            let touch = gap.is_empty() && before == RunKind::Word && run.kind == RunKind::Word;
            pieces.push(Piece::fixed(if touch { " " } else { gap }));
            copied = run.span.end;
            before = run.kind;
            let text = run.span.of(self.text);
            match run.kind {
                RunKind::Dot => pieces.push(Piece::fixed(" ")),
                RunKind::Initial => pieces.push(Piece::fixed(&self.initial(text))),
                RunKind::Word if words < MAX_WORDS => {
                    if let Some((known, end, more)) = self.known_from(runs.get(at - 1..), &roles) {
                        pieces.push(known);
                        copied = end;
                        (at, words) = (at + more, words + 1 + more);
                        continue;
                    }
                    let inside = words > 0 && words + 1 < count;
                    self.word(run.span, inside, count == 1, &roles, workspace, &mut pieces);
                    words += 1;
                }
                _ => pieces.push(Piece::fixed(&self.letters(text))),
            }
        }
        pieces.push(Piece::fixed(self.text.get(copied..).unwrap_or_default()));
        (pieces, self.unread)
    }

    /// The known name that the first of some runs is, with others behind it or alone: where it ends, and how many more
    /// runs it is made of. Only in scripts that write names without spaces, and others do so with them.
    fn known_from(&self, runs: Option<&[Run]>, roles: &[(Span, Role)]) -> Option<(Piece, usize, usize)> {
        let mut end = runs?.first()?.span.start;
        let one_name = |run: &&Run| {
            let gap = self.text.get(end..run.span.start);
            end = run.span.end;
            run.kind == RunKind::Word
                && matches!(gap, Some("" | " "))
                && run.span.of(self.text).chars().all(|c| han::is_syllabic(script_of(c)))
        };
        let runs: Vec<&Run> = runs?.iter().take_while(one_name).take(MAX_TOGETHER).collect();
        let words: Vec<&str> = runs.iter().map(|run| run.span.of(self.text)).collect();
        (1..=runs.len()).rev().find_map(|length| {
            let known = self.known_together(words.get(..length)?, roles)?;
            Some((known, runs.get(length - 1)?.span.end, length - 1))
        })
    }

    /// The text as runs: words, and every other token by itself.
    fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for token in token_iter(self.text) {
            let text = token.span.of(self.text);
            let letters = matches!(token.kind, TokenKind::Word | TokenKind::Initial);
            if !letters || matches!(script_of_word(text), Script::LATIN | Script::COMMON) {
                // A geresh behind a Hebrew letter is part of it.
                if let Some(last) = runs
                    .last_mut()
                    .filter(|last| last.kind == RunKind::Word && last.span.end == token.span.start)
                    && matches!(text, "׳" | "'" | "’")
                    && script_of_word(last.span.of(self.text)) == Script::HEBREW
                {
                    last.span = last.span.cover(token.span);
                    continue;
                }
                let kind = if token.kind == TokenKind::Dot { RunKind::Dot } else { RunKind::Other };
                runs.push(Run { span: token.span, kind });
                continue;
            }
            if token.kind == TokenKind::Initial && is_latin_by_table(text) {
                runs.push(Run { span: token.span, kind: RunKind::Initial });
                continue;
            }
            if let Some(last) = runs.last_mut().filter(|last| self.joins(last, token.span)) {
                last.span = last.span.cover(token.span);
                continue;
            }
            if let [.., last, between] = runs.as_mut_slice()
                && self.is_syllable(last, between, token.span)
            {
                last.span = last.span.cover(token.span);
                runs.pop();
                continue;
            }
            self.halves(token.span, &mut runs);
        }
        runs
    }

    /// Adds a word; one with an apostrophe before a capital as its two halves: О’Коннор.
    fn halves(&self, span: Span, runs: &mut Vec<Run>) {
        let text = span.of(self.text);
        let apostrophe = text.char_indices().zip(text.chars().skip(1)).find(|((at, sign), next)| {
            *at > 0 && matches!(sign, '\'' | '’' | 'ʼ' | '‘' | '`') && next.is_uppercase()
        });
        let Some(((at, sign), _)) = apostrophe else {
            return runs.push(Run { span, kind: RunKind::Word });
        };
        let cut = span.start + at;
        let before = Span::new(span.start, cut);
        let one = before.of(self.text).chars().nth(1).is_none();
        runs.push(Run { span: before, kind: if one { RunKind::Initial } else { RunKind::Word } });
        runs.push(Run { span: Span::new(cut, cut + sign.len_utf8()), kind: RunKind::Other });
        self.halves(Span::new(cut + sign.len_utf8(), span.end), runs);
    }

    /// One letter that stands for a name, with its full stop: Ю. is Yu.
    fn initial(&self, text: &str) -> String {
        let Some(letter) = text.chars().next() else { return String::new() };
        let language = self.language_of(script_of(letter), text);
        let latin = match language.and_then(|language| self.press(language)) {
            Some(rules) => rules.transliterate(text).into_owned(),
            None => translit::letter_by_letter(text, language),
        };
        let end = latin.find(|c: char| !c.is_alphabetic()).unwrap_or(latin.len());
        let (letters, rest) = latin.split_at_checked(end).unwrap_or((&latin, ""));
        let mut written = capitalised(&sources::plain(letters), false);
        written.push_str(rest);
        if !rest.contains('.') && text.ends_with('.') {
            written.push('.');
        }
        written
    }

    /// Whether a word goes on with the one before.
    fn joins(&self, last: &Run, next: Span) -> bool {
        if last.kind != RunKind::Word {
            return false;
        }
        let (before, after) = (last.span.of(self.text), next.of(self.text));
        let gap = self.text.get(last.span.end..next.start).unwrap_or("?");
        match gap {
            "" => self.japanese && han::is_one_word(before, after),
            " " => joins_compound(before, after),
            _ => false,
        }
    }

    /// Whether a word is a syllable more of the one before: the tsheg stands between Tibetan syllables.
    fn is_syllable(&self, last: &Run, between: &Run, next: Span) -> bool {
        let touch = last.span.end == between.span.start && between.span.end == next.start;
        last.kind == RunKind::Word
            && between.kind == RunKind::Other
            && touch
            && matches!(between.span.of(self.text), "\u{F0B}" | "\u{F0C}")
    }

    /// The parts of the name, where Han or hangul may hold a family name and a given name.
    pub(super) fn roles(&self) -> Vec<(Span, Role)> {
        if self.text.is_ascii() || !self.text.chars().any(|c| han::is_han(c) || han::is_hangul(c)) {
            return Vec::new();
        }
        name::parse(self.text).parts.into_iter().map(|part| (part.span, part.role)).collect()
    }

    /// What is no word that a model may read: letter by letter where a table knows it.
    fn letters(&self, text: &str) -> String {
        if text.is_ascii() { text.into() } else { translit::letter_by_letter(text, self.language) }
    }

    /// The language of a word in a script: the one of the name if something reads the word in it, else the main one of the
    /// script.
    pub(super) fn language_of(&self, script: Script, word: &str) -> Option<Language> {
        if let Some(own) = self.language.filter(|own| models::reads(*own, script, word)) {
            return Some(own);
        }
        if matches!(script, Script::HAN | Script::HIRAGANA | Script::KATAKANA) {
            let japanese = self.japanese || script != Script::HAN;
            return Some(Language::from_code(if japanese { b"ja\0" } else { b"zh\0" }));
        }
        WordRomanizer::of_script(script).map(|main| main.language()).or_else(|| {
            let facts = LANGUAGES.iter().find(|facts| facts.scripts.first() == Some(&script));
            facts.map(|facts| facts.language).filter(|_| !word.is_empty())
        })
    }

    /// The rules by which the press that is asked for spells names of a language.
    pub(super) fn press(&self, language: Language) -> Option<&'static Transliterator> {
        sources::press(language, self.options.readers?)
    }

    /// Adds the pieces of a word.
    fn word(
        &mut self,
        span: Span,
        inside: bool,
        alone: bool,
        roles: &[(Span, Role)],
        workspace: &mut Workspace,
        pieces: &mut Vec<Piece>,
    ) {
        let word = span.of(self.text);
        let script = script_of_word(word);
        let Some(language) = self.language_of(script, word) else {
            return self.unreadable(word, pieces);
        };
        if let Some(known) = self.exonym(word, language, alone) {
            return pieces.push(known);
        }
        let inside_part = |part: &Span| part.start <= span.start && span.end <= part.end;
        let title = roles.iter().any(|(part, role)| *role == Role::Title && inside_part(part));
        if script == Script::HAN
            && let Some(compound) = self.compound(word, language)
        {
            return pieces.push(compound);
        }
        if matches!(script, Script::HAN | Script::HANGUL)
            && !title
            && self.person(span, language, script, roles, workspace, pieces)
        {
            return;
        }
        if alone && let Some((name, ending)) = self.ending(word, language) {
            let mut spellings = self.spellings(name, language, script, Place::Among, workspace);
            spellings.truncate(MAX_SPELLINGS);
            if !spellings.is_empty() {
                let both = spellings.iter().map(|(text, p)| (capitalised(text, false) + ending, p / 4 * 3));
                let bare = spellings.iter().map(|(text, p)| (capitalised(text, false), p / 4));
                let mut all: Spellings = both.chain(bare).collect();
                all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                return pieces.push(Piece { spellings: all });
            }
        }
        let place = match (title, alone) {
            (true, _) => Place::Title,
            (false, true) => Place::Alone,
            (false, false) => Place::Among,
        };
        let of = (language, self.options.country, place, inside);
        let remembers = self.press(language).is_none();
        let remembered = workspace.written.remembered(&of, word).filter(|_| remembers);
        let spellings = match remembered.map(|spellings| self.enough(spellings)) {
            Some(spellings) => spellings,
            None => {
                let spellings = self.made(word, language, script, place, workspace);
                if spellings.is_empty() {
                    return self.unreadable(word, pieces);
                }
                let written = written(word, language, script, inside, spellings);
                let spellings = self.enough(&written);
                if remembers {
                    workspace.written.remember(of, word, written);
                }
                spellings
            }
        };
        if spellings.first().is_some_and(|(text, _)| text.chars().any(is_not_latin)) {
            self.unread.push(word.into());
        }
        pieces.push(Piece { spellings: self.for_readers(spellings, language) });
    }

    /// As many of the spellings of a word as names are wanted, and two to tell that it has several; all of them where
    /// readers respell them, which may make two one.
    fn enough(&self, spellings: &Spellings) -> Spellings {
        let count = if self.options.readers.is_some() { MAX_SPELLINGS } else { self.wanted.max(2) };
        spellings.iter().take(count).cloned().collect()
    }

    /// A word that no model reads: by the table of letters, or as it is.
    fn unreadable(&mut self, word: &str, pieces: &mut Vec<Piece>) {
        let letters = self.letters(word);
        if letters.chars().any(is_not_latin) {
            self.unread.push(word.into());
        }
        pieces.push(Piece::fixed(&letters));
    }

    /// What a name of a place ends with, if enough stands before it.
    fn ending<'w>(&self, word: &'w str, language: Language) -> Option<(&'w str, &'static str)> {
        let (at, _) = word.char_indices().next_back()?;
        let (name, ending) = word.split_at_checked(at)?;
        let latin = self.readings.of(ReadingKind::Ending, language, ending).next()?;
        (name.chars().count() >= 2).then_some((name, latin))
    }

    /// The spellings of a word in small letters, known ones with their capitals; none if nothing reads it.
    pub(super) fn spellings(
        &self,
        word: &str,
        language: Language,
        script: Script,
        place: Place,
        workspace: &mut Workspace,
    ) -> Spellings {
        let of = (language, self.options.country, place);
        let remembers = self.press(language).is_none();
        if let Some(spellings) = workspace.words.remembered(&of, word).filter(|_| remembers) {
            return spellings.clone();
        }
        let spellings = self.made(word, language, script, place, workspace);
        if remembers {
            workspace.words.remember(of, word, spellings.clone());
        }
        spellings
    }

    /// [`spellings`](Reading::spellings) of a word that is not remembered.
    fn made(
        &self,
        word: &str,
        language: Language,
        script: Script,
        place: Place,
        workspace: &mut Workspace,
    ) -> Spellings {
        if let Some(rules) = self.press(language) {
            let text = rules.transliterate(&word.to_lowercase()).into_owned();
            if text.chars().all(|c| !c.is_alphabetic() || script_of(c) == Script::LATIN) {
                return self.with_known(vec![(text, CERTAIN)], word, language, place);
            }
        }
        let learned = self.learned(word, language, workspace);
        // A system that leaves letters of the word unread says less than the model.
        let whole =
            |found: &(Spellings, u32)| learned.is_empty() || found.0.iter().all(|(text, _)| text.is_ascii());
        let mut spellings = match self.system(word, language, script, place, &learned).filter(whole) {
            Some((spellings, share)) => mixed(spellings, share, learned),
            None => learned,
        };
        spellings = self.with_known(spellings, word, language, place);
        spellings.truncate(MAX_SPELLINGS);
        spellings
    }

    /// What the learned models find for a word.
    fn learned(&self, word: &str, language: Language, workspace: &mut Workspace) -> Spellings {
        let Some(letter) = word.chars().find(|c| script_of(*c).is_real()) else { return Spellings::new() };
        let Some(model) = models::model_of(language, letter) else { return Spellings::new() };
        let found = model.spellings(word, self.options.country, true, MAX_SPELLINGS, &mut workspace.buffers);
        if found.is_empty() { self.by_signs(word, language) } else { found }
    }

    /// A word that no model reads, by what its characters are read as by themselves; nothing if one is not known.
    fn by_signs(&self, word: &str, language: Language) -> Spellings {
        let read = |c: char| {
            let key = text::key(c.encode_utf8(&mut [0; 4]));
            self.readings.of(ReadingKind::Sign, language, &key).next()
        };
        let all: Option<String> = word.chars().map(read).collect();
        all.filter(|all| !all.is_empty()).map(|all| vec![(all, CERTAIN)]).unwrap_or_default()
    }

    /// The spelling of the published system that the language follows, and its share.
    fn system(
        &self,
        word: &str,
        language: Language,
        script: Script,
        place: Place,
        learned: &Spellings,
    ) -> Option<(Spellings, u32)> {
        let system = sources::system_of(language, script, self.options.country);
        let (reading, system) =
            system.or_else(|| sources::system_of(sources::like(language)?, script, self.options.country))?;
        let latin = plain(&system.transliterate(word));
        if !latin.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let text = han::written(&latin, reading.syllables);
        let share = match place {
            Place::Part => reading.share,
            // Models of names read foreign names, which a title is none of.
            Place::Title => 1000,
            _ if is_guess(word, language, learned) => reading.guess,
            _ => reading.word,
        };
        (!text.is_empty()).then(|| (vec![(text, CERTAIN)], share))
    }
}

/// Whether no list has the spelling that the model of a language finds likeliest.
fn is_guess(word: &str, language: Language, learned: &Spellings) -> bool {
    let letter = word.chars().find(|c| script_of(*c).is_real());
    let model = letter.and_then(|letter| models::model_of(language, letter));
    let first = learned.first();
    model.zip(first).is_some_and(|(model, (spelling, _))| !model.knows_spelling(spelling))
}

/// The runs, with words cut where a title begins or ends inside: 安倍晋三首相.
fn cut_at_titles(runs: Vec<Run>, roles: &[(Span, Role)]) -> Vec<Run> {
    let titles = roles.iter().filter(|(_, role)| *role == Role::Title);
    let cuts: Vec<usize> = titles.flat_map(|(part, _)| [part.start, part.end]).collect();
    let mut all = Vec::with_capacity(runs.len());
    for run in runs {
        let mut start = run.span.start;
        let inside =
            |cut: &&usize| run.kind == RunKind::Word && run.span.start < **cut && **cut < run.span.end;
        for cut in cuts.iter().filter(inside) {
            all.push(Run { span: Span::new(start, *cut), kind: run.kind });
            start = *cut;
        }
        all.push(Run { span: Span::new(start, run.span.end), kind: run.kind });
    }
    all
}

/// Whether a character is a letter that nothing has read; ʾ and ʼ are signs of Latin texts.
fn is_not_latin(c: char) -> bool {
    c.is_alphabetic() && !matches!(script_of(c), Script::LATIN | Script::COMMON | Script::INHERITED)
}

/// Whether a word with an article goes on the compound name before it: عبد الله.
fn joins_compound(before: &str, after: &str) -> bool {
    let key = text::key(after);
    let article = key.char_indices().skip(1).any(|(at, _)| {
        key.get(..at)
            .is_some_and(|start| script_of_word(start) != Script::LATIN && text::is(start, Class::Article))
    });
    article && (text::is(&key, Class::Compound) || text::is(&text::key(before), Class::Compound))
}

/// Whether the table of letters writes the first letter: those of Han and of India are syllables, which it may not have.
fn is_latin_by_table(text: &str) -> bool {
    let latin = translit::letter_by_letter(text, None);
    latin.chars().next().is_some_and(|c| script_of(c) == Script::LATIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Romanizer;

    fn romanized(language: &str, name: &str) -> String {
        Romanizer::for_language(language).expect("a tag").romanize(name)
    }

    #[test]
    fn what_is_no_word_stays_where_it_is() {
        assert_eq!(romanized("ru", "Иван 12 (Анна) 😂"), "Ivan 12 (Anna) 😂");
        assert_eq!(romanized("fa", "Ali"), "Ali");
    }

    #[test]
    fn words_of_kanji_and_kana_are_one() {
        let options = Options { language: "ja".parse().ok(), ..Options::default() };
        let text = "丸の内 東";
        let runs = Reading::new(&options, text, options.language, 1).runs();
        let words: Vec<&str> = runs.iter().map(|run| run.span.of(text)).collect();
        assert_eq!(words, ["丸の内", "東"]);
    }

    #[test]
    fn tibetan_syllables_are_one_word() {
        let options = Options::default();
        let text = "བཀྲ་ཤིས ལྷ་མོ";
        let runs = Reading::new(&options, text, None, 1).runs();
        assert_eq!(runs.len(), 2);
    }

    #[test]
    fn a_word_that_no_list_spells_follows_the_system_of_its_country() {
        for (language, name, latin) in [
            ("uk", "Розгон", "Rozghon"),
            ("bg", "Велико Търново", "Veliko Tarnovo"),
            ("sr", "Нови Сад", "Novi Sad"),
            ("ru", "США", "United States"),
        ] {
            assert_eq!(romanized(language, name), latin);
        }
    }

    #[test]
    fn titles_of_han_and_hangul_follow_the_system() {
        assert_eq!(romanized("zh", "习近平主席"), "Xi Jinping Zhuxi");
        assert_eq!(romanized("ko", "김정은 위원장"), "Kim Jong-un Wiwonjang");
    }

    #[test]
    fn family_names_come_from_their_list() {
        assert!(romanized("ko", "박우진").starts_with("Park "));
        assert!(romanized("zh", "王小明").starts_with("Wang X"));
    }
}
