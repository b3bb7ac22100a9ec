//! Names written as one word: 习近平主席, 김정은, SergeiLavrov.

use alloc::string::String;
use alloc::vec::Vec;

use unicode_normalization::char::canonical_combining_class;

use super::part::Role;
use crate::span::Span;
use crate::tables::lexicon::{Class, Sense};
use crate::tables::{LEXICON, Letters};
use crate::tag::Script;
use crate::text::{self, AnalysedText, CaseShape, Word};
use crate::unicode::{normalize_aligned, script_of};

/// The most letters on one side of an ampersand that joins them to those on the other.
const MAX_LETTERS_JOINED: u8 = 2;
/// The most letters of a word that is looked into.
const MAX_LETTERS: usize = 32;
/// The most letters of a title or legal form written together with a name.
const MAX_AFFIX: usize = 10;
/// The first character of a script without spaces: that of Thai.
const FIRST_UNSPACED: u32 = 0x0e00;
/// Letters of the shortest name that a form of address may stand on.
const MIN_TITLED: usize = 3;
/// Syllables of the shortest name that a generic word at its end makes one of an organization.
const MIN_ORGANIZATION: usize = 4;
/// Characters of a name that is likely Japanese, whoever's family name it begins with: two for the family, two for the given name.
const JAPANESE: usize = 4;
/// The most letters of a family name.
const MAX_FAMILY: usize = 3;

/// The words of a name, those that hold several cut in pieces, and what the pieces are known to be, by their numbers.
/// Linear in the text.
pub(super) fn words(text: &str) -> (AnalysedText, Vec<(usize, Role)>) {
    let mut words = AnalysedText::of_name(text);
    if words.words().iter().any(|word| word.separator.and) {
        words.join(joins_letters);
    }
    let mut known = Vec::new();
    if words.words().iter().any(|word| may_split(word.span.of(text))) {
        let is_title = |words: &AnalysedText, word: &Word| {
            let mut senses = LEXICON.senses(words.key_of(word));
            senses.any(|sense| text::is_title(sense, Sense::BEFORE | Sense::AFTER))
        };
        // A title of several words is none word by word: г-н.
        let phrase = first_title(&words);
        let names = words.words().iter().skip(phrase).filter(|word| !is_title(&words, word)).count();
        let pieces = |words: &AnalysedText, word: &Word| {
            let written = word.span.of(text);
            let alone = names == usize::from(!is_title(words, word));
            if matches!(word.script, Script::HAN | Script::HANGUL)
                && word.shape == CaseShape::Caseless
                && written.len() > 3
            {
                unspaced(written, alone)
            } else if has_no_spaces(word.script) {
                titled(written)
            } else if word.shape.is_capitalised() && alone && word.letters > 5 {
                joined(written)
            } else {
                Vec::new()
            }
        };
        words.cut(text, pieces, |at, role| known.extend(role.map(|role| (at, role))));
    }
    words.look_up();
    (words, known)
}

/// How many words the title takes that a name begins with; 0 where it begins with none.
fn first_title(words: &AnalysedText) -> usize {
    let mut phrase = String::new();
    let mut found = 0;
    for at in 0..words.len().min(LEXICON.longest()) {
        if at > 0 {
            phrase.push(' ');
        }
        phrase.push_str(words.key(at));
        let Some(entry) = LEXICON.entry(&phrase) else { break };
        let mut senses = entry.senses();
        if senses.any(|sense| text::is_title(sense, Sense::BEFORE) && sense.flags & Sense::DOTTED == 0) {
            found = at + 1;
        }
    }
    found
}

/// Whether an ampersand joins letters to one word, more than two single ones: AT&T. Two are initials as well: L & A Birkenmajer.
fn joins_letters(words: &AnalysedText, at: usize) -> bool {
    let group = |word: &Word| word.letters <= MAX_LETTERS_JOINED && word.shape.is_upper() && !word.dotted;
    words.word(at).zip(words.word(at + 1)).is_some_and(|(first, next)| {
        next.separator.and && group(first) && group(next) && first.letters + next.letters > 2
    })
}

