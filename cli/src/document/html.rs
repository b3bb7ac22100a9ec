//! What a page shows, with its places in the source.
//!
//! One walk over the source. Tags and comments are passed over; what stands in scripts, styles and code is too. Inline tags
//! part no words, `br` ends a line, all others end a paragraph; a line break of the source is a space. References (`&nbsp;`, `&#x422;`) are read. A page is no program and nothing
//! is fetched.

use super::{Escape, Piece};

/// Elements whose text is not for readers, or is code.
const SILENT: [&str; 9] =
    ["script", "style", "template", "code", "pre", "kbd", "samp", "textarea", "noscript"];
/// Elements that stand within words and sentences.
const INLINE: [&str; 19] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "data", "em", "font", "i", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u",
];
/// The element that ends a line and no paragraph.
const LINE_BREAK: &str = "br";
/// Characters of the longest reference.
const MAX_REFERENCE: usize = 34;

/// The text of a page. Linear in it.
pub(super) fn text_of(source: &str) -> Piece {
    let mut piece = Piece { escape: Escape::Html, ..Piece::default() };
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(len) = comment(rest) {
            at += len;
        } else if let Some((name, len)) = tag(rest) {
            if !INLINE.contains(&name.as_str()) {
                let end = piece.end;
                piece.put(if name == LINE_BREAK { "\n" } else { "\n\n" }, end, end);
            }
            at += len;
            if SILENT.contains(&name.as_str()) && !rest.starts_with("</") {
                at += silent(source.get(at..).unwrap_or_default(), &name);
            }
        } else if let Some((text, len)) = reference(rest) {
            piece.put(&text, at, at + len);
            at += len;
        } else {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let more = rest.get(first..).and_then(|rest| rest.find(['<', '&']));
            let len = more.map_or(rest.len(), |more| first + more);
            // A line break of the source is a space to the reader.
            let shown = rest.get(..len).unwrap_or_default().replace(['\n', '\r', '\t'], " ");
            piece.put(&shown, at, at + len);
            at += len;
        }
    }
    piece
}

/// How long the comment or declaration is that a text begins with.
fn comment(rest: &str) -> Option<usize> {
    if let Some(body) = rest.strip_prefix("<!--") {
        return Some(body.find("-->").map_or(rest.len(), |end| 4 + end + 3));
    }
    (rest.starts_with("<!") || rest.starts_with("<?"))
        .then(|| rest.find('>').map_or(rest.len(), |end| end + 1))
}

/// The name of the tag that a text begins with, and how long it is. Signs in quotation marks do not end it.
fn tag(rest: &str) -> Option<(String, usize)> {
    let body = rest.strip_prefix('<')?;
    let named = body.strip_prefix('/').unwrap_or(body);
    if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name: String = named.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '>') => return Some((name.to_ascii_lowercase(), at + 1)),
            _ => {}
        }
    }
    Some((name.to_ascii_lowercase(), rest.len()))
}

/// Where an element ends whose text is passed over.
fn silent(rest: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|rest| rest.find("</")) {
        at += found;
        let end = rest.get(at + 2..at + 2 + name.len());
        if end.is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return at;
        }
        at += 2;
    }
    rest.len()
}

/// The reference that a text begins with: what it stands for and how long it is.
fn reference(rest: &str) -> Option<(String, usize)> {
    let body = rest.strip_prefix('&')?;
    let end =
        body.char_indices().take(MAX_REFERENCE).find(|(_, c)| !(c.is_ascii_alphanumeric() || *c == '#'));
    let (end, _) = end.filter(|(_, c)| *c == ';')?;
    let written = rest.get(..end + 2)?;
    let text = html_escape::decode_html_entities(written);
    (text != written).then(|| (text.into_owned(), written.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use allonym::Span;

    #[test]
    fn what_is_shown_is_read() {
        let page = "<!doctype html><p title=\"a > b\">Qassem&nbsp;<b>Soleimani</b>&#x2019;s grave<script>x < y</script></p><p>Керман";
        let piece = text_of(page);
        assert_eq!(
            piece.text.split("\n\n").filter(|text| !text.is_empty()).collect::<Vec<_>>(),
            ["Qassem\u{a0}Soleimani’s grave", "Керман"]
        );
        let at = piece.text.find("Soleimani").unwrap_or(0);
        let span = Span::new(at, at + 9);
        assert_eq!(piece.source(span).of(page), "Soleimani");
        assert!(piece.is_whole(span, page));
        assert!(!piece.is_whole(Span::new(at - 8, at + 9), page));
        let at = piece.text.find("Керман").unwrap_or(0);
        assert_eq!(piece.source(Span::new(at, at + 12)).of(page), "Керман");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(text_of("1 < 2 & 3 &x; <").text, "1 < 2 & 3 &x; <");
        assert_eq!(text_of("<code>Kerman</code>").text.trim(), "");
        assert_eq!(text_of("<!-- x").text, "");
    }

    #[test]
    fn line_breaks_are_those_that_are_shown() {
        assert_eq!(text_of("Qassem\r\n  Soleimani").text, "Qassem    Soleimani");
        assert_eq!(text_of("Qassem<br>Soleimani").text, "Qassem\nSoleimani");
    }
}
