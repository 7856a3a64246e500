//! `FROM` and its joins.

use crate::mysql::ast::{Join, JoinCondition, JoinKind, Name, ObjectName, TableRef, TableRefKind};
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;

impl Parser<'_> {
    /// `DUAL`, or tables with their joins.
    pub(in crate::mysql::syntax) fn from(&mut self) -> Parsed<Vec<TableRef>> {
        if self.accept("DUAL") {
            return Ok(vec![TableRef { kind: TableRefKind::Dual, joins: Vec::new() }]);
        }
        self.table_refs()
    }

    /// `a JOIN b …, c`.
    pub(in crate::mysql::syntax) fn table_refs(&mut self) -> Parsed<Vec<TableRef>> {
        self.list(Self::table_ref)
    }

    fn table_ref(&mut self) -> Parsed<TableRef> {
        self.nested(|parser| {
            let mut table = parser.odbc_table()?;
            while let Some(kind) = parser.join_kind()? {
                table.joins.extend(parser.join(kind)?);
            }
            Ok(table)
        })
    }

    /// `{OJ a LEFT JOIN b …}`.
    fn odbc_table(&mut self) -> Parsed<TableRef> {
        if !self.accept("{") {
            return Ok(TableRef { kind: self.table_factor()?, joins: Vec::new() });
        }
        self.name()?;
        let table = self.table_ref()?;
        self.expect("}")?;
        Ok(table)
    }

    fn join_kind(&mut self) -> Parsed<Option<JoinKind>> {
        let Some(word) = self.accept_any(&["JOIN", "INNER", "CROSS", "STRAIGHT_JOIN", "LEFT", "RIGHT", "NATURAL"])
        else {
            return Ok(None);
        };
        let kind = match word {
            "JOIN" => return Ok(Some(JoinKind::Inner)),
            "STRAIGHT_JOIN" => return Ok(Some(JoinKind::Straight)),
            "INNER" => JoinKind::Inner,
            "CROSS" => JoinKind::Cross,
            "NATURAL" => self.natural(),
            side => {
                self.accept("OUTER");
                if side == "LEFT" { JoinKind::Left } else { JoinKind::Right }
            }
        };
        self.expect("JOIN")?;
        Ok(Some(kind))
    }

    fn natural(&mut self) -> JoinKind {
        match self.accept_any(&["LEFT", "RIGHT", "INNER"]) {
            Some("INNER") | None => JoinKind::NaturalInner,
            Some(side) => {
                self.accept("OUTER");
                if side == "LEFT" { JoinKind::NaturalLeft } else { JoinKind::NaturalRight }
            }
        }
    }

    /// The right side may itself be joined before the condition comes: `a JOIN b JOIN c ON … ON …`. Where none comes, all are joined from the left.
    fn join(&mut self, kind: JoinKind) -> Parsed<Vec<Join>> {
        let mut right = self.odbc_table()?;
        if matches!(kind, JoinKind::NaturalInner | JoinKind::NaturalLeft | JoinKind::NaturalRight) {
            return Ok(vec![Join { kind, right, condition: JoinCondition::None }]);
        }
        while !self.at_any(&["ON", "USING"]) {
            let Some(inner) = self.join_kind()? else {
                if matches!(kind, JoinKind::Left | JoinKind::Right) {
                    return self.unexpected();
                }
                let later = std::mem::take(&mut right.joins);
                let first = Join { kind, right, condition: JoinCondition::None };
                return Ok(std::iter::once(first).chain(later).collect());
            };
            right.joins.extend(self.nested(|parser| parser.join(inner))?);
        }
        Ok(vec![Join { kind, right, condition: self.join_condition()? }])
    }

    fn join_condition(&mut self) -> Parsed<JoinCondition> {
        if self.accept("ON") {
            return Ok(JoinCondition::On(Box::new(self.expr()?)));
        }
        if self.accept("USING") {
            return Ok(JoinCondition::Using(self.bracketed_list(Self::name)?));
        }
        Ok(JoinCondition::None)
    }

    fn table_factor(&mut self) -> Parsed<TableRefKind> {
        if self.accept("LATERAL") {
            return self.derived_table();
        }
        if self.at_subquery() {
            return self.derived_table();
        }
        if self.at("(") {
            return Ok(TableRefKind::Nested(self.brackets(Self::table_refs)?));
        }
        if self.at("JSON_TABLE") && self.at_nth(1, "(") {
            return self.json_table();
        }
        self.plain_table()
    }

    fn plain_table(&mut self) -> Parsed<TableRefKind> {
        let name = self.table_name()?;
        let partitions = if self.accept("PARTITION") { self.bracketed_list(Self::name)? } else { Vec::new() };
        self.system_time()?;
        let alias = self.table_alias()?;
        let index_hints = self.index_hints()?;
        Ok(TableRefKind::Table { name, alias, partitions, index_hints })
    }

    /// `FOR SYSTEM_TIME …` (MariaDB).
    fn system_time(&mut self) -> Parsed<()> {
        if !self.mode.is_mariadb() || !self.accept_words(&["FOR", "SYSTEM_TIME"]) {
            return Ok(());
        }
        if self.accept("ALL") {
            return Ok(());
        }
        let end = match self.accept_any(&["AS", "FROM", "BETWEEN"]) {
            Some("AS") => {
                self.expect("OF")?;
                None
            }
            Some("FROM") => Some("TO"),
            Some(_) => Some("AND"),
            None => return self.unexpected(),
        };
        self.point_in_time()?;
        if let Some(end) = end {
            self.expect(end)?;
            self.point_in_time()?;
        }
        Ok(())
    }

    fn point_in_time(&mut self) -> Parsed<()> {
        if self.at("TRANSACTION") || self.at("TIMESTAMP") && self.peek_nth(1).kind != TokenKind::String {
            self.next();
        }
        self.bitwise(0).map(drop)
    }

    /// `[AS] alias`.
    pub(in crate::mysql::syntax) fn table_alias(&mut self) -> Parsed<Option<Name>> {
        if self.accept("AS") || self.mode.is_mariadb() && self.accept("=") {
            return self.name().map(Some);
        }
        if self.at_name() && !self.at("WINDOW") { self.name().map(Some) } else { Ok(None) }
    }

    /// The names of all indexes that hints name.
    fn index_hints(&mut self) -> Parsed<Vec<Name>> {
        let mut names = Vec::new();
        while let Some(hint) = self.accept_any(&["USE", "FORCE", "IGNORE"]) {
            if self.accept_any(&["INDEX", "KEY"]).is_none() {
                return self.unexpected();
            }
            if self.accept("FOR") {
                match self.accept_any(&["JOIN", "ORDER", "GROUP"]) {
                    Some("JOIN") => {}
                    Some(_) => drop(self.expect("BY")?),
                    None => return self.unexpected(),
                }
            }
            self.expect("(")?;
            if hint == "USE" && self.accept(")") {
                continue;
            }
            names.extend(self.list(
                |parser| {
                    if parser.at("PRIMARY") { Ok(parser.take_name()) } else { parser.name() }
                },
            )?);
            self.expect(")")?;
        }
        Ok(names)
    }

    fn derived_table(&mut self) -> Parsed<TableRefKind> {
        let query = Box::new(self.subquery()?);
        let alias = self.table_alias()?;
        if alias.is_none() {
            return if self.mode.is_mariadb() {
                self.unexpected()
            } else {
                self.fail("1248", "Every derived table must have its own alias")
            };
        }
        let columns =
            if self.at("(") && !self.mode.is_mariadb() { self.bracketed_list(Self::name)? } else { Vec::new() };
        Ok(TableRefKind::Subquery { query, alias, columns })
    }

    fn json_table(&mut self) -> Parsed<TableRefKind> {
        let start = self.next().start;
        let (document, columns) = self.brackets(|parser| {
            let document = Box::new(parser.expr()?);
            parser.expect(",")?;
            parser.string()?;
            let mut columns = Vec::new();
            parser.json_columns(&mut columns)?;
            Ok((document, columns))
        })?;
        let span = self.span_from(start);
        let alias = self.table_alias()?;
        if alias.is_none() {
            return self.unexpected();
        }
        Ok(TableRefKind::JsonTable { document, span, columns, alias })
    }

    fn json_columns(&mut self, columns: &mut Vec<Name>) -> Parsed<()> {
        self.expect("COLUMNS")?;
        self.nested(|parser| {
            parser.bracketed_list(|parser| {
                if parser.at("NESTED") && !parser.at_nth(1, "FOR") {
                    parser.next();
                    parser.accept("PATH");
                    parser.string()?;
                    return parser.json_columns(columns);
                }
                columns.push(parser.name()?);
                parser.json_column()
            })
        })?;
        Ok(())
    }

    fn json_column(&mut self) -> Parsed<()> {
        if self.accept("FOR") {
            return self.expect("ORDINALITY").map(drop);
        }
        self.type_name()?;
        self.accept("EXISTS");
        self.expect("PATH")?;
        self.string()?;
        for _ in 0..2 {
            if self.at_any(&["NULL", "DEFAULT", "ERROR"]) {
                if self.next().text(self.text).eq_ignore_ascii_case("DEFAULT") {
                    self.literal()?;
                }
                self.expect("ON")?;
                if self.accept_any(&["EMPTY", "ERROR"]).is_none() {
                    return self.unexpected();
                }
            }
        }
        Ok(())
    }

    /// `table.` or `database.table.`, before `*`.
    pub(in crate::mysql::syntax) fn object_name_before_star(&mut self) -> Parsed<ObjectName> {
        let first = self.name()?;
        self.expect(".")?;
        if self.at("*") {
            return Ok(ObjectName { database: None, name: first });
        }
        let name = self.name()?;
        self.expect(".")?;
        Ok(ObjectName { database: Some(first), name })
    }
}
