//! What `diff` finds: one test per kind of difference, on schemas that small histories leave.
#![cfg(feature = "sqlite")]

use rebaseline::dialect::Dialect;
use rebaseline::diff::{Certainty, Comparison, Difference, Reading, diff};
use rebaseline::environment::Environment;
use rebaseline::history::{History, ReadOptions};
use rebaseline::run::{OnFailure, Status};
use rebaseline::schema::Schema;
use rebaseline::squash::replay;

fn schema(dialect: Dialect, sql: &str) -> Schema {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("1.sql"), sql).expect("written");
    let options = ReadOptions { dialect: Some(dialect), ..ReadOptions::default() };
    let history = History::read(folder.path(), &options).expect("read");
    let replayed = replay(&history, &Environment::default(), OnFailure::Stop).expect("there is a model");
    assert!(replayed.migrations().iter().all(|record| record.status == Status::Applied), "{sql}");
    replayed.schema().expect("is described")
}

fn postgres(sql: &str) -> Schema {
    schema(Dialect::Postgres, sql)
}

fn sqlite(sql: &str) -> Schema {
    schema(Dialect::Sqlite, sql)
}

fn mariadb(sql: &str) -> Schema {
    schema(Dialect::MariaDb, sql)
}

/// Each difference in one line: `column a: type: text | integer`.
fn found(left: &Schema, right: &Schema) -> Vec<String> {
    diff(left, right, Reading::between(left.dialect, right.dialect)).iter().map(line).collect()
}

fn line(difference: &Difference) -> String {
    let Difference { kind, name, aspect, left, right, certainty, .. } = difference;
    let text =
        |shown: &Option<rebaseline::diff::Shown>| shown.as_ref().map_or("–".to_owned(), |one| one.text.clone());
    let aspect = aspect.map_or_else(String::new, |aspect| format!(" {aspect}"));
    let unclear = if *certainty == Certainty::Unclear { "? " } else { "" };
    format!("{unclear}{kind} {name}{aspect}: {} | {}", text(left), text(right))
}

const EVERYTHING: &str = "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE SEQUENCE s; \
    CREATE TABLE a (id serial PRIMARY KEY, b text NOT NULL DEFAULT 'x', m mood, CONSTRAINT c CHECK (b <> ''), CONSTRAINT u UNIQUE (b)); \
    CREATE TABLE r (a int CONSTRAINT f REFERENCES a ON DELETE CASCADE); CREATE INDEX i ON r (a); CREATE VIEW v AS SELECT b FROM a; \
    CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER TABLE a ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON a USING (true);";

#[test]
fn what_is_the_same_has_no_differences() {
    let (one, other) = (postgres(EVERYTHING), postgres(&EVERYTHING.replace("b <> ''", "B  <>  '' /* full */")));
    assert_eq!(found(&one, &other), [""; 0]);
    assert_eq!(found(&one, &one), [""; 0]);
}

#[test]
fn within_a_dialect_everything_counts() {
    let changes = [
        ("'sad', 'ok'", "'ok', 'sad'", &["column m type: mood | mood", "type mood labels: (sad, ok) | (ok, sad)"][..]),
        (
            "SEQUENCE s;",
            "SEQUENCE s INCREMENT 2;",
            &["sequence s definition: CREATE SEQUENCE s; | CREATE SEQUENCE s INCREMENT BY 2;"],
        ),
        (
            "b text NOT NULL",
            "b varchar(9)",
            &["column b type: text | character varying(9)", "column b nullability: NOT NULL | NULL"],
        ),
        ("'x'", "'y'", &["column b default: 'x' | 'y'"]),
        ("b <> ''", "b <> ' '", &["check c definition: CHECK (b <> '') | CHECK (b <> ' ')"]),
        ("CONSTRAINT u UNIQUE", "CONSTRAINT w UNIQUE", &["unique key u: (b) | –", "unique key w: – | (b)"]),
        ("CASCADE", "SET NULL", &["foreign key f on delete: CASCADE | SET NULL"]),
        (
            "i ON r (a)",
            "i ON r (a DESC)",
            &["index i definition: CREATE INDEX i ON r (a); | CREATE INDEX i ON r (a DESC);"],
        ),
        (
            "SELECT b FROM a",
            "SELECT b, id FROM a",
            &[
                "view v columns: b | b, id",
                "view v definition: CREATE VIEW v AS\nSELECT b FROM a; | CREATE VIEW v AS\nSELECT b, id FROM a;",
            ],
        ),
        (
            "CREATE POLICY p ON a USING (true);",
            "",
            &[
                "table a clauses:  | ALTER TABLE a ENABLE ROW LEVEL SECURITY;",
                "policy a.p: ALTER TABLE a ENABLE ROW LEVEL SECURITY;\nCREATE POLICY p ON a\n    USING (true); | –",
            ],
        ),
        (
            "id serial PRIMARY KEY, b text NOT NULL DEFAULT 'x'",
            "b text NOT NULL DEFAULT 'x', id serial PRIMARY KEY",
            &["table a order of columns: id, b, m | b, id, m"],
        ),
    ];
    let before = postgres(EVERYTHING);
    for (from, to, expected) in changes {
        assert_eq!(found(&before, &postgres(&EVERYTHING.replace(from, to))), expected, "{from} -> {to}");
    }
}

