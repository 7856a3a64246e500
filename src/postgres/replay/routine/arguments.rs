//! Arguments of routines.

use crate::postgres::ast::QualifiedName;
use crate::postgres::ast::op::{ArgumentMode, CreateRoutine, RoutineArgument, RoutineKind};
use crate::postgres::ast::{Expr, Name, TypeName};
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{Address, Argument, Object, TypeBody, TypeRef, TypeUse};
use crate::postgres::replay::bind::{Coercion, Scope, Usage};
use crate::postgres::replay::reference::{live_column, qualified};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

impl Session {
    /// The arguments, and what their defaults depend on.
    pub(super) fn read_arguments(
        &self,
        create: &CreateRoutine,
        language: &str,
    ) -> Result<(Vec<Argument>, Vec<Address>), Refusal> {
        let mut read: Vec<Argument> = Vec::new();
        let mut dependencies = Vec::new();
        for written in &create.arguments {
            let type_use = self.argument_type_use(written, language)?;
            check_mode(create.kind, written, &read, &type_use)?;
            check_name(written, &read)?;
            check_after_default(written, &read)?;
            let default =
                written.default.as_ref().map(|expr| self.bind_argument_default(written, expr, type_use.type_ref));
            let (default, used) = default.transpose()?.unzip();
            dependencies.extend(used.into_iter().flatten());
            let name = written.name.as_ref().map(|name| name.name.clone());
            read.push(Argument { mode: written.mode, name, type_use, default });
        }
        Ok((read, dependencies))
    }

    fn argument_type_use(&self, written: &RoutineArgument, language: &str) -> Result<TypeUse, Refusal> {
        let type_use = self.signature_type(&written.type_name).map_err(|refusal| match refusal {
            Refusal::Failed(failure) if failure.code == "42704" => {
                let name = &written.type_name.name;
                self.absent(name, Failure::new("42704", format!("type {} does not exist", qualified(name))))
            }
            other => other,
        })?;
        if written.type_name.setof {
            return Err(Failure::new("42P13", "functions cannot accept set arguments").into());
        }
        if self.is_shell_type(type_use.type_ref) && language == "sql" {
            let message = format!("SQL function cannot accept shell type {}", written.type_name.name);
            return Err(Failure::new("42P13", message).into());
        }
        Ok(type_use)
    }

    pub(super) fn is_shell_type(&self, type_ref: TypeRef) -> bool {
        matches!(self.catalog.get(type_ref.id).and_then(Object::type_body), Some(TypeBody::Shell))
    }

    /// The type of an argument or result: without modifier, and `table.column%TYPE` as the type that column has now.
    pub(super) fn signature_type(&self, written: &TypeName) -> Result<TypeUse, Refusal> {
        let type_use = if written.of_column {
            self.type_of_column(written)?
        } else {
            self.resolve_declared_type(written).map_err(|refusal| self.absent_type(written, refusal))?
        };
        Ok(TypeUse { type_ref: TypeRef { modifier: -1, ..type_use.type_ref }, ..type_use })
    }

    fn type_of_column(&self, written: &TypeName) -> Result<TypeUse, Refusal> {
        let (column, relation) = match written.name.parts.split_last() {
            Some((column, relation)) if !relation.is_empty() => (column, QualifiedName { parts: relation.to_vec() }),
            _ => return Err(Failure::new("42601", "improper %TYPE reference (too few dotted names)").into()),
        };
        let relation = self.open_relation(&relation)?;
        let address = live_column(relation, column)?;
        let type_use = relation.column_at(address.column).and_then(|column| column.type_use.as_ref());
        let type_ref = type_use.map(|type_use| type_use.type_ref);
        let type_ref = type_ref.ok_or_else(|| Refusal::Undecided(format!("the type of \"{}\"", column.name)))?;
        Ok(TypeRef { array: type_ref.array || written.array_dimensions > 0, ..type_ref }.into())
    }

