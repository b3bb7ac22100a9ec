//! Every public function that takes text, and texts that nobody would write: what the chapter "Untrusted input" of the
//! manual promises is held against these.

use std::sync::OnceLock;

use allonym::compare;
use allonym::index::{self, Builder, Change, ExhaustiveIndex, Index, Journal, LiveIndex, Record};
use allonym::romanize::{WordRomanizer, Workspace};
use allonym::spelling::SpelledWord;
use allonym::transcribe::Transcriber;
use allonym::translit::{self, Options, Transliterator};
use allonym::unicode::{self, Fold};
use allonym::{Country, Language, Matcher, Name, Romanizer, Script, finder, name, rewrite, scan};

/// Does the function's work on a text and gives the size of what comes out: bytes of text, items of a list.
pub(crate) type Door = fn(&str) -> usize;

/// What comes out for each byte that goes in, at most; or no more than so much for any text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bound {
    Each(usize),
    Whole(usize),
}

use Bound::{Each, Whole};

/// The functions by name, with the bound of what comes out.
pub(crate) const DOORS: &[(&str, Bound, Door)] = &[
    // One character of three bytes (U+FDFA) becomes 33.
    ("normalize", Each(12), |text| unicode::normalize(text).len()),
    ("normalize_aligned", Each(12), |text| unicode::normalize_aligned(text).text().len()),
    ("clean", Each(12), |text| unicode::clean(text).len()),
    ("clean_aligned", Each(12), |text| unicode::clean_aligned(text).text().len()),
    ("repair", Each(1), |text| unicode::repair(text).len()),
    ("repair_aligned", Each(1), |text| unicode::repair_aligned(text).text().len()),
    ("repairs", Each(1), |text| unicode::repairs(text).len()),
    ("fold", Each(12), |text| unicode::fold(text, Fold::ALL).len()),
    ("fold_aligned", Each(12), |text| unicode::fold_aligned(text, Fold::ALL).text().len()),
    ("tokens", Each(1), |text| unicode::tokens(text).len()),
    ("social_items", Each(1), |text| unicode::social_items(text).len()),
    ("expand_tag", Each(2), |text| unicode::expand_tag(text).len()),
    ("strip_social", Each(2), |text| unicode::strip_social(text).len()),
    ("strip_social_aligned", Each(2), |text| unicode::strip_social_aligned(text).text().len()),
    ("script_runs", Each(1), |text| unicode::script_runs(text).len()),
    ("script_set", Whole(200), |text| unicode::script_set(text).len()),
    ("mixed_script_words", Each(1), |text| unicode::mixed_script_words(text).len()),
    ("guess_languages", Whole(100), |text| unicode::guess_languages(text).len()),
    ("letter_by_letter", Each(12), |text| translit::letter_by_letter(text, None).len()),
    ("letter_by_letter_candidates", Each(60), |text| {
        translit::letter_by_letter_candidates(text, None, 5).iter().map(String::len).sum()
    }),
    ("transliterate, letters", Each(12), |text| {
        system("bgnpcgn-rus-Cyrl-Latn-1947").transliterate(text).len()
    }),
    ("transliterate, syllables", Each(12), |text| {
        system("moct-kor-Hang-Latn-2000").transliterate(text).len()
    }),
    ("transliterate, abugida", Each(12), |text| system("un-hin-Deva-Latn-2016").transliterate(text).len()),
    ("transliterate_aligned", Each(12), |text| {
        system("bgnpcgn-per-Arab-Latn-1958").transliterate_aligned(text).text().len()
    }),
    ("Transliterator::with", Each(12), |text| {
        system("bgnpcgn-rus-Cyrl-Latn-1947").with(Options::MRZ).transliterate(text).len()
    }),
    ("from_rules", Each(1), |text| usize::from(Transliterator::from_rules(text).is_ok())),
    ("from_rules, one result", Each(1), |text| {
        let rules = format!("a > {} ;", text.replace(['\'', '\\'], ""));
        usize::from(Transliterator::from_rules(&rules).is_ok())
    }),
    ("find_system", Whole(1), |text| usize::from(translit::find_system(text).is_ok())),
    ("SpelledWord", Whole(30), |text| SpelledWord::new(text).len()),
    ("SpelledWord::evidence", Whole(60), |text| {
        let word = SpelledWord::new(text);
        let other = SpelledWord::new("Soleimani");
        word.units(&other).len() + usize::from(word.evidence(&word) > word.evidence(&other))
    }),
    ("SpelledWord::keys", Whole(24), |text| SpelledWord::new(text).keys().len()),
    ("WordRomanizer::n_best", Whole(64), |text| {
        ["ar", "ru", "zh"].map(|tag| romanizer(tag).n_best(text, 20).len()).into_iter().max().unwrap_or(0)
    }),
    ("WordRomanizer::n_best_in", Whole(64), |text| {
        let country = "EG".parse().expect("a country");
        ["ar", "fa"]
            .map(|tag| romanizer(tag).n_best_in(text, country, 20).len())
            .into_iter()
            .max()
            .unwrap_or(0)
    }),
    ("name::parse", Each(1), |text| name::parse(text).parts.len()),
    ("parse_traced", Each(1), |text| name::parse_traced(text).0.parts.len()),
    ("alternatives", Each(1), |text| name::alternatives(text).len()),
    ("Romanizer::n_best", Each(40), |text| {
        Romanizer::new().n_best(text, 2).iter().map(|name| name.text.len()).sum()
    }),
    ("Romanizer::readers", Each(40), |text| {
        let french = "fr".parse().expect("a tag");
        Romanizer::new().readers(french).n_best(text, 2).iter().map(|name| name.text.len()).sum()
    }),
    ("Romanizer::n_best_with", Each(40), |text| {
        let found = Romanizer::new().given_first().n_best_with(text, 2, &mut Workspace::new());
        found.unread.len() + found.names.iter().map(|name| name.text.len()).sum::<usize>()
    }),
    ("Transcriber::n_best", Each(60), |text| {
        let into = |script: &str| Transcriber::new(script.parse().expect("a script")).n_best(text, 2);
        let names = ["Arab", "Kana", "Hang"].map(into);
        names.iter().flatten().map(|name| name.text.len()).max().unwrap_or(0)
    }),
    ("Romanizer::country", Each(40), |text| {
        let country = "DZ".parse().expect("a country");
        Romanizer::new().country(country).n_best(text, 2).iter().map(|name| name.text.len()).sum()
    }),
    ("surprisal", Whole(1), |text| usize::from(name::surprisal(text).is_some())),
    ("are_family_spellings", Whole(1), |text| usize::from(name::are_family_spellings(text, "Lee"))),
    ("are_nicknames", Whole(1), |text| usize::from(name::are_nicknames(text, "Bill"))),
    ("Name", Whole(1_000_000), |text| {
        let prepared = Name::new(text);
        Matcher::new().score(&prepared, &prepared).millionths() as usize
    }),
    ("blocking_keys", Whole(1_000), |text| {
        index::blocking_keys(&Name::new(text), index::BlockingWidth::default()).len()
    }),
    ("explain", Whole(100), |text| {
        let known = Name::new("Gen. Qasem Soleimani a.k.a. Касем Сулеймани");
        let text = Name::new(text);
        assert!(Matcher::new().score_cutoff(&text, &known).is_some());
        Matcher::new().explain(&text, &known).evidence.len()
    }),
    ("ExhaustiveIndex::search", Whole(2), |text| {
        let list = ExhaustiveIndex::new([text, "Qasem Soleimani"].map(|name| Record::new(name, name)));
        list.search(text).limit(5).hits().len()
    }),
    // A name stands in the file once, and a word of it once more with its Latin letters.
    ("Builder", Each(6), |text| {
        let mut builder = Builder::new();
        builder.add(Record::new(text, text).kind(text).language(text));
        builder.build().len().saturating_sub(EMPTY)
    }),
    ("Index::search", Whole(5), |text| index().search(text).limit(5).hits().len()),
    ("Index::search, kind", Whole(5), |text| index().search(text).kind(text).hits().len()),
    ("Scanner::scan", Each(1), |text| scanner().scan(text).len()),
    ("Style::parse", Each(1), |text| rewrite::Style::parse(text).map_or(0, |style| style.names().len())),
    ("Style::to_tsv", Each(4), |text| {
        let preferred = rewrite::Preferred { name: text.into(), ..rewrite::Preferred::default() };
        rewrite::Style::from_names([preferred]).to_tsv().len().saturating_sub(40)
    }),
    ("Rewriter::changes", Each(1), |text| rewriter().changes(text).len()),
    ("find", Each(1), |text| finder::find(text, Language::UNDETERMINED).len()),
    ("find, in Persian", Each(1), |text| finder::find(text, "fa".parse().expect("a tag")).len()),
    ("Finder::with_weights", Whole(1), |text| {
        usize::from(finder::Finder::with_weights(text.as_bytes()).is_ok())
    }),
    ("Rewriter::rewrite", Each(12), |text| rewriter().rewrite(text).len()),
    ("Scanner::new", Each(1), |text| scan::Scanner::new([Record::new(text, text)]).scan(text).len()),
    ("Index::from_bytes", Whole(0), |text| usize::from(Index::from_bytes(text).is_ok())),
    ("Journal", Each(6), |text| {
        let changes = [Change::Add(Record::new(text, text)), Change::Remove(text)];
        let records = changes.iter().flat_map(Change::to_bytes);
        let bytes: Vec<u8> = Journal::header(index()).into_iter().chain(records).collect();
        let (journal, read) = Journal::read(index(), &bytes).expect("a journal");
        assert_eq!(read, bytes.len());
        assert!(LiveIndex::new(index(), &journal).search("Qasem").limit(5).hits().len() <= 5);
        bytes.len().saturating_sub(100)
    }),
    ("Journal, any bytes", Whole(1), |text| usize::from(Journal::read(index(), text.as_bytes()).is_ok())),
    ("resolve", Each(1), |text| {
        let groups = scan::resolve(&[text, "Qasem Soleimani was in Kerman."]);
        groups.iter().map(|group| group.count).sum::<usize>().saturating_sub(2)
    }),
    ("compare::score", Whole(1_000_000), |text| compare::score(text, "قاسم سلیمانی").millionths() as usize),
    ("Language", Whole(3), |text| {
        usize::from(text.parse::<Language>().is_ok())
            + usize::from(text.parse::<Script>().is_ok())
            + usize::from(text.parse::<Country>().is_ok())
    }),
];

