//! What social media leave in running text: hashtags, handles, links, e-mail addresses, emoji.
//!
//! *Input* is any text, *output* the places of such items, in order. One walk; an item is tried where a character may
//! begin one (`#`, `@`, a letter of a scheme or host, a pictograph), and the walk goes on behind it. An e-mail address
//! is seen at its `@` and reaches back, never past the last item.
//!
//! *Cost*: linear; a link is read once, to its end. *Sources*: UTS #51 (emoji sequences), UAX #31 (hashtags are letters,
//! digits, marks and underscores), `data/unicode/social.toml` (hosts).

use alloc::{borrow::Cow, string::String, vec::Vec};

use icu_properties::CodePointSetData;
use icu_properties::props::{EmojiModifier, EmojiPresentation, ExtendedPictographic, RegionalIndicator};
use unicode_normalization::char::is_combining_mark;

use crate::aligned::{Aligned, Sink};
use crate::span::Span;
use crate::tables::{HANDLE_SIGNS, HASHTAG_SIGNS, LINK_HOSTS, RETWEET_WORDS};

/// A hashtag, handle, link or emoji, and its place in the caller's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SocialItem {
    /// Where it stands, with its `#` or `@`.
    pub span: Span,
    /// What it is.
    pub kind: SocialKind,
}

/// The kinds of [`SocialItem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum SocialKind {
    /// `#قاسم_سلیمانی`
    Hashtag,
    /// `@Tasnimnews_Fa`
    Handle,
    /// `https://…`, `www.…`, `pic.twitter.com/…`
    Url,
    /// `name@example.org`
    Email,
    /// One emoji with all its parts: a flag, a family, a hand of some colour.
    Emoji,
    /// `RT` before a handle, at the beginning of a line.
    Retweet,
}

/// The social items of a text, in order. Linear in the text.
///
/// ```
/// use allonym::unicode::{SocialKind, social_items};
///
/// let text = "🎥 #کرمان pic.twitter.com/FY1w — تسنیم 🇮🇷 (@Tasnimnews_Fa)";
/// let kinds: Vec<SocialKind> = social_items(text).iter().map(|item| item.kind).collect();
/// use SocialKind::*;
/// assert_eq!(kinds, [Emoji, Hashtag, Url, Emoji, Handle]);
/// ```
#[must_use]
pub fn social_items(text: &str) -> Vec<SocialItem> {
    let mut items = Vec::new();
    social_items_into(text, &mut items);
    items
}

/// [`social_items`], appended to `items`.
///
/// ```
/// let mut items = Vec::new();
/// allonym::unicode::social_items_into("RT @AJEnglish: …", &mut items);
/// assert_eq!(items.len(), 2);
/// ```
pub fn social_items_into(text: &str, items: &mut Vec<SocialItem>) {
    let mut before = None;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if let Some((len, kind)) = item(rest, c, before) {
            skip_to = at + len;
            items.push(SocialItem { span: Span::new(at, skip_to), kind });
            // The marks of a keycap are no part of a word.
            let word = !matches!(kind, SocialKind::Emoji);
            before = rest.get(..len).and_then(|item| item.chars().next_back()).filter(|_| word);
            continue;
        }
        if c == '@'
            && before.is_some_and(char::is_alphanumeric)
            && let Some(span) = email(text, at, items.last().map_or(0, |item| item.span.end))
        {
            skip_to = span.end;
            items.push(SocialItem { span, kind: SocialKind::Email });
        }
        before = Some(c);
    }
}

/// Whether a hashtag or a handle begins with the character.
pub(crate) fn is_tag_sign(c: char) -> bool {
    HASHTAG_SIGNS.contains(&c) || HANDLE_SIGNS.contains(&c)
}

