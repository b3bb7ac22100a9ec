//! Clusters: which surface forms write one name.
//!
//! Input: surface forms, and pairs of an expansion and its acronym. Output: for each form the root of its cluster.
//!
//! A disjoint-set forest is merged in passes, the surest first: inflected forms with their base forms, names that the
//! lexicon has for one place, forms whose words are similar, names contained in one longer name only, names but for a
//! generic word, acronyms with the one name of their initials, single words with the one person who bears them. A merge
//! is refused if the cluster would hold two full names of persons that do not match.
//!
//! Forms are compared only if they share a blocking key of a word, and at most [`MAX_BLOCK`] a key: time is linear in the
//! forms, with that bound squared as its factor in the worst case.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::{string::String, vec::Vec};

use super::inflection::{is_inflected, nominatives, nominatives_of_any};
use super::kind::{is_listed, organization_of, place_of};
use super::spelling_form::{SpellingForm, Threshold};
use super::surface_form::{SurfaceForm, SurfaceForms};
use crate::name::{Kind, is_oftener_given, is_syllabic, surprisal};
use crate::tables::lexicon::Class;
use crate::tag::Language;
use crate::text as phrase;

/// SurfaceForms that share a key are compared; no more of them than this.
const MAX_BLOCK: usize = 200;

/// Which forms write one name.
pub(super) struct Joined {
    /// For each form a form that stands for its group.
    pub(super) roots: Vec<usize>,
    /// The forms that are oblique cases of others of their group.
    pub(super) oblique: BTreeSet<usize>,
}

/// Puts forms together that write one name.
pub(super) fn join(forms: &SurfaceForms, acronyms: &[(usize, usize)]) -> Joined {
    let mut clusters = Clusters {
        forms: &forms.list,
        root: (0..forms.list.len()).collect(),
        members: (0..forms.list.len()).map(|at| (at, alloc::vec![at])).collect(),
        oblique: BTreeSet::new(),
    };
    clusters.merge_inflected();
    clusters.merge_joined(forms);
    clusters.merge_listed();
    clusters.merge_similar();
    clusters.merge_joined_across();
    clusters.merge_contained();
    clusters.merge_generic(forms);
    clusters.merge_editions(forms);
    for (long, short) in acronyms {
        clusters.unite(*long, *short);
    }
    clusters.merge_acronyms();
    clusters.merge_short();
    Joined { roots: clusters.root, oblique: clusters.oblique }
}

struct Clusters<'a> {
    forms: &'a [SurfaceForm],
    root: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
    /// Oblique cases of other forms, which speak for them.
    oblique: BTreeSet<usize>,
}

/// Surface forms by the keys of some of their words; each list no longer than [`MAX_BLOCK`].
struct BlockingIndex(BTreeMap<u32, Vec<usize>>);

impl BlockingIndex {
    fn of<'f>(
        forms: &'f [SurfaceForm],
        words: impl Fn(&'f SurfaceForm) -> Vec<&'f SpellingForm>,
    ) -> BlockingIndex {
        let mut index: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, form) in forms.iter().enumerate() {
            for key in words(form).into_iter().flat_map(SpellingForm::keys) {
                let block = index.entry(*key).or_default();
                if block.last() != Some(&at) && block.len() < MAX_BLOCK {
                    block.push(at);
                }
            }
        }
        BlockingIndex(index)
    }

    /// The forms that share a key with one of the words, in their order.
    fn near(&self, words: &[&SpellingForm]) -> Vec<usize> {
        let keys = words.iter().flat_map(|word| word.keys());
        let mut near: Vec<usize> = keys.filter_map(|key| self.0.get(key)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        near
    }
}

impl<'a> Clusters<'a> {
    fn root(&self, at: usize) -> usize {
        self.root.get(at).copied().unwrap_or(at)
    }

