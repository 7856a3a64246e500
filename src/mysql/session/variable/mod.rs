//! `SET`: user variables, and the system variables of the session.
//!
//! All values of a `SET` are computed and checked before the first one is set, but for those of a stored program's own variables, which are
//! statements by themselves. `SET GLOBAL` changes the server: the model keeps the values, because new connections start with them, and
//! nothing of them goes into a baseline.

mod charset;
mod check;
mod definition;
mod sql_mode;

use super::Session;
use crate::mysql::ast::{ColumnName, Expr, ExprKind, Isolation, Name, SetItem, Statement, VariableScope};
use crate::mysql::catalog::fold;
use crate::mysql::error::{failure, undecided};
use crate::mysql::value::Value;
use crate::run::{Applied, Effect, Refusal};
use definition::{Definition, Kind, Lookup, Reach, lookup};
use smol_str::{SmolStr, ToSmolStr};

const OF_SERVER: &str = "it sets a variable of the server, which no database keeps";

/// What an assignment does once all of its `SET` have been found right.
enum Change {
    User(SmolStr, Value),
    /// The value of this session; none is that of the server.
    Session(SmolStr, Option<Value>),
    Global(SmolStr, Option<Value>),
}

impl Session {
    /// `SET …`.
    pub(super) fn set(&mut self, items: &[SetItem]) -> Applied {
        let mut changes = Vec::new();
        for item in items {
            if self.is_program_assignment(item) {
                self.change_all(std::mem::take(&mut changes));
                self.assign_in_program(item)?;
            } else {
                self.changes_of(item, &mut changes)?;
            }
        }
        let of_server = !changes.is_empty() && changes.iter().all(|change| matches!(change, Change::Global(..)));
        self.change_all(changes);
        Ok(if of_server { Effect::Noop(OF_SERVER.into()) } else { Effect::Applied })
    }

    /// `SET STATEMENT … FOR …`: the variables are what they were again afterwards.
    pub(super) fn set_statement(&mut self, items: &[SetItem], inner: &Statement) -> Applied {
        let before = self.variables.clone();
        for item in items {
            if let SetItem::SystemVariable(_, name, _) = item {
                check_temporary(&name.text)?;
            }
        }
        self.set(items)?;
        let applied = self.statement(inner);
        self.variables = before;
        applied
    }

    /// `@name`.
    pub fn user_variable(&self, name: &str) -> Value {
        self.user_variables.get(&fold(name)).cloned().unwrap_or(Value::Null)
    }

    /// `@name := value`.
    pub fn set_user_variable(&mut self, name: &str, value: Value) {
        self.user_variables.insert(fold(name), value);
    }

    /// `@@name`, `@@GLOBAL.name`.
    pub fn system_variable(&self, scope: Option<VariableScope>, name: &str) -> Result<Value, Refusal> {
        let definition = self.definition(name)?;
        match (scope, definition.reach) {
            (Some(VariableScope::Session), Reach::Global) => {
                Err(failure("1238", format!("Variable '{name}' is a GLOBAL variable")))
            }
            (Some(VariableScope::Global), Reach::Session) => {
                Err(failure("1238", format!("Variable '{name}' is a SESSION variable")))
            }
            (Some(VariableScope::Global), _) | (None, Reach::Global) => Ok(self.global_value(definition)),
            _ => Ok(self.session_value(definition)),
        }
    }

    /// The session's value of a variable that takes words or numbers, as text: `sql_mode`, `default_storage_engine`, `collation_connection` …
    pub fn variable_text(&self, name: &'static str) -> SmolStr {
        let value = self.system_variable(None, name).ok();
        value.and_then(|value| value.to_text()).map_or_else(SmolStr::default, |text| SmolStr::from(&*text))
    }

    /// A variable of the session is on: `foreign_key_checks`, `unique_checks`, `autocommit` …
    pub fn is_on(&self, name: &'static str) -> bool {
        matches!(self.system_variable(None, name), Ok(Value::Int(1)))
    }

    /// A word is among those of `@@sql_mode`.
    pub fn has_mode(&self, mode: &str) -> bool {
        self.sql_mode().split(',').any(|word| word == mode)
    }

    /// `@@sql_mode`.
    pub fn sql_mode(&self) -> &str {
        match self.variables.get("sql_mode").or_else(|| self.inherited.get("sql_mode")) {
            Some(Value::Text(modes)) => modes,
            _ => self.profile.sql_mode,
        }
    }

    /// Every statement is a transaction of its own.
    pub(super) fn autocommit(&self) -> bool {
        self.variables.get("autocommit").is_none_or(|value| *value == Value::Int(1))
    }

