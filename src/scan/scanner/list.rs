//! The list of a scanner: its names cut into words, and what each word is found by.
//!
//! Input: records. Output: the names in one order, whatever order they came in; the *words* of the list, each once, with
//! the names that hold it; for each spelling key the words that have it; the names that are one word or may be written as
//! one. Some twenty microseconds and half a kilobyte a name.

use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;
use std::collections::HashMap;

use crate::scan::kind::{organization_of, place_of};
use crate::scan::spelling_form::SpellingForm;
use crate::scan::text::is_unspaced;
use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::compare::{Name, NameToken, Reach, TokenClass, TokenOutline};
use crate::index::Record;
use crate::name::{Kind, Order, Role};
use crate::tables::lexicon::Class;
use crate::tag::{Language, Script};
use crate::text::{self, CaseShape, language_by_letters, script_of_word};
use crate::unicode::script_of;

/// Names of the list that a name may be found in by initials: letters of an acronym at the most.
const MAX_ACRONYM: usize = 6;
/// Characters of a name that is looked for inside runs of letters at the least.
const MIN_UNSPACED: usize = 2;
/// Letters of the words of a name together at the least, to look for them written as one: #qassemsoleimani.
const MIN_JOINED: usize = 6;

/// What a record says, kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OwnRecord {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) language: String,
}

impl OwnRecord {
    fn new(record: Record<'_>) -> OwnRecord {
        let own = |text: &str| String::from(text);
        OwnRecord {
            id: own(record.id),
            name: own(record.name),
            kind: own(record.kind),
            language: own(record.language),
        }
    }

    pub(super) fn record(&self) -> Record<'_> {
        Record::new(&self.id, &self.name).kind(&self.kind).language(&self.language)
    }
}

/// A name of the list.
#[derive(Clone, Debug)]
pub(super) struct ListedName {
    /// The number of its record.
    pub(super) record: usize,
    /// The number of its id: names of one id are of one bearer.
    pub(super) bearer: u32,
    pub(super) name: Name,
    /// The words that carry it, a bit each: no particles, no initials.
    pub(super) core: u32,
    /// Its family name among them, if it is of a person and has more words.
    pub(super) family: u32,
    /// Whether a word of it is an initial.
    pub(super) initials: bool,
    /// Whether a word of it joins two others: Bosnia and Herzegovina.
    pub(super) connects: bool,
    /// Whether it is one word in capitals.
    pub(super) acronym: bool,
    /// The number of the word that each of its tokens is, if it is one word of the list.
    pub(super) words: Vec<Option<u32>>,
}

impl ListedName {
    /// The token that covers exactly these words.
    pub(super) fn token(&self, mask: u32) -> Option<&NameToken> {
        let at = self.name.slots.iter().position(|slot| slot.mask() == mask)?;
        self.name.tokens.get(at)
    }

    /// Whether it may be the name of a person: the list says so, or says nothing and no word of it is of another kind.
    pub(super) fn is_person(&self, record: &OwnRecord) -> bool {
        let other =
            |token: &NameToken| text::senses(&token.key).any(|sense| NOT_OF_PERSONS.contains(&sense.class));
        match kind_of(&record.kind) {
            Some(kind) => kind == Kind::Person,
            None => match self.name.kind() {
                Kind::Person => true,
                Kind::Other => !self.name.tokens.iter().any(other),
                _ => false,
            },
        }
    }
}

/// What words of persons' names are not.
const NOT_OF_PERSONS: [Class; 7] = [
    Class::Function,
    Class::Demonym,
    Class::OrganizationGeneric,
    Class::OrganizationHead,
    Class::PlaceGeneric,
    Class::PlaceHead,
    Class::PlaceName,
];

/// The kind that a list means by a word of its own, if it is one of ours.
fn kind_of(word: &str) -> Option<Kind> {
    let kinds = [Kind::Person, Kind::Organization, Kind::Place, Kind::Vessel];
    kinds.into_iter().find(|kind| alloc::format!("{kind}").eq_ignore_ascii_case(word))
}

/// Where a word of the list stands: in which name, and which of its words it covers, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub(super) name: u32,
    pub(super) mask: u32,
}

