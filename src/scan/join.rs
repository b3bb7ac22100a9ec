//! Which forms write one name.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use super::form::{Form, Forms};
use super::kind::Kind;
use crate::compare::Word;
use crate::lexicon::Class;
use crate::name::{Role, phrase};
use crate::tables::LANGUAGES;
use crate::tag::Language;

/// How alike the words of two full names have to be.
const ALIKE: f64 = 0.8;
/// How alike where more depends on it: a name by itself, a word left out.
const SAME: f64 = 0.93;
/// How alike the words of organizations have to be: guard, guards.
const PLURAL: f64 = 0.85;
/// Forms that share their first consonants are compared; no more of them than this.
const BLOCK: usize = 200;

/// For each form the first form of its group.
pub(super) fn join(forms: &Forms, acronyms: &[(usize, usize)]) -> Vec<usize> {
    let mut groups = Groups { forms: &forms.list, root: (0..forms.list.len()).collect(), members: BTreeMap::new() };
    for at in 0..forms.list.len() {
        groups.members.insert(at, alloc::vec![at]);
    }
    groups.alike();
    groups.contained();
    groups.generic(forms);
    for (long, short) in acronyms {
        groups.unite(*long, *short);
    }
    groups.initials();
    groups.short();
    groups.root
}

struct Groups<'a> {
    forms: &'a [Form],
    root: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Groups<'a> {
    fn root(&self, at: usize) -> usize {
        self.root.get(at).copied().unwrap_or(at)
    }

    fn form(&self, at: usize) -> Option<&'a Form> {
        self.forms.get(at)
    }

    /// Makes one group of two, unless it would hold two people.
    fn unite(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        let (low, high) = (a.min(b), a.max(b));
        let of = |root: usize| self.members.get(&root).map(Vec::as_slice).unwrap_or_default();
        let people = |root: usize| {
            of(root).iter().take(BLOCK).filter_map(|at| self.form(*at)).filter(|form| is_full_person(form))
        };
        if people(low).any(|x| people(high).any(|y| !same_person(x, y))) {
            return false;
        }
        let moved = self.members.remove(&high).unwrap_or_default();
        for at in &moved {
            if let Some(root) = self.root.get_mut(*at) {
                *root = low;
            }
        }
        self.members.entry(low).or_default().extend(moved);
        true
    }

    /// Forms of the same number of words, or with a word more, spelled alike.
    fn alike(&mut self) {
        let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, form) in self.forms.iter().enumerate().filter(|(_, form)| !form.acronym) {
            let core = form.core();
            for word in core.first().into_iter().chain(core.last()) {
                let block = blocks.entry(word.bones.chars().take(2).collect()).or_default();
                if block.last() != Some(&at) {
                    block.push(at);
                }
            }
        }
        for block in blocks.values().map(|block| block.get(..BLOCK).unwrap_or(block)) {
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
            return same_word(x, y, SAME, [a.language, b.language]) && x.sound.chars().count() >= 4;
        }
        if is_organization(a) || is_organization(b) {
            let same = |(x, y): (&&Word, &&Word)| same_word(x, y, PLURAL, [a.language, b.language]);
            return x.len() == y.len() && x.iter().zip(&y).all(same);
        }
        same_person(a, b)
    }

    /// Organizations and places whose words stand in a longer name, if in one only.
    fn contained(&mut self) {
        let long: Vec<usize> = (0..self.forms.len())
            .filter(|at| self.form(*at).is_some_and(|form| form.core().len() > 2 && !is_full_person(form)))
            .collect();
        for at in 0..self.forms.len() {
            let Some(form) = self.form(at).filter(|form| form.core().len() > 1 && !titled(form)) else { continue };
            let holders = long.iter().copied().filter(|other| {
                self.form(*other).is_some_and(|other| {
                    other.core().len() > form.core().len() && kinds_agree(form.kind(), other.kind()) && holds(other, form)
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
    fn generic(&mut self, forms: &Forms) {
        for at in 0..self.forms.len() {
            let Some(form) = self.form(at).filter(|form| !is_full_person(form) || is_organization(form)) else { continue };
            let words: Vec<&str> = form.key.split(' ').collect();
            let generic = |words: &[&str]| {
                !words.is_empty() && phrase::is(&words.join(" "), Class::OrganizationGeneric)
            };
            let cut = (1..words.len()).find_map(|cut| {
                let (front, back) = words.split_at_checked(cut)?;
                if generic(back) { Some(front.join(" ")) } else if generic(front) { Some(back.join(" ")) } else { None }
            });
            if let Some(plain) = cut.and_then(|cut| forms.known(&cut)) {
                self.unite(at, plain);
            } else if form.uncased {
                self.generic_across(at, &words);
            }
        }
    }

    /// The same where what is left is written in another script: خبرگزاری تسنیم.
    fn generic_across(&mut self, at: usize, words: &[&str]) {
        let Some(form) = self.form(at) else { return };
        let rest: Vec<&Word> =
            form.words.iter().zip(words).filter(|(_, key)| !phrase::is(key, Class::OrganizationGeneric)).map(|(word, _)| word).collect();
        let [only] = rest.as_slice() else { return };
        if form.words.len() == rest.len() {
            return;
        }
        let fits = |other: &Form| {
            matches!(other.core().as_slice(), [word] if !other.uncased && word.similarity(only) >= 0.9 && word.bones.chars().count() >= 3)
        };
        let holders = (0..self.forms.len()).filter(|other| self.form(*other).is_some_and(fits)).collect();
        self.unite_if_one(at, holders);
    }

    /// Acronyms whose letters are the initials of one organization only.
    fn initials(&mut self) {
        for at in 0..self.forms.len() {
            let Some(acronym) = self.form(at).filter(|form| form.acronym) else { continue };
            let letters = acronym.key.clone();
            if letters.chars().count() < 3 {
                continue;
            }
            let fits = |form: &Form| form.core().len() > 2 && !form.acronym && initials(form).contains(&letters);
            let holders = (0..self.forms.len()).filter(|other| self.form(*other).is_some_and(fits)).collect();
            self.unite_if_one(at, holders);
        }
    }

    /// A word by itself that is the family name of one person here, or else the given name.
    fn short(&mut self) {
        let people: Vec<usize> =
            (0..self.forms.len()).filter(|at| self.form(*at).is_some_and(is_full_person)).collect();
        for at in 0..self.forms.len() {
            let Some(form) = self.form(at) else { continue };
            let core = form.core();
            let [word] = core.as_slice() else { continue };
            let other = matches!(form.kind(), Kind::Place | Kind::Organization) || form.acronym;
            if other || phrase::is(&form.key, Class::PlaceName) {
                continue;
            }
            for last in [true, false] {
                let holders: Vec<usize> = people
                    .iter()
                    .copied()
                    .filter(|person| {
                        self.form(*person).is_some_and(|person| {
                            let core = person.core();
                            let name = if last { core.last() } else { core.first() };
                            name.is_some_and(|name| same_word(name, word, SAME, [person.language, form.language]))
                        })
                    })
                    .collect();
                if !holders.is_empty() {
                    self.unite_if_one(at, holders);
                    break;
                }
            }
        }
    }
}

/// A name of at least two words that is no organization and no place.
fn is_full_person(form: &Form) -> bool {
    form.core().len() > 1 && matches!(form.kind(), Kind::Person | Kind::Other)
}

fn is_organization(form: &Form) -> bool {
    form.kind() == Kind::Organization
}

fn titled(form: &Form) -> bool {
    !form.titles.is_empty()
}

fn kinds_agree(a: Kind, b: Kind) -> bool {
    a == b || a == Kind::Other || b == Kind::Other
}

/// Whether two full names may be one person's: each word of the shorter answers one of the longer in order, and
/// the last words answer each other.
fn same_person(a: &Form, b: &Form) -> bool {
    let (a_core, b_core) = (a.core(), b.core());
    let (short, long) = if a_core.len() <= b_core.len() { (&a_core, &b_core) } else { (&b_core, &a_core) };
    let languages = [a.language, b.language];
    let least = if short.len() == long.len() { ALIKE } else { SAME };
    let (Some((short_last, short_rest)), Some((long_last, long_rest))) = (short.split_last(), long.split_last()) else {
        return false;
    };
    if short_rest.is_empty() || !same_word(short_last, long_last, ALIKE, languages) {
        return false;
    }
    let mut rest = long_rest.iter();
    short_rest.iter().all(|word| rest.any(|other| same_word(word, other, least, languages)))
}

/// Whether the words of `part` stand in `whole` in a row.
fn holds(whole: &Form, part: &Form) -> bool {
    let (whole_core, part_core) = (whole.core(), part.core());
    let languages = [whole.language, part.language];
    whole_core.windows(part_core.len()).any(|window| {
        window.iter().zip(&part_core).all(|(a, b)| same_word(a, b, PLURAL, languages))
    })
}

fn same_word(a: &Word, b: &Word, least: f64, languages: [Language; 2]) -> bool {
    a.similarity(b) >= least || inflected(&a.plain, &b.plain, languages)
}

/// Whether two words may be cases of one name in a language that both texts are in.
fn inflected(a: &str, b: &str, languages: [Language; 2]) -> bool {
    let [x, y] = languages;
    let Some(facts) = LANGUAGES.iter().find(|facts| x == y && facts.language == x) else { return false };
    let nominatives = |word: &str| {
        let mut found: Vec<String> = alloc::vec![String::from(word)];
        for (ending, replaced) in facts.case_endings {
            let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3) else { continue };
            found.extend(replaced.iter().map(|nominative| [stem, nominative].concat()));
        }
        found
    };
    let of_b = nominatives(b);
    nominatives(a).iter().any(|a| of_b.contains(a) && (a == b || of_b.first() == Some(a)))
        || of_b.iter().any(|b| b == a)
}

/// The letters that an acronym of the name may have: of all words, and of those that carry it.
pub(super) fn initials(form: &Form) -> [String; 2] {
    let of = |small: bool| {
        let words = form.words.iter().filter(|word| small || word.role != Role::Particle);
        words.filter_map(|word| word.plain.chars().next()).collect()
    };
    [of(true), of(false)]
}
