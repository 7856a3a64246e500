//! Names as written: folded by the dialect's rule, with their place in the source.

use crate::source::Span;
use std::fmt;

/// A folded name. Short names are stored inline, and a clone never allocates.
pub type Name = smol_str::SmolStr;

/// One identifier of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ident {
    /// The name after folding and unquoting, truncated as the engine truncates it.
    pub name: Name,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A name with up to two qualifiers: `table`, `schema.table`, `database.schema.table`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualifiedName {
    /// The parts in source order; never empty.
    pub parts: Vec<Ident>,
}

impl QualifiedName {
    /// The last part: the object's own name.
    pub fn ident(&self) -> &Ident {
        &self.parts[self.parts.len() - 1]
    }

    /// The object's own name.
    pub fn name(&self) -> &Name {
        &self.ident().name
    }

    /// The part before the last: the schema, where one is written.
    pub fn schema(&self) -> Option<&Ident> {
        self.parts.len().checked_sub(2).map(|index| &self.parts[index])
    }

    /// From the first part to the last.
    pub fn span(&self) -> Span {
        self.parts[0].span.to(self.ident().span)
    }
}

impl fmt::Display for QualifiedName {
    /// As the server writes it in messages: parts joined by dots, unquoted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.parts.iter().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            f.write_str(&part.name)?;
        }
        Ok(())
    }
}
