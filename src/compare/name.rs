//! A name, parsed and prepared for comparison.
//!
//! Input: a text. Output: for each name in it (X, also known as Y holds two) the tokens that comparison aligns: each
//! word by itself, and neighbouring words taken as one ([`joined`](super::joined)). Linear in the text.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use unicode_normalization::UnicodeNormalization;

use super::joined::with_joined;
use super::rewritten::rewritten;
use super::signature::{NameSignature, NameView};
use super::slot::{Slot, TokenClass};
use super::token::{NameToken, TokenSource};
use crate::aligned::Aligned;
use crate::codec::{FNV_SEED, fnv};
use crate::name::{
    self, AnalysedName, Kind, Order, ParsedName, Part, Role, are_read_alike, are_spelled_apart, is_read,
    may_spell, number_of_suffix,
};
use crate::span::Span;
use crate::tables::lexicon::Class;
use crate::tables::{LEADING_ARTICLES, LanguageFacts, SYLLABIC};
use crate::tag::{Language, Script};
use crate::text::{self, language_by_letters};
use crate::unicode;

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
    /// Whether each of its words, in Latin letters, can be read as syllables of Chinese or Korean.
    syllables: bool,
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
        match unicode::without_invisible(text, true) {
            Some(visible) => Name { text: text.into(), ..Name::visible(visible.text()).mapped_by(&visible) },
            None => Name::visible(text),
        }
    }

    /// A name without invisible characters.
    fn visible(text: &str) -> Name {
        let mut analysed = name::names(text).into_iter().take(MAX_NAMES);
        let head = analysed.next().unwrap_or_else(|| name::whole(text));
        let others: Vec<AnalysedName> = analysed.collect();
        let given = if others.iter().any(|name| name.birth) { given_words(text, &head) } else { Vec::new() };
        let first = Name::single(text, head);
        let mut others: Vec<Name> = others
            .into_iter()
            .map(
                |name| {
                    if name.birth { Name::of_birth(text, &given, name) } else { Name::single(text, name) }
                },
            )
            .collect();
        let room = MAX_NAMES.saturating_sub(others.len());
        others.extend(rewritten(text).iter().take(room).map(Name::rewritten));
        Name { text: text.into(), others, ..first }
    }

    /// The name of a text that was read otherwise than it is written; spans are those of the text as it is written.
    fn rewritten(text: &Aligned) -> Name {
        Name::single(text.text(), name::whole(text.text())).mapped_by(text)
    }

    /// The name with its spans in the text that this one was made of.
    fn mapped_by(mut self, text: &Aligned) -> Name {
        for token in &mut self.tokens {
            (token.span, token.first) = (text.source(token.span), text.source(token.first));
        }
        for part in &mut self.parsed.parts {
            part.span = text.source(part.span);
        }
        self.others = self.others.into_iter().map(|other| other.mapped_by(text)).collect();
        self
    }

    /// A name of birth with the given names of its bearer: Anna Müller née Schmidt was Anna Schmidt.
    fn of_birth(text: &str, given: &[TokenSource], analysed: AnalysedName) -> Name {
        let start = analysed.span.start;
        let own = words(&analysed, analysed.span.of(text));
        if given.is_empty() || own.len() > 1 {
            return Name::single(text, analysed);
        }
        let own = own.into_iter().map(|word| TokenSource {
            span: word.span.shifted(start),
            first: word.first.shifted(start),
            ..word
        });
        let mut words: Vec<TokenSource> = given.iter().copied().chain(own).collect();
        words.truncate(MAX_WORDS);
        for (at, word) in words.iter_mut().enumerate() {
            word.part = at;
        }
        let keys: Vec<String> = words.iter().map(|word| text::key(word.span.of(text))).collect();
        let key = |part: usize| Cow::Borrowed(keys.get(part).map_or("", String::as_str));
        let mut parsed = analysed.parsed;
        for part in &mut parsed.parts {
            part.span = part.span.shifted(start);
        }
        let name =
            Prepared { text, written: analysed.span.of(text), parsed, kind: Kind::Person, organization: 0 };
        name.with_words(&words, key)
    }

    fn single(text: &str, analysed: AnalysedName) -> Name {
        let span = analysed.span;
        let name = span.of(text);
        let words = words(&analysed, name);
        let prepared = Prepared {
            text: name,
            written: name,
            parsed: analysed.parsed.clone(),
            kind: analysed.parsed.kind,
            organization: analysed.organization(),
        };
        let mut name = prepared.with_words(&words, |part| analysed.key(part, span.of(text)));
        for token in &mut name.tokens {
            token.span = token.span.shifted(span.start);
        }
        for part in &mut name.parsed.parts {
            part.span = part.span.shifted(span.start);
        }
        name
    }

    /// Where titles and legal forms stand: what comparison weighs little or not at all.
    pub(super) fn silent(&self) -> impl Iterator<Item = Span> + '_ {
        let parts = self.parsed.parts.iter();
        parts.filter(|part| matches!(part.role, Role::Title | Role::LegalForm)).map(|part| part.span)
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

    /// Whether two names in Latin letters spell the syllables of a Chinese or Korean name by two systems or dialects, as
    /// their family names show: Chan Tai Man, Chen Dawen. Where the family name is spelled in one way, so is the rest,
    /// and syllables that differ are two.
    pub(super) fn are_two_systems(&self, other: &Name) -> bool {
        let ends = |name: &Name| {
            let mut named = name.tokens.iter().filter(|token| token.words == 1 && may_be_syllables(token));
            let first = named.next().map(|token| token.key.clone());
            [first, named.next_back().map(|token| token.key.clone())]
        };
        let spelled_apart = || {
            let named = |token: &&NameToken| may_be_syllables(token);
            self.tokens.iter().filter(named).any(|a| {
                other.tokens.iter().filter(named).any(|b| a.key != b.key && are_spelled_apart(&a.key, &b.key))
            })
        };
        let of_two_ends = || {
            let (of_self, of_other) = (ends(self), ends(other));
            let mut firsts = of_self.iter().flatten();
            firsts.any(|a| of_other.iter().flatten().any(|b| a != b && are_read_alike(a, b)))
        };
        // What a language writes in Latin letters itself has one spelling.
        let one_spelling = || {
            let language = |name: &Name| name.tokens.first().map(|token| token.syllabic);
            language(self) == language(other)
                && language(self)
                    .and_then(LanguageFacts::of)
                    .is_some_and(|facts| facts.scripts.first() == Some(&Script::LATIN))
        };
        self.syllables && other.syllables && !one_spelling() && (of_two_ends() || spelled_apart())
    }

    pub(crate) fn view(&self) -> NameView<'_> {
        NameView { slots: &self.slots, signature: self.signature }
    }
}

