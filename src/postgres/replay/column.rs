//! Column definitions: what `CREATE TABLE` and `ADD COLUMN` make of them before anything is created.

use super::default::DefaultPlan;
use super::sequence::SequenceUse;
use super::session::Session;
use crate::postgres::ast::op::{
    ColumnConstraint, ColumnConstraintDef, ColumnDef, ConstraintAttributes, Identity, Persistence, SequenceOption,
};
use crate::postgres::ast::{Ident, Name, QualifiedName, TypeName};
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{
    Address, Column, ColumnNumber, DependencyKind, IdentityColumn, ObjectId, Sequence, TypeRef, TypeUse,
};
use crate::postgres::replay::implicit_name::UniqueAmong;
use crate::run::{Failure, Refusal};
use crate::source::Span;

/// Tables can have at most so many columns.
pub(crate) const MAX_COLUMNS: usize = 1600;

/// The table that columns are read for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// Its schema.
    pub schema: ObjectId,
    /// Its name.
    pub table: &'a str,
    /// Its persistence, and so that of its sequences.
    pub persistence: Persistence,
    /// Messages name a table as `foreign` or not; partitions and typed tables refuse some things.
    pub form: TableForm,
}

/// The forms of table that refuse some column features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TableForm {
    /// An ordinary definition.
    Ordinary,
    /// `OF type`.
    Typed,
    /// `PARTITION OF`.
    Partition,
}

/// A constraint that is waiting for its turn.
#[derive(Debug, Clone)]
pub(crate) struct ConstraintPlan<'a> {
    /// Its name, where given.
    pub name: Option<Name>,
    /// What it says.
    pub attributes: &'a ConstraintAttributes,
    /// Where it stands.
    pub span: Span,
}

/// A column about to be created.
#[derive(Debug, Clone)]
pub(crate) struct ColumnPlan<'a> {
    /// The column; its number is settled when it is added.
    pub column: Column,
    /// Its default or generation expression.
    pub default: Option<DefaultPlan<'a>>,
    /// The sequence of `serial` or an identity.
    pub sequence: Option<SequencePlan>,
    /// The definition it comes from, where there is one.
    pub span: Option<Span>,
}

/// A sequence about to be created for a column.
#[derive(Debug, Clone)]
pub(crate) struct SequencePlan {
    name: Name,
    schema: ObjectId,
    options: Vec<SequenceOption>,
    data_type: Option<TypeRef>,
    persistence: Persistence,
    /// `ALWAYS` of an identity; `None` for `serial`.
    identity: Option<bool>,
}

impl<'a> ColumnPlan<'a> {
    /// The default, `nextval` of the column's sequence for `serial`.
    pub(crate) fn default_with(&self, sequence: Option<ObjectId>) -> Option<DefaultPlan<'a>> {
        match (&self.sequence, sequence) {
            (Some(plan), Some(sequence)) if !plan.is_identity() => Some(DefaultPlan::Serial(sequence)),
            _ => self.default.clone(),
        }
    }
}

impl SequencePlan {
    /// The same sequence as `bigint`, whatever its column is.
    pub(crate) fn untyped(self) -> Self {
        Self { data_type: None, ..self }
    }

    /// It belongs to an identity column.
    pub(crate) fn is_identity(&self) -> bool {
        self.identity.is_some()
    }
}

