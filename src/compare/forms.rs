//! Words that are one name, or are not, for other reasons than their letters: short forms, forms of a name in other
//! languages, feminine endings, marks that make another name.
//!
//! Input: two tokens. Output: what kind of forms they are, which [`agreement`](super::agreement) weighs. Knowledge is data:
//! `lexicon/given_name_forms.tsv`, `compare/endings.tsv` (masculine and feminine endings). Cost: linear in the words.

use super::slot::TokenClass;
use super::token::NameToken;
use crate::name::{Role, first_place};
use crate::tables::weights::Side;
use crate::tables::{ENDINGS, WEIGHTS};
use crate::tag::Language;

/// Letters of the longest short form that a full stop makes one: Mohd., Thos., Chas.
const MAX_SHORT_FORM: usize = 5;
/// From so many sixteenths of its names on, a word that stands first is a given name; see [`first_place`].
const MIN_GIVEN: u8 = 9;
/// Up to so many, a family name.
const MAX_FAMILY: u8 = 6;

/// Letters of the shortest word that is what is left of another, and of the longest.
const MIN_CONTRACTION: usize = 3;
const MAX_CONTRACTION: usize = 5;

/// What two words are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Forms {
    /// One is a short way to write the other: Mohd., Mohammad; Chr., Christian.
    Short,
    /// One given name in two languages: Georgios, George.
    Counterparts,
    /// The family names of a man and a woman of one family: Petrov, Petrova.
    Inflected,
    /// Given names of a man and a woman: Валентин, Валентина.
    OtherSex,
    /// Two given names that lists have, and not as forms of one: Hasan, حسین.
    Distinct,
    /// One word, by an ending that is written in two ways, or one family name in two languages: نعمة, نعمت; Ó Conchobhair,
    /// O'Connor.
    Spelled,
}

impl NameToken {
    /// What two words of names are to each other; nothing if letters alone decide. Symmetric.
    pub(super) fn forms(&self, other: &NameToken) -> Option<Forms> {
        if self.given.family > 0 && self.given.family == other.given.family {
            return Some(Forms::Spelled);
        }
        if self.words != 1 || other.words != 1 {
            return None;
        }
        if self.given.shares(&other.given) && !self.are_family_names(other) {
            let short = self.given.is_short() || other.given.is_short();
            return Some(if short { Forms::Short } else { Forms::Counterparts });
        }
        if self.given.full && other.given.full && !self.given.shares(&other.given) {
            return Some(Forms::Distinct);
        }
        if self.is_short_for(other) || other.is_short_for(self) {
            return Some(Forms::Short);
        }
        if self.is_contraction_of(other) || other.is_contraction_of(self) {
            return Some(Forms::Short);
        }
        if self.script != other.script {
            return None;
        }
        let has = |side| {
            ENDINGS.iter().any(|ending| {
                ending.side == side
                    && ending.script == self.script
                    && (ending.sure || self.is_usual() && other.is_usual())
                    && (ending.joins(&self.key, &other.key) || ending.joins(&other.key, &self.key))
            })
        };
        if has(Side::Spelling) {
            Some(Forms::Spelled)
        } else if (self.is_given() || other.is_given()) && has(Side::Given) {
            Some(Forms::OtherSex)
        } else if (self.is_family() || other.is_family()) && has(Side::Family) {
            Some(Forms::Inflected)
        } else {
            None
        }
    }

    /// Whether both are syllables of one language that spells them in one way: then they are two names.
    pub(super) fn are_syllables(&self, other: &NameToken) -> bool {
        self.syllabic != Language::UNDETERMINED && self.syllabic == other.syllabic
    }

    /// Whether the words differ in marks that the language of both names never leaves out: Hương, Hường.
    pub(super) fn differs_in_marks(&self, other: &NameToken) -> bool {
        self.key == other.key && self.marks != 0 && other.marks != 0 && self.marks != other.marks
    }

    /// Whether a full stop shows that letters are left out, those there are standing in order in the other word: Thos.
    /// for Thomas. In another script the first letter has to do.
    fn is_short_for(&self, full: &NameToken) -> bool {
        let count = self.key.chars().count();
        if !self.dotted || count > MAX_SHORT_FORM || full.dotted || full.class != TokenClass::Name {
            return false;
        }
        if self.script != full.script {
            return count <= 3 && self.word().begins_like(full.word());
        }
        let mut letters = full.key.chars();
        self.key.chars().next() == full.key.chars().next()
            && count < full.key.chars().count()
            && self.key.chars().all(|wanted| letters.any(|letter| letter == wanted))
    }

