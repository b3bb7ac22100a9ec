//! The list of romanization systems.

use allonym::Language;
use allonym::translit::{System, systems};

use crate::error::allonym_error;
use crate::raw::{self, entry_point};
use crate::status::{Fault, allonym_status};
use crate::text::{Texts, allonym_text};

/// The list of the romanization systems that the library has. Never changes: threads may share it.
#[derive(Debug)]
pub struct allonym_systems {
    /// The texts of each, one system after the other.
    texts: Texts,
    reversible: Vec<bool>,
}

const TEXTS: usize = 9;

/// A published romanization system. Its texts live as long as the list.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_system {
    /// Its identifier, which allonym_transliterator_new takes.
    pub id: allonym_text,
    /// What its authority calls it.
    pub title: allonym_text,
    /// Who published it, in short.
    pub authority: allonym_text,
    /// When, as its authority says it: mostly a year.
    pub year: allonym_text,
    /// The tag of the language that it is for; "und" if for several.
    pub language: allonym_text,
    /// The code of the script that it is written from (ISO 15924).
    pub script: allonym_text,
    /// The code of the script that it writes.
    pub target: allonym_text,
    /// Where its letter values and rules come from.
    pub source: allonym_text,
    /// Other names it is found by, a line feed between them.
    pub aliases: allonym_text,
    /// 1 if there is a way back, else 0.
    pub reversible: i32,
}

/// Writes a new handle for the list of all systems, in the order of their identifiers, to *list, to be freed by
/// allonym_systems_free.
///
/// Fails with ALLONYM_NULL_POINTER. Takes some hundred microseconds and as many kilobytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_systems_new(
    list: *mut *mut allonym_systems,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let out = caller.out("list", list)?;
        let all = systems();
        let mut texts = Texts::default();
        all.iter().for_each(|system| put(system, &mut texts));
        out.give(allonym_systems { texts, reversible: all.iter().map(System::is_reversible).collect() });
        Ok(())
    })
}

fn put(system: &System, texts: &mut Texts) {
    let (language, script, target) = (system.language(), system.script(), system.target());
    let aliases = system.aliases().collect::<Vec<_>>().join("\n");
    let fields: [&str; TEXTS] = [
        system.id(),
        system.title(),
        system.authority(),
        system.year(),
        language.as_ref().map_or("mul", Language::as_str),
        script.as_str(),
        target.as_str(),
        system.source(),
        &aliases,
    ];
    fields.into_iter().for_each(|field| texts.push(field));
}

/// Frees a list; takes NULL. Handles of systems that were made by their names live on.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_systems_free(list: Option<Box<allonym_systems>>) {
    raw::release(list);
}

/// How many systems there are; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_systems_count(list: Option<&allonym_systems>) -> usize {
    list.map_or(0, |list| list.reversible.len())
}

/// Writes the system at a place, from 0, to *system.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_systems_get(
    list: Option<&allonym_systems>,
    at: usize,
    system: *mut allonym_system,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let list = list.ok_or_else(|| Fault::null("list"))?;
        let out = caller.out("system", system)?;
        let count = list.reversible.len();
        let reversible = *list.reversible.get(at).ok_or_else(|| Fault::range("system", at, count))?;
        let text = |field| list.texts.get(TEXTS * at + field);
        out.set(allonym_system {
            id: text(0),
            title: text(1),
            authority: text(2),
            year: text(3),
            language: text(4),
            script: text(5),
            target: text(6),
            source: text(7),
            aliases: text(8),
            reversible: i32::from(reversible),
        });
        Ok(())
    })
}
