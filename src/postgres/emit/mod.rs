//! From a catalog to `baseline.sql`: one statement per object, in an order that works, in a form that a person enjoys reading.
//!
//! One file per object kind. Nothing is looked up on a server, no clock and no random is used: the same catalog gives the same bytes. What the
//! catalog does not know (rows of a table that only the server could compute, cycles that cannot be broken) is returned beside the text.

mod aggregate;
mod alter;
mod body;
mod column;
mod comment;
mod constraint;
mod data;
mod definition;
mod drawn;
mod event_trigger;
mod extension;
mod foreign;
mod grant;
mod index;
mod insert;
mod operator;
mod operator_class;
mod partition;
mod policy;
mod postponed;
mod printer;
mod provenance;
mod publication;
mod rival;
mod routine;
mod rule;
mod scan;
mod schema;
mod script;
mod section;
mod separate;
mod sequence;
mod sql;
mod statement;
mod statistics;
mod table;
mod text_search;
mod trigger;
mod types;
mod verbatim;
mod view;

pub use definition::{Definition, definitions};

use crate::baseline::{DataMode, Header, Provenance, Style};
use crate::graph::Cycle;
use crate::postgres::ast::Name;
use crate::postgres::catalog::{Catalog, ObjectId};
use crate::postgres::graph::dependencies;
use crate::source::Origin;
use printer::Printer;
use script::Script;
use section::Section;

/// A statement that is not modelled and is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verbatim {
    /// Its text, without the semicolon.
    pub text: Name,
    /// The lines that follow a `COPY … FROM stdin`.
    pub data: Option<Name>,
    /// Where it stands in the history.
    pub origin: Origin,
    /// Why it is kept.
    pub reason: String,
    /// Where it can run.
    pub place: VerbatimPlace,
}

/// Where a statement that is kept as it is can run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerbatimPlace {
    /// A change of rows that belongs right behind the rows.
    Rows,
    /// A change of rows that needs the triggers.
    Triggers,
    /// At the end.
    End,
    /// Nowhere: it stands in the script as a comment, with the reason.
    Nowhere(String),
}

/// A statement about roles, which belong to the server and not to the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleStatement {
    /// Its text, without the semicolon.
    pub text: Name,
    /// Where it stands in the history.
    pub origin: Origin,
    /// The role that it creates.
    pub creates: Option<Name>,
}

/// What to write, and how.
#[derive(Default)]
pub struct EmitOptions<'a> {
    /// Plain or idempotent.
    pub style: Style,
    /// Rows.
    pub data: DataMode,
    /// The facts of the header comment.
    pub header: Header,
    /// The role that will run the baseline: owners that are somebody else are set.
    pub role: Name,
    /// With it, every object is preceded by a comment that says where it is from.
    pub provenance: Option<Provenance<'a>>,
    /// Statements about roles, in order.
    pub roles: &'a [RoleStatement],
    /// Statements to keep as they are, in order.
    pub verbatim: &'a [Verbatim],
}

/// The baseline, and what it could not say.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// The script.
    pub sql: String,
    /// The rows, where they are a script of their own.
    pub data: Option<String>,
    /// Tables whose rows are known but cannot be written, and why.
    pub left_out_rows: Vec<(ObjectId, Name)>,
    /// Tables whose rows are not known, and why.
    pub unknown_rows: Vec<(ObjectId, Name)>,
    /// Objects that need each other so that no order works.
    pub cycles: Vec<Cycle<ObjectId>>,
}

/// Writes the baseline of a catalog.
pub fn baseline(catalog: &Catalog, options: &EmitOptions) -> Baseline {
    let graph = dependencies(catalog);
    let plan = graph.plan(|id| section_of(catalog, id));
    let printer = Printer::new(catalog, options, &plan.deferred);
    let mut script = Script::new(options.style);
    script.header(&options.header, &plan.cycles, &graph);
    let mut routines = plan.order.iter().filter_map(|id| catalog.get(*id)?.routine());
    let unchecked = routines.any(body::looks_things_up);
    if unchecked {
        script.line("\n-- Function bodies may mention what is created further down.");
        script.line("SET check_function_bodies = false;");
    }
    printer.roles(&mut script);
    let until =
        |section| plan.order.iter().position(|id| section_of(catalog, *id) > section).unwrap_or(plan.order.len());
    let (rows_at, deferred_at) = (until(Section::Data), until(Section::Late));
    let events_at = until(Section::Grants);
    printer.objects(&mut script, &plan.order[..rows_at]);
    let (data, left_out_rows) = match options.data {
        DataMode::Keep => (None, printer.data(&mut script, &plan.order)),
        DataMode::Drop => (None, Vec::new()),
        DataMode::Separate => {
            let (data, left_out) = printer.separate_data(&plan.order);
            (Some(data), left_out)
        }
    };
    printer.objects(&mut script, &plan.order[rows_at..deferred_at]);
    printer.late_parts(&mut script);
    printer.objects(&mut script, &plan.order[deferred_at..events_at]);
    printer.closing(&mut script, &plan.order);
    printer.objects(&mut script, &plan.order[events_at..]);
    if unchecked {
        script.line("\nRESET check_function_bodies;");
    }
    let unknown_rows = printer.unknown_rows();
    Baseline { sql: script.finish(), data, left_out_rows, unknown_rows, cycles: plan.cycles }
}

fn section_of(catalog: &Catalog, id: ObjectId) -> Section {
    catalog.get(id).map_or(Section::Extensions, Section::of)
}
