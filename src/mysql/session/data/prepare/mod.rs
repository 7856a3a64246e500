//! The step before a statement runs: every name is looked up and every type found out, whether or not there are rows.

mod aggregate;
mod call;
mod collate;
mod expr;
mod from;
mod literal;
mod name;
mod numbers;
mod operator;
mod query;
mod select;
mod view;

pub(super) use from::table_source;
pub(super) use literal::{literal, type_of_value};
pub(super) use operator::{arithmetic, merged, symbol, text_of};

use super::plan::{Aggregate, Node, QueryPlan, WindowPlan};
use super::types::Type;
use crate::mysql::ast::{Expr, Query};
use crate::mysql::profile::Profile;
use crate::mysql::session::Session;
use crate::run::Refusal;
use crate::source::Span;
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A part of a statement, as the server names it in errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clause {
    Select,
    From,
    On,
    Where,
    GroupBy,
    Having,
    OrderBy,
    InsertInto,
    Values,
    Set,
    Update,
    /// Of generated columns, checks and defaults.
    Table,
}

impl Clause {
    /// The server's word.
    pub fn word(self, profile: &Profile) -> &'static str {
        if profile.is_mariadb() { self.word_of_mariadb() } else { self.word_of_mysql() }
    }

    fn word_of_mariadb(self) -> &'static str {
        match self {
            Self::Select => "SELECT",
            Self::From => "FROM",
            Self::On => "ON",
            Self::Where => "WHERE",
            Self::GroupBy => "GROUP BY",
            Self::Having => "HAVING",
            Self::OrderBy => "ORDER BY",
            Self::InsertInto => "INSERT INTO",
            Self::Values => "VALUES",
            Self::Set => "SET",
            Self::Update => "UPDATE",
            Self::Table => "CREATE TABLE",
        }
    }

    fn word_of_mysql(self) -> &'static str {
        match self {
            Self::From => "from clause",
            Self::On => "on clause",
            Self::Where => "where clause",
            Self::GroupBy => "group statement",
            Self::Having => "having clause",
            Self::OrderBy => "order clause",
            _ => "field list",
        }
    }
}

/// A column of something in `FROM`.
#[derive(Debug, Clone)]
pub struct SourceColumn {
    /// Its name.
    pub name: SmolStr,
    /// Its type.
    pub ty: Type,
    /// The database, table and column that it is, as it is.
    pub base: Option<(SmolStr, SmolStr, SmolStr)>,
    /// `*` leaves it out.
    pub invisible: bool,
}

/// Something in `FROM`.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its database; derived tables have none.
    pub database: Option<SmolStr>,
    /// Its name or its alias.
    pub name: SmolStr,
    /// Its columns.
    pub columns: Vec<SourceColumn>,
    /// The place of its first column in the row.
    pub offset: usize,
}

/// A column as an unqualified name finds it, and as `*` shows it: `USING` makes one of two.
#[derive(Debug, Clone)]
pub struct Visible {
    /// Its folded name.
    pub name: SmolStr,
    /// Its source.
    pub source: usize,
    /// Its place in the row.
    pub index: usize,
}

/// Where names of the select list are looked up besides columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aliases {
    /// Nowhere.
    Ignored,
    /// Where no column has the name.
    AfterColumns,
    /// Instead of columns, of which only those of `GROUP BY` are seen.
    Only,
}

/// A query around the expression that is prepared.
#[derive(Debug, Clone)]
pub struct Level {
    /// What is in `FROM`.
    pub sources: Vec<Source>,
    /// Its columns.
    pub visible: Vec<Visible>,
    /// The clause that is being prepared.
    pub clause: Clause,
    /// The aggregates found so far.
    pub aggregates: Vec<Aggregate>,
    /// The window functions found so far.
    pub windows: Vec<WindowPlan>,
    /// The select list, once it is prepared.
    pub aliases: Vec<(SmolStr, Node)>,
    /// Where the select list is looked up.
    pub alias_rule: Aliases,
    /// The columns of `GROUP BY`: places in the row.
    pub grouped: Vec<usize>,
    /// How aggregates are taken.
    pub aggregation: Aggregation,
    /// The columns that have been named: places in the row.
    pub used: BTreeSet<usize>,
    /// Those in `WHERE`.
    pub sought: BTreeSet<usize>,
}

/// Whether aggregates may stand where an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// They may not.
    Forbidden,
    /// They may.
    Allowed,
    /// One is around: another one inside is refused.
    Inside,
}

impl Level {
    /// A level of a clause, with nothing in `FROM`.
    pub fn new(clause: Clause) -> Self {
        Self {
            sources: Vec::new(),
            visible: Vec::new(),
            clause,
            aggregates: Vec::new(),
            windows: Vec::new(),
            aliases: Vec::new(),
            alias_rule: Aliases::Ignored,
            grouped: Vec::new(),
            aggregation: Aggregation::Forbidden,
            used: BTreeSet::new(),
            sought: BTreeSet::new(),
        }
    }

