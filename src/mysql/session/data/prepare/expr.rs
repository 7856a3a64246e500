//! Expressions.

use super::{Aggregation, Prepare, collate, operator};
use crate::mysql::ast::{BinaryOperator, CastType, Expr, ExprKind, Literal, Name, Quantifier, Query, UnaryOperator};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::data::collation::Collation;
use crate::mysql::session::data::plan::{Node, NodeKind, QueryPlan};
use crate::mysql::session::data::types::{Class, Coercibility, Type};
use crate::mysql::value::Value;
use crate::run::Refusal;
use std::sync::Arc;

fn boxed(node: Node) -> Box<Node> {
    Box::new(node)
}

impl Prepare<'_> {
    /// Prepares an expression.
    pub fn expr(&mut self, expr: &Expr) -> Result<Node, Refusal> {
        self.deeper(|this| this.expr_here(expr))
    }

    /// Prepares an expression of one column.
    pub(super) fn scalar(&mut self, expr: &Expr) -> Result<Node, Refusal> {
        let node = self.expr(expr)?;
        if node.width() != 1 {
            return Err(failure("1241", "Operand should contain 1 column(s)"));
        }
        Ok(node)
    }

    pub(super) fn scalars(&mut self, exprs: &[Expr]) -> Result<Vec<Node>, Refusal> {
        exprs.iter().map(|expr| self.scalar(expr)).collect()
    }

    fn expr_here(&mut self, expr: &Expr) -> Result<Node, Refusal> {
        match &expr.kind {
            ExprKind::Literal(Literal::Hex(bytes)) if self.written(expr.span).starts_with(['x', 'X']) => {
                let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
                Ok(Node::constant(Value::bytes(bytes.as_slice()), Type::bytes(length)))
            }
            ExprKind::Literal(constant) => self.literal(constant),
            ExprKind::Column(name) => self.column(name),
            ExprKind::Unary(operator, operand) => self.unary(*operator, operand),
            ExprKind::Binary(operator, left, right) => self.binary(*operator, left, right),
            ExprKind::Between { operand, low, high, negated } => {
                let (operand, low, high) = (self.expr(operand)?, self.expr(low)?, self.expr(high)?);
                let collation = collate::comparison(&[&operand, &low, &high], "between")?;
                let ty = Type::truth().null_if(operand.ty.nullable || low.ty.nullable || high.ty.nullable);
                let kind = NodeKind::Between {
                    operand: boxed(operand),
                    low: boxed(low),
                    high: boxed(high),
                    negated: *negated,
                    collation,
                };
                Ok(Node { kind, ty })
            }
            ExprKind::InList { operand, list, negated } => self.in_list(operand, list, *negated),
            ExprKind::InQuery { operand, query, negated } => self.in_query(operand, query, *negated),
            ExprKind::Quantified { quantifier, operator, left, query } => {
                self.quantified(*quantifier, *operator, left, query)
            }
            ExprKind::Like { operand, pattern, escape, negated } => {
                self.like(operand, pattern, escape.as_deref(), *negated)
            }
            ExprKind::Regexp { operand, pattern, negated } => {
                let (operand, pattern) = (self.scalar(operand)?, self.scalar(pattern)?);
                let collation = collate::comparison(&[&operand, &pattern], "regexp")?;
                let ty = Type::truth().null_if(operand.ty.nullable || pattern.ty.nullable);
                Ok(Node {
                    kind: NodeKind::Regexp {
                        operand: boxed(operand),
                        pattern: boxed(pattern),
                        negated: *negated,
                        collation,
                    },
                    ty,
                })
            }
            ExprKind::Is { operand, value, negated } => {
                let operand = self.scalar(operand)?;
                Ok(Node {
                    kind: NodeKind::Is { operand: boxed(operand), value: *value, negated: *negated },
                    ty: Type::truth(),
                })
            }
            ExprKind::Case { operand, branches, otherwise } => {
                self.case(operand.as_deref(), branches, otherwise.as_deref())
            }
            ExprKind::Row(items) => {
                let items = items.iter().map(|item| self.expr(item)).collect::<Result<Vec<_>, _>>()?;
                Ok(Node { kind: NodeKind::Row(items), ty: Type::null() })
            }
            ExprKind::Exists(query) => {
                let query = self.subquery(query)?;
                Ok(Node { kind: NodeKind::Exists(query), ty: Type::truth() })
            }
            ExprKind::Subquery(query) => {
                let query = self.subquery(query)?;
                let ty = query.columns.first().map_or_else(Type::null, |column| column.ty.clone()).or_null();
                Ok(Node { kind: NodeKind::Subquery(query), ty })
            }
            _ => self.other_expr(expr),
        }
    }

    fn other_expr(&mut self, expr: &Expr) -> Result<Node, Refusal> {
        match &expr.kind {
            ExprKind::Cast(operand, target) => self.cast(operand, target),
            ExprKind::ConvertUsing(operand, charset) => self.convert_using(operand, charset),
            ExprKind::Collate(operand, name) => self.collate(operand, name),
            ExprKind::AddInterval { date, amount, unit, negated } => {
                let (date, amount) = (self.scalar(date)?, self.scalar(amount)?);
                let ty = super::call::interval_type(&date.ty, *unit, &amount.ty);
                Ok(Node {
                    kind: NodeKind::AddInterval {
                        date: boxed(date),
                        amount: boxed(amount),
                        unit: *unit,
                        negated: *negated,
                    },
                    ty,
                })
            }
            ExprKind::TimestampAdd(unit, amount, date) => {
                let (amount, date) = (self.scalar(amount)?, self.scalar(date)?);
                let ty = super::call::interval_type(&date.ty, *unit, &amount.ty);
                Ok(Node {
                    kind: NodeKind::AddInterval {
                        date: boxed(date),
                        amount: boxed(amount),
                        unit: *unit,
                        negated: false,
                    },
                    ty,
                })
            }
            ExprKind::Extract(unit, operand) => {
                let operand = self.scalar(operand)?;
                Ok(Node { kind: NodeKind::Extract(*unit, boxed(operand)), ty: Type::integer(10).or_null() })
            }
            ExprKind::TimestampDiff(unit, left, right) => {
                let (left, right) = (self.scalar(left)?, self.scalar(right)?);
                Ok(Node {
                    kind: NodeKind::TimestampDiff(*unit, boxed(left), boxed(right)),
                    ty: Type::bigint().or_null(),
                })
            }
            ExprKind::Call(call) => self.call(call),
            ExprKind::UserVariable(name) => {
                let value =
                    self.session.user_variables.get(&crate::mysql::catalog::fold(name)).cloned().unwrap_or(Value::Null);
                let ty = super::literal::type_of_value(&value);
                Ok(Node {
                    kind: NodeKind::UserVariable(name.clone()),
                    ty: Type { coercibility: Coercibility::Implicit, ..ty },
                })
            }
            ExprKind::AssignVariable(name, value) => {
                let value = self.scalar(value)?;
                let ty = value.ty.clone();
                Ok(Node { kind: NodeKind::AssignVariable(name.clone(), boxed(value)), ty })
            }
            ExprKind::SystemVariable { scope, name } => {
                let value = self.session.system_variable(*scope, name)?;
                let ty = super::literal::type_of_value(&value);
                Ok(Node { kind: NodeKind::SystemVariable(*scope, name.clone()), ty: Type { nullable: true, ..ty } })
            }
            ExprKind::Parameter(number) => Ok(Node { kind: NodeKind::Parameter(*number), ty: Type::null() }),
            ExprKind::DefaultOf(name) => self.default_of(name),
            ExprKind::ValuesOf(name) => self.values_of(name),
            ExprKind::JsonArrow { operand, path, unquoted } => self.json_arrow(operand, path, *unquoted),
            ExprKind::Match { columns, against, .. } => {
                for column in columns {
                    self.column(column)?;
                }
                self.scalar(against)?;
                Ok(Node { kind: NodeKind::NotComputed("a full text search".into()), ty: Type::double() })
            }
            ExprKind::Sequence(operation, name) => self.sequence(operation, name),
            ExprKind::Default => Err(undecided("DEFAULT stands where no column takes it")),
            _ => Err(undecided("an expression of a kind that is not modelled")),
        }
    }

    fn unary(&mut self, operator: UnaryOperator, operand: &Expr) -> Result<Node, Refusal> {
        let operand = self.scalar(operand)?;
        let ty = match operator {
            UnaryOperator::Plus => return Ok(operand),
            UnaryOperator::Not | UnaryOperator::Bang => Type::truth().null_if(operand.ty.nullable),
            UnaryOperator::BitNot => Type { unsigned: true, ..Type::bigint() }.null_if(operand.ty.nullable),
            UnaryOperator::Minus => match operand.ty.class {
                _ if operand.ty.is_string() => Type { nullable: operand.ty.nullable, ..Type::double() },
                Class::Decimal if operand.ty.unsigned => {
                    Type { unsigned: false, length: operand.ty.length + 1, ..operand.ty.clone() }
                }
                _ if operand.ty.is_integer() => {
                    Type { nullable: operand.ty.nullable, ..Type::integer(operand.ty.length + 1) }
                }
                _ => Type { unsigned: false, ..operand.ty.clone() },
            },
        };
        Ok(Node { kind: NodeKind::Unary(operator, boxed(operand)), ty })
    }

    fn binary(&mut self, operator: BinaryOperator, left: &Expr, right: &Expr) -> Result<Node, Refusal> {
        use BinaryOperator::{And, Concat, MemberOf, Or, SoundsLike, Xor};
        if operator::is_comparison(operator) {
            return self.comparison(operator, left, right);
        }
        let (left, right) = (self.scalar(left)?, self.scalar(right)?);
        let nullable = left.ty.nullable || right.ty.nullable;
        let (left, right) = (boxed(left), boxed(right));
        Ok(match operator {
            And | Or | Xor => {
                Node { kind: NodeKind::Logic(operator, left, right), ty: Type::truth().null_if(nullable) }
            }
            SoundsLike => {
                let collation = left.ty.collation.clone();
                Node { kind: NodeKind::Compare(operator, left, right, collation), ty: Type::truth().null_if(nullable) }
            }
            MemberOf => Node { kind: NodeKind::NotComputed("MEMBER OF".into()), ty: Type::truth().or_null() },
            Concat => return self.native_call("concat", vec![*left, *right]),
            _ => {
                let ty = operator::arithmetic(operator, &left.ty, &right.ty);
                Node { kind: NodeKind::Arithmetic(operator, left, right), ty }
            }
        })
    }

    fn comparison(&mut self, operator: BinaryOperator, left: &Expr, right: &Expr) -> Result<Node, Refusal> {
        let (left, right) = (self.expr(left)?, self.expr(right)?);
        same_shape(&left, &right, operator::symbol(operator))?;
        let collation = pair_collation(&left, &right, operator::symbol(operator))?;
        let nullable = operator != BinaryOperator::NullSafeEqual && (left.ty.nullable || right.ty.nullable);
        Ok(Node {
            kind: NodeKind::Compare(operator, boxed(left), boxed(right), collation),
            ty: Type::truth().null_if(nullable),
        })
    }

    fn in_list(&mut self, operand: &Expr, list: &[Expr], negated: bool) -> Result<Node, Refusal> {
        let operand = self.expr(operand)?;
        let list = list.iter().map(|item| self.expr(item)).collect::<Result<Vec<_>, _>>()?;
        for item in &list {
            same_shape(&operand, item, "in")?;
        }
        let collation = if matches!(operand.kind, NodeKind::Row(_)) {
            pair_collation(&operand, &list[0], "in")?
        } else {
            let texts: Vec<&Node> =
                std::iter::once(&operand).chain(list.iter().filter(|item| item.ty.is_string())).collect();
            collate::comparison(&texts, "in")?
        };
        let nullable = operand.ty.nullable || list.iter().any(|item| item.ty.nullable);
        Ok(Node {
            kind: NodeKind::In { operand: boxed(operand), list, negated, collation },
            ty: Type::truth().null_if(nullable),
        })
    }

    fn in_query(&mut self, operand: &Expr, query: &Query, negated: bool) -> Result<Node, Refusal> {
        let operand = self.expr(operand)?;
        let query = self.subquery(query)?;
        same_width(operand.width(), query.columns.len())?;
        let collation = collation_with(&operand, &query, "=")?;
        Ok(Node {
            kind: NodeKind::InQuery { operand: boxed(operand), query, negated, collation },
            ty: Type::truth().or_null(),
        })
    }

    fn quantified(
        &mut self,
        quantifier: Quantifier,
        operator: BinaryOperator,
        left: &Expr,
        query: &Query,
    ) -> Result<Node, Refusal> {
        let left = self.expr(left)?;
        let query = self.subquery(query)?;
        same_width(left.width(), query.columns.len())?;
        let collation = collation_with(&left, &query, operator::symbol(operator))?;
        Ok(Node {
            kind: NodeKind::Quantified { quantifier, operator, left: boxed(left), query, collation },
            ty: Type::truth().or_null(),
        })
    }

    fn like(&mut self, operand: &Expr, pattern: &Expr, escape: Option<&Expr>, negated: bool) -> Result<Node, Refusal> {
        let (operand, pattern) = (self.scalar(operand)?, self.scalar(pattern)?);
        let collation = collate::comparison(&[&operand, &pattern], "like")?;
        let escape = match escape.map(|escape| self.scalar(escape)).transpose()? {
            None => (!self.session.has_sql_mode("NO_BACKSLASH_ESCAPES")).then_some('\\'),
            Some(Node { kind: NodeKind::Constant(value), .. }) => {
                let text = value.to_text().unwrap_or_else(|| "\\".into());
                if text.chars().count() > 1 {
                    return Err(failure("1210", "Incorrect arguments to ESCAPE"));
                }
                text.chars().next()
            }
            Some(_) => return Err(undecided("the character of ESCAPE is not a constant")),
        };
        let ty = Type::truth().null_if(operand.ty.nullable || pattern.ty.nullable);
        let kind = NodeKind::Like { operand: boxed(operand), pattern: boxed(pattern), escape, negated, collation };
        Ok(Node { kind, ty })
    }

    fn case(
        &mut self,
        operand: Option<&Expr>,
        branches: &[(Expr, Expr)],
        otherwise: Option<&Expr>,
    ) -> Result<Node, Refusal> {
        let operand = operand.map(|operand| self.scalar(operand)).transpose()?;
        let mut prepared = Vec::with_capacity(branches.len());
        for (condition, value) in branches {
            let condition = self.scalar(condition)?;
            let condition = match &operand {
                None => condition,
                Some(operand) => {
                    let collation = collate::comparison(&[operand, &condition], "case")?;
                    let kind =
                        NodeKind::Compare(BinaryOperator::Equal, boxed(operand.clone()), boxed(condition), collation);
                    Node { kind, ty: Type::truth().or_null() }
                }
            };
            prepared.push((condition, self.scalar(value)?));
        }
        let otherwise = otherwise.map(|value| self.scalar(value)).transpose()?;
        conditional(prepared, otherwise, "case")
    }

    fn cast(&mut self, operand: &Expr, target: &CastType) -> Result<Node, Refusal> {
        let operand = self.scalar(operand)?;
        let ty = self.cast_type(&operand, target)?;
        Ok(Node { kind: NodeKind::Cast(boxed(operand)), ty })
    }

    fn cast_type(&mut self, operand: &Node, target: &CastType) -> Result<Type, Refusal> {
        let nullable = operand.ty.nullable;
        Ok(match target {
            CastType::Signed => Type { nullable, ..Type::integer(operand.ty.length.clamp(1, 21)) },
            CastType::Unsigned => Type { nullable, unsigned: true, ..Type::integer(operand.ty.length.clamp(1, 21)) },
            CastType::Binary(length) => {
                let class = if length.is_some() { Class::Binary } else { Class::Varbinary };
                let bytes = operand.ty.characters().saturating_mul(operand.ty.bytes_per_character());
                Type { nullable, class, coercibility: Coercibility::Implicit, ..Type::bytes(length.unwrap_or(bytes)) }
            }
            CastType::Char(length, charset) => {
                let collation = match charset {
                    None => self.session.connection_collation(),
                    Some(name) => default_collation(&name.text)?,
                };
                let length = length.unwrap_or(operand.ty.characters());
                Type { nullable, ..Type::text(length, collation, Coercibility::Implicit) }
            }
            CastType::Type(name) => {
                let (charset, collation) = (name.charset.as_ref(), name.collation.as_ref());
                let declared = crate::mysql::catalog::ColumnType {
                    data_type: name.data_type.clone(),
                    unsigned: name.unsigned,
                    zerofill: false,
                    charset: charset.map(|name| name.text.clone()),
                    collation: collation.map(|name| name.text.clone()),
                };
                Type { nullable: true, ..Type::of_column_type(&declared) }
            }
        })
    }

    fn convert_using(&mut self, operand: &Expr, charset: &Name) -> Result<Node, Refusal> {
        let operand = self.scalar(operand)?;
        let collation = default_collation(&charset.text)?;
        let length = operand.ty.characters();
        let ty = Type::text(length, collation, Coercibility::Implicit).null_if(operand.ty.nullable);
        Ok(Node { kind: NodeKind::Cast(boxed(operand)), ty })
    }

    fn collate(&mut self, operand: &Expr, name: &Name) -> Result<Node, Refusal> {
        let operand = self.scalar(operand)?;
        let wanted = name.text.to_ascii_lowercase();
        let wanted = if let Some(tail) = wanted.strip_prefix("utf8_") { format!("utf8mb3_{tail}") } else { wanted };
        let collation = if wanted.starts_with("uca1400_") {
            Collation::named(&format!("{}_{wanted}", operand.ty.collation.charset()))
        } else {
            Collation::named(&wanted)
        };
        let charset = operand.ty.collation.charset();
        if operand.ty.is_string() && charset != collation.charset() && !operand.ty.collation.is_binary() {
            let message = format!("COLLATION '{}' is not valid for CHARACTER SET '{charset}'", name.text);
            return Err(failure("1253", message));
        }
        let ty = Type { collation, coercibility: Coercibility::Explicit, ..operand.ty.clone() };
        Ok(Node { kind: NodeKind::Retyped(boxed(operand)), ty })
    }

    /// A query inside of an expression.
    fn subquery(&mut self, query: &Query) -> Result<Arc<QueryPlan>, Refusal> {
        let before = std::mem::replace(&mut self.reach, usize::MAX);
        let outer = self.levels.len();
        let aggregation = self.levels.last().map(|level| level.aggregation);
        let plan = self.query(query);
        if let (Some(level), Some(aggregation)) = (self.levels.last_mut(), aggregation) {
            level.aggregation = aggregation;
        }
        let reach = self.reach;
        self.reach = before.min(reach);
        let mut plan = plan?;
        plan.correlated = reach < outer;
        Ok(Arc::new(plan))
    }

    /// Whether an aggregate may stand here.
    pub(super) fn aggregation(&mut self) -> Aggregation {
        self.level().aggregation
    }
}

