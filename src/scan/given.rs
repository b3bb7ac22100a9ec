//! Given names: words that are usual as the first of the names of persons.

use super::inflection::nominatives;
use crate::name::is_common_given;
use crate::tag::Language;

/// Whether a word, or its base form in the language, is usual as the first of the names of persons.
pub(super) fn is_given(key: &str, language: Language) -> bool {
    is_common_given(key) || nominatives(key, language).any(|key| is_common_given(&key))
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
