//! Styles: the spellings that a newsroom prefers.
//!
//! Input: a TSV file with a header line. The column `name` has to be there; `variants` (parted by `|`), `kind` and
//! `language` may be. Lines that are blank or begin with `#` are passed over. Linear in the file.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::{Error, ErrorKind};
use crate::scan::Entity;
use crate::unicode::is_tag_sign;

/// A name as a style wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Preferred {
    /// The spelling that is wanted.
    pub name: String,
    /// Other names of the same bearer, to be found as the preferred one is: pen names, translations, full forms of
    /// acronyms. Mere spellings need not be listed.
    pub variants: Vec<String>,
    /// `person`, `organization`, `place`, `vessel`, or nothing.
    pub kind: String,
    /// The tag of the language that it is spelled in, or nothing.
    pub language: String,
}

/// Preferred spellings of names.
///
/// ```
/// use allonym::rewrite::Style;
///
/// let style = Style::parse("name\tvariants\tkind\nIRGC\tIslamic Revolutionary Guard Corps|سپاه پاسداران\torganization\n")?;
/// assert_eq!(style.names()[0].variants.len(), 2);
/// let error = Style::parse("name\nKerman\nKerman\n").unwrap_err();
/// assert!(error.to_string().starts_with("line 3:"));
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    names: Vec<Preferred>,
}

impl Style {
    /// Reads a style from a TSV file.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidStyle`] if the header has no column `name` or names a column twice, or if a line has no name, one
    /// that another line prefers already, or more cells than the header. The message begins with the line.
    ///
    /// ```
    /// use allonym::{ErrorKind, rewrite::Style};
    ///
    /// let kind = |text| Style::parse(text).map_err(|error| error.kind()).map(|style| style.names().len());
    /// assert_eq!(kind("name\tlanguage\nКерман\tru\n"), Ok(1));
    /// assert_eq!(kind("spelling\nКерман\n"), Err(ErrorKind::InvalidStyle));
    /// ```
    pub fn parse(text: &str) -> Result<Style, Error> {
        let mut lines = (1usize..).zip(text.lines()).filter(|(_, line)| !is_comment(line));
        let Some((number, header)) = lines.next() else {
            return Err(fault(1, "there is no header; write the names of the columns, name first"));
        };
        let header = header.trim_start_matches('\u{feff}');
        let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
        let place = |wanted: &str| columns.iter().position(|column| *column == wanted);
        let Some(name_column) = place("name") else {
            return Err(fault(number, "the header has no column name"));
        };
        if let Some(twice) = columns.iter().enumerate().find(|(at, column)| place(column) != Some(*at)) {
            return Err(fault(number, &format!("the column {} is there twice", twice.1)));
        }
        let more = ["variants", "kind", "language"].map(place);
        let mut style = Style::default();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (number, line) in lines {
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if cells.len() > columns.len() {
                return Err(fault(number, "there are more cells than columns"));
            }
            let cell = |place: Option<usize>| place.and_then(|place| cells.get(place)).copied().unwrap_or("");
            let name = cell(Some(name_column));
            if !name.chars().any(char::is_alphanumeric) {
                return Err(fault(number, "there is no name"));
            }
            if let Some(before) = seen.insert(name.to_owned(), number) {
                return Err(fault(number, &format!("{name} is preferred in line {before} already")));
            }
            let [variants, kind, language] = more.map(cell);
            let variants = variants.split('|').map(str::trim).filter(|variant| !variant.is_empty());
            style.names.push(Preferred {
                name: name.to_owned(),
                variants: variants.map(str::to_owned).collect(),
                kind: kind.to_owned(),
                language: language.to_owned(),
            });
        }
        Ok(style)
    }

