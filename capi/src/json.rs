//! What is written as JSON: the same objects that the command line writes.

use allonym::compare::{Explanation, Rule};
use allonym::name::{self, Kind, Order, Role};
use allonym::scan;
use allonym::{Probability, Span};
use serde::Serialize;

/// A piece of a text.
#[derive(Serialize)]
pub(crate) struct Piece<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Piece<'a> {
    fn of(text: &'a str, span: Span) -> Piece<'a> {
        Piece { text: span.of(text), start: span.start, end: span.end }
    }
}

#[derive(Serialize)]
pub(crate) struct Name<'a> {
    text: &'a str,
    kind: Kind,
    order: Order,
    parts: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    role: Role,
    link: u16,
}

impl<'a> Name<'a> {
    pub(crate) fn of(text: &'a str, name: &name::Name) -> Name<'a> {
        let part =
            |part: &name::Part| Part { piece: Piece::of(text, part.span), role: part.role, link: part.link };
        Name { text, kind: name.kind, order: name.order, parts: name.parts.iter().map(part).collect() }
    }
}

#[derive(Serialize)]
pub(crate) struct Comparison<'a> {
    a: &'a str,
    b: &'a str,
    score: f64,
    bits: f64,
    kind: Kind,
    cross_script: bool,
    evidence: Vec<Reason<'a>>,
}

#[derive(Serialize)]
struct Reason<'a> {
    rule: Rule,
    a: Option<Piece<'a>>,
    b: Option<Piece<'a>>,
    bits: f64,
}

impl<'a> Comparison<'a> {
    pub(crate) fn of(a: &'a str, b: &'a str, explanation: &Explanation) -> Comparison<'a> {
        let reasons = explanation.evidence.iter().map(|reason| Reason {
            rule: reason.rule,
            a: reason.a.map(|span| Piece::of(a, span)),
            b: reason.b.map(|span| Piece::of(b, span)),
            bits: reason.bits.to_f64(),
        });
        Comparison {
            a,
            b,
            score: Probability::to_f64(explanation.score),
            bits: explanation.bits.to_f64(),
            kind: explanation.kind,
            cross_script: explanation.cross_script,
            evidence: reasons.collect(),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct Group<'a> {
    name: &'a str,
    kind: Kind,
    count: usize,
    titles: &'a [String],
    variants: Vec<Variant<'a>>,
}

#[derive(Serialize)]
struct Variant<'a> {
    text: &'a str,
    count: usize,
    spans: Vec<Mention>,
}

#[derive(Serialize)]
struct Mention {
    document: usize,
    start: usize,
    end: usize,
}

impl<'a> Group<'a> {
    pub(crate) fn of(group: &'a scan::Entity) -> Group<'a> {
        let mention = |mention: &scan::Mention| Mention {
            document: mention.document,
            start: mention.span.start,
            end: mention.span.end,
        };
        let variant = |variant: &'a scan::Spelling| Variant {
            text: &variant.text,
            count: variant.mentions.len(),
            spans: variant.mentions.iter().map(mention).collect(),
        };
        Group {
            name: &group.name,
            kind: group.kind,
            count: group.count,
            titles: &group.titles,
            variants: group.variants.iter().map(variant).collect(),
        }
    }
}
