//! Mentions that are not as a style wants them, and what is to stand there.

use alloc::string::String;
use alloc::vec::Vec;

use super::places::{code, links, quotations};
use super::rounds::{applied, joined};
use super::style::{Preferred, Style};
use super::wording::{Capitals, as_tag, is_initial, replaced, words};
use crate::compare::score;
use crate::index::Record;
use crate::name::{Kind, Role, parse};
use crate::quantity::Probability;
use crate::scan::{Extent, Occurrence, Scanner, Setting, language_of_text};
use crate::span::Span;
use crate::tables::lexicon::Class;
use crate::tag::Language;
use crate::text::{AnalysedText, CaseShape, Sign, is, is_particle, key, script_of_word};

/// How often a text is walked through until nothing changes any more: a spelling that was put right may show another
/// mention.
const MAX_ROUNDS: usize = 4;

/// The score of a variant of one word and a family name at the least, so that it is a spelling of that: JFK is none of
/// Kennedy.
const MIN_FAMILY: Probability = Probability::from_millionths(400_000);

/// How many characters behind a mention are read, to see whether it goes on: enough for a separator and two letters.
const MAX_LOOK_AHEAD: usize = 4;

/// How many words more than the name a mention may have beside particles and initials: a word written as two. Any more,
/// and it holds what is no part of the name.
const MAX_MORE_WORDS: usize = 1;

/// A mention that is not as the style wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Change<'r> {
    /// Where it stands, in bytes, without title and possessive ending.
    pub span: Span,
    /// What is to stand there; nothing if no rule knows how to write the name there, and the mention is left.
    pub replacement: Option<String>,
    /// The name as the style has it.
    pub preferred: &'r str,
    /// How likely what stands there is that name.
    pub score: Probability,
    /// How much of the name it is.
    pub extent: Extent,
}

/// Brings names in running text to the spelling of a style. Built once; threads may share it.
///
/// ```
/// use allonym::rewrite::{Rewriter, Style};
///
/// let rewriter = Rewriter::new(&Style::parse("name\nQasem Soleimani\nСалех Арури\n")?);
/// let text = "Gen. Ghassem Solaymani’s grave; Салех аль-Арури";
/// let changes = rewriter.changes(text);
/// assert_eq!(changes[0].span.of(text), "Ghassem Solaymani");
/// assert_eq!(changes[0].replacement.as_deref(), Some("Qasem Soleimani"));
/// assert_eq!(rewriter.rewrite(text), "Gen. Qasem Soleimani’s grave; Салех Арури");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Debug)]
pub struct Rewriter {
    scanner: Scanner,
    names: Vec<Named>,
    all_scripts: bool,
    hashtags: bool,
    keep_quotes: bool,
}

/// A name of the style with its family name.
#[derive(Debug)]
struct Named {
    preferred: Preferred,
    /// Whether it is the name of a person.
    person: bool,
    /// Where its family name stands, without the particle before it, and with it.
    family: Option<(Span, Span)>,
}

impl Rewriter {
    /// A rewriter for a style. Some twenty microseconds a name.
    ///
    /// ```
    /// use allonym::rewrite::{Rewriter, Style};
    ///
    /// assert_eq!(Rewriter::new(&Style::default()).rewrite("قاسم سلیمانی"), "قاسم سلیمانی");
    /// ```
    #[must_use]
    pub fn new(style: &Style) -> Rewriter {
        let ids: Vec<String> = (0..style.names().len()).map(|at| alloc::format!("{at}")).collect();
        let records = style.names().iter().zip(&ids).flat_map(|(preferred, id)| {
            let names = core::iter::once(&preferred.name).chain(&preferred.variants);
            names.map(move |name| Record::new(id, name).kind(&preferred.kind).language(&preferred.language))
        });
        let scanner = Scanner::new(records).relatives(true);
        let names = style.names().iter().map(Named::new).collect();
        Rewriter { scanner, names, all_scripts: false, hashtags: false, keep_quotes: false }
    }

