//! What the history left in the tables, and where the sequences stand.

use super::DataMode;
use super::printer::Printer;
use super::script::Script;
use super::section::Section;
use crate::ast::Name;
use crate::catalog::{Contents, Object, ObjectBody, ObjectId};

impl Printer<'_> {
    /// Rows, tables in the order of their creation (so that foreign keys find what they refer to), and sequence positions.
    pub(super) fn data(&self, script: &mut Script, order: &[ObjectId]) {
        if self.options.data == DataMode::Omit {
            return;
        }
        for object in order.iter().filter_map(|id| self.catalog.get(*id)).filter(|object| object.table().is_some()) {
            match self.catalog.contents(object.id) {
                Some(Contents::Known(rows)) if !rows.is_empty() => {
                    script.section(Section::Data);
                    script.group("", self.inserts(object, rows));
                }
                Some(Contents::Unknown(reason)) => {
                    script.section(Section::Data);
                    script.line(&format!("\n-- The rows of {} are not known: {reason}", self.name(object.id)));
                }
                _ => {}
            }
        }
        self.sequence_positions(script);
    }

    fn sequence_positions(&self, script: &mut Script) {
        let position = |object: &Object| match &object.body {
            ObjectBody::Sequence(sequence) => self.sequence_position(object, sequence),
            _ => None,
        };
        let positions: Vec<_> = self.catalog.objects().filter_map(position).collect();
        if !positions.is_empty() {
            script.section(Section::Data);
            script.group("", positions);
        }
    }

    /// Tables whose rows are not known, and why.
    pub(super) fn unknown_rows(&self) -> Vec<(ObjectId, Name)> {
        let unknown = |object: &Object| match self.catalog.contents(object.id) {
            Some(Contents::Unknown(reason)) => Some((object.id, reason.clone())),
            _ => None,
        };
        self.catalog.objects().filter_map(unknown).collect()
    }
}
