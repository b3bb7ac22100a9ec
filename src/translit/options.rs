//! Options: choices that every system understands beside its own rules.
//!
//! *Input* is a text in Latin letters, as a system wrote it, *output* the same with the choices made, a character at a
//! time, in this order: apostrophes, capitals, plain letters, fillers of a machine-readable zone. What a letter is in
//! ASCII is its decomposition without marks, and where it has none, what folding makes of it (ð is d, ß is ss).
//!
//! ```text
//! Щёлково, Анна → system → Shchëlkovo, Anna → ascii → Shchelkovo, Anna → filler → SHCHELKOVO<<ANNA
//! ```
//!
//! *Cost*: linear. *Source*: ICAO Doc 9303, part 3, for the machine-readable zone.

use core::fmt;
use core::str::FromStr;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::aligned::Sink;
use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// Choices that are made after a system's rules.
///
/// ```
/// use allonym::translit::{Apostrophe, Options, Transliterator};
///
/// let plain = Options::PUBLISHED.apostrophe(Apostrophe::None).ascii(true);
/// let system = Transliterator::named("bgn/pcgn 1947 russian")?.with(plain);
/// assert_eq!(system.transliterate("Горький, Щёлково"), "Gorkiy, Shchelkovo");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    apostrophe: Apostrophe,
    case: Case,
    ascii: bool,
    filler: bool,
}

/// What the signs for soft, hard, ‘ain and hamza become: ʹ ʼ ʻ ʿ ʾ ′ ’ ‘ and their double forms.
///
/// ```
/// use allonym::translit::Apostrophe;
///
/// assert_eq!("modifier".parse::<Apostrophe>()?, Apostrophe::Modifier);
/// assert_eq!(Apostrophe::None.to_string(), "none");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Apostrophe {
    /// What the system writes.
    #[default]
    Published,
    /// ’
    Right,
    /// ʼ
    Modifier,
    /// '
    Ascii,
    /// Nothing.
    None,
}

/// Capitals.
///
/// ```
/// use allonym::translit::Case;
///
/// assert_eq!("upper".parse::<Case>()?, Case::Upper);
/// assert!("small".parse::<Case>().is_err());
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Case {
    /// What the system writes.
    #[default]
    Published,
    /// One for each word.
    Title,
    /// Capitals only.
    Upper,
}

/// `Display` and `FromStr` by the same list of names.
macro_rules! names {
    ($type:ident, $($value:ident $name:literal),+) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self { $($type::$value => $name),+ })
            }
        }

        impl FromStr for $type {
            type Err = Error;

            /// Reads a name in small letters.
            ///
            /// # Errors
            /// [`ErrorKind::InvalidTag`] if it is none.
            fn from_str(name: &str) -> Result<$type, Error> {
                match name {
                    $($name => Ok($type::$value),)+
                    _ => {
                        let known = [$($name),+].join(", ");
                        let message = alloc::format!("'{name}' is none of {known}");
                        Err(Error::new(ErrorKind::InvalidTag, None, message))
                    }
                }
            }
        }
    };
}

names!(Apostrophe, Published "published", Right "right", Modifier "modifier", Ascii "ascii", None "none");
names!(Case, Published "published", Title "title", Upper "upper");

impl Options {
    /// What the system writes, nothing changed.
    pub const PUBLISHED: Options =
        Options { apostrophe: Apostrophe::Published, case: Case::Published, ascii: false, filler: false };
    /// The machine-readable zone of a passport: capitals of ASCII, fillers, no apostrophes.
    pub const MRZ: Options =
        Options { apostrophe: Apostrophe::None, case: Case::Upper, ascii: true, filler: true };

    /// What the signs for soft, hard, ‘ain and hamza become.
    ///
    /// ```
    /// use allonym::translit::{Apostrophe, Options, Transliterator};
    ///
    /// let system = Transliterator::named("bgn/pcgn 1947 russian")?;
    /// let right = system.with(Options::PUBLISHED.apostrophe(Apostrophe::Right));
    /// assert_eq!(right.transliterate("Горький"), "Gor’kiy");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub const fn apostrophe(self, apostrophe: Apostrophe) -> Options {
        Options { apostrophe, ..self }
    }

    /// Which capitals.
    ///
    /// ```
    /// use allonym::translit::{Case, Options, Transliterator};
    ///
    /// let system = Transliterator::named("ggg-kat-Geor-Latn-2002")?;
    /// let title = system.with(Options::PUBLISHED.case(Case::Title));
    /// assert_eq!(title.transliterate("ნინო შენგელია"), "Nino Shengelia");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub const fn case(self, case: Case) -> Options {
        Options { case, ..self }
    }

    /// Whether letters are those of ASCII: marks fall away, ð is d, ß is ss; what has no plain letter falls away too.
    ///
    /// ```
    /// use allonym::translit::{Options, Transliterator};
    ///
    /// let system = Transliterator::named("elot-ell-Grek-Latn-743-2001-ts")?;
    /// assert_eq!(system.with(Options::PUBLISHED.ascii(true)).transliterate("Αθήνα"), "Athina");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub const fn ascii(self, ascii: bool) -> Options {
        Options { ascii, ..self }
    }

    /// Whether to write the fillers of a machine-readable zone (ICAO Doc 9303, part 3): `<` for spaces and hyphens, `<<`
    /// for the comma between family and given names, nothing for apostrophes, full stops and other signs.
    ///
    /// ```
    /// use allonym::translit::{Options, Transliterator};
    ///
    /// let system = Transliterator::named("icao-ukr-Cyrl-Latn-9303")?;
    /// assert_eq!(system.with(Options::PUBLISHED.filler(true)).transliterate("Гнатюк, Олег"), "Hnatiuk<<Oleh");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub const fn filler(self, filler: bool) -> Options {
        Options { filler, ..self }
    }

    pub(super) const fn has_filler(self) -> bool {
        self.filler
    }
}