    /// The least score of a mention that is changed; 0.9 unless told otherwise.
    ///
    /// ```
    /// use allonym::{Probability, rewrite::{Rewriter, Style}};
    ///
    /// let rewriter = Rewriter::new(&Style::parse("name\nКерман\n")?).min_score(Probability::from_f64(0.999));
    /// assert!(rewriter.changes("в Кирмане").is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn min_score(self, min: Probability) -> Rewriter {
        Rewriter { scanner: self.scanner.min_score(min), ..self }
    }

    /// Whether mentions in other scripts are changed as well.
    ///
    /// ```
    /// use allonym::rewrite::{Rewriter, Style};
    ///
    /// let rewriter = Rewriter::new(&Style::parse("name\nKerman\n")?).all_scripts(true);
    /// assert_eq!(rewriter.rewrite("в городе Керман"), "в городе Kerman");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn all_scripts(self, all_scripts: bool) -> Rewriter {
        Rewriter { all_scripts, ..self }
    }

    /// Whether hashtags are changed as well.
    ///
    /// ```
    /// use allonym::rewrite::{Rewriter, Style};
    ///
    /// let rewriter = Rewriter::new(&Style::parse("name\nQasem Soleimani\n")?).hashtags(true);
    /// assert_eq!(rewriter.rewrite("#QassemSoleimani"), "#QasemSoleimani");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn hashtags(self, hashtags: bool) -> Rewriter {
        Rewriter { hashtags, ..self }
    }

    /// Whether quotations stay as they are.
    ///
    /// ```
    /// use allonym::rewrite::{Rewriter, Style};
    ///
    /// let rewriter = Rewriter::new(&Style::parse("name\nQasem Soleimani\n")?).keep_quotes(true);
    /// assert_eq!(rewriter.rewrite("“Kassem Soleimani” was Kassem Soleimani"), "“Kassem Soleimani” was Qasem Soleimani");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn keep_quotes(self, keep_quotes: bool) -> Rewriter {
        Rewriter { keep_quotes, ..self }
    }

    /// The mentions that are not as the style wants them, in the order of the text; none overlap. What becomes one only when
    /// others are changed is among them, so that making all of these changes is [rewriting](Rewriter::rewrite). Linear in
    /// the text.
    ///
    /// ```
    /// use allonym::rewrite::{Rewriter, Style};
    ///
    /// let rewriter = Rewriter::new(&Style::parse("name\nQasem Soleimani\n")?);
    /// assert!(rewriter.changes("Qasem Soleimani, قاسم سلیمانی, @QassemSoleimani, `Qassem Soleimani`").is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn changes(&self, text: &str) -> Vec<Change<'_>> {
        let mut changes = self.round(text);
        for _ in 1..MAX_ROUNDS {
            if changes.iter().all(|change| change.replacement.is_none()) {
                break;
            }
            let now = applied(text, &changes);
            let more = self.round(&now);
            if more.iter().all(|change| change.replacement.is_none()) {
                break;
            }
            changes = joined(changes, &now, more);
        }
        changes
    }

    /// The same of what the text has now.
    fn round(&self, text: &str) -> Vec<Change<'_>> {
        let found = self.scanner.scan_once(text);
        if found.is_empty() {
            return Vec::new();
        }
        let language = language_of_text(text);
        let mut kept = code(text);
        kept.extend(links(text));
        if self.keep_quotes {
            kept.extend(quotations(text));
        }
        let is_kept = |span: Span| kept.iter().any(|kept| kept.overlaps(span));
        let found = found.iter().filter(|one| one.setting != Setting::Handle && !is_kept(one.span));
        found.filter_map(|one| self.change(text, one, language)).collect()
    }

    /// The text with every change that has a replacement. What was rewritten is not changed again.
    ///
    /// ```
    /// use allonym::rewrite::{Rewriter, Style};
    ///
    /// let rewriter = Rewriter::new(&Style::parse("name\nКасем Сулеймани\n")?);
    /// let once = rewriter.rewrite("Встреча с Кассемом Сулеймани.");
    /// assert_eq!(rewriter.rewrite(&once), once);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn rewrite(&self, text: &str) -> String {
        applied(text, &self.changes(text))
    }

    fn change(&self, text: &str, one: &Occurrence<'_>, language: Language) -> Option<Change<'_>> {
        let named = self.names.get(one.record.id.parse::<usize>().ok()?)?;
        let preferred = named.preferred.name.as_str();
        let mut span = one.span;
        let written = span.of(text);
        if count_names(written) > count_names(one.record.name) + MAX_MORE_WORDS {
            return None;
        }
        if !self.all_scripts && script_of(written) != script_of(preferred) {
            return None;
        }
        // An acronym is in capitals wherever it stands.
        let headline = one.record.name.contains(' ') || !is_upper(one.record.name);
        let capitals = Capitals { headline, family: named.person };
        let replacement = if one.setting == Setting::Hashtag {
            if !self.hashtags {
                return None;
            }
            let wanted = if one.extent == Extent::Full { preferred } else { named.family(false)? };
            Some(as_tag(written, wanted))
        } else if one.extent == Extent::Full && !named.is_family(one.record.name) {
            if stands_in_brackets(text, span, preferred) || is_piece_of_another(text, span, preferred) {
                return None;
            }
            if is_turned(span.of(text)) && !is_turned(preferred) {
                let (whole, turned) = named.turned(text, span)?;
                span = whole;
                replaced(span.of(text), &turned, language, capitals)
            } else if named.is_part_of_longer(text, span, one.record.name) {
                None
            } else {
                span = with_words_around(text, span, preferred);
                replaced(span.of(text), preferred, language, capitals)
            }
        } else {
            let particle = particle_before(text, span);
            let wanted = named.family(particle.is_some())?;
            span.start = particle.unwrap_or(span.start);
            replaced(span.of(text), wanted, language, capitals)
        };
        let same = replacement.as_deref() == Some(span.of(text));
        let (score, extent) = (one.score, one.extent);
        (!same).then_some(Change { span, replacement, preferred, score, extent })
    }
}

