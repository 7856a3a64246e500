//! Where bodies begin: `DO`.

use crate::ast::Name;
use crate::ast::procedure::Body;
use crate::replay::outcome::{Applied, Failure, Refusal};
use crate::replay::session::Session;
use crate::source::Span;
use crate::syntax::plpgsql::{self, ParsedBlock};

impl Session {
    /// `DO`, whose body stands at `span`.
    pub(crate) fn run_do(&mut self, language: &str, body: &Name, span: Span) -> Applied {
        match language {
            "plpgsql" => {
                let compiled = self.compiled(body).map_err(|refusal| self.placed(refusal, body, span))?;
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

    /// The body of a block, if the server takes it.
    fn compiled(&mut self, body: &Name) -> Result<Body, Refusal> {
        let parsed = parsed(body)?;
        let script = std::mem::replace(&mut self.text, body.as_str().into());
        let checked = self.check_block(&parsed.block);
        self.text = script;
        checked.map(|()| parsed)
    }

    /// A refusal of a body, which the server points at in the statement where it can find the body there.
    fn placed(&self, refusal: Refusal, body: &str, span: Span) -> Refusal {
        let written = self.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        match (refusal, written.find(body)) {
            (Refusal::Failed(failure), Some(inside)) => {
                let place = |offset: u32| span.start + u32::try_from(inside).unwrap_or_default() + offset;
                Failure { position: failure.position.map(place), ..failure }.into()
            }
            (refusal, _) => refusal.unplaced(),
        }
    }
}

/// The body that a text is; the place of a failure is in that text.
pub(super) fn parsed(text: &str) -> Result<Body, Refusal> {
    match plpgsql::parse(text) {
        ParsedBlock::Block(body) => Ok(*body),
        ParsedBlock::Refused { code, message, offset } => Err(Failure { code, message, position: offset }.into()),
        ParsedBlock::Opaque { reason } => Err(Refusal::Undecided(reason)),
    }
}
