//! `ALTER COLUMN … TYPE`.

use super::alter::Recursion;
use crate::postgres::ast::op::SequenceOption;
use crate::postgres::ast::{Expr, ExprKind, Ident, Literal, Name, QualifiedName, TypeName};
use crate::postgres::catalog::{
    Address, Column, ColumnNumber, ConstraintKind, Dependency, DependencyKind, IndexKey, KeyTarget, ObjectBody,
    ObjectId, Reference, ReferenceRole, Target, TypeRef, TypeUse,
};
use crate::postgres::replay::bind::{Coercion, Scope, Usage};
use crate::postgres::replay::default::{is_unknown, plain};
use crate::postgres::replay::index::Backing;
use crate::postgres::replay::sequence::SequenceUse;
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use crate::source::Span;

impl Session {
    /// What the server checks before it changes anything.
    pub(super) fn prepare_type(
        &self,
        table: ObjectId,
        column: &Ident,
        type_name: &TypeName,
        collation: Option<&QualifiedName>,
        using: Option<&Expr>,
    ) -> Result<(), Refusal> {
        let bound =
            using.map(|expr| self.bind_expr(expr, Scope::Relation(table), Usage::TransformUsing)).transpose()?;
        if self.column(table, &column.name).is_ok_and(|column| column.identity.is_some()) {
            let type_ref = self.resolve_type(type_name)?.type_ref;
            Self::refuse_identity_type(type_ref)?;
        }
        let number = self.alterable_column(table, &column.name)?;
        if using.is_some() && self.is_generated(table, number) {
            return Err(Failure::new("42611", "cannot specify USING when altering type of generated column").into());
        }
        if self.column_at(table, number).is_some_and(|column| column.inherited > 0) {
            return Err(Failure::new("42P16", format!("cannot alter inherited column \"{}\"", column.name)).into());
        }
        self.refuse_partition_key_column(table, number, "alter")?;
        let wanted = self.resolve_type_unplaced(type_name)?;
        self.resolve_collation(collation, Some(&wanted)).map_err(Refusal::unplaced)?;
        let probe = Column::new(number, column.name.clone(), Some(wanted.clone()), None);
        self.refuse_pseudo_type(&probe)?;
        let (found, what) = match bound {
            Some(bound) => (bound.type_ref, "result of USING clause for column"),
            None => (self.column_type(table, number), "column"),
        };
        self.refuse_cast(found, wanted.type_ref, what, &column.name)?;
        if let Some(ExprKind::Literal(Literal::String(text))) = using.map(|expr| &expr.kind) {
            self.literal_becomes(text, wanted.type_ref)?;
        }
        self.refuse_row_type_uses(table)
    }

    /// The server computes a literal at once, whether there are rows or not.
    fn literal_becomes(&self, text: &str, wanted: TypeRef) -> Result<(), Refusal> {
        self.literal_fits(text, Span::new(0, 0), wanted).map_err(Refusal::unplaced)?;
        if self.base_type(wanted) == wanted && wanted.modifier >= 0 {
            self.text_fits(text, wanted)?;
        }
        Ok(())
    }

    /// 42804 where a value does not become the new type by itself.
    fn refuse_cast(&self, from: Option<TypeRef>, to: TypeRef, what: &str, column: &str) -> Result<(), Refusal> {
        match from {
            Some(from) if !self.can_coerce(from, to, Coercion::Assignment) => {
                let to = self.type_name(plain(to));
                let message = format!("{what} \"{column}\" cannot be cast automatically to type {to}");
                Err(Failure::new("42804", message).into())
            }
            _ => Ok(()),
        }
    }

    /// 0A000 where a column somewhere has rows of this table in it.
    pub(super) fn refuse_row_type_uses(&self, table: ObjectId) -> Result<(), Refusal> {
        let user = self.catalog.dependents_of(table.into()).map(|edge| edge.dependent).find(|user| user.column != 0);
        match user {
            Some(user) if user.object != table => {
                let message = format!(
                    "cannot alter table \"{}\" because column \"{}.{}\" uses its row type",
                    self.name_of(table),
                    self.name_of(user.object),
                    self.column_name(user.object, user.column)
                );
                Err(Failure::new("0A000", message).into())
            }
            _ => Ok(()),
        }
    }

