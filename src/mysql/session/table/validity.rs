//! What expressions of a table may not do (MariaDB).
//!
//! Generated columns that are stored or indexed, and checks, must always give the same; a default must not need what is computed after it; the
//! server does not compute generated columns and checks when a foreign key changes a row.

use super::Session;
use super::draft::{Draft, DraftForeignKey};
use crate::mysql::ast::{BinaryOperator, DataType, Expr, ExprKind, ReferenceAction};
use crate::mysql::catalog::{Check, Column, DefaultValue, Key, Written, fold};
use crate::mysql::error::{failure, undecided};
use crate::run::Refusal;
use smol_str::SmolStr;

/// Functions that give something else each time, as the server names them in its error.
const CHANGING: &[(&str, &str)] = &[
    ("rand", "rand()"),
    ("uuid", "uuid()"),
    ("user", "user()"),
    ("now", "current_timestamp()"),
    ("current_timestamp", "current_timestamp()"),
    ("localtime", "current_timestamp()"),
    ("localtimestamp", "current_timestamp()"),
    ("curdate", "curdate()"),
    ("current_date", "curdate()"),
    ("curtime", "curtime()"),
    ("current_time", "curtime()"),
    ("sysdate", "sysdate()"),
    ("date_format", "date_format()"),
];

/// Functions of that kind whose words in the error are not known here.
const DOUBTFUL: &[&str] = &[
    "uuid_short",
    "utc_date",
    "utc_time",
    "utc_timestamp",
    "unix_timestamp",
    "database",
    "schema",
    "version",
    "connection_id",
    "current_user",
    "session_user",
    "system_user",
    "current_role",
    "last_insert_id",
    "found_rows",
    "row_count",
    "sleep",
    "get_lock",
    "release_lock",
    "benchmark",
    "load_file",
    "dayname",
    "monthname",
    "str_to_date",
    "from_unixtime",
    "encrypt",
    "random_bytes",
];

/// Where an expression stands.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    clause: &'static str,
    /// The column or the check that it belongs to.
    owner: &'a str,
}

impl Place<'_> {
    fn refuse(self, what: &str) -> Refusal {
        let Self { clause, owner } = self;
        failure("1901", format!("Function or expression '{what}' cannot be used in the {clause} clause of `{owner}`"))
    }
}

impl Session {
    /// 1901, 1970, 4029.
    pub(super) fn check_validity(&self, columns: &[Column], keys: &[Key], checks: &[Check]) -> Result<(), Refusal> {
        if !self.profile.is_mariadb() {
            return Ok(());
        }
        for (place, expr) in lasting(columns, keys, checks) {
            check_functions(place, expr)?;
            check_auto_increment(place, expr, columns)?;
        }
        for column in columns {
            check_subqueries(column)?;
            check_order(column, columns)?;
            check_padding(column, columns, keys)?;
        }
        Ok(())
    }

    /// 1901 for a foreign key that would write what a stored column or a check hangs on.
    pub(super) fn check_actions(
        &self,
        draft: &Draft,
        checks: &[Check],
        keys: &[DraftForeignKey],
    ) -> Result<(), Refusal> {
        if !self.profile.is_mariadb() {
            return Ok(());
        }
        let columns: Vec<&Column> = draft.columns.iter().map(|column| &column.column).collect();
        keys.iter().try_for_each(|key| check_actions(key, &columns, checks))
    }
}

/// The expressions that must always give the same.
fn lasting<'a>(columns: &'a [Column], keys: &[Key], checks: &'a [Check]) -> Vec<(Place<'a>, &'a Written)> {
    let mut found = Vec::new();
    for column in columns {
        let generated = column.generated.as_ref().filter(|generated| generated.stored || is_indexed(column, keys));
        found.extend(generated.map(|it| (Place { clause: "GENERATED ALWAYS AS", owner: &column.name }, &it.expr)));
        found.extend(column.check.as_ref().map(|it| (Place { clause: "CHECK", owner: &column.name }, it)));
    }
    found.extend(checks.iter().map(|it| (Place { clause: "CHECK", owner: &it.name }, &it.expr)));
    found
}

