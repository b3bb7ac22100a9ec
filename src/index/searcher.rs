//! From a query to hits: the stages of a search in their order.
//!
//! | stage | function | sees | costs each | passes on |
//! |---|---|---|---|---|
//! | 1 trigram sums | `Dictionary::similar_words` | all words of the list | 1 ns | some 2000 words |
//! | 2 monotone scores | `Dictionary::similar_words` | those | 0.3 µs | `max_compared_words` |
//! | 3 evidence | `candidate_words` | those, until none is good | 3 µs | `max_candidates` a word |
//! | 4 row sums | `accumulate_postings` | rows of candidates | 5 ns | `estimated` rows |
//! | 5 estimates | `estimate_known`, `estimate` | those | 0.5 µs, 5 µs | `reestimated`, `ranked` rows |
//! | 6 comparison | `rank` | those | 20 µs | `limit` hits |
//!
//! Beside it go three roads for words that are written as one or as two: neighbours of the query are looked up joined
//! (stages 1 to 3), unanswered neighbours of a row are joined (stage 5), and words of the query are split (`split_words`).
//! Names that are equal word for word have a table of their own, so a name always finds itself.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::blocking::{CandidateWord, accumulate_postings, keep_least};
use super::file::{Index, Sections};
use super::list_word;
use super::merge::insert;
use super::params::PARAMS;
use super::pool::Pool;
use super::query::{Hit, Query, RankedHits, Search, Searcher, batch, finished};
use super::query_part::{QueryPart, query_parts};
use super::rank::{EXTRA, NOTHING, evidence, gain, rank, relevance_of_known, relevance_of_parts};
use super::workspace::{LookupKey, Workspace, pair_key};
use crate::codec::hash;
use crate::compare::{Matcher, Name, Slot};
use crate::name::Role;
use crate::quantity::LogOdds;

impl<D: AsRef<[u8]>> Index<D> {
    /// All hits that were ranked for a query with this name, best first, without the records of some ids.
    pub(super) fn ranked(
        &self,
        name: &Name,
        query: &Query<'_>,
        workspace: &mut Workspace,
        hidden: &dyn Fn(&str) -> bool,
    ) -> RankedHits<'_> {
        let sections = self.sections();
        Task::new(&sections, query, name, workspace).run(hidden)
    }
}

impl<D: AsRef<[u8]> + Sync> Index<D> {
    /// Searches for a name: say what is wanted, then ask for the [`hits`](Search::hits).
    ///
    /// Time depends on the list only by its logarithm and by how common the words of the query are, up to bounds; about
    /// a millisecond.
    ///
    /// ```
    /// use allonym::index::{Index, Query, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Qasem Soleimani"));
    /// let index = Index::from_bytes(builder.build())?;
    /// assert_eq!(index.search("Касем Сулеймани").limit(3).hits(), index.search(Query::new("Касем Сулеймани")).hits());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn search<'q>(&self, query: impl Into<Query<'q>>) -> Search<'_, 'q> {
        Search { searcher: self, query: query.into() }
    }

    /// The hits of many queries, names or [`Query`]s, in their order: the same as one search for each, side by side where
    /// the feature `parallel` is on.
    ///
    /// ```
    /// use allonym::index::{Index, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким"));
    /// let index = Index::from_bytes(builder.build())?;
    /// let hits = index.search_batch(&["Olga Kim", "올가 김"]);
    /// assert_eq!(hits[1], index.search("올가 김").hits());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn search_batch<'q, Q: Into<Query<'q>> + Copy + Sync>(&self, queries: &[Q]) -> Vec<Vec<Hit<'_>>> {
        batch(self, queries)
    }
}

impl<D: AsRef<[u8]> + Sync> Searcher for Index<D> {
    fn find<'s>(&'s self, query: &Query<'_>, workspace: &mut Workspace) -> Vec<Hit<'s>> {
        let name = Name::new(query.name);
        finished(self.ranked(&name, query, workspace, &|_| false), &name, query)
    }

    fn pool(&self) -> &Pool {
        Index::pool(self)
    }
}

