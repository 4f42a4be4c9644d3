//! Tests of the whole: sources in, messages or a site out.
//!
//! `SNAPSHOTS=overwrite cargo test` rewrites the expectations; look at the difference before you commit it.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests prepare folders, and a test that cannot is a failed test"
)]

mod address;
mod annotations;
mod bad_input;
mod cli;
mod collation;
mod edit;
mod family;
mod golden;
mod hostile;
mod laws;
mod links;
mod mistakes;
mod real;
mod reproducible;
mod rules;
mod safety;
mod search;
mod serve;
mod site;
