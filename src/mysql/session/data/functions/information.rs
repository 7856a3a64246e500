//! What the session tells of itself.

use super::{Computed, Given, Native, Nulls, Run, entry, result, with_nulls};
use crate::mysql::session::Session;
use crate::mysql::session::data::convert;
use crate::mysql::session::data::types::Coercibility;
use crate::mysql::value::Value;

pub(super) fn table() -> Vec<Native> {
    use Run::{Pure, Session as S, Unknown};
    vec![
        entry("database", 0, 0, result::system64, S(database)),
        entry("schema", 0, 0, result::system64, S(database)),
        entry("version", 0, 0, result::system128, S(|_, _| Ok(Value::clock("VERSION()")))),
        entry("user", 0, 0, result::system128, S(|_, _| Ok(Value::clock("USER()")))),
        entry("system_user", 0, 0, result::system128, S(|_, _| Ok(Value::clock("USER()")))),
        entry("session_user", 0, 0, result::system128, S(|_, _| Ok(Value::clock("USER()")))),
        entry("current_user", 0, 0, result::system128, S(|_, _| Ok(Value::clock("CURRENT_USER()")))),
        entry("current_role", 0, 0, result::system128, Unknown),
        entry("connection_id", 0, 0, result::bigint, S(|_, _| Ok(Value::clock("CONNECTION_ID()")))),
        with_nulls("last_insert_id", 0, 1, result::plain_unsigned, S(last_insert_id)),
        entry("row_count", 0, 0, result::bigint, S(|session, _| Ok(Value::Int(session.data.row_count)))),
        entry("found_rows", 0, 0, result::bigint, S(|session, _| Ok(session.data.found_rows.clone()))),
        with_nulls(
            "charset",
            1,
            1,
            result::system128,
            Pure(|given| Value::from(given.nodes[0].ty.collation.charset())),
        ),
        with_nulls(
            "collation",
            1,
            1,
            result::system128,
            Pure(|given| Value::from(given.nodes[0].ty.collation.name.as_str())),
        ),
        with_nulls("coercibility", 1, 1, result::int10, Pure(coercibility)),
        entry("benchmark", 2, 2, result::truth, Pure(|_| Value::Int(0))),
        entry("sleep", 1, 1, result::truth, Pure(|_| Value::Int(0))),
        Native { nulls: Nulls::Propagate, ..entry("get_lock", 2, 2, result::truth_or_null, Pure(|_| Value::Int(1))) },
        entry("release_lock", 1, 1, result::truth_or_null, Pure(|_| Value::Int(1))),
        entry("release_all_locks", 0, 0, result::int, Unknown),
        entry("is_free_lock", 1, 1, result::truth_or_null, Unknown),
        entry("is_used_lock", 1, 1, result::int, Unknown),
        entry("master_pos_wait", 2, 6, result::int, Unknown),
        entry("master_gtid_wait", 1, 2, result::int, Unknown),
        entry("wsrep_last_seen_gtid", 0, 0, result::system128, Unknown),
        // With the right number of arguments these are prepared as conditions.
        with_nulls("ifnull", 2, 2, result::nullif, Unknown),
        with_nulls("nvl", 2, 2, result::nullif, Unknown),
        with_nulls("nvl2", 3, 3, result::nullif, Unknown),
        entry("rownum", 0, 0, result::bigint, Unknown),
    ]
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the table of functions has one signature for all that look at the session"
)]
fn database(session: &mut Session, _: &Given<'_>) -> Computed {
    Ok(session.database.as_ref().map_or(Value::Null, |name| Value::from(name.as_str())))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the table of functions has one signature for all that look at the session"
)]
fn last_insert_id(session: &mut Session, given: &Given<'_>) -> Computed {
    if given.count() == 0 {
        return Ok(session.data.last_insert_id.clone());
    }
    let id = convert::integer(given.value(0)).map_or(Value::Null, |id| Value::UInt(id.cast_unsigned()));
    session.data.last_insert_id = if id.is_null() { Value::UInt(0) } else { id.clone() };
    Ok(id)
}

fn coercibility(given: &Given<'_>) -> Value {
    Value::Int(match given.nodes[0].ty.coercibility {
        Coercibility::Explicit => 0,
        Coercibility::None => 1,
        Coercibility::Implicit => 2,
        Coercibility::SystemConstant => 3,
        Coercibility::Coercible => 4,
        Coercibility::Numeric => 5,
        Coercibility::Ignorable => 6,
    })
}
