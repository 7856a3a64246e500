//! Deletion along the dependencies: the server's `findDependentObjects` and `reportDependentObjects`.

use super::session::Session;
use crate::postgres::ast::Name;
use crate::postgres::ast::op::DropBehavior;
use crate::postgres::catalog::{Address, Catalog, ColumnNumber, Dependency, DependencyKind, ObjectBody, ObjectId};
use crate::run::{Failure, Refusal};
use std::collections::BTreeMap;

/// A chain of dependencies longer than this is not followed. The server's own limit is its stack.
const MAX_DEPTH: usize = 2_000;

/// Why something is among what a deletion takes: a set, because several ways may lead to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reasons(u8);

impl Reasons {
    const NONE: Self = Self(0);
    const ORIGINAL: Self = Self(1);
    const NORMAL: Self = Self(2);
    /// It goes without being asked about: automatic, internal, member of an extension.
    const SILENT: Self = Self(4);
    /// Reached from one of its owners among partitions.
    const PARTITION: Self = Self(8);
    /// Has an owner among partitions.
    const IS_PART: Self = Self(16);
    /// A column whose whole relation goes.
    const SUBOBJECT: Self = Self(32);

    fn of(kind: DependencyKind) -> Self {
        match kind {
            DependencyKind::Normal => Self::NORMAL,
            DependencyKind::Partition => Self::PARTITION,
            DependencyKind::Auto | DependencyKind::Internal | DependencyKind::Extension => Self::SILENT,
        }
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Under `RESTRICT`, it stands in the way.
    fn objects(self) -> bool {
        !(self.has(Self::ORIGINAL) || self.has(Self::SUBOBJECT) || self.has(Self::SILENT) || self.has(Self::PARTITION))
    }
}

/// Something that the deletion takes, and why.
#[derive(Debug, Clone, Copy)]
struct Doomed {
    address: Address,
    reasons: Reasons,
    /// The partition's object that demands it.
    part_of: Option<Address>,
}

/// The search for all that goes with some objects.
struct Walk<'a> {
    session: &'a Session,
    /// All that was asked for: the owner of an internal object may be among it.
    requested: &'a [Address],
    /// From the object asked for to the one at hand.
    stack: Vec<Doomed>,
    /// What goes, dependents before what they depend on.
    doomed: Vec<Doomed>,
    places: BTreeMap<ObjectId, Vec<usize>>,
}

/// What the owners of an object say about deleting it.
enum Verdict {
    /// Go on with it.
    Proceed(Doomed),
    /// It is dealt with, or will be, together with its owner.
    Settled,
}

impl Session {
    /// Deletes objects and columns, with all that depends on them as far as `behavior` and the dependencies' kinds allow; 2BP01 where they
    /// do not.
    pub(crate) fn delete_objects(&mut self, targets: &[Address], behavior: DropBehavior) -> Result<(), Refusal> {
        let doomed = self.doomed(targets)?;
        self.refuse_parts(&doomed)?;
        if behavior == DropBehavior::Restrict && doomed.iter().any(|found| found.reasons.objects()) {
            return Err(self.depended_on(targets).into());
        }
        for found in doomed.iter().filter(|found| !found.reasons.has(Reasons::SUBOBJECT)) {
            self.remove(found.address);
        }
        Ok(())
    }

    fn doomed(&self, targets: &[Address]) -> Result<Vec<Doomed>, Refusal> {
        let mut walk =
            Walk { session: self, requested: targets, stack: Vec::new(), doomed: Vec::new(), places: BTreeMap::new() };
        for target in targets {
            walk.visit(*target, Reasons::ORIGINAL)?;
        }
        Ok(walk.doomed)
    }

    /// A partition's part goes only when one of its owners does.
    fn refuse_parts(&self, doomed: &[Doomed]) -> Result<(), Refusal> {
        let lonely = |found: &&Doomed| found.reasons.has(Reasons::IS_PART) && !found.reasons.has(Reasons::PARTITION);
        match doomed.iter().find(lonely) {
            Some(found) => Err(self.required_by(found.address, found.part_of.unwrap_or(found.address)).into()),
            None => Ok(()),
        }
    }

