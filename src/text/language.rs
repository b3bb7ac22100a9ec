//! Which languages are written in which scripts. Which language a text is in, `unicode` guesses by its letters.

use crate::tables::LanguageFacts;
use crate::tag::{Language, Script};

/// Whether a language is written in a script, as far as `data/languages` knows it. Any language writes what has no script.
pub(crate) fn writes(language: Language, script: Script) -> bool {
    LanguageFacts::of(language).is_some_and(|facts| !script.is_real() || facts.scripts.contains(&script))
}

#[cfg(test)]
mod tests {
    use super::writes;
    use crate::tag::{Language, Script};
    use crate::text::{language_by_letters, script_of_word};

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
        assert_eq!(language_by_letters("پرویز گیلانی"), Some(language("fa")));
        assert_eq!(language_by_letters("Ђоковић"), Some(language("sr")));
        assert_eq!(language_by_letters("Qassem Soleimani"), None);
        assert_eq!(language_by_letters(""), None);
    }

    #[test]
    fn entities_are_no_letters_of_a_language() {
        // Written as an entity, the letter counts as itself.
        assert_eq!(language_by_letters("&#x452;оковић"), Some(language("sr")));
    }

    #[test]
    fn languages_have_their_scripts() {
        assert!(writes(language("fa"), Script::ARABIC));
        assert!(!writes(language("fa"), Script::CYRILLIC));
        assert!(writes(language("fa"), Script::COMMON));
        assert!(!writes(Language::UNDETERMINED, Script::LATIN));
    }
}
