//! The published systems that come with the crate.
//!
//! The table is compiled from `data/systems` (its layout is in `rules/codec.rs`) and read in place. A system is found by
//! its identifier, by an alias, by the beginning of only one identifier; names are compared in small letters, signs being
//! white space. What is found by none of these is answered with the most similar names (Jaro-Winkler).

use alloc::{borrow::ToOwned, format, string::String, vec::Vec};
use core::fmt;
use core::str::FromStr;

use super::rules::{SystemDescription, SystemTable};
use crate::error::{Error, ErrorKind};
use crate::tables::systems_table;
use crate::tag::{Language, Script};

/// A published romanization system of the crate's table. `Display` writes its identifier, `FromStr` is [`find_system`].
///
/// ```
/// use allonym::translit::System;
///
/// let system: System = "BGN/PCGN 1947 Russian".parse()?;
/// assert_eq!(system.to_string(), "bgnpcgn-rus-Cyrl-Latn-1947");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct System {
    description: SystemDescription<'static>,
    /// Its number in the table.
    at: usize,
    reversible: bool,
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl FromStr for System {
    type Err = Error;

    fn from_str(name: &str) -> Result<System, Error> {
        find_system(name)
    }
}

impl System {
    /// Its identifier: authority, language (ISO 639-3), script, target script, year.
    ///
    /// ```
    /// use allonym::translit::find_system;
    ///
    /// let system = find_system("bgn/pcgn 1947 russian")?;
    /// assert_eq!(system.id(), "bgnpcgn-rus-Cyrl-Latn-1947");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.description.id
    }

    /// What its authority calls it.
    ///
    /// ```
    /// use allonym::translit::find_system;
    ///
    /// let system = find_system("bgn/pcgn 1947 russian")?;
    /// assert!(system.title().contains("Russian"), "{}", system.title());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.description.title
    }

    /// Who published it, in short.
    ///
    /// ```
    /// use allonym::translit::find_system;
    ///
    /// let system = find_system("bgn/pcgn 1947 russian")?;
    /// assert_eq!(system.authority().to_lowercase(), "bgnpcgn");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn authority(&self) -> &'static str {
        self.description.authority
    }

    /// When, as its authority says it: mostly a year.
    ///
    /// ```
    /// use allonym::translit::find_system;
    ///
    /// let system = find_system("bgn/pcgn 1947 russian")?;
    /// assert_eq!(system.year(), "1947");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn year(&self) -> &'static str {
        self.description.year
    }

    /// The language that it is for; nothing if it is for several.
    ///
    /// ```
    /// use allonym::translit::find_system;
    ///
    /// assert_eq!(find_system("bgnpcgn-rus")?.language(), Some("ru".parse()?));
    /// assert_eq!(find_system("iso-mul-Cyrl-Latn-9-1995")?.language(), None);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        let language = self.description.language.parse().ok()?;
        // The code of many languages is the code of none.
        (language != Language::UNDETERMINED && self.description.language != "mul").then_some(language)
    }

    /// The script that it is written from.
    ///
    /// ```
    /// use allonym::translit::find_system;
    ///
    /// let system = find_system("bgn/pcgn 1947 russian")?;
    /// assert_eq!(system.script(), allonym::Script::CYRILLIC);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn script(&self) -> Script {
        self.description.script.parse().unwrap_or(Script::UNKNOWN)
    }

    /// The scripts of the characters that it is written from: those that a collective code such as `Jpan` stands for
    /// (ISO 15924), else the one script.
    ///
    /// ```
    /// use allonym::translit::find_system;
    /// use allonym::Script;
    ///
    /// let scripts: Vec<Script> = find_system("passport hepburn")?.scripts().collect();
    /// assert_eq!(scripts, [Script::HIRAGANA, Script::KATAKANA]);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn scripts(&self) -> impl Iterator<Item = Script> + use<> {
        let members: &[Script] = match self.description.script {
            "Hrkt" => &[Script::HIRAGANA, Script::KATAKANA],
            "Jpan" => &[Script::HAN, Script::HIRAGANA, Script::KATAKANA],
            "Kore" => &[Script::HANGUL, Script::HAN],
            "Hans" | "Hant" => &[Script::HAN],
            "Geok" => &[Script::GEORGIAN],
            _ => &[],
        };
        let single = Some(self.script()).filter(|_| members.is_empty());
        members.iter().copied().chain(single)
    }

    /// The script that it is written in.
    ///
    /// ```
    /// use allonym::translit::find_system;
    ///
    /// let system = find_system("bgn/pcgn 1947 russian")?;
    /// assert_eq!(system.target(), allonym::Script::LATIN);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn target(&self) -> Script {
        self.description.target.parse().unwrap_or(Script::UNKNOWN)
    }

    /// Where its letter values and rules come from.
    ///
    /// ```
    /// use allonym::translit::find_system;
    ///
    /// let system = find_system("bgn/pcgn 1947 russian")?;
    /// assert!(!system.source().is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> &'static str {
        self.description.source
    }

    /// Other names it is found by.
    ///
    /// ```
    /// use allonym::translit::find_system;
    ///
    /// assert!(find_system("bgnpcgn-rus")?.aliases().any(|alias| alias == "bgn/pcgn 1947 russian"));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> {
        self.description.aliases.split('\n').filter(|alias| !alias.is_empty())
    }

    /// Whether there is a way back.
    ///
    /// ```
    /// use allonym::translit::find_system;
    ///
    /// let system = find_system("bgn/pcgn 1947 russian")?;
    /// assert!(!system.is_reversible());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn is_reversible(&self) -> bool {
        self.reversible
    }

    /// Whether each word is one of the system's identifier, title or common names, in any case and order.
    ///
    /// ```
    /// use allonym::translit::find_system;
    ///
    /// let system = find_system("bgn/pcgn 1947 russian")?;
    /// assert!(system.has_words("Russian BGN/PCGN") && !system.has_words("Russian ISO"));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn has_words(&self, words: &str) -> bool {
        let names = [self.id(), self.title()].into_iter().chain(self.aliases());
        let names: Vec<String> = names.map(plain).collect();
        plain(words).split(' ').all(|word| names.iter().any(|name| name.split(' ').any(|own| own == word)))
    }

    /// Its place in the table of systems.
    pub(super) fn number(&self) -> usize {
        self.at
    }
}

