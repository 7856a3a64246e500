//! The proof, on the engine that the history is for.

use super::Verify;
use crate::cli::options::Job;
#[cfg(feature = "mysql")]
use crate::cli::terminal;
#[cfg(feature = "mysql")]
use crate::diagnostic::{Diagnostic, Severity};
use crate::dialect::Dialect;
use crate::squash::{Options, squash};
use crate::verify::{self, VerifyReport};
use anyhow::{Context, Result};

pub(super) fn prove(command: &Verify, job: &mut Job) -> Result<VerifyReport> {
    match job.history.dialect {
        #[cfg(feature = "postgres")]
        Dialect::Postgres => on_postgres(command, job),
        #[cfg(feature = "mysql")]
        Dialect::MariaDb => on_mysql(command, job, crate::mysql::Product::MariaDb),
        #[cfg(feature = "mysql")]
        Dialect::MySql => on_mysql(command, job, crate::mysql::Product::MySql),
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => on_sqlite(command, job),
        #[cfg(not(all(feature = "postgres", feature = "mysql", feature = "sqlite")))]
        other => {
            anyhow::bail!("this build of rebaseline proves nothing on {}: the feature for it is off", other.engine())
        }
    }
}

#[cfg(feature = "postgres")]
fn on_postgres(command: &Verify, job: &mut Job) -> Result<VerifyReport> {
    use crate::engine::postgres::{Installation, Server};
    let server = match &command.url {
        Some(url) => Server::existing(url)?,
        None => Server::scratch(&Installation::find()?)?,
    };
    // What a server does depends on its version, its clock and what is installed beside it: the prediction is for these.
    job.environment.engine_version = Some(crate::environment::Version::major(server.major_version()));
    job.environment.today = Some(server.today()?);
    job.environment.extensions = Some(offered(&job.environment, server.extensions()?));
    let squashed = squash(&job.history, &options(job))?;
    let baseline = command.baseline(&squashed)?;
    let replay = squashed.replayed.postgres().context("the history is not one of PostgreSQL")?;
    let ignoring =
        crate::postgres::replay::replay(&job.history, job.environment.clone(), crate::run::OnFailure::Ignore);
    let mut plan = verify::postgres::Plan::new(&job.history, &ignoring, replay, &baseline, job.on_failure);
    let installation = command.pg_dump.then(Installation::find).transpose()?;
    plan.second_witness = installation.as_ref();
    Ok(verify::postgres::run(&server, &plan)?)
}

/// The extensions that the server offers, as far as the environment allows them.
#[cfg(feature = "postgres")]
fn offered(environment: &crate::environment::Environment, mut extensions: Vec<String>) -> Vec<String> {
    if let Some(allowed) = &environment.extensions {
        extensions.retain(|extension| allowed.contains(extension));
    }
    extensions
}

#[cfg(feature = "mysql")]
fn on_mysql(command: &Verify, job: &mut Job, product: crate::mysql::Product) -> Result<VerifyReport> {
    use crate::engine::mysql::{Installation, Server};
    let server = match &command.url {
        Some(url) => Server::existing(url)?,
        None => Server::scratch(&Installation::find(product).or_else(|error| match job.named_dialect {
            Some(_) => Err(error),
            None => Installation::find(product.other()).map_err(|_| error),
        })?)?,
    };
    if server.product() != product {
        take_for(job, &server)?;
    }
    // The prediction is for this server, and messages name its database.
    job.environment.engine_version = Some(server.version().parse().map_err(anyhow::Error::msg)?);
    job.environment.today = Some(server.today()?);
    if let Some(name) = server.database_name() {
        job.environment.settings.insert("database".to_owned(), name.to_owned());
    }
    let squashed = squash(&job.history, &options(job))?;
    let baseline = command.baseline(&squashed)?;
    let replay = squashed.replayed.mysql().context("the history is not one of MariaDB or MySQL")?;
    let plan = verify::mysql::Plan::new(&job.history, &job.environment, job.on_failure, replay, &baseline);
    Ok(verify::mysql::run(&server, &plan)?)
}

/// A folder that does not say which of the two it is for is taken for the server that there is.
#[cfg(feature = "mysql")]
fn take_for(job: &mut Job, server: &crate::engine::mysql::Server) -> Result<()> {
    let meant = job.history.dialect;
    if job.named_dialect.is_some() {
        anyhow::bail!("the server is version {}, and the history is one of {}", server.version(), meant.engine());
    }
    job.history.dialect = if meant == Dialect::MySql { Dialect::MariaDb } else { Dialect::MySql };
    let message = format!(
        "the history looks like one of {}, and is proven on {} {}, for which the predictions are",
        meant.engine(),
        job.history.dialect.engine(),
        server.version()
    );
    let note = Diagnostic::new(Severity::Note, "other-product", message);
    terminal::show(&note.help("name the dialect with `--dialect` to have it proven on that alone"), &job.history);
    Ok(())
}

#[cfg(feature = "sqlite")]
fn on_sqlite(command: &Verify, job: &Job) -> Result<VerifyReport> {
    let squashed = squash(&job.history, &options(job))?;
    let baseline = command.baseline(&squashed)?;
    let replay = squashed.replayed.sqlite().context("the history is not one of SQLite")?;
    Ok(verify::sqlite::run(&job.history, &job.environment, job.on_failure, replay, &baseline)?)
}

fn options(job: &Job) -> Options {
    Options { environment: job.environment.clone(), on_failure: job.on_failure, ..Options::default() }
}
