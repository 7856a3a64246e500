//! What stands above an object: the author's remark, and where the object is from.

use super::printer::Printer;
use super::sql::comment_lines;
use crate::baseline::origin_comment;
use crate::postgres::catalog::Object;
use crate::source::Origin;

impl Printer<'_> {
    /// What stands above the statements of an object: the author's remark, and where it is from.
    pub(super) fn preamble(&self, object: &Object) -> String {
        remark_of(object) + &self.history_of(object).unwrap_or_default()
    }

    fn history_of(&self, object: &Object) -> Option<String> {
        let provenance = self.options.provenance?;
        let made = provenance(object.created?);
        let mut changed: Vec<String> = object.touched.iter().copied().map(provenance).collect();
        changed.dedup();
        Some(origin_comment(&made, &changed))
    }

    /// Where a statement stands in the history, as a comment line; nothing without provenance.
    pub(super) fn place(&self, origin: Origin) -> String {
        self.options.provenance.map_or_else(String::new, |provenance| format!("-- from {}\n", provenance(origin)))
    }
}

/// The author's remark above what made an object, as comment lines.
pub(super) fn remark_of(object: &Object) -> String {
    object.remark.as_ref().map_or_else(String::new, |remark| comment_lines(remark))
}