    /// A style of the names that were found in documents: each is preferred as [`resolve`](crate::scan::resolve()) prefers it,
    /// with its full spellings for variants.
    ///
    /// ```
    /// use allonym::{resolve, rewrite::Style};
    ///
    /// let style = Style::from_entities(&resolve(&["It was Hassan Nasrallah. Hasan Nasrallah spoke. حسن نصرالله"]));
    /// assert_eq!(style.names()[0].name, "Hassan Nasrallah");
    /// ```
    #[must_use]
    pub fn from_entities(entities: &[Entity]) -> Style {
        let mut style = Style::default();
        let mut seen = BTreeMap::new();
        for entity in entities {
            if seen.insert(entity.name.clone(), ()).is_some()
                || !entity.name.chars().any(char::is_alphanumeric)
            {
                continue;
            }
            let words = |text: &str| text.split_whitespace().count();
            let several = words(&entity.name);
            // A family name by itself is found without being a variant, and only where it is this bearer's.
            let full = |text: &&str| {
                !text.starts_with(is_tag_sign)
                    && !text.contains(['\t', '|', '\n'])
                    && words(text) >= several.min(2)
            };
            let variants = entity.variants.iter().map(|variant| variant.text.as_str()).filter(full);
            style.names.push(Preferred {
                name: entity.name.clone(),
                variants: variants.filter(|text| *text != entity.name).map(str::to_owned).collect(),
                kind: format!("{}", entity.kind),
                language: String::new(),
            });
        }
        style
    }

    /// A style of these names, in this order.
    ///
    /// ```
    /// use allonym::rewrite::{Preferred, Style};
    ///
    /// let kerman = Preferred { name: "Керман".into(), ..Preferred::default() };
    /// assert_eq!(Style::from_names([kerman]).names().len(), 1);
    /// ```
    #[must_use]
    pub fn from_names(names: impl IntoIterator<Item = Preferred>) -> Style {
        Style { names: names.into_iter().collect() }
    }

    /// The names, in the order of the file.
    ///
    /// ```
    /// use allonym::rewrite::Style;
    ///
    /// assert_eq!(Style::parse("name\n김정은\n")?.names()[0].name, "김정은");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn names(&self) -> &[Preferred] {
        &self.names
    }

    /// The style as a TSV file, which [`Style::parse`] reads.
    ///
    /// ```
    /// use allonym::rewrite::Style;
    ///
    /// let text = "name\tvariants\tkind\tlanguage\nКерман\tKerman|Kirman\tplace\tru\n";
    /// assert_eq!(Style::parse(text)?.to_tsv(), text);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut out = String::from("name\tvariants\tkind\tlanguage\n");
        for Preferred { name, variants, kind, language } in &self.names {
            let cells = [name.as_str(), &variants.join("|"), kind, language];
            let line = cells.join("\t");
            // White space around a cell is no part of it; a line that begins with # is a remark.
            if is_comment(&line) {
                out.push(' ');
            }
            out.push_str(&line);
            out.push('\n');
        }
        out
    }
}

fn is_comment(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with('#')
}

#[cold]
fn fault(line: usize, message: &str) -> Error {
    Error::new(ErrorKind::InvalidStyle, None, format!("line {line}: {message}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        Style::parse(text).map_err(|error| format!("{error}")).err().unwrap_or_default()
    }

    #[test]
    fn faults_have_lines() {
        assert_eq!(message(""), "line 1: there is no header; write the names of the columns, name first");
        assert_eq!(message("kind\nx\n"), "line 1: the header has no column name");
        assert_eq!(message("name\tname\n"), "line 1: the column name is there twice");
        assert_eq!(message("name\n\n# note\n–\n"), "line 4: there is no name");
        assert_eq!(message("name\nA\tB\n"), "line 2: there are more cells than columns");
        assert_eq!(message("name\nA\nB\nA\n"), "line 4: A is preferred in line 2 already");
    }

    #[test]
    fn columns_are_found_by_their_names() {
        let style = Style::parse("\u{feff}kind\tname\nplace\tKerman \n").unwrap_or_default();
        assert_eq!(
            style.names().first().map(|one| (one.name.as_str(), one.kind.as_str())),
            Some(("Kerman", "place"))
        );
    }
}
