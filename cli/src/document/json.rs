//! A field of a line of JSON, with its places in the line.

use super::{Escape, Piece};
use std::collections::HashMap;

use serde_json::value::RawValue;

/// The text of a field, `a.b` being field b of object a; nothing if the object has none, or null, or the line is blank.
pub(super) fn field(line: &str, name: &str, start: usize) -> Result<Option<Piece>, String> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let mut raw: &str = line;
    for part in name.split('.') {
        let object: HashMap<String, &RawValue> =
            serde_json::from_str(raw).map_err(|error| format!("not a JSON object: {error}"))?;
        match object.get(part) {
            Some(value) => raw = value.get(),
            None => return Ok(None),
        }
    }
    // The raw value is a slice of the line.
    let offset = raw.as_ptr().addr().saturating_sub(line.as_ptr().addr());
    if raw == "null" {
        return Ok(None);
    }
    decoded(raw, start + offset).map(Some).ok_or_else(|| format!("field {name} is no text"))
}

/// A string of JSON decoded; nothing if it is no string. It was checked already.
fn decoded(raw: &str, start: usize) -> Option<Piece> {
    let body = raw.strip_prefix('"')?.strip_suffix('"')?;
    let start = start + 1;
    let mut piece = Piece { escape: Escape::Json, end: start, ..Piece::default() };
    let mut at = 0;
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = rest.find('\\').unwrap_or(rest.len());
        if plain > 0 {
            piece.put(rest.get(..plain)?, start + at, start + at + plain);
            at += plain;
            continue;
        }
        let len = escape_len(rest);
        let written = rest.get(..len)?;
        let text: String =
            serde_json::from_str(&format!("\"{written}\"")).unwrap_or_else(|_| '\u{fffd}'.into());
        piece.put(&text, start + at, start + at + len);
        at += len;
    }
    Some(piece)
}

/// How long the escape is that a text begins with: two surrogates are one.
fn escape_len(rest: &str) -> usize {
    let is_unicode = |text: &str| text.starts_with("\\u");
    if !is_unicode(rest) {
        return 2;
    }
    let code = rest.get(2..6).and_then(|hex| u32::from_str_radix(hex, 16).ok()).unwrap_or(0);
    let pair = (0xD800..0xDC00).contains(&code) && rest.get(6..).is_some_and(is_unicode);
    if pair { 12.min(rest.len()) } else { 6.min(rest.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use allonym::Span;

    #[test]
    fn a_field_is_found_where_it_stands() {
        let line = r#"{"id": 1, "body": {"text": "a \"Qassem\" \u0421 \ud83c\udfa5 x"}}"#;
        let piece = field(line, "body.text", 100).ok().flatten();
        let piece = piece.as_ref().map(|piece| (piece.text.as_str(), piece));
        let Some((text, piece)) = piece else { panic!("no field") };
        assert_eq!(text, "a \"Qassem\" С 🎥 x");
        let span = Span::new(3, 9);
        let place = piece.source(span);
        assert_eq!(line.get(place.start - 100..place.end - 100), Some("Qassem"));
        let last = piece.source(Span::new(text.len() - 1, text.len()));
        assert_eq!(line.get(last.start - 100..last.end - 100), Some("x"));
        let camera = piece.source(Span::new(14, 18));
        assert_eq!(line.get(camera.start - 100..camera.end - 100), Some("\\ud83c\\udfa5"));
    }

    #[test]
    fn what_is_no_object_is_a_fault() {
        assert!(field("[1]", "text", 0).is_err());
        assert_eq!(field("{}", "text", 0), Ok(None));
        assert_eq!(field("\n", "text", 0), Ok(None));
        assert_eq!(field("{\"text\": null}", "text", 0), Ok(None));
        assert_eq!(field("{\"text\": 5}", "text", 0), Err("field text is no text".to_owned()));
    }
}