#[test]
fn what_one_side_lacks_is_said_once() {
    let (full, empty) = (postgres(EVERYTHING), postgres("CREATE TABLE r (a int); CREATE VIEW w AS SELECT 1 AS x;"));
    let expected = [
        "table a: (id, b, m) | –",
        "index i: (a) | –",
        "foreign key f: REFERENCES a (id) ON DELETE CASCADE ON UPDATE NO ACTION | –",
        "view v: (b) | –",
        "view w: – | (x)",
        "routine g(): function | –",
        "sequence s: CREATE SEQUENCE s; | –",
        "type mood: (sad, ok) | –",
    ];
    let found = found(&full, &empty);
    assert_eq!(&found[..found.len() - 1], expected);
    assert!(found.last().is_some_and(|last| last.starts_with("policy a.p: ")), "{found:?}");
}

#[test]
fn a_likely_rename_is_noted_and_not_guessed() {
    let (before, after) = (postgres("CREATE TABLE a (b text, c int)"), postgres("CREATE TABLE a (d text, c int)"));
    let differences = diff(&before, &after, Reading::Exact);
    let notes: Vec<Option<&str>> = differences.iter().map(|difference| difference.note.as_deref()).collect();
    assert_eq!(notes, [Some("probably `d` under another name"), Some("probably `b` under another name")]);
}

#[test]
fn between_dialects_spelling_is_no_difference() {
    let postgres = postgres(
        "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE a (id bigserial PRIMARY KEY, token uuid NOT NULL, flag boolean DEFAULT false, \
         at timestamptz DEFAULT now(), data jsonb, price numeric(8,2) DEFAULT 0.00, m mood DEFAULT 'ok', tags text[], n varchar(20) CHECK (char_length(n) <> 0)); \
         CREATE UNIQUE INDEX token ON a (token) WHERE (n IS NOT NULL) AND (flag = false); \
         CREATE TABLE b (a bigint NOT NULL REFERENCES a (id) ON DELETE RESTRICT, c int NOT NULL, PRIMARY KEY (a, c));",
    );
    let sqlite = sqlite(
        "CREATE TABLE A (ID INTEGER PRIMARY KEY, token CHAR(36) NOT NULL, flag BOOLEAN DEFAULT 0 CHECK (flag IN (0, 1)), \
         at DATETIME DEFAULT CURRENT_TIMESTAMP, data TEXT, price REAL DEFAULT 0, m TEXT DEFAULT 'ok' CHECK (m IN ('ok', 'sad')), tags TEXT, \
         n TEXT CHECK (length(n) != 0)); CREATE UNIQUE INDEX other ON a (token) WHERE n is not null and flag = 0; \
         CREATE TABLE b (a INTEGER NOT NULL REFERENCES a, c INT NOT NULL, UNIQUE (c, a));",
    );
    assert_eq!(found(&postgres, &sqlite), [""; 0]);
    assert_eq!(found(&sqlite, &postgres), [""; 0]);
}

#[test]
fn between_dialects_meaning_is() {
    let left = "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE a (b boolean DEFAULT 'false', c int NOT NULL, d text, e timestamp, p int REFERENCES p \
        ON DELETE CASCADE, f int DEFAULT lower('1')::int, g text CHECK (g ~ 'x'), h int CHECK (h > 0), i int, j int, k int); \
        CREATE INDEX ON a (c); CREATE UNIQUE INDEX ON a (d); CREATE UNIQUE INDEX ON a (i); CREATE VIEW v AS SELECT d || 'x' AS x FROM a; \
        CREATE FUNCTION n() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
        CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION n(); CREATE TRIGGER u AFTER DELETE ON a FOR EACH ROW EXECUTE FUNCTION n();";
    let right = "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE a (b BOOLEAN DEFAULT 'false', c INT, d TEXT, e INTEGER, p INT REFERENCES p, \
        f INT DEFAULT (length('1')), g TEXT CHECK (g GLOB 'x'), h INT, i INT, j INT PRIMARY KEY, l INT); CREATE INDEX x ON a (d); \
        CREATE VIEW v AS SELECT concat(d, 'x') AS x FROM a; CREATE TRIGGER w BEFORE INSERT ON a BEGIN SELECT 1; END;";
    let expected = [
        "column b default: 'false' (a boolean) | 'false' (a text)",
        "column c nullability: NOT NULL | NULL",
        "column e type: timestamp without time zone | INTEGER",
        "? column f default: lower('1')::int | length('1')",
        "column k: integer | –",
        "column l: – | INT",
        "primary key a: – | (j)",
        "index (d) uniqueness: unique | not unique",
        "unique key (i): a_i_idx | –",
        "index (c): a_c_idx | –",
        "foreign key (p) on delete: CASCADE | NO ACTION",
        "? check a_g_check condition: g ~ 'x' | g GLOB 'x'",
        "check a_h_check: h > 0 | –",
        "? trigger t body: CREATE TRIGGER t\n    BEFORE INSERT ON a\n    FOR EACH ROW\n    EXECUTE FUNCTION n(); | \
         CREATE TRIGGER w BEFORE INSERT ON a BEGIN SELECT 1; END",
        "trigger u: AFTER DELETE | –",
        "? view v query: SELECT d || 'x' AS x FROM a | SELECT concat(d, 'x') AS x FROM a",
    ];
    assert_eq!(found(&postgres(left), &sqlite(right)), expected);
}

