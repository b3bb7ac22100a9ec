//! Names already found, where capitals do not show them: in headlines and in scripts without case.

use alloc::{collections::BTreeMap, string::String, vec::Vec};
use core::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::form::{Forms, key_of};
use super::text::{Joint, Shape, Text, is_uncased, is_unspaced};
use super::word::{Least, Word};
use crate::lexicon::Class;
use crate::name::{Role, phrase};
use crate::span::Span;

/// The longest name looked for, in words.
const LONGEST: usize = 5;

/// What the words of a name have to tell on average, in 1/1024 of what equal words would.
const MEAN: i32 = 830;
/// The most names that a word is compared with for each of its keys.
const BLOCK: usize = 200;

/// What is looked for.
pub(super) struct Known {
    /// Forms by the keys of their first word, and of their first two as one if they are a compound.
    first: BTreeMap<u32, Vec<usize>>,
    /// The first two words of forms that begin with a compound, as one.
    compounds: BTreeMap<usize, Word>,
    /// Names of scripts without spaces, which may stand anywhere in a run of letters.
    unspaced: Option<(AhoCorasick, Vec<usize>)>,
}

/// A word of a text, and the forms that may begin with it.
struct Seen {
    word: Word,
    begins: Vec<usize>,
}

type Cache = BTreeMap<String, Seen>;

impl Known {
    pub(super) fn new(forms: &Forms, texts: &[Text]) -> Known {
        let mut first: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut compounds = BTreeMap::new();
        let uncased = texts.iter().any(|text| text.words.iter().any(is_uncased) || !text.items.is_empty());
        let mut patterns: Vec<(&str, usize)> = Vec::new();
        for (at, form) in forms.list.iter().enumerate() {
            if uncased && !form.uncased && !form.acronym {
                let core = form.core();
                if let [one, two, ..] = core.as_slice()
                    && is_compound(one.plain(), two.plain())
                {
                    compounds.insert(at, one.joined(two));
                }
                for key in core.first().copied().into_iter().chain(compounds.get(&at)).flat_map(Word::keys) {
                    let block = first.entry(*key).or_default();
                    if block.last() != Some(&at) && block.len() < BLOCK {
                        block.push(at);
                    }
                }
            }
            for mention in form.mentions.iter().filter(|_| form.uncased) {
                let written = texts.get(mention.document).map_or("", |text| mention.span.of(text.text));
                let written = written.trim_start_matches(['#', '＃']);
                if is_unspaced(written) && written.chars().count() >= 2 && !written.contains('_') {
                    patterns.push((written, at));
                }
            }
        }
        patterns.sort_unstable();
        patterns.dedup();
        let machine = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns.iter().map(|(written, _)| written))
            .ok()
            .filter(|_| !patterns.is_empty());
        Known {
            first,
            compounds,
            unspaced: machine.map(|machine| (machine, patterns.iter().map(|(_, at)| *at).collect())),
        }
    }

    /// Every place in a text where a known name stands without a capital to show it: place and form. Some of them
    /// may overlap.
    pub(super) fn find(&self, forms: &Forms, text: &Text) -> Vec<(Span, usize)> {
        let mut found = Vec::new();
        let mut cache = BTreeMap::new();
        for line in &text.lines {
            let mut at = line.words.start;
            while at < line.words.end {
                let taken =
                    self.longest(forms, text, at..line.words.end, line.headline, &mut cache, &mut found);
                at += taken.max(1);
            }
        }
        if let Some((machine, forms)) = &self.unspaced {
            for hit in machine.find_iter(text.text) {
                let span = Span::new(hit.start(), hit.end());
                if let Some(form) = forms.get(hit.pattern().as_usize()) {
                    found.push((span, *form));
                }
            }
        }
        found
    }

    /// Takes the longest known name that begins at the first word of `rest`; says how many words it has.
    fn longest(
        &self,
        forms: &Forms,
        text: &Text,
        rest: Range<usize>,
        headline: bool,
        cache: &mut Cache,
        found: &mut Vec<(Span, usize)>,
    ) -> usize {
        for len in (1..=LONGEST.min(rest.len())).rev() {
            let range = rest.start..rest.start + len;
            let words = text.words.get(range.clone()).unwrap_or_default();
            let joined = words.iter().skip(1).all(|word| word.joint != Joint::Break);
            let uncased = words.iter().all(|word| word.shape == Shape::Uncased);
            let shown = headline && words.iter().all(|word| word.is_capital() || word.joint == Joint::Hyphen);
            if !joined || !uncased && !shown {
                continue;
            }
            let form = forms.known(&key_of(words)).or_else(|| {
                let common = words.iter().all(|word| phrase::is(&word.key, Class::Function));
                (uncased && !common).then(|| self.by_keys(forms, text, &range, cache)).flatten()
            });
            if let Some(form) = form {
                found.push((text.span_of(&range), form));
                return len;
            }
        }
        0
    }

    /// The form that these words spell in another script.
    fn by_keys(&self, forms: &Forms, text: &Text, range: &Range<usize>, cache: &mut Cache) -> Option<usize> {
        let language = text.language_at(range.start);
        let words = text.words.get(range.clone())?;
        if self.first.is_empty() || words.len() > LONGEST {
            return None;
        }
        let mut begins: Vec<usize> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let seen = cache.entry(word.key.clone()).or_insert_with(|| {
                self.seen(forms, Word::new(word.span.of(text.text), Role::Word, language))
            });
            if at == 0 {
                begins.extend(&seen.begins);
            }
        }
        // A compound that the name writes as one word: عبد الله.
        if let [one, two, ..] = words
            && is_compound(&one.key, &two.key)
        {
            let joined = [one.key.as_str(), &two.key].concat();
            let word = || Word::new(&joined, Role::Word, language);
            begins.extend(&cache.entry(joined.clone()).or_insert_with(|| self.seen(forms, word())).begins);
        }
        if begins.is_empty() {
            return None;
        }
        let words: Vec<&Word> = words
            .iter()
            .filter(|word| !is_small(&word.key))
            .filter_map(|word| cache.get(&word.key).map(|seen| &seen.word))
            .collect();
        let scored = begins.iter().filter_map(|at| {
            let core = forms.list.get(*at)?.core();
            Some((*at, spelled(&core, &words)?))
        });
        scored.max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(at, _)| at)
    }

    /// A word with the forms that may begin with it.
    fn seen(&self, forms: &Forms, word: Word) -> Seen {
        let near = word.keys().iter().filter_map(|key| self.first.get(key)).flatten().copied();
        let begins = |at: &usize| {
            let first = forms.list.get(*at).and_then(|form| form.core().first().copied());
            first.into_iter().chain(self.compounds.get(at)).any(|first| first.answers(&word, Least::ALIKE))
        };
        let mut begins: Vec<usize> = near.filter(begins).collect();
        begins.sort_unstable();
        begins.dedup();
        Seen { word, begins }
    }
}

