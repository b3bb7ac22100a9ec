//! How much of what two equal words would tell two words tell, in 1/1024: 0 for words that say nothing, less for words
//! that are near each other and still two names, nothing for words that are not even near.

use crate::quantity::LogOdds;
use crate::spelling::Word;
use crate::tables::WEIGHTS;

/// What letters are expected to tell they tell on average: some words tell more, which decides between spellings that
/// are all good.
const MOST_SHARE: i64 = 1536;

/// Letters of the longest words that are compared letter by letter.
const MOST_LETTERS: usize = 30;

/// Where evidence stands between the share of the whole that says nothing, which is 0, and the whole, 1024; below 0 for
/// words that are near each other and still two names, nothing for words that are not even near.
pub(super) fn above(told: LogOdds, whole: LogOdds, even: i32) -> Option<i32> {
    let whole = i64::from(whole.parts().max(256));
    let share = (i64::from(told.parts()) * 1024 / whole).clamp(-4096, MOST_SHARE) as i32;
    between(share, even)
}

fn between(share: i32, even: i32) -> Option<i32> {
    let above = (share - even) * 1024 / (1024 - even).max(1);
    let bent = if above > 0 {
        above + WEIGHTS.bend * above / 1024 * (1024 - above) / 1024
    } else {
        above * WEIGHTS.fall / 1024
    };
    (above > -WEIGHTS.near).then_some(bent)
}

/// A word of another script and a Latin one; by its romanization if no model reads it. `letters`: of both together, in
/// quarters: neither alone is sure, articles and vowels being written or not.
pub(super) fn cross<'w>(
    native: &'w Word,
    latin: &Word,
    romanized: impl FnOnce() -> Option<&'w Word>,
    letters: i32,
) -> Option<i32> {
    let read = if native.is_modelled() { native } else { romanized()? };
    let whole = LogOdds::from_parts(WEIGHTS.letter.parts() * letters / 8);
    above(read.evidence(latin), whole, WEIGHTS.even_cross)
}

/// Two words of one script that is not Latin, by the letters that have to be changed to make one the other.
pub(super) fn edited(a: &str, b: &str) -> Option<i32> {
    let (short, long) = {
        let (a, b) = (a.chars().count(), b.chars().count());
        (a.min(b), a.max(b))
    };
    if long > MOST_LETTERS || (long - short) * 2 > long {
        return None;
    }
    let changes = strsim::osa_distance(a, b);
    let share = 1024 - (changes * 1024 / long.max(1)) as i32;
    let even = WEIGHTS.even_letters;
    between(share, even)
}
