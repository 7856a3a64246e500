//! Real histories, and the real server's opinion of them, on demand:
//! `SYNTAX_CORPORA=dir[,dir] SYNTAX_SERVER='host=/tmp user=postgres' cargo test --lib syntax::corpus -- --ignored --nocapture`.

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

fn folders() -> Vec<String> {
    std::env::var("SYNTAX_CORPORA").expect("SYNTAX_CORPORA is set").split(',').map(str::to_owned).collect()
}

fn sources(folder: &str) -> impl Iterator<Item = crate::source::Source> {
    files(Path::new(folder)).into_iter().map(|path| {
        let bytes = std::fs::read(&path).expect("readable");
        crate::source::Source::decode(path.display().to_string(), bytes).expect("text")
    })
}

#[test]
#[ignore = "needs folders of histories"]
fn reads_real_histories() {
    for folder in folders() {
        let (mut read, mut opaque, mut refused) = (0, 0, 0);
        for source in sources(&folder) {
            for raw in split(&source.text) {
                match parse(&source.text, &raw) {
                    Parsed::Statement(_) => read += 1,
                    Parsed::Opaque { reason } => {
                        opaque += 1;
                        println!("{}:{} opaque: {reason}", source.path, source.line_column(raw.span.start).line);
                    }
                    Parsed::SyntaxError { message, offset, .. } => {
                        refused += 1;
                        println!("{}:{} {message}", source.path, source.line_column(offset.unwrap_or_default()).line);
                    }
                }
            }
        }
        println!("{folder}: {read} read, {opaque} opaque, {refused} syntax errors");
    }
}

/// What is read as a query or a data change is what the server's grammar takes, as it is known here.
#[test]
fn accepts_what_is_read() {
    let own = ["tests/cases", "tests/binding"].map(|folder| format!("{}/{folder}", env!("CARGO_MANIFEST_DIR")));
    let given = std::env::var("SYNTAX_CORPORA").unwrap_or_default();
    for folder in own.iter().map(String::as_str).chain(given.split(',').filter(|folder| !folder.is_empty())) {
        for source in sources(folder) {
            for raw in split(&source.text) {
                let refused = refused_though_read(&source.text, &raw);
                assert_eq!(refused, None, "{}: {}", source.path, raw.span.slice(&source.text));
            }
        }
    }
}

/// The complaint of the grammar about a statement that is read nevertheless.
fn refused_though_read(text: &str, raw: &RawStatement) -> Option<Refusal> {
    let Parsed::Statement(_) = parse(text, raw) else { return None };
    let tokens = lex::tokens(text, raw.span, follow(raw)).ok()?;
    let cursor = Cursor::new(&tokens);
    if !cursor.at_data_statement() {
        return None;
    }
    match cursor.misread_statement(Refusal::Opaque(String::new())) {
        Refusal::Opaque(_) => None,
        refused @ Refusal::Syntax { .. } => Some(refused),
    }
}

/// The server's complaint about a text and its byte offset; `None` where it takes it. Nothing runs: an error behind the
/// statement makes the server refuse the whole text before it begins.
#[cfg(feature = "postgres")]
fn server_complaint(client: &mut postgres::Client, statement: &str) -> Option<(String, String, usize)> {
    let error = client.batch_execute(&format!("{statement};zzz")).expect_err("zzz is no statement");
    let error = error.as_db_error().expect("the server's own error").clone();
    if error.message() == "syntax error at or near \"zzz\"" {
        return None;
    }
    let position = match error.position() {
        Some(postgres::error::ErrorPosition::Original(position)) => *position as usize - 1,
        _ => 0,
    };
    let offset = statement.char_indices().map(|(at, _)| at).nth(position).unwrap_or(statement.len());
    Some((error.code().code().to_owned(), error.message().to_owned(), offset))
}

/// Variants of a statement with one token gone, doubled, or swapped with the next.
fn mutations(statement: &str, seed: &mut u64) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut at = 0;
    while at < statement.len() {
        let Ok((lexeme, end)) = scan::lexeme(statement.as_bytes(), at) else { return Vec::new() };
        match (lexeme, pieces.last_mut()) {
            (scan::Lexeme::Comment, Some(_)) => {}
            (scan::Lexeme::Space, Some(piece)) => *piece = format!("{piece} "),
            _ => pieces.push(statement[at..end].to_owned()),
        }
        at = end;
    }
    let mut variants = Vec::new();
    for _ in 0..4 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(*seed >> 33).expect("fits") % pieces.len().max(1);
        let mut variant = pieces.clone();
        match (*seed >> 20) % 3 {
            0 => drop(variant.remove(at)),
            1 => variant.insert(at, pieces[at].clone()),
            _ if at + 1 < variant.len() => variant.swap(at, at + 1),
            _ => {}
        }
        variants.push(variant.concat());
    }
    variants
}

