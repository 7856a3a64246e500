//! Columns as they are written made into columns.

use super::Session;
use super::draft::{DraftColumn, Pending};
use super::type_name::complete;
use crate::mysql::ast::{
    Call, ColumnDefinition, ColumnName, ColumnOption, DataType, Expr, ExprKind, IndexKind, Literal, Name, ObjectName,
};
use crate::mysql::catalog::{Column, ColumnType, DefaultValue, GeneratedColumn, Written, identifier};
use crate::mysql::charset::{self, CharsetPair};
use crate::mysql::error::failure;
use crate::run::Refusal;
use crate::source::Span;
use smol_str::{SmolStr, format_smolstr};
use std::sync::Arc;

impl Session {
    /// What a column's own words tell, with the errors that the server finds before it looks for the table.
    pub(super) fn read_column(&self, written: &ColumnDefinition) -> Result<DraftColumn, Refusal> {
        let name = &written.name.text;
        let column_type = complete(&self.profile, name, &written.type_name)?;
        let pending = self.pending(written)?;
        let generated = written.generated.as_ref().map(|generated| GeneratedColumn {
            expr: self.written(generated.expr.span, &generated.expr),
            stored: generated.stored,
        });
        let mut draft = DraftColumn {
            column: Column {
                name: name.clone(),
                column_type,
                nullable: true,
                default: None,
                on_update: None,
                auto_increment: false,
                generated,
                comment: SmolStr::default(),
                invisible: false,
                check: None,
                attributes: Vec::new(),
            },
            old: None,
            pending: Some(pending),
            keys: Vec::new(),
            references: None,
        };
        read_serial(written, &mut draft);
        for option in &written.options {
            self.read_option(option, &mut draft)?;
        }
        if self.profile.is_mariadb() && written.type_name.data_type == DataType::Json && draft.column.check.is_none() {
            draft.column.check = Some(json_valid(name));
        }
        self.check_column(&draft)?;
        Ok(draft)
    }

    fn pending(&self, written: &ColumnDefinition) -> Result<Pending, Refusal> {
        let type_name = &written.type_name;
        let json = self.profile.is_mariadb() && type_name.data_type == DataType::Json;
        let charset = match &type_name.charset {
            Some(name) if name.text.eq_ignore_ascii_case("default") => None,
            Some(name) => Some(CharsetPair::of(&self.profile, charset::charset(&self.profile, &name.text)?)),
            None if json => Some(CharsetPair { charset: "utf8mb4".into(), collation: "utf8mb4_bin".into() }),
            None => None,
        };
        let collation = type_name.collation.as_ref().map(|name| name.text.clone());
        Ok(Pending { charset, collation, binary: type_name.binary, default: None, default_dropped: false, null: false })
    }

    fn read_option(&self, option: &ColumnOption, draft: &mut DraftColumn) -> Result<(), Refusal> {
        let column = &mut draft.column;
        let Some(pending) = &mut draft.pending else { return Ok(()) };
        match option {
            ColumnOption::Null => (column.nullable, pending.null) = (true, true),
            ColumnOption::NotNull => (column.nullable, pending.null) = (false, false),
            ColumnOption::Default(expr, span) => pending.default = Some((expr.clone(), *span)),
            ColumnOption::OnUpdate(expr) => column.on_update = Some(self.on_update(column, expr)?),
            ColumnOption::AutoIncrement => column.auto_increment = true,
            ColumnOption::Unique => draft.keys.push(IndexKind::Unique),
            ColumnOption::PrimaryKey => draft.keys.push(IndexKind::Primary),
            ColumnOption::Comment(comment) => column.comment = comment.clone(),
            ColumnOption::Collate(name) => pending.collation = Some(name.text.clone()),
            ColumnOption::Check(check) => column.check = Some(self.written(check.expr.span, &check.expr)),
            ColumnOption::References(references) => draft.references = Some(references.clone()),
            ColumnOption::Invisible(invisible) => column.invisible = *invisible,
            ColumnOption::Compressed(_) => column.attributes.push("/*M!100301 COMPRESSED*/".into()),
            ColumnOption::SerialDefaultValue | ColumnOption::Format(_) => {}
            ColumnOption::RowStart => column.attributes.push("GENERATED ALWAYS AS ROW START".into()),
            ColumnOption::RowEnd => column.attributes.push("GENERATED ALWAYS AS ROW END".into()),
            ColumnOption::SystemVersioning(true) => column.attributes.push("WITH SYSTEM VERSIONING".into()),
            ColumnOption::SystemVersioning(false) => column.attributes.push("WITHOUT SYSTEM VERSIONING".into()),
            ColumnOption::Srid(id) if self.profile.is_mariadb() => {
                column.attributes.push(format_smolstr!("REF_SYSTEM_ID={id}"));
            }
            ColumnOption::Srid(id) => column.attributes.push(format_smolstr!("/*!80003 SRID {id} */")),
            ColumnOption::Engine(name, value) => {
                column.attributes.push(format_smolstr!("{}={value}", identifier(&name.text)));
            }
        }
        Ok(())
    }