    fn definition(&self, name: &str) -> Result<&'static Definition, Refusal> {
        if let Some((first, _)) = name.split_once('.') {
            // Key caches (`hot.key_buffer_size`) are structured; what else has a dot is no variable.
            if name.to_lowercase().contains(".key_") {
                return Err(undecided("key caches are not modelled"));
            }
            let message = format!("Unknown structured system variable or ROW routine variable '{first}'");
            return Err(failure("4081", message));
        }
        match lookup(&self.profile, &name.to_lowercase()) {
            Lookup::Known(definition) => Ok(definition),
            Lookup::Unknown => Err(unknown_variable(name)),
            Lookup::Undecided => Err(undecided(format!("it is not known whether the server has a variable `{name}`"))),
        }
    }

    /// 1193 where the server has no such variable.
    pub(in crate::mysql::session) fn check_variable(&self, name: &str) -> Result<(), Refusal> {
        self.definition(name).map(drop)
    }

    fn session_value(&self, definition: &'static Definition) -> Value {
        match definition.name {
            "warning_count" | "error_count" => Value::unknown(format!("`@@{}` is not modelled", definition.name)),
            "last_insert_id" | "identity" => self.last_insert_id(),
            "in_transaction" => Value::truth(self.transaction.is_some()),
            "character_set_database" | "collation_database" => self.database_charset(definition.name),
            "timestamp" if !self.variables.contains_key("timestamp") => Value::clock("@@timestamp"),
            name => match self.variables.get(name).or_else(|| self.inherited.get(name)) {
                Some(value) => value.clone(),
                None => self.fresh_value(definition),
            },
        }
    }

    fn global_value(&self, definition: &'static Definition) -> Value {
        match self.global_variables.get(definition.name) {
            Some(value) => value.clone(),
            None => self.fresh_value(definition),
        }
    }

    /// The value on a fresh server.
    fn fresh_value(&self, definition: &'static Definition) -> Value {
        let text = match definition.name {
            "sql_mode" => Some(self.profile.sql_mode),
            "character_set_server"
            | "character_set_client"
            | "character_set_connection"
            | "character_set_results"
            | "character_set_database" => Some(self.profile.charset),
            "collation_server" | "collation_connection" | "collation_database" => Some(self.profile.collation),
            _ => definition.default,
        };
        let Some(text) = text else {
            return Value::unknown(format!("`@@{}` depends on the server", definition.name));
        };
        match definition.kind {
            Kind::Boolean => Value::truth(text == "ON"),
            Kind::Integer { .. } => text.parse().map_or(Value::Null, Value::UInt),
            Kind::Double => text.parse().map_or(Value::Null, Value::Double),
            _ => Value::text(text),
        }
    }

    fn change_all(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::User(name, value) => drop(self.user_variables.insert(name, value)),
                Change::Session(name, value) => self.set_session_variable(name, value),
                Change::Global(name, Some(value)) => drop(self.global_variables.insert(name, value)),
                Change::Global(name, None) => drop(self.global_variables.remove(&name)),
            }
        }
    }

    fn set_session_variable(&mut self, name: SmolStr, value: Option<Value>) {
        let had_autocommit = self.autocommit();
        match value {
            Some(value) => drop(self.variables.insert(name, value)),
            None => drop(self.variables.remove(&name)),
        }
        if !had_autocommit && self.autocommit() {
            self.commit();
        }
    }

    fn changes_of(&mut self, item: &SetItem, changes: &mut Vec<Change>) -> Result<(), Refusal> {
        match item {
            SetItem::UserVariable(name, expr) => changes.push(Change::User(fold(name), self.value_of(expr)?)),
            SetItem::SystemVariable(scope, name, value) => {
                self.system_changes(*scope, name, value.as_ref(), changes)?;
            }
            SetItem::Names(charset, collation) => self.names(charset.as_ref(), collation.as_ref(), changes)?,
            SetItem::CharacterSet(charset) => self.character_set(charset.as_ref(), changes)?,
            SetItem::Transaction { scope, isolation, read_only } => {
                self.transaction_changes(*scope, *isolation, *read_only, changes)?;
            }
            SetItem::NewColumn(..) => return Err(undecided("there is no row here")),
            SetItem::Account(words) => {
                return Err(Refusal::Opaque(format!("`SET {words}` is about accounts, which no database keeps")));
            }
        }
        Ok(())
    }

    fn system_changes(
        &mut self,
        scope: Option<VariableScope>,
        name: &Name,
        value: Option<&Expr>,
        changes: &mut Vec<Change>,
    ) -> Result<(), Refusal> {
        let definition = self.definition(&name.text)?;
        check_scope(definition, scope, &name.text)?;
        let value = match value {
            Some(expr) => Some(self.setting(expr)?),
            None => None,
        };
        let global = scope == Some(VariableScope::Global);
        let to = |name: &str, value| {
            if global { Change::Global(name.into(), value) } else { Change::Session(name.into(), value) }
        };
        let canonical = canonical_name(definition.name);
        match value {
            None => changes.push(to(canonical, None)),
            Some(value) => {
                for (name, value) in self.checked(definition, &value)? {
                    changes.push(to(name, Some(value)));
                }
            }
        }
        Ok(())
    }

    /// The value to set; a word without quotes is a string.
    fn setting(&mut self, expr: &Expr) -> Result<Value, Refusal> {
        match &expr.kind {
            ExprKind::Column(ColumnName { database: None, table: None, column })
                if self.program_variable(&column.text).is_none() =>
            {
                Ok(Value::text(column.text.as_str()))
            }
            _ => self.value_of(expr),
        }
    }

    fn transaction_changes(
        &self,
        scope: Option<VariableScope>,
        isolation: Option<Isolation>,
        read_only: Option<bool>,
        changes: &mut Vec<Change>,
    ) -> Result<(), Refusal> {
        if scope.is_none() && self.transaction.is_some() {
            let message = "Transaction characteristics can't be changed while a transaction is in progress";
            return Err(failure("1568", message));
        }
        let mariadb = self.profile.is_mariadb();
        let words = isolation.map(|isolation| match isolation {
            Isolation::ReadUncommitted => "READ-UNCOMMITTED",
            Isolation::ReadCommitted => "READ-COMMITTED",
            Isolation::RepeatableRead => "REPEATABLE-READ",
            Isolation::Serializable => "SERIALIZABLE",
        });
        let isolation =
            words.map(|word| (if mariadb { "tx_isolation" } else { "transaction_isolation" }, Value::from(word)));
        let reading =
            read_only.map(|only| (if mariadb { "tx_read_only" } else { "transaction_read_only" }, Value::truth(only)));
        for (name, value) in isolation.into_iter().chain(reading) {
            match scope {
                Some(VariableScope::Global) => changes.push(Change::Global(name.into(), Some(value))),
                Some(VariableScope::Session) => changes.push(Change::Session(name.into(), Some(value))),
                // Of the next transaction only, which changes nothing in a model without concurrent ones.
                None if read_only == Some(true) => {
                    return Err(undecided("a transaction that only reads is not modelled"));
                }
                None => {}
            }
        }
        Ok(())
    }
}

