//! Laws that hold for every text.

use std::collections::BTreeSet;

use allonym::index::{ExhaustiveIndex, Record};
use allonym::romanize::{Romanization, Romanizer, WordRomanizer};
use allonym::spelling::SpelledWord;
use allonym::tables::char_trie::{CharTables, Trie};
use allonym::tables::countries::Countries;
use allonym::tables::romanize::{MAGIC, RomanizationModels};
use allonym::translit::{
    Options, Transliterator, letter_by_letter, letter_by_letter_aligned, letter_by_letter_into,
};
use allonym::unicode::{self, Fold};
use allonym::{Aligned, Language, LogOdds, Probability, Scratch, Script, Span, compare, name, scan};
use proptest::prelude::*;

/// Tables that know no character.
const NO_CHARS: CharTables = CharTables {
    clean: Trie { index: &[], data: &[] },
    punctuation: &[],
    fold: Trie { index: &[], data: &[] },
    folds: &[],
    lookalikes: &[],
    pairs: &[],
    elongated: &[],
};

/// Characters that have made trouble somewhere: marks, joiners, bidi controls, entities, presentation forms.
const TROUBLE: &str = "&;#amplt39x \u{A0}\u{200B}\u{200C}\u{200D}\u{200E}\u{202B}\u{AD}\u{FEFF}\u{FE0F}\u{301}\u{338}\u{345}\u{64B}\u{651}\u{670}\u{640}\u{621}\u{3099}\u{309A}\u{94D}\u{93F}\u{FB01}\u{FDFA}\u{FEF7}\u{FC5E}\u{1100}\u{1161}\u{11A8}\u{AC00}\u{314F}\u{FFA0}\u{F73}\u{344}\u{958}\u{212B}\u{130}\u{131}\u{1E9E}\u{3C2}\u{DF}\u{B4}\u{A8}\u{2033}\u{2026}ΆΰἈЙйЁўа\u{306}еорсＡ１ｶﾞかが‘’“”'’s—_@#.,،・ー🎥🇮🇷👨\u{1F3FD}قاسم سلیمانی שָׁלוֹם ﷺИ习近平김정은ไทยक्ष";

fn any_text() -> impl Strategy<Value = String> {
    let trouble: Vec<char> = TROUBLE.chars().collect();
    let piece = prop_oneof![
        6 => prop::sample::select(trouble).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
        1 => "[A-Za-z '&;#0-9-]{1,6}",
        1 => prop::sample::select(vec!["&amp;", "&#1602;", "&#x26;", "&amp;lt;", "&nbsp;", "RT @a ", "#قاسم_سلیمانی", "https://t.co/x", "a@b.org", "Gen. "]).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Names as documents have them, some in odd spellings.
fn any_name() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Qasem",
        "Soleimani",
        "SOLEIMANI,",
        "al-Arouri",
        "Gen.",
        "Sayyed",
        "J.",
        "قاسم",
        "سلیمانی",
        "عبد",
        "الله",
        "علی\u{200C}رضا",
        "سردار",
        "Касем",
        "Сулеймани",
        "президент",
        "Νίκος",
        "דוד",
        "김정은",
        "習近平",
        "von",
        "bin",
        "O’Neill",
        "Şükrü",
        "(",
        "123",
        "",
    ]);
    prop_oneof![
        4 => prop::collection::vec(word, 0..6).prop_map(|words| words.join(" ")),
        1 => any_text(),
    ]
}

/// Every part of the output leads back to a span on character boundaries, in order.
fn check_map(aligned: &Aligned, text: &str) -> Result<(), TestCaseError> {
    let mut last = 0;
    for (at, c) in aligned.text().char_indices() {
        let span = aligned.source(Span::new(at, at + c.len_utf8()));
        prop_assert!(
            span.end <= text.len() && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
        );
        prop_assert!(span.start >= last, "the map goes back: {span:?} after {last}");
        last = span.start;
    }
    Ok(())
}

