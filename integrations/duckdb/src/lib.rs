//! `allonym_score`, `allonym_normalize`, `allonym_romanize` as functions of DuckDB.
//!
//! An extension on DuckDB's stable C API, so one file loads in every version from 1.2 on. This file says what the functions
//! do; [`raw`] reads and writes DuckDB's vectors and is the only one with `unsafe`.

mod raw;

use allonym::{Matcher, Name, Romanizer};

use raw::{Input, Output, Type};

/// The functions: name, how many texts they take, what they give, and what they do with a chunk of rows.
const FUNCTIONS: &[raw::Function] = &[
    raw::Function { name: c"allonym_score", texts: 2, gives: Type::Number, run: score },
    raw::Function { name: c"allonym_normalize", texts: 1, gives: Type::Text, run: normalize },
    raw::Function { name: c"allonym_romanize", texts: 1, gives: Type::Text, run: romanize },
];

/// How likely the names of each row are one. The names of the row before are kept: they are often the same.
fn score(input: &Input<'_>, output: &mut Output<'_>) {
    let matcher = Matcher::new();
    let (mut a, mut b): (Option<Name>, Option<Name>) = (None, None);
    for row in 0..input.rows() {
        match (input.text(0, row), input.text(1, row)) {
            (Some(one), Some(other)) => {
                let score = matcher.score(kept(&mut a, one), kept(&mut b, other));
                output.number(row, score.to_f64());
            }
            _ => output.null(row),
        }
    }
}

/// The name that is kept if it is this one, or a new one in its place.
fn kept<'n>(name: &'n mut Option<Name>, text: &str) -> &'n Name {
    let same = name.take().filter(|name| name.text() == text);
    name.insert(same.unwrap_or_else(|| Name::new(text)))
}

fn normalize(input: &Input<'_>, output: &mut Output<'_>) {
    for row in 0..input.rows() {
        match input.text(0, row) {
            Some(text) => output.text(row, &allonym::normalize(text)),
            None => output.null(row),
        }
    }
}

fn romanize(input: &Input<'_>, output: &mut Output<'_>) {
    let romanizer = Romanizer::new();
    for row in 0..input.rows() {
        match input.text(0, row) {
            Some(text) => output.text(row, &romanizer.romanize(text)),
            None => output.null(row),
        }
    }
}
