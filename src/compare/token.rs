//! The tokens of a name: a word, or two or three that stand side by side taken as one.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use once_cell::race::OnceBox;
use unicode_normalization::UnicodeNormalization;

use super::given_forms::GivenForms;
use super::slot::{Slot, TokenClass};
use crate::name::{Role, surprisal, ways_to_read};
use crate::quantity::{LogOdds, Surprisal};
use crate::span::Span;
use crate::spelling::{SpelledWord, letters_seen};
use crate::tables::attested::{Attestation, Relation, form};
use crate::tables::hash::hash;
use crate::tables::{ATTESTED, LanguageFacts, Letters, SPELLED_OUT, SPELLED_OUT_EXCEPT, WEIGHTS};
use crate::tag::{Language, Script};
use crate::text;
use crate::translit::letter_by_letter;

/// Where a token stands and what parsing says of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenSource {
    pub(crate) span: Span,
    /// Where its first word stands.
    pub(crate) first: Span,
    /// The number of its first part in the parsed name.
    pub(crate) part: usize,
    /// How many words it covers, 1 to 3.
    pub(crate) words: u8,
    pub(crate) role: Role,
    /// Its equivalence class: words of one role with the same class above 0 mean the same.
    pub(crate) link: u16,
    /// Whether a full stop stands behind it.
    pub(crate) dotted: bool,
}

/// A word of a name, or two or three that stand side by side taken as one, with what comparison looks up of it.
///
/// What is made of its letters is made when it is asked for first: of words taken as one it hardly ever is.
#[derive(Clone, Debug)]
pub(crate) struct NameToken {
    pub(crate) span: Span,
    /// Where its first word stands.
    pub(crate) first: Span,
    pub(crate) words: u8,
    pub(crate) role: Role,
    pub(crate) link: u16,
    pub(crate) class: TokenClass,
    /// Its letters as the lexicon is asked for them.
    pub(crate) key: String,
    /// The script that its letters are read in.
    pub(crate) script: Script,
    text: String,
    language: Language,
    word: OnceBox<SpelledWord>,
    latin: OnceBox<Romanized>,
    /// The evidence of a Latin word for itself.
    pub(super) self_score: LogOdds,
    pub(crate) surprisal: Surprisal,
    pub(super) observed: Observation,
    /// The given names that it is a form of.
    pub(super) given: GivenForms,
    /// Whether a full stop stands behind it.
    pub(super) dotted: bool,
    /// It may be what is left of a longer word: a short one that no list has, in the name of an organization or a ship.
    pub(super) cut: bool,
    /// It is a word of the name of an organization, a place or a ship.
    pub(super) named: bool,
    /// The language that all words of the name are syllables of, if its spelling is one.
    pub(super) syllabic: Language,
    /// A hash of its letters with their marks, of a language whose marks make names; else 0.
    pub(super) marks: u32,
}

/// A word of another script in Latin letters, letter by letter.
#[derive(Clone, Debug)]
struct Romanized {
    text: String,
    /// How many letters the models see of it.
    letters: usize,
    word: OnceBox<SpelledWord>,
}

/// What lists of spellings have of a word.
#[derive(Clone, Copy, Debug)]
pub(super) enum Observation {
    Nothing,
    /// The forms that a Latin word was observed as a spelling of.
    Latin(Attestation),
    /// The number of a form in another script.
    Form(u16),
}

impl Observation {
    /// What lists say of two words.
    pub(super) fn relation(self, other: Observation) -> Option<Relation> {
        match (self, other) {
            (Observation::Latin(a), Observation::Latin(b)) => a.relation(b),
            (Observation::Latin(latin), Observation::Form(form))
            | (Observation::Form(form), Observation::Latin(latin)) => {
                latin.spells(form).then_some(Relation::Same)
            }
            _ => None,
        }
    }
}

impl NameToken {
    /// A word by itself.
    pub(crate) fn new(text: &str, source: TokenSource, language: Language) -> NameToken {
        NameToken::with_key(text, text::key(text), source, language)
    }

    /// A word by itself whose normalized form is known.
    pub(super) fn with_key(text: &str, key: String, source: TokenSource, language: Language) -> NameToken {
        let word = SpelledWord::new(&spelled_out(text, language));
        let (script, self_score) = match word.script() {
            Script::LATIN => (Script::LATIN, word.self_score()),
            script => (script, LogOdds::ZERO),
        };
        let word = OnceBox::with_value(Box::new(word));
        let marks = marks(text, script, language);
        let given = match TokenClass::of(source.role) {
            TokenClass::Name => GivenForms::of(&key, source.dotted),
            _ => GivenForms::default(),
        };
        // What the text is needed for is made already of a Latin word.
        let text = if script == Script::LATIN { "" } else { text };
        let token = NameToken::of(source, key, script, self_score, text.into(), language);
        NameToken { word, given, marks, ..token }
    }

