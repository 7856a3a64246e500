//! Types of columns: complete, and as the server prints them.

use super::quote::string;
use crate::mysql::ast::DataType;
use smol_str::SmolStr;
use std::fmt::{self, Display, Formatter};

/// The type of a column, complete: lengths and character sets that were not written are the server's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnType {
    /// The type; `SERIAL`, `TEXT(n)` and MariaDB's `JSON` are already what they stand for.
    pub data_type: DataType,
    /// `UNSIGNED`.
    pub unsigned: bool,
    /// `ZEROFILL`.
    pub zerofill: bool,
    /// The character set of a type of characters.
    pub charset: Option<SmolStr>,
    /// Its collation.
    pub collation: Option<SmolStr>,
}

impl ColumnType {
    /// Upper and lower case are different characters in it.
    pub fn case_counts(&self) -> bool {
        self.collation.as_deref().is_some_and(|it| it.ends_with("_bin") || it.ends_with("_cs") || it == "binary")
    }

    /// It is a type of characters: it has a character set.
    pub fn is_text(&self) -> bool {
        self.data_type.is_character()
    }
}

impl DataType {
    /// Types of characters, which have a character set.
    pub fn is_character(&self) -> bool {
        use DataType::{Char, Enum, LongText, MediumText, Set, Text, TinyText, Varchar};
        matches!(self, Char(_) | Varchar(_) | TinyText | Text(_) | MediumText | LongText | Enum(_) | Set(_))
    }

    /// `TEXT`, `BLOB` and their sizes; JSON and geometries, which are stored as such.
    pub fn is_blob(&self) -> bool {
        self.is_text_blob()
            || self.is_spatial()
            || matches!(self, Self::TinyBlob | Self::Blob(_) | Self::MediumBlob | Self::LongBlob | Self::Json)
    }

    /// `TEXT` and its sizes.
    pub fn is_text_blob(&self) -> bool {
        matches!(self, Self::TinyText | Self::Text(_) | Self::MediumText | Self::LongText)
    }

    /// Geometries.
    pub fn is_spatial(&self) -> bool {
        use DataType::{
            Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon,
        };
        matches!(
            self,
            Geometry | GeometryCollection | LineString | MultiLineString | MultiPoint | MultiPolygon | Point | Polygon
        )
    }

    /// `TINYINT` to `BIGINT`.
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::TinyInt(_) | Self::SmallInt(_) | Self::MediumInt(_) | Self::Int(_) | Self::BigInt(_))
    }

    /// Numbers, which print without quotes.
    pub fn is_number(&self) -> bool {
        self.is_integer() || matches!(self, Self::Decimal(_) | Self::Float(_) | Self::Double(_) | Self::Year(_))
    }

    /// The word that the server prints.
    pub fn word(&self) -> &'static str {
        match self {
            Self::TinyInt(_) => "tinyint",
            Self::SmallInt(_) => "smallint",
            Self::MediumInt(_) => "mediumint",
            Self::Int(_) => "int",
            Self::BigInt(_) | Self::Serial => "bigint",
            Self::Decimal(_) => "decimal",
            Self::Float(_) => "float",
            Self::Double(_) => "double",
            Self::Bit(_) => "bit",
            Self::Char(_) => "char",
            Self::Varchar(_) => "varchar",
            Self::Binary(_) => "binary",
            Self::Varbinary(_) => "varbinary",
            Self::TinyText => "tinytext",
            Self::Text(_) => "text",
            Self::MediumText => "mediumtext",
            Self::LongText => "longtext",
            Self::TinyBlob => "tinyblob",
            Self::Blob(_) => "blob",
            Self::MediumBlob => "mediumblob",
            Self::LongBlob => "longblob",
            Self::Enum(_) => "enum",
            Self::Set(_) => "set",
            _ => self.word_without_length(),
        }
    }

    fn word_without_length(&self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time(_) => "time",
            Self::DateTime(_) => "datetime",
            Self::Timestamp(_) => "timestamp",
            Self::Year(_) => "year",
            Self::Json => "json",
            Self::Uuid => "uuid",
            Self::Inet4 => "inet4",
            Self::Inet6 => "inet6",
            Self::Point => "point",
            Self::LineString => "linestring",
            Self::Polygon => "polygon",
            Self::MultiPoint => "multipoint",
            Self::MultiLineString => "multilinestring",
            Self::MultiPolygon => "multipolygon",
            Self::GeometryCollection => "geometrycollection",
            _ => "geometry",
        }
    }

    /// What the server prints in brackets behind the word.
    fn length(&self) -> Option<String> {
        match self {
            Self::TinyInt(n) | Self::SmallInt(n) | Self::MediumInt(n) | Self::Int(n) | Self::BigInt(n) => {
                n.map(|n| n.to_string())
            }
            Self::Bit(n) | Self::Char(n) | Self::Binary(n) | Self::Year(n) => n.map(|n| n.to_string()),
            Self::Varchar(n) | Self::Varbinary(n) => Some(n.to_string()),
            // Digits behind the second are only printed where there are some.
            Self::Time(n) | Self::DateTime(n) | Self::Timestamp(n) => n.filter(|n| *n > 0).map(|n| n.to_string()),
            Self::Decimal(Some((digits, Some(scale)))) | Self::Float(Some((digits, Some(scale)))) => {
                Some(format!("{digits},{scale}"))
            }
            Self::Double(Some((digits, scale))) => Some(format!("{digits},{scale}")),
            Self::Enum(labels) | Self::Set(labels) => {
                let quoted: Vec<String> = labels.iter().map(|label| string(label)).collect();
                Some(quoted.join(","))
            }
            _ => None,
        }
    }
}

/// `int(10) unsigned`, as `COLUMN_TYPE` has it: without the character set.
impl Display for ColumnType {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.data_type.word())?;
        if let Some(length) = self.data_type.length() {
            write!(f, "({length})")?;
        }
        f.write_str(if self.unsigned { " unsigned" } else { "" })?;
        f.write_str(if self.zerofill { " zerofill" } else { "" })
    }
}
