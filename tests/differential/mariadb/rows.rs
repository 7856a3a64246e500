//! Rows of a table.

use super::names::quoted;
use super::scene::Column;
use super::writer::Writer;

impl Writer<'_> {
    /// `(columns) VALUES (…)` of the relation.
    pub fn row_values(&mut self) -> String {
        let columns = self.written_columns();
        let count = 1 + self.random.below(3);
        let rows: Vec<String> = (0..count).map(|_| self.one_row(&columns)).collect();
        let names: Vec<String> = columns.iter().map(|column| quoted(&column.name)).collect();
        let is_whole = columns.len() == self.columns().len();
        let list = if is_whole && self.random.percent(25) { String::new() } else { format!("({}) ", names.join(", ")) };
        format!("{list}VALUES {}", rows.join(", "))
    }

    fn one_row(&mut self, columns: &[Column]) -> String {
        let mut values: Vec<String> = columns.iter().map(|column| self.cell(column)).collect();
        if self.random.percent(2) {
            values.push("1".to_owned());
        }
        format!("({})", values.join(", "))
    }

    /// `SET column = …`.
    pub fn row_set(&mut self) -> String {
        let columns = self.written_columns();
        let cells: Vec<String> =
            columns.iter().map(|column| format!("{} = {}", quoted(&column.name), self.cell(column))).collect();
        format!("SET {}", cells.join(", "))
    }

    fn cell(&mut self, column: &Column) -> String {
        if self.random.percent(6) {
            return "DEFAULT".to_owned();
        }
        self.column = Some(column.clone());
        let (relation, draft) = (self.relation.take(), std::mem::take(&mut self.draft));
        let cell = if self.random.percent(12) { self.fitting() } else { self.value() };
        (self.relation, self.draft) = (relation, draft);
        cell
    }

    /// Most of the columns, seldom those that are computed.
    fn written_columns(&mut self) -> Vec<Column> {
        let all = self.columns();
        let keeps_all = self.random.percent(60);
        let mut kept: Vec<Column> = Vec::new();
        for column in all {
            if if column.is_generated { self.random.percent(3) } else { keeps_all || self.random.percent(70) } {
                kept.push(column);
            }
        }
        if self.random.percent(2) {
            let again = kept.first().cloned();
            kept.extend(again);
        }
        kept
    }
}
