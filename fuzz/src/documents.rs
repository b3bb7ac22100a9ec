//! Floors 5 and 6: names in running text, and the weights that they are found by.

use allonym::finder::{Finder, find, read};
use allonym::index::Record;
use allonym::rewrite::{Preferred, Rewriter, Style};
use allonym::scan::{self, Scanner};
use allonym::tables::finder::{Group, Learned, Transitions, assemble, encode};
use allonym::{Language, Span};

use super::{as_text, choice};

const TAGS: [&str; 12] = ["und", "fa", "ar", "he", "zh", "ja", "ko", "ru", "hi", "th", "am", "de"];

/// A text, after the number of a language: names are places of it, in order and apart, and the same every time.
pub fn finder(bytes: &[u8]) {
    let (number, text) = choice(as_text(bytes), TAGS.len());
    let language: Language =
        TAGS.get(number).and_then(|tag| tag.parse().ok()).unwrap_or(Language::UNDETERMINED);
    let found = find(text, language);
    assert_eq!(found, find(text, language), "two answers");
    let reading = read(text, language);
    assert_eq!(reading.as_ref().map(|reading| reading.found()).unwrap_or_default(), found);
    for name in &found {
        assert!(text.get(name.span.start..name.span.end).is_some_and(|part| !part.is_empty()), "{name:?}");
        let reading = reading.as_ref().expect("a reading of what has names");
        assert!(reading.kind_of(name.span).is_some() && reading.name_margin(name.span).is_some());
    }
    for pair in found.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}");
    }
}

/// A file of weights: any bytes; and a good one of which some bytes are others. None of them makes a text fail.
pub fn weights(bytes: &[u8]) {
    let group = Group { name: "any".into(), words: true, ..Group::default() };
    let rows = vec![(0, [1; 6]), (77, [-3, 7, 0, 0, 5, 1])];
    let learned = Learned { group, biases: Vec::new(), transitions: Transitions::default(), rows };
    let good = encode(&learned).and_then(|group| assemble([group.as_slice()])).expect("a file");
    let mut other = good.clone();
    for pair in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([pair[0], pair[1]])) % other.len();
        other[at] = pair[2];
    }
    for file in [bytes, good.as_slice(), other.as_slice()] {
        if let Ok(finder) = Finder::with_weights(file) {
            let found = finder.find("قاسم سلیمانی met 習近平 in Berlin", Language::UNDETERMINED);
            assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
    assert!(Finder::with_weights(&good).is_ok());
}

/// Whether a spelling is a name, or the name with endings: each has as many words, which begin alike. A hashtag or a handle
/// is one without its sign, with spaces where it has none or low lines.
fn is_form_of(spelling: &str, name: &str) -> bool {
    let tag = spelling.trim_start_matches(['#', '@', '＃', '＠']);
    let letters = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    if tag != spelling && letters(tag) == letters(name) {
        return true;
    }
    let spelling = tag.replace('_', " ");
    let (inflected, base) = (spelling.split_whitespace(), name.split_whitespace());
    inflected.clone().count() == base.clone().count()
        && inflected.zip(base).all(|(one, other)| one == other || one.chars().next() == other.chars().next())
}

/// Documents separated by form feeds: every mention is a place in its document and in one name only.
pub fn resolve(bytes: &[u8]) {
    let documents: Vec<&str> = as_text(bytes).split('\u{C}').collect();
    let groups = scan::resolve(&documents);
    let mut taken: Vec<(usize, Span)> = Vec::new();
    for group in &groups {
        assert_eq!(group.count, group.variants.iter().map(|variant| variant.mentions.len()).sum::<usize>());
        assert!(group.count > 0 && !group.name.is_empty(), "{group:?}");
        assert!(group.variants.iter().any(|variant| is_form_of(&variant.text, &group.name)), "{group:?}");
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

/// A file of a style: it is refused with the line that is at fault, or it is written and read as the same style.
pub fn style(bytes: &[u8]) {
    let text = as_text(bytes);
    for text in [text.to_owned(), format!("name\tvariants\tkind\tlanguage\n{text}")] {
        match Style::parse(&text) {
            Ok(style) => {
                let written = style.to_tsv();
                assert_eq!(Style::parse(&written).as_ref(), Ok(&style), "{written:?}");
                let names: Vec<&str> = style.names().iter().map(|one| one.name.as_str()).collect();
                assert!((1..names.len()).all(|at| !names[..at].contains(&names[at])), "{names:?}");
            }
            Err(error) => {
                let told = error.to_string();
                let line = told.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty());
                let line: usize = line.and_then(|line| line.parse().ok()).unwrap_or_default();
                assert!(line >= 1 && line <= text.lines().count().max(1), "{told:?} of {text:?}");
            }
        }
    }
}