impl Named {
    fn new(preferred: &Preferred) -> Named {
        let name = parse(&preferred.name);
        let core: Vec<_> =
            name.core().filter(|part| !matches!(part.role, Role::Initial | Role::Suffix)).collect();
        let at = core.iter().position(|part| part.role == Role::Family);
        let at = at.or_else(|| core.len().checked_sub(1)).filter(|_| core.len() > 1);
        let family = at.and_then(|at| {
            let own = core.get(at)?.span;
            // The words of one family name stand side by side.
            let last = core.iter().skip(at).take_while(|part| part.role == Role::Family).last();
            let bare = own.cover(last.map_or(own, |part| part.span));
            let before = core.get(..at).unwrap_or_default().iter().rev();
            let before = before.take_while(|part| part.role.is_particle()).last();
            Some((bare, before.map_or(bare, |part| part.span.cover(bare))))
        });
        let kind = Some(&preferred.kind).filter(|kind| !kind.is_empty());
        let person = kind.map_or(name.kind == Kind::Person, |kind| kind.eq_ignore_ascii_case("person"));
        Named { preferred: preferred.clone(), person, family }
    }

    /// Whether a variant is a spelling of the family name by itself.
    fn is_family(&self, variant: &str) -> bool {
        let single = words(variant).len() == 1;
        single && self.family(false).is_some_and(|family| score(variant, family) >= MIN_FAMILY)
    }

