//! The form of a word that tables are asked for.

use alloc::string::String;

use crate::Scratch;
use crate::unicode::normalize_into;

/// The key of a word or phrase: the form that the lexicon is asked for, normalized for matching and without apostrophes,
/// quotation marks and full stops. `O’Neill` is `oneill`, `سُلَیمانی` is `سليماني`. Linear in the word.
pub(crate) fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    key_into(word, &mut key, &mut Scratch::new());
    key
}

/// [`key`], appended.
pub(super) fn key_into(word: &str, keys: &mut String, scratch: &mut Scratch) {
    let start = keys.len();
    // Most words: nothing but their case changes.
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        keys.push_str(word);
        if let Some(new) = keys.get_mut(start..) {
            new.make_ascii_lowercase();
        }
        return;
    }
    let mut key = core::mem::take(&mut scratch.spare);
    key.clear();
    normalize_into(word, &mut key, scratch);
    keys.extend(key.chars().filter(|c| !matches!(c, '\'' | '.' | '"')));
    scratch.spare = key;
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn keys_are_normalized_and_bare() {
        assert_eq!(key("Soleimani"), "soleimani");
        assert_eq!(key("O’Neill"), "oneill");
        assert_eq!(key("J."), "j");
        assert_eq!(key("5TH"), "5th");
        assert_eq!(key("Müller"), "muller");
        assert_eq!(key("سلیمانی"), key("سليماني"));
        assert_eq!(key(""), "");
    }

    #[test]
    fn keys_of_phrases_keep_their_spaces() {
        assert_eq!(key("Limited Liability Company"), "limited liability company");
    }
}
