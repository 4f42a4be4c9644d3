//! The only module that touches the disk.
#![expect(clippy::disallowed_methods, reason = "this is the disk's side of the wall")]

mod destination;
pub(crate) mod read;
mod staging;

pub use destination::Destination;
pub use read::{read_config, read_site, read_sources, read_templates, refuse_hidden, write_source};
pub use staging::Staging;
