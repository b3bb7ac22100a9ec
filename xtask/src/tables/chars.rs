//! `src/tables/generated/chars.rs`: what cleaning and folding do with each character.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use allonym::tables::char_trie::{CharTables, Trie, clean_class, fold_class};
use allonym::unicode::generator::{MAX_STEPS, begins_segment, step};
use allonym::unicode::script_of;
use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_properties::props::{
    BidiControl, DefaultIgnorableCodePoint, EastAsianWidth, GeneralCategory as Gc, Script, WhiteSpace,
};
use icu_properties::script::ScriptWithExtensions;
use icu_properties::{CodePointMapData, CodePointSetData, PropertyNamesShort};
use unicode_normalization::char::{canonical_combining_class, decompose_canonical, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

use crate::data::{self, Marks};
use crate::emit::{File, numbers};

/// The character tables before they are written.
pub(crate) struct Chars {
    clean: Blocks,
    punctuation: Vec<String>,
    fold: Blocks,
    folds: Vec<(u8, String)>,
    lookalikes: Vec<(char, u16)>,
    pairs: Vec<([char; 2], String)>,
    elongated: Vec<(char, char)>,
}

impl Chars {
    pub(crate) fn new(scripts: Vec<&data::Script>, punctuation: &data::Punctuation) -> Result<Chars, String> {
        let folds = Folds::new(&scripts)?;
        let fold = folds.all()?;
        let plain = plain_signs(punctuation)?;
        Ok(Chars {
            clean: Blocks::new(&clean(&plain)?),
            punctuation: plain.keys().cloned().collect(),
            pairs: folds.pairs(&scripts)?,
            elongated: folds.elongated(&scripts),
            fold: Blocks::new(&fold.classes),
            folds: fold.outputs,
            lookalikes: fold.lookalikes,
        })
    }

    /// The tables for use at once: other generators normalize with them. They live as long as the process.
    pub(crate) fn tables(&self) -> CharTables {
        fn leak<T>(list: Vec<T>) -> &'static [T] {
            Vec::leak(list)
        }
        fn text(text: &str) -> &'static str {
            String::leak(text.to_owned())
        }
        CharTables {
            clean: Trie { index: leak(self.clean.index.clone()), data: leak(self.clean.data.clone()) },
            punctuation: leak(self.punctuation.iter().map(|to| text(to)).collect()),
            fold: Trie { index: leak(self.fold.index.clone()), data: leak(self.fold.data.clone()) },
            folds: leak(self.folds.iter().map(|(step, out)| (*step, text(out))).collect()),
            lookalikes: leak(self.lookalikes.clone()),
            pairs: leak(self.pairs.iter().map(|(pair, out)| (*pair, text(out))).collect()),
            elongated: leak(self.elongated.clone()),
        }
    }

    /// `src/tables/generated/chars.rs`.
    pub(crate) fn file(&self) -> File {
        let mut body = String::from("use crate::tables::char_trie::{CharTables, Trie};\n\n");
        body.push_str("/// The character tables.\npub(crate) static CHARS: CharTables = CharTables {\n");
        let _ = writeln!(body, "    clean: Trie {{ index: &CLEAN_INDEX, data: &CLEAN_DATA }},");
        let _ = writeln!(body, "    punctuation: &{:?},", self.punctuation);
        let _ = writeln!(body, "    fold: Trie {{ index: &FOLD_INDEX, data: &FOLD_DATA }},");
        body.push_str("    folds: &FOLDS,\n    lookalikes: &LOOKALIKES,\n");
        let _ = writeln!(body, "    pairs: &{:?},\n    elongated: &{:?},\n}};", self.pairs, self.elongated);
        self.clean.write(&mut body, "CLEAN");
        self.fold.write(&mut body, "FOLD");
        let folds = self.folds.iter().map(|(step, out)| format!("({step}, {})", literal(out)));
        list(&mut body, "FOLDS", "(u8, &str)", folds.collect());
        let lookalikes = self.lookalikes.iter().map(|(c, group)| format!("('{c}', {group})"));
        list(&mut body, "LOOKALIKES", "(char, u16)", lookalikes.collect());
        File::rust(
            "src/tables/generated/chars.rs",
            "data/scripts, data/unicode and the Unicode data of the crates in Cargo.lock",
            &body,
        )
    }
}

