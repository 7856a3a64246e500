//! Types.

use super::parser::{Parsed, Parser};
use super::token::TokenKind;
use crate::mysql::ast::{DataType, Name, TypeName};
use crate::run::{Failure, Refusal};
use smol_str::SmolStr;

/// Words that are not even types that MariaDB does not know.
const NOT_TYPES: &[&str] = &[
    "COLUMN",
    "CONDITION",
    "CURSOR",
    "DELAYED",
    "EXIT",
    "FOR",
    "FORCE",
    "HIGH_PRIORITY",
    "MASTER_DEMOTE_TO_REPLICA",
    "MASTER_DEMOTE_TO_SLAVE",
    "SQL_CALC_FOUND_ROWS",
    "UNSIGNED",
    "WRITE",
];

/// Words with which MariaDB expects more to come.
const UNFINISHED_TYPES: &[&str] =
    &["CLOB", "FUNCTION", "MEDIUM", "NUMBER", "RAW", "ROW", "SIGNED", "VARCHAR2", "WINDOW"];

/// A type and what its spelling says besides.
#[derive(Debug, Default)]
struct Implied {
    charset: Option<&'static str>,
}

impl Parser<'_> {
    /// A type with its attributes.
    pub(super) fn type_name(&mut self) -> Parsed<TypeName> {
        let start = self.start();
        let (data_type, implied) = self.data_type()?;
        let mut type_name = TypeName {
            data_type,
            unsigned: false,
            zerofill: false,
            charset: implied.charset.map(|name| Name { text: name.into(), span: self.span_from(start) }),
            collation: None,
            binary: false,
            span: self.span_from(start),
        };
        let boolean =
            self.text.as_bytes()[start as usize..].get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"BOOL"));
        if is_numeric(&type_name.data_type) && !boolean {
            self.number_attributes(&mut type_name);
        } else if is_text(&type_name.data_type) {
            self.text_attributes(&mut type_name)?;
        }
        if type_name.data_type == DataType::Json {
            self.json_attributes(&mut type_name)?;
        }
        type_name.span = self.span_from(start);
        Ok(type_name)
    }

    /// One of `SIGNED`, `UNSIGNED`, or `UNSIGNED` and `ZEROFILL` in any order.
    fn number_attributes(&mut self, type_name: &mut TypeName) {
        if !self.mode.is_mariadb() {
            while let Some(word) = self.accept_any(&["UNSIGNED", "SIGNED", "ZEROFILL"]) {
                type_name.unsigned |= word != "SIGNED";
                type_name.zerofill |= word == "ZEROFILL";
            }
            return;
        }
        if self.accept("SIGNED") {
            return;
        }
        type_name.unsigned = self.accept("UNSIGNED");
        type_name.zerofill = self.accept("ZEROFILL");
        type_name.unsigned |= type_name.zerofill;
        self.accept("UNSIGNED");
    }

    fn text_attributes(&mut self, type_name: &mut TypeName) -> Parsed<()> {
        self.charset_words(type_name)?;
        if self.accept("COLLATE") {
            type_name.collation = Some(self.collation_name()?);
        }
        Ok(())
    }

    /// The collation of a type that has no character set of its own.
    fn json_attributes(&mut self, type_name: &mut TypeName) -> Parsed<()> {
        if self.accept("COLLATE") {
            type_name.collation = Some(self.collation_name()?);
        }
        Ok(())
    }

    /// `CHARACTER SET x [BINARY]`, `BINARY [CHARACTER SET x]`, `ASCII`, `UNICODE`, `BYTE`.
    fn charset_words(&mut self, type_name: &mut TypeName) -> Parsed<()> {
        if self.accept("BINARY") {
            type_name.binary = true;
        }
        if let Some(charset) = self.optional_charset()? {
            type_name.charset = Some(charset);
            if self.accept("BINARY") {
                type_name.binary = true;
            }
        }
        Ok(())
    }

    /// `CHARACTER SET x`, `CHARSET x`, `ASCII`, `UNICODE`, `BYTE`.
    pub(super) fn optional_charset(&mut self) -> Parsed<Option<Name>> {
        let start = self.start();
        let word = self.accept_any(&["ASCII", "UNICODE", "BYTE"]);
        if let Some(word) = word {
            let text = match word {
                "ASCII" => "latin1",
                "UNICODE" => "ucs2",
                _ => "binary",
            };
            return Ok(Some(Name { text: text.into(), span: self.span_from(start) }));
        }
        if self.at_any(&["CHARSET", "CHARACTER", "CHAR"]) {
            self.charset_word()?;
            return self.charset_name().map(Some);
        }
        Ok(None)
    }

    /// The name of a character set; `BINARY` is a word that may stand there.
    pub(super) fn charset_name(&mut self) -> Parsed<Name> {
        let known = |name: &Name, mode| super::charset::is_charset(&name.text, mode);
        let name = if self.at("BINARY") { self.take_name() } else { self.name_or_string()? };
        if known(&name, self.mode.product) {
            return Ok(name);
        }
        self.fail("1115", format!("Unknown character set: '{}'", name.text))
    }

    /// `(n)`.
    pub(super) fn optional_length(&mut self) -> Parsed<Option<u32>> {
        if self.at("(") { self.length().map(Some) } else { Ok(None) }
    }

    fn length(&mut self) -> Parsed<u32> {
        self.brackets(Self::unsigned)
    }

    /// A number that fits; those that do not are the largest, which no type takes.
    pub(super) fn unsigned(&mut self) -> Parsed<u32> {
        let token = self.peek();
        if !matches!(token.kind, TokenKind::Integer | TokenKind::Decimal) {
            return self.unexpected();
        }
        self.next();
        let digits = token.text(self.text).split('.').next().unwrap_or_default();
        Ok(digits.parse().unwrap_or(u32::MAX))
    }

    fn optional_precision(&mut self) -> Parsed<Option<(u32, Option<u32>)>> {
        if !self.at("(") {
            return Ok(None);
        }
        self.brackets(|parser| {
            let digits = parser.unsigned()?;
            let scale = if parser.accept(",") { Some(parser.unsigned()?) } else { None };
            Ok(Some((digits, scale)))
        })
    }

    fn data_type(&mut self) -> Parsed<(DataType, Implied)> {
        let token = self.peek();
        if token.kind != TokenKind::Word {
            return self.unknown_type();
        }
        let word = token.text(self.text).to_ascii_uppercase();
        if let Some(charset_type) = self.text_type(&word)? {
            return Ok(charset_type);
        }
        let data_type = match self.number_type(&word)? {
            Some(data_type) => Some(data_type),
            None => self.other_type(&word)?,
        };
        match data_type {
            Some(data_type) => Ok((data_type, Implied::default())),
            None => self.unknown_type(),
        }
    }

    /// MariaDB takes any word for a type, and then does not know it.
    fn unknown_type<T>(&mut self) -> Parsed<T> {
        let is_word = matches!(self.peek().kind, TokenKind::Word | TokenKind::Name);
        if !self.mode.is_mariadb() || !is_word || self.at_any(NOT_TYPES) {
            return self.unexpected();
        }
        if self.at_any(UNFINISHED_TYPES) {
            self.next();
            return self.unexpected();
        }
        let mut name = self.take_name();
        if self.accept(".") {
            name = self.name()?;
        }
        self.optional_precision()?;
        let failure = Failure::new("4161", format!("Unknown data type: '{}'", name.text));
        Err(Refusal::Failed(failure.at(name.span)))
    }

    fn number_type(&mut self, word: &str) -> Parsed<Option<DataType>> {
        let integer: fn(Option<u32>) -> DataType = match word {
            "TINYINT" | "INT1" => DataType::TinyInt,
            "SMALLINT" | "INT2" => DataType::SmallInt,
            "MEDIUMINT" | "INT3" | "MIDDLEINT" => DataType::MediumInt,
            "INT" | "INTEGER" | "INT4" => DataType::Int,
            "BIGINT" | "INT8" => DataType::BigInt,
            "BIT" => DataType::Bit,
            _ => return self.real_type(word),
        };
        self.next();
        Ok(Some(integer(self.optional_length()?)))
    }

    fn real_type(&mut self, word: &str) -> Parsed<Option<DataType>> {
        Ok(Some(match word {
            "BOOL" | "BOOLEAN" => {
                self.next();
                DataType::TinyInt(Some(1))
            }
            "DECIMAL" | "DEC" | "NUMERIC" | "FIXED" | "NUMBER" => {
                if word == "NUMBER" && !self.mode.oracle {
                    return Ok(None);
                }
                self.next();
                DataType::Decimal(self.optional_precision()?)
            }
            "FLOAT" | "FLOAT4" => {
                self.next();
                DataType::Float(self.optional_precision()?)
            }
            "DOUBLE" | "REAL" | "FLOAT8" => {
                self.next();
                if word == "DOUBLE" {
                    self.accept("PRECISION");
                }
                DataType::Double(self.double_precision()?)
            }
            _ => return Ok(None),
        }))
    }

    fn double_precision(&mut self) -> Parsed<Option<(u32, u32)>> {
        if !self.at("(") {
            return Ok(None);
        }
        self.brackets(|parser| {
            let digits = parser.unsigned()?;
            parser.expect(",")?;
            Ok(Some((digits, parser.unsigned()?)))
        })
    }

    /// Types of characters, whose spelling may name a character set.
    fn text_type(&mut self, word: &str) -> Parsed<Option<(DataType, Implied)>> {
        let plain = Implied::default();
        Ok(Some(match word {
            "CHAR" | "CHARACTER" => {
                self.next();
                if self.accept("VARYING") {
                    (DataType::Varchar(self.length()?), plain)
                } else {
                    (DataType::Char(self.optional_length()?), plain)
                }
            }
            "VARCHAR" | "VARCHARACTER" => {
                self.next();
                (DataType::Varchar(self.length()?), plain)
            }
            "NATIONAL" | "NCHAR" | "NVARCHAR" => (self.national_type(word)?, Implied { charset: Some("utf8") }),
            "TINYTEXT" => (self.word_type(DataType::TinyText), plain),
            "MEDIUMTEXT" => (self.word_type(DataType::MediumText), plain),
            "LONGTEXT" => (self.word_type(DataType::LongText), plain),
            "TEXT" => {
                self.next();
                (DataType::Text(self.optional_length()?), plain)
            }
            "LONG" => (self.long_type(), plain),
            "ENUM" | "SET" => (self.enumeration(word)?, plain),
            _ => return Ok(None),
        }))
    }

    fn word_type(&mut self, data_type: DataType) -> DataType {
        self.next();
        data_type
    }

    fn national_type(&mut self, word: &str) -> Parsed<DataType> {
        self.next();
        let varying = match word {
            "NVARCHAR" => true,
            "NCHAR" => self.accept("VARYING") || self.accept_any(&["VARCHAR", "VARCHARACTER"]).is_some(),
            _ => match self.accept_any(&["CHAR", "CHARACTER", "VARCHAR", "VARCHARACTER"]) {
                Some("CHAR" | "CHARACTER") => self.accept("VARYING"),
                Some(_) => true,
                None => return self.unexpected(),
            },
        };
        if varying { Ok(DataType::Varchar(self.length()?)) } else { Ok(DataType::Char(self.optional_length()?)) }
    }

    /// `LONG`, `LONG VARCHAR`, `LONG CHAR VARYING`, `LONG VARBINARY`.
    fn long_type(&mut self) -> DataType {
        self.next();
        if self.accept("VARBINARY") {
            return DataType::MediumBlob;
        }
        let _ = self.accept_any(&["VARCHAR", "VARCHARACTER"]).is_some()
            || self.accept_words(&["CHAR", "VARYING"])
            || self.accept_words(&["CHARACTER", "VARYING"]);
        DataType::MediumText
    }

    fn enumeration(&mut self, word: &str) -> Parsed<DataType> {
        self.next();
        let values = self.bracketed_list(Self::enumeration_value)?;
        Ok(if word == "ENUM" { DataType::Enum(values) } else { DataType::Set(values) })
    }

    /// A string, or the bytes of one.
    fn enumeration_value(&mut self) -> Parsed<SmolStr> {
        match self.peek().kind {
            TokenKind::Hex | TokenKind::Bit => {
                let token = self.next();
                Ok(token.text(self.text).into())
            }
            _ => self.string(),
        }
    }

    fn other_type(&mut self, word: &str) -> Parsed<Option<DataType>> {
        if let Some(data_type) = word_type(word, self.mode.is_mariadb()) {
            self.next();
            if matches!(data_type, DataType::Uuid | DataType::Inet4 | DataType::Inet6) {
                self.optional_precision()?;
            }
            return Ok(Some(data_type));
        }
        let with_digits: fn(Option<u32>) -> DataType = match word {
            "TIME" => DataType::Time,
            "DATETIME" => DataType::DateTime,
            "TIMESTAMP" => DataType::Timestamp,
            "YEAR" => DataType::Year,
            "BINARY" => DataType::Binary,
            "BLOB" => DataType::Blob,
            "VARBINARY" => {
                self.next();
                return Ok(Some(DataType::Varbinary(self.length()?)));
            }
            _ => return Ok(None),
        };
        self.next();
        Ok(Some(with_digits(self.optional_length()?)))
    }
}

