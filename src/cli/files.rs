//! Writing files: whole or not at all.

use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes files into a folder, creating it where needed. Each file is written beside its place and then renamed, and none is renamed before
/// all are written: a full disk or a read-only folder leaves what was there.
pub(crate) fn write_all(folder: &Path, files: &[(&str, &str)]) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create the folder {}", folder.display()))?;
    let mut written = Vec::with_capacity(files.len());
    for (name, text) in files {
        written.push((folder.join(name), write_beside(folder, text)?));
    }
    for (path, temporary) in written {
        temporary.persist(&path).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn write_beside(folder: &Path, text: &str) -> Result<tempfile::NamedTempFile> {
    let in_folder = || format!("cannot write into {}", folder.display());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".rebaseline-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).with_context(in_folder)?;
    file.write_all(text.as_bytes()).with_context(in_folder)?;
    file.flush().with_context(in_folder)?;
    Ok(file)
}
