//! Names cut into parts.

#![allow(missing_docs)]

use std::hint::black_box;

use allonym::name::parse;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const NAMES: &[(&str, &str)] = &[
    ("latin_three_words", "Gen. Qassem Soleimani"),
    ("latin_four_words", "Vladimir Vladimirovich Putin Jr."),
    ("arabic", "عبد الرحمن بن صالح التكريتي"),
    ("persian", "سردار قاسم سلیمانی"),
    ("cyrillic", "Иванов Иван Иванович"),
    ("han", "习近平"),
    ("organization", "National Iranian Oil Company Ltd."),
];

fn parts(c: &mut Criterion) {
    let mut group = c.benchmark_group("parse");
    for (id, name) in NAMES {
        group.throughput(Throughput::Elements(1));
        group.bench_function(*id, |b| b.iter(|| parse(black_box(name))));
    }
    group.finish();
}

criterion_group!(benches, parts);
criterion_main!(benches);
