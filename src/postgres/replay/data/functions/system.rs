//! Functions about the session and the catalog.

use super::{Arguments, Given, Implementation};
use crate::postgres::ast::{Name, quote_ident};
use crate::postgres::catalog::{Address, ObjectBody, ObjectId, TypeRef};
use crate::postgres::replay::data::array::Array;
use crate::postgres::replay::data::datum::Datum;
use crate::postgres::replay::data::evaluate::undecided;
use crate::postgres::replay::data::kind::Alias;
use crate::postgres::replay::data::output::type_of_oid;
use crate::run::{Failure, Refusal};
use std::sync::Arc;

pub(super) const FUNCTIONS: &[(&str, Implementation)] = &[
    ("col_description", col_description),
    ("current_role", current_user),
    ("current_schema", current_schema),
    ("current_schemas", current_schemas),
    ("current_setting", current_setting),
    ("current_user", current_user),
    ("format_type", format_type),
    ("obj_description", obj_description),
    ("pg_get_constraintdef", pg_get_constraintdef),
    ("pg_get_expr", pg_get_expr),
    ("pg_get_indexdef", pg_get_indexdef),
    ("pg_get_serial_sequence", pg_get_serial_sequence),
    ("pg_get_userbyid", pg_get_userbyid),
    ("pg_table_is_visible", is_visible),
    ("pg_type_is_visible", is_visible),
    ("pg_typeof", pg_typeof),
    ("to_regclass", |a| existing(a, Alias::Relation)),
    ("to_regnamespace", |a| existing(a, Alias::Schema)),
    ("to_regproc", |a| existing(a, Alias::Routine)),
    ("to_regprocedure", |a| existing(a, Alias::Procedure)),
    ("to_regtype", |a| existing(a, Alias::Type)),
    ("user", current_user),
];

/// What a text names; `NULL` where there is no such thing.
fn existing(a: &Arguments<'_>, alias: Alias) -> Given {
    let Some(text) = a.text(0) else { return Ok(None) };
    match a.evaluator.read_alias(alias, text) {
        Ok(datum) => Ok(Some(datum)),
        // Before version 16, a text that is no name at all was refused.
        Err(Refusal::Failed(failure)) if failure.code == "42602" || failure.code == "42601" => Ok(None),
        Err(Refusal::Failed(_)) => Ok(Some(Datum::Null)),
        Err(refusal) => Err(refusal),
    }
}

/// The role that the statements run as.
fn current_user(a: &Arguments<'_>) -> Given {
    Ok(Some(Datum::Text(a.evaluator.session.role.clone())))
}

fn current_schema(a: &Arguments<'_>) -> Given {
    let session = a.evaluator.session;
    // Where the path names the engine's own schema, that is not among those of the model.
    if session.search_path.iter().any(|name| name.starts_with("pg_")) {
        return Ok(None);
    }
    let first = session.path().first().and_then(|schema| session.catalog.get(*schema));
    Ok(Some(first.map_or(Datum::Null, |schema| Datum::Text(schema.name.clone()))))
}

fn current_schemas(a: &Arguments<'_>) -> Given {
    let session = a.evaluator.session;
    let Some(implicit) = a.boolean(0) else { return Ok(None) };
    if session.search_path.iter().any(|name| name.starts_with("pg_")) || session.catalog.schema("pg_temp").is_some() {
        return Ok(None);
    }
    let path = session.path();
    let schemas = path.iter().filter_map(|schema| session.catalog.get(*schema)).map(|schema| schema.name.clone());
    let first = implicit.then(|| Name::new_static("pg_catalog"));
    let names = first.into_iter().chain(schemas).map(Datum::Text).collect();
    Ok(Some(Datum::Array(Arc::new(Array::list(names)))))
}

/// A setting that the session or the environment has given a value.
fn current_setting(a: &Arguments<'_>) -> Given {
    let session = a.evaluator.session;
    let Some(name) = a.text(0).map(|name| name.to_ascii_lowercase()) else { return Ok(None) };
    if name == "search_path" {
        let path: Vec<String> = session.search_path.iter().map(|name| quote_ident(name).into_owned()).collect();
        return Ok(Some(path.join(", ").into()));
    }
    if name == "role" && session.role == session.environment.role {
        return Ok(Some("none".into()));
    }
    // Settings with a dot in their name are the user's, and are what was set; of the engine's own, units are printed in its own way.
    if !name.contains('.') {
        return Ok(None);
    }
    if let Some(values) = session.settings.get(name.as_str()) {
        let values: Vec<&str> = values.iter().map(Name::as_str).collect();
        return Ok(Some(values.join(", ").into()));
    }
    if let Some(value) = session.environment.settings.get(&name) {
        return Ok(Some(value.as_str().into()));
    }
    match a.boolean(1) {
        Some(true) => Ok(Some(Datum::Null)),
        _ if a.len() > 1 && *a.datum(1) == Datum::Null => Ok(Some(Datum::Null)),
        _ => {
            let message = format!("unrecognized configuration parameter \"{name}\"");
            Err(Failure::new("42704", message).into())
        }
    }
}

