//! Expressions as MariaDB shows them: in `information_schema.CHECK_CONSTRAINTS`, `GENERATION_EXPRESSION`, `COLUMN_DEFAULT`, `SHOW CREATE TABLE`.
//!
//! The server keeps no text of an expression but prints what it has made of it: names in backticks, functions under their own names, brackets only where
//! they are needed, `NOT` pulled inside. What it shows of forms that are not known here is `None`.

mod call;
mod literal;
mod negation;

use crate::mysql::ast::{BinaryOperator, ColumnName, Expr, ExprKind, TimeUnit, TruthValue, UnaryOperator};

/// How tightly an operator binds; the server's own order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precedence {
    Or,
    Xor,
    And,
    Comparison,
    Between,
    In,
    BitOr,
    BitAnd,
    Shift,
    Interval,
    Additive,
    Multiplicative,
    BitXor,
    Negation,
    Bang,
    Collate,
    Highest,
}

/// What is printed, and how tightly it binds.
type Printed = Option<(String, Precedence)>;

/// An expression as MariaDB shows it, of columns of one table.
pub fn print_expr(expr: &Expr) -> Option<String> {
    printed(expr).map(|(text, _)| text)
}

/// In brackets where it binds less tightly than that.
fn within(expr: &Expr, least: Precedence) -> Option<String> {
    let (text, precedence) = printed(expr)?;
    Some(if precedence < least { format!("({text})") } else { text })
}

/// In brackets where it does not bind more tightly than that: what stands to the right of an operator.
fn right_of(expr: &Expr, operator: Precedence) -> Option<String> {
    let (text, precedence) = printed(expr)?;
    Some(if precedence <= operator { format!("({text})") } else { text })
}

fn list(exprs: &[Expr]) -> Option<String> {
    let printed: Option<Vec<String>> = exprs.iter().map(print_expr).collect();
    Some(printed?.join(","))
}

