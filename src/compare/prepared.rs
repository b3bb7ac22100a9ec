//! A name made ready for comparison.

use alloc::vec::Vec;

use super::align::{Pair, align, left, taken};
use super::calibrate::{Case, Options};
use super::explain::{Evidence, Explanation};
use super::joined::with_joined;
use super::part::{Part, Place, Source};
use super::sum::{Addend, Shape, Side, Verdict, judge, most};
use crate::name::{self, Kind, Name, Order, Role};
use crate::quantity::LogOdds;
use crate::quantity::Probability;
use crate::span::Span;
use crate::tables;
use crate::tag::{Language, Script};
use crate::unicode::{clean, guess_languages, normalize};

/// The most words of a name that are compared; what follows is passed over, so that no text makes work without end.
pub const MOST_WORDS: usize = 16;
/// The most names that one text is taken for.
pub(crate) const MOST_NAMES: usize = 8;

/// A name made ready for many comparisons.
///
/// ```
/// use allonym::compare::Prepared;
///
/// let query = Prepared::new("Касем Сулеймани");
/// let best = ["Hassan Nasrallah", "Qasem Soleimani"].into_iter().max_by_key(|name| query.score(&Prepared::new(name)));
/// assert_eq!(best, Some("Qasem Soleimani"));
/// ```
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Each word, then each with those that follow it.
    pub(crate) parts: Vec<Part>,
    pub(crate) places: Vec<Place>,
    pub(crate) shape: Shape,
    /// The language that the whole name points to.
    pub(crate) language: Language,
    /// The other names in the text: "also known as".
    others: Vec<Prepared>,
}

impl Prepared {
    /// Cuts the name into words and looks each one up. Linear in the text; words after the 16th are passed over, and
    /// names after the eighth where the text holds several (X, also known as Y).
    #[must_use]
    pub fn new(name: &str) -> Prepared {
        let names = name::names(name).into_iter().take(MOST_NAMES);
        let mut names = names.map(|(span, parsed)| Prepared::single(name, span, &parsed));
        let first = names
            .next()
            .unwrap_or_else(|| Prepared::single(name, Span::new(0, name.len()), &name::parse(name)));
        Prepared { others: names.collect(), ..first }
    }

    fn single(text: &str, span: Span, parsed: &Name) -> Prepared {
        let name = span.of(text);
        let (words, kind) = (words(name, parsed), parsed.kind);
        let language = language_of(name);
        let mut parts = with_joined(&words, name, language);
        let places = places(&parts, words.len());
        let script = parts.first().map_or(Script::COMMON, |part| part.script);
        let same = same(parts.iter().take(words.len()));
        let shape = Shape { kind, script, same };
        for part in &mut parts {
            part.span = part.span.shifted(span.start);
        }
        Prepared { parts, places, shape, language, others: Vec::new() }
    }
}

/// A hash of the words in their order, as if they were one; FNV-1a. 0 if there is no letter.
fn same<'a>(parts: impl Iterator<Item = &'a Part>) -> u64 {
    let mut bytes = parts.flat_map(|part| part.key.bytes()).peekable();
    if bytes.peek().is_none() {
        return 0;
    }
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    hash.max(1)
}

/// The words of a name that are compared, the family name behind where a comma puts it before.
pub(crate) fn words(name: &str, parsed: &Name) -> Vec<Source> {
    let mut words: Vec<Source> = parsed
        .core()
        .take(MOST_WORDS)
        .map(|part| Source { span: part.span, first: part.span, words: 1, role: part.role, link: part.link })
        .collect();
    // Letters of an organization's name stand for nothing but themselves.
    if parsed.kind == Kind::Organization {
        let initials = words.iter_mut().filter(|word| word.role == Role::Initial);
        initials.for_each(|word| word.role = Role::Word);
    }
    // A name of small words alone is still a name.
    if words.iter().all(|word| word.role.is_small()) {
        words.iter_mut().for_each(|word| word.role = Role::Word);
    }
    // Where a comma says that the family name stands before, it goes behind.
    if parsed.order == Order::FamilyFirst
        && let Some(family) = words.windows(2).position(|two| comma_between(name, two))
    {
        words.rotate_left(family + 1);
    }
    words
}

fn comma_between(text: &str, words: &[Source]) -> bool {
    let [first, second] = words else { return false };
    let gap = Span::new(first.span.end, second.span.start.max(first.span.end));
    normalize(gap.of(text)).contains(',')
}

/// Where each part stands: joined parts follow the single ones and begin where one of these does.
fn places(parts: &[Part], single: usize) -> Vec<Place> {
    let first = |part: &Part| {
        let words = parts.iter().take(single);
        words.map(|word| word.span).position(|span| span == part.first).unwrap_or(0)
    };
    parts.iter().map(|part| part.place(first(part) as u8)).collect()
}

/// The language that a whole name's letters point to: words by themselves tell less.
fn language_of(name: &str) -> Language {
    if name.is_ascii() {
        return Language::UNDETERMINED;
    }
    guess_languages(&clean(name)).first().map_or(Language::UNDETERMINED, |guess| guess.language)
}

