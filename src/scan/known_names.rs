//! Known names: names found already, looked for where no capital shows them, in headlines and in scripts without case.
//!
//! Input: the surface forms so far, and a text. Output: spans with the form that each spells. A row of up to
//! [`MAX_WORDS`] words is looked up, the longest first: by its key; by the place that the lexicon has for it; by the
//! blocking keys of its first and last words, among at most [`MAX_BLOCK`] forms a key, which then are aligned word by
//! word. A row matches if the mean similarity of its words is at least [`MIN_MEAN`]. Names of scripts without spaces are
//! found by an Aho-Corasick automaton (Aho and Corasick 1975). Linear in the text.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::{string::String, vec::Vec};
use core::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::kind::place_of;
use super::spelling_form::{SpellingForm, Threshold};
use super::surface_form::{SurfaceForm, SurfaceForms, key_of};
use super::text::{Joint, Shape, Text, TextWord, is_uncased, is_unspaced};
use crate::name::{Kind, Role};
use crate::span::Span;
use crate::tables::lexicon::Class;
use crate::tables::{HASHTAG_SIGNS, LANGUAGES};
use crate::tag::{Language, Script};
use crate::text as phrase;
use crate::text::script_of_word;
use crate::unicode::script_of;

/// The longest name looked for, in words.
const MAX_WORDS: usize = 5;

/// How many characters a name has that is looked for inside runs of letters.
const MIN_UNSPACED: usize = 2;

/// The similarity that the words of a name need on average, in 1/1024 of an exact match (600 to 950; found on the
/// example documents: Maria and Mario stay below).
const MIN_MEAN: i32 = 830;
/// The most names that a word is compared with for each of its keys.
const MAX_BLOCK: usize = 200;

/// The most characters of a name of China, Japan or Korea.
const MAX_NAME: usize = 4;

/// The most names of one word that a word is compared with.
const MAX_SINGLES: usize = 10;

/// Names in scripts whose words share no blocking keys with their spellings in others, characters for syllables, are
/// compared with this many others, the most mentioned first.
const MAX_SYLLABIC: usize = 400;

/// What is looked for.
pub(super) struct KnownNames {
    /// Surface forms by the keys of their first and last words, and of their first two as one if they are a compound.
    edges: BTreeMap<u32, Vec<usize>>,
    /// How many words carry each form.
    sizes: Vec<usize>,
    /// The first words of all names, so that rows of words that begin with none are not put together.
    firsts: BTreeSet<String>,
    /// Surface forms by the place that the lexicon has for them.
    places: BTreeMap<u16, usize>,
    /// Surface forms with a word that others write as two or with two that others write as one, and their first two as one.
    compounds: BTreeMap<usize, Option<SpellingForm>>,
    /// The forms of scripts with case, the most mentioned first, no more than [`MAX_SYLLABIC`].
    usual: Vec<usize>,
    /// Names of scripts without spaces, which may stand anywhere in a run of letters.
    unspaced: Option<(AhoCorasick, Vec<usize>)>,
}

/// A word of a text, the forms whose first or last word shares a key with it, and the form that it is by itself.
struct KnownWord {
    word: SpellingForm,
    near: Vec<usize>,
    alone: Option<usize>,
}

type Cache = BTreeMap<String, KnownWord>;