/// Every system, in the order of identifiers. Reading the list costs a walk over a few hundred entries.
///
/// ```
/// use allonym::translit::systems;
///
/// assert!(systems().len() > 200);
/// let russian = systems().into_iter().find(|system| system.id() == "bgnpcgn-rus-Cyrl-Latn-1947").unwrap();
/// assert_eq!((russian.year(), russian.script()), ("1947", allonym::Script::CYRILLIC));
/// ```
#[must_use]
pub fn systems() -> Vec<System> {
    let Some(table) = SystemTable::new(systems_table()) else { return Vec::new() };
    let system = |at| {
        let description = table.description(at)?;
        Some(System { description, at, reversible: table.is_reversible(at) })
    };
    (0..table.len()).filter_map(system).collect()
}

/// The system of this name, in any case: an identifier, a common name, the beginning of only one identifier, or words that
/// only one system has in its names.
///
/// # Errors
/// [`ErrorKind::UnknownSystem`] with the most alike names if there is none, or those that the name fits if there are
/// several.
///
/// ```
/// use allonym::translit::find_system;
///
/// assert_eq!(find_system("BGN/PCGN 1947 Russian")?.id(), "bgnpcgn-rus-Cyrl-Latn-1947");
/// assert_eq!(find_system("bgnpcgn-rus")?.id(), "bgnpcgn-rus-Cyrl-Latn-1947");
/// assert_eq!(find_system("IAST")?.id(), "var-san-Deva-Latn-iast");
/// assert_eq!(find_system("Tamil ISO 15919")?.id(), "iso-mul-Taml-Latn-15919-2001");
/// assert!(find_system("русский").is_err());
/// # Ok::<(), allonym::Error>(())
/// ```
pub fn find_system(name: &str) -> Result<System, Error> {
    if name.chars().nth(MAX_NAME_LEN).is_some() {
        return Err(unknown(&format!(
            "no romanization system has a name of more than {MAX_NAME_LEN} characters"
        )));
    }
    let all = systems();
    let wanted = plain(name);
    if let Some(found) = all.iter().find(|system| system.id() == name) {
        return Ok(*found);
    }
    let named = |system: &&System| {
        plain(system.id()) == wanted || system.aliases().any(|alias| plain(alias) == wanted)
    };
    if let Some(found) = all.iter().find(named) {
        return Ok(*found);
    }
    let begin: Vec<&System> = all.iter().filter(|system| plain(system.id()).starts_with(&wanted)).collect();
    match begin.as_slice() {
        [only] if !wanted.is_empty() => return Ok(**only),
        [_, _, ..] if !wanted.is_empty() => {
            return Err(unknown(&format!("'{name}' is the beginning of {}", some_of(&begin))));
        }
        _ => {}
    }
    let having: Vec<&System> = all.iter().filter(|system| system.has_words(&wanted)).collect();
    match having.as_slice() {
        [only] if !wanted.is_empty() => return Ok(**only),
        [_, _, ..] if !wanted.is_empty() => {
            return Err(unknown(&format!(
                "'{name}' may be {}; say the language or the year too",
                some_of(&having)
            )));
        }
        _ => {}
    }
    let mut near: Vec<(f64, &str)> = all
        .iter()
        .map(|system| {
            let names = core::iter::once(system.id()).chain(system.aliases());
            let best = names.map(|own| strsim::jaro_winkler(&plain(own), &wanted)).fold(0.0, f64::max);
            (best, system.id())
        })
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let names: Vec<&str> = near.iter().take(MAX_SUGGESTIONS).map(|(_, id)| *id).collect();
    Err(unknown(&format!("there is no romanization system '{name}'; perhaps {}", names.join(", "))))
}

