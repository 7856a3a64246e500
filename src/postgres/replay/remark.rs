//! The author's comment above a statement, without the marks of a comment: it is printed as `--` lines whatever it was.
//! What a migration tool writes by itself is no remark.

use crate::postgres::ast::Name;

/// The text of the comments that lead a statement, one line per line; `None` where nothing is said.
pub(crate) fn remark(comments: &str) -> Option<Name> {
    let comments = comments.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<&str> = Vec::new();
    let mut rest = comments.as_str();
    while let Some(comment) = next_comment(&mut rest) {
        match comment {
            Comment::Line(line) => lines.push(line.trim_start_matches('-').trim()),
            Comment::Block(text) => lines.extend(block_lines(text)),
        }
    }
    let text = lines.into_iter().filter(|line| !is_template(line)).collect::<Vec<_>>().join("\n");
    let text = text.trim();
    (!text.is_empty()).then(|| Name::new(text))
}

enum Comment<'a> {
    Line(&'a str),
    /// What stands between the marks.
    Block(&'a str),
}

/// Takes the next comment off the text.
fn next_comment<'a>(rest: &mut &'a str) -> Option<Comment<'a>> {
    let start = [rest.find("--"), rest.find("/*")].into_iter().flatten().min()?;
    let text = &rest[start..];
    let line = text.starts_with("--");
    let end = if line { text.find('\n').unwrap_or(text.len()) } else { block_end(text) };
    let (comment, after) = text.split_at(end);
    *rest = after;
    if line {
        return Some(Comment::Line(comment));
    }
    let inner = comment.strip_prefix("/*").unwrap_or(comment);
    Some(Comment::Block(inner.strip_suffix("*/").unwrap_or(inner)))
}

/// Where the block comment at the start of the text ends; blocks nest.
fn block_end(text: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => depth += 1,
            b"*/" => depth = depth.saturating_sub(1),
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// The lines of a block comment; none of the warnings that Prisma puts above a migration.
fn block_lines(text: &str) -> impl Iterator<Item = &str> {
    let generated = text.trim_start().starts_with("Warnings:\n");
    text.trim()
        .lines()
        .map(|line| line.trim().trim_start_matches('*').trim_start_matches('-').trim())
        .filter(move |_| !generated)
}

/// What a migration tool writes into every new file or above every statement.
fn is_template(line: &str) -> bool {
    const TEMPLATES: &[&str] = &[
        // sqlx
        "Add migration script here",
        // diesel
        "Your SQL goes here",
        // Prisma
        "AddForeignKey",
        "AlterEnum",
        "AlterIndex",
        "AlterTable",
        "CreateEnum",
        "CreateExtension",
        "CreateIndex",
        "CreateSchema",
        "CreateTable",
        "DropEnum",
        "DropExtension",
        "DropForeignKey",
        "DropIndex",
        "DropTable",
        "RedefineIndex",
        "RedefineTables",
        "RenameForeignKey",
        "RenameIndex",
    ];
    TEMPLATES.contains(&line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(comments: &str) -> Option<String> {
        remark(comments).map(|name| name.to_string())
    }

    #[test]
    fn marks_go_and_lines_stay() {
        assert_eq!(text("-- one\n\n--- two --\n").as_deref(), Some("one\ntwo --"));
        assert_eq!(text("/* one\n * two\n */").as_deref(), Some("one\ntwo"));
        assert_eq!(text("/* one /* two */ three */ -- four").as_deref(), Some("one /* two */ three\nfour"));
        assert_eq!(text("/* open"), Some("open".into()));
        assert_eq!(text("-- é\r\n/*\r\nü\r\n*/").as_deref(), Some("é\nü"));
        assert_eq!(text("  \n"), None);
        assert_eq!(text("/**/ --"), None);
    }

    #[test]
    fn what_a_tool_writes_is_no_remark() {
        assert_eq!(text("/*\n  Warnings:\n\n  - The column goes.\n\n*/\n-- AlterTable\n"), None);
        assert_eq!(text("-- CreateTable\n-- who pays\n").as_deref(), Some("who pays"));
        assert_eq!(text("-- Add migration script here\n"), None);
    }
}
