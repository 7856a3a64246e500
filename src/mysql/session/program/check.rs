//! What the server finds in a body when it reads it, before anything runs: labels, names, and what may not stand there.

use super::Session;
use crate::mysql::ast::visit::{Visited, visit_expr, visit_query, visit_statement};
use crate::mysql::ast::{
    Block, ColumnName, Condition, Expr, ExprKind, Handler, Name, ObjectKind, ProgramStatement, Query, RoutineKind,
    SetItem, Signal, Statement, StatementKind, Step, Transaction, VariableScope,
};
use crate::mysql::catalog::fold;
use crate::mysql::error::failure;
use crate::run::Refusal;
use smol_str::SmolStr;

/// What a body belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mysql::session) enum BodyOf {
    Procedure,
    Function,
    Trigger,
    Event,
}

/// What visits a part of a statement.
type Walk<'w, 'e> = dyn FnMut(&mut dyn FnMut(Visited<'e>)) + 'w;

/// A walk over a body.
struct Check<'a> {
    session: &'a Session,
    of: BodyOf,
    /// The names that are there, the innermost block last.
    scopes: Vec<Names>,
    /// Labels around, and whether they are of loops; a handler's body sees none from outside.
    labels: Vec<(SmolStr, bool)>,
    returns: bool,
}

#[derive(Default)]
struct Names {
    variables: Vec<SmolStr>,
    cursors: Vec<SmolStr>,
    conditions: Vec<(SmolStr, Condition)>,
}

impl Session {
    /// Checks the body of a program whose parameters have these names.
    pub(in crate::mysql::session) fn check_body(
        &self,
        of: BodyOf,
        parameters: &[&Name],
        body: &ProgramStatement,
    ) -> Result<Returns, Refusal> {
        let mut names = Names::default();
        for parameter in parameters {
            let name = fold(&parameter.text);
            if names.variables.contains(&name) {
                return Err(failure("1330", format!("Duplicate parameter: {}", parameter.text)));
            }
            names.variables.push(name);
        }
        let mut check = Check { session: self, of, scopes: vec![names], labels: Vec::new(), returns: false };
        check.statement(body)?;
        Ok(if check.returns { Returns::Somewhere } else { Returns::Nowhere })
    }
}

/// Whether a body has a `RETURN`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mysql::session) enum Returns {
    Somewhere,
    Nowhere,
}

