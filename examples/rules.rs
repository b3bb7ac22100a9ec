//! Letters by a published system, there and back, and by rules of your own: `cargo run --example rules`.

use allonym::{Error, Transliterator};

/// A system in eight lines; `data/README.md` describes the language.
const RULES: &str = "
@reversible yes
sh <> ш ;
ya <> я ;
a <> а ;
i <> и ;
m <> м ;
n <> н ;
p <> п ;
";

fn main() -> Result<(), Error> {
    // A published system, by its id or a common name.
    let russian = Transliterator::named("bgn/pcgn 1947 russian")?;
    println!("{}", russian.transliterate("Щёлково"));

    // One that has a way back.
    let iso = Transliterator::named("iso-mul-Cyrl-Latn-9-1995")?;
    let latin = iso.transliterate("Щёлково").into_owned();
    println!("{latin} {}", iso.reversed()?.transliterate(&latin));

    // Your own rules. A fault in them is said with line and column.
    let own = Transliterator::from_rules(RULES)?;
    println!("{}", own.transliterate("mishanya"));
    if let Err(error) = Transliterator::from_rules("a > > x ;") {
        println!("{error}");
    }
    Ok(())
}
