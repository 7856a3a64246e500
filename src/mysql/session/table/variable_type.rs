//! The types of variables, parameters and results of stored programs, which are those of columns.

use super::Session;
use crate::mysql::ast::{ColumnDefinition, ColumnOption, Name, TypeName};
use crate::mysql::catalog::Column;
use crate::mysql::charset::CharsetPair;
use crate::run::Refusal;
use smol_str::SmolStr;

impl Session {
    /// A variable as a column that may be NULL: what is stored in it is converted and checked in the same way.
    pub(in crate::mysql::session) fn variable_column(
        &self,
        name: &str,
        type_name: &TypeName,
    ) -> Result<Column, Refusal> {
        let written = ColumnDefinition {
            name: Name { text: name.into(), span: type_name.span },
            type_name: type_name.clone(),
            generated: None,
            options: vec![ColumnOption::Null],
            span: type_name.span,
        };
        let mut draft = self.read_column(&written)?;
        self.complete_column(&mut draft, &self.charset_of_variables())?;
        Ok(Column { check: None, comment: SmolStr::default(), ..draft.column })
    }

    /// Characters of variables are those of the database.
    fn charset_of_variables(&self) -> CharsetPair {
        let database = self.database.as_ref().and_then(|name| self.catalog.databases.get(name));
        match database {
            Some(database) => CharsetPair { charset: database.charset.clone(), collation: database.collation.clone() },
            None => CharsetPair { charset: self.profile.charset.into(), collation: self.profile.collation.into() },
        }
    }
}
