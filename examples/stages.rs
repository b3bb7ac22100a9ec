//! One pair of names and one query through all stages, with the numbers of each: `cargo run --release --example stages`.
//! ARCHITECTURE.md tells what they mean.

use allonym::compare::Purpose;
use allonym::name::{parse, surprisal};
use allonym::spelling::SpelledWord;
use allonym::unicode::{clean, script_runs};
use allonym::{Error, Index, Matcher, Name, Probability, Record, Romanizer, Span, normalize};

const A: &str = "Gen.&nbsp;Qassem Soleimani";
const B: &str = "قاسم سلیمانی";

fn main() -> Result<(), Error> {
    for text in [A, B] {
        println!("# {text}");
        let shown = clean(text);
        let scripts: Vec<String> = script_runs(&shown).iter().map(|run| run.script.to_string()).collect();
        println!("clean      {shown}   {}", scripts.join(" "));
        println!("normal     {}", normalize(text));
        let name = parse(&shown);
        println!("parsed     {:?}, {:?}", name.kind, name.order);
        for part in &name.parts {
            let word = part.span.of(&shown);
            let rare = surprisal(&normalize(word)).map_or("not listed".into(), |bits| format!("{bits} bits"));
            println!("  {:<12} {:?}, surprisal {rare}", word, part.role);
        }
        println!("romanized  {}\n", Romanizer::new().romanize(&shown));
    }

    let (first, second) = (clean(A), clean(B));
    println!("# Words");
    for (a, b) in [("Qassem", "قاسم"), ("Soleimani", "سلیمانی"), ("Qassem", "سلیمانی"), ("Soleimani", "قاسم")]
    {
        let (x, y) = (SpelledWord::new(a), SpelledWord::new(b));
        println!("{a} {b}: evidence {} bits, may be spellings of one: {}", x.evidence(&y), x.may_align(&y));
        let (mut left, mut right) = (a.chars(), b.chars());
        for unit in x.units(&y) {
            let first: String = left.by_ref().take(unit.first.into()).collect();
            let second: String = right.by_ref().take(unit.second.into()).collect();
            println!("  {:>8}  {} = {}", unit.bits.to_string(), or_nothing(&first), or_nothing(&second));
        }
    }

    let (x, y) = (Name::new(&first), Name::new(&second));
    let explanation = Matcher::new().explain(&x, &y);
    println!("\n# Names");
    for evidence in &explanation.evidence {
        let text = |span: Option<Span>, text| span.map_or("–", |span| or_nothing(span.of(text))).to_owned();
        let (a, b) = (text(evidence.a, &first), text(evidence.b, &second));
        println!("  {:>8}  {:<12} {a} = {b}", evidence.bits.to_string(), evidence.rule.to_string());
    }
    println!("sum        {} bits", explanation.bits);
    println!("score      {} with a prior of a half", explanation.score);
    let rare = Matcher::new().prior(Probability::from_f64(1e-6));
    println!("           {} with a prior of a millionth", rare.score(&x, &y));
    println!("           {} for screening", rare.purpose(Purpose::Screening).score(&x, &y));

    let mut list = Index::builder();
    for (id, name) in [
        ("1", "Qasem Soleimani"),
        ("2", "Касем Сулеймани"),
        ("3", "Hassan Nasrallah"),
        ("4", "Soleiman Qasemi"),
        ("5", "Salman Rushdie"),
        ("6", "Qasim Sulayman"),
    ] {
        list.add(Record::new(id, name));
    }
    let index = Index::from_bytes(list.build())?;
    println!("\n# The query {B} against {} records", index.len());
    for hit in index.search(B).hits() {
        println!(
            "{} {:<18} relevance {} bits, probability {}, evidence {} bits, score {}",
            hit.record.id, hit.record.name, hit.relevance, hit.probability, hit.bits, hit.score
        );
    }
    Ok(())
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}
