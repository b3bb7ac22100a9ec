//! Full names in Latin letters as people write them.
//!
//! *Input*: a name in any script. *Output*: names in Latin letters with probabilities, best first. The clean text is cut
//! into *pieces*: words, each with its spellings and their probabilities (`reading.rs`), and what stands between them,
//! which stays as it is. The likeliest combinations of the spellings ([`kbest`](super::kbest)) are the names.

use alloc::{string::String, vec::Vec};

use super::kbest::KBest;
use super::known;
use super::piece::{Options, Piece};
use super::reading::Reading;
use super::workspace::Workspace;
use super::{Romanization, sources};
use crate::error::Error;
use crate::quantity::Probability;
use crate::quantity::fixed::{exp2_neg, log2};
use crate::tag::{Country, Language};
use crate::unicode::{clean, language_of_clean};

/// Words that more than one spelling of is tried. From 4 up; names of more open words are texts.
const MAX_OPEN: usize = 16;
/// Combinations that are tried; some of them write the same name.
const MAX_COMBINATIONS: usize = 1000;

/// Writes names of persons, places and organizations in Latin letters as people write them.
///
/// Known names come first; a word is else written by the learned model of its language, by the published system that
/// the language follows, or both (`data/romanize/readings.toml` says how much each counts); a letter that no
/// model knows goes by the table of letters. Names of Han and hangul that begin with a family name are cut, the family
/// name is spelled by its list. Particles stay small between other words, articles before a word are set off, compound
/// names such as عبد الله are one word. Titles are words like others and not translated, whether they come out as in English
/// (президент President) or not (主席 Zhuxi); those of Han and hangul go by the published system. What is Latin already, digits, signs, emoji and spaces stay where they are.
///
/// ```
/// use allonym::romanize::Romanizer;
///
/// assert_eq!(Romanizer::new().romanize("قاسم سلیمانی"), "Qasem Soleimani");
/// let russian = Romanizer::for_language("ru")?;
/// assert_eq!(russian.n_best("Владимир Путин", 3)[0].text, "Vladimir Putin");
/// assert_eq!(russian.readers("fr".parse()?).romanize("Путин"), "Poutine");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Romanizer {
    options: Options,
}

/// A name in Latin letters, and what of it nothing could read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Romanized {
    /// The names, best first, each once.
    pub names: Vec<Romanization>,
    /// Words with letters that no model, system or table of letters reads; the letters stand in the names as they are.
    pub unread: Vec<String>,
}

impl Romanizer {
    /// A romanizer of names in any language for readers of English: the letters of each name say the language.
    ///
    /// ```
    /// assert_eq!(allonym::Romanizer::new().romanize("Ольга"), "Olga");
    /// ```
    #[must_use]
    pub fn new() -> Romanizer {
        Romanizer::default()
    }

