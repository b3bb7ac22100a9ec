//! The laws of indexes.

use allonym::index::{
    Builder, Change, ExhaustiveIndex, Hit, Index, Journal, LiveIndex, Query, Record, Workspace,
};
use allonym::{ErrorKind, Probability};
use proptest::prelude::*;

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

/// Bytes of the head of an index.
const HEAD: usize = 8 * (4 + 3 * 13 + 1);

fn any_rows(most: usize) -> impl Strategy<Value = Vec<(String, String)>> {
    let name = (prop::sample::select(&GIVEN[..]), prop::sample::select(&FAMILY[..]), "[a-z]{0,4}|[а-я]{3,5}");
    let row = ("[a-f]{1,2}", name.prop_map(|(given, family, more)| format!("{given} {family} {more}")));
    prop::collection::vec(row, 1..most)
}

fn built(rows: &[(String, String)]) -> Index<Vec<u8>> {
    let mut builder = Builder::new();
    for (id, name) in rows {
        builder.add(Record::new(id, name).kind(if id < &String::from("c") { "person" } else { "" }));
    }
    Index::from_bytes(builder.build()).expect("an index just built")
}

/// A list that is too long to be scored whole: every given name with every family name.
fn long() -> Vec<(String, String)> {
    let names = GIVEN.iter().flat_map(|given| FAMILY.iter().map(move |family| format!("{given} {family}")));
    names.enumerate().map(|(at, name)| (format!("r{at}"), name)).collect()
}

fn ids<'a>(hits: &[Hit<'a>]) -> Vec<&'a str> {
    hits.iter().map(|hit| hit.record.id).collect()
}

#[test]
fn a_row_is_found_by_its_own_name() {
    let rows = long();
    let index = built(&rows);
    let mut workspace = Workspace::default();
    for (id, name) in &rows {
        let hits = index.search(name.as_str()).hits_with(&mut workspace);
        let own =
            hits.iter().find(|hit| hit.record.id == id).unwrap_or_else(|| panic!("{name} is not found"));
        assert!(own.score == hits[0].score && own.score == Probability::ONE, "{name}: {hits:?}");
    }
}

#[test]
fn a_kind_is_all_that_is_found() {
    let index = built(&[("a".into(), "Hassan Ali".into()), ("z".into(), "Hassan Ali".into())]);
    let find = |kind| index.search("Hassan Ali").kind(kind).hits();
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
    assert_eq!(index.search("문재인").limit(1).hits()[0].record.id, "moon");
    assert_eq!(index.search("Abdullah").limit(1).hits()[0].record.id, "abd");
}

/// Names of `data/training`, native and Latin.
fn names_in(list: &str) -> Vec<(String, String)> {
    let path = format!("{}/data/training/{list}.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let cells = text.lines().filter(|line| !line.starts_with("# ")).skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
    });
    cells.collect()
}

#[test]
fn words_that_are_answered_one_by_one_are_found_as_one_word_too() {
    let mut rows = long();
    for (at, (_, name)) in long().into_iter().enumerate() {
        rows.push((format!("s{at}"), format!("Shuja {name}")));
        rows.push((format!("u{at}"), format!("{name} Uddin")));
    }
    rows.push(("joined".into(), "Shujauddin Siddiqi".into()));
    rows.push(("split".into(), "Ali Reza Lorestani".into()));
    let index = built(&rows);
    for (query, id) in [("شجاع الدين صديقي", "joined"), ("عليرضا لرستاني", "split")]
    {
        assert_eq!(index.search(query).hits().first().map(|hit| hit.record.id), Some(id), "{query}");
    }
}

#[test]
fn rows_in_other_scripts_do_not_hide_latin_ones() {
    let greek = names_in("el_ep_full");
    let mut builder = Builder::new();
    for (native, _) in names_in("ru") {
        builder.add(Record::new("", &native));
    }
    greek.iter().for_each(|(_, latin)| builder.add(Record::new(latin, latin)));
    let index = Index::from_bytes(builder.build()).unwrap();
    let mut workspace = Workspace::default();
    let asked: Vec<&(String, String)> = greek.iter().step_by(7).collect();
    let missed = asked.iter().filter(|(native, latin)| {
        !ids(&index.search(native.as_str()).hits_with(&mut workspace)).contains(&latin.as_str())
    });
    let missed: Vec<&&(String, String)> = missed.collect();
    assert!(missed.len() * 25 <= asked.len(), "{} of {}: {missed:?}", missed.len(), asked.len());
}

