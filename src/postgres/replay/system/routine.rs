//! `pg_proc`.

use super::System;
use super::oids::{INFORMATION_SCHEMA, OTHER, PG_CATALOG, type_number};
use super::table::{Table, count, letter, number, oid, oid_or_zero, text, texts, truth, unknown, vector};
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{ArgumentMode, Parallel, RoutineKind, Volatility};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::function::{self, Function};
use crate::postgres::builtin::rows::TypeKey;
use crate::postgres::catalog::{Argument, NameClass, Object, ObjectId, Routine, RoutineSource, TypeBody, Value};

/// The languages that are always there.
pub(super) const LANGUAGES: [(&str, u32); 4] = [("c", 13), ("internal", 12), ("plpgsql", 13563), ("sql", 14)];

/// The functions of `information_schema`.
const INFORMATION_SCHEMA_FUNCTIONS: [&str; 11] = [
    "_pg_char_max_length",
    "_pg_char_octet_length",
    "_pg_datetime_precision",
    "_pg_expandarray",
    "_pg_index_position",
    "_pg_interval_type",
    "_pg_numeric_precision",
    "_pg_numeric_precision_radix",
    "_pg_numeric_scale",
    "_pg_truetypid",
    "_pg_truetypmod",
];

pub(super) fn volatility(volatility: Volatility) -> char {
    match volatility {
        Volatility::Immutable => 'i',
        Volatility::Stable => 's',
        Volatility::Volatile => 'v',
    }
}

fn parallel(parallel: Parallel) -> char {
    match parallel {
        Parallel::Unsafe => 'u',
        Parallel::Restricted => 'r',
        Parallel::Safe => 's',
    }
}

fn mode(mode: ArgumentMode) -> &'static str {
    match mode {
        ArgumentMode::In => "i",
        ArgumentMode::Out => "o",
        ArgumentMode::InOut => "b",
        ArgumentMode::Variadic => "v",
        ArgumentMode::Table => "t",
    }
}

/// `prokind`.
pub(super) fn kind(routine: &Routine) -> char {
    match routine.kind {
        RoutineKind::Function if routine.window => 'w',
        RoutineKind::Function => 'f',
        RoutineKind::Procedure => 'p',
        RoutineKind::Aggregate => 'a',
    }
}

