//! Sequences.

use super::session::Session;
use crate::postgres::ast::op::{Persistence, SequenceOption, ViewKind};
use crate::postgres::ast::{Ident, Name, QualifiedName};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Address, DependencyKind, NameClass, ObjectBody, ObjectId, Sequence, TypeRef};
use crate::run::{Applied, Effect, Failure, Refusal};

/// What a sequence is made for: the messages differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SequenceUse {
    /// `CREATE SEQUENCE`, `serial`.
    Plain,
    /// An identity column.
    Identity,
}

impl Session {
    pub(super) fn create_sequence(
        &mut self,
        name: &QualifiedName,
        if_not_exists: bool,
        persistence: Persistence,
        options: &[SequenceOption],
    ) -> Applied {
        let schema = self.schema_for(name, persistence).map_err(|failure| Failure { position: None, ..failure })?;
        if if_not_exists && self.catalog.find(NameClass::Relation, schema, name.name()).is_some() {
            return Ok(Effect::Noop(format!("relation \"{}\" already exists, skipping", name.name())));
        }
        let sequence = Sequence { persistence, ..self.read_sequence(options, SequenceUse::Plain)? };
        let id = self.add_sequence(name.name().clone(), schema, sequence)?;
        self.set_remark(id);
        self.set_sequence_owner(id, options)?;
        Ok(Effect::Applied)
    }

    pub(super) fn alter_sequence(
        &mut self,
        name: &QualifiedName,
        if_exists: bool,
        options: &[SequenceOption],
    ) -> Applied {
        let id = match self.relation(name) {
            Ok(object) => object.id,
            Err(_) if if_exists => {
                return Ok(Effect::Noop(format!("relation \"{name}\" does not exist, skipping")));
            }
            Err(failure) => return Err(failure.into()),
        };
        self.change_sequence(id, options, SequenceUse::Plain)?;
        self.set_sequence_owner(id, options)?;
        Ok(Effect::Applied)
    }

    /// Makes a new sequence from its options.
    pub(crate) fn read_sequence(&self, options: &[SequenceOption], purpose: SequenceUse) -> Result<Sequence, Refusal> {
        Ok(self.read_options(options, purpose)?.apply(None)?)
    }

    /// Makes the sequence of a column, which has the column's type.
    pub(crate) fn read_typed_sequence(
        &self,
        options: &[SequenceOption],
        data_type: Option<TypeRef>,
        purpose: SequenceUse,
    ) -> Result<Sequence, Refusal> {
        let mut options = self.read_options(options, purpose)?;
        if let Some(data_type) = data_type {
            if data_type.array || bounds(data_type).is_none() {
                return Err(wrong_type(purpose).into());
            }
            options.data_type.get_or_insert(data_type);
        }
        Ok(options.apply(None)?)
    }

    /// 22023 for a type that no identity column has.
    pub(crate) fn refuse_identity_type(type_ref: TypeRef) -> Result<(), Failure> {
        if type_ref.array || bounds(type_ref).is_none() {
            return Err(wrong_type(SequenceUse::Identity));
        }
        Ok(())
    }

    /// Puts a sequence into a schema.
    pub(crate) fn add_sequence(
        &mut self,
        name: Name,
        schema: ObjectId,
        sequence: Sequence,
    ) -> Result<ObjectId, Failure> {
        self.refuse_taken_row_type(&name, schema)?;
        Ok(self.create_object(name, Some(schema), None, ObjectBody::Sequence(sequence)))
    }

    /// Changes a sequence's options.
    pub(crate) fn change_sequence(
        &mut self,
        id: ObjectId,
        options: &[SequenceOption],
        purpose: SequenceUse,
    ) -> Result<(), Refusal> {
        let object = self.catalog.get(id);
        let Some(ObjectBody::Sequence(old)) = object.map(|object| &object.body) else {
            let name = object.map_or("", |object| object.name.as_str());
            return Err(Failure::new("42809", format!("\"{name}\" is not a sequence")).into());
        };
        let changed = self.read_options(options, purpose)?.apply(Some(old))?;
        self.change(id, |object| object.body = ObjectBody::Sequence(changed));
        Ok(())
    }

