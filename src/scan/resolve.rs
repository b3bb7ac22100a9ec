//! From documents to names, each with all its spellings.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::{string::String, vec::Vec};
use core::ops::Range;

use super::base_form::{Known, base_form};
use super::boundary::refine;
use super::candidate::{self, Candidate};
use super::cluster::{Joined, initials, join};
use super::inflection::nominatives;
use super::kind::Votes;
use super::known_names::{self, KnownNames};
use super::learned::{Learned, words_in};
use super::learned_name::{begins_with_place_head, head_before, is_title, titles_of};
use super::spelling_form::SpellingForm;
use super::surface_form::{Mention, Places, SurfaceForm, SurfaceForms, key_of, script_of_all, without_tag};
use super::tag;
use super::text::{Joint, Shape, Text, is_uncased, is_unspaced};
use super::unspaced;
use super::usage::{self, Usage};
use crate::finder::{Found, Words};
use crate::name::Kind;
use crate::tables::LanguageFacts;
use crate::tables::lexicon::Class;
use crate::tag::{Language, Script};
use crate::unicode::{SocialKind, clean, is_tag_sign};

/// A name, with everything that documents write for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Entity {
    /// The preferred spelling: the most frequent full one, without titles. Where documents write it only with a case
    /// ending, its base form, which then is none of the variants (`Российская Федерация` of `Российской Федерации`).
    pub name: String,
    /// The preferred spelling in each script that documents write it in, chosen like [`name`](Entity::name), the most
    /// written script first. Spellings of mixed scripts are not among them. JSON leaves them out.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub names: Vec<String>,
    /// What it is the name of.
    pub kind: Kind,
    /// How often it is mentioned.
    pub count: usize,
    /// The titles that stand before it, most frequent first.
    pub titles: Vec<String>,
    /// Its spellings, most frequent first.
    pub variants: Vec<Spelling>,
}

/// One spelling of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Spelling {
    /// As it is written, cleaned for display.
    pub text: String,
    /// Where it is written so, in order.
    #[cfg_attr(feature = "serde", serde(rename = "spans"))]
    pub mentions: Vec<Mention>,
}

/// The names of people, organizations and places in some documents, the most mentioned first.
///
/// Nothing but the documents is needed. Names show themselves by their capitals; where those say nothing, in scripts
/// without case, in headlines, in hashtags and handles, they are found by being names elsewhere in the documents.
/// Spellings join one group when their words answer each other across spellings and scripts; a family name joins
/// its full name, an acronym its expansion, where there is only one it can belong to. Titles are read from the
/// lexicon and are no part of a name. Ties are in order of appearance, so equal input gives equal output.
///
/// Linear in the texts; the distinct names found are compared within blocks of bounded size.
///
/// ```
/// use allonym::scan::{Kind, resolve};
///
/// let groups = resolve(&[
///     "Iranian Gen. Qassem Soleimani was buried in Kerman. Soleimani’s grave draws crowds.",
///     "The general, Qasem Soleimani, came from Kerman.",
///     "مراسم #قاسم_سلیمانی در کرمان",
/// ]);
/// assert_eq!(groups[0].name, "Qassem Soleimani");
/// assert_eq!((groups[0].kind, groups[0].count, groups[0].variants.len()), (Kind::Person, 4, 4));
/// assert_eq!((groups[1].name.as_str(), groups[1].kind, groups[1].count), ("Kerman", Kind::Place, 3));
/// ```
#[must_use]
pub fn resolve(documents: &[&str]) -> Vec<Entity> {
    let texts: Vec<Text> = documents.iter().map(|text| Text::new(text)).collect();
    let mut words = Words::default();
    let learned: Vec<Learned> = texts.iter().map(|text| Learned::new(text, &mut words)).collect();
    let mut usage = Usage::new();
    texts.iter().for_each(|text| usage::count(text, &mut usage));
    let mut resolver = Resolver { texts: &texts, forms: SurfaceForms::default(), acronyms: Vec::new() };
    let weak = resolver.find_candidates(&usage, &learned);
    resolver.confirm_weak(weak);
    resolver.resolve_tags();
    resolver.find_known(&learned);
    resolver.learned(&learned);
    resolver.find_known(&learned);
    let joined = join(&resolver.forms, &resolver.acronyms);
    groups(&texts, &resolver.forms, &joined, &usage)
}

