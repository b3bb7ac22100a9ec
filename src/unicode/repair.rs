//! Repair of garbled text: UTF-8 that was read as an encoding of one byte a character.
//!
//! `Müller` in UTF-8 is `M`, `C3 BC`, `ller`; read as windows-1252 it is `MÃ¼ller`. *Input* is any text, *output* the
//! text as it was written, where that can be told. The method has three parts.
//!
//! 1. *Decode.* A stretch of characters outside ASCII is turned into bytes by each known encoding and read as UTF-8; most
//!    stretches of clean text are no valid UTF-8 in any of them. What was garbled twice is decoded twice.
//! 2. *Weigh.* Both texts are asked for *anomalies*, pairs of neighbours that hardly ever stand together:
//!
//! ```text
//! small letter, capital                       РџСЂРё…          1 each
//! two capitals, the second outside ASCII,
//!     then a small letter                     ĂĽl               1
//! letters of two scripts                      سلامa             1
//! a letter outside ASCII and a sign of none   Ã¼                1
//! a sign, then a letter                       ¼l                1
//! control characters of ISO 8859-1            \x81              1 each
//! Latin letters that are in no orthography    ɔ                 2 each
//! code points that are no characters                            3 each
//!
//! points(stretch) = anomalies before - anomalies after            (twice that where it gives letters)
//!                 + characters of a stretch that becomes at least 3 letters of one script, not Latin, and was not that before
//! ```
//!
//! 3. *Decide.* The encoding with the most points in a line is taken, of several the one that explains more stretches. Its stretches are replaced that have at least
//!    [`MIN_POINTS`] each, or that are not worse in a line that has [`MIN_LINE_POINTS`].
//!
//! `Â£5` has one point (a sign, not a letter, comes of it) and stays; `DELEGAÇÃO` and `São Tomé` are no UTF-8.
//!
//! *Cost*: linear in the text, for each of a handful of encodings; a line is looked at as a whole. *Source*: the idea of
//! counting unlikely neighbours is that of ftfy (R. Speer); the tables are those of the WHATWG Encoding Standard
//! (`data/unicode/encodings.tsv`), the anomalies are classes of Unicode's properties and not lists of sequences, so
//! Cyrillic and Arabic encodings are mended too.

use alloc::{borrow::Cow, string::String, vec::Vec};

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, Script};
use unicode_normalization::char::{decompose_canonical, decompose_compatible};

use super::script::property_of;
use crate::aligned::{Aligned, Sink};
use crate::quantity::Probability;
use crate::span::Span;
use crate::tables::{CHARS, ENCODINGS};

/// Points that a stretch needs to be repaired by itself. At 1 a sign behind one letter is enough (`Â£5`), at 3 a capital
/// with one sign (`RENÃ‰`) stays garbled. Found on 2,096 names of 17 languages garbled in ten ways and 102,197 clean
/// texts, of which none is changed.
const MIN_POINTS: i32 = 2;

/// Points of a line from which on all its stretches are repaired that get no worse: two stretches of [`MIN_POINTS`].
const MIN_LINE_POINTS: i32 = 4;

/// Letters of one script, not Latin, that no clean text gives by chance.
const MIN_LETTERS: usize = 3;

/// How often a text may have been garbled. Twice happens (a table is read wrongly and written, then read wrongly again),
/// more than three times is not known.
const MAX_TIMES: usize = 3;

/// A stretch that [`repair`] replaces.
///
/// ```
/// let found = allonym::unicode::repairs("Gerd MÃ¼ller");
/// assert_eq!(found[0].span.of("Gerd MÃ¼ller"), "Ã¼");
/// assert_eq!((found[0].encoding, found[0].times), ("windows-1252", 1));
/// assert!(found[0].confidence.to_f64() > 0.9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repair {
    /// Where it stands.
    pub span: Span,
    /// The encoding that UTF-8 was taken for.
    pub encoding: &'static str,
    /// How many times.
    pub times: u8,
    /// How sure that is: 1 - 2^-points, where the points are those of the line.
    pub confidence: Probability,
}

