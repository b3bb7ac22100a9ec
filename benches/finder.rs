//! Names in running text: the finder by itself, and `resolve`, on generated texts of a Latin, an Arabic, a Han and a
//! hangul alphabet.

use std::hint::black_box;

use allonym::Language;
use allonym::finder::find;
use allonym::scan::resolve;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const SAMPLES: [(&str, &str); 6] = [
    (
        "en",
        "Qassem Soleimani met Anna Schmidt in Berlin before the European Commission left, officials said. ",
    ),
    ("de", "Gestern traf Angela Merkel in Berlin den Minister, der vor der Reise mit der Zeitung sprach. "),
    ("ru", "Вчера Иван Петров приехал в Минск, где его встретил министр иностранных дел Белоруссии. "),
    ("fa", "محمد کریمی دیروز از تهران به اصفهان رفت و در آنجا با مردم شهر درباره کار و زندگی حرف زد. "),
    ("zh", "外交部发言人王小明昨天在北京表示，双方就共同关心的问题交换了意见，人民生活水平不断提高。"),
    ("ko", "김민수는 어제 서울에서 대통령을 만났고 국회는 새로운 계획을 밝혔다고 기자가 말했다. "),
];

/// 64 kB of a sample, a line for each five sentences.
fn text(sample: &str) -> String {
    let line = [sample.repeat(5).as_str(), "\n\n"].concat();
    line.repeat(65_536 / line.len())
}

fn finder(c: &mut Criterion) {
    for (tag, sample) in SAMPLES {
        let text = text(sample);
        let language: Language = tag.parse().unwrap_or(Language::UNDETERMINED);
        let mut group = c.benchmark_group(format!("finder/{tag}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.sample_size(10);
        group.bench_function("find", |b| {
            b.iter(|| text.lines().map(|line| find(black_box(line), language).len()).sum::<usize>());
        });
        group.bench_function("resolve", |b| b.iter(|| resolve(&[black_box(&text)]).len()));
        group.finish();
    }
}

criterion_group!(benches, finder);
criterion_main!(benches);
