//! From a query to rows: words like its words, rows that hold them, scores.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::file::File;
use super::gather::{Gathered, UnitCandidate, gather};
use super::parts::{self, Asked, LONGER, MISSING};
use super::table::Table;
use super::vocabulary::{Lookup, keep_least};
use super::wire::hash;
use super::{Hit, Query};
use crate::compare::{AlignedPair, Matcher, Name, NameToken, Slot};
use crate::name::Role;
use crate::quantity::Probability;

/// Lists so small are scored whole.
const SMALL: usize = 64;
/// Entries of trigram lists that are read for a query, shared by its parts.
const TOUCHES: usize = 300_000;
/// Words that are compared with the words of a query, shared by them.
const COMPARED: usize = 256;
/// Words of a query that are cut in halves.
const MOST_CUT: usize = 3;
/// The bits of the halves of a word, above those of the words of a query.
const FIRST_HALF: u32 = 1 << 30;
const SECOND_HALF: u32 = 1 << 31;
/// Into how many parts the work is divided for halves of words.
const HALVES: usize = 4;
/// How far down the row of likely words one is compared, behind the last that was good.
const DOWN: (usize, usize) = (64, 48);
/// Lists of more words than this are compared with fewer of them.
const MANY: usize = 1 << 16;
/// What tells enough for a word not to be looked up with its neighbours.
const WELL: i32 = 14 * 256;
/// What two words have to tell to be followed, in parts of [`LogOdds`](crate::LogOdds), and how much less than the best.
const LEAST: i32 = 256;
const BELOW_BEST: i32 = 18 * 256;
/// Words followed for a part of the query.
const FOLLOWED: usize = 64;
/// Rows whose words are looked at, and those of them that are compared, for each that is wanted, and at least.
const LOOKED_AT: (usize, usize) = (16, 256);
const CLOSELY: (usize, usize) = (2, 32);
/// LogOdds by which the relevance of a row may be estimated too low.
const MARGIN: i32 = 2 * 256;
/// Rows that seem so much less relevant than the best are no hits.
const HOPELESS: i32 = 64 * 256;
/// What words tell that are nothing like each other.
const NOTHING: i32 = i32::MIN / 4;
/// Words of the list that are kept ready.
const READY: usize = 1 << 16;

/// A word of the list and what it is made ready to.
type Ready = Option<Box<(u32, NameToken)>>;

/// Memory that searches share, so that each does not need its own: words of the list that were made ready, sums.
///
/// Some hundred bytes for each word kept ready, at most 65,536 of them.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    identity: u64,
    ready: Vec<Ready>,
    lookup: Lookup,
    gathered: Gathered,
    told: Table,
    rough: Vec<(Reverse<i32>, u32)>,
    answers: Vec<UnitCandidate>,
    pairs: Vec<AlignedPair>,
    second: Option<Box<Memory>>,
}

impl Memory {
    /// Memory for a second file.
    pub(super) fn second(&mut self) -> &mut Memory {
        self.second.get_or_insert_default()
    }

    /// Forgets the words of another file.
    fn turn_to(&mut self, file: &File<'_>) {
        let places = file.vocabulary.count.clamp(1, READY);
        if self.identity != file.head.identity || self.ready.len() != places {
            self.identity = file.head.identity;
            self.ready.clear();
            self.ready.resize(places, None);
            self.lookup = Lookup::default();
        }
    }
}

/// A word of the list made ready.
fn ready<'m>(ready: &'m mut [Ready], file: &File<'_>, word: u32) -> Option<&'m NameToken> {
    let at = word as usize % ready.len().max(1);
    let place = ready.get_mut(at)?;
    if place.as_ref().is_none_or(|ready| ready.0 != word) {
        *place = Some(Box::new((word, file.vocabulary.part(word))));
    }
    place.as_ref().map(|ready| &ready.1)
}

/// One search.
pub(super) struct Task<'a, 'm> {
    file: &'m File<'a>,
    query: &'m Query<'m>,
    kind: Option<u32>,
    memory: &'m mut Memory,
}

impl<'a, 'm> Task<'a, 'm> {
    pub(super) fn new(file: &'m File<'a>, query: &'m Query<'m>, memory: &'m mut Memory) -> Task<'a, 'm> {
        memory.turn_to(file);
        Task { file, query, kind: None, memory }
    }

