//! `src/tables/generated/compare.rs`: the numbers of `data/compare`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use allonym::Script;
use allonym::tables::char_trie::CharTables;
use allonym::unicode::generator::normalize_with;
use allonym::unicode::script_of;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::languages::script;
use super::tags::padded;
use crate::data;
use crate::emit::File;

/// Fields of `Weights`, by the type of the quantity.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weights {
    log_odds: BTreeMap<String, f64>,
    surprisal: BTreeMap<String, f64>,
    similarity: BTreeMap<String, f64>,
    factor: BTreeMap<String, f64>,
}

/// Points of each curve, bits and the logarithm of the odds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Calibration {
    curve: BTreeMap<String, Vec<(f64, f64)>>,
}

/// LogOdds that each profile adds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Profiles {
    screening: f64,
    default: f64,
    dedupe: f64,
}

/// Languages whose names are syllables that are spelled in one way.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Syllables {
    languages: Vec<String>,
}

/// Letters that are read as others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rewrites {
    digits: BTreeMap<char, String>,
    looks: BTreeMap<char, Vec<String>>,
    letters: BTreeMap<char, String>,
    except: Vec<String>,
    articles: Vec<String>,
}

/// The curves in the order in which the code asks for them.
const CURVES: [&str; 6] = [
    "person_same_script",
    "person_cross_script",
    "organization_same_script",
    "organization_cross_script",
    "place_same_script",
    "place_cross_script",
];

