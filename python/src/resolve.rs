//! `resolve`: the names of documents, each with its spellings.

use allonym::{Entity, Mention, Spelling};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

use crate::records::{Places, Record};
use crate::work;

/// The names of people, organizations and places in some documents, the most mentioned first; no list is needed.
///
/// Spellings of one name are put together, across scripts, hashtags, headlines. Places are counted in characters:
/// ``documents[mention.document][mention.start:mention.end]``. After Ctrl-C the call ends at once, and what was begun ends
/// in the background.
///
/// >>> entities = allonym.resolve(["Iranian Gen. Qassem Soleimani was buried in Kerman.", "Soleimani’s grave; #قاسم_سلیمانی"])
/// >>> entities[0].name, entities[0].kind, entities[0].count
/// ('Qassem Soleimani', 'person', 3)
#[pyfunction]
#[pyo3(signature = (documents, /))]
fn resolve<'py>(py: Python<'py>, documents: Vec<PyBackedStr>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let owned: Vec<String> = documents.iter().map(|text| text.to_string()).collect();
    let entities = work::one(py, move || {
        let texts: Vec<&str> = owned.iter().map(String::as_str).collect();
        allonym::resolve(&texts)
    })?;
    let places: Vec<Places<'_>> = documents.iter().map(|text| Places::new(text)).collect();
    entities.iter().map(|entity| entity_record(py, entity, &places)).collect()
}

fn entity_record<'py>(
    py: Python<'py>,
    entity: &Entity,
    places: &[Places<'_>],
) -> PyResult<Bound<'py, PyAny>> {
    let mention = |mention: &Mention| {
        let (start, end) = places.get(mention.document).map_or((0, 0), |places| places.of(mention.span));
        Record::Mention.of(py, (mention.document, start, end))
    };
    let spelling = |spelling: &Spelling| {
        let mentions = spelling.mentions.iter().map(mention).collect::<PyResult<Vec<_>>>()?;
        Record::Spelling.of(py, (&spelling.text, mentions.len(), mentions))
    };
    let spellings = entity.variants.iter().map(spelling).collect::<PyResult<Vec<_>>>()?;
    Record::Entity.of(py, (&entity.name, entity.kind.to_string(), entity.count, &entity.titles, spellings))
}

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(resolve, module)?)
}
