//! `rebaseline.yaml`: what the command line can say, kept beside the history.

use crate::baseline::{DataMode, Style};
use crate::diagnostic::nearest;
use crate::dialect::Dialect;
use crate::environment::{Environment, Version};
use crate::history::{Exclusion, ReadOptions};
use crate::postgres::replay::OnFailure;
use crate::tools::Tool;
use serde::de::{self, Deserializer, Visitor};
use std::fmt::{self, Display};
use std::fs;
use std::io;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// What `rebaseline.yaml` says. What it leaves out is `None` or empty: the command line comes first, then this, then
/// the defaults.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The SQL dialect.
    #[serde(deserialize_with = "parsed")]
    pub dialect: Option<Dialect>,
    /// The migration tool.
    #[serde(deserialize_with = "parsed")]
    pub tool: Option<Tool>,
    /// The last migration to run.
    pub through: Option<String>,
    /// What happens after a failure.
    #[serde(deserialize_with = "parsed")]
    pub on_failure: Option<OnFailure>,
    /// Major version of the engine; short for the one of `environment`, and before it.
    pub engine_version: Option<Version>,
    /// Exactly these files, in this order.
    pub order: Option<Vec<String>>,
    /// Files that do not run: a name or pattern, or a mapping `{file, reason}`.
    pub exclude: Vec<Excluded>,
    /// The folder to write to, relative to the file that says so.
    pub out: Option<PathBuf>,
    /// How the baseline is written.
    #[serde(deserialize_with = "parsed")]
    pub style: Option<Style>,
    /// What becomes of the rows.
    #[serde(deserialize_with = "parsed")]
    pub data: Option<DataMode>,
    /// Whether each statement of the baseline says where it comes from.
    pub provenance: Option<bool>,
    /// The server and database that the history is meant for.
    pub environment: Environment,
}

/// Files that do not run.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(from = "ExcludedForm")]
pub struct Excluded {
    /// A name relative to the history's folder; `*` stands for any characters, `?` for one.
    pub file: String,
    /// Why.
    pub reason: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(untagged, expecting = "a file name, or a mapping with `file` and `reason`")]
enum ExcludedForm {
    File(String),
    #[serde(rename_all = "snake_case")]
    WithReason {
        file: String,
        reason: Option<String>,
    },
}

impl From<ExcludedForm> for Excluded {
    fn from(form: ExcludedForm) -> Self {
        match form {
            ExcludedForm::File(file) => Self { file, reason: None },
            ExcludedForm::WithReason { file, reason } => Self { file, reason },
        }
    }
}

/// Why a configuration cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file cannot be opened or read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The file does not say what it should.
    Invalid {
        /// The file.
        path: PathBuf,
        /// Line and column, from 1, where they are known.
        place: Option<(usize, usize)>,
        /// What is wrong.
        message: String,
        /// What was probably meant.
        help: Option<String>,
    },
}

impl ConfigError {
    /// The way out, where there is one to name.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Unreadable { .. } => None,
            Self::Invalid { help, .. } => help.as_deref(),
        }
    }
}

impl Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, cause } => write!(f, "`{}` cannot be read: {cause}", path.display()),
            Self::Invalid { path, place: Some((line, column)), message, .. } => {
                write!(f, "{}:{line}:{column}: {message}", path.display())
            }
            Self::Invalid { path, place: None, message, .. } => write!(f, "{}: {message}", path.display()),
        }
    }
}

impl std::error::Error for ConfigError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { cause, .. } => Some(cause),
            Self::Invalid { .. } => None,
        }
    }
}

impl Config {
    /// The name of the file.
    pub const FILE: &str = "rebaseline.yaml";

    /// The file that belongs to a history: in its folder, or else beside it.
    pub fn find(history: &Path) -> Option<PathBuf> {
        let parent = history.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
        [Some(history), parent].into_iter().flatten().map(|folder| folder.join(Self::FILE)).find(|path| path.is_file())
    }

    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text =
            fs::read_to_string(path).map_err(|cause| ConfigError::Unreadable { path: path.to_owned(), cause })?;
        Self::parse(path, &text)
    }

    /// Reads the text of a file; `path` is for messages.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        // A file of comments only is no YAML mapping, and says nothing.
        let config: Option<Self> = serde_yaml::from_str(text).map_err(|error| invalid(path, &error))?;
        Ok(config.unwrap_or_default())
    }

    /// What it says about reading the history.
    pub fn read_options(&self) -> ReadOptions {
        let exclusion =
            |excluded: &Excluded| Exclusion { pattern: excluded.file.clone(), reason: excluded.reason.clone() };
        ReadOptions {
            tool: self.tool,
            dialect: self.dialect,
            order: self.order.clone(),
            through: self.through.clone(),
            exclude: self.exclude.iter().map(exclusion).collect(),
        }
    }

    /// The environment, with the engine version that stands beside it.
    pub fn environment(&self) -> Environment {
        let engine_version = self.engine_version.or(self.environment.engine_version);
        Environment { engine_version, ..self.environment.clone() }
    }
}