/// Whether a word may hold several: its script may have no spaces, or it has a capital after a small letter.
fn may_split(written: &str) -> bool {
    if written.bytes().skip(1).all(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let mut before = false;
    written.chars().any(|c| {
        let inside = before && c.is_uppercase();
        if c.is_lowercase() || c.is_uppercase() {
            before = c.is_lowercase();
        }
        inside || c as u32 >= FIRST_UNSPACED
    })
}

/// A piece of a word, and what it is if that is known.
type Piece = (Span, Option<Role>);

/// The pieces of a word of Han or hangul, none if it is whole. `alone`: no other word of the name stands beside it.
fn unspaced(word: &str, alone: bool) -> Vec<Piece> {
    if !word.chars().next().is_some_and(is_unspaced) {
        return Vec::new();
    }
    // Marks of other scripts are sorted with what stands around them: what was where cannot be told.
    if word.chars().any(|c| canonical_combining_class(c) != 0) {
        return Vec::new();
    }
    let aligned = normalize_aligned(word);
    let text = aligned.text();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let count = starts.len() - 1;
    if !(2..=MAX_LETTERS).contains(&count) || !text.chars().all(is_unspaced) {
        return Vec::new();
    }
    let part = |from: usize, to: usize| {
        let (from, to) = (starts.get(from).copied(), starts.get(to).copied());
        from.zip(to).and_then(|(from, to)| text.get(from..to)).unwrap_or_default()
    };
    let span = |from: usize, to: usize| {
        let start = starts.get(from).copied().unwrap_or(0);
        aligned.source(Span::new(start, starts.get(to).copied().unwrap_or(start)))
    };
    // A title or head noun by itself is whole.
    if LEXICON.entry(text).is_some() {
        return Vec::new();
    }
    let (mut start, mut end) = (0, count);
    let mut front: Vec<Piece> = Vec::new();
    let mut back: Vec<Piece> = Vec::new();
    let mut person = true;
    while let Some(len) =
        (1..=MAX_AFFIX.min(end - start - 1)).rev().find(|len| is_ending(part(end - len, end), *len))
    {
        let affix = part(end - len, end);
        if phrase_is_title(affix, Sense::AFTER) && end - start - len < 2 && len == 1 {
            break;
        }
        person &= phrase_is_title(affix, Sense::AFTER);
        back.push((span(end - len, end), None));
        end -= len;
    }
    while let Some(len) = (2..=MAX_AFFIX.min((end - start).saturating_sub(1)))
        .rev()
        .find(|len| is_beginning(part(start, start + len), person))
    {
        front.push((span(start, start + len), None));
        start += len;
    }
    let middle: Vec<(usize, usize)> = generic_words(end - start, |from, to| part(start + from, start + to));
    let ends_generic = middle.last().is_some_and(|(from, to)| is_generic(part(start + from, start + to)));
    let organization = !person || end - start >= MIN_ORGANIZATION && ends_generic;
    let cut = if alone && !organization { family(part(start, end), end - start) } else { 0 };
    if organization {
        front.extend(middle.into_iter().map(|(from, to)| (span(start + from, start + to), None)));
    } else if cut > 0 {
        front.push((span(start, start + cut), Some(Role::Family)));
        front.push((span(start + cut, end), Some(Role::Given)));
    } else if alone && front.is_empty() && back.is_empty() && count == JAPANESE && is_all_han(text) {
        // Most likely two and two, as names of Japan are; words side by side are compared as one as well.
        front.push((span(0, JAPANESE / 2), None));
        front.push((span(JAPANESE / 2, count), None));
    } else {
        front.push((span(start, end), None));
    }
    front.extend(back.into_iter().rev());
    // Letters that normalization made of one stretch of text cannot be told apart in it.
    let apart = front.windows(2).all(|two| matches!(two, [(a, _), (b, _)] if a.end <= b.start));
    if front.len() > 1 && apart { front } else { Vec::new() }
}

/// The words of an organization's own name: generic ones, the longest first, places, and what stands between, where no syllable
/// is left alone. `part` gives the letters from one to another. Quadratic in the letters, which are few.
fn generic_words<'t>(count: usize, part: impl Fn(usize, usize) -> &'t str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let (mut at, mut open) = (0, 0);
    while at < count {
        let longest = MAX_AFFIX.min(count - at);
        let found = (2..=longest).rev().find(|len| {
            let apart = at == open || at - open > 1;
            apart && count - at - len != 1 && is_generic_or_place(part(at, at + len))
        });
        match found {
            Some(len) => {
                if open < at {
                    words.push((open, at));
                }
                words.push((at, at + len));
                at += len;
                open = at;
            }
            None => at += 1,
        }
    }
    if open < count {
        words.push((open, count));
    }
    words
}