/// By how many half nats a kind has to be likelier than any other, so that the finder is asked about a name that capitals
/// show: one word tells less than several. Below that it guesses. From 0, all that it says, to 16, where it hardly
/// says anything.
const SURE: u32 = 3;
const SURE_OF_ONE: u32 = 4;

/// By how many nats a place that capitals show as a name has to be likelier none, so that it is none. From 1, nearly all
/// that the finder does not mark, to 8, nothing.
const AGAINST: u32 = 2;

/// The language in which a word for a harbour is a given name too.
const ARABIC: Language = Language::from_code(b"ar\0");

struct Resolver<'a, 't> {
    texts: &'a [Text<'t>],
    forms: SurfaceForms,
    /// Expansions and the acronyms given with them in brackets.
    acronyms: Vec<(usize, usize)>,
}

impl Resolver<'_, '_> {
    /// Names shown by their capitals, and display names. Gives back the candidates that need other evidence.
    fn find_candidates(&mut self, usage: &Usage, learned: &[Learned]) -> Vec<(usize, Candidate)> {
        let mut weak = Vec::new();
        for (document, text) in self.texts.iter().enumerate() {
            let displays = tag::displays(text);
            let Some(learned) = learned.get(document) else { continue };
            for display in &displays {
                let words = text.words.get(display.words.clone()).unwrap_or_default();
                let form = self.forms.of(words, text.text, text.language_at(display.words.start));
                let votes = Votes::of(text, &display.words, false, text.language_at(display.words.start));
                self.vote(form, votes);
                self.forms.mention(form, document, text.span_of(&display.words));
                self.forms.mention(form, document, display.handle);
            }
            let mut before: Option<(Candidate, usize)> = None;
            // Both are in the order of the text.
            let mut ahead = displays.iter().peekable();
            let candidates = candidate::find(text, usage).into_iter();
            let mut end = 0;
            for mut candidate in candidates.flat_map(|candidate| refine(text, learned, usage, candidate)) {
                // One that was made longer holds the next one.
                if candidate.words.start < end {
                    continue;
                }
                end = candidate.words.end;
                let span = text.span_of(&candidate.words);
                let language = text.language_at(candidate.words.start);
                // Where every noun has a capital, only the finder knows where a name begins and ends.
                if has_capital_nouns(language) && !learned.marks(span)
                    || !learned.touches(span) && learned.against(span) >= AGAINST
                {
                    continue;
                }
                // Of a language that nobody knows a model of many languages is asked, which is less sure.
                let known = language != Language::UNDETERMINED;
                let least = if known && candidate.words.len() > 1 { SURE } else { SURE_OF_ONE };
                if let Some((kind, margin)) = learned.kind_of(span) {
                    let sure = margin >= least;
                    candidate.votes.add(if sure { Votes::learned(kind, margin) } else { Votes::guess(kind) });
                }
                while ahead.next_if(|display| display.words.end <= candidate.words.start).is_some() {}
                if ahead.peek().is_some_and(|display| display.words.start < candidate.words.end) {
                    continue;
                }
                if candidate.weak || is_compound(text, &candidate) {
                    weak.push((document, candidate));
                    continue;
                }
                let form = self.take(document, &candidate);
                if let Some((long, long_form)) = before.replace((candidate.clone(), form)) {
                    self.bracketed(text, (&long, long_form), (&candidate, form));
                }
            }
        }
        weak
    }