fn pg_typeof(a: &Arguments<'_>) -> Given {
    let type_ref = a.values.first().map(|value| value.kind.type_ref);
    Ok(type_ref.and_then(oid_of).map(Datum::Object))
}

/// The row of `pg_type` of a type; the arrays of the user's types have none here.
fn oid_of(type_ref: TypeRef) -> Option<ObjectId> {
    use crate::postgres::builtin::types;
    match (type_ref.array, type_ref.id.is_builtin()) {
        (false, _) => Some(type_ref.id),
        (true, true) => types::by_oid(type_ref.id.oid()).map(|found| ObjectId::builtin(found.array)),
        (true, false) => None,
    }
}

fn format_type(a: &Arguments<'_>) -> Given {
    let Datum::Object(id) = a.datum(0) else { return Ok(Some(Datum::Null)) };
    let Some(type_ref) = type_of_oid(*id) else { return Ok(None) };
    let modifier = a.integer(1).and_then(|modifier| i32::try_from(modifier).ok());
    let session = a.evaluator.session;
    Ok(Some(match modifier {
        Some(modifier) => session.type_text(TypeRef { modifier, ..type_ref }).into(),
        None => session.type_name(type_ref).into(),
    }))
}

/// A comment; of objects of the model only.
fn obj_description(a: &Arguments<'_>) -> Given {
    let Datum::Object(id) = a.datum(0) else { return Ok(Some(Datum::Null)) };
    let object = a.evaluator.session.catalog.get(*id);
    Ok(object.map(|object| object.comment.clone().map_or(Datum::Null, Datum::Text)))
}

fn col_description(a: &Arguments<'_>) -> Given {
    let (Datum::Object(id), Some(number)) = (a.datum(0), a.integer(1)) else { return Ok(None) };
    let Some(object) = a.evaluator.session.catalog.get(*id) else { return Ok(None) };
    let column = u16::try_from(number).ok().and_then(|number| object.column_at(number));
    Ok(Some(column.and_then(|column| column.comment.clone()).map_or(Datum::Null, Datum::Text)))
}

/// The catalogs of the model hold expressions as they are printed.
fn pg_get_expr(a: &Arguments<'_>) -> Given {
    match (a.datum(0), a.datum(1), a.boolean(2)) {
        (Datum::Exact(text), Datum::Object(id), None | Some(false)) if *id != ObjectId::NONE => {
            Ok(Some(Datum::Text(text.clone())))
        }
        _ => Ok(None),
    }
}

/// A constraint as the server prints it, on one line.
fn pg_get_constraintdef(a: &Arguments<'_>) -> Given {
    let Datum::Object(id) = a.datum(0) else { return Ok(None) };
    if a.len() > 1 && a.boolean(1) != Some(false) {
        return Ok(None);
    }
    Ok(a.evaluator.session.constraint_definition(*id).map(Into::into))
}

/// An index as the server prints it, on one line.
fn pg_get_indexdef(a: &Arguments<'_>) -> Given {
    let Datum::Object(id) = a.datum(0) else { return Ok(None) };
    if a.len() > 1 {
        return Ok(None);
    }
    Ok(a.evaluator.session.index_definition(*id).map(Into::into))
}

/// The name of a role by its number.
fn pg_get_userbyid(a: &Arguments<'_>) -> Given {
    let Datum::Object(id) = a.datum(0) else { return Ok(None) };
    Ok(a.evaluator.session.role_numbered(*id).map(Datum::Text))
}

/// Whether a bare name means this object.
fn is_visible(a: &Arguments<'_>) -> Given {
    let Datum::Object(id) = a.datum(0) else { return Ok(None) };
    let session = a.evaluator.session;
    Ok(session.catalog.get(*id).map(|object| session.is_visible(object).into()))
}

fn pg_get_serial_sequence(a: &Arguments<'_>) -> Given {
    let (Some(table), Some(column)) = (a.text(0), a.text(1)) else { return Ok(None) };
    let session = a.evaluator.session;
    let Datum::Object(id) = a.evaluator.read_alias(Alias::Relation, table)? else { return Ok(None) };
    let Some(object) = session.catalog.get(id) else { return Ok(None) };
    let Some(found) = object.column(column) else {
        let message = format!("column \"{column}\" of relation \"{}\" does not exist", object.name);
        return Err(Failure::new("42703", message).into());
    };
    let owner = Address::column(id, found.number);
    let dependents =
        session.catalog.dependents_of(owner).map(|edge| edge.dependent.object).filter_map(|id| session.catalog.get(id));
    let sequence = dependents
        .filter(|object| matches!(&object.body, ObjectBody::Sequence(sequence) if sequence.owned_by == Some(owner)));
    Ok(Some(match sequence.last() {
        Some(sequence) => {
            let schema = sequence.schema.and_then(|schema| session.catalog.get(schema));
            let schema = schema.ok_or_else(|| undecided("a sequence"))?;
            format!("{}.{}", quote_ident(&schema.name), quote_ident(&sequence.name)).into()
        }
        None => Datum::Null,
    }))
}