    /// A romanizer of names in a language, by its tag: `fa`, `rus`, `zh-Hant`. The tag `und` is no language: the letters
    /// of the name say it.
    ///
    /// # Errors
    /// If the tag is none.
    ///
    /// ```
    /// use allonym::romanize::Romanizer;
    ///
    /// assert_eq!(Romanizer::for_language("ru")?.romanize("Владимир"), "Vladimir");
    /// assert!(Romanizer::for_language("?").is_err());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn for_language(tag: &str) -> Result<Romanizer, Error> {
        Ok(Romanizer::new().language(tag.parse()?))
    }

    /// The same, for names in a language.
    ///
    /// ```
    /// use allonym::Romanizer;
    ///
    /// assert_eq!(Romanizer::new().language("fa".parse()?), Romanizer::for_language("fa")?);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn language(self, language: Language) -> Romanizer {
        let language = Some(language).filter(|language| *language != Language::UNDETERMINED);
        Romanizer { options: Options { language, ..self.options } }
    }

    /// The same, with words spelled as people of a country spell them, where something is known of that: Gamal in
    /// Egypt, Chan in Hong Kong. The country does not say the language. Takes half as long again.
    ///
    /// ```
    /// use allonym::romanize::Romanizer;
    ///
    /// let persian = Romanizer::for_language("fa")?;
    /// assert_eq!(persian.country("AF".parse()?).romanize("جاوید"), "Jawed");
    /// assert_eq!(persian.country("IR".parse()?).romanize("جاوید"), "Javid");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn country(self, country: Country) -> Romanizer {
        Romanizer { options: Options { country: Some(country), ..self.options } }
    }

    /// The same, for readers of a language: spelled as its press spells names, by rules of their own (Russian for
    /// French) or from the English spelling (Persian for French). English without this, and for languages that nothing
    /// is known of.
    ///
    /// ```
    /// use allonym::romanize::Romanizer;
    ///
    /// let russian = Romanizer::for_language("ru")?;
    /// assert_eq!(russian.readers("de".parse()?).romanize("Хрущёв"), "Chruschtschow");
    /// assert_eq!(russian.readers("tr".parse()?).romanize("Пушкин"), "Puşkin");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn readers(self, language: Language) -> Romanizer {
        let readers = Some(language).filter(|language| *language != Language::from_code(b"en\0"));
        Romanizer { options: Options { readers, ..self.options } }
    }

    /// Whether rules are known by which the press of a language spells names. For another language
    /// [`readers`](Romanizer::readers) changes known names only.
    ///
    /// ```
    /// use allonym::Romanizer;
    ///
    /// assert!(Romanizer::has_press("fr".parse()?) && !Romanizer::has_press("fa".parse()?));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn has_press(language: Language) -> bool {
        sources::has_press(language)
    }

    /// The same, with the given name before the family name where the language has it behind.
    ///
    /// ```
    /// use allonym::romanize::Romanizer;
    ///
    /// let japanese = Romanizer::for_language("ja")?;
    /// assert_eq!(japanese.romanize("小泉純一郎"), "Koizumi Junichiro");
    /// assert_eq!(japanese.given_first().romanize("小泉純一郎"), "Junichiro Koizumi");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn given_first(self) -> Romanizer {
        Romanizer { options: Options { given_first: true, ..self.options } }
    }

    /// The name in Latin letters: the likeliest of [`n_best`](Romanizer::n_best).
    ///
    /// ```
    /// assert_eq!(allonym::Romanizer::new().romanize("Анна (12) 😂"), "Anna (12) 😂");
    /// ```
    #[must_use]
    pub fn romanize(&self, name: &str) -> String {
        self.n_best(name, 1).into_iter().next().map_or_else(String::new, |best| best.text)
    }

    /// The likeliest spellings of a name, best first; at most `n`, each once, with its share among all combinations of
    /// the spellings of its words.
    ///
    /// Takes some ten microseconds a word, for the first 64 words of a text; [`n_best_with`](Romanizer::n_best_with) is
    /// faster for many names.
    ///
    /// ```
    /// use allonym::romanize::Romanizer;
    ///
    /// let found = Romanizer::for_language("ar")?.n_best("قاسم سليمان", 3);
    /// assert!(found[0].text.starts_with("Qas"), "{}", found[0].text);
    /// assert!(found[0].probability >= found[1].probability);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn n_best(&self, name: &str, n: usize) -> Vec<Romanization> {
        self.n_best_with(name, n, &mut Workspace::new()).names
    }

    /// [`n_best`](Romanizer::n_best) with a workspace that remembers words, and with the words that nothing reads.
    ///
    /// ```
    /// use allonym::romanize::{Romanizer, Workspace};
    ///
    /// let found = Romanizer::new().n_best_with("Иван ᚠᚢᚦ", 1, &mut Workspace::new());
    /// assert_eq!(found.names[0].text, "Ivan ᚠᚢᚦ");
    /// assert_eq!(found.unread, ["ᚠᚢᚦ"]);
    /// ```
    #[must_use]
    pub fn n_best_with(&self, name: &str, n: usize, workspace: &mut Workspace) -> Romanized {
        if n == 0 {
            return Romanized::default();
        }
        let clean = clean(name);
        let language = self
            .options
            .language
            .or_else(|| known::language_of_words(&clean))
            .or_else(|| language_of_clean(&clean));
        let (pieces, unread) = Reading::new(&self.options, &clean, language, n).pieces(workspace);
        let names = combined(&pieces, n);
        Romanized { names, unread }
    }
}

