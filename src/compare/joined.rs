//! Words of a name taken as one: names are written in one word and in several.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::slot::TokenClass;
use super::token::{NameToken, TokenSource};
use crate::name::Role;
use crate::tables::{ASSIMILATED_ARTICLES, SUN_LETTERS};
use crate::tag::Language;
use crate::text;

/// Letters of a name of which three or four words are taken as one: 习近平 is Xi Jin Ping, အောင်ဆန်းစုကြည် Aung San Suu Kyi.
const MAX_JOINED_LETTERS: usize = 16;

/// The tokens of a row of words: each by itself, then each with the next one, then, in short names and around articles,
/// each with the next two, in short names with the next three: Abd al-Rahman is Abdurrahman.
///
/// `key` gives the normalized form of a part.
pub(super) fn with_joined<'k>(
    words: &[TokenSource],
    text: &str,
    language: Language,
    key: impl Fn(usize) -> Cow<'k, str>,
) -> Vec<NameToken> {
    let single = words.iter().map(|source| {
        NameToken::with_key(source.span.of(text), key(source.part).into_owned(), *source, language)
    });
    let mut tokens: Vec<NameToken> = single.collect();
    let short = tokens.iter().map(|token| token.word().len()).sum::<usize>() <= MAX_JOINED_LETTERS;
    for count in 2..=4 {
        for (at, run) in words.windows(count).enumerate() {
            let article = |source: &TokenSource| TokenClass::of(source.role) == TokenClass::Particle;
            if count == 3 && !(short || run.get(1).is_some_and(article)) || count == 4 && !short {
                continue;
            }
            if run.iter().any(|source| {
                matches!(
                    TokenClass::of(source.role),
                    TokenClass::Initial | TokenClass::Number | TokenClass::LegalForm
                )
            }) {
                continue;
            }
            let letters: String = run.iter().map(|source| source.span.of(text)).collect();
            let Some(first) = run.first().map(|source| source.span) else { continue };
            let span = run.iter().fold(first, |all, source| all.cover(source.span));
            let source = TokenSource {
                span,
                first,
                part: 0,
                words: count as u8,
                role: Role::Word,
                link: 0,
                dotted: false,
            };
            let Some(run_tokens) = tokens.get(at..at + count) else { continue };
            let key = run_tokens.iter().map(|token| token.key.as_str()).collect();
            let whole = NameToken::joined(run_tokens, key, letters, source, language);
            let assimilated = assimilated(run, run_tokens, text)
                .map(|letters| NameToken::joined(run_tokens, text::key(&letters), letters, source, language));
            tokens.push(whole);
            tokens.extend(assimilated);
        }
    }
    tokens
}

/// Three words as one if the middle one is an article that sounds as what follows: Abd al-Rahman is Abdarrahman.
fn assimilated(run: &[TokenSource], tokens: &[NameToken], text: &str) -> Option<String> {
    let ([first, _, last], [_, article, sounds]) = (run, tokens) else { return None };
    let (first, last) = (first.span.of(text), last.span.of(text));
    let sun = SUN_LETTERS.iter().find(|letter| sounds.key.starts_with(**letter))?;
    let stem = article
        .key
        .strip_suffix(|_: char| true)
        .filter(|_| ASSIMILATED_ARTICLES.contains(&article.key.as_str()))?;
    Some([first, stem, sun, last].concat())
}