    /// What the server finds wrong with a column before it looks for the table.
    fn check_column(&self, draft: &DraftColumn) -> Result<(), Refusal> {
        let column = &draft.column;
        let default = draft.pending.as_ref().and_then(|pending| pending.default.as_ref());
        let invalid = || failure("1067", format!("Invalid default value for '{}'", column.name));
        if column.auto_increment && default.is_some() {
            return Err(invalid());
        }
        let null_default = default.is_some_and(|(expr, _)| expr.kind == ExprKind::Literal(Literal::Null));
        if null_default && !column.nullable {
            return Err(invalid());
        }
        let number = column.column_type.data_type.is_integer()
            || matches!(column.column_type.data_type, DataType::Float(_) | DataType::Double(_) | DataType::Serial);
        if column.auto_increment && !number {
            return Err(failure("1063", format!("Incorrect column specifier for column '{}'", column.name)));
        }
        if default.is_some() && !self.profile.is_mariadb() {
            check_mysql_default(column, default.map(|(expr, _)| expr))?;
        }
        Ok(())
    }

    /// What the whole table tells: the character set, and the lengths that hang on it.
    pub(super) fn complete_column(&self, draft: &mut DraftColumn, table: &CharsetPair) -> Result<(), Refusal> {
        let Some(pending) = &draft.pending else { return Ok(()) };
        let column = &mut draft.column;
        if column.column_type.is_text() {
            let pair = self.column_charset(pending, table)?;
            column.column_type.charset = Some(pair.charset);
            column.column_type.collation = Some(pair.collation);
        }
        self.fit(&column.name, &mut column.column_type)?;
        if draft.keys.contains(&IndexKind::Primary) || column.auto_increment {
            column.nullable = false;
        }
        // Labels are looked up at once, other constants are converted at the end.
        match &pending.default {
            Some((expr, span)) if matches!(column.column_type.data_type, DataType::Enum(_) | DataType::Set(_)) => {
                self.column_default(column, expr, *span).map(|_| ())
            }
            _ => Ok(()),
        }
    }

    /// Its default, when its type and its keys are known. `timestamps` counts those before it.
    pub(super) fn complete_default(&self, draft: &mut DraftColumn, timestamps: usize) -> Result<(), Refusal> {
        let Some(pending) = draft.pending.take() else { return Ok(()) };
        if pending.default_dropped {
            return Ok(());
        }
        let column = &mut draft.column;
        if let Some((expr, span)) = &pending.default {
            // `DEFAULT NULL` of a column that its primary key makes `NOT NULL` is none.
            let void = expr.kind == ExprKind::Literal(Literal::Null) && !column.nullable;
            column.default = if void { None } else { Some(self.column_default(column, expr, *span)?) };
        }
        if column.column_type.data_type.is_timestamp() && column.generated.is_none() {
            self.implicit_timestamp(column, &pending, timestamps);
        }
        if column.default.is_none() && has_implicit_null(column) {
            column.default = Some(DefaultValue::Null);
        }
        Ok(())
    }

    fn column_charset(&self, pending: &Pending, table: &CharsetPair) -> Result<CharsetPair, Refusal> {
        let inherited = pending.charset.as_ref().unwrap_or(table);
        let Some(collation) = pending.collation.as_deref().filter(|name| !name.eq_ignore_ascii_case("default")) else {
            return Ok(if pending.binary { inherited.binary_collation() } else { inherited.clone() });
        };
        let pair = charset::collation(&self.profile, collation, &inherited.charset)?;
        match &pending.charset {
            Some(charset) if charset.charset != pair.charset => {
                Err(charset::mismatch(&pair.collation, &charset.charset))
            }
            _ => Ok(pair),
        }
    }

    /// Without `explicit_defaults_for_timestamp`, which is on since MariaDB 10.10 and MySQL 8, the first timestamp is set by itself, and none is NULL.
    fn implicit_timestamp(&self, column: &mut Column, pending: &Pending, timestamps: usize) {
        let first = if self.profile.is_mariadb() { (10, 10) } else { (8, 0) };
        let is_set = self.variables.contains_key("explicit_defaults_for_timestamp");
        let explicit =
            if is_set { self.is_on("explicit_defaults_for_timestamp") } else { self.profile.version >= first };
        if pending.null || explicit {
            return;
        }
        column.nullable = false;
        if column.default.is_some() {
            return;
        }
        if column.on_update.is_none() && timestamps == 0 {
            let now = current_timestamp(&column.column_type);
            column.on_update = column.column_type.data_type.fraction();
            column.default = Some(DefaultValue::Expr(now));
        } else {
            let zeros = column.column_type.data_type.fraction().unwrap_or(0) as usize;
            let point = if zeros > 0 { "." } else { "" };
            column.default =
                Some(DefaultValue::Constant(format_smolstr!("0000-00-00 00:00:00{point}{}", "0".repeat(zeros))));
        }
    }

