//! Columns.

use super::column_type::ColumnType;
use crate::mysql::ast::{Expr, ExprKind};
use smol_str::SmolStr;
use std::sync::Arc;

/// An expression as its author wrote it: the bytes are kept, they are what the baseline prints.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The text.
    pub text: Arc<str>,
    /// What it says; its spans are offsets into the text it was parsed from, of which `text` begins at `base`.
    pub expr: Arc<Expr>,
    /// See `expr`.
    pub base: u32,
}

impl Written {
    /// It names no column and calls nothing.
    pub fn is_constant(&self) -> bool {
        let mut constant = true;
        self.expr.for_each(&mut |it| constant &= !matches!(it.kind, ExprKind::Column(_) | ExprKind::Call(_)));
        constant
    }

    /// The columns that it names, in the order in which they are written.
    pub fn columns(&self) -> Vec<SmolStr> {
        let mut names = Vec::new();
        self.expr.for_each(&mut |it| {
            if let ExprKind::Column(name) = &it.kind {
                names.push(name.column.text.clone());
            }
        });
        names
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: SmolStr,
    /// Its type.
    pub column_type: ColumnType,
    /// It may be NULL.
    pub nullable: bool,
    /// `DEFAULT`; `None` is none at all, and a nullable column without one has the implicit `NULL` here.
    pub default: Option<DefaultValue>,
    /// `ON UPDATE CURRENT_TIMESTAMP(n)`: the digits.
    pub on_update: Option<u32>,
    /// `AUTO_INCREMENT`.
    pub auto_increment: bool,
    /// How it is computed.
    pub generated: Option<GeneratedColumn>,
    /// `COMMENT`; empty is none.
    pub comment: SmolStr,
    /// `INVISIBLE`.
    pub invisible: bool,
    /// The check that belongs to it (MariaDB).
    pub check: Option<Written>,
    /// `COMPRESSED`, `COLUMN_FORMAT` and other attributes that are kept as they are written, in the order of `SHOW CREATE TABLE`.
    pub attributes: Vec<SmolStr>,
}

/// The value of a column that is not given one.
#[derive(Debug, Clone, PartialEq)]
pub enum DefaultValue {
    /// `NULL`.
    Null,
    /// A constant, as `SHOW CREATE TABLE` prints it between its quotes.
    Constant(SmolStr),
    /// An expression, `CURRENT_TIMESTAMP` among them.
    Expr(Written),
}

/// How a column is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct GeneratedColumn {
    /// From what.
    pub expr: Written,
    /// It is stored; else computed when read.
    pub stored: bool,
}
