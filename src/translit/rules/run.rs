//! The engine: running a program over a text, line by line, one walk a pass.
//!
//! *Input* is a program and a text, *output* the transliterated text, with the map back where the sink keeps one. A line
//! goes through the passes one after the other; in a pass of rules, at each place:
//!
//! ```text
//! c = character here
//! for rule in rules that begin with c, best first
//!     if its key matches here, and its contexts match before and behind: write its output, go on behind the key
//! if none matches: copy c
//! ```
//!
//! Whether a rule matches is [`matcher`](super::matcher)'s to say.
//!
//! *Capitals.* Rules are in small letters; what they write gets the capitals of what they matched (`data/README.md` says
//! how). *Cost*: linear in the text for any program: at a place the rules of one character are tried, and each looks at
//! no more than [`MAX_REACH`](super::program::MAX_REACH) characters beside its key.

use alloc::{string::String, vec::Vec};
use core::ops::Range;

use super::forms::NormalizationForm;
use super::matcher::RuleMatcher;
#[cfg(test)]
use super::matcher::STEPS;
use super::pieces::{LinePiece, PIECE, pieces};
use super::program::{Output, Pass, Program, Rules};
use super::set::{in_word, is_capital};
use crate::aligned::Sink;
use crate::span::Span;
use crate::unicode::generator::begins_segment;

/// Writes the text, transliterated, to `sink`. No rule sees past a line break.
///
/// Linear in the text: a pass tries at each place the rules that begin with its character, and none looks further
/// than [`super::program::MAX_REACH`].
pub(crate) fn run<S: Sink>(program: &Program, text: &str, sink: &mut S) {
    run_in_pieces(program, text, PIECE, sink);
}

/// [`run`], where lines of more than two pieces are walked piece by piece.
fn run_in_pieces<S: Sink>(program: &Program, text: &str, piece: usize, sink: &mut S) {
    let mut runner = LineRunner::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.strip_suffix('\n').unwrap_or(line);
        if body.len() <= 2 * piece {
            runner.map(S::MAPS);
            runner.passes(program, body, start);
            runner.write(text, 0..text.len() + 1, sink);
        } else {
            // What of a piece's output is kept the map says.
            runner.map(true);
            for LinePiece { walked, kept } in pieces(body, program, piece) {
                let kept = start + kept.start..start + kept.end;
                runner.passes(program, body.get(walked.clone()).unwrap_or_default(), start + walked.start);
                runner.write(text, kept, sink);
            }
        }
        if body.len() < line.len() {
            sink.copy("\n", start + body.len());
        }
        start += line.len();
    }
}

/// A line between two passes: its characters, and where in the text each comes from.
#[derive(Default)]
struct PassLine {
    chars: Vec<char>,
    /// Empty where nobody asks.
    from: Vec<Span>,
    mapped: bool,
}

impl PassLine {
    fn clear(&mut self) {
        self.chars.clear();
        self.from.clear();
    }

    fn push(&mut self, c: char, from: Span) {
        self.chars.push(c);
        if self.mapped {
            self.from.push(from);
        }
    }

    /// Appends characters that come from one place.
    fn extend(&mut self, chars: &[char], from: Span) {
        self.chars.extend_from_slice(chars);
        if self.mapped {
            self.from.extend(core::iter::repeat_n(from, chars.len()));
        }
    }

    /// Appends a stretch of another line.
    fn copy(&mut self, other: &PassLine, range: Range<usize>) {
        self.chars.extend_from_slice(other.chars.get(range.clone()).unwrap_or_default());
        self.from.extend_from_slice(other.from.get(range).unwrap_or_default());
    }

    /// A character and where it comes from.
    fn get(&self, at: usize) -> Option<(char, Span)> {
        Some((*self.chars.get(at)?, self.from.get(at).copied().unwrap_or_default()))
    }

    /// The characters with where they come from.
    fn iter(&self) -> impl Iterator<Item = (char, Span)> + '_ {
        let from = self.from.iter().copied().chain(core::iter::repeat(Span::default()));
        self.chars.iter().copied().zip(from)
    }

    /// Where a stretch of characters comes from.
    fn source(&self, range: Range<usize>) -> Span {
        let spans = self.from.get(range).unwrap_or_default();
        spans.iter().copied().reduce(Span::cover).unwrap_or_default()
    }
}

#[derive(Default)]
struct LineRunner {
    line: PassLine,
    next: PassLine,
    /// The line in small letters.
    small: Vec<char>,
    /// For each character of it where its rules stand.
    places: Vec<u32>,
    /// What a rule wrote, before it gets its capitals.
    written: Vec<char>,
}

