//! Names already found, where capitals do not show them: in headlines and in scripts without case.

use alloc::{collections::BTreeMap, string::String, vec::Vec};
use core::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::alike::words_score;
use super::form::{Forms, key_of};
use super::text::{Joint, Shape, Text, is_unspaced};
use super::word::Word;
use crate::lexicon::Class;
use crate::name::{Role, phrase};
use crate::span::Span;

/// The longest name looked for, in words.
const LONGEST: usize = 5;

/// Consonants that a name needs so that they alone may find it, and how alike its words have to be then.
const BONES: usize = 3;
const ALIKE: f64 = 0.86;

/// What is looked for.
pub(super) struct Known {
    /// Forms by the consonants of their words.
    bones: BTreeMap<String, Vec<usize>>,
    /// Names of scripts without spaces, which may stand anywhere in a run of letters.
    unspaced: Option<(AhoCorasick, Vec<usize>)>,
}

impl Known {
    pub(super) fn new(forms: &Forms, texts: &[Text]) -> Known {
        let mut bones: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut patterns: Vec<(&str, usize)> = Vec::new();
        for (at, form) in forms.list.iter().enumerate() {
            if !form.uncased && !form.acronym {
                bones.entry(bones_of(&form.words)).or_default().push(at);
            }
            for mention in form.mentions.iter().filter(|_| form.uncased) {
                let written = texts.get(mention.document).map_or("", |text| mention.span.of(text.text));
                let written = written.trim_start_matches(['#', '＃']);
                if is_unspaced(written) && written.chars().count() >= 2 && !written.contains('_') {
                    patterns.push((written, at));
                }
            }
        }
        bones.retain(|bones, _| bones.chars().count() >= BONES);
        patterns.sort_unstable();
        patterns.dedup();
        let machine = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns.iter().map(|(written, _)| written))
            .ok()
            .filter(|_| !patterns.is_empty());
        Known {
            bones,
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
        cache: &mut BTreeMap<String, Word>,
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
                (uncased && !common).then(|| self.by_bones(forms, text, &range, cache)).flatten()
            });
            if let Some(form) = form {
                found.push((text.span_of(&range), form));
                return len;
            }
        }
        0
    }

    /// The form whose consonants these words have, if they are alike otherwise too.
    fn by_bones(
        &self,
        forms: &Forms,
        text: &Text,
        range: &Range<usize>,
        cache: &mut BTreeMap<String, Word>,
    ) -> Option<usize> {
        let language = text.language_at(range.start);
        let words: Vec<Word> = text
            .words
            .get(range.clone())?
            .iter()
            .map(|word| {
                let spelled = || Word::new(word.span.of(text.text), Role::Word, language);
                cache.entry(word.key.clone()).or_insert_with(spelled).clone()
            })
            .collect();
        alike(forms, self.bones.get(&bones_of(&words))?, &words)
    }
}

/// The form among `candidates` whose words answer these one by one.
fn alike(forms: &Forms, candidates: &[usize], words: &[Word]) -> Option<usize> {
    let scored = candidates.iter().filter_map(|at| {
        let form = forms.list.get(*at)?;
        let core = form.core();
        // One word may be written as two: نصر الله.
        if core.len() != words.len() {
            let core: Vec<Word> = core.into_iter().cloned().collect();
            let score = words_score(&core, words).to_f64();
            return (score >= ALIKE).then_some((*at, score));
        }
        let least = core.iter().zip(words).map(|(a, b)| a.similarity(b)).fold(1.0, f64::min);
        let mean = core.iter().zip(words).map(|(a, b)| a.similarity(b)).sum::<f64>() / words.len() as f64;
        (mean >= ALIKE && least >= 0.8).then_some((*at, mean))
    });
    scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(at, _)| at)
}

/// The consonants of the words that carry a name, in a row.
fn bones_of(words: &[Word]) -> String {
    words.iter().filter(|word| !word.role.is_small()).map(|word| word.bones.as_str()).collect()
}

/// The form that the words of a hashtag spell in another script.
pub(super) fn hashtag(known: &Known, forms: &Forms, words: &str) -> Option<usize> {
    let text = Text::new(words);
    let all = text.words.iter().all(|word| word.shape == Shape::Uncased);
    (all && !text.words.is_empty())
        .then(|| known.by_bones(forms, &text, &(0..text.words.len()), &mut BTreeMap::new()))
        .flatten()
}
