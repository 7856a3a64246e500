//! Type names, normalised as the server's grammar does it.

use super::cursor::Cursor;
use super::error::{Refusal, Result};
use super::lex::Kind;
use crate::postgres::ast::{Ident, Name, QualifiedName, TypeName};
use crate::source::Span;

const INTERVAL_FIELDS: &[&str] = &["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"];

impl Cursor<'_> {
    /// A type: of a column, a cast, an argument.
    pub(super) fn type_name(&mut self) -> Result<TypeName> {
        let setof = self.keyword("SETOF");
        let start = self.at;
        let (name, modifiers) = self.simple_type()?;
        let of_column = self.column_type(&name);
        let array_dimensions = self.array_bounds()?;
        Ok(TypeName { name, modifiers, array_dimensions, setof, of_column, span: self.span_from(start) })
    }

    /// A type without array bounds: what stands in front of a constant.
    pub(super) fn simple_type(&mut self) -> Result<(QualifiedName, Vec<Name>)> {
        let qualified = self.nth(1).is_some_and(|token| token.kind == Kind::Period);
        if self.kind() == Some(Kind::Word) && !qualified {
            let word = self.text().to_ascii_lowercase();
            let start = self.at;
            if let Some((standard, modifiers)) = self.standard_type(&word)? {
                return Ok((built_in(standard, self.span_from(start)), modifiers));
            }
        }
        let name = self.function_or_type()?;
        let name = self.qualified_by(name)?;
        Ok((name, self.modifiers()?))
    }

    /// The types that have keywords of their own, under the name that the grammar gives them.
    fn standard_type(&mut self, word: &str) -> Result<Option<(&'static str, Vec<Name>)>> {
        let plain = match word {
            "int" | "integer" => "int4",
            "smallint" => "int2",
            "bigint" => "int8",
            "real" => "float4",
            "boolean" => "bool",
            _ => return self.parameterised_type(word),
        };
        self.at += 1;
        Ok(Some((plain, Vec::new())))
    }

    fn parameterised_type(&mut self, word: &str) -> Result<Option<(&'static str, Vec<Name>)>> {
        let start = self.at;
        self.at += 1;
        let found = match word {
            "decimal" | "dec" | "numeric" => ("numeric", self.modifiers()?),
            "float" => (if self.length()?.first().is_some_and(is_single) { "float4" } else { "float8" }, Vec::new()),
            "double" if self.keyword("PRECISION") => ("float8", Vec::new()),
            "bit" if self.keyword("VARYING") => ("varbit", self.modifiers()?),
            "bit" => ("bit", one_unless(self.modifiers()?)),
            "varchar" => ("varchar", self.length()?),
            "character" | "char" | "nchar" => self.character()?,
            "national" => {
                self.expect_any(&["CHARACTER", "CHAR"])?;
                self.character()?
            }
            "timestamp" => self.date_time("timestamp", "timestamptz")?,
            "time" => self.date_time("time", "timetz")?,
            "interval" => ("interval", self.interval_modifiers()?),
            _ => {
                self.at = start;
                return Ok(None);
            }
        };
        Ok(Some(found))
    }

    fn character(&mut self) -> Result<(&'static str, Vec<Name>)> {
        if self.keyword("VARYING") {
            return Ok(("varchar", self.length()?));
        }
        Ok(("bpchar", one_unless(self.length()?)))
    }

    fn date_time(&mut self, plain: &'static str, zoned: &'static str) -> Result<(&'static str, Vec<Name>)> {
        let modifiers = self.length()?;
        let zone = self.all(&["WITH", "TIME"]);
        if zone {
            self.expect("ZONE")?;
        } else if self.keyword("WITHOUT") {
            self.expect_all(&["TIME", "ZONE"])?;
        }
        Ok((if zone { zoned } else { plain }, modifiers))
    }

    /// `year to month`, `second(3)`, `(6)`: what follows `interval`.
    pub(super) fn interval_modifiers(&mut self) -> Result<Vec<Name>> {
        if self.kind() == Some(Kind::LeftParen) {
            return self.length();
        }
        let Some(first) = self.any(INTERVAL_FIELDS) else { return Ok(Vec::new()) };
        let mut last = first;
        let mut fields = first.to_ascii_lowercase();
        if self.keyword("TO") {
            last = self.expect_any(INTERVAL_FIELDS)?;
            fields = format!("{fields} to {}", last.to_ascii_lowercase());
        }
        if last == "SECOND"
            && let Some(precision) = self.length()?.first()
        {
            fields = format!("{fields}({precision})");
        }
        Ok(vec![fields.into()])
    }

    /// `(10)`, as text; nothing where there is none.
    fn length(&mut self) -> Result<Vec<Name>> {
        if !self.symbol(Kind::LeftParen) {
            return Ok(Vec::new());
        }
        let digits = self.text();
        if self.kind() != Some(Kind::Number) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.refuse();
        }
        self.at += 1;
        self.expect_symbol(Kind::RightParen)?;
        Ok(vec![digits.into()])
    }

    /// `(10, 2)`, as text; nothing where there are none. The grammar takes any expressions.
    fn modifiers(&mut self) -> Result<Vec<Name>> {
        if self.kind() != Some(Kind::LeftParen) {
            return Ok(Vec::new());
        }
        self.group_list(|cursor| {
            let end = cursor.find(|at| at.kind() == Some(Kind::Comma));
            if end == cursor.at {
                return cursor.refuse();
            }
            let start = cursor.at;
            if end > start + 1 {
                let last = Cursor { at: end - 1, ..*cursor };
                match (Cursor { end, ..*cursor }).expr() {
                    Err(syntax @ Refusal::Syntax { .. }) => return Err(syntax),
                    Err(Refusal::Opaque(_)) if last.at_any(&["ASC", "DESC"]) => return last.refuse(),
                    _ => {}
                }
            }
            cursor.at = end;
            Ok(cursor.span_from(start).slice(cursor.tokens.text).into())
        })
    }

    /// `%TYPE`.
    fn column_type(&mut self, name: &QualifiedName) -> bool {
        let of_column = name.parts.len() > 1 && self.text() == "%" && self.nth_is(1, "TYPE");
        if of_column {
            self.at += 2;
        }
        of_column
    }

    /// `[]`, `[3][]`, `ARRAY`, `ARRAY[3]`: the number of dimensions.
    fn array_bounds(&mut self) -> Result<u8> {
        if self.keyword("ARRAY") {
            if self.symbol(Kind::LeftBracket) {
                self.integer()?;
                self.expect_symbol(Kind::RightBracket)?;
            }
            return Ok(1);
        }
        let mut dimensions = 0_u8;
        while self.symbol(Kind::LeftBracket) {
            if self.kind() == Some(Kind::Number) {
                self.integer()?;
            }
            self.expect_symbol(Kind::RightBracket)?;
            dimensions = dimensions.saturating_add(1);
        }
        Ok(dimensions)
    }
}

/// `float(1)` to `float(24)` are single precision.
fn is_single(precision: &Name) -> bool {
    precision.parse().is_ok_and(|bits: u32| bits <= 24)
}

fn one_unless(modifiers: Vec<Name>) -> Vec<Name> {
    if modifiers.is_empty() { vec!["1".into()] } else { modifiers }
}

/// A name in `pg_catalog` that stands for the words in `span`.
pub(super) fn built_in(name: &'static str, span: Span) -> QualifiedName {
    let part = |name| Ident { name: Name::new_static(name), span };
    QualifiedName { parts: vec![part("pg_catalog"), part(name)] }
}
