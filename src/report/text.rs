//! A text and what was made of it.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::aligned::Aligned;
use crate::span::Span;
#[cfg(feature = "systems")]
use crate::tag::{Language, Script};

/// A text in one form.
///
/// ```
/// use allonym::{report::NormalizationReport, unicode::normalize};
///
/// let normal = normalize("É");
/// let report = NormalizationReport::new("É", &normal);
/// assert_eq!(serde_json::to_string(&report)?, r#"{"input":"É","output":"e"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NormalizationReport<'a> {
    /// The text that was given.
    pub input: Cow<'a, str>,
    /// What it was made into.
    pub output: Cow<'a, str>,
}

impl<'a> NormalizationReport<'a> {
    /// A text and its form.
    ///
    /// ```
    /// use allonym::{normalize, report::NormalizationReport};
    ///
    /// assert_eq!(NormalizationReport::new("علی", &normalize("علی")).output, "علي");
    /// ```
    #[must_use]
    pub fn new(input: &'a str, output: &'a str) -> NormalizationReport<'a> {
        NormalizationReport { input: input.into(), output: output.into() }
    }
}

/// A name in Latin letters.
///
/// ```
/// use allonym::report::RomanizationReport;
///
/// let spellings = ["Gogol".to_owned()];
/// let report = RomanizationReport::new("Гоголь", &spellings);
/// assert_eq!(serde_json::to_string(&report)?, r#"{"input":"Гоголь","romanizations":["Gogol"]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RomanizationReport<'a> {
    /// The name that was given.
    pub input: Cow<'a, str>,
    /// Its spellings, the likeliest first.
    pub romanizations: Cow<'a, [String]>,
    /// Words that nothing reads; they stand in the spellings in their own letters.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    pub unread: Cow<'a, [String]>,
}

impl<'a> RomanizationReport<'a> {
    /// A name and its spellings.
    ///
    /// ```
    /// use allonym::report::RomanizationReport;
    ///
    /// assert_eq!(RomanizationReport::new("علی", &["Ali".to_owned()]).romanizations[0], "Ali");
    /// ```
    #[must_use]
    pub fn new(input: &'a str, romanizations: &'a [String]) -> RomanizationReport<'a> {
        RomanizationReport {
            input: input.into(),
            romanizations: romanizations.into(),
            unread: Cow::default(),
        }
    }

    /// The same, with the words that nothing reads.
    ///
    /// ```
    /// use allonym::report::RomanizationReport;
    ///
    /// let (names, unread) = (["Ivan ᚠ".to_owned()], ["ᚠ".to_owned()]);
    /// let report = RomanizationReport::new("Иван ᚠ", &names).unread(&unread);
    /// let json = serde_json::to_string(&report)?;
    /// assert_eq!(json, r#"{"input":"Иван ᚠ","romanizations":["Ivan ᚠ"],"unread":["ᚠ"]}"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn unread(self, unread: &'a [String]) -> RomanizationReport<'a> {
        RomanizationReport { unread: unread.into(), ..self }
    }
}

/// A name and how it is written in another script.
///
/// ```
/// use allonym::report::TranscriptionReport;
/// use allonym::transcribe::Transcriber;
///
/// let found = Transcriber::new("Cyrl".parse()?).transcribed("Anna", 1);
/// let json = serde_json::to_value(TranscriptionReport::new("Anna", &found))?;
/// assert_eq!(json["transcriptions"][0]["text"], "Анна");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "romanize")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TranscriptionReport<'a> {
    /// The name that was given.
    pub input: Cow<'a, str>,
    /// The ways to write it, the likeliest first, with their probabilities.
    pub transcriptions: Cow<'a, [crate::transcribe::Transcription]>,
    /// Words that no model writes; they stand in the transcriptions in their own letters.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    pub unwritten: Cow<'a, [String]>,
}

#[cfg(feature = "romanize")]
impl<'a> TranscriptionReport<'a> {
    /// A name and what was found for it.
    ///
    /// ```
    /// use allonym::report::TranscriptionReport;
    /// use allonym::transcribe::Transcribed;
    ///
    /// assert!(TranscriptionReport::new("Анна", &Transcribed::default()).transcriptions.is_empty());
    /// ```
    #[must_use]
    pub fn new(input: &'a str, found: &'a crate::transcribe::Transcribed) -> TranscriptionReport<'a> {
        TranscriptionReport {
            input: input.into(),
            transcriptions: found.names.as_slice().into(),
            unwritten: found.unwritten.as_slice().into(),
        }
    }
}

