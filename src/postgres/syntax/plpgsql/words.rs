//! The keywords of PL/pgSQL.

use super::super::lex::Kind;
use super::Reader;

/// Words that are never a name.
const RESERVED: &[&str] = &[
    "ALL", "BEGIN", "BY", "CASE", "DECLARE", "ELSE", "END", "EXECUTE", "FOR", "FOREACH", "FROM", "IF", "IN", "INTO",
    "LOOP", "NOT", "NULL", "OR", "STRICT", "THEN", "TO", "USING", "WHEN", "WHILE",
];

/// Words that begin a statement, and may be names.
const VERBS: &[&str] = &[
    "ASSERT", "CALL", "CLOSE", "COMMIT", "CONTINUE", "DO", "EXIT", "FETCH", "GET", "IMPORT", "INSERT", "MERGE", "MOVE",
    "OPEN", "PERFORM", "RAISE", "RETURN", "ROLLBACK",
];

/// Other words that may be names.
const OTHERS: &[&str] = &[
    "ABSOLUTE",
    "ALIAS",
    "AND",
    "ARRAY",
    "BACKWARD",
    "CHAIN",
    "COLLATE",
    "COLUMN",
    "COLUMN_NAME",
    "CONSTANT",
    "CONSTRAINT",
    "CONSTRAINT_NAME",
    "CURRENT",
    "CURSOR",
    "DATATYPE",
    "DEBUG",
    "DEFAULT",
    "DETAIL",
    "DIAGNOSTICS",
    "DUMP",
    "ELSEIF",
    "ELSIF",
    "ERRCODE",
    "ERROR",
    "EXCEPTION",
    "FIRST",
    "FORWARD",
    "HINT",
    "INFO",
    "IS",
    "LAST",
    "LOG",
    "MESSAGE",
    "MESSAGE_TEXT",
    "NEXT",
    "NO",
    "NOTICE",
    "OPTION",
    "PG_CONTEXT",
    "PG_DATATYPE_NAME",
    "PG_EXCEPTION_CONTEXT",
    "PG_EXCEPTION_DETAIL",
    "PG_EXCEPTION_HINT",
    "PRINT_STRICT_PARAMS",
    "PRIOR",
    "QUERY",
    "RELATIVE",
    "RETURNED_SQLSTATE",
    "REVERSE",
    "ROWTYPE",
    "ROW_COUNT",
    "SCHEMA",
    "SCHEMA_NAME",
    "SCROLL",
    "SLICE",
    "SQLSTATE",
    "STACKED",
    "TABLE",
    "TABLE_NAME",
    "TYPE",
    "USE_COLUMN",
    "USE_VARIABLE",
    "VARIABLE_CONFLICT",
    "WARNING",
];

impl Reader<'_> {
    /// Whether a word comes next that PL/pgSQL reserves.
    pub(super) fn at_reserved(&self) -> bool {
        self.cursor.at_any(RESERVED)
    }

    /// Whether a word comes next that means nothing where a statement or the name of a variable is expected: `TABLE t` is no statement here.
    pub(super) fn at_other_word(&self) -> bool {
        !self.is_qualified() && self.cursor.at_any(OTHERS)
    }

    /// Whether any keyword comes next.
    pub(super) fn at_keyword(&self) -> bool {
        !self.is_qualified() && (self.at_reserved() || self.cursor.at_any(OTHERS) || self.cursor.at_any(VERBS))
    }

    fn is_qualified(&self) -> bool {
        self.cursor.nth(1).is_some_and(|token| token.kind == Kind::Period)
    }
}
