//! What the lexicon knows of words and phrases.

use alloc::string::String;

use super::analysed::{AnalysedText, LexiconMatch};
use super::separator::Sign;
use super::word::Word;
use crate::tables::LEXICON;
use crate::tables::lexicon::{Class, Entry, Sense};

/// Whether the word by itself has a sense of this class in any language.
pub(crate) fn is(key: &str, class: Class) -> bool {
    LEXICON.is(key, class)
}

/// What the word by itself may be.
pub(crate) fn senses(key: &str) -> impl Iterator<Item = Sense> {
    LEXICON.senses(key)
}

/// Whether a sense is one of a title that may stand on this side of a name, or of a word inside such titles.
pub(crate) fn is_title(sense: Sense, side: u8) -> bool {
    let title = matches!(sense.class, Class::Honorific | Class::Rank | Class::Office | Class::Modifier);
    title && sense.flags & side != 0
}

/// Whether a word is known as a particle of Arabic names, which stands by itself or on the word after it: al, bin, Abu.
pub(crate) fn is_particle(key: &str) -> bool {
    LEXICON.senses(key).any(|sense| matches!(sense.class, Class::Article | Class::Filiation | Class::Kunya))
}

/// A word that phrases are looked for in.
pub(crate) trait Keyed {
    /// See [`key`](super::key).
    fn key(&self) -> &str;
    /// Whether a full stop stands right after it.
    fn dotted(&self) -> bool;
    /// What the lexicon has for it by itself.
    fn entry(&self) -> Option<Entry> {
        LEXICON.entry(self.key())
    }
}

/// How many words the longest phrase takes that begins at `words[at]` and has a wanted sense; 0 if there is none.
///
/// An abbreviation counts only with its full stop. Costs one look-up for each word that the phrase may go on over.
pub(crate) fn longest<W: Keyed>(words: &[W], at: usize, wanted: impl Fn(Sense) -> bool) -> usize {
    let mut phrase = String::new();
    let mut found = 0;
    for (taken, word) in words.iter().skip(at).take(LEXICON.longest()).enumerate() {
        let entry = if taken == 0 {
            word.entry()
        } else {
            if let Some(first) = words.get(at).filter(|_| taken == 1) {
                phrase.push_str(first.key());
            }
            phrase.push(' ');
            phrase.push_str(word.key());
            LEXICON.entry(&phrase)
        };
        let Some(entry) = entry else { break };
        let fits = |sense: Sense| (sense.flags & Sense::DOTTED == 0 || word.dotted()) && wanted(sense);
        if entry.senses().any(fits) {
            found = taken + 1;
        }
        if !entry.more {
            break;
        }
    }
    found
}

impl AnalysedText {
    /// Finds the phrases that begin at each word.
    ///
    /// A phrase goes over no sign that another name begins behind, and digits end it. It is no longer than the longest of
    /// the lexicon, so the time is linear in the number of words.
    pub(crate) fn look_up(&mut self) {
        self.matches.clear();
        self.ends.clear();
        self.ends.reserve(self.words.len());
        self.matches.reserve(2 * self.words.len());
        let mut phrase = String::new();
        for at in 0..self.words.len() {
            phrase.clear();
            let mut next = at;
            while let Some(word) = self.words.get(next) {
                if next > at && (word.separator.sign == Sign::Break || word.number) {
                    break;
                }
                let key = self.keys.get(word.key.0..word.key.1).unwrap_or_default();
                let entry = if next == at {
                    LEXICON.entry(key)
                } else {
                    if next == at + 1 {
                        phrase.push_str(self.key(at));
                    }
                    phrase.push(' ');
                    phrase.push_str(key);
                    LEXICON.entry(&phrase)
                };
                let Some(entry) = entry else { break };
                next += 1;
                let words = (next - at).min(255) as u8;
                for sense in entry.senses() {
                    if self.is_written_as(sense, at, next) {
                        self.matches.push(LexiconMatch { words, sense });
                    }
                }
                if !entry.more {
                    break;
                }
            }
            self.ends.push(self.matches.len());
        }
    }