    /// Whether the word, of a name whose words are often cut, is what is left of the other: letters in order from the first
    /// on, to the last or none left out between: Nvo for Nuevo, Machs for Machines, Bus for Business.
    fn is_contraction_of(&self, full: &NameToken) -> bool {
        let (count, whole) = (self.key.chars().count(), full.key.chars().count());
        if !self.cut || self.script != full.script || count < MIN_CONTRACTION || count >= whole {
            return false;
        }
        let ends = self.key.chars().next_back() == full.key.chars().next_back();
        let mut letters = full.key.chars();
        self.key.chars().next() == full.key.chars().next()
            && (full.key.starts_with(&self.key)
                || ends && self.key.chars().all(|wanted| letters.any(|letter| letter == wanted)))
    }

    /// Whether it may be what is left of a longer word: short, by itself, and no list has it.
    pub(super) fn may_be_cut(&self) -> bool {
        self.words == 1
            && self.class == TokenClass::Name
            && self.link == 0
            && self.surprisal >= WEIGHTS.unknown_word
            && self.key.chars().count() <= MAX_CONTRACTION
    }

    /// Whether both are family names: of these no given name speaks.
    pub(super) fn are_family_names(&self, other: &NameToken) -> bool {
        self.role == Role::Family && other.role == Role::Family
    }

    fn is_given(&self) -> bool {
        match self.role {
            Role::Given => true,
            Role::Family | Role::Patronymic => false,
            _ => first_place(&self.key).is_some_and(|share| share >= MIN_GIVEN),
        }
    }

    fn is_family(&self) -> bool {
        match self.role {
            Role::Family => true,
            Role::Given => false,
            _ => first_place(&self.key).is_none_or(|share| share <= MAX_FAMILY),
        }
    }

    /// Whether some list of names has it.
    fn is_usual(&self) -> bool {
        first_place(&self.key).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::TokenSource;
    use crate::span::Span;
    use crate::tag::Language;

    fn forms(a: &str, b: &str, role: Role) -> Option<Forms> {
        let token = |text: &str| {
            let dotted = text.ends_with('.');
            let text = text.trim_end_matches('.');
            let span = Span::new(0, text.len());
            let source = TokenSource { span, first: span, part: 0, words: 1, role, link: 0, dotted };
            NameToken::new(text, source, Language::UNDETERMINED)
        };
        let (a, b) = (token(a), token(b));
        assert_eq!(a.forms(&b), b.forms(&a));
        a.forms(&b)
    }

    #[test]
    fn a_full_stop_makes_a_short_form() {
        assert_eq!(forms("Chr.", "Christian", Role::Given), Some(Forms::Short));
        assert_eq!(forms("Zh.", "Жанна", Role::Given), Some(Forms::Short));
        assert_eq!(forms("Chr", "Christoffel", Role::Given), None);
        assert_eq!(forms("Thx.", "Thomas", Role::Given), None);
    }

    #[test]
    fn endings_part_men_from_women() {
        assert_eq!(forms("Руслан", "Руслана", Role::Given), Some(Forms::OtherSex));
        assert_eq!(forms("Иванов", "Иванова", Role::Family), Some(Forms::Inflected));
        assert_eq!(forms("Petrov", "Petrova", Role::Family), Some(Forms::Inflected));
        assert_eq!(forms("Novák", "Nováková", Role::Family), Some(Forms::Inflected));
        assert_eq!(forms("Josef", "Karel", Role::Given), Some(Forms::Distinct));
    }

    #[test]
    fn vietnamese_marks_make_names() {
        let token = |text: &str| {
            let span = Span::new(0, text.len());
            let source = TokenSource {
                span,
                first: span,
                part: 0,
                words: 1,
                role: Role::Given,
                link: 0,
                dotted: false,
            };
            NameToken::new(text, source, "vi".parse().unwrap())
        };
        assert!(token("Hương").differs_in_marks(&token("Hường")));
        assert!(!token("Hương").differs_in_marks(&token("HƯƠNG")));
    }
}
