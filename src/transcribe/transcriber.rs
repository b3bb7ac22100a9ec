//! Whole names in another script.
//!
//! *Input*: a name in any script. *Output*: names in the script, with probabilities, best first. Words that are not Latin
//! are romanized first. Each word gives a list of spellings ([`beam`](super::beam)), weighed again; the likeliest
//! combinations are the names.

use alloc::{string::String, vec, vec::Vec};

use once_cell::race::OnceBox;

use super::beam::{Candidate, MAX_LETTERS};
use super::workspace::{Buffers, Spellings, Workspace};
use crate::quantity::Probability;
use crate::quantity::fixed::{exp2_neg, log_add, log2};
use crate::romanize::{ForcedBuffers, Piece, Romanizer, WordRomanizer, combined};
use crate::spelling::model::{MAX_SYMBOLS, symbols};
use crate::tables::lexicon::Class;
use crate::tables::readings::{ReadingKind, Readings};
use crate::tables::transcribe::{TranscriptionModel, TranscriptionModels};
use crate::tables::{ALPHABETS, CHARS, LEXICON, Letters, READINGS, TRANSCRIBE};
use crate::tag::{Language, Script};
use crate::text;
use crate::unicode::{TokenKind, clean, script_of, script_of_word, token_iter};

/// Candidates of a word that are weighed again by the channel. From 4, which leaves the order to the n-grams, to all 32.
const MAX_WEIGHED: usize = 24;

/// Spellings of a word that are kept.
const MAX_SPELLINGS: usize = 16;

/// Words of a text that are written; those behind them stay.
const MAX_WORDS: usize = 64;

/// What each doubling of the times that lists have a spelling of the word adds, in 1/256 bit. From 0 to 512.
const LISTED: i32 = 256;

/// What each accent too many or too few costs, in 1/256 bit. From 2 bits to 10.
const FAULT: i32 = 5 << 8;

/// The share of a known spelling, in thousandths; the rest is what the model finds. From 500.
const KNOWN_SHARE: u32 = 900;

/// What a known name adds, in 1/256 bit: as much as 2⁸ other spellings. From 4 bits to 16.
const KNOWN: i32 = 8 << 8;

/// Writes names in a script as people of a language write them.
///
/// ```
/// use allonym::transcribe::Transcriber;
///
/// let persian = Transcriber::new("Arab".parse()?).language("fa".parse()?);
/// assert_eq!(persian.transcribe("Soleimani"), "سلیمانی");
/// assert!(persian.n_best("Qassem", 5).iter().any(|name| name.text == "قاسم"));
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transcriber {
    script: Script,
    language: Option<Language>,
}

/// A name in another script, and how likely it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Transcription {
    /// The name.
    pub text: String,
    /// Its share among the spellings that were found; those of one name sum to at most 1.
    pub probability: Probability,
}

/// A name in another script, and what of it could not be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transcribed {
    /// The names, best first, each once.
    pub names: Vec<Transcription>,
    /// Words that no model writes, as they also stand in the names.
    pub unwritten: Vec<String>,
}

/// A model of the table.
type Model = (Language, Script, TranscriptionModel<'static>);

/// The models of the table, read once.
fn models() -> &'static [Model] {
    static MODELS: OnceBox<Vec<Model>> = OnceBox::new();
    let read = || TranscriptionModels::open(TRANSCRIBE).into_iter().flat_map(TranscriptionModels::models);
    MODELS.get_or_init(|| alloc::boxed::Box::new(read().collect()))
}