/// The text as it was before UTF-8 was taken for another encoding, once or up to three times: windows-1252 and ISO 8859-1,
/// windows-1250, 1251, 1253, 1254 and 1256, macintosh, KOI8-R, and the code pages 437, 850 and 866 of DOS. Whole lines and
/// single words are repaired; a text that was not garbled stays as it is.
///
/// Linear in the text. The text is borrowed where nothing changed. Repair before anything else is done: cleaning takes
/// away characters that are bytes of a letter (U+00AD, U+0085).
///
/// ```
/// use allonym::unicode::repair;
///
/// assert_eq!(repair("Ø³Ù„Ø§Ù…"), "سلام");
/// assert_eq!(repair("РџСЂРёРІРµС‚, MÃ¼ller"), "Привет, MÃ¼ller"); // one encoding a line
/// assert_eq!(repair("São Tomé, DELEGAÇÃO, Â£5"), "São Tomé, DELEGAÇÃO, Â£5");
/// ```
#[must_use]
pub fn repair(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    if run(text, &mut out).is_empty() { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// [`repair`], appended to `out`.
///
/// ```
/// let mut out = String::from("→ ");
/// allonym::unicode::repair_into("Ä°stanbul", &mut out);
/// assert_eq!(out, "→ İstanbul");
/// ```
pub fn repair_into(text: &str, out: &mut String) {
    out.push_str(&repair(text));
}

/// [`repair`], with the map back to `text`.
///
/// ```
/// use allonym::{Span, unicode::repair_aligned};
///
/// let repaired = repair_aligned("MÃ¼ller");
/// assert_eq!(repaired.text(), "Müller");
/// assert_eq!(repaired.source(Span::new(1, 3)).of("MÃ¼ller"), "Ã¼");
/// ```
#[must_use]
pub fn repair_aligned(text: &str) -> Aligned {
    let mut out = Aligned::default();
    run(text, &mut out);
    out
}

/// What [`repair`] replaces in the text, in order.
///
/// ```
/// assert!(allonym::unicode::repairs("São Tomé").is_empty());
/// assert_eq!(allonym::unicode::repairs("Ã˜Â³Ã™â€žÃ˜Â§Ã™â€¦")[0].times, 2);
/// ```
#[must_use]
pub fn repairs(text: &str) -> Vec<Repair> {
    if text.is_ascii() { Vec::new() } else { run(text, &mut String::new()) }
}

/// Writes the repaired text and gives what was repaired.
fn run<S: Sink>(text: &str, sink: &mut S) -> Vec<Repair> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        repair_line(line, start, sink, &mut found);
        start += line.len();
    }
    found
}

/// A character and the bytes of the line that it comes from.
type Placed = (char, Span);

/// A stretch outside ASCII, decoded.
struct Decoded {
    from: Span,
    text: Vec<Placed>,
    times: usize,
    /// What is left of them.
    anomalies: i32,
    points: i32,
}