/// A name about to be made of its words.
struct Prepared<'t> {
    /// What the spans of the words point into.
    text: &'t str,
    /// The name as it is written.
    written: &'t str,
    parsed: ParsedName,
    kind: Kind,
    /// The organization, known everywhere, that it is a name of; 0 if none.
    organization: u16,
}

impl Prepared<'_> {
    /// The name of these words; `key` gives the normalized form of a part.
    fn with_words<'k>(self, words: &[TokenSource], key: impl Fn(usize) -> Cow<'k, str>) -> Name {
        let language = language_by_letters(self.written).unwrap_or(Language::UNDETERMINED);
        let mut tokens = with_joined(words, self.text, language, key);
        let syllabic = syllabic(tokens.iter().take(words.len()));
        let cut = matches!(self.kind, Kind::Organization | Kind::Vessel);
        let named = cut || self.kind == Kind::Place;
        let marked = language != syllabic && !self.written.is_ascii();
        for token in &mut tokens {
            token.syllabic = syllabic;
            token.cut = cut && token.may_be_cut();
            token.named = named;
            if marked && token.words == 1 {
                token.mark(token.span.of(self.text), syllabic);
            }
            if named {
                token.limit_generic();
            }
        }
        let syllables = of_syllables(tokens.iter().take(words.len()));
        let slots = slots(&tokens, words.len());
        let signature = NameSignature {
            kind: self.kind,
            script: tokens.first().map_or(Script::COMMON, |token| token.script),
            identity: identity(tokens.iter().take(words.len())),
            organization: self.organization,
            marks: marks(tokens.iter().take(words.len())),
        };
        let (text, parsed) = (self.written.into(), self.parsed);
        Name { text, parsed, tokens, slots, signature, syllables, language, others: Vec::new() }
    }
}