#[test]
fn names_known_in_the_world_are_found_in_any_language() {
    let mut rows = long();
    let known = [
        ("Vienna", ["Beč", "Bécs", "فيينا", "维也纳", "ウィーン", "Wien"].as_slice()),
        ("Beijing", &["Pechino", "بكين", "Пекин", "北京"]),
        (
            "World Health Organization",
            &["OMS", "WHO", "ВОЗ", "Всемирная организация здравоохранения", "سازمان جهانی بهداشت"],
        ),
        ("ООН", &["ONU", "United Nations", "联合国"]),
        ("Thai Nguyen University", &["TNU"]),
        ("Ministry of Health of Iran", &["Министерство здравоохранения Ирана"]),
    ];
    rows.extend(known.iter().map(|(name, _)| ((*name).to_owned(), (*name).to_owned())));
    let index = built(&rows);
    for (name, queries) in known {
        for query in queries {
            assert_eq!(ids(&index.search(*query).limit(1).hits()), [name], "{query}");
        }
    }
}

#[test]
fn an_exact_name_stands_before_longer_ones() {
    let mut rows = long();
    let longer = |(id, name): &(String, String)| {
        [(format!("{id}+"), format!("{name} Jouini")), (format!("+{id}"), format!("Abdul {name}"))]
    };
    rows.extend(rows.iter().flat_map(longer).collect::<Vec<_>>());
    let index = built(&rows);
    for (id, name) in long() {
        assert_eq!(ids(&index.search(name.as_str()).limit(1).hits()), [id], "{name}");
    }
    // And where the query is in another script.
    let listed = ["Mohammad Nouri", "Mohamed Nouri Jouini", "Mohammad Nouri Zadeh", "Noura Mohammad Nouri"];
    let names = listed.iter().map(|name| ((*name).to_owned(), (*name).to_owned()));
    let index = built(&long().into_iter().chain(names).collect::<Vec<_>>());
    assert_eq!(ids(&index.search("محمد نوری").limit(1).hits()), ["Mohammad Nouri"]);
}

