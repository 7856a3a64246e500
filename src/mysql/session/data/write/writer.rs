//! What every row of a statement that writes goes through: prepared once for the statement.

use super::foreign_key::{Reference, parents_of};
use super::index::{self, IndexSpec};
use crate::mysql::ast::{DataType, TriggerEvent, TriggerTime};
use crate::mysql::catalog::{Column, DefaultValue, Row, RowNumber, Table, Trigger, Written};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::Session;
use crate::mysql::session::data::evaluate::Frame;
use crate::mysql::session::data::plan::Node;
use crate::mysql::session::data::prepare::{Clause, Level, Prepare, table_source};
use crate::mysql::session::data::store::{Strictness, Target};
use crate::mysql::session::data::types::{Coercibility, Type};
use crate::mysql::session::program::FiredRow;
use crate::mysql::value::temporal::Time;
use crate::mysql::value::{Date, DateTime, Decimal, Label, Value};
use crate::run::Refusal;
use smol_str::SmolStr;
use std::sync::Arc;

/// The value of a column that is not given one.
#[derive(Debug, Clone)]
pub(super) enum DefaultPlan {
    Constant(Value),
    Expr(Box<Node>),
    /// There is none; what a lenient `sql_mode` takes.
    None(Value),
}

/// What writes the rows of one table.
#[derive(Debug)]
pub(super) struct Writer {
    pub database: SmolStr,
    pub table: Arc<Table>,
    pub specs: Vec<IndexSpec>,
    pub defaults: Vec<DefaultPlan>,
    generated: Vec<(usize, Node)>,
    checks: Vec<(SmolStr, Node)>,
    /// The foreign keys of this table.
    pub parents: Vec<Reference>,
    /// The foreign keys of others that refer to it.
    pub children: Vec<Reference>,
    pub ignore: bool,
    strict: bool,
    /// The statement has one row only.
    pub single: bool,
    /// MySQL 8 names keys with their tables.
    pub key_names_with_table: bool,
}

/// The value that a type has without any.
pub(super) fn implicit(column: &Column) -> Value {
    use DataType as D;
    match &column.column_type.data_type {
        D::TinyInt(_) | D::SmallInt(_) | D::MediumInt(_) | D::Int(_) | D::BigInt(_) | D::Serial => {
            if column.column_type.unsigned { Value::UInt(0) } else { Value::Int(0) }
        }
        D::Bit(_) => Value::UInt(0),
        D::Decimal(size) => Value::decimal(Decimal::new(0, size.and_then(|(_, scale)| scale).unwrap_or(0))),
        D::Float(_) => Value::Float(0.0),
        D::Double(_) => Value::Double(0.0),
        D::Year(_) => Value::Year(0),
        D::Date => Value::Date(Date::default()),
        D::Time(digits) => {
            Value::Time(Time { digits: u8::try_from(digits.unwrap_or(0)).unwrap_or(0), ..Time::default() })
        }
        D::DateTime(digits) | D::Timestamp(digits) => {
            Value::DateTime(DateTime { digits: u8::try_from(digits.unwrap_or(0)).unwrap_or(0), ..DateTime::default() })
        }
        D::Enum(labels) => {
            Value::Label(Arc::new(Label { number: 1, text: labels.first().map_or("", |label| label.as_str()).into() }))
        }
        D::Set(_) => Value::Label(Arc::new(Label { number: 0, text: "".into() })),
        D::Binary(length) => Value::bytes(vec![0; length.unwrap_or(1) as usize]),
        _ if column.column_type.charset.is_some() => Value::from(""),
        _ => Value::bytes([]),
    }
}

/// The clause in which errors of a table's own expressions stand.
fn own_level(database: &str, table: &Table) -> Level {
    Level::of_source(Clause::Table, table_source(database, table, None))
}

impl Session {
    /// Prepares to write rows of a table.
    pub(super) fn writer(&mut self, database: &SmolStr, name: &str, ignore: bool) -> Result<Writer, Refusal> {
        let Some(table) = self.catalog.table(database, name).cloned() else {
            return Err(undecided(format!("`{name}` is no table")));
        };
        self.table_writer(database, table, ignore)
    }