impl Check<'_> {
    fn body(&mut self, body: &[ProgramStatement]) -> Result<(), Refusal> {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &ProgramStatement) -> Result<(), Refusal> {
        match &statement.step {
            Step::Block(block) => self.labelled(block.label.as_ref(), false, |check| check.block(block)),
            Step::If { branches, otherwise } => {
                self.branches(branches)?;
                self.body(otherwise)
            }
            Step::Case { operand, branches, otherwise } => {
                self.values(operand)?;
                self.branches(branches)?;
                otherwise.iter().try_for_each(|body| self.body(body))
            }
            Step::Loop { label, body } => self.labelled(label.as_ref(), true, |check| check.body(body)),
            Step::While { label, condition, body } => self.labelled(label.as_ref(), true, |check| {
                check.values([condition])?;
                check.body(body)
            }),
            Step::Repeat { label, body, until } => self.labelled(label.as_ref(), true, |check| {
                check.body(body)?;
                check.values([until])
            }),
            Step::ForRange { label, variable, low, high, body, .. } => {
                self.values([&**low, &**high])?;
                self.for_body(label.as_ref(), variable, body)
            }
            Step::ForQuery { label, variable, body, .. } => self.for_body(label.as_ref(), variable, body),
            Step::ForCursor { label, variable, cursor, arguments, body } => {
                self.cursor(cursor)?;
                self.values(arguments)?;
                self.for_body(label.as_ref(), variable, body)
            }
            simple => self.simple(simple),
        }
    }

    /// A step without others inside.
    fn simple(&mut self, step: &Step) -> Result<(), Refusal> {
        match step {
            Step::Leave(label) => self.label(label, "LEAVE"),
            Step::Iterate(label) => self.label(label, "ITERATE"),
            Step::Return(value) => {
                self.values([value])?;
                self.returning()
            }
            Step::Open(cursor, arguments) => {
                self.cursor(cursor)?;
                self.values(arguments)
            }
            Step::Close(cursor) => self.cursor(cursor),
            Step::Fetch { cursor, targets } => {
                self.cursor(cursor)?;
                targets.iter().try_for_each(|target| self.variable(target))
            }
            Step::Signal(signal) => self.signal(signal),
            Step::GetDiagnostics { condition, items } => {
                self.values(condition)?;
                self.values(items.iter().map(|(target, _)| target))
            }
            Step::Statement(statement) => self.plain(statement),
            _ => Ok(()),
        }
    }

    fn branches(&mut self, branches: &[(Expr, Vec<ProgramStatement>)]) -> Result<(), Refusal> {
        branches.iter().try_for_each(|(condition, body)| {
            self.values([condition])?;
            self.body(body)
        })
    }

    fn for_body(&mut self, label: Option<&Name>, variable: &Name, body: &[ProgramStatement]) -> Result<(), Refusal> {
        self.labelled(label, true, |check| {
            check.scopes.push(Names { variables: vec![fold(&variable.text)], ..Names::default() });
            check.body(body)?;
            check.scopes.pop();
            Ok(())
        })
    }

    /// Expressions that stand in no query: their plain names are variables, and all system variables must be there.
    fn values<'e>(&self, exprs: impl IntoIterator<Item = &'e Expr>) -> Result<(), Refusal> {
        for expr in exprs {
            let mut found = Ok(());
            expr.for_each(&mut |expr| {
                if found.is_ok() {
                    found = self.target(expr);
                }
            });
            found?;
            self.settings_in(&mut |visit| visit_expr(expr, visit))?;
        }
        Ok(())
    }

    /// The system variables that something reads or sets must be there.
    fn settings_in(&self, walk: &mut Walk<'_, '_>) -> Result<(), Refusal> {
        let mut found = Ok(());
        walk(&mut |visited| {
            if found.is_ok() {
                found = match visited {
                    Visited::Expr(Expr { kind: ExprKind::SystemVariable { name, .. }, .. }) => {
                        self.session.check_variable(name)
                    }
                    Visited::Set(SetItem::SystemVariable(scope, name, _)) => self.setting(*scope, name),
                    _ => Ok(()),
                };
            }
        });
        found
    }

    fn setting(&self, scope: Option<VariableScope>, name: &Name) -> Result<(), Refusal> {
        if scope.is_none() && self.variable(name).is_ok() {
            return Ok(());
        }
        self.session.check_variable(&name.text)
    }

    fn labelled(
        &mut self,
        label: Option<&Name>,
        is_loop: bool,
        inside: impl FnOnce(&mut Self) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let depth = self.labels.len();
        if let Some(label) = label {
            let folded = fold(&label.text);
            if self.labels.iter().any(|(other, _)| *other == folded) {
                return Err(failure("1309", format!("Redefining label {}", label.text)));
            }
            self.labels.push((folded, is_loop));
        }
        inside(self)?;
        self.labels.truncate(depth);
        Ok(())
    }

    fn label(&self, label: &Name, verb: &str) -> Result<(), Refusal> {
        let folded = fold(&label.text);
        let found = self.labels.iter().any(|(other, is_loop)| *other == folded && (*is_loop || verb == "LEAVE"));
        if found { Ok(()) } else { Err(failure("1308", format!("{verb} with no matching label: {}", label.text))) }
    }

    fn returning(&mut self) -> Result<(), Refusal> {
        self.returns = true;
        if self.of == BodyOf::Function {
            return Ok(());
        }
        Err(failure("1313", "RETURN is only allowed in a FUNCTION"))
    }

    fn block(&mut self, block: &Block) -> Result<(), Refusal> {
        self.scopes.push(Names::default());
        self.declarations(block)?;
        self.body(&block.body)?;
        self.scopes.pop();
        Ok(())
    }

    fn declarations(&mut self, block: &Block) -> Result<(), Refusal> {
        check_order(block)?;
        for variable in &block.variables {
            // A name that is no variable is no column either: there is no table.
            self.values(&variable.default)?;
        }
        for variable in &block.variables {
            if let (Some(name), Some(type_name)) = (variable.names.first(), &variable.type_name) {
                self.session.variable_column(&name.text, type_name)?;
            }
        }
        for variable in block.variables.iter().flat_map(|variable| &variable.names) {
            let name = fold(&variable.text);
            let names = self.innermost();
            if names.variables.contains(&name) {
                return Err(failure("1331", format!("Duplicate variable: {}", variable.text)));
            }
            names.variables.push(name);
        }
        for (name, condition) in &block.conditions {
            let folded = fold(&name.text);
            check_condition(condition)?;
            let names = self.innermost();
            if names.conditions.iter().any(|(other, _)| *other == folded) {
                return Err(failure("1332", format!("Duplicate condition: {}", name.text)));
            }
            names.conditions.push((folded, condition.clone()));
        }
        for cursor in &block.cursors {
            let name = fold(&cursor.name.text);
            let names = self.innermost();
            if names.cursors.contains(&name) {
                return Err(failure("1333", format!("Duplicate cursor: {}", cursor.name.text)));
            }
            names.cursors.push(name);
        }
        self.handlers(&block.handlers)
    }

    fn innermost(&mut self) -> &mut Names {
        if self.scopes.is_empty() {
            self.scopes.push(Names::default());
        }
        let last = self.scopes.len() - 1;
        &mut self.scopes[last]
    }

    fn handlers(&mut self, handlers: &[Handler]) -> Result<(), Refusal> {
        let mut handled: Vec<Condition> = Vec::new();
        for handler in handlers {
            for condition in &handler.conditions {
                let condition = self.meaning(condition)?;
                check_condition(&condition)?;
                if handled.contains(&condition) {
                    return Err(failure("1413", "Duplicate handler declared in the same block"));
                }
                handled.push(condition);
            }
            // Where a handler was called from is not known to it.
            let labels = std::mem::take(&mut self.labels);
            self.statement(&handler.body)?;
            self.labels = labels;
        }
        Ok(())
    }

    /// A declared name is what it was declared for.
    fn meaning(&self, condition: &Condition) -> Result<Condition, Refusal> {
        let Condition::Named(name) = condition else { return Ok(condition.clone()) };
        let folded = fold(&name.text);
        let mut conditions = self.scopes.iter().rev().flat_map(|names| &names.conditions);
        let found = conditions.find(|(other, _)| *other == folded);
        found.map(|(_, condition)| condition.clone()).ok_or_else(|| undefined_condition(name))
    }

    fn signal(&self, signal: &Signal) -> Result<(), Refusal> {
        self.values(signal.items.iter().map(|(_, value)| value))?;
        match &signal.condition {
            Some(condition) => match self.meaning(condition)? {
                state @ Condition::SqlState(_) => check_condition(&state),
                _ => Err(failure("1646", "SIGNAL/RESIGNAL can only use a CONDITION defined with SQLSTATE")),
            },
            None => Ok(()),
        }
    }

    /// What stands behind `INTO`.
    fn target(&self, target: &Expr) -> Result<(), Refusal> {
        match &target.kind {
            ExprKind::Column(ColumnName { database: None, table: None, column }) => self.variable(column),
            _ => Ok(()),
        }
    }

    fn cursor(&self, name: &Name) -> Result<(), Refusal> {
        let folded = fold(&name.text);
        let found = self.scopes.iter().any(|names| names.cursors.contains(&folded));
        if found { Ok(()) } else { Err(failure("1324", format!("Undefined CURSOR: {}", name.text))) }
    }

    fn variable(&self, name: &Name) -> Result<(), Refusal> {
        let folded = fold(&name.text);
        let found = self.scopes.iter().any(|names| names.variables.contains(&folded));
        if found { Ok(()) } else { Err(failure("1327", format!("Undeclared variable: {}", name.text))) }
    }

    fn plain(&mut self, statement: &Statement) -> Result<(), Refusal> {
        allowed(&statement.kind)?;
        if let StatementKind::Query(query) = &statement.kind {
            query.into.iter().try_for_each(|target| self.target(target))?;
        }
        if matches!(self.of, BodyOf::Function | BodyOf::Trigger) {
            allowed_in_function(self.of, &statement.kind)?;
        }
        self.settings_in(&mut |visit| visit_statement(statement, visit))?;
        self.plain_values(&statement.kind)
    }

    /// The names in statements that read no table.
    fn plain_values(&self, statement: &StatementKind) -> Result<(), Refusal> {
        match statement {
            StatementKind::Call(_, arguments) | StatementKind::Do(arguments) | StatementKind::Execute(_, arguments) => {
                self.values(arguments)
            }
            StatementKind::Prepare(_, source) => self.values([source]),
            StatementKind::ExecuteImmediate(source, arguments) => {
                self.values([source])?;
                self.values(arguments)
            }
            StatementKind::Set(items) => items.iter().try_for_each(|item| match item {
                SetItem::SystemVariable(None, name, Some(value)) if self.variable(name).is_ok() => self.values([value]),
                _ => Ok(()),
            }),
            StatementKind::CreateView(create) => self.view(&create.query),
            StatementKind::AlterView(alter) => self.view(&alter.0.query),
            _ => Ok(()),
        }
    }

    /// A name in a view's query that is a variable's is no column.
    fn view(&self, query: &Query) -> Result<(), Refusal> {
        let mut variable = false;
        visit_query(query, &mut |visited| {
            if let Visited::Expr(expr @ Expr { kind: ExprKind::Column(ColumnName { table: None, .. }), .. }) = visited {
                variable |= self.target(expr).is_ok();
            }
        });
        if variable {
            return Err(failure("1351", "View's SELECT contains a variable or parameter"));
        }
        Ok(())
    }
}

