use super::*;
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{MatchType, Persistence, ReferentialAction, ViewKind};
use crate::postgres::catalog::{
    Bound, Constraint, ConstraintKind, DependencyKind, ForeignKeyRef, Object, ObjectBody, Table, TableKind, View,
};
use crate::source::Origin;
use crate::source::Span;

/// A catalog built by hand: what the replay would leave, without the replay.
#[derive(Default)]
struct Builder {
    catalog: Catalog,
}

impl Builder {
    fn add(&mut self, name: &str, parent: Option<ObjectId>, body: ObjectBody) -> ObjectId {
        let id = self.catalog.allocate();
        self.catalog.insert(Object {
            id,
            name: Name::new(name),
            schema: None,
            parent,
            owner: "postgres".into(),
            acl: None,
            comment: None,
            remark: None,
            created: Some(Origin { migration: 0, span: Span::default() }),
            touched: Vec::new(),
            body,
        })
    }

    fn table(&mut self, name: &str) -> ObjectId {
        let table = Table {
            kind: TableKind::Ordinary,
            persistence: Persistence::Permanent,
            on_commit: None,
            columns: Vec::new(),
            parents: Vec::new(),
            partition_bound: None,
            of_type: None,
            access_method: None,
            tablespace: None,
            options: Vec::new(),
            row_security: false,
            force_row_security: false,
            replica_identity: 'd',
            replica_index: None,
            clustered_on: None,
        };
        self.add(name, None, ObjectBody::Table(table))
    }

    fn view(&mut self, name: &str, reads: &[ObjectId]) -> ObjectId {
        let view = View {
            kind: ViewKind::View,
            persistence: Persistence::Permanent,
            columns: Vec::new(),
            named_columns: false,
            query: Bound::default(),
            options: Vec::new(),
            check_option: None,
            populated: false,
            clustered_on: None,
        };
        let view = self.add(name, None, ObjectBody::View(view));
        for read in reads {
            self.catalog.depend(view, *read, DependencyKind::Normal);
        }
        view
    }

    fn foreign_key(&mut self, from: ObjectId, to: ObjectId) -> ObjectId {
        let reference = ForeignKeyRef {
            table: to,
            columns: Vec::new(),
            index: ObjectId::NONE,
            match_type: MatchType::Simple,
            on_delete: ReferentialAction::NoAction,
            on_delete_columns: Vec::new(),
            on_update: ReferentialAction::NoAction,
        };
        let constraint = Constraint {
            kind: ConstraintKind::ForeignKey(reference),
            columns: Vec::new(),
            deferrable: false,
            initially_deferred: false,
            validated: true,
            local: true,
            inherited: 0,
        };
        let name = format!("fk{}", self.catalog.children(from).count());
        let key = self.add(&name, Some(from), ObjectBody::Constraint(constraint));
        self.catalog.depend(key, from, DependencyKind::Auto);
        self.catalog.depend(key, to, DependencyKind::Normal);
        key
    }
}

#[test]
fn history_decides_where_nothing_else_does() {
    let mut builder = Builder::default();
    let (a, b, c) = (builder.table("a"), builder.table("b"), builder.table("c"));
    builder.foreign_key(a, c);
    let graph = dependencies(&builder.catalog);
    assert_eq!(graph.plan(|_| ()).order, [b, c, a]);
}

#[test]
fn priority_goes_before_history() {
    let mut builder = Builder::default();
    let a = builder.table("a");
    let view = builder.view("v", &[a]);
    let b = builder.table("b");
    let graph = dependencies(&builder.catalog);
    assert_eq!(graph.plan(|id| id == view).order, [a, b, view]);
    assert_eq!(graph.plan(|id| id != view).order, [a, view, b]);
}

#[test]
fn only_foreign_keys_inside_a_cycle_wait() {
    let mut builder = Builder::default();
    let (a, b, c) = (builder.table("a"), builder.table("b"), builder.table("c"));
    let ab = builder.foreign_key(a, b);
    let ba = builder.foreign_key(b, a);
    builder.foreign_key(c, a);
    builder.foreign_key(c, c);
    let graph = dependencies(&builder.catalog);
    let plan = graph.plan(|_| ());
    assert_eq!(plan.order, [a, b, c]);
    assert_eq!(plan.deferred, BTreeSet::from([ab, ba]));
    assert!(plan.cycles.is_empty());
    assert_eq!(graph.cycle_text(&graph.cycles()[0]), "a --foreign-key (fk0)--> b --foreign-key (fk0)--> a");
}

#[test]
fn a_cycle_that_cannot_be_broken_is_walked() {
    let mut builder = Builder::default();
    let first = builder.view("v", &[]);
    let second = builder.view("w", &[first]);
    builder.catalog.depend(first, second, DependencyKind::Normal);
    let graph = dependencies(&builder.catalog);
    let plan = graph.plan(|_| ());
    assert_eq!(plan.order, [first, second]);
    assert_eq!(graph.cycle_text(&plan.cycles[0]), "v --reads--> w --reads--> v");
}

#[test]
fn the_summary_tells_levels_roots_leaves_and_orphans() {
    let mut builder = Builder::default();
    let (users, orders, lonely) = (builder.table("users"), builder.table("orders"), builder.table("lonely"));
    builder.foreign_key(orders, users);
    builder.foreign_key(users, users);
    let view = builder.view("report", &[orders]);
    let summary = dependencies(&builder.catalog).summary();
    assert_eq!(summary.levels, [vec![users, lonely], vec![orders], vec![view]]);
    assert_eq!((summary.roots, summary.leaves, summary.orphans), (vec![users], vec![view], vec![lonely]));
}

#[test]
fn drawings_name_objects_and_edges() {
    let mut builder = Builder::default();
    let (users, orders) = (builder.table("users"), builder.table("say \"orders\""));
    builder.foreign_key(orders, users);
    let graph = dependencies(&builder.catalog);
    assert_eq!(
        graph.to_mermaid(),
        "graph LR\n    n16384[\"users\"]\n    n16385[\"say #quot;orders#quot;\"]\n    n16385 -->|foreign-key| n16384\n"
    );
    assert!(graph.to_dot().contains("n16385 [label = \"say \\\"orders\\\"\", shape = box];"));
    assert_eq!(graph.to_json()["edges"][0]["kind"], "foreign-key");
    assert!(graph.to_text().starts_with("level 0 (1)\n  table users\nlevel 1 (1)\n"));
}