    pub(super) fn table_writer(
        &mut self,
        database: &SmolStr,
        table: Arc<Table>,
        ignore: bool,
    ) -> Result<Writer, Refusal> {
        let level = own_level(database, &table);
        let mut generated = Vec::new();
        let mut checks = Vec::new();
        for (place, column) in table.columns.iter().enumerate() {
            if let Some(computed) = &column.generated {
                generated.push((place, self.own_expression(&level, &computed.expr)?));
            }
            if let Some(check) = &column.check {
                checks.push((format!("{}.{}", table.name, column.name).into(), self.own_expression(&level, check)?));
            }
        }
        if self.is_on("check_constraint_checks") || !self.profile.is_mariadb() {
            for check in table.checks.iter().filter(|check| check.enforced) {
                checks.push((check.name.clone(), self.own_expression(&level, &check.expr)?));
            }
        } else {
            checks.clear();
        }
        let (parents, children) = (parents_of(database, &table), self.children_of(database, &table));
        let mut specs = IndexSpec::unique_keys(&table);
        let lookups = parents
            .iter()
            .map(|reference| &reference.columns)
            .chain(children.iter().map(|reference| &reference.parent_columns));
        for columns in lookups {
            let Some(spec) = IndexSpec::of_reference(&table, columns) else { continue };
            if !specs.iter().any(|known| known.name == spec.name) {
                specs.push(spec);
            }
        }
        let strict = self.has_mode("STRICT_ALL_TABLES") || self.has_mode("STRICT_TRANS_TABLES");
        let mut writer = Writer {
            database: database.clone(),
            specs,
            defaults: Vec::new(),
            generated,
            checks,
            parents,
            children,
            ignore,
            strict,
            single: true,
            key_names_with_table: !self.profile.is_mariadb() && self.profile.version >= (8, 0),
            table,
        };
        writer.defaults = self.default_plans(&writer)?;
        if let Some(table) = self.catalog.table_mut(database, &writer.table.name) {
            index::ensure(table, &writer.specs);
        }
        Ok(writer)
    }

    /// An expression that belongs to a table: it sees only the table's own columns.
    fn own_expression(&mut self, level: &Level, written: &Written) -> Result<Node, Refusal> {
        let mut prepare = Prepare::new(self);
        prepare.in_own_text(&written.text);
        prepare.in_level(level.clone(), &written.expr).map(|(node, _)| node)
    }

    fn default_plans(&mut self, writer: &Writer) -> Result<Vec<DefaultPlan>, Refusal> {
        let table = Arc::clone(&writer.table);
        let level = own_level(&writer.database, &table);
        table
            .columns
            .iter()
            .map(|column| match &column.default {
                Some(DefaultValue::Null) => Ok(DefaultPlan::Constant(Value::Null)),
                Some(DefaultValue::Constant(text)) => {
                    Ok(DefaultPlan::Constant(self.default_constant(writer, column, text)?))
                }
                Some(DefaultValue::Expr(written)) => {
                    Ok(DefaultPlan::Expr(Box::new(self.own_expression(&level, written)?)))
                }
                None if column.nullable || column.generated.is_some() => Ok(DefaultPlan::Constant(Value::Null)),
                None if column.auto_increment => Ok(DefaultPlan::Constant(implicit(column))),
                None => Ok(DefaultPlan::None(implicit(column))),
            })
            .collect()
    }

    /// A constant default is kept as the server prints it.
    fn default_constant(&mut self, writer: &Writer, column: &Column, text: &str) -> Result<Value, Refusal> {
        let target = Target {
            database: &writer.database,
            table: &writer.table.name,
            column,
            row: 1,
            strictness: Strictness::Lenient,
        };
        if let Some(bits) = text
            .strip_prefix("b'")
            .and_then(|rest| rest.strip_suffix('\''))
            .filter(|_| matches!(column.column_type.data_type, DataType::Bit(_)))
        {
            return Ok(u64::from_str_radix(bits, 2).map_or(Value::UInt(0), Value::UInt));
        }
        let collation = column.column_type.collation.as_deref().map_or_else(
            crate::mysql::session::data::collation::Collation::binary,
            crate::mysql::session::data::collation::Collation::named,
        );
        let ty = Type::text(u32::MAX, collation, Coercibility::Coercible);
        self.store(&Value::text(text), &ty, &target)
    }

    /// The row of all defaults; expressions see the columns before them.
    pub(super) fn default_row(&mut self, writer: &Writer) -> Result<Vec<Value>, Refusal> {
        let mut row: Vec<Value> = writer
            .defaults
            .iter()
            .map(|plan| match plan {
                DefaultPlan::Constant(value) | DefaultPlan::None(value) => value.clone(),
                DefaultPlan::Expr(_) => Value::Null,
            })
            .collect();
        for place in 0..row.len() {
            if let DefaultPlan::Expr(_) = &writer.defaults[place] {
                row[place] = self.default_of(writer, place, &row, 1)?;
            }
        }
        Ok(row)
    }

    /// The default of a column, for a row as it is so far.
    pub(super) fn default_of(
        &mut self,
        writer: &Writer,
        place: usize,
        row: &[Value],
        number: usize,
    ) -> Result<Value, Refusal> {
        let column = &writer.table.columns[place];
        match &writer.defaults[place] {
            DefaultPlan::Constant(value) => Ok(value.clone()),
            DefaultPlan::None(value) if writer.strictness(number) == Strictness::Lenient => Ok(value.clone()),
            DefaultPlan::None(value) if matches!(column.column_type.data_type, DataType::Enum(_)) => Ok(value.clone()),
            DefaultPlan::None(_) => {
                Err(failure("1364", format!("Field '{}' doesn't have a default value", column.name)))
            }
            DefaultPlan::Expr(node) => {
                let value = self.compute(node, &Frame::of(row, None))?;
                self.store(&value, &node.ty, &writer.target(place, number))
            }
        }
    }

