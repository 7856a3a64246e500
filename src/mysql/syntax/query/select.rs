//! `SELECT …` up to before `ORDER BY`.

use crate::mysql::ast::{Expr, Select, SelectItem, SelectModifier, TableRef};
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;

const MODIFIERS: &[(&str, SelectModifier)] = &[
    ("ALL", SelectModifier::All),
    ("DISTINCT", SelectModifier::Distinct),
    ("DISTINCTROW", SelectModifier::Distinct),
    ("STRAIGHT_JOIN", SelectModifier::StraightJoin),
    ("HIGH_PRIORITY", SelectModifier::HighPriority),
    ("SQL_SMALL_RESULT", SelectModifier::SmallResult),
    ("SQL_BIG_RESULT", SelectModifier::BigResult),
    ("SQL_BUFFER_RESULT", SelectModifier::BufferResult),
    ("SQL_CACHE", SelectModifier::Cache),
    ("SQL_NO_CACHE", SelectModifier::NoCache),
    ("SQL_CALC_FOUND_ROWS", SelectModifier::CalcFoundRows),
];

impl Parser<'_> {
    /// `SELECT …` up to before `ORDER BY`.
    pub(super) fn select(&mut self) -> Parsed<Select> {
        let start = self.expect("SELECT")?.start;
        let mut select = self.star_select(start, Vec::new());
        while let Some((_, modifier)) = MODIFIERS.iter().find(|(word, _)| self.at(word)) {
            self.next();
            select.modifiers.push(*modifier);
        }
        let has = |modifier| select.modifiers.contains(&modifier);
        if has(SelectModifier::All) && has(SelectModifier::Distinct) {
            return self.fail("1221", "Incorrect usage of ALL and DISTINCT");
        }
        select.items = self.select_items()?;
        self.pending_into = self.into()?;
        if self.accept("FROM") {
            select.from = self.from()?;
        }
        if self.accept("WHERE") {
            select.filter = Some(self.expr()?);
        }
        self.grouping(&mut select)?;
        select.span = self.span_from(start);
        Ok(select)
    }

    /// `SELECT * FROM …` with nothing else.
    pub(super) fn star_select(&mut self, start: u32, from: Vec<TableRef>) -> Select {
        let span = self.span_from(start);
        Select {
            modifiers: Vec::new(),
            items: vec![SelectItem::Star(span)],
            from,
            filter: None,
            group: Vec::new(),
            rollup: false,
            having: None,
            windows: Vec::new(),
            span,
        }
    }

    fn grouping(&mut self, select: &mut Select) -> Parsed<()> {
        if self.accept("GROUP") {
            self.expect("BY")?;
            select.group = self.list(Self::order_item)?;
            select.rollup = self.accept_words(&["WITH", "ROLLUP"]);
        }
        if self.accept("HAVING") {
            select.having = Some(self.expr()?);
        }
        if self.accept("WINDOW") {
            select.windows = self.list(|parser| {
                let name = parser.name()?;
                parser.expect("AS")?;
                Ok((name, parser.window()?))
            })?;
        }
        Ok(())
    }

    /// `*`, `a, b AS c`.
    pub(in crate::mysql::syntax) fn select_items(&mut self) -> Parsed<Vec<SelectItem>> {
        if self.at("*") {
            let star = SelectItem::Star(self.next().span());
            let mut items = vec![star];
            if self.accept(",") {
                items.extend(self.list(Self::select_item)?);
            }
            return Ok(items);
        }
        self.list(Self::select_item)
    }

    fn select_item(&mut self) -> Parsed<SelectItem> {
        if let Some(star) = self.table_star()? {
            return Ok(star);
        }
        let start = self.start();
        let expr = self.expr()?;
        let text = self.span_from(start);
        let alias = self.select_alias()?;
        Ok(SelectItem::Expr { expr, alias, text })
    }

    /// `table.*`, `database.table.*`.
    fn table_star(&mut self) -> Parsed<Option<SelectItem>> {
        let dots = [1, 3].into_iter().find(|n| self.at_nth(*n, ".") && self.at_nth(n + 1, "*"));
        let is_star = match dots {
            Some(1) => self.at_name(),
            Some(_) => self.at_name() && self.at_nth(1, ".") && self.at_name_nth(2),
            None => false,
        };
        if !is_star {
            return Ok(None);
        }
        let name = self.object_name_before_star()?;
        self.expect("*")?;
        Ok(Some(SelectItem::TableStar(name)))
    }

    fn select_alias(&mut self) -> Parsed<Option<crate::mysql::ast::Name>> {
        if self.accept("AS") {
            return self.name_or_string().map(Some);
        }
        // `SOUNDS` may go on with `LIKE`.
        if self.at_kind(TokenKind::String) || self.at_name() && !self.at("SOUNDS") {
            return self.name_or_string().map(Some);
        }
        Ok(None)
    }

    /// `INTO @a, b`, `INTO OUTFILE …`.
    pub(super) fn into(&mut self) -> Parsed<Vec<Expr>> {
        if !self.accept("INTO") {
            return Ok(Vec::new());
        }
        if self.accept_any(&["OUTFILE", "DUMPFILE"]).is_some() {
            return Err(crate::run::Refusal::Opaque("`SELECT … INTO OUTFILE` writes a file of the server".into()));
        }
        self.list(Self::assigned_target)
    }

    fn assigned_target(&mut self) -> Parsed<Expr> {
        let nameless = self.peek_nth(1).kind == TokenKind::Host && self.peek_nth(1).start == self.peek_nth(1).end;
        if self.at("@") && nameless {
            self.next();
            return self.unexpected();
        }
        if self.at("@") { self.target() } else { self.local_variable() }
    }
}