proptest! {
    // PROPTEST_CASES in the environment asks for more.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn normalize_is_idempotent(text in any_text()) {
        let clean = unicode::clean(&text).into_owned();
        prop_assert_eq!(&unicode::clean(&clean), &clean, "clean form of {:?}", text);
        let normal = unicode::normalize(&text).into_owned();
        prop_assert_eq!(&unicode::normalize(&normal), &normal, "normal form of {:?}", text);
    }

    #[test]
    fn the_depths_agree(text in any_text()) {
        let mut scratch = Scratch::new();
        let mut out = String::new();
        let plain = unicode::normalize(&text);
        unicode::normalize_into(&text, &mut out, &mut scratch);
        prop_assert_eq!(&plain, &out);
        let aligned = unicode::normalize_aligned(&text);
        prop_assert_eq!(&plain, aligned.text());
        check_map(&aligned, &text)?;
        let plain = unicode::repair(&text);
        out.clear();
        unicode::repair_into(&text, &mut out);
        prop_assert_eq!(&plain, &out);
        let aligned = unicode::repair_aligned(&text);
        prop_assert_eq!(&plain, aligned.text());
        check_map(&aligned, &text)?;
        let plain = unicode::clean(&text);
        out.clear();
        unicode::clean_into(&text, &mut out, &mut scratch);
        prop_assert_eq!(&plain, &out);
        let aligned = unicode::clean_aligned(&text);
        prop_assert_eq!(&plain, aligned.text());
        check_map(&aligned, &text)?;
        for fold in [Fold::ALL, Fold::CASE, Fold::CASE.turkic(), Fold::NONE.with_marks(), Fold::NONE.with_width().with_digits()] {
            let plain = unicode::fold(&text, fold);
            out.clear();
            unicode::fold_into(&text, fold, &mut out);
            prop_assert_eq!(&plain, &out);
            let aligned = unicode::fold_aligned(&text, fold);
            prop_assert_eq!(&plain, aligned.text());
            check_map(&aligned, &text)?;
        }
        let plain = unicode::expand_tag(&text);
        out.clear();
        unicode::expand_tag_into(&text, &mut out);
        prop_assert_eq!(&plain, &out);
        let aligned = unicode::expand_tag_aligned(&text);
        prop_assert_eq!(&plain, aligned.text());
        check_map(&aligned, &text)?;
        let plain = unicode::strip_social(&text);
        out.clear();
        unicode::strip_social_into(&text, &mut out);
        prop_assert_eq!(&plain, &out);
        let aligned = unicode::strip_social_aligned(&text);
        prop_assert_eq!(&plain, aligned.text());
        check_map(&aligned, &text)?;
    }

    #[test]
    fn fold_of_composed_text_is_idempotent(text in any_text()) {
        use unicode_normalization::UnicodeNormalization;
        let text: String = unicode::clean(&text).nfkc().collect();
        for fold in [Fold::ALL, Fold::CASE, Fold::CASE.turkic(), Fold::NONE.with_marks(), Fold::NONE.with_letters()] {
            let once = unicode::fold(&text, fold);
            prop_assert_eq!(&unicode::fold(&once, fold), &once);
        }
    }

    #[test]
    fn folded_text_is_composed_and_keeps_its_spaces(text in any_text()) {
        use unicode_normalization::UnicodeNormalization;
        for fold in [Fold::ALL, Fold::CASE, Fold::NONE.with_marks(), Fold::NONE] {
            let folded = unicode::fold(&text, fold);
            prop_assert!(folded.nfc().eq(folded.chars()), "{:?} is not composed", folded);
        }
        let spaces = |text: &str| text.chars().filter(|c| c.is_whitespace()).collect::<String>();
        prop_assert_eq!(spaces(&unicode::fold(&text, Fold::CASE)), spaces(&text));
    }

    #[test]
    fn scripts_of_a_text_are_those_of_its_runs(text in any_text()) {
        let set = unicode::script_set(&text);
        let runs = unicode::script_runs(&text);
        let real: Vec<Script> = runs.iter().map(|run| run.script).filter(|script| script.is_real()).collect();
        prop_assert!(real.iter().all(|script| set.contains(*script)));
        prop_assert_eq!(set.is_empty(), real.is_empty());
        for script in [Script::LATIN, Script::ARABIC, Script::HAN, Script::COMMON] {
            prop_assert_eq!(set.contains(script), set.iter().any(|other| other == script));
        }
        prop_assert_eq!((set.iter().count(), set.single()), (set.len(), set.iter().next().filter(|_| set.len() == 1)));
        prop_assert!(set.iter().is_sorted_by(|a, b| a < b));
        prop_assert!(runs.len() < 2 || runs.iter().all(|run| run.script.is_real()));
    }

    #[test]
    fn match_ignores_form_and_case(text in any_text()) {
        use unicode_normalization::UnicodeNormalization;
        let plain = unicode::normalize(&text);
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(&unicode::normalize(&decomposed), &plain);
    }

    #[test]
    fn tokens_are_in_order_and_on_boundaries(text in any_text()) {
        let mut last = 0;
        for token in unicode::tokens(&text) {
            prop_assert!(token.span.start >= last && !token.span.is_empty());
            prop_assert!(text.is_char_boundary(token.span.start) && text.is_char_boundary(token.span.end));
            last = token.span.end;
        }
    }

    #[test]
    fn social_items_are_in_order_and_on_boundaries(text in any_text()) {
        let mut last = 0;
        for item in unicode::social_items(&text) {
            prop_assert!(item.span.start >= last && !item.span.is_empty());
            prop_assert!(text.is_char_boundary(item.span.start) && text.is_char_boundary(item.span.end));
            last = item.span.end;
        }
    }

    #[test]
    fn script_runs_cover_the_text(text in any_text()) {
        let mut last = 0;
        for run in unicode::script_runs(&text) {
            prop_assert_eq!(run.span.start, last);
            prop_assert!(!run.span.is_empty());
            last = run.span.end;
        }
        prop_assert_eq!(last, text.len());
    }

    #[test]
    fn stages_compose(text in any_text()) {
        let first = unicode::clean_aligned(&text);
        let second = unicode::fold_aligned(first.text(), Fold::ALL);
        let both = first.then(&second);
        prop_assert_eq!(both.text(), second.text());
        for (at, c) in second.text().char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            prop_assert_eq!(both.source(span), first.source(second.source(span)));
        }
    }

    #[test]
    fn romanizations_are_few_and_in_order(text in any_text(), n in 0..6_usize) {
        for tag in ["ar", "fa", "ru", "he", "ja", "ko", "zh", "hi"] {
            let Some(romanizer) = WordRomanizer::of(tag.parse().unwrap()) else { continue };
            let found = romanizer.n_best(&text, n);
            prop_assert!(found.len() <= n);
            prop_assert!(found.is_sorted_by(|a, b| a.probability >= b.probability));
            prop_assert!(found.iter().map(|r| r.probability.millionths()).sum::<u32>() <= 1_000_000);
            prop_assert!(found.iter().all(|r| !r.text.is_empty() && r.text.bytes().all(|b| b.is_ascii_lowercase())));
            // A country weighs the same spellings, in another order.
            let all = |country: &str| romanizer.n_best_in(&text, country.parse().expect("a country"), 64);
            for country in ["EG", "AF", "ZZ"] {
                let found = all(country);
                prop_assert!(found.is_sorted_by(|a, b| a.probability >= b.probability));
                prop_assert!(found.iter().map(|r| r.probability.millionths()).sum::<u32>() <= 1_000_000);
                let texts = |found: &[Romanization]| found.iter().map(|r| r.text.clone()).collect::<BTreeSet<_>>();
                prop_assert_eq!(texts(&found), texts(&romanizer.n_best(&text, 64)));
            }
            prop_assert_eq!(all("ZZ"), romanizer.n_best(&text, 64));
        }
    }

    #[test]
    fn romanized_names_are_few(text in any_name(), n in 0..5_usize) {
        let found: Vec<String> = Romanizer::new().n_best(&text, n).into_iter().map(|name| name.text).collect();
        prop_assert!(found.len() <= n && (n == 0 || !found.is_empty()));
        prop_assert!((1..found.len()).all(|k| !found[..k].contains(&found[k])), "{found:?}");
    }

    #[test]
    fn damaged_models_are_refused_or_read(
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..60),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = include_bytes!("../../crates/allonym-data/tables/romanize.bin").to_vec();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        let word: Vec<char> = "سلیمانмсול".chars().collect();
        for (_, model) in RomanizationModels::open(&bytes).into_iter().flat_map(RomanizationModels::models) {
            for symbols in [&word[..3], &word[6..8], &word[8..]] {
                for candidate in model.candidates(&NO_CHARS, symbols, &|_, known| known) {
                    prop_assert!(!candidate.letters.is_empty());
                }
            }
        }
    }

    #[test]
    fn damaged_tables_of_countries_are_refused_or_read(
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..60),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = include_bytes!("../../crates/allonym-data/tables/countries.bin").to_vec();
        for (at, byte) in hits {
            // The head matters most.
            let at = at.index(200);
            bytes[at] = byte;
        }
        bytes.truncate(end.index(bytes.len()));
        for (language, country) in [("ar", "EG"), ("fa", "IR")] {
            let (language, country) = (language.parse().expect("a tag"), country.parse().expect("a country"));
            if let Some(model) = Countries::new(&bytes).of(language, country) {
                prop_assert!(model.weight(7).abs() <= 128 && model.observed(&['ج'], "g") <= 255);
            }
        }
    }

    #[test]
    fn any_bytes_are_no_model_or_one(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for bytes in [bytes.clone(), [MAGIC.as_slice(), &bytes].concat()] {
            prop_assert!(RomanizationModels::open(&bytes).into_iter().flat_map(RomanizationModels::models).count() < 400);
        }
    }

    #[test]
    fn romanization_depths_agree(text in any_text()) {
        for language in ["fa", "ru", "ko", "und"] {
            let language: Language = language.parse().expect("a language");
            let plain = letter_by_letter(&text, Some(language));
            let mut out = String::new();
            letter_by_letter_into(&text, Some(language), &mut out);
            prop_assert_eq!(&plain, &out);
            let aligned = letter_by_letter_aligned(&text, Some(language));
            prop_assert_eq!(&plain, aligned.text());
            check_map(&aligned, &text)?;
        }
    }

    #[test]
    fn transliteration_depths_agree(text in any_text()) {
        use unicode_normalization::UnicodeNormalization;
        for name in ["bgnpcgn-rus-Cyrl-Latn-1947", "moct-kor-Hang-Latn-2000", "bgnpcgn-per-Arab-Latn-1958", "un-hin-Deva-Latn-2016"] {
            let system = Transliterator::named(name).expect("a system");
            let plain = system.transliterate(&text);
            prop_assert!(plain.nfc().eq(plain.chars()), "{:?} is not composed", plain);
            let mut out = String::from("…");
            system.transliterate_into(&text, &mut out);
            prop_assert_eq!(out.strip_prefix('…'), Some(&*plain));
            for ready in [system.clone(), system.with(Options::MRZ)] {
                let aligned = ready.transliterate_aligned(&text);
                prop_assert_eq!(aligned.text(), ready.transliterate(&text));
                check_map(&aligned, &text)?;
            }
        }
    }

    #[test]
    fn parts_of_names_are_in_order(text in any_name()) {
        let mut last = 0;
        for part in name::parse(&text).parts {
            prop_assert!(part.span.start >= last && !part.span.is_empty());
            prop_assert!(text.is_char_boundary(part.span.start) && text.is_char_boundary(part.span.end));
            last = part.span.end;
        }
    }

    #[test]
    fn comparison_is_symmetric(a in any_name(), b in any_name()) {
        prop_assert_eq!(compare::score(&a, &b), compare::score(&b, &a));
        prop_assert_eq!(compare::explain(&a, &b).score, compare::score(&a, &b));
    }

    #[test]
    fn a_name_is_itself(a in any_name()) {
        let named = name::parse(&a).core().next().is_some();
        let letters = unicode::normalize(&a).chars().any(char::is_alphanumeric);
        let wanted = if named && letters { Probability::ONE } else { compare::score(&a, &a) };
        prop_assert_eq!(compare::score(&a, &a), wanted);
    }

    #[test]
    fn explanations_add_up(a in any_name(), b in any_name()) {
        let explanation = compare::explain(&a, &b);
        prop_assert_eq!(explanation.evidence.iter().map(|evidence| evidence.bits).sum::<LogOdds>(), explanation.bits);
    }

    #[test]
    fn spelling_evidence_is_symmetric_and_adds_up(a in any_name(), b in any_name()) {
        let (a, b) = (SpelledWord::new(&a), SpelledWord::new(&b));
        let bits = a.evidence(&b);
        prop_assert_eq!(b.evidence(&a), bits);
        let units = a.units(&b);
        let turned: Vec<(u8, u8)> = b.units(&a).iter().map(|unit| (unit.second, unit.first)).collect();
        prop_assert_eq!(units.iter().map(|unit| (unit.first, unit.second)).collect::<Vec<_>>(), turned);
        if !units.is_empty() {
            let (sum_a, sum_b) = units.iter().fold((0, 0), |sum, unit| (sum.0 + unit.first, sum.1 + unit.second));
            prop_assert!(usize::from(sum_a) <= a.len() && usize::from(sum_b) <= b.len());
            prop_assert!(units.iter().map(|unit| unit.bits).sum::<LogOdds>() <= bits || bits < LogOdds::ZERO);
        }
        prop_assert!(a.keys().len() <= 24);
        prop_assert!(a.evidence(&a) >= LogOdds::ZERO);
    }

    #[test]
    fn spelling_ignores_how_a_word_is_encoded(a in any_name()) {
        use unicode_normalization::UnicodeNormalization;
        let decomposed: String = a.nfd().collect();
        prop_assert_eq!(SpelledWord::new(&decomposed).keys(), SpelledWord::new(&a).keys());
    }

    #[test]
    fn a_list_finds_its_own_names(names in prop::collection::vec(any_name(), 1..6), at in any::<prop::sample::Index>()) {
        let list = ExhaustiveIndex::new(names.iter().map(|name| Record::new(name, name)));
        let query = at.get(&names);
        let own = compare::explain(query, query);
        let hits = list.search(query.as_str()).limit(names.len()).hits();
        if own.bits > LogOdds::ZERO {
            prop_assert!(hits.first().is_some_and(|hit| hit.score >= own.score), "{:?}", hits);
        }
    }

    #[test]
    fn comparison_ignores_how_a_name_is_encoded(a in any_name(), b in any_name()) {
        use unicode_normalization::UnicodeNormalization;
        let score = compare::score(&a, &b);
        let decomposed: String = a.nfd().collect();
        prop_assert_eq!(compare::score(&decomposed, &b), score);
    }

    #[test]
    fn mentions_do_not_overlap(texts in prop::collection::vec(any_name(), 0..4)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut taken: Vec<(usize, Span)> = Vec::new();
        for mention in scan::resolve(&texts).iter().flat_map(|group| &group.variants).flat_map(|v| &v.mentions) {
            let text = texts[mention.document];
            prop_assert!(text.is_char_boundary(mention.span.start) && text.is_char_boundary(mention.span.end));
            taken.push((mention.document, mention.span));
        }
        taken.sort();
        for pair in taken.windows(2) {
            prop_assert!(pair[0].0 != pair[1].0 || !pair[0].1.overlaps(pair[1].1), "{:?}", pair);
        }
    }
}

