//! Storage parameters: `WITH (…)`, `SET (…)`. Which there are, and what they can be.

use crate::postgres::ast::op::StorageParameter;
use crate::run::Failure;

/// What has storage parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storage<'a> {
    /// A table or materialised view.
    Heap,
    /// A partitioned table, which has none.
    Partitioned,
    /// An index, by its access method.
    Index(&'a str),
    /// A view.
    View,
    /// A column.
    Column,
}

/// What a parameter can be.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Boolean,
    Integer(i64, i64),
    Real,
    Word(&'static [&'static str]),
}

use Shape::{Boolean, Integer, Real, Word};

const MOST: i64 = i32::MAX as i64;
const OLDEST: i64 = 2_000_000_000;

/// Those that the table of long values has too, as `toast.name`.
const VACUUM: [(&str, Shape); 18] = [
    ("autovacuum_enabled", Boolean),
    ("autovacuum_vacuum_threshold", Integer(0, MOST)),
    ("autovacuum_vacuum_max_threshold", Integer(-1, MOST)),
    ("autovacuum_vacuum_insert_threshold", Integer(-1, MOST)),
    ("autovacuum_vacuum_cost_limit", Integer(1, 10_000)),
    ("autovacuum_vacuum_cost_delay", Real),
    ("autovacuum_freeze_min_age", Integer(0, 1_000_000_000)),
    ("autovacuum_freeze_max_age", Integer(100_000, OLDEST)),
    ("autovacuum_freeze_table_age", Integer(0, OLDEST)),
    ("autovacuum_multixact_freeze_min_age", Integer(0, 1_000_000_000)),
    ("autovacuum_multixact_freeze_max_age", Integer(10_000, OLDEST)),
    ("autovacuum_multixact_freeze_table_age", Integer(0, OLDEST)),
    ("log_autovacuum_min_duration", Integer(-1, MOST)),
    ("vacuum_index_cleanup", Word(&["auto", "on", "off", "true", "false", "yes", "no", "1", "0"])),
    ("vacuum_truncate", Boolean),
    ("autovacuum_vacuum_scale_factor", Real),
    ("autovacuum_vacuum_insert_scale_factor", Real),
    ("vacuum_max_eager_freeze_failure_rate", Real),
];

const HEAP: [(&str, Shape); 6] = [
    ("fillfactor", Integer(10, 100)),
    ("toast_tuple_target", Integer(128, 8160)),
    ("user_catalog_table", Boolean),
    ("parallel_workers", Integer(0, 1024)),
    ("autovacuum_analyze_threshold", Integer(0, MOST)),
    ("autovacuum_analyze_scale_factor", Real),
];

const VIEW: [(&str, Shape); 3] =
    [("security_barrier", Boolean), ("security_invoker", Boolean), ("check_option", Word(&["local", "cascaded"]))];

const COLUMN: [(&str, Shape); 2] = [("n_distinct", Real), ("n_distinct_inherited", Real)];

fn of_index(method: &str) -> &'static [(&'static str, Shape)] {
    const FILL: (&str, Shape) = ("fillfactor", Integer(10, 100));
    match method {
        "btree" => &[FILL, ("deduplicate_items", Boolean), ("vacuum_cleanup_index_scale_factor", Real)],
        "hash" | "spgist" => &[FILL],
        "gist" => &[FILL, ("buffering", Word(&["on", "off", "auto"]))],
        "gin" => &[("fastupdate", Boolean), ("gin_pending_list_limit", Integer(64, MOST))],
        "brin" => &[("pages_per_range", Integer(1, 131_072)), ("autosummarize", Boolean)],
        _ => &[],
    }
}

/// 22023 for a parameter that there is not, or that cannot be so.
pub(crate) fn check_storage(storage: Storage<'_>, parameters: &[StorageParameter]) -> Result<(), Failure> {
    // An extension's access method has parameters of its own.
    if let Storage::Index(method) = storage
        && of_index(method).is_empty()
    {
        return Ok(());
    }
    parameters.iter().try_for_each(|(name, value)| check_parameter(storage, name, value.as_deref()))
}

