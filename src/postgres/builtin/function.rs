//! Functions, as generated.

use super::rows::{Fields, Row, TypeKey};
use crate::postgres::ast::op::Volatility;
use std::sync::LazyLock;

/// A row of `pg_proc`.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// `proname`.
    pub name: &'static str,
    /// `oid`; 0 for an extension's.
    pub oid: u32,
    /// `prokind`: `f` function, `a` aggregate, `w` window function, `p` procedure.
    pub kind: char,
    arguments: &'static str,
    /// `prorettype`; `None` for a procedure without output.
    pub result: Option<TypeKey>,
    /// `proretset`.
    pub returns_set: bool,
    /// `provariadic`: the type of each of the last arguments.
    pub variadic: Option<TypeKey>,
    /// `pronargdefaults`: so many of the last arguments can be left out.
    pub defaults: usize,
    /// `provolatile`.
    pub volatility: Volatility,
    /// `proisstrict`.
    pub strict: bool,
    names: &'static str,
    modes: &'static str,
    all: &'static str,
}

impl Row for Function {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            name: fields.text(),
            oid: fields.number()?,
            kind: fields.letter()?,
            arguments: fields.text(),
            result: fields.type_key(),
            returns_set: fields.flag(),
            variadic: fields.type_key(),
            defaults: fields.number()?,
            volatility: fields.volatility(),
            strict: fields.flag(),
            names: fields.text(),
            modes: fields.text(),
            all: fields.text(),
        })
    }
}

impl Function {
    /// `proargtypes`: the types of the input arguments.
    pub fn arguments(&self) -> impl Iterator<Item = TypeKey> + Clone + use<> {
        TypeKey::list(self.arguments)
    }

    /// The names of the input arguments; fewer than arguments, or none, where they have none.
    pub fn argument_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let modes = self.modes;
        self.names
            .split(',')
            .enumerate()
            .filter(move |(index, _)| !matches!(modes.as_bytes().get(*index), Some(b'o' | b't')))
            .map(|(_, name)| name)
    }

    /// The columns of its row, where it has `OUT` or `TABLE` arguments: names and types.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, TypeKey)> + use<> {
        let names = self.names.split(',');
        names
            .zip(TypeKey::list(self.all))
            .zip(self.modes.bytes())
            .filter(|(_, mode)| matches!(mode, b'o' | b't' | b'b'))
            .map(|(column, _)| column)
    }
}

/// Lines by OID: to read them all would take longer than most histories.
static BY_OID: LazyLock<Vec<(u32, &'static str)>> = LazyLock::new(|| {
    let mut lines: Vec<_> = super::brought::BUILTIN.functions.numbered().collect();
    lines.sort_unstable_by_key(|(oid, _)| *oid);
    lines
});

/// The engine's own function of that OID.
pub fn by_oid(oid: u32) -> Option<Function> {
    let found = BY_OID.binary_search_by_key(&oid, |(known, _)| *known).ok()?;
    Function::read(&mut Fields::of(BY_OID[found].1))
}

#[cfg(test)]
mod tests {
    use super::super::brought::BUILTIN;

    #[test]
    fn every_line_of_the_data_is_read() {
        let lines = include_str!("data/functions.tsv").lines().count();
        assert_eq!(BUILTIN.functions.all().count(), lines);
        assert!(
            BUILTIN.functions.all().all(|function| BUILTIN.functions.of(function.name).any(|f| f.oid == function.oid))
        );
    }

    #[test]
    fn arguments_and_columns_are_told_apart() {
        let each = BUILTIN.functions.of("jsonb_each").next().expect("is there");
        assert_eq!(each.argument_names().collect::<Vec<_>>(), ["from_json"]);
        assert_eq!(each.columns().map(|(name, _)| name).collect::<Vec<_>>(), ["key", "value"]);
    }
}
