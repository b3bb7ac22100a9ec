//! Given names: words that are usual as the first of the names of persons.

use super::inflection::nominatives;
use crate::name::is_common_given;
use crate::tables::LEXICON;
use crate::tables::lexicon::{Class, Sense};
use crate::tag::Language;

/// Whether a word, or its base form in the language, is usual as the first of the names of persons.
pub(super) fn is_given(key: &str, language: Language) -> bool {
    let given = |key: &str| is_common_given(key) || is_listed_given(key, language);
    given(key) || nominatives(key, language).any(|key| given(&key))
}

/// Whether the lexicon has a word as a given name of the language.
pub(super) fn is_listed_given(key: &str, language: Language) -> bool {
    let given = |class| matches!(class, Class::Given | Class::GivenForm | Class::MaleGiven);
    let of_all = |sense: Sense| sense.class == Class::MaleGiven && sense.language == Language::UNDETERMINED;
    language != Language::UNDETERMINED
        && LEXICON.senses(key).any(|sense| given(sense.class) && sense.language == language || of_all(sense))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_forms_count() {
        let language = "ru".parse().expect("a language");
        assert!(is_given("maria", Language::UNDETERMINED));
        assert!(is_given("марии", language) && !is_given("великобритании", language));
    }
}
