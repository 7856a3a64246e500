//! Publications.

use super::bind::{Scope, Usage};
use super::describe::relation_word;
use super::reference::{is_system_relation, is_system_schema, live_column};
use super::session::Session;
use super::table::lookup::is_system_column;
use crate::postgres::ast::op::{
    CreatePublication, DropBehavior, ObjectKind, Persistence, PublicationAction, PublicationMember, StorageParameter,
};
use crate::postgres::ast::{Expr, ExprKind, Ident, Name, QualifiedName};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{
    Address, Bound, ColumnNumber, DependencyKind, NameClass, Object, ObjectBody, ObjectId, Publication, Published,
    TypeRef,
};
use crate::run::{Applied, Effect, Failure, Refusal};

/// What a publication publishes of tables, all by default.
const CHANGES: [&str; 4] = ["insert", "update", "delete", "truncate"];

/// A member of a publication that is to be added, and what it depends on besides the table.
struct Draft {
    published: Published,
    dependencies: Vec<Address>,
}

impl Session {
    pub(super) fn create_publication(&mut self, create: &CreatePublication) -> Applied {
        let name = &create.name.name;
        if self.catalog.find(NameClass::Publication, ObjectId::NONE, name).is_some() {
            return Err(Failure::new("42710", format!("publication \"{name}\" already exists")).into());
        }
        let all = CHANGES.iter().map(|change| Name::new_static(change)).collect();
        let mut publication = Publication { all_tables: create.all_tables, publish: all, via_root: false };
        set_options(&mut publication, &create.options)?;
        let id = self.create_object(name.clone(), None, None, ObjectBody::Publication(publication));
        self.set_remark(id);
        self.publish(id, &create.members)?;
        Ok(Effect::Applied)
    }

    pub(super) fn alter_publication(&mut self, name: &Ident, action: &PublicationAction) -> Applied {
        let id = self.find_unqualified(ObjectKind::Publication, name)?;
        match action {
            PublicationAction::Options(options) => self.set_publication_options(id, options)?,
            PublicationAction::Add(members) => {
                self.refuse_all_tables(id)?;
                self.publish(id, members)?;
            }
            PublicationAction::Set(members) => {
                self.refuse_all_tables(id)?;
                let old: Vec<Address> = self.catalog.children(id).map(|member| member.id.into()).collect();
                self.delete_objects(&old, DropBehavior::Cascade)?;
                self.publish(id, members)?;
            }
            PublicationAction::Drop(members) => {
                self.refuse_all_tables(id)?;
                self.unpublish(id, members)?;
            }
        }
        self.change(id, |_| ());
        Ok(Effect::Applied)
    }

    fn set_publication_options(&mut self, id: ObjectId, options: &[StorageParameter]) -> Result<(), Refusal> {
        let Some(ObjectBody::Publication(mut publication)) = self.catalog.get(id).map(|object| object.body.clone())
        else {
            return Ok(());
        };
        set_options(&mut publication, options)?;
        self.change(id, |object| object.body = ObjectBody::Publication(publication));
        Ok(())
    }

    fn refuse_all_tables(&self, id: ObjectId) -> Result<(), Failure> {
        match self.catalog.get(id) {
            Some(Object { name, body: ObjectBody::Publication(publication), .. }) if publication.all_tables => {
                Err(Failure::new("55000", format!("publication \"{name}\" is defined as FOR ALL TABLES")))
            }
            _ => Ok(()),
        }
    }

    /// Adds tables, each with its descendants, and schemas.
    fn publish(&mut self, publication: ObjectId, members: &[PublicationMember]) -> Result<(), Refusal> {
        let existing = self.published(publication);
        let mut drafts: Vec<Draft> = Vec::new();
        for member in members {
            for draft in self.draft_member(member)? {
                match drafts.iter().find(|known| known.published.target == draft.published.target) {
                    None => drafts.push(draft),
                    Some(known) => self.refuse_redundant(&known.published, &draft.published)?,
                }
            }
        }
        for draft in &drafts {
            if existing.contains(&draft.published.target) {
                return Err(self.already_member(publication, draft.published.target).into());
            }
        }
        self.check_column_lists(publication, &drafts)?;
        for draft in drafts {
            let (target, columns) = (draft.published.target, draft.published.columns.clone());
            let body = ObjectBody::Published(draft.published);
            let id = self.create_object(Name::default(), None, Some(publication), body);
            self.catalog.depend(id, publication, DependencyKind::Auto);
            self.catalog.depend(id, target, DependencyKind::Auto);
            for column in columns {
                self.catalog.depend(id, Address::column(target, column), DependencyKind::Normal);
            }
            self.depend_on(id, &draft.dependencies);
        }
        Ok(())
    }