fn check_parameter(storage: Storage<'_>, name: &str, value: Option<&str>) -> Result<(), Failure> {
    let refuse = |message: String| Err(Failure::new("22023", message));
    let (namespace, own) = name.split_once('.').map_or((None, name), |(namespace, own)| (Some(namespace), own));
    let known: Vec<&[(&str, Shape)]> = match (namespace, storage) {
        (Some("toast"), Storage::Heap) => vec![&VACUUM],
        (Some(namespace), _) => return refuse(format!("unrecognized parameter namespace \"{namespace}\"")),
        (None, Storage::Heap) => vec![&VACUUM, &HEAP],
        (None, Storage::Partitioned) => Vec::new(),
        (None, Storage::Index(method)) => vec![of_index(method)],
        (None, Storage::View) => vec![&VIEW],
        (None, Storage::Column) => vec![&COLUMN],
    };
    let Some((_, shape)) = known.into_iter().flatten().find(|(known, _)| *known == own) else {
        return refuse(format!("unrecognized parameter \"{own}\""));
    };
    check_value(*shape, own, value.unwrap_or("true"))
}

fn check_value(shape: Shape, name: &str, value: &str) -> Result<(), Failure> {
    let refuse = |message: String| Err(Failure::new("22023", message));
    match shape {
        Boolean if is_boolean(value) => Ok(()),
        Boolean => refuse(format!("invalid value for boolean option \"{name}\": {value}")),
        Word(words) if words.contains(&value.to_ascii_lowercase().as_str()) => Ok(()),
        Word(_) => refuse(format!("invalid value for enum option \"{name}\": {value}")),
        Integer(least, most) => match value.parse::<i64>() {
            Ok(number) if (least..=most).contains(&number) => Ok(()),
            Ok(_) => refuse(format!("value {value} out of bounds for option \"{name}\"")),
            Err(_) if value.starts_with(|c: char| c.is_alphabetic()) => {
                refuse(format!("invalid value for integer option \"{name}\": {value}"))
            }
            // The server rounds.
            Err(_) => Ok(()),
        },
        Real if value.parse::<f64>().is_err() => {
            refuse(format!("invalid value for floating point option \"{name}\": {value}"))
        }
        Real => Ok(()),
    }
}

/// A word for a truth value, or an unambiguous beginning of one.
fn is_boolean(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let begins = |word: &str, least: usize| value.len() >= least && word.starts_with(&value);
    begins("true", 1)
        || begins("false", 1)
        || begins("yes", 1)
        || begins("no", 1)
        || begins("off", 2)
        || matches!(value.as_str(), "on" | "1" | "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(storage: Storage<'_>, name: &str, value: Option<&str>) -> String {
        let parameter = (name.into(), value.map(Into::into));
        check_storage(storage, &[parameter]).map_or_else(|failure| failure.message, |()| String::new())
    }

    #[test]
    fn parameters_are_known_by_what_has_them() {
        assert_eq!(refused(Storage::Heap, "fillfactor", Some("70")), "");
        assert_eq!(refused(Storage::Heap, "toast.autovacuum_enabled", Some("false")), "");
        assert_eq!(refused(Storage::Partitioned, "fillfactor", Some("70")), "unrecognized parameter \"fillfactor\"");
        assert_eq!(refused(Storage::Index("gin"), "fillfactor", None), "unrecognized parameter \"fillfactor\"");
        assert_eq!(refused(Storage::Heap, "x.fillfactor", None), "unrecognized parameter namespace \"x\"");
    }

    #[test]
    fn values_are_read() {
        let heap = |name, value| refused(Storage::Heap, name, value);
        assert_eq!(heap("fillfactor", Some("5")), "value 5 out of bounds for option \"fillfactor\"");
        assert_eq!(heap("fillfactor", None), "invalid value for integer option \"fillfactor\": true");
        assert_eq!(heap("autovacuum_enabled", None), "");
        let message = "invalid value for boolean option \"autovacuum_enabled\": maybe";
        assert_eq!(heap("autovacuum_enabled", Some("maybe")), message);
        let message = "invalid value for floating point option \"n_distinct\": true";
        assert_eq!(refused(Storage::Column, "n_distinct", None), message);
    }
}
