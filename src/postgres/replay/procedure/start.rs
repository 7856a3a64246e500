//! Where bodies begin: `DO`.

use crate::postgres::ast::Name;
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Failure, Refusal};

impl Session {
    /// `DO`.
    pub(crate) fn run_do(&mut self, language: &str, body: &Name) -> Applied {
        match language {
            "plpgsql" => {
                let compiled = self.compile_block(body)?;
                self.assume(compiled.doubt())?;
                self.run_body(&compiled, body)
            }
            "sql" => {
                let message = format!("language \"{language}\" does not support inline code execution");
                Err(Failure::new("0A000", message).into())
            }
            _ if !self.has_language(language) => {
                Err(Failure::new("42704", format!("language \"{language}\" does not exist")).into())
            }
            _ => Err(Refusal::Undecided(format!("a block in the language {language} is not evaluated"))),
        }
    }
}
