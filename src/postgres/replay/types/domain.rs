//! Domains. Their checks are constraint objects with the domain as parent.

use crate::postgres::ast::op::{
    ConstraintAttributes, ConstraintDef, CreateDomain, DomainAction, DomainContradiction, DropBehavior,
};
use crate::postgres::ast::{Expr, ExprKind, Ident, Literal, Name, QualifiedName};
use crate::postgres::builtin::types;
use crate::postgres::catalog::{
    Address, Bound, Constraint, ConstraintKind, Contents, DependencyKind, NameClass, Object, ObjectBody, ObjectId,
    TypeBody, TypeRef,
};
use crate::postgres::replay::bind::{BoundExpr, Coercion, Scope, Usage};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

/// What a domain's checks and its default are made against.
struct Parts {
    name: Name,
    schema: ObjectId,
    base: TypeRef,
}

impl Session {
    pub(crate) fn create_domain(&mut self, create: &CreateDomain) -> Applied {
        let schema = self.home_of(&create.name)?;
        let name = create.name.name();
        self.check_type_name(schema, name)?;
        let base = self.resolve_type_unplaced(&create.base)?;
        let type_ref = base.type_ref;
        self.check_domain_base(type_ref)?;
        let collation = self.collation_for(type_ref, create.collation.as_ref())?;
        if let Some(contradiction) = create.contradiction {
            let message = match contradiction {
                DomainContradiction::Nullability => "conflicting NULL/NOT NULL constraints",
                DomainContradiction::Defaults => "multiple default expressions",
            };
            return Err(Failure::new("42601", message).into());
        }
        let default = create.default.as_ref().map(|expr| self.bind_domain_default(name, type_ref, expr)).transpose()?;
        let body = TypeBody::Domain {
            base,
            collation,
            not_null: create.not_null,
            default: default.as_ref().map(|default| default.bound.clone()),
        };
        let domain = self.define_type(schema, name, body)?;
        self.set_remark(domain);
        self.depend_on_type(domain, type_ref);
        self.depend_on(domain, &default.map_or_else(Vec::new, |default| default.dependencies));
        for check in &create.checks {
            self.add_domain_check(domain, check)?;
        }
        Ok(Effect::Applied)
    }

    fn check_domain_base(&self, base: TypeRef) -> Result<(), Failure> {
        let builtin = types::by_oid(base.id.oid()).filter(|_| base.id.is_builtin() && !base.array);
        if builtin.is_none_or(|builtin| builtin.kind != 'p') {
            return Ok(());
        }
        Err(Failure::new("42804", format!("\"{}\" is not a valid base type for a domain", self.type_name(base))))
    }

    /// The server points nowhere in a domain's expressions.
    fn bind_domain_default(&self, name: &str, base: TypeRef, expr: &Expr) -> Result<BoundExpr, Refusal> {
        let bound = self.bind_expr(expr, Scope::Empty, Usage::Default).map_err(Refusal::unplaced)?;
        self.check_default_literal(expr, base).map_err(Refusal::unplaced)?;
        match bound.type_ref {
            Some(found) if !self.can_coerce(found, base, Coercion::Assignment) => {
                let (base, found) = (self.type_name(base), self.type_name(found));
                let message = format!("column \"{name}\" is of type {base} but default expression is of type {found}");
                Err(Failure::new("42804", message).into())
            }
            _ => Ok(bound),
        }
    }

    /// A literal becomes a value of its type when the default is made, not when it is used.
    pub(crate) fn check_default_literal(&self, expr: &Expr, wanted: TypeRef) -> Result<(), Refusal> {
        match &expr.kind {
            ExprKind::Literal(Literal::String(text)) => self.literal_fits(text, expr.span, wanted),
            _ => Ok(()),
        }
    }

    fn add_domain_check(&mut self, domain: ObjectId, check: &ConstraintDef) -> Result<(), Refusal> {
        let ConstraintAttributes::Check { expr, no_inherit, not_valid } = &check.attributes else {
            return Err(unsupported(&check.attributes).into());
        };
        if *no_inherit {
            return Err(Failure::new("42P17", "check constraints for domains cannot be marked NO INHERIT").into());
        }
        let Some(parts) = self.domain_parts(domain) else { return Ok(()) };
        let name = self.domain_check_name(domain, &parts, check.name.as_ref())?;
        let bound = self.bind_expr(expr, Scope::Domain(parts.base), Usage::Check).map_err(Refusal::unplaced)?;
        if !not_valid {
            self.require_no_values(domain, "satisfy the new check")?;
        }
        let body = domain_check(bound.bound, !not_valid);
        let id = self.create_object(name, Some(parts.schema), Some(domain), ObjectBody::Constraint(body));
        self.catalog.depend(id, domain, DependencyKind::Auto);
        self.depend_on(id, &bound.dependencies);
        Ok(())
    }

    fn domain_check_name(&self, domain: ObjectId, parts: &Parts, given: Option<&Ident>) -> Result<Name, Failure> {
        match given {
            Some(given) if self.catalog.find(NameClass::Constraint, domain, &given.name).is_some() => {
                let message = format!("constraint \"{}\" for domain \"{}\" already exists", given.name, parts.name);
                Err(Failure::new("42710", message))
            }
            Some(given) => Ok(given.name.clone()),
            None => Ok(self.choose_constraint_name(&parts.name, "", "check", parts.schema, &[])),
        }
    }

    fn domain_parts(&self, domain: ObjectId) -> Option<Parts> {
        let object = self.catalog.get(domain)?;
        match object.type_body()? {
            TypeBody::Domain { base, .. } => {
                Some(Parts { name: object.name.clone(), schema: object.schema?, base: base.type_ref })
            }
            _ => None,
        }
    }

