//! Whether a Latin word can be read as syllables of a language.

use crate::tables::{LANGUAGES, LanguageFacts};
use crate::tag::Language;

/// The most letters of a word that is tried.
const MAX_LETTERS: usize = 18;

/// Whether a word in matching form is one to three syllables of any language whose given names are made of syllables:
/// `woojin`, `meihua`.
pub(crate) fn is_syllabic(key: &str) -> bool {
    LANGUAGES.iter().any(|facts| may_spell(key, facts.language))
}

/// Whether a word in matching form is one to three syllables of the language. False where its data know no syllables.
pub(crate) fn may_spell(key: &str, language: Language) -> bool {
    let Some(facts) = LanguageFacts::of(language).filter(|facts| !facts.rimes.is_empty()) else {
        return false;
    };
    if key.is_empty() || key.len() > MAX_LETTERS || !key.is_ascii() {
        return false;
    }
    // Bit n: a syllable may end after n letters.
    let mut ends: u32 = 1;
    for _ in 0..3 {
        let mut next = 0;
        for at in (0..key.len()).filter(|at| ends >> at & 1 == 1) {
            let rest = key.get(at..).unwrap_or_default();
            let onsets = facts.onsets.iter().filter(|onset| rest.starts_with(**onset));
            for onset in onsets {
                let rest = rest.get(onset.len()..).unwrap_or_default();
                for rime in facts.rimes.iter().filter(|rime| rest.starts_with(**rime)) {
                    next |= 1 << (at + onset.len() + rime.len());
                }
            }
        }
        if next >> key.len() & 1 == 1 {
            return true;
        }
        ends = next;
    }
    false
}
