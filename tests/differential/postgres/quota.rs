//! What a long run has to cover: every kind of statement, and every SQLSTATE that the model predicts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The length of a run to which the quotas apply.
const STATEMENTS: usize = 100_000;
/// How often each kind has to occur in it.
pub const OF_A_KIND: usize = 200;
/// How often each SQLSTATE has to be what the server says.
pub const OF_A_CODE: usize = 20;

/// What no statement of a history can meet: the first is only looked for, the other is a fault of the model itself.
const NEVER: [&str; 2] = ["57014", "XX000"];

/// Whether that many of so many statements are too few.
pub fn is_missed(count: usize, statements: usize, quota: usize) -> bool {
    count * STATEMENTS < quota * statements
}

/// The SQLSTATEs that stand in the code of the replay and the parser, tests excepted.
pub fn predicted_codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for folder in ["src/postgres/replay", "src/postgres/syntax"] {
        codes_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut codes);
    }
    codes
}

fn codes_below(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            codes_below(&path, codes);
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

/// Whether it is five characters that one of the conditions known to PL/pgSQL stands for, or one that the server says without a name.
fn is_code(literal: &str) -> bool {
    literal.len() == 5
        && literal.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
        && literal.chars().any(|c| c.is_ascii_digit())
        && !NEVER.contains(&literal)
}
