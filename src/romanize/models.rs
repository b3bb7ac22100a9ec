//! Which model reads a word of a language, and whether any does.
//!
//! *Input*: a language and a letter or a word. *Output*: the model, or nothing where the published system or the table of
//! letters is to read it. Cost: a walk over the list of models, some dozens.

use super::sources;
use super::word::WordRomanizer;
use crate::tag::{Language, Script};
use crate::text;
use crate::unicode::script_of;

/// The model that reads a letter in a language: its own, that of the language that it reads like, that of the script. A
/// language that is known to write the letter and has no model, as Uyghur, is read by its table of letters.
pub(super) fn model_of(language: Language, letter: char) -> Option<WordRomanizer> {
    let script = script_of(letter);
    WordRomanizer::knowing(language, letter)
        .or_else(|| WordRomanizer::of(language).filter(|_| text::writes(language, script)))
        .or_else(|| WordRomanizer::of_letter(sources::like(language)?, letter))
        .or_else(|| WordRomanizer::of_script(script).filter(|_| !text::writes(language, script)))
}

/// Whether a language reads a word in a script: it is written so, or it has a model or a system for it, or reads like a
/// language that does.
pub(super) fn reads(language: Language, script: Script, word: &str) -> bool {
    let own = |language: Language| {
        let letter = word.chars().find(|c| script_of(*c).is_real());
        text::writes(language, script)
            || sources::system_of(language, script, None).is_some()
            || letter.is_some_and(|letter| WordRomanizer::knowing(language, letter).is_some())
    };
    own(language) || sources::like(language).is_some_and(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        tag.parse().expect("a tag")
    }

    #[test]
    fn a_language_without_a_model_is_read_like_another() {
        let model = |tag: &str, letter: char| model_of(language(tag), letter).map(|model| model.language());
        assert_eq!(model("ti", 'ኢ'), Some(language("am")));
        assert_eq!(model("sa", 'क'), Some(language("hi")));
        assert_eq!(model("km", 'វ'), Some(language("km")));
        assert_eq!(model("fi", 'Ж'), Some(language("ru")), "what the language does not write");
        assert_eq!(model("ug", 'ئ'), None, "its table of letters has the vowels");
    }

    #[test]
    fn a_language_reads_the_scripts_that_it_writes() {
        assert!(reads(language("ru"), Script::CYRILLIC, "Иван"));
        assert!(reads(language("ti"), "Ethi".parse().expect("a script"), "ኢሳያስ"));
        assert!(!reads(language("ar"), Script::HEBREW, "דוד"));
    }
}