impl System<'_> {
    pub(super) fn procedure(self, table: &mut Table<'_>) {
        for object in self.wanted_routines(table, "proname", Some("oid")) {
            if let Some(routine) = object.routine() {
                self.push_routine(table, object, routine);
            }
        }
        self.push_range_functions(table);
        for function in own_functions(table) {
            push_own_function(table, &function);
        }
        for name in INFORMATION_SCHEMA_FUNCTIONS {
            table.push(&[
                ("oid", oid(OTHER)),
                ("proname", text(name)),
                ("pronamespace", oid(INFORMATION_SCHEMA)),
                ("prokind", letter('f')),
            ]);
        }
        self.push_other_functions(table);
    }

    /// Each range type, and each multirange type, has functions of its name that make one.
    fn push_range_functions(self, table: &mut Table<'_>) {
        let catalog = &self.session.catalog;
        let schemas: Vec<&Object> = catalog.schemas().collect();
        let types: Vec<&Object> = match table.wanted.texts("proname") {
            Some(names) => {
                let find = |schema: &Object, name: &str| catalog.find(NameClass::Type, schema.id, name);
                let ids = schemas.iter().flat_map(|schema| names.iter().filter_map(|name| find(schema, name)));
                ids.filter_map(|id| catalog.get(id)).collect()
            }
            None => schemas.iter().flat_map(|schema| catalog.named(NameClass::Type, schema.id)).collect(),
        };
        for object in types {
            let arguments = match object.type_body() {
                Some(TypeBody::Range { .. }) => 2..=3,
                Some(TypeBody::Multirange { .. }) => 0..=2,
                _ => continue,
            };
            for inputs in arguments {
                // The third takes any number of ranges.
                let inputs = if matches!(object.type_body(), Some(TypeBody::Multirange { .. })) {
                    inputs.min(1)
                } else {
                    inputs
                };
                table.push(&[
                    ("oid", unknown("the number of a function")),
                    ("proname", text(object.name.clone())),
                    ("pronamespace", oid_or_zero(object.schema)),
                    ("proowner", self.role(&object.owner)),
                    ("prolang", number(12)),
                    ("prokind", letter('f')),
                    ("prosecdef", truth(false)),
                    ("proretset", truth(false)),
                    ("provolatile", letter('i')),
                    ("pronargs", count(inputs)),
                    ("pronargdefaults", number(0)),
                    ("prorettype", oid(object.id)),
                ]);
            }
        }
    }

    /// Those behind the parser of texts and behind PL/pgSQL have no fixed numbers; another version has others.
    fn push_other_functions(self, table: &mut Table<'_>) {
        let own = |name: &&str| {
            name.starts_with("dsnowball_")
                || name.starts_with("plpgsql_")
                || self.is_of_other_version() && is_of_server(name)
        };
        let names: Vec<Name> = match table.wanted.texts("proname") {
            None => vec![Name::new_static("pg_?")],
            Some(names) => names.into_iter().filter(own).map(Name::new).collect(),
        };
        for name in names {
            table.push_others(&[
                ("oid", oid(OTHER)),
                ("proname", text(name)),
                ("pronamespace", oid(PG_CATALOG)),
                ("proowner", number(10)),
            ]);
        }
    }

    /// The engine has a function of that name, or may have one.
    pub(super) fn is_own_function(self, name: &str) -> bool {
        BUILTIN.functions.of(name).next().is_some() || self.is_of_other_version() && is_of_server(name)
    }

    /// The user's routines that may be wanted.
    pub(super) fn wanted_routines<'s>(
        &'s self,
        table: &Table<'_>,
        name: &str,
        number: Option<&str>,
    ) -> Vec<&'s Object> {
        let catalog = &self.session.catalog;
        if let Some(numbers) = number.and_then(|column| table.wanted.objects(column)) {
            return numbers.into_iter().filter_map(|id| catalog.get(id)).collect();
        }
        match table.wanted.texts(name) {
            Some(names) => {
                // An extension's may be in `pg_catalog` itself.
                let schemas = catalog.schemas().map(|schema| schema.id).chain([PG_CATALOG]);
                let found =
                    schemas.flat_map(|schema| names.iter().flat_map(move |name| catalog.routines(schema, name)));
                found.filter_map(|id| catalog.get(*id)).collect()
            }
            None => catalog.objects().filter(|object| object.routine().is_some()).collect(),
        }
    }

    fn push_routine(self, table: &mut Table<'_>, object: &Object, routine: &Routine) {
        let inputs: Vec<&Argument> = routine.input_arguments().collect();
        let extensions = matches!(routine.source, RoutineSource::Extension);
        let known = |value: Value| if extensions { unknown("what an extension brought") } else { value };
        let all_in = routine.arguments.iter().all(|argument| argument.mode == ArgumentMode::In);
        let type_numbers = |arguments: &[&Argument]| -> Vec<u32> {
            arguments.iter().map(|argument| type_number(argument.type_use.type_ref).oid()).collect()
        };
        let all: Vec<&Argument> = routine.arguments.iter().collect();
        let variadic = routine.arguments.iter().find(|argument| argument.mode == ArgumentMode::Variadic);
        table.push(&[
            ("oid", oid(object.id)),
            ("proname", text(object.name.clone())),
            ("pronamespace", oid_or_zero(object.schema)),
            ("proowner", self.role(&object.owner)),
            ("prolang", known(language(&routine.language))),
            ("provariadic", variadic.map_or_else(|| number(0), |_| unknown("the elements of VARIADIC"))),
            ("prokind", letter(kind(routine))),
            ("prosecdef", known(truth(routine.security_definer))),
            ("proleakproof", known(truth(routine.leakproof))),
            ("proisstrict", truth(routine.strict)),
            ("proretset", truth(routine.returns_set)),
            ("provolatile", letter(volatility(routine.volatility))),
            ("proparallel", known(letter(parallel(routine.parallel)))),
            ("pronargs", count(inputs.len())),
            ("pronargdefaults", known(count(inputs.iter().filter(|argument| argument.default.is_some()).count()))),
            (
                "prorettype",
                number(routine.returns.as_ref().map_or(2278, |returns| type_number(returns.type_ref).oid())),
            ),
            ("proargtypes", vector(type_numbers(&inputs))),
            ("proallargtypes", if all_in { Value::Null } else { super::table::numbers(type_numbers(&all)) }),
            (
                "proargmodes",
                if all_in { Value::Null } else { known(texts(all.iter().map(|argument| mode(argument.mode)))) },
            ),
            ("proargnames", known(argument_names(&all))),
            ("prosrc", source(routine)),
            ("probin", probin(routine)),
            (
                "proconfig",
                if routine.settings.is_empty() { known(Value::Null) } else { unknown("settings are not printed") },
            ),
            ("proacl", self.acl(object)),
        ]);
    }
}

