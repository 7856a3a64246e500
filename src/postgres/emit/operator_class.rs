//! Operator classes and families.

use super::printer::Printer;
use super::statement::Statement;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::catalog::{ClassFunction, ClassOperator, Object, ObjectId, OperatorClass, class_parts};

impl Printer<'_> {
    pub(super) fn operator_family(&self, object: &Object) -> Vec<Statement> {
        let create = format!("CREATE OPERATOR FAMILY {}", self.class_signature(object));
        vec![Statement::new(create).only_if(self.missing_class(object, "opfamily", "opf"))]
    }

    pub(super) fn operator_class(&self, object: &Object, class: &OperatorClass) -> Vec<Statement> {
        let (_, method) = class_parts(&object.name);
        let default = if class.default { " DEFAULT" } else { "" };
        let family = self
            .catalog
            .get(class.family)
            .filter(|family| family.name != object.name || family.schema != object.schema);
        let family = family.map_or_else(String::new, |family| format!(" FAMILY {}", self.class_name(family)));
        let items = class
            .operators
            .iter()
            .map(|operator| self.class_operator(operator))
            .chain(class.functions.iter().map(|function| self.class_function(function)));
        let mut items: Vec<String> = items.collect();
        // The list may not be empty, and the type itself is no storage type of its own.
        if class.storage.is_some() || items.is_empty() {
            items.push(format!("STORAGE {}", self.type_ref(class.storage.unwrap_or(class.input))));
        }
        let create = format!(
            "CREATE OPERATOR CLASS {}{default} FOR TYPE {} USING {}{family} AS\n    {}",
            self.class_name(object),
            self.type_ref(class.input),
            quote_ident(method),
            items.join(",\n    ")
        );
        vec![Statement::new(create).only_if(self.missing_class(object, "opclass", "opc"))]
    }

    /// `name USING method`, as statements about a class or family name it.
    pub(super) fn class_signature(&self, object: &Object) -> String {
        format!("{} USING {}", self.class_name(object), quote_ident(class_parts(&object.name).1))
    }

    /// The name alone, with its schema where the search path does not find it.
    fn class_name(&self, object: &Object) -> String {
        let name = quote_ident(class_parts(&object.name).0);
        let schema = object.schema.filter(|_| !self.catalog.is_visible(object.id, &self.path));
        schema.map_or_else(|| name.to_string(), |schema| format!("{}.{name}", self.name(schema)))
    }

    fn class_operator(&self, item: &ClassOperator) -> String {
        let name =
            if item.operator.is_builtin() { item.symbol.to_string() } else { self.qualified_operator(item.operator) };
        format!("OPERATOR {} {name} ({}, {})", item.number, self.type_ref(item.left), self.type_ref(item.right))
    }

    fn qualified_operator(&self, id: ObjectId) -> String {
        self.catalog.get(id).map_or_else(String::new, |object| self.operator_name(object))
    }

    fn class_function(&self, item: &ClassFunction) -> String {
        let types: Vec<String> = item.types.iter().map(|type_ref| self.type_ref(*type_ref)).collect();
        let types = if types.is_empty() { String::new() } else { format!(" ({})", types.join(", ")) };
        format!("FUNCTION {}{types} {}", item.number, self.cast_function(item.function))
    }

    fn missing_class(&self, object: &Object, table: &str, prefix: &str) -> String {
        let (name, method) = class_parts(&object.name);
        let schema = object.schema.map_or_else(String::new, |schema| self.name(schema));
        format!(
            "NOT EXISTS (SELECT FROM pg_{table} JOIN pg_am ON pg_am.oid = {prefix}method WHERE {prefix}name = {} AND amname = {} AND {prefix}namespace = {}::regnamespace)",
            quote_literal(name),
            quote_literal(method),
            quote_literal(&schema)
        )
    }
}