    fn required_by(&self, address: Address, owner: Address) -> Failure {
        let (dropped, owner) = (self.describe(address), self.describe(owner));
        Failure::new("2BP01", format!("cannot drop {dropped} because {owner} requires it"))
    }

    fn depended_on(&self, targets: &[Address]) -> Failure {
        let (what, verb) = match targets {
            [one] => (self.describe(*one), "depend on it"),
            _ => ("desired object(s)".to_owned(), "depend on them"),
        };
        Failure::new("2BP01", format!("cannot drop {what} because other objects {verb}"))
    }

    /// Takes one object or column out. What depends on it is gone already.
    fn remove(&mut self, address: Address) {
        if address.column != 0 {
            self.remove_column(address.object, address.column);
            return;
        }
        let Some(object) = self.catalog.get(address.object) else { return };
        let (id, parent, body) = (object.id, object.parent, object.body.clone());
        match (body, parent) {
            (ObjectBody::Default(default), Some(table)) => {
                self.change_column(table, default.column, |column| column.default = None);
            }
            (ObjectBody::Sequence(sequence), _) if sequence.identity => {
                if let Some(owner) = sequence.owned_by {
                    self.change_column(owner.object, owner.column, |column| column.identity = None);
                }
            }
            (ObjectBody::Operator(operator), _) => self.unlink_operator(id, &operator),
            (ObjectBody::Index(_), Some(relation)) => self.forget_index(relation, id),
            (_, Some(parent)) => drop(self.change(parent, |_| ())),
            (_, None) => {}
        }
        let children: Vec<ObjectId> = self.catalog.children(id).map(|child| child.id).collect();
        for child in children {
            self.catalog.remove(child);
        }
        self.catalog.remove(id);
    }

    /// A dropped column stays as a tombstone: its number is never used again, its name is free.
    fn remove_column(&mut self, relation: ObjectId, number: ColumnNumber) {
        self.change_column(relation, number, |column| {
            column.name = Name::new(format!("........pg.dropped.{number}........"));
            column.dropped = true;
            column.not_null = false;
            column.default = None;
            column.identity = None;
            column.comment = None;
            column.acl = None;
        });
        let address = Address::column(relation, number);
        let outgoing = self.catalog.dependencies(relation).filter(|edge| edge.dependent == address);
        let edges: Vec<Dependency> = outgoing.chain(self.catalog.dependents_of(address)).collect();
        for edge in edges {
            self.catalog.release(edge);
        }
    }

    fn forget_index(&mut self, relation: ObjectId, index: ObjectId) {
        self.change(relation, |object| {
            let (clustered_on, replica_index) = match &mut object.body {
                ObjectBody::Table(table) => (&mut table.clustered_on, Some(&mut table.replica_index)),
                ObjectBody::View(view) => (&mut view.clustered_on, None),
                _ => return,
            };
            for mention in std::iter::once(clustered_on).chain(replica_index) {
                if *mention == Some(index) {
                    *mention = None;
                }
            }
        });
    }
}

