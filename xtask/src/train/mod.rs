//! The trainers of the learned models, one for each file of models in `src/tables`.

mod romanize;

use std::path::Path;

use crate::emit::File;

/// Every model, from the plans in `data/spelling` and the lists in `data/training`.
pub(crate) fn generate(root: &Path) -> Result<Vec<File>, String> {
    Ok(vec![romanize::generate(&root.join("data"))?])
}
