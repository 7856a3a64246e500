//! Functions in `FROM`.

use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::from::{Joined, leaf};
use super::functions::sets;
use super::kind::{Form, Kind};
use super::scope::{Field, Scope};
use super::select::{Record, Selected, field};
use crate::postgres::ast::{FunctionCall, Name, TableAlias};
use crate::postgres::builtin::function::Function;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{ObjectBody, ObjectId, Target, TypeRef, Value};
use crate::postgres::replay::bind::Called;
use crate::postgres::replay::procedure::Given;
use crate::run::Refusal;
use std::sync::Arc;

impl Evaluator<'_> {
    /// Functions in `FROM`, side by side.
    pub(super) fn function_rows(
        self,
        calls: &[FunctionCall],
        ordinality: bool,
        alias: Option<&TableAlias>,
        scope: &Scope<'_>,
    ) -> Result<Joined, Refusal> {
        let mut parts = Vec::with_capacity(calls.len());
        for call in calls {
            if call.name.name() == "unnest" && call.arguments.len() > 1 {
                for argument in &call.arguments {
                    let single = FunctionCall { arguments: vec![argument.clone()], ..call.clone() };
                    parts.push(self.function_result(&single, None, scope)?);
                }
            } else {
                parts.push(self.function_result(call, alias.filter(|_| calls.len() == 1), scope)?);
            }
        }
        let ordered = parts.iter().all(|part| part.ordered);
        let longest = parts.iter().map(|part| part.records.len()).max().unwrap_or(0);
        let mut fields: Vec<Field> = Vec::new();
        let mut records: Vec<Record> = vec![Vec::new(); longest];
        for part in parts {
            let width = part.fields.len();
            fields.extend(part.fields);
            let missing = std::iter::repeat_with(|| vec![Value::Null; width]);
            for (record, row) in records.iter_mut().zip(part.records.into_iter().chain(missing)) {
                record.extend(row);
            }
        }
        if ordinality {
            fields.push(field(Name::new_static("ordinality"), Some(Kind::builtin(oid::INT8))));
            for (number, record) in (1..).zip(&mut records) {
                record.push(Value::Number(Name::from(i64::to_string(&number))));
            }
        }
        let name = calls.first().map_or("", |call| call.name.name().as_str());
        let empty = records.is_empty().then(|| format!("{name}() gives no rows"));
        Ok(leaf(alias, name, ObjectId::NONE, Selected { fields, records, empty, ordered }))
    }

    /// The rows of one function: of a set, or the one of a value.
    fn function_result(
        self,
        call: &FunctionCall,
        alias: Option<&TableAlias>,
        scope: &Scope<'_>,
    ) -> Result<Selected, Refusal> {
        let name = call.name.name();
        let unknown = || undecided(&format!("the rows of {name}()"));
        if let Some((id, values)) = self.routine_called(call, scope)? {
            return self.routine_result(id, call, &values, alias, scope);
        }
        if alias.is_some_and(|alias| alias.columns.iter().any(|(_, type_name)| type_name.is_some())) {
            return Err(unknown());
        }
        let set = sets::by_name(name).filter(|_| self.is_builtin_function(&call.name));
        let (builtin, kind, rows) = if let Some(function) = set {
            let set = self.set_rows(call, function, scope)?;
            (Some(set.function), set.kind, set.rows)
        } else {
            let value = self.call(call, scope)?;
            (None, value.kind.clone(), vec![vec![value.datum]])
        };
        // A column goes by the function's own name for it, or by the alias of the function.
        let own: Vec<_> = builtin.iter().flat_map(Function::columns).collect();
        let columns: Vec<(Name, Arc<Kind>)> = match (own.as_slice(), &kind.form) {
            ([(only, _)], _) => vec![(Name::new_static(only), kind.clone())],
            ([_, ..], _) => own
                .iter()
                .map(|(name, key)| Some((Name::new_static(name), self.kind(self.session.type_of_key(*key, None)?))))
                .collect::<Option<Vec<_>>>()
                .ok_or_else(unknown)?,
            ([], Form::Row(_) | Form::Record) => return Err(unknown()),
            ([], _) => vec![(alias.map_or_else(|| name.clone(), |alias| alias.name.name.clone()), kind.clone())],
        };
        let record = |row: Vec<Datum>| {
            let cells = row.into_iter().zip(&columns);
            cells.map(|(datum, (_, kind))| self.carried(&Typed::new(datum, kind)).ok_or_else(unknown)).collect()
        };
        let records = rows.into_iter().map(record).collect::<Result<Vec<Record>, Refusal>>()?;
        let fields = columns.iter().map(|(name, kind)| field(name.clone(), Some(kind.clone()))).collect();
        Ok(Selected { fields, records, empty: None, ordered: true })
    }

    /// The function of the history that a call means, with the values of its arguments.
    pub(super) fn routine_called(
        self,
        call: &FunctionCall,
        scope: &Scope<'_>,
    ) -> Result<Option<(ObjectId, Vec<Typed>)>, Refusal> {
        let bound = match scope.target(call.name.span()) {
            Some(Target::Object(id)) => Some(*id),
            _ if call.special || self.is_builtin_function(&call.name) => return Ok(None),
            _ => None,
        };
        let values = self.argument_values(call, scope)?;
        let meant = || match self.meaning(call, &values) {
            Some(Called::Routine(id)) => Some(id),
            _ => None,
        };
        Ok(bound.or_else(meant).map(|id| (id, values)))
    }

    fn routine_result(
        self,
        id: ObjectId,
        call: &FunctionCall,
        values: &[Typed],
        alias: Option<&TableAlias>,
        scope: &Scope<'_>,
    ) -> Result<Selected, Refusal> {
        let name = call.name.name();
        let unknown = || undecided(&format!("the rows of {name}()"));
        let Some(ObjectBody::Routine(routine)) = self.session.catalog.get(id).map(|object| &object.body) else {
            return Err(unknown());
        };
        let defined = alias.into_iter().flat_map(|alias| &alias.columns);
        let defined = defined.filter_map(|(name, type_name)| Some((name, type_name.as_ref()?)));
        let definition = defined
            .map(|(name, type_name)| Some((name.name.clone(), Some(self.cast_kind(type_name, scope)?.type_ref))))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(unknown)?;
        let given = match self.routine_rows(id, call, values, &definition)? {
            Some(given) => given,
            None if routine.returns_set => return Ok(Selected::nothing(format!("{name}() is not called for NULL"))),
            None => return Err(unknown()),
        };
        let Given { columns, mut records, ordered, row } = given;
        if records.is_empty() && !routine.returns_set {
            records.push(vec![Value::Null; columns.len()]);
        }
        let column = |(own, type_ref): (Name, Option<TypeRef>)| {
            let called = || alias.map_or_else(|| name.clone(), |alias| alias.name.name.clone());
            let name = if row.is_none() && own.is_empty() { called() } else { own };
            field(name, type_ref.map(|type_ref| self.kind(type_ref)))
        };
        Ok(Selected { fields: columns.into_iter().map(column).collect(), records, empty: None, ordered })
    }
}
