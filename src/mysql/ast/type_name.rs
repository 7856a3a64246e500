//! Types as they are written.

use super::name::Name;
use crate::source::Span;
use smol_str::SmolStr;

/// A type with everything that belongs to it, e.g. `varchar(20) CHARACTER SET latin1 COLLATE latin1_bin`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeName {
    /// The type itself.
    pub data_type: DataType,
    /// `UNSIGNED`.
    pub unsigned: bool,
    /// `ZEROFILL`.
    pub zerofill: bool,
    /// `CHARACTER SET`, also of `NATIONAL`, `ASCII`, `UNICODE` and `BYTE`.
    pub charset: Option<Name>,
    /// `COLLATE`.
    pub collation: Option<Name>,
    /// `BINARY` behind a type of characters: the binary collation of its character set.
    pub binary: bool,
    /// Where it stands.
    pub span: Span,
}

/// A type; synonyms (`INTEGER`, `BOOL`, `NUMERIC`, `LONG VARCHAR` …) are already the type they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the types")]
pub enum DataType {
    /// The display width, where one is given; `BOOL` is `TinyInt(Some(1))`.
    TinyInt(Option<u32>),
    SmallInt(Option<u32>),
    MediumInt(Option<u32>),
    Int(Option<u32>),
    BigInt(Option<u32>),
    /// Digits, and digits behind the point.
    Decimal(Option<(u32, Option<u32>)>),
    /// One number is a precision in bits.
    Float(Option<(u32, Option<u32>)>),
    Double(Option<(u32, u32)>),
    Bit(Option<u32>),
    Char(Option<u32>),
    Varchar(u32),
    Binary(Option<u32>),
    Varbinary(u32),
    TinyText,
    /// `TEXT(n)` becomes the smallest type that holds `n` characters.
    Text(Option<u32>),
    MediumText,
    LongText,
    TinyBlob,
    Blob(Option<u32>),
    MediumBlob,
    LongBlob,
    Enum(Vec<SmolStr>),
    Set(Vec<SmolStr>),
    Date,
    /// Digits behind the second.
    Time(Option<u32>),
    DateTime(Option<u32>),
    Timestamp(Option<u32>),
    Year(Option<u32>),
    Json,
    Uuid,
    Inet4,
    Inet6,
    Geometry,
    Point,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
    GeometryCollection,
    /// `SERIAL`: `BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE`.
    Serial,
}