impl LineRunner {
    /// Whether it keeps where characters come from.
    fn map(&mut self, mapped: bool) {
        (self.line.mapped, self.next.mapped) = (mapped, mapped);
    }

    /// Takes a line, or a piece of one, that begins at byte `start` of the text through all passes.
    fn passes(&mut self, program: &Program, text: &str, start: usize) {
        self.line.clear();
        if self.line.mapped {
            for (at, c) in text.char_indices() {
                self.line.push(c, Span::new(start + at, start + at + c.len_utf8()));
            }
        } else {
            self.line.chars.extend(text.chars());
        }
        self.normalize(NormalizationForm::Nfc);
        for pass in &program.passes {
            match &**pass {
                Pass::Nfc => self.normalize(NormalizationForm::Nfc),
                Pass::Nfd => self.normalize(NormalizationForm::Nfd),
                Pass::Nfkc => self.normalize(NormalizationForm::Nfkc),
                Pass::Lower => self.lower(),
                Pass::Title { hyphen } => self.title(*hyphen),
                Pass::Rules(rules) => self.rules(rules),
            }
        }
        self.normalize(NormalizationForm::Nfc);
    }

    /// Writes what of the line comes from a stretch of the text.
    fn write<S: Sink>(&self, text: &str, kept: Range<usize>, sink: &mut S) {
        if !self.line.mapped {
            self.line.chars.iter().for_each(|c| sink.put(*c, Span::default()));
            return;
        }
        let mut text_at = kept.start;
        for (c, from) in self.line.iter().filter(|(_, from)| kept.contains(&from.start)) {
            let mut bytes = [0; 4];
            let encoded: &str = c.encode_utf8(&mut bytes);
            let unchanged = from.start >= text_at && text.get(from.start..from.end) == Some(encoded);
            if unchanged {
                sink.copy(encoded, from.start);
                text_at = from.end;
            } else {
                sink.put(c, from);
            }
        }
    }

    fn swap(&mut self) {
        core::mem::swap(&mut self.line, &mut self.next);
        self.next.clear();
    }

    fn normalize(&mut self, form: NormalizationForm) {
        if form.holds(&self.line.chars) {
            return;
        }
        if !self.line.mapped {
            form.extend(&mut self.next.chars, &self.line.chars);
            self.swap();
            return;
        }
        let mut start = 0;
        while start < self.line.chars.len() {
            let rest = self.line.chars.get(start + 1..).unwrap_or_default();
            let len = 1 + rest.iter().position(|c| begins_segment(*c)).unwrap_or(rest.len());
            let segment = self.line.chars.get(start..start + len).unwrap_or_default();
            let mut normal = Vec::new();
            form.extend(&mut normal, segment);
            if normal == segment {
                for (c, from) in (start..start + len).filter_map(|at| self.line.get(at)) {
                    self.next.push(c, from);
                }
            } else {
                let from = self.line.source(start..start + len);
                normal.into_iter().for_each(|c| self.next.push(c, from));
            }
            start += len;
        }
        self.swap();
    }

    fn lower(&mut self) {
        for (c, from) in self.line.iter() {
            c.to_lowercase().for_each(|c| self.next.push(c, from));
        }
        self.swap();
    }

    /// Makes the first letter of each word a capital.
    fn title(&mut self, hyphen: bool) {
        let mut fresh = true;
        for (c, from) in self.line.iter() {
            let cased = c.is_lowercase() || c.is_uppercase();
            if c.is_whitespace() || hyphen && matches!(c, '-' | '\u{2010}'..='\u{2014}') {
                fresh = true;
            } else if fresh && cased {
                fresh = false;
                title_case(c, |c| self.next.push(c, from));
                continue;
            } else if c.is_alphanumeric() {
                fresh = false;
            }
            self.next.push(c, from);
        }
        self.swap();
    }