    /// The best rows, each id once.
    pub(super) fn run(mut self, hidden: &dyn Fn(&str) -> bool) -> Vec<Hit<'a>> {
        if let Some(kind) = self.query.kind {
            match self.file.records.kind(kind) {
                Some(number) => self.kind = Some(number),
                None => return Vec::new(),
            }
        }
        let prepared = Name::new(self.query.name);
        let rows = if self.file.records.count <= SMALL {
            (0..self.file.records.count as u32).map(|row| (i32::MAX, row)).collect()
        } else {
            self.likely(&prepared)
        };
        self.scored(&prepared, rows, hidden)
    }

    /// Rows that may be what the query means with how relevant they seem, best first.
    fn likely(&mut self, prepared: &Name) -> Vec<(i32, u32)> {
        let asked = parts::asked(prepared, self.query.name);
        self.memory.told.clear();
        self.memory.answers.clear();
        let single = asked.iter().filter(|asked| asked.words == 1).count().max(1);
        // The words that something answers well need not be looked up with their neighbours.
        let mut answered = 0u32;
        for (number, one) in asked.iter().enumerate() {
            if one.part.role == Role::Initial || one.part.word().is_empty() {
                continue;
            }
            // What is written as one word in the list is looked for all the same, not what is like it. Syllables of one
            // word are answered by others too easily to settle anything.
            let syllabic = parts::is_syllabic(one);
            let settled = one.words > 1 && one.mask & answered == one.mask && !syllabic;
            let share = if one.words == 1 || syllabic { single } else { 3 * single };
            let compared = if settled { 0 } else { COMPARED / share };
            let answers = self.follow(Some(number), one, TOUCHES / share, compared);
            let well = |answer: &UnitCandidate| answer.gain > parts::gain(WELL, one.missing);
            if answers.iter().any(well) {
                answered |= one.mask;
            }
            self.memory.answers.extend(answers);
        }
        let memory = &mut *self.memory;
        gather(&mut memory.answers, self.file.postings(), self.file.records.count, &mut memory.gathered);
        let at_least = |(each, least): (usize, usize)| least.max(each * self.query.limit);
        let most = at_least(CLOSELY);
        let mut rough = core::mem::take(&mut memory.rough);
        rough.clear();
        let sums = memory
            .gathered
            .rows
            .iter()
            .map(|slot| (slot.sum, slot.key() as u32))
            .filter(|(_, row)| self.kind.is_none_or(|kind| self.file.records.is_kind(*row, kind)))
            .map(|(sum, row)| (Reverse(sum - LONGER * self.file.records.length(row)), row));
        rough.extend(sums);
        keep_least(&mut rough, at_least(LOOKED_AT));
        for (sum, row) in &mut rough {
            *sum = Reverse(self.guess(&asked, *row));
        }
        keep_least(&mut rough, most);
        let known: Vec<u32> = rough.iter().map(|(_, row)| *row).collect();
        let halves = self.halves(&asked).into_iter().filter(|row| !known.contains(row));
        rough.extend(halves.map(|row| (Reverse(0), row)));
        let mut rows: Vec<(i32, u32)> =
            rough.iter().map(|(_, row)| (self.estimate(prepared, &asked, *row), *row)).collect();
        self.memory.rough = rough;
        let best = rows.iter().map(|(bits, _)| *bits).max().unwrap_or(0);
        rows.retain(|(bits, _)| *bits >= best - HOPELESS);
        let whole = hash(&parts::whole(self.query.name, &parts::words(self.query.name)));
        rows.extend(self.file.records.exact(whole).take(most).map(|row| (i32::MAX, row)));
        rows.sort_unstable_by_key(|(bits, row)| (*row, Reverse(*bits)));
        rows.dedup_by_key(|(_, row)| *row);
        rows.sort_unstable_by_key(|(bits, row)| (Reverse(*bits), *row));
        rows
    }

    /// Finds the words of the list that may answer one part of the query.
    fn follow(
        &mut self,
        number: Option<usize>,
        one: &Asked<'_>,
        touches: usize,
        compared: usize,
    ) -> Vec<UnitCandidate> {
        let file = self.file;
        let Memory { ready: cache, lookup, told, .. } = &mut *self.memory;
        if compared > 0 {
            file.vocabulary.near(one.part.word(), &one.text, touches, compared, lookup);
        } else {
            lookup.found.clear();
        }
        let alike = [(one.part.role, one.part.link), (Role::Word, 0), (Role::Article, 0)];
        let same = alike.map(|(role, link)| file.vocabulary.find(&parts::key(role, link, &one.text)));
        let near = lookup.found.iter().map(|(_, word)| *word);
        let mut found: Vec<(Reverse<i32>, u32)> = Vec::new();
        let (mut best, mut last) = (LEAST, 0);
        let down = if file.vocabulary.count > MANY { DOWN.1 } else { DOWN.0 };
        for (at, word) in same.into_iter().flatten().chain(near).enumerate() {
            // Far down the row nothing good comes any more.
            if at > down + 2 * last {
                break;
            }
            let Some(part) = ready(cache, file, word) else { continue };
            let bits = parts::evidence(one.part, part).unwrap_or(NOTHING);
            if let Some(slot) = number.and_then(|number| told.slot(memo(number, word))) {
                slot.sum = bits;
            }
            if bits > LEAST && bits > best - BELOW_BEST {
                if bits > best - BELOW_BEST / 3 {
                    last = at;
                }
                best = best.max(bits);
                found.push((Reverse(bits), word));
            }
        }
        found.sort_unstable();
        found.dedup();
        let found = found.into_iter().take(FOLLOWED).filter(|(bits, _)| bits.0 > best - BELOW_BEST);
        let answer = |(Reverse(bits), word): (Reverse<i32>, u32)| {
            let entry = file.vocabulary.entry(word);
            let gain = parts::gain(bits, one.missing);
            UnitCandidate { gain, mask: one.mask, word, rows: entry.rows, postings: entry.postings }
        };
        found.map(answer).collect()
    }

    /// Rows that hold both halves of a word of the query; those first that answer its other words too.
    fn halves(&mut self, asked: &[Asked<'_>]) -> Vec<u32> {
        let single = asked.iter().filter(|one| one.words == 1).count();
        let whole = asked.iter().filter(|one| single == 1 || one.words == 1 && parts::is_syllabic(one));
        let mut rows: Vec<(Reverse<i32>, u32)> = Vec::new();
        for (one, (first, second)) in
            whole.take(MOST_CUT).flat_map(|one| parts::cuts(one).into_iter().map(move |cut| (one, cut)))
        {
            let others = self.memory.answers.iter().filter(|answer| answer.mask & one.mask == 0);
            let mut answers: Vec<UnitCandidate> = others.copied().collect();
            for (half, mask) in [(first, FIRST_HALF), (second, SECOND_HALF)] {
                let part = parts::word(&half);
                let half = Asked {
                    part: &part,
                    text: half.as_str().into(),
                    mask,
                    words: 1,
                    missing: part.slot(0).missing,
                };
                answers.extend(self.follow(None, &half, TOUCHES / HALVES, COMPARED));
            }
            let memory = &mut *self.memory;
            gather(&mut answers, self.file.postings(), self.file.records.count, &mut memory.gathered);
            let is_both = |mask: u32| mask & FIRST_HALF != 0 && mask & SECOND_HALF != 0;
            let both = memory.gathered.rows.iter().filter(|slot| is_both(slot.mask));
            rows.extend(both.map(|slot| {
                let row = slot.key() as u32;
                (Reverse(slot.sum - LONGER * self.file.records.length(row)), row)
            }));
        }
        rows.sort_unstable();
        rows.dedup_by_key(|(_, row)| *row);
        keep_least(&mut rows, CLOSELY.1);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// How relevant a row would be if it said no more than the words that were compared already.
    fn guess(&self, asked: &[Asked<'_>], row: u32) -> i32 {
        let mut pairs: Vec<(Reverse<i32>, i32, u32, u32)> = Vec::new();
        let mut left_row = 0;
        for (at, word) in self.file.records.words(row).enumerate() {
            left_row += MISSING;
            for (number, one) in asked.iter().enumerate() {
                let bits = self.memory.told.get(memo(number, word)).map_or(NOTHING, |slot| slot.sum);
                let gain = bits + one.missing.parts() + MISSING;
                if bits > NOTHING && gain > 0 {
                    pairs.push((Reverse(gain), bits.max(0), one.mask, 1 << at));
                }
            }
        }
        pairs.sort_unstable();
        let (mut taken, mut taken_row, mut told) = (0, 0, 0);
        for (_, bits, mask, mask_row) in pairs {
            if taken & mask == 0 && taken_row & mask_row == 0 {
                taken |= mask;
                taken_row |= mask_row;
                told += bits;
                left_row -= MISSING;
            }
        }
        let left = asked.iter().filter(|one| one.words == 1 && one.mask & taken == 0);
        parts::relevance(told, left.map(|one| one.missing.parts()).sum(), left_row)
    }

    /// The relevance of a row, but for what its words are in their name.
    fn estimate(&mut self, prepared: &Name, asked: &[Asked<'_>], row: u32) -> i32 {
        let words: Vec<u32> = self.file.records.words(row).collect();
        let mut places: Vec<Slot> = Vec::with_capacity(2 * words.len());
        // For each part of the row what it tells with each part of the query.
        let mut told: Vec<Option<i32>> = Vec::with_capacity(asked.len() * words.len());
        let mut open = 0u32;
        for (at, word) in words.iter().enumerate() {
            let Memory { ready: cache, told: known, .. } = &mut *self.memory;
            let Some(part) = ready(cache, self.file, *word) else { continue };
            places.push(part.slot(at as u8));
            let mut answered = false;
            for (number, one) in asked.iter().enumerate() {
                let key = memo(number, *word);
                let bits = match known.get(key).map(|slot| slot.sum) {
                    Some(bits) => bits,
                    None => {
                        let bits = parts::evidence(one.part, part).unwrap_or(NOTHING);
                        if let Some(slot) = known.slot(key) {
                            slot.sum = bits;
                        }
                        bits
                    }
                };
                told.push((bits > NOTHING).then_some(bits));
                answered |= bits > 0;
            }
            open |= u32::from(!answered) << at;
        }
        self.join(asked, &words, open, &mut places, &mut told);
        let agreement = |a: usize, b: usize| told.get(b * asked.len() + a).copied().flatten();
        parts::sum(prepared, &places, agreement, &mut self.memory.pairs)
    }

    /// Adds neighbours in the row that together may answer a word of the query, where each by itself answers nothing;
    /// of a word of syllables each nearly always answers something.
    fn join(
        &self,
        asked: &[Asked<'_>],
        words: &[u32],
        open: u32,
        places: &mut Vec<Slot>,
        told: &mut Vec<Option<i32>>,
    ) {
        let single = told.len();
        let lonely = |number: usize| {
            let mut bits = told.iter().take(single).skip(number).step_by(asked.len().max(1));
            !bits.any(|bits| bits.is_some_and(|bits| bits > 0))
        };
        let lonely: Vec<bool> = (0..asked.len()).map(lonely).collect();
        let syllabic = asked.iter().any(parts::is_syllabic);
        let may = |(one, lonely): (&Asked<'_>, &bool)| {
            (*lonely || parts::is_syllabic(one)) && one.words == 1 && one.part.role != Role::Initial
        };
        if !asked.iter().zip(&lonely).any(may) {
            return;
        }
        for (at, two) in words.windows(2).enumerate() {
            let [first, second] = two else { continue };
            if open >> at & 3 != 3 && !syllabic {
                continue;
            }
            let key = |word: u32| self.file.vocabulary.key(word);
            let part = parts::joined(key(*first), key(*second));
            places.push(part.slot(at as u8));
            told.extend(
                asked
                    .iter()
                    .zip(&lonely)
                    .map(|both| if may(both) { parts::evidence(both.0.part, &part) } else { None }),
            );
        }
    }

    /// Scores rows as they stand in the list, until no other can be among the best.
    fn scored(&self, prepared: &Name, rows: Vec<(i32, u32)>, hidden: &dyn Fn(&str) -> bool) -> Vec<Hit<'a>> {
        let limit = self.query.limit;
        let mut hits: Vec<Hit<'a>> = Vec::new();
        for (likely, number) in rows {
            let enough = hits.len() >= limit
                && hits
                    .get(limit.wrapping_sub(1))
                    .is_some_and(|worst| likely.saturating_add(MARGIN) < worst.relevance.parts());
            if enough || limit == 0 {
                break;
            }
            let row = self.file.records.row(number);
            if self.query.kind.is_some_and(|kind| row.kind != kind) || hidden(row.id) {
                continue;
            }
            let verdict = Matcher::new().compare(prepared, &Name::new(row.name));
            let Some(verdict) = verdict.filter(|verdict| verdict.aligned && verdict.score >= self.query.min)
            else {
                continue;
            };
            let hit = Hit { row, score: verdict.score, bits: verdict.bits, relevance: verdict.relevance };
            insert(&mut hits, hit);
        }
        hits.truncate(limit);
        hits
    }
}

/// Puts a hit in its place; of one id only the best stays.
pub(super) fn insert<'a>(hits: &mut Vec<Hit<'a>>, hit: Hit<'a>) {
    let standing = |hit: &Hit<'_>| Reverse((hit.score == Probability::ONE, hit.relevance, hit.score));
    let order = |a: &Hit<'_>, b: &Hit<'_>| {
        standing(a).cmp(&standing(b)).then_with(|| (a.row.name, a.row.id).cmp(&(b.row.name, b.row.id)))
    };
    if let Some(at) = hits.iter().position(|other| other.row.id == hit.row.id) {
        if hits.get(at).is_some_and(|other| order(other, &hit).is_le()) {
            return;
        }
        hits.remove(at);
    }
    let at = hits.partition_point(|other| order(other, &hit).is_le());
    hits.insert(at, hit);
}

/// One number for a part of the query and a word of the list.
fn memo(part: usize, word: u32) -> u64 {
    (part as u64) << 32 | u64::from(word)
}
