//! What the history left in the tables, and where the sequences stand.

use super::VerbatimPlace;
use super::printer::Printer;
use super::script::Script;
use super::section::Section;
use crate::postgres::ast::Name;
use crate::postgres::catalog::{Address, ConstraintKind, Contents, Object, ObjectBody, ObjectId};
use std::collections::BTreeSet;

impl Printer<'_> {
    /// Rows, tables in the order of their creation (so that foreign keys find what they refer to), and sequence positions.
    /// Returns the tables whose rows cannot be written, and why.
    pub(super) fn data(&self, script: &mut Script, order: &[ObjectId]) -> Vec<(ObjectId, Name)> {
        let tables = self.rows_order(order);
        let draws = self.draws(&tables);
        for object in tables {
            if let Some(reason) = draws.left_out.get(&object.id) {
                script.section(Section::Data);
                script.line(&format!("\n-- The rows of {} are left out: {reason}", self.name(object.id)));
                continue;
            }
            match self.catalog.contents(object.id) {
                Some(Contents::Known(rows)) if !rows.is_empty() => {
                    script.section(Section::Data);
                    script.group("", self.inserts(object, rows, &draws));
                }
                Some(Contents::Unknown { reason, before }) => {
                    script.section(Section::Data);
                    let name = self.name(object.id);
                    if before.is_empty() {
                        script.line(&format!("\n-- The rows of {name} are not known: {reason}"));
                    } else {
                        let comment = format!("-- The rows of {name} as far as they are known: {reason}\n");
                        script.group(&comment, self.inserts(object, before, &draws));
                    }
                }
                _ => {}
            }
        }
        self.sequence_positions(script, order);
        self.verbatim(script, Section::Data, |place| *place == VerbatimPlace::Rows);
        draws.left_out.into_iter().collect()
    }

    /// The tables so that rows come after those that they refer to, which may be in partitions of the table that a foreign key names.
    pub(super) fn rows_order(&self, order: &[ObjectId]) -> Vec<&Object> {
        let (mut seen, mut tables) = (BTreeSet::new(), Vec::new());
        for id in order {
            self.add_rows_of(*id, &mut seen, &mut tables);
        }
        tables
    }

    fn add_rows_of<'b>(&'b self, id: ObjectId, seen: &mut BTreeSet<ObjectId>, tables: &mut Vec<&'b Object>) {
        let Some(table) = self.catalog.get(id).filter(|object| object.table().is_some()) else { return };
        if !seen.insert(id) {
            return;
        }
        for part in self.catalog.children(id).filter(|part| !self.late.contains(&part.id)) {
            if let ObjectBody::Constraint(constraint) = &part.body
                && let ConstraintKind::ForeignKey(reference) = &constraint.kind
            {
                self.add_partitions_of(reference.table, seen, tables);
            }
        }
        tables.push(table);
    }

    fn add_partitions_of<'b>(&'b self, id: ObjectId, seen: &mut BTreeSet<ObjectId>, tables: &mut Vec<&'b Object>) {
        self.add_rows_of(id, seen, tables);
        for edge in self.catalog.dependents_of(Address::object(id)) {
            let partition = edge.dependent.object;
            let table = self.catalog.get(partition).and_then(|object| object.table());
            if table.is_some_and(|table| table.partition_bound.is_some() && table.parents.contains(&id)) {
                self.add_partitions_of(partition, seen, tables);
            }
        }
    }

    /// The sequences in the order of the script: their own place, or that of the table they are written with.
    fn sequence_positions(&self, script: &mut Script, order: &[ObjectId]) {
        let own = |object: &Object| match &object.body {
            ObjectBody::Sequence(sequence) => self.sequence_position(object, sequence),
            _ => None,
        };
        let folded = |object: &Object| {
            let sequences = self.sequences_of(object).filter(|(sequence, _)| self.is_folded(sequence));
            sequences.filter_map(|(object, sequence)| self.sequence_position(object, sequence)).collect::<Vec<_>>()
        };
        let objects = order.iter().filter_map(|id| self.catalog.get(*id));
        let positions: Vec<_> = objects.flat_map(|object| own(object).into_iter().chain(folded(object))).collect();
        if !positions.is_empty() {
            script.section(Section::Data);
            script.group("", positions);
        }
    }

    /// Tables whose rows are not known, and why.
    pub(super) fn unknown_rows(&self) -> Vec<(ObjectId, Name)> {
        let unknown = |object: &Object| match self.catalog.contents(object.id) {
            Some(Contents::Unknown { reason, .. }) => Some((object.id, reason.clone())),
            _ => None,
        };
        self.catalog.objects().filter_map(unknown).collect()
    }
}
