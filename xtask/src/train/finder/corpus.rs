//! Marked sentences: a token, a tab and its tag a line (IOB2 with PER, LOC, ORG), an empty line between sentences.

use std::fs;
use std::path::Path;
use std::process::Command;

use allonym::Span;

/// A name in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) span: Span,
    /// 0 person, 1 organization, 2 place.
    pub(crate) kind: usize,
}

/// A sentence as text, with the names in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) names: Vec<Marked>,
}

/// The text of a file, unpacked if it ends in `.gz`.
pub(crate) fn unpacked(path: &Path) -> Result<String, String> {
    let fail = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    if path.extension().is_none_or(|ending| ending != "gz") {
        return fs::read_to_string(path).map_err(|e| fail(&e));
    }
    let out = Command::new("gzip").arg("-dc").arg(path).output().map_err(|e| fail(&e))?;
    if !out.status.success() {
        return Err(fail(&String::from_utf8_lossy(&out.stderr)));
    }
    String::from_utf8(out.stdout).map_err(|e| fail(&e))
}

/// The sentences of a file. Without `spaces`, tokens are written without any between them, and `_` is one.
pub(crate) fn read(path: &Path, spaces: bool) -> Result<Vec<Text>, String> {
    parse(&unpacked(path)?, spaces).map_err(|e| format!("{}:{e}", path.display()))
}

fn parse(content: &str, spaces: bool) -> Result<Vec<Text>, String> {
    let mut texts = Vec::new();
    let mut text = Text::default();
    let mut open = false;
    for (at, line) in content.lines().chain([""]).enumerate() {
        let Some((token, tag)) = line.rsplit_once('\t') else {
            if !line.trim().is_empty() {
                return Err(format!("{}: no tab between token and tag", at + 1));
            }
            if !text.text.is_empty() {
                texts.push(std::mem::take(&mut text));
            }
            open = false;
            continue;
        };
        if spaces && !text.text.is_empty() {
            text.text.push(' ');
        }
        let start = text.text.len();
        text.text.push_str(if !spaces && token == "_" { " " } else { token });
        let span = Span::new(start, text.text.len());
        let (mark, kind) = tag.split_once('-').unwrap_or((tag, ""));
        let kind = ["PER", "ORG", "LOC"].iter().position(|name| *name == kind);
        match (mark, kind, text.names.last_mut()) {
            ("I", Some(kind), Some(last)) if open && last.kind == kind => last.span = last.span.cover(span),
            ("B" | "I", Some(kind), _) => text.names.push(Marked { span, kind }),
            ("O", None, _) => {}
            _ => return Err(format!("{}: '{tag}' is no tag", at + 1)),
        }
        open = mark != "O";
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_become_text_and_tags_spans() {
        let texts = parse("به\tO\nقاسم\tB-PER\nسلیمانی\tI-PER\n\nتهران\tB-LOC\n", true).unwrap();
        assert_eq!(texts.len(), 2);
        assert_eq!(texts[0].text, "به قاسم سلیمانی");
        assert_eq!(texts[0].names[0].span.of(&texts[0].text), "قاسم سلیمانی");
        assert_eq!(texts[1].names[0].kind, 2);
    }

    #[test]
    fn without_spaces_an_underscore_is_one() {
        let texts = parse("ใน\tO\n_\tO\nไทย\tB-LOC\n", false).unwrap();
        assert_eq!(texts[0].text, "ใน ไทย");
        assert_eq!(texts[0].names[0].span.of(&texts[0].text), "ไทย");
    }

    #[test]
    fn what_is_no_tag_is_said_with_its_line() {
        assert!(parse("a\tO\nb\tB-XYZ\n", true).unwrap_err().starts_with("2:"));
    }
}
