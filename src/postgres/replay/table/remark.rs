//! The author's comments beside and above columns.

use super::create::TablePlan;
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{CreateTable, TableElement};
use crate::postgres::catalog::ObjectId;
use crate::postgres::replay::session::Session;
use crate::source::Span;

impl Session {
    /// Gives each column of a new table the `--` comment beside it, or the lines of them right above it.
    pub(super) fn set_column_remarks(&mut self, table: ObjectId, create: &CreateTable, plan: &TablePlan) {
        let text = self.text.clone();
        let elements: Vec<Span> = create.elements.iter().map(element_span).collect();
        for column in &plan.columns {
            let Some(span) = column.span else { continue };
            let place = elements.iter().position(|element| *element == span);
            let start = place.and_then(|place| place.checked_sub(1)).map(|before| elements[before]);
            let next = place.and_then(|place| elements.get(place + 1).copied());
            let before = start.map_or(create.body.start, |element| element.end);
            let after = next.map_or(create.body.end, |element| element.start);
            let remark =
                column_remark(&text, Span { start: before, end: span.start }, Span { start: span.end, end: after });
            let number = self.number_of(table, &column.column.name);
            if let (Some(remark), Some(number)) = (remark, number) {
                self.catalog.update(table, |object| {
                    if let Some(column) = object.column_at_mut(number) {
                        column.remark = Some(remark);
                    }
                });
            }
        }
    }
}

fn element_span(element: &TableElement) -> Span {
    match element {
        TableElement::Column(definition) => definition.span,
        TableElement::Constraint(definition) => definition.span,
        TableElement::Like { table, .. } => table.span(),
    }
}

/// The comment of a column between what stands before it and what follows.
fn column_remark(text: &str, before: Span, after: Span) -> Option<Name> {
    let slice = |span: Span| text.get(span.start as usize..span.end as usize).unwrap_or_default();
    let beside = slice(after).lines().next().and_then(comment_text);
    let remark = beside.map(str::to_owned).or_else(|| comment_above(slice(before)))?;
    Some(Name::from(remark))
}

/// The text of a line's `--` comment.
fn comment_text(line: &str) -> Option<&str> {
    let start = line.find("--")?;
    let text = line[start..].trim_start_matches('-').trim();
    (!text.is_empty()).then_some(text)
}

/// The comment lines right above: no other line in between. The first line belongs to the element before.
fn comment_above(text: &str) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().skip(1).collect();
    // What stands before the column on its own line.
    if !text.ends_with('\n') {
        lines.pop();
    }
    let mut above: Vec<&str> = lines
        .iter()
        .rev()
        .map(|line| line.trim())
        .take_while(|line| line.starts_with("--"))
        .filter_map(comment_text)
        .collect();
    above.reverse();
    (!above.is_empty()).then(|| above.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_beside_wins_over_one_above() {
        let text = "(\n  -- who\n  -- it is\n  name text, -- the name\n  age int\n)";
        let column = |name: &str, end: &str| {
            let start = text.find(name).expect("the column is there");
            Span::new(start, start + end.len())
        };
        let name = column("name", "name text");
        let age = column("age", "age int");
        let end = Span::new(text.len() - 1, text.len()).end;
        let beside = column_remark(text, Span { start: 0, end: name.start }, Span { start: name.end, end: age.start });
        assert_eq!(beside.as_deref(), Some("the name"));
        let none = column_remark(text, Span { start: name.end, end: age.start }, Span { start: age.end, end });
        assert_eq!(none, None);
        let above = column_remark(text, Span { start: 0, end: name.start }, Span { start: name.end, end: name.end });
        assert_eq!(above.as_deref(), Some("who\nit is"));
    }
}