/// The identifiers of the first systems, and how many more there are.
fn some_of(systems: &[&System]) -> String {
    let names: Vec<&str> = systems.iter().take(MAX_SUGGESTIONS).map(|system| system.id()).collect();
    let more = systems.len().saturating_sub(MAX_SUGGESTIONS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", names.join(", "))
}

/// Systems that a message names.
const MAX_SUGGESTIONS: usize = 5;

/// Characters of the longest name that is looked for: no system has so long a name, and each is compared with all.
const MAX_NAME_LEN: usize = 200;

fn unknown(message: &str) -> Error {
    Error::new(ErrorKind::UnknownSystem, None, message.to_owned())
}

/// A name as names are looked up: small letters, words in any order of signs between.
fn plain(name: &str) -> String {
    let signs = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let plain: String = name.to_lowercase().chars().map(signs).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn signs_and_capitals_make_no_difference() {
        for name in ["bgnpcgn-rus-Cyrl-Latn-1947", "BGNPCGN rus Cyrl Latn 1947", "bgnpcgn_rus"] {
            assert_eq!(
                find_system(name).map(|system| system.id()),
                Ok("bgnpcgn-rus-Cyrl-Latn-1947"),
                "{name}"
            );
        }
    }

    #[test]
    fn a_beginning_of_several_names_them() {
        let message = find_system("bgnpcgn").expect_err("several").to_string();
        assert!(message.contains("is the beginning of") && message.contains("more"), "{message}");
    }

    #[test]
    fn words_that_several_systems_have_name_them() {
        let message = find_system("romanization of greek").expect_err("several").to_string();
        assert!(message.contains("say the language or the year too"), "{message}");
        assert!(find_system("signs of nothing").is_err());
    }

    #[test]
    fn a_name_that_is_too_long_is_not_looked_for() {
        assert!(find_system(&"x".repeat(MAX_NAME_LEN + 1)).is_err());
    }
}