/// A static array, eight entries a line.
fn list(body: &mut String, name: &str, of: &str, entries: Vec<String>) {
    let _ = writeln!(body, "\nstatic {name}: [{of}; {}] = [", entries.len());
    for line in entries.chunks(8) {
        let _ = writeln!(body, "    {},", line.join(", "));
    }
    body.push_str("];\n");
}

/// A Rust string literal: visible characters as they are, others escaped.
fn literal(text: &str) -> String {
    let visible = text.chars().all(|c| c.is_alphanumeric() && canonical_combining_class(c) == 0);
    if visible { format!("\"{text}\"") } else { format!("\"{}\"", text.escape_unicode()) }
}

fn every_char() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

/// What signs become when texts are compared: the plain form, and all that become it.
fn plain_signs(punctuation: &data::Punctuation) -> Result<BTreeMap<String, String>, String> {
    let mut plain = punctuation.plain.clone();
    for (first, last) in &punctuation.framed {
        let signs = *first..=*last;
        if signs.clone().count() != usize::from(b'Z' - b'A') + 1 {
            return Err(format!("data/unicode/punctuation.toml: from {first} to {last} are not 26 letters"));
        }
        for (letter, sign) in ('A'..='Z').zip(signs) {
            plain.entry(letter.to_string()).or_default().push(sign);
        }
    }
    Ok(plain)
}

/// The class of each character whose class is not `KEEP`.
fn clean(signs: &BTreeMap<String, String>) -> Result<BTreeMap<char, u16>, String> {
    let mut plain = BTreeMap::new();
    for (place, (to, chars)) in signs.iter().enumerate() {
        for c in chars.chars() {
            if plain.insert(c, clean_class::PUNCTUATION + u16::try_from(place).unwrap_or(u16::MAX)).is_some()
            {
                return Err(format!(
                    "data/unicode/punctuation.toml: {c} stands twice, the second time under {to}"
                ));
            }
        }
    }
    // What decomposes canonically is normalized first: its singleton stands in the table, too.
    let class = |c: char| match clean_class_of(c) {
        clean_class::NORMALIZE => clean_class::NORMALIZE,
        other => plain.get(&c).copied().unwrap_or(other),
    };
    Ok(every_char().map(|c| (c, class(c))).filter(|(_, class)| *class != clean_class::KEEP).collect())
}

fn clean_class_of(c: char) -> u16 {
    let category = CodePointMapData::<Gc>::new().get(c);
    let nfc = is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0;
    let nfkc = nfc && is_nfkc_quick(std::iter::once(c)) == IsNormalized::Yes;
    match c {
        '&' => clean_class::AMPERSAND,
        ';' => clean_class::SEMICOLON,
        '\u{200C}' => clean_class::NON_JOINER,
        '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}' => {
            clean_class::JOINER
        }
        // The zero-width space is a boundary between words that shows no space.
        '\u{200B}' => clean_class::SPACE,
        _ if CodePointSetData::new::<WhiteSpace>().contains(c) => clean_class::SPACE,
        _ if category == Gc::Control
            || CodePointSetData::new::<BidiControl>().contains(c)
            || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
            || matches!(c, '\u{FFF9}'..='\u{FFFB}') =>
        {
            clean_class::DROP
        }
        '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' if !nfkc => clean_class::PRESENTATION,
        _ if !nfc => clean_class::NORMALIZE,
        // A decomposition may begin with a mark or a vowel that joins what stands before.
        _ if !nfkc => {
            if begins_segment(c) {
                clean_class::COMPATIBILITY
            } else {
                clean_class::NORMALIZE
            }
        }
        _ => clean_class::KEEP,
    }
}

