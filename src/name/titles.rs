//! What stands around the name of a person and is none of its words: titles, suffixes, nicknames.

use core::ops::Range;

use super::annotation::{Annotation, RuleName};
use super::cues::{self, titles_before};
use super::part::Role;
use crate::tables::lexicon::Class;
use crate::text::{CaseShape, Sign};

/// Where the links of numerals begin that are suffixes, behind those of other suffixes.
const NUMERALS: u16 = 1000;
/// A suffix of more letters is a family name too (Neto, Filho): it counts only behind two words. A full stop says
/// nothing, for a sentence may end there.
const MAX_SURE_SUFFIX: u8 = 2;

/// The highest link of an ordinal of a bearer of one name in a family: Louis XVIII.
const MAX_ORDINAL: u16 = 26;

pub(super) const TITLE: RuleName = "title";
pub(super) const SUFFIX: RuleName = "suffix";
pub(super) const NICKNAME: RuleName = "nickname";

/// The link of the number that a suffix is: XIV behind a name is 14.
pub(crate) fn number_of_suffix(link: u16) -> Option<u16> {
    link.checked_sub(NUMERALS).filter(|number| *number > 0)
}

/// Takes titles off both ends of a name; whether there were any. Its last word is none.
pub(super) fn take_titles(name: &mut Annotation, words: &mut Range<usize>) -> bool {
    let mut any = false;
    loop {
        let taken = titles_before(name, words);
        let end = cues::title_at_end(name, words);
        if taken == 0 && end.is_none() {
            return any;
        }
        let front = words.start..words.start + taken;
        front.for_each(|at| name.assign(at, Role::Title, 0, TITLE));
        words.start += taken;
        if let Some(end) = end.filter(|end| *end > words.start) {
            (end..words.end).for_each(|at| name.assign(at, Role::Title, 0, TITLE));
            words.end = end;
        }
        any = true;
    }
}

/// Where the given names begin after the comma of "Family, Given". Titles before them are assigned.
pub(super) fn family_comma(name: &mut Annotation, words: &Range<usize>) -> Option<usize> {
    let is_comma = |at: &usize| name.word_is(*at, |word| word.separator.sign == Sign::Comma && !word.inside);
    let comma = (words.start + 1..words.end).find(is_comma)?;
    // Titles at both ends of what stands before it: Sheikh Smith, John.
    let taken = titles_before(name, &(comma..words.end));
    (comma..comma + taken).for_each(|at| name.assign(at, Role::Title, 0, TITLE));
    Some(comma)
}

/// Assigns what stands behind the name: Jr., III. `comma`: where the given names begin, if a comma says so.
pub(super) fn take_suffixes(name: &mut Annotation, words: &Range<usize>, comma: Option<usize>) -> bool {
    let mut any = false;
    let before = comma.map(|comma| words.start + 1..comma);
    for stretch in [Some(words.start + 1..words.end), before].into_iter().flatten() {
        for at in stretch.rev() {
            if !name.is_unassigned(at) {
                continue;
            }
            // Before a comma one word is enough: Mendes Junior, P.
            let names = if comma.is_some_and(|comma| at < comma) { 1 } else { 2 };
            let Some(link) = suffix(name, at, words.start + names) else { break };
            name.assign(at, Role::Suffix, link, SUFFIX);
            any = true;
        }
    }
    any
}

/// The link of a suffix at a place, if it is one; words that are family names too from `least` on.
fn suffix(name: &Annotation, at: usize, least: usize) -> Option<u16> {
    let word = name.word(at)?;
    if let Some(sense) = name.sense(at, Class::Suffix) {
        let sure = word.shape == CaseShape::Caseless || word.letters <= MAX_SURE_SUFFIX;
        return (sure || at >= least).then_some(sense.link);
    }
    // Henry Ford 2nd: an ordinal in digits.
    if word.number && at >= least {
        let key = name.key(at);
        // What stands behind the digits is on the number and not in its key.
        let ordinal = word.span.len() > key.len();
        // The link of digits is that of the numeral.
        let link = cues::number_link(key);
        return (ordinal && (1..=MAX_ORDINAL).contains(&link)).then(|| NUMERALS + link);
    }
    let numeral = name.sense(at, Class::Number).filter(|sense| sense.language.as_str() == "und")?;
    let roman = word.shape.is_upper() && (!word.dotted || word.letters > 1) && !name.is(at, Class::Family);
    roman.then(|| NUMERALS.saturating_add(numeral.link))
}

/// Assigns names in quotation marks or brackets beside others.
pub(super) fn take_nicknames(name: &mut Annotation, words: &Range<usize>) -> bool {
    let inside = |name: &Annotation, at: usize| name.word_is(at, |word| word.inside);
    if words.clone().all(|at| inside(name, at) || !name.is_unassigned(at)) {
        return false;
    }
    let mut any = false;
    for at in words.clone() {
        if inside(name, at) && name.is_unassigned(at) {
            name.assign(at, Role::Nickname, 0, NICKNAME);
            any = true;
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn roles(name: &Annotation) -> Vec<Role> {
        (0..name.len()).map(|at| name.role(at)).collect()
    }

    #[test]
    fn titles_are_taken_off_both_ends() {
        let mut name = Annotation::new("Dr. Barack Obama PhD");
        let mut words = 0..4;
        assert!(take_titles(&mut name, &mut words));
        assert_eq!(words, 1..3);
        assert_eq!(roles(&name), [Role::Title, Role::Word, Role::Word, Role::Title]);
    }

    #[test]
    fn a_name_keeps_a_word() {
        let mut name = Annotation::new("President");
        let mut words = 0..1;
        assert!(!take_titles(&mut name, &mut words));
        assert_eq!(words, 0..1);
    }

    #[test]
    fn titles_stand_behind_a_comma_too() {
        let mut name = Annotation::new("Smith, Dr. John");
        assert_eq!(family_comma(&mut name, &(0..3)), Some(1));
        assert_eq!(roles(&name), [Role::Word, Role::Title, Role::Word]);
        assert_eq!(family_comma(&mut Annotation::new("John Smith"), &(0..2)), None);
    }

    #[test]
    fn suffixes_stand_behind() {
        let taken = |text: &str| {
            let mut name = Annotation::new(text);
            let words = 0..name.len();
            take_suffixes(&mut name, &words, None);
            roles(&name).iter().filter(|role| **role == Role::Suffix).count()
        };
        assert_eq!(taken("John Smith Jr."), 1);
        assert_eq!(taken("Henry Ford III"), 1);
        assert_eq!(taken("Henry Ford 3rd"), 1);
        assert_eq!(taken("Brigade 44"), 0);
        assert_eq!(taken("Filho"), 0);
        assert_eq!(taken("Malcolm X."), 0);
    }

    #[test]
    fn nicknames_stand_beside_other_words() {
        let mut name = Annotation::new("Earvin \"Magic\" Johnson");
        assert!(take_nicknames(&mut name, &(0..3)));
        assert_eq!(name.role(1), Role::Nickname);
        assert!(!take_nicknames(&mut Annotation::new("\"Magic\""), &(0..1)));
    }

    #[test]
    fn great_numbers_are_no_ordinals() {
        for number in ["65278", "65534", "65535", "70000"] {
            let text = alloc::format!("Henry Ford {number}nd");
            assert!(crate::name::parse(&text).parts.iter().all(|part| part.role != Role::Suffix), "{text}");
        }
    }
}