    fn rules(&mut self, rules: &Rules) {
        let LineRunner { line, next, small, places, written } = self;
        // What a pass compares: small letters, or the line as it is.
        places.resize(line.chars.len(), 0);
        let text: &[char] = if rules.match_capitals {
            small.resize(line.chars.len(), '\0');
            for ((c, lower), place) in line.chars.iter().zip(small.iter_mut()).zip(places.iter_mut()) {
                (*lower, *place) = rules.look(*c);
            }
            &*small
        } else {
            for (c, place) in line.chars.iter().zip(places.iter_mut()) {
                *place = rules.place(*c);
            }
            &line.chars
        };
        // Most passes have nothing to do in most lines, and at most places of a line.
        let is_idle = rules.anywhere.is_empty();
        let busy = |at: usize| {
            let rest = places.get(at..).unwrap_or_default();
            if is_idle {
                rest.iter().position(|place| *place != 0).map_or(rest.len(), |steps| steps)
            } else {
                0
            }
        };
        let mut at = busy(0);
        if at >= places.len() {
            return;
        }
        let matcher = RuleMatcher { rules, text };
        let mut copied = 0;
        while let Some(place) = places.get(at) {
            let Some((rule, end)) = matcher.first(rules.at(*place), at) else {
                at += 1;
                at += busy(at);
                continue;
            };
            if copied < at {
                next.copy(line, copied..at);
            }
            copied = end;
            let start = next.chars.len();
            let from = line.source(at..end);
            for output in &rule.output {
                match output {
                    Output::Text(text) => next.extend(text, from),
                    Output::Group(first, last) => {
                        let group = text.get(at + *first as usize..at + *last as usize).unwrap_or_default();
                        next.extend(group, from);
                    }
                }
            }
            // Nothing to do for what was small already.
            let mut matched = at..end;
            if rules.match_capitals && matched.any(|at| line.chars.get(at) != text.get(at)) {
                capitals(line, next, written, at..end, start);
            }
            at = end + busy(end);
        }
        next.copy(line, copied..places.len());
        self.swap();
    }
}

/// Gives what a rule wrote, from `start` on, the capitals of what it matched.
fn capitals(line: &PassLine, next: &mut PassLine, written: &mut Vec<char>, key: Range<usize>, start: usize) {
    let text = line.chars.as_slice();
    let matched = text.get(key.clone()).unwrap_or_default();
    let mut cased =
        matched.iter().copied().filter(|c| c.is_lowercase() || c.is_uppercase() || is_capital(*c));
    let Some(first) = cased.next() else { return };
    if !is_capital(first) {
        return;
    }
    let all = {
        let mut more = cased.peekable();
        more.peek().is_some() && more.all(is_capital)
    };
    let after = text.get(key.end).copied();
    let before = key.start.checked_sub(1).and_then(|at| text.get(at)).copied();
    let beside = || before.is_some_and(is_capital) || is_initial_among_capitals(text, &key);
    let upper = all || after.is_some_and(is_capital) || beside() && !after.is_some_and(char::is_alphabetic);
    written.clear();
    written.extend(next.chars.drain(start..));
    let from = next.from.get(start).copied().unwrap_or_default();
    next.from.truncate(start);
    let mut done = false;
    for c in written.drain(..) {
        let is_cased = c.is_lowercase() || c.is_uppercase();
        if upper || !done && is_cased {
            c.to_uppercase().for_each(|c| next.push(c, from));
            done |= is_cased;
        } else {
            next.push(c, from);
        }
    }
}

/// Whether a key is an initial (`Ю.`) beside a word in capitals: the next word decides, or else the one before.
/// Initials between are passed over; no look goes further than [`MAX_REACH`](super::program::MAX_REACH) characters.
fn is_initial_among_capitals(text: &[char], key: &Range<usize>) -> bool {
    let reach = super::program::MAX_REACH as usize;
    let after = text.get(key.end..text.len().min(key.end + reach)).unwrap_or_default();
    if after.first() != Some(&'.')
        || key.start.checked_sub(1).and_then(|at| text.get(at)).is_some_and(|c| in_word(*c))
    {
        return false;
    }
    let before = text.get(key.start.saturating_sub(reach)..key.start).unwrap_or_default();
    let in_capitals = |word: &&[char]| word.len() > 1;
    let all_capitals = |word: &[char]| word.iter().all(|c| is_capital(*c));
    let mut following = after.split(|c| !in_word(*c)).filter(in_capitals);
    let mut preceding = before.rsplit(|c| !in_word(*c)).filter(in_capitals);
    following.next().or_else(|| preceding.next()).is_some_and(all_capitals)
}

/// A letter at the beginning of a word: ǆ becomes ǅ, and one that has several capitals keeps the others small.
fn title_case(c: char, mut put: impl FnMut(char)) {
    let mut upper = c.to_uppercase();
    upper.next().into_iter().for_each(&mut put);
    upper.flat_map(char::to_lowercase).for_each(put);
}

