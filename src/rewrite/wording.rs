//! What is written in the place of a mention: capitals, cases, separators.
//!
//! Input: the words of a mention and the preferred words. Output: the preferred words as they stand in such a text, or
//! nothing if they cannot be.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::compare::score;
use crate::span::Span;
use crate::tables::{HASHTAG_SIGNS, LanguageFacts};
use crate::tag::Language;
use crate::text::{AnalysedText, CaseShape, is_particle, key};

/// Letters of a stem at the least, as where inflections are read.
const MIN_STEM: usize = 3;

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Span> {
    AnalysedText::except(text, |_| false).words().iter().map(|word| word.span).collect()
}

/// What capitals of a mention may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Capitals {
    /// Capitals throughout are those of a headline, not of an acronym.
    pub(super) headline: bool,
    /// One word in capitals is a family name, as libraries and many languages write it: SOLEIMANI, Qassem.
    pub(super) family: bool,
}

/// The preferred text in the place of a mention. Where both have as many words, what stands between these is kept.
pub(super) fn replaced(
    written: &str,
    preferred: &str,
    language: Language,
    capitals: Capitals,
) -> Option<String> {
    let (own, wanted) = (words(written), words(preferred));
    let in_case = |text: String| if capitals.headline { in_case_of(written, &text) } else { text };
    if own.len() > wanted.len()
        && let Some(text) = with_own_initials(written, preferred, &own, &wanted, language)
    {
        return Some(in_case(text));
    }
    let mut text = String::with_capacity(preferred.len());
    if own.len() == wanted.len() {
        let (mut end, mut wanted_end) = (0, 0);
        for (here, there) in own.iter().zip(&wanted) {
            let between = Span::new(end, here.start).of(written);
            let preferred_between = Span::new(wanted_end, there.start).of(preferred);
            let space = |text: &str| !text.is_empty() && text.chars().all(char::is_whitespace);
            text.push_str(if space(between) && space(preferred_between) {
                between
            } else {
                preferred_between
            });
            let (own_word, wanted_word) = (here.of(written), there.of(preferred));
            // A particle has capitals by the habit of the text: de Gaulle, De Gaulle. No name ends with one: Moon Jae In.
            let particle = wanted.last() != Some(there) && is_particle(&key(own_word));
            if particle && own_word.to_lowercase() == wanted_word.to_lowercase() {
                text.push_str(own_word);
            } else {
                let new = word(own_word, wanted_word, language)?;
                let family = capitals.family && own.len() > 1 && is_in_capitals(own_word);
                text.push_str(&if family { new.to_uppercase() } else { new });
            }
            (end, wanted_end) = (here.end, there.end);
        }
        text.push_str(preferred.get(wanted_end..)?);
    } else {
        let cased = own.last().zip(wanted.last()).map(|(here, there)| {
            word(here.of(written), there.of(preferred), language).map(|last| last == there.of(preferred))
        });
        // An ending that has to be changed in names of other lengths is not for a rule of words.
        if cased != Some(Some(true)) {
            return None;
        }
        text.push_str(&with_line_break(written, &own, preferred, &wanted)?);
    }
    Some(in_case(text))
}

/// Whether a word is in capitals throughout and no initial.
fn is_in_capitals(word: &str) -> bool {
    CaseShape::of(word, crate::text::script_of_word(word)) == CaseShape::Upper && !is_initial(word)
}

/// The preferred name with the line break of a mention that has another number of words: where it has a space at or before
/// that place, so that no line gets longer by more than a word. Nothing if it has none.
fn with_line_break(written: &str, own: &[Span], preferred: &str, wanted: &[Span]) -> Option<String> {
    let gap = |words: &[Span], at: usize| Some(Span::new(words.get(at)?.end, words.get(at + 1)?.start));
    let broken = |at: &usize| gap(own, *at).is_some_and(|gap| gap.of(written).contains('\n'));
    let Some(at) = (0..own.len()).find(broken) else { return Some(preferred.to_owned()) };
    let is_space = |gap: &Span| !gap.is_empty() && gap.of(preferred).chars().all(char::is_whitespace);
    let place = (0..=at).rev().chain(at + 1..wanted.len()).filter_map(|at| gap(wanted, at)).find(is_space)?;
    let (before, after) = (preferred.get(..place.start)?, preferred.get(place.end..)?);
    Some([before, gap(own, at)?.of(written), after].concat())
}