/// A word of the list, or words that stand side by side taken as one.
#[derive(Clone, Debug)]
pub(super) struct ListedWord {
    pub(super) form: SpellingForm,
    pub(super) postings: Vec<Posting>,
}

/// A word that the list is asked for.
#[derive(Debug)]
pub(super) struct Sought {
    pub(super) form: SpellingForm,
    outlines: Vec<TokenOutline>,
}

impl Sought {
    pub(super) fn new(written: &str, language: Language) -> Sought {
        let form = SpellingForm::new(written, Role::Word, language);
        Sought { outlines: form.outlines().collect(), form }
    }
}

/// Words of the list that share blocking keys with a word.
#[derive(Debug, Default)]
pub(super) struct Near {
    /// The likest first.
    pub(super) found: Vec<Neighbour>,
    /// How many keys each word of the list shares; 0 of all that are not found.
    shared: Vec<u8>,
}

/// A word of the list that may be a spelling of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Neighbour {
    /// Letters of both without an answer.
    distance: u32,
    /// How many keys they share.
    shared: Reverse<u8>,
    /// The number of the word in the list.
    pub(super) word: u32,
}

/// The names to look for; see the [module](self).
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) records: Vec<OwnRecord>,
    pub(super) names: Vec<ListedName>,
    pub(super) words: Vec<ListedWord>,
    /// Words by their normalized form.
    numbers: HashMap<String, u32>,
    /// Words by the keys of their spellings.
    blocks: HashMap<u32, Vec<u32>>,
    /// What tells that a word is nothing like another: of each word its own, then those of its nominatives.
    outlines: Vec<TokenOutline>,
    /// Where those of each word end.
    outline_ends: Vec<u32>,
    /// Names of other bearers that are spelled as a name is, where there are any.
    namesakes: HashMap<u32, Vec<u32>>,
    /// Names that the lexicon has, by the place or organization that it links them to, with their script.
    linked: HashMap<(bool, u16), Vec<(u32, Script)>>,
    /// Names of several words by these written as one.
    joined: HashMap<String, Vec<u32>>,
    /// Names of scripts without spaces, which may stand anywhere in a run of letters, as they are written; and whose each is.
    pub(super) unspaced: Option<AhoCorasick>,
    pub(super) patterns: Vec<u32>,
}