impl Transcriber {
    /// A transcriber into a script, as its main language writes.
    ///
    /// ```
    /// use allonym::transcribe::Transcriber;
    ///
    /// assert_eq!(Transcriber::new("Cyrl".parse()?).transcribe("Brown"), "Браун");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn new(script: Script) -> Transcriber {
        Transcriber { script, language: None }
    }

    /// The same, as people of a language write; a language that there is no model of is not taken notice of.
    ///
    /// ```
    /// use allonym::transcribe::Transcriber;
    ///
    /// let arab = Transcriber::new("Arab".parse()?);
    /// assert_eq!(arab.language("fa".parse()?).transcribe("Soleimani"), "سلیمانی");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn language(self, language: Language) -> Transcriber {
        Transcriber {
            language: Some(language).filter(|language| *language != Language::UNDETERMINED),
            ..self
        }
    }

    /// The scripts and languages that it can write, in the order of the table. The first of a script is its main
    /// language.
    ///
    /// ```
    /// use allonym::transcribe::Transcriber;
    ///
    /// let arab = "Arab".parse()?;
    /// let main = Transcriber::languages().find(|(script, _)| *script == arab).expect("a model");
    /// assert_eq!(main.1.as_str(), "ar");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn languages() -> impl Iterator<Item = (Script, Language)> {
        models().iter().map(|(language, script, _)| (*script, *language))
    }

    fn model(&self) -> Option<&'static Model> {
        let writes = |model: &&Model| model.1 == self.script;
        let own = models().iter().filter(writes).find(|model| Some(model.0) == self.language);
        own.or_else(|| models().iter().find(writes))
    }

    /// The name in the script: the likeliest of [`n_best`](Transcriber::n_best).
    ///
    /// ```
    /// use allonym::transcribe::Transcriber;
    ///
    /// assert_eq!(Transcriber::new("Cyrl".parse()?).transcribe("Anna (1)"), "Анна (1)");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn transcribe(&self, name: &str) -> String {
        self.n_best(name, 1).into_iter().next().map_or_else(String::new, |best| best.text)
    }

    /// The likeliest ways to write a name in the script, best first; at most `n`, each once, with its share among all
    /// combinations of the spellings of its words.
    ///
    /// About a millisecond a word, for the first 64 words of a text.
    ///
    /// ```
    /// use allonym::transcribe::Transcriber;
    ///
    /// let found = Transcriber::new("Kana".parse()?).n_best("Sandra", 5);
    /// assert!(found.iter().any(|name| name.text == "サンドラ"), "{found:?}");
    /// assert!(found[0].probability >= found[1].probability);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn n_best(&self, name: &str, n: usize) -> Vec<Transcription> {
        self.transcribed(name, n).names
    }

    /// [`n_best`](Transcriber::n_best) with the words that no model writes.
    ///
    /// ```
    /// use allonym::transcribe::Transcriber;
    ///
    /// let found = Transcriber::new("Cyrl".parse()?).transcribed("Anna ᚠᚢᚦ", 1);
    /// assert_eq!((found.names[0].text.as_str(), &found.unwritten[..]), ("Анна ᚠᚢᚦ", &["ᚠᚢᚦ".to_owned()][..]));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn transcribed(&self, name: &str, n: usize) -> Transcribed {
        self.transcribed_with(name, n, &mut Workspace::new())
    }

    /// [`transcribed`](Transcriber::transcribed) with a workspace that remembers words.
    ///
    /// ```
    /// use allonym::transcribe::{Transcriber, Workspace};
    ///
    /// let (greek, mut workspace) = (Transcriber::new("Grek".parse()?), Workspace::new());
    /// let once = greek.transcribed_with("Olga", 3, &mut workspace);
    /// assert_eq!(greek.transcribed_with("Olga", 3, &mut workspace), once);
    /// assert_eq!(greek.transcribed("Olga", 3), once);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn transcribed_with(&self, name: &str, n: usize, workspace: &mut Workspace) -> Transcribed {
        if n == 0 {
            return Transcribed::default();
        }
        let name = clean(name);
        let Some((language, script, model)) = self.model() else {
            let text: String = name.into_owned();
            let unwritten = if text.is_empty() { Vec::new() } else { vec![text.clone()] };
            return Transcribed {
                names: vec![Transcription { text, probability: Probability::from_millionths(0) }],
                unwritten,
            };
        };
        if name.contains(' ')
            && let Some(known) = self.known(&name, *language)
        {
            let probability = Probability::ONE;
            return Transcribed {
                names: vec![Transcription { text: known.into(), probability }],
                unwritten: Vec::new(),
            };
        }
        let mut unwritten = Vec::new();
        let mut pieces: Vec<Piece> = Vec::new();
        let (mut copied, mut words) = (0, 0);
        let latin = self.latin(&name, workspace);
        for (from, to) in word_spans(&latin, self.script) {
            let gap = latin.get(copied..from).unwrap_or_default();
            pieces.push(Piece::fixed(if words > 0 && gap == " " { model.separator } else { gap }));
            copied = to;
            let word = latin.get(from..to).unwrap_or_default();
            let spellings = if words < MAX_WORDS {
                workspace
                    .word((*script, *language), word, |buffers| self.word(word, *language, model, buffers))
            } else {
                Vec::new()
            };
            words += 1;
            if spellings.is_empty() {
                if script_of_word(word) != self.script {
                    unwritten.push(word.into());
                }
                pieces.push(Piece::fixed(word));
            } else {
                pieces.push(Piece { spellings });
            }
        }
        pieces.push(Piece::fixed(latin.get(copied..).unwrap_or_default()));
        let names = combined(&pieces, n)
            .into_iter()
            .map(|name| Transcription { text: name.text, probability: name.probability })
            .collect();
        Transcribed { names, unwritten }
    }

    /// The name with its words in Latin letters where they are neither Latin nor in the script.
    fn latin(&self, name: &str, workspace: &mut Workspace) -> String {
        let foreign = |c: char| {
            let script = script_of(c);
            script.is_real() && script != Script::LATIN && script != self.script
        };
        if !name.chars().any(foreign) {
            return name.into();
        }
        let romanized = Romanizer::new().n_best_with(name, 1, &mut workspace.romanizer);
        romanized.names.into_iter().next().map_or_else(String::new, |best| best.text)
    }

    /// The spellings of a word with their probabilities in millionths, best first; none for one that is not Latin.
    fn word(
        &self,
        word: &str,
        language: Language,
        model: &TranscriptionModel<'_>,
        buffers: &mut Buffers,
    ) -> Spellings {
        let Some(letters) = letters(word) else { return Vec::new() };
        let (writing, channel) = buffers.of(self.script);
        let mut candidates = model.candidates_that(&letters, &|before, next| writing.fits(before, next));
        if candidates.is_empty() {
            candidates = model.candidates(&letters);
        }
        candidates.truncate(MAX_WEIGHED);
        let back =
            candidates.first().and_then(|best| WordRomanizer::of_letter(language, best.text.chars().next()?));
        let readings = Readings::new(READINGS);
        let mut ranked: Vec<(i32, String)> = candidates
            .into_iter()
            .map(|candidate| {
                let score = weighed(model, back.as_ref(), &candidate, &letters, channel);
                let key = text::key(&candidate.text);
                let mut known = readings
                    .of(ReadingKind::Known, language, &key)
                    .chain(readings.of(ReadingKind::Known, Language::UNDETERMINED, &key))
                    .chain(readings.of(ReadingKind::Family, language, &key));
                let known = known.any(|latin| latin.eq_ignore_ascii_case(word));
                let faults = i32::try_from(writing.faults(&candidate.text)).unwrap_or(0) * FAULT;
                // Traditional and simplified characters of one spelling are one.
                let text = if self.script == Script::HAN { key } else { candidate.text };
                (score - faults + if known { KNOWN } else { 0 }, text)
            })
            .collect();
        ranked.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        ranked.dedup_by(|next, best| {
            let same = next.1 == best.1;
            if same {
                best.0 = log_add(best.0, next.0);
            }
            same
        });
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let top = ranked.first().map_or(0, |best| best.0);
        let share = |score: i32| u64::from(exp2_neg(top - score));
        let all = ranked.iter().map(|(score, _)| share(*score)).sum::<u64>().max(1);
        let found = ranked
            .into_iter()
            .take(MAX_SPELLINGS)
            .map(|(score, text)| (text, u32::try_from(share(score) * 1_000_000 / all).unwrap_or(0)));
        let spellings = self.with_known(word, language, found.collect());
        // Scripts whose capitals do not begin names, as Georgian, have none here.
        let capital = word.chars().next().is_some_and(char::is_uppercase)
            && Letters::of(self.script).is_none_or(|letters| letters.case);
        let write = |(text, p): (String, u32)| (if capital { capitalised(&text) } else { text }, p);
        spellings.into_iter().map(write).collect()
    }

    /// How a language writes a known name: マイケル for Michael.
    fn known(&self, name: &str, language: Language) -> Option<&'static str> {
        let readings = Readings::new(READINGS);
        let mut known = readings.of(ReadingKind::Written, language, &text::key(name));
        known.find(|form| script_of_word(form) == self.script)
    }

    /// The spellings of a word with the known one before them.
    fn with_known(&self, word: &str, language: Language, spellings: Spellings) -> Spellings {
        let Some(known) = self.known(word, language) else { return spellings };
        let part = |p: u32, share: u32| (u64::from(p) * u64::from(share) / 1000) as u32;
        let rest = spellings.into_iter().filter(|(text, _)| text != known);
        let small = word.chars().next().is_some_and(char::is_lowercase);
        let form = if small { known.to_lowercase() } else { String::from(known) };
        let known = core::iter::once((form, part(1_000_000, KNOWN_SHARE)));
        known.chain(rest.map(|(text, p)| (text, part(p, 1000 - KNOWN_SHARE)))).collect()
    }
}

