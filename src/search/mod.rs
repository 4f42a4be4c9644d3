//! Full-text search without a server: the build writes an index that a page loads piece by piece.
//!
//! mdBook's own search cuts texts at spaces and so finds next to nothing in scripts that have none; libraries need a
//! server, a dictionary or a policy that lets WebAssembly run. What is found must not depend on any of them.

mod document;
mod files;
mod index;

pub use document::{Document, Kind, documents};
pub use files::{File, files};
pub use index::{Index, Measure, Postings, index};
