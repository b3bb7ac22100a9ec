//! A page that shows the documents with the names in them: one file, nothing from the network.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use allonym::Span;
use allonym::scan::Entity;

/// The hue of the colour of an entity: far from those of its neighbours in the table.
fn hue(entity: usize) -> usize {
    entity * 137 % 360
}

/// What stands for a text in HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

const HEAD: &str = "<!doctype html>
<html lang=\"und\">
<meta charset=\"utf-8\">
<title>Names</title>
<style>
body { display: grid; grid-template-columns: 1fr 24rem; gap: 2rem; margin: 2rem; font: 1rem/1.6 sans-serif; }
pre { font: inherit; white-space: pre-wrap; unicode-bidi: plaintext; text-align: start; }
mark { background: hsl(var(--hue) 80% 85%); border-radius: .2em; padding: 0 .15em; color: inherit; }
table { border-collapse: collapse; position: sticky; top: 1rem; }
td, th { padding: .2em .6em; text-align: start; vertical-align: top; border-bottom: 1px solid #ddd; }
aside { overflow: auto; max-height: 96vh; position: sticky; top: 1rem; }
</style>
";

/// Writes the page: the documents, each under its name, and the table of names beside them. `names` has what each
/// entity is called. Linear in the texts and the mentions, but for sorting these.
pub(crate) fn write(
    out: &mut dyn Write,
    files: &[String],
    texts: &[&str],
    entities: &[Entity],
    names: &[String],
) -> io::Result<()> {
    let mut marks: Vec<Vec<(usize, usize, usize)>> = vec![Vec::new(); texts.len()];
    for (at, entity) in entities.iter().enumerate() {
        for mention in entity.variants.iter().flat_map(|spelling| &spelling.mentions) {
            if let Some(marks) = marks.get_mut(mention.document) {
                marks.push((mention.span.start, mention.span.end, at));
            }
        }
    }
    out.write_all(HEAD.as_bytes())?;
    writeln!(out, "<main>")?;
    for ((file, text), mut marks) in files.iter().zip(texts).zip(marks) {
        marks.sort_unstable();
        writeln!(out, "<h2>{}</h2>", escaped(file))?;
        write!(out, "<pre dir=\"auto\">")?;
        let mut done = 0;
        for (start, end, entity) in marks {
            // A mention within another one is shown by the outer one.
            if start < done {
                continue;
            }
            let name = names.get(entity).map(String::as_str).unwrap_or_default();
            write!(
                out,
                "{}<mark style=\"--hue:{}\" title=\"{}\">{}</mark>",
                escaped(text.get(done..start).unwrap_or_default()),
                hue(entity),
                escaped(name),
                escaped(text.get(start..end).unwrap_or_default())
            )?;
            done = end;
        }
        writeln!(out, "{}</pre>", escaped(text.get(done..).unwrap_or_default()))?;
    }
    writeln!(out, "</main>\n<aside>\n<table>\n<tr><th>Name<th>Kind<th>Count<th>Spellings")?;
    for (at, (entity, name)) in entities.iter().zip(names).enumerate() {
        let spellings: Vec<String> = entity.variants.iter().map(|spelling| escaped(&spelling.text)).collect();
        writeln!(
            out,
            "<tr><td dir=\"auto\"><mark style=\"--hue:{}\">{}</mark><td>{}<td>{}<td dir=\"auto\">{}",
            hue(at),
            escaped(name),
            entity.kind,
            entity.count,
            spellings.join("<br>")
        )?;
    }
    writeln!(out, "</table>\n</aside>")
}

/// A mention on a page.
pub(crate) struct Mark {
    pub(crate) span: Span,
    /// The name it is of.
    pub(crate) name: String,
}

/// Documents with the listed names in them, as they come.
#[derive(Default)]
pub(crate) struct Page {
    body: String,
    file: String,
    /// The names with how often they were found, in the order of their first mentions.
    names: Vec<(String, usize)>,
    numbers: HashMap<String, usize>,
}

impl Page {
    /// Adds a text of a document; its mentions are in order and do not overlap.
    pub(crate) fn add(&mut self, file: &str, text: &str, marks: Vec<Mark>) {
        if self.file != file {
            file.clone_into(&mut self.file);
            let _ = write!(self.body, "<h2>{}</h2>", escaped(file));
        }
        self.body.push_str("<pre dir=\"auto\">");
        let mut done = 0;
        for Mark { span, name } in marks {
            let number = *self.numbers.entry(name.clone()).or_insert(self.names.len());
            match self.names.get_mut(number) {
                Some((_, count)) => *count += 1,
                None => self.names.push((name.clone(), 1)),
            }
            let before = escaped(text.get(done..span.start).unwrap_or_default());
            let (hue, name, shown) = (hue(number), escaped(&name), escaped(span.of(text)));
            let _ = write!(self.body, "{before}<mark style=\"--hue:{hue}\" title=\"{name}\">{shown}</mark>");
            done = span.end;
        }
        let _ = writeln!(self.body, "{}</pre>", escaped(text.get(done..).unwrap_or_default()));
    }

    /// Writes the page with a table of the names found beside.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{HEAD}<main>\n{}</main>\n<aside>\n<table>\n<tr><th>Name<th>Count", self.body)?;
        for (at, (name, count)) in self.names.iter().enumerate() {
            let (hue, name) = (hue(at), escaped(name));
            writeln!(out, "<tr><td dir=\"auto\"><mark style=\"--hue:{hue}\">{name}</mark><td>{count}")?;
        }
        writeln!(out, "</table>\n</aside>")?;
        out.flush()
    }
}
