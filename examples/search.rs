//! A list of names, searched in any script: `cargo run --example search`.

use allonym::{Error, Index, Probability, Record};

fn main() -> Result<(), Error> {
    let mut builder = Index::builder();
    for (id, name, kind) in [
        ("1", "Qasem Soleimani", "person"),
        ("1", "قاسم سلیمانی", "person"),
        ("2", "Hassan Nasrallah", "person"),
        ("3", "Sulaymaniyah", "city"),
        ("4", "Открытое акционерное общество «Газпром»", "company"),
    ] {
        builder.add(Record::new(id, name).kind(kind));
    }
    // These bytes may be written to a file and opened from there.
    let index = Index::from_bytes(builder.build())?;

    for query in ["Касем Сулеймани", "حسن نصرالله", "Gazprom OJSC", "سلیمانیه"]
    {
        println!("{query}");
        for hit in index.search(query).limit(2).min_score(Probability::from_f64(0.3)).hits() {
            println!("  {}  {} {}", hit.score, hit.record.id, hit.record.name);
        }
    }
    Ok(())
}
