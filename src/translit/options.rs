//! What every system understands beside its own rules.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::aligned::Sink;
use crate::span::Span;

/// Choices that are made after a system's rules.
///
/// ```
/// use allonym::translit::{Apostrophe, Options, Transliterator};
///
/// let plain = Options { apostrophe: Apostrophe::None, ascii: true, ..Options::PUBLISHED };
/// let system = Transliterator::named("bgn/pcgn 1947 russian")?.with(plain);
/// assert_eq!(system.transliterate("Горький, Щёлково"), "Gorkiy, Shchelkovo");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// What the signs for soft, hard, ‘ain and hamza become.
    pub apostrophe: Apostrophe,
    /// Which capitals.
    pub case: Case,
    /// Letters of ASCII only: marks fall away, ð is d, ß is ss; what has no plain letter falls away too.
    pub ascii: bool,
    /// The fillers of a machine-readable zone (ICAO 9303, part 3): `<` for spaces and hyphens, `<<` for the comma
    /// between family and given names, nothing for apostrophes, full stops and other signs.
    pub filler: bool,
}

/// What the signs for soft, hard, ‘ain and hamza become: ʹ ʼ ʻ ʿ ʾ ′ ’ ‘ and their double forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Apostrophe {
    /// What the system writes.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Case {
    /// What the system writes.
    Published,
    /// One for each word.
    Title,
    /// Capitals only.
    Upper,
}

impl Options {
    /// What the system writes, nothing changed.
    pub const PUBLISHED: Options =
        Options { apostrophe: Apostrophe::Published, case: Case::Published, ascii: false, filler: false };
    /// The machine-readable zone of a passport.
    pub const MRZ: Options =
        Options { apostrophe: Apostrophe::None, case: Case::Upper, ascii: true, filler: true };
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
