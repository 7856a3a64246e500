//! The types of expressions, known before anything is computed: what a new table or a view would have for a column.

use super::collation::Collation;
use crate::mysql::ast::DataType;
use crate::mysql::catalog::{Column, ColumnType};
use smol_str::SmolStr;
use std::sync::Arc;

/// What kind of values an expression has.
#[derive(Debug, Clone, PartialEq)]
pub enum Class {
    Null,
    TinyInt,
    SmallInt,
    MediumInt,
    Int,
    BigInt,
    Bit,
    Year,
    Decimal,
    Float,
    Double,
    Date,
    Time,
    DateTime,
    Timestamp,
    Char,
    Varchar,
    Text,
    Binary,
    Varbinary,
    Blob,
    /// `0x0f`: bytes among texts, a number among numbers.
    Hex,
    Enum(Arc<[SmolStr]>),
    Set(Arc<[SmolStr]>),
    /// `UUID`, `INET6`, geometries and others: kept, not computed with.
    Other(Arc<DataType>),
}

/// Whose collation prevails: the lower, the stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coercibility {
    Explicit,
    None,
    Implicit,
    SystemConstant,
    Coercible,
    Numeric,
    Ignorable,
}

/// The type of an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// What kind.
    pub class: Class,
    /// Characters of a text, bytes of a binary string, the display width of a number.
    pub length: u32,
    /// Digits behind the point or the second.
    pub decimals: u32,
    /// It has no sign.
    pub unsigned: bool,
    /// It is shown with zeros before it.
    pub zerofill: bool,
    /// It can be NULL.
    pub nullable: bool,
    /// How its characters compare.
    pub collation: Collation,
    /// How strong that collation is.
    pub coercibility: Coercibility,
}

/// The scale of a double that has no fixed one.
pub const NOT_FIXED: u32 = 39;
const INT_WIDTH: u32 = 11;

impl Type {
    /// A type that has neither a scale nor a sign of its own.
    pub fn of(class: Class, length: u32) -> Self {
        Self {
            class,
            length,
            decimals: 0,
            unsigned: false,
            zerofill: false,
            nullable: false,
            collation: Collation::binary(),
            coercibility: Coercibility::Numeric,
        }
    }

    /// The type of `NULL`.
    pub fn null() -> Self {
        Self { nullable: true, coercibility: Coercibility::Ignorable, ..Self::of(Class::Null, 0) }
    }

    /// `1` and `0`.
    pub fn truth() -> Self {
        Self::of(Class::Int, 1)
    }

    /// An integer of a display width.
    pub fn integer(length: u32) -> Self {
        Self::of(if length >= INT_WIDTH { Class::BigInt } else { Class::Int }, length)
    }

    /// A 64 bit integer.
    pub fn bigint() -> Self {
        Self::of(Class::BigInt, 21)
    }

    /// A decimal of so many digits, of which some stand behind the point.
    pub fn decimal(precision: u32, decimals: u32) -> Self {
        let precision = precision.clamp(1, 65);
        let length = precision + 1 + u32::from(decimals > 0);
        Self { decimals, ..Self::of(Class::Decimal, length) }
    }

    /// A double.
    pub fn double() -> Self {
        Self { decimals: NOT_FIXED, ..Self::of(Class::Double, 23) }
    }

    /// Characters.
    pub fn text(length: u32, collation: Collation, coercibility: Coercibility) -> Self {
        Self { collation, coercibility, decimals: NOT_FIXED, ..Self::of(Class::Varchar, length) }
    }

    /// Bytes.
    pub fn bytes(length: u32) -> Self {
        Self { coercibility: Coercibility::Coercible, decimals: NOT_FIXED, ..Self::of(Class::Varbinary, length) }
    }

    /// A date.
    pub fn date() -> Self {
        Self::of(Class::Date, 10)
    }

    /// A time with so many digits behind the second.
    pub fn time(digits: u32) -> Self {
        Self { decimals: digits, ..Self::of(Class::Time, 10 + digits + u32::from(digits > 0)) }
    }

    /// A moment with so many digits behind the second.
    pub fn datetime(digits: u32) -> Self {
        Self { decimals: digits, ..Self::of(Class::DateTime, 19 + digits + u32::from(digits > 0)) }
    }

    /// The same type, which can be NULL.
    #[must_use]
    pub fn or_null(self) -> Self {
        Self { nullable: true, ..self }
    }

    /// The same type; whether it can be NULL depends on others.
    #[must_use]
    pub fn null_if(self, nullable: bool) -> Self {
        Self { nullable, ..self }
    }

    /// The type of a column.
    pub fn of_column(column: &Column) -> Self {
        Self { nullable: column.nullable, ..Self::of_column_type(&column.column_type) }
    }

