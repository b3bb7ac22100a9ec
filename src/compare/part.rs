//! The words of a name as comparison sees them.

use alloc::boxed::Box;
use alloc::string::String;

use once_cell::race::OnceBox;

use super::rule::Rule;
use super::share::{above, cross, edited};
use crate::name::{Role, are_family_spellings, are_nicknames, frequency, phrase};
use crate::quantity::LogOdds;
use crate::span::Span;
use crate::spelling::Word;
use crate::tables::attested::{Attestation, Relation, form};
use crate::tables::lexicon::hash;
use crate::tables::weights::Weights;
use crate::tables::{ATTESTED, Letters, WEIGHTS};
use crate::tag::{Language, Script};
use crate::translit::letter_by_letter;

/// What a word can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grade {
    /// A word of the name.
    Name,
    /// A letter that stands for one.
    Initial,
    /// A small word.
    Small,
    /// A word that says whose son or daughter.
    Filiation,
    Number,
    LegalForm,
}

impl Grade {
    pub(super) fn of(role: Role) -> Grade {
        match role {
            Role::Initial => Grade::Initial,
            Role::Filiation => Grade::Filiation,
            Role::Number | Role::Suffix => Grade::Number,
            Role::LegalForm => Grade::LegalForm,
            role if role.is_small() => Grade::Small,
            _ => Grade::Name,
        }
    }

    fn is_small(self) -> bool {
        matches!(self, Grade::Small | Grade::Filiation)
    }
}

/// A part of a name as alignment sees it: which words it covers, what they are, and what it costs if nothing answers
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) first: u8,
    pub(crate) words: u8,
    pub(crate) grade: Grade,
    /// A hash of its letters: words with two hashes are two words.
    pub(crate) key: u32,
    pub(crate) missing: LogOdds,
}

impl Place {
    pub(crate) fn mask(&self) -> u32 {
        ((1u32 << (self.words & 3)) - 1) << (self.first & 31)
    }
}

/// What two parts that answer each other tell, and by which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub(crate) bits: LogOdds,
    pub(crate) rule: Rule,
}

impl Agreement {
    /// Some bits, by spelling.
    pub(crate) fn of(bits: LogOdds) -> Agreement {
        Agreement { bits, rule: Rule::Spelling }
    }
}

/// A word of a name, or two or three that stand side by side taken as one.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Where it stands.
    pub(crate) span: Span,
    /// Where its first word stands.
    pub(crate) first: Span,
    /// How many words of the name it is.
    pub(crate) words: u8,
    pub(crate) role: Role,
    /// Words of one role with the same link mean the same.
    pub(crate) link: u16,
    grade: Grade,
    /// Its letters as the lexicon is asked for them.
    pub(crate) key: String,
    /// The script that its letters are read in.
    pub(crate) script: Script,
    /// What is made of these letters is made when it is asked for first: of words taken as one it hardly ever is.
    text: String,
    language: Language,
    word: OnceBox<Word>,
    /// Its romanization, if it is not in Latin letters: what words that no model reads and words of two other scripts
    /// are compared by.
    latin: OnceBox<Option<Word>>,
    /// What a Latin word tells of itself.
    pub(super) own: LogOdds,
    /// How rare it is.
    rare: LogOdds,
    /// What it was seen as a spelling of, if it is in Latin letters; else its own number as a form.
    seen: Seen,
}

/// What lists of spellings have of a word.
#[derive(Clone, Copy, Debug)]
enum Seen {
    Nothing,
    Latin(Attestation),
    Form(u16),
}

/// What a part is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source {
    pub(crate) span: Span,
    pub(crate) first: Span,
    pub(crate) words: u8,
    pub(crate) role: Role,
    pub(crate) link: u16,
}

impl Part {
    /// A word by itself.
    pub(crate) fn new(text: &str, source: Source, language: Language) -> Part {
        let (word, key) = (Word::new(text), phrase::key(text));
        let (script, own) = match word.script() {
            Script::LATIN => (Script::LATIN, word.own()),
            script => (script, LogOdds::ZERO),
        };
        let word = OnceBox::with_value(Box::new(word));
        // What the text is needed for is made already of a Latin word.
        let text = if script == Script::LATIN { "" } else { text };
        Part { word, ..Part::of(source, key, script, own, text.into(), language) }
    }