/// The folding rules of single characters, before they are numbered.
struct Folds {
    /// Scripts whose letters look like those of others.
    lookalikes: BTreeSet<String>,
    marks: BTreeMap<String, Marks>,
    drop: BTreeSet<char>,
    keep: BTreeSet<char>,
    letters: BTreeMap<char, String>,
    case: CaseMapperBorrowed<'static>,
}

struct Numbered {
    classes: BTreeMap<char, u16>,
    outputs: Vec<(u8, String)>,
    lookalikes: Vec<(char, u16)>,
}

enum Rule {
    Keep,
    Decompose,
    To(u8, String),
}

impl Folds {
    fn new(scripts: &[&data::Script]) -> Result<Folds, String> {
        let mut folds = Folds {
            lookalikes: scripts.iter().filter(|s| s.lookalikes).map(|s| s.code.clone()).collect(),
            marks: scripts.iter().map(|s| (s.code.clone(), s.fold.marks)).collect(),
            drop: BTreeSet::new(),
            keep: BTreeSet::new(),
            letters: BTreeMap::new(),
            case: CaseMapper::new(),
        };
        for script in scripts {
            let single = |key: &str| match key.chars().collect::<Vec<_>>().as_slice() {
                &[c] => Ok(c),
                _ => Err(format!("data/scripts/{}.toml: '{key}' is not one character", script.code)),
            };
            for key in &script.fold.drop {
                folds.drop.insert(single(key)?);
            }
            for key in &script.fold.keep {
                folds.keep.insert(single(key)?);
            }
            for (key, to) in &script.fold.letters {
                folds.letters.insert(single(key)?, to.clone());
            }
        }
        Ok(folds)
    }

    fn rule(&self, c: char) -> Rule {
        if self.keep.contains(&c) {
            return Rule::Keep;
        }
        let category = CodePointMapData::<Gc>::new().get(c);
        let folded = self.case.fold_string(c.encode_utf8(&mut [0; 4])).into_owned();
        let mut parts = String::new();
        decompose_canonical(c, |d| parts.push(d));
        let whole = parts.chars().eq([c]);
        if whole && category != Gc::NonspacingMark && folded.chars().ne([c]) {
            return Rule::To(step::CASE, folded);
        }
        if self.drop.contains(&c) {
            return Rule::To(step::LETTERS, String::new());
        }
        if let Some(to) = self.letters.get(&c) {
            return Rule::To(step::LETTERS, to.clone());
        }
        // The iota subscript is a mark and a small letter.
        if category == Gc::NonspacingMark && folded.chars().ne([c]) {
            return Rule::To(step::CASE, folded);
        }
        if matches!(category, Gc::NonspacingMark | Gc::EnclosingMark) {
            return if self.drops_mark(c) { Rule::To(step::MARKS, String::new()) } else { Rule::Keep };
        }
        if category == Gc::DecimalNumber && !c.is_ascii() {
            return Rule::To(step::DIGITS, digit(c).to_string());
        }
        let mut lower = folded.chars();
        if let (Some(lower), None) = (lower.next(), lower.next())
            && lower != c
            && self.keep.contains(&lower)
        {
            return Rule::To(step::CASE, lower.to_string());
        }
        if !whole {
            // Hangul syllables and letters whose marks stay are wanted whole.
            let kept = parts.chars().all(|d| matches!(self.rule(d), Rule::Keep));
            return if kept { Rule::Keep } else { Rule::Decompose };
        }
        let width = CodePointMapData::<EastAsianWidth>::new().get(c);
        if matches!(width, EastAsianWidth::Fullwidth | EastAsianWidth::Halfwidth) {
            let mut plain = String::new();
            decompose_compatible(c, |d| plain.push(d));
            if plain.chars().ne([c]) {
                return Rule::To(step::WIDTH, plain.nfc().collect());
            }
        }
        Rule::Keep
    }