fn is_indexed(column: &Column, keys: &[Key]) -> bool {
    keys.iter().any(|key| key.columns.iter().any(|part| fold(&part.column) == fold(&column.name)))
}

/// 1901: a query stands in no expression of a table, be it never stored.
fn check_subqueries(column: &Column) -> Result<(), Refusal> {
    let owner = column.name.as_str();
    let default = match &column.default {
        Some(DefaultValue::Expr(expr)) => Some((Place { clause: "DEFAULT", owner }, expr)),
        _ => None,
    };
    let generated = column.generated.as_ref().map(|it| (Place { clause: "GENERATED ALWAYS AS", owner }, &it.expr));
    for (place, written) in generated.into_iter().chain(default) {
        let mut found = false;
        written.expr.for_each(&mut |it| {
            found |= matches!(it.kind, ExprKind::Subquery(_) | ExprKind::Exists(_) | ExprKind::InQuery { .. });
        });
        if found {
            return Err(place.refuse("select ..."));
        }
    }
    Ok(())
}

fn check_functions(place: Place<'_>, expr: &Written) -> Result<(), Refusal> {
    let mut refusal = None;
    expr.expr.for_each(&mut |it| refusal = refusal.take().or_else(|| function_refusal(place, it)));
    refusal.map_or(Ok(()), Err)
}

fn function_refusal(place: Place<'_>, expr: &Expr) -> Option<Refusal> {
    match &expr.kind {
        ExprKind::Subquery(_) | ExprKind::Exists(_) | ExprKind::InQuery { .. } if place.clause == "CHECK" => {
            Some(failure("1970", "CHECK does not support subqueries or stored functions"))
        }
        ExprKind::UserVariable(_) | ExprKind::SystemVariable { .. } => {
            Some(undecided("a variable in an expression of a table"))
        }
        ExprKind::Call(call) => {
            let name = fold(&call.name.name.text);
            let changing = CHANGING.iter().find(|(known, _)| *known == name);
            let doubtful = || DOUBTFUL.contains(&name.as_str()) || call.name.database.is_some();
            match changing {
                Some((_, words)) => Some(place.refuse(words)),
                None => {
                    doubtful().then(|| undecided(format!("whether {name}() may stand in an expression of a table")))
                }
            }
        }
        _ => None,
    }
}

fn check_auto_increment(place: Place<'_>, expr: &Written, columns: &[Column]) -> Result<(), Refusal> {
    let named = expr.columns();
    let is_named =
        |column: &&Column| column.auto_increment && named.iter().any(|name| fold(name) == fold(&column.name));
    match columns.iter().find(is_named) {
        Some(column) => Err(Place { owner: &column.name, ..place }.refuse("AUTO_INCREMENT")),
        None => Ok(()),
    }
}

/// 4029: defaults are computed in the order of the columns, then generated columns are.
fn check_order(column: &Column, columns: &[Column]) -> Result<(), Refusal> {
    let own = match (&column.generated, &column.default) {
        (Some(generated), _) => &generated.expr,
        (None, Some(DefaultValue::Expr(expr))) => expr,
        _ => return Ok(()),
    };
    let place = |name: &str| columns.iter().position(|it| fold(&it.name) == fold(name));
    for name in own.columns() {
        let Some(other) = place(&name).map(|at| (at, &columns[at])) else { continue };
        if column.generated.is_none() && other.1.auto_increment {
            return Err(Place { clause: "DEFAULT", owner: &other.1.name }.refuse("AUTO_INCREMENT"));
        }
        if is_late(column, place(&column.name).unwrap_or(0), other) {
            let message = format!(
                "Expression for field `{}` is referring to uninitialized field `{}`",
                column.name, other.1.name
            );
            return Err(failure("4029", message));
        }
    }
    Ok(())
}

/// The other column is computed after this one.
fn is_late(column: &Column, place: usize, (at, other): (usize, &Column)) -> bool {
    let by_default = matches!(&other.default, Some(DefaultValue::Expr(expr)) if !expr.is_constant());
    let computed = other.generated.is_some() || (by_default && other.column_type.data_type.fraction().is_none());
    match (column.generated.is_some(), other.generated.is_some()) {
        _ if !computed => false,
        (false, true) => true,
        (true, false) => false,
        _ => at >= place,
    }
}