/// Whether all letters are of Han.
fn is_all_han(text: &str) -> bool {
    text.chars().all(|c| script_of(c) == Script::HAN)
}

fn is_generic(key: &str) -> bool {
    LEXICON.senses(key).any(|sense| sense.class.is_concept() || sense.class.is_concept_head())
}

fn is_generic_or_place(key: &str) -> bool {
    let place = |sense: Sense| sense.class == Class::PlaceName && sense.flags & Sense::MAJOR != 0;
    is_generic(key) || LEXICON.senses(key).any(place)
}

/// Whether a script writes no spaces, so that a form of address stands on the name: ဦးသိန်းစိန်, นายสมชาย.
fn has_no_spaces(script: Script) -> bool {
    Letters::of(script).is_some_and(|letters| !letters.spaces)
}

/// A form of address and the name that it stands on; nothing if there is none. Marks of
/// a letter stay with it.
fn titled(word: &str) -> Vec<Piece> {
    let aligned = normalize_aligned(word);
    let text = aligned.text();
    // A name that lists have may only begin like one.
    if super::frequency::place(text).is_some() {
        return Vec::new();
    }
    let honorific = |key: &str| {
        LEXICON.senses(key).any(|sense| sense.class == Class::Honorific && sense.flags & Sense::BEFORE != 0)
    };
    let ends = text.char_indices().map(|(at, _)| at).take(MAX_AFFIX + 1).skip(1);
    let cut = ends
        .filter(|end| text.get(..*end).is_some_and(honorific))
        .filter(|end| text.get(*end..).is_some_and(may_be_name))
        .last();
    let Some(cut) = cut else { return Vec::new() };
    let (title, name) = (aligned.source(Span::new(0, cut)), aligned.source(Span::new(cut, text.len())));
    if title.end <= name.start { [(title, None), (name, None)].into() } else { Vec::new() }
}

/// Whether a name may begin so: with a letter that stands by itself, and long enough.
fn may_be_name(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphabetic)
        && rest.chars().filter(|c| c.is_alphabetic()).nth(MIN_TITLED - 1).is_some()
}

fn is_unspaced(c: char) -> bool {
    (c as u32) >= 0x1100 && matches!(script_of(c), Script::HAN | Script::HANGUL)
}

/// How many letters the family name has that a name of a person begins with; 0 if it is none.
fn family(name: &str, count: usize) -> usize {
    let known = |sense: Sense| {
        matches!(
            sense.class,
            Class::PlaceName
                | Class::Demonym
                | Class::Month
                | Class::Weekday
                | Class::Function
                | Class::Concept
        )
    };
    if !(2..=6).contains(&count) || LEXICON.senses(name).any(known) {
        return 0;
    }
    let hangul = name.chars().next().is_some_and(|c| script_of(c) == Script::HANGUL);
    let fits = |len: usize| {
        let cut = name.char_indices().nth(len).map_or(name.len(), |(cut, _)| cut);
        let given = count - len;
        let usual = match (hangul, len) {
            (true, _) => given <= 2,
            // A family name of one letter before three letters is Japanese.
            (false, 1) => given <= 2,
            _ => given <= 3,
        };
        usual && name.get(..cut).is_some_and(|family| text::is(family, Class::Family))
    };
    (1..=MAX_FAMILY.min(count - 1)).rev().find(|len| fits(*len)).unwrap_or(0)
}

fn phrase_is_title(key: &str, side: u8) -> bool {
    LEXICON.senses(key).any(|sense| text::is_title(sense, side) && sense.class != Class::Modifier)
}

/// Titles, legal forms and head nouns that names of Han or hangul end with.
fn is_ending(key: &str, len: usize) -> bool {
    LEXICON.senses(key).any(|sense| match sense.class {
        Class::LegalForm => sense.flags & Sense::AFTER != 0 && len > 1,
        Class::ConceptHead | Class::TranslationHead | Class::ConceptPlace | Class::OrganizationHead => {
            len > 1
        }
        class => class != Class::Modifier && text::is_title(sense, Sense::AFTER),
    })
}