fn invalid(path: &Path, error: &serde_yaml::Error) -> ConfigError {
    let place = error.location().map(|location| (location.line(), location.column()));
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
    ConfigError::Invalid { path: path.to_owned(), place, help: did_you_mean(&message), message }
}

/// serde names the unknown key and then the known ones, each in backquotes.
fn did_you_mean(message: &str) -> Option<String> {
    let (_, names) = message.split_once("unknown field ")?;
    let mut names = names.split('`').skip(1).step_by(2);
    let unknown = names.next()?;
    nearest(unknown, names).map(|known| format!("did you mean `{known}`?"))
}

/// Reads a value that is written as its name. The name is parsed while the reader is still at its place, so that the
/// error has that place.
fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(deserializer: D) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_str(NameOf(PhantomData)).map(Some)
}

struct NameOf<T>(PhantomData<T>);

impl<T: FromStr<Err: Display>> Visitor<'_> for NameOf<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<T, E> {
        name.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, ConfigError> {
        Config::parse(Path::new("rebaseline.yaml"), text)
    }

    #[test]
    fn everything_can_be_said() {
        let config = parse(
            "dialect: postgres\ntool: golang-migrate\nthrough: '042'\non_failure: stop\nengine_version: 15\n\
             order: [b.sql, a.sql]\nexclude:\n  - 9*.sql\n  - {file: seed.sql, reason: demo data}\nout: db\n\
             style: idempotent\ndata: separate\nprovenance: true\nenvironment: supabase\n",
        )
        .expect("reads");
        assert_eq!((config.tool, config.dialect), (Some(Tool::GolangMigrate), Some(Dialect::Postgres)));
        assert_eq!(config.environment().engine_version, Some(Version::major(15)));
        let options = config.read_options();
        assert_eq!(options.order.as_deref(), Some(&["b.sql".to_owned(), "a.sql".to_owned()][..]));
        assert_eq!(options.exclude[1].reason.as_deref(), Some("demo data"));
    }

    #[test]
    fn an_empty_file_says_nothing() {
        for text in ["", "# nothing yet\n", "---\n"] {
            assert_eq!(parse(text).expect("reads"), Config::default());
        }
    }

    #[test]
    fn an_unknown_key_is_named_with_its_place_and_the_nearest_one() {
        let error = parse("dialect: postgres\non_falure: stop\n").expect_err("is unknown");
        assert!(error.to_string().starts_with("rebaseline.yaml:2:1: unknown field `on_falure`"), "{error}");
        assert_eq!(error.help(), Some("did you mean `on_failure`?"));
        let error = parse("environment:\n  roels: [a]\n").expect_err("is unknown");
        assert!(error.to_string().starts_with("rebaseline.yaml:2:"), "{error}");
        assert_eq!(error.help(), Some("did you mean `roles`?"));
    }

    #[test]
    fn wrong_values_are_named_with_their_place() {
        let error = parse("dialect: postgres\ntool: gooose\n").expect_err("is no tool");
        assert!(
            error
                .to_string()
                .contains("rebaseline.yaml:2:7: tool: unknown migration tool `gooose`, did you mean `goose`?"),
            "{error}"
        );
        let error = parse("on_failure: retry\n").expect_err("is unknown");
        assert!(error.to_string().starts_with("rebaseline.yaml:1:13: on_failure: `retry` is none of"), "{error}");
        let error = parse("dialect: oracle\n").expect_err("is not supported");
        assert!(error.to_string().starts_with("rebaseline.yaml:1:"), "{error}");
        let error = parse("exclude: [1: 2]\n").expect_err("is no file");
        assert!(error.to_string().contains("a file name, or a mapping"), "{error}");
        let error = parse("tool: [\n").expect_err("is no YAML");
        assert!(error.to_string().starts_with("rebaseline.yaml:"), "{error}");
    }

    #[test]
    fn the_file_is_found_in_the_folder_or_beside_it() {
        let root = tempfile::tempdir().expect("a folder");
        let history = root.path().join("migrations");
        fs::create_dir(&history).expect("a folder");
        assert_eq!(Config::find(&history), None);
        fs::write(root.path().join(Config::FILE), "").expect("a file");
        assert_eq!(Config::find(&history), Some(root.path().join(Config::FILE)));
        fs::write(history.join(Config::FILE), "").expect("a file");
        assert_eq!(Config::find(&history), Some(history.join(Config::FILE)));
    }
}