    /// The digits of `ON UPDATE CURRENT_TIMESTAMP(n)`: the column's, which MySQL wants to see written.
    fn on_update(&self, column: &Column, expr: &Expr) -> Result<u32, Refusal> {
        let invalid = || failure("1294", format!("Invalid ON UPDATE clause for '{}' column", column.name));
        let digits = column.column_type.data_type.fraction().ok_or_else(invalid)?;
        let written = match &expr.kind {
            ExprKind::Call(call) => call.arguments.first(),
            _ => None,
        };
        let given = match written.map(|argument| &argument.kind) {
            Some(ExprKind::Literal(Literal::Integer(given))) => *given,
            _ => 0,
        };
        if self.profile.is_mariadb() || given == u64::from(digits) { Ok(digits) } else { Err(invalid()) }
    }

    /// An expression with its text.
    pub(super) fn written(&self, span: Span, expr: &Expr) -> Written {
        let (start, end) = (span.start as usize, span.end as usize);
        let text = self.text.get(start..end).unwrap_or_default();
        Written { text: text.into(), expr: Arc::new(expr.clone()), base: span.start }
    }
}

impl DataType {
    /// `TIMESTAMP`.
    pub(super) fn is_timestamp(&self) -> bool {
        matches!(self, Self::Timestamp(_))
    }

    /// The digits behind the second of types that can be the current time.
    pub(super) fn fraction(&self) -> Option<u32> {
        match self {
            Self::Timestamp(digits) | Self::DateTime(digits) => Some(digits.unwrap_or(0)),
            _ => None,
        }
    }
}

/// MariaDB's check of a JSON column.
fn json_valid(column: &SmolStr) -> Written {
    let text = format!("json_valid({})", identifier(column));
    let name = Span::new(0, 10);
    let inner = Span::new(11, text.len() - 1);
    let argument = ColumnName { database: None, table: None, column: Name { text: column.clone(), span: inner } };
    let argument = Expr { kind: ExprKind::Column(argument), span: inner };
    let call = plain_call(Name { text: "json_valid".into(), span: name }, vec![argument]);
    let expr = Expr { kind: ExprKind::Call(call), span: Span::new(0, text.len()) };
    Written { text: text.into(), expr: Arc::new(expr), base: 0 }
}

fn current_timestamp(column_type: &ColumnType) -> Written {
    let digits = column_type.data_type.fraction().filter(|digits| *digits > 0);
    let text = digits.map_or_else(|| "current_timestamp()".to_owned(), |digits| format!("current_timestamp({digits})"));
    let inner = Span::new(18, text.len() - 1);
    let argument = digits.map(|digits| Expr { kind: ExprKind::Literal(Literal::Integer(digits.into())), span: inner });
    let name = Name { text: "current_timestamp".into(), span: Span::new(0, 17) };
    let call = plain_call(name, argument.into_iter().collect());
    let expr = Expr { kind: ExprKind::Call(call), span: Span::new(0, text.len()) };
    Written { text: text.into(), expr: Arc::new(expr), base: 0 }
}

fn plain_call(name: Name, arguments: Vec<Expr>) -> Call {
    Call {
        name: ObjectName { database: None, name },
        arguments,
        star: false,
        distinct: false,
        order: Vec::new(),
        separator: None,
        limit: None,
        over: None,
    }
}

/// `SERIAL` and `SERIAL DEFAULT VALUE` are `NOT NULL AUTO_INCREMENT UNIQUE`.
fn read_serial(written: &ColumnDefinition, draft: &mut DraftColumn) {
    let serial_default = written.options.contains(&ColumnOption::SerialDefaultValue);
    if written.type_name.data_type == DataType::Serial || serial_default {
        draft.column.nullable = false;
        draft.column.auto_increment = true;
        draft.keys.push(IndexKind::Unique);
    }
}

/// MySQL wants an expression for the types that have no constant default.
fn check_mysql_default(column: &Column, default: Option<&Expr>) -> Result<(), Refusal> {
    let constant =
        default.is_some_and(|expr| matches!(&expr.kind, ExprKind::Literal(literal) if *literal != Literal::Null));
    if constant && column.column_type.data_type.is_blob() {
        let message = format!("BLOB, TEXT, GEOMETRY or JSON column '{}' can't have a default value", column.name);
        return Err(failure("1101", message));
    }
    Ok(())
}

/// A column that may be NULL and says nothing of a default has `DEFAULT NULL`.
pub(super) fn has_implicit_null(column: &Column) -> bool {
    let row_end = column.attributes.iter().any(|it| it.starts_with("GENERATED"));
    column.nullable && column.generated.is_none() && !column.auto_increment && !row_end
}
