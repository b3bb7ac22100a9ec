//! A name, parsed and prepared for comparison.
//!
//! Input: a text. Output: for each name in it (X, also known as Y holds two) the tokens that comparison aligns: each
//! word by itself, and neighbouring words taken as one ([`joined`](super::joined)). Linear in the text.

use alloc::string::String;
use alloc::vec::Vec;

use super::align::Slot;
use super::joined::with_joined;
use super::score::{NameSignature, NameView};
use super::token::{NameToken, TokenClass, TokenSource};
use crate::name::{self, AnalysedName, Kind, Order, ParsedName, Part, Role, may_spell};
use crate::tables::SYLLABIC;
use crate::tables::lexicon::Class;
use crate::tag::{Language, Script};
use crate::text::{self, language_by_letters};

/// The most words of a name that are compared. What follows is passed over, so that no text makes work without end.
pub const MAX_WORDS: usize = 16;
/// The most names that one text is taken for.
pub(crate) const MAX_NAMES: usize = 8;

/// Letters of the longest legal form before a name that may be a word of it: AB, AS, BM.
const MAX_LETTERS_OF_FORM: usize = 3;
/// The same where another form follows: BM Proekt LLC.
const MAX_LETTERS_BEFORE_FORM: usize = 2;

/// A name, parsed and prepared once, to be compared many times.
///
/// What a comparison needs of one name alone is made here: its parts, their normalized forms, their letters as the
/// spelling models number them, their surprisal. Comparing two prepared names costs a tenth of preparing them.
///
/// ```
/// use allonym::{Matcher, Name, name::{Kind, Order}};
///
/// let query = Name::new("Касем Сулеймани");
/// let matcher = Matcher::default();
/// let best = ["Hassan Nasrallah", "Qasem Soleimani"].map(Name::new).into_iter().max_by_key(|name| matcher.score(&query, name));
/// assert_eq!(best.unwrap().text(), "Qasem Soleimani");
/// let titled = Name::new("генерал Касем Сулеймани");
/// assert_eq!((titled.kind(), query.order(), query.parts().len()), (Kind::Person, Order::Unknown, 2));
/// ```
#[derive(Clone, Debug)]
pub struct Name {
    text: String,
    parsed: ParsedName,
    /// Each word, then each with those that follow it.
    pub(crate) tokens: Vec<NameToken>,
    /// For each token what alignment needs of it.
    pub(crate) slots: Vec<Slot>,
    pub(crate) signature: NameSignature,
    /// The language that the whole name points to.
    pub(crate) language: Language,
    /// The other names in the text: "also known as".
    others: Vec<Name>,
}

impl Name {
    /// Parses a text and looks each of its words up. Linear in the text. Words after the 16th are passed over, and
    /// names after the eighth where the text holds several (X, also known as Y).
    ///
    /// ```
    /// use allonym::Name;
    ///
    /// assert_eq!(Name::new("Gen. Qassem Soleimani a.k.a. سردار سلیمانی").alternatives().count(), 2);
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Name {
        let mut names = name::names(text).into_iter().take(MAX_NAMES).map(|name| Name::single(text, name));
        let first = names.next().unwrap_or_else(|| Name::single(text, name::whole(text)));
        Name { text: text.into(), others: names.collect(), ..first }
    }

    fn single(text: &str, analysed: AnalysedName) -> Name {
        let span = analysed.span;
        let name = span.of(text);
        let words = words(&analysed, name);
        let language = language_by_letters(name).unwrap_or(Language::UNDETERMINED);
        let mut tokens = with_joined(&words, name, language, |part| analysed.key(part, name));
        let syllabic = syllabic(tokens.iter().take(words.len()));
        for token in &mut tokens {
            token.syllabic = syllabic;
        }
        let slots = slots(&tokens, words.len());
        let signature = NameSignature {
            kind: analysed.parsed.kind,
            script: tokens.first().map_or(Script::COMMON, |token| token.script),
            identity: identity(tokens.iter().take(words.len())),
            marks: marks(tokens.iter().take(words.len())),
        };
        for token in &mut tokens {
            token.span = token.span.shifted(span.start);
        }
        let mut parsed = analysed.parsed;
        for part in &mut parsed.parts {
            part.span = part.span.shifted(span.start);
        }
        Name { text: name.into(), parsed, tokens, slots, signature, language, others: Vec::new() }
    }

