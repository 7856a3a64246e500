//! Rows of a table, as `VALUES` and as the data of `COPY`.

use super::names::quoted;
use super::values::Picked;
use super::writer::Writer;
use rebaseline::postgres::catalog::{
    ColumnNumber, ConstraintKind, Contents, Object, ObjectBody, ObjectId, Rows, Value,
};

impl Writer<'_> {
    /// `(columns) VALUES (…)` of the relation.
    pub fn row_values(&mut self) -> String {
        let columns = self.written_columns();
        if columns.is_empty() {
            return "DEFAULT VALUES".into();
        }
        let rows: Vec<String> = (0..self.row_count())
            .map(|_| {
                let values: Vec<String> = columns.iter().map(|column| self.cell(column)).collect();
                format!("({})", values.join(", "))
            })
            .collect();
        format!("({}) VALUES {}", names(&columns), rows.join(", "))
    }

    /// `(columns) FROM stdin`, and the lines.
    pub fn copied(&mut self) -> String {
        let columns = self.written_columns();
        let list = if columns.is_empty() { String::new() } else { format!(" ({})", names(&columns)) };
        let mut text = format!("{list} FROM stdin;\n");
        for _ in 0..self.row_count() {
            let mut fields: Vec<String> = columns.iter().map(|column| field(&self.stored(column))).collect();
            match self.random.below(25) {
                0 => drop(fields.pop()),
                1 => fields.push("more".into()),
                _ => {}
            }
            text.push_str(&fields.join("\t"));
            text.push('\n');
        }
        text + "\\."
    }

    fn row_count(&mut self) -> usize {
        1 + self.random.below(3) * self.random.below(2)
    }

    /// Most of the columns, seldom one that is computed.
    fn written_columns(&mut self) -> Vec<Picked> {
        let kept = if self.random.percent(60) { 100 } else { 60 };
        let generated = self.generated();
        let mut columns = self.columns();
        columns.retain(|column| self.random.percent(if generated.contains(&column.name) { 3 } else { kept }));
        columns
    }

    pub fn generated(&self) -> Vec<String> {
        let Some(relation) = self.relation.and_then(|relation| self.catalog.get(relation)) else { return Vec::new() };
        let column_of = |object: &Object| match &object.body {
            ObjectBody::Default(default) if default.generated.is_some() => relation.column_at(default.column),
            _ => None,
        };
        self.catalog.children(relation.id).filter_map(column_of).map(|column| column.name.to_string()).collect()
    }

    fn cell(&mut self, column: &Picked) -> String {
        if self.random.percent(8) { "DEFAULT".into() } else { self.stored(column) }
    }

    /// A value for a column; mostly one that its foreign key finds, or that its own key does not have yet.
    fn stored(&mut self, column: &Picked) -> String {
        let wanted = self.random.below(1000).to_string();
        let candidates = if self.random.percent(80) { self.key_values(column, wanted) } else { Vec::new() };
        self.random.one(&candidates).cloned().unwrap_or_else(|| self.value(column.type_ref))
    }

    /// What a column that is a key by itself may have: for a foreign key what it refers to has, for another that number.
    fn key_values(&self, column: &Picked, number: String) -> Vec<String> {
        let relation = self.relation.and_then(|relation| self.catalog.get(relation));
        let place = relation.and_then(|relation| relation.column(&column.name)).map(|column| column.number);
        let (Some(relation), Some(place)) = (relation, place) else { return Vec::new() };
        let mut keys = self.catalog.children(relation.id).filter_map(Object::constraint);
        let key = keys.find(|c| c.columns == [place] && !matches!(c.kind, ConstraintKind::Check { .. }));
        match key.map(|constraint| &constraint.kind) {
            Some(ConstraintKind::ForeignKey(key)) => self.values_of(key.table, key.columns[0]),
            Some(_) if self.family(column.type_ref) == "int" => vec![number],
            _ => Vec::new(),
        }
    }

    /// What the rows of a table have in a column.
    fn values_of(&self, table: ObjectId, column: ColumnNumber) -> Vec<String> {
        let rows = self.catalog.contents(table).and_then(Contents::rows);
        let values = rows.into_iter().flat_map(Rows::iter).map(|row| row.value(column).owned());
        let literal = |value: Value| match value {
            Value::Number(text) => Some(text.to_string()),
            Value::Text(text) => Some(format!("'{}'", text.replace('\'', "''"))),
            _ => None,
        };
        values.filter_map(literal).collect()
    }
}

fn names(columns: &[Picked]) -> String {
    columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
}

/// What stands in a line of `COPY` for a literal: the text in its quotes; `\N` for what is no plain literal.
fn field(literal: &str) -> String {
    let unquoted = literal.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    match unquoted {
        Some(text) => text.replace("''", "'").replace('\\', "\\\\"),
        None if literal != "NULL" && literal.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c)) => {
            literal.to_owned()
        }
        None => "\\N".into(),
    }
}
