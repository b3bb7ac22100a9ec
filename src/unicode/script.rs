//! Scripts of characters and texts.
//!
//! Unicode gives each character one script (UAX #24); signs that several scripts share are Common, marks Inherited.
//! A text is cut into *runs* by letters alone, and shared characters follow their neighbours:
//!
//! ```text
//! R T   @ T a s n i m :   گ ل ز ا ر   2 4
//! Latin ────────────────| Arabic ────────
//! ```
//!
//! *Cost*: one property look-up a character. *Source*: UAX #24 with Script_Extensions.

use alloc::vec::Vec;

use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script as Property};
use icu_properties::script::ScriptWithExtensions;
use icu_properties::{CodePointMapData, PropertyNamesShort};

use crate::span::Span;
use crate::tag::Script;

/// The script of a character: Unicode's Script property. Shared characters are [`Script::COMMON`] or
/// [`Script::INHERITED`].
///
/// ```
/// use allonym::{Script, unicode::script_of};
///
/// assert_eq!(script_of('ق'), Script::ARABIC);
/// assert_eq!(script_of('-'), Script::COMMON);
/// ```
#[must_use]
pub fn script_of(c: char) -> Script {
    if c.is_ascii() {
        return if c.is_ascii_alphabetic() { Script::LATIN } else { Script::COMMON };
    }
    tag_of(property_of(c))
}

/// The script of a word: that of its first letter that has one; [`Script::COMMON`] if none has. `O'Neill` is Latin, `3`
/// is common. Linear in what stands before that letter.
pub(crate) fn script_of_word(word: &str) -> Script {
    word.chars().map(script_of).find(|script| script.is_real()).unwrap_or(Script::COMMON)
}

/// Whether a character is alphabetic: [`char::is_alphabetic`], with one look-up for the letters among them.
pub(crate) fn is_alphabetic(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    GeneralCategoryGroup::Letter.contains(CodePointMapData::<GeneralCategory>::new().get(c))
        || c.is_alphabetic()
}

/// The same as the property itself: cheaper where only equality counts.
pub(super) fn property_of(c: char) -> Property {
    CodePointMapData::<Property>::new().get(c)
}

/// Whether letters belong to it.
pub(super) fn is_real(property: Property) -> bool {
    !matches!(property, Property::Common | Property::Inherited | Property::Unknown)
}

fn tag_of(property: Property) -> Script {
    // Those of nearly all texts, without the table of names.
    match property {
        Property::Latin => return Script::LATIN,
        Property::Arabic => return Script::ARABIC,
        Property::Cyrillic => return Script::CYRILLIC,
        Property::Han => return Script::HAN,
        Property::Common => return Script::COMMON,
        Property::Inherited => return Script::INHERITED,
        _ => {}
    }
    PropertyNamesShort::<Property>::new()
        .get(property)
        .and_then(Script::from_short)
        .unwrap_or(Script::UNKNOWN)
}

/// A stretch of text in one script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ScriptRun {
    /// Where it stands.
    pub span: Span,
    /// Its script; [`Script::COMMON`] only if the whole text has no letter.
    pub script: Script,
}

/// Cuts a text into runs of one script each; together they are the whole text.
///
/// Shared characters go with what stands before them, at the beginning with what follows. A mark or sign that
/// Unicode's Script_Extensions limits to some scripts goes with a neighbour among them. Linear in the text.
///
/// ```
/// use allonym::{Script, unicode::script_runs};
///
/// let text = "RT @Tasnimnews_Fa: گلزار شهدای #کرمان";
/// let runs = script_runs(text);
/// assert_eq!(runs.len(), 2);
/// assert_eq!((runs[1].script, runs[1].span.of(text)), (Script::ARABIC, "گلزار شهدای #کرمان"));
/// ```
#[must_use]
pub fn script_runs(text: &str) -> Vec<ScriptRun> {
    let mut runs = Vec::new();
    script_runs_into(text, &mut runs);
    runs
}

/// [`script_runs`], appended to `runs`.
///
/// ```
/// let mut runs = Vec::new();
/// allonym::unicode::script_runs_into("Касем / قاسم", &mut runs);
/// assert_eq!(runs.len(), 2);
/// ```
pub fn script_runs_into(text: &str, runs: &mut Vec<ScriptRun>) {
    let mut start = 0;
    let mut current = Script::COMMON;
    for (at, c) in text.char_indices() {
        let script = script_of(c);
        if !script.is_real() || script == current {
            continue;
        }
        if !current.is_real() {
            current = script;
            continue;
        }
        // ー and the harakat are of one script by name and of several in use.
        if shares(c, current) {
            continue;
        }
        runs.push(ScriptRun { span: Span::new(start, at), script: current });
        start = at;
        current = script;
    }
    if start < text.len() {
        runs.push(ScriptRun { span: Span::new(start, text.len()), script: current });
    }
}

