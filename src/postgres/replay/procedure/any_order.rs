//! Loops over rows that the server may give in any order.
//!
//! The rounds are tried in several orders, each from the same start. Where what they do hangs on their order, that shows: a round does something
//! else, or two rounds leave the same object, row or variable in another state. Then what the loop does is undecided. Where nothing shows, the
//! rounds have nothing to do with each other, and one order is as good as any.

use super::block::Flow;
use super::control::Round;
use super::returned::Returned;
use super::run::{Atomicity, Interpreter};
use super::variables::Place;
use crate::postgres::ast::Name;
use crate::postgres::ast::procedure::Target;
use crate::postgres::catalog::{Address, Contents, Object, ObjectBody, ObjectId, Value};
use crate::postgres::replay::data::Answer;
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use std::collections::{BTreeMap, BTreeSet};

/// More rows than this are not tried one by one as the first.
const MOST_FIRSTS: usize = 200;

/// A loop over rows.
#[derive(Clone, Copy)]
pub(super) struct RowLoop<'a> {
    pub(super) targets: &'a [Target],
    pub(super) answer: &'a Answer,
    pub(super) round: Round<'a>,
}

/// What the rounds came to in one order.
struct Trial {
    session: Session,
    rows: Option<u64>,
    changed: bool,
    returned: Returned,
    /// What each row's round made, dropped or changed.
    deeds: BTreeMap<usize, BTreeSet<String>>,
    /// In how many rounds an object had a part.
    rounds: BTreeMap<ObjectId, usize>,
    end: Result<Option<Flow>, Failure>,
}

impl Trial {
    /// Not all rounds were run.
    fn is_cut_short(&self) -> bool {
        !matches!(self.end, Ok(None))
    }
}

impl Interpreter<'_> {
    /// The rounds of a loop; where it leads, if that is out of the loop.
    pub(super) fn in_any_order(&mut self, rows: RowLoop<'_>) -> Result<Option<Flow>, Refusal> {
        let count = rows.answer.records.len();
        let start = Start {
            session: self.session.clone(),
            rows: self.rows,
            changed: self.changed,
            returned: self.returned.clone(),
        };
        let mut first = self.trial(&start, rows, 0..count)?;
        let turned = |from: usize| (from..count).chain(0..from);
        self.try_again(&start, rows, (0..count).rev(), &mut first)?;
        if count > 2 {
            self.try_again(&start, rows, turned(1), &mut first)?;
        }
        if first.is_cut_short() {
            // Whichever comes first may be the one that ends it.
            if count > MOST_FIRSTS {
                return Err(open("it ends before its last row"));
            }
            for from in 2..count {
                self.try_again(&start, rows, turned(from), &mut first)?;
            }
        }
        self.keep(first, &start, rows.targets)
    }

    fn trial(
        &mut self,
        start: &Start,
        rows: RowLoop<'_>,
        order: impl Iterator<Item = usize>,
    ) -> Result<Trial, Refusal> {
        self.return_to(start);
        let mut deeds = BTreeMap::new();
        let mut rounds = BTreeMap::new();
        let mut end = Ok(None);
        for place in order {
            let before = self.session.clone();
            match self.row_round(rows, place) {
                Ok(None) => {}
                Ok(flow) => end = Ok(flow),
                Err(Refusal::Failed(failure)) => end = Err(failure),
                Err(refusal) => return Err(refusal),
            }
            let done = deeds_between(&before, self.session);
            for (id, _) in &done {
                *rounds.entry(*id).or_default() += 1;
            }
            deeds.insert(place, done.into_iter().map(|(_, deed)| deed).collect());
            if !matches!(end, Ok(None)) {
                break;
            }
        }
        // The loop itself says whether it found rows.
        self.set_found(Some(true));
        let session = self.session.clone();
        Ok(Trial {
            session,
            rows: self.rows,
            changed: self.changed,
            returned: self.returned.clone(),
            deeds,
            rounds,
            end,
        })
    }

    fn return_to(&mut self, start: &Start) {
        *self.session = start.session.clone();
        (self.rows, self.changed, self.returned) = (start.rows, start.changed, start.returned.clone());
    }

    fn try_again(
        &mut self,
        start: &Start,
        rows: RowLoop<'_>,
        order: impl Iterator<Item = usize>,
        first: &mut Trial,
    ) -> Result<(), Refusal> {
        let other = self.trial(start, rows, order)?;
        let targets: Vec<Place> = self.places(rows.targets);
        first.rows = first.rows.filter(|rows| other.rows == Some(*rows));
        match first.difference(&other, &start.session, &targets) {
            Some(what) => Err(open(&what)),
            None => Ok(()),
        }
    }

    /// Goes on from what the first order came to.
    fn keep(&mut self, first: Trial, start: &Start, targets: &[Target]) -> Result<Option<Flow>, Refusal> {
        if first.end.is_err() && self.atomicity == Atomicity::Own {
            return Err(open("it fails, and may have committed before"));
        }
        *self.session = first.session;
        (self.rows, self.changed, self.returned) = (first.rows, first.changed, first.returned);
        self.returned.shuffled |= self.returned.rows.len() > start.returned.rows.len();
        let flow = first.end?;
        let rewritten: Vec<ObjectId> = self.session.catalog.rewritten_since(&start.session.catalog).collect();
        for table in rewritten {
            if let Contents::Known(rows) = self.session.catalog.contents_mut(table) {
                rows.disturb();
            }
        }
        for place in self.places(targets) {
            let reason = Value::Unknown(Name::new_static("which row came last is not known"));
            self.session.frame.get_mut(place).cells_mut().iter_mut().for_each(|cell| cell.value = reason.clone());
        }
        Ok(flow)
    }

    fn places(&self, targets: &[Target]) -> Vec<Place> {
        targets.iter().filter_map(|target| Some(self.session.frame.place(&target.name.parts)?.0)).collect()
    }
}