    /// Several words as one: its normalized form and its letters.
    pub(super) fn joined(
        run: &[NameToken],
        key: String,
        text: String,
        source: TokenSource,
        language: Language,
    ) -> NameToken {
        let scripts = run.iter().map(|token| token.script).filter(|script| script.is_real());
        // As the script of one word is found: the first, but for Han.
        let script = scripts.reduce(|first, next| if next == Script::HAN { next } else { first });
        let script = script.unwrap_or(Script::COMMON);
        let self_score = match script {
            Script::LATIN => run.iter().map(|token| token.self_score).sum(),
            _ => LogOdds::ZERO,
        };
        let text = match spelled_out(&text, language) {
            Cow::Owned(spelled) => spelled,
            Cow::Borrowed(_) => text,
        };
        let given = GivenForms::of(&key, false);
        NameToken {
            given: given.of_family(),
            ..NameToken::of(source, key, script, self_score, text, language)
        }
    }

    /// The syllables that a word of Han or hangul is read as, or that a Latin word may write: a number each.
    pub(crate) fn ways_to_read(&self) -> Vec<(u16, Option<u16>)> {
        if self.class == TokenClass::Name && (self.is_latin() || self.is_read()) {
            ways_to_read(&self.key)
        } else {
            Vec::new()
        }
    }

    fn of(
        source: TokenSource,
        key: String,
        script: Script,
        self_score: LogOdds,
        text: String,
        language: Language,
    ) -> NameToken {
        let (word, latin) = (OnceBox::new(), OnceBox::new());
        let TokenSource { span, first, words, role, link, dotted, .. } = source;
        let class = TokenClass::of(role);
        let surprisal = match (role, class) {
            (Role::Head, _) => WEIGHTS.head_noun,
            (_, TokenClass::Number) => WEIGHTS.number,
            _ => surprisal(&key).unwrap_or(WEIGHTS.unknown_word).min(WEIGHTS.unknown_word),
        };
        let observed = match script {
            Script::LATIN => ATTESTED.of(&key).map_or(Observation::Nothing, Observation::Latin),
            script if script.is_real() => Observation::Form(form(&key)),
            _ => Observation::Nothing,
        };
        NameToken {
            span,
            first,
            words,
            role,
            link,
            class,
            key,
            script,
            text,
            language,
            word,
            latin,
            self_score,
            surprisal,
            observed,
            given: GivenForms::default(),
            dotted,
            cut: false,
            named: false,
            syllabic: Language::UNDETERMINED,
            marks: 0,
        }
    }

    /// Keeps the marks of a word whose name is one of a language whose marks make names.
    pub(super) fn mark(&mut self, text: &str, language: Language) {
        self.marks = marks(text, self.script, language);
    }

    /// A word that many organizations and places have tells little in their names, whatever its role.
    pub(super) fn limit_generic(&mut self) {
        if self.given.generic && self.words == 1 {
            self.surprisal = self.surprisal.min(WEIGHTS.generic_word);
        }
    }

    /// The token as alignment sees it, `first` being the number of its first word.
    pub(crate) fn slot(&self, first: u8) -> Slot {
        let key = hash(self.key.as_bytes());
        Slot {
            first,
            words: self.words,
            class: self.class,
            head: self.role == Role::Head,
            own: self.class == TokenClass::Name
                && self.role != Role::Head
                && !(self.named && self.given.generic),
            key,
            missing: self.missing(),
        }
    }

    /// What it costs that nothing agrees with the token, 0 or more.
    fn missing(&self) -> LogOdds {
        match self.class {
            TokenClass::Name | TokenClass::Number => {
                WEIGHTS.missing + self.surprisal.weight() * WEIGHTS.missing_surprisal
            }
            TokenClass::Initial => WEIGHTS.missing_initial,
            TokenClass::Particle | TokenClass::Filiation => WEIGHTS.missing_particle,
            TokenClass::LegalForm => LogOdds::ZERO,
        }
    }

    /// The word as spelling models read it.
    pub(crate) fn word(&self) -> &SpelledWord {
        self.word.get_or_init(|| Box::new(SpelledWord::new(&self.text)))
    }

    /// Its romanization, if it is not in Latin letters: what words that no model reads and words of two other scripts
    /// are compared by.
    pub(crate) fn latin(&self) -> Option<&SpelledWord> {
        self.romanized().map(|latin| latin.word.get_or_init(|| Box::new(SpelledWord::new(&latin.text))))
    }

