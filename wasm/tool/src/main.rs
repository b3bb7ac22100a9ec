//! `allonym-bindgen MODULE.wasm OUT NAME TARGET`: the JavaScript and the types of a module. TARGET is `web` or
//! `no-modules`.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, out, name, target] = arguments.as_slice() else {
        eprintln!("usage: allonym-bindgen MODULE.wasm OUT NAME web|no-modules");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name(name)
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    // The program of the same name leaves the path out; the library does not.
    bindgen.omit_default_module_path(false);
    let chosen = match target.as_str() {
        "web" => bindgen.web(true),
        "no-modules" => bindgen.no_modules(true),
        _ => {
            eprintln!("allonym-bindgen: no target {target}; there are web and no-modules");
            return ExitCode::from(2);
        }
    };
    match chosen.and_then(|bindgen| bindgen.generate(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("allonym-bindgen: {module}: {error:?}");
            ExitCode::FAILURE
        }
    }
}