    fn take(&mut self, document: usize, candidate: &Candidate) -> usize {
        let Some(text) = self.texts.get(document) else { return 0 };
        let words = text.words.get(candidate.words.clone()).unwrap_or_default();
        let form = self.forms.of(words, text.text, text.language_at(candidate.words.start));
        self.vote(form, candidate.votes);
        self.forms.mention(form, document, text.quoted_span(&candidate.words));
        let governed = is_governed(text, &candidate.words);
        if let Some(form) = self.forms.list.get_mut(form) {
            form.governed += usize::from(governed);
        }
        if let (Some(title), Some(form)) = (candidate.title, self.forms.list.get_mut(form)) {
            *form.titles.entry(clean(title.of(text.text)).into_owned()).or_default() += 1;
        }
        form
    }

    /// Names that the learned resolver sees where no capital shows them.
    fn learned(&mut self, learned: &[Learned]) {
        let mut places = Places::of(&self.forms, self.texts.len());
        let known = KnownNames::new(&self.forms, self.texts);
        for (document, (text, learned)) in self.texts.iter().zip(learned).enumerate() {
            let names = learned.found().iter().flat_map(|name| self.cut(text, name, &known));
            for (mut name, form) in names.collect::<Vec<(Found, Option<usize>)>>() {
                if let Some(form) = form {
                    if places.get_mut(document).is_some_and(|places| places.take(name.span)) {
                        self.forms.mention(form, document, name.span);
                    }
                    continue;
                }
                let mut words = words_in(text, name.span);
                if is_title(text, &words) {
                    continue;
                }
                let titles = if name.kind == Kind::Person { titles_of(text, &words) } else { 0 };
                let title = text.span_of(&(words.start..words.start + titles));
                words.start += titles;
                if let Some(first) = text.words.get(words.start).filter(|_| titles > 0) {
                    name.span.start = first.span.start;
                }
                let head = head_before(text, &words, name.kind).filter(|(head, _)| !learned.touches(*head));
                if let Some((head, kind)) = head {
                    words.start -= 1;
                    name = Found { span: head.cover(name.span), kind };
                }
                // In Arabic such a word may be a given name too, so there the finder only guesses.
                let ambiguous = name.kind == Kind::Person && begins_with_place_head(text, &words);
                let guessed = ambiguous && text.language_at(words.start) == ARABIC;
                if ambiguous && !guessed {
                    name.kind = Kind::Place;
                }
                let own = text.words.get(words.clone()).unwrap_or_default();
                let whole = own.first().is_some_and(|word| word.span.start == name.span.start)
                    && own.last().is_some_and(|word| word.span.end == name.span.end);
                // In scripts without spaces a name is part of a word.
                let part = (!whole).then(|| Text::new(name.span.of(text.text)));
                let (own, written) = part.as_ref().map_or((own, text.text), |part| (&part.words, part.text));
                let language = text.language_at(words.start);
                let shown = own.iter().all(is_uncased) || has_capital_nouns(language);
                if !own.is_empty()
                    && shown
                    && places.get_mut(document).is_some_and(|places| places.take(name.span))
                {
                    let form = self.forms.of(own, written, text.language_at(words.start));
                    let margin = learned.kind_of(name.span).map_or(0, |(_, margin)| margin);
                    let margin = if head.is_some() { margin.max(SURE_OF_ONE) } else { margin };
                    let votes =
                        if guessed { Votes::guess(name.kind) } else { Votes::learned(name.kind, margin) };
                    self.vote(form, votes);
                    self.forms.mention(form, document, name.span);
                    if let Some(form) = self.forms.list.get_mut(form).filter(|_| titles > 0) {
                        *form.titles.entry(clean(title.of(text.text)).into_owned()).or_default() += 1;
                    }
                }
            }
        }
    }

    /// The names in a stretch that the finder marks, each with the form that it spells, if that is known.
    fn cut(&self, text: &Text, name: &Found, known: &KnownNames) -> Vec<(Found, Option<usize>)> {
        // Letters of Thai and its like are no words by themselves.
        let written = name.span.of(text.text);
        let pieces = (is_unspaced(written) && known_names::is_syllabic(written))
            .then(|| unspaced::cut(text.text, name.span, known, &self.forms))
            .flatten();
        let Some(pieces) = pieces else { return alloc::vec![(*name, None)] };
        let found = pieces.into_iter().map(|piece| {
            let kind = piece.kind.unwrap_or(name.kind);
            (Found { span: piece.span, kind }, piece.form)
        });
        found.collect()
    }

