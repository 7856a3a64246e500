//! Partitions.

use crate::mysql::ast::{
    Expr, Name, Partition, PartitionAction, PartitionBound, PartitionMethod, Partitioning, TableOption,
};
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;

/// What `ALTER TABLE` does with partitions, and with nothing else.
const VERBS: &[&str] =
    &["TRUNCATE", "COALESCE", "REORGANIZE", "EXCHANGE", "ANALYZE", "CHECK", "OPTIMIZE", "REBUILD", "REPAIR"];

impl Parser<'_> {
    /// `PARTITION BY …`.
    pub(super) fn partitioning(&mut self) -> Parsed<Partitioning> {
        let start = self.start();
        self.expect_words(&["PARTITION", "BY"])?;
        let method = self.partition_method()?;
        let count = if self.accept("PARTITIONS") { Some(self.unsigned()?) } else { None };
        let subpartitioning = if self.accept("SUBPARTITION") { Some(self.subpartitioning()?) } else { None };
        let ranged = match method {
            PartitionMethod::Range(_) | PartitionMethod::RangeColumns(_) => "RANGE",
            PartitionMethod::List(_) | PartitionMethod::ListColumns(_) => "LIST",
            _ => "",
        };
        if !ranged.is_empty() && !self.at("(") {
            return self.fail("1492", format!("For {ranged} partitions each partition must be defined"));
        }
        let partitions =
            if self.at("(") { self.bracketed_list(|parser| parser.partition_of(ranged))? } else { Vec::new() };
        Ok(Partitioning { method, count, subpartitioning, partitions, span: self.span_from(start) })
    }

    fn subpartitioning(&mut self) -> Parsed<(PartitionMethod, Option<u32>)> {
        self.expect("BY")?;
        let linear = self.accept("LINEAR");
        let method = match self.accept_any(&["HASH", "KEY"]) {
            Some("HASH") => PartitionMethod::Hash(self.brackets(Self::expr)?, linear),
            Some(_) => self.by_key(linear)?,
            None => return self.unexpected(),
        };
        let count = if self.accept("SUBPARTITIONS") { Some(self.unsigned()?) } else { None };
        Ok((method, count))
    }

    fn partition_method(&mut self) -> Parsed<PartitionMethod> {
        let linear = self.accept("LINEAR");
        match self.accept_any(&["HASH", "KEY"]) {
            Some("HASH") => return Ok(PartitionMethod::Hash(self.brackets(Self::expr)?, linear)),
            Some(_) => return self.by_key(linear),
            None if linear => return self.unexpected(),
            None => {}
        }
        match self.accept_any(&["RANGE", "LIST", "SYSTEM_TIME"]) {
            Some("RANGE") if self.accept("COLUMNS") => {
                Ok(PartitionMethod::RangeColumns(self.bracketed_list(Self::name)?))
            }
            Some("RANGE") => Ok(PartitionMethod::Range(self.brackets(Self::expr)?)),
            Some("LIST") if self.accept("COLUMNS") => {
                Ok(PartitionMethod::ListColumns(self.bracketed_list(Self::name)?))
            }
            Some("LIST") => Ok(PartitionMethod::List(self.brackets(Self::expr)?)),
            Some(_) => self.by_system_time(),
            None => self.unexpected(),
        }
    }

    fn by_key(&mut self, linear: bool) -> Parsed<PartitionMethod> {
        if self.accept("ALGORITHM") {
            self.expect("=")?;
            self.expect_kind(TokenKind::Integer)?;
        }
        self.expect("(")?;
        let columns = if self.at(")") { Vec::new() } else { self.list(Self::name)? };
        self.expect(")")?;
        Ok(PartitionMethod::Key(columns, linear))
    }

    fn by_system_time(&mut self) -> Parsed<PartitionMethod> {
        let start = self.start();
        if self.at("INTERVAL") {
            self.interval()?;
            if self.accept("STARTS") {
                self.expr()?;
            }
            self.accept("AUTO");
        } else if self.accept("LIMIT") {
            self.expect_kind(TokenKind::Integer)?;
            self.accept("AUTO");
        }
        Ok(PartitionMethod::SystemTime(self.span_from(start)))
    }

    fn partition(&mut self) -> Parsed<Partition> {
        self.partition_of("")
    }

    /// A partition of a table that is partitioned by ranges, by lists, or by what is not known here.
    fn partition_of(&mut self, ranged: &str) -> Parsed<Partition> {
        let start = self.start();
        // MariaDB can do without the word.
        if !self.accept("PARTITION") && !self.mode.is_mariadb() {
            return self.unexpected();
        }
        let name = self.name()?;
        let bound = self.partition_bound()?;
        if bound.is_none() && !ranged.is_empty() {
            let values = if ranged == "RANGE" { "LESS THAN" } else { "IN" };
            let message = format!(
                "Syntax error: {ranged} PARTITIONING requires definition of VALUES {values} for each partition"
            );
            return self.fail("1479", message);
        }
        let options = self.partition_options()?;
        let subpartitions = if self.at("(") { self.bracketed_list(Self::subpartition)? } else { Vec::new() };
        Ok(Partition { name, bound, options, subpartitions, span: self.span_from(start) })
    }

    fn subpartition(&mut self) -> Parsed<Partition> {
        let start = self.expect("SUBPARTITION")?.start;
        let name = self.name_or_string()?;
        let options = self.partition_options()?;
        Ok(Partition { name, bound: None, options, subpartitions: Vec::new(), span: self.span_from(start) })
    }

    fn partition_bound(&mut self) -> Parsed<Option<PartitionBound>> {
        if self.mode.is_mariadb() {
            match self.accept_any(&["DEFAULT", "HISTORY", "CURRENT"]) {
                Some("DEFAULT") => return Ok(Some(PartitionBound::Default)),
                Some("HISTORY") => return Ok(Some(PartitionBound::History)),
                Some(_) => return Ok(Some(PartitionBound::Current)),
                None => {}
            }
        }
        // The server sees `VALUES` here only with the word behind it.
        if !self.at_words(&["VALUES", "IN"]) && !self.at_words(&["VALUES", "LESS"]) {
            return Ok(None);
        }
        self.next();
        if self.accept("IN") {
            return Ok(Some(PartitionBound::In(self.bracketed_list(Self::partition_row)?)));
        }
        self.expect_words(&["LESS", "THAN"])?;
        if self.accept("MAXVALUE") {
            return Ok(Some(PartitionBound::LessThan(vec![None])));
        }
        Ok(Some(PartitionBound::LessThan(self.bracketed_list(Self::partition_limit)?)))
    }

    fn partition_limit(&mut self) -> Parsed<Option<Expr>> {
        if self.accept("MAXVALUE") { Ok(None) } else { self.partition_value().map(Some) }
    }

    fn partition_value(&mut self) -> Parsed<Expr> {
        self.bitwise(0)
    }

    /// `1`, `(1, 2)`.
    fn partition_row(&mut self) -> Parsed<Vec<Expr>> {
        if self.at("(") { self.bracketed_list(Self::partition_value) } else { Ok(vec![self.partition_value()?]) }
    }

    fn partition_options(&mut self) -> Parsed<Vec<TableOption>> {
        let mut options = Vec::new();
        loop {
            // The words are those of tables, with one more.
            self.accept_words(&["STORAGE"]);
            match self.table_option()? {
                Some(option) => options.push(option),
                None if self.accept("NODEGROUP") => {
                    self.accept("=");
                    self.expect_kind(TokenKind::Integer)?;
                }
                None => return Ok(options),
            }
        }
    }

    /// `ADD PARTITION`, `DROP PARTITION` … where one is next.
    pub(super) fn partition_action(&mut self) -> Parsed<Option<PartitionAction>> {
        if self.accept("REMOVE") {
            self.expect("PARTITIONING")?;
            return Ok(Some(PartitionAction::Remove));
        }
        let verbs = if self.at_nth(1, "PARTITION") { &["ADD", "DROP"] } else { VERBS };
        let Some(verb) = self.accept_any(verbs).or_else(|| self.accept_any(VERBS)) else { return Ok(None) };
        self.expect("PARTITION")?;
        self.partition_action_of(verb).map(Some)
    }

    fn partition_action_of(&mut self, verb: &str) -> Parsed<PartitionAction> {
        match verb {
            "ADD" => self.add_partition(),
            "DROP" => {
                let if_exists = self.accept_if_exists_mariadb()?;
                Ok(PartitionAction::Drop { if_exists, names: self.list(Self::name)? })
            }
            "COALESCE" => {
                self.no_write_to_binlog();
                Ok(PartitionAction::Coalesce(self.unsigned()?))
            }
            "REORGANIZE" => {
                self.no_write_to_binlog();
                let names = if self.at_name() { self.list(Self::name)? } else { Vec::new() };
                if names.is_empty() {
                    return Ok(PartitionAction::Reorganize(names, Vec::new()));
                }
                self.expect("INTO")?;
                Ok(PartitionAction::Reorganize(names, self.bracketed_list(Self::partition)?))
            }
            "EXCHANGE" => {
                let name = self.name()?;
                self.expect_words(&["WITH", "TABLE"])?;
                Ok(PartitionAction::Exchange(name, self.table_name()?))
            }
            "TRUNCATE" => Ok(PartitionAction::Truncate(self.all_or_names()?)),
            _ => {
                self.no_write_to_binlog();
                let names = self.all_or_names()?;
                while self
                    .accept_any(&["FOR", "UPGRADE", "QUICK", "FAST", "MEDIUM", "EXTENDED", "CHANGED", "USE_FRM"])
                    .is_some()
                {}
                Ok(PartitionAction::Physical(verb.into(), names))
            }
        }
    }

    fn all_or_names(&mut self) -> Parsed<Vec<Name>> {
        if self.accept("ALL") { Ok(Vec::new()) } else { self.list(Self::name) }
    }

    pub(in crate::mysql::syntax) fn no_write_to_binlog(&mut self) {
        self.accept_any(&["NO_WRITE_TO_BINLOG", "LOCAL"]);
    }

    fn add_partition(&mut self) -> Parsed<PartitionAction> {
        let if_not_exists = self.accept_if_not_exists()?;
        self.no_write_to_binlog();
        if self.accept("PARTITIONS") {
            let count = Some(self.unsigned()?);
            return Ok(PartitionAction::Add { if_not_exists, partitions: Vec::new(), count });
        }
        let partitions = self.bracketed_list(Self::partition)?;
        Ok(PartitionAction::Add { if_not_exists, partitions, count: None })
    }
}