/// The item that `rest` begins with: its length and kind. `c` is its first character.
fn item(rest: &str, c: char, before: Option<char>) -> Option<(usize, SocialKind)> {
    let inside_word = before.is_some_and(|c| c.is_alphanumeric() || is_combining_mark(c) || c == '_');
    match c {
        _ if !inside_word && is_tag_sign(c) => {
            let is_tag = HASHTAG_SIGNS.contains(&c);
            let body = rest.get(c.len_utf8()..)?;
            let len = if is_tag { tag_len(body) } else { handle_len(body) };
            let kind = if is_tag { SocialKind::Hashtag } else { SocialKind::Handle };
            // #1 is a rank, and a keycap if a keycap follows.
            let named = body.get(..len)?.chars().any(char::is_alphabetic);
            if named { Some((c.len_utf8() + len, kind)) } else { emoji(rest, c) }
        }
        'a'..='z' | 'A'..='Z' if !inside_word => {
            if let Some(len) = link_len(rest) {
                return Some((len, SocialKind::Url));
            }
            let at_line_start = before.is_none_or(|c| c == '\n' || c == '\r');
            let word = RETWEET_WORDS.iter().find(|word| {
                rest.strip_prefix(**word).is_some_and(|after| after.trim_start_matches(' ').starts_with('@'))
            })?;
            at_line_start.then_some((word.len(), SocialKind::Retweet))
        }
        '0'..='9' | '*' | '©' | '®' => emoji(rest, c),
        _ if c as u32 >= 0x2000 => emoji(rest, c),
        _ => None,
    }
}

fn tag_len(body: &str) -> usize {
    let end =
        body.find(|c: char| !(c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '_' | '\u{200C}')));
    let tag = body.get(..end.unwrap_or(body.len())).unwrap_or_default();
    tag.trim_end_matches('\u{200C}').len()
}

fn handle_len(body: &str) -> usize {
    body.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(body.len())
}

/// The length of a link: its scheme or a known host, then everything up to white space, less closing punctuation.
fn link_len(rest: &str) -> Option<usize> {
    let prefix =
        |prefix: &str| rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let hosted = || {
        LINK_HOSTS
            .iter()
            .any(|host| prefix(host) && rest.get(host.len()..).is_some_and(|r| r.starts_with('/')))
    };
    if !(prefix("http://") || prefix("https://") || prefix("www.") || hosted()) {
        return None;
    }
    let whole = rest
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”'))
        .next()?;
    // A closing bracket belongs to the link if an opening one does.
    let (round, square) = (whole.contains('('), whole.contains('['));
    let link = whole.trim_end_matches(|c| match c {
        ')' => !round,
        ']' => !square,
        _ => matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '،' | '。' | '、' | '؟'),
    });
    let named = link.rsplit(['/', '.']).next().is_some_and(|tail| !tail.is_empty()) || link.ends_with('/');
    (named && link.len() > 4).then_some(link.len())
}

/// The address around the `@` at byte `at`, not reaching back before `floor`.
fn email(text: &str, at: usize, floor: usize) -> Option<Span> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    let before = text.get(floor..at)?;
    let start = before.rfind(|c: char| !is_local(c)).map_or(floor, |i| {
        floor + i + before.get(i..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8)
    });
    let domain = text.get(at + 1..)?;
    let end =
        domain.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(domain.len());
    let domain = domain.get(..end)?.trim_end_matches(['.', '-']);
    (start < at && domain.contains('.') && !domain.starts_with('.'))
        .then(|| Span::new(start, at + 1 + domain.len()))
}