/// The roles of the parts that begin at or after a place, with where they begin.
fn roles(text: &str, from: usize) -> Vec<(usize, name::Role, u16)> {
    let parts = name::parse(text).parts;
    let after = parts.iter().filter(|part| part.span.start >= from);
    after.map(|part| (part.span.start - from, part.role, part.link)).collect()
}

proptest! {
    #[test]
    fn parts_stand_in_order_and_apart(text in any_name()) {
        let spans: Vec<Span> = name::parse(&text).parts.iter().map(|part| part.span).collect();
        for spans in [spans, name::alternatives(&text)] {
            let mut end = 0;
            for span in spans {
                prop_assert!(span.start >= end && span.end > span.start, "{:?} after {}", span, end);
                prop_assert!(text.get(span.start..span.end).is_some());
                end = span.end;
            }
        }
    }

    #[test]
    fn composition_changes_no_role(text in any_name()) {
        use unicode_normalization::UnicodeNormalization;
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        let roles = |text: &str| -> Vec<name::Role> {
            name::parse(text).parts.iter().map(|part| part.role).collect()
        };
        prop_assert_eq!(roles(&composed), roles(&decomposed));
    }

    #[test]
    fn an_honorific_changes_no_other_role(name in any_name()) {
        // A name that begins with a sign may say something else behind a word.
        if !name.chars().next().is_some_and(char::is_alphabetic) {
            return Ok(());
        }
        for title in ["Dr. ", "Mr. ", "آقای "] {
            let titled = format!("{title}{name}");
            prop_assert_eq!(roles(&titled, title.len()), roles(&name, 0), "{}", titled);
        }
    }
}
