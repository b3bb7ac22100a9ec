//! Names as people write them and as they arrive: strategies for property tests, made of the project's own lists.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use allonym::Script;
use allonym::unicode::script_of;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use unicode_normalization::UnicodeNormalization;

use crate::tables::rows;

/// What names are made of.
struct Material {
    /// Words by script.
    words: Vec<(Script, Vec<String>)>,
    /// What stands before names, in all languages.
    titles: Vec<String>,
    /// Whole names of the tables of tests.
    whole: Vec<String>,
}

/// Scripts of which no list of counted words exists.
const RARE: &str = "ᏍᏏᏉᏯ ኃይለ ሥላሴ ጆን ជា ស៊ីម ໄກສອນ ພົມວິຫານ ᠴᠢᠩᠭᠢᠰ ᠬᠠᠭᠠᠨ အောင် စု ကြည် ܐܦܪܝܡ މުހައްމަދު བསྟན་འཛིན་རྒྱ་མཚོ さくら はな ᚠᚢᚦ 𐌰𐌽𐍃 აკაკი შოთა ജോൺ സിംഗ് ස්ටීවන් ಜಾನ್ ਜੌਨ สมชาย";

fn script(word: &str) -> Option<Script> {
    word.chars().map(script_of).find(|script| script.is_real())
}

fn material() -> &'static Material {
    static MATERIAL: OnceLock<Material> = OnceLock::new();
    MATERIAL.get_or_init(|| {
        let root = env!("CARGO_MANIFEST_DIR");
        let mut words: BTreeMap<Script, Vec<String>> = BTreeMap::new();
        let mut add = |word: &str| {
            if let Some(script) = script(word) {
                words.entry(script).or_default().push(word.to_owned());
            }
        };
        for entry in fs::read_dir(format!("{root}/data/frequency")).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "tsv")
                && !path.ends_with("given_family_counts.tsv")
            {
                let text = fs::read_to_string(&path).expect("a file");
                let lines = text.lines().filter(|line| !line.starts_with("# ")).skip(1).take(80);
                lines.filter_map(|line| line.split('\t').next()).for_each(&mut add);
            }
        }
        RARE.split(' ').for_each(&mut add);
        let whole: Vec<String> = rows("parse.tsv").into_iter().map(|row| row["text"].clone()).collect();
        whole.iter().flat_map(|name| name.split_whitespace()).for_each(&mut add);
        let titles = fs::read_to_string(format!("{root}/data/lexicon/titles.tsv")).expect("a table");
        let titles = titles.lines().filter(|line| !line.starts_with("# ")).skip(1).step_by(7);
        let titles = titles.filter_map(|line| line.split('\t').next()).map(String::from).collect();
        Material { words: words.into_iter().collect(), titles, whole }
    })
}

/// A word of any script, each script as often as another.
pub(crate) fn word() -> impl Strategy<Value = String> {
    (any::<Index>(), any::<Index>()).prop_map(|(script, word)| {
        let (_, words) = script.get(&material().words);
        word.get(words).clone()
    })
}

/// A name as it is written with care: words of one script, now and then of several, with a title, or one of the tables.
pub(crate) fn name() -> impl Strategy<Value = String> {
    let one_script =
        (any::<Index>(), prop::collection::vec(any::<Index>(), 1..5)).prop_map(|(script, at)| {
            let (_, words) = script.get(&material().words);
            at.iter().map(|at| at.get(words).as_str()).collect::<Vec<_>>().join(" ")
        });
    let mixed = prop::collection::vec(word(), 2..4).prop_map(|words| words.join(" "));
    let plain = prop_oneof![6 => one_script, 1 => mixed, 3 => any::<Index>().prop_map(|at| at.get(&material().whole).clone())];
    let title = any::<Index>().prop_map(|at| at.get(&material().titles).clone());
    let capital = |name: String| {
        let words = name.split(' ').map(|word| {
            let mut chars = word.chars();
            chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect::<String>()
        });
        words.collect::<Vec<_>>().join(" ")
    };
    (plain, prop::option::weighted(0.2, title), any::<bool>()).prop_map(move |(name, title, capitals)| {
        let name = if capitals { capital(name) } else { name };
        title.map_or(name.clone(), |title| format!("{title} {name}"))
    })
}