#[test]
fn no_bytes_are_read_that_should_not_be() {
    let bytes = {
        let mut builder = Builder::new();
        builder.add(Record::new("1", "Hassan"));
        builder.build()
    };
    // The last bytes only fill up to eight.
    for end in 0..bytes.len() - 7 {
        let error = Index::from_bytes(&bytes[..end]).map(|_| ()).expect_err("half an index");
        let expected = if end < HEAD { ErrorKind::NotAnIndex } else { ErrorKind::IndexDamaged };
        assert_eq!(error.kind(), expected, "{end} bytes");
    }
    // Another version of the data: the number after the magic, with a checksum that fits nothing.
    let mut other = bytes.clone();
    other[8] ^= 1;
    assert_eq!(Index::from_bytes(other).expect_err("other data").kind(), ErrorKind::IndexDamaged);
    let mut layout = bytes;
    layout[7] = 99;
    let error = Index::from_bytes(layout).expect_err("another layout");
    assert_eq!(error.kind(), ErrorKind::IndexVersion);
    assert!(error.to_string().contains("allonym index"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: crate::cases(64), ..ProptestConfig::default() })]

    #[test]
    fn small_lists_are_searched_as_if_all_were_scored(rows in any_rows(40), query in any_rows(2)) {
        let index = built(&rows);
        let query = &query[0].1;
        let hits = index.search(query.as_str()).limit(100).explain(true).hits();
        let list = ExhaustiveIndex::new(rows.iter().map(|(id, name)| Record::new(id, name)));
        let ranks = |hits: &[Hit<'_>]| -> Vec<_> { hits.iter().map(|hit| (hit.score, hit.relevance)).collect() };
        prop_assert_eq!(ranks(&hits), ranks(&list.search(query.as_str()).limit(100).hits()));
        for hit in &hits {
            prop_assert_eq!(hit.explanation.as_ref().map(|why| why.score), Some(hit.score));
        }
    }

    #[test]
    fn no_probability_rises_down_a_list(rows in any_rows(120), query in any_rows(2), limit in 1..40usize) {
        let index = built(&rows);
        let list = ExhaustiveIndex::new(rows.iter().map(|(id, name)| Record::new(id, name)));
        for name in [&query[0].1, &rows[0].1] {
            for hits in [index.search(name.as_str()).limit(limit).hits(), list.search(name.as_str()).limit(limit).hits()] {
                prop_assert!(hits.is_sorted_by(|a, b| a.probability >= b.probability && a.relevance >= b.relevance));
            }
        }
    }

    #[test]
    fn a_limit_takes_from_the_end(rows in any_rows(160), at in any::<prop::sample::Index>(), limit in 1..200usize) {
        let query = at.get(&rows).1.as_str();
        let index = built(&rows);
        let all = index.search(query).limit(200).hits();
        prop_assert_eq!(&index.search(query).limit(limit).hits()[..], &all[..all.len().min(limit)]);
    }

    #[test]
    fn the_order_of_rows_is_no_matter(rows in any_rows(120), at in any::<prop::sample::Index>()) {
        let query = &at.get(&rows).1;
        let here = built(&rows);
        let turned = built(&rows.iter().rev().cloned().collect::<Vec<_>>());
        prop_assert_eq!(here.search(query.as_str()).hits(), turned.search(query.as_str()).hits());
    }

    #[test]
    fn used_memory_and_many_threads_change_nothing(rows in any_rows(120)) {
        let index = built(&rows);
        let queries: Vec<Query<'_>> = rows.iter().map(|(_, name)| Query::new(name)).collect();
        let fresh: Vec<_> = queries.iter().map(|query| built(&rows).search(*query).hits().len()).collect();
        let alone: Vec<_> = queries.iter().map(|query| index.search(*query).hits()).collect();
        prop_assert_eq!(alone.iter().map(Vec::len).collect::<Vec<_>>(), fresh);
        prop_assert_eq!(&index.search_batch(&queries), &alone);
    }

    #[test]
    fn added_and_removed_is_as_before(rows in any_rows(90), more in any_rows(8), at in any::<prop::sample::Index>()) {
        let index = built(&rows);
        let query = &at.get(&rows).1;
        let mut journal = Journal::new();
        let names = |hits: Vec<Hit<'_>>| -> Vec<String> {
            hits.iter().map(|hit| hit.record.name.to_owned()).collect()
        };
        let before = names(index.search(query.as_str()).hits());
        for (id, name) in &more {
            let id = format!("new {id}");
            journal.apply(Change::Add(Record::new(&id, name)));
        }
        let merged = Index::from_bytes(journal.merged(&index).build()).expect("an index");
        prop_assert_eq!(merged.len(), rows.len() + more.len());
        for (id, _) in &more {
            journal.apply(Change::Remove(&format!("new {id}")));
        }
        let after = names(LiveIndex::new(&index, &journal).search(query.as_str()).hits());
        prop_assert_eq!(before, after);
    }

    #[test]
    fn a_journal_cut_anywhere_holds_what_was_written_whole(more in any_rows(8), end in any::<prop::sample::Index>()) {
        let index = built(&[("a".into(), "Hassan".into())]);
        let mut bytes = Journal::header(&index);
        let mut ends = vec![bytes.len()];
        for (id, name) in &more {
            bytes.extend(Change::Add(Record::new(id, name)).to_bytes());
            ends.push(bytes.len());
        }
        let cut = end.index(bytes.len() + 1);
        let (journal, read) = Journal::read(&index, &bytes[..cut]).expect("a journal");
        let whole = ends.iter().rposition(|end| *end <= cut);
        prop_assert_eq!(read, whole.map_or(0, |at| ends[at]));
        prop_assert_eq!(journal.merged(&index).len(), 1 + whole.unwrap_or(0));
    }

    #[test]
    fn damaged_sections_are_read_safely(hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..60)) {
        let rows = long();
        let mut builder = Builder::new();
        rows.iter().for_each(|(id, name)| builder.add(Record::new(id, name)));
        let mut bytes = builder.build();
        for (at, byte) in hits {
            let at = HEAD + at.index(bytes.len() - HEAD);
            bytes[at] = byte;
        }
        let index = Index::from_bytes(bytes).expect("a head that is as it was");
        for query in ["Qasem Soleimani", "Владимир Ким", "习近平"] {
            prop_assert!(index.search(query).limit(5).hits().len() <= 5);
        }
        prop_assert!(index.records().count() == index.len());
    }
}