    /// Several words as one, with what it is made of and its letters.
    pub(super) fn joined(
        run: &[Part],
        key: String,
        text: String,
        source: Source,
        language: Language,
    ) -> Part {
        let scripts = run.iter().map(|part| part.script).filter(|script| script.is_real());
        // As the script of one word is found: the first, but for Han.
        let script = scripts.reduce(|first, next| if next == Script::HAN { next } else { first });
        let script = script.unwrap_or(Script::COMMON);
        let own = match script {
            Script::LATIN => run.iter().map(|part| part.own).sum(),
            _ => LogOdds::ZERO,
        };
        Part::of(source, key, script, own, text, language)
    }

    fn of(
        source: Source,
        key: String,
        script: Script,
        own: LogOdds,
        text: String,
        language: Language,
    ) -> Part {
        let (word, latin) = (OnceBox::new(), OnceBox::new());
        let Source { span, first, words, role, link } = source;
        let grade = Grade::of(role);
        let rare = match (role, grade) {
            (Role::Head, _) => WEIGHTS.head,
            (_, Grade::Number) => WEIGHTS.number,
            _ => frequency(&key).unwrap_or(WEIGHTS.rare).min(WEIGHTS.rare),
        };
        let seen = match script {
            Script::LATIN => ATTESTED.of(&key).map_or(Seen::Nothing, Seen::Latin),
            script if script.is_real() => Seen::Form(form(&key)),
            _ => Seen::Nothing,
        };
        Part {
            span,
            first,
            words,
            role,
            link,
            grade,
            key,
            script,
            text,
            language,
            word,
            latin,
            own,
            rare,
            seen,
        }
    }

    fn latin(&self) -> Option<&Word> {
        let made =
            || self.is_foreign().then(|| Word::new(&letter_by_letter(&self.text, Some(self.language))));
        self.latin.get_or_init(|| Box::new(made())).as_ref()
    }

    /// How many Latin letters it has or may be expected to have, in quarters.
    fn letters(&self) -> i32 {
        match self.latin() {
            Some(latin) if Letters::of(self.script).is_some_and(|letters| !letters.vowels) => {
                WITH_VOWELS * latin.len() as i32
            }
            Some(latin) => 4 * latin.len() as i32,
            None => 4 * self.word().len() as i32,
        }
    }

    /// The word as evidence is asked for it.
    pub(crate) fn word(&self) -> &Word {
        self.word.get_or_init(|| Box::new(Word::new(&self.text)))
    }

    fn is_latin(&self) -> bool {
        self.script == Script::LATIN
    }

    fn is_foreign(&self) -> bool {
        self.script.is_real() && !self.is_latin()
    }

    /// The part as alignment sees it, `first` being the number of its first word.
    pub(crate) fn place(&self, first: u8) -> Place {
        let key = hash(self.key.as_bytes());
        Place { first, words: self.words, grade: self.grade, key, missing: self.missing() }
    }

    /// What it costs that nothing answers the part, above zero.
    fn missing(&self) -> LogOdds {
        match self.grade {
            Grade::Name | Grade::Number => WEIGHTS.missing + Weights::share(self.rare, WEIGHTS.missing_rare),
            Grade::Initial => WEIGHTS.missing_initial,
            Grade::Small | Grade::Filiation => WEIGHTS.missing_small,
            Grade::LegalForm => LogOdds::ZERO,
        }
    }

