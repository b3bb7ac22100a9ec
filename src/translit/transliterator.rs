//! A system ready to be used.

use alloc::{borrow::Cow, format, string::String, sync::Arc};
#[cfg(feature = "systems")]
use core::str::FromStr;

use super::options::{self, Options};
use super::rules::program::Program;
use super::rules::{SystemTable, compile, run};
#[cfg(feature = "systems")]
use super::systems::find_system;
use crate::aligned::Aligned;
use crate::error::{Error, ErrorKind};
#[cfg(feature = "systems")]
use crate::tables::systems_table;

/// A romanization system, compiled. Cheap to clone, and shared freely between threads.
///
/// ```
/// use allonym::translit::Transliterator;
///
/// let system = Transliterator::named("bgn/pcgn 1947 russian")?;
/// assert_eq!(system.transliterate("Щёлково"), "Shchëlkovo");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Transliterator {
    forward: Arc<Program>,
    backward: Option<Arc<Program>>,
    /// What a machine-readable zone makes of what was written, before the options are applied.
    zone: Option<Arc<Program>>,
    options: Options,
}

#[cfg(feature = "systems")]
impl FromStr for Transliterator {
    type Err = Error;

    /// [`Transliterator::named`].
    fn from_str(name: &str) -> Result<Transliterator, Error> {
        Transliterator::named(name)
    }
}

impl SystemTable<'_> {
    /// System `at`, ready to be used; nothing if there is none, or if its bytes are broken.
    ///
    /// Costs reading its rules: microseconds, milliseconds where they are the readings of Han.
    ///
    /// ```
    /// use allonym::translit::rules::{SystemTable, SystemTableBuilder};
    ///
    /// let bytes = SystemTableBuilder::default().finish().expect("a small table");
    /// let table = SystemTable::new(&bytes).expect("a table");
    /// assert!(table.transliterator(0).is_none());
    /// ```
    #[must_use]
    pub fn transliterator(&self, at: usize) -> Option<Transliterator> {
        let forward = Arc::new(self.program(at, |programs| programs.forward)?);
        let backward = match self.is_reversible(at) {
            true => Some(Arc::new(self.program(at, |programs| programs.backward)?)),
            false => None,
        };
        let zone = self.program(at, |programs| programs.zone).filter(|zone| !zone.passes.is_empty());
        Some(Transliterator { forward, backward, zone: zone.map(Arc::new), options: Options::PUBLISHED })
    }
}

impl Transliterator {
    /// The published system of this name: see [`find_system`](super::find_system()).
    ///
    /// Costs reading the system from the tables: microseconds, milliseconds where it holds the readings of Han.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownSystem`], with suggestions.
    ///
    /// ```
    /// use allonym::translit::Transliterator;
    ///
    /// let error = Transliterator::named("bgn/pcgn 1847 russian").unwrap_err();
    /// assert!(error.to_string().contains("bgnpcgn-rus-Cyrl-Latn-1947"));
    /// assert_eq!(Transliterator::named("elot-ell-Grek-Latn-743-2001-ts")?.transliterate("Αθήνα"), "Athína");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[cfg(feature = "systems")]
    pub fn named(name: &str) -> Result<Transliterator, Error> {
        let system = find_system(name)?;
        SystemTable::new(systems_table()).and_then(|table| table.transliterator(system.number())).ok_or_else(
            || {
                Error::new(
                    ErrorKind::UnknownSystem,
                    None,
                    format!("the table of system {} is broken", system.id()),
                )
            },
        )
    }

