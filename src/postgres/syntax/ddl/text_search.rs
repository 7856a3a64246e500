//! Text search configurations and dictionaries.

use crate::postgres::ast::op::{MappingChange, ObjectKind, ObjectRef, TextSearchOp};
use crate::postgres::ast::{Name, Op};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};

impl Cursor<'_> {
    /// What follows `CREATE TEXT SEARCH`.
    pub(super) fn create_text_search(&mut self) -> Result<Op> {
        let kind = self.expect_any(&["CONFIGURATION", "DICTIONARY", "PARSER", "TEMPLATE"])?;
        let name = self.qualified_name()?;
        let options = self.definition()?;
        Ok(Op::TextSearch(match kind {
            "CONFIGURATION" => TextSearchOp::CreateConfiguration(name, options),
            "DICTIONARY" => TextSearchOp::CreateDictionary(name, options),
            _ => return opaque(format!("CREATE TEXT SEARCH {kind}")),
        }))
    }

    /// What follows `ALTER TEXT SEARCH CONFIGURATION` or `DICTIONARY`.
    pub(super) fn alter_text_search(&mut self, kind: ObjectKind) -> Result<Op> {
        let name = self.qualified_name()?;
        if let Some(op) = self.alter_name(&ObjectRef::Named(kind, name.clone()), false)? {
            return Ok(op);
        }
        if kind == ObjectKind::TextSearchDictionary {
            return Ok(Op::TextSearch(TextSearchOp::AlterDictionary(name, self.definition()?)));
        }
        let verb = self.expect_any(&["ADD", "ALTER", "DROP"])?;
        self.expect("MAPPING")?;
        let change = match verb {
            "DROP" => {
                let if_exists = self.if_exists();
                self.expect("FOR")?;
                MappingChange::Drop { if_exists, tokens: self.tokens()? }
            }
            "ADD" => {
                self.expect("FOR")?;
                self.mapping(false)?
            }
            _ if self.keyword("FOR") => self.mapping(true)?,
            _ => self.exchange(Vec::new())?,
        };
        Ok(Op::TextSearch(TextSearchOp::AlterConfiguration(name, change)))
    }

    fn tokens(&mut self) -> Result<Vec<Name>> {
        self.list(|cursor| cursor.ident().map(|token| token.name))
    }

    /// `token, … WITH dictionary, …`, or `REPLACE`.
    fn mapping(&mut self, replace: bool) -> Result<MappingChange> {
        let tokens = self.tokens()?;
        if replace && self.at_keyword("REPLACE") {
            return self.exchange(tokens);
        }
        self.expect("WITH")?;
        Ok(MappingChange::Set { replace, tokens, dictionaries: self.list(Cursor::qualified_name)? })
    }

    fn exchange(&mut self, tokens: Vec<Name>) -> Result<MappingChange> {
        self.expect("REPLACE")?;
        let old = self.qualified_name()?;
        self.expect("WITH")?;
        Ok(MappingChange::Exchange { tokens, old, new: self.qualified_name()? })
    }
}
