//! Assembles the variants of a contract into an mdBook that a reader can browse and compare.
//!
//! The core turns values into values: [`source`] → [`mod@load`] → [`mod@check`] → [`page`] → [`templates`] → [`book`].
//! The shell around it touches the world: [`storage`], [`site`], [`preprocessor`], [`serve`], [`cli`].
//! ARCHITECTURE.md has the map.

pub mod address;
pub mod book;
pub mod check;
pub mod cli;
pub mod collate;
pub mod data;
pub mod diagnostics;
pub mod fix;
pub mod frontmatter;
pub mod links;
pub mod load;
pub mod markdown;
pub mod model;
pub mod numeral;
pub mod page;
pub mod passage;
pub mod pipeline;
pub mod preprocessor;
pub mod render;
pub mod schema;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod storage;
pub mod templates;
pub mod units;
pub mod yaml;