fn repair_line<S: Sink>(line: &str, start: usize, sink: &mut S, found: &mut Vec<Repair>) {
    let stretches = stretches(line);
    // The encoding that explains most of the line.
    let mut best: (i32, &'static str, Vec<Decoded>) = (0, "", Vec::new());
    for (name, inverse) in ENCODINGS {
        let decoded: Vec<Decoded> =
            stretches.iter().filter_map(|stretch| decode(line, *stretch, inverse)).collect();
        let points = decoded.iter().map(|decoded| decoded.points.max(0)).sum();
        // Of encodings that explain as much, the one that more stretches may be in.
        if points > 0 && (points, decoded.len()) > (best.0, best.2.len()) {
            best = (points, name, decoded);
        }
    }
    let (line_points, encoding, decoded) = best;
    let mut copied = 0;
    for decoded in decoded {
        if decoded.points < MIN_POINTS && (line_points < MIN_LINE_POINTS || decoded.points < 0) {
            continue;
        }
        sink.copy(line.get(copied..decoded.from.start).unwrap_or_default(), start + copied);
        for (c, from) in decoded.text {
            sink.put(c, from.shifted(start));
        }
        copied = decoded.from.end;
        found.push(Repair {
            span: decoded.from.shifted(start),
            encoding,
            times: decoded.times as u8,
            confidence: confidence(line_points),
        });
    }
    sink.copy(line.get(copied..).unwrap_or_default(), start + copied);
}

/// 1 - 2^-points.
fn confidence(points: i32) -> Probability {
    let millionth = Probability::ONE.millionths();
    Probability::from_millionths(millionth - (millionth >> points.clamp(0, 20)))
}

/// The stretches outside ASCII.
fn stretches(line: &str) -> Vec<Span> {
    let mut stretches: Vec<Span> = Vec::new();
    for (at, c) in line.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let end = at + c.len_utf8();
        match stretches.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => stretches.push(Span::new(at, end)),
        }
    }
    stretches
}

/// What a stretch says if it was UTF-8 read in an encoding, as many times as leaves the fewest anomalies; nothing if it was not.
fn decode(line: &str, stretch: Span, inverse: &[(char, u8)]) -> Option<Decoded> {
    let before = line.get(..stretch.start).and_then(|text| text.chars().next_back());
    let after = line.get(stretch.end..).and_then(|text| text.chars().next());
    let written = stretch.of(line);
    let anomalies_before = anomalies(before, written.chars(), after);
    let place =
        |(at, c): (usize, char)| (c, Span::new(stretch.start + at, stretch.start + at + c.len_utf8()));
    let mut text: Vec<Placed> = written.char_indices().map(place).collect();
    let mut best: Option<Decoded> = None;
    for times in 1..=MAX_TIMES {
        let Some(decoded) = decode_once(&text, inverse) else { break };
        text = decoded;
        // The controls of ISO 8859-1 are in no text: it has to be decoded again.
        if text.iter().any(|(c, _)| is_c1(*c)) {
            continue;
        }
        let chars = || text.iter().map(|(c, _)| *c);
        let anomalies = anomalies(before, chars(), after);
        let gain = anomalies_before - anomalies;
        let letters = chars().any(is_letter);
        // Letters of one script without anomalies were not garbled, whatever they may be read as.
        let is_sound = anomalies_before == 0 && certainty(written.chars()) > 0;
        let certain = if is_sound { 0 } else { certainty(chars()) };
        let points = if letters { 2 * gain } else { gain } + certain;
        // What is valid UTF-8 once more and reads no worse was garbled once more.
        if best.as_ref().is_none_or(|best| anomalies <= best.anomalies) {
            best = Some(Decoded { from: stretch, text: text.clone(), times, anomalies, points });
        }
    }
    best
}

/// The characters as bytes of an encoding, read as UTF-8.
fn decode_once(text: &[Placed], inverse: &[(char, u8)]) -> Option<Vec<Placed>> {
    let byte = |c: char| match u8::try_from(c as u32) {
        Ok(byte) if byte < 0xA0 => Some(byte),
        _ => inverse
            .binary_search_by_key(&c, |(own, _)| *own)
            .ok()
            .and_then(|at| inverse.get(at))
            .map(|(_, byte)| *byte),
    };
    let bytes: Vec<u8> = text.iter().map(|(c, _)| byte(*c)).collect::<Option<_>>()?;
    let decoded = core::str::from_utf8(&bytes).ok()?;
    let from = |at: usize, c: char| {
        let places = text.get(at..at + c.len_utf8()).unwrap_or_default();
        places.iter().map(|(_, from)| *from).reduce(Span::cover).unwrap_or_default()
    };
    let placed: Vec<Placed> = decoded.char_indices().map(|(at, c)| (c, from(at, c))).collect();
    // Something was decoded: there are fewer characters than bytes.
    (placed.len() < text.len()).then_some(placed)
}