    fn vote(&mut self, form: usize, votes: Votes) {
        if let Some(form) = self.forms.list.get_mut(form) {
            form.votes.add(votes);
        }
    }

    /// “Islamic Revolutionary Guard Corps (IRGC)”: the letters fit, or the first of them stands before the name.
    fn bracketed(&mut self, text: &Text, long: (&Candidate, usize), short: (&Candidate, usize)) {
        let adjacent = long.0.words.end == short.0.words.start
            && text.words.get(short.0.words.start).is_some_and(|word| word.opened);
        let (Some(first), Some(second)) = (self.forms.list.get(long.1), self.forms.list.get(short.1)) else {
            return;
        };
        let (name, acronym) = if second.acronym { (first, second) } else { (second, first) };
        if !adjacent || !acronym.acronym || name.core().len() < 2 {
            return;
        }
        let letters = acronym.key.as_str();
        let fits = initials(name).iter().any(|initials| {
            let missing =
                letters.strip_suffix(initials.as_str()).or_else(|| letters.strip_prefix(initials.as_str()));
            missing.is_some_and(|rest| {
                rest.is_empty() || rest.chars().count() == 1 && initials.chars().count() >= 3
            })
        });
        if fits {
            self.acronyms.push(if second.acronym { (long.1, short.1) } else { (short.1, long.1) });
        }
    }

    /// What other names have to vouch for: single words at the beginning of sentences, and two names in one.
    fn confirm_weak(&mut self, candidates: Vec<(usize, Candidate)>) {
        let person = |form: &&SurfaceForm| form.kind() == Kind::Person && form.core().len() > 1;
        let people = self.forms.list.iter().filter(person);
        let families: BTreeSet<String> =
            people.filter_map(|form| form.core().last().map(|word| String::from(word.plain()))).collect();
        for (document, candidate) in candidates {
            let Some(text) = self.texts.get(document) else { continue };
            if is_compound(text, &candidate) {
                self.compound(document, candidate);
                continue;
            }
            let key = key_of(text.words.get(candidate.words.clone()).unwrap_or_default());
            let of_person = families.contains(&key)
                || nominatives(&key, text.language_at(candidate.words.start))
                    .any(|key| families.contains(&key));
            if self.forms.known(&key).is_some() || of_person {
                self.take(document, &candidate);
            }
        }
    }

    /// “Israel-Hamas” is two names if both halves are names by themselves.
    fn compound(&mut self, document: usize, candidate: Candidate) {
        let Some(text) = self.texts.get(document) else { return };
        let known = |at: usize| {
            text.words
                .get(at)
                .is_some_and(|word| self.forms.known(&word.key).is_some() || word.has(Class::PlaceName))
        };
        if !candidate.words.clone().all(known) {
            self.take(document, &candidate);
            return;
        }
        for at in candidate.words.clone() {
            let votes = Votes::of(text, &(at..at + 1), false, text.language_at(at));
            self.take(document, &Candidate { words: at..at + 1, votes, title: None, weak: false });
        }
    }

    /// Hashtags, and handles without a display name.
    fn resolve_tags(&mut self) {
        let known = KnownNames::new(&self.forms, self.texts);
        let mut places = Places::of(&self.forms, self.texts.len());
        for (document, text) in self.texts.iter().enumerate() {
            for (span, words) in tag::hashtags(text) {
                let across = known_names::hashtag(&known, &self.forms, &words);
                match across {
                    Some(form) => self.forms.mention(form, document, span),
                    None => tag::hashtag(&mut self.forms, document, span, &words),
                }
            }
            for item in text.items.iter().filter(|item| item.kind == SocialKind::Handle) {
                let owner = tag::owner(&self.forms, item.span.of(text.text));
                let free = places.get_mut(document).is_some_and(|places| places.take(item.span));
                if let Some(form) = owner.filter(|_| free) {
                    self.forms.mention(form, document, item.span);
                }
            }
        }
    }