    /// Whether two parts speak for one name, and how much. Symmetric.
    pub(crate) fn agreement(&self, other: &Part) -> Option<Agreement> {
        let told = |bits, rule| Some(Agreement { bits, rule });
        let same = self.key == other.key && !self.key.is_empty();
        let linked = self.link > 0 && self.link == other.link && self.role == other.role;
        let single = self.words == 1 && other.words == 1;
        match (self.grade, other.grade) {
            (Grade::LegalForm, Grade::LegalForm) => {
                (same || linked).then_some(Agreement { bits: WEIGHTS.small, rule: Rule::Meaning })
            }
            (Grade::Number, Grade::Number) if single => (same || linked)
                .then_some(Agreement { bits: WEIGHTS.agree + WEIGHTS.number, rule: Rule::Meaning }),
            (Grade::Initial, Grade::Initial | Grade::Name) | (Grade::Name, Grade::Initial) => {
                let agree = single && self.word().begins_like(other.word());
                agree.then_some(Agreement { bits: WEIGHTS.initial, rule: Rule::Initial })
            }
            (a, b) if a.is_small() && b.is_small() => {
                let alike = || self.alike(other).is_some_and(|(share, _)| share > 0);
                let agree = single && (same || a == b && alike());
                agree.then_some(Agreement { bits: WEIGHTS.small, rule: Rule::Small })
            }
            _ if same => told(WEIGHTS.agree + self.both_rare(other), Rule::Same),
            _ if linked || single && self.family_spelled(other) => {
                told(WEIGHTS.agree + self.both_rare(other), Rule::Meaning)
            }
            (Grade::Name, Grade::Name) => {
                let full = WEIGHTS.agree + self.both_rare(other);
                let nickname = Weights::share(full, WEIGHTS.nickname);
                let spelled = self.alike(other).map(|(share, rule)| {
                    let bits = Weights::share(full, share) - self.joining(other) - self.rivalry(other, share);
                    Agreement { bits, rule }
                });
                // Whether a list knows a nickname is asked only where spelling does not tell more.
                if spelled.is_none_or(|spelled| spelled.bits < nickname) && self.nicknamed(other) {
                    return told(nickname, Rule::Nickname);
                }
                spelled
            }
            _ => None,
        }
    }

    /// Whether [`Part::agreement`] may find anything: false only if it would not. A few nanoseconds.
    pub(crate) fn may_agree(&self, other: &Part) -> bool {
        if (self.grade, other.grade) != (Grade::Name, Grade::Name) {
            return true;
        }
        let linked = self.link > 0 && self.link == other.link;
        self.key == other.key
            || linked
            || self.family_spelled(other)
            || self.may_be_spelled(other)
            || self.nicknamed(other)
    }

    /// How much of what two equal words would tell these two tell, in 1/1024; below zero for words that are near each
    /// other and two names, nothing for words that are not even near. Symmetric.
    pub(crate) fn likeness(&self, other: &Part) -> Option<i32> {
        let same = self.key == other.key && !self.key.is_empty();
        if same || self.family_spelled(other) {
            return Some(1024);
        }
        match self.alike(other).map(|(share, _)| share) {
            Some(share) if share >= KNOWN => Some(share),
            _ if self.nicknamed(other) => Some(KNOWN),
            share => share,
        }
    }

    /// Whether [`Part::likeness`] may find anything: false only if it would not. A few nanoseconds.
    pub(crate) fn may_be_like(&self, other: &Part) -> bool {
        self.key == other.key
            || self.may_be_spelled(other)
            || self.family_spelled(other)
            || self.nicknamed(other)
    }

    /// Whether lists have a short word of another script and a Latin one as one family name.
    fn family_spelled(&self, other: &Part) -> bool {
        let short = |a: &Part, b: &Part| a.is_foreign() && b.is_latin() && a.key.len() <= SHORT_FAMILY;
        (short(self, other) || short(other, self)) && are_family_spellings(&self.key, &other.key)
    }

    fn nicknamed(&self, other: &Part) -> bool {
        let single = self.words == 1 && other.words == 1;
        single && are_nicknames(&self.key, &other.key)
    }

    /// Whether spelling has enough in common to be looked at.
    fn may_be_spelled(&self, other: &Part) -> bool {
        self.may_answer(other) || self.attested(other) == Some(Relation::Same)
    }

    fn may_answer(&self, other: &Part) -> bool {
        let both = || (self.word(), other.word());
        match (self.is_latin(), other.is_latin()) {
            (true, true) => {
                // What two words tell is hardly more than what the shorter one has to tell.
                let (most, least) = (self.own.max(other.own), self.own.min(other.own));
                let least_share = if self.words + other.words > 2 { SHORTEST_JOINED } else { SHORTEST };
                let (a, b) = if Weights::share(most, least_share) <= least { both() } else { return false };
                a.may_answer(b)
            }
            (true, false) => {
                let (a, b) = both();
                !b.is_modelled() || b.may_answer(a)
            }
            (false, true) => {
                let (a, b) = both();
                !a.is_modelled() || a.may_answer(b)
            }
            (false, false) => true,
        }
    }

