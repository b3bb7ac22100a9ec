//! How a word uses capitals.

use crate::tables::Letters;
use crate::tag::Script;

/// How a word uses capitals.
///
/// A letter is a capital or a small letter if Unicode gives it another case; what has none, as most modifier letters,
/// counts as neither. Georgian words are [`CaseShape::Caseless`] where `data/scripts` says that capitals of the script
/// begin no names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CaseShape {
    /// No letter with case: قاسم, 習近平.
    Caseless,
    /// The first letter is small: bin, iPhone.
    Lower,
    /// One capital and nothing else that has case: A, Q.
    Single,
    /// A capital, then small letters: Qassem.
    Title,
    /// A capital, then letters of both cases: McDonald.
    Mixed,
    /// Two or more capitals and no small letter: SOLEIMANI.
    Upper,
}

impl CaseShape {
    /// The shape of a word whose letters belong to `script`. Linear in the word.
    pub(crate) fn of(word: &str, script: Script) -> CaseShape {
        if script != Script::LATIN && Letters::of(script).is_some_and(|letters| !letters.case) {
            return CaseShape::Caseless;
        }
        let (mut upper, mut lower, mut first) = (0u32, 0u32, None);
        for c in word.chars() {
            let (big, small) = match c {
                'a'..='z' => (false, true),
                'A'..='Z' => (true, false),
                _ if c.is_ascii() => continue,
                // The iota that is written below another letter is no letter of its own.
                '\u{345}' => continue,
                _ => {
                    let big = c.is_uppercase() || !c.is_lowercase() && c.to_lowercase().next() != Some(c);
                    (big, !big && c.is_lowercase() && c.to_uppercase().next() != Some(c))
                }
            };
            if big || small {
                first = first.or(Some(big));
            }
            upper += u32::from(big);
            lower += u32::from(small);
        }
        match (first, upper, lower) {
            (None, ..) => CaseShape::Caseless,
            (Some(false), ..) => CaseShape::Lower,
            (Some(true), 1, 0) => CaseShape::Single,
            (Some(true), _, 0) => CaseShape::Upper,
            (Some(true), 1, _) => CaseShape::Title,
            (Some(true), ..) => CaseShape::Mixed,
        }
    }

    /// Whether all letters with case are capitals: A, UN.
    pub(crate) fn is_upper(self) -> bool {
        matches!(self, CaseShape::Single | CaseShape::Upper)
    }

    /// Whether it begins with a capital and has small letters too: Qassem, McDonald.
    pub(crate) fn is_capitalised(self) -> bool {
        matches!(self, CaseShape::Title | CaseShape::Mixed)
    }

    /// Whether it begins with a capital.
    pub(crate) fn has_capital(self) -> bool {
        self.is_upper() || self.is_capitalised()
    }
}

/// Which letters the words of a stretch are written in, all together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Casing {
    /// Some word has small letters.
    pub(crate) lower: bool,
    /// Some word begins with a capital.
    pub(crate) capital: bool,
}

impl Casing {
    /// The casing of words of these shapes. Linear in their number.
    pub(crate) fn of(shapes: impl Iterator<Item = CaseShape>) -> Casing {
        shapes.fold(Casing::default(), |casing, shape| Casing {
            lower: casing.lower || shape == CaseShape::Lower || shape.is_capitalised(),
            capital: casing.capital || shape.has_capital(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{CaseShape, Casing};
    use crate::text::script_of_word;

    fn shape(word: &str) -> CaseShape {
        CaseShape::of(word, script_of_word(word))
    }

    #[test]
    fn words_of_each_shape() {
        for (word, wanted) in [
            ("", CaseShape::Caseless),
            ("قاسم", CaseShape::Caseless),
            ("1959", CaseShape::Caseless),
            ("bin", CaseShape::Lower),
            ("iPhone", CaseShape::Lower),
            ("Q", CaseShape::Single),
            ("Q.", CaseShape::Single),
            ("Soleimani", CaseShape::Title),
            ("Çelik", CaseShape::Title),
            ("McDonald", CaseShape::Mixed),
            ("SOLEIMANI", CaseShape::Upper),
            ("СУЛЕЙМАНИ", CaseShape::Upper),
        ] {
            assert_eq!(shape(word), wanted, "{word}");
        }
    }

    #[test]
    fn the_case_of_georgian_says_nothing() {
        assert_eq!(shape("სააკაშვილი"), CaseShape::Caseless);
        assert_eq!(shape("ᲡᲐᲐᲙᲐᲨᲕᲘᲚᲘ"), CaseShape::Caseless);
    }

    #[test]
    fn a_letter_below_another_is_none() {
        assert_eq!(shape("\u{391}\u{345}"), CaseShape::Single);
    }

    #[test]
    fn a_letter_of_title_case_is_a_capital() {
        // One code for Dž.
        assert_eq!(shape("ǅ"), CaseShape::Single);
        assert_eq!(shape("ǅemal"), CaseShape::Title);
    }

    #[test]
    fn casing_gathers_all_words() {
        let casing = |words: &[&str]| Casing::of(words.iter().map(|word| shape(word)));
        assert_eq!(casing(&["SILVA", "DA"]), Casing { lower: false, capital: true });
        assert_eq!(casing(&["p", "patnaik"]), Casing { lower: true, capital: false });
        assert_eq!(casing(&["Osama", "bin"]), Casing { lower: true, capital: true });
        assert_eq!(casing(&["قاسم"]), Casing::default());
    }
}
