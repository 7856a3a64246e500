//! Options of tables, and engines.

use super::{Session, TableName};
use crate::mysql::ast::TableOption;
use crate::mysql::catalog::{Database, TableOptions};
use crate::mysql::charset::{self, CharsetPair};
use crate::mysql::error::{failure, undecided};
use crate::run::Refusal;
use smol_str::{SmolStr, format_smolstr};

/// Engines that are always there, as the server spells them.
const ENGINES: &[(&str, &str)] = &[
    ("innodb", "InnoDB"),
    ("myisam", "MyISAM"),
    ("aria", "Aria"),
    ("memory", "MEMORY"),
    ("heap", "MEMORY"),
    ("csv", "CSV"),
    ("mrg_myisam", "MRG_MyISAM"),
    ("merge", "MRG_MyISAM"),
];

/// Engines that some servers have.
const PLUGINS: &[&str] = &[
    "archive",
    "blackhole",
    "columnstore",
    "connect",
    "example",
    "federated",
    "federatedx",
    "mroonga",
    "myrocks",
    "ndb",
    "ndbcluster",
    "oqgraph",
    "rocksdb",
    "s3",
    "sequence",
    "sphinx",
    "spider",
    "tokudb",
    "xtradb",
];

/// Options in the order of `SHOW CREATE TABLE`, and the value that is as good as none.
pub(super) const KNOWN: &[(&str, &str)] = &[
    ("MIN_ROWS", "0"),
    ("MAX_ROWS", "0"),
    ("AVG_ROW_LENGTH", "0"),
    ("PACK_KEYS", "DEFAULT"),
    ("STATS_PERSISTENT", "DEFAULT"),
    ("STATS_AUTO_RECALC", "DEFAULT"),
    ("STATS_SAMPLE_PAGES", "DEFAULT"),
    ("CHECKSUM", "0"),
    ("PAGE_CHECKSUM", ""),
    ("DELAY_KEY_WRITE", "0"),
    ("ROW_FORMAT", "DEFAULT"),
    ("TRANSACTIONAL", ""),
    ("KEY_BLOCK_SIZE", "0"),
    ("COMPRESSION", ""),
    ("ENCRYPTION", ""),
    ("CONNECTION", "''"),
    ("DATA DIRECTORY", ""),
    ("INDEX DIRECTORY", ""),
    ("INSERT_METHOD", "NO"),
    ("TABLESPACE", ""),
    ("AUTOEXTEND_SIZE", "0"),
    ("ENGINE_ATTRIBUTE", ""),
    ("SECONDARY_ENGINE", ""),
    ("SECONDARY_ENGINE_ATTRIBUTE", ""),
    ("STORAGE", ""),
    ("PASSWORD", ""),
    ("SEQUENCE", ""),
];

/// Those among them that only MySQL has.
const OF_MYSQL: &[&str] = &[
    "COMPRESSION",
    "ENCRYPTION",
    "AUTOEXTEND_SIZE",
    "ENGINE_ATTRIBUTE",
    "SECONDARY_ENGINE",
    "SECONDARY_ENGINE_ATTRIBUTE",
];

/// Options of `InnoDB` that MariaDB knows besides those of all tables.
const INNODB: &[&str] =
    &["PAGE_COMPRESSED", "PAGE_COMPRESSION_LEVEL", "ENCRYPTED", "ENCRYPTION_KEY_ID", "FULLTEXT_PAGE_COMPRESSED"];

/// Options as a statement writes them.
#[derive(Debug, Clone, Default)]
pub(super) struct WrittenOptions {
    /// `ENGINE`, spelled as the server does.
    pub(super) engine: Option<SmolStr>,
    /// `CHARACTER SET`.
    pub(super) charset: Option<SmolStr>,
    /// `COLLATE`.
    pub(super) collation: Option<SmolStr>,
    /// `AUTO_INCREMENT`.
    pub(super) auto_increment: Option<u64>,
    /// `COMMENT`.
    pub(super) comment: Option<SmolStr>,
    /// `WITH SYSTEM VERSIONING`.
    pub(super) system_versioning: bool,
    /// All others.
    others: Vec<(SmolStr, SmolStr)>,
    /// One that the server does not know.
    unknown: Option<SmolStr>,
}