fn pair_collation(left: &Node, right: &Node, operation: &str) -> Result<Collation, Refusal> {
    match (&left.kind, &right.kind) {
        (NodeKind::Row(lefts), NodeKind::Row(rights)) => {
            let pairs = lefts.iter().zip(rights);
            let mut found = None;
            for (left, right) in pairs {
                found = found.or(Some(pair_collation(left, right, operation)?).filter(|_| left.ty.is_string()));
            }
            Ok(found.unwrap_or_else(Collation::binary))
        }
        _ => collate::comparison(&[left, right], operation),
    }
}

fn collation_with(left: &Node, query: &QueryPlan, operation: &str) -> Result<Collation, Refusal> {
    let columns: Vec<Node> =
        query.columns.iter().map(|column| Node::constant(Value::unknown(""), column.ty.clone())).collect();
    match (&left.kind, columns.as_slice()) {
        (NodeKind::Row(_), _) => {
            pair_collation(left, &Node { kind: NodeKind::Row(columns), ty: Type::null() }, operation)
        }
        (_, [one]) => collate::comparison(&[left, one], operation),
        _ => Ok(Collation::binary()),
    }
}

fn default_collation(charset: &str) -> Result<Collation, Refusal> {
    let known = super::literal::default_collation(&charset.to_ascii_lowercase());
    known.ok_or_else(|| failure("1115", format!("Unknown character set: '{charset}'")))
}

