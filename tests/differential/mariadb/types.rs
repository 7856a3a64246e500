//! Types, and values that fit them, and some that do not.

use super::scene::Column;
use super::writer::Writer;
use crate::grammar::Author;

/// What values a type has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Integer,
    Decimal,
    Float,
    Bit,
    Text,
    Binary,
    Date,
    DateTime,
    Time,
    Year,
    Enum,
    Set,
    Json,
    Uuid,
    Inet6,
    Geometry,
}

const TYPES: &[&str] = &[
    "int",
    "int",
    "int",
    "varchar(20)",
    "varchar(20)",
    "bigint",
    "smallint",
    "tinyint",
    "mediumint",
    "int unsigned",
    "bigint unsigned",
    "tinyint(1)",
    "tinyint unsigned",
    "int(11)",
    "int(5) zerofill",
    "boolean",
    "decimal(10,2)",
    "decimal(5)",
    "decimal",
    "numeric(8,3) unsigned",
    "float",
    "double",
    "float(7,3)",
    "double unsigned",
    "bit(8)",
    "bit",
    "varchar(5)",
    "varchar(255)",
    "char(3)",
    "char",
    "text",
    "tinytext",
    "mediumtext",
    "longtext",
    "text(100)",
    "varchar(20) character set latin1",
    "varchar(30) collate utf8mb4_bin",
    "varchar(30) character set utf8mb3 collate utf8mb3_unicode_ci",
    "char(5) binary",
    "national varchar(10)",
    "varchar(10) character set ascii",
    "binary(4)",
    "varbinary(10)",
    "blob",
    "tinyblob",
    "date",
    "date",
    "datetime",
    "datetime(3)",
    "timestamp",
    "timestamp(6) NULL",
    "time",
    "time(2)",
    "year",
    "enum('a','b','c')",
    "enum('low','Mid','HIGH')",
    "set('x','y','z')",
    "json",
    "uuid",
    "inet6",
    "point",
    "serial",
];

/// Types that are refused, or that many keys and defaults are refused for.
const STRANGE: &[&str] = &[
    "varchar(70000)",
    "char(300)",
    "decimal(70,2)",
    "decimal(5,7)",
    "decimal(60,40)",
    "float(300,5)",
    "bit(70)",
    "datetime(9)",
    "enum('a','a')",
    "set('a,b')",
    "varchar",
    "money",
    "varchar(800)",
    "varchar(10) character set klingon",
    "varchar(10) collate latin1_bin",
    "varchar(10) character set latin1 collate utf8mb4_bin",
    "int collate utf8mb4_bin",
    "year(3)",
    "int unsigned signed",
    "text character set utf16",
];

impl Family {
    /// The family of a type as it is written.
    pub fn of(type_text: &str) -> Self {
        let word: String = type_text.to_ascii_lowercase().chars().take_while(char::is_ascii_alphanumeric).collect();
        match word.as_str() {
            "int" | "integer" | "bigint" | "smallint" | "tinyint" | "mediumint" | "boolean" | "bool" | "serial" => {
                Self::Integer
            }
            "decimal" | "numeric" | "dec" => Self::Decimal,
            "float" | "double" | "real" => Self::Float,
            "bit" => Self::Bit,
            "binary" | "varbinary" | "blob" | "tinyblob" | "mediumblob" | "longblob" => Self::Binary,
            "date" => Self::Date,
            "datetime" | "timestamp" => Self::DateTime,
            "time" => Self::Time,
            "year" => Self::Year,
            "enum" => Self::Enum,
            "set" => Self::Set,
            "json" => Self::Json,
            "uuid" => Self::Uuid,
            "inet6" => Self::Inet6,
            "point" | "geometry" => Self::Geometry,
            _ => Self::Text,
        }
    }