impl KnownNames {
    pub(super) fn new(forms: &SurfaceForms, texts: &[Text]) -> KnownNames {
        let mut edges: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut places = BTreeMap::new();
        let mut compounds = BTreeMap::new();
        let uncased = texts.iter().any(|text| text.words.iter().any(is_uncased) || !text.items.is_empty());
        let mut patterns: Vec<(&str, usize)> = Vec::new();
        for (at, form) in forms.list.iter().enumerate() {
            if uncased && !form.uncased && !form.acronym {
                let core = form.core();
                let compound =
                    |two: &[&SpellingForm]| matches!(two, [a, b] if is_compound(a.plain(), b.plain()));
                if core.windows(2).any(compound) {
                    let joined = core.get(..2).filter(|two| compound(two));
                    compounds.insert(at, joined.and_then(|two| Some(two.first()?.joined(two.last()?))));
                }
                let joined = compounds.get(&at).and_then(Option::as_ref);
                for key in edges_of(&core).chain(joined).flat_map(SpellingForm::keys) {
                    let block = edges.entry(*key).or_default();
                    if block.last() != Some(&at) && block.len() < MAX_BLOCK {
                        block.push(at);
                    }
                }
            }
            if let Some(place) = place_of(&form.key, form.language).filter(|_| form.kind() != Kind::Person) {
                places.entry(place).or_insert(at);
            }
            for mention in &form.mentions {
                let written = texts.get(mention.document).map_or("", |text| mention.span.of(text.text));
                let written = written.trim_start_matches(HASHTAG_SIGNS);
                if is_unspaced(written) && is_informative(written) && !written.contains('_') {
                    patterns.push((written, at));
                }
            }
        }
        let mut usual: Vec<usize> = edges.values().flatten().copied().collect();
        usual.sort_unstable();
        usual.dedup();
        usual.sort_by_key(|at| core::cmp::Reverse(forms.list.get(*at).map_or(0, |form| form.mentions.len())));
        usual.truncate(MAX_SYLLABIC);
        patterns.sort_unstable();
        patterns.dedup();
        // A DFA takes time in the square of a name of one letter again and again.
        let machine = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns.iter().map(|(written, _)| written))
            .ok()
            .filter(|_| !patterns.is_empty());
        let first = |form: &SurfaceForm| form.key.split(' ').next().map(String::from);
        KnownNames {
            firsts: forms.list.iter().filter_map(first).collect(),
            edges,
            sizes: forms.list.iter().map(|form| form.core_words().count()).collect(),
            places,
            compounds,
            usual,
            unspaced: machine.map(|machine| (machine, patterns.iter().map(|(_, at)| *at).collect())),
        }
    }

    /// Every place in a text where a known name stands without a capital to show it: place and form. Some of them
    /// may overlap.
    pub(super) fn find(&self, forms: &SurfaceForms, text: &Text) -> Vec<(Span, usize)> {
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
        forms: &SurfaceForms,
        text: &Text,
        rest: Range<usize>,
        headline: bool,
        cache: &mut Cache,
        found: &mut Vec<(Span, usize)>,
    ) -> usize {
        let shown = |word: &&TextWord| headline || word.shape == Shape::Uncased;
        let Some(first) = text.words.get(rest.start).filter(shown) else { return 0 };
        let begins = self.firsts.contains(first.key.as_str());
        let begins_place = first.begins_phrases();
        for len in (1..=MAX_WORDS.min(rest.len())).rev() {
            if len > 1 && !begins && !begins_place && self.edges.is_empty() {
                continue;
            }
            let range = rest.start..rest.start + len;
            let words = text.words.get(range.clone()).unwrap_or_default();
            let joined = words.iter().skip(1).all(|word| word.joint != Joint::Break);
            let uncased = words.iter().all(|word| word.shape == Shape::Uncased);
            let shown = headline && words.iter().all(|word| word.is_capital() || word.joint == Joint::Hyphen);
            if !joined || !uncased && !shown {
                continue;
            }
            let key = key_of(words);
            if let Some((span, form)) = self.without_ending(forms, text, words, cache) {
                found.push((span, form));
                return len;
            }
            let form = forms.known(&key).filter(|_| begins).or_else(|| {
                let place = || {
                    let place =
                        (len == 1 || begins_place).then(|| place_of(&key, Language::UNDETERMINED)).flatten();
                    place.and_then(|place| self.places.get(&place))
                };
                let common = || words.iter().all(|word| word.has(Class::Function));
                let known = || place().copied().or_else(|| self.by_keys(forms, text, &range, cache));
                uncased.then(known).flatten().filter(|_| !common())
            });
            if let Some(form) = form {
                found.push((text.span_of(&range), form));
                return len;
            }
        }
        0
    }

    /// The form that a word of a syllabic script is, or spells, without a particle at its end: 푸틴은.
    fn without_ending(
        &self,
        forms: &SurfaceForms,
        text: &Text,
        words: &[TextWord],
        cache: &mut Cache,
    ) -> Option<(Span, usize)> {
        let [word] = words else { return None };
        let written = word.span.of(text.text);
        if !is_syllabic(written) || forms.known(&word.key).is_some() {
            return None;
        }
        let script = script_of_word(written);
        let endings = LANGUAGES.iter().filter(|facts| facts.scripts.first() == Some(&script));
        let endings = endings.flat_map(|facts| facts.written_case_endings);
        let stems = endings.filter_map(|(ending, _)| written.strip_suffix(ending));
        // A verb or a small word of one character: 王建国说.
        let last = written.char_indices().next_back().and_then(|(at, _)| written.split_at_checked(at));
        let small = |last: &str| phrase::is(last, Class::Speech) || phrase::is(last, Class::Function);
        let verb = last.filter(|(_, last)| is_unspaced(written) && small(last)).map(|(stem, _)| stem);
        // The longest ending first.
        let mut stems: Vec<&str> = stems.chain(verb).filter(|stem| stem.chars().count() >= 2).collect();
        stems.sort_unstable_by_key(|stem| stem.len());
        stems.into_iter().find_map(|stem| {
            let key = phrase::key(stem);
            let place =
                || place_of(&key, Language::UNDETERMINED).and_then(|place| self.places.get(&place)).copied();
            let form = forms.known(&key).or_else(place).or_else(|| {
                if !cache.contains_key(&key) {
                    let seen = self.seen(forms, SpellingForm::new(stem, Role::Word, Language::UNDETERMINED));
                    cache.insert(key.clone(), seen);
                }
                cache.get(&key)?.alone
            })?;
            Some((Span::new(word.span.start, word.span.start + stem.len()), form))
        })
    }

    /// The form that these words spell in another script.
    fn by_keys(
        &self,
        forms: &SurfaceForms,
        text: &Text,
        range: &Range<usize>,
        cache: &mut Cache,
    ) -> Option<usize> {
        let language = text.language_at(range.start);
        let words = text.words.get(range.clone())?;
        if self.edges.is_empty() || words.len() > MAX_WORDS {
            return None;
        }
        let edge = |word: &TextWord| phrase::is_particle(&word.key);
        if words.first().is_some_and(edge) || words.last().is_some_and(edge) {
            return None;
        }
        for word in words {
            if !cache.contains_key(&word.key) {
                let seen = self.seen(forms, SpellingForm::new(word.span.of(text.text), Role::Word, language));
                cache.insert(word.key.clone(), seen);
            }
        }
        // A compound that the name may write as one word: عبد الله.
        let compound = words.windows(2).any(is_compound_of);
        if let Some([one, two]) = words.get(..2).filter(|two| is_compound_of(two)) {
            let joined = [one.key.as_str(), &two.key].concat();
            if !cache.contains_key(&joined) {
                let seen = self.seen(forms, SpellingForm::new(&joined, Role::Word, language));
                cache.insert(joined.clone(), seen);
            }
        }
        let seen = |word: &TextWord| cache.get(&word.key);
        if let [only] = words {
            return seen(only)?.alone;
        }
        let joined = words.get(..2).map(|two| two.iter().map(|word| word.key.as_str()).collect::<String>());
        let edges = [words.first().and_then(seen), words.last().and_then(seen), cache.get(&joined?)];
        let near = edges.into_iter().flatten().flat_map(|seen| &seen.near);
        let words: Vec<&SpellingForm> = words
            .iter()
            .filter(|word| !phrase::is_particle(&word.key))
            .filter_map(|word| seen(word).map(|seen| &seen.word))
            .collect();
        best(near.filter_map(|at| {
            let form = forms.list.get(*at)?;
            let fits = match self.sizes.get(*at)?.abs_diff(words.len()) {
                0 => form.core_words().zip(&words).all(|(name, word)| name.may_match(word)),
                1 => compound || self.compounds.contains_key(at),
                _ => false,
            };
            let weight = if fits { matched(&form.core(), &words) } else { None };
            weight.map(|(sum, count)| (*at, sum / count.max(1))).filter(|(_, mean)| *mean >= MIN_MEAN)
        }))
    }

    /// A word with what its keys lead to.
    fn seen(&self, forms: &SurfaceForms, word: SpellingForm) -> KnownWord {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for at in word.keys().iter().filter_map(|key| self.edges.get(key)).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let syllabic = is_syllabic(word.plain());
        let near: Vec<usize> = if syllabic { self.usual.clone() } else { shared.keys().copied().collect() };
        // A word by itself is compared with the names of one word that it shares most keys with.
        let single = |at: usize| match (self.sizes.get(at)?, self.compounds.get(&at)) {
            (1, _) => forms.list.get(at)?.core_words().next(),
            (2, Some(name)) => name.as_ref(),
            _ => None,
        };
        let mut singles: Vec<(usize, &SpellingForm)> =
            near.iter().filter_map(|at| Some((*at, single(*at)?))).collect();
        if syllabic {
            singles.retain(|(_, name)| name.may_match(&word));
        } else {
            singles.sort_by_key(|(at, _)| core::cmp::Reverse(shared.get(at)));
            singles.truncate(MAX_SINGLES);
        }
        let alone = best(singles.into_iter().filter_map(|(at, name)| {
            let weight =
                name.similarity(&word, Threshold::SAME).filter(|_| name.is_informative_with(&word))?;
            Some((at, weight))
        }));
        let alone = alone.or_else(|| self.one_word(forms, &word));
        KnownWord { word, near, alone }
    }

    /// The form whose words these characters spell as one, family name first: 박우진, Park Woojin.
    fn one_word(&self, forms: &SurfaceForms, word: &SpellingForm) -> Option<usize> {
        let chars: Vec<char> = word.plain().chars().collect();
        if !is_syllabic(word.plain()) || !(2..=MAX_NAME).contains(&chars.len()) {
            return None;
        }
        let part = |chars: &[char]| {
            SpellingForm::new(&chars.iter().collect::<String>(), Role::Word, Language::UNDETERMINED)
        };
        let halves = |cut: usize| chars.split_at_checked(cut).map(|(a, b)| (part(a), part(b)));
        let cuts: Vec<(SpellingForm, SpellingForm)> = (1..chars.len().min(3)).filter_map(halves).collect();
        let weight = |form: &SurfaceForm| {
            let core = form.core();
            let (first, second, joined) = match core.as_slice() {
                [a, b] => (*a, *b, None),
                [a, b, c] => (*a, *c, Some((b.joined(c), a.joined(b)))),
                _ => return None,
            };
            let both =
                |family: &SpellingForm, given: &SpellingForm, one: &SpellingForm, two: &SpellingForm| {
                    let family = family.similarity(one, Threshold::SAME)?;
                    given.similarity(two, Threshold::SAME).map(|given| (family + given) / 2)
                };
            let order = |(one, two): &(SpellingForm, SpellingForm)| match &joined {
                None => both(first, second, one, two).max(both(second, first, one, two)),
                Some((last_two, first_two)) => {
                    both(first, last_two, one, two).max(both(second, first_two, one, two))
                }
            };
            cuts.iter().filter_map(order).max()
        };
        best(self.usual.iter().filter_map(|at| {
            let form = forms.list.get(*at).filter(|form| form.kind() != Kind::Place)?;
            Some((*at, weight(form)?))
        }))
    }

    /// The form of another script that some characters spell.
    pub(super) fn spelled(&self, forms: &SurfaceForms, written: &str) -> Option<usize> {
        let word = SpellingForm::new(written, Role::Word, Language::UNDETERMINED);
        self.seen(forms, word).alone
    }
}