    /// Whether names are written with and without this mark.
    fn drops_mark(&self, c: char) -> bool {
        let own = script_of(c);
        if own.is_real() {
            return self.marks.get(own.as_str()) == Some(&Marks::Drop);
        }
        let names = PropertyNamesShort::<Script>::new();
        let uses = ScriptWithExtensions::new().get_script_extensions_val(c);
        let mut uses = uses
            .iter()
            .filter_map(|script| names.get(script))
            .filter(|code| !code.starts_with('Z'))
            .peekable();
        uses.peek().is_none() || uses.any(|code| self.marks.get(code) == Some(&Marks::Drop))
    }

    fn all(&self) -> Result<Numbered, String> {
        // ASCII capitals are folded without a table; their class only has to be one of the entries.
        let mut outputs = vec![(step::CASE, String::new())];
        let mut numbers = BTreeMap::new();
        let mut classes = BTreeMap::new();
        let mut ends: Vec<(char, String)> = Vec::new();
        for c in every_char() {
            match self.rule(c) {
                Rule::Keep => {}
                Rule::Decompose => {
                    classes.insert(c, fold_class::DECOMPOSE);
                }
                Rule::To(step, out) => {
                    let next = outputs.len();
                    let number = *numbers.entry((step, out.clone())).or_insert_with(|| {
                        outputs.push((step, out));
                        next
                    });
                    let class = u16::try_from(number).map_err(|_| "too many folds for 16 bits")?;
                    classes.insert(c, fold_class::FIRST + class);
                }
            }
            let end = self.end(c, MAX_STEPS)?;
            if end.chars().ne([c]) {
                ends.push((c, end));
            }
        }
        for (c, end) in ends {
            if let Some(bad) =
                end.chars().find(|d| !matches!(self.rule(*d), Rule::Keep) && !d.is_ascii_lowercase())
            {
                return Err(format!("{c} folds to {end}, and {bad} folds further: data/scripts has a chain"));
            }
        }
        for c in every_char().filter(|c| !c.is_ascii() && self.has_lookalikes(*c)) {
            classes.entry(c).or_insert(fold_class::LOOKALIKE);
        }
        let lookalikes = self.lookalikes();
        Ok(Numbered { classes, outputs, lookalikes })
    }

    /// What is left of `c` when every step has been taken.
    fn end(&self, c: char, depth: u8) -> Result<String, String> {
        let next = match self.rule(c) {
            Rule::Keep => return Ok(c.to_string()),
            Rule::To(_, out) => out,
            Rule::Decompose => {
                let mut parts = String::new();
                decompose_canonical(c, |d| parts.push(d));
                parts
            }
        };
        let depth = depth.checked_sub(1).ok_or_else(|| format!("{c} folds in too many steps"))?;
        next.chars().map(|d| self.end(d, depth)).collect::<Result<Vec<_>, _>>().map(|parts| parts.concat())
    }

    /// Letters that become others together, folded, in order.
    fn pairs(&self, scripts: &[&data::Script]) -> Result<Vec<([char; 2], String)>, String> {
        let mut pairs = BTreeMap::new();
        for script in scripts {
            for (key, to) in &script.fold.pairs {
                let folded = key.chars().chain(to.chars()).all(|c| matches!(self.rule(c), Rule::Keep));
                match key.chars().collect::<Vec<_>>().as_slice() {
                    &[first, second] if folded => pairs.insert([first, second], to.clone()),
                    _ => {
                        return Err(format!(
                            "data/scripts/{}.toml: '{key}' is not two folded letters",
                            script.code
                        ));
                    }
                };
            }
        }
        let pairs: Vec<_> = pairs.into_iter().collect();
        let begins = |out: &str| {
            let letters: Vec<char> = out.chars().collect();
            letters.windows(2).any(|two| pairs.iter().any(|(pair, _)| pair == two))
        };
        match pairs.iter().find(|(_, out)| begins(out)) {
            Some((pair, out)) => Err(format!("data/scripts: {pair:?} becomes {out}, which has a pair again")),
            None => Ok(pairs),
        }
    }