/// Types that are one word and nothing else.
fn word_type(word: &str, mariadb: bool) -> Option<DataType> {
    Some(match word {
        "DATE" => DataType::Date,
        "TINYBLOB" => DataType::TinyBlob,
        "MEDIUMBLOB" => DataType::MediumBlob,
        "LONGBLOB" => DataType::LongBlob,
        "JSON" => DataType::Json,
        "UUID" if mariadb => DataType::Uuid,
        "INET4" if mariadb => DataType::Inet4,
        "INET6" if mariadb => DataType::Inet6,
        "GEOMETRY" => DataType::Geometry,
        "POINT" => DataType::Point,
        "LINESTRING" => DataType::LineString,
        "POLYGON" => DataType::Polygon,
        "MULTIPOINT" => DataType::MultiPoint,
        "MULTILINESTRING" => DataType::MultiLineString,
        "MULTIPOLYGON" => DataType::MultiPolygon,
        "GEOMETRYCOLLECTION" => DataType::GeometryCollection,
        "GEOMCOLLECTION" if !mariadb => DataType::GeometryCollection,
        "SERIAL" => DataType::Serial,
        _ => return None,
    })
}

fn is_numeric(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::TinyInt(_)
            | DataType::SmallInt(_)
            | DataType::MediumInt(_)
            | DataType::Int(_)
            | DataType::BigInt(_)
            | DataType::Decimal(_)
            | DataType::Float(_)
            | DataType::Double(_)
    )
}

fn is_text(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Char(_)
            | DataType::Varchar(_)
            | DataType::TinyText
            | DataType::Text(_)
            | DataType::MediumText
            | DataType::LongText
            | DataType::Enum(_)
            | DataType::Set(_)
    )
}
