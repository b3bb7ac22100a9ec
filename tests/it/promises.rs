//! What every public function promises, on names as they arrive; `laws` asks the same of texts without sense.

use allonym::compare;
use allonym::index::{Builder, ExhaustiveIndex, Index, Journal, Record};
use allonym::romanize::{Romanizer, WordRomanizer};
use allonym::translit::Transliterator;
use allonym::unicode;
use allonym::{Language, Probability, name, scan, translit};
use allonym::{Matcher, Name};
use proptest::prelude::*;

use crate::fuzz_replay::doors::{documents, letters, lists, names, tables, text};
use crate::realistic::{document, name as any_name, noisy, pair, word};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_texts(name in noisy()) {
        text::normalize(name.as_bytes());
        text::aligned(name.as_bytes());
        text::tokens(name.as_bytes());
        text::social(name.as_bytes());
    }

    #[test]
    fn of_letters(name in noisy(), which in 0..400usize) {
        letters::transliterate(format!("{which}\u{C}{name}").as_bytes());
        letters::romanize(format!("{which}\u{C}{name}").as_bytes());
    }

    #[test]
    fn of_words((a, b) in pair(), c in word()) {
        letters::spelling(format!("{a}\u{C}{b}").as_bytes());
        letters::spelling(format!("{a}\u{C}{c}").as_bytes());
    }

    #[test]
    fn of_names((a, b) in pair()) {
        names::parse(a.as_bytes());
        // A line break would part the two elsewhere.
        names::compare(format!("{}\u{C}{b}", a.replace(['\n', '\u{C}'], " ")).as_bytes());
    }

    #[test]
    fn of_user_rules(pairs in prop::collection::vec((word(), word()), 0..5), name in noisy()) {
        let rules: String = pairs.iter().map(|(from, to)| format!("'{from}' <> '{to}' ;\n")).collect();
        letters::rules(format!("@reversible yes\n{rules}\u{C}{name}").as_bytes());
        letters::rules(format!("{rules}{name}").as_bytes());
    }

    /// What is handed to a reader of files is refused or read.
    #[test]
    fn of_readers(bytes in prop::collection::vec(any::<u8>(), 0..300), name in noisy()) {
        for bytes in [bytes.as_slice(), name.as_bytes()] {
            prop_assert!(Index::from_bytes(bytes).is_err());
            tables::tables(bytes);
            let _ = Transliterator::from_rules(text_of(bytes));
            let _ = (text_of(bytes).parse::<Language>(), text_of(bytes).parse::<allonym::Script>());
        }
    }
}

fn text_of(bytes: &[u8]) -> &str {
    crate::fuzz_replay::doors::as_text(bytes)
}