#[test]
fn what_mysql_does_by_itself_is_no_difference() {
    let postgres = postgres(
        "CREATE SEQUENCE s; CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, token uuid NOT NULL, flag boolean DEFAULT false, \
         at timestamp DEFAULT now(), data jsonb, price numeric(8,2) DEFAULT 0, m mood DEFAULT 'ok', big text, n varchar(20), bytes bytea, tiny smallint); \
         CREATE UNIQUE INDEX ON a (n) WHERE n IS NOT NULL; \
         CREATE TABLE b (a bigint NOT NULL REFERENCES a ON DELETE CASCADE, c int NOT NULL CHECK (c > 0), PRIMARY KEY (c, a));",
    );
    let mariadb = mariadb(
        "CREATE TABLE a (ID BIGINT AUTO_INCREMENT PRIMARY KEY, token CHAR(36) NOT NULL, flag TINYINT(1) DEFAULT 0, at DATETIME DEFAULT CURRENT_TIMESTAMP, \
         data JSON, price DECIMAL(8,2) DEFAULT '0.00', m ENUM('ok','sad') DEFAULT 'ok', big LONGTEXT, n VARCHAR(20) UNIQUE, bytes LONGBLOB, tiny TINYINT); \
         CREATE TABLE b (a BIGINT NOT NULL, c INT NOT NULL, PRIMARY KEY (c, a), CONSTRAINT of_a FOREIGN KEY (a) REFERENCES a (id) ON DELETE CASCADE, \
         CHECK (c > 0)) COMMENT 'b'; CREATE SEQUENCE s INCREMENT BY 1;",
    );
    assert_eq!(found(&postgres, &mariadb), [""; 0]);
    assert_eq!(found(&mariadb, &postgres), [""; 0]);
}

#[test]
fn what_mysql_does_otherwise_is_one() {
    let left = "CREATE TABLE a (b text, c timestamptz, d timestamp, e int, f numeric, g int, h text); CREATE INDEX ON a (e); \
        CREATE UNIQUE INDEX ON a (lower(b));";
    let right = "CREATE TABLE a (b VARCHAR(255), c DATETIME, d TIMESTAMP NULL ON UPDATE CURRENT_TIMESTAMP, e BIGINT, f DECIMAL, g INT UNSIGNED, h TEXT, \
        UNIQUE KEY (h(10)));";
    let expected = [
        "column b type: text | varchar(255)",
        "column c type: timestamp with time zone | datetime",
        "column d type: timestamp without time zone | timestamp",
        "column d on update: none | CURRENT_TIMESTAMP",
        "column e type: integer | bigint(20)",
        "column f type: numeric | decimal(10,0)",
        "column g type: integer | int(10) unsigned",
        "unique key (lower(b)): a_lower_idx | –",
        "unique key (h(10)): – | h",
        "index (e): a_e_idx | –",
    ];
    assert_eq!(found(&postgres(left), &mariadb(right)), expected);
}

#[test]
fn several_sides_are_compared_with_the_first() {
    let first = postgres("CREATE TABLE a (b text, c int NOT NULL)");
    let (second, third) = (sqlite("CREATE TABLE a (b TEXT, c INT)"), sqlite("CREATE TABLE a (c INT NOT NULL)"));
    let sides = [("one", &first), ("two", &second), ("three", &third)].map(|(name, side)| (name.to_owned(), side));
    let markdown = Comparison::new(&sides).to_markdown();
    assert!(markdown.contains("| column c: nullability | NOT NULL | NULL | = |\n"), "{markdown}");
    assert!(markdown.contains("| column b | text | = | – |\n"), "{markdown}");
}

#[test]
fn of_long_texts_the_first_line_that_differs_is_shown() {
    let function =
        |body: &str| postgres(&format!("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\nSELECT 1;\n{body}\n$$"));
    let (one, other) = (function("SELECT 2;"), function("SELECT 3;"));
    let sides = [("one", &one), ("other", &other)].map(|(name, side)| (name.to_owned(), side));
    let markdown = Comparison::new(&sides).to_markdown();
    assert!(markdown.contains("| routine f(): definition | … SELECT 2; … | … SELECT 3; … |\n"), "{markdown}");
}