/// Bytes of an index of one row without text: the trigrams' places, which are as many for any list.
const EMPTY: usize = 90_000;

fn system(id: &str) -> Transliterator {
    Transliterator::named(id).expect("a system")
}

fn romanizer(tag: &str) -> WordRomanizer {
    WordRomanizer::of(tag.parse().expect("a tag")).expect("a model")
}

/// An index of names in several scripts.
pub(crate) fn index() -> &'static Index<Vec<u8>> {
    static INDEX: OnceLock<Index<Vec<u8>>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let given = ["Qasem", "Ольга", "علی", "Νίκος", "דוד", "Maria", "정은", "習", "عبد الله"];
        let family = ["Soleimani", "Ким", "سلیمانی", "Παπάς", "לוי", "O’Neill", "김", "近平"];
        let mut builder = Builder::new();
        for (at, name) in
            given.iter().flat_map(|g| family.iter().map(move |f| format!("{g} {f}"))).enumerate()
        {
            builder.add(Record::new(&at.to_string(), &name));
        }
        Index::from_bytes(builder.build()).expect("an index just built")
    })
}

/// Hostile texts of about so many characters: each is one unit again and again.
pub(crate) fn hostile(size: usize) -> Vec<(&'static str, String)> {
    let of = |unit: &str| unit.repeat(size.div_ceil(unit.chars().count()).max(1));
    let mut texts: Vec<(&'static str, String)> = UNITS.iter().map(|(what, unit)| (*what, of(unit))).collect();
    let half = |c: &str| c.repeat(size / 2);
    texts.push(("marks on a letter", format!("e{}", of("\u{301}"))));
    texts.push(("deep bidi", format!("{}x{}", half("\u{202E}"), half("\u{202C}"))));
    texts.push(("isolates", format!("{}א{}", half("\u{2067}"), half("\u{2069}"))));
    texts.push(("nested entities", format!("&{}lt;", of("amp;"))));
    texts.push(("a link's tail", format!("http://x{}", of(")"))));
    texts.push(("a long tag", format!("#{}", of("aB"))));
    texts.push(("a word behind an article", format!("عبد ال{}", of("ق"))));
    texts.push(("many words", (0..size / 6).map(|at| format!("W{at:04x} ")).collect()));
    texts.push(("many sentences", (0..size / 20).map(|at| format!("Then Ali N{at:04x} met. ")).collect()));
    texts
}

/// What hostile texts are made of.
const UNITS: &[(&str, &str)] = &[
    ("marks alone", "\u{301}"),
    ("marks of two classes", "\u{316}\u{301}"),
    ("viramas", "क\u{94D}"),
    ("one token", "a"),
    ("one Arabic token", "ق"),
    ("one Cyrillic token", "Ж"),
    ("one Han token", "漢"),
    ("one hangul token", "김"),
    ("one Thai token", "ก"),
    ("digits", "1"),
    ("digits of two scripts", "1٢"),
    ("words of a letter", "A b "),
    ("capital words", "Ali "),
    ("Arabic words", "علی "),
    ("compound words", "الله "),
    ("words of prefixes", "بن "),
    ("Cyrillic words", "Иван "),
    ("hangul words", "김 "),
    ("alternating scripts", "aбγאب가あ漢"),
    ("mixed lookalikes", "aа"),
    ("words of mixed lookalikes", "aа "),
    ("open entities", "&#x"),
    ("ampersands", "&"),
    ("entities", "&amp;"),
    ("semicolons", ";"),
    ("ligatures", "\u{FDFA}"),
    ("joiners", "क\u{94D}\u{200D}\u{200C}"),
    ("non-joiners", "ع\u{200C}"),
    ("emoji", "👨\u{200D}"),
    ("flags", "🇮"),
    ("keycaps", "#\u{FE0F}\u{20E3}"),
    ("at signs", "a@"),
    ("hashes", "#a"),
    ("handles", "(@a) "),
    ("display names", "Ali K (@a) "),
    ("links", "t.co/"),
    ("retweets", "RT @a: "),
    ("apostrophes", "'s"),
    ("quotes", "‘a"),
    ("initials", "A."),
    ("brackets", "("),
    ("brackets with words", "(Ab "),
    ("titles", "Gen. "),
    ("honorifics", "Dr. "),
    ("titles of two sides", "Dr. Khan "),
    ("suffixes", "Jr. "),
    ("markers", "née A "),
    ("legal forms", "Ltd. "),
    ("head nouns", "Bank of "),
    ("numbers in words", "one "),
    ("articles", "al-"),
    ("particles", "von der "),
    ("commas", "A, "),
    ("lines", "Ali\n"),
    ("headlines", "ALI KARIMI IN IRAN\n"),
    ("acronyms", "Foo Bar Baz (FBB) "),
    ("jamo", "\u{1100}\u{1161}\u{11A8}"),
    ("kana", "ガ・"),
    ("nothing", "\0\u{FFFE}\u{FFFF}"),
    ("white space", "\u{A0}\u{2003}\n"),
    ("rules", "a > b ; "),
    ("rule groups", "((("),
    ("rule sets", "[^["),
    ("rule variables", "$a = $a "),
];

/// A scanner for two names.
fn scanner() -> &'static scan::Scanner {
    static SCANNER: OnceLock<scan::Scanner> = OnceLock::new();
    SCANNER
        .get_or_init(|| scan::Scanner::new(["Qasem Soleimani", "北京"].map(|name| Record::new(name, name))))
}

/// A rewriter for two names.
fn rewriter() -> &'static rewrite::Rewriter {
    static REWRITER: OnceLock<rewrite::Rewriter> = OnceLock::new();
    REWRITER.get_or_init(|| {
        rewrite::Rewriter::new(&rewrite::Style::parse("name\nQasem Soleimani\n北京\n").expect("a style"))
    })
}