    /// The letters of scripts in which letters are drawn out, as ranges.
    fn elongated(&self, scripts: &[&data::Script]) -> Vec<(char, char)> {
        let codes: BTreeSet<&str> = scripts.iter().filter(|s| s.elongated).map(|s| s.code.as_str()).collect();
        let mut ranges: Vec<(char, char)> = Vec::new();
        for c in every_char().filter(|c| c.is_alphabetic() && codes.contains(script_of(*c).as_str())) {
            match ranges.last_mut() {
                Some((_, last)) if *last as u32 + 1 == c as u32 => *last = c,
                _ => ranges.push((c, c)),
            }
        }
        ranges
    }

    /// Whether a letter is of a script whose letters look like those of others.
    fn has_lookalikes(&self, c: char) -> bool {
        c.is_alphabetic() && self.lookalikes.contains(script_of(c).as_str())
    }

    /// Folded letters that UTS #39 takes for the same, in groups of at least two scripts.
    fn lookalikes(&self) -> Vec<(char, u16)> {
        let mut groups: BTreeMap<String, Vec<char>> = BTreeMap::new();
        for c in every_char().filter(|c| self.has_lookalikes(*c)) {
            // Phonetic and historic letters are in nobody's name.
            let used = unicode_security::GeneralSecurityProfile::identifier_allowed(c);
            if used && matches!(self.rule(c), Rule::Keep) && (c.is_lowercase() || !c.is_ascii()) {
                let prototype: String = unicode_security::skeleton(c.encode_utf8(&mut [0; 4])).collect();
                groups.entry(prototype).or_default().push(c);
            }
        }
        let mut found = Vec::new();
        let wanted = groups
            .into_values()
            .filter(|letters| letters.iter().map(|c| script_of(*c)).collect::<BTreeSet<_>>().len() > 1);
        for (group, letters) in wanted.enumerate() {
            found.extend(letters.into_iter().map(|c| (c, u16::try_from(group).unwrap_or(u16::MAX))));
        }
        found.sort_unstable();
        found
    }
}

/// The value of a decimal digit: digits stand in runs of ten.
fn digit(c: char) -> u32 {
    let is_digit = |code: u32| {
        char::from_u32(code).is_some_and(|d| CodePointMapData::<Gc>::new().get(d) == Gc::DecimalNumber)
    };
    let mut start = c as u32;
    while is_digit(start - 1) {
        start -= 1;
    }
    (c as u32 - start) % 10
}

/// The two stages of a [`Trie`].
struct Blocks {
    index: Vec<u16>,
    data: Vec<u16>,
}

impl Blocks {
    fn new(classes: &BTreeMap<char, u16>) -> Blocks {
        let last = classes.keys().next_back().map_or(0, |c| *c as usize);
        let zeros = vec![0; Trie::BLOCK];
        let mut seen = BTreeMap::from([(zeros.clone(), 0u16)]);
        let mut blocks = Blocks { index: Vec::new(), data: zeros };
        for start in (0..=last).step_by(Trie::BLOCK) {
            let value = |code: usize| {
                let c = u32::try_from(code).ok().and_then(char::from_u32);
                c.and_then(|c| classes.get(&c)).copied().unwrap_or(0)
            };
            let block: Vec<u16> = (start..start + Trie::BLOCK).map(value).collect();
            let next = u16::try_from(blocks.data.len() / Trie::BLOCK).unwrap_or(u16::MAX);
            blocks.index.push(*seen.entry(block.clone()).or_insert_with(|| {
                blocks.data.extend(block);
                next
            }));
        }
        blocks
    }

    fn write(&self, body: &mut String, name: &str) {
        for (part, values) in [("INDEX", &self.index), ("DATA", &self.data)] {
            let _ =
                writeln!(body, "\nstatic {name}_{part}: [u16; {}] = [\n{}];", values.len(), numbers(values));
        }
    }
}