/// The given names of a name, and its initials, with spans of the text that it stands in; if no order is known, all words
/// but the last.
fn given_words(text: &str, name: &AnalysedName) -> Vec<TokenSource> {
    let words = words(name, name.span.of(text));
    let known = words.iter().any(|word| word.role == Role::Given);
    let kept = words.len().saturating_sub(1);
    let given = words.into_iter().enumerate().filter(|(at, word)| match word.role {
        Role::Given | Role::Initial => true,
        _ => !known && *at < kept,
    });
    let start = name.span.start;
    let shifted = given.map(|(_, word)| TokenSource {
        span: word.span.shifted(start),
        first: word.first.shifted(start),
        ..word
    });
    shifted.collect()
}

/// A hash of the words in their order, as if they were one; FNV-1a. 0 if there is no letter.
fn identity<'a>(tokens: impl Iterator<Item = &'a NameToken>) -> u64 {
    let mut bytes = tokens.flat_map(|token| token.key.bytes()).peekable();
    if bytes.peek().is_none() {
        return 0;
    }
    bytes.fold(FNV_SEED, fnv).max(1)
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

/// A word, or a letter that may be one: I Jaemyeong.
fn may_be_syllables(token: &NameToken) -> bool {
    matches!(token.class, TokenClass::Name | TokenClass::Initial)
}

/// Letters of the longest family name of one syllable.
const MAX_LETTERS_OF_FAMILY: usize = 6;

/// Whether the words, two to four in Latin letters, can each be read as syllables, one end of them as a single one.
fn of_syllables<'a>(words: impl Iterator<Item = &'a NameToken> + Clone) -> bool {
    let named = words.filter(|token| may_be_syllables(token));
    (2..=4).contains(&named.clone().count())
        && named.clone().all(|token| token.is_latin())
        && named.clone().any(|token| token.key.len() <= MAX_LETTERS_OF_FAMILY && is_read(&token.key))
        && named.clone().all(|token| is_read(&token.key))
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
            && count_letters(part.span.of(text)) <= MAX_LETTERS_OF_FORM
    };
    // A title of one letter may be an initial: M. for Monsieur.
    let is_letter = |part: &Part| {
        matches!(parsed.kind, Kind::Person | Kind::Other)
            && part.role == Role::Title
            && is_cased_letter(part.span.of(text))
            && !parsed.parts.iter().any(|other| other.role == Role::Title && is_hyphenated(part, other, text))
    };
    let core = parsed
        .parts
        .iter()
        .enumerate()
        .filter(|(_, part)| part.role.is_core() || is_own(part) || is_letter(part));
    let mut words: Vec<TokenSource> = core
        .take(MAX_WORDS)
        .map(|(at, part)| TokenSource {
            span: part.span,
            first: part.span,
            part: at,
            words: 1,
            role: match part.role {
                _ if is_own(part) => Role::Word,
                Role::Suffix if number_of_suffix(part.link).is_some() => Role::Number,
                role => role,
            },
            link: match part.role {
                // Louis XIV, Louis 14.
                Role::Suffix => number_of_suffix(part.link).unwrap_or(part.link),
                _ => part.link,
            },
            dotted: is_abbreviated(parsed, part, text),
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
    // Nor does one end with a particle, unless a comma put it there: Li Na.
    if parsed.order != Order::FamilyFirst
        && let Some(last) = words.last_mut().filter(|last| last.role.is_particle())
    {
        last.role = Role::Word;
    }
    // Where a comma says that the family name stands before, it goes behind.
    if parsed.order == Order::FamilyFirst
        && let Some(family) = words.windows(2).position(|two| comma_between(name, two))
    {
        words.rotate_left(family + 1);
    }
    words
}

/// Whether two parts are joined by one sign that is no white space: г-н.
fn is_hyphenated(one: &Part, other: &Part, text: &str) -> bool {
    let (first, second) =
        if one.span.start < other.span.start { (one.span, other.span) } else { (other.span, one.span) };
    let mut between = text.get(first.end..second.start).unwrap_or_default().chars();
    between.next().is_some_and(|sign| !sign.is_whitespace() && sign != '.') && between.next().is_none()
}

/// Whether a full stop says that letters of a word are left out. One that ends the text may end a sentence: of a person
/// only given names are short there (Brown, Thos.), for family names hardly ever are.
fn is_abbreviated(parsed: &ParsedName, part: &Part, text: &str) -> bool {
    let Some(rest) = text.get(part.span.end..).and_then(|rest| rest.strip_prefix('.')) else { return false };
    let goes_on = rest.chars().any(char::is_alphanumeric);
    goes_on || part.role == Role::Given || parsed.kind == Kind::Organization
}

fn is_named(word: &TokenSource) -> bool {
    TokenClass::of(word.role) == TokenClass::Name
}

/// Takes for words of an organization's own name what only looks like something else, and an article in front for one.
fn own_words(name: &str, words: &mut [TokenSource]) {
    if let [first, _, ..] = words
        && is_named(first)
        && LEADING_ARTICLES.contains(&text::key(first.span.of(name)).as_str())
    {
        first.role = Role::Article;
    }
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
        && count_letters(first.span.of(name)) <= most
    {
        (first.role, first.link) = (Role::Word, 0);
    }
}

/// Takes letters by themselves for initials in whatever case: p k patnaik.
fn initials_in_any_case(name: &str, words: &mut [TokenSource]) {
    for word in words.iter_mut().filter(|word| is_named(word)) {
        if is_cased_letter(word.span.of(name)) {
            word.role = Role::Initial;
        }
    }
}

/// Whether a word is one letter of a script with capitals, composed or not: `k`, `É`, not the syllable `씨`.
fn is_cased_letter(word: &str) -> bool {
    let mut letters = word.nfc().filter(|c| c.is_alphanumeric());
    let letter = letters.next().filter(|_| letters.next().is_none());
    letter.is_some_and(|c| c.is_lowercase() || c.is_uppercase())
}

/// How many letters and digits a word has, composed or not.
fn count_letters(word: &str) -> usize {
    word.nfc().filter(|c| c.is_alphanumeric()).count()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_initial_is_one_letter_that_has_capitals() {
        for (word, letter) in [("k", true), ("K.", true), ("É", true), ("E\u{301}", true), ("Й", true)] {
            assert_eq!(is_cased_letter(word), letter, "{word}");
        }
        // A syllable, composed or as letters; a letter without capitals; two letters.
        for word in ["씨", "\u{110A}\u{1175}", "م", "氏", "Mr", "7", ""] {
            assert!(!is_cased_letter(word), "{word}");
        }
    }

    #[test]
    fn letters_are_counted_as_composed() {
        assert_eq!(
            ["주", "\u{110C}\u{116E}", "A.B.", "É", "E\u{301}", ""].map(count_letters),
            [1, 1, 2, 1, 1, 0]
        );
    }
}