/// Writes text to a string.
pub(crate) fn to_string(program: &Program, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    run(program, text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::{borrow::ToOwned, string::String};
    use core::sync::atomic::Ordering;

    use super::*;
    use crate::translit::rules::compile;

    /// How many elements were held against characters while the text was walked.
    fn work(rules: &str, text: &str) -> u64 {
        let compiled = compile("rules", rules, &|_| None).expect("rules");
        let before = STEPS.load(Ordering::Relaxed);
        to_string(&compiled.forward, text);
        STEPS.load(Ordering::Relaxed) - before
    }

    fn write(rules: &str, text: &str) -> String {
        to_string(&compile("rules", rules, &|_| None).expect("rules").forward, text)
    }

    #[test]
    fn contexts_repeat_every_way_at_once() {
        assert_eq!(write("[аеи]* к { х > h ;", "кхаекх х"), "кhаекh х");
        assert_eq!(write("х } а+ к > h ;", "хк хаак"), "хк hаак");
        // Nine are one more than + matches.
        assert_eq!(write("х } а+ к > h ;", "хааааааааак"), "хааааааааак");
    }

    #[test]
    fn boundaries_stand_beside_signs_and_ends() {
        assert_eq!(write("\\b { е > ye ; е > e ;", "ее-е\nе"), "yee-ye\nye");
        assert_eq!(write("ъ } \\b > '' ; ъ > x ;", "ъъ"), "x");
    }

    #[test]
    fn contexts_see_the_input_of_the_pass() {
        assert_eq!(write("а > b ; b { в > v ; а { в > w ;", "ав"), "bw");
        assert_eq!(write("а > b ; :: null ; b { в > v ;", "ав"), "bv");
    }

    #[test]
    fn capitals_follow_their_neighbours() {
        let rules = "щ > shch ; ю > yu ;";
        assert_eq!(write(rules, "Щю ЩЮ Щ"), "Shchyu SHCHYU Shch");
        assert_eq!(write("@case none\nщ > shch ;", "Щщ"), "Щshch");
        // An initial follows the word beside it.
        assert_eq!(write(rules, "Ю.ЩЮЩ"), "YU.SHCHYUSHCH");
        assert_eq!(write(rules, "Ю. А. Щю"), "Yu. А. Shchyu");
        assert_eq!(write(rules, "ЩЮЩ Ю."), "SHCHYUSHCH YU.");
    }

    #[test]
    fn a_long_line_is_walked_in_pieces_as_whole() {
        let rules = "щ > shch ; \\b { е > ye ; е > e ; а } ' ' [а-я]+ ' ' х > aa ; а > a ; :: null ; sh } ch > s ; :: title ;";
        let compiled = compile("rules", rules, &|_| None).expect("rules");
        let text = "ещё а щука х Ел а бх ЩА\n".repeat(3).replace('\n', " ").repeat(300) + "\nе а щ х";
        let (mut whole, mut cut) = (crate::aligned::Aligned::default(), crate::aligned::Aligned::default());
        run(&compiled.forward, &text, &mut whole);
        run_in_pieces(&compiled.forward, &text, 100, &mut cut);
        assert_eq!(whole, cut);
        let mut out = String::new();
        run_in_pieces(&compiled.forward, &text, 100, &mut out);
        assert_eq!(whole.text(), out);
    }

    #[test]
    fn groups_are_written_back() {
        assert_eq!(write("(а)(б) > $2 $1 $1 ;", "аб"), "баа");
    }

    #[test]
    fn no_rule_sees_past_a_line_break() {
        assert_eq!(write("а } \\u{A} > x ; а > a ;", "а\nа"), "a\na");
    }

    #[test]
    fn the_map_of_a_key_is_that_of_what_it_writes() {
        let compiled = compile("rules", "кс > x ; щ > shch ;", &|_| None).expect("rules");
        let mut out = crate::aligned::Aligned::default();
        run(&compiled.forward, "щ кс", &mut out);
        assert_eq!(out.text(), "shch x");
        assert_eq!(out.source(Span::new(1, 2)), Span::new(0, 2));
        assert_eq!(out.source(Span::new(5, 6)), Span::new(3, 7));
    }

    /// Rules that make a matcher that backtracks, or looks far, do the most. One test, so that nothing else counts.
    #[test]
    fn twice_the_text_is_twice_the_work() {
        let many: String = (1..60).map(|len| format!("{} b > x ;", "a".repeat(len))).collect();
        let hostile = [
            "a* a* a* a* a* a* a* { a } a* a* a* a* a* a* a* b > x ;".to_owned(),
            "a+ .* [a]* [^b]? { a } .* .* .* b > x ;".to_owned(),
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab > x ;".to_owned(),
            "a > aa ; :: null ; a > b ;".to_owned(),
            many,
        ];
        for rules in hostile {
            let (once, twice) = (work(&rules, &"a".repeat(20_000)), work(&rules, &"a".repeat(40_000)));
            assert!(once > 0 && twice <= 2 * once + once / 10, "{rules}: {once} steps, then {twice}");
        }
    }
}
