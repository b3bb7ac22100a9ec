//! What a word of a script cannot be: a vowel sign without a consonant, a small kana behind a wrong one, a letter that only
//! ends words inside one.
//!
//! *Input*: two characters side by side, or a word. *Output*: whether a writer of the script would put them so, by the
//! rules of `data/romanize/writing.toml`. Cost: the rules of the script, some ten, for each pair.

use alloc::vec::Vec;

use crate::tables::{WRITING_RULES, WritingRule};
use crate::tag::Script;

/// The rules of a script.
pub(super) struct Writing {
    rules: Vec<&'static WritingRule>,
}

impl Writing {
    pub(super) fn of(script: Script) -> Writing {
        Writing { rules: WRITING_RULES.iter().filter(|rule| rule.script == script).collect() }
    }

    /// Whether two characters may stand side by side; none before is the beginning of the word, none behind its end.
    pub(super) fn fits(&self, before: Option<char>, next: Option<char>) -> bool {
        self.rules.iter().all(|rule| {
            let begins = next.is_none_or(|next| {
                !rule.signs.contains(next)
                    || before.map_or(rule.first, |before| {
                        (rule.after.is_empty() || rule.after.contains(before))
                            && !rule.not_after.contains(before)
                    })
            });
            let ends = before.is_none_or(|before| {
                !rule.signs.contains(before) || if next.is_some() { rule.inside } else { rule.last }
            });
            begins && ends
        })
    }

    /// How many signs that a word has once it has too many or too few: an accent of Greek.
    pub(super) fn faults(&self, word: &str) -> usize {
        let of = |rule: &&&WritingRule| word.chars().filter(|c| rule.signs.contains(*c)).count().abs_diff(1);
        self.rules.iter().filter(|rule| rule.once).map(|rule| of(&rule)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_no_script_has_do_not_fit() {
        for (script, word, fits) in [
            ("Deva", "\u{917}\u{93E}\u{902}\u{927}\u{940}", true),
            ("Deva", "\u{93F}\u{932}", false),
            ("Deva", "\u{92E}\u{93F}\u{91A}\u{93E}\u{947}\u{932}", false),
            ("Kana", "マイケル", true),
            ("Kana", "シャクスペャレ", false),
            ("Kana", "バルァック", false),
            ("Hebr", "קאסמ", false),
            ("Hebr", "קאסם", true),
            ("Arab", "فلأديمير", true),
            ("Cyrl", "Владиьмир", false),
            ("Thai", "\u{E32}\u{E38}\u{E07}", false),
        ] {
            let writing = Writing::of(script.parse().expect("a script"));
            let mut before = None;
            let mut all = true;
            for c in word.chars() {
                all &= writing.fits(before, Some(c));
                before = Some(c);
            }
            assert_eq!(all && writing.fits(before, None), fits, "{word}");
        }
    }

    #[test]
    fn a_greek_word_has_one_accent() {
        let greek = Writing::of(Script::GREEK);
        assert_eq!([greek.faults("Μιχάήλ"), greek.faults("Μιχαήλ"), greek.faults("Μπαρακ")], [1, 0, 1]);
    }
}
