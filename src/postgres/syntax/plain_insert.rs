//! `INSERT INTO t (a, b) VALUES …` and nothing more, read from the bytes: most statements of a large script are that.
//!
//! What is not exactly of this form, or wrong in any way, is left to the productions that read everything.

use super::ident::fold;
use super::keywords::{self, Category};
use super::rows;
use super::scan::{self, Lexeme};
use super::split::RawStatement;
use crate::postgres::ast::{Ident, Insert, QualifiedName};
use crate::source::Span;

/// The statement, if it is of this form.
pub(super) fn read(text: &str, raw: &RawStatement, follow: Span) -> Option<Insert> {
    let bytes = &text.as_bytes()[..raw.span.end as usize];
    let mut head = Head { text, bytes, at: raw.span.start as usize };
    head.keyword("INSERT")?;
    head.keyword("INTO")?;
    let table = head.table()?;
    let columns = if head.next()? == b'(' { head.columns()? } else { Vec::new() };
    head.keyword("VALUES")?;
    if rows::skip(bytes, head.at).ok()? != bytes.len() {
        return None;
    }
    let source = rows::read(text, Span::new(head.at, bytes.len()), follow).ok()?;
    Some(Insert {
        with: Vec::new(),
        table,
        alias: None,
        columns,
        overriding: None,
        source,
        on_conflict: None,
        returning: Vec::new(),
    })
}

/// What stands before the rows.
struct Head<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl Head<'_> {
    /// The first byte of the next lexeme, which is not taken.
    fn next(&mut self) -> Option<u8> {
        self.at = scan::skip_blank(self.bytes, self.at).ok()?;
        self.bytes.get(self.at).copied()
    }

    fn lexeme(&mut self) -> Option<(Lexeme, Span)> {
        self.next()?;
        let (lexeme, end) = scan::lexeme(self.bytes, self.at).ok()?;
        let span = Span::new(self.at, end);
        self.at = end;
        Some((lexeme, span))
    }

    fn keyword(&mut self, keyword: &str) -> Option<()> {
        let (lexeme, span) = self.lexeme()?;
        (lexeme == Lexeme::Word && span.slice(self.text).eq_ignore_ascii_case(keyword)).then_some(())
    }

    fn table(&mut self) -> Option<QualifiedName> {
        let mut parts = vec![self.ident()?];
        while self.next()? == b'.' {
            self.at += 1;
            parts.push(self.ident()?);
        }
        Some(QualifiedName { parts })
    }

    fn columns(&mut self) -> Option<Vec<Ident>> {
        let mut columns = Vec::new();
        while matches!(self.next()?, b'(' | b',') && (columns.is_empty() || self.next()? == b',') {
            self.at += 1;
            columns.push(self.ident()?);
        }
        let closed = self.next()? == b')';
        self.at += 1;
        closed.then_some(columns)
    }

    /// A name that may stand anywhere without quotes, or a quoted one.
    fn ident(&mut self) -> Option<Ident> {
        let (lexeme, span) = self.lexeme()?;
        let source = span.slice(self.text);
        let name = fold(source);
        let fits = match lexeme {
            Lexeme::Word => matches!(keywords::category(&name), None | Some(Category::Unreserved)),
            Lexeme::QuotedIdentifier => source.starts_with('"') && !name.is_empty(),
            _ => false,
        };
        fits.then_some(Ident { name, span })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postgres::ast::Statement;
    use crate::postgres::syntax::{Parsed, parse, split};

    fn plain(text: &str) -> Option<Insert> {
        let raw = split(text).into_iter().next().expect("a statement");
        read(text, &raw, Span::new(text.len(), text.len()))
    }

    #[test]
    fn it_reads_what_the_other_productions_read() {
        for text in [
            "INSERT INTO t VALUES (1)",
            "insert /* here */ into s.\"T t\" (a, \"B\"\n, É) values (1, 'x', DEFAULT), (-2, NULL, now())",
        ] {
            let insert = plain(text).expect("is plain");
            let with_more = format!("{text} RETURNING 1");
            let raw = split(&with_more).into_iter().next().expect("a statement");
            let Parsed::Statement(Statement::Insert(other)) = parse(&with_more, &raw) else { panic!("is an INSERT") };
            assert_eq!(Insert { returning: Vec::new(), ..*other }, insert);
        }
    }

    #[test]
    fn it_leaves_the_rest_alone() {
        for text in [
            "INSERT INTO user VALUES (1)",
            "INSERT INTO t (a,, b) VALUES (1)",
            "INSERT INTO t () VALUES (1)",
            "INSERT INTO t (a b) VALUES (1)",
            "INSERT INTO t AS x VALUES (1)",
            "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING",
            "INSERT INTO t VALUES (1",
            "INSERT INTO t SELECT 1",
            "INSERT INTO u&\"t\" VALUES (1)",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
    }
}