/// The preferred words in the place of a mention that has initials which these lack: they tell people apart and stay
/// where they are. Nothing if other words are there too.
fn with_own_initials(
    written: &str,
    preferred: &str,
    own: &[Span],
    wanted: &[Span],
    language: Language,
) -> Option<String> {
    let is_own = |here: &Span| {
        is_initial(here.of(written)) && !wanted.iter().any(|there| is_initial(there.of(preferred)))
    };
    if own.iter().filter(|here| !is_own(here)).count() != wanted.len() {
        return None;
    }
    let mut text = String::with_capacity(written.len() + preferred.len());
    let (mut end, mut left) = (0, wanted.iter());
    for here in own {
        text.push_str(Span::new(end, here.start).of(written));
        if is_own(here) {
            text.push_str(here.of(written));
        } else {
            text.push_str(&word(here.of(written), left.next()?.of(preferred), language)?);
        }
        end = here.end;
    }
    Some(text)
}

/// Whether a word is one letter of a script with capitals, with its full stop or without.
pub(super) fn is_initial(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(|c| c.is_uppercase() || c.is_lowercase()) && letters.next().is_none()
}

/// A preferred word in the place of a written one, with the ending of its case; nothing if no rule knows that.
fn word(written: &str, preferred: &str, language: Language) -> Option<String> {
    let endings =
        LanguageFacts::of(language).map_or(&[] as &[(&str, &[&str])], |facts| facts.written_case_endings);
    // An initial stays one: nobody else need be meant.
    if is_initial(written) && !is_initial(preferred) && same_script(written, preferred) {
        let letter = preferred.chars().next()?;
        let rest = written.trim_start_matches(char::is_alphabetic);
        return Some(letter.to_uppercase().chain(rest.chars()).collect());
    }
    let small = written.to_lowercase();
    let wanted = preferred.to_lowercase();
    if endings.is_empty() || small == wanted || !same_script(written, preferred) {
        return Some(preferred.to_owned());
    }
    // The reading of the written word that the preferred one is likest: itself, or a base form by one of its endings.
    let mut best = (score(&small, &wanted).millionths(), None);
    for (ending, bases) in endings {
        let Some(stem) = small.strip_suffix(ending).filter(|stem| stem.chars().count() >= MIN_STEM) else {
            continue;
        };
        for base in *bases {
            let reading = [stem, base].concat();
            let similarity = score(&reading, &wanted).millionths();
            if similarity > best.0 || (reading == wanted && best.1.is_none()) {
                best = (similarity, Some((*ending, *base)));
            }
        }
    }
    let Some((ending, base)) = best.1 else { return Some(preferred.to_owned()) };
    let stem = preferred.strip_suffix(base).filter(|stem| stem.chars().count() >= MIN_STEM)?;
    Some([stem, ending].concat())
}

fn same_script(a: &str, b: &str) -> bool {
    crate::text::script_of_word(a) == crate::text::script_of_word(b)
}

/// A text in capitals or small letters, if the mention is.
fn in_case_of(written: &str, text: &str) -> String {
    let shapes = |text: &str| -> Vec<CaseShape> {
        let found = AnalysedText::except(text, |_| false);
        found.words().iter().filter(|word| word.letters > 1).map(|word| word.shape).collect()
    };
    let (own, wanted) = (shapes(written), shapes(text));
    let all =
        |shapes: &[CaseShape], shape: CaseShape| !shapes.is_empty() && shapes.iter().all(|own| *own == shape);
    if all(&own, CaseShape::Upper) && !all(&wanted, CaseShape::Upper) {
        text.to_uppercase()
    } else if all(&own, CaseShape::Lower)
        && !wanted.iter().any(|shape| matches!(shape, CaseShape::Lower | CaseShape::Upper))
    {
        text.to_lowercase()
    } else {
        text.to_owned()
    }
}

