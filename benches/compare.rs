//! Comparisons of two names a second, prepared and from raw text, beside Jaro-Winkler on the same names.
//!
//! `ALLONYM_PAIRS=pairs.tsv cargo bench --bench compare` takes the pairs from a file with columns `a` and `b`.

// A bench whose input is missing should stop.
#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;

use allonym::Probability;
use allonym::{Matcher, Name, score};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const PAIRS: &str = "a\tb
Qassem Soleimani\tGhasem Soleimani
Sergei Viktorovich Lavrov\tLAVROV, Sergey
Mohammed Abdul Karim Al-Ghamdi\tMuhammad Abdulkarim al-Otaibi
Boris Johnson\tAlexander Boris de Pfeffel Johnson
Siemens Aktiengesellschaft\tSiemens AG
China National Petroleum Corporation\tChina National Pipeline Corporation
قاسم سلیمانی\tQasem Soleimani
Владимир Путин\tVladimir Putin
Kim Jong-un\t김정은
Xi Jinping\t习近平
Angela Merkel\tAngelo Mercaz
Open Society Foundation\tOpen Source Initiative
";

fn compare(criterion: &mut Criterion) {
    let text = std::env::var("ALLONYM_PAIRS")
        .map_or_else(|_| PAIRS.to_owned(), |path| std::fs::read_to_string(path).unwrap());
    let pairs: Vec<(&str, &str)> = text
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, cells.next()?))
        })
        .collect();
    let prepared: Vec<(Name, Name)> = pairs.iter().map(|(a, b)| (Name::new(a), Name::new(b))).collect();
    let matcher = Matcher::new();
    let mut group = criterion.benchmark_group("compare");
    group.throughput(Throughput::Elements(pairs.len() as u64));
    group.bench_function("prepared", |bencher| {
        bencher.iter(|| prepared.iter().map(|(a, b)| matcher.score(black_box(a), b)).max());
    });
    group.bench_function("prepared, at least a half", |bencher| {
        let likely = matcher.cutoff(Probability::from_f64(0.5));
        bencher.iter(|| prepared.iter().filter_map(|(a, b)| likely.score_cutoff(black_box(a), b)).count());
    });
    group.bench_function("raw", |bencher| {
        bencher.iter(|| pairs.iter().map(|(a, b)| score(black_box(a), b)).max());
    });
    group.bench_function("prepare both", |bencher| {
        bencher.iter(|| {
            for (a, b) in &pairs {
                black_box((Name::new(black_box(a)), Name::new(black_box(b))));
            }
        });
    });
    group.bench_function("strsim jaro_winkler", |bencher| {
        bencher.iter(|| pairs.iter().map(|(a, b)| strsim::jaro_winkler(black_box(a), b)).fold(0.0, f64::max));
    });
    group.finish();
}

criterion_group!(benches, compare);
criterion_main!(benches);