    /// Names found so far, in headlines and in scripts without case.
    fn find_known(&mut self, learned: &[Learned]) {
        let known = KnownNames::new(&self.forms, self.texts);
        let mut places = Places::of(&self.forms, self.texts.len());
        for (document, text) in self.texts.iter().enumerate() {
            let learned = learned.get(document);
            for (span, form) in known.find(&self.forms, text) {
                // One word of what the finder sees as a full name is left to it: نیما کریمی is not Karimi alone.
                let person = self.forms.list.get(form).is_some_and(|form| form.kind() == Kind::Person);
                if person && learned.is_some_and(|learned| learned.is_part_of_person(text.text, span)) {
                    continue;
                }
                if places.get_mut(document).is_some_and(|places| places.take(span)) {
                    self.forms.mention(form, document, span);
                }
            }
        }
    }
}

/// Whether a preposition stands right before a name, so that it is in no nominative.
fn is_governed(text: &Text, words: &Range<usize>) -> bool {
    let before = words.start.checked_sub(1).and_then(|at| text.words.get(at));
    let joined = text.words.get(words.start).is_some_and(|word| word.joint == Joint::Space);
    let facts = LanguageFacts::of(text.language_at(words.start));
    joined
        && before.zip(facts).is_some_and(|(word, facts)| {
            matches!(word.shape, Shape::Lower | Shape::Title | Shape::Initial)
                && facts.prepositions.contains(&word.key.as_str())
        })
}

/// Whether every noun of a language has a capital, so that the finder is asked which of them are names.
fn has_capital_nouns(language: Language) -> bool {
    LanguageFacts::of(language).is_some_and(|facts| facts.capitalised_nouns)
}

/// Whether a candidate is two capitalised words with a hyphen between.
fn is_compound(text: &Text, candidate: &Candidate) -> bool {
    let words = text.words.get(candidate.words.clone()).unwrap_or_default();
    matches!(words, [first, second] if second.joint == Joint::Hyphen && first.is_capital() && second.is_capital())
}

fn groups(texts: &[Text], forms: &SurfaceForms, joined: &Joined, usage: &Usage) -> Vec<Entity> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, root) in joined.roots.iter().enumerate() {
        members.entry(*root).or_default().push(at);
    }
    let mut groups: Vec<(Mention, Entity)> =
        members.values().filter_map(|members| group(texts, forms, members, joined, usage)).collect();
    groups.sort_by(|(first, a), (other, b)| b.count.cmp(&a.count).then(first.cmp(other)));
    groups.into_iter().map(|(_, group)| group).collect()
}