impl Walk<'_> {
    fn catalog(&self) -> &Catalog {
        &self.session.catalog
    }

    /// Collects what depends on `address`, then `address` itself.
    fn visit(&mut self, address: Address, reasons: Reasons) -> Result<(), Refusal> {
        if self.on_stack(address, reasons) || self.is_doomed(address, reasons) {
            return Ok(());
        }
        if self.stack.len() >= MAX_DEPTH {
            return Err(Refusal::Undecided(format!("objects depend on each other over more than {MAX_DEPTH} steps")));
        }
        let Verdict::Proceed(found) = self.ask_owners(address, reasons)? else { return Ok(()) };
        let mut dependents: Vec<Dependency> = self.edges_to(address);
        // The newest first, as the server does.
        dependents.sort_by_key(|edge| (std::cmp::Reverse(edge.dependent.object), edge.dependent.column));
        self.stack.push(found);
        for edge in dependents {
            self.visit(edge.dependent, Reasons::of(edge.kind))?;
        }
        if let Some(found) = self.stack.pop() {
            self.places.entry(address.object).or_default().push(self.doomed.len());
            self.doomed.push(found);
        }
        Ok(())
    }

    /// Whether what `address` is part of lets it go.
    fn ask_owners(&mut self, address: Address, reasons: Reasons) -> Result<Verdict, Refusal> {
        let mut found = Doomed { address, reasons, part_of: None };
        let mut owner: Option<Address> = None;
        for edge in self.edges_from(address) {
            match edge.kind {
                DependencyKind::Normal | DependencyKind::Auto => {}
                DependencyKind::Partition => {
                    found.reasons.add(Reasons::IS_PART);
                    // The message names what it is a part of rather than the table it is on.
                    let on = self.catalog().get(address.object).and_then(|object| object.parent);
                    if Some(edge.referenced.object) != on {
                        found.part_of = Some(edge.referenced);
                    }
                }
                DependencyKind::Internal | DependencyKind::Extension if self.stack.is_empty() => {
                    if self.is_requested(edge.referenced) {
                        return Ok(Verdict::Settled);
                    }
                    if owner.is_none() || edge.kind == DependencyKind::Extension {
                        owner = Some(edge.referenced);
                    }
                }
                DependencyKind::Internal | DependencyKind::Extension => {
                    if !self.on_stack(edge.referenced, Reasons::NONE) {
                        // The owner goes instead, and takes it along; that is nothing to do in silence.
                        self.visit(edge.referenced, Reasons::NONE)?;
                        self.is_doomed(address, reasons);
                        return Ok(Verdict::Settled);
                    }
                }
            }
        }
        match owner {
            Some(owner) => Err(self.session.required_by(address, found.part_of.unwrap_or(owner)).into()),
            None => Ok(Verdict::Proceed(found)),
        }
    }

    fn is_requested(&self, address: Address) -> bool {
        self.requested.contains(&address) || self.requested.contains(&Address::object(address.object))
    }

    /// The edges to what an address depends on, those within the same relation left out.
    fn edges_from(&self, address: Address) -> Vec<Dependency> {
        let edges = self.catalog().dependencies(address.object);
        if address.column == 0 {
            edges.filter(|edge| edge.referenced.object != address.object).collect()
        } else {
            edges.filter(|edge| edge.dependent == address).collect()
        }
    }

    /// The edges from what depends on an address, a relation's own columns left out.
    fn edges_to(&self, address: Address) -> Vec<Dependency> {
        if address.column == 0 {
            self.catalog().dependents(address.object).filter(|edge| edge.dependent.object != address.object).collect()
        } else {
            self.catalog().dependents_of(address).collect()
        }
    }

    fn on_stack(&mut self, address: Address, reasons: Reasons) -> bool {
        let mut present = false;
        for entry in self.stack.iter_mut().rev().filter(|entry| entry.address.object == address.object) {
            present |= entry.meet(address, reasons);
        }
        present
    }

    fn is_doomed(&mut self, address: Address, reasons: Reasons) -> bool {
        let mut present = false;
        for place in self.places.get(&address.object).into_iter().flatten() {
            present |= self.doomed[*place].meet(address, reasons);
        }
        present
    }
}

impl Doomed {
    /// Whether `address` (of the same object) is covered by this entry; notes the further reasons for it.
    fn meet(&mut self, address: Address, reasons: Reasons) -> bool {
        if self.address.column == address.column {
            self.reasons.add(reasons);
            return true;
        }
        if address.column == 0 {
            // The whole relation goes after one of its columns was found: the column needs no work of its own.
            self.reasons.add(reasons);
            self.reasons.add(Reasons::SUBOBJECT);
        }
        self.address.column == 0
    }
}