/// A name as one word of a tag: with low lines where the tag has them.
pub(super) fn as_tag(written: &str, preferred: &str) -> String {
    let sign = written.chars().next().filter(|c| HASHTAG_SIGNS.contains(c));
    let joint = if written.contains('_') { "_" } else { "" };
    let words: Vec<String> = words(preferred)
        .iter()
        .map(|word| word.of(preferred).chars().filter(|c| c.is_alphanumeric()).collect())
        .collect();
    // A script without capitals says nothing of them.
    let small = written.chars().any(char::is_lowercase) && !written.chars().any(char::is_uppercase);
    let joined = words.join(joint);
    let joined = if small { joined.to_lowercase() } else { joined };
    sign.into_iter().chain(joined.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: Capitals = Capitals { headline: true, family: true };

    fn russian(written: &str, preferred: &str) -> Option<String> {
        replaced(written, preferred, "ru".parse().unwrap_or(Language::UNDETERMINED), PERSON)
    }

    fn plain(written: &str, preferred: &str) -> Option<String> {
        replaced(written, preferred, Language::UNDETERMINED, PERSON)
    }

    #[test]
    fn what_stands_between_words_is_kept() {
        assert_eq!(plain("Qassem\n Soleimani", "Qasem Soleimani").as_deref(), Some("Qasem\n Soleimani"));
        assert_eq!(plain("Saleh al-Arouri", "Saleh Arouri").as_deref(), Some("Saleh Arouri"));
        assert_eq!(plain("Abd al Rahman", "Abd al-Rahman").as_deref(), Some("Abd al-Rahman"));
        assert_eq!(plain("Saleh\r\n  al-Arouri", "Saleh Arouri").as_deref(), Some("Saleh\r\n  Arouri"));
        assert_eq!(plain("Saleh Mohammed\nArouri", "Saleh Arouri").as_deref(), Some("Saleh\nArouri"));
        assert_eq!(plain("Revolutionary\nGuards", "IRGC"), None);
    }

    #[test]
    fn capitals_are_kept() {
        assert_eq!(plain("QASSEM SOLEIMANI", "Qasem Soleimani").as_deref(), Some("QASEM SOLEIMANI"));
        assert_eq!(plain("qassem soleimani", "Qasem Soleimani").as_deref(), Some("qasem soleimani"));
        assert_eq!(plain("Irgc", "IRGC").as_deref(), Some("IRGC"));
        assert_eq!(plain("revolutionary", "IRGC").as_deref(), Some("IRGC"));
        assert_eq!(plain("Wladimir PUTIN", "Vladimir Putin").as_deref(), Some("Vladimir PUTIN"));
        assert_eq!(plain("SOLEIMANI, Qassem", "Soleimani, Qasem").as_deref(), Some("SOLEIMANI, Qasem"));
        let organization = |written, preferred| {
            let capitals = Capitals { headline: false, family: false };
            replaced(written, preferred, Language::UNDETERMINED, capitals)
        };
        assert_eq!(organization("MBS", "Mohammed bin Salman").as_deref(), Some("Mohammed bin Salman"));
        assert_eq!(organization("NATO Force", "Nato Force").as_deref(), Some("Nato Force"));
    }

    #[test]
    fn cases_are_written_by_rule() {
        assert_eq!(russian("Володимиром Путиным", "Владимир Путин").as_deref(), Some("Владимиром Путиным"));
        assert_eq!(russian("Кассема Сулеймани", "Касем Сулеймани").as_deref(), Some("Касема Сулеймани"));
        assert_eq!(russian("Владимир Путин", "Владимир Путин").as_deref(), Some("Владимир Путин"));
        // The name has one word more: which of them takes the ending is not known.
        assert_eq!(russian("Владимиром Путиным", "Владимир Владимирович Путин"), None);
    }

    #[test]
    fn tags_are_one_word() {
        assert_eq!(as_tag("#QassemSoleimani", "Qasem Soleimani"), "#QasemSoleimani");
        assert_eq!(as_tag("#Qassem_Soleimani", "Qasem Soleimani"), "#Qasem_Soleimani");
        assert_eq!(as_tag("#qassemsoleimani", "Qasem Soleimani"), "#qasemsoleimani");
        assert_eq!(as_tag("#قاسم_سلیمانی", "Qasem Soleimani"), "#Qasem_Soleimani");
    }
}