    /// Literals of it, the good ones first.
    fn literals(self) -> &'static [&'static str] {
        match self {
            Self::Integer => &["1", "2", "3", "4", "0", "5", "7", "42", "10"],
            Self::Decimal => &["1.5", "0", "2", "10.00", "99.95", "1e2", "3.333"],
            Self::Float => &["1.5", "0", "2", "0.1", "1e3", "3"],
            Self::Bit => &["b'1'", "1", "0", "b'101'"],
            Self::Text => &["'a'", "'b'", "'c'", "''", "'A'", "'O\\'Brien'", "'1'", "'é'", "'x y'", "'a '"],
            Self::Binary => &["'a'", "x'4142'", "''", "0xFF", "'ab'"],
            Self::Date => &["'2024-01-31'", "'2023-12-01'", "DATE '2024-02-29'", "20240305", "'2024-1-5'"],
            Self::DateTime => {
                &["'2024-01-31 12:30:00'", "'2023-12-01'", "TIMESTAMP '2024-02-29 01:02:03.5'", "20240305"]
            }
            Self::Time => &["'12:30:00'", "'01:02:03.456'", "'-10:00'", "123456", "'838:59:59'"],
            Self::Year => &["2024", "'1999'", "70", "2024", "0"],
            Self::Enum => &["'a'", "'b'", "1", "'low'", "'mid'"],
            Self::Set => &["'x'", "'x,y'", "''", "'z,x'", "3"],
            Self::Json => &["'{\"a\": 1}'", "'[1, 2]'", "'null'", "'\"t\"'", "'{}'"],
            Self::Uuid => &["'123e4567-e89b-12d3-a456-426614174000'", "'00000000-0000-0000-0000-000000000001'"],
            Self::Inet6 => &["'::1'", "'2001:db8::ff00:42:8329'", "'192.168.0.1'"],
            Self::Geometry => &["POINT(1, 2)", "ST_GeomFromText('POINT(3 4)')"],
        }
    }
}

/// Values that few types take.
const WRONG: &[&str] = &[
    "'abc'",
    "-1",
    "300",
    "70000",
    "99999999999",
    "-99999999999999999999",
    "1e400",
    "'a text that is longer than most columns are wide'",
    "'2024-02-30'",
    "'0000-00-00'",
    "'25:61:61'",
    "'12 apples'",
    "'1.5'",
    "x'FFFE'",
    "'日本'",
    "1.999",
    "'{bad'",
];

impl Writer<'_> {
    /// A type for the column being made, which is then the column named last.
    pub fn type_name(&mut self) -> String {
        let pool = if self.random.percent(3) { STRANGE } else { TYPES };
        let text = (*self.random.one(pool).expect("types")).to_owned();
        let column = Column {
            name: std::mem::take(&mut self.new_column),
            family: Family::of(&text),
            type_text: text.clone(),
            is_generated: false,
        };
        if !column.name.is_empty() {
            self.draft.push(column.clone());
        }
        self.column = Some(column);
        text
    }

    /// A value for the column named last.
    pub fn value(&mut self) -> String {
        let Some(column) = self.column.clone() else { return self.expand("$literal") };
        if self.random.percent(7) {
            return (*self.random.one(WRONG).expect("values")).to_owned();
        }
        if self.random.percent(7) {
            return "NULL".to_owned();
        }
        if matches!(column.family, Family::Enum | Family::Set) && self.random.percent(80) {
            return self.label(&column.type_text);
        }
        (*self.random.one(column.family.literals()).expect("literals")).to_owned()
    }

    /// One of the labels of an enumeration.
    fn label(&mut self, type_text: &str) -> String {
        let labels: Vec<&str> = type_text.split('\'').skip(1).step_by(2).collect();
        self.random.one(&labels).map_or_else(|| "'a'".to_owned(), |label| format!("'{label}'"))
    }

    /// An expression for the column named last.
    pub fn fitting(&mut self) -> String {
        let rule = match self.column.as_ref().map(|column| column.family) {
            Some(Family::Integer | Family::Decimal | Family::Float) => "$number",
            Some(Family::Text | Family::Binary) => "$text",
            Some(Family::Date | Family::DateTime) => "$date",
            Some(_) => return self.value(),
            None => "$expression",
        };
        if self.random.percent(50) { self.expand(rule) } else { self.value() }
    }

    /// A column of such a family, or a literal of it.
    pub fn leaf(&mut self, families: &[Family], literal: Family) -> String {
        let columns: Vec<Column> =
            self.columns().into_iter().filter(|column| families.contains(&column.family)).collect();
        match self.random.one(&columns).cloned() {
            Some(column) if self.random.percent(65) => {
                format!("{}{}", self.qualifier, super::names::quoted(&column.name))
            }
            _ => (*self.random.one(literal.literals()).expect("literals")).to_owned(),
        }
    }
}