fn argument_names(arguments: &[&Argument]) -> Value {
    if arguments.iter().all(|argument| argument.name.is_none()) {
        return Value::Null;
    }
    texts(arguments.iter().map(|argument| argument.name.as_deref().unwrap_or("")))
}

/// `prosrc`.
pub(super) fn source(routine: &Routine) -> Value {
    match &routine.source {
        RoutineSource::Text { text: body, .. } => text(body.clone()),
        RoutineSource::Library(_, Some(symbol)) => text(symbol.clone()),
        RoutineSource::Library(_, None) => unknown("the symbol of a C function"),
        RoutineSource::Sql(_) => text(""),
        RoutineSource::Aggregate(_) => text("aggregate_dummy"),
        RoutineSource::Extension => unknown("what an extension brought"),
    }
}

fn probin(routine: &Routine) -> Value {
    match &routine.source {
        RoutineSource::Text { .. } | RoutineSource::Sql(_) | RoutineSource::Aggregate(_) => Value::Null,
        RoutineSource::Library(library, _) => text(library.clone()),
        RoutineSource::Extension => unknown("what an extension brought"),
    }
}

fn language(name: &str) -> Value {
    let known = LANGUAGES.iter().find(|(known, _)| *known == name);
    known.map_or_else(|| unknown("the number of a language"), |(_, known)| number(*known))
}

/// The engine's own functions that may be wanted.
fn own_functions(table: &Table<'_>) -> Vec<Function> {
    if let Some(numbers) = table.wanted.objects("oid") {
        return numbers.into_iter().filter_map(|id| function::by_oid(id.oid())).collect();
    }
    match table.wanted.texts("proname") {
        Some(names) => names.into_iter().flat_map(|name| BUILTIN.functions.of(name)).collect(),
        None => BUILTIN.functions.all().collect(),
    }
}

/// A newer server has a function of that name, or may have one.
fn is_of_server(name: &str) -> bool {
    name.starts_with("pg_") || crate::postgres::builtin::later::function(name).is_some()
}

fn push_own_function(table: &mut Table<'_>, function: &Function) {
    let number_of = |key: &TypeKey| match key {
        TypeKey::Builtin(oid) => *oid,
        TypeKey::Named { .. } => 0,
    };
    let arguments: Vec<u32> = function.arguments().map(|key| number_of(&key)).collect();
    table.push(&[
        ("oid", oid(ObjectId::builtin(function.oid))),
        ("proname", text(function.name)),
        ("pronamespace", oid(PG_CATALOG)),
        ("proowner", number(10)),
        ("provariadic", number(function.variadic.as_ref().map_or(0, number_of))),
        ("prokind", letter(function.kind)),
        ("prosecdef", truth(false)),
        ("proisstrict", truth(function.strict)),
        ("proretset", truth(function.returns_set)),
        ("provolatile", letter(volatility(function.volatility))),
        ("pronargs", count(arguments.len())),
        ("pronargdefaults", count(function.defaults)),
        ("prorettype", number(function.result.as_ref().map_or(2278, number_of))),
        ("proargtypes", vector(arguments)),
        ("proconfig", Value::Null),
    ]);
}