    /// A level with one table.
    pub fn of_source(clause: Clause, source: Source) -> Self {
        let mut level = Self::new(clause);
        level.push(source);
        level
    }

    /// Puts another source behind those that are there.
    pub fn push(&mut self, mut source: Source) {
        source.offset = self.width();
        let at = self.sources.len();
        let columns = source.columns.iter().enumerate();
        let visible = columns.map(|(index, column)| Visible {
            name: crate::mysql::catalog::fold(&column.name),
            source: at,
            index: source.offset + index,
        });
        self.visible.extend(visible);
        self.sources.push(source);
    }

    /// How many columns a row has.
    pub fn width(&self) -> usize {
        self.sources.last().map_or(0, |source| source.offset + source.columns.len())
    }
}

/// By the place of a star: the tables and columns that it stands for.
pub type Stars = std::collections::BTreeMap<Span, Vec<(SmolStr, SmolStr)>>;

/// A common table expression that is in sight.
#[derive(Debug, Clone)]
pub(super) struct CommonTable {
    name: SmolStr,
    meaning: CommonMeaning,
}

#[derive(Debug, Clone)]
enum CommonMeaning {
    Query(Arc<QueryPlan>),
    Recursive(Arc<super::plan::RecursivePlan>),
    /// The table itself while its step is being prepared.
    Working(u32, Vec<super::plan::OutputColumn>),
}

/// Prepares the expressions and queries of one statement.
pub struct Prepare<'a> {
    /// The session; preparing changes nothing in it.
    pub session: &'a mut Session,
    /// The queries around, the innermost last.
    pub levels: Vec<Level>,
    /// The common table expressions in sight, the innermost last.
    common: Vec<CommonTable>,
    /// The database of names without one.
    database: Option<SmolStr>,
    /// The text that spans refer to.
    text: Arc<str>,
    /// How far out the names of the running subquery reach: the least number of levels around that stay.
    reach: usize,
    /// The columns that stars of the statement's own text stand for, where they are asked for.
    stars: Option<Stars>,
    /// Inside of a view: names of stored programs are not seen.
    in_view: bool,
    /// `WINDOW w AS …` of the queries around, the innermost last.
    named_windows: Vec<Vec<(crate::mysql::ast::Name, crate::mysql::ast::Window)>>,
    /// How deep views and queries are in each other.
    depth: usize,
}

/// Deeper than this the server has no stack for it either.
const DEEPEST: usize = 100;

impl<'a> Prepare<'a> {
    /// For a statement of the session's text.
    pub fn new(session: &'a mut Session) -> Self {
        let (database, text) = (session.database.clone(), Arc::clone(&session.text));
        Self {
            session,
            levels: Vec::new(),
            common: Vec::new(),
            database,
            text,
            reach: usize::MAX,
            stars: None,
            in_view: false,
            named_windows: Vec::new(),
            depth: 0,
        }
    }

    /// Prepares an expression in a level.
    pub fn in_level(&mut self, level: Level, expr: &Expr) -> Result<(Node, Level), Refusal> {
        self.levels.push(level);
        let node = self.expr(expr);
        let level = self.levels.pop();
        Ok((node?, level.expect("it was pushed above")))
    }

    /// Names of stored programs are not seen.
    /// What the stars in the text of the statement stand for, once its query has been prepared.
    pub fn stars_of(&mut self, query: &Query) -> Result<(QueryPlan, Stars), Refusal> {
        self.stars = Some(Stars::new());
        let plan = self.query(query)?;
        Ok((plan, self.stars.take().unwrap_or_default()))
    }

    pub fn without_programs(&mut self) {
        self.in_view = true;
    }

    /// What is prepared belongs to a table: its spans are offsets into a text of its own, and it sees no program.
    pub fn in_own_text(&mut self, text: &Arc<str>) {
        self.text = Arc::clone(text);
        self.in_view = true;
    }

    /// Prepares `FROM` alone.
    pub fn join(&mut self, tables: &[crate::mysql::ast::TableRef]) -> Result<(super::plan::FromPlan, Level), Refusal> {
        self.levels.push(Level::new(Clause::From));
        let from = self.from(tables);
        let level = self.levels.pop();
        Ok((from?, level.expect("it was pushed above")))
    }

    /// Prepares a whole query.
    pub fn top_query(&mut self, query: &Query) -> Result<QueryPlan, Refusal> {
        self.query(query)
    }

    /// The bytes of a span.
    fn written(&self, span: Span) -> SmolStr {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default().into()
    }

    /// The innermost query.
    fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.levels.push(Level::new(Clause::Select));
        }
        self.levels.last_mut().expect("one is pushed where there was none")
    }

    /// Goes one deeper, unless that is too deep.
    fn deeper<T>(&mut self, run: impl FnOnce(&mut Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        if self.depth >= DEEPEST {
            return Err(crate::mysql::error::undecided("views and queries are nested too deep"));
        }
        self.depth += 1;
        let result = run(self);
        self.depth -= 1;
        result
    }
}
