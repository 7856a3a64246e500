//! `information_schema`.

mod columns;
mod constraints;
mod tables;