    /// The name with its family name before the given one, as it is written at a place: `Soleimani, Qasem`. Particles stand
    /// where they stand there: `al-Assad, Bashar`; `Gaulle, Charles de`; none in `Assad, Bashar`.
    fn turned(&self, text: &str, span: Span) -> Option<(Span, String)> {
        let name = self.preferred.name.as_str();
        let (bare, whole) = self.family?;
        let given = name.get(..whole.start)?.trim_end();
        if bare.end != name.len() || given.is_empty() {
            return None;
        }
        let particle = Span::new(whole.start, bare.start).of(name);
        let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
        let own = words(span.of(text));
        let is_small =
            |word: Option<&Span>| word.is_some_and(|word| is_particle(&key(word.of(span.of(text)))));
        if particle.is_empty() {
            return Some((span, [bare.of(name), ", ", given].concat()));
        }
        let behind = [" ", particle.trim_end_matches(['-', ' '])].concat();
        let follows = after.get(..behind.len()).filter(|rest| rest.to_lowercase() == behind.to_lowercase());
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        let follows = follows.filter(|rest| after.get(rest.len()..).is_some_and(ends));
        if is_small(own.last()) || follows.is_some() {
            let end = span.end + follows.map_or(0, str::len);
            return Some((Span::new(span.start, end), [bare.of(name), ", ", given, &behind].concat()));
        }
        let start = particles_before(before).unwrap_or(span.start);
        if start < span.start || is_small(own.first()) {
            return Some((Span::new(start, span.end), [whole.of(name), ", ", given].concat()));
        }
        Some((span, [bare.of(name), ", ", given].concat()))
    }

    /// Whether a mention of an organization by another name of it is a part of a longer one: Revolutionary Guard of
    /// Revolutionary Guard Corps. What is to stand there has no place in that.
    fn is_part_of_longer(&self, text: &str, span: Span, variant: &str) -> bool {
        if variant == self.preferred.name || !self.preferred.kind.eq_ignore_ascii_case("organization") {
            return false;
        }
        let (before, after) = (text.get(..span.start), text.get(span.end..));
        let after = after.and_then(|after| after.strip_prefix(' ')).unwrap_or_default();
        let next = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let before = before.and_then(|before| before.strip_suffix(' ')).unwrap_or_default();
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_of_organization = |word: &str| {
            let key = key(word);
            is(&key, Class::OrganizationHead) || is(&key, Class::OrganizationGeneric)
        };
        let starts = before.strip_suffix(last).is_none_or(|rest| !rest.ends_with(' '));
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        capital(next) && is_of_organization(next)
            || capital(last) && !starts && !is(&key(last), Class::Function) && is_upper(&self.preferred.name)
    }

    /// The family name, with its particle where the mention has one.
    fn family(&self, particle: bool) -> Option<&str> {
        let (bare, whole) = self.family?;
        Some(if particle { whole } else { bare }.of(&self.preferred.name))
    }
}

/// Where the particles begin that stand right before a place: al-, van, von der.
fn particles_before(before: &str) -> Option<usize> {
    let mut start = None;
    let mut rest = before;
    while let Some(joined) = rest.strip_suffix(['-', ' ']) {
        let word = joined.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if word.is_empty() || !is_particle(&key(word)) {
            break;
        }
        rest = joined.strip_suffix(word)?;
        start = Some(rest.len());
    }
    start
}

/// Whether a name is in capitals throughout.
fn is_upper(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// Whether a comma stands between the words of a name.
fn is_turned(text: &str) -> bool {
    let found = AnalysedText::except(text, |_| false);
    found.words().iter().skip(1).any(|word| word.separator.sign == Sign::Comma)
}

fn script_of(text: &str) -> crate::tag::Script {
    let first =
        words(text).into_iter().map(|word| script_of_word(word.of(text))).find(|script| script.is_real());
    first.unwrap_or_else(|| script_of_word(text))
}

/// Where the particle begins that is joined to a family name by a hyphen: al-Arouri.
fn particle_before(text: &str, span: Span) -> Option<usize> {
    let before = text.get(..span.start)?.strip_suffix('-')?;
    let start = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| {
        at + before.get(at..).map_or(1, |rest| rest.chars().next().map_or(1, char::len_utf8))
    });
    is_particle(&key(before.get(start..)?)).then_some(start)
}