impl Session {
    /// Reads a column definition. Its constraints, other than `NOT NULL` and the default, are appended to `constraints`.
    pub(crate) fn read_column<'a>(
        &self,
        definition: &'a ColumnDef,
        place: Place,
        constraints: &mut Vec<ConstraintPlan<'a>>,
    ) -> Result<ColumnPlan<'a>, Refusal> {
        let serial = definition.type_name.as_ref().and_then(serial_type);
        let type_use = match &definition.type_name {
            Some(written) if serial.is_some() => {
                refuse_serial_array(written)?;
                serial.map(|oid| TypeUse { type_ref: TypeRef::builtin(oid), written: None })
            }
            Some(written) => Some(self.resolve_column_type(written, &definition.name)?),
            None => None,
        };
        let mut column = Column::new(0, definition.name.name.clone(), type_use, self.origin);
        column.collation = self.resolve_collation(definition.collation.as_ref(), column.type_use.as_ref())?;
        column.storage.clone_from(&definition.storage);
        column.compression = definition.compression.clone().filter(|method| method != "default");
        let mut reader = ColumnReader::new(self, definition, place, column);
        if let Some(serial) = serial {
            reader.sequence =
                Some(self.plan_sequence(place, &definition.name.name, &[], Some(TypeRef::builtin(serial))));
        }
        for constraint in &definition.constraints {
            reader.read(constraint, constraints)?;
        }
        reader.finish(serial.is_some())
    }

    fn resolve_column_type(&self, written: &TypeName, column: &Ident) -> Result<TypeUse, Refusal> {
        let type_use = self.resolve_type(written)?;
        if written.setof {
            let message = format!("column \"{}\" cannot be declared SETOF", column.name);
            return Err(Failure::new("42P16", message).into());
        }
        Ok(type_use)
    }

    /// The collation of a column: `None` where it is the type's own.
    pub(crate) fn resolve_collation(
        &self,
        written: Option<&QualifiedName>,
        type_use: Option<&TypeUse>,
    ) -> Result<Option<ObjectId>, Refusal> {
        let Some(written) = written else { return Ok(None) };
        let clause = self.collate_clause(written);
        let collation = self.find_collation(written).map_err(|refusal| refusal.at(clause))?;
        if let Some(type_use) = type_use
            && !self.is_collatable(type_use.type_ref)
        {
            let type_name = self.type_name(super::default::plain(type_use.type_ref));
            let message = format!("collations are not supported by type {type_name}");
            return Err(Failure::new("42804", message).at(clause).into());
        }
        Ok(Some(collation))
    }

    /// From the word `COLLATE` on: the server points there.
    fn collate_clause(&self, written: &QualifiedName) -> Span {
        let name = written.span();
        let before = self.text.get(..name.start as usize).unwrap_or_default();
        let start = before.to_ascii_lowercase().rfind("collate").unwrap_or(before.len());
        Span::new(start, name.end as usize)
    }

    /// Plans the sequence of a `serial` or identity column, under the name that the server picks for it.
    pub(crate) fn plan_sequence(
        &self,
        place: Place,
        column: &str,
        options: &[SequenceOption],
        data_type: Option<TypeRef>,
    ) -> SequencePlan {
        let name = self.choose_relation_name(place.table, column, "seq", place.schema, UniqueAmong::Relations);
        let persistence = place.persistence;
        SequencePlan { name, schema: place.schema, options: options.to_vec(), data_type, persistence, identity: None }
    }

    /// Plans the sequence of an identity column.
    pub(crate) fn plan_identity(
        &self,
        place: Place,
        column: &Column,
        identity: &Identity,
    ) -> Result<SequencePlan, Refusal> {
        let data_type = column.type_use.as_ref().map(|used| used.type_ref);
        let mut plan = self.plan_sequence(place, &column.name, &identity.options, data_type);
        plan.identity = Some(identity.always);
        for option in &identity.options {
            if let SequenceOption::SequenceName(name) = option {
                plan.schema = if name.schema().is_some() { self.target_schema(name)? } else { place.schema };
                plan.name = name.name().clone();
            }
        }
        Ok(plan)
    }

    /// Creates a planned sequence; it gets its owner when the column is there.
    pub(crate) fn create_planned_sequence(&mut self, plan: &SequencePlan) -> Result<ObjectId, Refusal> {
        let purpose = if plan.is_identity() { SequenceUse::Identity } else { SequenceUse::Plain };
        let sequence = self.read_typed_sequence(&plan.options, plan.data_type, purpose)?;
        let sequence = Sequence { persistence: plan.persistence, ..sequence };
        Ok(self.add_sequence(plan.name.clone(), plan.schema, sequence)?)
    }

    /// Ties a column and the sequence made for it together.
    pub(crate) fn own_planned_sequence(
        &mut self,
        relation: ObjectId,
        number: ColumnNumber,
        sequence: ObjectId,
        plan: &SequencePlan,
    ) {
        let owner = Address::column(relation, number);
        match plan.identity {
            Some(always) => {
                self.own_sequence(sequence, Some(owner), DependencyKind::Internal);
                self.change_column(relation, number, |column| {
                    column.identity = Some(IdentityColumn { always, sequence });
                    column.not_null = true;
                });
            }
            None => self.own_sequence(sequence, Some(owner), DependencyKind::Auto),
        }
    }

    /// 42P16 for the types that no column can have.
    pub(crate) fn refuse_pseudo_type(&self, column: &Column) -> Result<(), Failure> {
        let Some(type_ref) = column.type_use.as_ref().map(|used| used.type_ref) else { return Ok(()) };
        let pseudo =
            type_ref.id.is_builtin() && types::by_oid(type_ref.id.oid()).is_some_and(|found| found.kind == 'p');
        if pseudo {
            let message = format!("column \"{}\" has pseudo-type {}", column.name, self.type_name(type_ref));
            return Err(Failure::new("42P16", message));
        }
        Ok(())
    }
}

/// The integer type behind `serial` and its kin.
fn serial_type(written: &TypeName) -> Option<u32> {
    if written.name.parts.len() != 1 {
        return None;
    }
    match written.name.name().as_str() {
        "smallserial" | "serial2" => Some(oid::INT2),
        "serial" | "serial4" => Some(oid::INT4),
        "bigserial" | "serial8" => Some(oid::INT8),
        _ => None,
    }
}