/// The length of the emoji sequence that `rest` begins with (UTS #51).
fn emoji(rest: &str, c: char) -> Option<(usize, SocialKind)> {
    let mut chars = rest.char_indices().skip(1).peekable();
    let mut end = c.len_utf8();
    let mut take = |wanted: &dyn Fn(char) -> bool| {
        let (at, c) = chars.next_if(|&(_, c)| wanted(c))?;
        Some(at + c.len_utf8())
    };
    if CodePointSetData::new::<RegionalIndicator>().contains(c) {
        let end = take(&|c| CodePointSetData::new::<RegionalIndicator>().contains(c)).unwrap_or(end);
        return Some((end, SocialKind::Emoji));
    }
    if matches!(c, '0'..='9' | '#' | '*' | '＃') {
        let selector = take(&|c| c == '\u{FE0F}');
        let keycap = take(&|c| c == '\u{20E3}')?;
        return Some((keycap.max(selector.unwrap_or(0)), SocialKind::Emoji));
    }
    let pictograph = |c: char| CodePointSetData::new::<ExtendedPictographic>().contains(c);
    if !pictograph(c) {
        return None;
    }
    let mut shown = CodePointSetData::new::<EmojiPresentation>().contains(c);
    loop {
        let part = |c: char| {
            matches!(c, '\u{FE0F}' | '\u{20E3}' | '\u{E0020}'..='\u{E007F}')
                || CodePointSetData::new::<EmojiModifier>().contains(c)
        };
        while let Some(to) = take(&part) {
            shown = true;
            end = to;
        }
        let Some(to) = take(&|c| c == '\u{200D}') else { break };
        let Some(to) = take(&pictograph).inspect(|_| shown = true) else {
            let _ = to;
            break;
        };
        end = to;
    }
    shown.then_some((end, SocialKind::Emoji))
}

/// The words of a hashtag or handle: without its sign, cut at underscores, at capitals inside, and around digits.
///
/// ```
/// use allonym::unicode::expand_tag;
///
/// assert_eq!(expand_tag("#قاسم_سلیمانی"), "قاسم سلیمانی");
/// assert_eq!(expand_tag("#UNGeneralAssembly2024"), "UN General Assembly 2024");
/// ```
#[must_use]
pub fn expand_tag(tag: &str) -> String {
    let mut out = String::with_capacity(tag.len() + 8);
    expand(tag, 0, &mut out);
    out
}

/// [`expand_tag`], appended to `out`.
///
/// ```
/// let mut out = String::new();
/// allonym::unicode::expand_tag_into("@AJEnglish", &mut out);
/// assert_eq!(out, "AJ English");
/// ```
pub fn expand_tag_into(tag: &str, out: &mut String) {
    expand(tag, 0, out);
}

/// [`expand_tag`], with the map back to `tag`.
///
/// ```
/// use allonym::{Span, unicode::expand_tag_aligned};
///
/// let words = expand_tag_aligned("#МоскваСити");
/// assert_eq!(words.text(), "Москва Сити");
/// assert_eq!(words.source(Span::new(0, 12)), Span::new(1, 13)); // Москва
/// ```
#[must_use]
pub fn expand_tag_aligned(tag: &str) -> Aligned {
    let mut out = Aligned::default();
    expand(tag, 0, &mut out);
    out
}

fn expand<S: Sink>(tag: &str, offset: usize, sink: &mut S) {
    let body = tag.trim_start_matches(is_tag_sign);
    let skipped = tag.len() - body.len();
    let mut before: Option<char> = None;
    let mut started = false;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let at = offset + skipped + at;
        if c == '_' {
            before = None;
            continue;
        }
        let next_lower = chars.peek().is_some_and(|(_, next)| next.is_lowercase());
        let cut = match before {
            None => started,
            Some(b) => {
                b.is_lowercase() && c.is_uppercase()
                    || b.is_uppercase() && c.is_uppercase() && next_lower
                    || b.is_numeric() != c.is_numeric() && !is_combining_mark(c)
            }
        };
        if cut {
            sink.put(' ', Span::new(at, at));
        }
        sink.copy(c.encode_utf8(&mut [0; 4]), at);
        started = true;
        before = Some(c);
    }
}

