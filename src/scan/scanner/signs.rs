//! Signs that a word of a text is a name or none: its capitals, and what the lexicon has for it. Cost: some look-ups.

use core::ops::Range;

use super::list::ListedName;
use super::memory::Answer;
use super::row::Row;
use crate::name::{is_syllabic, surprisal};
use crate::tables::lexicon::{Class, Sense};
use crate::text::{self as phrase, CaseShape};

/// Letters of a short word at the most, which in capitals is an acronym and no name in capitals.
const MAX_ACRONYM: u8 = 4;

/// Whether a window goes over the end of a line.
pub(super) fn is_cut(row: &Row<'_>, words: &Range<usize>) -> bool {
    (words.start..words.end.saturating_sub(1)).any(|at| row.is_cut(at))
}

/// Whether a word by itself is shown to be a name: by a capital, in scripts that have them; and a short word in capitals is
/// no name in small letters: WHO, Who.
pub(super) fn is_shown(row: &Row<'_>, at: usize, name: &ListedName, answer: &Answer) -> bool {
    let Some(word) = row.word(at) else { return false };
    if name.acronym {
        return answer.exact && matches!(word.shape, CaseShape::Upper | CaseShape::Caseless);
    }
    let own = name.token(answer.mask).map(|token| token.span.of(name.name.text()));
    let small = own.is_some_and(|own| own.chars().next().is_some_and(char::is_lowercase));
    let capital = row.is_capital(at) || small && answer.exact;
    let acronym = word.shape == CaseShape::Upper && word.letters <= MAX_ACRONYM && !row.is_shouted(at);
    // A list in small letters says nothing of capitals: eu, EU.
    capital && (!acronym || small && answer.exact)
}

/// Whether a word is one of names, or a syllable of a name of China or Korea: Kim Yo Jong.
pub(super) fn is_named(key: &str) -> bool {
    surprisal(key).is_some() || is_syllabic(key)
}

pub(super) fn is_title(key: &str) -> bool {
    phrase::senses(key).any(|sense| phrase::is_title(sense, Sense::BEFORE | Sense::AFTER))
}

/// Whether a word in small letters may stand between the words of a name. In the name of an organization or a place any function
/// word may. In that of a person only a particle may, which more languages have as such than as a word: `de`, `bin`, not `et`,
/// which Turkish has as an article of Arabic names. `Joseph told Biden` is two people.
pub(super) fn is_linking(key: &str, person: bool) -> bool {
    const PARTICLES: [Class; 4] = [Class::Article, Class::Filiation, Class::Kunya, Class::Nobiliary];
    let count = |of: &dyn Fn(Class) -> bool| phrase::senses(key).filter(|sense| of(sense.class)).count();
    let particle = count(&|class| PARTICLES.contains(&class));
    let word = count(&|class| class == Class::Function);
    if person { particle > word } else { particle + word + count(&|class| class == Class::Connector) > 0 }
}

/// Whether a word is one of the language, or no word of persons' names.
pub(super) fn is_common(key: &str) -> bool {
    const COMMON: [Class; 5] = [
        Class::Function,
        Class::Demonym,
        Class::OrganizationGeneric,
        Class::OrganizationHead,
        Class::PlaceGeneric,
    ];
    phrase::senses(key).any(|sense| COMMON.contains(&sense.class))
}