fn refuse_serial_array(written: &TypeName) -> Result<(), Failure> {
    if written.array_dimensions > 0 {
        return Err(Failure::new("0A000", "array of serial is not implemented").at(written.name.span()));
    }
    Ok(())
}

/// The column constraints of one definition, in source order, with the server's refusals of contradictions.
struct ColumnReader<'s, 'a> {
    session: &'s Session,
    definition: &'a ColumnDef,
    place: Place<'s>,
    column: Column,
    nullability_said: bool,
    default: Option<&'a crate::postgres::ast::Expr>,
    generated: Option<&'a crate::postgres::ast::op::Generated>,
    identity: bool,
    sequence: Option<SequencePlan>,
}

impl<'s, 'a> ColumnReader<'s, 'a> {
    fn new(session: &'s Session, definition: &'a ColumnDef, place: Place<'s>, column: Column) -> Self {
        Self {
            session,
            definition,
            place,
            column,
            nullability_said: false,
            default: None,
            generated: None,
            identity: false,
            sequence: None,
        }
    }

    fn read(
        &mut self,
        definition: &'a ColumnConstraintDef,
        constraints: &mut Vec<ConstraintPlan<'a>>,
    ) -> Result<(), Refusal> {
        let read = self.read_constraint(definition, constraints).and_then(|()| self.refuse_two_sources());
        read.map_err(|refusal| refusal.at(definition.span))
    }

    fn read_constraint(
        &mut self,
        definition: &'a ColumnConstraintDef,
        constraints: &mut Vec<ConstraintPlan<'a>>,
    ) -> Result<(), Refusal> {
        match &definition.constraint {
            ColumnConstraint::Null => self.say_nullability(false)?,
            ColumnConstraint::NotNull => self.say_nullability(true)?,
            ColumnConstraint::Default(expr) => {
                if self.default.replace(expr).is_some() {
                    return Err(self.redundant("multiple default values specified"));
                }
            }
            ColumnConstraint::Identity(identity) => self.read_identity(identity)?,
            ColumnConstraint::Generated(generated) => {
                self.refuse_form("generated columns")?;
                if self.generated.replace(generated).is_some() {
                    return Err(self.redundant("multiple generation clauses specified"));
                }
            }
            ColumnConstraint::Constraint(attributes) => constraints.push(ConstraintPlan {
                name: definition.name.as_ref().map(|name| name.name.clone()),
                attributes,
                span: definition.span,
            }),
        }
        Ok(())
    }

    fn read_identity(&mut self, identity: &'a Identity) -> Result<(), Refusal> {
        self.refuse_form("identity columns")?;
        if std::mem::replace(&mut self.identity, true) {
            return Err(self.redundant("multiple identity specifications"));
        }
        self.sequence = Some(self.session.plan_identity(self.place, &self.column, identity)?);
        self.say_nullability(true)
    }

    fn say_nullability(&mut self, not_null: bool) -> Result<(), Refusal> {
        if self.nullability_said && self.column.not_null != not_null {
            return Err(self.redundant("conflicting NULL/NOT NULL declarations"));
        }
        self.nullability_said = true;
        self.column.not_null = not_null;
        Ok(())
    }

    fn refuse_two_sources(&self) -> Result<(), Refusal> {
        let said = (self.default.is_some(), self.identity, self.generated.is_some());
        match said {
            (true, true, _) => Err(self.redundant("both default and identity specified")),
            (true, _, true) => Err(self.redundant("both default and generation expression specified")),
            (_, true, true) => Err(self.redundant("both identity and generation expression specified")),
            _ => Ok(()),
        }
    }

    fn refuse_form(&self, what: &str) -> Result<(), Refusal> {
        let whose = match self.place.form {
            TableForm::Ordinary => return Ok(()),
            TableForm::Typed => "typed tables",
            TableForm::Partition => "partitions",
        };
        Err(Failure::new("0A000", format!("{what} are not supported on {whose}")).into())
    }

    fn redundant(&self, what: &str) -> Refusal {
        let message = format!("{what} for column \"{}\" of table \"{}\"", self.column.name, self.place.table);
        Failure::new("42601", message).into()
    }

    /// `serial` counts as a default and `NOT NULL` written at the end.
    fn finish(mut self, serial: bool) -> Result<ColumnPlan<'a>, Refusal> {
        if serial {
            if self.default.is_some() {
                return Err(self.redundant("multiple default values specified"));
            }
            if self.identity {
                return Err(self.redundant("both default and identity specified"));
            }
            self.say_nullability(true)?;
        }
        let default = match (self.default, self.generated) {
            (Some(expr), _) => Some(DefaultPlan::Expr(expr)),
            (None, Some(generated)) => Some(DefaultPlan::Generated(generated)),
            (None, None) => None,
        };
        Ok(ColumnPlan { column: self.column, default, sequence: self.sequence, span: Some(self.definition.span) })
    }
}
