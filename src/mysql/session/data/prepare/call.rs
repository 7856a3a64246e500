//! Calls: native functions, stored functions, and what looks like a call.

use super::expr::conditional;
use super::{Prepare, operator};
use crate::mysql::ast::{Call, ColumnName, Expr, ObjectName, SequenceValue, TimeUnit};
use crate::mysql::catalog::{DefaultValue, Relation, fold};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::data::functions::{self, Nulls};
use crate::mysql::session::data::plan::{Node, NodeKind};
use crate::mysql::session::data::types::{Class, Coercibility, Type};
use crate::mysql::value::Value;
use crate::run::Refusal;
use smol_str::SmolStr;

/// What a moment and an interval give.
pub(super) fn interval_type(date: &Type, unit: TimeUnit, amount: &Type) -> Type {
    use TimeUnit::{Day, Month, Quarter, Week, Year, YearMonth};
    let days = matches!(unit, Day | Week | Month | Quarter | Year | YearMonth);
    let micros = format!("{unit:?}").contains("Microsecond");
    let digits = if micros {
        6
    } else {
        (if unit == TimeUnit::Second { amount.decimals.min(6) } else { 0 }).max(date.decimals.min(6))
    };
    let ty = match date.class {
        Class::Date if days => Type::date(),
        Class::Date | Class::DateTime | Class::Timestamp => Type::datetime(digits),
        Class::Time => Type::time(digits),
        _ => Type::text(
            19 + if micros { 7 } else { 0 },
            crate::mysql::session::data::collation::Collation::named("utf8mb4_general_ci"),
            Coercibility::Coercible,
        ),
    };
    ty.or_null()
}

fn wrong_count(name: &str) -> Refusal {
    failure("1582", format!("Incorrect parameter count in the call to native function '{name}'"))
}