impl Session {
    /// Reads the options of a statement, with the errors that the server finds before it looks for the table.
    pub(super) fn read_options<'a>(
        &self,
        options: impl IntoIterator<Item = &'a TableOption>,
    ) -> Result<WrittenOptions, Refusal> {
        let mut written = WrittenOptions::default();
        for option in options {
            self.read_table_option(option, &mut written)?;
        }
        Ok(written)
    }

    fn read_table_option(&self, option: &TableOption, written: &mut WrittenOptions) -> Result<(), Refusal> {
        match option {
            TableOption::Engine(name) => written.engine = Some(self.engine(&name.text)?),
            TableOption::Charset(name) => {
                let charset = charset::charset(&self.profile, &name.text).map(|charset| charset.name);
                let charset = if name.text.eq_ignore_ascii_case("default") { "default" } else { charset? };
                if let Some(earlier) = written.charset.as_deref().filter(|earlier| *earlier != charset) {
                    let message =
                        format!("Conflicting declarations: 'CHARACTER SET {earlier}' and 'CHARACTER SET {charset}'");
                    return Err(failure("1302", message));
                }
                written.charset = Some(charset.into());
            }
            TableOption::Collate(name) => written.collation = Some(name.text.clone()),
            TableOption::AutoIncrement(value) => written.auto_increment = Some(*value),
            TableOption::Comment(comment) => written.comment = Some(comment.clone()),
            TableOption::SystemVersioning => written.system_versioning = true,
            TableOption::RowFormat(name) => written.set("ROW_FORMAT", name.text.to_uppercase().into()),
            TableOption::Union(tables) => {
                let names: Vec<&str> = tables.iter().map(|table| table.name.text.as_str()).collect();
                written.set("UNION", format_smolstr!("({})", names.join(",")));
            }
            TableOption::Other(name, value, span) => {
                if !self.knows_option(name) {
                    let text = span.slice(&self.text);
                    let end = text.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(text.len());
                    written.unknown = Some(text[..end].trim_matches('`').into());
                }
                written.set(name, value.clone());
            }
        }
        Ok(())
    }

    /// The engine of a name, as the server spells it.
    pub(super) fn engine(&self, name: &str) -> Result<SmolStr, Refusal> {
        let folded = name.to_ascii_lowercase();
        if let Some((_, engine)) = ENGINES.iter().find(|(known, _)| *known == folded)
            && (self.profile.is_mariadb() || folded != "aria")
        {
            return Ok((*engine).into());
        }
        if PLUGINS.contains(&folded.as_str()) {
            return Err(undecided(format!("not every server has the storage engine {name}")));
        }
        if self.has_mode("NO_ENGINE_SUBSTITUTION") {
            return Err(failure("1286", format!("Unknown storage engine '{name}'")));
        }
        Ok(self.default_engine())
    }

    fn default_engine(&self) -> SmolStr {
        let name = self.variable_text("default_storage_engine");
        self.engine(&name).unwrap_or_else(|_| "InnoDB".into())
    }

    /// The options of a new table.
    pub(super) fn new_options(&self, database: &Database, written: &WrittenOptions) -> Result<TableOptions, Refusal> {
        let above = CharsetPair { charset: database.charset.clone(), collation: database.collation.clone() };
        let fresh = TableOptions {
            engine: self.default_engine(),
            charset: above.charset.clone(),
            collation: above.collation.clone(),
            comment: SmolStr::default(),
            others: Vec::new(),
        };
        self.changed_options(&fresh, &above, written)
    }

    /// Options with what is written in place of what was.
    pub(super) fn changed_options(
        &self,
        old: &TableOptions,
        above: &CharsetPair,
        written: &WrittenOptions,
    ) -> Result<TableOptions, Refusal> {
        let mut options = old.clone();
        if written.charset.is_some() || written.collation.is_some() {
            let inherited = if written.charset.is_none() { &CharsetPair::of_table(old) } else { above };
            let pair =
                charset::resolve(&self.profile, written.charset.as_deref(), written.collation.as_deref(), inherited)?;
            (options.charset, options.collation) = (pair.charset, pair.collation);
        }
        options.engine = written.engine.clone().unwrap_or(options.engine);
        options.comment = written.comment.clone().unwrap_or(options.comment);
        for (name, value) in &written.others {
            options.others.retain(|(known, _)| known != name);
            let none = KNOWN.iter().find(|(known, _)| known == name).map(|(_, none)| *none);
            if none.is_none_or(|none| !value.eq_ignore_ascii_case(none)) {
                options.others.push((name.clone(), value.clone()));
            }
        }
        if let Some(name) = written.unknown.as_ref().filter(|_| !self.has_mode("IGNORE_BAD_TABLE_OPTIONS")) {
            return Err(failure("1911", format!("Unknown option '{name}'")));
        }
        let place = |name: &SmolStr| KNOWN.iter().position(|(known, _)| known == name).unwrap_or(KNOWN.len());
        options.others.sort_by_key(|(name, _)| place(name));
        Ok(options)
    }

    /// 1005 for options that `InnoDB` does not have, where it is strict.
    pub(super) fn check_innodb_options(&self, name: &TableName, options: &TableOptions) -> Result<(), Refusal> {
        if options.engine != "InnoDB" || !self.profile.is_mariadb() || !self.is_on("innodb_strict_mode") {
            return Ok(());
        }
        let value =
            |wanted: &str| options.others.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let block = value("KEY_BLOCK_SIZE");
        let fits = match value("ROW_FORMAT") {
            None | Some("COMPRESSED") => block.is_none_or(|size| ["1", "2", "4", "8", "16"].contains(&size)),
            Some("DYNAMIC" | "COMPACT" | "REDUNDANT") => block.is_none(),
            Some(_) => false,
        };
        if fits && value("INDEX DIRECTORY").is_none() {
            return Ok(());
        }
        let TableName { database, name } = name;
        let message = format!("Can't create table `{database}`.`{name}` (errno: 140 \"Wrong create options\")");
        Err(failure("1005", message))
    }

    /// MariaDB knows an option besides those of all tables: `InnoDB`'s.
    fn knows_option(&self, name: &str) -> bool {
        if !self.profile.is_mariadb() {
            return true;
        }
        INNODB.contains(&name) || (KNOWN.iter().any(|(known, _)| *known == name) && !OF_MYSQL.contains(&name))
    }
}

impl WrittenOptions {
    fn set(&mut self, name: &str, value: SmolStr) {
        self.others.retain(|(known, _)| known != name);
        self.others.push((name.into(), value));
    }
}

impl CharsetPair {
    /// A table's.
    pub(super) fn of_table(options: &TableOptions) -> Self {
        Self { charset: options.charset.clone(), collation: options.collation.clone() }
    }
}