    fn romanized(&self) -> Option<&Romanized> {
        if !self.is_foreign() {
            return None;
        }
        let made = || {
            let text = letter_by_letter(&self.text, Some(self.language));
            Box::new(Romanized { letters: letters_seen(&text), text, word: OnceBox::new() })
        };
        Some(self.latin.get_or_init(made))
    }

    /// How many Latin letters it has or may be expected to have, in quarters.
    pub(super) fn expected_letters(&self) -> i32 {
        /// Quarters of a letter for each letter of a romanization without short vowels.
        const WITHOUT_VOWELS: i32 = 6;
        match self.romanized() {
            Some(latin) if Letters::of(self.script).is_some_and(|letters| !letters.vowels) => {
                WITHOUT_VOWELS * latin.letters as i32
            }
            Some(latin) => 4 * latin.letters as i32,
            None => 4 * self.word().len() as i32,
        }
    }

    /// The first letters of its words: of a phrase, which is one part, of each.
    pub(super) fn initials(&self) -> impl Iterator<Item = char> + '_ {
        self.key.split(' ').filter_map(|word| word.chars().next())
    }

    /// Whether its syllables are read character by character: Han, hangul.
    pub(super) fn is_read(&self) -> bool {
        matches!(self.script, Script::HAN | Script::HANGUL)
    }

    pub(crate) fn is_latin(&self) -> bool {
        self.script == Script::LATIN
    }

    /// Whether it is written in letters that are not Latin.
    pub(super) fn is_foreign(&self) -> bool {
        self.script.is_real() && !self.is_latin()
    }
}

/// A word with the letters that stand for two sounds spelled as two: đ as dj, in all languages but those where it is
/// another letter.
fn spelled_out(text: &str, language: Language) -> Cow<'_, str> {
    let wanted = |c: char| {
        let small = c.to_lowercase().next().unwrap_or(c);
        SPELLED_OUT.iter().find(|(letter, _)| *letter == small).map(|(_, letters)| *letters)
    };
    if text.is_ascii() || SPELLED_OUT_EXCEPT.contains(&language) || !text.chars().any(|c| wanted(c).is_some())
    {
        return Cow::Borrowed(text);
    }
    let mut spelled = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        match wanted(c) {
            Some(letters) => spelled.push_str(letters),
            None => spelled.push(c),
        }
    }
    Cow::Owned(spelled)
}

/// A hash of a word with its marks, if its language is written in Latin letters and makes names of syllables: there a mark
/// is a letter, and is never left out of one word of a name alone. Else 0.
fn marks(text: &str, script: Script, language: Language) -> u32 {
    let facts = LanguageFacts::of(language).filter(|facts| {
        script == Script::LATIN && !facts.rimes.is_empty() && facts.scripts.first() == Some(&Script::LATIN)
    });
    if facts.is_none() {
        return 0;
    }
    let letters: String = text.nfc().flat_map(char::to_lowercase).collect();
    hash(letters.as_bytes()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str, role: Role) -> NameToken {
        let span = Span::new(0, text.len());
        NameToken::new(
            text,
            TokenSource { span, first: span, part: 0, words: 1, role, link: 0, dotted: false },
            Language::UNDETERMINED,
        )
    }

    #[test]
    fn what_is_missing_costs_by_its_class() {
        let missing = |text, role| token(text, role).slot(0).missing;
        assert_eq!(missing("GmbH", Role::LegalForm), LogOdds::ZERO);
        assert!(missing("von", Role::Nobiliary) < missing("Ali", Role::Given));
        // A rare name costs more than a common one.
        assert!(missing("Ali", Role::Given) < missing("Zzyzx", Role::Word));
    }

    #[test]
    fn a_slot_covers_its_words() {
        let slot = token("Ali", Role::Given).slot(2);
        assert_eq!(slot.mask(), 0b100);
        assert_eq!(Slot { words: 3, ..slot }.mask(), 0b1_1100);
    }

    #[test]
    fn scripts_without_vowels_expect_more_letters() {
        // qasm: four letters of a romanization, one and a half each.
        assert_eq!(token("قاسم", Role::Word).expected_letters(), 24);
        assert_eq!(token("Qasem", Role::Word).expected_letters(), 20);
    }

    #[test]
    fn latin_words_are_not_romanized() {
        assert!(token("Ольга", Role::Word).latin().is_some());
        assert!(token("Olga", Role::Word).latin().is_none());
        assert!(token("12", Role::Number).latin().is_none());
    }
}
