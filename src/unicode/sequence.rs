//! Folding of sequences: letters that are drawn out, and letters that are another one together.
//!
//! *Input* is a folded text, *output* the text in which
//!
//! ```text
//! three or more of one letter are one     مرحباااا → مرحبا     (scripts whose data say `elongated`)
//! a pair is what it stands for            եւ → եվ              (`fold.pairs` of a script)
//! ```
//!
//! Two of one letter stay: الله has two lams. No rule makes a sequence for another one (the generator checks the pairs),
//! so the result has none and a second call changes nothing. *Cost*: linear; texts in ASCII are not looked at.

use crate::aligned::Sink;
use crate::span::Span;
use crate::tables::char_trie::CharTables;

/// How many of one letter in a row are drawn out. Spelling has two, so the range begins at 3.
const MIN_DRAWN_OUT: usize = 3;

/// Whether folding sequences could change the text.
pub(super) fn may_occur(tables: &CharTables, text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let (mut last, mut times) = ('\0', 0);
    text.chars().any(|c| {
        times = if c == last { times + 1 } else { 1 };
        let before = core::mem::replace(&mut last, c);
        times == MIN_DRAWN_OUT && tables.is_elongated(c) || !c.is_ascii() && tables.pair(before, c).is_some()
    })
}

/// Copies `text` with its sequences folded.
pub(super) fn fold<S: Sink>(tables: &CharTables, text: &str, sink: &mut S) {
    let mut rest = text;
    let mut copied = 0;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let run = rest.len() - rest.trim_start_matches(c).len();
        let after = rest.get(c.len_utf8()..).and_then(|after| after.chars().next());
        let (len, out) = if run >= MIN_DRAWN_OUT * c.len_utf8() && tables.is_elongated(c) {
            (run, Out::Letter(c))
        } else if let Some((second, out)) = after.and_then(|second| Some((second, tables.pair(c, second)?))) {
            (c.len_utf8() + second.len_utf8(), Out::Pair(out))
        } else {
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        };
        sink.copy(text.get(copied..at).unwrap_or_default(), copied);
        copied = at + len;
        let from = Span::new(at, copied);
        match out {
            Out::Letter(c) => sink.put(c, from),
            Out::Pair(out) => out.chars().for_each(|c| sink.put(c, from)),
        }
        rest = text.get(copied..).unwrap_or_default();
    }
    sink.copy(text.get(copied..).unwrap_or_default(), copied);
}

/// What a sequence becomes.
enum Out {
    Letter(char),
    Pair(&'static str),
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::aligned::Aligned;

    fn folded(text: &str) -> String {
        let mut out = String::new();
        fold(&crate::tables::CHARS, text, &mut out);
        assert_eq!(may_occur(&crate::tables::CHARS, text), out != text, "{text}");
        out
    }

    #[test]
    fn three_of_one_letter_are_one_and_two_stay() {
        assert_eq!(folded("سلاااام"), "سلام");
        assert_eq!(folded("الله"), "الله");
        assert_eq!(folded("محمممممد ااا"), "محمد ا");
    }

    #[test]
    fn other_scripts_and_digits_stay() {
        for text in ["iii 111", "ооо", "漢漢漢"] {
            assert_eq!(folded(text), text);
        }
    }

    #[test]
    fn pairs_stand_for_one() {
        assert_eq!(folded("երեւան"), "երեվան");
        assert_eq!(folded("ե"), "ե");
    }

    #[test]
    fn the_map_leads_to_the_whole_run() {
        let mut out = Aligned::default();
        fold(&crate::tables::CHARS, "xااااy", &mut out);
        assert_eq!(out.text(), "xاy");
        assert_eq!(out.source(Span::new(1, 3)), Span::new(1, 9));
    }
}