    /// The tables and schemas of a publication.
    fn published(&self, publication: ObjectId) -> Vec<ObjectId> {
        let members = self.catalog.children(publication);
        members
            .filter_map(|member| match &member.body {
                ObjectBody::Published(published) => Some(published.target),
                _ => None,
            })
            .collect()
    }

    fn draft_member(&self, member: &PublicationMember) -> Result<Vec<Draft>, Refusal> {
        match member {
            PublicationMember::Table { only, table, columns, filter } => {
                let draft = self.draft_table(table, columns.as_deref(), filter.as_ref())?;
                let id = draft.published.target;
                let alone = *only || self.is_partitioned(id) || !draft.dependencies.is_empty();
                let others = if alone { Vec::new() } else { self.with_descendants(id) };
                let others = others.into_iter().filter(|other| *other != id);
                let inherits = |target| Draft {
                    published: Published { target, columns: Vec::new(), filter: None },
                    dependencies: Vec::new(),
                };
                Ok(std::iter::once(draft).chain(others.map(inherits)).collect())
            }
            PublicationMember::Schema(name) => self.draft_schema(name),
            PublicationMember::CurrentSchema => {
                let schema = self.path().first().copied();
                let schema =
                    schema.ok_or_else(|| Failure::new("3F000", "no schema has been selected for CURRENT_SCHEMA"))?;
                Ok(vec![plain_draft(schema)])
            }
        }
    }

    fn draft_schema(&self, name: &Ident) -> Result<Vec<Draft>, Refusal> {
        if is_system_schema(&name.name) {
            let message = format!("cannot add schema \"{}\" to publication", name.name);
            return Err(Failure::new("22023", message).into());
        }
        Ok(vec![plain_draft(self.find_schema(&name.name)?)])
    }

    fn draft_table(
        &self,
        name: &QualifiedName,
        columns: Option<&[Ident]>,
        filter: Option<&Expr>,
    ) -> Result<Draft, Refusal> {
        let id = self.publishable(name)?;
        let inherited = self.with_descendants(id).len() > 1 && !self.is_partitioned(id);
        if inherited && (columns.is_some() || filter.is_some()) {
            return Err(Refusal::Undecided("a column list or filter of a table with children".into()));
        }
        let mut draft = plain_draft(id);
        if let Some(filter) = filter {
            draft.published.filter = Some(self.publication_filter(id, filter, &mut draft.dependencies)?);
        }
        draft.published.columns = self.published_columns(id, columns.unwrap_or_default())?;
        Ok(draft)
    }

    fn publishable(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        let refuse =
            |name: &str| Err(Failure::new("22023", format!("cannot add relation \"{name}\" to publication")).into());
        if self.lookup(NameClass::Relation, name).is_none() && is_system_relation(name) {
            return refuse(name.name());
        }
        let found = self.open_relation(name)?;
        let persistence = found.table().map_or(Persistence::Permanent, |table| table.persistence);
        match relation_word(found) {
            "index" => Err(Failure::new("42809", format!("\"{}\" is an index", found.name)).into()),
            "composite type" => Err(Failure::new("42809", format!("\"{}\" is a composite type", found.name)).into()),
            "table" if persistence == Persistence::Permanent => Ok(found.id),
            _ => refuse(&found.name),
        }
    }

    fn published_columns(&self, table: ObjectId, names: &[Ident]) -> Result<Vec<ColumnNumber>, Refusal> {
        let Some(object) = self.catalog.get(table) else { return Ok(Vec::new()) };
        let mut columns = Vec::new();
        for name in names {
            if is_system_column(&name.name) {
                let message = format!("cannot use system column \"{}\" in publication column list", name.name);
                return Err(Failure::new("42P10", message).into());
            }
            let column = live_column(object, name)?.column;
            if columns.contains(&column) {
                let message = format!("duplicate column \"{}\" in publication column list", name.name);
                return Err(Failure::new("42710", message).into());
            }
            columns.push(column);
        }
        columns.sort_unstable();
        Ok(columns)
    }

    /// A filter of columns, constants and operators; what else the server takes is left to it.
    fn publication_filter(
        &self,
        table: ObjectId,
        filter: &Expr,
        dependencies: &mut Vec<Address>,
    ) -> Result<Bound, Refusal> {
        let bound = self.bind_expr(filter, Scope::Relation(table), Usage::Data)?;
        if let Some(found) = bound.type_ref.filter(|found| !is_boolean(*found)) {
            let message =
                format!("argument of PUBLICATION WHERE must be type boolean, not type {}", self.type_name(found));
            return Err(Failure::new("42804", message).at(filter.span).into());
        }
        let mut simple = bound.dependencies.is_empty();
        filter.walk(&mut |expr| simple &= is_simple(&expr.kind));
        if !simple {
            return Err(Refusal::Undecided("whether the server takes this filter of a publication".into()));
        }
        dependencies.extend(bound.columns.iter().map(|column| Address::column(table, *column)));
        Ok(bound.bound)
    }

