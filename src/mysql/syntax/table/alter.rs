//! `ALTER TABLE`, `CREATE INDEX`, `DROP INDEX`, `RENAME TABLE`.

use crate::mysql::ast::{
    AlterAction, AlterTable, ColumnPlace, CreateMode, IfExists, IndexDefinition, IndexKind, IndexVisibility, Name,
    RenamedColumn, StatementKind, TableElement,
};
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::run::{Failure, Refusal};

impl Parser<'_> {
    /// `ALTER [ONLINE] [IGNORE] TABLE …`, behind `TABLE`.
    pub(in crate::mysql::syntax) fn alter_table(&mut self, ignore: bool) -> Parsed<StatementKind> {
        let if_exists = self.accept_if_exists_mariadb()?;
        let table = self.table_name()?;
        self.table_wait()?;
        self.altering = true;
        let actions = self.alter_actions()?;
        self.altering = false;
        Ok(StatementKind::AlterTable(AlterTable { table, if_exists, ignore, actions }))
    }

    /// `WAIT n`, `NOWAIT` behind the name of a table (MariaDB).
    pub(in crate::mysql::syntax) fn table_wait(&mut self) -> Parsed<()> {
        if self.mode.is_mariadb() && self.at_any(&["WAIT", "NOWAIT"]) {
            self.lock_wait()?;
        }
        Ok(())
    }

    fn alter_actions(&mut self) -> Parsed<Vec<AlterAction>> {
        let mut actions = Vec::new();
        if self.at_statement_end() {
            return Ok(actions);
        }
        if let Some(action) = self.partition_action()? {
            return Ok(vec![AlterAction::Partition(action)]);
        }
        if !self.at("PARTITION") {
            self.alter_action(&mut actions)?;
            while self.accept(",") {
                self.alter_action(&mut actions)?;
            }
        }
        if self.at("PARTITION") {
            actions.push(AlterAction::PartitionBy(self.partitioning()?));
        } else if self.accept("REMOVE") {
            self.expect("PARTITIONING")?;
            actions.push(AlterAction::Partition(crate::mysql::ast::PartitionAction::Remove));
        }
        Ok(actions)
    }

    fn alter_action(&mut self, actions: &mut Vec<AlterAction>) -> Parsed<()> {
        let Some(verb) = self.accept_any(&["ADD", "DROP", "MODIFY", "CHANGE", "ALTER", "RENAME"]) else {
            return self.rarer_action(actions);
        };
        match verb {
            "ADD" => return self.add(actions),
            "DROP" => actions.push(self.drop_part()?),
            "MODIFY" => actions.push(self.modify()?),
            "CHANGE" => actions.push(self.change()?),
            "ALTER" => actions.push(self.alter_part()?),
            _ => actions.push(self.rename()?),
        }
        Ok(())
    }

    fn add(&mut self, actions: &mut Vec<AlterAction>) -> Parsed<()> {
        if self.mode.is_mariadb() && self.at("SYSTEM") {
            self.expect_words(&["SYSTEM", "VERSIONING"])?;
            actions.push(AlterAction::Option(crate::mysql::ast::TableOption::SystemVersioning));
            return Ok(());
        }
        if self.mode.is_mariadb() && self.at("PERIOD") {
            return self.add_period(actions);
        }
        if let Some(element) = self.key_or_constraint()? {
            actions.push(AlterAction::Add(element));
            return Ok(());
        }
        self.accept("COLUMN");
        let if_not_exists = self.accept_if_not_exists()?;
        if !self.at("(") {
            let mut column = self.column_definition()?;
            self.column_references(&mut column)?;
            let place = self.column_place()?;
            actions.push(AlterAction::AddColumn { if_not_exists, column, place });
            return Ok(());
        }
        for element in self.bracketed_list(Self::added_element)? {
            actions.push(match element {
                TableElement::Column(column) => AlterAction::AddColumn { if_not_exists, column, place: None },
                other => AlterAction::Add(other),
            });
        }
        Ok(())
    }

    /// In brackets, checks are as in a new table.
    fn added_element(&mut self) -> Parsed<TableElement> {
        if self.at("CONSTRAINT") && self.at_nth(1, "IF") {
            self.next();
            return self.unexpected();
        }
        self.table_element()
    }

    /// `ADD PERIOD IF NOT EXISTS FOR …` (MariaDB).
    fn add_period(&mut self, actions: &mut Vec<AlterAction>) -> Parsed<()> {
        self.next();
        self.accept_if_not_exists()?;
        actions.push(AlterAction::Add(self.period_for()?));
        Ok(())
    }

    /// `FIRST`, `AFTER x`.
    fn column_place(&mut self) -> Parsed<Option<ColumnPlace>> {
        if self.accept("FIRST") {
            return Ok(Some(ColumnPlace::First));
        }
        if self.accept("AFTER") { Ok(Some(ColumnPlace::After(self.name()?))) } else { Ok(None) }
    }

    fn modify(&mut self) -> Parsed<AlterAction> {
        self.accept("COLUMN");
        let if_exists = self.accept_if_exists_mariadb()?;
        let column = self.column_definition()?;
        Ok(AlterAction::ModifyColumn { if_exists, column, place: self.column_place()? })
    }

    fn change(&mut self) -> Parsed<AlterAction> {
        self.accept("COLUMN");
        let if_exists = self.accept_if_exists_mariadb()?;
        let old = self.name()?;
        let column = self.column_definition()?;
        Ok(AlterAction::ChangeColumn { if_exists, old, column, place: self.column_place()? })
    }

    fn drop_part(&mut self) -> Parsed<AlterAction> {
        match self.accept_any(&["PRIMARY", "KEY", "INDEX", "FOREIGN", "CONSTRAINT"]) {
            Some("PRIMARY") => {
                self.expect("KEY")?;
                return Ok(AlterAction::DropPrimaryKey);
            }
            Some("FOREIGN") => {
                self.expect("KEY")?;
                let if_exists = self.accept_if_exists_mariadb()?;
                return Ok(AlterAction::DropForeignKey { if_exists, constraint: self.name()? });
            }
            Some("CONSTRAINT") => {
                let if_exists = self.accept_if_exists_mariadb()?;
                return Ok(AlterAction::DropConstraint { if_exists, constraint: self.name()? });
            }
            Some(_) => {
                let if_exists = self.accept_if_exists_mariadb()?;
                return Ok(AlterAction::DropIndex { if_exists, index: self.index_name()? });
            }
            None => {}
        }
        self.drop_rarer()
    }

    fn drop_rarer(&mut self) -> Parsed<AlterAction> {
        if self.mode.is_mariadb() {
            if self.accept("SYSTEM") {
                self.expect("VERSIONING")?;
                return Ok(AlterAction::DropSystemVersioning);
            }
            if self.accept("PERIOD") {
                self.accept_if_exists()?;
                self.expect("FOR")?;
                return Ok(AlterAction::DropPeriod(self.name()?));
            }
        } else if self.accept("CHECK") {
            return Ok(AlterAction::DropCheck(self.name()?));
        }
        self.accept("COLUMN");
        let if_exists = self.accept_if_exists_mariadb()?;
        let column = self.name()?;
        self.accept_any(&["RESTRICT", "CASCADE"]);
        Ok(AlterAction::DropColumn { if_exists, column })
    }

    /// The name of a key; `PRIMARY` needs its quotes.
    fn index_name(&mut self) -> Parsed<Name> {
        self.name()
    }

    fn alter_part(&mut self) -> Parsed<AlterAction> {
        if self.accept_any(&["INDEX", "KEY"]).is_some() {
            self.accept_if_exists_mariadb()?;
            let name = self.name()?;
            return Ok(AlterAction::SetIndexVisibility(name, self.index_visibility()?));
        }
        if !self.mode.is_mariadb() && self.accept_any(&["CHECK", "CONSTRAINT"]).is_some() {
            let name = self.name()?;
            return match self.enforced()? {
                Some(enforced) => Ok(AlterAction::EnforceCheck(name, enforced)),
                None => self.unexpected(),
            };
        }
        self.accept("COLUMN");
        let if_exists = self.accept_if_exists_mariadb()?;
        let column = self.name()?;
        if self.accept("DROP") {
            self.expect("DEFAULT")?;
            return Ok(AlterAction::DropDefault { if_exists, column });
        }
        self.expect("SET")?;
        if !self.mode.is_mariadb()
            && let Some(word) = self.accept_any(&["INVISIBLE", "VISIBLE"])
        {
            return Ok(AlterAction::SetColumnVisibility { column, invisible: word == "INVISIBLE" });
        }
        self.expect("DEFAULT")?;
        let (value, span) = self.default_value()?;
        Ok(AlterAction::SetDefault { if_exists, column, value, span })
    }

    fn index_visibility(&mut self) -> Parsed<IndexVisibility> {
        if self.mode.is_mariadb() {
            if self.accept("IGNORED") {
                return Ok(IndexVisibility::Ignored);
            }
            return self.expect_words(&["NOT", "IGNORED"]).map(|()| IndexVisibility::NotIgnored);
        }
        match self.accept_any(&["VISIBLE", "INVISIBLE"]) {
            Some("VISIBLE") => Ok(IndexVisibility::Visible),
            Some(_) => Ok(IndexVisibility::Invisible),
            None => self.unexpected(),
        }
    }

    fn rename(&mut self) -> Parsed<AlterAction> {
        if self.accept("COLUMN") {
            let if_exists = self.accept_if_exists_mariadb()?;
            let old = self.name()?;
            self.expect("TO")?;
            return Ok(AlterAction::RenameColumn(RenamedColumn { if_exists, old, new: self.name()? }));
        }
        if self.accept_any(&["INDEX", "KEY"]).is_some() {
            self.accept_if_exists_mariadb()?;
            let old = self.name()?;
            self.expect("TO")?;
            return Ok(AlterAction::RenameIndex(old, self.name()?));
        }
        self.accept_any(&["TO", "AS", "="]);
        Ok(AlterAction::Rename(self.table_name()?))
    }

    fn rarer_action(&mut self, actions: &mut Vec<AlterAction>) -> Parsed<()> {
        let words = ["DISABLE", "ENABLE", "CONVERT", "ORDER", "FORCE", "ALGORITHM", "LOCK", "DISCARD", "IMPORT"];
        let action = match self.accept_any(&words) {
            Some(word @ ("DISABLE" | "ENABLE")) => {
                self.expect("KEYS")?;
                AlterAction::Physical(format!("{word} KEYS").into())
            }
            Some("CONVERT") => self.convert_to()?,
            Some("ORDER") => {
                self.expect("BY")?;
                AlterAction::OrderBy(self.list(Self::alter_order_item)?)
            }
            Some("FORCE") => AlterAction::Physical("FORCE".into()),
            Some("ALGORITHM") => {
                self.accept("=");
                AlterAction::Algorithm(self.word_of(
                    "1800",
                    "ALGORITHM",
                    &["DEFAULT", "INPLACE", "COPY", "INSTANT", "NOCOPY"],
                )?)
            }
            Some("LOCK") => {
                self.accept("=");
                AlterAction::Lock(self.word_of("1801", "LOCK type", &["DEFAULT", "NONE", "SHARED", "EXCLUSIVE"])?)
            }
            Some(word) => {
                self.expect("TABLESPACE")?;
                AlterAction::Tablespace(word.into())
            }
            None => return self.option_actions(actions),
        };
        actions.push(action);
        Ok(())
    }

    fn alter_order_item(&mut self) -> Parsed<crate::mysql::ast::OrderItem> {
        let start = self.start();
        let name = self.column_name()?;
        let expr = self.expr_from(start, crate::mysql::ast::ExprKind::Column(name));
        let descending = self.accept_any(&["ASC", "DESC"]) == Some("DESC");
        Ok(crate::mysql::ast::OrderItem { expr, descending })
    }

    /// A name that the server compares with words it knows.
    fn word_of(&mut self, number: &'static str, option: &str, words: &[&str]) -> Parsed<Name> {
        let token = self.peek();
        let name = if self.at("DEFAULT") { self.take_name() } else { self.name()? };
        if words.iter().any(|word| name.text.eq_ignore_ascii_case(word)) {
            return Ok(name);
        }
        let failure = Failure::new(number, format!("Unknown {option} '{}'", name.text));
        Err(Refusal::Failed(failure.at(token.span())))
    }

    fn convert_to(&mut self) -> Parsed<AlterAction> {
        self.expect("TO")?;
        self.charset_word()?;
        let charset = if self.accept("DEFAULT") { None } else { Some(self.charset_name()?) };
        let collation = if self.accept("COLLATE") { Some(self.collation_name()?) } else { None };
        Ok(AlterAction::ConvertTo(charset, collation))
    }

    /// Options of the table, which need no commas between them.
    fn option_actions(&mut self, actions: &mut Vec<AlterAction>) -> Parsed<()> {
        if !self.mode.is_mariadb() && self.at_any(&["WITH", "WITHOUT"]) && self.at_nth(1, "VALIDATION") {
            let word = self.next().text(self.text).to_ascii_uppercase();
            self.next();
            actions.push(AlterAction::Physical(format!("{word} VALIDATION").into()));
            return Ok(());
        }
        let before = actions.len();
        while let Some(option) = self.table_option()? {
            actions.push(AlterAction::Option(option));
        }
        if actions.len() == before { self.unexpected() } else { Ok(()) }
    }

    /// `CREATE [OR REPLACE] [UNIQUE | FULLTEXT | SPATIAL] INDEX …`, behind `INDEX`.
    pub(in crate::mysql::syntax) fn create_index(
        &mut self,
        mode: CreateMode,
        kind: IndexKind,
        start: u32,
    ) -> Parsed<StatementKind> {
        let if_not_exists = self.accept_if_not_exists_after(mode)?;
        let name = Some(self.name()?);
        let mut options = Vec::new();
        options.extend(self.using(kind)?);
        self.expect("ON")?;
        let table = self.table_name()?;
        let parts = self.key_parts()?;
        self.table_wait()?;
        self.index_options(kind, &mut options)?;
        let span = self.span_from(start);
        let index = IndexDefinition { kind, constraint: None, name, if_not_exists, parts, options, span };
        let mut actions = Vec::new();
        if mode == CreateMode::OrReplace {
            let index = index.name.clone().unwrap_or_else(|| Name { text: "".into(), span });
            actions.push(AlterAction::DropIndex { if_exists: true, index });
        }
        actions.push(AlterAction::Add(TableElement::Index(index)));
        self.index_lock_options(&mut actions)?;
        Ok(StatementKind::AlterTable(AlterTable { table, if_exists: false, ignore: false, actions }))
    }

    fn accept_if_not_exists_after(&mut self, mode: CreateMode) -> Parsed<bool> {
        if self.mode.is_mariadb() { Ok(self.if_not_exists(mode)? == CreateMode::IfNotExists) } else { Ok(false) }
    }

    /// `ALGORITHM = x`, `LOCK = x`, in any order.
    fn index_lock_options(&mut self, actions: &mut Vec<AlterAction>) -> Parsed<()> {
        while self.at_any(&["ALGORITHM", "LOCK"]) {
            self.rarer_action(actions)?;
        }
        Ok(())
    }

    /// `DROP INDEX …`, behind `INDEX`.
    pub(in crate::mysql::syntax) fn drop_index(&mut self) -> Parsed<StatementKind> {
        let if_exists = self.accept_if_exists_mariadb()?;
        let index = self.index_name()?;
        self.expect("ON")?;
        let table = self.table_name()?;
        self.table_wait()?;
        let mut actions = vec![AlterAction::DropIndex { if_exists, index }];
        if !self.mode.is_mariadb() {
            self.index_lock_options(&mut actions)?;
        }
        Ok(StatementKind::AlterTable(AlterTable { table, if_exists: false, ignore: false, actions }))
    }

    /// `RENAME TABLE a TO b, c TO d`, behind `TABLE`.
    pub(in crate::mysql::syntax) fn rename_tables(&mut self) -> Parsed<StatementKind> {
        let if_exists = if self.accept_if_exists_mariadb()? { IfExists::Optional } else { IfExists::Required };
        let pairs = self.list(|parser| {
            let old = parser.table_name()?;
            parser.table_wait()?;
            parser.expect("TO")?;
            Ok((old, parser.table_name()?))
        })?;
        Ok(StatementKind::RenameTables(pairs, if_exists))
    }
}