    fn read_options(&self, options: &[SequenceOption], purpose: SequenceUse) -> Result<Options, Refusal> {
        let mut read = Options::default();
        for option in options {
            match option {
                SequenceOption::Repeated(span) => return Err(repeated().at(*span).into()),
                SequenceOption::As(written) => {
                    let type_ref = self.resolve_type(written)?.type_ref;
                    if type_ref.array || bounds(type_ref).is_none() {
                        return Err(wrong_type(purpose).into());
                    }
                    set(&mut read.data_type, type_ref)?;
                }
                SequenceOption::Increment(value) => set(&mut read.increment, *value)?,
                SequenceOption::MinValue(value) => set(&mut read.min, Said::from(*value))?,
                SequenceOption::MaxValue(value) => set(&mut read.max, Said::from(*value))?,
                SequenceOption::Start(value) => set(&mut read.start, *value)?,
                SequenceOption::Restart(value) => set(&mut read.restart, Said::from(*value))?,
                SequenceOption::Cache(value) => set(&mut read.cache, *value)?,
                SequenceOption::Cycle(value) => set(&mut read.cycle, *value)?,
                SequenceOption::Persistence(value) => set(&mut read.persistence, *value)?,
                SequenceOption::OwnedBy(_) | SequenceOption::SequenceName(_) => {}
            }
        }
        Ok(read)
    }

    /// `OWNED BY table.column`, or `NONE`.
    fn set_sequence_owner(&mut self, id: ObjectId, options: &[SequenceOption]) -> Result<(), Refusal> {
        let said = options.iter().rev().find_map(|option| match option {
            SequenceOption::OwnedBy(owner) => Some(owner),
            _ => None,
        });
        let Some(owner) = said else { return Ok(()) };
        let identity = self.sequence(id).is_some_and(|sequence| sequence.identity);
        let target = owner.as_ref().map(|(table, column)| self.sequence_owner(id, table, column)).transpose()?;
        if identity {
            return Err(Failure::new("0A000", "cannot change ownership of identity sequence").into());
        }
        self.own_sequence(id, target, DependencyKind::Auto);
        Ok(())
    }

    /// The column that a sequence may be owned by.
    fn sequence_owner(&self, id: ObjectId, table: &QualifiedName, column: &Ident) -> Result<Address, Failure> {
        let relation = self.relation(table)?;
        let materialized = relation.view().is_some_and(|view| view.kind == ViewKind::Materialized);
        if materialized || !matches!(relation.body, ObjectBody::Table(_) | ObjectBody::View(_)) {
            let message = format!("sequence cannot be owned by relation \"{}\"", relation.name);
            return Err(Failure::new("42809", message));
        }
        let sequence = self.catalog.get(id);
        if sequence.is_some_and(|sequence| sequence.owner != relation.owner) {
            return Err(Failure::new("55000", "sequence must have same owner as table it is linked to"));
        }
        if sequence.is_some_and(|sequence| sequence.schema != relation.schema) {
            return Err(Failure::new("55000", "sequence must be in same schema as table it is linked to"));
        }
        let owner = relation.column(&column.name).ok_or_else(|| self.no_such_column(relation.id, &column.name))?;
        Ok(Address::column(relation.id, owner.number))
    }

    /// Makes a column the owner of a sequence, or nothing.
    pub(crate) fn own_sequence(&mut self, id: ObjectId, owner: Option<Address>, kind: DependencyKind) {
        let links: Vec<_> = self.catalog.dependencies(id).filter(|edge| edge.kind == DependencyKind::Auto).collect();
        for link in links {
            self.catalog.release(link);
        }
        if let Some(owner) = owner {
            self.catalog.depend(id, owner, kind);
        }
        self.change(id, |object| {
            if let ObjectBody::Sequence(sequence) = &mut object.body {
                sequence.owned_by = owner;
                sequence.identity = kind == DependencyKind::Internal;
            }
        });
    }

