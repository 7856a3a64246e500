//! Casts.

use super::session::Session;
use crate::postgres::ast::op::{CastMethod, CreateCast, RoutineSignature, Volatility};
use crate::postgres::ast::{Name, TypeName};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{
    Address, Cast, CastFunction, DependencyKind, NameClass, Object, ObjectBody, ObjectId, TypeRef,
};
use crate::run::{Applied, Effect, Failure, Refusal};

/// Kinds of type whose bytes are no other type's, in the order in which the server looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum OwnBytes {
    Composite,
    Array,
    Enum,
    Domain,
}

/// The function of a cast.
struct Function {
    id: ObjectId,
    arguments: Vec<TypeRef>,
    result: TypeRef,
    volatility: Volatility,
}

impl Session {
    pub(super) fn create_cast(&mut self, create: &CreateCast) -> Applied {
        let source = self.cast_type(&create.source)?;
        let target = self.cast_type(&create.target)?;
        self.refuse_pseudo(source, "source")?;
        self.refuse_pseudo(target, "target")?;
        let (method, volatility, arguments) = match &create.method {
            CastMethod::Function(signature) => {
                let function = self.cast_function(signature)?;
                self.check_cast_function(&function, source, target)?;
                (CastFunction::Function(function.id), function.volatility, function.arguments.len())
            }
            CastMethod::InOut => (CastFunction::InOut, Volatility::Stable, 1),
            CastMethod::Binary => {
                self.check_same_bytes(source, target)?;
                (CastFunction::Binary, Volatility::Immutable, 1)
            }
        };
        if source == target && arguments < 2 {
            return Err(Failure::new("42P17", "source data type and target data type are the same").into());
        }
        if self.find_cast(source, target).is_some() || is_builtin(source, target) {
            return Err(Failure::new("42710", format!("{} already exists", self.cast_text(source, target))).into());
        }
        let body = Cast { source, target, method, context: create.context, volatility };
        let id = self.create_object(Cast::key(source, target), None, None, ObjectBody::Cast(body));
        self.set_remark(id);
        self.depend_on_type(id, source);
        self.depend_on_type(id, target);
        if let CastFunction::Function(function) = method {
            self.catalog.depend(id, function, DependencyKind::Normal);
        }
        Ok(Effect::Applied)
    }

    fn cast_type(&self, written: &TypeName) -> Result<TypeRef, Refusal> {
        let found = self.resolve_type_unplaced(written)?;
        Ok(TypeRef { modifier: -1, ..found.type_ref })
    }

    fn refuse_pseudo(&self, type_ref: TypeRef, which: &str) -> Result<(), Failure> {
        if self.type_category(type_ref).0 == 'P' {
            let message = format!("{which} data type {} is a pseudo-type", self.type_name(type_ref));
            return Err(Failure::new("42809", message));
        }
        Ok(())
    }

    /// 42P17 where the values of two types cannot have the same bytes.
    fn check_same_bytes(&self, source: TypeRef, target: TypeRef) -> Result<(), Refusal> {
        let refuse = |message: String| Err(Failure::new("42P17", message).into());
        match (self.layout(source), self.layout(target)) {
            (Some(source), Some(target)) if source != target => {
                return refuse("source and target data types are not physically compatible".into());
            }
            (Some(_), Some(_)) => {}
            _ => return Err(Refusal::Undecided("whether two types have the same bytes".into())),
        }
        let Some(kind) = [source, target].into_iter().filter_map(|type_ref| self.own_bytes(type_ref)).min() else {
            return Ok(());
        };
        refuse(match kind {
            OwnBytes::Composite => "composite data types are not binary-compatible".into(),
            OwnBytes::Array => "array data types are not binary-compatible".into(),
            OwnBytes::Enum => "enum data types are not binary-compatible".into(),
            OwnBytes::Domain => "domain data types must not be marked binary-compatible".into(),
        })
    }

    /// Why the bytes of a type are no other type's.
    fn own_bytes(&self, type_ref: TypeRef) -> Option<OwnBytes> {
        if type_ref.array {
            return Some(OwnBytes::Array);
        }
        if !self.base_type(type_ref).same_type(type_ref) {
            return Some(OwnBytes::Domain);
        }
        if self.is_row_type(type_ref) {
            return Some(OwnBytes::Composite);
        }
        self.is_enum(type_ref).then_some(OwnBytes::Enum)
    }