    pub(crate) fn alter_domain(&mut self, name: &QualifiedName, action: &DomainAction) -> Applied {
        let domain = self.altered_domain(name)?;
        match action {
            DomainAction::SetDefault(expr) => self.set_domain_default(domain, expr.as_ref())?,
            DomainAction::SetNotNull(not_null) => self.set_domain_not_null(domain, *not_null)?,
            DomainAction::AddConstraint(check) => {
                self.add_domain_check(domain, check)?;
                self.change(domain, |_| ());
            }
            DomainAction::DropConstraint { name: constraint, if_exists, behavior } => {
                return self.drop_domain_constraint(domain, constraint, *if_exists, *behavior, name);
            }
            DomainAction::ValidateConstraint(constraint) => {
                self.validate_domain_constraint(domain, constraint, name)?;
            }
        }
        Ok(Effect::Applied)
    }

    /// The domain of that name, as `ALTER DOMAIN` finds it.
    pub(crate) fn altered_domain(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        let id = self.find_user_type(name)?;
        if self.domain_parts(id).is_none() {
            let message = format!("{} is not a domain", self.type_name(TypeRef::plain(id)));
            return Err(Failure::new("42809", message).into());
        }
        Ok(id)
    }

    fn set_domain_default(&mut self, domain: ObjectId, expr: Option<&Expr>) -> Result<(), Refusal> {
        let Some(parts) = self.domain_parts(domain) else { return Ok(()) };
        let bound = expr.map(|expr| self.bind_domain_default(&parts.name, parts.base, expr)).transpose()?;
        let (text, dependencies) = bound.map_or((None, Vec::new()), |bound| (Some(bound.bound), bound.dependencies));
        self.change_domain(domain, |_, default| *default = text);
        self.depend_on(domain, &dependencies);
        Ok(())
    }

    fn set_domain_not_null(&mut self, domain: ObjectId, not_null: bool) -> Result<(), Refusal> {
        if not_null {
            self.require_no_values(domain, "are all set")?;
        }
        self.change_domain(domain, |known, _| *known = not_null);
        Ok(())
    }

    fn change_domain(&mut self, domain: ObjectId, change: impl FnOnce(&mut bool, &mut Option<Bound>)) {
        self.change(domain, |object| {
            if let ObjectBody::Type(TypeBody::Domain { not_null, default, .. }) = &mut object.body {
                change(not_null, default);
            }
        });
    }

    fn drop_domain_constraint(
        &mut self,
        domain: ObjectId,
        name: &Ident,
        if_exists: bool,
        behavior: DropBehavior,
        written: &QualifiedName,
    ) -> Applied {
        match self.domain_constraint(domain, name, written) {
            Ok(constraint) => {
                self.delete_objects(&[constraint], behavior)?;
                Ok(Effect::Applied)
            }
            Err(failure) if if_exists => Ok(Effect::Noop(format!("{}, skipping", failure.message))),
            Err(failure) => Err(failure.into()),
        }
    }

    fn domain_constraint(&self, domain: ObjectId, name: &Ident, written: &QualifiedName) -> Result<Address, Failure> {
        let found = self.catalog.find(NameClass::Constraint, domain, &name.name);
        found.map(Address::object).ok_or_else(|| {
            let message = format!("constraint \"{}\" of domain \"{written}\" does not exist", name.name);
            Failure::new("42704", message)
        })
    }

    fn validate_domain_constraint(
        &mut self,
        domain: ObjectId,
        name: &Ident,
        written: &QualifiedName,
    ) -> Result<(), Refusal> {
        let constraint = self.domain_constraint(domain, name, written)?.object;
        let valid = self.catalog.get(constraint).and_then(Object::constraint).is_some_and(|check| check.validated);
        if !valid {
            self.require_no_values(domain, "satisfy the check")?;
        }
        self.change(constraint, |object| {
            if let ObjectBody::Constraint(constraint) = &mut object.body {
                constraint.validated = true;
            }
        });
        Ok(())
    }

    /// Whether stored values of a domain keep a new rule is only known where there are none.
    fn require_no_values(&self, domain: ObjectId, rule: &str) -> Result<(), Refusal> {
        for edge in self.catalog.dependents(domain) {
            let Some(user) = self.catalog.get(edge.dependent.object) else { continue };
            match &user.body {
                ObjectBody::Table(_) if !self.catalog.contents(user.id).is_none_or(Contents::is_empty) => {
                    let reason = format!("whether the values in table \"{}\" {rule} depends on its rows", user.name);
                    return Err(Refusal::Undecided(reason));
                }
                ObjectBody::Type(_) => self.require_no_values(user.id, rule)?,
                _ => {}
            }
        }
        Ok(())
    }
}

fn domain_check(expr: Bound, validated: bool) -> Constraint {
    Constraint {
        kind: ConstraintKind::Check { expr, no_inherit: false },
        columns: Vec::new(),
        deferrable: false,
        initially_deferred: false,
        validated,
        local: true,
        inherited: 0,
    }
}

/// What the server says to other constraints on a domain.
fn unsupported(attributes: &ConstraintAttributes) -> Failure {
    let kind = match attributes {
        ConstraintAttributes::PrimaryKey(_) => "primary key",
        ConstraintAttributes::Unique(_) => "unique",
        ConstraintAttributes::Exclude(_) => "exclusion",
        ConstraintAttributes::ForeignKey(_) => "foreign key",
        ConstraintAttributes::Check { .. } | ConstraintAttributes::NotNull { .. } => "not-null",
    };
    Failure::new("42601", format!("{kind} constraints not possible for domains"))
}