/// The weighed score of a candidate, in 1/256 bit.
fn weighed(
    model: &TranscriptionModel<'_>,
    back: Option<&WordRomanizer>,
    candidate: &Candidate,
    letters: &[u8],
    buffers: &mut ForcedBuffers,
) -> i32 {
    let (channel, times) = back.map_or((None, 0), |back| back.backwards(&candidate.text, letters, buffers));
    // Where the channel cannot say, as if it said what the n-grams do.
    let channel = channel.unwrap_or(candidate.score);
    let units = i32::try_from(candidate.units).unwrap_or(0) << 8;
    let features = [candidate.score, channel, units];
    let sum: i64 = features.iter().zip(&model.weights).map(|(&a, &b)| i64::from(a) * i64::from(b)).sum();
    let score = i32::try_from((sum >> 8).clamp(-1 << 28, 1 << 28)).unwrap_or(0);
    // log2 of 1 + times, in 1/256 bit.
    score + log2((u64::from(times) + 1) << 20) * LISTED / 256
}

/// The letters of a Latin word, a as 1; `None` for one of another script, or without letters, or too long.
fn letters(word: &str) -> Option<Vec<u8>> {
    let (_, symbols) = symbols(&CHARS, ALPHABETS, word);
    // Symbols are cut there: the end of the word would be lost.
    if symbols.len() >= MAX_SYMBOLS {
        return None;
    }
    let letter = |c: &char| c.is_ascii_lowercase().then(|| *c as u8 - b'a' + 1);
    let letters: Option<Vec<u8>> =
        symbols.iter().filter(|c| script_of(**c) != Script::COMMON).map(letter).collect();
    letters.filter(|letters| (1..=MAX_LETTERS).contains(&letters.len()))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let mut out: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    out.push_str(chars.as_str());
    out
}

