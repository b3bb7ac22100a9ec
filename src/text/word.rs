//! A word of a text with what surrounds it.

use super::case_shape::CaseShape;
use super::separator::Separator;
use crate::span::Span;
use crate::tag::Script;

/// A word of a text: letters, an initial with its full stop, or digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Where it stands; an initial with its full stop, other words without one.
    pub(crate) span: Span,
    /// Where its key stands among the keys of the text.
    pub(super) key: (usize, usize),
    /// What stands before it.
    pub(crate) separator: Separator,
    /// How it uses capitals.
    pub(crate) shape: CaseShape,
    /// The script of its first letter.
    pub(crate) script: Script,
    /// How many characters its key has, at most 255.
    pub(crate) letters: u8,
    /// One letter and a full stop.
    pub(crate) initial: bool,
    /// Digits.
    pub(crate) number: bool,
    /// A full stop stands right after it, or in it if it is an initial.
    pub(crate) dotted: bool,
    /// `'s` or the like stands after it.
    pub(crate) possessive: bool,
    /// A comma stands between it and the next word.
    pub(crate) comma: bool,
    /// A bracket or quotation closes between it and the next word.
    pub(crate) closed: bool,
    /// It stands in brackets or quotation marks that both open and close.
    pub(crate) inside: bool,
    /// Those are quotation marks.
    pub(crate) quoted: bool,
    /// More belongs to it than its key has: the th of 5th.
    pub(crate) covers_more: bool,
}