    fn bind_argument_default(
        &self,
        written: &RoutineArgument,
        expr: &Expr,
        wanted: TypeRef,
    ) -> Result<(crate::postgres::catalog::Bound, Vec<Address>), Refusal> {
        if !is_input(written.mode) {
            return Err(Failure::new("42P13", "only input parameters can have default values").into());
        }
        let bound = self.bind_expr(expr, Scope::Empty, Usage::RoutineDefault)?;
        self.check_default_literal(expr, wanted)?;
        match bound.type_ref {
            Some(found) if !is_polymorphic(wanted) && !self.can_coerce(found, wanted, Coercion::Implicit) => {
                let (wanted, found) = (self.type_name(wanted), self.type_name(found));
                let message = format!("argument of DEFAULT must be type {wanted}, not type {found}");
                Err(Failure::new("42804", message).at(expr.span).into())
            }
            _ => Ok((bound.bound, bound.dependencies)),
        }
    }
}

fn is_input(mode: ArgumentMode) -> bool {
    !matches!(mode, ArgumentMode::Out | ArgumentMode::Table)
}

/// Whether a type stands for others: `anyelement` and its kin.
pub(super) fn is_polymorphic(type_ref: TypeRef) -> bool {
    type_ref.id.is_builtin()
        && types::by_oid(type_ref.id.oid()).is_some_and(|found| found.kind == 'p' && found.name.starts_with("any"))
}

fn check_mode(
    kind: RoutineKind,
    written: &RoutineArgument,
    read: &[Argument],
    type_use: &TypeUse,
) -> Result<(), Failure> {
    let after_variadic = read.iter().any(|earlier| earlier.mode == ArgumentMode::Variadic);
    // Of a procedure, `OUT` arguments are part of the signature too.
    let counts = is_input(written.mode) || (kind == RoutineKind::Procedure && written.mode == ArgumentMode::Out);
    if after_variadic && counts {
        let what = if is_input(written.mode) { "input parameter" } else { "parameter" };
        return Err(Failure::new("42P13", format!("VARIADIC parameter must be the last {what}")));
    }
    let type_ref = type_use.type_ref;
    let accepts_many = type_ref.array
        || (type_ref.id.is_builtin()
            && matches!(type_ref.id.oid(), oid::ANY | oid::ANYARRAY | oid::ANYCOMPATIBLEARRAY));
    if written.mode == ArgumentMode::Variadic && !accepts_many {
        return Err(Failure::new("42P13", "VARIADIC parameter must be an array"));
    }
    Ok(())
}

/// Two inputs, or two outputs, cannot share a name.
fn check_name(written: &RoutineArgument, read: &[Argument]) -> Result<(), Failure> {
    let Some(name) = &written.name else { return Ok(()) };
    let only_in = |mode: ArgumentMode| matches!(mode, ArgumentMode::In | ArgumentMode::Variadic);
    let only_out = |mode: ArgumentMode| matches!(mode, ArgumentMode::Out | ArgumentMode::Table);
    let apart = |left: ArgumentMode, right: ArgumentMode| only_in(left) && only_out(right);
    let clashes = |earlier: &Argument| {
        earlier.name.as_ref() == Some(&name.name)
            && !apart(earlier.mode, written.mode)
            && !apart(written.mode, earlier.mode)
    };
    if read.iter().any(clashes) {
        return Err(Failure::new("42P13", format!("parameter name \"{}\" used more than once", name.name)));
    }
    Ok(())
}

fn check_after_default(written: &RoutineArgument, read: &[Argument]) -> Result<(), Failure> {
    if written.default.is_none() && is_input(written.mode) && read.iter().any(|earlier| earlier.default.is_some()) {
        let message = "input parameters after one with a default value must also have defaults";
        return Err(Failure::new("42P13", message));
    }
    Ok(())
}

/// The names of the input arguments, empty where they have none.
pub(super) fn input_names(arguments: &[Argument]) -> Vec<Name> {
    let inputs = arguments.iter().filter(|argument| is_input(argument.mode));
    inputs.map(|argument| argument.name.clone().unwrap_or_default()).collect()
}

/// The columns of the row that `OUT` and `TABLE` arguments make.
pub(super) fn output_columns(arguments: &[Argument]) -> impl Iterator<Item = &Argument> {
    arguments.iter().filter(|argument| !matches!(argument.mode, ArgumentMode::In | ArgumentMode::Variadic))
}