impl List {
    pub(super) fn new<'r>(records: impl IntoIterator<Item = Record<'r>>) -> List {
        let mut own: Vec<OwnRecord> = records.into_iter().map(OwnRecord::new).collect();
        own.sort_unstable();
        own.dedup();
        let mut list = List::default();
        let mut bearer = 0u32;
        for (at, record) in own.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| own.get(before));
            if before.is_some_and(|before| before.id != record.id) {
                bearer += 1;
            }
            for name in Name::new(&record.name).alternatives() {
                list.add(at, bearer, record, name);
            }
        }
        list.records = own;
        list.namesakes = namesakes(&list.names);
        list.link();
        for (number, word) in (0u32..).zip(&list.words) {
            for key in word.form.keys() {
                list.blocks.entry(*key).or_default().push(number);
            }
            list.outlines.extend(word.form.outlines());
            list.outline_ends.push(list.outlines.len() as u32);
        }
        let written: Vec<(&str, u32)> = (0u32..)
            .zip(&list.names)
            .map(|(number, name)| (name.name.text().trim(), number))
            .filter(|(name, _)| is_syllables(name) && name.chars().nth(MIN_UNSPACED - 1).is_some())
            .collect();
        list.patterns = written.iter().map(|(_, number)| *number).collect();
        // A DFA takes time in the square of a name of one letter again and again.
        let machine = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(written.iter().map(|(name, _)| name))
            .ok();
        list.unspaced = machine.filter(|_| !written.is_empty());
        list
    }

    fn add(&mut self, at: usize, bearer: u32, record: &OwnRecord, name: &Name) {
        let is_named = |class| matches!(class, TokenClass::Name | TokenClass::Number);
        let single = || name.slots.iter().zip(&name.tokens).filter(|(slot, _)| slot.words == 1);
        let mut core =
            single().filter(|(slot, _)| is_named(slot.class)).fold(0, |all, (slot, _)| all | slot.mask());
        if core == 0 {
            core = single().fold(0, |all, (slot, _)| all | slot.mask());
        }
        if core == 0 {
            return;
        }
        let number = self.names.len() as u32;
        let mut listed = ListedName {
            record: at,
            bearer,
            name: name.clone(),
            core,
            family: 0,
            initials: single().any(|(slot, _)| slot.class == TokenClass::Initial),
            connects: text::key(name.text()).split(' ').any(is_connector),
            acronym: is_acronym(name.text()),
            words: Vec::with_capacity(name.tokens.len()),
        };
        if core.count_ones() > 1 && listed.is_person(record) {
            listed.family = family(&listed);
        }
        for (slot, token) in name.slots.iter().zip(&name.tokens) {
            let mask = slot.mask();
            if mask & core == 0 || mask & !core != 0 && slot.words == 1 || token.key.is_empty() {
                listed.words.push(None);
                continue;
            }
            listed.words.push((!token.key.contains(' ')).then(|| self.word(&token.key, name)));
            // A part of several words, as lexicons have them, is found by each.
            for piece in token.key.split(' ') {
                let word = self.word(piece, name);
                let posting = Posting { name: number, mask };
                if let Some(word) = self.words.get_mut(word as usize)
                    && word.postings.last() != Some(&posting)
                {
                    word.postings.push(posting);
                }
            }
        }
        let joined: String = single().map(|(_, token)| token.key.as_str()).collect();
        if joined.chars().nth(MIN_JOINED - 1).is_some() {
            self.joined.entry(joined).or_default().push(number);
        }
        self.names.push(listed);
    }

    /// The number of a word, a new one if it is new.
    fn word(&mut self, key: &str, name: &Name) -> u32 {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = self.words.len() as u32;
        let language = language_by_letters(name.text()).unwrap_or(Language::UNDETERMINED);
        let form = SpellingForm::new(key, Role::Word, language);
        self.words.push(ListedWord { form, postings: Vec::new() });
        self.numbers.insert(key.into(), number);
        number
    }

    pub(super) fn name(&self, number: u32) -> Option<&ListedName> {
        self.names.get(number as usize)
    }

    pub(super) fn record(&self, name: &ListedName) -> Option<&OwnRecord> {
        self.records.get(name.record)
    }

    /// The word with this normalized form.
    pub(super) fn find(&self, key: &str) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    /// The words that may be spellings of a word: those that share a key and leave few letters without an answer, the likest
    /// first, no more than so many.
    pub(super) fn near(&self, sought: &Sought, most: usize, near: &mut Near) {
        near.found.clear();
        near.shared.resize(self.words.len(), 0);
        for word in sought.form.keys().iter().filter_map(|key| self.blocks.get(key)).flatten() {
            let Some(shared) = near.shared.get_mut(*word as usize) else { continue };
            if *shared == 0 {
                near.found.push(Neighbour { distance: 0, shared: Reverse(0), word: *word });
            }
            *shared = shared.saturating_add(1);
        }
        let shared = &mut near.shared;
        near.found.retain_mut(|one| {
            one.shared = Reverse(shared.get_mut(one.word as usize).map_or(0, core::mem::take));
            let distance = self.distance(one.word, sought, Reach::CLOSE);
            one.distance = distance.unwrap_or(0);
            distance.is_some()
        });
        if near.found.len() > most {
            near.found.select_nth_unstable(most);
            near.found.truncate(most);
        }
    }

    /// How many letters a word of the list and one that is sought leave without an answer; nothing if they are no spellings.
    pub(super) fn distance(&self, word: u32, sought: &Sought, reach: Reach) -> Option<u32> {
        let end = |at: u32| self.outline_ends.get(at as usize).map_or(0, |end| *end as usize);
        let start = word.checked_sub(1).map_or(0, end);
        let own = self.outlines.get(start..end(word)).unwrap_or_default().iter();
        let near =
            |own| sought.outlines.iter().filter_map(move |other: &TokenOutline| other.distance(own, reach));
        own.flat_map(near).min()
    }

    /// Takes note of the names that the lexicon has.
    fn link(&mut self) {
        for (number, name) in (0u32..).zip(&self.names) {
            if let Some(link) = link_of(&text::key(name.name.text())) {
                self.linked.entry(link).or_default().push((number, name.name.signature.script));
            }
        }
    }

    /// The names of what a word of a script is called in another one: Russia of 俄罗斯. In one script translations are
    /// other names: Germany, Deutschland.
    pub(super) fn translations(&self, key: &str, script: Script) -> impl Iterator<Item = Posting> + '_ {
        let link = if self.linked.is_empty() { None } else { link_of(key) };
        let found = link.and_then(|link| self.linked.get(&link)).map_or(&[] as &[_], Vec::as_slice);
        let other = found.iter().filter(move |(_, own)| *own != script);
        other.filter_map(|(name, _)| Some(Posting { name: *name, mask: self.name(*name)?.core }))
    }

    /// The names of other bearers that are spelled as a name is.
    pub(super) fn namesakes(&self, name: u32) -> &[u32] {
        self.namesakes.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The names of several words that are these letters when they are written as one.
    pub(super) fn joined(&self, letters: &str) -> &[u32] {
        self.joined.get(letters).map_or(&[], Vec::as_slice)
    }
}

