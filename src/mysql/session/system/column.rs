//! `COLUMNS`.

use super::{Cell, Session, Wanted, not_modelled};
use crate::mysql::ast::{DataType, ExprKind, IndexKind};
use crate::mysql::catalog::{Column, DefaultValue, Key, Relation, Table, View, Written, fold, string};
use crate::mysql::charset::max_bytes;
use crate::mysql::profile::Profile;
use crate::mysql::syntax::print_expr;
use crate::mysql::value::Value;
use smol_str::SmolStr;

/// `COLUMNS`.
pub(super) fn columns(session: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    for relation in &wanted.relations {
        match relation {
            Relation::Table(table) => {
                for (place, column) in (1..).zip(&table.columns) {
                    emit(&|cell| match cell {
                        "TABLE_SCHEMA" => Value::text(database.as_str()),
                        "TABLE_NAME" => Value::text(table.name.as_str()),
                        "ORDINAL_POSITION" => Value::UInt(place),
                        "COLUMN_KEY" => Value::from(column_key(table, column)),
                        "GENERATION_EXPRESSION" => generation_expression(&session.profile, table, column),
                        _ => of_column(&session.profile, column, cell),
                    });
                }
            }
            Relation::View(view) => of_view(database, view, emit),
            Relation::Sequence(_) => {}
        }
    }
}

/// What the columns of a view are like is the business of its query.
fn of_view(database: &SmolStr, view: &View, emit: &mut dyn FnMut(&Cell)) {
    for (place, column) in (1..).zip(&view.columns) {
        emit(&|cell| match cell {
            "TABLE_CATALOG" => Value::from("def"),
            "TABLE_SCHEMA" => Value::text(database.as_str()),
            "TABLE_NAME" => Value::text(view.name.as_str()),
            "COLUMN_NAME" => Value::text(column.as_str()),
            "ORDINAL_POSITION" => Value::UInt(place),
            "COLUMN_KEY" | "EXTRA" | "COLUMN_COMMENT" => Value::from(""),
            other => not_modelled(other),
        });
    }
}

fn of_column(profile: &Profile, column: &Column, cell: &str) -> Value {
    let column_type = &column.column_type;
    let optional = |text: &Option<SmolStr>| text.as_ref().map_or(Value::Null, |text| Value::text(text.as_str()));
    match cell {
        "TABLE_CATALOG" => Value::from("def"),
        "COLUMN_NAME" => Value::text(column.name.as_str()),
        "COLUMN_DEFAULT" => default_value(profile, column),
        "IS_NULLABLE" => Value::from(if column.nullable { "YES" } else { "NO" }),
        "DATA_TYPE" => Value::text(column_type.data_type.word()),
        "CHARACTER_SET_NAME" => optional(&column_type.charset),
        "COLLATION_NAME" => optional(&column_type.collation),
        "COLUMN_TYPE" => Value::text(column_type.to_string()),
        "EXTRA" => Value::text(extra(profile, column)),
        "PRIVILEGES" => Value::from("select,insert,update,references"),
        "COLUMN_COMMENT" => Value::text(column.comment.as_str()),
        "IS_GENERATED" => Value::from(if column.generated.is_some() { "ALWAYS" } else { "NEVER" }),
        "SRS_ID" if !column_type.data_type.is_spatial() => Value::Null,
        _ => measure(profile, column, cell),
    }
}

fn generation_expression(profile: &Profile, table: &Table, column: &Column) -> Value {
    match &column.generated {
        Some(generated) => shown(profile, table, &generated.expr),
        None if profile.is_mariadb() => Value::Null,
        None => Value::from(""),
    }
}

/// An expression as MariaDB prints it, where it names its columns as the table does.
pub(super) fn shown(profile: &Profile, table: &Table, written: &Written) -> Value {
    let mut plain = profile.is_mariadb();
    written.expr.for_each(&mut |expr| {
        if let ExprKind::Column(name) = &expr.kind {
            plain &= name.table.is_none() && table.columns.iter().any(|column| column.name == name.column.text);
        }
    });
    match print_expr(&written.expr) {
        Some(text) if plain => Value::text(text),
        _ => Value::unknown("how the server prints this expression is not modelled"),
    }
}

/// Lengths and precisions.
fn measure(profile: &Profile, column: &Column, cell: &str) -> Value {
    let column_type = &column.column_type;
    let number = |number: Option<u64>| number.map_or(Value::Null, Value::UInt);
    let bytes = column_type.charset.as_ref().map_or(1, |charset| u64::from(max_bytes(profile, charset)));
    let characters = characters(&column_type.data_type);
    match cell {
        "CHARACTER_MAXIMUM_LENGTH" => number(characters),
        "CHARACTER_OCTET_LENGTH" if column_type.data_type.is_blob() || column_type.data_type.is_text_blob() => {
            number(characters)
        }
        "CHARACTER_OCTET_LENGTH" => number(characters.map(|characters| characters * bytes)),
        "NUMERIC_PRECISION" => number(precision(&column_type.data_type, column_type.unsigned)),
        "NUMERIC_SCALE" => number(scale(&column_type.data_type)),
        "DATETIME_PRECISION" => number(match column_type.data_type {
            DataType::Time(digits) | DataType::DateTime(digits) | DataType::Timestamp(digits) => {
                Some(u64::from(digits.unwrap_or(0)))
            }
            _ => None,
        }),
        other => not_modelled(other),
    }
}

