//! The laws of indexes.

use allonym::index::{Builder, Change, Delta, Hit, Index, List, Live, Memory, Query, Row};
use allonym::{ErrorKind, LogOdds, Probability};
use proptest::prelude::*;
use std::collections::BTreeSet;

const GIVEN: [&str; 12] = [
    "Qasem",
    "Hassan",
    "Ольга",
    "Владимир",
    "علی",
    "محمد",
    "Νίκος",
    "דוד",
    "Maria",
    "Jean-Pierre",
    "정은",
    "習",
];
const FAMILY: [&str; 12] = [
    "Soleimani",
    "Nasrallah",
    "Ким",
    "Павлова",
    "سلیمانی",
    "الأنصاري",
    "Παπάς",
    "לוי",
    "O’Neill",
    "von Braun",
    "김",
    "近平",
];

fn any_rows(most: usize) -> impl Strategy<Value = Vec<(String, String)>> {
    let name = (prop::sample::select(&GIVEN[..]), prop::sample::select(&FAMILY[..]), "[a-z]{0,4}|[а-я]{3,5}");
    let row = ("[a-f]{1,2}", name.prop_map(|(given, family, more)| format!("{given} {family} {more}")));
    prop::collection::vec(row, 1..most)
}

fn built(rows: &[(String, String)]) -> Index<Vec<u8>> {
    let mut builder = Builder::new();
    for (id, name) in rows {
        builder.add(Row {
            id,
            name,
            kind: if id < &String::from("c") { "person" } else { "" },
            ..Row::default()
        });
    }
    Index::open(builder.build()).expect("an index just built")
}

/// A list that is too long to be scored whole: every given name with every family name.
fn long() -> Vec<(String, String)> {
    let names = GIVEN.iter().flat_map(|given| FAMILY.iter().map(move |family| format!("{given} {family}")));
    names.enumerate().map(|(at, name)| (format!("r{at}"), name)).collect()
}

fn ids<'a>(hits: &[Hit<'a>]) -> Vec<&'a str> {
    hits.iter().map(|hit| hit.row.id).collect()
}

#[test]
fn a_row_is_found_by_its_own_name() {
    let rows = long();
    let index = built(&rows);
    let mut memory = Memory::default();
    for (id, name) in &rows {
        let hits = index.find_with(&Query::new(name), &mut memory);
        let own = hits.iter().find(|hit| hit.row.id == id).unwrap_or_else(|| panic!("{name} is not found"));
        assert!(own.score == hits[0].score && own.score == Probability::ONE, "{name}: {hits:?}");
    }
}

#[test]
fn a_kind_is_all_that_is_found() {
    let index = built(&[("a".into(), "Hassan Ali".into()), ("z".into(), "Hassan Ali".into())]);
    let find = |kind| index.find(&Query { kind: Some(kind), ..Query::new("Hassan Ali") });
    assert_eq!(ids(&find("person")), ["a"]);
    assert_eq!(ids(&find("")), ["z"]);
    assert!(find("ship").is_empty());
}

#[test]
fn names_written_as_one_word_are_found() {
    let mut rows = long();
    rows.push(("moon".into(), "Moon Jaein".into()));
    rows.push(("abd".into(), "عبد الله".into()));
    let index = built(&rows);
    assert_eq!(index.search("문재인", 1)[0].row.id, "moon");
    assert_eq!(index.search("Abdullah", 1)[0].row.id, "abd");
}

/// Names of `data/training`, native and Latin.
fn names_in(list: &str) -> Vec<(String, String)> {
    let path = format!("{}/data/training/{list}.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let cells = text.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
    });
    cells.collect()
}

#[test]
fn rows_in_other_scripts_do_not_hide_latin_ones() {
    let greek = names_in("el_ep_full");
    let mut builder = Builder::new();
    for (native, _) in names_in("ru") {
        builder.add(Row { id: "", name: &native, ..Row::default() });
    }
    greek.iter().for_each(|(_, latin)| builder.add(Row { id: latin, name: latin, ..Row::default() }));
    let index = Index::open(builder.build()).unwrap();
    let mut memory = Memory::default();
    let asked: Vec<&(String, String)> = greek.iter().step_by(7).collect();
    let missed = asked.iter().filter(|(native, latin)| {
        !ids(&index.find_with(&Query { limit: 10, ..Query::new(native) }, &mut memory))
            .contains(&latin.as_str())
    });
    let missed: Vec<&&(String, String)> = missed.collect();
    assert!(missed.len() * 25 <= asked.len(), "{} of {}: {missed:?}", missed.len(), asked.len());
}

