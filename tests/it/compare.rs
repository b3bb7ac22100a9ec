//! Laws of comparison, on names as people write them.

use allonym::compare::{self, Purpose, Rule};
use allonym::{LogOdds, Probability};
use allonym::{Matcher, Name};
use proptest::prelude::*;

use crate::tables::rows;

/// Given and family names.
const PEOPLE: &[(&str, &str)] = &[
    ("Qasem", "Soleimani"),
    ("قاسم", "سلیمانی"),
    ("Касем", "Сулеймани"),
    ("Sergei Viktorovich", "Lavrov"),
    ("Сергей Викторович", "Лавров"),
    ("Mohammad Javad", "Zarif"),
    ("محمد جواد", "ظریف"),
    ("Νίκος", "Καζαντζάκης"),
    ("David", "Ben-Gurion"),
    ("דוד", "בן גוריון"),
    ("Nicolas", "Sarkozy"),
    ("Nguyen Van", "An"),
    ("Ólafur", "Grímsson"),
    ("María José", "García"),
    ("Angela", "Merkel"),
    ("Angelo", "Mercaz"),
];

/// What stands before names and says nothing of them.
const HONORIFICS: &[&str] = &["Dr.", "Gen.", "Mr.", "Prof.", "President", "Sheikh"];

fn person() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(PEOPLE)
}

fn full((given, family): (&str, &str)) -> String {
    format!("{given} {family}")
}

proptest! {
    #[test]
    fn an_honorific_changes_nothing(a in person(), b in person(), honorific in prop::sample::select(HONORIFICS)) {
        let (a, b) = (full(a), full(b));
        prop_assert_eq!(compare::score(&format!("{honorific} {a}"), &b), compare::score(&a, &b));
    }

    #[test]
    fn a_comma_changes_nothing(a in person(), b in person()) {
        let (given, family) = a;
        let b = full(b);
        prop_assert_eq!(compare::score(&format!("{family}, {given}"), &b), compare::score(&full(a), &b));
    }

    #[test]
    fn case_changes_nothing(a in person(), b in person()) {
        let (a, b) = (full(a), full(b));
        prop_assert_eq!(compare::score(&a.to_uppercase(), &b), compare::score(&a, &b));
    }

    #[test]
    fn the_keyboard_changes_nothing(a in person(), b in person()) {
        let (a, b) = (full(a), full(b));
        let arabic = a.replace('ی', "ي").replace('ک', "ك");
        prop_assert_eq!(compare::score(&arabic, &b), compare::score(&a, &b));
    }

    #[test]
    fn a_limit_never_changes_a_score(a in person(), b in person(), least in 0..=1_000_000u32) {
        let (a, b) = (Name::new(&full(a)), Name::new(&full(b)));
        let least = Probability::from_millionths(least);
        let matcher = Matcher::new().cutoff(least);
        prop_assert_eq!(matcher.score_cutoff(&a, &b), Some(matcher.score(&a, &b)).filter(|score| *score >= least));
    }

    #[test]
    fn a_prior_multiplies_the_odds(a in person(), b in person(), prior in 0.001..0.999) {
        let (a, b) = (Name::new(&full(a)), Name::new(&full(b)));
        let even = Matcher::new().score(&a, &b).to_f64();
        let (same, other) = (even * prior, (1.0 - even) * (1.0 - prior));
        // 1 is no probability: the names are the same.
        let wanted = if even < 1.0 { same / (same + other) } else { 1.0 };
        let got = Matcher::new().prior(Probability::from_f64(prior)).score(&a, &b).to_f64();
        prop_assert!((got - wanted).abs() < 0.005, "{} and not {} from {}", got, wanted, even);
    }

    #[test]
    fn profiles_and_priors_keep_the_order(a in person(), b in person(), c in person(), d in person()) {
        let [a, b, c, d] = [a, b, c, d].map(|name| Name::new(&full(name)));
        let matcher = |purpose, prior| Matcher::new().purpose(purpose).prior(Probability::from_f64(prior));
        let ways = [
            matcher(Purpose::Screening, 0.5),
            matcher(Purpose::Default, 0.5),
            matcher(Purpose::Default, 0.01),
            matcher(Purpose::Dedupe, 0.01),
        ];
        for two in ways.windows(2) {
            prop_assert!(two[0].score(&a, &b) >= two[1].score(&a, &b));
        }
        if Matcher::new().score(&a, &b) > Matcher::new().score(&c, &d) {
            prop_assert!(ways.iter().all(|way| way.score(&a, &b) >= way.score(&c, &d)));
        }
    }
}

