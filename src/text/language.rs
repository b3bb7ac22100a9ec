//! Which script and language words and texts are in, as far as their letters tell.

use crate::tables::LanguageFacts;
use crate::tag::{Language, Script};
use crate::unicode::{clean, guess_languages, script_of};

/// The script of a word: that of its first letter that has one; [`Script::COMMON`] if none has. `O'Neill` is Latin, `3`
/// is common. Linear in what stands before that letter.
pub(crate) fn script_of_word(word: &str) -> Script {
    word.chars().map(script_of).find(|script| script.is_real()).unwrap_or(Script::COMMON)
}

/// The language that the letters of a text point to most; [`Language::UNDETERMINED`] if they tell nothing, as ASCII
/// letters do. The longer the text, the better: a name tells more than its words. Linear in the text.
pub(crate) fn language_by_letters(text: &str) -> Language {
    if text.is_ascii() {
        return Language::UNDETERMINED;
    }
    language_of_clean(&clean(text))
}

/// [`language_by_letters`] of a text that is clean already.
pub(crate) fn language_of_clean(text: &str) -> Language {
    guess_languages(text).first().map_or(Language::UNDETERMINED, |guess| guess.language)
}

/// Whether a language is written in a script, as far as `data/languages` knows it. Any language writes what has no script.
pub(crate) fn writes(language: Language, script: Script) -> bool {
    LanguageFacts::of(language).is_some_and(|facts| !script.is_real() || facts.scripts.contains(&script))
}

#[cfg(test)]
mod tests {
    use super::{language_by_letters, script_of_word, writes};
    use crate::tag::{Language, Script};

    fn language(tag: &str) -> Language {
        tag.parse().unwrap_or(Language::UNDETERMINED)
    }

    #[test]
    fn the_first_letter_says_the_script() {
        assert_eq!(script_of_word("Soleimani"), Script::LATIN);
        assert_eq!(script_of_word("'سلیمانی"), Script::ARABIC);
        assert_eq!(script_of_word("1-й"), Script::CYRILLIC);
        assert_eq!(script_of_word("59"), Script::COMMON);
        assert_eq!(script_of_word(""), Script::COMMON);
    }

    #[test]
    fn letters_point_to_a_language() {
        assert_eq!(language_by_letters("پرویز گیلانی"), language("fa"));
        assert_eq!(language_by_letters("Ђоковић"), language("sr"));
        assert_eq!(language_by_letters("Qassem Soleimani"), Language::UNDETERMINED);
        assert_eq!(language_by_letters(""), Language::UNDETERMINED);
    }

    #[test]
    fn entities_are_no_letters_of_a_language() {
        // Written as an entity, the letter counts as itself.
        assert_eq!(language_by_letters("&#x452;оковић"), language("sr"));
    }

    #[test]
    fn languages_have_their_scripts() {
        assert!(writes(language("fa"), Script::ARABIC));
        assert!(!writes(language("fa"), Script::CYRILLIC));
        assert!(writes(language("fa"), Script::COMMON));
        assert!(!writes(Language::UNDETERMINED, Script::LATIN));
    }
}