    /// The text that the name was made of; of an [alternative](Name::alternatives) its own words. Spans of
    /// [`Name::parts`] and of explanations point into the text that [`Name::new`] was given.
    ///
    /// ```
    /// assert_eq!(allonym::Name::new("قاسم سلیمانی").text(), "قاسم سلیمانی");
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the first name in the text is of a person, an organization, a place or a vessel.
    ///
    /// ```
    /// use allonym::{Name, name::Kind};
    ///
    /// assert_eq!(Name::new("ООО Ромашка").kind(), Kind::Organization);
    /// ```
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.parsed.kind
    }

    /// In which order given and family name of the first name in the text stand.
    ///
    /// ```
    /// use allonym::{Name, name::Order};
    ///
    /// assert_eq!(Name::new("Soleimani, Qassem").order(), Order::FamilyFirst);
    /// ```
    #[must_use]
    pub fn order(&self) -> Order {
        self.parsed.order
    }

    /// The parts of the first name in the text with their roles.
    ///
    /// ```
    /// use allonym::{Name, name::Role};
    ///
    /// assert_eq!(Name::new("Dr. Ольга Ким").parts()[0].role, Role::Title);
    /// ```
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parsed.parts
    }

    /// The names in the text, this one first: those that "also known as" joins.
    ///
    /// ```
    /// let name = allonym::Name::new("Osama bin Laden a.k.a. Abu Abdallah");
    /// let texts: Vec<&str> = name.alternatives().map(|name| name.text()).collect();
    /// assert_eq!(texts[1], "Abu Abdallah");
    /// ```
    pub fn alternatives(&self) -> impl Iterator<Item = &Name> + Clone {
        core::iter::once(self).chain(&self.others)
    }

    pub(crate) fn view(&self) -> NameView<'_> {
        NameView { slots: &self.slots, signature: self.signature }
    }
}

/// A hash of the words in their order, as if they were one; FNV-1a. 0 if there is no letter.
fn identity<'a>(tokens: impl Iterator<Item = &'a NameToken>) -> u64 {
    let mut bytes = tokens.flat_map(|token| token.key.bytes()).peekable();
    if bytes.peek().is_none() {
        return 0;
    }
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    hash.max(1)
}

/// The language that all words of a name can be read as syllables of, two or more with a family name of it among them, if
/// its spelling is one.
fn syllabic<'a>(words: impl Iterator<Item = &'a NameToken> + Clone) -> Language {
    let named = words.filter(|token| token.class == TokenClass::Name);
    if named.clone().count() < 2 || !named.clone().all(|token| token.script == Script::LATIN) {
        return Language::UNDETERMINED;
    }
    // Bit n: some word is a family name of the n-th language. Hardly any name gets further.
    let mut families: u32 = 0;
    for sense in named.clone().flat_map(|token| text::senses(&token.key)) {
        let at =
            SYLLABIC.iter().position(|language| sense.class == Class::Family && sense.language == *language);
        families |= at.map_or(0, |at| 1 << at);
    }
    let known = SYLLABIC.iter().enumerate().filter(|(at, _)| families >> at & 1 == 1);
    known
        .map(|(_, language)| *language)
        .find(|language| named.clone().all(|token| may_spell(&token.key, *language)))
        .unwrap_or(Language::UNDETERMINED)
}

/// A hash of the marks of the words; 0 if none has any.
fn marks<'a>(tokens: impl Iterator<Item = &'a NameToken>) -> u32 {
    tokens.fold(0, |all, token| all.rotate_left(5) ^ token.marks)
}

