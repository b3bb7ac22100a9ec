//! What two words may have in common at the most, by the classes of their letters in order: some tens of nanoseconds, where an
//! alignment takes a microsecond.
//!
//! Input: two words. Output: how many letters of them are without an answer if as many answer each other as can in order: the
//! letters of both less twice the longest common subsequence. Letters of one class may answer each other; doubled letters are
//! one, and so are all vowels and what is hardly heard. `Qassem` and `Gasem` leave none, `Qassem` and `Hashem` two. A script
//! that leaves vowels out answers no vowels, so of Latin letters only consonants count against it: `قاسم` and `Qassem` leave
//! none.
//!
//! Method: the longest common subsequence, a bit for each letter of one word (Hyyrö 2004).

use super::word::EncodedWord;
use crate::tables::evidence::SpellingModels;
use crate::tables::units::KEY_PASSED;
use crate::tag::Script;

/// Letters of a word that are looked at; names have fewer.
const MAX_LETTERS: usize = 16;
/// Classes of letters.
const CLASSES: usize = 16;

/// The classes of the letters of a word, in order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outline {
    /// The classes of each letter, a bit each.
    letters: [u16; MAX_LETTERS],
    /// For each class the letters that have it, a bit each.
    places: [u16; CLASSES],
    count: u8,
    /// How many of them are consonants.
    consonants: u8,
    latin: bool,
}

impl Outline {
    /// The outline of a word; nothing of one that no model reads, or by syllables.
    pub(super) fn new(word: &EncodedWord<'_>, models: SpellingModels<'_>) -> Option<Outline> {
        if word.script == Script::LATIN {
            let letters = word.latin.letters.iter().map(|letter| models.letter_classes((*letter).into()));
            return Some(Outline::of(letters, true));
        }
        let [native] = word.native.as_slice() else { return None };
        let letters = native.units.head.native_context != 0;
        letters.then(|| Outline::of(native.classes.iter().copied(), false))
    }

    fn of(classes: impl Iterator<Item = u16>, latin: bool) -> Outline {
        let mut outline =
            Outline { letters: [0; MAX_LETTERS], places: [0; CLASSES], count: 0, consonants: 0, latin };
        let mut last = 0;
        for own in classes {
            let at = usize::from(outline.count);
            // Doubled letters, and letters that are spelled by two, are one.
            if own == last {
                continue;
            }
            let Some(letter) = outline.letters.get_mut(at) else { break };
            (*letter, last) = (own, own);
            for (class, places) in outline.places.iter_mut().enumerate() {
                *places |= (own >> class & 1) << at;
            }
            outline.count += 1;
            outline.consonants += u8::from(own & KEY_PASSED == 0);
        }
        outline
    }

    /// How many letters of both words are without an answer; see the [module](self).
    pub(crate) fn unanswered(&self, other: &Outline) -> u32 {
        // The letters of the word that leaves nothing out are looked for in the other one.
        let (native, latin) = if self.latin { (other, self) } else { (self, other) };
        let mut row = u32::MAX;
        for letter in latin.letters.iter().take(latin.count.into()) {
            let mut classes = *letter;
            let mut places = 0;
            while classes != 0 {
                let class = classes.trailing_zeros() as usize;
                places |= native.places.get(class).copied().unwrap_or(0);
                classes &= classes - 1;
            }
            let places = u32::from(places);
            let both = row & places;
            row = row.wrapping_add(both) | (row & !places);
        }
        let answered = !row & 0xffff;
        let common = answered.count_ones();
        let counted = if native.latin {
            u32::from(latin.count).saturating_sub(common)
        } else {
            let vowels = native.places.last().copied().unwrap_or(0);
            u32::from(latin.consonants).saturating_sub((answered & !u32::from(vowels)).count_ones())
        };
        u32::from(native.count) - common + counted
    }
}

#[cfg(test)]
mod tests {
    use crate::spelling::SpelledWord;

    fn unanswered(a: &str, b: &str) -> Option<u32> {
        let [a, b] = [a, b].map(|word| SpelledWord::new(word).outline());
        let (a, b) = (a?, b?);
        assert_eq!(a.unanswered(&b), b.unanswered(&a));
        Some(a.unanswered(&b))
    }

    #[test]
    fn spellings_leave_little_and_names_much() {
        for (a, b, most) in [
            ("Qassem", "Gasem", 0),
            ("قاسم", "Qassem", 0),
            ("Сулеймани", "Soleimani", 2),
            ("박", "Park", 3),
            ("محمد", "Muhammad", 0),
            ("שמואל", "Shmuel", 2),
        ] {
            assert!(unanswered(a, b).is_some_and(|left| left <= most), "{a} {b} {:?}", unanswered(a, b));
        }
        for (a, b, least) in [("Qassem", "Donnell", 4), ("قاسم", "Kramer", 2), ("Сулеймани", "Sullivan", 3)]
        {
            assert!(unanswered(a, b).is_some_and(|left| left >= least), "{a} {b} {:?}", unanswered(a, b));
        }
    }

    #[test]
    fn what_is_read_by_syllables_or_not_at_all_has_no_outline() {
        assert_eq!(unanswered("習近平", "Xi"), None);
        assert_eq!(unanswered("", "Xi"), None);
    }

    #[test]
    fn long_words_are_cut() {
        let long = "Wolfeschlegelsteinhausenbergerdorff";
        assert_eq!(unanswered(long, long), Some(0));
    }
}
