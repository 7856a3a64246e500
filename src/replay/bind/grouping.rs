//! Columns that are neither grouped nor aggregated (42803).

use super::binder::Binder;
use super::query::Output;
use crate::ast::{OrderItem, Select};
use crate::replay::outcome::Refusal;

#[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "in progress")]
impl Binder<'_> {
    pub(super) fn check_grouping(
        &self,
        _select: &Select,
        _order_by: &[OrderItem],
        _columns: &[Output],
    ) -> Result<(), Refusal> {
        Ok(())
    }
}
