//! Paths into documents: `$.a[0]."b c"`.

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Key(String),
    AnyKey,
    Index(usize),
    AnyIndex,
}

impl Step {
    /// It can lead to several places.
    pub fn is_wild(&self) -> bool {
        matches!(self, Self::AnyKey | Self::AnyIndex)
    }
}

/// The steps of a path; none where it has what is not modelled.
pub fn parse(path: &str) -> Option<Vec<Step>> {
    let mut rest = path.trim().strip_prefix('$')?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let (step, behind) =
            if let Some(inner) = rest.strip_prefix('.') { key(inner)? } else { index(rest.strip_prefix('[')?)? };
        steps.push(step);
        rest = behind.trim_start();
    }
    Some(steps)
}

fn key(rest: &str) -> Option<(Step, &str)> {
    if let Some(behind) = rest.strip_prefix('*') {
        return Some((Step::AnyKey, behind));
    }
    if let Some(inner) = rest.strip_prefix('"') {
        let (name, behind) = inner.split_once('"')?;
        return Some((Step::Key(name.to_owned()), behind));
    }
    let end = rest.find(['.', '[']).unwrap_or(rest.len());
    (end > 0).then(|| (Step::Key(rest[..end].to_owned()), &rest[end..]))
}

fn index(rest: &str) -> Option<(Step, &str)> {
    let (inside, behind) = rest.split_once(']')?;
    let step = if inside.trim() == "*" { Step::AnyIndex } else { Step::Index(inside.trim().parse().ok()?) };
    Some((step, behind))
}
