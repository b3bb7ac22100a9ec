//! Floor 1, beside the NFKC of unicode-normalization in the same run.

use std::hint::black_box;

use allonym::Scratch;
use allonym::unicode::{clean_into, normalize_into, tokens_into};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use unicode_normalization::UnicodeNormalization;

const SAMPLES: [(&str, &str); 4] = [
    ("ascii", "Iranian state television said General Qassem Soleimani was buried in Kerman on Wednesday. "),
    ("persian", "خبرگزاری تسنیم از انفجار در مسیر گلزار شهدای کرمان و مراسم قاسم سلیمانی گزارش داد. "),
    ("russian", "Агентства сообщают, что взрывы прогремели у могилы Касема Сулеймани в городе Керман. "),
    ("french", "Les obsèques du général Qassem Soleimani ont été célébrées à Kerman, près de son père. "),
];

/// 64 KB of a sample: more than the nearest caches, less than the next ones.
fn text(sample: &str) -> String {
    sample.repeat(65_536 / sample.len())
}

fn normalize(c: &mut Criterion) {
    for (name, sample) in SAMPLES {
        let text = text(sample);
        let mut group = c.benchmark_group(format!("normalize/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        let (mut out, mut scratch) = (String::new(), Scratch::new());
        type Prepare = fn(&str, &mut String, &mut Scratch);
        for (prepare, label) in
            [(normalize_into as Prepare, "allonym normalize"), (clean_into, "allonym clean")]
        {
            group.bench_function(label, |b| {
                b.iter(|| {
                    out.clear();
                    prepare(black_box(&text), &mut out, &mut scratch);
                    out.len()
                });
            });
        }
        group.bench_function("unicode-normalization nfkc", |b| {
            b.iter(|| {
                out.clear();
                out.extend(black_box(&text).nfkc());
                out.len()
            });
        });
        group.finish();
    }
}

fn tokens(c: &mut Criterion) {
    let mut group = c.benchmark_group("tokens");
    for (name, sample) in SAMPLES {
        let text = text(sample);
        group.throughput(Throughput::Bytes(text.len() as u64));
        let mut found = Vec::new();
        group.bench_function(name, |b| {
            b.iter(|| {
                found.clear();
                tokens_into(black_box(&text), &mut found);
                found.len()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, normalize, tokens);
criterion_main!(benches);