    /// How the values of a type lie in memory, as far as that is known: a name for each way.
    fn layout(&self, type_ref: TypeRef) -> Option<&'static str> {
        let base = self.base_type(type_ref);
        if base.array {
            let element = self.layout(TypeRef { array: false, ..base })?;
            return Some(if matches!(element, "8 bytes" | "aligned") { "aligned" } else { "any length" });
        }
        if self.is_enum(base) {
            return Some("4 bytes");
        }
        if self.is_row_type(base) {
            return Some("aligned");
        }
        match base.id.oid() {
            oid::BOOL | oid::CHAR => Some("1 byte"),
            oid::INT2 => Some("2 bytes"),
            oid::INT4 | oid::FLOAT4 | oid::OID | oid::DATE | oid::REGCLASS | oid::XID | oid::CID => Some("4 bytes"),
            oid::INT8 | oid::FLOAT8 | oid::TIMESTAMP | oid::TIMESTAMPTZ | oid::TIME | oid::MONEY => Some("8 bytes"),
            oid::TEXT
            | oid::VARCHAR
            | oid::BPCHAR
            | oid::BYTEA
            | oid::JSON
            | oid::JSONB
            | oid::XML
            | oid::NUMERIC
            | oid::BIT
            | oid::VARBIT => Some("any length"),
            oid::UUID => Some("16 bytes"),
            oid::NAME => Some("64 bytes"),
            _ => None,
        }
    }

    fn cast_function(&self, signature: &RoutineSignature) -> Result<Function, Refusal> {
        if let Some(arguments) = &signature.arguments {
            let types: Vec<TypeRef> =
                arguments.iter().map(|argument| self.cast_type(argument)).collect::<Result<_, _>>()?;
            let own = signature.name.schema().is_none_or(|schema| schema.name == "pg_catalog");
            let mut functions = BUILTIN.functions.of(signature.name.name()).filter(|_| own);
            let exact = functions.find(|function| {
                let declared = function.arguments().map(|key| self.type_of_key(key, None));
                function.kind == 'f' && declared.eq(types.iter().map(|type_ref| Some(*type_ref)))
            });
            if let Some(function) = exact {
                let result = function.result.and_then(|key| self.type_of_key(key, None));
                return Ok(Function {
                    id: ObjectId::builtin(function.oid),
                    arguments: types,
                    result: result.unwrap_or(TypeRef::builtin(oid::UNKNOWN)),
                    volatility: function.volatility,
                });
            }
        }
        let id = self.find_routine(Some(crate::postgres::ast::op::RoutineKind::Function), signature)?;
        let Some(routine) = self.catalog.get(id).and_then(Object::routine) else {
            return Err(Refusal::Undecided("what the function of a cast is".into()));
        };
        if routine.kind != crate::postgres::ast::op::RoutineKind::Function || routine.returns_set {
            return Err(Refusal::Undecided("a cast by something else than a plain function".into()));
        }
        let result = routine.returns.as_ref().map_or(TypeRef::builtin(oid::UNKNOWN), |returns| returns.type_ref);
        Ok(Function {
            id,
            arguments: routine.input_arguments().map(|argument| argument.type_use.type_ref).collect(),
            result,
            volatility: routine.volatility,
        })
    }

    fn check_cast_function(&self, function: &Function, source: TypeRef, target: TypeRef) -> Result<(), Failure> {
        let refuse = |message: &str| Err(Failure::new("42P17", message));
        let arguments = &function.arguments;
        let is = |index: usize, oid| arguments.get(index).is_none_or(|found| found.same_type(TypeRef::builtin(oid)));
        if arguments.is_empty() || arguments.len() > 3 {
            return refuse("cast function must take one to three arguments");
        }
        if !self.is_binary_coercible(source, arguments[0]) {
            return refuse("argument of cast function must match or be binary-coercible from source data type");
        }
        if !is(1, oid::INT4) {
            return refuse("second argument of cast function must be type integer");
        }
        if !is(2, oid::BOOL) {
            return refuse("third argument of cast function must be type boolean");
        }
        if !self.is_binary_coercible(function.result, target) {
            return refuse("return data type of cast function must match or be binary-coercible to target data type");
        }
        Ok(())
    }

    /// The cast of the history between two types.
    pub(crate) fn find_cast(&self, source: TypeRef, target: TypeRef) -> Option<(ObjectId, &Cast)> {
        if !self.catalog.has_any(NameClass::Cast) {
            return None;
        }
        let id = self.catalog.find(NameClass::Cast, ObjectId::NONE, &Cast::key(source, target))?;
        match &self.catalog.get(id)?.body {
            ObjectBody::Cast(cast) => Some((id, cast)),
            _ => None,
        }
    }

    /// The cast that `DROP` and `COMMENT` mean; 42704 where there is none.
    pub(super) fn referenced_cast(&self, source: &TypeName, target: &TypeName) -> Result<Address, Refusal> {
        let (source, target) = (self.cast_type(source)?, self.cast_type(target)?);
        if let Some((id, _)) = self.find_cast(source, target) {
            return Ok(id.into());
        }
        if is_builtin(source, target) {
            return Err(Refusal::Opaque("a cast of the engine's own".into()));
        }
        let failure = Failure::new("42704", format!("{} does not exist", self.cast_text(source, target)));
        Err(self.missing(failure))
    }

    /// 2BP01 for a cast of the engine's own.
    pub(super) fn refuse_builtin_cast(&self, source: &TypeName, target: &TypeName) -> Result<(), Refusal> {
        let (source, target) = (self.cast_type(source)?, self.cast_type(target)?);
        if self.find_cast(source, target).is_some() || !is_builtin(source, target) {
            return Ok(());
        }
        let (source, target) = (self.type_name(source), self.type_name(target));
        let message =
            format!("cannot drop cast from {source} to {target} because it is required by the database system");
        Err(Failure::new("2BP01", message).into())
    }

    fn cast_text(&self, source: TypeRef, target: TypeRef) -> Name {
        format!("cast from type {} to type {}", self.type_name(source), self.type_name(target)).into()
    }
}

/// Whether the engine has a cast between two types.
fn is_builtin(source: TypeRef, target: TypeRef) -> bool {
    use crate::postgres::builtin::rows::TypeKey::Builtin;
    let plain = |type_ref: TypeRef| type_ref.id.is_builtin() && !type_ref.array;
    plain(source)
        && plain(target)
        && BUILTIN
            .casts
            .all()
            .any(|cast| cast.source == Builtin(source.id.oid()) && cast.target == Builtin(target.id.oid()))
}
