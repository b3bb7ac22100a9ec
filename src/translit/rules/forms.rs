//! The forms of Unicode between two passes.
//!
//! Most lines are in the form that a pass wants, so that is asked first, and only of characters that may not be. Hangul
//! is composed and decomposed by counting, all else by a Unicode normalizer.
//!
//! *Cost*: linear in the line; a run of combining marks is sorted by its normalizer. *Source*: UAX #15.

use alloc::vec::Vec;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfd_quick, is_nfkc_quick};

/// Ranges of characters that are composed and begin a segment: a part of Arabic, Cyrillic, Hangul syllables. A text of
/// these is in NFC.
const COMPOSED: [(char, char); 4] =
    [('\u{400}', '\u{482}'), ('\u{48A}', '\u{52F}'), ('\u{620}', '\u{64A}'), ('\u{AC00}', '\u{D7A3}')];

/// A Unicode normalization form.
#[derive(Clone, Copy)]
pub(super) enum NormalizationForm {
    Nfc,
    Nfd,
    Nfkc,
}

impl NormalizationForm {
    /// Whether a line is in the form, for certain.
    pub(super) fn holds(self, chars: &[char]) -> bool {
        let quick = |chars: &[char]| {
            let chars = chars.iter().copied();
            let quick = match self {
                NormalizationForm::Nfc => is_nfc_quick(chars),
                NormalizationForm::Nfd => is_nfd_quick(chars),
                NormalizationForm::Nfkc => is_nfkc_quick(chars),
            };
            quick == IsNormalized::Yes
        };
        // What is inert stands between composed stretches, so only the others have to be asked about.
        match self {
            NormalizationForm::Nfc => {
                !chars.iter().any(|c| is_final_jamo(*c))
                    && chars.split(|c| is_inert(*c)).filter(|stretch| !stretch.is_empty()).all(quick)
            }
            NormalizationForm::Nfkc => chars
                .split(|c| is_inert_to_compatibility(*c))
                .filter(|stretch| !stretch.is_empty())
                .all(quick),
            NormalizationForm::Nfd => {
                chars.split(|c| *c < '\u{C0}' || is_jamo(*c)).filter(|stretch| !stretch.is_empty()).all(quick)
            }
        }
    }

    /// Appends a line in the form.
    pub(super) fn extend(self, out: &mut Vec<char>, chars: &[char]) {
        // Hangul composes with nothing else, and by counting.
        let mut rest = chars;
        while let Some(first) = rest.first() {
            let is_hangul = is_jamo(*first) || is_syllable(*first);
            let len = rest.iter().position(|c| (is_jamo(*c) || is_syllable(*c)) != is_hangul);
            let (stretch, behind) = rest.split_at_checked(len.unwrap_or(rest.len())).unwrap_or((rest, &[]));
            rest = behind;
            match self {
                NormalizationForm::Nfd if is_hangul => stretch.iter().for_each(|c| decompose_hangul(*c, out)),
                NormalizationForm::Nfc if is_hangul => compose_hangul(stretch, out),
                NormalizationForm::Nfc => out.extend(stretch.iter().copied().nfc()),
                NormalizationForm::Nfd => out.extend(stretch.iter().copied().nfd()),
                NormalizationForm::Nfkc => {
                    out.extend(chars.iter().copied().nfkc());
                    return;
                }
            }
        }
    }
}

/// The arithmetic of Hangul syllables (Unicode, chapter 3.12): first jamo of each kind, and how many there are.
const SYLLABLES: u32 = 0xAC00;
const LEADS: u32 = 0x1100;
const VOWELS: u32 = 0x1161;
const FINALS: u32 = 0x11A7;
const LEAD_COUNT: u32 = 19;
const VOWEL_COUNT: u32 = 21;
const FINAL_COUNT: u32 = 28;

/// A conjoining jamo that composes.
#[inline]
fn is_jamo(c: char) -> bool {
    (c as u32).wrapping_sub(LEADS) < LEAD_COUNT || is_final_jamo(c)
}

/// A vowel or a final: it may compose with what stands before.
#[inline]
fn is_final_jamo(c: char) -> bool {
    let c = c as u32;
    c.wrapping_sub(VOWELS) < VOWEL_COUNT || c.wrapping_sub(FINALS + 1) < FINAL_COUNT - 1
}

#[inline]
fn is_syllable(c: char) -> bool {
    (c as u32).wrapping_sub(SYLLABLES) < LEAD_COUNT * VOWEL_COUNT * FINAL_COUNT
}

