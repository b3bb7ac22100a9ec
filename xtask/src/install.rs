//! Installing the C library: headers, the library to be linked at run time and the one to be linked in, and what
//! pkg-config says of them.

use std::env;
use std::ffi::OsStr;
use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

/// What the manifest of the C interface says to those who install it.
#[derive(Deserialize)]
struct Manifest {
    package: Package,
}

#[derive(Deserialize)]
struct Package {
    description: String,
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Metadata {
    capi: Capi,
}

#[derive(Deserialize)]
struct Capi {
    library: Library,
}

/// The name of the library and the version of its interface.
#[derive(Deserialize)]
struct Library {
    name: String,
    version: String,
}

/// Builds the library and puts it into `include` and `lib` of a folder.
pub(crate) fn install(root: &Path, prefix: &Path) -> Result<(), String> {
    if !cfg!(target_os = "linux") {
        return Err(
            "only Linux is known here; cargo-c installs on others: cargo cinstall -p allonym-capi".into()
        );
    }
    let manifest = fs::read_to_string(root.join("capi/Cargo.toml")).map_err(|error| error.to_string())?;
    let Package { description, metadata } =
        toml::from_str::<Manifest>(&manifest).map_err(|error| format!("capi/Cargo.toml: {error}"))?.package;
    let Library { name, version } = metadata.capi.library;
    let major = version.split('.').next().unwrap_or_default();
    let (link, soname, file) =
        (format!("lib{name}.so"), format!("lib{name}.so.{major}"), format!("lib{name}.so.{version}"));
    let private = build(root, &soname)?;

    let (include, lib) = (prefix.join("include"), prefix.join("lib"));
    let config = lib.join("pkgconfig");
    for folder in [&include, &config] {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    for header in ["allonym.h", "allonym.hpp"] {
        put(&root.join("capi/include").join(header), &include.join(header))?;
    }
    let built = built()?;
    put(&built.join("liballonym_capi.a"), &lib.join(format!("lib{name}.a")))?;
    put(&built.join("liballonym_capi.so"), &lib.join(&file))?;
    point(&lib.join(&soname), &file)?;
    point(&lib.join(&link), &soname)?;
    let text = format!(
        "prefix=${{pcfiledir}}/../..\nlibdir=${{prefix}}/lib\nincludedir=${{prefix}}/include\n\n\
         Name: {name}\nDescription: {description}\nVersion: {}\n\
         Libs: -L${{libdir}} -l{name}\nLibs.private: {private}\nCflags: -I${{includedir}}\n",
        env!("CARGO_PKG_VERSION")
    );
    let path = config.join(format!("{name}.pc"));
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    eprintln!("installed {file}, lib{name}.a, the headers and {name}.pc into {}", prefix.display());
    Ok(())
}

/// Builds both libraries and says which others the static one needs. The soname is set here and not in a build script,
/// because cargo-c sets one too.
fn build(root: &Path, soname: &str) -> Result<String, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let done = Command::new(cargo)
        .current_dir(root)
        .args(["rustc", "--release", "--package", "allonym-capi", "--lib"])
        .args(["--crate-type", "cdylib,staticlib", "--"])
        .args(["-C", &format!("link-arg=-Wl,-soname,{soname}"), "-C", "strip=symbols"])
        .args(["--print", "native-static-libs"])
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    let said = String::from_utf8_lossy(&done.stderr);
    if !done.status.success() {
        return Err(format!("cargo rustc failed:\n{said}"));
    }
    let private = said.lines().find_map(|line| line.split_once("native-static-libs: "));
    Ok(private.map_or("", |(_, libraries)| libraries.trim()).to_owned())
}

/// Where cargo has put them: this program is a release build too.
fn built() -> Result<PathBuf, String> {
    let own = env::current_exe().map_err(|error| error.to_string())?;
    own.parent().map(Path::to_path_buf).ok_or_else(|| "the program has no folder".into())
}

/// Copies a file beside its place and renames it: a program that uses the old one keeps it.
fn put(from: &Path, to: &Path) -> Result<(), String> {
    let beside = beside(to);
    fs::copy(from, &beside)
        .and_then(|_| fs::rename(&beside, to))
        .map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}

fn point(link: &Path, to: &str) -> Result<(), String> {
    let beside = beside(link);
    let _ = fs::remove_file(&beside);
    symlink(to, &beside)
        .and_then(|()| fs::rename(&beside, link))
        .map_err(|error| format!("{}: {error}", link.display()))
}

#[cfg(not(unix))]
fn symlink(_: &str, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map(OsStr::to_os_string).unwrap_or_default();
    name.push(".new");
    path.with_file_name(name)
}