/// A text by a published system.
///
/// ```
/// use allonym::{report::TransliterationReport, translit::Transliterator};
///
/// let system = Transliterator::named("bgnpcgn-rus-Cyrl-Latn-1947")?;
/// let aligned = system.transliterate_aligned("Щи");
/// let report = TransliterationReport::of_aligned("Щи", &aligned);
/// let stretch = &report.parts.as_ref().unwrap()[0];
/// assert_eq!((stretch.output.end, stretch.input.end), (4, 2)); // Shch, Щ
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TransliterationReport<'a> {
    /// The text that was given.
    pub input: Cow<'a, str>,
    /// What it was made into.
    pub output: Cow<'a, str>,
    /// Where each stretch of the output comes from, if that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<StretchReport>>,
}

/// A stretch of the output and the stretch of the input that it was made from, in bytes.
///
/// ```
/// use allonym::{report::TransliterationReport, translit::Transliterator};
///
/// let system = Transliterator::named("bgnpcgn-rus-Cyrl-Latn-1947")?;
/// let aligned = system.transliterate_aligned("Щи");
/// let report = TransliterationReport::of_aligned("Щи", &aligned);
/// assert_eq!(report.parts.unwrap().len(), 2);
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StretchReport {
    /// In the output.
    pub output: Span,
    /// In the input.
    pub input: Span,
}

impl<'a> TransliterationReport<'a> {
    /// A text and what it was made into.
    ///
    /// ```
    /// use allonym::report::TransliterationReport;
    ///
    /// let report = TransliterationReport::new("Щи", "Shchi");
    /// assert_eq!(serde_json::to_string(&report)?, r#"{"input":"Щи","output":"Shchi"}"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn new(input: &'a str, output: &'a str) -> TransliterationReport<'a> {
        TransliterationReport { input: input.into(), output: output.into(), parts: None }
    }

    /// A text and what it was made into, with where each stretch comes from: characters of the output that come from one
    /// place are one stretch. Linear in the output.
    ///
    /// ```
    /// use allonym::{report::TransliterationReport, translit::Transliterator};
    ///
    /// let system = Transliterator::named("bgnpcgn-rus-Cyrl-Latn-1947")?;
    /// let aligned = system.transliterate_aligned("Щи");
    /// assert_eq!(TransliterationReport::of_aligned("Щи", &aligned).output, "Shchi");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn of_aligned(input: &'a str, aligned: &'a Aligned) -> TransliterationReport<'a> {
        let mut parts: Vec<StretchReport> = Vec::new();
        for (at, c) in aligned.text().char_indices() {
            let end = at + c.len_utf8();
            let from = aligned.source(Span::new(at, end));
            match parts.last_mut() {
                Some(last) if last.input == from => last.output.end = end,
                _ => parts.push(StretchReport { output: Span::new(at, end), input: from }),
            }
        }
        TransliterationReport { parts: Some(parts), ..TransliterationReport::new(input, aligned.text()) }
    }
}

/// A published romanization system.
///
/// ```
/// use allonym::{report::SystemReport, translit::systems};
///
/// let system = systems().into_iter().find(|system| system.id() == "bgnpcgn-rus-Cyrl-Latn-1947").unwrap();
/// let json = serde_json::to_value(SystemReport::new(&system))?;
/// assert_eq!((&json["language"], &json["script"]), (&"ru".into(), &"Cyrl".into()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "systems")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SystemReport<'a> {
    /// Its identifier.
    pub id: Cow<'a, str>,
    /// What its authority calls it.
    pub title: Cow<'a, str>,
    /// Who published it, in short.
    pub authority: Cow<'a, str>,
    /// When, as its authority says it: mostly a year.
    pub year: Cow<'a, str>,
    /// The language that it is for; `null` if for several.
    pub language: Option<Language>,
    /// The script that it is written from.
    pub script: Script,
    /// The script that it writes.
    pub target: Script,
    /// Whether there is a way back.
    pub reversible: bool,
    /// Where its letter values and rules come from.
    pub source: Cow<'a, str>,
    /// Other names that it is found by.
    pub aliases: Vec<Cow<'a, str>>,
}

#[cfg(feature = "systems")]
impl SystemReport<'static> {
    /// What is known of a system.
    ///
    /// ```
    /// use allonym::{report::SystemReport, translit::systems};
    ///
    /// let reports: Vec<SystemReport> = systems().iter().map(SystemReport::new).collect();
    /// assert!(reports.len() > 300);
    /// ```
    #[must_use]
    pub fn new(system: &crate::translit::System) -> SystemReport<'static> {
        SystemReport {
            id: system.id().into(),
            title: system.title().into(),
            authority: system.authority().into(),
            year: system.year().into(),
            language: system.language(),
            script: system.script(),
            target: system.target(),
            reversible: system.is_reversible(),
            source: system.source().into(),
            aliases: system.aliases().map(Cow::from).collect(),
        }
    }
}