fn printed(expr: &Expr) -> Printed {
    match &expr.kind {
        ExprKind::Literal(literal) => literal::printed(literal),
        ExprKind::Column(name) => column(name),
        ExprKind::Unary(operator, operand) => unary(*operator, operand),
        ExprKind::Binary(operator, left, right) => binary(*operator, left, right),
        ExprKind::Between { operand, low, high, negated } => {
            let not = if *negated { " not" } else { "" };
            let (operand, low) = (within(operand, Precedence::Between)?, within(low, Precedence::Between)?);
            Some((
                format!("{operand}{not} between {low} and {}", right_of(high, Precedence::Between)?),
                Precedence::Between,
            ))
        }
        ExprKind::InList { operand, list: items, negated } => {
            let not = if *negated { " not" } else { "" };
            Some((format!("{}{not} in ({})", within(operand, Precedence::In)?, list(items)?), Precedence::In))
        }
        ExprKind::Like { operand, pattern, escape, negated } => like(operand, pattern, escape.as_deref(), *negated),
        ExprKind::Regexp { operand, pattern, negated } => regexp(operand, pattern, *negated),
        ExprKind::Is { operand, value, negated } => is(operand, *value, *negated),
        ExprKind::Case { .. } | ExprKind::Cast(..) | ExprKind::ConvertUsing(..) | ExprKind::Extract(..) => {
            call::worded(&expr.kind)
        }
        ExprKind::Collate(operand, collation) => {
            let operand = within(operand, Precedence::Collate)?;
            Some((format!("{operand} collate {}", collation.text.to_lowercase()), Precedence::Collate))
        }
        ExprKind::AddInterval { date, amount, unit, negated } => interval(date, amount, *unit, *negated),
        ExprKind::TimestampAdd(unit, amount, date) => interval(date, amount, *unit, false),
        ExprKind::TimestampDiff(unit, first, second) => {
            let unit = unit_word(*unit).to_ascii_uppercase();
            highest(format!("timestampdiff({unit},{},{})", print_expr(first)?, print_expr(second)?))
        }
        ExprKind::Call(called) => call::printed(called),
        ExprKind::Row(items) => highest(format!("({})", list(items)?)),
        _ => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every form is printed to what may not be known")]
fn highest(text: String) -> Printed {
    Some((text, Precedence::Highest))
}

/// Its table is known from where it stands.
fn column(name: &ColumnName) -> Printed {
    if name.table.is_some() {
        return None;
    }
    highest(format!("`{}`", name.column.text.replace('`', "``")))
}

fn unary(operator: UnaryOperator, operand: &Expr) -> Printed {
    match operator {
        UnaryOperator::Plus => printed(operand),
        UnaryOperator::Minus => literal::negative(operand).map_or_else(
            || Some((format!("-{}", within(operand, Precedence::Negation)?), Precedence::Negation)),
            |number| Some((number, Precedence::Negation)),
        ),
        UnaryOperator::BitNot => Some((format!("~{}", within(operand, Precedence::Negation)?), Precedence::Negation)),
        UnaryOperator::Not | UnaryOperator::Bang => negation::printed(operand),
    }
}

fn binary(operator: BinaryOperator, left: &Expr, right: &Expr) -> Printed {
    let (word, precedence) = match operator {
        BinaryOperator::Or => return logical("or", Precedence::Or, left, right),
        BinaryOperator::And => return logical("and", Precedence::And, left, right),
        BinaryOperator::SoundsLike => {
            let text = format!("soundex({}) = soundex({})", print_expr(left)?, print_expr(right)?);
            return Some((text, Precedence::Comparison));
        }
        BinaryOperator::Concat => return highest(format!("concat({},{})", print_expr(left)?, print_expr(right)?)),
        BinaryOperator::MemberOf => return None,
        other => infix(other)?,
    };
    Some((format!("{} {word} {}", within(left, precedence)?, right_of(right, precedence)?), precedence))
}

fn infix(operator: BinaryOperator) -> Option<(&'static str, Precedence)> {
    Some(match operator {
        BinaryOperator::Xor => ("xor", Precedence::Xor),
        BinaryOperator::Equal => ("=", Precedence::Comparison),
        BinaryOperator::NullSafeEqual => ("<=>", Precedence::Comparison),
        BinaryOperator::NotEqual => ("<>", Precedence::Comparison),
        BinaryOperator::Less => ("<", Precedence::Comparison),
        BinaryOperator::LessOrEqual => ("<=", Precedence::Comparison),
        BinaryOperator::Greater => (">", Precedence::Comparison),
        BinaryOperator::GreaterOrEqual => (">=", Precedence::Comparison),
        BinaryOperator::BitOr => ("|", Precedence::BitOr),
        BinaryOperator::BitAnd => ("&", Precedence::BitAnd),
        BinaryOperator::BitXor => ("^", Precedence::BitXor),
        BinaryOperator::ShiftLeft => ("<<", Precedence::Shift),
        BinaryOperator::ShiftRight => (">>", Precedence::Shift),
        BinaryOperator::Plus => ("+", Precedence::Additive),
        BinaryOperator::Minus => ("-", Precedence::Additive),
        BinaryOperator::Multiply => ("*", Precedence::Multiplicative),
        BinaryOperator::Divide => ("/", Precedence::Multiplicative),
        BinaryOperator::IntegerDivide => ("DIV", Precedence::Multiplicative),
        BinaryOperator::Modulo => ("MOD", Precedence::Multiplicative),
        _ => return None,
    })
}

/// The server flattens a row of the same operators, and makes a comparison of a bare column.
fn logical(word: &str, precedence: Precedence, left: &Expr, right: &Expr) -> Printed {
    Some((format!("{} {word} {}", condition(left, precedence)?, condition(right, precedence)?), precedence))
}

fn condition(expr: &Expr, operator: Precedence) -> Option<String> {
    match &expr.kind {
        ExprKind::Column(name) => Some(format!("{} <> 0", column(name)?.0)),
        _ => within(expr, operator),
    }
}

fn like(operand: &Expr, pattern: &Expr, escape: Option<&Expr>, negated: bool) -> Printed {
    let not = if negated { " not" } else { "" };
    let mut text = format!(
        "{} {not}{}like {}",
        within(operand, Precedence::In)?,
        if negated { " " } else { "" },
        right_of(pattern, Precedence::In)?
    );
    if let Some(escape) = escape {
        text = format!("{text} escape {}", print_expr(escape)?);
    }
    Some((text, Precedence::In))
}

fn regexp(operand: &Expr, pattern: &Expr, negated: bool) -> Printed {
    let text = format!("{} regexp {}", within(operand, Precedence::In)?, right_of(pattern, Precedence::In)?);
    Some(if negated { (format!("!({text})"), Precedence::Bang) } else { (text, Precedence::In) })
}

fn is(operand: &Expr, value: TruthValue, negated: bool) -> Printed {
    let word = match value {
        TruthValue::True => "true",
        TruthValue::False => "false",
        TruthValue::Null | TruthValue::Unknown => "null",
    };
    let not = if negated { "not " } else { "" };
    Some((format!("{} is {not}{word}", within(operand, Precedence::Comparison)?), Precedence::Comparison))
}

fn interval(date: &Expr, amount: &Expr, unit: TimeUnit, negated: bool) -> Printed {
    let sign = if negated { '-' } else { '+' };
    let (date, amount) = (within(date, Precedence::Interval)?, within(amount, Precedence::Interval)?);
    Some((format!("{date} {sign} interval {amount} {}", unit_word(unit)), Precedence::Interval))
}

fn unit_word(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Microsecond => "microsecond",
        TimeUnit::Second => "second",
        TimeUnit::Minute => "minute",
        TimeUnit::Hour => "hour",
        TimeUnit::Day => "day",
        TimeUnit::Week => "week",
        TimeUnit::Month => "month",
        TimeUnit::Quarter => "quarter",
        TimeUnit::Year => "year",
        TimeUnit::SecondMicrosecond => "second_microsecond",
        TimeUnit::MinuteMicrosecond => "minute_microsecond",
        TimeUnit::MinuteSecond => "minute_second",
        TimeUnit::HourMicrosecond => "hour_microsecond",
        TimeUnit::HourSecond => "hour_second",
        TimeUnit::HourMinute => "hour_minute",
        TimeUnit::DayMicrosecond => "day_microsecond",
        TimeUnit::DaySecond => "day_second",
        TimeUnit::DayMinute => "day_minute",
        TimeUnit::DayHour => "day_hour",
        TimeUnit::YearMonth => "year_month",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mysql::syntax::{SyntaxMode, parse_expr};

    /// Each line is an expression, and what `information_schema.CHECK_CONSTRAINTS` of MariaDB 10.11 shows of it.
    const SHOWN: &str = include_str!("shown.tsv");

    #[test]
    fn expressions_are_shown_as_the_server_shows_them() {
        let mut wrong = Vec::new();
        for line in SHOWN.lines() {
            let (written, shown) = line.split_once('\t').expect("two fields");
            let expr = parse_expr(written, &SyntaxMode::default()).expect("an expression");
            let ours = print_expr(&expr);
            if ours.as_deref().is_some_and(|ours| ours.replace('\t', "\\t") != shown) {
                wrong.push(format!("{written}\n    server: {shown}\n    ours:   {ours:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_is_not_known_is_not_printed() {
        let unknown = SHOWN.lines().filter(|line| {
            let written = line.split_once('\t').expect("two fields").0;
            parse_expr(written, &SyntaxMode::default()).is_ok_and(|expr| print_expr(&expr).is_none())
        });
        assert_eq!(unknown.count(), 15);
    }
}
