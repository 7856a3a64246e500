//! Expressions, from the operator that binds least to the one that binds most.

mod call;
mod literal;
mod primary;
mod special;
mod window;
mod worded;

use super::parser::{Parsed, Parser, longer};
use super::token::TokenKind;
use crate::mysql::ast::{BinaryOperator, Expr, ExprKind, Name, Quantifier, TimeUnit, TruthValue, UnaryOperator};
use crate::source::Span;

/// Operators that are joined from the left, and how tightly they bind.
const LOGICAL: &[(&str, usize, BinaryOperator)] = &[
    ("OR", 0, BinaryOperator::Or),
    ("||", 0, BinaryOperator::Or),
    ("XOR", 1, BinaryOperator::Xor),
    ("AND", 2, BinaryOperator::And),
    ("&&", 2, BinaryOperator::And),
];

const COMPARISONS: &[(&str, usize, BinaryOperator)] = &[
    ("=", 0, BinaryOperator::Equal),
    ("<=>", 0, BinaryOperator::NullSafeEqual),
    ("<>", 0, BinaryOperator::NotEqual),
    ("!=", 0, BinaryOperator::NotEqual),
    ("<=", 0, BinaryOperator::LessOrEqual),
    ("<", 0, BinaryOperator::Less),
    (">=", 0, BinaryOperator::GreaterOrEqual),
    (">", 0, BinaryOperator::Greater),
];

const BITWISE: &[(&str, usize, BinaryOperator)] = &[
    ("|", 0, BinaryOperator::BitOr),
    ("&", 1, BinaryOperator::BitAnd),
    ("<<", 2, BinaryOperator::ShiftLeft),
    (">>", 2, BinaryOperator::ShiftRight),
    ("+", ADDITIVE, BinaryOperator::Plus),
    ("-", ADDITIVE, BinaryOperator::Minus),
    ("*", 4, BinaryOperator::Multiply),
    ("/", 4, BinaryOperator::Divide),
    ("%", 4, BinaryOperator::Modulo),
    ("DIV", 4, BinaryOperator::IntegerDivide),
    ("MOD", 4, BinaryOperator::Modulo),
    ("^", 5, BinaryOperator::BitXor),
];

/// How tightly `+` and `-` bind, where intervals are added.
const ADDITIVE: usize = 3;

/// How much of what may follow an operand of `LIKE` and `BETWEEN` belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Predicates {
    /// All.
    All,
    /// What binds tighter than `BETWEEN`.
    AboveBetween,
    /// None.
    None,
}

