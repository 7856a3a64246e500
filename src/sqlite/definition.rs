//! What the text of a definition says and no pragma tells: checks, expressions, names of constraints, collations.

use crate::dialect::Dialect;
use crate::schema::{Deferral, Token, tokens};

/// The text of a definition and its tokens.
pub(super) struct Definition<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
}

/// A check.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CheckText {
    pub(super) name: Option<String>,
    pub(super) expression: String,
}

/// What a column says about itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ColumnText {
    pub(super) collation: Option<String>,
    pub(super) generated: Option<String>,
    pub(super) autoincrement: bool,
}

impl<'a> Definition<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, tokens: tokens(text, Dialect::Sqlite) }
    }

    /// The items in the first parentheses: the columns and constraints of a table, the parts of an index.
    pub(super) fn items(&self) -> Vec<Definition<'a>> {
        let Some(open) = self.tokens.iter().position(|token| token.is_sign("(")) else { return Vec::new() };
        let close = self.closing(open);
        let (mut items, mut depth, mut start) = (Vec::new(), 0_usize, open + 1);
        for at in open + 1..close {
            let token = &self.tokens[at];
            if token.is_sign("(") {
                depth += 1;
            } else if token.is_sign(")") {
                depth = depth.saturating_sub(1);
            } else if depth == 0 && token.is_sign(",") {
                items.push(self.part(start, at));
                start = at + 1;
            }
        }
        items.push(self.part(start, close));
        items
    }

    /// The condition of a partial index.
    pub(super) fn predicate(&self) -> Option<String> {
        let open = self.tokens.iter().position(|token| token.is_sign("("))?;
        let after = self.closing(open) + 1;
        let first = self.tokens.get(after).filter(|token| token.is_word("where"))?;
        Some(self.text[first.span.end..].trim().to_owned())
    }

    /// The words behind the first parentheses, in upper case: `STRICT`, `WITHOUT ROWID`.
    pub(super) fn tail(&self) -> String {
        let Some(open) = self.tokens.iter().position(|token| token.is_sign("(")) else { return String::new() };
        let words = self.tokens.iter().skip(self.closing(open) + 1);
        words.map(|token| token.text.to_ascii_uppercase()).collect::<Vec<_>>().join(" ").replace(" ,", ",")
    }

    /// Where the query of a view begins: behind the first `AS` outside parentheses.
    pub(super) fn query(&self) -> &'a str {
        let mut depth = 0_i64;
        for token in &self.tokens {
            depth += i64::from(token.is_sign("(")) - i64::from(token.is_sign(")"));
            if depth == 0 && token.is_word("as") {
                return self.text[token.span.end..].trim();
            }
        }
        self.text
    }

    /// When and on what a trigger fires.
    pub(super) fn timing(&self) -> (String, Vec<String>) {
        let head = self.tokens.iter().take_while(|token| !token.is_word("on"));
        let words: Vec<String> = head.map(|token| token.text.to_ascii_uppercase()).collect();
        let has = |word: &str| words.iter().any(|other| other == word);
        let timing = match () {
            () if has("INSTEAD") => "INSTEAD OF",
            () if has("AFTER") => "AFTER",
            () => "BEFORE",
        };
        let events = ["INSERT", "UPDATE", "DELETE"].into_iter().filter(|event| has(event));
        (timing.to_owned(), events.map(str::to_owned).collect())
    }

    /// The name of the column that an item of a table describes; `None` for a constraint of the table.
    pub(super) fn column(&self) -> Option<String> {
        let first = self.tokens.first()?;
        let of_table = ["constraint", "primary", "unique", "check", "foreign"];
        let is_constraint = of_table.iter().any(|word| first.is_word(word));
        (!is_constraint).then(|| first.value())
    }

    /// The checks of an item.
    pub(super) fn checks(&self) -> Vec<CheckText> {
        let of_word = |(at, token): (usize, &Token<'a>)| {
            let expression = self.parenthesised(at + 1).filter(|_| token.is_word("check"))?;
            let name = at.checked_sub(2).filter(|before| self.tokens[*before].is_word("constraint"));
            Some(CheckText { name: name.map(|before| self.tokens[before + 1].value()), expression })
        };
        self.outer().filter_map(of_word).collect()
    }

    /// What an item says about its column.
    pub(super) fn column_text(&self) -> ColumnText {
        let after = |word: &str| self.outer().skip(1).find(|(_, token)| token.is_word(word)).map(|(at, _)| at + 1);
        ColumnText {
            collation: after("collate").and_then(|at| self.tokens.get(at)).map(Token::value),
            generated: after("as").and_then(|at| self.parenthesised(at)),
            autoincrement: after("autoincrement").is_some(),
        }
    }

    /// When the foreign keys of an item are checked.
    pub(super) fn deferral(&self) -> Option<Deferral> {
        self.outer().find(|(_, token)| token.is_word("references"))?;
        let follows = |first: &str, second: &str| {
            self.tokens.windows(2).any(|pair| pair[0].is_word(first) && pair[1].is_word(second))
        };
        let deferrable = self.tokens.iter().any(|token| token.is_word("deferrable")) && !follows("not", "deferrable");
        Some(match (deferrable, follows("initially", "deferred")) {
            (false, _) => Deferral::Never,
            (true, false) => Deferral::Deferrable,
            (true, true) => Deferral::Deferred,
        })
    }

    /// The first columns that an item's foreign key is made of.
    pub(super) fn first_key_column(&self) -> Option<String> {
        self.column().or_else(|| {
            let (foreign, _) = self.outer().find(|(_, token)| token.is_word("foreign"))?;
            self.tokens.get(foreign + 3).map(Token::value)
        })
    }

    /// The name in front of a constraint of the table.
    pub(super) fn constraint_name(&self) -> Option<String> {
        let [constraint, name, ..] = &self.tokens[..] else { return None };
        constraint.is_word("constraint").then(|| name.value())
    }

    /// The text without `COLLATE` and the direction behind it: the expression of a part of an index.
    pub(super) fn expression(&self) -> String {
        let mut tokens = &self.tokens[..];
        loop {
            tokens = match tokens {
                [rest @ .., last] if last.is_word("asc") || last.is_word("desc") => rest,
                [rest @ .., collate, _] if collate.is_word("collate") => rest,
                [.., last] => return self.text[tokens[0].span.start..last.span.end].to_owned(),
                [] => return String::new(),
            };
        }
    }

    /// The tokens outside parentheses.
    fn outer(&self) -> impl Iterator<Item = (usize, &Token<'a>)> {
        let mut depth = 0_i64;
        self.tokens.iter().enumerate().filter(move |(_, token)| {
            depth += i64::from(token.is_sign("(")) - i64::from(token.is_sign(")"));
            depth == 0
        })
    }

    /// What stands in the parentheses that begin there.
    fn parenthesised(&self, open: usize) -> Option<String> {
        let first = self.tokens.get(open).filter(|token| token.is_sign("("))?;
        let end = self.tokens.get(self.closing(open))?.span.start;
        Some(self.text[first.span.end..end].trim().to_owned())
    }

    /// Where the parentheses that begin there end.
    fn closing(&self, open: usize) -> usize {
        let mut depth = 0_i64;
        for (at, token) in self.tokens.iter().enumerate().skip(open) {
            depth += i64::from(token.is_sign("(")) - i64::from(token.is_sign(")"));
            if depth == 0 {
                return at;
            }
        }
        self.tokens.len()
    }

    fn part(&self, start: usize, end: usize) -> Definition<'a> {
        let tokens = self.tokens.get(start..end).unwrap_or_default().to_vec();
        Definition { text: self.text, tokens }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, \"b c\" TEXT COLLATE NOCASE CHECK (\"b c\" <> ','), \
        d INT AS (a + (1)) STORED REFERENCES u DEFERRABLE INITIALLY DEFERRED, CONSTRAINT k CHECK (d > 0), \
        CONSTRAINT f FOREIGN KEY (a) REFERENCES v) WITHOUT ROWID, STRICT";

    #[test]
    fn a_table_is_taken_apart() {
        let definition = Definition::new(TABLE);
        let items = definition.items();
        let columns: Vec<Option<String>> = items.iter().map(Definition::column).collect();
        assert_eq!(columns, [Some("a".into()), Some("b c".into()), Some("d".into()), None, None]);
        assert!(items[0].column_text().autoincrement);
        assert_eq!(items[1].column_text().collation.as_deref(), Some("NOCASE"));
        assert_eq!(items[1].checks()[0], CheckText { name: None, expression: "\"b c\" <> ','".into() });
        assert_eq!(items[2].column_text().generated.as_deref(), Some("a + (1)"));
        assert_eq!(items[2].deferral(), Some(Deferral::Deferred));
        assert_eq!(items[3].checks()[0], CheckText { name: Some("k".into()), expression: "d > 0".into() });
        assert_eq!((items[4].first_key_column().as_deref(), items[4].deferral()), (Some("a"), Some(Deferral::Never)));
        assert_eq!(definition.tail(), "WITHOUT ROWID, STRICT");
    }

    #[test]
    fn an_index_is_taken_apart() {
        let definition = Definition::new("CREATE INDEX i ON t (lower(a) COLLATE NOCASE DESC, b) WHERE c IS NULL");
        let parts: Vec<String> = definition.items().iter().map(Definition::expression).collect();
        assert_eq!(parts, ["lower(a)", "b"]);
        assert_eq!(definition.predicate().as_deref(), Some("c IS NULL"));
    }

    #[test]
    fn views_and_triggers_are_taken_apart() {
        assert_eq!(Definition::new("CREATE VIEW v (a) AS SELECT 1 AS a").query(), "SELECT 1 AS a");
        let trigger = Definition::new("CREATE TRIGGER g AFTER UPDATE OF a ON t BEGIN SELECT 1; END");
        assert_eq!(trigger.timing(), ("AFTER".into(), vec!["UPDATE".into()]));
    }

    #[test]
    fn what_is_not_a_definition_is_survived() {
        for text in ["", "(", ")", "CREATE TABLE t (", "x ( , ) y", "CREATE INDEX i ON t ()"] {
            let definition = Definition::new(text);
            let items = definition.items();
            assert!(items.iter().all(|item| item.checks().is_empty() && !item.column_text().autoincrement));
            let _survived = (definition.predicate(), definition.tail(), definition.query(), definition.timing());
            let _survived: Vec<String> = items.iter().map(Definition::expression).collect();
        }
    }
}
