//! A program that uses what a feature brings, to see how large it makes a program: `benches/sizes/measure.sh`.

fn main() {
    // What is not known before it runs, so that nothing is worked out when it is built.
    let text = std::env::args().nth(1).unwrap_or_default();
    println!("{}", allonym::normalize(&text));
    #[cfg(feature = "lexicon")]
    println!("{:?}", allonym::name::parse(&text));
    #[cfg(feature = "evidence")]
    println!("{}", allonym::score(&text, "Qasem Soleimani"));
    #[cfg(feature = "finder")]
    println!("{}", allonym::resolve(&[text.as_str()]).len());
    #[cfg(feature = "romanize")]
    println!("{}", allonym::Romanizer::new().romanize(&text));
    #[cfg(feature = "systems")]
    if let Ok(system) = allonym::Transliterator::named(&text) {
        println!("{}", system.transliterate(&text));
    }
}