    pub(super) fn set_type(
        &mut self,
        table: ObjectId,
        recursion: Recursion,
        column: &Ident,
        type_name: &TypeName,
        collation: Option<&QualifiedName>,
        using: Option<&Expr>,
    ) -> Result<(), Refusal> {
        let wanted = self.resolve_type_unplaced(type_name)?;
        let collation = self.resolve_collation(collation, Some(&wanted))?;
        if recursion == Recursion::Only && !self.children_of(table).is_empty() {
            let message = format!("type of inherited column \"{}\" must be changed in child tables too", column.name);
            return Err(Failure::new("42P16", message).into());
        }
        if let Some(identity) = self.column(table, &column.name)?.identity {
            let option = SequenceOption::As(type_name.clone());
            self.change_sequence(identity.sequence, &[option], SequenceUse::Identity)?;
        }
        for relation in self.with_descendants(table) {
            let number = self.alterable_column(relation, &column.name)?;
            self.retype(relation, number, &wanted, collation, using)?;
        }
        Ok(())
    }

    fn retype(
        &mut self,
        table: ObjectId,
        number: ColumnNumber,
        wanted: &TypeUse,
        collation: Option<ObjectId>,
        using: Option<&Expr>,
    ) -> Result<(), Refusal> {
        self.refuse_type_dependents(table, number)?;
        let old = self.column_type(table, number);
        let texts = self.texts_over(table, number);
        self.retype_default(table, number, wanted.type_ref)?;
        self.release_type(table, number);
        self.change_column(table, number, |column| {
            column.type_use = Some(wanted.clone());
            column.collation = collation;
            column.storage = None;
        });
        self.depend_on_column_type(table, number);
        self.refuse_broken_keys(table, number)?;
        self.refuse_broken_indexes(table, number)?;
        for text in &texts {
            self.read_again(table, text)?;
        }
        old.map_or(Ok(()), |old| self.convert_column(table, number, old, using))?;
        self.refuse_rewritten_rows(table, number)
    }

    /// 0A000 for what the server does not rebuild: views, rules, triggers, policies, publications, generated columns.
    fn refuse_type_dependents(&self, table: ObjectId, number: ColumnNumber) -> Result<(), Refusal> {
        let mut dependents: Vec<ObjectId> =
            self.catalog.dependents_of(Address::column(table, number)).map(|edge| edge.dependent.object).collect();
        dependents.sort_unstable();
        for dependent in dependents {
            let user = match self.catalog.get(dependent).map(|object| &object.body) {
                Some(ObjectBody::View(_) | ObjectBody::Rule(_)) => "used by a view or rule",
                Some(ObjectBody::Trigger(_)) => "used in a trigger definition",
                Some(ObjectBody::Policy(_)) => "used in a policy definition",
                Some(ObjectBody::Published(_)) => "used by a publication WHERE clause",
                Some(ObjectBody::Default(default)) if default.column != number => "used by a generated column",
                _ => continue,
            };
            return Err(Failure::new("0A000", format!("cannot alter type of a column {user}")).into());
        }
        Ok(())
    }

    /// The default has to become the new type too; a literal keeps the type that it was read as.
    fn retype_default(&mut self, table: ObjectId, number: ColumnNumber, wanted: TypeRef) -> Result<(), Refusal> {
        let Some(default) = self.column_default(table, number).cloned() else { return Ok(()) };
        let old = self.column_type(table, number);
        let literal = default.value_type.is_some_and(is_unknown);
        let found = if literal { old } else { default.value_type };
        let what = if default.generated.is_some() { "generation expression for column" } else { "default for column" };
        let name = self.column_name(table, number);
        self.refuse_cast(found, wanted, what, &name)?;
        let (Some(old), true) = (old, literal) else { return Ok(()) };
        if old.same_type(wanted) {
            return Ok(());
        }
        let casts = self.cast_insertions(default.expr.text.len(), old);
        let Some(id) = self.column_at(table, number).and_then(|column| column.default) else { return Ok(()) };
        self.change(id, |object| {
            if let ObjectBody::Default(default) = &mut object.body {
                default.expr.references.extend(casts);
                default.value_type = Some(plain(old));
            }
        });
        Ok(())
    }

