//! What is known about a body before it is read.

use super::{Names, Place, Result, Stop, Variable};
use crate::postgres::ast::{Name, QualifiedName, TypeName};

/// What a body is that of.
pub struct Header<'a> {
    /// What qualifies the parameters: the routine's name.
    pub label: Option<Name>,
    /// Parameters in order, `OUT` ones included: `$1`, `$2` …
    pub parameters: Vec<(Option<Name>, DeclaredType)>,
    /// Variables of the language's own: `found`, and those of a trigger.
    pub variables: Vec<(Name, DeclaredType)>,
    /// What `RETURN` can return.
    pub returns: Returns,
    /// What the types are.
    pub types: &'a dyn Types,
    /// Names that are not known are taken for those of variables: nothing but the body is known.
    pub open: bool,
}

/// What `RETURN` can return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returns {
    /// Not known.
    Anything,
    /// One value or row.
    Value,
    /// Nothing: a function that returns `void`, a block.
    Void,
    /// Nothing: a procedure.
    Procedure,
    /// The `OUT` parameters.
    Parameters,
    /// Rows.
    Set,
    /// Rows of the `OUT` parameters.
    SetOfParameters,
}

/// The type of a variable, as far as reading depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredType {
    /// What its values are.
    pub shape: Shape,
    /// Its name in messages.
    pub name: Name,
    /// It has collations.
    pub collatable: bool,
    /// No variable can be of it.
    pub pseudo: bool,
}

/// What the values of a type are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Something without fields.
    Scalar,
    /// `refcursor`.
    Cursor,
    /// Something with fields.
    Record,
    /// Not known.
    Unknown,
}

impl DeclaredType {
    /// A type of which no more is known than its shape.
    pub fn of(shape: Shape) -> Self {
        Self { shape, name: Name::default(), collatable: true, pseudo: false }
    }
}

/// What the types in declarations are. Errors are the server's, with offsets into the body.
pub trait Types {
    /// A type by its name.
    fn named(&self, name: &TypeName) -> std::result::Result<DeclaredType, Stop>;
    /// The row type of a relation: `t%ROWTYPE`.
    fn row(&self, relation: &QualifiedName) -> std::result::Result<DeclaredType, Stop>;
    /// The type of a relation's column, `t.c%TYPE`; `None` if there is no such column.
    fn column(&self, column: &QualifiedName) -> std::result::Result<Option<DeclaredType>, Stop>;
    /// Whether there is a collation.
    fn collation(&self, name: &QualifiedName) -> std::result::Result<(), Stop>;
}

/// Any name is that of a type.
pub(super) struct AnyType;

impl Types for AnyType {
    fn named(&self, name: &TypeName) -> Result<DeclaredType> {
        let shape = match name.name.name().as_str() {
            "record" => Shape::Record,
            "refcursor" => Shape::Cursor,
            _ => Shape::Unknown,
        };
        Ok(DeclaredType::of(shape))
    }

    fn row(&self, _: &QualifiedName) -> Result<DeclaredType> {
        Ok(DeclaredType::of(Shape::Record))
    }

    fn column(&self, _: &QualifiedName) -> Result<Option<DeclaredType>> {
        Ok(Some(DeclaredType::of(Shape::Unknown)))
    }

    fn collation(&self, _: &QualifiedName) -> Result<()> {
        Ok(())
    }
}

impl Header<'_> {
    /// Of a body of which nothing else is known.
    pub(super) fn open() -> Header<'static> {
        Header {
            label: None,
            parameters: Vec::new(),
            variables: Vec::new(),
            returns: Returns::Anything,
            types: &AnyType,
            open: true,
        }
    }

    /// The names around the body.
    pub(super) fn names(&self) -> Names {
        let mut names = Names::default();
        names.open(Place::Block, self.label.as_ref());
        for (index, (name, of)) in self.parameters.iter().enumerate() {
            let number = Name::from(format!("${}", index + 1));
            for name in [Some(number), name.clone()].into_iter().flatten() {
                names.declare(name, Variable::of(of.clone()));
            }
        }
        for (name, of) in &self.variables {
            names.declare(name.clone(), Variable::of(of.clone()));
        }
        names
    }
}
