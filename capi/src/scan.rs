//! Names in documents.

use allonym::report::EntityReport;
use allonym::scan::{Entity, resolve};

use crate::buffer::allonym_buffer;
use crate::constants::kind;
use crate::error::allonym_error;
use crate::raw::{self, door};
use crate::status::{Fault, allonym_status};
use crate::text::{Texts, allonym_text};

/// The names that were found in some documents. Never changes: threads may share it.
#[derive(Debug)]
pub struct allonym_groups {
    groups: Vec<Entity>,
    /// The texts of each group: its name, its titles, its spellings.
    texts: Vec<Texts>,
}

/// A name, with everything that documents write for it. Its text lives as long as the groups.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_group {
    /// The preferred spelling: the most frequent full one, without titles.
    pub name: allonym_text,
    /// How often it is mentioned.
    pub count: usize,
    /// How many titles stand before it.
    pub titles: usize,
    /// How many spellings it has.
    pub variants: usize,
    /// What it is the name of: ALLONYM_KIND_...
    pub kind: i32,
}

/// One spelling of a name. Its text lives as long as the groups.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_variant {
    /// As it is written, cleaned for display.
    pub text: allonym_text,
    /// How often it is written so.
    pub count: usize,
}

/// Where a name stands.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_mention {
    /// The place of the document among those that were given, from 0.
    pub document: usize,
    /// Its first byte in the document, without title.
    pub start: usize,
    /// The byte after its last one, without possessive ending.
    pub end: usize,
}

/// Finds the names of people, organizations and places in count documents, puts the spellings of
/// each together, the most mentioned name first, and writes a new handle to *groups, to be freed by
/// allonym_groups_free. The handle does not need the documents any more.
///
/// Nothing but the documents is needed, and nothing is an error but a document that is no text: then none is read, and
/// the error says which.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG.
/// Linear in the documents, a few microseconds a word; the distinct names found are compared in blocks of bounded size.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_resolve(
    documents: *const allonym_text,
    count: usize,
    groups: *mut *mut allonym_groups,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    door!(error, |caller| {
        let documents = caller.texts("documents", documents, count)?;
        let out = caller.out("groups", groups)?;
        let groups = resolve(&documents);
        let texts = groups.iter().map(texts).collect();
        out.give(allonym_groups { groups, texts });
        Ok(())
    })
}

fn texts(group: &Entity) -> Texts {
    let titles = group.titles.iter().map(String::as_str);
    let variants = group.variants.iter().map(|variant| variant.text.as_str());
    std::iter::once(group.name.as_str()).chain(titles).chain(variants).collect()
}

/// Frees groups; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_groups_free(groups: Option<Box<allonym_groups>>) {
    raw::release(groups);
}

/// How many names were found; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_groups_count(groups: Option<&allonym_groups>) -> usize {
    groups.map_or(0, |groups| groups.groups.len())
}

impl allonym_groups {
    fn group(&self, at: usize) -> Result<(&Entity, &Texts), Fault> {
        let group = self.groups.get(at).zip(self.texts.get(at));
        group.ok_or_else(|| Fault::range("group", at, self.groups.len()))
    }
}

/// Writes the name at a place, from 0, to *group.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_groups_get(
    groups: Option<&allonym_groups>,
    at: usize,
    group: *mut allonym_group,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    door!(error, |caller| {
        let groups = groups.ok_or_else(|| Fault::null("groups"))?;
        let out = caller.out("group", group)?;
        let (group, texts) = groups.group(at)?;
        out.set(allonym_group {
            name: texts.get(0),
            count: group.count,
            titles: group.titles.len(),
            variants: group.variants.len(),
            kind: kind(group.kind),
        });
        Ok(())
    })
}

/// Writes a title of a name to *title, both places from 0, the most frequent title first. It lives as long as the groups.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_groups_title(
    groups: Option<&allonym_groups>,
    at: usize,
    number: usize,
    title: *mut allonym_text,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    door!(error, |caller| {
        let groups = groups.ok_or_else(|| Fault::null("groups"))?;
        let out = caller.out("title", title)?;
        let (group, texts) = groups.group(at)?;
        let count = group.titles.len();
        if number >= count {
            return Err(Fault::range("title", number, count));
        }
        out.set(texts.get(1 + number));
        Ok(())
    })
}

/// Writes a spelling of a name to *variant, both places from 0, the most frequent spelling first.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_groups_variant(
    groups: Option<&allonym_groups>,
    at: usize,
    number: usize,
    variant: *mut allonym_variant,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    door!(error, |caller| {
        let groups = groups.ok_or_else(|| Fault::null("groups"))?;
        let out = caller.out("variant", variant)?;
        let (group, texts) = groups.group(at)?;
        let count = group.variants.len();
        let found = group.variants.get(number).ok_or_else(|| Fault::range("variant", number, count))?;
        let text = texts.get(1 + group.titles.len() + number);
        out.set(allonym_variant { text, count: found.mentions.len() });
        Ok(())
    })
}

/// Writes where a spelling of a name stands to *mention, all places from 0, in the order of the documents.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_groups_mention(
    groups: Option<&allonym_groups>,
    at: usize,
    variant: usize,
    number: usize,
    mention: *mut allonym_mention,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    door!(error, |caller| {
        let groups = groups.ok_or_else(|| Fault::null("groups"))?;
        let out = caller.out("mention", mention)?;
        let (group, _) = groups.group(at)?;
        let count = group.variants.len();
        let variant = group.variants.get(variant).ok_or_else(|| Fault::range("variant", variant, count))?;
        let count = variant.mentions.len();
        let found = variant.mentions.get(number).ok_or_else(|| Fault::range("mention", number, count))?;
        let (start, end) = (found.span.start, found.span.end);
        out.set(allonym_mention { document: found.document, start, end });
        Ok(())
    })
}

/// Writes all names into the buffer as JSON: a list of {"name", "kind", "count", "titles", "variants": [{"text", "count",
/// "spans": [{"document", "start", "end"}]}]}.
///
/// Fails with ALLONYM_NULL_POINTER. Linear in what was found.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_groups_json(
    groups: Option<&allonym_groups>,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    raw::enter(error, || {
        let groups = groups.ok_or_else(|| Fault::null("groups"))?;
        let buffer = buffer.ok_or_else(|| Fault::null("buffer"))?;
        buffer.json(&groups.groups.iter().map(EntityReport::new).collect::<Vec<_>>())
    })
}
