//! The server's own functions: their names, how many arguments they take, their types, and what they compute.

mod clock;
mod digest;
mod information;
mod json;
mod network;
mod number;
mod regular;
mod result;
mod text;
mod time;

pub(super) use json::value_text as json_value;
pub(super) use regular::matches as regexp_matches;
pub use text::soundex;
pub use time::add_interval;
pub(super) use time::{extract, is_parsed, timestamp_difference};

use super::collation::Collation;
use super::convert::{self, Number, encode};
use super::plan::Node;
use super::types::Type;
use crate::mysql::profile::Profile;
use crate::mysql::session::Session;
use crate::mysql::value::{Date, DateTime, Time, Value};
use crate::run::Refusal;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// Any number of arguments.
const ANY: usize = usize::MAX;

/// What a function computes.
pub(super) type Computed = Result<Value, Refusal>;

/// A native function.
#[derive(Debug)]
pub struct Native {
    /// Its name in lower case.
    pub name: &'static str,
    /// The least arguments.
    pub least: usize,
    /// The most.
    pub most: usize,
    /// The type of its value.
    pub result: fn(&[Node]) -> Type,
    /// What it does with `NULL`.
    pub nulls: Nulls,
    /// How it is computed.
    pub run: Run,
}

/// What a function does with `NULL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nulls {
    /// One among its arguments makes it NULL.
    Propagate,
    /// It has its own way with them.
    Handle,
}

