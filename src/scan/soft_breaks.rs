//! Line breaks that are no more than spaces, for a text was cut into lines of about one length.
//!
//! Input: a text. Output: the places of those breaks. A text whose lines are of the usual length of wrapped ones is wrapped
//! throughout, unless most of them are sentences. A paragraph by itself is, if a program that fills lines would have broken each of them there: the first word
//! of the next line had no room left in the longest one. Its last line then ends as sentences do, which lists and headlines
//! do not; behind a line that ends so nothing goes on. One walk over the lines.

use alloc::vec::Vec;

use icu_properties::CodePointSetData;
use icu_properties::props::SentenceTerminal;

/// Characters of a line of a wrapped text: mails have 72, papers of fixed pitch up to 100.
const WRAPPED: core::ops::RangeInclusive<usize> = 50..=100;
/// Line breaks of a text at the least, so that it is wrapped throughout.
const MIN_BREAKS: usize = 3;
/// How many in ten of them stand behind lines of that length, at the least.
const MIN_FULL: usize = 7;
/// Characters of a wrapped paragraph's longest line: from 30, the columns of papers, to 120, the widest editors; outside of
/// it a line is as long as what it says.
const WIDTH: core::ops::RangeInclusive<usize> = 30..=120;
/// Lines of a paragraph at the least, so that it is wrapped: two may be a headline and what it is about.
const MIN_LINES: usize = 3;

/// See the [module](self).
#[derive(Clone, Debug)]
pub(super) enum SoftBreaks {
    /// All of them.
    All,
    /// Those at these bytes, in order.
    Some(Vec<usize>),
}

/// A line that is not blank.
struct Line {
    /// Where its line break stands.
    end: usize,
    chars: usize,
    first_word: usize,
    ends_sentence: bool,
}

impl SoftBreaks {
    /// The soft breaks of a text. Linear in it.
    pub(super) fn of(text: &str) -> SoftBreaks {
        let (mut all, mut full, mut ends) = (0, 0, 0);
        let mut soft = Vec::new();
        let mut block: Vec<Line> = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let shown = line.trim();
            if shown.is_empty() {
                finish(&mut block, &mut soft);
                continue;
            }
            if let Some(last) = block.last() {
                all += 1;
                full += usize::from(WRAPPED.contains(&last.chars));
                ends += usize::from(last.ends_sentence);
            }
            block.push(Line {
                end: start + line.trim_end_matches(['\r', '\n']).len(),
                chars: shown.chars().count(),
                first_word: shown.split(char::is_whitespace).next().map_or(0, |word| word.chars().count()),
                ends_sentence: ends_sentence(shown),
            });
        }
        finish(&mut block, &mut soft);
        if all >= MIN_BREAKS && full * 10 >= all * MIN_FULL && ends * 2 <= all {
            SoftBreaks::All
        } else {
            SoftBreaks::Some(soft)
        }
    }

    /// Whether the line break between two words is soft: they end and begin at these bytes.
    pub(super) fn between(&self, end: usize, start: usize) -> bool {
        match self {
            SoftBreaks::All => true,
            SoftBreaks::Some(soft) => {
                soft.get(soft.partition_point(|at| *at < end)).is_some_and(|at| *at < start)
            }
        }
    }
}

/// Takes the breaks of a paragraph that has come to its end, if it is wrapped.
fn finish(block: &mut Vec<Line>, soft: &mut Vec<usize>) {
    let width = block.iter().map(|line| line.chars).max().unwrap_or(0);
    let filled = |pair: &[Line]| match pair {
        [line, next] => line.chars + 1 + next.first_word > width,
        _ => false,
    };
    let wrapped = block.len() >= MIN_LINES
        && WIDTH.contains(&width)
        && block.last().is_some_and(|last| last.ends_sentence)
        && block.windows(2).all(filled);
    if wrapped {
        let inside = block.iter().take(block.len() - 1).filter(|line| !line.ends_sentence);
        soft.extend(inside.map(|line| line.end));
    }
    block.clear();
}

/// Whether a line ends as a sentence does, before what closes a quotation or a bracket.
fn ends_sentence(line: &str) -> bool {
    let is_terminal = |c| CodePointSetData::new::<SentenceTerminal>().contains(c);
    line.chars().rev().find(|c| c.is_alphanumeric() || is_terminal(*c)).is_some_and(is_terminal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaks(text: &str) -> Vec<usize> {
        match SoftBreaks::of(text) {
            SoftBreaks::All => text.match_indices('\n').map(|(at, _)| at).collect(),
            SoftBreaks::Some(soft) => soft,
        }
    }

    #[test]
    fn wrapped_paragraphs_are_one_line() {
        let wrapped = "Thousands came to see the general Qassem\nSoleimani, who was buried in the city of\nKerman on Tuesday.\n";
        assert_eq!(breaks(wrapped), [40, 81]);
        assert_eq!(breaks(&wrapped.replace('\n', "\r\n")), [40, 82]);
        let after = ["A headline about it\n\n", wrapped].concat();
        assert_eq!(breaks(&after).len(), 2);
        assert!(SoftBreaks::of(wrapped).between(40, 41) && !SoftBreaks::of(wrapped).between(20, 21));
    }

    #[test]
    fn lists_and_headlines_are_lines() {
        for text in [
            "",
            "\n\n",
            "Qassem Soleimani\nSaleh Arouri\nHassan Nasrallah\n",
            "Iran mourns\nThousands came to see the general who was buried in Kerman on Tuesday.",
            "Qassem Soleimani, a general of the Guards\nSaleh Arouri, who had an office in the suburb\nHassan Nasrallah",
        ] {
            assert_eq!(breaks(text), [0usize; 0], "{text}");
        }
    }
}