    fn form(&self, at: usize) -> Option<&'a SurfaceForm> {
        self.forms.get(at)
    }

    /// Makes one group of two, unless it would hold two people.
    fn unite(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        let of = |root: usize| self.members.get(&root).map(Vec::as_slice).unwrap_or_default();
        // The smaller group moves, so that no form moves often.
        let (kept, gone) = if of(a).len() >= of(b).len() { (a, b) } else { (b, a) };
        let people = |root: usize| {
            of(root)
                .iter()
                .filter(|at| !self.oblique.contains(at))
                .take(MAX_BLOCK)
                .filter_map(|at| self.form(*at))
                .filter(|form| is_full_person(form))
        };
        let apart = |x: &SurfaceForm, y: &SurfaceForm| !same_person(x, y) && !is_swapped(x, y);
        if people(kept).any(|x| people(gone).any(|y| apart(x, y))) {
            return false;
        }
        // Nord Stream 2 is not Nord Stream.
        let numbered = |root: usize| {
            let forms = of(root).iter().take(MAX_BLOCK).filter_map(|at| self.form(*at));
            forms.filter(|form| !form.acronym && form.kind() != Kind::Place).map(numbers)
        };
        if numbered(kept).chain(numbered(gone)).collect::<BTreeSet<_>>().len() > 1 {
            return false;
        }
        let moved = self.members.remove(&gone).unwrap_or_default();
        for at in &moved {
            if let Some(root) = self.root.get_mut(*at) {
                *root = kept;
            }
        }
        self.members.entry(kept).or_default().extend(moved);
        true
    }

    /// Oblique cases of names that stand in the nominative elsewhere.
    fn merge_inflected(&mut self) {
        let mut by_first: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, form) in self.forms.iter().enumerate() {
            if let Some(first) = form.core().first() {
                let block = by_first.entry(first.plain()).or_default();
                if block.len() < MAX_BLOCK {
                    block.push(at);
                }
            }
        }
        for at in 0..self.forms.len() {
            let Some(form) = self.form(at) else { continue };
            let core = form.core();
            let is_nominative = |other: &SurfaceForm| {
                let matches_with = |(case, plain): (&&SpellingForm, &&SpellingForm)| {
                    case.plain() == plain.plain()
                        || base_forms(case.plain(), form.language).any(|word| word == plain.plain())
                };
                let theirs = other.core();
                // Where no language is known, a usual name is no inflection of another: Alexandra, Alexander.
                let inflected = |(case, plain): (&&SpellingForm, &&SpellingForm)| {
                    case.plain() != plain.plain() && surprisal(case.plain()).is_none()
                };
                other.language == form.language
                    && theirs.len() == core.len()
                    && core.iter().zip(&theirs).all(matches_with)
                    && (form.language != Language::UNDETERMINED || core.iter().zip(&theirs).any(inflected))
            };
            let Some(first) = core.first() else { continue };
            let firsts =
                core::iter::once(String::from(first.plain())).chain(base_forms(first.plain(), form.language));
            let near = firsts.filter_map(|first| by_first.get(first.as_str())).flatten().copied();
            let plain = near.filter(|other| *other != at && self.form(*other).is_some_and(is_nominative));
            if let Some(plain) = plain.min().filter(|plain| !self.oblique.contains(plain)) {
                self.oblique.insert(at);
                self.unite(plain, at);
            }
        }
    }

    /// Names that are one when their words are written as one: بندر عباس, بندرعباس.
    fn merge_joined(&mut self, forms: &SurfaceForms) {
        for (at, form) in self.forms.iter().enumerate().filter(|(_, form)| form.words.len() > 1) {
            let joined = form.key.replace(' ', "");
            if let Some(other) = forms.known(&joined).filter(|other| *other != at) {
                self.unite(other, at);
            }
        }
    }

    /// The same in two scripts: بندرعباس, Bandar Abbas.
    fn merge_joined_across(&mut self) {
        let singles = BlockingIndex::of(self.forms, |form| {
            let core = form.core();
            if core.len() == 1 && form.uncased { core } else { Vec::new() }
        });
        for at in 0..self.forms.len() {
            let Some(form) = self.form(at).filter(|form| !form.uncased) else { continue };
            let core = form.core();
            let [first, second] = core.as_slice() else { continue };
            let joined = first.joined(second);
            let same = |other: &SurfaceForm| {
                kinds_agree(form.kind(), other.kind())
                    && other.core_words().all(|word| word.matches_with(&joined, Threshold::SAME))
            };
            let near = singles.near(&[&joined]).into_iter();
            let holders = near.filter(|other| self.form(*other).is_some_and(same)).collect();
            self.unite_if_one(at, holders);
        }
    }

    /// Names that the lexicon has for one place or for one organization, in any language.
    fn merge_listed(&mut self) {
        let mut first: BTreeMap<(bool, u16), usize> = BTreeMap::new();
        for (at, form) in self.forms.iter().enumerate().filter(|(_, form)| !titled(form)) {
            let listed = organization_of(&form.key, form.language)
                .map(|organization| (true, organization))
                .or_else(|| place_of(&form.key, form.language).map(|place| (false, place)));
            if let Some(listed) = listed.filter(|_| form.kind() != Kind::Person) {
                let first = *first.entry(listed).or_insert(at);
                self.unite(first, at);
            }
        }
    }

    /// SurfaceForms of the same number of words, or with a word more, spelled alike.
    fn merge_similar(&mut self) {
        let blocks =
            BlockingIndex::of(self.forms, |form| if form.acronym { Vec::new() } else { form.core() });
        for block in blocks.0.values() {
            for (i, a) in block.iter().enumerate() {
                for b in block.iter().skip(i + 1) {
                    if self.root(*a) != self.root(*b) && self.are_alike(*a, *b) {
                        self.unite(*a, *b);
                    }
                }
            }
        }
    }

    fn are_alike(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.form(a), self.form(b)) else { return false };
        if !kinds_agree(a.kind(), b.kind()) {
            return false;
        }
        let (x, y) = (a.core(), b.core());
        if x.len() == 1 && y.len() == 1 {
            let (Some(x), Some(y)) = (x.first(), y.first()) else { return false };
            return x.is_informative_with(y) && x.matches_with(y, Threshold::SAME);
        }
        if is_organization(a) || is_organization(b) {
            let mut pairs = x.iter().zip(&y);
            return x.len() == y.len() && pairs.all(|(x, y)| x.matches_with(y, Threshold::PLURAL));
        }
        same_person(a, b) || is_swapped(a, b)
    }

    /// Organizations and places whose words stand in a longer name, if in one only.
    fn merge_contained(&mut self) {
        let index = BlockingIndex::of(self.forms, |form| {
            let core = form.core();
            if core.len() > 2 && form.kind() != Kind::Person { core } else { Vec::new() }
        });
        for at in 0..self.forms.len() {
            let Some(form) = self.form(at).filter(|form| !titled(form)) else { continue };
            let core = form.core();
            if core.len() < 2 {
                continue;
            }
            let holders = index.near(&core).into_iter().filter(|other| {
                self.form(*other).is_some_and(|other| {
                    let known = is_organization(form) || !is_full_person(other);
                    known
                        && other.core().len() > core.len()
                        && kinds_agree(form.kind(), other.kind())
                        && holds(other, form)
                })
            });
            self.unite_if_one(at, holders.collect());
        }
    }

    fn unite_if_one(&mut self, at: usize, holders: Vec<usize>) {
        let mut roots: Vec<usize> = holders.iter().map(|holder| self.root(*holder)).collect();
        roots.sort_unstable();
        roots.dedup();
        if let [only] = roots.as_slice() {
            self.unite(at, *only);
        }
    }

    /// “Tasnim News Agency” is Tasnim, if Tasnim is a name here.
    fn merge_generic(&mut self, forms: &SurfaceForms) {
        let singles = BlockingIndex::of(self.forms, |form| {
            let core = form.core();
            if core.len() == 1 { core } else { Vec::new() }
        });
        for at in 0..self.forms.len() {
            let Some(form) = self.form(at).filter(|form| !is_full_person(form) || is_organization(form))
            else {
                continue;
            };
            let words: Vec<&str> = form.key.split(' ').collect();
            let generic = |words: &[&str]| {
                !words.is_empty() && phrase::is(&words.join(" "), Class::OrganizationGeneric)
            };
            let cut = (1..words.len()).find_map(|cut| {
                let (front, back) = words.split_at_checked(cut)?;
                if generic(back) {
                    Some(front.join(" "))
                } else if generic(front) {
                    Some(back.join(" "))
                } else {
                    None
                }
            });
            // МИД Великобритании is not Великобритания, Nord Stream 2 not Nord Stream.
            let cut = cut.filter(|cut| !is_listed(cut, form.language, Class::PlaceName));
            if let Some(plain) = cut.and_then(|cut| forms.known(&cut)) {
                self.unite(at, plain);
            } else if form.uncased {
                self.merge_generic_across(at, &words, &singles);
            }
        }
    }

    /// “Al Jazeera English” is Al Jazeera.
    fn merge_editions(&mut self, forms: &SurfaceForms) {
        for (at, form) in self.forms.iter().enumerate().filter(|(_, form)| form.kind() != Kind::Person) {
            let Some((front, last)) = form.key.rsplit_once(' ') else { continue };
            let plain = forms.known(front).filter(|_| phrase::is(last, Class::Demonym));
            if let Some(plain) = plain.filter(|plain| self.form(*plain).is_some_and(is_organization)) {
                self.unite(plain, at);
            }
        }
    }

    /// The same where what is left is written in another script: خبرگزاری تسنیم.
    fn merge_generic_across(&mut self, at: usize, words: &[&str], singles: &BlockingIndex) {
        let Some(form) = self.form(at) else { return };
        let named =
            form.words.iter().zip(words).filter(|(_, key)| !phrase::is(key, Class::OrganizationGeneric));
        let rest: Vec<&SpellingForm> = named.map(|(word, _)| word).collect();
        let [only] = rest.as_slice() else { return };
        if form.words.len() == rest.len() {
            return;
        }
        let same =
            |word: &&SpellingForm| word.is_informative_with(only) && word.matches_with(only, Threshold::SAME);
        let fits = |other: &SurfaceForm| !other.uncased && other.core().iter().all(same);
        let near = singles.near(&[only]).into_iter();
        let holders = near.filter(|other| self.form(*other).is_some_and(fits)).collect();
        self.unite_if_one(at, holders);
    }

    /// Acronyms whose letters are the initials of one organization only.
    fn merge_acronyms(&mut self) {
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, form) in
            self.forms.iter().enumerate().filter(|(_, form)| !form.acronym && form.core().len() > 2)
        {
            for letters in initials(form) {
                names.entry(letters).or_default().push(at);
            }
        }
        for at in 0..self.forms.len() {
            let Some(acronym) = self.form(at).filter(|form| form.acronym) else { continue };
            if let Some(holders) = names.get(&acronym.key).filter(|_| acronym.key.chars().count() >= 3) {
                self.unite_if_one(at, holders.clone());
            }
        }
    }

    /// A word by itself that is the family name of one person here, or else the given name.
    fn merge_short(&mut self) {
        let people = |last: bool| {
            BlockingIndex::of(self.forms, move |form| {
                let core = if is_full_person(form) { form.core() } else { Vec::new() };
                let name = if last { core.last() } else { core.first() };
                name.into_iter().copied().collect()
            })
        };
        let by_name = [(true, people(true)), (false, people(false))];
        for at in 0..self.forms.len() {
            let Some(form) = self.form(at) else { continue };
            let core = form.core();
            let [word] = core.as_slice() else { continue };
            if form.acronym || form.votes.firm > 0 || is_no_person(form) {
                continue;
            }
            let usual = is_oftener_given(&form.key);
            for (last, people) in &by_name {
                // Microsoft is no given name, so it is not Microsoft Office.
                let matches_with = |person: &SurfaceForm| {
                    let core = person.core();
                    let name = if *last { core.last() } else { core.first() };
                    let is_person = if *last { is_named(person) } else { usual && person.votes.person > 1 };
                    is_person && name.is_some_and(|name| name.matches_with(word, Threshold::SAME))
                };
                let near = people.near(&[word]).into_iter();
                let mut holders: Vec<usize> =
                    near.filter(|at| self.form(*at).is_some_and(matches_with)).collect();
                // Whom a text calls by one word it has named in its own script.
                let script = word.script();
                let own = |at: &usize| {
                    self.form(*at).is_some_and(|form| form.core().iter().all(|word| word.script() == script))
                };
                if holders.iter().any(own) {
                    holders.retain(own);
                }
                if !holders.is_empty() {
                    self.unite_if_one(at, holders);
                    break;
                }
            }
        }
    }
}

