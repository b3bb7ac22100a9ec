//! Names in running text.

use allonym::Span;
use allonym::scan::{Entity, Kind, resolve};

/// The group that holds this spelling.
fn with<'a>(groups: &'a [Entity], spelling: &str) -> &'a Entity {
    let found: Vec<&Entity> =
        groups.iter().filter(|group| group.variants.iter().any(|variant| variant.text == spelling)).collect();
    match found.as_slice() {
        [group] => group,
        _ => panic!("{spelling} is in {} groups of {groups:#?}", found.len()),
    }
}

fn spellings(group: &Entity) -> Vec<&str> {
    let mut texts: Vec<&str> = group.variants.iter().map(|variant| variant.text.as_str()).collect();
    texts.sort_unstable();
    texts
}

fn documents() -> Vec<String> {
    let folder = format!("{}/examples/kerman", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the examples")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    assert_eq!(paths.len(), 5);
    paths.iter().map(|path| std::fs::read_to_string(path).expect("a document")).collect()
}

#[test]
fn the_examples_give_each_name_once() {
    let texts = documents();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let groups = resolve(&texts);
    let soleimani = with(&groups, "Qassem Soleimani");
    assert_eq!(soleimani.kind, Kind::Person);
    assert_eq!(
        spellings(soleimani),
        [
            "#QassemSoleimani",
            "#قاسم_سلیمانی",
            "Qasem Soleimani",
            "Qassem Soleimani",
            "SOLEIMANI",
            "Soleimani",
            "Касем Сулеймани",
            "Касема Сулеймани"
        ]
    );
    assert!(soleimani.titles.iter().any(|title| title == "Gen."));
    assert_eq!(
        spellings(with(&groups, "Kerman")),
        ["#Kerman", "#کرمان", "KERMAN", "Kerman", "Керман", "Кермана"]
    );
    assert_eq!(spellings(with(&groups, "Tasnim")), ["@Tasnimnews_Fa", "Tasnim", "خبرگزاری تسنیم"]);
    let guards = with(&groups, "IRGC");
    assert_eq!(
        spellings(guards),
        [
            "IRGC",
            "Islamic Revolutionary Guard Corps",
            "Islamic Revolutionary Guards Corps",
            "Revolutionary Guard"
        ]
    );
    assert_eq!(
        (guards.kind, guards.name.as_str()),
        (Kind::Organization, "Islamic Revolutionary Guard Corps")
    );
    for person in [
        "Saleh al-Arouri",
        "Razi Mousavi",
        "Reza Fallah",
        "Rahman Jalali",
        "Babak Yektaparast",
        "Hassan Nasrallah",
        "Donald Trump",
        "Mohammad Saberi",
    ] {
        let group = with(&groups, person);
        assert_eq!((group.name.as_str(), group.kind), (person, Kind::Person));
    }
    for name in ["Saberi", "Gulf Wire", "@GulfWireNews", "@EmberTicker", "Baghdad", "Red Crescent"] {
        with(&groups, name);
    }
    assert_eq!(spellings(with(&groups, "Baghdad")), ["Baghdad", "Багдаде"]);
}

/// The second main job: three outlets in Persian, Arabic and Urdu and one in English on one event. The table has a row for
/// each name: kind, count, the documents it is in, and its spellings; the names that only one outlet has are not in it.
#[test]
fn outlets_in_four_languages_give_each_name_once() {
    let root = env!("CARGO_MANIFEST_DIR");
    let read = |file: &str| std::fs::read_to_string(format!("{root}/{file}")).expect("a document");
    let files = ["gulf-gazette", "jahaz-ur", "khalij-news-fa", "sahil-ar"];
    let texts = files.map(|file| read(&format!("examples/ferry/{file}.txt")));
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut table = String::from("kind\tcount\tdocuments\tspellings\n");
    for group in resolve(&texts) {
        let documents: std::collections::BTreeSet<usize> =
            group.variants.iter().flat_map(|variant| &variant.mentions).map(|m| m.document).collect();
        if documents.len() > 1 {
            let row = [
                group.kind.to_string(),
                group.count.to_string(),
                documents.len().to_string(),
                spellings(&group).join(", "),
            ];
            table += &(row.join("\t") + "\n");
        }
    }
    let expected = read("tests/golden/ferry.tsv");
    assert_eq!(table, expected, "the table of the four outlets is another; compare it with the texts");
}

#[test]
fn mentions_are_where_they_say() {
    let texts = documents();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut taken: Vec<(usize, Span)> = Vec::new();
    for group in resolve(&texts) {
        assert_eq!(group.count, group.variants.iter().map(|variant| variant.mentions.len()).sum::<usize>());
        for variant in &group.variants {
            for mention in &variant.mentions {
                assert_eq!(mention.span.of(texts[mention.document]), variant.text);
                taken.push((mention.document, mention.span));
            }
        }
    }
    taken.sort();
    for pair in taken.windows(2) {
        assert!(pair[0].0 != pair[1].0 || !pair[0].1.overlaps(pair[1].1), "{pair:?} is in two names");
    }
}

#[test]
fn two_people_stay_two() {
    let groups = resolve(&[
        "Ali Larijani met Sadeq Larijani. Larijani did not speak. Hassan Rouhani and Hussein Rouhani were there.",
        "Maria Rossi and Mario Rossi met Ali Karimi and Alia Karimi.",
    ]);
    for name in [
        "Ali Larijani",
        "Sadeq Larijani",
        "Larijani",
        "Hassan Rouhani",
        "Hussein Rouhani",
        "Maria Rossi",
        "Mario Rossi",
        "Ali Karimi",
        "Alia Karimi",
    ] {
        assert_eq!(spellings(with(&groups, name)), [name]);
    }
}

#[test]
fn titles_are_no_part_of_names() {
    for (text, name, title) in [
        ("He met former US President Barack Obama.", "Barack Obama", "President"),
        ("Then Sayyed Hassan Nasrallah spoke.", "Hassan Nasrallah", "Sayyed"),
        ("The speech of IRGC general Hossein Salami was short.", "Hossein Salami", "IRGC general"),
        ("Am Montag sprach Bundeskanzler Olaf Scholz.", "Olaf Scholz", "Bundeskanzler"),
        ("Selon le président Emmanuel Macron, rien ne change.", "Emmanuel Macron", "président"),
        ("Об этом заявил президент Владимир Путин.", "Владимир Путин", "президент"),
    ] {
        let groups = resolve(&[text]);
        let group = with(&groups, name);
        assert_eq!((group.kind, group.titles.as_slice()), (Kind::Person, &[title.to_owned()][..]), "{text}");
    }
}

#[test]
fn sentences_begin_without_names() {
    for text in [
        "Explosions were heard. Several people ran. Wednesday was quiet.",
        "Officials said nothing. The president spoke. However, Two men left.",
        "Gestern war es still. Die Behörden schweigen. Niemand sprach.",
        "Hier, les autorités n'ont rien dit. Cependant, la police enquête.",
        "Вчера было тихо. Власти молчат. Однако никто не говорил.",
    ] {
        assert_eq!(resolve(&[text]), [], "{text}");
    }
}

#[test]
fn headlines_show_no_names_but_hold_them() {
    let groups =
        resolve(&["BLAST NEAR TOMB OF QASEM SOLEIMANI IN IRAN\n\nThe tomb of Qasem Soleimani is in Iran."]);
    assert_eq!(spellings(with(&groups, "QASEM SOLEIMANI")), ["QASEM SOLEIMANI", "Qasem Soleimani"]);
    assert_eq!(spellings(with(&groups, "IRAN")), ["IRAN", "Iran"]);
    assert_eq!(groups.len(), 2);
}

#[test]
fn names_of_scripts_without_case_are_found_by_others() {
    let groups = resolve(&[
        "Hassan Nasrallah spoke in Beirut.",
        "تحدث حسن نصر الله في بيروت. #بيروت",
        "חסן נסראללה דיבר",
    ]);
    assert_eq!(
        spellings(with(&groups, "Hassan Nasrallah")),
        ["Hassan Nasrallah", "חסן נסראללה", "حسن نصر الله"]
    );
    assert_eq!(spellings(with(&groups, "Beirut")), ["#بيروت", "Beirut", "بيروت"]);
    let groups = resolve(&["#習近平", "今天習近平說"]);
    assert_eq!(spellings(with(&groups, "習近平")), ["#習近平", "習近平"]);
}

#[test]
fn the_order_of_documents_changes_no_group() {
    let texts = documents();
    let forward: Vec<&str> = texts.iter().map(String::as_str).collect();
    let backward: Vec<&str> = forward.iter().rev().copied().collect();
    let shape = |groups: Vec<Entity>| {
        let mut shape: Vec<Vec<String>> =
            groups.iter().map(|group| spellings(group).into_iter().map(str::to_owned).collect()).collect();
        shape.sort();
        shape
    };
    assert_eq!(shape(resolve(&forward)), shape(resolve(&backward)));
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(resolve(&[]), []);
    assert_eq!(resolve(&["", " \n", "123 !"]), []);
}

#[test]
fn one_word_is_whom_its_own_script_named() {
    let groups = resolve(&[
        "Volodymyr Zelensky spoke. On Monday Zelensky left. He met the head of the Security Service of Ukraine (SBU), Ivan Bakanov.",
        "Владимир Зеленский отстранил главу СБУ Ивана Баканова. Об этом сообщает агентство.",
        "RIA Novosti reported it (D-Calif.). #StandWithUkraine",
    ]);
    assert_eq!(
        spellings(with(&groups, "Zelensky")),
        ["Volodymyr Zelensky", "Zelensky", "Владимир Зеленский"]
    );
    assert_eq!(spellings(with(&groups, "Ivan Bakanov")), ["Ivan Bakanov", "Ивана Баканова"]);
    for name in ["RIA Novosti", "Security Service of Ukraine", "СБУ"] {
        with(&groups, name);
    }
    assert!(
        groups.iter().all(|group| !group.name.contains("Calif") && !group.name.contains("Stand")),
        "{groups:#?}"
    );
}

#[test]
fn a_family_name_is_no_namesake_of_another_script() {
    let groups =
        resolve(&["Volodymyr Zelensky spoke. Then Zelensky left.", "Олег Зеленский выступил в Киеве."]);
    assert_eq!(spellings(with(&groups, "Zelensky")), ["Volodymyr Zelensky", "Zelensky"]);
    assert_eq!(spellings(with(&groups, "Олег Зеленский")), ["Олег Зеленский"]);
}

#[test]
fn spellings_meet_in_one_group() {
    for (texts, name, all) in [
        (
            &["Ivan Bakanov was dismissed.", "أقال الرئيس إيفان باكانوف", "Вчера был уволен Иван Баканов."][..],
            "Ivan Bakanov",
            &["Ivan Bakanov", "Иван Баканов", "إيفان باكانوف"][..],
        ),
        (
            &["Saleh al-Arouri was killed.", "Salih al-Aruri had led it.", "اغتيال صالح العاروري"],
            "Saleh al-Arouri",
            &["Saleh al-Arouri", "Salih al-Aruri", "صالح العاروري"],
        ),
        (
            &["Abdullah Nouri spoke.", "عبد الله نوری گفت"],
            "Abdullah Nouri",
            &["Abdullah Nouri", "عبد الله نوری"],
        ),
        (
            &["Crown Prince Mohammed Bin Salman arrived.", "وصل محمد بن سلمان"],
            "Mohammed Bin Salman",
            &["Mohammed Bin Salman", "محمد بن سلمان"],
        ),
        (
            &["Alexander Schmidt met Alexandra Schmidt.", "Aleksander Schmidt stayed."],
            "Alexander Schmidt",
            &["Aleksander Schmidt", "Alexander Schmidt"],
        ),
        (
            &["The Golzar Shohada is in Kerman.", "انفجار دیگری در مسیر گلزار شهدای #کرمان از دور"],
            "Golzar Shohada",
            &["Golzar Shohada", "گلزار شهدای"],
        ),
    ] {
        let groups = resolve(texts);
        assert_eq!(spellings(with(&groups, name)), all, "{texts:?}");
    }
}

/// What `resolve` puts together, a scanner with that list finds: every mention of a full spelling, by place.
#[test]
fn what_is_resolved_is_found() {
    use allonym::index::Record;
    use allonym::scan::Scanner;

    let texts = documents();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let groups = resolve(&texts);
    let ids: Vec<String> = (0..groups.len()).map(|at| at.to_string()).collect();
    let names = groups.iter().zip(&ids).flat_map(|(group, id)| {
        let full = group.variants.iter().filter(|variant| !variant.text.starts_with(['#', '@']));
        full.map(move |variant| Record::new(id, &variant.text))
    });
    let scanner = Scanner::new(names);
    let found: Vec<Vec<Span>> =
        texts.iter().map(|text| scanner.scan(text).iter().map(|one| one.span).collect()).collect();
    let (mut all, mut missed) = (0, Vec::new());
    for variant in
        groups.iter().flat_map(|group| &group.variants).filter(|variant| variant.text.contains(' '))
    {
        for mention in &variant.mentions {
            all += 1;
            if !found[mention.document].iter().any(|span| span.overlaps(mention.span)) {
                missed.push(&variant.text);
            }
        }
    }
    assert!(all > 40 && missed.is_empty(), "{missed:?} of {all}");
}

/// Threads that share a scanner find what one finds.
#[test]
fn threads_share_a_scanner() {
    use allonym::index::Record;
    use allonym::scan::Scanner;

    let texts = documents();
    let scanner = Scanner::new(["Qasem Soleimani", "Kerman", "IRGC"].map(|name| Record::new(name, name)));
    let alone: Vec<_> = texts.iter().map(|text| scanner.scan(text)).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for (text, alone) in texts.iter().zip(&alone).rev() {
                    assert_eq!(&scanner.scan(text), alone);
                }
            });
        }
    });
}
