//! Floor 6: names in running text.

use allonym::Span;
use allonym::index::Record;
use allonym::rewrite::{Preferred, Rewriter, Style};
use allonym::scan::{self, Scanner};

use super::as_text;

/// Documents separated by form feeds: every mention is a place in its document and in one name only.
pub fn resolve(bytes: &[u8]) {
    let documents: Vec<&str> = as_text(bytes).split('\u{C}').collect();
    let groups = scan::resolve(&documents);
    let mut taken: Vec<(usize, Span)> = Vec::new();
    for group in &groups {
        assert_eq!(group.count, group.variants.iter().map(|variant| variant.mentions.len()).sum::<usize>());
        assert!(group.count > 0 && !group.name.is_empty(), "{group:?}");
        assert!(group.variants.iter().any(|variant| variant.text == group.name), "{group:?}");
        assert!(group.variants.is_sorted_by(|a, b| a.mentions.len() >= b.mentions.len()), "{group:?}");
        for variant in &group.variants {
            assert!(!variant.mentions.is_empty() && variant.mentions.is_sorted(), "{variant:?}");
            for mention in &variant.mentions {
                let text = documents[mention.document];
                assert!(text.get(mention.span.start..mention.span.end).is_some_and(|part| !part.is_empty()));
                taken.push((mention.document, mention.span));
            }
        }
    }
    assert!(groups.is_sorted_by(|a, b| a.count >= b.count), "the most mentioned is not first");
    taken.sort();
    for pair in taken.windows(2) {
        assert!(pair[0].0 != pair[1].0 || !pair[0].1.overlaps(pair[1].1), "{pair:?} of {documents:?}");
    }
    let more: Vec<&str> = documents.iter().copied().chain([""]).collect();
    assert_eq!(scan::resolve(&more), groups, "a document without text changes something");
}

/// Names of the list where an input brings none.
const NAMES: &str = "Qasem Soleimani\nKerman\nIRGC\nВладимир Путин\nحسن نصرالله\n北京";

/// A list, a name a line, a form feed, a text: every mention is a place in the text and in the name, and in one name only;
/// the order of the list, what was scanned before and names that are there twice are no matter.
pub fn scan(bytes: &[u8]) {
    let text = as_text(bytes);
    let (names, text) = text.split_once('\u{C}').unwrap_or((NAMES, text));
    let names: Vec<&str> = names.lines().take(32).collect();
    let records = || names.iter().map(|name| Record::new(name, name));
    let scanner = Scanner::new(records());
    let found = scanner.scan(text);
    let mut end = 0;
    for one in &found {
        assert!(one.span.start >= end, "two mentions overlap: {found:?}");
        end = one.span.end;
        assert!(text.get(one.span.start..one.span.end).is_some_and(|part| !part.is_empty()), "{one:?}");
        for (here, there) in &one.words {
            assert!(text.get(here.start..here.end).is_some(), "{one:?}");
            assert!(one.record.name.get(there.start..there.end).is_some(), "{one:?}");
        }
    }
    let turned = Scanner::new(records().rev().chain(records()));
    assert_eq!(turned.scan(text), found, "the order of the list changes something");
    assert_eq!(scanner.scan(text), found, "what was scanned before changes something");
}

/// A style, a name a line, a form feed, a text: what stands outside of changes is kept to the byte, and a text that was
/// rewritten is not changed again.
pub fn rewrite(bytes: &[u8]) {
    let text = as_text(bytes);
    let (names, text) = text.split_once('\u{C}').unwrap_or((NAMES, text));
    let _ =
        Style::parse(names).map(|style| Style::parse(&style.to_tsv()).map(|again| assert_eq!(again, style)));
    let names = names.lines().take(16).filter(|name| name.chars().any(char::is_alphanumeric));
    let style = Style::from_names(names.map(|name| Preferred { name: name.into(), ..Preferred::default() }));
    for all in [false, true] {
        let rewriter = Rewriter::new(&style).all_scripts(all).hashtags(all);
        let changes = rewriter.changes(text);
        let mut end = 0;
        for change in &changes {
            assert!(
                change.span.start >= end && text.get(change.span.start..change.span.end).is_some(),
                "{change:?}"
            );
            end = change.span.end;
        }
        let once = rewriter.rewrite(text);
        if changes.iter().all(|change| change.replacement.is_none()) {
            assert_eq!(once, text);
        }
        assert_eq!(rewriter.rewrite(&once), once, "rewriting twice changes something: {text:?}");
    }
}
