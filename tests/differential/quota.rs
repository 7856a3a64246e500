//! What a long run has to cover: every kind of statement, and every code of a failure that the model predicts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The length of a run to which the quotas apply.
const STATEMENTS: usize = 100_000;
/// How often each kind has to occur in it.
pub const OF_A_KIND: usize = 200;
/// How often each code has to be what the server says.
pub const OF_A_CODE: usize = 20;

/// Whether that many of so many statements are too few.
pub fn is_missed(count: usize, statements: usize, quota: usize) -> bool {
    count * STATEMENTS < quota * statements
}

/// The codes that stand in the code of these folders, tests excepted.
pub fn codes_in(folders: &[&str], is_code: fn(&str) -> bool) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for folder in folders {
        codes_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), is_code, &mut codes);
    }
    codes
}

fn codes_below(folder: &Path, is_code: fn(&str) -> bool, codes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            codes_below(&path, is_code, codes);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test(&path) {
            let text = fs::read_to_string(&path).expect("readable");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            codes.extend(code.split('"').filter(|literal| is_code(literal)).map(str::to_owned));
        }
    }
}

fn is_test(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
}
