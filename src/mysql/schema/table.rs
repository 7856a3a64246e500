//! Tables and what belongs to them.

use super::type_meaning::meaning;
use super::{Builder, of_part, provenance};
use crate::mysql::ast::{IndexKind, ReferenceAction};
use crate::mysql::catalog::{Column, DefaultValue as Stored, ForeignKey, Key, KeyColumn, Table};
use crate::mysql::emit::table as printed;
use crate::schema::{
    Action, Check, Column as ColumnOf, DefaultValue, Deferral, ForeignKey as ForeignKeyOf, Generated, Index, IndexPart,
    Key as KeyOf, Meaning, PartTarget, Table as Described, TableKind, Type,
};

impl Builder<'_> {
    pub(super) fn table(&self, database: &str, table: &Table) -> Described {
        let kind = if table.partitioning.is_some() { TableKind::Partitioned } else { TableKind::Base };
        let mut described = Described::new(kind, provenance(&table.provenance));
        for column in &table.columns {
            described.columns.insert(column.name.to_string(), self.column(table, column));
        }
        for key in &table.keys {
            add_key(&mut described, table, key);
        }
        described.foreign_keys = table.foreign_keys.iter().map(|key| self.foreign_key(database, table, key)).collect();
        described.checks = checks(table);
        described.comment = (!table.options.comment.is_empty()).then(|| table.options.comment.to_string());
        described.clauses = clauses(table);
        described
    }

    fn column(&self, table: &Table, column: &Column) -> ColumnOf {
        let says_json = column.check.as_ref().is_some_and(|check| is_json(&check.text, &column.name));
        let meaning = if says_json { Meaning::Json } else { meaning(&column.column_type) };
        let collation = column.column_type.collation.as_ref().filter(|own| **own != table.options.collation);
        let generated = column
            .generated
            .as_ref()
            .map(|generated| Generated { expression: generated.expr.text.to_string(), stored: generated.stored });
        ColumnOf {
            name: column.name.to_string(),
            default: self.default(column, &meaning),
            column_type: Type { text: type_text(column), meaning },
            collation: collation.map(ToString::to_string),
            nullable: column.nullable,
            generated,
            on_update: column.on_update.map(|_| "CURRENT_TIMESTAMP".to_owned()),
            comment: (!column.comment.is_empty()).then(|| column.comment.to_string()),
            provenance: of_part(&table.provenance),
        }
    }

    fn default(&self, column: &Column, meaning: &Meaning) -> Option<DefaultValue> {
        if column.auto_increment {
            return Some(DefaultValue::auto_increment("AUTO_INCREMENT"));
        }
        match column.default.as_ref()? {
            Stored::Null => None,
            value => {
                let text = printed::default(value, &column.column_type.data_type);
                DefaultValue::new(&text, self.schema.dialect, meaning)
            }
        }
    }

    fn foreign_key(&self, database: &str, table: &Table, key: &ForeignKey) -> ForeignKeyOf {
        let names = |names: &[smol_str::SmolStr]| names.iter().map(ToString::to_string).collect();
        ForeignKeyOf {
            name: Some(key.name.to_string()),
            columns: names(&key.columns),
            parent: self.label(&key.parent.0, &key.parent.1),
            parent_columns: names(&key.parent_columns),
            on_delete: action(key.on_delete),
            on_update: action(key.on_update),
            deferral: Deferral::Never,
            definition: printed::foreign_key(database, key),
            provenance: of_part(&table.provenance),
        }
    }
}

/// The type and what else belongs to the column and has no place of its own.
fn type_text(column: &Column) -> String {
    let mut text = column.column_type.to_string();
    for attribute in &column.attributes {
        text.push(' ');
        text.push_str(attribute);
    }
    if column.invisible {
        text.push_str(" INVISIBLE");
    }
    text
}

fn add_key(described: &mut Described, table: &Table, key: &Key) {
    let columns = || key.columns.iter().map(|part| part.column.to_string()).collect();
    let definition = printed::key(key);
    let provenance = of_part(&table.provenance);
    if key.kind == IndexKind::Primary {
        described.primary_key = Some(KeyOf { name: None, columns: columns(), definition, provenance });
        return;
    }
    let method = match key.kind {
        IndexKind::FullText => Some("fulltext".to_owned()),
        IndexKind::Spatial => Some("spatial".to_owned()),
        IndexKind::Primary | IndexKind::Unique | IndexKind::Plain => None,
    };
    described.indexes.push(Index {
        name: key.name.to_string(),
        unique: key.kind == IndexKind::Unique,
        parts: key.columns.iter().map(part).collect(),
        predicate: None,
        method,
        implicit: key.generated,
        definition,
        provenance,
    });
}

fn part(part: &KeyColumn) -> IndexPart {
    let target = match &part.expr {
        Some(expression) => PartTarget::Expression(expression.text.to_string()),
        None => PartTarget::Column(part.column.to_string()),
    };
    let options = if part.without_overlaps { "WITHOUT OVERLAPS" } else { "" };
    IndexPart { target, prefix: part.prefix, descending: part.descending, options: options.to_owned() }
}

/// Those of the table and those of its columns.
fn checks(table: &Table) -> Vec<Check> {
    let of_columns = table.columns.iter().filter_map(|column| column.check.as_ref());
    let of_columns = of_columns.map(|check| Check {
        name: None,
        expression: check.text.to_string(),
        definition: format!("CHECK ({})", check.text),
        provenance: of_part(&table.provenance),
    });
    let of_table = table.checks.iter().map(|check| Check {
        name: Some(check.name.to_string()),
        expression: check.expr.text.to_string(),
        definition: printed::check(check),
        provenance: of_part(&table.provenance),
    });
    of_columns.chain(of_table).collect()
}

/// Options and partitions. The next number is no part of the schema.
fn clauses(table: &Table) -> String {
    let mut bare = table.clone();
    bare.next_auto_increment = 0;
    let mut text = printed::options(&bare).trim_start().to_owned();
    for clause in table.clauses.iter().filter(|clause| clause.starts_with("PERIOD")) {
        text.push(' ');
        text.push_str(clause);
    }
    if let Some(partitioning) = &table.partitioning {
        text.push(' ');
        text.push_str(partitioning);
    }
    text
}

/// MariaDB writes `JSON` as a text with a check.
fn is_json(check: &str, column: &str) -> bool {
    let bare: String = check.chars().filter(|c| !c.is_whitespace() && *c != '`').collect();
    bare.eq_ignore_ascii_case(&format!("json_valid({column})"))
}

fn action(action: Option<ReferenceAction>) -> Action {
    match action {
        None | Some(ReferenceAction::Restrict) => Action::Restrict,
        Some(ReferenceAction::NoAction) => Action::NoAction,
        Some(ReferenceAction::Cascade) => Action::Cascade,
        Some(ReferenceAction::SetNull) => Action::SetNull,
        Some(ReferenceAction::SetDefault) => Action::SetDefault,
    }
}