/// Variables and conditions come first, then cursors, then handlers.
fn check_order(block: &Block) -> Result<(), Refusal> {
    let handler = block.handlers.iter().map(|handler| handler.body.span.start).min();
    let cursor = block.cursors.iter().map(|cursor| cursor.name.span.start).min();
    let last_variable = block.variables.iter().map(|variable| variable.span.start);
    let last_variable = last_variable.chain(block.conditions.iter().map(|(name, _)| name.span.start)).max();
    let last_cursor = block.cursors.iter().map(|cursor| cursor.name.span.start).max();
    let later = [handler, cursor].into_iter().flatten().min();
    if later.is_some_and(|later| last_variable > Some(later)) {
        return Err(failure("1337", "Variable or condition declaration after cursor or handler declaration"));
    }
    if handler.is_some_and(|handler| last_cursor > Some(handler)) {
        return Err(failure("1338", "Cursor declaration after handler declaration"));
    }
    Ok(())
}

fn undefined_condition(name: &Name) -> Refusal {
    failure("1319", format!("Undefined CONDITION: {}", name.text))
}

fn check_condition(condition: &Condition) -> Result<(), Refusal> {
    match condition {
        Condition::Number(0) => Err(failure("1525", "Incorrect CONDITION value: '0'")),
        Condition::SqlState(state) => {
            let right = state.len() == 5
                && state.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
                && !state.starts_with("00");
            if right { Ok(()) } else { Err(failure("1407", format!("Bad SQLSTATE: '{state}'"))) }
        }
        _ => Ok(()),
    }
}