/// How many apostrophes a sign stands for; 0 if it is none.
#[cfg(feature = "tables")]
fn apostrophes(c: char) -> usize {
    usize::from(crate::tables::SINGLE_SIGNS.contains(c))
        + 2 * usize::from(crate::tables::DOUBLE_SIGNS.contains(c))
}

#[cfg(not(feature = "tables"))]
fn apostrophes(_: char) -> usize {
    0
}

/// Writes a romanized text with the options applied.
pub(super) fn apply<S: Sink>(text: &str, options: Options, sink: &mut S) {
    let mut writer = Writer { options, sink, fresh: true, gap: 0, started: false };
    for (at, c) in text.char_indices() {
        writer.take(c, Span::new(at, at + c.len_utf8()));
    }
}

struct Writer<'a, S> {
    options: Options,
    sink: &'a mut S,
    /// Whether a word begins here.
    fresh: bool,
    /// How many fillers are due before the next character.
    gap: u8,
    started: bool,
}

impl<S: Sink> Writer<'_, S> {
    fn take(&mut self, c: char, from: Span) {
        let times = apostrophes(c);
        if times > 0 {
            match self.options.apostrophe {
                Apostrophe::Published => self.plain(c, from),
                Apostrophe::None => {}
                Apostrophe::Right => (0..times).for_each(|_| self.plain('’', from)),
                Apostrophe::Modifier => (0..times).for_each(|_| self.plain('ʼ', from)),
                Apostrophe::Ascii => (0..times).for_each(|_| self.plain('\'', from)),
            }
        } else if c.is_alphabetic() && !is_combining_mark(c) {
            match self.options.case {
                Case::Upper => c.to_uppercase().for_each(|c| self.plain(c, from)),
                Case::Title if self.fresh => c.to_uppercase().for_each(|c| self.plain(c, from)),
                Case::Title | Case::Published => self.plain(c, from),
            }
            self.fresh = false;
        } else {
            self.fresh = self.fresh && !c.is_numeric() || c.is_whitespace() || c == '-';
            self.plain(c, from);
        }
    }

    /// A character whose case is settled.
    fn plain(&mut self, c: char, from: Span) {
        if self.options.ascii && !c.is_ascii() {
            let mut parts = 0;
            decompose_compatible(c, |part| {
                parts += 1;
                if part.is_ascii() {
                    self.write(part, from);
                } else if part != c {
                    self.letter(part, from);
                }
            });
            if parts <= 1 {
                self.letter(c, from);
            }
        } else {
            self.write(c, from);
        }
    }

    /// A letter without decomposition: what folding makes of it, if that is ASCII.
    fn letter(&mut self, c: char, from: Span) {
        let upper = c.is_uppercase();
        for lower in c.to_lowercase() {
            for plain in plain_letters(lower).chars() {
                self.write(if upper { plain.to_ascii_uppercase() } else { plain }, from);
            }
        }
    }

    fn write(&mut self, c: char, from: Span) {
        if !self.options.filler {
            self.sink.put(c, from);
        } else if c.is_alphanumeric() {
            let due = core::mem::take(&mut self.gap);
            (0..due).filter(|_| self.started).for_each(|_| self.sink.put('<', from));
            self.started = true;
            self.sink.put(c, from);
        } else {
            let due = match c {
                ',' => 2,
                '-' | '<' => 1,
                c => u8::from(c.is_whitespace()),
            };
            self.gap = self.gap.max(due);
        }
    }
}

/// The ASCII letters of a Latin letter that has no decomposition: knowledge of the Latin script's data file.
#[cfg(feature = "tables")]
fn plain_letters(c: char) -> alloc::string::String {
    use crate::unicode::{Fold, fold};
    let mut plain = fold(c.encode_utf8(&mut [0; 4]), Fold::ALL);
    plain.retain(|c| c.is_ascii());
    plain
}

#[cfg(not(feature = "tables"))]
fn plain_letters(_: char) -> alloc::string::String {
    alloc::string::String::new()
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::aligned::Aligned;

    fn written(text: &str, options: Options) -> String {
        let mut out = String::new();
        apply(text, options, &mut out);
        out
    }

    #[test]
    fn double_signs_are_two_apostrophes() {
        assert_eq!(written("Obʺekt", Options::PUBLISHED.apostrophe(Apostrophe::Ascii)), "Ob''ekt");
        assert_eq!(written("Obʺekt, ʿAlī", Options::PUBLISHED.apostrophe(Apostrophe::None)), "Obekt, Alī");
    }

    #[test]
    fn words_begin_behind_spaces_and_hyphens() {
        assert_eq!(written("abu-bakr ii 2x", Options::PUBLISHED.case(Case::Title)), "Abu-Bakr Ii 2x");
    }

    #[test]
    fn letters_without_decomposition_are_what_folding_makes_of_them() {
        assert_eq!(written("Ğøßđ漢", Options::PUBLISHED.ascii(true)), "Gossd");
    }

    #[test]
    fn fillers_are_one_or_two_and_never_at_the_ends() {
        assert_eq!(written(" O’Neill,  Anna-Maria. ", Options::MRZ), "ONEILL<<ANNA<MARIA");
    }

    #[test]
    fn the_map_skips_what_fell_away() {
        let mut out = Aligned::default();
        apply("aʹb", Options::PUBLISHED.apostrophe(Apostrophe::None), &mut out);
        assert_eq!(out.source(Span::new(1, 2)), Span::new(3, 4));
    }
}
