//! Scripts, languages and countries, by their standard tags.

#[cfg(feature = "tables")]
mod codes;

use alloc::format;
use core::fmt;
use core::str::FromStr;

use crate::error::{Error, ErrorKind};

/// A script, by its ISO 15924 code: four letters, the first one a capital.
///
/// ```
/// use allonym::Script;
///
/// let script: Script = "arab".parse()?;
/// assert_eq!(script, Script::ARABIC);
/// assert_eq!(script.to_string(), "Arab");
/// assert!("عربی".parse::<Script>().is_err());
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "alloc::string::String", into = "alloc::string::String")
)]
pub struct Script([u8; 4]);

impl Script {
    /// Arabic.
    pub const ARABIC: Script = Script(*b"Arab");
    /// Armenian.
    pub const ARMENIAN: Script = Script(*b"Armn");
    /// Cyrillic.
    pub const CYRILLIC: Script = Script(*b"Cyrl");
    /// Georgian (Mkhedruli and Mtavruli).
    pub const GEORGIAN: Script = Script(*b"Geor");
    /// Greek.
    pub const GREEK: Script = Script(*b"Grek");
    /// Han.
    pub const HAN: Script = Script(*b"Hani");
    /// Hangul.
    pub const HANGUL: Script = Script(*b"Hang");
    /// Hebrew.
    pub const HEBREW: Script = Script(*b"Hebr");
    /// Hiragana.
    pub const HIRAGANA: Script = Script(*b"Hira");
    /// Katakana.
    pub const KATAKANA: Script = Script(*b"Kana");
    /// Latin.
    pub const LATIN: Script = Script(*b"Latn");
    /// Characters of no script of their own: digits, punctuation, symbols.
    pub const COMMON: Script = Script(*b"Zyyy");
    /// Marks that take the script of what they stand on.
    pub const INHERITED: Script = Script(*b"Zinh");
    /// No script known.
    pub const UNKNOWN: Script = Script(*b"Zzzz");

    /// The script of a code in its proper case, taken as it is, in a constant or from a table. Nothing is checked: a code in
    /// another case is another script.
    ///
    /// ```
    /// assert_eq!(allonym::Script::from_code(b"Arab"), "Arab".parse()?);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub const fn from_code(code: &[u8; 4]) -> Script {
        Script(*code)
    }

    /// The four letters as bytes.
    #[inline]
    pub(crate) const fn code(self) -> [u8; 4] {
        self.0
    }

    /// The four letters.
    ///
    /// ```
    /// assert_eq!("arab".parse::<allonym::Script>()?.as_str(), "Arab");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether it is a script that letters belong to, and not common, inherited or unknown.
    ///
    /// ```
    /// use allonym::{Script, unicode::script_of};
    ///
    /// assert!(script_of('ق').is_real() && !script_of('1').is_real() && !Script::UNKNOWN.is_real());
    /// ```
    #[must_use]
    pub fn is_real(self) -> bool {
        !matches!(self, Script::COMMON | Script::INHERITED | Script::UNKNOWN)
    }

    /// The script of a code known to be well formed.
    pub(crate) fn from_short(code: &str) -> Option<Script> {
        let bytes: [u8; 4] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| {
            let [first, rest @ ..] = bytes.map(|b| b.to_ascii_lowercase());
            let [b, c, d] = rest;
            Script([first.to_ascii_uppercase(), b, c, d])
        })
    }
}

impl FromStr for Script {
    type Err = Error;

    /// Reads a code of four letters in any case.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidTag`] if it is anything else. Codes that ISO has not assigned are taken.
    fn from_str(code: &str) -> Result<Script, Error> {
        Script::from_short(code).ok_or_else(|| {
            let message = format!(
                "'{code}' is no script code: four letters such as Arab or Cyrl are wanted (ISO 15924)"
            );
            Error::new(ErrorKind::InvalidTag, Some(offending(code)), message)
        })
    }
}

/// A language, by the primary subtag of its BCP 47 tag: two or three small letters.
///
/// Codes of ISO 639-2 and 639-3 are taken where BCP 47 has a shorter one (`fas` and `per` are `fa`), and of a
/// longer tag only the language is kept (`fa-IR` is `fa`).
///
/// ```
/// use allonym::Language;
///
/// assert_eq!("per".parse::<Language>()?, "fa-Arab-IR".parse()?);
/// assert_eq!("ckb".parse::<Language>()?.as_str(), "ckb");
/// assert!("فا".parse::<Language>().is_err());
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "alloc::string::String", into = "alloc::string::String")
)]
pub struct Language([u8; 3]);