    /// `::type` at a place of a text; a user's type as a name that follows renames.
    fn cast_insertions(&self, at: usize, type_ref: TypeRef) -> Vec<Reference> {
        let span = Span::new(at, at);
        let insert = |text: String| Reference {
            span,
            target: Target::Nothing,
            role: ReferenceRole::Insertion(Name::from(text)),
        };
        if type_ref.id.is_builtin() {
            return vec![insert(format!("::{}", self.type_text(plain(type_ref))))];
        }
        let named = Reference { span, target: Target::Object(type_ref.id), role: ReferenceRole::Name };
        let mut parts = vec![insert("::".into()), named];
        if type_ref.array {
            parts.push(insert("[]".into()));
        }
        parts
    }

    /// The column no longer hangs on its old type.
    fn release_type(&mut self, table: ObjectId, number: ColumnNumber) {
        let column = Address::column(table, number);
        let Some(current) = self.column_at(table, number) else { return };
        let referenced: Vec<ObjectId> =
            current.type_use.iter().map(|used| used.type_ref.id).chain(current.collation).collect();
        for object in referenced {
            self.catalog.release(Dependency {
                dependent: column,
                referenced: object.into(),
                kind: DependencyKind::Normal,
            });
        }
    }

    /// 42804 where a foreign key over the column, or to it, no longer compares.
    fn refuse_broken_keys(&self, table: ObjectId, number: ColumnNumber) -> Result<(), Failure> {
        let own = self.constraints(table).map(|(object, _)| object.id);
        for key in own.chain(self.referencing_keys(table)) {
            let (Some(object), Some(constraint)) = (self.catalog.get(key), self.constraint(key)) else { continue };
            let (ConstraintKind::ForeignKey(target), Some(owner)) = (&constraint.kind, object.parent) else { continue };
            let uses_own = owner == table && constraint.columns.contains(&number);
            let uses_referenced = target.table == table && target.columns.contains(&number);
            if uses_own || uses_referenced {
                self.refuse_incomparable(owner, &constraint.columns, target, &object.name)?;
            }
        }
        Ok(())
    }

    /// 42704, 42804 where an index over the column does not take the new type: the server makes it again as it was written.
    fn refuse_broken_indexes(&self, table: ObjectId, number: ColumnNumber) -> Result<(), Refusal> {
        let Some(type_ref) = self.column_type(table, number) else { return Ok(()) };
        for (_, index) in self.indexes(table) {
            let operators = match self.backing_of(index) {
                Backing::Exclude(_, operators) => operators,
                _ => Vec::new(),
            };
            let operators = operators.iter().map(Some).chain(std::iter::repeat(None));
            for (key, operator) in index.keys.iter().zip(operators) {
                if key.target == KeyTarget::Column(number) {
                    self.refuse_broken_key(&index.method, key, type_ref, operator)?;
                }
            }
        }
        Ok(())
    }

    fn refuse_broken_key(
        &self,
        method: &str,
        key: &IndexKey,
        type_ref: TypeRef,
        operator: Option<&Name>,
    ) -> Result<(), Refusal> {
        if key.collation.is_some() && !self.is_collatable(type_ref) {
            let name = self.type_name(type_ref);
            return Err(Failure::new("42804", format!("collations are not supported by type {name}")).into());
        }
        let family = match &key.operator_class {
            Some(class) => self.refuse_unfit_class(method, &parsed(class), Some(type_ref))?,
            None => self.refuse_no_default_class(method, Some(type_ref))?.map(|class| class.family),
        };
        match operator {
            Some(operator) => self.refuse_exclusion_by(operator, type_ref, method, family),
            None => Ok(()),
        }
    }
}

/// A name in the author's bytes.
fn parsed(written: &str) -> QualifiedName {
    let parts = crate::postgres::catalog::naming::parts(written);
    QualifiedName { parts: parts.into_iter().map(|name| Ident { name, span: Span::new(0, 0) }).collect() }
}