    /// The type that is declared.
    pub fn of_column_type(declared: &ColumnType) -> Self {
        let collation = declared.collation.as_deref().map_or_else(Collation::binary, Collation::named);
        let (class, length, decimals) = shape(&declared.data_type);
        let is_text = declared.collation.is_some() || matches!(class, Class::Binary | Class::Varbinary | Class::Blob);
        let signless = u32::from(declared.unsigned && class == Class::Decimal);
        let coercibility = if is_text { Coercibility::Implicit } else { Coercibility::Numeric };
        let length = length - signless;
        let base = Self::of(class, length);
        Self { decimals, unsigned: declared.unsigned, zerofill: declared.zerofill, collation, coercibility, ..base }
    }

    /// It is of characters or bytes.
    pub fn is_string(&self) -> bool {
        use Class::{Binary, Blob, Char, Enum, Hex, Set, Text, Varbinary, Varchar};
        matches!(self.class, Char | Varchar | Text | Binary | Varbinary | Blob | Enum(_) | Set(_) | Hex)
    }

    /// It is an integer.
    pub fn is_integer(&self) -> bool {
        use Class::{BigInt, Bit, Int, MediumInt, SmallInt, TinyInt, Year};
        matches!(self.class, TinyInt | SmallInt | MediumInt | Int | BigInt | Bit | Year)
    }

    /// It is a number.
    pub fn is_number(&self) -> bool {
        self.is_integer() || matches!(self.class, Class::Decimal | Class::Float | Class::Double)
    }

    /// It is a date or a time.
    pub fn is_temporal(&self) -> bool {
        matches!(self.class, Class::Date | Class::Time | Class::DateTime | Class::Timestamp)
    }

    /// Digits of it as a decimal.
    pub fn precision(&self) -> u32 {
        match self.class {
            Class::Decimal => {
                let sign = u32::from(!self.unsigned);
                self.length.saturating_sub(sign + u32::from(self.decimals > 0)).clamp(1, 65)
            }
            Class::Date => 8,
            Class::Time => 7 + self.decimals,
            Class::DateTime | Class::Timestamp => 14 + self.decimals,
            Class::Int | Class::BigInt | Class::TinyInt | Class::SmallInt | Class::MediumInt => {
                self.length.saturating_sub(u32::from(!self.unsigned)).clamp(1, 65)
            }
            _ => self.length.clamp(1, 65),
        }
    }

    /// How many characters it takes at most.
    pub fn characters(&self) -> u32 {
        self.length
    }

    /// What a column of this type would be declared as.
    pub fn to_column_type(&self) -> ColumnType {
        let data_type = self.data_type();
        let is_text = matches!(
            data_type,
            DataType::Char(_)
                | DataType::Varchar(_)
                | DataType::TinyText
                | DataType::Text(_)
                | DataType::MediumText
                | DataType::LongText
                | DataType::Enum(_)
                | DataType::Set(_)
        );
        let collation = is_text.then(|| self.collation.name.clone());
        let charset = is_text.then(|| SmolStr::new(self.collation.charset()));
        let is_number = self.is_number();
        ColumnType {
            data_type,
            unsigned: self.unsigned && is_number,
            zerofill: self.zerofill && is_number,
            charset,
            collation,
        }
    }

    fn data_type(&self) -> DataType {
        let length = Some(self.length);
        match &self.class {
            Class::Null => DataType::Binary(Some(0)),
            Class::TinyInt => DataType::TinyInt(length),
            Class::SmallInt => DataType::SmallInt(length),
            Class::MediumInt => DataType::MediumInt(length),
            Class::Int => DataType::Int(length),
            Class::BigInt => DataType::BigInt(length),
            Class::Bit => DataType::Bit(length),
            Class::Year => DataType::Year(length),
            Class::Decimal => DataType::Decimal(Some((self.precision(), Some(self.decimals)))),
            Class::Float if self.decimals < NOT_FIXED => DataType::Float(Some((self.length, Some(self.decimals)))),
            Class::Float => DataType::Float(None),
            Class::Double if self.decimals < NOT_FIXED => DataType::Double(Some((self.length, self.decimals))),
            Class::Double => DataType::Double(None),
            Class::Date => DataType::Date,
            Class::Time => DataType::Time(Some(self.decimals).filter(|digits| *digits > 0)),
            Class::DateTime => DataType::DateTime(Some(self.decimals).filter(|digits| *digits > 0)),
            Class::Timestamp => DataType::Timestamp(Some(self.decimals).filter(|digits| *digits > 0)),
            Class::Enum(labels) => DataType::Enum(labels.to_vec()),
            Class::Set(labels) => DataType::Set(labels.to_vec()),
            Class::Other(declared) => (**declared).clone(),
            _ => self.string_type(),
        }
    }