    /// 42710 where a table is named twice, once of them with a column list or a filter.
    fn refuse_redundant(&self, one: &Published, other: &Published) -> Result<(), Failure> {
        let table = self.name_of(one.target);
        let message = if one.filter.is_some() || other.filter.is_some() {
            format!("conflicting or redundant WHERE clauses for table \"{table}\"")
        } else if one.columns.is_empty() && other.columns.is_empty() {
            return Ok(());
        } else {
            format!("conflicting or redundant column lists for table \"{table}\"")
        };
        Err(Failure::new("42710", message))
    }

    fn already_member(&self, publication: ObjectId, target: ObjectId) -> Failure {
        let is_schema = matches!(self.catalog.get(target).map(|object| &object.body), Some(ObjectBody::Schema));
        let (word, publication) = (if is_schema { "schema" } else { "relation" }, self.name_of(publication));
        let target = self.name_of(target);
        Failure::new("42710", format!("{word} \"{target}\" is already member of publication \"{publication}\""))
    }

    /// Column lists do not go with whole schemas, nor with partitioned tables that are published by partition.
    fn check_column_lists(&self, publication: ObjectId, drafts: &[Draft]) -> Result<(), Refusal> {
        let is_schema = |id: ObjectId| matches!(self.catalog.get(id).map(|o| &o.body), Some(ObjectBody::Schema));
        let existing = self.published(publication);
        let has_schema =
            existing.iter().copied().chain(drafts.iter().map(|draft| draft.published.target)).any(is_schema);
        let via_root = matches!(self.catalog.get(publication).map(|object| &object.body),
            Some(ObjectBody::Publication(publication)) if publication.via_root);
        for draft in drafts.iter().filter(|draft| !draft.published.columns.is_empty()) {
            let target = draft.published.target;
            if has_schema || self.is_partitioned(target) && !via_root {
                let (schema, publication) = (self.schema_name_of(target), self.name_of(publication));
                let table = format!("{schema}.{}", self.name_of(target));
                let message =
                    format!("cannot use column list for relation \"{table}\" in publication \"{publication}\"");
                return Err(Failure::new("22023", message).into());
            }
        }
        let with_columns = |id: &Object| matches!(&id.body, ObjectBody::Published(p) if !p.columns.is_empty());
        if drafts.iter().any(|draft| is_schema(draft.published.target))
            && self.catalog.children(publication).any(with_columns)
        {
            return Err(Refusal::Undecided("a schema in a publication with column lists".into()));
        }
        Ok(())
    }

    fn schema_name_of(&self, id: ObjectId) -> &str {
        self.catalog.get(id).and_then(|object| object.schema).map_or("", |schema| self.name_of(schema))
    }

    fn unpublish(&mut self, publication: ObjectId, members: &[PublicationMember]) -> Result<(), Refusal> {
        let mut gone: Vec<Address> = Vec::new();
        for member in members {
            if let PublicationMember::Table { columns, filter, .. } = member {
                if columns.is_some() {
                    let message = "column list must not be specified in ALTER PUBLICATION ... DROP";
                    return Err(Failure::new("42601", message).into());
                }
                if filter.is_some() {
                    let message = "cannot use a WHERE clause when removing a table from a publication";
                    return Err(Failure::new("42601", message).into());
                }
            }
            gone.extend(self.members_to_drop(publication, member)?);
        }
        self.delete_objects(&gone, DropBehavior::Cascade)
    }

    fn members_to_drop(&self, publication: ObjectId, member: &PublicationMember) -> Result<Vec<Address>, Refusal> {
        let (targets, schema): (Vec<ObjectId>, bool) = match member {
            PublicationMember::Table { only, table, .. } => {
                let id = self.open_relation(table)?.id;
                let alone = *only || self.is_partitioned(id);
                (if alone { vec![id] } else { self.with_descendants(id) }, false)
            }
            PublicationMember::Schema(name) => (vec![self.find_schema(&name.name)?], true),
            PublicationMember::CurrentSchema => (self.path().into_iter().take(1).collect(), true),
        };
        let mut found = Vec::new();
        for target in targets {
            let is_of = |object: &&Object| matches!(&object.body, ObjectBody::Published(p) if p.target == target);
            let Some(object) = self.catalog.children(publication).find(is_of) else {
                let name = self.name_of(target);
                let message = if schema {
                    format!("tables from schema \"{name}\" are not part of the publication")
                } else {
                    format!("relation \"{name}\" is not part of the publication")
                };
                return Err(Failure::new("42704", message).into());
            };
            found.push(object.id.into());
        }
        Ok(found)
    }

