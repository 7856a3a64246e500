//! Operators. A shell is made by the operator that mentions it.

use super::printer::Printer;
use super::statement::Statement;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::catalog::{Object, ObjectId, Operator};

impl Printer<'_> {
    pub(super) fn operator(&self, object: &Object, operator: &Operator) -> Vec<Statement> {
        let Some(definition) = &operator.definition else { return Vec::new() };
        let mut options = vec![format!("FUNCTION = {}", self.routine_name(definition.function))];
        options.extend(operator.left.map(|left| format!("LEFTARG = {}", self.type_ref(left))));
        options.push(format!("RIGHTARG = {}", self.type_ref(operator.right)));
        options.extend(operator.commutator.map(|other| format!("COMMUTATOR = {}", self.mentioned_operator(other))));
        options.extend(operator.negator.map(|other| format!("NEGATOR = {}", self.mentioned_operator(other))));
        options.extend(definition.restrict.map(|function| format!("RESTRICT = {}", self.routine_name(function))));
        options.extend(definition.join.map(|function| format!("JOIN = {}", self.routine_name(function))));
        options.extend(definition.hashes.then(|| "HASHES".to_owned()));
        options.extend(definition.merges.then(|| "MERGES".to_owned()));
        let create = format!("CREATE OPERATOR {} (\n    {}\n)", self.operator_name(object), options.join(",\n    "));
        // The bare symbol may find one of the engine's.
        let schema = object.schema.map_or_else(String::new, |schema| self.name(schema));
        let signature = format!("{schema}.{}{}", object.name, self.operands(operator));
        let signature = quote_literal(&signature);
        let known = format!("SELECT FROM pg_operator WHERE oid = to_regoperator({signature}) AND oprcode <> 0");
        vec![Statement::new(create).only_if(format!("NOT EXISTS ({known})"))]
    }

    /// `symbol (left, right)`, as statements about an operator name it.
    pub(super) fn operator_signature(&self, object: &Object, operator: &Operator) -> String {
        format!("{} {}", self.operator_name(object), self.operands(operator))
    }

    fn operands(&self, operator: &Operator) -> String {
        let left = operator.left.map_or_else(|| "NONE".to_owned(), |left| self.type_ref(left));
        format!("({left}, {})", self.type_ref(operator.right))
    }

    /// The symbol, with its schema where the search path does not find it.
    pub(super) fn operator_name(&self, object: &Object) -> String {
        let schema = object.schema.filter(|_| !self.catalog.is_visible(object.id, &self.path));
        match schema.and_then(|schema| self.catalog.get(schema)) {
            Some(schema) => format!("{}.{}", quote_ident(&schema.name), object.name),
            None => object.name.to_string(),
        }
    }

    /// The same inside a list, where a name with a schema needs a word in front.
    fn mentioned_operator(&self, id: ObjectId) -> String {
        let Some(object) = self.catalog.get(id) else { return String::new() };
        let name = self.operator_name(object);
        if name == object.name.as_str() { name } else { format!("OPERATOR({name})") }
    }
}
