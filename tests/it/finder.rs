//! Names in running text by the learned finder.

use allonym::finder::{Kind, find, read};
use allonym::{Language, Span};
use proptest::prelude::*;

fn language(tag: &str) -> Language {
    tag.parse().expect("a tag")
}

#[test]
fn the_table_of_sentences_holds() {
    let table = include_str!("../golden/finder.tsv");
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(tag), Some(text)) = (cells.next(), cells.next()) else { panic!("{line}") };
        let found: Vec<String> = find(text, language(tag))
            .iter()
            .map(|name| format!("{:?} {}", name.kind, name.span.of(text)).to_lowercase())
            .collect();
        let wanted: Vec<String> = cells.map(str::to_lowercase).collect();
        if found != wanted {
            wrong.push(format!("{tag}\t{text}\t{}", found.join("\t")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_place_that_is_asked_about_has_a_kind() {
    let text = "Вчера в Минске выступил Иван Баканов.";
    let reading = read(text, language("ru")).expect("a model");
    let at = |word: &str| {
        let start = text.find(word).expect("a word");
        Span::new(start, start + word.len())
    };
    assert_eq!(reading.kind_of(at("Иван Баканов")).map(|(kind, _)| kind), Some(Kind::Person));
    assert!(reading.name_margin(at("Иван Баканов")).expect("units") > 0);
    assert!(reading.name_margin(at("выступил")).expect("units") < 0);
    assert_eq!(reading.kind_of(Span::new(text.len(), text.len())), None);
}

proptest! {
    #[test]
    fn names_stand_in_order_on_boundaries_of_any_text(text in "\\PC{0,80}", tag in "[a-z]{2}") {
        let mut end = 0;
        for name in find(&text, language(&tag)) {
            prop_assert!(name.span.start >= end && name.span.end > name.span.start);
            prop_assert!(!name.span.of(&text).is_empty());
            end = name.span.end;
        }
    }

    #[test]
    fn names_of_mixed_scripts_stand_in_order(words in prop::collection::vec("[قاسمحبدרושת王小明ไทยдомA-z0-9'\".\n-]{1,6}", 0..30)) {
        let text = words.join(" ");
        let mut end = 0;
        for name in find(&text, Language::UNDETERMINED) {
            prop_assert!(name.span.start >= end && !name.span.of(&text).is_empty());
            end = name.span.end;
        }
    }
}
