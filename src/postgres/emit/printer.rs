//! What all statements are made of: names, types, texts, lists.

use super::EmitOptions;
use super::postponed::Postponed;
use super::rival::rivals;
use super::script::Script;
use super::section::Section;
use super::sql::list;
use super::statement::Statement;
use crate::baseline::Style;
use crate::postgres::ast::{Name, quote_ident, quote_literal};
use crate::postgres::builtin::collations;
use crate::postgres::catalog::{
    Address, Bound, Catalog, ColumnNumber, NameClass, Object, ObjectBody, ObjectId, TypeRef, TypeUse,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Prints objects as statements.
pub(super) struct Printer<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) options: &'a EmitOptions<'a>,
    /// Parts that are created after everything else: those inside a cycle, constraints that the rows need not satisfy, keys that a
    /// foreign key must not find, and indexes that not all partitions have.
    pub(super) late: BTreeSet<ObjectId>,
    /// Columns that parents get after their children.
    pub(super) postponed: Postponed,
    /// The sequences that their columns make, being `serial`.
    pub(super) serials: BTreeMap<Address, ObjectId>,
    /// The search path of a fresh session, as far as it is known before the baseline runs.
    pub(super) path: Vec<ObjectId>,
}

impl<'a> Printer<'a> {
    pub(super) fn new(catalog: &'a Catalog, options: &'a EmitOptions, deferred: &'a BTreeSet<ObjectId>) -> Self {
        let mut late = deferred.clone();
        late.extend(rivals(catalog));
        let mut serials = BTreeMap::new();
        for object in catalog.objects() {
            if let Some(index) = object.index().filter(|index| index.only) {
                late.insert(index.constraint.unwrap_or(object.id));
            }
            if object.constraint().is_some_and(|constraint| !constraint.validated && constraint.local) {
                late.insert(object.id);
            }
            serials.extend(catalog.serial_column(object.id).map(|column| (column, object.id)));
        }
        // Where `$user` finds a schema, a bare name no longer means `public`.
        let path = match catalog.schema(&options.role) {
            Some(_) => Vec::new(),
            None => catalog.schema("public").into_iter().collect(),
        };
        Self { catalog, options, late, postponed: Postponed::find(catalog), serials, path }
    }

    /// Whether another constraint of the schema has this name too: then the server might not choose it.
    pub(super) fn is_shared_name(&self, owner: &Object, name: &Name) -> bool {
        let named = self.catalog.children_named(NameClass::Constraint, name);
        let local = named.filter(|object| object.constraint().is_some_and(|constraint| constraint.local));
        local.filter(|object| self.schema_of(object) == owner.schema).nth(1).is_some()
    }

    fn schema_of(&self, constraint: &Object) -> Option<ObjectId> {
        self.catalog.get(constraint.parent?)?.schema
    }

    /// The statements of one object: itself, and all that belongs to it.
    pub(super) fn object(&self, object: &Object) -> Vec<Statement> {
        let mut statements = match &object.body {
            ObjectBody::Schema => self.schema(object),
            ObjectBody::Extension(extension) => self.extension(object, extension),
            ObjectBody::Type(body) => self.user_type(object, body),
            ObjectBody::Sequence(sequence) => self.sequence(object, sequence),
            ObjectBody::Routine(routine) => self.routine(object, routine),
            ObjectBody::Table(table) => self.table(object, table),
            ObjectBody::View(view) => self.view(object, view),
            ObjectBody::Trigger(trigger) => self.trigger(object, trigger),
            ObjectBody::Policy(policy) => self.policy(object, policy),
            ObjectBody::OperatorClass(class) => self.operator_class(object, class),
            ObjectBody::OperatorFamily => self.operator_family(object),
            ObjectBody::Operator(operator) => self.operator(object, operator),
            ObjectBody::Cast(cast) => self.cast(cast),
            ObjectBody::Collation(collation) => self.user_collation(object, collation),
            ObjectBody::TextSearchConfiguration(found) => self.configuration(object, found),
            ObjectBody::TextSearchDictionary(found) => self.dictionary(object, found),
            ObjectBody::Rule(rule) => self.rule(object, rule),
            ObjectBody::Statistics(statistics) => self.statistics(object, statistics),
            ObjectBody::EventTrigger(trigger) => self.event_trigger(object, trigger),
            ObjectBody::Publication(publication) => self.publication(object, publication),
            ObjectBody::ForeignDataWrapper(wrapper) => self.wrapper(object, wrapper),
            ObjectBody::ForeignServer(server) => self.server(object, server),
            // Parts of tables and types, and members of extensions, are printed with those; default privileges with the grants.
            ObjectBody::Index(_)
            | ObjectBody::Constraint(_)
            | ObjectBody::Default(_)
            | ObjectBody::Published(_)
            | ObjectBody::UserMapping(_)
            | ObjectBody::FuturePrivileges(_)
            | ObjectBody::Member(_) => {
                return Vec::new();
            }
        };
        statements.extend(self.owner(object));
        statements.extend(self.comments(object));
        statements
    }

    /// An object's name, with its schema where the search path does not find it.
    pub(super) fn name(&self, id: ObjectId) -> String {
        self.catalog.name_under(id, &self.path)
    }

