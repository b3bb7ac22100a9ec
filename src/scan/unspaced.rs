//! Names in scripts without spaces, cut out of longer stretches.
//!
//! Input: a stretch that the finder marks, in a script that writes no spaces, and the names known so far. Output: the
//! names in it. The finder sees characters and often marks too many: `俄罗斯总统普京与朝鲜` holds three names.
//!
//! 1. Places and organizations of the lexicon are taken, the longest first: 俄罗斯, 朝鲜. A stretch that ends in the head
//!    noun of an organization is one name: 俄罗斯自然资源部.
//! 2. What is left is cut at signs and at titles (总统), and small words at its ends go (与).
//! 3. A rest is a name if one of its beginnings spells a name that the documents have in another script (普京, Putin);
//!    after a title or with a middle dot (奥列格·科热米亚科) also without. If nothing was cut off, the stretch stays.
//!
//! Cost: for each character at most [`MAX_PHRASE`] look-ups in the lexicon, and for each rest [`MAX_REST`] comparisons with
//! the names known.

use alloc::vec::Vec;

use super::known_names::KnownNames;
use super::surface_form::SurfaceForms;
use crate::kind::Kind;
use crate::span::Span;
use crate::tables::LEXICON;
use crate::tables::lexicon::{Class, Sense};
use crate::text as phrase;

/// The longest phrase of the lexicon that is looked for, in characters.
const MAX_PHRASE: usize = 10;
/// The longest name that a rest is taken for without other evidence, in characters: a Chinese name has four at most.
const MAX_NAME: usize = 4;
/// The longest beginning of a rest that is compared with known names, in characters.
const MAX_REST: usize = 8;

/// A name that was cut out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: Span,
    /// What it is the name of, if the lexicon or a title says so.
    pub(super) kind: Option<Kind>,
    /// The form of another script that it spells.
    pub(super) form: Option<usize>,
}

/// The names in a stretch of a text; nothing if the stretch stays as it is.
pub(super) fn cut(text: &str, span: Span, known: &KnownNames, forms: &SurfaceForms) -> Option<Vec<Piece>> {
    let chars: Vec<(usize, char)> =
        span.of(text).char_indices().map(|(at, c)| (span.start + at, c)).collect();
    let cutter = Cutter { text, end: span.end, chars: &chars, known, forms };
    if chars.len() < 2 || cutter.is_organization() {
        return None;
    }
    let mut pieces = Vec::new();
    let (mut at, mut start) = (0, 0);
    // A sign cuts; what stands inside brackets or quotes is no part of the name before.
    let mut signs = false;
    while at < chars.len() {
        let listed = cutter.listed(at);
        let sign = cutter.is_sign(at);
        signs |= sign;
        if let Some((len, kind)) = listed {
            cutter.rest(start, at, &mut pieces);
            pieces.push(Piece { span: cutter.span(at, at + len), kind: Some(kind), form: None });
            at += len;
            start = at;
        } else if sign {
            cutter.rest(start, at, &mut pieces);
            at += 1;
            start = at;
        } else {
            at += 1;
        }
    }
    if start == 0 {
        // Nothing of the lexicon and no sign: a title may still stand in it, or a known name begin it.
        cutter.rest(0, chars.len(), &mut pieces);
        let whole = pieces.iter().any(|piece| piece.span == span);
        return (!pieces.is_empty() && !whole).then_some(pieces);
    }
    cutter.rest(start, chars.len(), &mut pieces);
    (signs || pieces.iter().any(|piece| piece.span != span)).then_some(pieces)
}

struct Cutter<'a> {
    text: &'a str,
    end: usize,
    chars: &'a [(usize, char)],
    known: &'a KnownNames,
    forms: &'a SurfaceForms,
}

impl Cutter<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| self.chars.get(at).map_or(self.end, |(place, _)| *place);
        Span::new(place(start), place(end))
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.span(start, end).of(self.text)
    }

    /// The number of characters of the longest phrase at a place that is wanted.
    fn longest<T>(&self, at: usize, wanted: impl Fn(Sense) -> Option<T>) -> Option<(usize, T)> {
        let longest = MAX_PHRASE.min(self.chars.len() - at);
        (2..=longest).rev().find_map(|len| {
            let key = phrase::key(self.slice(at, at + len));
            LEXICON.senses(&key).find_map(&wanted).map(|found| (len, found))
        })
    }

    fn listed(&self, at: usize) -> Option<(usize, Kind)> {
        self.longest(at, |sense| match sense.class {
            Class::PlaceName => Some(Kind::Place),
            Class::OrganizationName => Some(Kind::Organization),
            _ => None,
        })
    }

    fn is_sign(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(|(_, c)| !c.is_alphanumeric() && !is_dot(*c))
    }

    /// Whether the stretch ends in the head noun of an organization, and no sign stands in it.
    fn is_organization(&self) -> bool {
        let len = self.chars.len();
        let head = (1..=3.min(len - 1))
            .any(|back| phrase::is(&phrase::key(self.slice(len - back, len)), Class::OrganizationHead));
        head && (0..len).all(|at| !self.is_sign(at)) && len <= 2 * MAX_PHRASE
    }

    /// What stands between names of the lexicon.
    fn rest(&self, start: usize, end: usize, pieces: &mut Vec<Piece>) {
        let (mut start, mut end) = (start, end);
        let mut titled = false;
        // Behind the last title.
        let mut at = start;
        while at < end {
            let title = self.longest(at, |sense| phrase::is_title(sense, Sense::BEFORE).then_some(()));
            match title.filter(|(len, ())| at + len <= end) {
                Some((len, ())) => {
                    titled = true;
                    at += len;
                    start = at;
                }
                None => at += 1,
            }
        }
        let small = |at: usize| phrase::is(&phrase::key(self.slice(at, at + 1)), Class::Function);
        while start < end && small(start) {
            start += 1;
        }
        while start < end && small(end - 1) {
            end -= 1;
        }
        if end - start < 2 {
            return;
        }
        let known = (2..=MAX_REST.min(end - start))
            .rev()
            .find_map(|len| Some((len, self.known.spelled(self.forms, self.slice(start, start + len))?)));
        if let Some((len, form)) = known {
            pieces.push(Piece { span: self.span(start, start + len), kind: None, form: Some(form) });
            return;
        }
        let dotted = self.chars.get(start..end).is_some_and(|row| row.iter().any(|(_, c)| is_dot(*c)));
        if dotted || titled && end - start <= MAX_NAME {
            let kind = Some(Kind::Person);
            pieces.push(Piece { span: self.span(start, end), kind, form: None });
        }
    }
}

/// A dot between the names of a person from abroad.
fn is_dot(c: char) -> bool {
    matches!(c, '·' | '・' | '‧' | '•')
}
