//! The bounds of a search, in one place.
//!
//! A search is a cascade: each stage is some ten times dearer than the one before it and sees some ten times fewer
//! candidates. These numbers say how many pass from stage to stage. Greater ones find more and cost more; none of them
//! changes how what is found is scored. They were set by measuring recall among ten and time on the lists of the
//! project's development sets and on a million made-up names (`benches/tools/search_times.rs`).

/// How much work each stage of a search may do, and which candidates it passes on.
///
/// Evidence stands in parts of [`LogOdds`](crate::LogOdds), 256 to a bit.
#[derive(Clone, Copy, Debug)]
pub(super) struct SearchParams {
    /// Lists of at most so many records are scored whole. 0 to some thousand.
    pub(super) max_exhaustive_rows: usize,

    /// Stage 1: bytes of trigram posting lists that are read for a query, shared by its parts. 10⁴ to 10⁷.
    pub(super) max_trigram_bytes: usize,
    /// Stage 3: words of the list whose evidence is worked out for a query, shared by its words. 10 to 10⁴.
    pub(super) max_compared_words: usize,
    /// Stage 3 ends when so many words in a row, by their monotone score, were not good: in dictionaries of up to
    /// `large_dictionary` words, in larger ones, and for words of syllables, whose letters say less of their sound. 16 to 512.
    pub(super) patience: usize,
    pub(super) patience_large: usize,
    pub(super) patience_syllabic: usize,
    /// From how many different words on a dictionary is large.
    pub(super) large_dictionary: usize,
    /// For each word that was good the patience of stage 3 grows by so many.
    pub(super) patience_growth: usize,
    /// Two joined words get this part of the budget of one (1/n).
    pub(super) joined_budget_divisor: usize,
    /// The least that a word of the list has to tell to be a candidate.
    pub(super) min_evidence: i32,
    /// How much less than the best candidate of a part others may tell.
    pub(super) max_below_best: i32,
    /// A candidate within this part (1/n) of `max_below_best` is good, for the patience of stage 3.
    pub(super) good_divisor: i32,
    /// Words of the list that mean what a word of the query does in other languages, and are compared with it. 16 to 256.
    pub(super) max_synonyms: usize,
    /// Words of the list that are read as the syllables of a word of the query and that stages 1 and 2 left out. 16 to 256.
    pub(super) max_read_alike: usize,
    /// Candidates that are kept for a part of the query.
    pub(super) max_candidates: usize,

    /// Stage 4: rows of candidates that are walked one by one, summed over the words of the query from the rarest on.
    pub(super) max_walked_rows: u64,
    /// Rows of the other words, which are only marked in bitmaps.
    pub(super) max_marked_rows: u64,
    /// Of a word that is too common to be walked, so many of its first rows, the shortest names, are walked all the same.
    pub(super) walked_prefix: usize,
    /// Words of the query that are marked, at most.
    pub(super) max_bitmaps: usize,

    /// Stage 5: rows whose relevance is estimated from what is already known, for each hit that is wanted, and at least.
    pub(super) estimated_per_hit: usize,
    pub(super) min_estimated: usize,
    /// Rows whose relevance is estimated from all their words, for each hit that is wanted, and at least.
    pub(super) reestimated_per_hit: usize,
    pub(super) min_reestimated: usize,
    /// Queries of a word of syllables estimate so many times as many rows: a syllable is answered by many words. 1 to 4.
    pub(super) syllabic_rows: usize,
    /// Stage 6: rows whose names are compared with the query, for each hit that is wanted, and at least.
    pub(super) ranked_per_hit: usize,
    pub(super) min_ranked: usize,
    /// Rows that seem so much less relevant than the best are no hits.
    pub(super) hopeless: i32,

    /// A word of a query of several words is split if no word of the list gains so much for it.
    pub(super) split_below: i32,
    /// Words of the query that are looked up as two words written as one.
    pub(super) max_split_words: usize,
    /// Each half of such a word gets this part (1/n) of the bytes of a query.
    pub(super) half_budget_divisor: usize,
    /// Letters of the longest word that is split, and of the shortest half: in scripts of letters, in scripts of syllables.
    pub(super) max_split_letters: usize,
    pub(super) min_half_letters: usize,
    pub(super) max_split_syllables: usize,
    pub(super) min_half_syllables: usize,
    /// The same of longer words of syllables that nothing answers, which are foreign words written as one. 6 to 16, 2 to 3.
    pub(super) max_split_long_syllables: usize,
    pub(super) min_half_long_syllables: usize,

    /// Words of the list that a workspace keeps ready for comparison.
    pub(super) max_ready_words: usize,
    /// Words of queries whose answers a workspace remembers.
    pub(super) max_remembered_words: usize,
    /// Names of rows that a workspace keeps ready.
    pub(super) max_ready_names: usize,
}

/// The bounds of all searches.
pub(super) const PARAMS: SearchParams = SearchParams {
    max_exhaustive_rows: 64,
    max_trigram_bytes: 300_000,
    max_compared_words: 256,
    patience: 64,
    patience_large: 48,
    patience_syllabic: 192,
    large_dictionary: 1 << 16,
    patience_growth: 2,
    joined_budget_divisor: 3,
    min_evidence: 256,
    max_below_best: 18 * 256,
    good_divisor: 3,
    max_synonyms: 64,
    max_read_alike: 64,
    max_candidates: 64,
    max_walked_rows: 60_000,
    max_marked_rows: 2_000_000,
    walked_prefix: 2000,
    max_bitmaps: 4,
    estimated_per_hit: 10,
    min_estimated: 512,
    reestimated_per_hit: 2,
    min_reestimated: 128,
    syllabic_rows: 2,
    ranked_per_hit: 1,
    min_ranked: 48,
    hopeless: 64 * 256,
    split_below: 8 * 256,
    max_split_words: 3,
    half_budget_divisor: 4,
    max_split_letters: 16,
    min_half_letters: 4,
    max_split_syllables: 4,
    min_half_syllables: 1,
    max_split_long_syllables: 10,
    min_half_long_syllables: 2,
    max_ready_words: 1 << 16,
    max_remembered_words: 1 << 12,
    max_ready_names: 1 << 12,
};

impl SearchParams {
    /// Stage 3 ends when so many words in a row were not good.
    pub(super) fn patience_in(&self, dictionary: usize, syllabic: bool) -> usize {
        match (syllabic, dictionary > self.large_dictionary) {
            (true, _) => self.patience_syllabic,
            (false, true) => self.patience_large,
            (false, false) => self.patience,
        }
    }

    /// Rows that are estimated from what is known, for so many hits.
    pub(super) fn estimated(&self, limit: usize) -> usize {
        self.min_estimated.max(self.estimated_per_hit.saturating_mul(limit))
    }

    /// Rows that are estimated from all their words, for so many hits.
    pub(super) fn reestimated(&self, limit: usize) -> usize {
        self.min_reestimated.max(self.reestimated_per_hit.saturating_mul(limit))
    }

    /// Rows whose names are compared with the query.
    pub(super) fn ranked(&self, limit: usize) -> usize {
        self.min_ranked.max(self.ranked_per_hit.saturating_mul(limit))
    }
}