/// Whether a word is written with characters for syllables or words.
pub(super) fn is_syllabic(word: &str) -> bool {
    word.chars()
        .any(|c| matches!(script_of(c), Script::HAN | Script::KATAKANA | Script::HIRAGANA | Script::HANGUL))
}

/// The form with the greatest weight, of several the first.
fn best(weight: impl Iterator<Item = (usize, i32)>) -> Option<usize> {
    weight.max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(at, _)| at)
}

/// The first and the last word.
fn edges_of<'a>(core: &[&'a SpellingForm]) -> impl Iterator<Item = &'a SpellingForm> {
    let first = core.first().copied();
    let last = core.last().copied().filter(|_| core.len() > 1);
    first.into_iter().chain(last)
}

/// Whether a name of a script without spaces is distinguishable from parts of other words: characters of Han and kana do,
/// letters of Thai and its like do not.
fn is_informative(name: &str) -> bool {
    let syllabic = |c| matches!(script_of(c), Script::HAN | Script::KATAKANA | Script::HIRAGANA);
    let common = [Class::Function, Class::OrganizationHead, Class::PlaceHead];
    let key = phrase::key(name);
    name.chars().nth(MIN_UNSPACED - 1).is_some()
        && name.chars().any(syllabic)
        && !common.iter().any(|class| phrase::is(&key, *class))
}

