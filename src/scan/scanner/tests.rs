//! Mentions of listed names, of every sort that the [module](super) promises.

use alloc::vec::Vec;

use super::{Extent, Scanner, Setting};
use crate::index::Record;

const LIST: [Record<'static>; 6] = [
    Record::new("1", "Qasem Soleimani"),
    Record::new("2", "Kerman"),
    Record::new("3", "IRGC"),
    Record::new("4", "Saleh Arouri"),
    Record::new("5", "Muammar Gaddafi"),
    Record::new("6", "Владимир Путин"),
];

fn found(text: &str) -> Vec<(&str, &'static str)> {
    let scanner = Scanner::new(LIST);
    scanner
        .scan(text)
        .iter()
        .map(|one| {
            let id = LIST.iter().find(|record| record.id == one.record.id).map_or("", |record| record.id);
            (one.span.of(text), id)
        })
        .collect()
}

#[test]
fn spellings_in_any_script() {
    for name in ["Ghassem Solaymani", "قاسم سلیمانی", "Касем Сулеймани", "QASSEM SOLEIMANI", "Q. Soleimani"]
    {
        assert_eq!(found(name), [(name, "1")], "{name}");
    }
    assert_eq!(found("Qasem Soliemani left"), [("Qasem Soliemani", "1")]);
    assert_eq!(found("Qasem\u{a0}Soleimani’s grave"), [("Qasem\u{a0}Soleimani", "1")]);
}

#[test]
fn family_names_hang_on_full_ones() {
    assert_eq!(found("Then سردار سلیمانی came"), [("سلیمانی", "1")]);
    assert_eq!(
        found("Qassem Soleimani left. Soleimani came."),
        [("Qassem Soleimani", "1"), ("Soleimani", "1")]
    );
    // Two bearers of one family name: only the one that the text names.
    let two = Scanner::new([Record::new("1", "Qasem Soleimani"), Record::new("2", "Reza Soleimani")]);
    assert_eq!(two.scan("Soleimani left.").len(), 0);
    let text = "Reza Soleimani left. Soleimani came.";
    assert!(two.scan(text).iter().all(|one| one.record.id == "2") && two.scan(text).len() == 2);
}

#[test]
fn names_of_others_are_none() {
    assert_eq!(found("Mohammad Soleimani spoke"), []);
    let scanner = Scanner::new(LIST).relatives(true);
    let text = "Muammar Gaddafi and Saif al-Islam Gaddafi spoke";
    let extents: Vec<Extent> = scanner.scan(text).iter().map(|one| one.extent).collect();
    assert_eq!(extents, [Extent::Full, Extent::Relative]);
}

#[test]
fn cases_are_forms_of_names() {
    assert_eq!(
        found("Он встретился с Владимиром Путиным. И вот, у Путина не было слов."),
        [("Владимиром Путиным", "6"), ("Путина", "6")]
    );
}

#[test]
fn tags_and_handles_are_whole() {
    let text = "#قاسم_سلیمانی #QasemSoleimani #qasemsoleimani @QasemSoleimani https://x.org/QasemSoleimani";
    let scanner = Scanner::new(LIST);
    let settings: Vec<Setting> = scanner.scan(text).iter().map(|one| one.setting).collect();
    assert_eq!(settings, [Setting::Hashtag, Setting::Hashtag, Setting::Hashtag, Setting::Handle]);
    assert_eq!(scanner.scan(text).first().map(|one| one.span.of(text)), Some("#قاسم_سلیمانی"));
}

#[test]
fn acronyms_are_in_capitals() {
    assert_eq!(found("the IRGC said; irgc"), [("IRGC", "3")]);
    let who = Scanner::new([Record::new("1", "Who")]);
    assert_eq!(who.scan("the WHO said").len(), 0);
}

#[test]
fn the_longest_mention_wins() {
    let scanner = Scanner::new([Record::new("1", "Kim"), Record::new("2", "Kim Jong Un")]);
    let text = "It was Kim Jong Un.";
    let found = scanner.scan(text);
    assert_eq!(found.iter().map(|one| one.record.id).collect::<Vec<_>>(), ["2"]);
}

#[test]
fn words_that_answer_stand_where_they_say() {
    let scanner = Scanner::new(LIST);
    let text = "Он сказал, что это было после того, как встретился с Касемом Сулеймани.";
    let found = scanner.scan(text);
    let words: Vec<(&str, &str)> = found
        .iter()
        .flat_map(|one| &one.words)
        .map(|(here, there)| (here.of(text), there.of("Qasem Soleimani")))
        .collect();
    assert_eq!(words, [("Касемом", "Qasem"), ("Сулеймани", "Soleimani")]);
}

#[test]
fn the_order_of_the_list_is_no_matter() {
    let turned = Scanner::new(LIST.into_iter().rev());
    let text = "Qassem Soleimani, Kerman, Soleimani, Путин";
    assert_eq!(turned.scan(text), Scanner::new(LIST).scan(text));
    // What was scanned before neither.
    let used = Scanner::new(LIST);
    let _ = used.scan("Soleimani Kasem Kirman");
    assert_eq!(used.scan(text), turned.scan(text));
}