/// What every order begins with.
struct Start {
    session: Session,
    rows: Option<u64>,
    changed: bool,
    returned: Returned,
}

impl Trial {
    /// What came out otherwise in another order.
    fn difference(&self, other: &Self, start: &Session, targets: &[Place]) -> Option<String> {
        let (one, two) = (&self.session, &other.session);
        if self.end != other.end {
            return Some("how it ends".into());
        }
        if self.end.is_err() {
            return self.other_sequence(other, start);
        }
        if self.is_cut_short() && self.deeds.values().any(|deeds| !deeds.is_empty()) {
            return Some("it ends before its last row".into());
        }
        if !self.is_cut_short() && self.deeds != other.deeds {
            return Some("what its rounds do".into());
        }
        if self.returned != other.returned {
            return Some("what is returned".into());
        }
        if let Some(name) = one.frame.differs(&two.frame, targets) {
            return Some(format!("the value of `{name}`"));
        }
        if one.settings != two.settings || one.search_path != two.search_path || one.role != two.role {
            return Some("a setting".into());
        }
        self.shared_object(other, start).or_else(|| self.other_rows(other, start))
    }

    /// An object that several rounds changed, and that is not the same in the end.
    fn shared_object(&self, other: &Self, start: &Session) -> Option<String> {
        let shared = self.rounds.iter().filter(|(_, rounds)| **rounds > 1).map(|(id, _)| *id);
        let (one, two) = (&self.session.catalog, &other.session.catalog);
        let differs = |id: &ObjectId| match (start.catalog.get(*id), one.get(*id), two.get(*id)) {
            (Some(_), Some(one), Some(two)) => !same(one, two),
            (Some(_), None, None) => false,
            _ => true,
        };
        let id = shared.into_iter().find(differs)?;
        let session = if one.get(id).is_some() { &self.session } else { start };
        Some(session.describe(Address::object(id)))
    }

    /// A sequence that gave another value last, which no rollback takes back.
    fn other_sequence(&self, other: &Self, start: &Session) -> Option<String> {
        let (one, two) = (&self.session.catalog, &other.session.catalog);
        let is_sequence = |object: &&Object| matches!(object.body, ObjectBody::Sequence(_));
        let drawn = |(old, _): (Option<&Object>, Option<&Object>)| old.filter(is_sequence).map(|sequence| sequence.id);
        let mut drawn =
            one.differences_since(&start.catalog).chain(two.differences_since(&start.catalog)).filter_map(drawn);
        let id = drawn.find(|id| one.get(*id) != two.get(*id))?;
        Some(start.describe(Address::object(id)))
    }

    /// A table whose rows are not the same in the end.
    fn other_rows(&self, other: &Self, start: &Session) -> Option<String> {
        let one = rewritten(&self.session, start);
        let two = rewritten(&other.session, start);
        let draws = &start.draws;
        let same = |table: &String| match (one.get(table), two.get(table)) {
            (Some(one), Some(two)) => draws.same_rows(one, two),
            _ => false,
        };
        one.keys().chain(two.keys()).find(|table| !same(table)).map(|table| format!("the rows of {table}"))
    }
}