    /// The sequence of that id.
    pub(crate) fn sequence(&self, id: ObjectId) -> Option<&Sequence> {
        match &self.catalog.get(id)?.body {
            ObjectBody::Sequence(sequence) => Some(sequence),
            _ => None,
        }
    }
}

/// A value as written: a number, or the word for the default.
#[derive(Debug, Clone, Copy)]
enum Said {
    Default,
    Value(i64),
}

impl From<Option<i64>> for Said {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Self::Default, Self::Value)
    }
}

/// Options as written; what is not said stays as it is, or gets its default.
#[derive(Debug, Default)]
struct Options {
    data_type: Option<TypeRef>,
    increment: Option<i64>,
    min: Option<Said>,
    max: Option<Said>,
    start: Option<i64>,
    restart: Option<Said>,
    cache: Option<i64>,
    cycle: Option<bool>,
    persistence: Option<Persistence>,
}

fn set<T>(slot: &mut Option<T>, value: T) -> Result<(), Failure> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(repeated()),
    }
}

fn repeated() -> Failure {
    Failure::new("42601", "conflicting or redundant options")
}

fn invalid(message: String) -> Failure {
    Failure::new("22023", message)
}

fn wrong_type(purpose: SequenceUse) -> Failure {
    let subject = if purpose == SequenceUse::Identity { "identity column" } else { "sequence" };
    invalid(format!("{subject} type must be smallint, integer, or bigint"))
}

/// The least and greatest value of a sequence's type.
fn bounds(data_type: TypeRef) -> Option<(i64, i64)> {
    match data_type.id.oid() {
        oid::INT2 => Some((i16::MIN.into(), i16::MAX.into())),
        oid::INT4 => Some((i32::MIN.into(), i32::MAX.into())),
        oid::INT8 => Some((i64::MIN, i64::MAX)),
        _ => None,
    }
}

impl Options {
    /// The sequence with these options, in the order in which the server settles and checks them.
    fn apply(&self, old: Option<&Sequence>) -> Result<Sequence, Failure> {
        let mut sequence = old.cloned().unwrap_or_else(blank);
        let old_bounds = self.settle_type(&mut sequence, old.is_some());
        self.settle_increment(&mut sequence)?;
        let limits = bounds(sequence.data_type).unwrap_or((i64::MIN, i64::MAX));
        self.settle_max(&mut sequence, old, old_bounds, limits)?;
        self.settle_min(&mut sequence, old, old_bounds, limits)?;
        if sequence.min >= sequence.max {
            let (min, max) = (sequence.min, sequence.max);
            return Err(invalid(format!("MINVALUE ({min}) must be less than MAXVALUE ({max})")));
        }
        self.settle_start(&mut sequence, old.is_none())?;
        self.settle_restart(&mut sequence, old.is_none())?;
        if let Some(cache) = self.cache {
            if cache <= 0 {
                return Err(invalid(format!("CACHE ({cache}) must be greater than zero")));
            }
            sequence.cache = cache;
        }
        Ok(sequence)
    }

    /// Sets the type; returns the limits of the type before, where it is an old sequence's.
    fn settle_type(&self, sequence: &mut Sequence, existed: bool) -> Option<(i64, i64)> {
        let before = bounds(sequence.data_type).filter(|_| existed && self.data_type.is_some());
        sequence.data_type = self.data_type.unwrap_or(sequence.data_type);
        sequence.persistence = self.persistence.unwrap_or(sequence.persistence);
        before
    }