pub(crate) fn generate(folder: &Path, chars: &CharTables) -> Result<File, String> {
    let weights: Weights = data::toml(&folder.join("weights.toml"))?;
    let mut body = String::from(
        "use crate::quantity::{Factor, LogOdds, Similarity, Surprisal};\nuse crate::tables::weights::{Calibration, Ending, Side, Weights};\nuse crate::tag::{Language, Script};\n\n/// What agreement weighs and its absence costs.\npub(crate) const WEIGHTS: Weights = Weights {\n",
    );
    for (quantity, parts, fields) in [
        ("LogOdds", 256.0, &weights.log_odds),
        ("Surprisal", 256.0, &weights.surprisal),
        ("Similarity", 1024.0, &weights.similarity),
        ("Factor", 1024.0, &weights.factor),
    ] {
        for (name, value) in fields {
            let _ = writeln!(body, "    {name}: {quantity}::from_parts({}),", (value * parts).round());
        }
    }
    body.push_str("};\n\n/// From bits to the logarithm of the odds: persons, organizations, places; each in one script, in two.\npub(crate) static CALIBRATIONS: &[Calibration] = &[\n");
    let path = folder.join("calibration.toml");
    let calibration: Calibration = data::toml(&path)?;
    for name in CURVES {
        let points = calibration
            .curve
            .get(name)
            .ok_or_else(|| format!("{}: there is no curve '{name}'", path.display()))?;
        let rising = points.iter().zip(points.iter().skip(1)).all(|(a, b)| a.0 < b.0 && a.1 <= b.1);
        if points.len() < 2 || !rising {
            return Err(format!(
                "{}: '{name}' needs two points or more, each above the last",
                path.display()
            ));
        }
        let points: Vec<String> =
            points.iter().map(|(x, y)| format!("({}, {})", bits(*x), bits(*y))).collect();
        let _ = writeln!(body, "    &[{}],", points.join(", "));
    }
    let profiles: Profiles = data::toml(&folder.join("profiles.toml"))?;
    let shifts = [profiles.screening, profiles.default, profiles.dedupe].map(bits).join(", ");
    let _ = writeln!(
        body,
        "];\n\n/// What the profiles add to the odds: screening, default, dedupe.\npub(crate) static PROFILES: &[LogOdds] = &[{shifts}];"
    );
    let syllables: Syllables = data::toml(&folder.join("syllables.toml"))?;
    let codes = syllables.languages.iter().map(|tag| {
        let code = padded(tag).ok_or_else(|| format!("syllables.toml: '{tag}' is no language code"))?;
        Ok(format!("Language::from_code(&{code:?})"))
    });
    let languages: Vec<String> = codes.collect::<Result<_, String>>()?;
    let _ = writeln!(
        body,
        "\n/// Languages whose names are syllables that are spelled in one way.\npub(crate) static SYLLABIC: &[Language] = &[{}];",
        languages.join(", ")
    );
    let rewrites: Rewrites = data::toml(&folder.join("rewrites.toml"))?;
    let digits: Vec<String> =
        rewrites.digits.iter().map(|(digit, letter)| format!("({digit:?}, {letter:?})")).collect();
    // The first letter of each digit, then the second of those that have one beside the first of the others.
    let most = rewrites.looks.values().map(Vec::len).max().unwrap_or(0);
    let looks = (0..most).map(|at| {
        let letter = |(digit, letters): (&char, &Vec<String>)| {
            letters.get(at).or(letters.last()).map(|letter| format!("({digit:?}, {letter:?})"))
        };
        format!("&[{}]", rewrites.looks.iter().filter_map(letter).collect::<Vec<String>>().join(", "))
    });
    let looks: Vec<String> = looks.collect();
    let letters: Vec<String> =
        rewrites.letters.iter().map(|(letter, letters)| format!("({letter:?}, {letters:?})")).collect();
    let except = rewrites.except.iter().map(|tag| {
        let code = padded(tag).ok_or_else(|| format!("rewrites.toml: '{tag}' is no language code"))?;
        Ok(format!("Language::from_code(&{code:?})"))
    });
    let except: Vec<String> = except.collect::<Result<_, String>>()?;
    let _ = writeln!(
        body,
        "\n/// Digits that stand for letters.\npub(crate) static DIGITS: &[(char, &str)] = &[{}];\n\n/// Letters that digits look like, a table for each choice.\npub(crate) static DIGIT_LOOKS: &[&[(char, &str)]] = &[{}];\n\n/// Letters that are written as two elsewhere.\npub(crate) static SPELLED_OUT: &[(char, &str)] = &[{}];\n\n/// Languages where they are not.\npub(crate) static SPELLED_OUT_EXCEPT: &[Language] = &[{}];\n\n/// Articles that names of organizations begin with or do not.\npub(crate) static LEADING_ARTICLES: &[&str] = &[{}];",
        digits.join(", "),
        looks.join(", "),
        letters.join(", "),
        except.join(", "),
        rewrites.articles.iter().map(|word| format!("{word:?}")).collect::<Vec<String>>().join(", ")
    );
    let looks = latin_lookalikes();
    let looks = looks.iter().map(|(letter, latin)| format!("({letter:?}, {latin:?})"));
    let looks: Vec<String> = looks.collect();
    let _ = writeln!(
        body,
        "\n/// Letters of other scripts and the Latin ones that they look like, in either case (UTS #39).\npub(crate) static LATIN_LOOKS: &[(char, char)] = &[{}];",
        looks.join(", ")
    );
    body.push_str(
        "\n/// Endings by which names of men and women differ.\npub(crate) static ENDINGS: &[Ending] = &[\n",
    );
    let path = folder.join("endings.tsv");
    for (line, [code, side, masculine, feminine, sure]) in
        data::tsv(&path, ["script", "side", "masculine", "feminine", "sure"])?
    {
        let side = match side.as_str() {
            "given" => "Given",
            "family" => "Family",
            "spelling" => "Spelling",
            _ => {
                return Err(format!(
                    "{}:{line}: side is 'given', 'family' or 'spelling', not '{side}'",
                    path.display()
                ));
            }
        };
        let key = |ending: &str| normalize_with(chars, ending);
        let _ = writeln!(
            body,
            "    Ending {{ script: {}, side: Side::{side}, masculine: {:?}, feminine: {:?}, sure: {} }},",
            script(&code),
            key(&masculine),
            key(&feminine),
            sure == "1"
        );
    }
    body.push_str("];\n");
    Ok(File::rust("src/tables/generated/compare.rs", "data/compare", &body))
}

fn bits(value: f64) -> String {
    format!("LogOdds::from_parts({})", (value * 256.0).round())
}

/// The letters of other scripts that look like a letter of ASCII, each with it, in order. What is a Latin letter in another form
/// is none: that is known already.
fn latin_lookalikes() -> Vec<(char, char)> {
    let skeleton = |c: char| unicode_security::skeleton(c.encode_utf8(&mut [0; 4])).collect::<String>();
    let mut latin: BTreeMap<String, char> = BTreeMap::new();
    for c in ('a'..='z').chain('A'..='Z') {
        // I and l look alike: a capital is the one, any other letter the other.
        latin.entry(skeleton(c)).or_insert(c);
    }
    let other = ('\u{80}'..=char::MAX).filter(|c| {
        let script = script_of(*c);
        c.is_alphabetic() && script.is_real() && script != Script::LATIN && c.nfkd().eq([*c])
    });
    let like = |c: char| {
        latin.get(&skeleton(c)).map(|like| if c.is_uppercase() && *like == 'l' { 'I' } else { *like })
    };
    other.filter_map(|c| like(c).map(|like| (c, like))).collect()
}