fn group(
    texts: &[Text],
    forms: &SurfaceForms,
    members: &[usize],
    joined: &Joined,
    usage: &Usage,
) -> Option<(Mention, Entity)> {
    let mut votes = Votes::default();
    let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
    let mut variants: BTreeMap<String, (Vec<Mention>, Rank)> = BTreeMap::new();
    for (at, form) in members.iter().filter_map(|at| Some((*at, forms.list.get(*at)?))) {
        votes.add(form.votes);
        for (title, count) in &form.titles {
            *titles.entry(title).or_default() += count;
        }
        for mention in &form.mentions {
            let written = texts.get(mention.document).map_or("", |text| mention.span.of(text.text));
            let rank = Rank::of(written, form, joined.oblique.contains(&at));
            let variant = variants.entry(clean(written).into_owned()).or_insert_with(|| (Vec::new(), rank));
            variant.0.push(*mention);
        }
    }
    let kind = votes.kind_or_guess();
    let mut variants: Vec<(Spelling, Rank)> = variants
        .into_iter()
        .map(|(text, (mut mentions, rank))| {
            mentions.sort_unstable();
            (Spelling { text, mentions }, rank)
        })
        .collect();
    variants.sort_by(|(a, _), (b, _)| {
        b.mentions.len().cmp(&a.mentions.len()).then(a.mentions.first().cmp(&b.mentions.first()))
    });
    let forms_of: Vec<&SurfaceForm> = members.iter().filter_map(|at| forms.list.get(*at)).collect();
    let words = forms_of.iter().flat_map(|form| form.core_words().map(|word| String::from(word.plain())));
    let spellings: BTreeSet<String> = words.collect();
    let shared = shared_bases(&forms_of);
    let written: Vec<&str> = variants.iter().map(|(variant, _)| variant.text.as_str()).collect();
    let known = Known { usage, spellings: &spellings, names: &written, shared: &shared, governed: false };
    // `max_by_key` takes the last of equals: the most frequent comes first, so walk from the end.
    let best = |script: Option<Script>| {
        let own = variants
            .iter()
            .rev()
            .filter(|(variant, _)| script.is_none() || script_of_all(&variant.text) == script);
        let (preferred, rank) = own.max_by_key(|(variant, rank)| rank.order(kind, variant.mentions.len()))?;
        let known = Known { governed: rank.governed, ..known };
        let base = base_form(&preferred.text, rank.language, kind, &known);
        let base = base.filter(|_| rank.plain && !rank.acronym);
        Some(base.unwrap_or_else(|| without_tag(&preferred.text).into_owned()))
    };
    let name = best(None)?;
    let mut scripts: Vec<Script> = Vec::new();
    for script in variants.iter().filter_map(|(variant, _)| script_of_all(&variant.text)) {
        if !scripts.contains(&script) {
            scripts.push(script);
        }
    }
    let names = scripts.into_iter().filter_map(|script| best(Some(script))).collect();
    let mut titles: Vec<(&str, usize)> = titles.into_iter().collect();
    titles.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let variants: Vec<Spelling> = variants.into_iter().map(|(variant, _)| variant).collect();
    let count = variants.iter().map(|variant| variant.mentions.len()).sum();
    let first = variants.iter().filter_map(|variant| variant.mentions.first()).min().copied()?;
    let titles = titles.into_iter().map(|(title, _)| String::from(title)).collect();
    Some((first, Entity { name, names, kind, count, titles, variants }))
}

/// What several words of a name's spellings, each in another case, may be cases of.
fn shared_bases(forms: &[&SurfaceForm]) -> BTreeSet<String> {
    let words: BTreeMap<&str, &SpellingForm> =
        forms.iter().flat_map(|form| form.core_words()).map(|word| (word.plain(), word)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words.values() {
        for base in word.bases().collect::<BTreeSet<_>>() {
            *counts.entry(base).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(base, _)| String::from(base)).collect()
}

/// How fit a spelling is to stand for its group.
#[derive(Clone, Copy)]
struct Rank {
    plain: bool,
    quiet: bool,
    acronym: bool,
    /// An oblique case of another of the group.
    oblique: bool,
    /// Whether it only stands behind prepositions.
    governed: bool,
    words: usize,
    language: Language,
}

impl Rank {
    fn of(written: &str, form: &SurfaceForm, oblique: bool) -> Rank {
        let (acronym, words, language) = (form.acronym, form.core().len(), form.language);
        let tag = written.starts_with(is_tag_sign);
        let quiet = acronym || Text::new(written).words.iter().any(|word| word.shape != Shape::Upper);
        let governed = form.governed >= form.mentions.len();
        Rank { plain: !tag, quiet, acronym, oblique, governed, words, language }
    }

    /// People by full name, organizations written out; then what is written most.
    fn order(self, kind: Kind, count: usize) -> (bool, bool, bool, bool, usize) {
        let full = match kind {
            Kind::Person => self.words > 1,
            _ => !self.acronym,
        };
        (self.plain, full, !self.oblique, self.quiet, count)
    }
}
