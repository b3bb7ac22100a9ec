//! The words of a name and their spellings.
//!
//! *Input*: a clean text and the language it is in, if that is known. *Output*: pieces in the order of the text, each
//! with spellings and probabilities. A run of letters is one piece; runs that belong together are joined (kanji and kana
//! of one word, Tibetan syllables, a compound name and its second half) and names that are written as one word are cut
//! (Han, hangul). A word is read by the first of these that knows it:
//!
//! ```text
//! 1 known names     北京 Beijing, პუტინი Putin              data/romanize/known_names.tsv, data/lexicon
//! 2 family names    박 Park, and given names by syllables   data/lexicon/family_spellings.tsv, korean_syllables.tsv
//! 3 the learned model and the published system of the language, mixed by the share of the system
//! 4 the table of letters
//! ```
//!
//! Units: probabilities in millionths. Cost: that of the word models; words that the workspace remembers cost a look-up.

use alloc::{string::String, vec, vec::Vec};

use super::han;
use super::piece::{Options, Piece, Place};
use super::sources::{self, CERTAIN, Spellings, mixed, plain};
use super::word::WordRomanizer;
use super::workspace::Workspace;
use crate::name::{self, Role};
use crate::span::Span;
use crate::tables::lexicon::Class;
use crate::tables::readings::{ReadingKind, Readings};
use crate::tables::{LANGUAGES, LEXICON, LanguageFacts, Letters, READINGS};
use crate::tag::{Language, Script};
use crate::text;
use crate::translit;
use crate::unicode::{TokenKind, script_of, script_of_word, token_iter};

/// Words of a text that the models see; those behind them are written letter by letter.
const MAX_WORDS: usize = 64;

/// Spellings of a word that are kept, the likeliest ones.
const MAX_SPELLINGS: usize = 24;

/// The share of a known spelling, in thousandths: the rest is what the models say. From 500; known names are few and
/// people spell them alike.
const KNOWN_SHARE: u32 = 900;

/// The share of a known spelling of one word among several: a city may also be the family name of a person.
const KNOWN_WORD_SHARE: u32 = 700;

/// A run of letters that is one word, or something else.
#[derive(Clone, Copy, Debug)]
struct Run {
    span: Span,
    /// Whether it is a word of letters that are not Latin.
    word: bool,
    /// Whether it is a sign that stands for a space: the middle dot of foreign names.
    dot: bool,
}

