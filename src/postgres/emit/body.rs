//! Which routine bodies the server must not check when the baseline creates them.
//!
//! A body given as text is resolved when it is called: it may mention what is created later, or what has another name by now. When the routine
//! is created the server looks up everything in an SQL body, and in a PL/pgSQL body the types of the declared variables.

use super::scan::{Token, TokenKind, tokens};
use crate::postgres::builtin::types;
use crate::postgres::catalog::{Routine, RoutineSource};

/// Types that are declared under the grammar's own words.
const SPELLINGS: &[&str] = &[
    "bigint",
    "bit",
    "boolean",
    "char",
    "character",
    "cursor",
    "dec",
    "decimal",
    "double",
    "float",
    "int",
    "integer",
    "national",
    "nchar",
    "real",
    "smallint",
];

/// Whether the server would look up something in the body that need not be there.
pub(super) fn looks_things_up(routine: &Routine) -> bool {
    let RoutineSource::Text { text, .. } = &routine.source else { return false };
    match routine.language.as_str() {
        "sql" => true,
        "plpgsql" => declares_foreign_type(text),
        _ => false,
    }
}

/// Whether a variable has a type that is not the engine's own: a user's, a row of a table, that of a column.
fn declares_foreign_type(body: &str) -> bool {
    let foreign =
        |declared: Vec<Token>| declared.split(|token| at(body, token, ';')).any(|line| !is_builtin(body, line));
    // What stands between `DECLARE` and `BEGIN`; nothing else of the body is kept.
    let mut declared: Option<Vec<Token>> = None;
    for token in tokens(body) {
        if is_word(&token, "begin") {
            if declared.take().is_some_and(foreign) {
                return true;
            }
        } else if is_word(&token, "declare") {
            declared = Some(Vec::new());
        } else if let Some(declared) = &mut declared {
            declared.push(token);
        }
    }
    declared.is_some_and(foreign)
}

/// Whether a declaration (`name [CONSTANT] type …`) names one of the engine's own types.
fn is_builtin(body: &str, declaration: &[Token]) -> bool {
    let mut words = declaration.iter().skip(1).filter(|token| !is_word(token, "constant"));
    let Some(type_name) = words.next() else { return true };
    let qualified = words.next().is_some_and(|next| at(body, next, '.') || at(body, next, '%'));
    match &type_name.kind {
        TokenKind::Word(word) => {
            let known = SPELLINGS.contains(&word.as_str()) || types::by_name(word).is_some();
            known && (!qualified || word == "pg_catalog")
        }
        _ => false,
    }
}

fn is_word(token: &Token, expected: &str) -> bool {
    matches!(&token.kind, TokenKind::Word(word) if word == expected)
}

fn at(text: &str, token: &Token, expected: char) -> bool {
    text[token.start..].starts_with(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_of_builtin_types_need_nothing() {
        for body in [
            "BEGIN RETURN NEW; END",
            "DECLARE a int; b CONSTANT text := 'users'; r record; n numeric(10, 2) DEFAULT 0; BEGIN END",
            "<<outer>> DECLARE c cursor FOR SELECT 1; BEGIN SELECT * FROM users; END",
            "DECLARE t timestamp with time zone; ids bigint[]; BEGIN END",
        ] {
            assert!(!declares_foreign_type(body), "{body}");
        }
    }

    #[test]
    fn declarations_of_other_types_do() {
        for body in [
            "DECLARE u users; BEGIN END",
            "DECLARE a int; u users%ROWTYPE; BEGIN END",
            "DECLARE e users.email%TYPE; BEGIN END",
            "BEGIN DECLARE m app.mood; BEGIN END; END",
        ] {
            assert!(declares_foreign_type(body), "{body}");
        }
    }
}
