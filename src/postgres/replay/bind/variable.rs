//! Names from outside a statement: the variables of PL/pgSQL blocks, the parameters of functions in SQL.

use super::binder::{Binder, Type, fail, fail_nowhere};
use super::scope::ItemColumn;
use crate::postgres::ast::{Ident, Name};
use crate::postgres::catalog::{ReferenceRole, Target, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use crate::source::Span;

/// What names mean that no item of a query has: the outermost level of names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Variables {
    /// The types of `$1`, `$2` …
    pub parameters: Vec<Type>,
    /// From the outermost block to the innermost.
    pub blocks: Vec<VariableBlock>,
    /// What becomes of a name that is a column's too.
    pub conflict: Conflict,
}

/// The variables of one block, or the parameters of a routine.
#[derive(Debug, Clone, Default)]
pub(crate) struct VariableBlock {
    /// What qualifies them: the block's label, the routine's name.
    pub label: Option<Name>,
    /// In order of declaration.
    pub variables: Vec<(Name, Variable)>,
}

/// What a variable is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Variable {
    /// A value of this type, which may be a row type; `None` where it is not known.
    Value(Type),
    /// A record with these fields.
    Record(Vec<(Name, Type)>),
    /// A record that has no fields yet.
    Unassigned,
}

/// What a name means that is both a variable's and a column's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Conflict {
    /// The column: in a function in SQL, and after `#variable_conflict use_column`.
    Column,
    /// The variable: after `#variable_conflict use_variable`.
    Variable,
    /// It is refused.
    #[default]
    Ambiguous,
}

impl Variables {
    /// The variable that the first parts of a name mean, and the parts that are left: a field.
    fn find<'v, 'p>(&'v self, parts: &'p [Ident]) -> Option<(&'v Variable, &'p [Ident])> {
        self.blocks.iter().rev().find_map(|block| block.find(parts))
    }
}

impl VariableBlock {
    fn find<'v, 'p>(&'v self, parts: &'p [Ident]) -> Option<(&'v Variable, &'p [Ident])> {
        let (first, rest) = parts.split_first()?;
        // A name behind a point is never a field of a scalar, but may be a variable behind its label.
        if let Some(variable) = self.variable(first)
            && (rest.is_empty() || !variable.is_scalar())
        {
            return Some((variable, rest));
        }
        let (second, rest) = rest.split_first()?;
        let variable = self.variable(second).filter(|_| self.label.as_ref() == Some(&first.name))?;
        (rest.is_empty() || !variable.is_scalar()).then_some((variable, rest))
    }

    fn variable(&self, name: &Ident) -> Option<&Variable> {
        self.variables.iter().rev().find(|(declared, _)| *declared == name.name).map(|(_, variable)| variable)
    }
}

impl Variable {
    fn is_scalar(&self) -> bool {
        matches!(self, Self::Value(Some(type_ref)) if type_ref.array || type_ref.id.is_builtin() && *type_ref != RECORD)
    }
}

const RECORD: TypeRef = TypeRef::builtin(crate::postgres::builtin::types::oid::RECORD);