/// What no stored program may do.
fn allowed(statement: &StatementKind) -> Result<(), Refusal> {
    let word = match statement {
        StatementKind::Use(_) => "USE",
        StatementKind::LockTables(_) => "LOCK",
        StatementKind::UnlockTables => "UNLOCK",
        StatementKind::LoadData(_) => "LOAD DATA",
        StatementKind::Maintenance(verb, _) if verb.starts_with("CHECK") && !verb.starts_with("CHECKSUM") => "CHECK",
        StatementKind::Server(words) if words.starts_with("HANDLER") => "HANDLER",
        StatementKind::CreateRoutine(create) => return Err(creating(routine_word(create.kind))),
        StatementKind::CreateTrigger(_) => return Err(creating("TRIGGER")),
        StatementKind::CreateEvent(_) => {
            return Err(failure("1576", "Recursion of EVENT DDL statements is forbidden when body is present"));
        }
        StatementKind::AlterRoutine(kind, ..) => return Err(within(routine_word(*kind))),
        StatementKind::Drop(drop) => match drop.kind {
            ObjectKind::Procedure => return Err(within("PROCEDURE")),
            ObjectKind::Function => return Err(within("FUNCTION")),
            _ => return Ok(()),
        },
        _ => return Ok(()),
    };
    Err(failure("1314", format!("{word} is not allowed in stored procedures")))
}

fn routine_word(kind: RoutineKind) -> &'static str {
    super::call::kind_word(kind)
}

fn creating(kind: &str) -> Refusal {
    failure("1303", format!("Can't create a {kind} from within another stored routine"))
}

fn within(kind: &str) -> Refusal {
    failure("1357", format!("Can't drop or alter a {kind} from within another stored routine"))
}

/// What functions and triggers may not do: they run inside of other statements.
fn allowed_in_function(of: BodyOf, statement: &StatementKind) -> Result<(), Refusal> {
    let word = if of == BodyOf::Function { "function" } else { "trigger" };
    match statement {
        StatementKind::Query(query) if query.into.is_empty() => {
            Err(failure("1415", format!("Not allowed to return a result set from a {word}")))
        }
        StatementKind::Inert(..) | StatementKind::Maintenance(..) => {
            Err(failure("1415", format!("Not allowed to return a result set from a {word}")))
        }
        StatementKind::Prepare(..)
        | StatementKind::Execute(..)
        | StatementKind::ExecuteImmediate(..)
        | StatementKind::Deallocate(_) => {
            Err(failure("1336", "Dynamic SQL is not allowed in stored function or trigger"))
        }
        StatementKind::Server(words) if words.starts_with("FLUSH") => {
            Err(failure("1336", "FLUSH is not allowed in stored function or trigger"))
        }
        StatementKind::Transaction(
            Transaction::Begin(_) | Transaction::Commit { .. } | Transaction::Rollback { .. },
        ) => Err(commits()),
        StatementKind::Set(items) if items.iter().any(sets_autocommit) => {
            Err(failure("1445", "Not allowed to set autocommit from a stored function or trigger"))
        }
        kind if crate::mysql::session::transaction::commits(kind) => Err(commits()),
        _ => Ok(()),
    }
}

fn sets_autocommit(item: &SetItem) -> bool {
    matches!(item, SetItem::SystemVariable(_, name, _) if name.text.eq_ignore_ascii_case("autocommit"))
}

fn commits() -> Refusal {
    failure("1422", "Explicit or implicit commit is not allowed in stored function or trigger")
}
