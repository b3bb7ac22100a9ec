//! Pairs of names with known answers, made from the lists of `data/`: half are one name. The wrong ones are of two sorts,
//! names that share a word or begin alike, and names drawn by chance.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Two names, whether they are one, and what they are.
pub(crate) struct Made {
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) same: bool,
}

/// Numbers that look like chance and are the same every time (Numerical Recipes, linear congruence).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new() -> Chance {
        Chance(20_261_126)
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count.max(1)
    }
}

/// The rows of a TSV file, without comments and head, escapes read.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with("# ")).skip(1);
    let cell = |cell: &str| cell.replace("\\u{200C}", "\u{200C}").replace("\\u{200D}", "\u{200D}");
    lines.map(|line| line.split('\t').map(cell).collect()).collect()
}

/// The lists of a folder whose names end so, each with its pairs of a native and a Latin name.
fn lists(root: &Path, wanted: impl Fn(&str) -> bool) -> Vec<(String, Vec<(String, String)>)> {
    let mut names: Vec<String> = fs::read_dir(root.join("data/training"))
        .map(|entries| {
            entries.filter_map(Result::ok).filter_map(|entry| entry.file_name().into_string().ok()).collect()
        })
        .unwrap_or_default();
    names.sort();
    names
        .into_iter()
        .filter_map(|name| name.strip_suffix(".tsv").map(str::to_owned))
        .filter(|name| wanted(name))
        .map(|name| {
            let rows = rows(&root.join(format!("data/training/{name}.tsv")));
            let pairs = rows.into_iter().filter_map(|row| match row.as_slice() {
                [native, latin, ..] => Some((native.clone(), latin.clone())),
                _ => None,
            });
            let pairs = pairs.collect();
            (name, pairs)
        })
        .collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Right and wrong pairs of a list: each row, and with it a row that begins or ends alike, or any row, in turn.
fn of_list(pairs: &[(String, String)], most: usize, chance: &mut Chance, made: &mut Vec<Made>) {
    let mut sorted: Vec<&(String, String)> = pairs.iter().collect();
    sorted.sort_by_key(|(_, latin)| latin.split(' ').next_back().map(str::to_lowercase));
    let step = (sorted.len() / most.max(1)).max(1);
    for at in (0..sorted.len()).step_by(step) {
        let (native, latin) = sorted[at];
        made.push(Made { a: native.clone(), b: latin.clone(), same: true });
        let other =
            if at % 2 == 0 { sorted[(at + 1) % sorted.len()] } else { sorted[chance.below(sorted.len())] };
        if other.1 != *latin && other.0 != *native {
            made.push(Made { a: native.clone(), b: other.1.clone(), same: false });
        }
    }
}

/// Persons in two scripts, by script: whole names.
pub(crate) fn persons(root: &Path) -> BTreeMap<String, Vec<Made>> {
    let mut made: BTreeMap<String, Vec<Made>> = BTreeMap::new();
    let mut chance = Chance::new();
    for (name, pairs) in lists(root, |name| name.ends_with("_full") && !name.contains("places")) {
        let language = name.split('_').next().unwrap_or_default().to_owned();
        of_list(&pairs, 400, &mut chance, made.entry(language).or_default());
    }
    made
}

/// Persons in Latin letters: spellings of one native name, whole, with a word too few, an initial, the family name first.
pub(crate) fn persons_latin(root: &Path) -> Vec<Made> {
    let (mut made, mut chance) = (Vec::new(), Chance::new());
    for (_, pairs) in lists(root, |name| name.ends_with("_full") && !name.contains("places")) {
        let mut by_native: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (native, latin) in &pairs {
            by_native.entry(native).or_default().push(latin);
        }
        let names: Vec<&str> = pairs.iter().map(|(_, latin)| latin.as_str()).collect();
        for spellings in by_native.values().filter(|spellings| spellings.len() > 1).take(150) {
            made.push(Made { a: spellings[0].into(), b: spellings[1].into(), same: true });
            let other = names[chance.below(names.len())];
            if !spellings.contains(&other) {
                made.push(Made { a: spellings[0].into(), b: other.into(), same: false });
            }
        }
        for name in names.iter().step_by(names.len() / 40 + 1) {
            let words: Vec<&str> = name.split(' ').collect();
            let ([first, .., last], true) = (words.as_slice(), words.len() < 5) else { continue };
            let initial: String = first.chars().take(1).collect();
            let other = names[chance.below(names.len())].split(' ').next().unwrap_or_default();
            made.push(Made { a: (*name).into(), b: format!("{last}, {first}"), same: true });
            made.push(Made { a: (*name).into(), b: format!("{initial}. {last}"), same: true });
            if other != *first {
                made.push(Made { a: (*name).into(), b: format!("{other} {last}"), same: false });
                let initial: String = other.chars().take(1).collect();
                if !first.starts_with(&initial) {
                    made.push(Made { a: (*name).into(), b: format!("{initial}. {last}"), same: false });
                }
            }
        }
    }
    made
}

/// Places in two scripts, by script, and in Latin letters: with the words that may stand beside them.
pub(crate) fn places(root: &Path) -> BTreeMap<String, Vec<Made>> {
    const BESIDE: [(&str, &str); 6] = [
        ("Lake {}", "{} Lake"),
        ("{} Airport", "Airport of {}"),
        ("Port of {}", "{} Port"),
        ("{} Province", "Province of {}"),
        ("{} Castle", "Castle {}"),
        ("Mount {}", "Mt. {}"),
    ];
    let (mut made, mut chance): (BTreeMap<String, Vec<Made>>, _) = (BTreeMap::new(), Chance::new());
    for (name, pairs) in lists(root, |name| name.contains("places")) {
        let script = name.trim_start_matches("places_").trim_end_matches("_full").to_owned();
        // As places they are known by a word beside them; alone they may be anything.
        of_list(&pairs, 300, &mut chance, made.entry(script).or_default());
        let latin = made.entry("latn".into()).or_default();
        // Two spellings of one native name, and two names that begin alike.
        let mut sorted: Vec<&(String, String)> = pairs.iter().collect();
        sorted.sort();
        for two in sorted.windows(2).step_by(pairs.len() / 400 + 1) {
            if two[0].0 == two[1].0 && two[0].1 != two[1].1 {
                latin.push(Made { a: two[0].1.clone(), b: two[1].1.clone(), same: true });
            }
        }
        sorted.sort_by_key(|(_, latin)| latin.to_lowercase());
        for two in sorted.windows(2).step_by(pairs.len() / 150 + 1) {
            if two[0].0 != two[1].0 && two[0].1.to_lowercase() != two[1].1.to_lowercase() {
                latin.push(Made { a: two[0].1.clone(), b: two[1].1.clone(), same: false });
            }
        }
        for (_, name) in pairs.iter().step_by(pairs.len() / 60 + 1) {
            let (one, two) = BESIDE[chance.below(BESIDE.len())];
            let other = &pairs[chance.below(pairs.len())].1;
            latin.push(Made { a: one.replace("{}", name), b: two.replace("{}", name), same: true });
            latin.push(Made { a: one.replace("{}", name), b: name.clone(), same: true });
            if other != name {
                latin.push(Made { a: one.replace("{}", name), b: two.replace("{}", other), same: false });
                latin.push(Made { a: one.replace("{}", name), b: one.replace("{}", other), same: false });
            }
        }
    }
    made
}

/// Legal forms that answer each other, in Latin letters and in others.
const FORMS: [(&str, &str, &str); 6] = [
    ("{} Ltd", "{} Limited", "ООО {}"),
    ("{} LLC", "{} Limited Liability Company", "{} ООО"),
    ("{} Inc.", "{} Incorporated", "شركة {}"),
    ("{} GmbH", "{} Gesellschaft mit beschränkter Haftung", "شرکت {}"),
    ("{} JSC", "{} AO", "АО {}"),
    ("{} Co., Ltd.", "{} Company Limited", "{}有限公司"),
];
/// What a firm does, or is.
const GENERIC: [&str; 8] =
    ["Trading", "Systems", "Shipping", "Group", "International", "Holding", "Industries", "Services"];
/// Head nouns, and what makes another institution of one.
const HEADS: [&str; 6] = ["University", "Bank", "Institute", "Ministry", "Hospital", "Academy"];
const QUALIFIERS: [&str; 8] = [
    "of Medical Sciences",
    "of Technology",
    "of Agriculture",
    "Investment Company",
    "of Fine Arts",
    "Research Center",
    "of Economics",
    "Foundation",
];

/// Organizations in Latin letters, and in two scripts by script.
pub(crate) fn organizations(root: &Path) -> BTreeMap<String, Vec<Made>> {
    let (mut made, mut chance): (BTreeMap<String, Vec<Made>>, _) = (BTreeMap::new(), Chance::new());
    let words = lists(root, |name| matches!(name, "ru_ep" | "ar_ep" | "fa_ep" | "zh_ep" | "uk_ep" | "he_ep"));
    for (list, pairs) in &words {
        let script = list.split('_').next().unwrap_or_default().to_owned();
        for at in (0..pairs.len()).step_by(pairs.len() / 300 + 1) {
            let other = |chance: &mut Chance| &pairs[chance.below(pairs.len())];
            let (one, two, three) = (&pairs[at], other(&mut chance), other(&mut chance));
            if one.1 == two.1 || one.1 == three.1 || one.1.len() < 3 {
                continue;
            }
            let (x, y, z) = (capital(&one.1), capital(&two.1), capital(&three.1));
            let (short, long, native) = FORMS[chance.below(FORMS.len())];
            let generic = GENERIC[chance.below(GENERIC.len())];
            let head = HEADS[chance.below(HEADS.len())];
            let qualifier = QUALIFIERS[chance.below(QUALIFIERS.len())];
            let latin = made.entry("latn".into()).or_default();
            let mut pair = |a: String, b: String, same: bool| latin.push(Made { a, b, same });
            let name = format!("{x} {generic}");
            pair(short.replace("{}", &name), long.replace("{}", &name), true);
            pair(short.replace("{}", &name), long.replace("{}", &format!("{z} {generic}")), false);
            pair(short.replace("{}", &x), x.clone(), true);
            pair(short.replace("{}", &format!("{x} {y}")), long.replace("{}", &format!("{x} {z}")), false);
            pair(format!("{x} {head}"), format!("{head} of {x}"), true);
            pair(format!("{x} {head}"), format!("{x} {head} {qualifier}"), false);
            pair(format!("{x} {head}"), format!("{z} {head}"), false);
            pair(format!("{x} {y} {generic}"), short.replace("{}", &format!("{x} {y}")), true);
            if native.is_ascii() {
                continue;
            }
            let cross = made.entry(script.clone()).or_default();
            let form = if list.starts_with("ru") || list.starts_with("uk") {
                FORMS[chance.below(2)].2
            } else if list.starts_with("ar") {
                FORMS[2].2
            } else if list.starts_with("zh") {
                FORMS[5].2
            } else {
                FORMS[3].2
            };
            let both = |a: &(String, String), b: &(String, String)| format!("{} {}", a.0, b.0);
            let firm = form.replace("{}", &both(one, two));
            cross.push(Made { a: firm.clone(), b: short.replace("{}", &format!("{x} {y}")), same: true });
            cross.push(Made { a: firm, b: short.replace("{}", &format!("{x} {z}")), same: false });
            cross.push(Made { a: form.replace("{}", &one.0), b: short.replace("{}", &x), same: true });
            cross.push(Made { a: form.replace("{}", &one.0), b: short.replace("{}", &z), same: false });
        }
    }
    // Organizations that are known everywhere, in several languages: full names only.
    let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows(&root.join("data/lexicon/international_organizations.tsv")) {
        if let [_, form, id] = row.as_slice()
            && form.contains(' ')
        {
            by_name.entry(id.clone()).or_default().push(form.clone());
        }
    }
    let forms: Vec<&Vec<String>> = by_name.values().collect();
    for (at, names) in forms.iter().enumerate() {
        for name in names.iter().skip(1).take(6) {
            let others = forms[(at + 1 + chance.below(forms.len() - 1)) % forms.len()];
            let other = &others[chance.below(others.len())];
            let known = |text: &str| if text.is_ascii() { "latn" } else { "other" };
            for (b, same) in [(name, true), (other, false)] {
                let key = known(b);
                made.entry(key.into()).or_default().push(Made { a: names[0].clone(), b: b.clone(), same });
            }
        }
    }
    made
}
