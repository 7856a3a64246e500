//! The rows of `INSERT … VALUES`, read from the bytes: a script may hold millions of them.
//!
//! Constants stay in the source as spans. Only a cell that is more than a constant is handed to `sqlparser`.

use super::cursor::Cursor;
use super::error::{Refusal, Result};
use super::lex;
use super::literal;
use super::scan::{self, Lexeme, Unterminated};
use crate::postgres::ast::{Expr, ExprKind, InsertSource, Literal, LiteralCell, LiteralKind, LiteralRows, Name};
use crate::source::Span;

/// The value of a cell; `None` for `DEFAULT` and for a string that the server refuses.
pub fn cell_expr(text: &str, cell: LiteralCell) -> Option<Expr> {
    let source = cell.span.slice(text);
    let literal = match cell.kind {
        LiteralKind::Default => return None,
        LiteralKind::Null => Literal::Null,
        LiteralKind::Boolean => Literal::Boolean(source.eq_ignore_ascii_case("true")),
        LiteralKind::String => Literal::String(literal::value(source)?),
        LiteralKind::Number => return Some(number(source, cell.span)),
    };
    Some(Expr { kind: ExprKind::Literal(literal), span: cell.span })
}

/// A number with the sign that may stand in front of it.
fn number(source: &str, span: Span) -> Expr {
    let digits = source.trim_start_matches(['-', '+']).trim_start();
    let literal = if digits.bytes().all(|byte| byte.is_ascii_digit()) { Literal::Integer } else { Literal::Decimal };
    let place = Span { start: span.end - Span::new(0, digits.len()).end, end: span.end };
    let value = Expr { kind: ExprKind::Literal(literal(digits.into())), span: place };
    if digits.len() == source.len() {
        return value;
    }
    let operator = Name::new(&source[..1]);
    Expr { kind: ExprKind::Unary { operator, operand: Box::new(value) }, span }
}

/// Where the rows of the first `VALUES` outside all brackets begin and end, if `span` is `INSERT … VALUES …`.
pub(super) fn extent(text: &str, span: Span) -> Option<Span> {
    let (bytes, mut at, mut depth) = (&text.as_bytes()[..span.end as usize], span.start as usize, 0_usize);
    while at < bytes.len() {
        let (lexeme, end) = scan::lexeme(bytes, at).ok()?;
        match lexeme {
            Lexeme::Symbol(b'(') => depth += 1,
            Lexeme::Symbol(b')') => depth = depth.saturating_sub(1),
            Lexeme::Word if depth == 0 => {
                let word = &bytes[at..end];
                if word.eq_ignore_ascii_case(b"DEFAULT") {
                    return None;
                }
                if word.eq_ignore_ascii_case(b"VALUES") {
                    return skip(bytes, end).ok().map(|rows_end| Span::new(end, rows_end));
                }
                if [&b"SELECT"[..], b"WITH", b"TABLE"].iter().any(|keyword| word.eq_ignore_ascii_case(keyword)) {
                    return None;
                }
            }
            _ => {}
        }
        at = end;
    }
    None
}

/// Steps over `(…), (…)`: the offset after the last row.
pub(super) fn skip(bytes: &[u8], start: usize) -> std::result::Result<usize, Unterminated> {
    let mut last = start;
    let mut at = scan::skip_blank(bytes, start)?;
    while bytes.get(at) == Some(&b'(') {
        at = item_end(bytes, at + 1, Stop::Parenthesis)? + 1;
        last = at.min(bytes.len());
        at = scan::skip_blank(bytes, last)?;
        if bytes.get(at) != Some(&b',') {
            break;
        }
        last = at + 1;
        at = scan::skip_blank(bytes, last)?;
    }
    Ok(last)
}

/// What ends an item of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Comma,
    Parenthesis,
}

/// The offset of the comma or closing parenthesis that ends the item at `at`, or the end of the text.
fn item_end(bytes: &[u8], mut at: usize, stop: Stop) -> std::result::Result<usize, Unterminated> {
    let mut depth = 0_usize;
    while at < bytes.len() {
        let (lexeme, end) = scan::lexeme(bytes, at)?;
        match lexeme {
            Lexeme::Symbol(b'(' | b'[') => depth += 1,
            Lexeme::Symbol(b')' | b']') if depth > 0 => depth -= 1,
            Lexeme::Symbol(b')') => return Ok(at),
            Lexeme::Symbol(b',') if depth == 0 && stop == Stop::Comma => return Ok(at),
            _ => {}
        }
        at = end;
    }
    Ok(at)
}

/// Reads the rows in `span`, from after `VALUES`.
pub(super) fn read(text: &str, span: Span, follow: Span) -> Result<InsertSource> {
    let mut reader = Reader { text, bytes: &text.as_bytes()[..span.end as usize], at: span.start as usize, follow };
    let mut rows = Rows { cells: Vec::new(), width: None, exprs: None };
    loop {
        reader.expect(b'(')?;
        reader.row(&mut rows)?;
        reader.blank()?;
        if reader.peek() != Some(b',') {
            break;
        }
        reader.at += 1;
    }
    if reader.at < reader.bytes.len() {
        return Err(reader.unexpected());
    }
    Ok(rows.finish())
}

/// What has been read: constants as long as there is nothing else and all rows are of one width, then expressions.
struct Rows {
    cells: Vec<LiteralCell>,
    width: Option<usize>,
    exprs: Option<Vec<Vec<Option<Expr>>>>,
}

impl Rows {
    fn finish(mut self) -> InsertSource {
        if let Some(rows) = self.exprs {
            return InsertSource::Values(rows);
        }
        self.cells.shrink_to_fit();
        InsertSource::Literals(LiteralRows { width: self.width.unwrap_or(1), cells: self.cells })
    }