#[test]
fn no_bytes_are_read_that_should_not_be() {
    let bytes = {
        let mut builder = Builder::new();
        builder.add(Row { id: "1", name: "Hassan", ..Row::default() });
        builder.build()
    };
    // The last bytes only fill up to eight.
    for end in 0..bytes.len() - 7 {
        let error = Index::open(&bytes[..end]).map(|_| ()).expect_err("half an index");
        assert_eq!(error.kind(), ErrorKind::InvalidIndex);
    }
    // Another version of the data: the number after the magic, with a checksum that fits nothing.
    let mut other = bytes.clone();
    other[8] ^= 1;
    assert!(Index::open(other).is_err());
    let mut layout = bytes;
    layout[7] = 99;
    let error = Index::open(layout).expect_err("another layout");
    assert!(error.to_string().contains("allonym index"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: crate::cases(64), ..ProptestConfig::default() })]

    #[test]
    fn small_lists_are_searched_as_if_all_were_scored(rows in any_rows(40), query in any_rows(2)) {
        let index = built(&rows);
        let query = &query[0].1;
        let hits = index.search(query, 100);
        let list = List::new(rows.iter().map(|(_, name)| name.as_str()));
        let mut wanted: Vec<(Probability, LogOdds)> = Vec::new();
        let mut seen = BTreeSet::new();
        for found in list.search(query, rows.len()) {
            if seen.insert(&rows[found.row as usize].0) {
                wanted.push((found.score, found.relevance));
            }
        }
        let hits_told: Vec<_> = hits.iter().map(|hit| (hit.score, hit.relevance)).collect();
        prop_assert_eq!(hits_told, wanted);
        for hit in &hits {
            prop_assert_eq!(hit.explain(query).score, hit.score);
        }
    }

    #[test]
    fn the_order_of_rows_is_no_matter(rows in any_rows(120), at in any::<prop::sample::Index>()) {
        let query = &at.get(&rows).1;
        let here = built(&rows);
        let turned = built(&rows.iter().rev().cloned().collect::<Vec<_>>());
        prop_assert_eq!(here.search(query, 5), turned.search(query, 5));
    }

    #[test]
    fn used_memory_and_many_threads_change_nothing(rows in any_rows(120)) {
        let index = built(&rows);
        let queries: Vec<Query<'_>> = rows.iter().map(|(_, name)| Query::new(name)).collect();
        let fresh: Vec<_> = queries.iter().map(|query| index.find(query)).collect();
        for threads in [1, 3] {
            prop_assert_eq!(&index.find_all(&queries, &mut vec![Memory::default(); threads]), &fresh);
        }
    }

    #[test]
    fn added_and_removed_is_as_before(rows in any_rows(90), more in any_rows(8), at in any::<prop::sample::Index>()) {
        let index = built(&rows);
        let query = &at.get(&rows).1;
        let mut delta = Delta::new();
        let before: Vec<String> = index.search(query, 9).iter().map(|hit| hit.row.name.to_owned()).collect();
        for (id, name) in &more {
            let id = format!("new {id}");
            delta.apply(Change::Add(Row { id: &id, name, ..Row::default() }));
        }
        let merged = Index::open(delta.merged(&index).build()).expect("an index");
        prop_assert_eq!(merged.len(), rows.len() + more.len());
        for (id, _) in &more {
            delta.apply(Change::Remove(&format!("new {id}")));
        }
        let after: Vec<String> = Live::new(&index, &delta).search(query, 9).iter().map(|hit| hit.row.name.to_owned()).collect();
        prop_assert_eq!(before, after);
    }

    #[test]
    fn a_journal_cut_anywhere_holds_what_was_written_whole(more in any_rows(8), end in any::<prop::sample::Index>()) {
        let index = built(&[("a".into(), "Hassan".into())]);
        let mut journal = Delta::header(&index);
        let mut ends = vec![journal.len()];
        for (id, name) in &more {
            journal.extend(Change::Add(Row { id, name, ..Row::default() }).record());
            ends.push(journal.len());
        }
        let cut = end.index(journal.len() + 1);
        let (delta, read) = Delta::read(&index, &journal[..cut]).expect("a journal");
        let whole = ends.iter().rposition(|end| *end <= cut);
        prop_assert_eq!(read, whole.map_or(0, |at| ends[at]));
        prop_assert_eq!(delta.merged(&index).len(), 1 + whole.unwrap_or(0));
    }

    #[test]
    fn damaged_sections_are_read_safely(hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..60)) {
        let rows = long();
        let mut builder = Builder::new();
        rows.iter().for_each(|(id, name)| builder.add(Row { id, name, ..Row::default() }));
        let mut bytes = builder.build();
        let head = 8 * (4 + 3 * 12 + 1);
        for (at, byte) in hits {
            let at = head + at.index(bytes.len() - head);
            bytes[at] = byte;
        }
        let index = Index::open(bytes).expect("a head that is as it was");
        for query in ["Qasem Soleimani", "Владимир Ким", "习近平"] {
            prop_assert!(index.search(query, 5).len() <= 5);
        }
        prop_assert!(index.rows().count() == index.len());
    }
}