    /// Computes generated columns.
    pub(super) fn generate(&mut self, writer: &Writer, row: &mut [Value], number: usize) -> Result<(), Refusal> {
        for (place, node) in &writer.generated {
            let value = self.compute(node, &Frame::of(row, None))?;
            row[*place] = self.store(&value, &node.ty, &writer.target(*place, number))?;
        }
        Ok(())
    }

    /// No check may be false. One that is not known is taken as holding: the row came from the history, which ran.
    pub(super) fn check_row(&mut self, writer: &Writer, row: &[Value]) -> Result<(), Refusal> {
        for (name, node) in &writer.checks {
            let value = self.compute(node, &Frame::of(row, None))?;
            if let Some(reason) = value.why_not_known() {
                return Err(undecided(format!("whether the check `{name}` holds: {reason}")));
            }
            if crate::mysql::session::data::convert::truth(&value) == Some(false) {
                if self.profile.is_mariadb() {
                    return Err(failure(
                        "4025",
                        format!("CONSTRAINT `{name}` failed for `{}`.`{}`", writer.database, writer.table.name),
                    ));
                }
                return Err(failure("3819", format!("Check constraint '{name}' is violated.")));
            }
        }
        Ok(())
    }

    /// Fires the triggers of a row; the new row as they leave it.
    pub(super) fn fire_row(
        &mut self,
        writer: &Writer,
        triggers: &[Arc<Trigger>],
        old: Option<Row>,
        new: Option<Row>,
    ) -> Result<Option<Row>, Refusal> {
        if triggers.is_empty() {
            return Ok(new);
        }
        let row = FiredRow { table: Arc::clone(&writer.table), old, new };
        let in_use = vec![(writer.database.clone(), writer.table.name.clone())];
        let database = writer.database.clone();
        let fired = self.using(in_use, |session| session.fire(&database, triggers, row))?;
        Ok(fired.new)
    }

    pub(super) fn triggers(&self, writer: &Writer, time: TriggerTime, event: TriggerEvent) -> Vec<Arc<Trigger>> {
        self.triggers_of(&writer.database, &writer.table.name, time, event)
    }

    /// The table as it is now.
    pub(super) fn current(&mut self, writer: &Writer) -> Result<&mut Table, Refusal> {
        let found = self.catalog.table_mut(&writer.database, &writer.table.name);
        found.ok_or_else(|| undecided(format!("the table `{}` is gone", writer.table.name)))
    }

    /// Puts a row in.
    pub(super) fn put(&mut self, writer: &Writer, row: &Row) -> Result<RowNumber, Refusal> {
        let table = self.current(writer)?;
        Ok(table.rows.insert(Row::clone(row), |number| index::keys(&writer.specs, row, number)))
    }

    /// Puts a row in place of another.
    pub(super) fn swap(&mut self, writer: &Writer, number: RowNumber, old: &[Value], new: Row) -> Result<(), Refusal> {
        let (old, keys) = (index::keys(&writer.specs, old, number), index::keys(&writer.specs, &new, number));
        self.current(writer)?.rows.replace(number, new, old, keys);
        Ok(())
    }

    /// Takes a row out.
    pub(super) fn take(&mut self, writer: &Writer, number: RowNumber, old: &[Value]) -> Result<(), Refusal> {
        let keys = index::keys(&writer.specs, old, number);
        self.current(writer)?.rows.remove(number, keys);
        Ok(())
    }
}

impl Writer {
    /// What becomes of values that do not fit, in a row of the statement.
    pub fn strictness(&self, row: usize) -> Strictness {
        let strict = self.strict && !self.ignore && (self.table.is_transactional() || row <= 1);
        if strict { Strictness::Strict } else { Strictness::Lenient }
    }

    /// 1906 for a value that a strict statement gives to a generated column; NULL and `DEFAULT` it may give.
    pub fn ignores_value(&self, place: usize, value: &Value, row: usize) -> Result<(), Refusal> {
        if self.strictness(row) == Strictness::Lenient || value.is_null() {
            return Ok(());
        }
        let (column, table) = (&self.table.columns[place].name, &self.table.name);
        let message =
            format!("The value specified for generated column '{column}' in table '{table}' has been ignored");
        Err(failure("1906", message))
    }

    pub fn target(&self, place: usize, row: usize) -> Target<'_> {
        Target {
            database: &self.database,
            table: &self.table.name,
            column: &self.table.columns[place],
            row,
            strictness: self.strictness(row),
        }
    }

    /// The place of the `AUTO_INCREMENT` column.
    pub fn counter(&self) -> Option<usize> {
        self.table.columns.iter().position(|column| column.auto_increment)
    }
}