/// The characters of a text whose letters are at least [`MIN_LETTERS`] of one script that is not Latin; else 0.
fn certainty(chars: impl Iterator<Item = char> + Clone) -> i32 {
    let in_script = |c: &char| is_letter(*c) || is_mark(*c);
    let mut scripts = chars.clone().filter(|c| is_letter(*c)).map(property_of);
    let first = scripts.next();
    if first.is_none_or(|script| script == Script::Latin) || scripts.any(|script| Some(script) != first) {
        return 0;
    }
    if chars.clone().filter(in_script).count() < MIN_LETTERS { 0 } else { chars.count() as i32 }
}

/// Pairs of neighbours and characters that hardly ever stand in a text, `before` and `after` being beside it.
fn anomalies(before: Option<char>, text: impl Iterator<Item = char>, after: Option<char>) -> i32 {
    let mut count = 0;
    let (mut earlier, mut last) = (None, before);
    let mut step = |c: char| {
        let odd =
            last.map_or(0, |last| beside(last, c) + earlier.map_or(0, |earlier| among(earlier, last, c)));
        (earlier, last) = (last, Some(c));
        odd
    };
    for c in text {
        count += step(c) + alone(c);
    }
    count + after.map_or(0, step)
}

/// Whether capitals stand before a small letter as hardly ever: words begin with one, or have nothing else.
fn among(x: char, y: char, z: char) -> i32 {
    i32::from(!y.is_ascii() && x.is_uppercase() && y.is_uppercase() && z.is_lowercase())
}

/// Whether two characters hardly ever stand together.
fn beside(x: char, y: char) -> i32 {
    if x.is_ascii_whitespace() || y.is_ascii_whitespace() {
        return 0;
    }
    let odd = match (is_letter(x), is_letter(y)) {
        (true, true) => x.is_lowercase() && y.is_uppercase() || property_of(x) != property_of(y),
        (true, false) if is_mark(y) => {
            !y.is_ascii() && property_of(x) == Script::Latin && property_of(y) != Script::Inherited
        }
        (true, false) => !y.is_ascii() && (!x.is_ascii() || is_symbol(y)),
        (false, true) => !x.is_ascii() && !is_mark(x) && !is_punctuation(x),
        (false, false) => false,
    };
    i32::from(odd)
}

/// How unlikely a character is by itself.
fn alone(c: char) -> i32 {
    match category(c) {
        GeneralCategory::Unassigned | GeneralCategory::PrivateUse => 3,
        _ if is_c1(c) => 1,
        _ if is_letter(c) && property_of(c) == Script::Latin && !is_in_orthographies(c) => 2,
        _ => 0,
    }
}

/// Latin letters of Latin-1 and Latin Extended-A, and those that are an ASCII letter with marks.
fn is_in_orthographies(c: char) -> bool {
    let mut parts = 0;
    let mut first = None;
    decompose_canonical(c, |part| {
        parts += 1;
        first = first.or(Some(part));
    });
    c < '\u{180}' || parts > 1 && first.is_some_and(|first| first.is_ascii())
}

/// Quotation marks, dashes, ellipses: signs that stand beside letters in clean text.
fn is_punctuation(c: char) -> bool {
    let mut first = None;
    decompose_compatible(c, |part| first = first.or(Some(part)));
    CHARS.punctuation_of(CHARS.clean.get(c)).is_some() || first == Some('.')
}

fn is_c1(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9F}')
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

fn is_letter(c: char) -> bool {
    use GeneralCategory::*;
    c.is_ascii_alphabetic()
        || matches!(
            category(c),
            UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter
        )
}

fn is_mark(c: char) -> bool {
    use GeneralCategory::*;
    matches!(category(c), NonspacingMark | SpacingMark | EnclosingMark)
}