fn decompose_hangul(c: char, out: &mut Vec<char>) {
    if !is_syllable(c) {
        out.push(c);
        return;
    }
    let at = c as u32 - SYLLABLES;
    let jamo = [
        LEADS + at / (VOWEL_COUNT * FINAL_COUNT),
        VOWELS + at / FINAL_COUNT % VOWEL_COUNT,
        FINALS + at % FINAL_COUNT,
    ];
    let count = if at.is_multiple_of(FINAL_COUNT) { 2 } else { 3 };
    out.extend(jamo.into_iter().take(count).filter_map(char::from_u32));
}

/// Appends jamo and syllables, composed where they compose.
fn compose_hangul(chars: &[char], out: &mut Vec<char>) {
    let mut rest = chars.iter().map(|c| *c as u32).peekable();
    while let Some(first) = rest.next() {
        let mut made = first;
        let lead = first.wrapping_sub(LEADS);
        if lead < LEAD_COUNT
            && let Some(vowel) = rest.next_if(|c| c.wrapping_sub(VOWELS) < VOWEL_COUNT)
        {
            made = SYLLABLES + (lead * VOWEL_COUNT + vowel - VOWELS) * FINAL_COUNT;
        }
        let open = made.wrapping_sub(SYLLABLES);
        if open < LEAD_COUNT * VOWEL_COUNT * FINAL_COUNT
            && open.is_multiple_of(FINAL_COUNT)
            && let Some(last) = rest.next_if(|c| c.wrapping_sub(FINALS + 1) < FINAL_COUNT - 1)
        {
            made += last - FINALS;
        }
        out.extend(char::from_u32(made));
    }
}

/// Whether a character certainly takes no part in composition, not that of compatible characters either.
#[cfg(feature = "tables")]
#[inline]
fn is_inert_to_compatibility(c: char) -> bool {
    c.is_ascii() || crate::tables::CHARS.clean.get(c) == crate::tables::char_trie::clean_class::KEEP
}

#[cfg(not(feature = "tables"))]
fn is_inert_to_compatibility(c: char) -> bool {
    c.is_ascii()
}

/// Whether a character certainly takes no part in composition.
#[cfg(feature = "tables")]
#[inline]
fn is_inert(c: char) -> bool {
    c < '\u{300}'
        || COMPOSED.iter().any(|(first, last)| *first <= c && c <= *last)
        || crate::tables::CHARS.clean.get(c) == crate::tables::char_trie::clean_class::KEEP
}

#[cfg(not(feature = "tables"))]
fn is_inert(c: char) -> bool {
    c < '\u{300}'
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    #[test]
    fn ranges_are_what_they_are_said_to_be() {
        use unicode_normalization::char::canonical_combining_class;
        let each = |ranges: &[(char, char)]| {
            ranges.iter().flat_map(|(first, last)| *first..=*last).collect::<Vec<char>>()
        };
        for c in each(&COMPOSED) {
            assert!(
                canonical_combining_class(c) == 0 && is_nfc_quick([c].into_iter()) == IsNormalized::Yes,
                "{c:?}"
            );
        }
    }

    #[test]
    fn hangul_is_composed_as_unicode_composes_it() {
        let syllables = ('\u{AC00}'..='\u{D7A3}').step_by(29).collect::<String>();
        let jamo: String = syllables.nfd().collect();
        let mixed = "각\u{1100}\u{1161}\u{11A8}\u{11A8}\u{1161}가\u{11A8}각\u{11A8}a\u{301}\u{1100}\u{301}\u{1161}\u{1112}é한\u{11A7}\u{1113}";
        for text in [syllables.as_str(), &jamo, mixed] {
            let chars: Vec<char> = text.chars().collect();
            let (mut composed, mut decomposed) = (Vec::new(), Vec::new());
            NormalizationForm::Nfc.extend(&mut composed, &chars);
            NormalizationForm::Nfd.extend(&mut decomposed, &chars);
            assert_eq!(composed, text.nfc().collect::<Vec<_>>());
            assert_eq!(decomposed, text.nfd().collect::<Vec<_>>());
            assert!(NormalizationForm::Nfc.holds(&composed) || composed.iter().any(|c| is_final_jamo(*c)));
            assert!(NormalizationForm::Nfd.holds(&decomposed));
        }
        assert!(
            !NormalizationForm::Nfd.holds(&['가'])
                && !NormalizationForm::Nfc.holds(&['\u{1100}', '\u{1161}'])
        );
    }
}
