//! A name while it is read: its words, and the label of each as far as rules have decided.
//!
//! Rules run in a fixed order. Each looks at the words and at the labels that others have assigned, and assigns labels to
//! words that have none. A label is never unassigned again; a later rule may assign another where it says so.

use alloc::vec::Vec;
use core::ops::Range;

use super::part::{Part, Role};
use super::split;
use crate::tables::lexicon::{Class, Sense};
use crate::text::{self, AnalysedText, Casing, LexiconMatch, Word};

/// The name of a rule, as a [`Trace`](super::Trace) reports it.
pub(super) type RuleName = &'static str;

/// The rule of words that no rule has decided about.
pub(super) const UNDECIDED: RuleName = "undecided";

/// Words and their labels so far.
pub(super) struct Annotation {
    text: AnalysedText,
    labels: Vec<Label>,
    /// What splitting a longer word told of its pieces, by their numbers.
    known: Vec<(usize, Role)>,
}

#[derive(Clone, Copy)]
struct Label {
    role: Role,
    link: u16,
    /// Stands in one part with the word before.
    joined: bool,
    /// Which rule assigned it; none if it is unassigned.
    rule: Option<RuleName>,
}

impl Annotation {
    pub(super) fn new(text: &str) -> Annotation {
        let (text, known) = split::words(text);
        let unassigned = Label { role: Role::Word, link: 0, joined: false, rule: None };
        let labels = core::iter::repeat_n(unassigned, text.len()).collect();
        Annotation { text, labels, known }
    }

    /// How many words there are.
    pub(super) fn text(&self) -> &AnalysedText {
        &self.text
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.text.word(at)
    }

    pub(super) fn key(&self, at: usize) -> &str {
        self.text.key(at)
    }

    /// Whether there is such a word and it is as `wanted`.
    pub(super) fn word_is(&self, at: usize, wanted: impl Fn(&Word) -> bool) -> bool {
        self.word(at).is_some_and(wanted)
    }

    /// Whether all of these words are as `wanted`.
    pub(super) fn all_are(&self, mut words: Range<usize>, wanted: impl Fn(&Word) -> bool) -> bool {
        words.all(|at| self.word_is(at, &wanted))
    }

    pub(super) fn matches(&self, at: usize) -> &[LexiconMatch] {
        self.text.matches(at)
    }

    /// Whether these words are a title that stands behind a name.
    pub(super) fn is_title_after(&self, at: usize, end: usize) -> bool {
        self.matches(at)
            .iter()
            .any(|found| at + usize::from(found.words) == end && text::is_title(found.sense, Sense::AFTER))
    }

    pub(super) fn longest(
        &self,
        at: usize,
        end: usize,
        wanted: impl Fn(Sense) -> bool,
    ) -> Option<LexiconMatch> {
        self.text.longest_match(at, end, wanted)
    }

    /// What a word by itself may be.
    pub(super) fn senses(&self, at: usize) -> impl Iterator<Item = Sense> + '_ {
        self.text.senses(at)
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.text.is(at, class)
    }

    pub(super) fn sense(&self, at: usize, class: Class) -> Option<Sense> {
        self.text.sense(at, class)
    }

    /// Which letters the words of a stretch are written in.
    pub(super) fn casing(&self, words: &Range<usize>) -> Casing {
        Casing::of(words.clone().filter_map(|at| self.word(at)).map(|word| word.shape))
    }

    /// What splitting a longer word told of this piece of it.
    pub(super) fn known(&self, at: usize) -> Option<Role> {
        self.known.iter().find(|(known, _)| *known == at).map(|(_, role)| *role)
    }

    /// The role assigned to a word; [`Role::Word`] as long as none is.
    pub(super) fn role(&self, at: usize) -> Role {
        self.labels.get(at).map_or(Role::Word, |label| label.role)
    }

    /// Whether no rule has decided yet what the word is.
    pub(super) fn is_unassigned(&self, at: usize) -> bool {
        self.labels.get(at).is_some_and(|label| label.rule.is_none())
    }

    pub(super) fn assign(&mut self, at: usize, role: Role, link: u16, rule: RuleName) {
        if let Some(label) = self.labels.get_mut(at) {
            *label = Label { role, link, joined: label.joined, rule: Some(rule) };
        }
    }

    /// Makes words one part.
    pub(super) fn assign_phrase(&mut self, words: Range<usize>, role: Role, link: u16, rule: RuleName) {
        for at in words.clone() {
            self.assign(at, role, link, rule);
            if let Some(label) = self.labels.get_mut(at).filter(|_| at > words.start) {
                label.joined = true;
            }
        }
    }

    /// For each part the number of its first word.
    fn starts(&self) -> impl Iterator<Item = usize> + '_ {
        self.labels.iter().enumerate().filter(|(at, label)| *at == 0 || !label.joined).map(|(at, _)| at)
    }

    /// The parts, in the order of the text.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::with_capacity(self.labels.len());
        for (label, word) in self.labels.iter().zip(self.text.words()) {
            match parts.last_mut().filter(|_| label.joined) {
                Some(last) => last.span = last.span.cover(word.span),
                None => parts.push(Part { span: word.span, role: label.role, link: label.link }),
            }
        }
        parts
    }

    /// For each part the rule that assigned its role.
    pub(super) fn rules(&self) -> Vec<RuleName> {
        let rule = |at: usize| self.labels.get(at).and_then(|label| label.rule).unwrap_or(UNDECIDED);
        self.starts().map(rule).collect()
    }

    /// The words, and for each part the number of its first one.
    pub(super) fn into_words(self) -> (AnalysedText, Vec<usize>) {
        let starts = self.starts().collect();
        (self.text, starts)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::{Annotation, Role, UNDECIDED};

    #[test]
    fn words_are_unassigned_at_first() {
        let annotation = Annotation::new("Qassem Soleimani");
        assert!((0..2).all(|at| annotation.is_unassigned(at)));
        assert!(!annotation.is_unassigned(2));
        assert_eq!(annotation.rules(), [UNDECIDED, UNDECIDED]);
    }

    #[test]
    fn a_phrase_is_one_part() {
        let text = "Foo Limited Company";
        let mut annotation = Annotation::new(text);
        annotation.assign_phrase(1..3, Role::LegalForm, 7, "test");
        let parts: Vec<_> = annotation.parts().iter().map(|part| (part.span.of(text), part.link)).collect();
        assert_eq!(parts, [("Foo", 0), ("Limited Company", 7)]);
        assert_eq!(annotation.rules(), [UNDECIDED, "test"]);
        assert_eq!(annotation.into_words().1, [0, 1]);
    }

    #[test]
    fn words_out_of_range_are_nothing() {
        let mut annotation = Annotation::new("");
        annotation.assign(3, Role::Given, 0, "test");
        assert!(annotation.parts().is_empty());
        assert_eq!(annotation.role(3), Role::Word);
    }

    #[test]
    fn pieces_of_a_split_word_know_their_roles() {
        let annotation = Annotation::new("习近平");
        assert_eq!(annotation.known(0), Some(Role::Family));
        assert_eq!(annotation.known(1), Some(Role::Given));
        assert_eq!(annotation.known(2), None);
    }
}