impl Binder<'_> {
    /// A name that may be a column's or a variable's.
    pub(super) fn bind_name(&mut self, parts: &[Ident], span: Span) -> Result<Type, Refusal> {
        let Some(variables) = self.session.variables.clone() else { return self.bind_column(parts, span) };
        let Some((variable, field)) = variables.find(parts) else { return self.bind_column(parts, span) };
        if variables.conflict == Conflict::Variable {
            return self.use_variable(variable, parts, field);
        }
        match self.bind_column(parts, span) {
            Ok(type_ref) if variables.conflict == Conflict::Column => Ok(type_ref),
            Ok(type_ref) if !self.has_field(variable, field)? => Ok(type_ref),
            Ok(_) => {
                let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
                fail("42702", format!("column reference \"{}\" is ambiguous", names.join(".")), span)
            }
            Err(Refusal::Failed(failure)) if matches!(failure.code, "42703" | "42P01") => {
                if variables.conflict == Conflict::Column && !self.has_field(variable, field)? {
                    return Err(failure.into());
                }
                self.use_variable(variable, parts, field)
            }
            Err(other) => Err(other),
        }
    }

    fn use_variable(&mut self, variable: &Variable, parts: &[Ident], field: &[Ident]) -> Result<Type, Refusal> {
        let [field] = field else {
            return if *variable == Variable::Unassigned { Self::unassigned(parts) } else { Ok(variable.type_ref()) };
        };
        match variable {
            Variable::Value(None) => Ok(None),
            Variable::Unassigned => Self::unassigned(parts),
            Variable::Value(Some(row)) => {
                let row = self.session.base_type(*row);
                let Some(object) = self.session.catalog.get(row.id) else { return Ok(None) };
                let Some(column) = object.column(&field.name) else { return Self::missing_field(parts, field) };
                let (relation, number) = (object.id, column.number);
                self.refer(field.span, Target::Column(relation, number), ReferenceRole::Column);
                self.depend_on_column(relation, number);
                Ok(column.type_use.as_ref().map(|type_use| type_use.type_ref))
            }
            Variable::Record(fields) => match fields.iter().find(|(name, _)| *name == field.name) {
                Some((_, type_ref)) => Ok(*type_ref),
                None => Self::missing_field(parts, field),
            },
        }
    }

    /// Whether a variable and the rest of a name mean something.
    fn has_field(&self, variable: &Variable, field: &[Ident]) -> Result<bool, Refusal> {
        let [field] = field else { return Ok(field.is_empty()) };
        match variable {
            Variable::Value(None) => Err(Refusal::Undecided("the fields of a record are not known".into())),
            Variable::Unassigned => Ok(true),
            Variable::Record(fields) => Ok(fields.iter().any(|(name, _)| *name == field.name)),
            Variable::Value(Some(row)) => {
                let object = self.session.catalog.get(self.session.base_type(*row).id);
                Ok(object.is_some_and(|object| object.column(&field.name).is_some()))
            }
        }
    }

    /// The server points nowhere: it looks the field up when the statement runs.
    fn missing_field<T>(parts: &[Ident], field: &Ident) -> Result<T, Refusal> {
        let record = parts.len().checked_sub(2).map_or("", |index| parts[index].name.as_str());
        fail_nowhere("42703", format!("record \"{record}\" has no field \"{}\"", field.name))
    }

    fn unassigned<T>(parts: &[Ident]) -> Result<T, Refusal> {
        let record = parts.len().checked_sub(2).map_or_else(|| &parts[0], |index| &parts[index]);
        fail_nowhere("55000", format!("record \"{}\" is not assigned yet", record.name))
    }

    /// The columns of `v.*`, where `v` is a variable: `None` if it is none.
    pub(super) fn variable_columns(&self, parts: &[Ident]) -> Option<Result<Vec<ItemColumn>, Refusal>> {
        let variables = self.session.variables.as_ref()?;
        let (variable, rest) = variables.find(parts)?;
        if !rest.is_empty() {
            return None;
        }
        match variable {
            Variable::Record(fields) => {
                let columns = fields.iter().map(|(name, type_ref)| ItemColumn::computed(name.clone(), *type_ref));
                Some(Ok(columns.collect()))
            }
            Variable::Value(Some(row)) => {
                let object = self.session.catalog.get(self.session.base_type(*row).id)?;
                Some(Ok(super::scope::Item::relation(object).column_list()))
            }
            Variable::Unassigned => Some(Self::unassigned(parts)),
            Variable::Value(None) => Some(Err(Refusal::Undecided("the fields of a record are not known".into()))),
        }
    }

    /// `$n`.
    pub(super) fn bind_parameter(&self, number: u32, span: Span) -> Result<Type, Refusal> {
        let Some(variables) = &self.session.variables else { return Ok(None) };
        let index = (number as usize).checked_sub(1);
        match index.and_then(|index| variables.parameters.get(index)) {
            Some(type_ref) => Ok(*type_ref),
            None => fail("42P02", format!("there is no parameter ${number}"), span),
        }
    }
}

