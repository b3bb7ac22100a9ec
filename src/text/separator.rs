//! What stands between two words.

/// What stands before a word, seen from the word before it.
///
/// Two readers need two views of the same signs. A name asks which sign came last ([`Separator::sign`]): `Smith, John`
/// and `Smith / John` are read differently. Running text asks whether a phrase may go on over them
/// ([`Separator::breaks`]) and whether a capital behind them is owed to its place ([`Separator::starts`]).
///
/// | between the words | `sign` | `hyphen` | `breaks` | `starts` |
/// |---|---|---|---|---|
/// | `Qassem Soleimani` | `Space` | no | no | no |
/// | `Geun-hye` | `Hyphen` | yes | no | no |
/// | `Soleimani, Qassem` | `Comma` | no | yes | no |
/// | `said: Qassem` | `Space` | no | yes | yes |
/// | `(Qassem` | `None` or `Space` | no | yes | yes |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Separator {
    /// The last sign that says how the words hang together.
    pub(crate) sign: Sign,
    /// Nothing but a hyphen or dash, which touches the word before.
    pub(crate) hyphen: bool,
    /// A sign that no phrase goes over: any but that hyphen, a middle dot, a possessive ending, the full stop of the word.
    pub(crate) breaks: bool,
    /// A sentence, a quotation or a bracket may begin here, so that a capital says nothing.
    pub(crate) starts: bool,
    /// An ampersand: what stands on both sides is one name (AT&T).
    pub(crate) and: bool,
    /// A round or square bracket opens here.
    pub(crate) opened: bool,
    /// The line breaks in it.
    pub(crate) line: LineBreak,
}

/// The sign between two words that says how they hang together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Nothing, or what is no separator: an apostrophe, a full stop.
    #[default]
    None,
    /// White space, a middle dot, a low line, or any sign of no other meaning.
    Space,
    /// A hyphen or dash without white space beside it.
    Hyphen,
    /// `/`
    Slash,
    /// A comma of any script.
    Comma,
    /// A semicolon or bar: another name begins.
    Break,
}

/// Line breaks between two words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LineBreak {
    /// None.
    #[default]
    None,
    /// One, which may be a wrapped line's.
    One,
    /// A blank line.
    Blank,
}

impl Separator {
    /// Takes note of a line break.
    pub(super) fn add_line_break(&mut self, blank: bool) {
        self.line = if blank || self.line == LineBreak::Blank { LineBreak::Blank } else { LineBreak::One };
        self.opened = false;
    }

    /// White space or a sign without a meaning of its own: it counts only where nothing else stands.
    pub(super) fn add_space(&mut self) {
        if self.sign == Sign::None {
            self.sign = Sign::Space;
        }
    }
}