/// How a function is computed.
#[derive(Debug, Clone, Copy)]
pub enum Run {
    /// From its arguments.
    Pure(fn(&Given<'_>) -> Value),
    /// It can refuse them.
    Fallible(fn(&Given<'_>) -> Computed),
    /// It looks at the session, or changes it.
    Session(fn(&mut Session, &Given<'_>) -> Computed),
    /// The server that runs the baseline computes the same from the same arguments, and we do not.
    Deferred,
    /// Not computed.
    Unknown,
}

/// The arguments of a call.
#[derive(Debug)]
pub struct Given<'a> {
    /// What they are, known and without NULLs where these propagate.
    pub values: &'a [Value],
    /// Where they came from, with their types.
    pub nodes: &'a [Node],
    /// The type of the result.
    pub ty: &'a Type,
}

impl Given<'_> {
    /// An argument.
    pub fn value(&self, index: usize) -> &Value {
        self.values.get(index).unwrap_or(&Value::Null)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.values.len()
    }

    fn charset(&self, index: usize) -> &str {
        self.nodes.get(index).map_or("utf8mb4", |node| node.ty.collation.charset())
    }

    /// The bytes of an argument in its own character set.
    pub fn bytes(&self, index: usize) -> Arc<[u8]> {
        match self.value(index) {
            Value::Bytes(bytes) => Arc::clone(bytes),
            Value::Text(text) => encode(text, self.charset(index)),
            other => other.to_bytes().unwrap_or_else(|| Arc::from([])),
        }
    }

    /// The characters of an argument. Where the result is of bytes, each byte is a character, see [`Self::string`].
    pub fn text(&self, index: usize) -> Arc<str> {
        if self.ty.is_string() && self.ty.collation.is_binary() {
            return self.bytes(index).iter().map(|byte| char::from(*byte)).collect::<String>().into();
        }
        self.characters(index)
    }

    /// The characters of an argument; bytes that are none of UTF-8 are one character each.
    pub fn characters(&self, index: usize) -> Arc<str> {
        match self.value(index) {
            Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => text.into(),
                Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect::<String>().into(),
            },
            other => match self.nodes.get(index) {
                Some(node) => convert::shown(other, &node.ty).unwrap_or_else(|| "".into()),
                None => other.to_text().unwrap_or_else(|| "".into()),
            },
        }
    }

    /// A result of characters; bytes where the result is of bytes.
    pub fn string(&self, text: impl Into<String>) -> Value {
        let text = text.into();
        if self.ty.collation.is_binary() && self.ty.is_string() && !self.ty.is_number() {
            let bytes: Option<Arc<[u8]>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
            return bytes.map_or_else(|| Value::bytes(text.into_bytes()), Value::Bytes);
        }
        Value::from(text)
    }

    /// An argument as an integer.
    pub fn integer(&self, index: usize) -> i64 {
        convert::integer(self.value(index)).unwrap_or(0)
    }

    /// An argument as a number of its own kind.
    pub fn number(&self, index: usize) -> Number {
        convert::number(self.value(index)).unwrap_or(Number::Int(0))
    }

    /// An argument as a double.
    pub fn double(&self, index: usize) -> f64 {
        self.number(index).to_f64()
    }

    /// An argument as a moment.
    pub fn datetime(&self, index: usize) -> Option<DateTime> {
        convert::datetime_of(self.value(index))
    }

    /// An argument as a date with month and day.
    pub fn date(&self, index: usize) -> Option<Date> {
        convert::date_of(self.value(index))
    }

    /// An argument as a time.
    pub fn time(&self, index: usize) -> Option<Time> {
        convert::time_of(self.value(index))
    }

    /// The collation in which its arguments compare.
    pub fn collation(&self) -> Collation {
        let strongest = self.nodes.iter().filter(|node| node.ty.is_string()).min_by_key(|node| node.ty.coercibility);
        strongest.map_or_else(|| Collation::named("utf8mb4_general_ci"), |node| node.ty.collation.clone())
    }
}

const fn entry(name: &'static str, least: usize, most: usize, result: fn(&[Node]) -> Type, run: Run) -> Native {
    Native { name, least, most, result, nulls: Nulls::Propagate, run }
}

const fn with_nulls(name: &'static str, least: usize, most: usize, result: fn(&[Node]) -> Type, run: Run) -> Native {
    Native { name, least, most, result, nulls: Nulls::Handle, run }
}

/// The spatial functions and others that the model does not compute: name, least and most arguments.
const DEFERRED: &[(&str, usize, usize)] = &include!("deferred.in");

/// What MySQL has and MariaDB 10.11 has not.
const OF_MYSQL: &[&str] = &[
    "bin_to_uuid",
    "uuid_to_bin",
    "is_uuid",
    "can_access_column",
    "current_role",
    "etag",
    "format_bytes",
    "format_pico_time",
    "grouping",
    "gtid_subset",
    "gtid_subtract",
    "icu_version",
    "json_pretty",
    "json_schema_valid",
    "json_schema_validation_report",
    "json_storage_free",
    "json_storage_size",
    "json_table",
    "member",
    "ps_current_thread_id",
    "ps_thread_id",
    "regexp_like",
    "roles_graphml",
    "source_pos_wait",
    "st_collect",
    "st_frechetdistance",
    "st_geohash",
    "st_hausdorffdistance",
    "st_isvalid",
    "st_latfromgeohash",
    "st_latitude",
    "st_lineinterpolatepoint",
    "st_longfromgeohash",
    "st_longitude",
    "st_makeenvelope",
    "st_pointatdistance",
    "st_pointfromgeohash",
    "st_simplify",
    "st_swapxy",
    "st_transform",
    "st_validate",
    "statement_digest",
    "statement_digest_text",
    "validate_password_strength",
    "wait_for_executed_gtid_set",
    "random_bytes",
    "distance",
    "vector_to_string",
    "string_to_vector",
    "vector_dim",
];

/// What MariaDB has since 11.
const OF_MARIADB_11: &[&str] = &[
    "conv",
    "crc32c",
    "format_bytes",
    "json_array_intersect",
    "json_key_value",
    "json_object_filter_keys",
    "json_object_to_array",
    "json_schema_valid",
    "kdf",
    "st_collect",
    "st_geohash",
    "st_isvalid",
    "st_latfromgeohash",
    "st_longfromgeohash",
    "st_pointfromgeohash",
    "st_simplify",
    "st_validate",
    "uuid_v4",
    "uuid_v7",
    "vec_distance",
    "vec_distance_cosine",
    "vec_distance_euclidean",
    "vec_fromtext",
    "vec_totext",
    "mbrcoveredby",
    "to_number",
    "trunc",
];

/// A server of the profile has a native function of this name, which is not in the table here.
pub(super) fn is_of_another_version(profile: &Profile, name: &str) -> bool {
    if profile.is_mariadb() {
        profile.version > (10, 11) && OF_MARIADB_11.contains(&name)
    } else {
        OF_MYSQL.contains(&name)
    }
}

static NATIVES: LazyLock<HashMap<&'static str, Native>> = LazyLock::new(|| {
    let tables = [
        clock::table(),
        digest::table(),
        information::table(),
        json::table(),
        network::table(),
        number::table(),
        regular::table(),
        text::table(),
        time::table(),
    ];
    let deferred = DEFERRED.iter().map(|(name, least, most)| entry(name, *least, *most, result::blob, Run::Deferred));
    deferred.chain(tables.into_iter().flatten()).map(|native| (native.name, native)).collect()
});

/// A native function by its name in lower case.
pub fn native(name: &str) -> Option<&'static Native> {
    NATIVES.get(name)
}
