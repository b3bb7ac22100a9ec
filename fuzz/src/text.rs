//! Floor 1: cleaning, folding, maps, tokens, social items.

use std::borrow::Cow;

use allonym::unicode::{
    Fold, LanguageGuess, ScriptRun, SocialItem, Token, clean, clean_aligned, clean_into, expand_tag,
    expand_tag_aligned, expand_tag_into, fold, fold_aligned, fold_into, guess_languages,
    guess_languages_into, mixed_script_words, normalize_aligned, normalize_into, repair, repair_aligned,
    repair_into, repairs, script_runs, script_runs_into, script_set, social_items, social_items_into,
    strip_social, strip_social_aligned, strip_social_into, tokens_into,
};
use allonym::{Aligned, Scratch, Span, unicode};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::as_text;

const FOLDS: [Fold; 8] = [
    Fold::ALL,
    Fold::CASE,
    Fold::CASE.turkic(),
    Fold::NONE.with_marks(),
    Fold::NONE.with_letters(),
    Fold::NONE.with_digits(),
    Fold::NONE.with_width(),
    Fold::NONE.with_lookalikes(),
];

/// Longest expansion: U+FDFA, 3 bytes that become 33.
const LONGEST: usize = 12;

/// The span lies on character boundaries of the text and holds something.
pub fn is_place(span: Span, text: &str) {
    assert!(text.get(span.start..span.end).is_some_and(|part| !part.is_empty()), "{span:?} of {text:?}");
}

/// The spans are places, in order, and share nothing.
pub fn stand_apart(spans: impl IntoIterator<Item = Span>, text: &str) {
    let mut end = 0;
    for span in spans {
        is_place(span, text);
        assert!(span.start >= end, "{span:?} after {end} in {text:?}");
        end = span.end;
    }
}

/// Every part of the output leads to a place in the source, in order, and a longer part to no less than a shorter.
pub fn leads_back(aligned: &Aligned, source: &str) {
    let (text, mut last, mut whole) = (aligned.text(), 0, Span::default());
    for (at, c) in text.char_indices() {
        let span = aligned.source(Span::new(at, at + c.len_utf8()));
        assert!(source.get(span.start..span.end).is_some(), "{span:?} is no place in {source:?}");
        assert!(span.start >= last, "{span:?} goes back behind {last} in {source:?}");
        last = span.start;
        let before = aligned.source(Span::new(0, at + c.len_utf8()));
        assert!(before.start <= span.start && before.end >= span.end, "{before:?} without {span:?}");
        assert!(before.end >= whole.end, "{before:?} after {whole:?} of {source:?}");
        whole = before;
        let edge = aligned.source(Span::new(at, at));
        assert!(edge.is_empty() && source.is_char_boundary(edge.start));
    }
}

/// Three depths of one transformation say the same.
fn depths(source: &str, plain: &str, into: impl FnOnce(&mut String), aligned: &Aligned) {
    let mut out = String::from("…");
    into(&mut out);
    assert_eq!(out.strip_prefix('…'), Some(plain), "into, of {source:?}");
    assert_eq!(aligned.text(), plain, "aligned, of {source:?}");
}

/// A transformation of texts, and the same that appends.
type Prepare = (fn(&str) -> Cow<'_, str>, fn(&str, &mut String, &mut Scratch));

const PREPARED: [Prepare; 2] = [(clean, clean_into), (unicode::normalize, normalize_into)];

/// Idempotence, forms, bounds.
pub fn normalize(bytes: &[u8]) {
    let text = as_text(bytes);
    let mut scratch = Scratch::new();
    for (prepare, into) in PREPARED {
        let once = prepare(text);
        assert_eq!(prepare(&once), once, "of {text:?}");
        let mut out = String::new();
        into("Ångström &amp; ﷺ", &mut out, &mut scratch);
        out.clear();
        into(text, &mut out, &mut scratch);
        assert_eq!(out, once, "used memory, of {text:?}");
        assert!(once.len() <= LONGEST * text.len());
        assert!(is_nfc(&once), "{once:?} is not composed");
        assert!(once.trim() == once && !once.contains("  "), "white space in {once:?}");
        assert!(!once.chars().any(|c| c.is_control() || ('\u{202A}'..='\u{202E}').contains(&c)), "{once:?}");
    }
    let decomposed: String = text.nfd().collect();
    let composed: String = text.nfc().collect();
    let plain = unicode::normalize(text);
    assert_eq!(unicode::normalize(&decomposed), plain, "decomposed, {text:?}");
    assert_eq!(unicode::normalize(&composed), plain, "composed, {text:?}");
    let cleaned: String = clean(text).nfkc().collect();
    for steps in FOLDS {
        let once = fold(&cleaned, steps);
        assert_eq!(fold(&once, steps), once, "{steps:?} of {cleaned:?}");
    }
}

/// The maps back, and that they compose.
pub fn aligned(bytes: &[u8]) {
    let text = as_text(bytes);
    let aligned = normalize_aligned(text);
    depths(text, &unicode::normalize(text), |out| normalize_into(text, out, &mut Scratch::new()), &aligned);
    leads_back(&aligned, text);
    let aligned = clean_aligned(text);
    depths(text, &clean(text), |out| clean_into(text, out, &mut Scratch::new()), &aligned);
    leads_back(&aligned, text);
    for steps in FOLDS {
        let aligned = fold_aligned(text, steps);
        depths(text, &fold(text, steps), |out| fold_into(text, steps, out), &aligned);
        leads_back(&aligned, text);
    }
    let first = clean_aligned(text);
    let second = fold_aligned(first.text(), Fold::ALL);
    let both = first.then(&second);
    assert_eq!(both.text(), second.text());
    leads_back(&both, text);
    for (at, c) in second.text().char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        assert_eq!(both.source(span), first.source(second.source(span)), "{span:?} of {text:?}");
    }
    assert_eq!(Aligned::identity(text).then(&first), first);
    assert_eq!(Aligned::identity(text).into_text(), text);
}

