//! Floor 2, beside any_ascii, deunicode and ICU4X in the same run.

use std::hint::black_box;

use allonym::translit::Transliterator;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use icu_experimental::transliterate::Transliterator as Icu;
use icu_locale_core::Locale;

/// A text, our system for it, and ICU4X's transform where it has one.
const SAMPLES: [(&str, &str, &str, Option<&str>); 4] = [
    (
        "russian",
        "bgnpcgn-rus-Cyrl-Latn-1947",
        "Агентства сообщают, что взрывы прогремели у могилы Касема Сулеймани в городе Керман.\n",
        Some("ru-Latn-t-ru-m0-bgn"),
    ),
    (
        "vocalised persian",
        "bgnpcgn-per-Arab-Latn-1958",
        "خَبَرگُزاریِ تَسنیم اَز مَراسِمِ قاسِم سُلِیمانی دَر شَهرِ کِرمان گُزارِش داد.\n",
        None,
    ),
    (
        "korean",
        "moct-kor-Hang-Latn-2000",
        "서울에서 열린 회의에 김정은 국무위원장과 문재인 대통령이 참석하였다고 통신이 전하였다.\n",
        None,
    ),
    (
        "greek",
        "elot-ell-Grek-Latn-743-2001-ts",
        "Ο πρωθυπουργός Κυριάκος Μητσοτάκης συναντήθηκε με τον υπουργό Εξωτερικών στην Αθήνα.\n",
        None,
    ),
];

fn transliterate(c: &mut Criterion) {
    for (name, system, sample, icu) in SAMPLES {
        let text = sample.repeat(32_768 / sample.len());
        let mut group = c.benchmark_group(format!("transliterate/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        let mut out = String::new();
        if let Ok(ours) = Transliterator::named(system) {
            group.bench_function("allonym", |b| {
                b.iter(|| {
                    out.clear();
                    ours.transliterate_into(black_box(&text), &mut out);
                    out.len()
                });
            });
        }
        group.bench_function("any_ascii", |b| b.iter(|| any_ascii::any_ascii(black_box(&text)).len()));
        group.bench_function("deunicode", |b| b.iter(|| deunicode::deunicode(black_box(&text)).len()));
        let icu =
            icu.and_then(|tag| tag.parse::<Locale>().ok()).and_then(|locale| Icu::try_new(&locale).ok());
        if let Some(icu) = icu {
            group.sample_size(10);
            group.bench_function("icu_experimental", |b| {
                b.iter(|| icu.transliterate(black_box(&text).clone()).len())
            });
        }
        group.finish();
    }
}

criterion_group!(benches, transliterate);
criterion_main!(benches);