fn is_beginning(key: &str, person: bool) -> bool {
    LEXICON.senses(key).any(|sense| match sense.class {
        Class::LegalForm => sense.flags & Sense::BEFORE != 0,
        Class::PlaceName => !person,
        _ => person && text::is_title(sense, Sense::BEFORE),
    })
}

/// The pieces of a name in Latin letters or others with capitals that was written without spaces.
fn joined(word: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut start, mut before) = (0, None::<char>);
    for (at, c) in word.char_indices() {
        if before.is_some_and(char::is_lowercase) && c.is_uppercase() {
            let key = text::key(word.get(start..at).unwrap_or_default());
            let letters = key.chars().count();
            let small = [Class::Nobiliary, Class::Filiation, Class::Article, Class::Kunya];
            if letters > 2 && !small.iter().any(|class| text::is(&key, *class)) {
                pieces.push((Span::new(start, at), None));
                start = at;
            }
        }
        if c.is_lowercase() || c.is_uppercase() {
            before = Some(c);
        }
    }
    let rest = text::key(word.get(start..).unwrap_or_default());
    if pieces.is_empty() || rest.chars().nth(2).is_none() || pieces.len() > 4 {
        return Vec::new();
    }
    pieces.push((Span::new(start, word.len()), None));
    // Brands are written so too: some piece has to be known from names of persons.
    let person = pieces.iter().any(|(span, _)| {
        let key = text::key(span.of(word));
        super::frequency::place(&key).is_some_and(|first| first >= super::frequency::MIN_GIVEN_FIRST)
    });
    if person { pieces } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;

    use super::*;

    /// The words that a name is cut into.
    fn cut(text: &str) -> Vec<&str> {
        words(text).0.words().iter().map(|word| word.span.of(text)).collect()
    }

    #[test]
    fn a_family_name_is_cut_from_a_given_name() {
        assert_eq!(cut("김정은"), ["김", "정은"]);
        assert_eq!(cut("习近平"), ["习", "近平"]);
        // Of two families that the name may begin with the longer one.
        assert_eq!(cut("欧阳修"), ["欧阳", "修"]);
    }

    #[test]
    fn generic_words_and_places_are_cut_from_what_an_organization_is_called() {
        assert_eq!(cut("中国石油天然气集团公司"), ["中国", "石油", "天然气", "集团公司"]);
        assert_eq!(cut("東京電力"), ["東京", "電力"]);
        assert_eq!(cut("한국은행"), ["한국", "은행"]);
    }

    #[test]
    fn four_characters_are_likely_two_and_two() {
        assert_eq!(cut("北里武彦"), ["北里", "武彦"]);
    }

    #[test]
    fn an_ampersand_joins_letters() {
        let keys = |text| {
            let words = words(text).0;
            words.words().iter().map(|word| words.key_of(word).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(keys("AT&T Mobility"), ["att", "mobility"]);
        assert_eq!(keys("AT & T"), ["att"]);
        assert_eq!(keys("L & A Birkenmajer"), ["l", "a", "birkenmajer"]);
    }

    #[test]
    fn titles_behind_a_name_are_words() {
        assert_eq!(cut("习近平主席"), ["习", "近平", "主席"]);
    }

    #[test]
    fn places_and_lone_titles_are_whole() {
        assert_eq!(cut("北京"), ["北京"]);
        assert_eq!(cut("主席"), ["主席"]);
    }

    #[test]
    fn names_joined_by_capitals_are_cut_and_brands_are_not() {
        assert_eq!(cut("SergeiLavrov"), ["Sergei", "Lavrov"]);
        assert_eq!(cut("YouTube"), ["YouTube"]);
        assert_eq!(cut("McDonald"), ["McDonald"]);
    }

    #[test]
    fn a_word_beside_others_is_not_looked_into() {
        assert_eq!(cut("SergeiLavrov Ivanov"), ["SergeiLavrov", "Ivanov"]);
        assert!(!may_split("Lavrov") && may_split("SergeiLavrov") && may_split("김정은"));
    }
}