/// The longest text that a column can hold.
fn characters(data_type: &DataType) -> Option<u64> {
    let length = |label: &SmolStr| label.chars().count() as u64;
    Some(match data_type {
        DataType::Char(length) | DataType::Binary(length) => u64::from(length.unwrap_or(1)),
        DataType::Varchar(length) | DataType::Varbinary(length) => u64::from(*length),
        DataType::TinyText | DataType::TinyBlob => 255,
        DataType::Text(_) | DataType::Blob(_) => 65_535,
        DataType::MediumText | DataType::MediumBlob => 16_777_215,
        DataType::LongText | DataType::LongBlob => 4_294_967_295,
        DataType::Enum(labels) => labels.iter().map(length).max().unwrap_or(0),
        DataType::Set(labels) => labels.iter().map(length).sum::<u64>() + (labels.len() as u64).saturating_sub(1),
        _ => return None,
    })
}

fn precision(data_type: &DataType, unsigned: bool) -> Option<u64> {
    Some(match data_type {
        DataType::TinyInt(_) => 3,
        DataType::SmallInt(_) => 5,
        DataType::MediumInt(_) => 7,
        DataType::Int(_) => 10,
        DataType::BigInt(_) => {
            if unsigned {
                20
            } else {
                19
            }
        }
        DataType::Decimal(precision) => u64::from(precision.map_or(10, |(digits, _)| digits)),
        DataType::Float(Some((digits, Some(_)))) => u64::from(*digits),
        DataType::Float(_) => 12,
        DataType::Double(precision) => u64::from(precision.map_or(22, |(digits, _)| digits)),
        DataType::Bit(length) => u64::from(length.unwrap_or(1)),
        _ => return None,
    })
}

fn scale(data_type: &DataType) -> Option<u64> {
    match data_type {
        _ if data_type.is_integer() => Some(0),
        DataType::Decimal(precision) => Some(u64::from(precision.and_then(|(_, scale)| scale).unwrap_or(0))),
        DataType::Float(Some((_, Some(scale)))) | DataType::Double(Some((_, scale))) => Some(u64::from(*scale)),
        _ => None,
    }
}

/// MariaDB shows a default as it is written in SQL, MySQL the bare value.
fn default_value(profile: &Profile, column: &Column) -> Value {
    let mariadb = profile.is_mariadb();
    match &column.default {
        Some(DefaultValue::Null) if mariadb => Value::from("NULL"),
        None if column.nullable && mariadb => Value::from("NULL"),
        None | Some(DefaultValue::Null) => Value::Null,
        Some(DefaultValue::Constant(text)) => {
            let bare = !mariadb || column.column_type.data_type.is_number() || text.starts_with("b'");
            if bare { Value::text(text.as_str()) } else { Value::text(string(text)) }
        }
        Some(DefaultValue::Expr(written)) => {
            let text = written.text.to_lowercase();
            if text.starts_with("current_timestamp") {
                return if mariadb { Value::text(text) } else { Value::text(text.to_uppercase().replace("()", "")) };
            }
            Value::unknown("how the server prints the expression of a default is not modelled")
        }
    }
}

fn extra(profile: &Profile, column: &Column) -> String {
    let mut words: Vec<String> = Vec::new();
    if column.auto_increment {
        words.push("auto_increment".into());
    }
    if let Some(digits) = column.on_update {
        let fraction = if digits > 0 { format!("({digits})") } else { "()".into() };
        words.push(match (profile.is_mariadb(), digits) {
            (true, _) => format!("on update current_timestamp{fraction}"),
            (false, 0) => "on update CURRENT_TIMESTAMP".into(),
            (false, _) => format!("on update CURRENT_TIMESTAMP{fraction}"),
        });
    }
    if let Some(generated) = &column.generated {
        words.push(if generated.stored { "STORED GENERATED".into() } else { "VIRTUAL GENERATED".into() });
    }
    if column.invisible {
        words.push("INVISIBLE".into());
    }
    if !profile.is_mariadb() && matches!(column.default, Some(DefaultValue::Expr(_))) {
        words.insert(0, "DEFAULT_GENERATED".into());
        return words.join(" ");
    }
    words.join(", ")
}

/// `PRI`, `UNI`, `MUL`: the first that holds.
fn column_key(table: &Table, column: &Column) -> &'static str {
    let name = fold(&column.name);
    let is = |key: &Key, place: usize| key.columns.get(place).is_some_and(|part| fold(&part.column) == name);
    let primary = primary_key(table);
    if primary.is_some_and(|key| (0..key.columns.len()).any(|place| is(key, place))) {
        return "PRI";
    }
    let others =
        || table.keys.iter().filter(|key| primary.is_none_or(|primary| primary.name != key.name) && is(key, 0));
    if others().any(|key| key.kind == IndexKind::Unique && key.columns.len() == 1) {
        return "UNI";
    }
    if others().next().is_some() { "MUL" } else { "" }
}

/// The primary key, or the first key that could be one: unique, of whole columns that are never NULL.
fn primary_key(table: &Table) -> Option<&Key> {
    let serves = |key: &&Key| {
        let whole = |part: &crate::mysql::catalog::KeyColumn| {
            part.prefix.is_none() && table.column(&part.column).is_some_and(|(_, column)| !column.nullable)
        };
        key.kind == IndexKind::Primary || (key.kind == IndexKind::Unique && key.columns.iter().all(whole))
    };
    table.keys.iter().find(serves)
}