/// The base forms of a word; where its language is not known, by those of its script.
fn base_forms<'w>(word: &'w str, language: Language) -> impl Iterator<Item = String> + 'w {
    let (own, any) = match language {
        Language::UNDETERMINED => (None, Some(nominatives_of_any(word))),
        language => (Some(nominatives(word, language)), None),
    };
    own.into_iter().flatten().chain(any.into_iter().flatten())
}

/// Whether two names are the same two words in the other order: Kenichi Sato, Sato Kenichi.
fn is_swapped(a: &SurfaceForm, b: &SurfaceForm) -> bool {
    match (a.core().as_slice(), b.core().as_slice()) {
        ([given, family], [first, second]) => {
            given.plain() == second.plain()
                && family.plain() == first.plain()
                && given.plain() != family.plain()
        }
        _ => false,
    }
}

/// The numbers in a name.
fn numbers(form: &SurfaceForm) -> Vec<&str> {
    let is_number = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    form.words.iter().map(SpellingForm::plain).filter(is_number).collect()
}

/// A name of at least two words that is no organization and no place.
fn is_full_person(form: &SurfaceForm) -> bool {
    form.core().len() > 1 && matches!(form.kind(), Kind::Person | Kind::Other)
}

/// Whether more speaks for a full name being a person's than for anything else.
fn is_named(form: &SurfaceForm) -> bool {
    form.votes.person > form.votes.organization.max(form.votes.place)
}