/// Where the words stand. An article and the word behind its hyphen are one (al-Assad); in scripts whose names have no
/// hyphens so are all words that hyphens join (Woo-jin).
fn word_spans(text: &str, script: Script) -> Vec<(usize, usize)> {
    let joined = matches!(script, Script::HAN | Script::HANGUL);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for token in token_iter(text) {
        if !matches!(token.kind, TokenKind::Word | TokenKind::Initial) {
            continue;
        }
        if let Some(last) = spans.last_mut()
            && text.get(last.1..token.span.start) == Some("-")
            && (joined || text.get(last.0..last.1).is_some_and(is_article))
        {
            last.1 = token.span.end;
            continue;
        }
        spans.push((token.span.start, token.span.end));
    }
    spans
}

fn is_article(word: &str) -> bool {
    LEXICON
        .senses(&text::key(word))
        .any(|sense| sense.class == Class::Article && sense.language == Language::UNDETERMINED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn into(script: &str, language: &str) -> Transcriber {
        Transcriber::new(script.parse().expect("a script")).language(language.parse().expect("a tag"))
    }

    #[test]
    fn letters_of_latin_words_only() {
        assert_eq!(letters("Ab"), Some(vec![1, 2]));
        assert_eq!(letters("Ñoño"), letters("nono"));
        assert_eq!((letters("Иван"), letters("")), (None, None));
        assert_eq!(letters(&"a".repeat(MAX_SYMBOLS - 1)).map(|letters| letters.len()), Some(MAX_SYMBOLS - 1));
        assert_eq!(letters(&"a".repeat(MAX_SYMBOLS)), None);
    }

    #[test]
    fn words_behind_articles_and_hyphens_are_one() {
        let spans = |text: &str, script| word_spans(text, script).len();
        assert_eq!(spans("Bashar al-Assad", Script::ARABIC), 2);
        assert_eq!(spans("Anna-Maria", Script::CYRILLIC), 2);
        assert_eq!(spans("Park Woo-jin", Script::HANGUL), 2);
    }

    #[test]
    fn what_is_no_word_stays_and_capitals_too() {
        let russian = into("Cyrl", "ru");
        assert_eq!(russian.transcribe("Anna, 7 (brown)"), "Анна, 7 (браун)");
        assert_eq!(russian.transcribe(""), "");
        assert_eq!(russian.transcribe("Анна"), "Анна");
    }

    #[test]
    fn shares_sum_to_at_most_one() {
        let found = into("Hebr", "he").n_best("Soleimani", 16);
        let sum: u32 = found.iter().map(|name| name.probability.millionths()).sum();
        assert!(found.len() > 3 && (500_000..=1_000_000).contains(&sum), "{sum}");
    }

    #[test]
    fn a_word_that_is_too_long_stays_whole_and_is_said() {
        let word = "Sparkassenbeteiligungsgesellschaft";
        let found = into("Cyrl", "ru").transcribed(word, 1);
        assert_eq!((found.names[0].text.as_str(), found.unwritten.as_slice()), (word, &[word.into()][..]));
    }

    #[test]
    fn a_script_without_a_model_changes_nothing() {
        let found = Transcriber::new("Runr".parse().expect("a script")).transcribed("Anna", 3);
        assert_eq!((found.names[0].text.as_str(), found.unwritten.len()), ("Anna", 1));
    }
}
