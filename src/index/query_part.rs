//! The query as a search sees it: its words, and neighbours taken as one.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::params::PARAMS;
use crate::compare::{Name, NameToken};
use crate::quantity::LogOdds;
use crate::tables::Letters;

/// A word of the query, or two or three that stand side by side taken as one.
pub(super) struct QueryPart<'a> {
    pub(super) part: &'a NameToken,
    pub(super) text: Cow<'a, str>,
    /// The words of the query that it covers, a bit each.
    pub(super) mask: u32,
    /// How many words that is.
    pub(super) words: u8,
    /// What it costs that nothing answers it.
    pub(super) missing: LogOdds,
}

/// The parts of a query: words first, then words with their neighbours.
pub(super) fn query_parts<'a>(query: &'a Name, text: &'a str) -> Vec<QueryPart<'a>> {
    query
        .tokens
        .iter()
        .zip(&query.slots)
        .map(|(part, slot)| {
            let text = part.span.of(text);
            let text = if slot.words == 1 {
                Cow::Borrowed(text)
            } else {
                Cow::Owned(text.chars().filter(|c| c.is_alphanumeric()).collect())
            };
            QueryPart { part, text, mask: slot.mask(), words: slot.words, missing: slot.missing }
        })
        .collect()
}

impl QueryPart<'_> {
    /// Whether it is written in signs for syllables: a name of two syllables is one word there.
    pub(super) fn is_syllabic(&self) -> bool {
        Letters::of(self.part.script).is_some_and(|letters| letters.decompose || !letters.spaces)
    }

    /// Whether it has more syllables than the words of names that are written with them: it is foreign, and may be several
    /// words.
    pub(super) fn is_long_syllabic(&self) -> bool {
        self.is_syllabic() && self.text.chars().count() > PARAMS.max_split_syllables
    }

    /// The ways to cut it in two that may be two words written as one: everywhere in scripts that write syllables, else
    /// far enough from both ends. Nothing for words too short or too long for that.
    pub(super) fn splits(&self) -> Vec<(String, String)> {
        let count = self.text.chars().count();
        let (margin, most) = if self.is_long_syllabic() {
            (PARAMS.min_half_long_syllables, PARAMS.max_split_long_syllables)
        } else if self.is_syllabic() {
            (PARAMS.min_half_syllables, PARAMS.max_split_syllables)
        } else {
            (PARAMS.min_half_letters, PARAMS.max_split_letters)
        };
        if count > most || !self.part.script.is_real() {
            return Vec::new();
        }
        let split = |at: usize| (self.text.chars().take(at).collect(), self.text.chars().skip(at).collect());
        (margin..=count.saturating_sub(margin)).filter(|at| *at > 0 && *at < count).map(split).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splits(name: &str) -> Vec<(String, String)> {
        let prepared = Name::new(name);
        query_parts(&prepared, name).first().map(QueryPart::splits).unwrap_or_default()
    }

    #[test]
    fn words_come_before_joined_words() {
        let prepared = Name::new("Abdul Hai");
        let parts = query_parts(&prepared, "Abdul Hai");
        let texts: Vec<_> = parts.iter().map(|part| (part.text.as_ref(), part.mask)).collect();
        assert_eq!(texts[..3], [("Abdul", 1), ("Hai", 2), ("AbdulHai", 3)]);
    }

    #[test]
    fn letters_are_split_four_from_each_end() {
        let halves = splits("محمدهاشم");
        assert_eq!(halves, [("محمد".into(), "هاشم".into())]);
        assert!(splits("Qasem").is_empty());
    }

    #[test]
    fn syllables_are_split_everywhere() {
        let part = crate::index::list_word::word("近平");
        let missing = part.slot(0).missing;
        let part = QueryPart { part: &part, text: "近平".into(), mask: 1, words: 1, missing };
        assert!(part.is_syllabic());
        assert_eq!(part.splits(), [("近".into(), "平".into())]);
        assert_eq!(
            splits("웨스트조던"),
            [("웨스".into(), "트조던".into()), ("웨스트".into(), "조던".into())]
        );
    }
}