    /// What lists of spellings say of the two.
    fn attested(&self, other: &Part) -> Option<Relation> {
        match (self.seen, other.seen) {
            (Seen::Latin(a), Seen::Latin(b)) => a.relation(b),
            (Seen::Latin(latin), Seen::Form(form)) | (Seen::Form(form), Seen::Latin(latin)) => {
                latin.spells(form).then_some(Relation::Same)
            }
            _ => None,
        }
    }

    /// What it tells against two words of one script that they are near each other and both usual: then each is likely
    /// a name of its own (Maria, Mario) and not a rare spelling of the other.
    fn rivalry(&self, other: &Part, share: i32) -> LogOdds {
        if self.script != other.script {
            return LogOdds::ZERO;
        }
        let usual = (WEIGHTS.rare - self.rare).min(WEIGHTS.rare - other.rare);
        Weights::share(Weights::share(usual, WEIGHTS.rivals), 1024 - share)
    }

    /// How rare two words are that may be one: between the two, for one spelling of a name may be usual, another rare.
    fn both_rare(&self, other: &Part) -> LogOdds {
        LogOdds::from_parts((self.rare + other.rare).parts() / 2)
    }

    fn joining(&self, other: &Part) -> LogOdds {
        if self.words + other.words > 2 { WEIGHTS.joined } else { LogOdds::ZERO }
    }

    /// How much of what two equal words would tell these two tell, in 1/1024, and by what; nothing if they are two
    /// names. What lists have of the two bounds what their letters tell.
    fn alike(&self, other: &Part) -> Option<(i32, Rule)> {
        let lettered = self.lettered(other);
        match (self.attested(other), lettered) {
            (Some(Relation::Same), lettered) if lettered.is_none_or(|share| share < WEIGHTS.attested) => {
                Some((WEIGHTS.attested, Rule::Attested))
            }
            (Some(Relation::Apart), Some(share)) if share > WEIGHTS.apart => {
                Some((WEIGHTS.apart, Rule::Attested))
            }
            (_, lettered) => lettered.map(|share| (share, Rule::Spelling)),
        }
    }

    /// What letters tell of the two.
    fn lettered(&self, other: &Part) -> Option<i32> {
        if self.key.is_empty() || other.key.is_empty() || !self.may_answer(other) {
            return None;
        }
        let (a, b) = (self.word(), other.word());
        if a.is_empty() || b.is_empty() {
            return None;
        }
        let letters = || self.letters() + other.letters();
        match (self.is_latin(), other.is_latin()) {
            (true, true) => above(a.evidence(b), self.own.max(other.own), WEIGHTS.even_latin),
            (false, false) if a == b => Some(1024),
            (false, false) if self.script == other.script => edited(&self.key, &other.key),
            (true, false) => cross(b, a, || other.latin(), letters()),
            (false, true) => cross(a, b, || self.latin(), letters()),
            (false, false) => self.romanized(other),
        }
    }

    /// As [`Part::likeness`], of two words that are not in Latin letters, each with the romanization of the other: what
    /// is left where their letters are not the same, as those of two languages of one script.
    pub(crate) fn romanized(&self, other: &Part) -> Option<i32> {
        let letters = self.letters() + other.letters();
        let (latin, others) = (self.latin()?, other.latin()?);
        let ways = [
            cross(self.word(), others, || Some(latin), letters),
            cross(other.word(), latin, || Some(others), letters),
        ];
        ways.into_iter().flatten().max()
    }
}

/// What words are to each other that lists have as forms of one given name.
const KNOWN: i32 = 700;

/// Bytes of the longest family name that lists have the spellings of.
const SHORT_FAMILY: usize = 12;

/// Quarters of a letter for each letter of a romanization without short vowels.
const WITH_VOWELS: i32 = 6;

/// What the shorter of two Latin words must tell of what the longer does, in 1/1024.
const SHORTEST: i32 = 400;
const SHORTEST_JOINED: i32 = 700;
