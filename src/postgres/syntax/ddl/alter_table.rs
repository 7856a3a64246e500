//! `ALTER TABLE` and its kin.

use crate::postgres::ast::op::{AlterTable, DropBehavior, ObjectKind, ObjectRef, Persistence, TableAction, Triggers};
use crate::postgres::ast::{Ident, Op, QualifiedName};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// What follows `ALTER TABLE | INDEX | VIEW | MATERIALIZED VIEW | FOREIGN TABLE | SEQUENCE`.
    pub(super) fn alter_relation(&mut self, kind: ObjectKind) -> Result<Op> {
        if self.all(&["ALL", "IN", "TABLESPACE"]) {
            return opaque("ALTER … ALL IN TABLESPACE");
        }
        let if_exists = self.if_exists();
        let only = self.keyword("ONLY");
        let name = self.qualified_name()?;
        self.operator("*");
        if let Some(op) = self.alter_name(&ObjectRef::Named(kind, name.clone()), if_exists)? {
            return Ok(op);
        }
        if self.keyword("RENAME") {
            if matches!(kind, ObjectKind::Index | ObjectKind::Sequence) {
                return self.refuse();
            }
            let mut object = self.renamed_part(kind, name)?;
            if let ObjectRef::Column { only: whether, .. } = &mut object {
                *whether = only;
            }
            self.expect("TO")?;
            return Ok(Op::Rename { object, if_exists, to: self.ident()? });
        }
        if kind == ObjectKind::Sequence && !self.at_table_action() {
            let options = self.alter_sequence_options()?;
            return Ok(Op::AlterSequence { name, if_exists, options });
        }
        if kind == ObjectKind::Index && if_exists && self.at_keyword("ATTACH") {
            return self.refuse();
        }
        let actions = if kind == ObjectKind::Index && self.at_keyword("DEPENDS")
            || self.at_keyword("NO") && self.nth_is(1, "DEPENDS")
        {
            return opaque("DEPENDS ON EXTENSION");
        } else {
            self.list(Cursor::table_action)?
        };
        Ok(Op::AlterTable(Box::new(AlterTable { kind, name, if_exists, only, actions })))
    }

    /// Whether an action of a table is used on a sequence.
    fn at_table_action(&self) -> bool {
        self.at_all(&["OWNER", "TO"]) || self.at_all(&["SET", "TABLESPACE"])
    }

    /// After `RENAME`: a column or a constraint.
    fn renamed_part(&mut self, kind: ObjectKind, relation: QualifiedName) -> Result<ObjectRef> {
        if self.keyword("CONSTRAINT") {
            return Ok(ObjectRef::Constraint { relation, name: self.ident()? });
        }
        self.keyword("COLUMN");
        Ok(ObjectRef::Column { kind, relation, column: self.ident()?, cascade: false, only: false })
    }

    fn table_action(&mut self) -> Result<TableAction> {
        const STARTS: &[&str] = &[
            "ADD", "DROP", "ALTER", "VALIDATE", "ENABLE", "DISABLE", "FORCE", "NO", "SET", "RESET", "INHERIT",
            "ATTACH", "DETACH", "REPLICA", "CLUSTER", "OWNER", "OF", "NOT", "OPTIONS",
        ];
        let Some(start) = self.any(STARTS) else { return self.refuse() };
        match start {
            "ADD" => self.add(),
            "DROP" => self.drop_part(),
            "ALTER" => self.alter_part(),
            "VALIDATE" => {
                self.expect("CONSTRAINT")?;
                Ok(TableAction::ValidateConstraint { name: self.ident()? })
            }
            "ENABLE" => self.enable(),
            "DISABLE" => self.disable(),
            "FORCE" => self.force_row_security(true),
            "NO" => self.no(),
            "SET" => self.set_table(),
            "RESET" => Ok(TableAction::SetOptions { options: self.storage_parameters()?, reset: true }),
            "INHERIT" => Ok(TableAction::Inherit { parent: self.qualified_name()?, remove: false }),
            "ATTACH" => self.attach(),
            "DETACH" => self.detach(),
            "REPLICA" => self.replica_identity(),
            "CLUSTER" => {
                self.expect("ON")?;
                Ok(TableAction::Cluster(Some(self.ident()?)))
            }
            "OWNER" => opaque("OWNER TO among other actions"),
            "OPTIONS" => {
                self.at -= 1;
                self.option_changes().map(TableAction::SetForeignOptions)
            }
            _ => opaque("ALTER TABLE … OF"),
        }
    }

    fn add(&mut self) -> Result<TableAction> {
        if self.at_table_constraint() {
            return self.constraint().map(TableAction::AddConstraint);
        }
        self.keyword("COLUMN");
        let if_not_exists = self.if_not_exists()?;
        Ok(TableAction::AddColumn { column: self.column_def()?, if_not_exists })
    }

    fn drop_part(&mut self) -> Result<TableAction> {
        if self.keyword("CONSTRAINT") {
            let if_exists = self.if_exists();
            return Ok(TableAction::DropConstraint { name: self.ident()?, if_exists, behavior: self.behavior() });
        }
        self.keyword("COLUMN");
        let if_exists = self.if_exists();
        Ok(TableAction::DropColumn { column: self.ident()?, if_exists, behavior: self.behavior() })
    }

    /// `CASCADE` or `RESTRICT`, where one is written.
    pub(super) fn behavior(&mut self) -> DropBehavior {
        if self.any(&["CASCADE", "RESTRICT"]) == Some("CASCADE") {
            DropBehavior::Cascade
        } else {
            DropBehavior::Restrict
        }
    }

    fn alter_part(&mut self) -> Result<TableAction> {
        if self.keyword("CONSTRAINT") {
            let name = self.ident()?;
            let timing = self.timing()?;
            let (deferrable, initially_deferred) = (timing.deferrable, timing.initially_deferred);
            return Ok(TableAction::AlterConstraint { name, deferrable, initially_deferred });
        }
        self.keyword("COLUMN");
        let column = self.altered_column()?;
        self.alter_column(column)
    }

    /// A column's name, or the number of an index column.
    fn altered_column(&mut self) -> Result<Ident> {
        match self.peek() {
            Some(token) if token.kind == Kind::Number => {
                let name = self.text().into();
                self.at += 1;
                Ok(Ident { name, span: token.span })
            }
            _ => self.ident(),
        }
    }

    fn alter_column(&mut self, column: Ident) -> Result<TableAction> {
        const STARTS: &[&str] = &["TYPE", "SET", "DROP", "ADD", "RESET", "RESTART", "OPTIONS"];
        match self.expect_any(STARTS)? {
            "TYPE" => self.set_type(column),
            "SET" => self.set_column(column),
            "DROP" => self.drop_from_column(column),
            "ADD" => {
                self.expect("GENERATED")?;
                let always = self.always_or_by_default()?;
                self.expect_all(&["AS", "IDENTITY"])?;
                let identity = crate::postgres::ast::op::Identity { always, options: self.identity_options()? };
                Ok(TableAction::AddIdentity { column, identity })
            }
            "RESET" => Ok(TableAction::SetColumnOptions { column, options: self.storage_parameters()?, reset: true }),
            "RESTART" => {
                self.at -= 1;
                self.set_identity(column)
            }
            _ => {
                self.at -= 1;
                Ok(TableAction::SetForeignColumnOptions { column, changes: self.option_changes()? })
            }
        }
    }

    fn set_type(&mut self, column: Ident) -> Result<TableAction> {
        let type_name = self.type_name()?;
        let collation = if self.keyword("COLLATE") { Some(self.qualified_name()?) } else { None };
        let using = if self.keyword("USING") { Some(self.expr_item()?) } else { None };
        Ok(TableAction::SetType { column, type_name, collation, using })
    }

    fn set_column(&mut self, column: Ident) -> Result<TableAction> {
        const STARTS: &[&str] = &["DATA", "DEFAULT", "NOT", "STATISTICS", "STORAGE", "COMPRESSION"];
        if self.kind() == Some(Kind::LeftParen) {
            return Ok(TableAction::SetColumnOptions { column, options: self.storage_parameters()?, reset: false });
        }
        match self.any(STARTS) {
            Some("DATA") => {
                self.expect("TYPE")?;
                self.set_type(column)
            }
            Some("DEFAULT") => Ok(TableAction::SetDefault { column, default: Some(self.expr_item()?) }),
            Some("NOT") => self.expect("NULL").map(|()| TableAction::SetNotNull { column, not_null: true }),
            Some("STATISTICS") if self.since(17) && self.keyword("DEFAULT") => {
                Ok(TableAction::SetStatistics { column, target: -1 })
            }
            Some("STATISTICS") => {
                let target =
                    i32::try_from(self.integer()?).or_else(|_| opaque("a statistics target that is no integer"))?;
                Ok(TableAction::SetStatistics { column, target })
            }
            Some("STORAGE") if !self.since(16) && self.at_keyword("DEFAULT") => self.refuse(),
            Some("STORAGE") => Ok(TableAction::SetStorage { column, storage: self.label()?.name }),
            Some("COMPRESSION") => Ok(TableAction::SetCompression { column, method: self.label()?.name }),
            _ if self.at_keyword("EXPRESSION") => opaque("SET EXPRESSION"),
            _ => {
                self.at -= 1;
                self.set_identity(column)
            }
        }
    }

    /// `SET GENERATED …`, `SET option`, `RESTART`, any number of them.
    fn set_identity(&mut self, column: Ident) -> Result<TableAction> {
        let (mut always, mut options) = (None, Vec::new());
        loop {
            if self.keyword("SET") {
                if self.keyword("GENERATED") {
                    always = Some(self.always_or_by_default()?);
                } else {
                    options.push(self.sequence_option()?.ok_or_else(|| self.unexpected())?);
                }
            } else if self.at_keyword("RESTART") {
                options.extend(self.sequence_option()?);
            } else {
                return Ok(TableAction::SetIdentity { column, always, options });
            }
        }
    }

    fn drop_from_column(&mut self, column: Ident) -> Result<TableAction> {
        const PARTS: &[&str] = &["DEFAULT", "NOT", "IDENTITY", "EXPRESSION"];
        match self.expect_any(if self.since(13) { PARTS } else { &PARTS[..3] })? {
            "DEFAULT" => Ok(TableAction::SetDefault { column, default: None }),
            "NOT" => self.expect("NULL").map(|()| TableAction::SetNotNull { column, not_null: false }),
            "EXPRESSION" => Ok(TableAction::DropExpression { column, if_exists: self.if_exists() }),
            _ => Ok(TableAction::DropIdentity { column, if_exists: self.if_exists() }),
        }
    }

    fn enable(&mut self) -> Result<TableAction> {
        match self.expect_any(&["ROW", "REPLICA", "ALWAYS", "TRIGGER", "RULE"])? {
            "ROW" => self.row_security(Some(true), None),
            "REPLICA" => self.trigger_state('R'),
            "ALWAYS" => self.trigger_state('A'),
            "TRIGGER" => self.trigger_name('O'),
            _ => self.rule_state('O'),
        }
    }

    fn disable(&mut self) -> Result<TableAction> {
        match self.expect_any(&["ROW", "TRIGGER", "RULE"])? {
            "ROW" => self.row_security(Some(false), None),
            "TRIGGER" => self.trigger_name('D'),
            _ => self.rule_state('D'),
        }
    }

    fn row_security(&mut self, enabled: Option<bool>, forced: Option<bool>) -> Result<TableAction> {
        self.expect_all(&["LEVEL", "SECURITY"])?;
        Ok(TableAction::SetRowSecurity { enabled, forced })
    }

    fn force_row_security(&mut self, forced: bool) -> Result<TableAction> {
        self.expect("ROW")?;
        self.row_security(None, Some(forced))
    }

    fn trigger_state(&mut self, enabled: char) -> Result<TableAction> {
        match self.expect_any(&["TRIGGER", "RULE"])? {
            "TRIGGER" => Ok(TableAction::SetTrigger { triggers: Triggers::Named(self.ident()?), enabled }),
            _ => self.rule_state(enabled),
        }
    }

    fn rule_state(&mut self, enabled: char) -> Result<TableAction> {
        Ok(TableAction::SetRule { name: self.ident()?, enabled })
    }

    fn trigger_name(&mut self, enabled: char) -> Result<TableAction> {
        let triggers = match self.any(&["ALL", "USER"]) {
            Some("ALL") => Triggers::All,
            Some(_) => Triggers::User,
            None => Triggers::Named(self.ident()?),
        };
        Ok(TableAction::SetTrigger { triggers, enabled })
    }

    fn no(&mut self) -> Result<TableAction> {
        match self.expect_any(&["FORCE", "INHERIT"])? {
            "FORCE" => self.force_row_security(false),
            _ => Ok(TableAction::Inherit { parent: self.qualified_name()?, remove: true }),
        }
    }

    fn set_table(&mut self) -> Result<TableAction> {
        const STARTS: &[&str] = &["LOGGED", "UNLOGGED", "WITHOUT", "TABLESPACE", "ACCESS"];
        if self.kind() == Some(Kind::LeftParen) {
            return Ok(TableAction::SetOptions { options: self.storage_parameters()?, reset: false });
        }
        match self.expect_any(if self.since(15) { STARTS } else { &STARTS[..4] })? {
            "LOGGED" => Ok(TableAction::SetPersistence(Persistence::Permanent)),
            "UNLOGGED" => Ok(TableAction::SetPersistence(Persistence::Unlogged)),
            "WITHOUT" if self.keyword("CLUSTER") => Ok(TableAction::Cluster(None)),
            "WITHOUT" => self.expect("OIDS").and_then(|()| opaque("SET WITHOUT OIDS")),
            "ACCESS" => {
                self.expect("METHOD")?;
                if self.since(17) && self.at_keyword("DEFAULT") {
                    return opaque("SET ACCESS METHOD DEFAULT");
                }
                Ok(TableAction::SetAccessMethod(self.ident()?))
            }
            _ => Ok(TableAction::SetTablespace(self.ident()?)),
        }
    }

    fn attach(&mut self) -> Result<TableAction> {
        self.expect("PARTITION")?;
        let partition = self.qualified_name()?;
        let bound = if self.is_at_end() { None } else { Some(self.partition_bound()?) };
        Ok(TableAction::AttachPartition { partition, bound })
    }

    fn detach(&mut self) -> Result<TableAction> {
        self.expect("PARTITION")?;
        let partition = self.qualified_name()?;
        let concurrently = self.since(14) && self.keyword("CONCURRENTLY");
        if self.at_keyword("FINALIZE") {
            return opaque("DETACH PARTITION … FINALIZE");
        }
        Ok(TableAction::DetachPartition { partition, concurrently })
    }

    fn replica_identity(&mut self) -> Result<TableAction> {
        self.expect("IDENTITY")?;
        let (kind, index) = match self.expect_any(&["DEFAULT", "FULL", "NOTHING", "USING"])? {
            "DEFAULT" => ('d', None),
            "FULL" => ('f', None),
            "NOTHING" => ('n', None),
            _ => {
                self.expect("INDEX")?;
                ('i', Some(self.ident()?))
            }
        };
        Ok(TableAction::ReplicaIdentity { kind, index })
    }

    /// The options of `ALTER SEQUENCE`, `SET LOGGED` among them.
    fn alter_sequence_options(&mut self) -> Result<Vec<crate::postgres::ast::op::SequenceOption>> {
        use crate::postgres::ast::op::SequenceOption;
        if self.keyword("SET") {
            let persistence = match self.expect_any(&["LOGGED", "UNLOGGED"])? {
                "LOGGED" => Persistence::Permanent,
                _ => Persistence::Unlogged,
            };
            return Ok(vec![SequenceOption::Persistence(persistence)]);
        }
        let options = self.sequence_options()?;
        if options.is_empty() { self.refuse() } else { Ok(options) }
    }
}