/// Whether one of two words is half of a name: عبد, الله.
fn is_compound(one: &str, two: &str) -> bool {
    [one, two].iter().any(|key| phrase::is(key, Class::Compound))
}

fn is_compound_of(two: &[TextWord]) -> bool {
    matches!(two, [one, two] if is_compound(&one.key, &two.key))
}

/// The similarities of the words of a name and of a text added up, and how many pairs they make, if they match
/// one by one; two of one row may be one of the other: نصر الله, Nasrallah.
fn matched(core: &[&SpellingForm], words: &[&SpellingForm]) -> Option<(i32, i32)> {
    let (Some((a, core)), Some((b, words))) = (core.split_first(), words.split_first()) else {
        return (core.is_empty() && words.is_empty()).then_some((0, 0));
    };
    let pair = |a: &SpellingForm, b: &SpellingForm, core, words| {
        let weight = a.similarity(b, Threshold::ALIKE)?;
        matched(core, words).map(|(sum, count)| (sum + weight, count + 1))
    };
    let joined = |a: &SpellingForm, rest: &[&SpellingForm]| {
        let next = rest.first().filter(|next| is_compound(a.plain(), next.plain()))?;
        Some(a.joined(next))
    };
    pair(a, b, core, words)
        .or_else(|| pair(&joined(a, core)?, b, core.get(1..)?, words))
        .or_else(|| pair(a, &joined(b, words)?, core, words.get(1..)?))
}

/// The form that the words of a hashtag spell in another script.
pub(super) fn hashtag(known: &KnownNames, forms: &SurfaceForms, words: &str) -> Option<usize> {
    let text = Text::new(words);
    let all = text.words.iter().all(|word| word.shape == Shape::Uncased);
    (all && !text.words.is_empty())
        .then(|| known.by_keys(forms, &text, &(0..text.words.len()), &mut BTreeMap::new()))
        .flatten()
}