#[test]
#[cfg(feature = "postgres")]
#[ignore = "needs folders of histories and a server"]
fn agrees_with_the_server_on_what_is_no_sql() {
    let server = std::env::var("SYNTAX_SERVER").expect("SYNTAX_SERVER is set");
    let mut client = postgres::Client::connect(&server, postgres::NoTls).expect("connects");
    let mut seed = 42;
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for source in folders().iter().flat_map(|folder| sources(folder)) {
        for raw in split(&source.text).into_iter().filter(|raw| raw.shape == Shape::Sql) {
            let statement = raw.span.slice(&source.text);
            let mut texts = vec![statement.to_owned()];
            if statement.len() < 5000 {
                texts.extend(mutations(statement, &mut seed));
            }
            for text in texts {
                let verdict = compare(&mut client, &text);
                if !matches!(verdict, "agree" | "both refuse" | "opaque, refused" | "opaque, taken") {
                    println!("--- {verdict}: {text}");
                }
                *counts.entry(verdict).or_default() += 1;
            }
        }
    }
    println!("{counts:?}");
    let wrong = counts.get("refused, but the server takes it").copied().unwrap_or_default();
    assert_eq!(wrong, 0);
}

#[cfg(feature = "postgres")]
fn compare(client: &mut postgres::Client, text: &str) -> &'static str {
    let terminated = format!("{text};");
    let raws = split(&terminated);
    let [raw] = raws.as_slice() else { return "agree" };
    if raw.shape != Shape::Sql {
        return "agree";
    }
    match (parse(&terminated, raw), server_complaint(client, text)) {
        (Parsed::Statement(_), None) => "agree",
        (Parsed::Opaque { .. }, None) => "opaque, taken",
        (Parsed::Opaque { .. }, Some(_)) => "opaque, refused",
        (Parsed::SyntaxError { message, offset, .. }, None) => {
            println!("{message} at {offset:?}");
            "refused, but the server takes it"
        }
        (Parsed::Statement(_), Some((code, message, _))) => {
            println!("{code} {message}");
            if code == "42601" { "taken, but the server refuses it" } else { "agree" }
        }
        (Parsed::SyntaxError { message, offset, .. }, Some((code, theirs, place))) => {
            if code == "42601" && message == theirs && offset.map(|offset| offset as usize) == Some(place) {
                return "both refuse";
            }
            println!("{message} at {offset:?}, the server: {code} {theirs} at {place}");
            "refused for another reason"
        }
    }
}

/// Prints throughput; only a release build says anything.
#[test]
#[ignore = "measures"]
fn speed() {
    use std::fmt::Write as _;
    use std::time::Instant;
    let mut insert = String::from("INSERT INTO t (a, b, c, d) VALUES\n");
    for row in 0..700_000 {
        writeln!(insert, "({row}, 'some text of a usual length, number {row}', NULL, -1.5),").expect("a string grows");
    }
    insert.truncate(insert.len() - 2);
    insert.push(';');
    let history: String =
        folders().iter().flat_map(|folder| sources(folder)).map(|source| source.text.to_string() + "\n;\n").collect();
    for (name, text) in [("history", history), ("insert", insert)] {
        let megabytes = text.len() / 1_000_000;
        let start = Instant::now();
        let raws = split(&text);
        let split_time = start.elapsed();
        let start = Instant::now();
        let parsed: Vec<_> = raws.iter().map(|raw| parse(&text, raw)).collect();
        let parse_time = start.elapsed();
        let start = Instant::now();
        let mut theirs = 0;
        for raw in &raws {
            let dialect = sqlparser::dialect::PostgreSqlDialect {};
            theirs += usize::from(sqlparser::parser::Parser::parse_sql(&dialect, raw.span.slice(&text)).is_ok());
        }
        let their_time = start.elapsed();
        let read = parsed.iter().filter(|parsed| matches!(parsed, Parsed::Statement(_))).count();
        println!(
            "{name}: {megabytes} MB, split {split_time:?}, parse {parse_time:?}, sqlparser {their_time:?} \
             ({read} and {theirs} of {} read)",
            raws.len()
        );
    }
}
