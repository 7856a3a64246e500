//! Numbers: gaps, and orders that are not what the numbers say.

use super::super::number::Number;
use super::super::{History, Migration};
use super::{label, list};
use crate::diagnostic::{Diagnostic, Location};
use crate::tools::Tool;
use std::cmp::Ordering;
use std::collections::BTreeSet;

pub(super) fn check(history: &History) -> impl Iterator<Item = Diagnostic> {
    let order = [mixed_dates(history), against_the_numbers(history), prisma_order(history)];
    [gaps(history)].into_iter().chain(order).flatten()
}

/// Numbers missing in a sequence, as long as it looks like one: most steps are one.
fn gaps(history: &History) -> Option<Diagnostic> {
    let numbers = history.migrations.iter().filter_map(|it| Number::of(label(it))?.sequential());
    let numbers: Vec<u32> = numbers.collect::<BTreeSet<_>>().into_iter().collect();
    let steps = numbers.windows(2).filter(|pair| pair[1] - pair[0] == 1).count();
    if steps * 2 < numbers.len() {
        return None;
    }
    let gaps: Vec<_> = numbers.windows(2).filter(|pair| pair[1] - pair[0] > 1).collect();
    let names = list(gaps.iter().map(|pair| gap(pair[0] + 1, pair[1] - 1)));
    let message = format!("numbers are missing: {names}");
    (!gaps.is_empty()).then(|| Diagnostic::note("gap-in-numbering", message))
}

fn gap(first: u32, last: u32) -> String {
    if first == last { format!("{first}") } else { format!("{first} to {last}") }
}

/// Dates of 8 and of 14 digits side by side.
fn mixed_dates(history: &History) -> Option<Diagnostic> {
    let dates: Vec<_> = history.migrations.iter().filter_map(|it| Some((it, Number::of(label(it))?.date()?))).collect();
    let (odd, _) = dates.iter().find(|(_, date)| date.len() != dates[0].1.len())?;
    let message = "dates of 8 and of 14 digits in one history";
    let backwards = dates.windows(2).find(|pair| pair[0].1[..8] > pair[1].1[..8]);
    let diagnostic = match backwards {
        Some([(earlier, _), (later, _)]) => {
            let order = &history.order;
            let message = format!("{message}, and {order}: `{}` runs before `{}`", earlier.file, later.file);
            Diagnostic::warning("mixed-date-widths", message)
        }
        _ => Diagnostic::note("mixed-date-widths", message),
    };
    let help = "write all dates with 14 digits, or give the order with `order:` in rebaseline.yaml";
    Some(diagnostic.at(Location::file(&odd.file)).help(help))
}

/// `10_b` before `9_a`: numbers of different width in byte order.
fn against_the_numbers(history: &History) -> Option<Diagnostic> {
    if history.order == "as listed" {
        return None;
    }
    let numbers: Vec<_> = history.migrations.iter().filter_map(numbered).collect();
    let pair = numbers.windows(2).find(|pair| pair[0].1.compare(&pair[1].1) == Ordering::Greater)?;
    let [(earlier, _), (later, _)] = pair else { return None };
    let message = format!("{}, `{}` runs before `{}`", history.order, earlier.file, later.file);
    let help = "fill the numbers up with zeros, or give the order with `order:` in rebaseline.yaml";
    Some(Diagnostic::warning("sorts-against-its-number", message).at(Location::file(&earlier.file)).help(help))
}

/// Numbers that are no dates: those of mixed width have a diagnostic of their own.
fn numbered(migration: &Migration) -> Option<(&Migration, Number<'_>)> {
    Some((migration, Number::of(label(migration)).filter(|number| number.date().is_none())?))
}

/// Prisma's command line orders by bytes up to version 6 and by `localeCompare` from version 7.
fn prisma_order(history: &History) -> Option<Diagnostic> {
    if history.tool != Tool::Prisma {
        return None;
    }
    let pair = history.migrations.windows(2).find(|pair| locale_key(&pair[0]) > locale_key(&pair[1]))?;
    let [earlier, later] = pair else { return None };
    let message = format!(
        "Prisma runs `{}` before `{}` up to version 6, and after it from version 7",
        label(earlier),
        label(later)
    );
    let help = "if version 7 made the databases, give its order with `order:` in rebaseline.yaml";
    Some(Diagnostic::warning("prisma-order", message).at(Location::file(&later.file)).help(help))
}

/// The order of `localeCompare` for names as Prisma makes them: `_`, `-`, digits, letters whatever their case.
fn locale_key(migration: &Migration) -> Vec<(u8, char)> {
    let class = |c: char| match c {
        '_' => 0,
        '-' => 1,
        c if c.is_alphabetic() => 4,
        c if c.is_numeric() => 3,
        _ => 2,
    };
    label(migration).to_lowercase().chars().map(|c| (class(c), c)).collect()
}