    /// The name of what an object belongs to.
    pub(super) fn parent(&self, object: &Object) -> String {
        object.parent.map_or_else(String::new, |parent| self.name(parent))
    }

    /// A bound text, with the names of now.
    pub(super) fn text<'b>(&self, bound: &'b Bound) -> Cow<'b, str> {
        bound.render(self.catalog, &self.path)
    }

    /// A type as the author spelled it, or as the server does.
    pub(super) fn type_name(&self, type_use: &TypeUse) -> String {
        match &type_use.written {
            Some(written) if !written.to_ascii_lowercase().contains("serial") => written.to_string(),
            _ => self.type_ref(type_use.type_ref),
        }
    }

    /// A type as the server spells it.
    pub(super) fn type_ref(&self, type_ref: TypeRef) -> String {
        self.catalog.format_type(type_ref, |id| match self.catalog.get(id) {
            Some(object) if !self.catalog.is_visible(id, &self.path) => self.schema_prefix(object),
            _ => String::new(),
        })
    }

    fn schema_prefix(&self, object: &Object) -> String {
        let schema = object.schema.and_then(|schema| self.catalog.get(schema));
        schema.map_or_else(String::new, |schema| format!("{}.", quote_ident(&schema.name)))
    }

    /// A collation.
    pub(super) fn collation(&self, id: ObjectId) -> String {
        match collations::by_oid(id.oid()) {
            Some(name) if id.is_builtin() => quote_ident(name).into_owned(),
            _ => self.name(id),
        }
    }

    /// `CREATE what`, or with `IF NOT EXISTS` where it may be repeated.
    pub(super) fn create(&self, what: &str) -> String {
        self.if_not_exists(&format!("CREATE {what}"))
    }

    /// A verb, with `IF NOT EXISTS` where it may be repeated.
    pub(super) fn if_not_exists(&self, verb: &str) -> String {
        match self.options.style {
            Style::Plain => verb.into(),
            Style::Idempotent => format!("{verb} IF NOT EXISTS"),
        }
    }

    /// `CREATE`, or `CREATE OR REPLACE` where it may be repeated.
    pub(super) fn create_or_replace(&self) -> &'static str {
        match self.options.style {
            Style::Plain => "CREATE",
            Style::Idempotent => "CREATE OR REPLACE",
        }
    }

    /// Objects, each under the heading of its section.
    pub(super) fn objects(&self, script: &mut Script, ids: &[ObjectId]) {
        for object in ids.iter().filter_map(|id| self.catalog.get(*id)) {
            script.section(Section::of(object));
            script.group(&self.preamble(object), self.object(object));
        }
    }

    /// The parts that had to wait for everything else.
    pub(super) fn late_parts(&self, script: &mut Script) {
        for part in self.late.iter().filter_map(|id| self.catalog.get(*id)) {
            script.section(Section::Late);
            let comment = self.own_comment(part);
            script.group(&self.preamble(part), self.late_part(part).into_iter().chain(comment));
        }
    }

    /// Roles, which belong to the server: as the history writes them.
    pub(super) fn roles(&self, script: &mut Script) {
        for role in self.options.roles {
            script.section(Section::Roles);
            let statement = Statement::new(role.text.as_str());
            let missing = |name| format!("NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {})", quote_literal(name));
            let statement = match &role.creates {
                Some(name) => statement.only_if(missing(name)),
                None => statement,
            };
            script.group(&self.place(role.origin), [statement]);
        }
    }

    /// What comes last: statements kept as written, what concerns the schemas that were there already, and privileges.
    pub(super) fn closing(&self, script: &mut Script, order: &[ObjectId]) {
        self.verbatim(script, Section::Verbatim, |place| self.comes_last(place));
        let out_of_use: Vec<Statement> = self.catalog.objects().filter_map(|object| self.index_state(object)).collect();
        script.group("", out_of_use);
        for schema in self.catalog.objects().filter(|object| object.created.is_none()) {
            if matches!(schema.body, ObjectBody::Schema) {
                script.group("", self.own_comment(schema));
            }
        }
        let mut objects: Vec<&Object> = self.catalog.objects().filter(|object| has_privileges(object)).collect();
        if objects.is_empty() {
            return;
        }
        let place: BTreeMap<ObjectId, usize> = order.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        // In the order of the script, so that a baseline of the baseline is the same; members of extensions have no place in it.
        objects
            .sort_by_key(|object| place.get(&object.id).map_or((usize::MAX, object.id), |place| (*place, object.id)));
        let grants: Vec<Statement> = objects.into_iter().flat_map(|object| self.grants(object)).collect();
        if !grants.is_empty() {
            script.section(Section::Grants);
            script.group("", grants);
        }
    }
}

/// Whether privileges on an object were ever granted or revoked.
pub(super) fn has_privileges(object: &Object) -> bool {
    let said = object.acl.is_some() || object.live_columns().any(|column| column.acl.is_some());
    said && !object.is_temporary()
}

/// Columns of a relation as a list of names.
pub(super) fn columns(relation: &Object, numbers: &[ColumnNumber]) -> String {
    let names = numbers.iter().filter_map(|number| relation.column_at(*number));
    list(names.map(|column| quote_ident(&column.name)))
}
