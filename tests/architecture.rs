//! Holds the layers of ARCHITECTURE.md: a module may use those above it, never one below.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the bottom up; modules of one layer do not use each other.
const LAYERS: &[&[&str]] = &[
    &["source"],
    &["diagnostic", "dialect"],
    &["environment", "schema"],
    &["baseline", "diff", "graph"],
    &["postgres::ast"],
    &["postgres::builtin"],
    &["postgres::catalog"],
    &["postgres::syntax"],
    &["tools", "history"],
    &["run"],
    &["postgres::replay"],
    &["postgres::graph"],
    &["postgres::emit"],
    &["postgres::schema"],
    &["mysql", "sqlite"],
    &["squash", "config"],
    &["engine"],
    &["verify"],
    &["cli"],
];

/// Where one module of a layer may use another of the same one.
const SIBLINGS: &[(&str, &str)] = &[("history", "tools")];

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The module of a path below `src`, as the layers name it: PostgreSQL's has layers of its own.
fn module_of<'a>(mut parts: impl Iterator<Item = &'a str>) -> Option<String> {
    match parts.next()? {
        "postgres" => Some(format!("postgres::{}", parts.next()?)),
        first => Some(first.to_owned()),
    }
}

/// The module of each file, and the ones it names as `crate::…`.
fn uses() -> BTreeMap<String, Vec<(String, PathBuf)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    let mut uses: BTreeMap<String, Vec<(String, PathBuf)>> = BTreeMap::new();
    for file in files {
        let relative = file.strip_prefix(&root).expect("below src");
        let path = relative.with_extension("").to_string_lossy().replace('\\', "/");
        let Some(module) = module_of(path.split('/')) else { continue };
        let text = fs::read_to_string(&file).expect("readable");
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for (at, _) in code.match_indices("crate::") {
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
            let path = code[at + 7..].split(|c| !is_part(c)).next().unwrap_or_default();
            let name = module_of(path.split("::")).expect("a module behind `crate::`");
            uses.entry(module.clone()).or_default().push((name, file.clone()));
        }
    }
    uses
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn modules_use_only_the_layers_above_them() {
    let mut wrong = Vec::new();
    for (module, used) in uses() {
        if ["lib", "main", "postgres::mod"].contains(&module.as_str()) {
            continue;
        }
        let Some(own) = layer(&module) else {
            wrong.push(format!("`{module}` is in no layer"));
            continue;
        };
        for (name, file) in used {
            let Some(other) = layer(&name) else { continue };
            let sibling = SIBLINGS.contains(&(module.as_str(), name.as_str()))
                || SIBLINGS.contains(&(name.as_str(), module.as_str()));
            if name != module && other >= own && !sibling {
                wrong.push(format!("{}: `{module}` uses `{name}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_syntax_names_sqlparser() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    let strangers: Vec<_> = files
        .into_iter()
        .filter(|file| !file.starts_with(root.join("postgres/syntax")))
        .filter(|file| fs::read_to_string(file).expect("readable").contains("sqlparser::"))
        .collect();
    assert!(strangers.is_empty(), "{strangers:?}");
}

#[test]
fn only_the_command_line_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    let printing: Vec<_> = files
        .into_iter()
        .filter(|file| !file.starts_with(root.join("cli")) && !file.ends_with("main.rs"))
        .filter(|file| !file.to_string_lossy().ends_with("tests.rs"))
        .filter(|file| {
            let text = fs::read_to_string(file).expect("readable");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            code.lines().any(|line| {
                let line = line.trim_start();
                !line.starts_with("//") && (line.contains("println!(") || line.contains("print!("))
            })
        })
        .collect();
    assert!(printing.is_empty(), "{printing:?}");
}