    fn string_type(&self) -> DataType {
        let is_binary = self.collation.is_binary();
        match (&self.class, self.length) {
            (_, 0) if !is_binary => DataType::Char(Some(0)),
            (Class::Char, length) if is_binary => DataType::Binary(Some(length)),
            (Class::Char, length) => DataType::Char(Some(length)),
            (Class::Binary, length) => DataType::Binary(Some(length)),
            (Class::Text | Class::Blob, length) => text_type(length, is_binary),
            (_, length) if length > self.widest_varchar() => {
                text_type(length.saturating_mul(self.bytes_per_character()), is_binary)
            }
            (_, length) if is_binary => DataType::Varbinary(length),
            (_, length) => DataType::Varchar(length),
        }
    }

    /// How many bytes a character takes at most.
    pub fn bytes_per_character(&self) -> u32 {
        match self.collation.charset() {
            "utf8mb4" | "utf32" | "utf16" => 4,
            "utf8" | "utf8mb3" => 3,
            "ucs2" => 2,
            _ => 1,
        }
    }

    /// Longer texts become `TEXT`.
    fn widest_varchar(&self) -> u32 {
        if self.collation.is_binary() { 512 } else { 65_535 / self.bytes_per_character() }
    }
}

fn text_type(bytes: u32, is_binary: bool) -> DataType {
    match (bytes, is_binary) {
        (..=0xff, true) => DataType::TinyBlob,
        (..=0xffff, true) => DataType::Blob(None),
        (..=0xff_ffff, true) => DataType::MediumBlob,
        (_, true) => DataType::LongBlob,
        (..=0xff, false) => DataType::TinyText,
        (..=0xffff, false) => DataType::Text(None),
        (..=0xff_ffff, false) => DataType::MediumText,
        (_, false) => DataType::LongText,
    }
}

/// The class, the width and the scale of a declared type.
fn shape(declared: &DataType) -> (Class, u32, u32) {
    match declared {
        DataType::TinyInt(width) => (Class::TinyInt, width.unwrap_or(4), 0),
        DataType::SmallInt(width) => (Class::SmallInt, width.unwrap_or(6), 0),
        DataType::MediumInt(width) => (Class::MediumInt, width.unwrap_or(9), 0),
        DataType::Int(width) => (Class::Int, width.unwrap_or(11), 0),
        DataType::BigInt(width) => (Class::BigInt, width.unwrap_or(20), 0),
        DataType::Serial => (Class::BigInt, 20, 0),
        DataType::Bit(width) => (Class::Bit, width.unwrap_or(1), 0),
        DataType::Year(width) => (Class::Year, width.unwrap_or(4), 0),
        DataType::Decimal(size) => {
            let (precision, scale) = size.map_or((10, 0), |(precision, scale)| (precision, scale.unwrap_or(0)));
            (Class::Decimal, precision + 1 + u32::from(scale > 0), scale)
        }
        DataType::Float(size) => match size {
            Some((precision, Some(scale))) => (Class::Float, *precision, *scale),
            _ => (Class::Float, 12, NOT_FIXED),
        },
        DataType::Double(size) => {
            size.map_or((Class::Double, 22, NOT_FIXED), |(precision, scale)| (Class::Double, precision, scale))
        }
        DataType::Date => (Class::Date, 10, 0),
        DataType::Time(digits) => (Class::Time, 10 + fraction(*digits), digits.unwrap_or(0)),
        DataType::DateTime(digits) => (Class::DateTime, 19 + fraction(*digits), digits.unwrap_or(0)),
        DataType::Timestamp(digits) => (Class::Timestamp, 19 + fraction(*digits), digits.unwrap_or(0)),
        other => string_shape(other),
    }
}

fn fraction(digits: Option<u32>) -> u32 {
    digits.filter(|digits| *digits > 0).map_or(0, |digits| digits + 1)
}

fn string_shape(declared: &DataType) -> (Class, u32, u32) {
    let longest = |labels: &[SmolStr]| labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
    let all =
        |labels: &[SmolStr]| labels.iter().map(|label| label.chars().count() + 1).sum::<usize>().saturating_sub(1);
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let (class, length) = match declared {
        DataType::Char(length) => (Class::Char, length.unwrap_or(1)),
        DataType::Varchar(length) => (Class::Varchar, *length),
        DataType::Binary(length) => (Class::Binary, length.unwrap_or(1)),
        DataType::Varbinary(length) => (Class::Varbinary, *length),
        DataType::TinyText => (Class::Text, 255),
        DataType::Text(_) => (Class::Text, 65_535),
        DataType::MediumText => (Class::Text, 16_777_215),
        DataType::LongText | DataType::Json => (Class::Text, u32::MAX),
        DataType::TinyBlob => (Class::Blob, 255),
        DataType::Blob(_) => (Class::Blob, 65_535),
        DataType::MediumBlob => (Class::Blob, 16_777_215),
        DataType::LongBlob => (Class::Blob, u32::MAX),
        DataType::Enum(labels) => (Class::Enum(labels.as_slice().into()), count(longest(labels))),
        DataType::Set(labels) => (Class::Set(labels.as_slice().into()), count(all(labels))),
        other => (Class::Other(Arc::new(other.clone())), 0),
    };
    (class, length, NOT_FIXED)
}