/// The words of a name that are compared, the family name behind where a comma puts it before.
pub(crate) fn words(name: &AnalysedName, text: &str) -> Vec<TokenSource> {
    let parsed = &name.parsed;
    // An organization has no titles: letters that look like one are its own.
    let is_own = |part: &Part| {
        parsed.kind == Kind::Organization
            && part.role == Role::Title
            && part.span.of(text).chars().count() <= MAX_LETTERS_OF_FORM
    };
    let core = parsed.parts.iter().enumerate().filter(|(_, part)| part.role.is_core() || is_own(part));
    let mut words: Vec<TokenSource> = core
        .take(MAX_WORDS)
        .map(|(at, part)| TokenSource {
            span: part.span,
            first: part.span,
            part: at,
            words: 1,
            role: if part.role == Role::Title { Role::Word } else { part.role },
            link: part.link,
            dotted: text.get(part.span.end..).is_some_and(|rest| rest.starts_with('.')),
        })
        .collect();
    if parsed.kind == Kind::Organization {
        own_words(text, &mut words);
    } else {
        initials_in_any_case(text, &mut words);
    }
    // A name of particles alone is still a name.
    if words.iter().all(|word| word.role.is_particle()) {
        words.iter_mut().for_each(|word| word.role = Role::Word);
    }
    // Where a comma says that the family name stands before, it goes behind.
    if parsed.order == Order::FamilyFirst
        && let Some(family) = words.windows(2).position(|two| comma_between(name, two))
    {
        words.rotate_left(family + 1);
    }
    words
}

fn is_named(word: &TokenSource) -> bool {
    TokenClass::of(word.role) == TokenClass::Name
}

/// Takes for words of an organization's own name what only looks like something else.
fn own_words(name: &str, words: &mut [TokenSource]) {
    // Letters stand for nothing but themselves where hardly more than they are there.
    if words.iter().filter(|word| is_named(word)).count() < 2 {
        let initials = words.iter_mut().filter(|word| word.role == Role::Initial);
        initials.for_each(|word| word.role = Role::Word);
    }
    // A legal form in front is one only if something of the name's own is left, or no other form follows: AB Trading.
    let own = words.iter().any(|word| is_named(word) && word.link == 0 && word.role != Role::Head);
    let forms = words.iter().filter(|word| word.role == Role::LegalForm).count();
    let most = if own { MAX_LETTERS_BEFORE_FORM } else { MAX_LETTERS_OF_FORM };
    if (forms > 1 || !own)
        && let Some(first) = words.first_mut().filter(|first| first.role == Role::LegalForm)
        && first.span.of(name).chars().count() <= most
    {
        (first.role, first.link) = (Role::Word, 0);
    }
}

/// Takes letters by themselves for initials in whatever case: p k patnaik.
fn initials_in_any_case(name: &str, words: &mut [TokenSource]) {
    for word in words.iter_mut().filter(|word| is_named(word)) {
        let mut letters = word.span.of(name).chars().filter(|c| c.is_alphanumeric());
        let letter = letters.next().filter(|_| letters.next().is_none());
        if letter.is_some_and(|c| c.is_lowercase() || c.is_uppercase()) {
            word.role = Role::Initial;
        }
    }
}

fn comma_between(name: &AnalysedName, words: &[TokenSource]) -> bool {
    matches!(words, [first, second] if name.comma_between(first.part, second.part))
}

/// Where each token stands: joined tokens follow the single ones and begin where one of these does.
fn slots(tokens: &[NameToken], single: usize) -> Vec<Slot> {
    let first = |token: &NameToken| {
        let words = tokens.iter().take(single);
        words.map(|word| word.span).position(|span| span == token.first).unwrap_or(0)
    };
    tokens.iter().map(|token| token.slot(first(token) as u8)).collect()
}
