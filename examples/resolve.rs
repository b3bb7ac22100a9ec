//! The names in documents, without a list: `cargo run --release --example resolve -- examples/kerman/*`.

use std::{env, fs, io};

fn main() -> io::Result<()> {
    let paths: Vec<String> = env::args().skip(1).collect();
    let mut texts = paths.iter().map(fs::read_to_string).collect::<io::Result<Vec<String>>>()?;
    if texts.is_empty() {
        texts.push("Gen. Qassem Soleimani was buried in Kerman. Soleimani’s grave draws crowds.".into());
        texts.push("مراسم #قاسم_سلیمانی در کرمان".into());
    }
    let documents: Vec<&str> = texts.iter().map(String::as_str).collect();
    for entity in allonym::resolve(&documents) {
        println!("{} ({:?}, {} times)", entity.name, entity.kind, entity.count);
        for spelling in &entity.variants {
            let first = spelling.mentions.first();
            let place = first.map(|mention| {
                let path = paths.get(mention.document).map_or("a text", String::as_str);
                format!("first in {path}, byte {}", mention.span.start)
            });
            println!("  {} × {}, {}", spelling.mentions.len(), spelling.text, place.unwrap_or_default());
        }
    }
    Ok(())
}
