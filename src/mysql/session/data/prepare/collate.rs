//! Which collation prevails where several texts meet.

use crate::mysql::error::failure;
use crate::mysql::session::data::collation::Collation;
use crate::mysql::session::data::plan::{Node, NodeKind};
use crate::mysql::session::data::types::{Coercibility, Type};
use crate::mysql::value::Value;
use crate::run::Refusal;

/// The collation in which these compare, for an operation by its name.
pub fn comparison(nodes: &[&Node], operation: &str) -> Result<Collation, Refusal> {
    let texts: Vec<&Node> = nodes.iter().copied().filter(|node| node.ty.is_string()).collect();
    // A number compares as a number, and a date as a date: then the texts' collations do not matter.
    if texts.is_empty() || texts.len() < nodes.iter().filter(|node| !is_null(node)).count() {
        return Ok(texts.first().map_or_else(Collation::binary, |node| node.ty.collation.clone()));
    }
    let (collation, coercibility) = aggregate(&texts, operation)?;
    if coercibility == Coercibility::None {
        return Err(mix(&texts, operation));
    }
    Ok(collation)
}

fn is_null(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Constant(Value::Null))
}

/// The collation of a text made of these.
pub fn result(nodes: &[&Node], operation: &str) -> Result<(Collation, Coercibility), Refusal> {
    let texts: Vec<&Node> = nodes.iter().copied().filter(|node| node.ty.is_string()).collect();
    if texts.is_empty() {
        let charset = nodes.iter().find(|node| !is_null(node));
        let plain = Collation::named("utf8mb4_general_ci");
        return Ok((charset.map_or_else(Collation::binary, |_| plain), Coercibility::Coercible));
    }
    aggregate(&texts, operation)
}

fn aggregate(texts: &[&Node], operation: &str) -> Result<(Collation, Coercibility), Refusal> {
    let mut collation = texts[0].ty.collation.clone();
    let mut coercibility = texts[0].ty.coercibility;
    for node in &texts[1..] {
        let merged = merge((&collation, coercibility), (&node.ty.collation, node.ty.coercibility), is_ascii(node));
        let Some((found, strength)) = merged else { return Err(mix(texts, operation)) };
        (collation, coercibility) = (found, strength);
    }
    Ok((collation, coercibility))
}

fn is_ascii(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Constant(value) => value.to_text().is_none_or(|text| text.is_ascii()),
        _ => false,
    }
}

fn is_unicode(collation: &Collation) -> bool {
    matches!(collation.charset(), "utf8" | "utf8mb3" | "utf8mb4" | "utf16" | "utf32" | "ucs2")
}

fn is_superset(left: &Collation, right: &Collation) -> bool {
    is_unicode(left) && !is_unicode(right)
        || left.charset() == "utf8mb4" && matches!(right.charset(), "utf8" | "utf8mb3")
}

type Held<'a> = (&'a Collation, Coercibility);

fn merge(left: Held<'_>, right: Held<'_>, right_is_ascii: bool) -> Option<(Collation, Coercibility)> {
    if left.0 == right.0 {
        return Some((left.0.clone(), left.1.min(right.1)));
    }
    if left.0.is_binary() || right.0.is_binary() {
        let binary = if left.0.is_binary() { left } else { right };
        let other = if left.0.is_binary() { right } else { left };
        let wins = if binary.1 <= other.1 { binary } else { other };
        return Some((wins.0.clone(), wins.1));
    }
    let wins = if left.1 <= right.1 { left } else { right };
    if left.0.charset() != right.0.charset() {
        return merge_charsets(left, right, right_is_ascii);
    }
    if left.1 != right.1 {
        return Some((wins.0.clone(), wins.1));
    }
    if left.1 == Coercibility::Explicit {
        return None;
    }
    let exact = [left, right].into_iter().find(|side| side.0.is_exact());
    match exact {
        Some(side) => Some((side.0.clone(), side.1)),
        None => Some((Collation::named(&format!("{}_bin", left.0.charset())), Coercibility::None)),
    }
}

fn merge_charsets(left: Held<'_>, right: Held<'_>, right_is_ascii: bool) -> Option<(Collation, Coercibility)> {
    let (stronger, weaker) = if left.1 <= right.1 { (left, right) } else { (right, left) };
    if stronger.1 == weaker.1 {
        let wins = if is_superset(left.0, right.0) {
            left
        } else if is_superset(right.0, left.0) {
            right
        } else {
            return None;
        };
        return Some((wins.0.clone(), wins.1));
    }
    let converts = is_superset(stronger.0, weaker.0) || weaker.1 >= Coercibility::SystemConstant || right_is_ascii;
    if converts {
        return Some((stronger.0.clone(), stronger.1));
    }
    is_superset(weaker.0, stronger.0).then(|| (weaker.0.clone(), weaker.1))
}

fn word(coercibility: Coercibility) -> &'static str {
    match coercibility {
        Coercibility::Explicit => "EXPLICIT",
        Coercibility::None => "NONE",
        Coercibility::Implicit => "IMPLICIT",
        Coercibility::SystemConstant => "SYSCONST",
        Coercibility::Coercible => "COERCIBLE",
        Coercibility::Numeric => "NUMERIC",
        Coercibility::Ignorable => "IGNORABLE",
    }
}

fn mix(texts: &[&Node], operation: &str) -> Refusal {
    let shown = |ty: &Type| format!("({},{})", ty.collation.name, word(ty.coercibility));
    match texts {
        [left, right] => {
            let message = format!(
                "Illegal mix of collations {} and {} for operation '{operation}'",
                shown(&left.ty),
                shown(&right.ty)
            );
            failure("1267", message)
        }
        [first, second, third] => {
            let list = [first, second, third].map(|node| shown(&node.ty)).join(", ");
            failure("1270", format!("Illegal mix of collations {list} for operation '{operation}'"))
        }
        _ => failure("1271", format!("Illegal mix of collations for operation '{operation}'")),
    }
}
