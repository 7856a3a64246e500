//! `ALTER COLUMN`: defaults, `NOT NULL`, identity, generation expressions.

use super::alter::{Recursion, skipped};
use super::lookup::is_system_column;
use crate::postgres::ast::Expr;
use crate::postgres::ast::op::{DropBehavior, Identity, SequenceOption};
use crate::postgres::catalog::{Address, ColumnNumber, ObjectId};
use crate::postgres::replay::column::{Place, TableForm};
use crate::postgres::replay::default::DefaultPlan;
use crate::postgres::replay::sequence::SequenceUse;
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    /// The column of that name, which the statement may change.
    pub(crate) fn alterable_column(&self, table: ObjectId, name: &str) -> Result<ColumnNumber, Failure> {
        if is_system_column(name) {
            return Err(Failure::new("0A000", format!("cannot alter system column \"{name}\"")));
        }
        self.column(table, name).map(|column| column.number)
    }

    pub(super) fn set_default(
        &mut self,
        table: ObjectId,
        recursion: Recursion,
        name: &str,
        default: Option<&Expr>,
    ) -> Result<(), Refusal> {
        for relation in self.targets(table, recursion) {
            let number = self.alterable_column(relation, name)?;
            self.refuse_computed(relation, number)?;
            self.remove_default(relation, number);
            if let Some(expr) = default {
                self.add_default(relation, number, &DefaultPlan::Expr(expr)).map_err(Refusal::unplaced)?;
            }
        }
        Ok(())
    }

    /// 42601 where the value of a column is the server's to give.
    fn refuse_computed(&self, table: ObjectId, number: ColumnNumber) -> Result<(), Failure> {
        let identity = self.column_at(table, number).is_some_and(|column| column.identity.is_some());
        let what = match (identity, self.is_generated(table, number)) {
            (true, _) => "an identity column",
            (_, true) => "a generated column",
            _ => return Ok(()),
        };
        Err(self.about_column("42601", table, number, &format!("is {what}")))
    }

    /// `column "c" of relation "t" …`.
    fn about_column(&self, code: &'static str, table: ObjectId, number: ColumnNumber, what: &str) -> Failure {
        let (column, table) = (self.column_name(table, number), self.name_of(table));
        Failure::new(code, format!("column \"{column}\" of relation \"{table}\" {what}"))
    }

    /// The tables that an action is for.
    pub(super) fn targets(&self, table: ObjectId, recursion: Recursion) -> Vec<ObjectId> {
        match recursion {
            Recursion::Children => self.with_descendants(table),
            Recursion::Only => vec![table],
        }
    }

    /// Makes a column `NOT NULL`, in all that inherits from the table too.
    pub(crate) fn set_not_null(&mut self, table: ObjectId, name: &str) -> Result<(), Refusal> {
        for relation in self.with_descendants(table) {
            let number = self.alterable_column(relation, name)?;
            if self.column_at(relation, number).is_some_and(|column| column.not_null) {
                continue;
            }
            self.assume(self.refuse_nulls(relation, number))?;
            self.change_column(relation, number, |column| column.not_null = true);
        }
        Ok(())
    }

    pub(super) fn set_not_null_on(&mut self, table: ObjectId, recursion: Recursion, name: &str) -> Result<(), Refusal> {
        if recursion == Recursion::Only && self.is_partitioned(table) {
            let loose = |child: &ObjectId| self.column(*child, name).is_ok_and(|column| !column.not_null);
            if self.children_of(table).iter().any(loose) {
                return Err(Failure::new("42P16", "constraint must be added to child tables too").into());
            }
        }
        if recursion == Recursion::Children {
            return self.set_not_null(table, name);
        }
        let number = self.alterable_column(table, name)?;
        self.assume(self.refuse_nulls(table, number))?;
        self.change_column(table, number, |column| column.not_null = true);
        Ok(())
    }

    pub(super) fn drop_not_null(&mut self, table: ObjectId, recursion: Recursion, name: &str) -> Result<(), Refusal> {
        if recursion == Recursion::Only && self.is_partitioned(table) && !self.children_of(table).is_empty() {
            let message = "cannot remove constraint from only the partitioned table when partitions exist";
            return Err(Failure::new("42P16", message).into());
        }
        if self.environment.postgres_version() >= 18 && self.inherits_not_null(table, name) {
            return Err(Refusal::Undecided("inherited NOT NULL constraints of version 18 are not modelled".into()));
        }
        for relation in self.targets(table, recursion) {
            let number = self.alterable_column(relation, name)?;
            if !self.column_at(relation, number).is_some_and(|column| column.not_null) {
                continue;
            }
            self.refuse_needed_not_null(relation, number, relation == table)?;
            self.change_column(relation, number, |column| column.not_null = false);
        }
        Ok(())
    }

    fn inherits_not_null(&self, table: ObjectId, name: &str) -> bool {
        let parents = self.table(table).map(|table| table.parents.clone()).unwrap_or_default();
        parents.iter().any(|parent| self.column(*parent, name).is_ok_and(|column| column.not_null))
    }

    fn refuse_needed_not_null(&self, table: ObjectId, number: ColumnNumber, first: bool) -> Result<(), Failure> {
        if self.column_at(table, number).is_some_and(|column| column.identity.is_some()) {
            return Err(self.about_column("42601", table, number, "is an identity column"));
        }
        let name = self.column_name(table, number);
        if self.primary_key(table).is_some_and(|(_, key)| key.columns.contains(&number)) {
            return Err(Failure::new("42P16", format!("column \"{name}\" is in a primary key")));
        }
        let parent =
            self.table(table).filter(|_| first && self.is_partition(table)).and_then(|table| table.parents.first());
        let needed = parent.is_some_and(|parent| self.column(*parent, &name).is_ok_and(|column| column.not_null));
        if needed {
            return Err(Failure::new("42P16", format!("column \"{name}\" is marked NOT NULL in parent table")));
        }
        Ok(())
    }

    /// What the server checks before it changes anything: 0A000, 42P16 where children or a parent would still compute the column.
    pub(super) fn prepare_drop_expression(
        &self,
        table: ObjectId,
        recursion: Recursion,
        name: &str,
    ) -> Result<(), Failure> {
        if recursion == Recursion::Only && !self.children_of(table).is_empty() {
            let message = "ALTER TABLE / DROP EXPRESSION must be applied to child tables too";
            return Err(Failure::new("0A000", message));
        }
        if !is_system_column(name) && self.column(table, name)?.inherited > 0 {
            return Err(Failure::new("42P16", "cannot drop generation expression from inherited column"));
        }
        Ok(())
    }

    pub(super) fn drop_expression(
        &mut self,
        table: ObjectId,
        recursion: Recursion,
        name: &str,
        if_exists: bool,
    ) -> Applied {
        let number = self.alterable_column(table, name)?;
        if !self.is_generated(table, number) {
            let failure = self.about_column("55000", table, number, "is not a stored generated column");
            return if if_exists { Ok(skipped(&failure)) } else { Err(failure.into()) };
        }
        for relation in self.targets(table, recursion) {
            if let Some(number) = self.number_of(relation, name) {
                self.remove_default(relation, number);
                self.keep_generated(relation, number);
            }
        }
        Ok(Effect::Applied)
    }

    pub(super) fn add_identity(&mut self, table: ObjectId, name: &str, identity: &Identity) -> Result<(), Refusal> {
        let column = self.column(table, name)?.clone();
        let place = self.sequence_place(table);
        let table_name = self.name_of(table).to_owned();
        let plan = self.plan_identity(Place { table: &table_name, ..place }, &column, identity)?;
        let sequence = self.create_planned_sequence(&plan)?;
        if !column.not_null {
            let what = "must be declared NOT NULL before identity can be added";
            return Err(self.about_column("55000", table, column.number, what).into());
        }
        if column.identity.is_some() {
            return Err(self.about_column("55000", table, column.number, "is already an identity column").into());
        }
        if column.default.is_some() {
            return Err(self.about_column("55000", table, column.number, "already has a default value").into());
        }
        self.own_planned_sequence(table, column.number, sequence, &plan);
        Ok(())
    }

    /// Where the sequences of a table's columns go. The caller fills in the name.
    pub(super) fn sequence_place(&self, table: ObjectId) -> Place<'static> {
        let object = self.catalog.get(table);
        Place {
            schema: object.and_then(|object| object.schema).unwrap_or(ObjectId::NONE),
            table: "",
            persistence: self.table(table).map(|table| table.persistence).unwrap_or_default(),
            form: TableForm::Ordinary,
        }
    }

    pub(super) fn set_identity(
        &mut self,
        table: ObjectId,
        name: &str,
        always: Option<bool>,
        options: &[SequenceOption],
    ) -> Result<(), Refusal> {
        let number = self.alterable_column(table, name)?;
        let Some(identity) = self.column_at(table, number).and_then(|column| column.identity) else {
            return Err(self.about_column("55000", table, number, "is not an identity column").into());
        };
        if !options.is_empty() {
            self.change_sequence(identity.sequence, options, SequenceUse::Identity)?;
        }
        if let Some(always) = always {
            self.change_column(table, number, |column| {
                if let Some(identity) = &mut column.identity {
                    identity.always = always;
                }
            });
        }
        Ok(())
    }

    pub(super) fn drop_identity(&mut self, table: ObjectId, name: &str, if_exists: bool) -> Applied {
        let number = self.alterable_column(table, name)?;
        let identity = self.change_column(table, number, |column| column.identity.take()).flatten();
        let Some(identity) = identity else {
            let failure = self.about_column("55000", table, number, "is not an identity column");
            return if if_exists { Ok(skipped(&failure)) } else { Err(failure.into()) };
        };
        self.own_sequence(identity.sequence, None, crate::postgres::catalog::DependencyKind::Auto);
        self.release_sequence(identity.sequence, Address::column(table, number));
        self.delete_objects(&[identity.sequence.into()], DropBehavior::Restrict)?;
        Ok(Effect::Applied)
    }

    fn release_sequence(&mut self, sequence: ObjectId, owner: Address) {
        let edges: Vec<_> = self.catalog.dependencies(sequence).filter(|edge| edge.referenced == owner).collect();
        for edge in edges {
            self.catalog.release(edge);
        }
    }
}
