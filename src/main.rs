//! The `rebaseline` command.

fn main() {}
