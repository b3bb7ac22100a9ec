//! Floors 3 and 4: names and their comparison.

use allonym::compare::{Purpose, explain, score};
use allonym::index::{ExhaustiveIndex, Record};
use allonym::name::{Role, alternatives};
use allonym::{LogOdds, Probability, name, unicode};
use allonym::{Matcher, Name};
use unicode_normalization::UnicodeNormalization;

use super::text::{is_place, stand_apart};
use super::{as_text, two};

/// The roles of the parts from a place on, with where they begin.
fn roles(text: &str, from: usize) -> Vec<(usize, Role, u16)> {
    let parts = name::parse(text).parts;
    let after = parts.iter().filter(|part| part.span.start >= from);
    after.map(|part| (part.span.start - from, part.role, part.link)).collect()
}

fn begins_with_letter(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphabetic)
}

/// Parts stand apart, and neither composition nor an honorific changes what they are.
pub fn parse(bytes: &[u8]) {
    let text = as_text(bytes);
    let parsed = name::parse(text);
    stand_apart(parsed.parts.iter().map(|part| part.span), text);
    stand_apart(alternatives(text), text);
    let all = |text: &str| name::parse(text).parts.iter().map(|part| part.role).collect::<Vec<_>>();
    let composed: String = text.nfc().collect();
    let decomposed: String = text.nfd().collect();
    assert_eq!(all(&composed), all(&decomposed), "composition of {text:?}");
    // No longer title begins with these, as "Dr. jur." does. A text that begins with a sign may say something else behind a word.
    // What is nothing but titles has one of them for its name.
    let behind = name::parse(&format!("{text} Karimi")).parts;
    let titles = behind.iter().take(parsed.parts.len()).all(|part| part.role == Role::Title);
    let word_first =
        parsed.parts.first().is_some_and(|part| part.span.start == 0) && begins_with_letter(text);
    // Nameless, n.a.: alone it stands in place of a name, behind a title it is one.
    let nameless = parsed.parts.iter().all(|part| part.role == Role::Marker);
    if word_first && !titles && !nameless {
        for title in ["Mr. ", "آقای "] {
            assert_eq!(roles(&format!("{title}{text}"), title.len()), roles(text, 0), "{title}{text:?}");
        }
    }
}

/// Two names: symmetry, identity, explanations that add up, limits that change nothing.
pub fn compare(bytes: &[u8]) {
    let (a, b) = two(as_text(bytes));
    let whole = score(a, b);
    assert_eq!(score(b, a), whole, "{a:?}, {b:?}");
    let explanation = explain(a, b);
    assert_eq!(explanation.score, whole, "{a:?}, {b:?}");
    assert_eq!(explanation.evidence.iter().map(|one| one.bits).sum::<LogOdds>(), explanation.bits);
    for one in &explanation.evidence {
        one.a.into_iter().for_each(|span| is_place(span, a));
        one.b.into_iter().for_each(|span| is_place(span, b));
    }
    assert_eq!(explain(b, a).bits, explanation.bits, "{a:?}, {b:?}");
    let (first, second) = (Name::new(a), Name::new(b));
    assert_eq!(Matcher::new().score(&first, &second), whole);
    let near = [whole.millionths().saturating_sub(1), whole.millionths(), whole.millionths() + 1, 0, 500_000];
    for least in near.map(Probability::from_millionths) {
        let wanted = Some(whole).filter(|score| *score >= least);
        assert_eq!(
            Matcher::new().cutoff(least).score_cutoff(&first, &second),
            wanted,
            "{a:?}, {b:?}, at least {least}"
        );
    }
    let with = |purpose| Matcher::new().purpose(purpose).score(&first, &second);
    assert!(with(Purpose::Screening) >= whole && whole >= with(Purpose::Dedupe), "{a:?}, {b:?}");
    for (name, prepared) in [(a, &first), (b, &second)] {
        let letters = unicode::normalize(name).chars().any(char::is_alphanumeric);
        if letters && name::parse(name).core().next().is_some() {
            assert_eq!(Matcher::new().score(prepared, prepared), Probability::ONE, "{name:?} and itself");
        }
    }
    let decomposed: String = a.nfd().collect();
    assert_eq!(score(&decomposed, b), whole, "decomposed, {a:?}, {b:?}");
    // An honorific says that somebody is a person: between two persons it changes nothing.
    let titled = format!("Mr. {a}");
    let one = alternatives(a).len() < 2 && alternatives(&titled).len() < 2;
    let person = [a, b].iter().all(|name| explain(name, name).kind == name::Kind::Person);
    if one && person && begins_with_letter(a) {
        assert_eq!(score(&titled, b), whole, "{titled:?}, {b:?}");
    }
    // A list says the same, of those names that share a word.
    for hit in ExhaustiveIndex::new([Record::new("", b)]).search(a).limit(1).hits() {
        assert!(hit.score <= whole, "{hit:?} in a list, {whole} alone: {a:?}, {b:?}");
    }
}