impl Session {
    /// 42702 for the name of a column that is a variable's too, where the server looks for both.
    pub(in crate::postgres::replay) fn refuse_variable(&self, parts: &[Ident], span: Span) -> Result<(), Refusal> {
        let Some(variables) = &self.variables else { return Ok(()) };
        if variables.conflict != Conflict::Ambiguous || variables.find(parts).is_none() {
            return Ok(());
        }
        let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
        fail("42702", format!("column reference \"{}\" is ambiguous", names.join(".")), span)
    }
}

impl Variable {
    fn type_ref(&self) -> Type {
        match self {
            Self::Value(type_ref) => *type_ref,
            Self::Record(_) | Self::Unassigned => Some(RECORD),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::Environment;
    use crate::postgres::ast::Statement;
    use crate::postgres::builtin::types::oid;
    use crate::postgres::syntax::{Parsed, parse, split};

    const SCHEMA: &str = "CREATE TABLE t (a int, b int)";

    /// A table `t (a int, b int)`, seen from a block `l` with `a`, `v int` and a record `r (x text)`.
    fn types(query: &str, conflict: Conflict) -> Result<Vec<Type>, String> {
        let mut session = Session::new(Environment::default());
        session.text = SCHEMA.into();
        session.run(SCHEMA, &split(SCHEMA)[0]).expect("the schema is good");
        let int = Some(TypeRef::builtin(oid::INT4));
        let text = Some(TypeRef::builtin(oid::TEXT));
        let variables = vec![
            ("a".into(), Variable::Value(text)),
            ("v".into(), Variable::Value(int)),
            ("r".into(), Variable::Record(vec![("x".into(), text)])),
        ];
        let block = VariableBlock { label: Some("l".into()), variables };
        session.variables =
            Some(std::sync::Arc::new(Variables { parameters: vec![text], blocks: vec![block], conflict }));
        session.text = query.into();
        let Parsed::Statement(Statement::Query(query)) = parse(query, &split(query)[0]) else { panic!("a query") };
        match session.bind_query(&query) {
            Ok(bound) => Ok(bound.columns.into_iter().map(|(_, type_ref)| type_ref).collect()),
            Err(refusal) => Err(refusal.to_string()),
        }
    }

    #[test]
    fn variables_are_seen_where_no_column_is() {
        let (int, text) = (Some(TypeRef::builtin(oid::INT4)), Some(TypeRef::builtin(oid::TEXT)));
        let query = "SELECT v, l.v, r.x, l.r.x, $1, r.*, (SELECT v + b FROM t), t.a FROM t";
        assert_eq!(types(query, Conflict::Ambiguous), Ok(vec![int, int, text, text, text, text, int, int]));
        assert_eq!(types("SELECT a FROM t", Conflict::Column), Ok(vec![int]));
        assert_eq!(types("SELECT a FROM t", Conflict::Variable), Ok(vec![text]));
    }

    #[test]
    fn refusals_are_the_servers_own() {
        for (query, refusal) in [
            ("SELECT a FROM t", "42702: column reference \"a\" is ambiguous"),
            ("SELECT r.y", "42703: record \"r\" has no field \"y\""),
            ("SELECT w", "42703: column \"w\" does not exist"),
            ("SELECT v.x", "42P01: missing FROM-clause entry for table \"v\""),
            ("SELECT $2", "42P02: there is no parameter $2"),
        ] {
            assert_eq!(types(query, Conflict::Ambiguous), Err(refusal.to_owned()), "{query}");
        }
    }
}
