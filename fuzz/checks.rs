//! What each fuzz target checks; `cargo test` replays `tests/crashes` through the same functions.

use allonym::index::{Builder, Delta, Index, Row};
use allonym::scan::resolve;
use allonym::translit::{Options, Transliterator, romanize, romanize_aligned};
use allonym::unicode::{Profile, normalize, normalize_aligned, social_items, tokens};
use allonym::{Aligned, Language, Span, compare, name};

/// Every part of the output leads to a place in the text.
fn leads_back(aligned: &Aligned, text: &str) {
    for (at, c) in aligned.text().char_indices() {
        let span = aligned.source(Span::new(at, at + c.len_utf8()));
        assert!(text.get(span.start..span.end).is_some(), "{span:?} is no place in {text:?}");
    }
}

/// Floor 1: idempotence, the three depths, tokens and items in their places.
pub(crate) fn normalized(text: &str) {
    for profile in [Profile::Display, Profile::Match] {
        let once = normalize(text, profile);
        assert_eq!(normalize(&once, profile), once);
        let aligned = normalize_aligned(text, profile);
        assert_eq!(aligned.text(), once);
        leads_back(&aligned, text);
    }
    for span in
        tokens(text).iter().map(|token| token.span).chain(social_items(text).iter().map(|item| item.span))
    {
        assert!(text.get(span.start..span.end).is_some_and(|part| !part.is_empty()));
    }
}

/// Floors 2 to 4, two names on two lines: symmetry, and explanations that agree with scores.
pub(crate) fn names(text: &str) {
    let (a, b) = text.split_once('\n').unwrap_or((text, ""));
    assert_eq!(compare::score(a, b), compare::score(b, a));
    assert_eq!(compare::explain(a, b).score, compare::score(a, b));
    for part in name::parse(a).parts {
        assert!(a.get(part.span.start..part.span.end).is_some());
    }
    let aligned = romanize_aligned(a, Language::UNDETERMINED);
    assert_eq!(romanize(a, Language::UNDETERMINED), aligned.text());
    leads_back(&aligned, a);
    assert!(name::romanize(a, None, 3).len() <= 3);
}

/// Floor 6, documents separated by form feeds: every mention is a place in its document.
pub(crate) fn resolved(text: &str) {
    let documents: Vec<&str> = text.split('\u{C}').collect();
    for group in resolve(&documents) {
        assert_eq!(group.count, group.variants.iter().map(|variant| variant.mentions.len()).sum::<usize>());
        for mention in group.variants.iter().flat_map(|variant| &variant.mentions) {
            assert!(documents[mention.document].get(mention.span.start..mention.span.end).is_some());
        }
    }
}

/// Floor 2, a rule file and, after a form feed, a text: any file is refused or compiled, and what is compiled runs on
/// any text.
pub(crate) fn rules(input: &str) {
    let (rules, text) = input.split_once('\u{C}').unwrap_or((input, "Щука القاهرة 서울"));
    let Ok(system) = Transliterator::from_rules(rules) else { return };
    let latin = system.transliterate(text);
    let aligned = system.transliterate_aligned(text);
    assert_eq!(aligned.text(), latin);
    leads_back(&aligned, text);
    assert!(
        system.with(Options::MRZ).transliterate(text).chars().all(|c| c.is_ascii_alphanumeric() || c == '<')
    );
    if let Ok(back) = system.reversed() {
        assert_eq!(back.transliterate_aligned(&latin).text(), back.transliterate(&latin));
    }
}

/// Floor 5, names on lines: an index of them finds them, its bytes and its journal are read in part and damaged, and any
/// text is refused as an index.
pub(crate) fn indexed(text: &str) {
    assert!(Index::open(text).is_err() && Index::open(text.as_bytes()).is_err());
    let mut builder = Builder::new();
    for (at, name) in text.lines().enumerate() {
        builder.add(Row { id: &at.to_string(), name, ..Row::default() });
    }
    let bytes = builder.build();
    let index = Index::open(&bytes).expect("an index just built");
    assert!(index.verify().is_ok() && index.rows().count() == text.lines().count());
    let _ = Delta::read(&index, text.as_bytes());
    for (name, at) in text.lines().zip((0usize..).step_by(7919)) {
        let hits = index.search(name, 3);
        assert!(hits.iter().all(|hit| hit.score == compare::score(name, hit.row.name)));
        let mut damaged = bytes.clone();
        let at = at % bytes.len();
        damaged[at] ^= 1 << (at % 8);
        if let Ok(damaged) = Index::open(damaged) {
            assert!(damaged.search(name, 3).len() <= 3);
        }
    }
}
