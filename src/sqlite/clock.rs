//! Clocks that stand still.
//!
//! SQLite asks its operating system layer (VFS) what time it is. Each world has a layer that is the ordinary one with another clock, so that
//! `CURRENT_TIMESTAMP`, `strftime('now')` and all the rest tell a time by which the world is known.

#![expect(unsafe_code, reason = "SQLite's operating system layer is a C structure of functions")]

use rusqlite::ffi::{SQLITE_OK, sqlite3_vfs, sqlite3_vfs_find, sqlite3_vfs_register};
use std::ffi::{CStr, c_int};
use std::ptr;
use std::sync::OnceLock;

/// A moment that a clock shows for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// 2001-02-03 04:05:06.789, a Saturday.
    Early,
    /// 2038-11-22 19:51:43.012, a Monday: no part of it is that of the other.
    Late,
}

/// Milliseconds of the Julian day at the beginning of 1970.
const UNIX_EPOCH: i64 = 210_866_760_000_000;

impl Moment {
    const fn milliseconds(self) -> i64 {
        UNIX_EPOCH
            + match self {
                Self::Early => 981_173_106_789,
                Self::Late => 2_174_068_303_012,
            }
    }

    /// The name of the layer with that clock.
    pub(super) fn vfs(self) -> &'static CStr {
        static EARLY: OnceLock<()> = OnceLock::new();
        static LATE: OnceLock<()> = OnceLock::new();
        match self {
            Self::Early => {
                EARLY.get_or_init(|| register(c"rebaseline-early", early));
                c"rebaseline-early"
            }
            Self::Late => {
                LATE.get_or_init(|| register(c"rebaseline-late", late));
                c"rebaseline-late"
            }
        }
    }
}

type Clock = unsafe extern "C" fn(*mut sqlite3_vfs, *mut i64) -> c_int;

unsafe extern "C" fn early(_: *mut sqlite3_vfs, time: *mut i64) -> c_int {
    // SAFETY: SQLite hands a place for the time.
    unsafe { *time = Moment::Early.milliseconds() };
    SQLITE_OK
}

unsafe extern "C" fn late(_: *mut sqlite3_vfs, time: *mut i64) -> c_int {
    // SAFETY: as above.
    unsafe { *time = Moment::Late.milliseconds() };
    SQLITE_OK
}

/// Registers the ordinary layer with another clock, under another name.
fn register(name: &'static CStr, clock: Clock) {
    // SAFETY: the default layer is a static structure of SQLite's; the copy lives for ever, as a registered layer must.
    unsafe {
        let ordinary = sqlite3_vfs_find(ptr::null());
        assert!(!ordinary.is_null(), "SQLite has a default layer");
        let layer =
            sqlite3_vfs { zName: name.as_ptr(), pNext: ptr::null_mut(), xCurrentTimeInt64: Some(clock), ..*ordinary };
        let registered = sqlite3_vfs_register(Box::leak(Box::new(layer)), 0);
        assert_eq!(registered, SQLITE_OK, "a layer can be registered");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::{Connection, OpenFlags};

    #[test]
    fn each_world_has_its_time() {
        for (moment, time) in [(Moment::Early, "2001-02-03 04:05:06.789"), (Moment::Late, "2038-11-22 19:51:43.012")] {
            let connection = Connection::open_in_memory_with_flags_and_vfs(OpenFlags::default(), moment.vfs());
            let now = connection
                .and_then(|open| open.query_one("SELECT strftime('%Y-%m-%d %H:%M:%f')", [], |row| row.get(0)));
            assert_eq!(now, Ok(time.to_owned()));
        }
    }
}
