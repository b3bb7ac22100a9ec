//! Floor 6: names in running text.

use allonym::Span;
use allonym::scan;

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
