//! How likely two names are one, and why: `cargo run --example compare`, or with two names of your own behind `--`.

use allonym::compare::Purpose;
use allonym::{Matcher, Name, Probability};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (a, b) = match arguments.as_slice() {
        [a, b] => (a.as_str(), b.as_str()),
        _ => ("Gen. Qassem Soleimani", "قاسم سلیمانی"),
    };

    // A name is parsed and prepared once, and compared as often as you like.
    let (first, second) = (Name::new(a), Name::new(b));
    let explanation = Matcher::new().explain(&first, &second);
    println!("{a} and {b} are one name with a probability of {}.\n", explanation.score);
    for evidence in &explanation.evidence {
        let text = |span: Option<allonym::Span>, text| span.map_or("–", |span| span.of(text)).to_owned();
        let (a, b) = (text(evidence.a, a), text(evidence.b, b));
        println!("{:>7} bits  {:<10} {a} = {b}", evidence.bits.to_string(), evidence.rule.to_string());
    }

    // The same evidence for another purpose: a customer and a list of a million names, nobody to be missed.
    let screening = Matcher::new().purpose(Purpose::Screening).prior(Probability::from_f64(1e-6));
    println!("\nFor screening against a million names: {}", screening.score(&first, &second));
}
