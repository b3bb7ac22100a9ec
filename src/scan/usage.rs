//! Usage: how often documents write each word small and with a capital, and with a number behind it.
//!
//! Input: the words of the texts. Output: [`Uses`] for each word that they have. Linear in the texts.

use alloc::{collections::BTreeMap, string::String};

use super::text::{Joint, Shape, Text, TextWord};

/// How often a word stands in small letters, and how often with a capital that its place does not explain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Uses {
    pub(super) small: usize,
    pub(super) capital: usize,
    /// How often it is the first of a run of words with capitals, inside a sentence.
    pub(super) first: usize,
    /// How often it is all of such a run.
    pub(super) alone: usize,
}

pub(super) type Usage = BTreeMap<String, Uses>;

/// Notes a use of a word, whose key is copied only where it is new.
fn note(usage: &mut Usage, key: &str, note: impl FnOnce(&mut Uses)) {
    if let Some(uses) = usage.get_mut(key) {
        note(uses);
        return;
    }
    let mut uses = Uses::default();
    note(&mut uses);
    usage.insert(String::from(key), uses);
}

/// Counts the uses of the words of a text.
pub(super) fn count(text: &Text, usage: &mut Usage) {
    let mut capital = false;
    for (at, word) in text.words.iter().enumerate() {
        let follows = capital && word.joint != Joint::Break;
        capital = word.is_capital();
        let headline = text.lines.get(word.line).is_some_and(|line| line.headline);
        match word.shape {
            Shape::Lower => note(usage, &word.key, |uses| uses.small += 1),
            Shape::Title | Shape::Upper | Shape::Mixed if !headline && !word.starts => {
                let next = text.words.get(at + 1);
                let goes_on = next.is_some_and(|next| next.is_capital() && next.joint != Joint::Break);
                note(usage, &word.key, |uses| {
                    uses.capital += 1;
                    uses.first += usize::from(!follows);
                    uses.alone += usize::from(!follows && !goes_on);
                });
            }
            Shape::Number if follows && is_short_number(word) => {
                if let Some(before) = at.checked_sub(1).and_then(|at| text.words.get(at)) {
                    note(usage, &numbered(before, word), |uses| uses.capital += 1);
                }
            }
            _ => {}
        }
    }
}

/// Digits of a number that belongs to a name, at the most: Nord Stream 2, Apollo 11. Longer ones are years and counts.
const MAX_DIGITS: usize = 2;
/// How often documents have a number behind a word, so that the two are a name, unless a legal form follows. From 1, any
/// score of a match, to 5.
const MIN_NUMBERED: usize = 2;

/// Whether a number behind a word is short enough to belong to it.
pub(super) fn is_short_number(word: &TextWord) -> bool {
    word.shape == Shape::Number
        && matches!(word.joint, Joint::Space | Joint::Hyphen)
        && word.key.chars().count() <= MAX_DIGITS
        && word.key.chars().all(|c| c.is_ascii_digit())
}

/// A word and the number behind it as one key; no word has a space in it.
fn numbered(word: &TextWord, number: &TextWord) -> String {
    [word.key.as_str(), " ", &number.key].concat()
}

/// Whether the documents have a word as often as not with this number behind it.
pub(super) fn is_numbered(usage: &Usage, word: &TextWord, number: &TextWord) -> bool {
    let together = usage.get(&numbered(word, number)).map_or(0, |uses| uses.capital);
    let all = usage.get(&word.key).map_or(0, |uses| uses.capital);
    together >= MIN_NUMBERED && 2 * together >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_mostly_stands_behind_a_word_belongs_to_it() {
        let text = Text::new(
            "Then the Tamo Line 2 opened, and the Tamo Line 2 closed. Then Tamo 3 and Tamo Line left.",
        );
        let mut usage = Usage::new();
        count(&text, &mut usage);
        let at = |key: &str| text.words.iter().position(|word| word.key == key).unwrap_or(0);
        let (line, two) = (text.words.get(at("line")), text.words.get(at("2")));
        assert!(line.zip(two).is_some_and(|(line, two)| is_numbered(&usage, line, two)));
        let (tamo, three) = (text.words.get(at("tamo")), text.words.get(at("3")));
        assert!(!tamo.zip(three).is_some_and(|(tamo, three)| is_numbered(&usage, tamo, three)));
    }
}