impl Language {
    /// No language known (`und`).
    pub const UNDETERMINED: Language = Language(*b"und");

    /// The letters of the subtag.
    ///
    /// ```
    /// assert_eq!("fas".parse::<allonym::Language>()?.as_str(), "fa");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        let len = if self.0.last() == Some(&0) { 2 } else { 3 };
        self.0.get(..len).and_then(|code| core::str::from_utf8(code).ok()).unwrap_or_default()
    }

    /// The three bytes of the subtag, the last one 0 if it has two letters.
    pub(crate) const fn code(self) -> [u8; 3] {
        self.0
    }

    /// The language of a code in small letters, its third byte 0 if it has two, taken as it is, in a constant or from a
    /// table. Nothing is checked.
    ///
    /// ```
    /// assert_eq!(allonym::Language::from_code(b"fa\0"), "fa".parse()?);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub const fn from_code(code: &[u8; 3]) -> Language {
        Language(*code)
    }
}

impl FromStr for Language {
    type Err = Error;

    /// Reads a language tag in any case, with `-` or `_` before further subtags.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidTag`] if the primary subtag is not two or three letters.
    fn from_str(tag: &str) -> Result<Language, Error> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let code = match *primary.as_bytes() {
            [a, b] => [a, b, 0],
            [a, b, c] => [a, b, c],
            _ => [0; 3],
        };
        let letters = code.get(..primary.len().min(3)).unwrap_or_default();
        if letters.len() < 2 || !letters.iter().all(u8::is_ascii_alphabetic) {
            let message = format!(
                "'{tag}' is no language tag: two or three letters such as fa or ckb are wanted (BCP 47)"
            );
            return Err(Error::new(ErrorKind::InvalidTag, Some(offending(tag)), message));
        }
        Ok(Language(shortest(code.map(|b| b.to_ascii_lowercase()))))
    }
}

/// A country, by its ISO 3166 code: two capitals.
///
/// ```
/// use allonym::Country;
///
/// assert_eq!("eg".parse::<Country>()?.to_string(), "EG");
/// assert!("مصر".parse::<Country>().is_err());
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "alloc::string::String", into = "alloc::string::String")
)]
pub struct Country([u8; 2]);

impl Country {
    /// The two letters.
    ///
    /// ```
    /// assert_eq!("eg".parse::<allonym::Country>()?.as_str(), "EG");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The country of two capital letters, taken as they are: for tables.
    pub(crate) const fn from_code(code: &[u8; 2]) -> Country {
        Country(*code)
    }

    /// The bytes of the two letters.
    ///
    /// ```
    /// assert_eq!("eg".parse::<allonym::Country>()?.code(), *b"EG");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub const fn code(self) -> [u8; 2] {
        self.0
    }
}

impl FromStr for Country {
    type Err = Error;

    /// Reads a code of two letters in any case.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidTag`] if it is anything else. Codes that ISO has not assigned are taken.
    fn from_str(code: &str) -> Result<Country, Error> {
        match *code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Ok(Country([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => {
                let message = format!(
                    "'{code}' is no country code: two letters such as EG or DZ are wanted (ISO 3166-1)"
                );
                Err(Error::new(ErrorKind::InvalidTag, Some(offending(code)), message))
            }
        }
    }
}

/// The first byte that cannot stand in a tag; 0 if the fault is the length.
fn offending(tag: &str) -> usize {
    tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(0)
}

#[cfg(feature = "tables")]
fn shortest(code: [u8; 3]) -> [u8; 3] {
    let table = codes::LANGUAGE_CODES;
    let found = table.binary_search_by_key(&code, |(from, _)| *from).ok().and_then(|at| table.get(at));
    found.map_or(code, |(_, to)| *to)
}

#[cfg(not(feature = "tables"))]
fn shortest(code: [u8; 3]) -> [u8; 3] {
    code
}

macro_rules! text_form {
    ($tag:ty) => {
        impl fmt::Display for $tag {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $tag {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($tag), self.as_str())
            }
        }

        impl From<$tag> for alloc::string::String {
            fn from(tag: $tag) -> alloc::string::String {
                tag.as_str().into()
            }
        }

        impl TryFrom<alloc::string::String> for $tag {
            type Error = Error;

            fn try_from(text: alloc::string::String) -> Result<$tag, Error> {
                text.parse()
            }
        }
    };
}

text_form!(Script);
text_form!(Language);
text_form!(Country);
