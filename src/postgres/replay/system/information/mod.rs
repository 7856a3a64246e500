//! `information_schema`.

mod columns;
mod constraints;
mod routines;
mod schemas;
mod tables;