impl Prepared {
    /// See [`score`](super::score()).
    #[must_use]
    pub fn score(&self, other: &Prepared) -> Probability {
        self.score_with(other, Options::DEFAULT)
    }

    /// The score for a purpose and a prior.
    ///
    /// ```
    /// use allonym::{Probability, compare::{Options, Prepared}};
    ///
    /// let (a, b) = (Prepared::new("Ольга Ким"), Prepared::new("Olga Kim"));
    /// let rare = Options { prior: Probability::from_f64(0.001), ..Options::DEFAULT };
    /// assert!(a.score_with(&b, rare) < a.score(&b));
    /// ```
    #[must_use]
    pub fn score_with(&self, other: &Prepared, options: Options) -> Probability {
        self.verdict(other, options).map_or(Probability::ZERO, |verdict| verdict.score)
    }

    /// The score, and where `other` stands among rows for the query that this is.
    pub(crate) fn verdict(&self, other: &Prepared, options: Options) -> Option<Verdict> {
        let mut pairs = Vec::new();
        let ways = self.names().flat_map(|a| other.names().map(move |b| (a, b)));
        ways.map(|(a, b)| a.one(b, options, &mut pairs, |_| ())).reduce(Verdict::or)
    }

    /// The score if it is at least so much. As [`Prepared::score`] says, but sooner where the names have too little in
    /// common.
    ///
    /// ```
    /// use allonym::{Probability, compare::Prepared};
    ///
    /// let (a, b) = (Prepared::new("علی رضایی"), Prepared::new("Ali Rezaei"));
    /// let even = Probability::from_f64(0.5);
    /// assert_eq!(a.score_at_least(&b, even), Some(a.score(&b)));
    /// assert_eq!(a.score_at_least(&Prepared::new("Boris Johnson"), even), None);
    /// ```
    #[must_use]
    pub fn score_at_least(&self, other: &Prepared, least: Probability) -> Option<Probability> {
        let mut pairs = Vec::new();
        let ways = self.names().flat_map(|a| other.names().map(move |b| (a, b)));
        ways.filter(|(a, b)| a.most(b) >= least)
            .map(|(a, b)| a.one(b, Options::DEFAULT, &mut pairs, |_| ()).score)
            .max()
            .filter(|score| *score >= least)
    }

    /// No less than the score of this one name and that one: what it would be if all words that may agree did.
    fn most(&self, other: &Prepared) -> Probability {
        let alone = |a: &Prepared, b: &Prepared| -> LogOdds {
            let may = |part: &Part| b.parts.iter().any(|other| part.may_agree(other));
            let answered =
                taken(&a.places, (0..a.parts.len()).filter(|at| a.parts.get(*at).is_some_and(may)));
            left(&a.places, answered).map(|(_, place)| place.missing).sum()
        };
        let first = alone(self, other);
        let lost = if first > LogOdds::ZERO { first.min(alone(other, self)) } else { first };
        most(self.shape, other.shape, lost)
    }

    /// See [`explain`](super::explain()).
    #[must_use]
    pub fn explain(&self, other: &Prepared) -> Explanation {
        self.explain_with(other, Options::DEFAULT)
    }

    /// The explanation of [`Prepared::score_with`].
    #[must_use]
    pub fn explain_with(&self, other: &Prepared, options: Options) -> Explanation {
        let mut pairs = Vec::new();
        let ways = self.names().flat_map(|a| other.names().map(move |b| (a, b)));
        let mut best = None;
        for (a, b) in ways {
            let Verdict { score, bits, .. } = a.one(b, options, &mut pairs, |_| ());
            // Of equal scores the one that more evidence speaks for, so that the order of names does not tell.
            if best.is_none_or(|(most, _, _)| (score, bits) > most) {
                best = Some(((score, bits), a, b));
            }
        }
        let ((score, _), a, b) = best.unwrap_or(((Probability::ZERO, LogOdds::ZERO), self, other));
        let mut evidence = Vec::new();
        let span = |parts: &[Part], at: Option<usize>| at.and_then(|at| parts.get(at)).map(|part| part.span);
        let Verdict { bits, .. } = a.one(b, options, &mut pairs, |addend| {
            let Addend { rule, bits, .. } = addend;
            evidence.push(Evidence { a: span(&a.parts, addend.a), b: span(&b.parts, addend.b), rule, bits });
        });
        let case = Case::of(a.shape, b.shape);
        Explanation {
            score,
            bits,
            kind: case.kind,
            cross_script: case.cross_script,
            data: tables::VERSION,
            evidence,
        }
    }

    /// This name and the others in the text.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Prepared> + Clone {
        core::iter::once(self).chain(&self.others)
    }

    /// What this one name and that one tell, and the probability that makes.
    fn one(
        &self,
        other: &Prepared,
        options: Options,
        pairs: &mut Vec<Pair>,
        tell: impl FnMut(Addend),
    ) -> Verdict {
        let agreement = |a: usize, b: usize| self.parts.get(a)?.agreement(other.parts.get(b)?);
        align(&self.places, &other.places, agreement, pairs);
        judge(self.side(), other.side(), pairs, options, tell)
    }

    pub(crate) fn side(&self) -> Side<'_> {
        Side { places: &self.places, shape: self.shape }
    }
}