/// Whether the lexicon has a word as something else than a name of persons.
fn is_no_person(form: &SurfaceForm) -> bool {
    const OTHERS: [Class; 4] =
        [Class::PlaceName, Class::OrganizationName, Class::OrganizationHead, Class::PlaceHead];
    OTHERS.iter().any(|class| is_listed(&form.key, form.language, *class))
}

fn is_organization(form: &SurfaceForm) -> bool {
    form.kind() == Kind::Organization
}

fn titled(form: &SurfaceForm) -> bool {
    !form.titles.is_empty()
}

fn kinds_agree(a: Kind, b: Kind) -> bool {
    a == b || a == Kind::Other || b == Kind::Other
}

/// Whether two full names may be one person's: each word of the shorter matches_with one of the longer in order, and
/// the last words answer each other.
fn same_person(a: &SurfaceForm, b: &SurfaceForm) -> bool {
    let (a_core, b_core) = (a.core(), b.core());
    let (short, long) = if a_core.len() <= b_core.len() { (&a_core, &b_core) } else { (&b_core, &a_core) };
    let threshold = if short.len() == long.len() { Threshold::ALIKE } else { Threshold::SAME };
    // Of names of syllables none is left out: Kim Yo Jong is not Kim Jong.
    let syllables = |word: &&SpellingForm| is_syllabic(word.plain());
    if short.len() < long.len() && long.len() == 3 && long.iter().all(syllables) {
        return false;
    }
    let (Some((short_last, short_rest)), Some((long_last, long_rest))) =
        (short.split_last(), long.split_last())
    else {
        return false;
    };
    // Most pairs are nothing like each other, which is cheap to see.
    let may = |word: &&SpellingForm| long_rest.iter().any(|other| word.may_match(other));
    if short_rest.is_empty() || !short_last.may_match(long_last) || !short_rest.iter().all(may) {
        return false;
    }
    let mut rest = long_rest.iter();
    short_last.matches_with(long_last, Threshold::ALIKE)
        && short_rest.iter().all(|word| rest.any(|other| word.matches_with(other, threshold)))
}

