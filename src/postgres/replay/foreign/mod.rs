//! Foreign data: wrappers, servers, user mappings, and the tables whose rows are elsewhere.

mod options;
mod server;
mod table;
mod user_mapping;
mod wrapper;

pub(crate) use table::{refuse_foreign_action, refuse_foreign_elements};

use super::session::Session;
use crate::postgres::ast::op::ForeignOp;
use crate::run::{Applied, Effect};

impl Session {
    pub(super) fn foreign(&mut self, op: &ForeignOp) -> Applied {
        match op {
            ForeignOp::CreateWrapper { name, functions, options } => self.create_wrapper(name, functions, options)?,
            ForeignOp::AlterWrapper { name, functions, options } => self.alter_wrapper(name, functions, options)?,
            ForeignOp::CreateServer { name, if_not_exists, server_type, version, wrapper, options } => {
                let new = server::NewServer { name, server_type, version, wrapper, options };
                return self.create_server(&new, *if_not_exists);
            }
            ForeignOp::AlterServer { name, version, options } => self.alter_server(name, version.as_ref(), options)?,
            ForeignOp::CreateUserMapping { user, server, if_not_exists, options } => {
                return self.create_user_mapping(user, server, *if_not_exists, options);
            }
            ForeignOp::AlterUserMapping { user, server, options } => self.alter_user_mapping(user, server, options)?,
        }
        Ok(Effect::Applied)
    }
}