#[test]
fn neither_order_nor_a_limit_hides_a_name() {
    // Names that agree by lists, initials and numbers, not only by letters.
    for row in rows("answers.tsv").into_iter().chain(rows("compare.tsv")) {
        for (a, b) in [(&row["a"], &row["b"]), (&row["b"], &row["a"])] {
            let (a, b) = (Name::new(a), Name::new(b));
            let score = Matcher::new().score(&a, &b);
            assert_eq!(Matcher::new().score(&b, &a), score, "{}", row["line"]);
            assert_eq!(Matcher::new().cutoff(score).score_cutoff(&a, &b), Some(score), "{}", row["line"]);
            if score < Probability::ONE {
                let above = Probability::from_millionths(score.millionths() + 1);
                assert_eq!(Matcher::new().cutoff(above).score_cutoff(&a, &b), None, "{}", row["line"]);
            }
        }
    }
}

#[test]
fn an_explanation_says_which_rule_and_where() {
    let (a, b) = ("Gen. Qassem Soleimani", "سلیمانی، قاسم");
    let explanation = compare::explain(a, b);
    let told: Vec<(&str, &str, Rule)> = explanation
        .evidence
        .iter()
        .filter_map(|record| Some((record.a?.of(a), record.b?.of(b), record.rule)))
        .collect();
    assert!(told.contains(&("Qassem", "قاسم", Rule::Spelling)), "{told:?}");
    assert!(told.contains(&("Soleimani", "سلیمانی", Rule::Spelling)), "{told:?}");
    assert_eq!(explanation.evidence.iter().map(|record| record.bits).sum::<LogOdds>(), explanation.bits);
}

#[test]
fn what_lists_decide_is_told_as_theirs() {
    // Two names that look alike, and one whose letters say little of how it sounds.
    for (a, b, word, least, most) in [
        ("Tariq Mohamed", "Tariq Ahmed", "Mohamed", -64.0, 0.0),
        ("George Kim", "Джордж Ким", "George", 1.0, 32.0),
    ] {
        let explanation = compare::explain(a, b);
        let reason = explanation.evidence.iter().find(|one| one.a.is_some_and(|span| span.of(a) == word));
        let reason = reason.unwrap_or_else(|| panic!("{a}: {explanation:?}"));
        assert!((least..=most).contains(&reason.bits.to_f64()), "{a}: {reason:?}");
        assert_eq!(reason.rule, Rule::Attested, "{a}: {reason:?}");
    }
}

#[test]
fn of_words_left_over_the_small_ones_cost_less() {
    for (a, b, word, small) in [
        ("Ludwig van Beethoven", "Beethoven", "Ludwig", "van"),
        ("Saleh al-Arouri", "Yahya Sinwar", "Arouri", "al"),
    ] {
        let explanation = compare::explain(a, b);
        let cost = |word: &str| {
            let record = explanation.evidence.iter().find(|one| one.a.is_some_and(|span| span.of(a) == word));
            -record.unwrap_or_else(|| panic!("{word}: {explanation:?}")).bits
        };
        assert!(cost(word) > cost(small), "{a}: {explanation:?}");
    }
}

#[test]
fn one_of_several_names_is_enough() {
    let a = "Usama bin Laden a.k.a. Abu Abdallah";
    assert!(compare::score(a, "Osama bin Laden") > Probability::from_f64(0.8));
    assert!(compare::score(a, "ابو عبدالله") > Probability::from_f64(0.5));
}

#[test]
fn explanations_are_written_as_json() {
    let explanation = compare::explain("Ali Rezaei", "علی رضایی");
    let json = serde_json::to_value(&explanation).expect("JSON");
    for field in ["score", "bits", "kind", "cross_script", "data", "evidence"] {
        assert!(json.get(field).is_some(), "{field} is missing in {json}");
    }
    assert_eq!(json["evidence"][0]["rule"], "spelling");
}