#[test]
fn parts_of_several_words_are_whole() {
    let list = ["Islamic Revolutionary Guard Corps", "European Commission", "Європейська комісія"];
    let scanner = Scanner::new(list.map(|name| Record::new(name, name)));
    let text = "the Islamic Revolutionary Guard Corps and the European Commission, Європейська комісія";
    assert_eq!(scanner.scan(text).iter().map(|one| one.span.of(text)).collect::<Vec<_>>(), list);
}

#[test]
fn an_empty_list_finds_nothing() {
    assert_eq!(Scanner::new([]).scan("Qasem Soleimani in 北京").len(), 0);
    assert_eq!(found(""), []);
}

#[test]
fn compounds_are_one_word_and_two() {
    let scanner = Scanner::new([Record::new("1", "Hassan Nasrallah")]);
    for text in ["حسن نصر الله", "قال حسن نصر الله اليوم", "حسن نصرالله"]
    {
        let found = scanner.scan(text);
        assert_eq!(found.len(), 1, "{text}");
        assert!(
            found.iter().all(|one| one.span.of(text).starts_with("حسن") && one.extent == Extent::Full),
            "{text}"
        );
    }
}

#[test]
fn syllables_are_family_and_given_name() {
    let scanner = Scanner::new([Record::new("1", "Kim Jong-un")]);
    let text = "북한 김정은 국무위원장은 말했다";
    let found: Vec<&str> = scanner.scan(text).iter().map(|one| one.span.of(text)).collect();
    assert_eq!(found, ["김정은"]);
    assert_eq!(scanner.scan("Kim Yo Jong and Kim Myong Sik spoke").len(), 0);
}

#[test]
fn a_weak_word_beside_a_sure_one_is_taken() {
    let scanner = Scanner::new([Record::new("1", "Касем Сулеймани")]);
    for text in ["#КассемСулеймани", "Кассем Сулеймани", "@QassemSoleimani", "#ghassemsoleimani"]
    {
        let found: Vec<&str> = scanner.scan(text).iter().map(|one| one.span.of(text)).collect();
        let latin = text.is_ascii();
        assert!(latin || found == [text], "{text}: {found:?}");
    }
    assert_eq!(found("@QassemSoleimani"), [("@QassemSoleimani", "1")]);
    assert_eq!(found("#ghassemsoleimani"), [("#ghassemsoleimani", "1")]);
    assert_eq!(found("@SoleimaniFans"), []);
}

#[test]
fn words_that_only_look_like_family_names_are_none() {
    let scanner = Scanner::new([
        Record::new("1", "Nighat Daad"),
        Record::new("2", "Jens Henrik Beer"),
        Record::new("3", "Mihály Balla"),
    ]);
    for text in ["Dear Dad, a Bear came.", "قیمت ها بالا رفت"] {
        assert_eq!(scanner.scan(text).len(), 0, "{text}");
    }
    assert_eq!(scanner.scan("Mr. Daad spoke.").len(), 1);
}

#[test]
fn a_longer_name_of_the_lexicon_is_another_one() {
    let scanner = Scanner::new([Record::new("1", "Ireland")]);
    assert_eq!(scanner.scan("He went to Northern Ireland.").len(), 0);
    assert_eq!(scanner.scan("He went to Ireland.").len(), 1);
}

#[test]
fn one_line_break_is_a_space_to_a_listed_name() {
    for text in [
        "The general Qassem\nSoleimani left.",
        "Qassem\r\n  Soleimani",
        "Q.\nSoleimani",
        "قاسم\nسلیمانی",
        "قاسم\u{a0}\n سلیمانی",
    ] {
        assert_eq!(found(text).len(), 1, "{text}: {:?}", found(text));
        assert!(found(text).iter().all(|(name, _)| name.contains('\n')), "{text}");
    }
    for text in ["Qassem\n\nSoleimani’s", "Qassem\r\n\r\nSoleimani’s", "Qassem.\nSoleimani’s"] {
        assert_eq!(found(text), [("Soleimani", "1")], "{text}");
    }
    // A list has a name in each line.
    let list = "Qassem Soleimani\nGhassem Solaymani\nQasem Sulaimani";
    assert_eq!(
        found(list).iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        list.lines().collect::<Vec<_>>()
    );
}

#[test]
fn every_record_of_a_spelling_is_given() {
    let list = [
        Record::new("Q1", "Qasem Soleimani"),
        Record::new("Q2", "Qasem Soleimani"),
        Record::new("Q3", "QASEM SOLEIMANI"),
        Record::new("Q3", "قاسم سلیمانی"),
        Record::new("Q4", "Reza Karimi"),
    ];
    let scanner = Scanner::new(list);
    for text in ["Ghassem Solaymani", "Qasem Soleimani", "#QasemSoleimani"] {
        let found = scanner.scan(text);
        assert_eq!(found.iter().map(|one| one.record.id).collect::<Vec<_>>(), ["Q1", "Q2", "Q3"], "{text}");
        assert!(found.iter().all(|one| one.span == crate::Span::new(0, text.len()) && !one.words.is_empty()));
    }
    let found = scanner.scan("Qasem Soleimani left. Soleimani spoke.");
    assert_eq!(found.len(), 6, "{found:?}");
}