/// How much less likely than the best, in 1/256 bit.
fn cost(probability: u32, best: u32) -> i32 {
    log2(u64::from(best.max(1)) << 20) - log2(u64::from(probability.max(1)) << 20)
}

/// The likeliest combinations of the spellings of all pieces, in order.
pub(crate) fn combined(pieces: &[Piece], n: usize) -> Vec<Romanization> {
    let open = pieces.iter().enumerate().filter(|(_, piece)| piece.spellings.len() > 1);
    let open: Vec<usize> = open.map(|(at, _)| at).take(MAX_OPEN).collect();
    let costs = |at: &usize| {
        let piece = pieces.get(*at)?;
        let best = piece.spellings.first()?.1;
        // No more alternatives of one word than names are ever wanted.
        let costs = piece.spellings.iter().take(n.max(2)).map(|(_, probability)| cost(*probability, best));
        Some(costs.collect::<Vec<i32>>())
    };
    let places: Vec<Vec<i32>> = open.iter().filter_map(costs).collect();
    let top = pieces.iter().fold(u64::from(sources::CERTAIN), |all, piece| {
        all * u64::from(piece.spellings.first().map_or(sources::CERTAIN, |best| best.1)) / 1_000_000
    });
    let mut names: Vec<Romanization> = Vec::new();
    for (cost, rows) in KBest::new(&places).take(MAX_COMBINATIONS) {
        let row = |at: usize| open.binary_search(&at).ok().and_then(|k| rows.get(k)).copied().unwrap_or(0);
        let mut text = String::new();
        for (at, piece) in pieces.iter().enumerate() {
            text.push_str(piece.spellings.get(row(at)).map_or("", |(spelling, _)| spelling));
        }
        let millionths = u32::try_from((top * u64::from(exp2_neg(cost))) >> 20).unwrap_or(0);
        // Its likeliest way counts: how many more are found hangs on how many names are wanted.
        if names.iter().any(|other| other.text == text) {
            continue;
        }
        names.push(Romanization { text, probability: Probability::from_millionths(millionths) });
        if names.len() >= n {
            break;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(spellings: &[(u32, &str)]) -> Piece {
        Piece { spellings: spellings.iter().map(|(p, text)| (String::from(*text), *p)).collect() }
    }

    #[test]
    fn names_are_combinations_in_order() {
        let pieces = [
            piece(&[(500_000, "Qasem"), (250_000, "Kasem")]),
            piece(&[(1_000_000, " ")]),
            piece(&[(500_000, "Ali"), (125_000, "Aly")]),
        ];
        let names = combined(&pieces, 9);
        let texts: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(texts, ["Qasem Ali", "Kasem Ali", "Qasem Aly", "Kasem Aly"]);
        let millionths: Vec<u32> = names.iter().map(|name| name.probability.millionths()).collect();
        assert_eq!(millionths, [250_000, 125_000, 62_500, 31_250]);
    }

    #[test]
    fn a_name_comes_once() {
        let halves = [(500_000, "a"), (500_000, "aa")];
        let names = combined(&[piece(&halves), piece(&halves)], 9);
        let texts: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(texts, ["aa", "aaa", "aaaa"]);
        for n in 1..4 {
            assert_eq!(combined(&[piece(&halves), piece(&halves)], n), names[..n]);
        }
    }

    #[test]
    fn costs_are_logarithms_of_shares() {
        assert_eq!((cost(500_000, 500_000), cost(250_000, 500_000), cost(0, 1)), (0, 256, 0));
    }
}