    /// 55000 where a change of rows is published, and the table has nothing that tells its rows apart.
    pub(crate) fn refuse_published(&self, table: ObjectId, change: &str) -> Result<(), Refusal> {
        let Some(found) = self.table(table).filter(|found| found.persistence == Persistence::Permanent) else {
            return Ok(());
        };
        let mut publishing = self.publications_of(table).filter(|publication| publishes(publication, change));
        if publishing.next().is_none() || self.is_partitioned(table) || self.has_replica_identity(table, found) {
            return Ok(());
        }
        let name = self.name_of(table);
        let verb = if change == "update" { "update table" } else { "delete from table" };
        let message =
            format!("cannot {verb} \"{name}\" because it does not have a replica identity and publishes {change}s");
        Err(Failure::new("55000", message).into())
    }

    fn has_replica_identity(&self, id: ObjectId, table: &crate::postgres::catalog::Table) -> bool {
        match table.replica_identity {
            'f' => true,
            'i' => table.replica_index.is_some(),
            'd' => self.primary_key(id).is_some(),
            _ => false,
        }
    }

    /// The publications that a table, one of its ancestors among partitions, or its schema is part of, and those for all tables.
    fn publications_of(&self, table: ObjectId) -> impl Iterator<Item = &Publication> {
        let all = self.catalog.named(NameClass::Publication, ObjectId::NONE).filter_map(as_publication);
        all.filter(move |(id, publication)| publication.all_tables || self.is_published(*id, table))
            .map(|(_, publication)| publication)
    }

    fn is_published(&self, publication: ObjectId, table: ObjectId) -> bool {
        let targets = self.published(publication);
        let mut current = Some(table);
        while let Some(id) = current {
            let schema = self.catalog.get(id).and_then(|object| object.schema);
            if targets.contains(&id) || schema.is_some_and(|schema| targets.contains(&schema)) {
                return true;
            }
            let partition = self.table(id).filter(|table| table.partition_bound.is_some());
            current = partition.and_then(|table| table.parents.first().copied());
        }
        false
    }
}

fn as_publication(object: &Object) -> Option<(ObjectId, &Publication)> {
    match &object.body {
        ObjectBody::Publication(publication) => Some((object.id, publication)),
        _ => None,
    }
}

fn publishes(publication: &Publication, change: &str) -> bool {
    publication.publish.iter().any(|published| published == change)
}

fn plain_draft(target: ObjectId) -> Draft {
    Draft { published: Published { target, columns: Vec::new(), filter: None }, dependencies: Vec::new() }
}

fn is_boolean(type_ref: TypeRef) -> bool {
    type_ref.same_type(TypeRef::builtin(oid::BOOL)) || type_ref.same_type(TypeRef::builtin(oid::UNKNOWN))
}

fn is_simple(kind: &ExprKind) -> bool {
    match kind {
        ExprKind::Column(parts) => !parts.last().is_some_and(|column| is_system_column(&column.name)),
        ExprKind::Literal(_) | ExprKind::Binary { .. } | ExprKind::Unary { .. } | ExprKind::Is { .. } => true,
        _ => false,
    }
}

fn set_options(publication: &mut Publication, options: &[StorageParameter]) -> Result<(), Failure> {
    let mut seen: Vec<&Name> = Vec::new();
    for (name, value) in options {
        if seen.contains(&name) {
            return Err(Failure::new("42601", "conflicting or redundant options"));
        }
        match name.as_str() {
            "publish" => publication.publish = published_changes(value.as_deref().unwrap_or_default())?,
            "publish_via_partition_root" => publication.via_root = boolean(name, value.as_deref())?,
            _ => return Err(Failure::new("42601", format!("unrecognized publication parameter: \"{name}\""))),
        }
        seen.push(name);
    }
    Ok(())
}

/// `insert, update`, in the order of the server.
fn published_changes(list: &str) -> Result<Vec<Name>, Failure> {
    let asked: Vec<String> =
        list.split(',').map(|word| word.trim().to_ascii_lowercase()).filter(|word| !word.is_empty()).collect();
    if let Some(unknown) = asked.iter().find(|word| !CHANGES.contains(&word.as_str())) {
        let message = format!("unrecognized value for publication option \"publish\": \"{unknown}\"");
        return Err(Failure::new("42601", message));
    }
    Ok(CHANGES.iter().filter(|change| asked.iter().any(|word| word == *change)).map(|c| Name::new_static(c)).collect())
}

fn boolean(name: &str, value: Option<&str>) -> Result<bool, Failure> {
    match value.map(str::to_ascii_lowercase).as_deref() {
        None | Some("true" | "on" | "1") => Ok(true),
        Some("false" | "off" | "0") => Ok(false),
        Some(_) => Err(Failure::new("42601", format!("{name} requires a Boolean value"))),
    }
}
