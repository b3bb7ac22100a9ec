//! `resolve`: the names of documents, each with its spellings.

use allonym::report::EntityReport;
use allonym::scan::{Entity, resolve};

use crate::buffer::allonym_buffer;
use crate::constants::kind;
use crate::error::allonym_error;
use crate::raw::{self, entry_point};
use crate::status::{Fault, allonym_status};
use crate::text::{Texts, allonym_text};

/// The names that were found in some documents. Never changes: threads may share it.
#[derive(Debug)]
pub struct allonym_entities {
    entities: Vec<Entity>,
    /// The texts of each entity: its name, its titles, its spellings.
    texts: Vec<Texts>,
}

/// A name, with everything that documents write for it. Its text lives as long as the entities.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_entity {
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

/// One spelling of a name. Its text lives as long as the entities.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_spelling {
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
/// each together, the most mentioned name first, and writes a new handle to *entities, to be freed by
/// allonym_entities_free. The handle does not need the documents any more.
///
/// Nothing but the documents is needed, and nothing is an error but a document that is no text: then none is read, and
/// the error says which.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG.
/// Linear in the documents, a few microseconds a word; the distinct names found are compared in blocks of bounded size.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_resolve(
    documents: *const allonym_text,
    count: usize,
    entities: *mut *mut allonym_entities,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let documents = caller.texts("documents", documents, count)?;
        let out = caller.out("entities", entities)?;
        let entities = resolve(&documents);
        let texts = entities.iter().map(texts).collect();
        out.give(allonym_entities { entities, texts });
        Ok(())
    })
}

fn texts(entity: &Entity) -> Texts {
    let titles = entity.titles.iter().map(String::as_str);
    let variants = entity.variants.iter().map(|variant| variant.text.as_str());
    std::iter::once(entity.name.as_str()).chain(titles).chain(variants).collect()
}

/// Frees entities; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_entities_free(entities: Option<Box<allonym_entities>>) {
    raw::release(entities);
}

/// How many names were found; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_entities_count(entities: Option<&allonym_entities>) -> usize {
    entities.map_or(0, |entities| entities.entities.len())
}

impl allonym_entities {
    fn entity(&self, at: usize) -> Result<(&Entity, &Texts), Fault> {
        let entity = self.entities.get(at).zip(self.texts.get(at));
        entity.ok_or_else(|| Fault::range("entity", at, self.entities.len()))
    }
}

/// Writes the name at a place, from 0, to *entity.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_entities_get(
    entities: Option<&allonym_entities>,
    at: usize,
    entity: *mut allonym_entity,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let entities = entities.ok_or_else(|| Fault::null("entities"))?;
        let out = caller.out("entity", entity)?;
        let (entity, texts) = entities.entity(at)?;
        out.set(allonym_entity {
            name: texts.get(0),
            count: entity.count,
            titles: entity.titles.len(),
            variants: entity.variants.len(),
            kind: kind(entity.kind),
        });
        Ok(())
    })
}

/// Writes a title of a name to *title, both places from 0, the most frequent title first. It lives as long as the entities.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_entities_title(
    entities: Option<&allonym_entities>,
    at: usize,
    number: usize,
    title: *mut allonym_text,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let entities = entities.ok_or_else(|| Fault::null("entities"))?;
        let out = caller.out("title", title)?;
        let (entity, texts) = entities.entity(at)?;
        let count = entity.titles.len();
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
pub unsafe extern "C" fn allonym_entities_variant(
    entities: Option<&allonym_entities>,
    at: usize,
    number: usize,
    variant: *mut allonym_spelling,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let entities = entities.ok_or_else(|| Fault::null("entities"))?;
        let out = caller.out("variant", variant)?;
        let (entity, texts) = entities.entity(at)?;
        let count = entity.variants.len();
        let found = entity.variants.get(number).ok_or_else(|| Fault::range("variant", number, count))?;
        let text = texts.get(1 + entity.titles.len() + number);
        out.set(allonym_spelling { text, count: found.mentions.len() });
        Ok(())
    })
}

/// Writes where a spelling of a name stands to *mention, all places from 0, in the order of the documents.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_entities_mention(
    entities: Option<&allonym_entities>,
    at: usize,
    variant: usize,
    number: usize,
    mention: *mut allonym_mention,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let entities = entities.ok_or_else(|| Fault::null("entities"))?;
        let out = caller.out("mention", mention)?;
        let (entity, _) = entities.entity(at)?;
        let count = entity.variants.len();
        let variant = entity.variants.get(variant).ok_or_else(|| Fault::range("variant", variant, count))?;
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
pub extern "C" fn allonym_entities_json(
    entities: Option<&allonym_entities>,
    buffer: Option<&mut allonym_buffer>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    raw::enter(error, || {
        let entities = entities.ok_or_else(|| Fault::null("entities"))?;
        let buffer = buffer.ok_or_else(|| Fault::null("buffer"))?;
        buffer.json(&entities.entities.iter().map(EntityReport::new).collect::<Vec<_>>())
    })
}