/// A symbol or a control character.
fn is_symbol(c: char) -> bool {
    use GeneralCategory::*;
    matches!(
        category(c),
        MathSymbol
            | CurrencySymbol
            | ModifierSymbol
            | OtherSymbol
            | Control
            | Format
            | PrivateUse
            | Unassigned
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text in UTF-8, read in an encoding.
    fn garbled(text: &str, encoding: &str) -> String {
        let (_, inverse) = ENCODINGS.iter().find(|(name, _)| *name == encoding).expect("an encoding");
        let read = |byte: u8| match inverse.iter().find(|(_, own)| *own == byte) {
            Some((c, _)) => *c,
            None => char::from(byte),
        };
        text.bytes().map(|byte| if byte.is_ascii() { char::from(byte) } else { read(byte) }).collect()
    }

    const TEXTS: [&str; 14] = [
        "Gerd Müller",
        "İstanbul'da Şahin",
        "Łódź",
        "قاسم سلیمانی",
        "Владимир Путин",
        "Γιώργος Παπαδόπουλος",
        "יצחק רבין",
        "नरेन्द्र मोदी",
        "習近平",
        "김정은",
        "მიხეილ სააკაშვილი",
        "Սերժ Սարգսյան",
        "ทักษิณ ชินวัตร",
        "Nguyễn Văn Thiệu",
    ];

    #[test]
    fn every_encoding_is_undone_once_and_twice() {
        for (encoding, _) in ENCODINGS {
            for text in TEXTS {
                let once = garbled(text, encoding);
                assert_eq!(repair(&once), text, "{encoding}");
                assert_eq!(repair(&garbled(&once, encoding)), text, "{encoding}, twice");
            }
        }
    }

    #[test]
    fn clean_text_stays() {
        let clean = [
            "São Tomé",
            "DELEGAÇÃO",
            "Â£5",
            "CAFÉ’S",
            "“CAFÉ”",
            "Straß…",
            "10 °C",
            "Мій",
            "Baden–Württemberg",
            "Foo™",
            "регулации",
        ];
        for text in clean.into_iter().chain(TEXTS) {
            assert!(matches!(repair(text), Cow::Borrowed(_)), "{text} became {}", repair(text));
            assert_eq!(repairs(text), []);
        }
    }

    #[test]
    fn a_word_in_a_clean_line_is_repaired() {
        assert_eq!(repair("Herr MÃ¼ller aus Łódź"), "Herr Müller aus Łódź");
        assert_eq!(repair("one\nMÃ¼ller\nРџСЂРёРІРµС‚\n"), "one\nMüller\nПривет\n");
    }

    #[test]
    fn a_sign_is_repaired_only_beside_others() {
        assert_eq!(repair("Â£5"), "Â£5");
        assert_eq!(repair("Â£5 fÃ¼r MÃ¼ller"), "£5 für Müller");
    }

    #[test]
    fn a_repaired_text_has_nothing_to_repair() {
        for text in TEXTS {
            let once = repair(&garbled(text, "windows-1252")).into_owned();
            assert_eq!(repair(&once), once);
        }
    }

    #[test]
    fn the_three_depths_agree_and_the_map_leads_back() {
        let text = "x MÃ¼ller\nØ³Ù„Ø§Ù…";
        let aligned = repair_aligned(text);
        let mut out = String::new();
        repair_into(text, &mut out);
        assert_eq!((aligned.text(), out.as_str()), (&*repair(text), "x Müller\nسلام"));
        assert_eq!(aligned.source(Span::new(3, 5)).of(text), "Ã¼");
        assert_eq!(aligned.source(Span::new(10, 12)).of(text), "Ø³");
    }

    #[test]
    fn neighbours_are_counted() {
        let count = |text: &str| anomalies(None, text.chars(), None);
        assert_eq!(count("Müller, McDonald"), 1);
        assert_eq!(count("Ã¼l"), 2);
        assert_eq!(count("l’été – “x”"), 0);
        assert_eq!(count("سلامa"), 1);
        assert_eq!(count("\u{85}"), 1);
    }
}