/// Whether a `CHAR` has its blanks hangs on the session, so what is stored must not show them.
fn check_padding(column: &Column, columns: &[Column], keys: &[Key]) -> Result<(), Refusal> {
    let Some(generated) = &column.generated else { return Ok(()) };
    if !generated.stored && !is_indexed(column, keys) {
        return Ok(());
    }
    let is_char = |name: &str| {
        columns.iter().any(|it| fold(&it.name) == fold(name) && matches!(it.column_type.data_type, DataType::Char(_)))
    };
    let bare = matches!(generated.expr.expr.kind, ExprKind::Column(_));
    let keeps = matches!(column.column_type.data_type, DataType::Varchar(_) | DataType::Varbinary(_))
        || column.column_type.data_type.is_blob();
    let safe = bare && !keeps;
    if !safe && shows_padding(&generated.expr.expr, &is_char) {
        return Err(undecided("a generated column that may show the blanks behind a CHAR"));
    }
    Ok(())
}

fn shows_padding(expr: &Expr, is_char: &dyn Fn(&str) -> bool) -> bool {
    match &expr.kind {
        ExprKind::Column(name) => is_char(&name.column.text),
        ExprKind::Binary(operator, left, right) if is_comparison(*operator) => {
            [left, right].iter().any(|it| !matches!(it.kind, ExprKind::Column(_)) && shows_padding(it, is_char))
        }
        ExprKind::Call(call) if matches!(fold(&call.name.name.text).as_str(), "rtrim" | "trim" | "trim_trailing") => {
            false
        }
        ExprKind::Is { .. } => false,
        _ => expr.children().into_iter().any(|child| shows_padding(child, is_char)),
    }
}

fn is_comparison(operator: BinaryOperator) -> bool {
    use BinaryOperator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual, NullSafeEqual};
    matches!(operator, Equal | Greater | GreaterOrEqual | Less | LessOrEqual | NotEqual | NullSafeEqual)
}

/// 1905: actions that would write a generated column.
fn check_generated(key: &DraftForeignKey, columns: &[&Column]) -> Result<(), Refusal> {
    let named = |column: &&&Column| key.columns.iter().any(|name| fold(name) == fold(&column.name));
    if !columns.iter().filter(named).any(|column| column.generated.is_some()) {
        return Ok(());
    }
    let clause = match (key.references.on_update, key.references.on_delete) {
        (Some(ReferenceAction::Cascade), _) => "ON UPDATE CASCADE",
        (Some(ReferenceAction::SetNull), _) => "ON UPDATE SET NULL",
        _ => "ON DELETE SET NULL",
    };
    Err(failure("1905", format!("Cannot define foreign key with {clause} clause on a generated column")))
}

fn check_actions(key: &DraftForeignKey, columns: &[&Column], checks: &[Check]) -> Result<(), Refusal> {
    use ReferenceAction::{Cascade, SetDefault, SetNull};
    let deletes = matches!(key.references.on_delete, Some(SetNull | SetDefault));
    if !deletes && !matches!(key.references.on_update, Some(Cascade | SetNull | SetDefault)) {
        return Ok(());
    }
    check_generated(key, columns)?;
    let stored = columns.iter().filter_map(|column| {
        let generated = column.generated.as_ref().filter(|generated| generated.stored)?;
        Some((Place { clause: "GENERATED ALWAYS AS", owner: &column.name }, &generated.expr))
    });
    let of_columns = columns
        .iter()
        .filter_map(|column| Some((Place { clause: "CHECK", owner: &column.name }, column.check.as_ref()?)));
    let of_table = checks.iter().map(|check| (Place { clause: "CHECK", owner: check.name.as_str() }, &check.expr));
    for (place, expr) in stored.chain(of_columns).chain(of_table) {
        let written = |name: &&SmolStr| expr.columns().iter().any(|it| fold(it) == fold(name));
        if let Some(name) = key.columns.iter().find(written) {
            return Err(place.refuse(name));
        }
    }
    Ok(())
}
