//! Tables.

mod actions;
pub(crate) mod alter;
mod column_actions;
pub(crate) mod create;
mod create_as;
mod drop_column;
pub(crate) mod lookup;
pub(crate) mod mapping;
mod new_column;
mod options;
mod read_again;
mod remark;
mod rewritten;
mod set_type;
pub(crate) mod storage;
mod temporary;
