//! Names in Latin letters and back, a second: words that a workspace has not met, words that it has, and the way around.

// A bench whose input is missing should stop.
#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;

use allonym::Romanizer;
use allonym::romanize::Workspace;
use allonym::transcribe::Transcriber;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const NAMES: [(&str, &[&str]); 5] = [
    ("fa", &["قاسم سلیمانی", "محمود احمدی نژاد", "علی رضایی", "حسین امیرعبداللهیان"]),
    ("ru", &["Владимир Путин", "Ольга Щербакова", "Михаил Горбачёв", "Никита Хрущёв"]),
    ("ko", &["박우진", "김민구", "이재명", "압둘라"]),
    ("zh", &["习近平", "刘洋", "马丁", "欧阳修"]),
    ("hi", &["नरेन्द्र मोदी", "सचिन तेंडुलकर", "अमिताभ बच्चन", "कमल"]),
];

const LATIN: &[&str] = &["Qassem Soleimani", "Vladimir Putin", "Michael Jackson", "Angela Merkel"];

fn romanize(criterion: &mut Criterion) {
    for (language, names) in NAMES {
        let romanizer = Romanizer::for_language(language).unwrap();
        let mut group = criterion.benchmark_group(format!("romanize, {language}"));
        group.throughput(Throughput::Elements(names.len() as u64));
        group.bench_function("words not met", |bencher| {
            bencher
                .iter(|| names.iter().map(|name| romanizer.romanize(black_box(name)).len()).sum::<usize>());
        });
        let mut workspace = Workspace::new();
        group.bench_function("words met before", |bencher| {
            bencher.iter(|| {
                let mut one =
                    |name: &&str| romanizer.n_best_with(black_box(name), 1, &mut workspace).names.len();
                names.iter().map(&mut one).sum::<usize>()
            });
        });
        group.finish();
    }
}

fn transcribe(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("transcribe");
    group.throughput(Throughput::Elements(LATIN.len() as u64));
    for script in ["Arab", "Cyrl", "Hang", "Kana"] {
        let transcriber = Transcriber::new(script.parse().unwrap());
        group.bench_function(script, |bencher| {
            bencher.iter(|| {
                LATIN.iter().map(|name| transcriber.transcribe(black_box(name)).len()).sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, romanize, transcribe);
criterion_main!(benches);