/// A name that is being read.
pub(super) struct Reading<'a> {
    options: &'a Options,
    text: &'a str,
    language: Option<Language>,
    /// Whether something is known of how the country that is asked for spells.
    in_country: bool,
    readings: Readings<'static>,
    /// Whether kana stands in it: then Han is Japanese.
    kana: bool,
    unread: Vec<String>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(options: &'a Options, text: &'a str, language: Option<Language>) -> Reading<'a> {
        let kana = !text.is_ascii() && text.chars().any(han::is_kana);
        let in_country = options.country.is_some_and(sources::spells_its_own_way);
        Reading {
            options,
            text,
            language,
            in_country,
            readings: Readings::new(READINGS),
            kana,
            unread: Vec::new(),
        }
    }

    /// The pieces of the name, and the words that nothing reads.
    pub(super) fn pieces(mut self, workspace: &mut Workspace) -> (Vec<Piece>, Vec<String>) {
        if let Some(known) = self.known_name() {
            return (vec![known], self.unread);
        }
        let runs = self.runs();
        let roles = self.roles();
        let count = runs.iter().filter(|run| run.word).count();
        let mut pieces = Vec::with_capacity(2 * runs.len() + 1);
        let (mut copied, mut words) = (0, 0);
        for run in &runs {
            let gap = self.text.get(copied..run.span.start).unwrap_or_default();
            pieces.push(Piece::fixed(gap));
            copied = run.span.end;
            let text = run.span.of(self.text);
            if run.dot {
                pieces.push(Piece::fixed(" "));
            } else if !run.word || words >= MAX_WORDS {
                pieces.push(Piece::fixed(&self.letters(text)));
            } else {
                let inside = words > 0 && words + 1 < count;
                self.word(run.span, inside, count == 1, &roles, workspace, &mut pieces);
                words += 1;
            }
        }
        pieces.push(Piece::fixed(self.text.get(copied..).unwrap_or_default()));
        (pieces, self.unread)
    }

    /// The name, if the whole of it is known and only one way to spell it.
    fn known_name(&self) -> Option<Piece> {
        let asked = self.options.readers.is_some() || self.in_country;
        if self.text.is_ascii() || asked || self.options.given_first {
            return None;
        }
        let spaces = self.text.contains(' ');
        let whole = spaces || self.text.chars().next().is_some_and(|c| han::is_han(c) || han::is_hangul(c));
        let script = script_of_word(self.text);
        let key = whole.then(|| text::key(self.text))?;
        let known = self.known(&key, self.language_of(script, self.text)?);
        let spellings: Spellings = known.take(1).map(|text| (text.into(), CERTAIN)).collect();
        (!spellings.is_empty()).then_some(Piece { spellings })
    }

    /// The known spellings of a word in matching form.
    fn known(&self, key: &str, language: Language) -> impl Iterator<Item = &'static str> + use<> {
        let of = |language: Language| self.readings.of(ReadingKind::Known, language, key);
        of(language).chain(of(Language::UNDETERMINED))
    }

    /// The text as runs: words, and every other token by itself.
    fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for token in token_iter(self.text) {
            let word = token.kind == TokenKind::Word || token.kind == TokenKind::Initial;
            let text = token.span.of(self.text);
            let word = word && !matches!(script_of_word(text), Script::LATIN | Script::COMMON);
            if word && let Some(last) = runs.last_mut().filter(|last| self.joins(last, token.span)) {
                last.span = last.span.cover(token.span);
                continue;
            }
            if word
                && let [.., last, between] = runs.as_mut_slice()
                && self.is_syllable(last, between, token.span)
            {
                last.span = last.span.cover(token.span);
                runs.pop();
                continue;
            }
            // A geresh behind a Hebrew letter is part of it.
            if let Some(last) = runs.last_mut().filter(|last| last.word && last.span.end == token.span.start)
                && matches!(text, "׳" | "'" | "’")
                && script_of_word(last.span.of(self.text)) == Script::HEBREW
            {
                last.span = last.span.cover(token.span);
                continue;
            }
            runs.push(Run { span: token.span, word, dot: token.kind == TokenKind::Dot });
        }
        runs
    }

    /// Whether a word goes on with the one before.
    fn joins(&self, last: &Run, next: Span) -> bool {
        if !last.word {
            return false;
        }
        let (before, after) = (last.span.of(self.text), next.of(self.text));
        let gap = self.text.get(last.span.end..next.start).unwrap_or("?");
        let japanese = |word: &str| word.chars().all(|c| han::is_han(c) || han::is_kana(c));
        match gap {
            "" => self.kana && japanese(before) && japanese(after),
            " " => joins_compound(before, after),
            _ => false,
        }
    }

    /// Whether a word is a syllable more of the one before: the tsheg stands between Tibetan syllables.
    fn is_syllable(&self, last: &Run, between: &Run, next: Span) -> bool {
        let touch = last.span.end == between.span.start && between.span.end == next.start;
        last.word && !between.word && touch && matches!(between.span.of(self.text), "\u{F0B}" | "\u{F0C}")
    }

    /// The parts of the name, where Han or hangul may hold a family name and a given name.
    fn roles(&self) -> Vec<(Span, Role)> {
        if self.text.is_ascii() || !self.text.chars().any(|c| han::is_han(c) || han::is_hangul(c)) {
            return Vec::new();
        }
        name::parse(self.text).parts.into_iter().map(|part| (part.span, part.role)).collect()
    }

    /// What is no word that a model may read: letter by letter where a table knows it.
    fn letters(&self, text: &str) -> String {
        if text.is_ascii() { text.into() } else { translit::letter_by_letter(text, self.language) }
    }

    /// The language of a word in a script: the one of the name if it is written in it, else the main one of the script.
    fn language_of(&self, script: Script, word: &str) -> Option<Language> {
        let given = self.options.language;
        let own = self.language.filter(|language| given.is_some() || text::writes(*language, script));
        if matches!(script, Script::HAN | Script::HIRAGANA | Script::KATAKANA) {
            let japanese = self.kana || script != Script::HAN;
            let main = Language::from_code(if japanese { b"ja\0" } else { b"zh\0" });
            return own
                .filter(|own| text::writes(*own, script) || sources::like(*own).is_some())
                .or(Some(main));
        }
        own.or_else(|| WordRomanizer::of_script(script).map(|main| main.language())).or_else(|| {
            let facts = LANGUAGES.iter().find(|facts| facts.scripts.first() == Some(&script));
            facts.map(|facts| facts.language).filter(|_| !word.is_empty())
        })
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
        if matches!(script, Script::HAN | Script::HANGUL)
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
        let spellings = self.spellings(
            word,
            language,
            script,
            if alone { Place::Alone } else { Place::Among },
            workspace,
        );
        if spellings.is_empty() {
            return self.unreadable(word, pieces);
        }
        let letters = Letters::of(script);
        let has_case =
            letters.is_none_or(|l| l.case) && word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
        let small = if has_case {
            word.chars().next().is_some_and(char::is_lowercase)
        } else {
            inside && is_particle(word, language)
        };
        let article = || translit::letter_by_letter(word, Some(language)).contains('-');
        let article = script == Script::ARABIC && article();
        let write = |(text, probability): (String, u32)| {
            (if small { text } else { capitalised(&text, article) }, probability)
        };
        pieces.push(Piece { spellings: spellings.into_iter().take(MAX_SPELLINGS).map(write).collect() });
    }

    /// A word that no model reads: by the table of letters, or as it is. It is unread if no letter of it is read.
    fn unreadable(&mut self, word: &str, pieces: &mut Vec<Piece>) {
        let letters = self.letters(word);
        if !letters.chars().any(|c| c.is_alphabetic() && script_of(c) == Script::LATIN) {
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

    /// Adds the pieces of a person's name of Han or hangul that is written as one word; false if it is none.
    fn person(
        &mut self,
        span: Span,
        language: Language,
        script: Script,
        roles: &[(Span, Role)],
        workspace: &mut Workspace,
        pieces: &mut Vec<Piece>,
    ) -> bool {
        let inside = |wanted: Role| {
            let mut parts = roles
                .iter()
                .filter(|(part, role)| *role == wanted && span.start <= part.start && part.end <= span.end);
            parts.next().map(|(part, _)| *part)
        };
        let (family, given) = (inside(Role::Family), inside(Role::Given));
        let tiled = family.zip(given).filter(|(family, given)| {
            family.start == span.start && family.end == given.start && given.end == span.end
        });
        let text = self.text;
        if let Some((family, given)) = tiled {
            let (family, given) = (family.of(text), given.of(text));
            let native = self.native_share(family, given, language);
            if native == 0 {
                return false;
            }
            let families = self.family(family, language, script, workspace);
            let givens = self.given(given, language, script, workspace);
            if families.is_empty() || givens.is_empty() {
                return false;
            }
            let (first, second) =
                if self.options.given_first { (givens, families) } else { (families, givens) };
            if native >= 1000 {
                pieces.push(Piece { spellings: first });
                pieces.push(Piece::fixed(" "));
                pieces.push(Piece { spellings: second });
                return true;
            }
            // Both as a person's name and as a foreign word.
            let mut names = Spellings::new();
            for (a, p) in first.iter().take(4) {
                names.extend(second.iter().take(6).map(|(b, q)| {
                    let both = u64::from(*p) * u64::from(*q) / u64::from(CERTAIN);
                    (alloc::format!("{a} {b}"), both as u32)
                }));
            }
            let word = self.spellings(span.of(text), language, script, Place::Alone, workspace);
            let word = word.into_iter().map(|(text, p)| (capitalised(&text, false), p)).collect();
            let mut all = mixed(names, native, word);
            all.truncate(MAX_SPELLINGS);
            pieces.push(Piece { spellings: all });
            return true;
        }
        // 김 민수: the parts stand apart.
        let whole = |part: Option<Span>| part == Some(span);
        let separate = roles.iter().any(|(_, role)| *role == Role::Family)
            && roles.iter().any(|(_, role)| *role == Role::Given);
        if !separate || script != Script::HANGUL {
            return false;
        }
        let word = span.of(text);
        let spellings = if whole(family) {
            self.family(word, language, script, workspace)
        } else if whole(given) && han::syllables_known(self.readings, language, word) {
            self.given(word, language, script, workspace)
        } else {
            return false;
        };
        let empty = spellings.is_empty();
        if !empty {
            pieces.push(Piece { spellings });
        }
        !empty
    }

    /// How likely a word that begins with a family name is a name of the language and not a foreign one, in thousandths.
    fn native_share(&self, family: &str, given: &str, language: Language) -> u32 {
        match language.as_str() {
            "zh" => han::chinese_share(self.readings, family, given),
            "ko" => {
                let mut word = String::from(family);
                word.push_str(given);
                let listed = WordRomanizer::of(language).is_some_and(|model| model.is_listed(&word));
                han::korean_share(self.readings, language, family, given, listed)
            }
            _ => 1000,
        }
    }

    /// The spellings of a family name.
    fn family(&self, word: &str, language: Language, script: Script, workspace: &mut Workspace) -> Spellings {
        let key = text::key(word);
        let listed = self.readings.of(ReadingKind::Family, language, &key);
        if script == Script::HANGUL {
            let spellings = han::falling(listed.map(String::from));
            if !spellings.is_empty() {
                return spellings;
            }
        }
        let spellings = self.spellings(word, language, script, Place::Part, workspace);
        capitalised_all(spellings)
    }

    /// The spellings of a given name.
    fn given(&self, word: &str, language: Language, script: Script, workspace: &mut Workspace) -> Spellings {
        if script == Script::HANGUL {
            let spellings = han::korean_given(self.readings, language, word);
            if !spellings.is_empty() {
                return spellings;
            }
        }
        let spellings = self.spellings(word, language, script, Place::Part, workspace);
        capitalised_all(spellings)
    }

    /// The spellings of a word in small letters, known ones with their capitals; none if nothing reads it.
    fn spellings(
        &self,
        word: &str,
        language: Language,
        script: Script,
        place: Place,
        workspace: &mut Workspace,
    ) -> Spellings {
        let of = (language, self.options.country, place);
        if self.options.readers.is_none()
            && let Some(spellings) = workspace.remembered(of, word)
        {
            return spellings.clone();
        }
        let learned = self.learned(word, language, workspace);
        let system = self.system(word, language, script, place);
        let mut spellings = match system {
            Some((spellings, share)) => mixed(spellings, share, learned),
            None => learned,
        };
        if self.options.readers.is_none() {
            let key = text::key(word);
            let known: Spellings = han::falling(self.known(&key, language).map(String::from));
            // In a country words are spelled as there.
            let share = if self.in_country {
                0
            } else if place == Place::Alone {
                KNOWN_SHARE
            } else {
                KNOWN_WORD_SHARE
            };
            if !known.is_empty() && share > 0 {
                spellings.retain(|(text, _)| known.iter().all(|(name, _)| !name.eq_ignore_ascii_case(text)));
                spellings = if spellings.is_empty() { known } else { mixed(known, share, spellings) };
            }
            spellings.truncate(MAX_SPELLINGS);
            workspace.remember(of, word, spellings.clone());
        }
        spellings
    }

    /// What the learned models find for a word.
    fn learned(&self, word: &str, language: Language, workspace: &mut Workspace) -> Spellings {
        let Some(letter) = word.chars().find(|c| script_of(*c).is_real()) else { return Spellings::new() };
        let model = WordRomanizer::of_letter(language, letter)
            .or_else(|| WordRomanizer::of_letter(sources::like(language)?, letter));
        let Some(model) = model else { return Spellings::new() };
        let mut found = model.spellings(word, self.options.country, true, &mut workspace.buffers);
        found.truncate(MAX_SPELLINGS);
        found
    }

    /// The spelling of the published system that the language follows, or of the press that is asked for, and its share.
    fn system(
        &self,
        word: &str,
        language: Language,
        script: Script,
        place: Place,
    ) -> Option<(Spellings, u32)> {
        if let Some(rules) = self.options.readers.and_then(|readers| sources::press(language, readers)) {
            let text = rules.transliterate(&word.to_lowercase()).into_owned();
            let latin = text.chars().all(|c| !c.is_alphabetic() || script_of(c) == Script::LATIN);
            return latin.then(|| (vec![(text, CERTAIN)], 1000));
        }
        let system = sources::system_of(language, script, self.options.country);
        let (reading, system) =
            system.or_else(|| sources::system_of(sources::like(language)?, script, self.options.country))?;
        let latin = plain(&system.transliterate(word));
        if !latin.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let text = han::written(&latin, reading.syllables);
        let share = if place == Place::Part { reading.share } else { reading.word };
        (!text.is_empty()).then(|| (vec![(text, CERTAIN)], share))
    }
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

/// Whether the word is a particle of the language that is written small.
fn is_particle(word: &str, language: Language) -> bool {
    if LanguageFacts::of(language).is_some_and(|facts| facts.capital_particles) {
        return false;
    }
    let particles = [Class::Article, Class::Filiation, Class::Nobiliary];
    LEXICON
        .senses(&text::key(word))
        .any(|sense| sense.language == language && particles.contains(&sense.class))
}

fn capitalised_all(spellings: Spellings) -> Spellings {
    spellings.into_iter().take(MAX_SPELLINGS).map(|(text, p)| (capitalised(&text, false), p)).collect()
}

/// The least letters that a name behind its article has: two are no name.
const MIN_NAME: usize = 3;

/// A spelling with its capital; if the word has an article, that is set off.
fn capitalised(text: &str, article: bool) -> String {
    let cut = (2..=text.len().saturating_sub(MIN_NAME)).rev().filter(|_| article);
    let cut = cut.filter_map(|at| text.split_at_checked(at)).find(|(start, _)| {
        LEXICON.senses(start).any(|s| s.class == Class::Article && s.language == Language::UNDETERMINED)
    });
    let (start, rest) = cut.unwrap_or(("", text));
    if rest.starts_with('-') {
        return text.into(); // as lists have it: el-Sisi
    }
    let mut out = String::with_capacity(text.len() + 1);
    if !start.is_empty() {
        out.push_str(start);
        out.push('-');
    }
    let mut chars = rest.chars();
    out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(chars.as_str());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Romanizer;

    fn romanized(language: &str, name: &str) -> String {
        Romanizer::for_language(language).expect("a tag").romanize(name)
    }

    #[test]
    fn articles_are_set_off() {
        assert_eq!(capitalised("alhashimi", true), "al-Hashimi");
        assert_eq!(capitalised("alhashimi", false), "Alhashimi");
        assert_eq!(capitalised("ali", true), "Ali", "three letters leave no name");
        assert_eq!(capitalised("el-Sisi", true), "el-Sisi", "it is set off already");
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
        let runs = Reading::new(&options, text, options.language).runs();
        let words: Vec<&str> = runs.iter().map(|run| run.span.of(text)).collect();
        assert_eq!(words, ["丸の内", "東"]);
    }

    #[test]
    fn tibetan_syllables_are_one_word() {
        let options = Options::default();
        let text = "བཀྲ་ཤིས ལྷ་མོ";
        let runs = Reading::new(&options, text, None).runs();
        assert_eq!(runs.len(), 2);
    }

    #[test]
    fn family_names_come_from_their_list() {
        assert!(romanized("ko", "박우진").starts_with("Park "));
        assert!(romanized("zh", "王小明").starts_with("Wang X"));
    }
}
