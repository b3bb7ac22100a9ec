//! Files that are whole at any moment: written beside and renamed, and never in the place of one that is read.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::report::Report;

/// What a new file may be read and written by, less what the user's mask takes away.
#[cfg(unix)]
const NEW_FILE_MODE: u32 = 0o666;

/// A file on its way. Until [`finish`](NewFile::finish) the old one stays; dropped before that, it leaves nothing behind.
///
/// Links are followed, permissions kept. Beside it stands a file of a name that nobody had, so that neither somebody's
/// file nor another run's is in the way; a killed run leaves that behind (`.NAME.….allonym-new`). What is no file (a pipe,
/// a device) is written to at once.
pub(crate) struct NewFile {
    sink: Sink,
    path: PathBuf,
}

enum Sink {
    /// What is written to at once.
    Open(File),
    /// What takes the place of the old file when it is whole.
    Beside(NamedTempFile),
}

impl NewFile {
    pub(crate) fn create(path: &Path) -> io::Result<NewFile> {
        if let Some(file) = at_once(path)? {
            return Ok(NewFile { sink: Sink::Open(file), path: path.to_owned() });
        }
        let old = fs::metadata(path).ok();
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let made = || {
            let mut prefix = OsString::from(".");
            prefix.push(path.file_name().unwrap_or_default());
            prefix.push(".");
            let mut builder = tempfile::Builder::new();
            builder.prefix(&prefix).suffix(".allonym-new");
            #[cfg(unix)]
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(NEW_FILE_MODE));
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
            if let Some(old) = &old {
                file.as_file().set_permissions(old.permissions())?;
            }
            Ok(file)
        };
        let file = made().map_err(|error| named(&path, &error))?;
        Ok(NewFile { sink: Sink::Beside(file), path })
    }

    /// Puts the file in the place of the old one.
    pub(crate) fn finish(self) -> io::Result<()> {
        let Sink::Beside(file) = self.sink else { return Ok(()) };
        let synced = file.as_file().sync_all();
        let done = synced.and_then(|()| file.persist(&self.path).map(drop).map_err(|error| error.error));
        done.map_err(|error| named(&self.path, &error))
    }

    fn file(&mut self) -> &mut File {
        match &mut self.sink {
            Sink::Open(file) => file,
            Sink::Beside(file) => file.as_file_mut(),
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file().write(bytes).map_err(|error| named(&self.path, &error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file().flush().map_err(|error| named(&self.path, &error))
    }
}

/// What is written to at once, opened: a pipe, a device, or what standard output goes to already (`/dev/stdout`), where
/// something may stand before and come behind. Nothing for a file that can be replaced or made.
pub(crate) fn at_once(path: &Path) -> io::Result<Option<File>> {
    let Ok(old) = fs::metadata(path) else { return Ok(None) };
    if let Some(file) = standard_output(&old) {
        return Ok(Some(file));
    }
    if old.is_file() {
        return Ok(None);
    }
    File::options().write(true).open(path).map(Some).map_err(|error| named(path, &error))
}

/// Standard output, if it goes to the file of these data.
#[cfg(unix)]
fn standard_output(data: &fs::Metadata) -> Option<File> {
    use std::os::fd::AsFd;
    let file = File::from(io::stdout().as_fd().try_clone_to_owned().ok()?);
    file.metadata().is_ok_and(|own| is_linked(&own, data)).then_some(file)
}

#[cfg(not(unix))]
fn standard_output(_: &fs::Metadata) -> Option<File> {
    None
}

/// Writes a whole file.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = NewFile::create(path)?;
    file.write_all(bytes)?;
    file.finish()
}

/// A path with something after its name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Writes a file under a name that the caller chose and renames it, so that there is never half of it.
pub(crate) fn replace_by(temporary: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let written = File::create(temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(temporary, path));
    if done.is_err() {
        let _ = fs::remove_file(temporary);
    }
    done
}

/// An error of a file, with its name.
pub(crate) fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Whether what is to be written would take the place of what is read, which is said. An option and its file are given, and
/// the files that the command reads.
pub(crate) fn overwrites<'a>(
    option: &str,
    out: Option<&Path>,
    inputs: impl IntoIterator<Item = &'a Path>,
    report: &mut Report,
) -> bool {
    let Some(out) = out else { return false };
    let same = inputs.into_iter().any(|input| is_same(out, input));
    if same {
        report.usage(&format!(
            "{option} {} is a file that is read, and would take its place; give another one",
            out.display()
        ));
    }
    same
}

/// Whether two paths lead to one file. What is no file (a device, a pipe) is never the same.
pub(crate) fn is_same(a: &Path, b: &Path) -> bool {
    let (Ok(a_data), Ok(b_data)) = (fs::metadata(a), fs::metadata(b)) else {
        // Both are yet to be made.
        return !a.exists() && !b.exists() && place_to_be(a) == place_to_be(b);
    };
    a_data.is_file() && b_data.is_file() && (is_same_place(a, b) || is_linked(&a_data, &b_data))
}

fn is_same_place(a: &Path, b: &Path) -> bool {
    fs::canonicalize(a).ok().zip(fs::canonicalize(b).ok()).is_some_and(|(a, b)| a == b)
}

/// Where a file will stand that is not made yet.
fn place_to_be(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    path.file_name().map_or_else(|| path.to_owned(), |name| folder.join(name))
}

/// Whether two names are hard links of one file.
#[cfg(unix)]
fn is_linked(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_linked(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_file_stays_until_the_new_one_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "old").expect("a file");
        let mut file = NewFile::create(&path).expect("a file");
        file.write_all(b"ne").expect("space");
        drop(file);
        assert_eq!(fs::read(&path).expect("the file"), b"old");
        write(&path, b"new").expect("space");
        assert_eq!(fs::read(&path).expect("the file"), b"new");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_made_is_named() {
        let error = write(Path::new("no/such/folder"), b"").expect_err("no folder");
        assert!(error.to_string().starts_with("no/such/folder: "), "{error}");
    }

    #[test]
    fn one_file_has_many_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "").expect("a file");
        fs::create_dir(folder.path().join("b")).expect("a folder");
        assert!(is_same(&path, &folder.path().join("b/../a")));
        assert!(!is_same(&path, &folder.path().join("c")));
        assert!(is_same(&folder.path().join("c"), &folder.path().join("b/../c")));
        assert!(!is_same(&folder.path().join("c"), &folder.path().join("d")));
        #[cfg(unix)]
        {
            let link = folder.path().join("l");
            fs::hard_link(&path, &link).expect("a link");
            assert!(is_same(&path, &link) && !is_same(Path::new("/dev/null"), Path::new("/dev/null")));
        }
    }
}