fn rewritten<'s>(session: &'s Session, start: &Session) -> BTreeMap<String, &'s Contents> {
    let tables = session.catalog.rewritten_since(&start.catalog);
    let named = |id: ObjectId| Some((session.describe(Address::object(id)), session.catalog.contents(id)?));
    tables.filter_map(named).collect()
}

/// What a round did to the catalog, in words.
fn deeds_between(before: &Session, after: &Session) -> Vec<(ObjectId, String)> {
    let name = |session: &Session, object: &Object| session.describe(Address::object(object.id));
    let deed = |(old, new): (Option<&Object>, Option<&Object>)| match (old, new) {
        (Some(old), Some(new)) if same(old, new) => None,
        (Some(old), Some(new)) => Some((old.id, format!("{} became {}", name(before, old), name(after, new)))),
        (Some(old), None) => Some((old.id, format!("{} dropped", name(before, old)))),
        (None, Some(new)) => Some((new.id, format!("{} made", name(after, new)))),
        (None, None) => None,
    };
    after.catalog.differences_since(&before.catalog).filter_map(deed).collect()
}

/// The same object, whatever statements made it so.
fn same(one: &Object, other: &Object) -> bool {
    one == other || Object { touched: other.touched.clone(), ..one.clone() } == *other
}

fn open(what: &str) -> Refusal {
    Refusal::Undecided(format!("the order of the rows that a loop goes over is not known, and it matters: {what}"))
}

#[cfg(test)]
mod tests {
    use crate::postgres::replay::{Outcome, Session};
    use crate::postgres::syntax;
    use crate::source::Origin;

    /// What becomes of a block that loops over three rows of which no order is known.
    fn looped(body: &str) -> String {
        let script = format!(
            "CREATE TABLE source AS SELECT * FROM (VALUES (3, 'c'), (1, 'a'), (2, 'b')) v (x, n);
             CREATE TABLE log (id serial, m text); CREATE TABLE wide (m text);
             DO $$ DECLARE r record; k text := ''; BEGIN FOR r IN SELECT DISTINCT x, n FROM source LOOP {body} END $$;"
        );
        let mut session = Session::new(crate::environment::Environment::default());
        session.text = script.as_str().into();
        let mut last = String::new();
        for raw in &syntax::split(&script) {
            session.origin = Some(Origin { migration: 0, span: raw.span });
            last = Outcome::from(session.run(&script, raw)).to_string();
        }
        last
    }

    #[test]
    fn what_hangs_on_the_order_is_undecided() {
        for (body, what) in [
            ("INSERT INTO log (m) VALUES (r.n); END LOOP;", "the rows of table log"),
            ("k := k || r.n; END LOOP; INSERT INTO log (m) VALUES (k);", "the value of `k`"),
            ("IF r.x > 1 THEN k := r.n; EXIT; END IF; END LOOP;", "the value of `k`"),
            ("EXECUTE format('ALTER TABLE wide ADD %I int', r.n); END LOOP;", "table wide"),
            ("CREATE TABLE IF NOT EXISTS once (x int); END LOOP;", "what its rounds do"),
            ("RAISE EXCEPTION 'any %', r.x; END LOOP;", "how it ends"),
            (
                "k := k || '.'; IF length(k) = 2 THEN EXECUTE 'CREATE TABLE ' || r.n || ' (x int)'; END IF; END LOOP;",
                "what its rounds do",
            ),
            ("IF r.x = 2 THEN RAISE 'two'; END IF; INSERT INTO log (m) VALUES (''); END LOOP;", "sequence log_id_seq"),
        ] {
            let outcome = looped(body);
            assert!(outcome.contains(&format!("matters: {what}")), "{body}: {outcome}");
        }
        assert!(looped("NULL; END LOOP; INSERT INTO log (m) VALUES (r.n);").contains("which row came last"));
    }

    #[test]
    fn what_is_the_same_in_any_order_is_applied() {
        assert_eq!(looped("INSERT INTO wide VALUES (r.n); END LOOP;"), "applied");
        assert_eq!(looped("EXECUTE format('CREATE TABLE %I (x int)', r.n); END LOOP;"), "applied");
    }
}