/// The place or organization that a name is of in the lexicon, and whether it is an organization.
fn link_of(key: &str) -> Option<(bool, u16)> {
    let place = place_of(key, Language::UNDETERMINED).map(|link| (false, link));
    place.or_else(|| organization_of(key, Language::UNDETERMINED).map(|link| (true, link)))
}

/// Whether a word joins two names, and is no part of names in another language: and, та; not al.
pub(super) fn is_connector(key: &str) -> bool {
    text::is(key, Class::Connector) && !text::is_particle(key) && !text::is(key, Class::Article)
}

/// For each name those of other bearers with the same normal form, one of each, in the order of the list.
fn namesakes(names: &[ListedName]) -> HashMap<u32, Vec<u32>> {
    let mut spelled: HashMap<String, Vec<(u32, u32)>> = HashMap::new();
    for (number, name) in (0u32..).zip(names) {
        spelled.entry(text::key(name.name.text())).or_default().push((number, name.bearer));
    }
    let mut found: HashMap<u32, Vec<u32>> = HashMap::new();
    for group in spelled.into_values() {
        let mut bearers = group.clone();
        bearers.dedup_by_key(|(_, bearer)| *bearer);
        if bearers.len() > 1 {
            for (number, own) in group {
                let others = bearers.iter().filter(|(_, bearer)| *bearer != own).map(|(other, _)| *other);
                found.insert(number, others.collect());
            }
        }
    }
    found
}

/// Whether a name is of signs that part it from other words by themselves: Han and kana do, letters of Thai do not.
fn is_syllables(name: &str) -> bool {
    let syllabic = |c| matches!(script_of(c), Script::HAN | Script::KATAKANA | Script::HIRAGANA);
    is_unspaced(name) && name.chars().any(syllabic)
}

/// Whether a name is one word in capitals, and short.
fn is_acronym(name: &str) -> bool {
    let name = name.trim();
    let upper = CaseShape::of(name, script_of_word(name)) == CaseShape::Upper;
    upper && name.chars().count() <= MAX_ACRONYM && name.chars().all(char::is_alphanumeric)
}

/// The words of the family name: those that parsing says are it, else the last word, or the first one where it says so or
/// the script puts it there.
fn family(listed: &ListedName) -> u32 {
    let name = &listed.name;
    let single = || {
        name.slots
            .iter()
            .zip(&name.tokens)
            .filter(|(slot, _)| slot.words == 1 && slot.mask() & listed.core != 0)
    };
    let said = single().filter(|(_, token)| token.role == Role::Family);
    let said = said.fold(0, |all, (slot, _)| all | slot.mask());
    if said != 0 && said != listed.core {
        return said;
    }
    let first = single().next().map(|(slot, _)| slot.mask());
    let last = single().last().map(|(slot, _)| slot.mask());
    let han = matches!(name.signature.script, Script::HAN | Script::HANGUL);
    let leads = name.order() == Order::FamilyFirst && !name.text().contains([',', '،']) || han;
    if leads { first } else { last }.unwrap_or(0)
}

/// The letters that a tag is compared by: its words normalized, written as one.
pub(super) fn joined_key(words: &str) -> String {
    text::key(words).split(' ').collect()
}
