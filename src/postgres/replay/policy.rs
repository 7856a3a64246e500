//! Row level security policies.

use super::describe::relation_word;
use super::session::Session;
use crate::postgres::ast::op::{AlterPolicy, CreatePolicy, Grantee, PolicyCommand};
use crate::postgres::ast::{Expr, QualifiedName};
use crate::postgres::catalog::{Address, Bound, DependencyKind, NameClass, ObjectBody, ObjectId, Policy};
use crate::postgres::replay::bind::{BoundExpr, Scope, Usage};
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn create_policy(&mut self, create: &CreatePolicy) -> Applied {
        check_clauses(create)?;
        self.check_grantees(&create.roles)?;
        let table = self.policy_table(&create.table)?;
        let using = self.bind_policy(table, create.using.as_ref())?;
        let check = self.bind_policy(table, create.check.as_ref())?;
        let name = &create.name.name;
        if self.catalog.find(NameClass::Policy, table, name).is_some() {
            let message = format!("policy \"{name}\" for table \"{}\" already exists", self.name_of(table));
            return Err(Failure::new("42710", message).into());
        }
        let body = Policy {
            permissive: create.permissive,
            command: create.command,
            roles: self.effective_grantees(&create.roles),
            using: using.as_ref().map(|bound| bound.bound.clone()),
            check: check.as_ref().map(|bound| bound.bound.clone()),
        };
        let id = self.create_object(name.clone(), None, Some(table), ObjectBody::Policy(body));
        self.set_remark(id);
        self.catalog.depend(id, table, DependencyKind::Auto);
        self.depend_on_expressions(id, table, using.iter().chain(&check));
        Ok(Effect::Applied)
    }

    pub(super) fn alter_policy(&mut self, alter: &AlterPolicy) -> Applied {
        self.check_grantees(alter.roles.as_deref().unwrap_or_default())?;
        let table = self.policy_table(&alter.table)?;
        let using = self.bind_policy(table, alter.using.as_ref())?;
        let check = self.bind_policy(table, alter.check.as_ref())?;
        let id = self.catalog.find(NameClass::Policy, table, &alter.name.name).ok_or_else(|| {
            let message =
                format!("policy \"{}\" for table \"{}\" does not exist", alter.name.name, self.name_of(table));
            Failure::new("42704", message)
        })?;
        let Some(ObjectBody::Policy(mut policy)) = self.catalog.get(id).map(|object| object.body.clone()) else {
            return Ok(Effect::Applied);
        };
        check_altered(policy.command, alter)?;
        if let Some(roles) = &alter.roles {
            policy.roles = self.effective_grantees(roles);
        }
        policy.using = using.as_ref().map(|bound| bound.bound.clone()).or(policy.using);
        policy.check = check.as_ref().map(|bound| bound.bound.clone()).or(policy.check);
        self.forget_references(id);
        let kept: Vec<Address> = policy.using.iter().chain(&policy.check).flat_map(Bound::targets).collect();
        self.change(id, |object| object.body = ObjectBody::Policy(policy));
        self.depend_on(id, &kept);
        self.depend_on_expressions(id, table, using.iter().chain(&check));
        Ok(Effect::Applied)
    }

    /// The table of that name; nothing else has policies.
    pub(crate) fn policy_table(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        self.refuse_system_relation(name)?;
        let found = self.open_relation(name)?;
        match relation_word(found) {
            "table" => Ok(found.id),
            _ => Err(Failure::new("42809", format!("\"{}\" is not a table", found.name)).into()),
        }
    }

    /// `PUBLIC` makes all others pointless, and is what nothing means.
    fn effective_grantees(&self, roles: &[Grantee]) -> Vec<Grantee> {
        if roles.contains(&Grantee::Public) {
            return Vec::new();
        }
        roles.iter().map(|role| self.named_grantee(role)).collect()
    }

    /// The server points nowhere in a policy's expressions.
    fn bind_policy(&self, table: ObjectId, expr: Option<&Expr>) -> Result<Option<BoundExpr>, Refusal> {
        let bind = |expr| self.bind_expr(expr, Scope::Relation(table), Usage::Policy).map_err(Refusal::unplaced);
        expr.map(bind).transpose()
    }

    /// Records what expressions over a table's columns make an object depend on.
    fn depend_on_expressions<'a>(
        &mut self,
        id: ObjectId,
        table: ObjectId,
        expressions: impl Iterator<Item = &'a BoundExpr>,
    ) {
        for bound in expressions {
            let columns: Vec<Address> = bound.columns.iter().map(|column| Address::column(table, *column)).collect();
            self.depend_on(id, &columns);
            self.depend_on(id, &bound.dependencies);
        }
    }
}

fn check_clauses(create: &CreatePolicy) -> Result<(), Failure> {
    let message = match create.command {
        PolicyCommand::Select | PolicyCommand::Delete if create.check.is_some() => {
            "WITH CHECK cannot be applied to SELECT or DELETE"
        }
        PolicyCommand::Insert if create.using.is_some() => "only WITH CHECK expression allowed for INSERT",
        _ => return Ok(()),
    };
    Err(Failure::new("42601", message))
}

fn check_altered(command: PolicyCommand, alter: &AlterPolicy) -> Result<(), Failure> {
    let message = match command {
        PolicyCommand::Select | PolicyCommand::Delete if alter.check.is_some() => {
            "only USING expression allowed for SELECT, DELETE"
        }
        PolicyCommand::Insert if alter.using.is_some() => "only WITH CHECK expression allowed for INSERT",
        _ => return Ok(()),
    };
    Err(Failure::new("42601", message))
}