/// `CASE`, `IF` …
pub(super) fn conditional(
    branches: Vec<(Node, Node)>,
    otherwise: Option<Node>,
    operation: &str,
) -> Result<Node, Refusal> {
    let values: Vec<&Node> = branches.iter().map(|(_, value)| value).chain(&otherwise).collect();
    let mut ty = operator::merged(&values, operation)?;
    ty.nullable |= otherwise.is_none();
    Ok(Node { kind: NodeKind::Case { branches, otherwise: otherwise.map(Box::new) }, ty })
}

fn same_width(left: usize, right: usize) -> Result<(), Refusal> {
    if left == right { Ok(()) } else { Err(failure("1241", format!("Operand should contain {left} column(s)"))) }
}

/// Both are rows of the same length, or neither is.
fn same_shape(left: &Node, right: &Node, operation: &str) -> Result<(), Refusal> {
    match (left.width(), right.width()) {
        (1, 1) => Ok(()),
        (wide, other) if wide > 1 && other > 1 => same_width(wide, other),
        (wide, _) => {
            let name = |node: &Node, is_row: bool| if is_row { "row" } else { type_word(&node.ty) };
            let (first, second) = (name(left, wide > 1), name(right, wide == 1));
            Err(failure(
                "4078",
                format!("Illegal parameter data types {first} and {second} for operation '{operation}'"),
            ))
        }
    }
}

fn type_word(ty: &Type) -> &'static str {
    match ty.class {
        Class::Null => "null",
        Class::BigInt => "bigint",
        Class::Decimal => "decimal",
        Class::Double => "double",
        Class::Varchar => "varchar",
        Class::Date => "date",
        Class::DateTime => "datetime",
        _ => "int",
    }
}
