//! `parse.tsv`: names and their parts.

use allonym::name::{Kind, Order, ParsedName, Role, parse};

use crate::tables::check;

/// Role:word, with a + where the part has a link.
fn written(name: &ParsedName, text: &str) -> String {
    let part = |part: &allonym::name::Part| {
        let link = if part.link > 0 { "+" } else { "" };
        format!("{:?}{link}:{}", part.role, part.span.of(text).replace(' ', "_"))
    };
    name.parts.iter().map(part).collect::<Vec<_>>().join(" ")
}

#[test]
fn parts() {
    check("parse.tsv", |row| {
        let text = &row["text"];
        let name = parse(text);
        let got = format!("{:?} {:?} {}", name.kind, name.order, written(&name, text));
        let wanted = format!("{} {} {}", row["kind"], row["order"], row["parts"]);
        if got == wanted { Ok(()) } else { Err(format!("got {got}, wanted {wanted}")) }
    });
}

/// The parts of a role, each with its link.
fn links(text: &str, role: Role) -> Vec<u16> {
    parse(text).parts.iter().filter(|part| part.role == role).map(|part| part.link).collect()
}

#[test]
fn what_means_the_same_has_one_link() {
    for (a, b, role) in [
        ("Siemens GmbH", "ООО Сименс", Role::LegalForm),
        ("Foo Sdn Bhd", "شركة فو ذات مسؤولية محدودة", Role::LegalForm),
        ("Gazprom PAO", "Газпром АО", Role::LegalForm),
        ("Koç A.Ş.", "Koc S.A.", Role::LegalForm),
        ("Fund V", "Fund 5", Role::Number),
        ("Fund Five", "صندوق پنجم", Role::Number),
        ("Bank Melli", "بانک ملی", Role::Head),
        ("Bank Melli", "National Bank", Role::Word),
        ("University of Basra", "جامعة البصرة", Role::Head),
        ("John Smith Jr.", "Иван Кузнец мл.", Role::Suffix),
    ] {
        assert_eq!(links(a, role), links(b, role), "{a} and {b}");
        assert!(links(a, role).iter().any(|link| *link > 0), "{a}");
    }
    for (a, b, role) in [
        ("Foo GmbH", "Foo AG", Role::LegalForm),
        ("Fund 5", "Fund 8", Role::Number),
        ("Henry Ford II", "Henry Ford III", Role::Suffix),
    ] {
        assert_ne!(links(a, role), links(b, role), "{a} and {b}");
    }
}

#[test]
fn kinds_and_orders_are_told_by_the_name_itself() {
    assert_eq!(parse("").kind, Kind::Other);
    assert_eq!(parse("Kim Jong-un").order, Order::FamilyFirst);
    assert_eq!(parse("т/х Надежда").kind, Kind::Vessel);
}
