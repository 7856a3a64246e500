//! Views and materialised views.

use crate::postgres::ast::Op;
use crate::postgres::ast::op::{CreateView, Persistence, ViewKind};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// What follows `CREATE [OR REPLACE] [TEMPORARY]`: `[RECURSIVE] VIEW …`.
    pub(super) fn create_view(&mut self, persistence: Persistence, or_replace: bool) -> Result<Op> {
        let recursive = self.keyword("RECURSIVE");
        self.expect("VIEW")?;
        let name = self.qualified_name()?;
        let columns = if recursive || self.kind() == Some(Kind::LeftParen) { self.ident_group()? } else { Vec::new() };
        let options = self.with_parameters()?;
        self.expect("AS")?;
        let mut query = self.rest();
        let check_option = query.trailing_check_option();
        let query = query.query()?;
        Ok(Op::CreateView(Box::new(CreateView {
            kind: ViewKind::View,
            name,
            or_replace,
            if_not_exists: false,
            recursive,
            persistence,
            columns,
            options,
            query,
            check_option,
            with_data: true,
        })))
    }

    /// Cuts `WITH [LOCAL | CASCADED] CHECK OPTION` off the end of this range.
    fn trailing_check_option(&mut self) -> Option<&'static str> {
        const FORMS: [(&[&str], &str); 3] = [
            (&["WITH", "LOCAL", "CHECK", "OPTION"], "local"),
            (&["WITH", "CASCADED", "CHECK", "OPTION"], "cascaded"),
            (&["WITH", "CHECK", "OPTION"], "cascaded"),
        ];
        for (words, option) in FORMS {
            let Some(at) = self.end.checked_sub(words.len()).filter(|at| *at > self.at) else { continue };
            if (Self { at, ..*self }).at_all(words) {
                self.end = at;
                return Some(option);
            }
        }
        None
    }

    /// What follows `CREATE MATERIALIZED VIEW`.
    pub(super) fn create_materialized_view(&mut self) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let name = self.qualified_name()?;
        let columns = if self.kind() == Some(Kind::LeftParen) { self.ident_group()? } else { Vec::new() };
        if self.at_any(&["USING", "TABLESPACE"]) {
            return opaque("a materialised view with an access method or a tablespace");
        }
        let options = self.with_parameters()?;
        if self.at_keyword("TABLESPACE") {
            return opaque("a materialised view with a tablespace");
        }
        self.expect("AS")?;
        let mut query = self.rest();
        let with_data = query.trailing_with_data();
        let query = query.query()?;
        Ok(Op::CreateView(Box::new(CreateView {
            kind: ViewKind::Materialized,
            name,
            or_replace: false,
            if_not_exists,
            recursive: false,
            persistence: Persistence::Permanent,
            columns,
            options,
            query,
            check_option: None,
            with_data,
        })))
    }

    /// What follows `REFRESH MATERIALIZED VIEW`.
    pub(in crate::postgres::syntax) fn refresh_view(&mut self) -> Result<Op> {
        let concurrently = self.keyword("CONCURRENTLY");
        let name = self.qualified_name()?;
        let mut with_data = true;
        if self.keyword("WITH") {
            with_data = !self.keyword("NO");
            self.expect("DATA")?;
        }
        Ok(Op::RefreshView { name, concurrently, with_data })
    }
}