#[test]
fn the_name_is_that_of_the_script_of_the_mention() {
    let names = ["Qasem Soleimani", "قاسم سلیمانی", "Касем Сулеймани"];
    let scanner = Scanner::new(names.map(|name| Record::new("1", name)));
    for (text, wanted) in [
        ("Ghassem Solaymani", "Qasem Soleimani"),
        ("قاسم سليماني", "قاسم سلیمانی"),
        ("Кассем Сулеймани", "Касем Сулеймани"),
        ("سردار سلیمانی", "قاسم سلیمانی"),
    ] {
        let found = scanner.scan(text);
        assert_eq!(found.iter().map(|one| one.record.name).collect::<Vec<_>>(), [wanted], "{text}");
    }
}

#[test]
fn names_in_small_letters_are_full_ones() {
    for (text, wanted) in [
        ("wire to qassem soleimani for goods", &["qassem soleimani"] as &[&str]),
        ("payment: q soleimani, kerman; soleimani trading", &[]),
        ("Wire to Reza: soleimani trading in kerman", &[]),
        ("A sentence in small letters.\n\nwire to qasem solaymani", &["qasem solaymani"]),
        ("the will of the people in kerman said so", &[]),
    ] {
        assert_eq!(found(text).iter().map(|(name, _)| *name).collect::<Vec<_>>(), wanted, "{text}");
    }
}

#[test]
fn given_names_of_china_are_one_word_and_two() {
    let scanner = Scanner::new([Record::new("1", "Xi Jinping"), Record::new("2", "Deng Xiaoping")]);
    for written in ["Xi Jin-ping", "Deng Xiao-ping", "Xi Jinping", "DENG XIAO-PING"] {
        let text = ["Then ", written, " spoke."].concat();
        let found = scanner.scan(&text);
        assert_eq!(found.iter().map(|one| one.span.of(&text)).collect::<Vec<_>>(), [written], "{text}");
    }
    assert_eq!(scanner.scan("Li Xiao-ming and Deng Xiao-hua spoke.").len(), 0);
}

#[test]
fn the_family_name_may_stand_before_a_comma() {
    for text in ["SOLEIMANI, QASSEM", "Soleimani, Qassem", "Arouri, Saleh", "سلیمانی، قاسم"] {
        assert_eq!(found(text).iter().map(|(name, _)| *name).collect::<Vec<_>>(), [text], "{text}");
    }
    assert_eq!(found("Kerman, Soleimani, Arouri").len(), 3);
}

#[test]
fn what_stands_around_a_name_is_none_of_it() {
    assert_eq!(found("`Qassem Soleimani`"), [("Qassem Soleimani", "1")]);
    assert_eq!(found("قال وقاسم سليماني"), [("قاسم سليماني", "1")]);
}

#[test]
fn a_genitive_of_german_is_a_case() {
    assert_eq!(
        found("Der Tod von Qassem Soleimanis Tochter war nicht in Kerman."),
        [("Qassem Soleimanis", "1"), ("Kerman", "2")]
    );
}

#[test]
fn a_connector_parts_two_names() {
    let scanner =
        Scanner::new([Record::new("1", "Nord Stream 2"), Record::new("2", "Bosnia and Herzegovina")]);
    let text = "акцій Nord Stream AG та Nord Stream 2, Bosnia and Herzegovina";
    let found: Vec<&str> = scanner.scan(text).iter().map(|one| one.span.of(text)).collect();
    assert_eq!(found, ["Nord Stream 2", "Bosnia and Herzegovina"]);
}

#[test]
fn a_place_of_several_words_is_one_part() {
    let scanner = Scanner::new([Record::new("1", "North Korea"), Record::new("2", "eu")]);
    let text = "President Vladimir Putin hosted North Korea’s leader. The EU said";
    let found: Vec<&str> = scanner.scan(text).iter().map(|one| one.span.of(text)).collect();
    assert_eq!(found, ["North Korea", "EU"]);
}

#[test]
fn places_are_found_by_their_names_in_other_scripts() {
    let scanner = Scanner::new([Record::new("1", "Russia"), Record::new("2", "Germany")]);
    for text in ["러시아 대통령은 말했다", "俄罗斯总统说", "ロシアの大統領は言った"]
    {
        let found = scanner.scan(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    }
    assert_eq!(scanner.scan("Deutschland sagte").len(), 0);
}

#[test]
fn a_dash_parts_two_names() {
    let scanner = Scanner::new([Record::new("1", "Vladimir Putin"), Record::new("2", "Xi Jinping")]);
    for text in ["Putin—Xi summit", "Putin–Xi summit", "the Xi—Putin summit"] {
        assert_eq!(scanner.scan(text).len(), 2, "{text}");
    }
}
