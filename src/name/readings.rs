//! Whether two words can be read as the same syllables: 朴 and 박, 정희 and Chung-hee, Chan Tai Man and Chen Dawen.
//!
//! Input: two words in matching form. Output: whether they can be cut into syllables, one to [`MAX_SYLLABLES`], such that
//! each syllable of one is some syllable of the other, in order. `data/han/syllables.tsv` says how syllables are spelled,
//! by every system and dialect at once, and which characters are read so.
//!
//! ```text
//! Dawen    da    wen
//! Taiman   tai   man
//!          大     文
//! ```
//!
//! Cost: a look-up for each place of a word and each length of a syllable, then the product of both.
//! Method: alignment by a hidden alphabet, with syllables as its letters; for each pair of places whether it can be
//! reached.

use alloc::vec::Vec;

use crate::tables::SYLLABLES;

/// The most syllables of a word that is read.
const MAX_SYLLABLES: usize = 4;
/// The most letters of a syllable.
const MAX_LETTERS: usize = 6;
/// The most bytes of a word that is read.
const MAX_BYTES: usize = 20;

/// A syllable that may stand at a place: where it ends, and its number.
type Reading = (usize, u16);

/// The syllables that begin at a place of a word.
fn at(key: &str, start: usize, into: &mut Vec<Reading>) {
    into.clear();
    let Some(rest) = key.get(start..) else { return };
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(MAX_LETTERS);
    for end in ends {
        let text = rest.get(..end).unwrap_or_default();
        into.extend(SYLLABLES.of(text).map(|number| (start + end, number)));
    }
}

/// Whether two words in matching form can be read as the same syllables. Symmetric.
pub(crate) fn are_read_alike(a: &str, b: &str) -> bool {
    aligned(a, b, |_, _| true) > 0
}

/// Whether two words can be read as the same two syllables or more, each of which they spell otherwise: then they follow two
/// systems (tsetung, zedong). Symmetric.
pub(crate) fn are_spelled_apart(a: &str, b: &str) -> bool {
    aligned(a, b, |one, two| one != two) > 1
}

/// Into how many syllables, read alike, two words can be cut such that each pair of spellings is one that may be; 0 if
/// they cannot.
fn aligned(a: &str, b: &str, may: impl Fn(&str, &str) -> bool) -> usize {
    if a.is_empty() || b.is_empty() || a.len() > MAX_BYTES || b.len() > MAX_BYTES {
        return 0;
    }
    let (mut of_a, mut of_b) = (Vec::new(), Vec::new());
    let mut reached = alloc::vec![(0, 0)];
    for count in 1..=MAX_SYLLABLES {
        let mut next: Vec<(usize, usize)> = Vec::new();
        for (x, y) in reached {
            at(a, x, &mut of_a);
            if of_a.is_empty() {
                continue;
            }
            at(b, y, &mut of_b);
            for (end_a, one) in &of_a {
                for (end_b, _) in of_b.iter().filter(|(_, two)| one == two) {
                    let spelled = (a.get(x..*end_a), b.get(y..*end_b));
                    if matches!(spelled, (Some(one), Some(two)) if may(one, two))
                        && !next.contains(&(*end_a, *end_b))
                    {
                        next.push((*end_a, *end_b));
                    }
                }
            }
        }
        if next.contains(&(a.len(), b.len())) {
            return count;
        }
        if next.is_empty() {
            return 0;
        }
        reached = next;
    }
    0
}

/// The syllables, one or two, that a word in matching form can be read as: each way by the number of the first, and
/// that of the second if there is one. Words that share a way are [read alike](are_read_alike). Sorted.
pub(crate) fn ways_to_read(key: &str) -> Vec<(u16, Option<u16>)> {
    let mut ways = Vec::new();
    if key.len() > MAX_BYTES {
        return ways;
    }
    let (mut first, mut second) = (Vec::new(), Vec::new());
    at(key, 0, &mut first);
    for (end, one) in first {
        if end == key.len() {
            ways.push((one, None));
            continue;
        }
        at(key, end, &mut second);
        ways.extend(second.iter().filter(|(end, _)| *end == key.len()).map(|(_, two)| (one, Some(*two))));
    }
    ways.sort_unstable();
    ways.dedup();
    ways
}

/// Whether a word in matching form can be cut into syllables that have a reading.
pub(crate) fn is_read(key: &str) -> bool {
    if key.is_empty() || key.len() > MAX_BYTES {
        return false;
    }
    let mut reached = alloc::vec![0];
    let mut readings = Vec::new();
    for _ in 0..MAX_SYLLABLES {
        let mut next: Vec<usize> = Vec::new();
        for start in reached {
            at(key, start, &mut readings);
            next.extend(readings.iter().map(|(end, _)| *end));
        }
        next.sort_unstable();
        next.dedup();
        if next.contains(&key.len()) {
            return true;
        }
        reached = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_and_scripts_are_read_alike() {
        for (a, b) in [
            ("정희", "chunghee"),
            ("槿惠", "근혜"),
            ("xiaolong", "siulung"),
            ("dawen", "taiman"),
            ("kunhje", "geunhye"),
            ("zhimo", "chihmo"),
        ] {
            assert!(are_read_alike(a, b) && are_read_alike(b, a), "{a} {b}");
        }
    }

    #[test]
    fn two_systems_spell_every_syllable_otherwise() {
        assert!(are_spelled_apart("tsetung", "zedong") && are_spelled_apart("zedong", "tsetung"));
        // One syllable may be another name, and one that is alike shows no system.
        assert!(!are_spelled_apart("tao", "dao") && !are_spelled_apart("xiaotao", "xiaodao"));
    }

    #[test]
    fn words_that_are_read_alike_share_a_way() {
        for (a, b) in [("희", "hee"), ("정희", "chunghee"), ("槿惠", "근혜"), ("dawen", "taiman")] {
            let (of_a, of_b) = (ways_to_read(a), ways_to_read(b));
            assert!(of_a.iter().any(|way| of_b.contains(way)), "{a} {b}");
        }
        assert_eq!(ways_to_read("krzysztof"), []);
    }

    #[test]
    fn other_syllables_are_not() {
        for (a, b) in [("정희", "minsu"), ("槿惠", "정희"), ("xiaolong", "weiming"), ("", ""), ("ali", "")]
        {
            assert!(!are_read_alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn words_without_readings_are_not_read() {
        assert!(is_read("geunhye") && is_read("长江"));
        assert!(!is_read("krzysztof") && !is_read(""));
    }
}