fn unknown_variable(name: &str) -> Refusal {
    failure("1193", format!("Unknown system variable '{name}'"))
}

/// Other names of one variable.
fn canonical_name(name: &'static str) -> &'static str {
    match name {
        "storage_engine" => "default_storage_engine",
        "identity" => "last_insert_id",
        name => name,
    }
}

fn check_scope(definition: &Definition, scope: Option<VariableScope>, name: &str) -> Result<(), Refusal> {
    if definition.read_only {
        return Err(failure("1238", format!("Variable '{name}' is a read only variable")));
    }
    match (scope, definition.reach) {
        (Some(VariableScope::Global), Reach::Session) => {
            Err(failure("1228", format!("Variable '{name}' is a SESSION variable and can't be used with SET GLOBAL")))
        }
        (Some(VariableScope::Session) | None, Reach::Global) => {
            Err(failure("1229", format!("Variable '{name}' is a GLOBAL variable and should be set with SET GLOBAL")))
        }
        _ => Ok(()),
    }
}

/// What no statement can have for itself alone.
fn check_temporary(name: &str) -> Result<(), Refusal> {
    let folded = name.to_lowercase();
    let refused = [
        "autocommit",
        "character_set_client",
        "character_set_connection",
        "character_set_filesystem",
        "collation_connection",
        "default_master_connection",
        "debug_sync",
        "interactive_timeout",
        "gtid_domain_id",
        "last_insert_id",
        "log_slow_filter",
        "lc_messages",
        "lc_time_names",
        "net_buffer_length",
        "pseudo_slave_mode",
        "pseudo_thread_id",
        "rand_seed1",
        "rand_seed2",
        "skip_replication",
        "sql_auto_is_null",
        "sql_log_off",
        "time_zone",
        "timestamp",
        "tx_isolation",
        "tx_read_only",
        "wait_timeout",
    ];
    if refused.contains(&folded.as_str()) {
        return Err(failure("1971", format!("The system variable {folded} cannot be set in SET STATEMENT.")));
    }
    Ok(())
}

/// A value as the server's messages show it.
fn shown(value: &Value) -> SmolStr {
    value.to_text().map_or_else(|| "NULL".into(), |text| text.to_smolstr())
}

fn wrong_value(name: &str, value: impl AsRef<str>) -> Refusal {
    failure("1231", format!("Variable '{name}' can't be set to the value of '{}'", value.as_ref()))
}

fn wrong_type(name: &str) -> Refusal {
    failure("1232", format!("Incorrect argument type to variable '{name}'"))
}
