//! The C header, made of the crate that it describes.

use std::path::Path;

use crate::emit::File;

/// `capi/include/allonym.h`.
pub(crate) fn generate(root: &Path) -> Result<File, String> {
    let capi = root.join("capi");
    let config = cbindgen::Config::from_file(capi.join("cbindgen.toml"))?;
    let bindings = cbindgen::Builder::new().with_crate(&capi).with_config(config).generate();
    let mut content = Vec::new();
    bindings.map_err(|error| format!("{}: {error}", capi.display()))?.write(&mut content);
    Ok(File { name: "allonym.h", content })
}
