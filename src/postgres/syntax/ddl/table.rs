//! `CREATE TABLE` in all its forms.

use super::constraint::{apply_to_key, apply_to_unique};
use crate::postgres::ast::op::{
    ColumnConstraint, ColumnConstraintDef, ColumnDef, ConstraintAttributes, CreateTable, CreateTableAs, LikeOption,
    OnCommit, PartitionBound, PartitionBy, PartitionStrategy, Persistence, TableElement,
};
use crate::postgres::ast::{Expr, Ident, Op, QualifiedName};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Refusal, Result, opaque};
use crate::postgres::syntax::lex::Kind;

const LIKE_OPTIONS: [(&str, LikeOption); 9] = [
    ("COMMENTS", LikeOption::Comments),
    ("COMPRESSION", LikeOption::Compression),
    ("CONSTRAINTS", LikeOption::Constraints),
    ("DEFAULTS", LikeOption::Defaults),
    ("GENERATED", LikeOption::Generated),
    ("IDENTITY", LikeOption::Identity),
    ("INDEXES", LikeOption::Indexes),
    ("STATISTICS", LikeOption::Statistics),
    ("STORAGE", LikeOption::Storage),
];

impl Cursor<'_> {
    /// What follows `CREATE [TEMPORARY | UNLOGGED] TABLE`.
    pub(super) fn create_table(&mut self, persistence: Persistence) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let name = self.qualified_name()?;
        if self.is_query_table() {
            return self.create_table_as(name, if_not_exists, persistence);
        }
        let mut table = self.table_body(name, if_not_exists, persistence)?;
        self.table_options(&mut table)?;
        Ok(Op::CreateTable(Box::new(table)))
    }

    /// The columns and constraints of a table, and where others come from.
    pub(super) fn table_body(
        &mut self,
        name: QualifiedName,
        if_not_exists: bool,
        persistence: Persistence,
    ) -> Result<CreateTable> {
        let mut table = empty_table(name, if_not_exists, persistence);
        let start = self.at;
        if self.all(&["PARTITION", "OF"]) {
            table.inherits = vec![self.qualified_name()?];
            self.typed_elements(&mut table)?;
            table.partition_bound = Some(self.partition_bound()?);
        } else if self.keyword("OF") {
            table.of_type = Some(self.qualified_name()?);
            self.typed_elements(&mut table)?;
        } else {
            self.refuse_bare_columns()?;
            table.elements = self.element_group(Cursor::table_element)?;
            table.body = self.span_from(start);
            if self.keyword("INHERITS") {
                table.inherits = self.group_list(Cursor::qualified_name)?;
            }
        }
        Ok(table)
    }

    /// Whether `AS` and a query follow, after a list of bare column names and options.
    fn is_query_table(&self) -> bool {
        let mut columns = *self;
        let typed = columns.symbol(Kind::LeftParen)
            && columns.ident().is_ok()
            && !matches!(columns.kind(), Some(Kind::Comma | Kind::RightParen));
        if typed {
            return false;
        }
        let end = self.find(|at| at.at_keyword("AS") || at.at_any(&["PARTITION", "OF", "INHERITS"]));
        self.tokens.list.get(end).is_some() && Cursor { at: end, ..*self }.at_keyword("AS")
    }

    /// `(a, b)` without types begins a `CREATE TABLE … AS`: what else follows is refused where that ends.
    fn refuse_bare_columns(&self) -> Result<()> {
        let mut ahead = *self;
        ahead.expect_symbol(Kind::LeftParen)?;
        if ahead.ident().is_err() || !matches!(ahead.kind(), Some(Kind::Comma | Kind::RightParen)) {
            return Ok(());
        }
        while ahead.symbol(Kind::Comma) {
            ahead.ident()?;
        }
        ahead.expect_symbol(Kind::RightParen)?;
        if ahead.at_any(&["USING", "WITH", "WITHOUT", "ON", "TABLESPACE"]) { Ok(()) } else { ahead.refuse() }
    }

    fn create_table_as(&mut self, name: QualifiedName, if_not_exists: bool, persistence: Persistence) -> Result<Op> {
        let columns = if self.kind() == Some(Kind::LeftParen) { self.ident_group()? } else { Vec::new() };
        let access_method = if self.keyword("USING") { Some(self.ident()?) } else { None };
        let storage_parameters = if self.all(&["WITHOUT", "OIDS"]) { Vec::new() } else { self.with_parameters()? };
        let on_commit = if self.all(&["ON", "COMMIT"]) { Some(self.on_commit()?) } else { None };
        let tablespace = if self.keyword("TABLESPACE") { Some(self.ident()?) } else { None };
        self.expect("AS")?;
        if self.at_keyword("EXECUTE") {
            return opaque("CREATE TABLE AS EXECUTE");
        }
        let mut query = self.rest();
        let with_data = query.trailing_with_data();
        let query = query.query()?;
        Ok(Op::CreateTableAs(Box::new(CreateTableAs {
            name,
            if_not_exists,
            persistence,
            columns,
            query,
            access_method,
            storage_parameters,
            on_commit,
            tablespace,
            with_data,
        })))
    }

    /// Cuts `WITH [NO] DATA` off the end of this range; whether there are data.
    pub(super) fn trailing_with_data(&mut self) -> bool {
        let ends_with = |words: &[&str]| {
            self.end.checked_sub(words.len()).is_some_and(|at| at > self.at && Cursor { at, ..*self }.at_all(words))
        };
        if ends_with(&["WITH", "NO", "DATA"]) {
            self.end -= 3;
            return false;
        }
        if ends_with(&["WITH", "DATA"]) {
            self.end -= 2;
        }
        true
    }

    /// The optional element list of a typed table or a partition.
    fn typed_elements(&mut self, table: &mut CreateTable) -> Result<()> {
        let start = self.at;
        if self.kind() == Some(Kind::LeftParen) {
            table.elements = self.element_group(Cursor::typed_element)?;
            if table.elements.is_empty() {
                return Cursor { at: start + 1, ..*self }.refuse();
            }
            table.body = self.span_from(start);
        }
        Ok(())
    }

    /// `(element, …)`, which may be empty.
    fn element_group<T>(&mut self, element: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let mut inside = self.group()?;
        if inside.is_at_end() {
            return Ok(Vec::new());
        }
        let elements = inside.list(element)?;
        inside.finish()?;
        Ok(elements)
    }

    fn table_element(&mut self) -> Result<TableElement> {
        if self.at_table_constraint() {
            return self.constraint().map(TableElement::Constraint);
        }
        if self.keyword("LIKE") {
            return self.like();
        }
        self.column_def().map(TableElement::Column)
    }

    fn like(&mut self) -> Result<TableElement> {
        let table = self.qualified_name()?;
        let mut including = Vec::new();
        while let Some(word) = self.any(&["INCLUDING", "EXCLUDING"]) {
            let all = LIKE_OPTIONS.iter().map(|(_, option)| *option);
            let named: Vec<_> = if self.keyword("ALL") {
                all.collect()
            } else {
                let option = LIKE_OPTIONS.iter().find(|(keyword, _)| self.keyword(keyword));
                vec![option.ok_or_else(|| self.unexpected())?.1]
            };
            including.retain(|option| !named.contains(option));
            if word == "INCLUDING" {
                including.extend(named);
            }
        }
        Ok(TableElement::Like { table, including })
    }

    /// `name type constraints`.
    pub(super) fn column_def(&mut self) -> Result<ColumnDef> {
        let start = self.at;
        let name = self.ident()?;
        let type_name = Some(self.type_name()?);
        let mut column = empty_column(name);
        column.type_name = type_name;
        self.column_storage(&mut column)?;
        self.column_constraints(&mut column)?;
        column.span = self.span_from(start);
        Ok(column)
    }

    fn column_storage(&mut self, column: &mut ColumnDef) -> Result<()> {
        if self.since(16) && self.keyword("STORAGE") {
            column.storage = Some(self.label()?.name);
        }
        if self.since(14) && self.keyword("COMPRESSION") {
            column.compression = Some(self.label()?.name);
        }
        column.options = self.new_options()?;
        Ok(())
    }

    /// `name [WITH OPTIONS] constraints`, or a table constraint.
    fn typed_element(&mut self) -> Result<TableElement> {
        if self.at_table_constraint() {
            return self.constraint().map(TableElement::Constraint);
        }
        let start = self.at;
        let mut column = empty_column(self.ident()?);
        if self.keyword("WITH") {
            self.expect("OPTIONS")?;
        }
        self.column_constraints(&mut column)?;
        column.span = self.span_from(start);
        Ok(TableElement::Column(column))
    }

    /// Constraints, `COLLATE`, and the timing that belongs to the constraint before it.
    fn column_constraints(&mut self, column: &mut ColumnDef) -> Result<()> {
        while !self.is_at_end() && self.kind() != Some(Kind::Comma) {
            if self.keyword("COLLATE") {
                column.collation = Some(self.qualified_name()?);
            } else if self.at_any(&["DEFERRABLE", "INITIALLY"]) || self.at_all(&["NOT", "DEFERRABLE"]) {
                let timing = self.timing()?;
                match column.constraints.last_mut().map(|definition| &mut definition.constraint) {
                    Some(ColumnConstraint::Constraint(ConstraintAttributes::ForeignKey(key))) => {
                        apply_to_key(key, &timing);
                    }
                    Some(ColumnConstraint::Constraint(
                        ConstraintAttributes::Unique(spec) | ConstraintAttributes::PrimaryKey(spec),
                    )) => apply_to_unique(spec, &timing),
                    _ => return opaque("a misplaced DEFERRABLE or INITIALLY clause"),
                }
            } else {
                let start = self.at;
                let name = if self.keyword("CONSTRAINT") { Some(self.ident()?) } else { None };
                let constraint = self.column_constraint(&column.name)?;
                column.constraints.push(ColumnConstraintDef { name, constraint, span: self.span_from(start) });
            }
        }
        Ok(())
    }

    /// What follows the element list: partitioning, access method, storage, `ON COMMIT`, tablespace.
    fn table_options(&mut self, table: &mut CreateTable) -> Result<()> {
        if self.keyword("PARTITION") {
            self.expect("BY")?;
            table.partition_by = Some(self.partition_by()?);
        }
        if self.keyword("USING") {
            table.access_method = Some(self.ident()?);
        }
        if !self.all(&["WITHOUT", "OIDS"]) {
            table.storage_parameters = self.with_parameters()?;
        }
        if self.keyword("ON") {
            self.expect("COMMIT")?;
            table.on_commit = Some(self.on_commit()?);
        }
        if self.keyword("TABLESPACE") {
            table.tablespace = Some(self.ident()?);
        }
        Ok(())
    }

    fn on_commit(&mut self) -> Result<OnCommit> {
        match self.expect_any(&["PRESERVE", "DELETE", "DROP"])? {
            "PRESERVE" => self.expect("ROWS").map(|()| OnCommit::PreserveRows),
            "DELETE" => self.expect("ROWS").map(|()| OnCommit::DeleteRows),
            _ => Ok(OnCommit::Drop),
        }
    }

    fn partition_by(&mut self) -> Result<PartitionBy> {
        let strategy = match self.ident()?.name.as_str() {
            "range" => PartitionStrategy::Range,
            "list" => PartitionStrategy::List,
            "hash" => PartitionStrategy::Hash,
            other => return opaque(format!("the partitioning strategy {other}")),
        };
        let elements = self.group_list(Cursor::index_element)?;
        Ok(PartitionBy { strategy, elements })
    }

    /// `DEFAULT` or `FOR VALUES …`.
    pub(in crate::postgres::syntax) fn partition_bound(&mut self) -> Result<PartitionBound> {
        if self.keyword("DEFAULT") {
            return Ok(PartitionBound::Default);
        }
        self.expect_all(&["FOR", "VALUES"])?;
        let start = self.at;
        match self.expect_any(&["IN", "FROM", "WITH"])? {
            "IN" => {
                let values = self.expr_list()?;
                Ok(PartitionBound::In { values, span: self.span_from(start) })
            }
            "FROM" => {
                let from = self.expr_list()?;
                self.expect("TO")?;
                let to = self.expr_list()?;
                Ok(PartitionBound::Range { from, to, span: self.span_from(start) })
            }
            _ => self.hash_bound(start),
        }
    }

    fn expr_list(&mut self) -> Result<Vec<Expr>> {
        self.group_list(Cursor::expr_item)
    }

    fn hash_bound(&mut self, start: usize) -> Result<PartitionBound> {
        let mut given = [("modulus", None), ("remainder", None)];
        self.group_list(|cursor| {
            let word = cursor.peek().map(|token| token.span);
            let name = cursor.non_reserved()?.name;
            let number = cursor.integer()?;
            let Some((_, value)) = given.iter_mut().find(|(known, _)| name == *known) else {
                let message = format!("unrecognized hash partition bound specification \"{name}\"");
                return Err(Refusal::forbidden("42601", message, word));
            };
            if value.is_some() {
                let message = format!("{name} for hash partition provided more than once");
                return Err(Refusal::forbidden("42710", message, word));
            }
            *value = Some(u32::try_from(number).or_else(|_| opaque("a negative modulus or remainder"))?);
            Ok(())
        })?;
        match given {
            [(_, Some(modulus)), (_, Some(remainder))] => {
                Ok(PartitionBound::Hash { modulus, remainder, span: self.span_from(start) })
            }
            [(missing, None), _] | [_, (missing, None)] => {
                let message = format!("{missing} for hash partition must be specified");
                Err(Refusal::forbidden("42601", message, None))
            }
        }
    }
}

fn empty_column(name: Ident) -> ColumnDef {
    let span = name.span;
    ColumnDef {
        name,
        type_name: None,
        collation: None,
        storage: None,
        compression: None,
        options: Vec::new(),
        constraints: Vec::new(),
        span,
    }
}

fn empty_table(name: QualifiedName, if_not_exists: bool, persistence: Persistence) -> CreateTable {
    let body = name.span();
    CreateTable {
        name,
        if_not_exists,
        persistence,
        elements: Vec::new(),
        of_type: None,
        inherits: Vec::new(),
        partition_bound: None,
        partition_by: None,
        access_method: None,
        storage_parameters: Vec::new(),
        on_commit: None,
        tablespace: None,
        foreign: None,
        body,
    }
}
