//! The learned finder: sentences with their names, and laws for every text.

use allonym::finder::{Found, Kind, find, read};
use allonym::{Language, Span};
use proptest::prelude::*;

use crate::tables::check;

const KINDS: [(&str, Kind); 3] =
    [("person", Kind::Person), ("organization", Kind::Organization), ("place", Kind::Place)];

fn language(tag: &str) -> Language {
    tag.parse().expect("a tag")
}

/// A sentence without its marks, and the names that are marked.
fn unmarked(marked: &str) -> (String, Vec<Found>) {
    let (mut text, mut names) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, after) = after.split_once(']').expect("a mark that ends");
        let (kind, name) = mark.split_once(' ').expect("a kind and a name");
        let kind = KINDS.iter().find(|(word, _)| *word == kind).expect("a kind").1;
        let start = text.len();
        text.push_str(name);
        names.push(Found { span: Span::new(start, text.len()), kind });
        rest = after;
    }
    text.push_str(rest);
    (text, names)
}

fn shown(text: &str, names: &[Found]) -> String {
    let name = |name: &Found| {
        let kind = KINDS.iter().find(|(_, kind)| *kind == name.kind).map_or("", |(word, _)| word);
        format!("[{kind} {}]", name.span.of(text))
    };
    names.iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn names_of_sentences_are_found() {
    check("finder.tsv", |row| {
        let (text, wanted) = unmarked(&row["marked"]);
        let found = find(&text, language(&row["language"]));
        if found == wanted { Ok(()) } else { Err(format!("found {}", shown(&text, &found))) }
    });
}

#[test]
fn a_text_without_letters_has_no_reading() {
    assert!(read("", language("fa")).is_none());
    assert!(read("… 123, ۴۵!", language("fa")).is_none());
}

#[test]
fn a_place_without_words_has_no_kind() {
    let text = "  … بغداد";
    let reading = read(text, language("ar")).expect("a model");
    assert_eq!(reading.kind_of(Span::new(0, 1)), None);
    assert_eq!(reading.name_margin(Span::new(0, 1)), None);
    assert!(reading.name_margin(Span::new(0, text.len())).is_some());
}

#[test]
fn a_language_that_no_model_knows_is_read_with_the_model_of_its_script() {
    // Pashto has no marked text; its letters are those of Persian and Arabic.
    assert!(read("حامد کرزی کابل ته راغی", language("ps")).is_some());
    assert!(read("Ընդհանուր", language("hy")).is_some());
}

const WORDS: [&str; 24] = [
    "قاسم",
    "سلیمانی",
    "در",
    "תל",
    "אביב",
    "習近平",
    "在北京",
    "서울에서",
    "김장관은",
    "Иван",
    "в",
    "Минске",
    "नरेन्द्र",
    "ไทย",
    "አበበ",
    "Merkel",
    "O’Neill's",
    "—",
    "\u{200C}",
    "۱۲۳",
    "#",
    "«",
    "ア・イ",
    "\n",
];

proptest! {
    #[test]
    fn names_lie_on_letters_and_apart(
        words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..60),
        any in ".{0,40}",
        tag in prop::sample::select(vec!["fa", "ar", "he", "zh", "ja", "ko", "ru", "hi", "th", "am", "de", "und"]),
    ) {
        let text = [words.join(" "), any].concat();
        let found = find(&text, language(tag));
        prop_assert_eq!(&found, &find(&text, language(tag)));
        for name in &found {
            prop_assert!(text.get(name.span.start..name.span.end).is_some_and(|part| !part.is_empty()));
            prop_assert!(KINDS.iter().any(|(_, kind)| *kind == name.kind));
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
    }
}