/// The bits of the halves of a word, above those of the words of a query.
const FIRST_HALF: u32 = 1 << 30;
const SECOND_HALF: u32 = 1 << 31;

/// One search.
pub(super) struct Task<'a, 'm> {
    sections: &'m Sections<'a>,
    query: &'m Query<'m>,
    /// The name that is asked for.
    name: &'m Name,
    /// The number of the kind that is asked for.
    kind: Option<u32>,
    workspace: &'m mut Workspace,
}

/// What a word of the query may spend.
#[derive(Clone, Copy)]
struct Budget {
    /// Bytes of trigram lists.
    bytes: usize,
    /// Words whose evidence is worked out.
    words: usize,
}

impl Budget {
    fn share(divisor: usize) -> Budget {
        Budget { bytes: PARAMS.max_trigram_bytes / divisor, words: PARAMS.max_compared_words / divisor }
    }
}

impl<'a, 'm> Task<'a, 'm> {
    pub(super) fn new(
        sections: &'m Sections<'a>,
        query: &'m Query<'m>,
        name: &'m Name,
        workspace: &'m mut Workspace,
    ) -> Task<'a, 'm> {
        workspace.turn_to(sections.head.identity, sections.dictionary.count, sections.rows.count);
        Task { sections, query, name, kind: None, workspace }
    }

