//! What a word of a script cannot be: a vowel sign without a consonant, a small kana behind a wrong one, a letter that only
//! ends words inside one.
//!
//! *Input*: two characters side by side, or a word. *Output*: whether a writer of the script would put them so, by the
//! rules of `data/romanize/writing.toml`. Cost: two binary searches a pair.

use alloc::vec::Vec;

use crate::tables::{WRITING_RULES, WritingRule};
use crate::tag::Script;

/// The rules of a script, and for every character of them which rules it is in: a bit each.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    script: Script,
    /// The signs of which a word has one.
    once: Vec<&'static str>,
    signs: Vec<(char, Sign)>,
    /// What a character of no rule is.
    other: Sign,
    /// Rules whose signs may begin a word, stand inside, end it.
    first: u32,
    inside: u32,
    last: u32,
}

/// In which rules a character is a sign, and which rules' signs may stand behind it.
#[derive(Clone, Copy, Debug)]
struct Sign {
    of: u32,
    before: u32,
}

impl Writing {
    /// The rules of a script, 32 at most.
    pub(super) fn of(script: Script) -> Writing {
        let of_script = WRITING_RULES.iter().filter(|rule| rule.script == script);
        let rules: Vec<&'static WritingRule> = of_script.take(32).collect();
        let bits = |holds: &dyn Fn(&WritingRule) -> bool| -> u32 {
            (0..).zip(&rules).filter(|(_, rule)| holds(rule)).map(|(bit, _)| 1 << bit).sum()
        };
        let sign = |c: char| Sign {
            of: bits(&|rule| rule.signs.contains(c)),
            before: bits(&|rule| {
                (rule.after.is_empty() || rule.after.contains(c)) && !rule.not_after.contains(c)
            }),
        };
        let texts = rules.iter().flat_map(|rule| [rule.signs, rule.after, rule.not_after]);
        let mut signs: Vec<(char, Sign)> = texts.flat_map(str::chars).map(|c| (c, sign(c))).collect();
        signs.sort_by_key(|(c, _)| *c);
        signs.dedup_by_key(|(c, _)| *c);
        let other = Sign { of: 0, before: bits(&|rule| rule.after.is_empty()) };
        let (first, inside, last) =
            (bits(&|rule| rule.first), bits(&|rule| rule.inside), bits(&|rule| rule.last));
        let once = rules.iter().filter(|rule| rule.once).map(|rule| rule.signs).collect();
        Writing { script, once, signs, other, first, inside, last }
    }

    /// The script that they are of.
    pub(super) fn script(&self) -> Script {
        self.script
    }

    fn sign(&self, c: char) -> Sign {
        let at = self.signs.binary_search_by_key(&c, |(c, _)| *c).ok();
        at.and_then(|at| self.signs.get(at)).map_or(self.other, |(_, sign)| *sign)
    }

    /// Whether two characters may stand side by side; none before is the beginning of the word, none behind its end.
    pub(super) fn fits(&self, before: Option<char>, next: Option<char>) -> bool {
        let before = before.map(|before| self.sign(before));
        let begins =
            next.map_or(0, |next| self.sign(next).of) & !before.map_or(self.first, |sign| sign.before);
        let ends = before.map_or(0, |sign| sign.of) & !if next.is_some() { self.inside } else { self.last };
        begins == 0 && ends == 0
    }

    /// How many signs that a word has once it has too many or too few: an accent of Greek.
    pub(super) fn faults(&self, word: &str) -> usize {
        let of = |signs: &&str| word.chars().filter(|c| signs.contains(*c)).count().abs_diff(1);
        self.once.iter().map(of).sum()
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