    fn settle_increment(&self, sequence: &mut Sequence) -> Result<(), Failure> {
        sequence.increment = self.increment.unwrap_or(sequence.increment);
        if sequence.increment == 0 {
            return Err(Failure::new("22023", "INCREMENT must not be zero"));
        }
        sequence.cycle = self.cycle.unwrap_or(sequence.cycle);
        Ok(())
    }

    fn settle_max(
        &self,
        sequence: &mut Sequence,
        old: Option<&Sequence>,
        old_bounds: Option<(i64, i64)>,
        (least, greatest): (i64, i64),
    ) -> Result<(), Failure> {
        // A limit that was the old type's own becomes the new type's own.
        let reset = old_bounds.is_some_and(|(_, limit)| sequence.max == limit);
        match self.max {
            Some(Said::Value(max)) => sequence.max = max,
            Some(Said::Default) => sequence.max = if sequence.increment > 0 || reset { greatest } else { -1 },
            None if old.is_none() || reset => {
                sequence.max = if sequence.increment > 0 || reset { greatest } else { -1 };
            }
            None => {}
        }
        if sequence.max < least || sequence.max > greatest {
            return Err(out_of_range("MAXVALUE", sequence.max, sequence.data_type));
        }
        Ok(())
    }

    fn settle_min(
        &self,
        sequence: &mut Sequence,
        old: Option<&Sequence>,
        old_bounds: Option<(i64, i64)>,
        (least, greatest): (i64, i64),
    ) -> Result<(), Failure> {
        let reset = old_bounds.is_some_and(|(limit, _)| sequence.min == limit);
        match self.min {
            Some(Said::Value(min)) => sequence.min = min,
            Some(Said::Default) => sequence.min = if sequence.increment < 0 || reset { least } else { 1 },
            None if old.is_none() || reset => {
                sequence.min = if sequence.increment < 0 || reset { least } else { 1 };
            }
            None => {}
        }
        if sequence.min < least || sequence.min > greatest {
            return Err(out_of_range("MINVALUE", sequence.min, sequence.data_type));
        }
        Ok(())
    }

    fn settle_start(&self, sequence: &mut Sequence, new: bool) -> Result<(), Failure> {
        match self.start {
            Some(start) => sequence.start = start,
            None if new => sequence.start = if sequence.increment > 0 { sequence.min } else { sequence.max },
            None => {}
        }
        within("START", sequence.start, sequence)
    }

    fn settle_restart(&self, sequence: &mut Sequence, new: bool) -> Result<(), Failure> {
        match self.restart {
            Some(Said::Value(value)) => sequence.last_value = Some((value, false)),
            Some(Said::Default) => sequence.last_value = Some((sequence.start, false)),
            None if new => sequence.last_value = Some((sequence.start, false)),
            None => {}
        }
        sequence.last_value.map_or(Ok(()), |(value, _)| within("RESTART", value, sequence))
    }
}

/// A sequence before its options are settled.
fn blank() -> Sequence {
    Sequence {
        persistence: Persistence::Permanent,
        data_type: TypeRef::builtin(oid::INT8),
        start: 1,
        increment: 1,
        min: 1,
        max: i64::MAX,
        cache: 1,
        cycle: false,
        owned_by: None,
        identity: false,
        last_value: None,
        before: None,
    }
}

fn out_of_range(what: &str, value: i64, data_type: TypeRef) -> Failure {
    let name = match data_type.id.oid() {
        oid::INT2 => "smallint",
        oid::INT4 => "integer",
        _ => "bigint",
    };
    invalid(format!("{what} ({value}) is out of range for sequence data type {name}"))
}

fn within(what: &str, value: i64, sequence: &Sequence) -> Result<(), Failure> {
    if value < sequence.min {
        return Err(invalid(format!("{what} value ({value}) cannot be less than MINVALUE ({})", sequence.min)));
    }
    if value > sequence.max {
        return Err(invalid(format!("{what} value ({value}) cannot be greater than MAXVALUE ({})", sequence.max)));
    }
    Ok(())
}