    /// All hits that were ranked, best first, each id once, without the ids that are hidden.
    pub(super) fn run(mut self, hidden: &dyn Fn(&str) -> bool) -> RankedHits<'a> {
        let rows = self.sections.rows;
        if let Some(kind) = self.query.kind {
            match rows.kind(kind) {
                Some(number) => self.kind = Some(number),
                None => return RankedHits::default(),
            }
        }
        if rows.count <= PARAMS.max_exhaustive_rows {
            return RankedHits { first: self.rank(0..rows.count as u32, hidden), further: Vec::new() };
        }
        let first = self.candidate_rows(0);
        let mut further = Vec::new();
        if PARAMS.ranked(self.query.limit) > PARAMS.ranked(0) {
            further = self.candidate_rows(self.query.limit);
            further.retain(|row| !first.contains(row));
        }
        RankedHits { first: self.rank(first, hidden), further: self.rank(further, hidden) }
    }

    /// Stages 1 to 5 for so many hits: rows that may be what the query means, those of the best estimates first.
    fn candidate_rows(&mut self, limit: usize) -> Vec<u32> {
        let parts = query_parts(self.name, self.query.name);
        self.look_up(&parts);
        let Workspace { candidates, sums, .. } = &mut *self.workspace;
        accumulate_postings(candidates, self.sections.postings, self.sections.rows.count, sums);
        let mut ranked = self.estimate_known(&parts, limit);
        let known: Vec<u32> = ranked.iter().map(|(_, row)| *row).collect();
        let split = self.split_words(&parts).into_iter().filter(|row| !known.contains(row));
        ranked.extend(split.map(|row| (Reverse(0), row)));
        let mut rows: Vec<(i32, u32)> =
            ranked.iter().map(|(_, row)| (self.estimate(&parts, *row), *row)).collect();
        self.workspace.ranked = ranked;
        let best = rows.iter().map(|(relevance, _)| *relevance).max().unwrap_or(0);
        rows.retain(|(relevance, _)| *relevance >= best - PARAMS.hopeless);
        let most = PARAMS.ranked(limit);
        rows.sort_unstable_by_key(|(relevance, row)| (Reverse(*relevance), *row));
        rows.truncate(most);
        for key in list_word::whole_name_keys(self.name) {
            let same = self.sections.rows.exact(hash(&key)).take(most);
            rows.extend(same.map(|row| (i32::MAX, row)));
        }
        rows.sort_unstable_by_key(|(relevance, row)| (*row, Reverse(*relevance)));
        rows.dedup_by_key(|(_, row)| *row);
        rows.sort_unstable_by_key(|(relevance, row)| (Reverse(*relevance), *row));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Stages 1 to 3 for every part of the query, into `workspace.candidates`.
    fn look_up(&mut self, parts: &[QueryPart<'_>]) {
        self.workspace.known.clear();
        self.workspace.candidates.clear();
        let single = parts.iter().filter(|part| part.words == 1).count().max(1);
        for (number, part) in parts.iter().enumerate() {
            if part.part.role == Role::Initial || part.part.word().is_empty() {
                continue;
            }
            // Neighbours are looked up as one word even where each has its answer: شجاع الدين is Shujauddin, though Shuja and
            // Uddin are words of the list too.
            let divisor = if part.words == 1 || part.is_syllabic() {
                single
            } else {
                PARAMS.joined_budget_divisor * single
            };
            let candidates = self.candidate_words(Some(number), part, Budget::share(divisor));
            self.workspace.candidates.extend(candidates);
        }
    }

    /// Stages 1 to 3: the words of the list that may answer one part of the query. What is found out about them is kept
    /// under the `number` of the part, if it has one.
    fn candidate_words(
        &mut self,
        number: Option<usize>,
        part: &QueryPart<'_>,
        budget: Budget,
    ) -> Vec<CandidateWord> {
        let dictionary = &self.sections.dictionary;
        let key = LookupKey {
            text: part.text.clone().into_owned(),
            role: part.part.role,
            link: part.part.link,
            words: part.words,
            language: self.name.language,
            budget: (budget.bytes, budget.words),
        };
        if self.workspace.compared.get(&key).is_none() {
            let compared = self.compare_words(part, budget);
            self.workspace.compared.put(key.clone(), compared);
        }
        let Workspace { compared, known, .. } = &mut *self.workspace;
        let mut found: Vec<(Reverse<i32>, u32)> = Vec::new();
        let mut best = PARAMS.min_evidence;
        for (word, bits) in compared.get(&key).unwrap_or_default() {
            if let Some(slot) = number.and_then(|number| known.slot(pair_key(number, *word))) {
                slot.sum = *bits;
            }
            if *bits > PARAMS.min_evidence && *bits > best - PARAMS.max_below_best {
                best = best.max(*bits);
                found.push((Reverse(*bits), *word));
            }
        }
        found.sort_unstable();
        found.dedup();
        let found = found
            .into_iter()
            .take(PARAMS.max_candidates)
            .filter(|(bits, _)| bits.0 > best - PARAMS.max_below_best);
        let candidate = |(Reverse(bits), word): (Reverse<i32>, u32)| {
            let entry = dictionary.entry(word);
            let gain = gain(bits, part.missing);
            CandidateWord { gain, mask: part.mask, word, rows: entry.rows, postings: entry.postings }
        };
        found.map(candidate).collect()
    }

    /// Stages 1 to 3 for a word that is not remembered: the words of the list with which it is compared, the likest first,
    /// until no good one comes any more, with their evidence.
    fn compare_words(&mut self, part: &QueryPart<'_>, budget: Budget) -> Vec<(u32, i32)> {
        let sections = self.sections;
        let dictionary = &sections.dictionary;
        let Workspace { ready, lookup, .. } = &mut *self.workspace;
        dictionary.similar_words(part.part, &part.text, budget.bytes, budget.words, lookup);
        let alike = [(part.part.role, part.part.link), (Role::Word, 0), (Role::Article, 0)];
        let same = alike.map(|(role, link)| dictionary.find(&list_word::key(role, link, &part.text)));
        let similar = lookup.found.iter().map(|(_, word)| *word);
        let (mut best, mut last_good) = (PARAMS.min_evidence, 0);
        let patience = PARAMS.patience_in(dictionary.count, part.is_syllabic());
        let mut compared = Vec::new();
        let synonyms = dictionary.synonyms(part.part.role, part.part.link).take(PARAMS.max_synonyms);
        let alike = lookup.alike.iter().copied().take(PARAMS.max_read_alike);
        let sure: Vec<u32> = same.into_iter().flatten().chain(synonyms).chain(alike).collect();
        let patience = patience + sure.len();
        for (at, word) in sure.into_iter().chain(similar).enumerate() {
            if at > patience + PARAMS.patience_growth * last_good {
                break;
            }
            let Some(listed) = ready.get(&sections.dictionary, word) else { continue };
            let bits = evidence(part.part, listed).unwrap_or(NOTHING);
            compared.push((word, bits));
            if bits > PARAMS.min_evidence && bits > best - PARAMS.max_below_best {
                if bits > best - PARAMS.max_below_best / PARAMS.good_divisor {
                    last_good = at;
                }
                best = best.max(bits);
            }
        }
        compared
    }

    /// Stage 5, first half: of the rows with the greatest sums those that are worth most by what is known already.
    fn estimate_known(&mut self, parts: &[QueryPart<'_>], limit: usize) -> Vec<(Reverse<i32>, u32)> {
        let rows = &self.sections.rows;
        let times = if parts.iter().any(QueryPart::is_syllabic) { PARAMS.syllabic_rows } else { 1 };
        let mut ranked = core::mem::take(&mut self.workspace.ranked);
        ranked.clear();
        let sums = self
            .workspace
            .sums
            .rows
            .iter()
            .map(|slot| (slot.sum, slot.key() as u32))
            .filter(|(_, row)| self.kind.is_none_or(|kind| rows.is_kind(*row, kind)))
            .map(|(sum, row)| (Reverse(sum - EXTRA * rows.length(row)), row));
        ranked.extend(sums);
        keep_least(&mut ranked, PARAMS.estimated(limit).saturating_mul(times));
        let known = &self.workspace.known;
        for (sum, row) in &mut ranked {
            let words: Vec<u32> = rows.words(*row).collect();
            *sum = Reverse(relevance_of_known(parts, words.len(), |part, at| {
                words.get(at).and_then(|word| known.get(pair_key(part, *word))).map(|slot| slot.sum)
            }));
        }
        keep_least(&mut ranked, PARAMS.reestimated(limit).saturating_mul(times));
        ranked
    }

    /// Stage 5, second half: the relevance of a row, but for what its words are in their name.
    fn estimate(&mut self, parts: &[QueryPart<'_>], row: u32) -> i32 {
        let words: Vec<u32> = self.sections.rows.words(row).collect();
        let mut places: Vec<Slot> = Vec::with_capacity(2 * words.len());
        // For each part of the row its evidence with each part of the query.
        let mut table: Vec<Option<i32>> = Vec::with_capacity(parts.len() * words.len());
        let mut unanswered = 0u32;
        for (at, word) in words.iter().enumerate() {
            let Workspace { ready, known, .. } = &mut *self.workspace;
            let Some(listed) = ready.get(&self.sections.dictionary, *word) else { continue };
            places.push(listed.slot(at as u8));
            let mut answered = false;
            for (number, part) in parts.iter().enumerate() {
                let key = pair_key(number, *word);
                let bits = match known.get(key).map(|slot| slot.sum) {
                    Some(bits) => bits,
                    None => {
                        let bits = evidence(part.part, listed).unwrap_or(NOTHING);
                        if let Some(slot) = known.slot(key) {
                            slot.sum = bits;
                        }
                        bits
                    }
                };
                table.push((bits > NOTHING).then_some(bits));
                answered |= bits > 0;
            }
            unanswered |= u32::from(!answered) << at;
        }
        self.join_words(parts, &words, unanswered, &mut places, &mut table);
        let evidence = |a: usize, b: usize| table.get(b * parts.len() + a).copied().flatten();
        relevance_of_parts(self.name, &places, evidence, &mut self.workspace.pairs)
    }

    /// Adds neighbours in the row that together may answer a word of the query, where each by itself answers nothing;
    /// of a word of syllables each nearly always answers something.
    fn join_words(
        &self,
        parts: &[QueryPart<'_>],
        words: &[u32],
        unanswered: u32,
        places: &mut Vec<Slot>,
        table: &mut Vec<Option<i32>>,
    ) {
        let single = table.len();
        let lonely = |number: usize| {
            let mut bits = table.iter().take(single).skip(number).step_by(parts.len().max(1));
            !bits.any(|bits| bits.is_some_and(|bits| bits > 0))
        };
        let lonely: Vec<bool> = (0..parts.len()).map(lonely).collect();
        let syllabic = parts.iter().any(QueryPart::is_syllabic);
        let may = |(part, lonely): (&QueryPart<'_>, &bool)| {
            (*lonely || part.is_syllabic()) && part.words == 1 && part.part.role != Role::Initial
        };
        if !parts.iter().zip(&lonely).any(may) {
            return;
        }
        for (at, two) in words.windows(2).enumerate() {
            let [first, second] = two else { continue };
            if unanswered >> at & 3 != 3 && !syllabic {
                continue;
            }
            let key = |word: u32| self.sections.dictionary.key(word);
            let joined = list_word::joined(key(*first), key(*second));
            places.push(joined.slot(at as u8));
            let both = parts.iter().zip(&lonely);
            table.extend(both.map(|both| if may(both) { evidence(both.0.part, &joined) } else { None }));
        }
    }

    /// Rows that hold both halves of a word of the query; those first that answer its other words too.
    fn split_words(&mut self, parts: &[QueryPart<'_>]) -> Vec<u32> {
        let single = parts.iter().filter(|part| part.words == 1).count();
        let answered = self.workspace.candidates.iter();
        let answered = answered.filter(|word| word.gain > gain(PARAMS.split_below, LogOdds::ZERO));
        let answered = answered.fold(0, |mask, word| mask | word.mask);
        let unanswered = |part: &&QueryPart<'_>| part.words == 1 && part.mask & answered == 0;
        let whole = parts.iter().filter(|part| {
            let always = single == 1 || part.words == 1 && part.is_syllabic();
            always && !part.is_long_syllabic() || unanswered(part)
        });
        let mut rows: Vec<(Reverse<i32>, u32)> = Vec::new();
        for (whole, (first, second)) in whole
            .take(PARAMS.max_split_words)
            .flat_map(|part| part.splits().into_iter().map(move |halves| (part, halves)))
        {
            let others = self.workspace.candidates.iter().filter(|word| word.mask & whole.mask == 0);
            let mut candidates: Vec<CandidateWord> = others.copied().collect();
            for (half, mask) in [(first, FIRST_HALF), (second, SECOND_HALF)] {
                let part = list_word::word(&half);
                let missing = part.slot(0).missing;
                let half = QueryPart { part: &part, text: half.as_str().into(), mask, words: 1, missing };
                let bytes = PARAMS.max_trigram_bytes / PARAMS.half_budget_divisor;
                let budget = Budget { bytes, words: PARAMS.max_compared_words };
                candidates.extend(self.candidate_words(None, &half, budget));
            }
            let sums = &mut self.workspace.sums;
            accumulate_postings(&mut candidates, self.sections.postings, self.sections.rows.count, sums);
            let is_both = |mask: u32| mask & FIRST_HALF != 0 && mask & SECOND_HALF != 0;
            let both = sums.rows.iter().filter(|slot| is_both(slot.mask));
            rows.extend(both.map(|slot| {
                let row = slot.key() as u32;
                (Reverse(slot.sum - EXTRA * self.sections.rows.length(row)), row)
            }));
        }
        rows.sort_unstable();
        rows.dedup_by_key(|(_, row)| *row);
        keep_least(&mut rows, PARAMS.min_ranked);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Stage 6: compares the names of rows with the query and ranks them.
    fn rank(&mut self, rows: impl IntoIterator<Item = u32>, hidden: &dyn Fn(&str) -> bool) -> Vec<Hit<'a>> {
        let mut hits: Vec<Hit<'a>> = Vec::new();
        for number in rows {
            let record = self.sections.rows.record(number);
            if self.query.kind.is_some_and(|kind| record.kind != kind) || hidden(record.id) {
                continue;
            }
            let Workspace { names, pairs, .. } = &mut *self.workspace;
            let Some(row) = names.get(number, record.name) else { continue };
            if let Some(ranked) = rank(self.name, row, pairs) {
                let mut hit = Hit::new(record, ranked);
                if self.query.explain {
                    hit.explanation = Some(Matcher::new().explain(self.name, row));
                }
                insert(&mut hits, hit);
            }
        }
        hits
    }
}
