//! Views, which are queries of their own database and their own text.

use super::Prepare;
use crate::mysql::catalog::View;
use crate::mysql::session::data::plan::QueryPlan;
use crate::run::Refusal;
use smol_str::SmolStr;
use std::sync::Arc;

impl Prepare<'_> {
    /// Prepares the query of a view as it stands today.
    pub(super) fn view_query(&mut self, database: &SmolStr, view: &Arc<View>) -> Result<QueryPlan, Refusal> {
        let outer =
            (self.database.replace(database.clone()), std::mem::replace(&mut self.text, Arc::clone(&view.text)));
        let common = std::mem::take(&mut self.common);
        let in_view = std::mem::replace(&mut self.in_view, true);
        let plan = self.derived(&view.query);
        (self.database, self.text) = outer;
        (self.common, self.in_view) = (common, in_view);
        plan
    }
}