/// How many words of a text are neither particles nor initials.
fn count_names(text: &str) -> usize {
    let is_small = |word: &str| is_initial(word) || is_particle(&key(word));
    words(text).iter().filter(|word| !is_small(word.of(text))).count()
}

/// Whether a mention that lacks words of the name goes on behind it, and then is somebody else's: `Kim Jong` of `Kim Jong-il`
/// and `Kim Jong Il` is not Kim Jong Un. A mention with all words may have something behind it: Soleimani-led.
fn is_piece_of_another(text: &str, span: Span, preferred: &str) -> bool {
    let after = text.get(span.end..).unwrap_or_default();
    let end = span.end + after.char_indices().nth(MAX_LOOK_AHEAD).map_or(after.len(), |(at, _)| at);
    let found = AnalysedText::except(Span::new(span.start, end).of(text), |_| false);
    let own = words(span.of(text)).len();
    found.word(own).is_some_and(|next| match next.separator.sign {
        Sign::Hyphen => own < words(preferred).len(),
        Sign::Space => {
            !next.separator.breaks
                && matches!(next.shape, CaseShape::Title | CaseShape::Mixed)
                && count_names(span.of(text)) < count_names(preferred)
        }
        _ => false,
    })
}

/// A mention with the words of the name beside it that already stand there: of `al-Qaeda` is `Qaeda` found, and `al` is
/// no word to be put in a second time. A particle may be another one: `El-Qaeda`.
fn with_words_around(text: &str, span: Span, preferred: &str) -> Span {
    let wanted = words(preferred);
    let (before, after) =
        (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
    let starts = wanted.iter().filter(|word| word.start > 0).rev().filter_map(|word| {
        let first = preferred.get(..word.start)?;
        let rest = strip_suffix_in_any_case(before, first).or_else(|| {
            let one = wanted.first().filter(|one| is_particle(&key(one.of(preferred))))?;
            first.get(one.end..).filter(|joint| !joint.chars().any(char::is_alphabetic))?;
            // Al-Qaeda, al Qaeda.
            let rest = before.strip_suffix(['-', ' '])?;
            let own = rest.rfind(|c: char| !c.is_alphabetic()).map_or(rest, |at| {
                rest.get(at..).map_or(rest, |rest| rest.trim_start_matches(|c: char| !c.is_alphabetic()))
            });
            is_particle(&key(own)).then(|| rest.len() - own.len())
        })?;
        let whole = !before.get(..rest)?.ends_with(char::is_alphanumeric);
        whole.then_some(rest)
    });
    let start = starts.min().unwrap_or(span.start);
    let ends = wanted.iter().rev().skip(1).filter_map(|word| {
        let last = preferred.get(word.end..)?;
        let found = after.get(..last.len()).filter(|found| found.to_lowercase() == last.to_lowercase())?;
        let whole = !after.get(found.len()..)?.starts_with(char::is_alphanumeric);
        whole.then_some(span.end + found.len())
    });
    Span::new(start, ends.max().unwrap_or(span.end))
}

/// Where a text ends without an ending, in whatever case this is.
fn strip_suffix_in_any_case(text: &str, ending: &str) -> Option<usize> {
    let at = text.len().checked_sub(ending.len())?;
    (text.get(at..)?.to_lowercase() == ending.to_lowercase()).then_some(at)
}

/// Whether the preferred name stands in brackets behind a mention, or the mention in brackets behind it.
fn stands_in_brackets(text: &str, span: Span, preferred: &str) -> bool {
    let after = text.get(span.end..).unwrap_or_default().trim_start();
    let behind = after
        .strip_prefix('(')
        .and_then(|rest| rest.strip_prefix(preferred))
        .is_some_and(|rest| rest.starts_with(')'));
    let before = text.get(..span.start).unwrap_or_default();
    let inside = before.strip_suffix('(').is_some_and(|before| before.trim_end().ends_with(preferred));
    behind || inside
}
