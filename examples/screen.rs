//! Customers against a list, with the reasons of each alert: `cargo run --example screen`.

use allonym::{Error, Index, Probability, Record};

fn main() -> Result<(), Error> {
    let mut list = Index::builder();
    list.add(Record::new("Q1", "Qasem Soleimani").kind("person"));
    list.add(Record::new("Q2", "Usama bin Ladin").kind("person"));
    list.add(Record::new("Q3", "Bank Saderat Iran").kind("organization"));
    let index = Index::from_bytes(list.build())?;

    let customers = ["Касем Сулеймани", "أسامة بن لادن", "John Smith", "بانک صادرات ایران"];
    for customer in customers {
        let alerts = index.search(customer).min_score(Probability::from_f64(0.5)).explain(true).hits();
        if alerts.is_empty() {
            println!("{customer}: on no list");
        }
        for hit in alerts {
            println!("{customer}: {} {} ({})", hit.record.id, hit.record.name, hit.score);
            for evidence in hit.explanation.iter().flat_map(|explanation| &explanation.evidence) {
                let part =
                    |span: Option<allonym::Span>, text: &str| span.map(|span| span.of(text).to_owned());
                println!(
                    "  {:>7} bits  {}: {} = {}",
                    evidence.bits.to_string(),
                    evidence.rule,
                    part(evidence.a, customer).unwrap_or_else(|| "–".into()),
                    part(evidence.b, hit.record.name).unwrap_or_else(|| "–".into()),
                );
            }
        }
    }
    Ok(())
}
