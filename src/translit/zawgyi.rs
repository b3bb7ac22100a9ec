//! Burmese that was typed for the font Zawgyi: recognised, and turned into Unicode.
//!
//! Zawgyi has other signs behind the code points of the Myanmar block, in the order in which they are drawn: the vowel e
//! stands before its consonant, and what Unicode has for stacking consonants takes the vowel away. *Input* is any text,
//! *output* the text in Unicode, if it was Zawgyi.
//!
//! A text is read by the system `var-mya-Mymr-Mymr-zawgyi`, and both texts are asked for *misplaced signs*:
//!
//! ```text
//! a vowel sign or medial that no consonant, medial or vowel stands before       ေအာင္      1
//! a stacker that no consonant stands behind                                    စုၾကည္     1
//! ```
//!
//! Text in Unicode has none. The reading is taken if it has fewer. *Cost*: linear; a text without misplaced signs, as
//! nearly all are, is walked once.

use icu_properties::CodePointMapData;
use icu_properties::props::{IndicSyllabicCategory as Category, Script};

use super::Transliterator;
use crate::aligned::Aligned;

/// The system that reads Zawgyi.
const SYSTEM: &str = "var-mya-Mymr-Mymr-zawgyi";

/// A Burmese text in Unicode, with the map back, if it was typed for the font Zawgyi; nothing for any other text. Linear in
/// the text.
///
/// ```
/// use allonym::translit::unicode_of_zawgyi;
///
/// let text = unicode_of_zawgyi("ေအာင္ဆန္းစုၾကည္").unwrap();
/// assert_eq!(text.text(), "အောင်ဆန်းစုကြည်");
/// assert_eq!(unicode_of_zawgyi("အောင်ဆန်းစုကြည်"), None);
/// ```
#[must_use]
pub fn unicode_of_zawgyi(text: &str) -> Option<Aligned> {
    let before = misplaced_signs(text);
    if before == 0 {
        return None;
    }
    let read = Transliterator::named(SYSTEM).ok()?.transliterate_aligned(text);
    (misplaced_signs(read.text()) < before).then_some(read)
}

/// Signs of the Myanmar script that stand where Unicode has none.
fn misplaced_signs(text: &str) -> usize {
    if text.is_ascii() {
        return 0;
    }
    let mut count = 0;
    let mut last = Category::Other;
    for c in text.chars() {
        let category = category(c);
        let carries = matches!(
            last,
            Category::Consonant
                | Category::ConsonantMedial
                | Category::ConsonantPlaceholder
                | Category::VowelIndependent
                | Category::VowelDependent
                | Category::Number
        );
        let misplaced = matches!(category, Category::VowelDependent | Category::ConsonantMedial) && !carries;
        // A stacker waits for a consonant.
        let unstacked = last == Category::InvisibleStacker && category != Category::Consonant;
        count += usize::from(misplaced) + usize::from(unstacked);
        last = category;
    }
    count + usize::from(last == Category::InvisibleStacker)
}

/// What a character of the Myanmar script does in a syllable.
fn category(c: char) -> Category {
    if CodePointMapData::<Script>::new().get(c) == Script::Myanmar {
        CodePointMapData::<Category>::new().get(c)
    } else {
        Category::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zawgyi_is_recognised_and_unicode_stays() {
        for (zawgyi, unicode) in
            [("ေအာင္ဆန္းစုၾကည္", "အောင်ဆန်းစုကြည်"), ("ျမန္မာ", "မြန်မာ"), ("ေနျပည္ေတာ္ 2024", "နေပြည်တော် 2024")]
        {
            assert_eq!(unicode_of_zawgyi(zawgyi).as_ref().map(Aligned::text), Some(unicode));
            assert_eq!(unicode_of_zawgyi(unicode), None, "{unicode}");
        }
    }

    #[test]
    fn other_texts_have_no_misplaced_signs() {
        for text in ["မြန်မာနိုင်ငံ", "ရန်ကုန်မြို့", "ဗိုလ်ချုပ်", "ဥက္ကဋ္ဌ", "ၸိုင်ႈတႆး", "नरेन्द्र", "Yangon", ""]
        {
            assert_eq!(misplaced_signs(text), 0, "{text}");
        }
    }
}