    /// Whether the words are written as the phrase has to be.
    fn is_written_as(&self, sense: Sense, at: usize, end: usize) -> bool {
        let row = self.words.get(at..end).unwrap_or_default();
        let dotted = row.last().is_some_and(|word| word.dotted);
        if sense.flags & Sense::DOTTED != 0 && !dotted {
            return false;
        }
        // Letters of an abbreviation stand side by side: S.A., but not S. A. Khan.
        let letter = |word: &Word| word.letters == 1;
        let spaced = |word: &Word| word.separator.sign == Sign::Space;
        let apart = row.iter().all(letter) && row.iter().skip(1).any(spaced);
        let commas = || row.iter().skip(1).any(|word| word.separator.sign == Sign::Comma);
        !apart && (sense.class == Class::LegalForm || !commas())
    }

    /// The phrases that begin at a word; none before [`AnalysedText::look_up`].
    pub(crate) fn matches(&self, at: usize) -> &[LexiconMatch] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|end| self.matches.get(start..*end)).unwrap_or_default()
    }

    /// The longest phrase that begins at a word, ends before `end` and has a wanted sense.
    pub(crate) fn longest_match(
        &self,
        at: usize,
        end: usize,
        wanted: impl Fn(Sense) -> bool,
    ) -> Option<LexiconMatch> {
        let fits = |found: &&LexiconMatch| at + usize::from(found.words) <= end && wanted(found.sense);
        self.matches(at).iter().filter(fits).max_by_key(|found| found.words).copied()
    }

    /// What a word by itself may be.
    pub(crate) fn senses(&self, at: usize) -> impl Iterator<Item = Sense> + '_ {
        self.matches(at).iter().filter(|found| found.words == 1).map(|found| found.sense)
    }

    /// Whether a word by itself has a sense of this class.
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.sense(at, class).is_some()
    }

    /// The first sense of this class that a word has by itself.
    pub(crate) fn sense(&self, at: usize, class: Class) -> Option<Sense> {
        self.senses(at).find(|sense| sense.class == class)
    }
}

#[cfg(test)]
mod tests {
    use super::{AnalysedText, Class, Sense, is, is_particle, longest};

    fn looked_up(text: &str) -> AnalysedText {
        let mut text = AnalysedText::new(text);
        text.look_up();
        text
    }

    #[test]
    fn an_abbreviation_needs_its_full_stop() {
        assert!(looked_up("Gen. Smith").is(0, Class::Rank));
        assert!(!looked_up("Gen Smith").senses(0).any(|sense| sense.flags & Sense::DOTTED != 0));
    }

    #[test]
    fn the_longest_phrase_is_found() {
        let text = looked_up("Foo Limited Liability Company");
        let legal = text.longest_match(1, 4, |sense| sense.class == Class::LegalForm);
        assert_eq!(legal.map(|found| found.words), Some(3));
        let shorter = text.longest_match(1, 2, |sense| sense.class == Class::LegalForm);
        assert_eq!(shorter.map(|found| found.words), Some(1));
    }

    #[test]
    fn phrases_go_over_no_comma() {
        assert!(looked_up("prime minister").matches(0).iter().any(|found| found.words == 2));
        assert!(!looked_up("prime, minister").matches(0).iter().any(|found| found.words == 2));
    }

    #[test]
    fn letters_apart_are_no_abbreviation() {
        let two = |text: &str| looked_up(text).matches(0).iter().any(|found| found.words == 2);
        assert!(two("S.A."));
        assert!(!two("S. A. Khan"));
    }

    #[test]
    fn particles_of_all_scripts() {
        for particle in ["al", "bin", "abu", "بن"] {
            assert!(is_particle(particle), "{particle}");
        }
        assert!(!is_particle("qassem"));
        assert!(is("صدر", Class::Given) || !is_particle("صدر"));
    }

    #[test]
    fn phrases_in_other_rows_of_words() {
        struct Plain(&'static str);
        impl super::Keyed for Plain {
            fn key(&self) -> &str {
                self.0
            }
            fn dotted(&self) -> bool {
                false
            }
        }
        let row = [Plain("prime"), Plain("minister"), Plain("modi")];
        assert_eq!(longest(&row, 0, |sense| sense.class == Class::Office), 2);
        assert_eq!(longest(&row, 2, |sense| sense.class == Class::Office), 0);
    }
}
