//! The only module that touches the disk.
#![expect(clippy::disallowed_methods, reason = "this is the disk's side of the wall")]

mod publish;
mod read;

pub use publish::{Destination, Staging};
pub use read::{read_config, read_sources, read_templates, refuse_hidden, write_source};
