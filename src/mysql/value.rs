//! Values.

#[path = "value/decimal.rs"]
pub mod decimal;
#[path = "value/float.rs"]
mod float;
#[path = "value/temporal.rs"]
pub mod temporal;

pub use decimal::Decimal;
pub use temporal::{Date, DateTime, Time};

use std::sync::Arc;

/// A value, typed from the start.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `NULL`.
    Null,
    /// A signed integer.
    Int(i64),
    /// An unsigned integer, also of `BIT`.
    UInt(u64),
    /// A decimal.
    Decimal(Arc<Decimal>),
    /// A double.
    Double(f64),
    /// A float: a column's only; what is computed with it is a double.
    Float(f32),
    /// Characters.
    Text(Arc<str>),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// A value of an `ENUM` or a `SET` column.
    Label(Arc<Label>),
    /// `YEAR`; `0000` is 0.
    Year(u16),
    /// `DATE`.
    Date(Date),
    /// `TIME`.
    Time(Time),
    /// `DATETIME`, `TIMESTAMP`.
    DateTime(DateTime),
    /// What only the server that runs the baseline can compute.
    Deferred(Arc<Deferred>),
    /// Not known, and why.
    Unknown(Arc<str>),
}

/// A value of an `ENUM` (its number from 1; 0 is the empty string of an error) or a `SET` (the bits of its labels).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The number.
    pub number: u64,
    /// The text.
    pub text: Arc<str>,
}

/// A value that only the server that runs the baseline can compute. It is never NULL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deferred {
    /// The expression.
    pub text: Arc<str>,
    /// Cells with the same number hold one value that was drawn once (`UUID()`, `RAND()`); the clock has none: every cell may read it anew.
    pub draw: Option<u64>,
    /// The other values that were drawn for it, where it is computed from several.
    pub others: Vec<u64>,
}

impl Deferred {
    /// All that was drawn for it.
    pub fn draws(&self) -> impl Iterator<Item = u64> {
        self.draw.into_iter().chain(self.others.iter().copied())
    }
}

impl Value {
    /// Characters.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// Bytes.
    pub fn bytes(bytes: impl Into<Arc<[u8]>>) -> Self {
        Self::Bytes(bytes.into())
    }

    /// A decimal.
    pub fn decimal(decimal: Decimal) -> Self {
        Self::Decimal(Arc::new(decimal))
    }

    /// Not known, and why.
    pub fn unknown(reason: impl Into<Arc<str>>) -> Self {
        Self::Unknown(reason.into())
    }

    /// The clock's value.
    pub fn clock(expression: impl Into<Arc<str>>) -> Self {
        Self::Deferred(Arc::new(Deferred { text: expression.into(), draw: None, others: Vec::new() }))
    }

    /// `1` or `0`.
    pub fn truth(truth: bool) -> Self {
        Self::Int(i64::from(truth))
    }

    /// It is `NULL` for certain.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The model has it.
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Deferred(_) | Self::Unknown(_))
    }

    /// Why the model does not have it.
    pub fn why_not_known(&self) -> Option<String> {
        match self {
            Self::Deferred(deferred) => Some(format!("only the server can compute {}", deferred.text)),
            Self::Unknown(reason) => Some(reason.to_string()),
            _ => None,
        }
    }

    /// The characters that the server shows; none of `NULL`, of bytes that are no UTF-8, and of what is not known.
    pub fn to_text(&self) -> Option<Arc<str>> {
        Some(match self {
            Self::Null | Self::Deferred(_) | Self::Unknown(_) => return None,
            Self::Text(text) => Arc::clone(text),
            Self::Label(label) => Arc::clone(&label.text),
            Self::Bytes(bytes) => std::str::from_utf8(bytes).ok()?.into(),
            Self::Int(value) => value.to_string().into(),
            Self::UInt(value) => value.to_string().into(),
            Self::Decimal(decimal) => decimal.to_string().into(),
            Self::Double(value) => float::format_double(*value).into(),
            Self::Float(value) => float::format_float(*value).into(),
            Self::Year(year) => format!("{year:04}").into(),
            Self::Date(date) => date.to_string().into(),
            Self::Time(time) => time.to_string().into(),
            Self::DateTime(moment) => moment.to_string().into(),
        })
    }

    /// The bytes that the server sends; none of `NULL` and of what is not known.
    pub fn to_bytes(&self) -> Option<Arc<[u8]>> {
        match self {
            Self::Bytes(bytes) => Some(Arc::clone(bytes)),
            other => other.to_text().map(|text| text.as_bytes().into()),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}
