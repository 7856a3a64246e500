//! Holds the pins of the histories; nothing to build.
