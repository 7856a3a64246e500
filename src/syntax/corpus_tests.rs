//! Reads real histories, on demand: `SYNTAX_CORPORA=dir[,dir] cargo test --lib syntax::corpus -- --ignored --nocapture`.

use super::*;
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "sql") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
#[ignore = "needs folders of histories"]
fn reads_real_histories() {
    for folder in std::env::var("SYNTAX_CORPORA").expect("SYNTAX_CORPORA is set").split(',') {
        let (mut read, mut opaque, mut refused) = (0, 0, 0);
        for path in files(Path::new(folder)) {
            let source =
                crate::source::Source::decode(path.display().to_string(), std::fs::read(&path).expect("readable"));
            let source = source.expect("text");
            for raw in split(&source.text) {
                match parse(&source.text, &raw) {
                    Parsed::Statement(_) => read += 1,
                    Parsed::Opaque { reason } => {
                        opaque += 1;
                        println!("{}:{} opaque: {reason}", source.path, source.line_column(raw.span.start).line);
                    }
                    Parsed::SyntaxError { message, offset } => {
                        refused += 1;
                        println!("{}:{} {message}", source.path, source.line_column(offset).line);
                    }
                }
            }
        }
        println!("{folder}: {read} read, {opaque} opaque, {refused} syntax errors");
    }
}