/// Whether the words of `part` stand in `whole` in a row, with no head noun before them: the directorate of a commission is
/// not the commission.
fn holds(whole: &SurfaceForm, part: &SurfaceForm) -> bool {
    let (whole_core, part_core) = (whole.core(), part.core());
    let same = |window: &[&SpellingForm]| {
        window.iter().zip(&part_core).all(|(a, b)| a.matches_with(b, Threshold::PLURAL))
    };
    let at = whole_core.windows(part_core.len()).position(same);
    let head = |word: &&SpellingForm| is_inflected(word.plain(), Class::OrganizationHead, whole.language);
    at.is_some_and(|at| !whole_core.iter().take(at).any(head))
}

/// The letters that an acronym of the name may have: of all words, and of those that carry it.
pub(super) fn initials(form: &SurfaceForm) -> [String; 2] {
    let of = |small: bool| {
        let words = form.words.iter().filter(|word| small || !word.role().is_particle());
        words.filter_map(|word| word.plain().chars().next()).collect()
    };
    [of(true), of(false)]
}

#[cfg(test)]
mod tests {
    use super::super::resolve;

    fn clusters(document: &str) -> usize {
        resolve(&[document]).len()
    }

    #[test]
    fn forms_of_one_name_meet() {
        // Inflected, in the other order, with another spelling, by the family name alone.
        assert_eq!(clusters("Petr Novák přišel. Dům Petra Nováka."), 1);
        assert_eq!(clusters("Kenichi Sato is here. Sato Kenichi left."), 1);
        assert_eq!(clusters("Qasem Soleimani spoke. Then Qassem Soleimani left. Later Soleimani came."), 1);
    }

    #[test]
    fn forms_of_two_names_stay_apart() {
        assert_eq!(clusters("Kim Jong Un met his sister Kim Yo Jong."), 2);
        assert_eq!(clusters("Hassan Rouhani met Mohammad Zarif."), 2);
    }
}
