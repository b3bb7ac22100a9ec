//! Spelling evidence a word pair, beside Jaro-Winkler on the same words.

// A bench whose input is missing should stop.
#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;

use allonym::spelling::SpelledWord;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Native words and Latin ones, every one against every other.
const SETS: [(&str, &[&str], &[&str]); 4] = [
    (
        "arabic",
        &["قاسم", "سليماني", "محمدرضا", "عبدالله", "الأنصاري", "حسين"],
        &["Qassem", "Soleimani", "Mohammadreza", "Abdullah", "Ansari", "Hossein"],
    ),
    (
        "cyrillic",
        &["Сулеймани", "Хрущёв", "Михаил", "Зеленский", "Ольга", "Щербаков"],
        &["Suleimani", "Khrushchev", "Mikhail", "Zelensky", "Olga", "Shcherbakov"],
    ),
    (
        "hangul",
        &["김정은", "이명박", "하네다", "스미스", "문재인", "오바마"],
        &["Kim", "Myungbak", "Haneda", "Smith", "Jaein", "Obama"],
    ),
    (
        "latin",
        &["Qasem", "Suleimani", "Muhammad", "Abdallah", "Khrouchtchev", "Husayn"],
        &["Qassem", "Soleimani", "Mohammed", "Abdullah", "Chruschtschow", "Hossein"],
    ),
];

fn pairs(criterion: &mut Criterion) {
    for (name, first, second) in SETS {
        let mut group = criterion.benchmark_group(format!("word pair, {name}"));
        group.throughput(Throughput::Elements((first.len() * second.len()) as u64));
        let a: Vec<SpelledWord> = first.iter().map(|word| SpelledWord::new(word)).collect();
        let b: Vec<SpelledWord> = second.iter().map(|word| SpelledWord::new(word)).collect();
        group.bench_function("evidence", |bencher| {
            bencher.iter(|| {
                a.iter().map(|a| b.iter().map(|b| black_box(a).evidence(b).parts()).sum::<i32>()).sum::<i32>()
            });
        });
        group.bench_function("may_align", |bencher| {
            bencher.iter(|| {
                a.iter().map(|a| b.iter().filter(|b| black_box(a).may_align(b)).count()).sum::<usize>()
            });
        });
        group.bench_function("strsim jaro_winkler", |bencher| {
            bencher.iter(|| {
                let one = |a: &str| second.iter().map(|b| strsim::jaro_winkler(black_box(a), b)).sum::<f64>();
                first.iter().map(|a| one(a)).sum::<f64>()
            });
        });
        group.finish();
    }
}

fn prepare(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("SpelledWord::new");
    for word in ["سليماني", "Сулеймани", "Soleimani", "习近平"] {
        group.bench_function(word, |bencher| bencher.iter(|| SpelledWord::new(black_box(word))));
    }
    group.finish();
}

criterion_group!(benches, pairs, prepare);
criterion_main!(benches);