    /// A system of your own, from the text of a rule file; `data/README.md` in the sources describes the language.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidRules`], with line and column.
    ///
    /// ```
    /// use allonym::translit::Transliterator;
    ///
    /// let system = Transliterator::from_rules("щ > šč ; ъ } \\b > '' ; я > ja ;")?;
    /// assert_eq!(system.transliterate("Щъ, ЯЩ"), "Šč, JAŠČ");
    /// let error = Transliterator::from_rules("а > a ;\nб > ;\nв b ;").unwrap_err();
    /// assert!(error.to_string().contains(":3:1:"));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn from_rules(text: &str) -> Result<Transliterator, Error> {
        let compiled = compile("rules", text, &|_| None)?;
        Ok(Transliterator {
            forward: Arc::new(compiled.forward),
            backward: compiled.backward.map(Arc::new),
            zone: compiled.zone.map(Arc::new),
            options: Options::PUBLISHED,
        })
    }

    /// The way back, from Latin letters to the script of the system.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownSystem`] if the system is not reversible.
    ///
    /// ```
    /// use allonym::translit::Transliterator;
    ///
    /// let system = Transliterator::named("iso-mul-Cyrl-Latn-9-1995")?;
    /// let latin = system.transliterate("Щёлково").into_owned();
    /// assert_eq!(system.reversed()?.transliterate(&latin), "Щёлково");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn reversed(&self) -> Result<Transliterator, Error> {
        let Some(backward) = &self.backward else {
            let message = "the system is not reversible: different letters become the same".into();
            return Err(Error::new(ErrorKind::UnknownSystem, None, message));
        };
        Ok(Transliterator {
            forward: Arc::clone(backward),
            backward: Some(Arc::clone(&self.forward)),
            zone: None,
            options: Options::PUBLISHED,
        })
    }

    /// The same system with other options.
    ///
    /// ```
    /// use allonym::translit::{Options, Transliterator};
    ///
    /// let system = Transliterator::named("bgn/pcgn 1947 russian")?;
    /// assert_eq!(system.with(Options::MRZ).transliterate("Гоголь-Яновский Пётр"), "GOGOL<YANOVSKIY<PETR");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn with(&self, options: Options) -> Transliterator {
        Transliterator { options, ..self.clone() }
    }

    /// The text in the letters of the system; what it has no rules for stays as it is. The output is NFC.
    ///
    /// Linear in the text. No rule looks past a line break, so a text may be given in lines or whole.
    ///
    /// ```
    /// use allonym::translit::Transliterator;
    ///
    /// let system = Transliterator::named("ggg-kat-Geor-Latn-2002")?;
    /// assert_eq!(system.transliterate("თბილისი 2024"), "tbilisi 2024");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn transliterate<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut out = String::with_capacity(text.len() + text.len() / 4);
        self.transliterate_into(text, &mut out);
        if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
    }

    /// [`transliterate`](Self::transliterate), appended to `out`.
    ///
    /// ```
    /// use allonym::translit::Transliterator;
    ///
    /// let mut out = String::from("→ ");
    /// Transliterator::named("bgnpcgn-arm")?.transliterate_into("Երևան", &mut out);
    /// assert_eq!(out, "→ Yerevan");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn transliterate_into(&self, text: &str, out: &mut String) {
        if self.options == Options::PUBLISHED {
            run::run(&self.forward, text, out);
        } else {
            let mut latin = run::to_string(&self.forward, text);
            if let Some(zone) = self.zone.as_ref().filter(|_| self.options.has_filler()) {
                latin = run::to_string(zone, &latin);
            }
            options::apply(&latin, self.options, out);
        }
    }

    /// [`transliterate`](Self::transliterate), with the map back to `text`.
    ///
    /// ```
    /// use allonym::{Span, translit::Transliterator};
    ///
    /// let latin = Transliterator::named("bgn/pcgn 1947 russian")?.transliterate_aligned("Хрущёв");
    /// assert_eq!(latin.text(), "Khrushchëv");
    /// assert_eq!(latin.source(Span::new(4, 8)).of("Хрущёв"), "щ"); // shch
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn transliterate_aligned(&self, text: &str) -> Aligned {
        let mut latin = Aligned::default();
        run::run(&self.forward, text, &mut latin);
        if self.options == Options::PUBLISHED {
            return latin;
        }
        if let Some(zone) = self.zone.as_ref().filter(|_| self.options.has_filler()) {
            let mut spelled = Aligned::default();
            run::run(zone, latin.text(), &mut spelled);
            latin = latin.then(&spelled);
        }
        let mut changed = Aligned::default();
        options::apply(latin.text(), self.options, &mut changed);
        latin.then(&changed)
    }
}

#[cfg(all(test, feature = "systems"))]
mod tests {
    use super::super::systems::systems;
    use super::*;

    #[test]
    fn every_program_can_be_read() {
        for system in systems() {
            let ready = Transliterator::named(system.id()).expect("a system");
            assert_eq!(ready.reversed().is_ok(), system.is_reversible(), "{system}");
        }
    }
}