/// The text without what only social media put there: links, e-mail addresses, emoji and `RT` are gone, hashtags
/// and handles are words. Linear in the text.
///
/// ```
/// use allonym::unicode::strip_social;
///
/// assert_eq!(strip_social("RT @TheCradleMedia: blast in #کرمان 🎥 https://t.co/x"), " The Cradle Media: blast in کرمان  ");
/// assert_eq!(strip_social("Kerman"), "Kerman");
/// ```
#[must_use]
pub fn strip_social(text: &str) -> Cow<'_, str> {
    let items = social_items(text);
    if items.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    strip(text, &items, &mut out);
    Cow::Owned(out)
}

/// [`strip_social`], appended to `out`.
///
/// ```
/// let mut out = String::new();
/// allonym::unicode::strip_social_into("#QassemSoleimani", &mut out);
/// assert_eq!(out, "Qassem Soleimani");
/// ```
pub fn strip_social_into(text: &str, out: &mut String) {
    strip(text, &social_items(text), out);
}

/// [`strip_social`], with the map back to `text`.
///
/// ```
/// use allonym::{Span, unicode::strip_social_aligned};
///
/// let text = "🇮🇷 #قاسم_سلیمانی";
/// let plain = strip_social_aligned(text);
/// assert_eq!(plain.text(), " قاسم سلیمانی");
/// assert_eq!(plain.source(Span::new(1, 9)).of(text), "قاسم");
/// ```
#[must_use]
pub fn strip_social_aligned(text: &str) -> Aligned {
    let mut out = Aligned::default();
    strip(text, &social_items(text), &mut out);
    out
}

fn strip<S: Sink>(text: &str, items: &[SocialItem], sink: &mut S) {
    let mut copied = 0;
    for item in items {
        sink.copy(text.get(copied..item.span.start).unwrap_or_default(), copied);
        if matches!(item.kind, SocialKind::Hashtag | SocialKind::Handle) {
            expand(item.span.of(text), item.span.start, sink);
        }
        copied = item.span.end;
    }
    sink.copy(text.get(copied..).unwrap_or_default(), copied);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<(SocialKind, &str)> {
        social_items(text).into_iter().map(|item| (item.kind, item.span.of(text))).collect()
    }

    use SocialKind::*;

    #[test]
    fn tags_need_a_letter_and_stand_at_the_beginning_of_a_word() {
        assert_eq!(items("#1 a#b #کرمان #a1"), [(Hashtag, "#کرمان"), (Hashtag, "#a1")]);
        assert_eq!(items("@Tasnimnews_Fa!"), [(Handle, "@Tasnimnews_Fa")]);
    }

    #[test]
    fn links_end_before_closing_signs() {
        assert_eq!(items("(https://t.co/x)."), [(Url, "https://t.co/x")]);
        assert_eq!(
            items("https://en.wikipedia.org/wiki/A_(b)"),
            [(Url, "https://en.wikipedia.org/wiki/A_(b)")]
        );
        assert_eq!(items("www. x"), []);
    }

    #[test]
    fn addresses_reach_back_to_their_beginning() {
        assert_eq!(items("to a.b@example.org, x"), [(Email, "a.b@example.org")]);
        assert_eq!(items("a@b"), []);
    }

    #[test]
    fn an_emoji_is_taken_with_all_its_parts() {
        assert_eq!(items("🇮🇷👩\u{200D}🔬👍🏽"), [(Emoji, "🇮🇷"), (Emoji, "👩\u{200D}🔬"), (Emoji, "👍🏽")]);
        assert_eq!(items("3 ©"), []);
    }

    #[test]
    fn a_retweet_stands_at_the_beginning_of_a_line() {
        assert_eq!(items("RT @x: a"), [(Retweet, "RT"), (Handle, "@x")]);
        assert_eq!(items("watch RT @x"), [(Handle, "@x")]);
    }

    #[test]
    fn tags_are_cut_at_capitals_digits_and_underscores() {
        assert_eq!(expand_tag("#UNGeneralAssembly2024"), "UN General Assembly 2024");
        assert_eq!(expand_tag("#a_b"), "a b");
    }
}
