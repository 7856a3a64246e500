//! `DROP COLUMN`.

use super::alter::{Recursion, skipped};
use super::lookup::is_system_column;
use crate::postgres::ast::Ident;
use crate::postgres::ast::op::DropBehavior;
use crate::postgres::catalog::{Address, ObjectId};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn drop_column(
        &mut self,
        table: ObjectId,
        recursion: Recursion,
        name: &Ident,
        if_exists: bool,
        behavior: DropBehavior,
    ) -> Applied {
        if is_system_column(&name.name) {
            return Err(Failure::new("0A000", format!("cannot drop system column \"{}\"", name.name)).into());
        }
        let column = match self.column(table, &name.name) {
            Ok(column) => column,
            Err(failure) if if_exists => return Ok(skipped(&failure)),
            Err(failure) => return Err(failure.into()),
        };
        let number = column.number;
        if column.inherited > 0 {
            return Err(Failure::new("42P16", format!("cannot drop inherited column \"{}\"", name.name)).into());
        }
        self.refuse_partition_key_column(table, number, "drop")?;
        if recursion == Recursion::Only && self.is_partitioned(table) && !self.children_of(table).is_empty() {
            let message = "cannot drop column from only the partitioned table when partitions exist";
            return Err(Failure::new("42P16", message).into());
        }
        let mut doomed = vec![Address::column(table, number)];
        self.disinherit_column(table, recursion, &name.name, &mut doomed)?;
        self.delete_objects(&doomed, behavior)?;
        Ok(Effect::Applied)
    }

    /// Children lose the column too, unless they have it from elsewhere or by themselves.
    fn disinherit_column(
        &mut self,
        table: ObjectId,
        recursion: Recursion,
        name: &str,
        doomed: &mut Vec<Address>,
    ) -> Result<(), Refusal> {
        for child in self.children_of(table) {
            let Ok(column) = self.column(child, name) else { continue };
            let (number, last) = (column.number, column.inherited == 1 && !column.local);
            self.refuse_partition_key_column(child, number, "drop")?;
            if recursion == Recursion::Children && last {
                doomed.push(Address::column(child, number));
                self.disinherit_column(child, recursion, name, doomed)?;
            } else {
                self.change_column(child, number, |column| {
                    column.inherited = column.inherited.saturating_sub(1);
                    column.local |= recursion == Recursion::Only;
                });
            }
        }
        Ok(())
    }
}
