//! The folder of a history: what is in it, and the only place that opens files.

use super::ReadError;
use crate::dialect::Dialect;
use crate::source::Source;
use crate::tools::layout::{Entry, Kind, Listing};
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A folder that has been listed.
pub(super) struct Folder {
    pub(super) root: PathBuf,
    pub(super) listing: Listing,
    /// Whether one file was named rather than the folder.
    pub(super) single: bool,
    /// For which engine its files are read.
    pub(super) dialect: Dialect,
}

/// Marks of tools stand at the beginning of a file; so many bytes are looked at to find them.
const HEAD: u64 = 16 * 1024;

impl Folder {
    /// Lists a folder, or takes a file for a folder of one.
    pub(super) fn open(path: &Path) -> Result<Self, ReadError> {
        let metadata = fs::metadata(path).map_err(|cause| missing_or_unreadable(path, cause))?;
        if metadata.is_dir() {
            return Ok(Self {
                root: path.to_owned(),
                listing: list(path)?,
                single: false,
                dialect: Dialect::default(),
            });
        }
        let root = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let listing = Listing(vec![Entry { name, kind: Kind::File }]);
        Ok(Self { root: root.to_owned(), listing, single: true, dialect: Dialect::default() })
    }

    /// Makes every file below the folder an entry of its own, named by its path; hidden folders stay closed.
    pub(super) fn flatten(&mut self) -> Result<(), ReadError> {
        if !self.single {
            let mut files = Vec::new();
            collect(&self.root, "", DEEPEST, &mut files)?;
            self.listing = Listing(files.into_iter().map(|name| Entry { name, kind: Kind::File }).collect());
        }
        Ok(())
    }

    /// Reads and decodes a file, given relative to the root.
    pub(super) fn source(&self, file: &str) -> Result<Source, ReadError> {
        let path = self.root.join(file);
        let bytes = fs::read(&path).map_err(|cause| ReadError::Unreadable { path: path.clone(), cause })?;
        Source::decode(file, bytes).map_err(|cause| ReadError::NotText { path, cause })
    }

    /// The beginning of a file; nothing of one that cannot be read, which is reported when it is needed.
    pub(super) fn head(&self, file: &str) -> String {
        let mut bytes = Vec::new();
        if let Ok(file) = fs::File::open(self.root.join(file)) {
            _ = file.take(HEAD).read_to_end(&mut bytes);
        }
        let text = String::from_utf8_lossy(&bytes);
        text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
    }

    /// A folder below the root that has SQL files, for "did you mean".
    pub(super) fn deeper(&self) -> Option<PathBuf> {
        let below =
            ["migrations", "prisma/migrations", "db/migrations", "db/migrate", "sql"].map(|it| self.root.join(it));
        let folders = self.listing.0.iter().filter(|entry| !entry.is_file() && !entry.is_hidden());
        below.into_iter().chain(folders.map(|entry| self.root.join(&entry.name))).find(|path| has_migrations(path))
    }
}

/// So many levels of folders are looked into: links can go in circles.
const DEEPEST: usize = 8;

/// The files in `root/prefix` and in the folders below it, in byte order within each folder.
fn collect(root: &Path, prefix: &str, depth: usize, files: &mut Vec<String>) -> Result<(), ReadError> {
    for (name, is_folder) in names(&root.join(prefix))? {
        let path = format!("{prefix}{name}");
        if is_folder && depth > 0 && !name.starts_with('.') {
            collect(root, &format!("{path}/"), depth - 1, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn missing_or_unreadable(path: &Path, cause: std::io::Error) -> ReadError {
    if cause.kind() == std::io::ErrorKind::NotFound {
        return ReadError::Missing { path: path.to_owned(), similar: similar(path) };
    }
    ReadError::Unreadable { path: path.to_owned(), cause }
}

/// A sibling with nearly the same name.
fn similar(path: &Path) -> Option<PathBuf> {
    let parent = path.parent()?;
    let folder = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let names: Vec<String> = fs::read_dir(folder).ok()?.flatten().map(|entry| lossy(&entry.file_name())).collect();
    let name = crate::diagnostic::nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(parent.join(name))
}

fn lossy(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

/// What is in a folder, in byte order; for subfolders their files too.
fn list(path: &Path) -> Result<Listing, ReadError> {
    let mut entries = Vec::new();
    for (name, is_folder) in names(path)? {
        let kind = if is_folder {
            Kind::Folder(names(&path.join(&name))?.into_iter().map(|(name, _)| name).collect())
        } else {
            Kind::File
        };
        entries.push(Entry { name, kind });
    }
    Ok(Listing(entries))
}

/// The names in a folder in byte order, and whether each is a folder.
fn names(path: &Path) -> Result<Vec<(String, bool)>, ReadError> {
    let unreadable = |cause| ReadError::Unreadable { path: path.to_owned(), cause };
    let mut names = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        names.push((lossy(&entry.file_name()), entry.path().is_dir()));
    }
    names.sort();
    Ok(names)
}

/// Whether a folder holds SQL files, or folders with them.
fn has_migrations(path: &Path) -> bool {
    let is_sql = |name: &str| Path::new(name).extension().is_some_and(|ending| ending == "sql");
    list(path).is_ok_and(|listing| {
        listing.0.iter().any(|entry| match &entry.kind {
            Kind::File => is_sql(&entry.name),
            Kind::Folder(files) => files.iter().any(|file| is_sql(file)),
        })
    })
}
