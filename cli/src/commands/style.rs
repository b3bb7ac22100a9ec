//! `allonym style`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use allonym::report::EntityReport;
use allonym::rewrite::{Preferred, Style};
use allonym::scan::{Entity, Mention, resolve};
use allonym::translit::Transliterator;
use allonym::unicode::{guess_languages, script_set};
use allonym::{Romanizer, Script};

use super::resolve::pieces;
use crate::document::Reading;
use crate::report::Report;
use crate::style;

/// Propose a style: the names in documents, each in the spelling that most of them have, by a romanization system, or as
/// people write it in Latin letters.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    allonym style --from examples/kerman/* > style.tsv\n  \
    allonym style --system 'bgn/pcgn 1947 russian' --from examples/kerman/*\n\n\
A person should read it before it is used.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// The documents: plain text, JSON lines, tables or HTML.
    #[arg(long, required = true, num_args = 1.., value_name = "DOC")]
    from: Vec<PathBuf>,
    /// Names that documents have in the script of a romanization system, by that system.
    #[arg(long, value_name = "ID", conflicts_with = "reader")]
    system: Option<String>,
    /// Names that documents have in other scripts than Latin, in Latin letters as people write them; the language of the
    /// reader (en).
    #[arg(long = "for", value_enum, value_name = "TAG")]
    reader: Option<Reader>,
    /// Only names mentioned this often.
    #[arg(long, default_value_t = 1, value_name = "COUNT")]
    least: usize,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let system = match arguments.system.as_deref().map(Transliterator::named).transpose() {
        Ok(system) => system,
        Err(error) => {
            report.usage(&error.to_string());
            return Ok(());
        }
    };
    let pieces = pieces(&arguments.from, &arguments.reading, report)?;
    let texts: Vec<&str> = pieces.iter().map(|(_, piece)| piece.text.as_str()).collect();
    let mut names: Vec<Preferred> = Vec::new();
    for entity in resolve(&texts).iter().filter(|entity| entity.count >= arguments.least) {
        let mut own = by_language(entity, &texts);
        let made = match (&system, arguments.reader) {
            (Some(system), _) => by_system(system, entity),
            (None, Some(_)) => Some(
                entity
                    .name_in(Script::LATIN)
                    .map_or_else(|| Romanizer::new().romanize(&entity.name), str::to_owned),
            ),
            (None, None) => None,
        };
        if let Some(made) = made.filter(|made| !made.is_empty()) {
            let mut one = style::preferred(&EntityReport::new(entity));
            let old = std::mem::replace(&mut one.name, made);
            one.variants.retain(|variant| *variant != old);
            if one.name != old {
                one.variants.retain(|variant| *variant != one.name);
                one.variants.insert(0, old);
            }
            own = vec![one];
        }
        for one in own {
            let fits = one.name.chars().any(char::is_alphanumeric) && !one.name.starts_with(['#', '@']);
            if fits && !one.name.contains(['\t', '\n']) && names.iter().all(|other| other.name != one.name) {
                names.push(one);
            }
        }
    }
    out.write_all(Style::from_names(names).to_tsv().as_bytes())
}

/// What stands for an entity: a name, or where languages of one script have their own a name for each of these: كراتشي
/// in Arabic documents, کراچی in those of Urdu.
fn by_language(entity: &Entity, texts: &[&str]) -> Vec<Preferred> {
    let whole = style::preferred(&EntityReport::new(entity));
    let Some(script) = script_of(&whole.name) else { return vec![whole] };
    let language = |mention: &Mention| {
        let text = texts.get(mention.document).copied().unwrap_or_default();
        guess_languages(text).first().map(|guess| guess.language.to_string()).unwrap_or_default()
    };
    // The spellings of the script in each language, the most frequent first.
    let mut found: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
    for spelling in entity.variants.iter().filter(|spelling| script_of(&spelling.text) == Some(script)) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for mention in &spelling.mentions {
            *counts.entry(language(mention)).or_default() += 1;
        }
        for (language, count) in counts {
            found.entry(language).or_default().push((&spelling.text, count));
        }
    }
    let is_own =
        |text: &str| found.values().filter(|own| own.iter().any(|(other, _)| *other == text)).count() == 1;
    if found.len() < 2 || found.keys().any(String::is_empty) {
        return vec![whole];
    }
    let words = |text: &str| text.split_whitespace().count();
    let wanted = words(&whole.name);
    let mut names = Vec::new();
    for (language, own) in &found {
        let full = own.iter().filter(|(text, _)| words(text) == wanted && !text.starts_with(['#', '@']));
        // The likest to the name of all where a language has it too.
        let best = full.max_by_key(|(text, count)| (*text == whole.name, *count));
        let Some((name, _)) = best else { continue };
        let leads = *name == whole.name;
        let other_script = |text: &&String| leads && script_of(text) != Some(script);
        let mine = |text: &&String| own.iter().any(|(other, _)| other == text) && is_own(text);
        let variants =
            whole.variants.iter().filter(|text| *text != name && (other_script(text) || mine(text)));
        names.push(Preferred {
            name: (*name).to_owned(),
            variants: variants.cloned().collect(),
            kind: whole.kind.clone(),
            language: language.clone(),
        });
    }
    if names.iter().any(|one| one.name == whole.name) { names } else { vec![whole] }
}

/// The script of all letters of a text, if it is one.
fn script_of(text: &str) -> Option<Script> {
    let scripts = script_set(text);
    let first = scripts.iter().next();
    first.filter(|_| scripts.len() == 1)
}

/// The readers that names are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Reader {
    /// Readers of English.
    En,
}

/// The base form of a name that a system changes, by the system.
fn by_system(system: &Transliterator, entity: &Entity) -> Option<String> {
    let mut all = std::iter::once(&entity.name).chain(&entity.names);
    all.find_map(|text| {
        let made = system.transliterate(text).into_owned();
        let latin = script_set(&made).iter().all(|script| script == Script::LATIN);
        (made != *text && latin).then_some(made)
    })
}