/// Whether Unicode's Script_Extensions let `c` stand in `script`.
fn shares(c: char, script: Script) -> bool {
    ScriptWithExtensions::new().get_script_extensions_val(c).iter().any(|property| tag_of(property) == script)
}

/// The scripts that a text's letters belong to, in alphabetical order of their tags.
///
/// ```
/// use allonym::{Script, unicode::script_set};
///
/// let set = script_set("Tasnim تسنیم 2024");
/// assert!(set.contains(Script::LATIN) && set.contains(Script::ARABIC));
/// assert_eq!(set.len(), 2);
/// ```
#[must_use]
pub fn script_set(text: &str) -> ScriptSet {
    let mut scripts: Vec<Script> = Vec::new();
    for script in text.chars().map(script_of).filter(|script| script.is_real()) {
        if let Err(at) = scripts.binary_search(&script) {
            scripts.insert(at, script);
        }
    }
    ScriptSet(scripts)
}

/// A set of scripts: see [`script_set`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ScriptSet(Vec<Script>);

impl ScriptSet {
    /// Whether `script` is in the set.
    ///
    /// ```
    /// use allonym::{Script, unicode::script_set};
    ///
    /// let set = script_set("Tasnim تسنیم");
    /// assert!(set.contains(Script::ARABIC) && !set.contains(Script::GREEK));
    /// ```
    #[must_use]
    pub fn contains(&self, script: Script) -> bool {
        self.0.binary_search(&script).is_ok()
    }

    /// The scripts, in alphabetical order of their tags.
    ///
    /// ```
    /// use allonym::{Script, unicode::script_set};
    ///
    /// let set = script_set("Tasnim تسنیم");
    /// assert_eq!(set.iter().collect::<Vec<_>>(), [Script::ARABIC, Script::LATIN]);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = Script> + '_ {
        self.0.iter().copied()
    }

    /// How many there are.
    ///
    /// ```
    /// use allonym::unicode::script_set;
    ///
    /// let set = script_set("Tasnim تسنیم");
    /// assert_eq!((set.len(), script_set("2024").len()), (2, 0));
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none: the text has no letter.
    ///
    /// ```
    /// use allonym::unicode::script_set;
    ///
    /// let set = script_set("Tasnim تسنیم");
    /// assert!(!set.is_empty() && script_set("2024").is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The only script, if there is just one.
    ///
    /// ```
    /// use allonym::{Script, unicode::script_set};
    ///
    /// let set = script_set("Tasnim تسنیم");
    /// assert_eq!((set.single(), script_set("تسنیم").single()), (None, Some(Script::ARABIC)));
    /// ```
    #[must_use]
    pub fn single(&self) -> Option<Script> {
        match self.0.as_slice() {
            &[script] => Some(script),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<(Script, &str)> {
        script_runs(text).into_iter().map(|run| (run.script, run.span.of(text))).collect()
    }

    #[test]
    fn shared_characters_go_with_what_stands_before() {
        assert_eq!(runs("ab 1, قا!"), [(Script::LATIN, "ab 1, "), (Script::ARABIC, "قا!")]);
        assert_eq!(runs("1 ab"), [(Script::LATIN, "1 ab")]);
    }

    #[test]
    fn a_text_without_letters_is_common() {
        assert_eq!(runs("12 !"), [(Script::COMMON, "12 !")]);
        assert_eq!(runs(""), []);
    }

    #[test]
    fn a_mark_that_scripts_share_ends_no_run() {
        // The prolonged sound mark of kana, a fatha on a Syriac letter.
        assert_eq!(runs("ラーメンらーめん").len(), 2);
        assert_eq!(runs("ܐ\u{64E}ܒ").len(), 1);
    }

    #[test]
    fn sets_are_sorted_and_know_their_only_script() {
        let set = script_set("سلام abc д");
        assert_eq!(set.iter().collect::<Vec<_>>(), [Script::ARABIC, Script::CYRILLIC, Script::LATIN]);
        assert_eq!((set.len(), set.single()), (3, None));
        assert_eq!(script_set("abc 1").single(), Some(Script::LATIN));
        assert!(script_set("1").is_empty());
    }
}