impl Parser<'_> {
    /// An expression.
    pub(super) fn expr(&mut self) -> Parsed<Expr> {
        self.nested(|parser| parser.logical(0))
    }

    pub(in crate::mysql::syntax) fn expr_from(&self, start: u32, kind: ExprKind) -> Expr {
        Expr { kind, span: self.span_from(start) }
    }

    fn binary(&self, operator: BinaryOperator, left: Expr, right: Expr) -> Expr {
        let span = Span { start: left.span.start, end: self.span_from(left.span.start).end };
        Expr { kind: ExprKind::Binary(operator, Box::new(left), Box::new(right)), span }
    }

    /// Operators that bind at least so tightly.
    fn logical(&mut self, least: usize) -> Parsed<Expr> {
        let mut left = self.negation()?;
        let mut chain = 0;
        while let Some((level, operator)) = self.accept_operator(LOGICAL, least) {
            let right = self.logical(level + 1)?;
            left = self.binary(operator, left, right);
            chain = longer(chain)?;
        }
        Ok(left)
    }

    fn accept_operator(
        &mut self,
        operators: &[(&str, usize, BinaryOperator)],
        least: usize,
    ) -> Option<(usize, BinaryOperator)> {
        let token = self.peek();
        if !matches!(token.kind, TokenKind::Symbol | TokenKind::Word) || token.end - token.start > 3 {
            return None;
        }
        let (word, level, operator) = *operators.iter().find(|(word, level, _)| *level >= least && self.at(word))?;
        if word == "||" && self.mode.pipes_as_concat {
            return None;
        }
        self.next();
        Some((level, operator))
    }

    fn negation(&mut self) -> Parsed<Expr> {
        let start = self.start();
        if self.mode.high_not_precedence || !self.accept("NOT") {
            return self.boolean_test();
        }
        let operand = self.nested(Self::negation)?;
        Ok(self.expr_from(start, ExprKind::Unary(UnaryOperator::Not, Box::new(operand))))
    }

    /// `a = b`, `a IS NULL`: one level, from the left.
    fn boolean_test(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let mut left = self.predicate(Predicates::All)?;
        let mut chain = 0;
        loop {
            left = if let Some((_, operator)) = self.accept_operator(COMPARISONS, 0) {
                self.comparison(operator, left)?
            } else if self.accept("IS") {
                self.is_test(start, left)?
            } else {
                return Ok(left);
            };
            chain = longer(chain)?;
        }
    }

    fn comparison(&mut self, operator: BinaryOperator, left: Expr) -> Parsed<Expr> {
        let of_query = self.at("ALL") || self.at_any(&["ANY", "SOME"]) && self.at_nth(1, "(");
        if !of_query || operator == BinaryOperator::NullSafeEqual {
            let right = self.predicate(Predicates::All)?;
            return Ok(self.binary(operator, left, right));
        }
        let quantifier =
            if self.next().text(self.text).eq_ignore_ascii_case("ALL") { Quantifier::All } else { Quantifier::Any };
        let query = Box::new(self.subquery()?);
        let start = left.span.start;
        Ok(self.expr_from(start, ExprKind::Quantified { quantifier, operator, left: Box::new(left), query }))
    }

    fn is_test(&mut self, start: u32, operand: Expr) -> Parsed<Expr> {
        let negated = self.accept_not();
        let value = match self.accept_any(&["NULL", "TRUE", "FALSE", "UNKNOWN"]) {
            Some("NULL") => TruthValue::Null,
            Some("TRUE") => TruthValue::True,
            Some("FALSE") => TruthValue::False,
            Some(_) => TruthValue::Unknown,
            None => return self.unexpected(),
        };
        Ok(self.expr_from(start, ExprKind::Is { operand: Box::new(operand), value, negated }))
    }

    /// `NOT`, which `IS` and predicates take as well as `!` never.
    fn accept_not(&mut self) -> bool {
        self.accept("NOT")
    }

    /// `IN`, `LIKE`, `REGEXP`, `SOUNDS LIKE`, `BETWEEN`, from the left.
    fn predicate(&mut self, level: Predicates) -> Parsed<Expr> {
        let start = self.start();
        let mut left = self.bitwise(0)?;
        if level == Predicates::None {
            return Ok(left);
        }
        loop {
            let Some((negated, word)) = self.accept_predicate(level)? else { return Ok(left) };
            left = self.predicate_rest(start, left, negated, word)?;
        }
    }

    fn accept_predicate(&mut self, level: Predicates) -> Parsed<Option<(bool, &'static str)>> {
        const WORDS: &[&str] = &["IN", "LIKE", "REGEXP", "RLIKE", "BETWEEN"];
        // In an operand, `NOT` binds less than all of them.
        if level == Predicates::All && self.accept("NOT") {
            return match self.accept_any(WORDS) {
                Some(word) => Ok(Some((true, word))),
                None => self.unexpected(),
            };
        }
        if self.at("SOUNDS") && self.at_nth(1, "LIKE") {
            self.next();
            self.next();
            return Ok(Some((false, "SOUNDS")));
        }
        if self.at("MEMBER") && !self.mode.is_mariadb() && self.at_any(&["MEMBER"]) {
            self.next();
            self.accept("OF");
            return Ok(Some((false, "MEMBER")));
        }
        let words = if level == Predicates::All { WORDS } else { &WORDS[..4] };
        Ok(self.accept_any(words).map(|word| (false, word)))
    }

    fn predicate_rest(&mut self, start: u32, left: Expr, negated: bool, word: &str) -> Parsed<Expr> {
        let operand = Box::new(left);
        let kind = match word {
            "IN" => self.in_rest(operand, negated)?,
            "BETWEEN" => {
                let low = Box::new(self.predicate(Predicates::AboveBetween)?);
                self.expect("AND")?;
                let high = Box::new(self.predicate_operand_of_between()?);
                ExprKind::Between { operand, low, high, negated }
            }
            "LIKE" => {
                let pattern = Box::new(self.predicate(Predicates::None)?);
                let escape =
                    if self.accept("ESCAPE") { Some(Box::new(self.predicate(Predicates::None)?)) } else { None };
                ExprKind::Like { operand, pattern, escape, negated }
            }
            "SOUNDS" => {
                ExprKind::Binary(BinaryOperator::SoundsLike, operand, Box::new(self.predicate(Predicates::None)?))
            }
            "MEMBER" => {
                let array = self.brackets(Self::expr)?;
                ExprKind::Binary(BinaryOperator::MemberOf, operand, Box::new(array))
            }
            _ => ExprKind::Regexp { operand, pattern: Box::new(self.predicate(Predicates::None)?), negated },
        };
        Ok(self.expr_from(start, kind))
    }

    /// `BETWEEN` is joined from the right: `a BETWEEN b AND c BETWEEN d AND e`.
    fn predicate_operand_of_between(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let left = self.predicate(Predicates::AboveBetween)?;
        if !self.accept("BETWEEN") {
            return Ok(left);
        }
        self.nested(|parser| parser.predicate_rest(start, left, false, "BETWEEN"))
    }

    fn in_rest(&mut self, operand: Box<Expr>, negated: bool) -> Parsed<ExprKind> {
        if self.at_subquery() {
            let query = Box::new(self.subquery()?);
            return Ok(ExprKind::InQuery { operand, query, negated });
        }
        let list = self.bracketed_list(Self::expr)?;
        Ok(ExprKind::InList { operand, list, negated })
    }

    /// Arithmetic and bits: operators that bind at least so tightly.
    pub(super) fn bitwise(&mut self, least: usize) -> Parsed<Expr> {
        let start = self.start();
        let mut left = self.concatenation()?;
        let mut chain = 0;
        while let Some((level, operator)) = self.accept_operator(BITWISE, least) {
            left = if level == ADDITIVE && self.at("INTERVAL") && !self.at_interval_function() {
                self.add_interval(start, left, operator)?
            } else {
                let right = self.bitwise(level + 1)?;
                self.binary(operator, left, right)
            };
            chain = longer(chain)?;
        }
        Ok(left)
    }

    fn add_interval(&mut self, start: u32, date: Expr, operator: BinaryOperator) -> Parsed<Expr> {
        let (amount, unit) = self.interval()?;
        let negated = operator == BinaryOperator::Minus;
        let kind = ExprKind::AddInterval { date: Box::new(date), amount: Box::new(amount), unit, negated };
        Ok(self.expr_from(start, kind))
    }

    /// `INTERVAL n unit`.
    pub(in crate::mysql::syntax) fn interval(&mut self) -> Parsed<(Expr, TimeUnit)> {
        self.expect("INTERVAL")?;
        let amount = self.expr()?;
        Ok((amount, self.time_unit()?))
    }

    /// `||` under `PIPES_AS_CONCAT` binds tighter than all but what stands before an operand.
    fn concatenation(&mut self) -> Parsed<Expr> {
        let mut left = self.collation()?;
        let mut chain = 0;
        while self.mode.pipes_as_concat && self.accept("||") {
            let right = self.collation()?;
            left = self.binary(BinaryOperator::Concat, left, right);
            chain = longer(chain)?;
        }
        Ok(left)
    }

    /// `-x`, `!x`, `BINARY x` …; `COLLATE` binds tighter.
    pub(super) fn collation(&mut self) -> Parsed<Expr> {
        let start = self.start();
        if let Some(operator) = self.accept_unary() {
            let operand = self.nested(Self::collation)?;
            return Ok(self.expr_from(start, ExprKind::Unary(operator, Box::new(operand))));
        }
        if self.accept("BINARY") {
            let operand = self.nested(Self::collation)?;
            let kind = ExprKind::Cast(Box::new(operand), crate::mysql::ast::CastType::Binary(None));
            return Ok(self.expr_from(start, kind));
        }
        let mut operand = self.primary()?;
        let mut chain = 0;
        while self.accept("COLLATE") {
            let collation = self.collation_name()?;
            operand = self.expr_from(start, ExprKind::Collate(Box::new(operand), collation));
            chain = longer(chain)?;
        }
        Ok(operand)
    }

    fn accept_unary(&mut self) -> Option<UnaryOperator> {
        let word = self
            .accept_any(&["-", "+", "~", "!"])
            .or_else(|| if self.mode.high_not_precedence { self.accept_any(&["NOT"]) } else { None })?;
        Some(match word {
            "-" => UnaryOperator::Minus,
            "+" => UnaryOperator::Plus,
            "~" => UnaryOperator::BitNot,
            _ => UnaryOperator::Bang,
        })
    }

    /// The name of a collation; `BINARY` and `DEFAULT` are words that may stand there.
    pub(super) fn collation_name(&mut self) -> Parsed<Name> {
        if self.at("BINARY") || self.mode.is_mariadb() && self.at("DEFAULT") {
            Ok(self.take_name())
        } else {
            self.name_or_string()
        }
    }
}