/// Tokens, runs of scripts, mixed words, languages.
pub fn tokens(bytes: &[u8]) {
    let text = as_text(bytes);
    let found = unicode::tokens(text);
    stand_apart(found.iter().map(|token| token.span), text);
    let mut again: Vec<Token> = found.clone();
    tokens_into(text, &mut again);
    assert_eq!(again[found.len()..], found[..]);
    // What lies between tokens is blank: the tokens of it are none.
    let mut end = 0;
    for token in &found {
        assert!(unicode::tokens(&text[end..token.span.start]).is_empty());
        end = token.span.end;
    }
    let runs = script_runs(text);
    stand_apart(runs.iter().map(|run| run.span), text);
    assert_eq!(runs.iter().map(|run| run.span.len()).sum::<usize>(), text.len());
    let mut again: Vec<ScriptRun> = Vec::new();
    script_runs_into(text, &mut again);
    assert_eq!(again, runs);
    assert!(runs.iter().filter(|run| run.script.is_real()).all(|run| script_set(text).contains(run.script)));
    stand_apart(mixed_script_words(text), text);
    let guesses = guess_languages(text);
    let mut again: Vec<LanguageGuess> = Vec::new();
    guess_languages_into(text, &mut again);
    assert_eq!(again, guesses);
    assert!(guesses.is_sorted_by(|a, b| a.letters >= b.letters));
}

/// Hashtags, handles, links, emoji.
pub fn social(bytes: &[u8]) {
    let text = as_text(bytes);
    let items = social_items(text);
    stand_apart(items.iter().map(|item| item.span), text);
    let mut again: Vec<SocialItem> = Vec::new();
    social_items_into(text, &mut again);
    assert_eq!(again, items);
    let aligned = strip_social_aligned(text);
    depths(text, &strip_social(text), |out| strip_social_into(text, out), &aligned);
    leads_back(&aligned, text);
    for tag in items.iter().map(|item| item.span.of(text)).chain([text]) {
        let aligned = expand_tag_aligned(tag);
        depths(tag, &expand_tag(tag), |out| expand_tag_into(tag, out), &aligned);
        leads_back(&aligned, tag);
        assert!(aligned.text().len() <= 2 * tag.len());
    }
}

/// Text that was read as another encoding: the depths agree, what is said to be repaired is what is changed, and a line
/// without letters of another encoding is left alone.
pub fn repair_text(bytes: &[u8]) {
    let text = as_text(bytes);
    let aligned = repair_aligned(text);
    depths(text, &repair(text), |out| repair_into(text, out), &aligned);
    leads_back(&aligned, text);
    assert!(aligned.text().len() <= text.len(), "{:?} is longer than {text:?}", aligned.text());
    let found = repairs(text);
    stand_apart(found.iter().map(|one| one.span), text);
    assert_eq!(found.is_empty(), aligned.text() == text, "{found:?} of {text:?}");
    if text.is_ascii() {
        assert_eq!(aligned.text(), text);
    }
    // Text that is read wrongly on its way, as letters of Latin-1: any answer, but an answer.
    let misread: String = text.bytes().take(400).map(char::from).collect();
    let once = repair(&misread);
    assert!(once.len() <= misread.len(), "{misread:?}");
}