proptest! {
    // Building an index takes some milliseconds.
    // Most pairs are not what a law is on, such as two persons.
    #![proptest_config(ProptestConfig { failure_persistence: None, max_global_rejects: 1 << 20, cases: crate::cases(48), ..ProptestConfig::default() })]

    #[test]
    fn of_lists(rows in prop::collection::vec(noisy(), 1..12), more in prop::collection::vec(noisy(), 0..6), removed in 0..12usize) {
        let line = |name: &String| name.replace(['\n', '\u{C}', '\t', '\r'], " ");
        let list: Vec<String> = rows.iter().map(line).collect();
        lists::index(list.join("\n").as_bytes());
        let changes: Vec<String> = more.iter().map(line).chain([format!("-{removed}")]).collect();
        lists::journal(format!("{}\u{C}{}", list.join("\n"), changes.join("\n")).as_bytes());
    }

    #[test]
    fn of_damaged_indexes(damage in prop::collection::vec(any::<u8>(), 0..120)) {
        lists::open(&damage);
    }

    #[test]
    fn of_documents(texts in prop::collection::vec(document(), 1..4)) {
        documents::resolve(texts.join("\u{C}").as_bytes());
    }

    /// A limit changes how many answers there are, not what they are.
    #[test]
    fn of_limits(rows in prop::collection::vec(any_name(), 1..30), at in any::<prop::sample::Index>(), few in 0..6usize) {
        let query = at.get(&rows);
        let ids: Vec<String> = (0..rows.len()).map(|at| at.to_string()).collect();
        let list = ExhaustiveIndex::new(ids.iter().zip(&rows).map(|(id, name)| Record::new(id, name)));
        let all = list.search(query.as_str()).limit(rows.len()).hits();
        prop_assert_eq!(&list.search(query.as_str()).limit(few).hits()[..], &all[..all.len().min(few)]);
        let mut builder = Builder::new();
        for (at, name) in rows.iter().enumerate() {
            builder.add(Record::new(&at.to_string(), name));
        }
        let index = Index::from_bytes(builder.build()).expect("an index just built");
        let scores = |limit| index.search(query.as_str()).limit(limit).hits().iter().map(|hit| hit.score).collect::<Vec<_>>();
        let all = scores(rows.len());
        prop_assert_eq!(&scores(few)[..], &all[..all.len().min(few)]);
        for hit in index.search(query.as_str()).limit(rows.len()).hits() {
            prop_assert_eq!(hit.score, compare::score(query, hit.record.name));
        }
        // What every row was scored for is no worse than what the index found.
        let best = list.search(query.as_str()).limit(1).hits().first().map(|hit| hit.score);
        prop_assert_eq!(all.first().copied(), best);
        for tag in ["ar", "ru", "he", "ko"] {
            let romanizer = WordRomanizer::of(tag.parse().expect("a tag")).expect("a model");
            let all = romanizer.n_best(query, 64);
            prop_assert_eq!(&romanizer.n_best(query, few)[..], &all[..all.len().min(few)]);
            let country = "EG".parse().expect("a country");
            let all = romanizer.n_best_in(query, country, 64);
            prop_assert_eq!(&romanizer.n_best_in(query, country, few)[..], &all[..all.len().min(few)]);
        }
        let all = translit::letter_by_letter_candidates(query, None, 20);
        prop_assert_eq!(&translit::letter_by_letter_candidates(query, None, few)[..], &all[..all.len().min(few)]);
    }

    /// What is already there, of strings and lists that are appended to, stays, and nothing else depends on it.
    #[test]
    fn of_into(name in noisy()) {
        let tokens = unicode::tokens(&name);
        let mut found = tokens.clone();
        unicode::tokens_into(&name, &mut found);
        prop_assert_eq!(&found[tokens.len()..], &tokens[..]);
        let runs = unicode::script_runs(&name);
        let mut found = runs.clone();
        unicode::script_runs_into(&name, &mut found);
        prop_assert_eq!(&found[runs.len()..], &runs[..]);
        let items = unicode::social_items(&name);
        let mut found = items.clone();
        unicode::social_items_into(&name, &mut found);
        prop_assert_eq!(&found[items.len()..], &items[..]);
        let mut out = String::from("x");
        unicode::normalize_into(&name, &mut out, &mut allonym::Scratch::new());
        let normal = unicode::normalize(&name);
        prop_assert_eq!(out.strip_prefix('x'), Some(&*normal));
    }

    /// Other threads, other memory, other orders of hashes: the same answers.
    #[test]
    fn of_threads(rows in prop::collection::vec(noisy(), 1..8)) {
        let answers = || {
            let texts: Vec<&str> = rows.iter().map(String::as_str).collect();
            let mut builder = Builder::new();
            for (at, name) in rows.iter().enumerate() {
                builder.add(Record::new(&at.to_string(), name));
            }
            let bytes = builder.build();
            let index = Index::from_bytes(&bytes).expect("an index just built");
            let hits: Vec<String> = rows.iter().map(|name| format!("{:?}", index.search(name.as_str()).limit(5).hits())).collect();
            let journal = Journal::header(&index);
            let romanized = |row: &String| Romanizer::new().n_best(row, 3).into_iter().map(|name| name.text).collect();
            let names: Vec<Vec<String>> = rows.iter().map(romanized).collect();
            let groups = format!("{:?}", scan::resolve(&texts));
            (hits, journal, names, groups, bytes)
        };
        let here = answers();
        let there = std::thread::scope(|scope| scope.spawn(answers).join().expect("a thread"));
        prop_assert!(here == there);
    }

    /// An honorific changes no score of two persons.
    #[test]
    fn of_honorifics((a, b) in pair(), honorific in prop::sample::select(&["Dr. ", "Mr. ", "Prof. ", "آقای "][..])) {
        let titled = format!("{honorific}{a}");
        let one = name::alternatives(&a).len() < 2 && name::alternatives(&titled).len() < 2;
        let parsed = name::parse(&a);
        let word_first = a.chars().next().is_some_and(char::is_alphabetic)
            && parsed.parts.first().is_some_and(|part| part.span.start == 0);
        let persons = [&a, &b].iter().all(|name| compare::explain(name, name).kind == name::Kind::Person);
        prop_assume!(one && word_first && persons);
        prop_assert_eq!(compare::score(&titled, &b), compare::score(&a, &b), "{}, {}", titled, b);
    }

    /// A name has no score above that with itself, and it is itself also when it is made ready twice.
    #[test]
    fn of_identity((a, b) in pair()) {
        let (first, again) = (Name::new(&a), Name::new(&a));
        prop_assert_eq!(Matcher::new().score(&first, &again), Matcher::new().score(&first, &first.clone()));
        let named = name::parse(&a).core().any(|part| {
            unicode::normalize(part.span.of(&a)).chars().any(char::is_alphanumeric)
        });
        if named {
            prop_assert_eq!(Matcher::new().score(&first, &again), Probability::ONE, "{:?}", a);
        }
        prop_assert!(Matcher::new().score(&first, &Name::new(&b)) <= Probability::ONE);
    }
}