impl Prepare<'_> {
    /// A call.
    pub(super) fn call(&mut self, call: &Call) -> Result<Node, Refusal> {
        let name = call.name.name.text.to_ascii_lowercase();
        if call.name.database.is_some() {
            return self.stored(call);
        }
        if call.over.is_some()
            || super::aggregate::is_aggregate(&name) && (name != "any_value" || !self.session.profile.is_mariadb())
        {
            return self.aggregate(call, &name);
        }
        let arguments = &call.arguments;
        match (name.as_str(), arguments.len()) {
            ("if" | "nvl2", 3) => {
                let mut nodes = self.scalars(arguments)?.into_iter();
                let condition = nodes.next().expect("there are three");
                let condition = if name == "nvl2" { not_null(condition) } else { condition };
                let value = nodes.next().expect("there are three");
                let nullable = condition.ty.nullable;
                let mut node = conditional(vec![(condition, value)], nodes.next(), "if")?;
                node.ty.nullable |= nullable;
                Ok(node)
            }
            ("ifnull" | "nvl", 2) | ("coalesce", 1..) => {
                let nodes = self.scalars(arguments)?;
                let all: Vec<&Node> = nodes.iter().collect();
                let ty = operator::merged(&all, &name)?;
                let nullable = nodes.iter().all(|node| node.ty.nullable);
                Ok(Node { kind: NodeKind::Coalesce(nodes), ty: Type { nullable, ..ty } })
            }
            _ => self.named_call(call, &name),
        }
    }

    fn named_call(&mut self, call: &Call, name: &str) -> Result<Node, Refusal> {
        let stored = self.database.clone().filter(|database| self.has_function(database, name));
        let Some(native) = functions::native(name) else {
            if stored.is_some() {
                return self.stored(call);
            }
            return if functions::is_of_another_version(&self.session.profile, name) {
                Err(undecided(format!("the function {name} is not modelled")))
            } else {
                Err(self.no_function(&call.name.name.text))
            };
        };
        let count = call.arguments.len();
        let odd_pairs = match name {
            "json_object" => count % 2 == 1,
            "json_insert" | "json_set" | "json_replace" | "json_array_append" | "json_array_insert" => {
                count.is_multiple_of(2)
            }
            _ => false,
        };
        let is_geometry =
            ["point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon", "geometrycollection"];
        if is_geometry.contains(&name) && (count < native.least || count > native.most) {
            return Err(self.no_function(&call.name.name.text));
        }
        if count < native.least || count > native.most || odd_pairs {
            return Err(wrong_count(&call.name.name.text));
        }
        let nodes = self.scalars(&call.arguments)?;
        self.native_call(native.name, nodes)
    }

    fn no_function(&self, name: &str) -> Refusal {
        let shown = self.database.as_ref().map_or_else(|| name.to_owned(), |database| format!("{database}.{name}"));
        failure("1305", format!("FUNCTION {shown} does not exist"))
    }

    /// A call of a native function whose name and count of arguments are right.
    pub(super) fn native_call(&mut self, name: &str, nodes: Vec<Node>) -> Result<Node, Refusal> {
        let Some(native) = functions::native(name) else {
            return Err(undecided(format!("the function {name} is not modelled")));
        };
        let mut ty = (native.result)(&nodes);
        if native.nulls == Nulls::Propagate {
            ty.nullable |= nodes.iter().any(|node| node.ty.nullable);
        }
        if ty.is_string()
            && ty.coercibility != Coercibility::SystemConstant
            && !nodes.iter().any(|node| node.ty.is_string())
            && !ty.collation.is_binary()
        {
            ty.collation = self.session.connection_collation();
        }
        Ok(Node { kind: NodeKind::Call(native, nodes), ty })
    }

    fn has_function(&self, database: &str, name: &str) -> bool {
        let known = self.session.catalog.databases.get(database);
        known.is_some_and(|known| known.functions.contains_key(&fold(name)))
    }

    /// A stored function.
    fn stored(&mut self, call: &Call) -> Result<Node, Refusal> {
        let name = &call.name.name.text;
        let database = call.name.database.as_ref().map(|name| name.text.clone()).or_else(|| self.database.clone());
        let Some(database) = database else {
            return Err(failure("1046", "No database selected"));
        };
        let routine = self.session.catalog.databases.get(&database).and_then(|known| known.functions.get(&fold(name)));
        let Some(routine) = routine.cloned() else {
            return Err(failure("1305", format!("FUNCTION {database}.{name} does not exist")));
        };
        let (expected, got) = (routine.definition.parameters.len(), call.arguments.len());
        if expected != got {
            let message = format!(
                "Incorrect number of arguments for FUNCTION {database}.{}; expected {expected}, got {got}",
                routine.name
            );
            return Err(failure("1318", message));
        }
        let arguments = self.scalars(&call.arguments)?;
        let ty = routine.definition.returns.as_ref().map_or_else(Type::null, |name| {
            let declared = crate::mysql::catalog::ColumnType {
                data_type: name.data_type.clone(),
                unsigned: name.unsigned,
                zerofill: name.zerofill,
                charset: name.charset.as_ref().map(|name| name.text.clone()),
                collation: name.collation.as_ref().map(|name| name.text.clone()),
            };
            Type::of_column_type(&declared)
        });
        let ty = if ty.is_string()
            && ty.collation.is_binary()
            && matches!(ty.class, Class::Char | Class::Varchar | Class::Text)
        {
            Type { collation: self.session.connection_collation(), ..ty }
        } else {
            ty
        };
        Ok(Node { kind: NodeKind::Stored { database, name: routine.name.clone(), arguments }, ty: ty.or_null() })
    }

    /// `json -> path` and `json ->> path`.
    pub(super) fn json_arrow(&mut self, operand: &Expr, path: &Expr, unquoted: bool) -> Result<Node, Refusal> {
        let nodes = vec![self.scalar(operand)?, self.scalar(path)?];
        let value = self.native_call("json_extract", nodes)?;
        if unquoted { self.native_call("json_unquote", vec![value]) } else { Ok(value) }
    }

    /// `DEFAULT(column)`.
    pub(super) fn default_of(&mut self, name: &ColumnName) -> Result<Node, Refusal> {
        let node = self.column(name)?;
        let NodeKind::Column { depth, index } = node.kind else {
            return Err(undecided("DEFAULT() of something that is no column"));
        };
        let level = &self.levels[self.levels.len() - 1 - depth];
        let base = level.source_of(index).and_then(|source| {
            let source = &level.sources[source];
            source.columns[index - source.offset].base.clone()
        });
        let Some((database, table, column)) = base else {
            return Err(undecided("DEFAULT() of something that is no column"));
        };
        let Some(column) = self
            .session
            .catalog
            .table(&database, &table)
            .and_then(|table| table.column(&column))
            .map(|(_, column)| column.clone())
        else {
            return Err(undecided("DEFAULT() of something that is no column"));
        };
        match &column.default {
            Some(DefaultValue::Null) => Ok(Node { kind: NodeKind::Constant(Value::Null), ty: node.ty }),
            Some(DefaultValue::Constant(text)) => Ok(Node {
                kind: NodeKind::Cast(Box::new(super::literal::text_constant(text.as_str(), Type::null()))),
                ty: node.ty,
            }),
            Some(DefaultValue::Expr(written)) => self.expr(&written.expr.clone()),
            None if column.nullable => Ok(Node { kind: NodeKind::Constant(Value::Null), ty: node.ty }),
            None => Err(failure("1364", format!("Field '{}' doesn't have a default value", column.name))),
        }
    }

    /// `VALUES(column)`: the row that was to be inserted stands behind the row that is there.
    pub(super) fn values_of(&mut self, name: &ColumnName) -> Result<Node, Refusal> {
        let node = self.column(name)?;
        let NodeKind::Column { depth: 0, index } = node.kind else {
            return Ok(Node { kind: NodeKind::Constant(Value::Null), ty: node.ty.or_null() });
        };
        let level = self.level();
        let inserted = level.sources.iter().find(|source| source.name.is_empty()).map(|source| source.offset);
        Ok(match inserted {
            Some(offset) => Node { kind: NodeKind::Column { depth: 0, index: index + offset }, ty: node.ty.or_null() },
            None => Node { kind: NodeKind::Constant(Value::Null), ty: node.ty.or_null() },
        })
    }

    /// `NEXTVAL(s)` and its like.
    pub(super) fn sequence(&mut self, operation: &SequenceValue, name: &ObjectName) -> Result<Node, Refusal> {
        let database = name.database.as_ref().map(|name| name.text.clone()).or_else(|| self.database.clone());
        let Some(database) = database else { return Err(failure("1046", "No database selected")) };
        let sequence: SmolStr = name.name.text.clone();
        match self.session.catalog.relation(&database, &sequence) {
            Some(Relation::Sequence(_)) => {}
            Some(_) => return Err(failure("4089", format!("'{database}.{sequence}' is not a SEQUENCE"))),
            None => return Err(failure("1146", format!("Table '{database}.{sequence}' doesn't exist"))),
        }
        let kind = NodeKind::Sequence { operation: operation.clone(), database, name: sequence };
        Ok(Node { kind, ty: Type::bigint().or_null() })
    }
}

fn not_null(node: Node) -> Node {
    let kind = NodeKind::Is { operand: Box::new(node), value: crate::mysql::ast::TruthValue::Null, negated: true };
    Node { kind, ty: Type::truth() }
}