/// What happens to a name on its way.
#[derive(Clone, Debug)]
enum Mishap {
    /// A mark, a control, a joiner, an emoji in between.
    Insert(Index, &'static str),
    /// Something around it.
    Around(&'static str, &'static str),
    /// Something else for its spaces.
    Spaces(&'static str),
    /// Mistakes of the hand: a letter left out, doubled, changed for the next, written as another.
    Lose(Index),
    Double(Index),
    Swap(Index),
    Mistake(Index, Index),
    Upper,
    Lower,
    Decomposed,
    /// Compatibility forms of letters become letters: what a converter does.
    Compatible,
    /// A letter as a character reference.
    Reference(Index),
    /// Cut after so many characters.
    Cut(Index),
}

/// Marks, bidi controls, joiners, variation selectors, signs, emoji.
const INSERTED: &[&str] = &[
    "\u{301}",
    "\u{308}",
    "\u{323}",
    "\u{64B}",
    "\u{651}",
    "\u{670}",
    "\u{640}",
    "\u{5B7}",
    "\u{94D}",
    "\u{93C}",
    "\u{E48}",
    "\u{3099}",
    "\u{345}",
    "\u{338}",
    "\u{200B}",
    "\u{200C}",
    "\u{200D}",
    "\u{200E}",
    "\u{200F}",
    "\u{202B}",
    "\u{202C}",
    "\u{202E}",
    "\u{2067}",
    "\u{2069}",
    "\u{FE0F}",
    "\u{FEFF}",
    "\u{AD}",
    "\u{A0}",
    "\u{2028}",
    "&",
    ";",
    "'",
    "’",
    "-",
    ".",
    ",",
    "(",
    "\"",
    "_",
    "#",
    "@",
    "🎥",
    "🇮🇷",
    "👨\u{1F3FD}",
    "ﷺ",
    "ﻻ",
    "ﬁ",
    "Ａ",
    "１",
    "٣",
    "\0",
];

const AROUND: &[(&str, &str)] = &[
    ("#", ""),
    ("@", ""),
    ("RT @tasnim: ", " https://t.co/x"),
    ("\u{202B}", "\u{202C}"),
    ("\u{2067}", "\u{2069}"),
    ("“", "”"),
    ("‘", "’"),
    ("(", ")"),
    ("Dr. ", ""),
    ("", ", Jr."),
    ("", "’s"),
    ("", " a.k.a. Abu Ali"),
    ("", " Ltd."),
    ("Family of ", " 🎥"),
];

fn mishap() -> impl Strategy<Value = Mishap> {
    prop_oneof![
        6 => (any::<Index>(), select(INSERTED)).prop_map(|(at, what)| Mishap::Insert(at, what)),
        3 => select(AROUND).prop_map(|(before, after)| Mishap::Around(before, after)),
        2 => select(&["_", "\u{A0}", "  ", "-", "\u{200C}", "", "\n", "・", "."][..]).prop_map(Mishap::Spaces),
        1 => any::<Index>().prop_map(Mishap::Lose),
        1 => any::<Index>().prop_map(Mishap::Double),
        1 => any::<Index>().prop_map(Mishap::Swap),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(at, other)| Mishap::Mistake(at, other)),
        1 => Just(Mishap::Upper),
        1 => Just(Mishap::Lower),
        1 => Just(Mishap::Decomposed),
        1 => Just(Mishap::Compatible),
        1 => any::<Index>().prop_map(Mishap::Reference),
        1 => any::<Index>().prop_map(Mishap::Cut),
    ]
}

impl Mishap {
    fn befalls(&self, name: &str) -> String {
        let mut chars: Vec<char> = name.chars().collect();
        if chars.is_empty() {
            return String::new();
        }
        let count = chars.len();
        match self {
            Mishap::Insert(at, what) => {
                let (before, after) = chars.split_at(at.index(count + 1));
                return before.iter().copied().chain(what.chars()).chain(after.iter().copied()).collect();
            }
            Mishap::Around(before, after) => return format!("{before}{name}{after}"),
            Mishap::Spaces(other) => return name.replace(' ', other),
            Mishap::Upper => return name.to_uppercase(),
            Mishap::Lower => return name.to_lowercase(),
            Mishap::Decomposed => return name.nfd().collect(),
            Mishap::Compatible => return name.nfkc().collect(),
            Mishap::Lose(at) => drop(chars.remove(at.index(count))),
            Mishap::Double(at) => chars.insert(at.index(count), chars[at.index(count)]),
            Mishap::Swap(at) => chars.swap(at.index(count), (at.index(count) + 1) % count),
            Mishap::Mistake(at, other) => chars[at.index(count)] = chars[other.index(count)],
            Mishap::Cut(at) => chars.truncate(at.index(count) + 1),
            Mishap::Reference(at) => {
                let at = at.index(count);
                let reference = format!("&#{};", u32::from(chars[at]));
                return chars[..at]
                    .iter()
                    .copied()
                    .chain(reference.chars())
                    .chain(chars[at + 1..].iter().copied())
                    .collect();
            }
        }
        chars.into_iter().collect()
    }
}

/// A name as it arrives.
pub(crate) fn noisy() -> impl Strategy<Value = String> {
    (name(), prop::collection::vec(mishap(), 0..4))
        .prop_map(|(name, mishaps)| mishaps.iter().fold(name, |name, mishap| mishap.befalls(&name)))
}

/// Two names: often two spellings of one.
pub(crate) fn pair() -> impl Strategy<Value = (String, String)> {
    let same = (name(), prop::collection::vec(mishap(), 0..3), prop::collection::vec(mishap(), 0..3));
    let same = same.prop_map(|(name, here, there)| {
        let at = |mishaps: &[Mishap]| mishaps.iter().fold(name.clone(), |name, mishap| mishap.befalls(&name));
        (at(&here), at(&there))
    });
    prop_oneof![2 => same, 1 => (noisy(), noisy())]
}

/// A document: names in sentences, headlines, posts.
pub(crate) fn document() -> impl Strategy<Value = String> {
    let around = select(
        &[
            ("Then ", " spoke in Tehran. "),
            ("", " said on Monday, "),
            ("RT @reporter: #", " https://t.co/x\n"),
            ("BREAKING: ", "\n"),
            ("Об этом заявил ", " в среду. "),
            ("وقال ", " في بيروت. "),
            ("", " ("),
            ("今天", "說"),
        ][..],
    );
    prop::collection::vec((around, noisy()), 0..5).prop_map(|parts| {
        parts.iter().map(|((before, after), name)| format!("{before}{name}{after}")).collect()
    })
}

/// The generator makes what it says: tests of nothing but plain names would pass too.
#[test]
fn names_are_of_every_kind() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let strategy = noisy();
    let names: Vec<String> =
        (0..4_000).map(|_| strategy.new_tree(&mut runner).expect("a name").current()).collect();
    let mut scripts: Vec<Script> = names.iter().flat_map(|name| name.chars()).map(script_of).collect();
    scripts.sort_unstable();
    scripts.dedup();
    assert!(scripts.len() >= 28, "only {scripts:?}");
    let count = |test: &dyn Fn(&str) -> bool| names.iter().filter(|name| test(name)).count();
    let has = |wanted: &'static [char]| move |name: &str| name.contains(wanted);
    for (what, found) in [
        ("marks", count(&has(&['\u{301}', '\u{64B}', '\u{94D}', '\u{3099}']))),
        ("bidi controls", count(&has(&['\u{202B}', '\u{202E}', '\u{2067}', '\u{200F}']))),
        ("social signs", count(&has(&['#', '@', '_']))),
        ("emoji", count(&has(&['🎥', '🇮']))),
        ("references", count(&|name| name.contains("&#"))),
        (
            "capitals",
            count(&|name| name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)),
        ),
        ("several scripts", count(&|name| allonym::unicode::script_set(name).len() > 1)),
        ("decomposed", count(&|name| !unicode_normalization::is_nfc(name))),
    ] {
        assert!(found >= 40, "only {found} of {} names have {what}", names.len());
    }
    assert!(names.iter().any(String::is_empty) || names.iter().any(|name| name.chars().count() == 1));
}