    /// Turns the constants before the current row, which begins at cell `start`, into expressions.
    fn spill(&mut self, text: &str, start: usize) {
        if self.exprs.is_none() {
            let width = self.width.unwrap_or(1);
            let rows = self.cells[..start].chunks_exact(width);
            self.exprs = Some(rows.map(|row| row.iter().map(|cell| cell_expr(text, *cell)).collect()).collect());
        }
    }
}

/// The splitter has seen every quote closed, so this cannot be about the server's text.
fn unterminated(error: Unterminated) -> Refusal {
    Refusal::Opaque(error.message().into())
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    follow: Span,
}

impl Reader<'_> {
    fn blank(&mut self) -> Result<()> {
        self.at = scan::skip_blank(self.bytes, self.at).map_err(unterminated)?;
        Ok(())
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn expect(&mut self, symbol: u8) -> Result<()> {
        self.blank()?;
        if self.peek() != Some(symbol) {
            return Err(self.unexpected());
        }
        self.at += 1;
        Ok(())
    }

    /// The server's complaint about what stands here.
    fn unexpected(&self) -> Refusal {
        match scan::lexeme(self.bytes, self.at.min(self.bytes.len().saturating_sub(1))) {
            Ok((_, end)) if self.at < self.bytes.len() => Refusal::unexpected(self.text, Span::new(self.at, end)),
            _ => Refusal::unexpected(self.text, self.follow),
        }
    }

    /// One row, from after its parenthesis to behind the closing one.
    fn row(&mut self, rows: &mut Rows) -> Result<()> {
        let start = rows.cells.len();
        let mut exprs: Option<Vec<Option<Expr>>> = None;
        loop {
            self.blank()?;
            match (self.constant()?, &mut exprs) {
                (Some(cell), None) => rows.cells.push(cell),
                (Some(cell), Some(row)) => row.push(cell_expr(self.text, cell)),
                (None, Some(row)) => row.push(Some(self.expr()?)),
                (None, None) => {
                    let mut row: Vec<_> = rows.cells[start..].iter().map(|cell| cell_expr(self.text, *cell)).collect();
                    row.push(Some(self.expr()?));
                    exprs = Some(row);
                }
            }
            self.blank()?;
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b')') => break,
                _ => return Err(self.unexpected()),
            }
        }
        self.at += 1;
        self.end_row(rows, start, exprs);
        Ok(())
    }

    fn end_row(&self, rows: &mut Rows, start: usize, exprs: Option<Vec<Option<Expr>>>) {
        let width = rows.cells.len() - start;
        if exprs.is_none() && rows.exprs.is_none() && *rows.width.get_or_insert(width) == width {
            return;
        }
        rows.spill(self.text, start);
        let row = exprs.unwrap_or_else(|| rows.cells[start..].iter().map(|cell| cell_expr(self.text, *cell)).collect());
        rows.cells.clear();
        if let Some(all) = &mut rows.exprs {
            all.push(row);
        }
    }

    /// A constant that is the whole cell, or nothing.
    fn constant(&mut self) -> Result<Option<LiteralCell>> {
        let start = self.at;
        let Some((kind, end)) = self.constant_kind() else { return Ok(None) };
        self.at = end;
        self.blank()?;
        if !matches!(self.peek(), Some(b',' | b')')) {
            self.at = start;
            return Ok(None);
        }
        let span = Span::new(start, end);
        // A string whose value cannot be told is read, and refused, as an expression.
        let escaped = kind == LiteralKind::String && !matches!(self.bytes[start], b'\'' | b'$');
        if escaped && literal::unquote(span.slice(self.text)).is_none() {
            self.at = start;
            return Ok(None);
        }
        Ok(Some(LiteralCell { kind, span }))
    }

    fn constant_kind(&self) -> Option<(LiteralKind, usize)> {
        let (bytes, mut at) = (self.bytes, self.at);
        if matches!(bytes.get(at), Some(b'-' | b'+')) {
            at = scan::skip_blank(bytes, at + 1).ok()?;
            let (lexeme, end) = bytes.get(at).and_then(|_| scan::lexeme(bytes, at).ok())?;
            return (lexeme == Lexeme::Number && bytes[at] != b'$').then_some((LiteralKind::Number, end));
        }
        let (lexeme, end) = bytes.get(at).and_then(|_| scan::lexeme(bytes, at).ok())?;
        let word = &bytes[at..end];
        let kind = match lexeme {
            Lexeme::Number if bytes[at] != b'$' => LiteralKind::Number,
            Lexeme::String if !matches!(bytes[at], b'u' | b'U' | b'n' | b'N') => LiteralKind::String,
            Lexeme::Word if word.eq_ignore_ascii_case(b"NULL") => LiteralKind::Null,
            Lexeme::Word if word.eq_ignore_ascii_case(b"DEFAULT") => LiteralKind::Default,
            Lexeme::Word if word.eq_ignore_ascii_case(b"TRUE") || word.eq_ignore_ascii_case(b"FALSE") => {
                LiteralKind::Boolean
            }
            _ => return None,
        };
        Some((kind, end))
    }

    /// The expression that is this cell.
    fn expr(&mut self) -> Result<Expr> {
        let end = item_end(self.bytes, self.at, Stop::Comma).map_err(unterminated)?;
        let follow = if end < self.bytes.len() { Span::new(end, end + 1) } else { self.follow };
        let tokens = lex::tokens(self.text, Span::new(self.at, end), follow)?;
        self.at = end;
        Cursor::new(&tokens).expr()
    }
}