/// Whether one of two words is half of a name: عبد, الله.
fn is_compound(one: &str, two: &str) -> bool {
    [one, two].iter().any(|key| phrase::is(key, Class::Compound))
}

fn is_small(key: &str) -> bool {
    [Class::Article, Class::Filiation, Class::Kunya].iter().any(|class| phrase::is(key, *class))
}

/// How alike the words of a name and those of a text are on average, if they answer each other one by one; two of one
/// row may be one of the other: نصر الله, Nasrallah.
fn spelled(core: &[&Word], words: &[&Word]) -> Option<i32> {
    if let ([name], [word]) = (core, words) {
        return name.likeness(word, Least::SAME).filter(|_| name.tells_with(word));
    }
    let (sum, count) = answered(core, words)?;
    Some(sum / count.max(1)).filter(|mean| *mean >= MEAN)
}

/// The likeness of the words of two rows and how many pairs they make.
fn answered(core: &[&Word], words: &[&Word]) -> Option<(i32, i32)> {
    let (Some((a, core)), Some((b, words))) = (core.split_first(), words.split_first()) else {
        return (core.is_empty() && words.is_empty()).then_some((0, 0));
    };
    let pair = |a: &Word, b: &Word, core, words| {
        let told = a.likeness(b, Least::ALIKE)?;
        answered(core, words).map(|(sum, count)| (sum + told, count + 1))
    };
    let joined = |a: &Word, rest: &[&Word]| {
        let next = rest.first().filter(|next| is_compound(a.plain(), next.plain()))?;
        Some(a.joined(next))
    };
    pair(a, b, core, words)
        .or_else(|| pair(&joined(a, core)?, b, core.get(1..)?, words))
        .or_else(|| pair(a, &joined(b, words)?, core, words.get(1..)?))
}

/// The form that the words of a hashtag spell in another script.
pub(super) fn hashtag(known: &Known, forms: &Forms, words: &str) -> Option<usize> {
    let text = Text::new(words);
    let all = text.words.iter().all(|word| word.shape == Shape::Uncased);
    (all && !text.words.is_empty())
        .then(|| known.by_keys(forms, &text, &(0..text.words.len()), &mut BTreeMap::new()))
        .flatten()
}
