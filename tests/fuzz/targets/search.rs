//! Any text as units and terms of the search.
#![no_main]

use clausebook_fuzz::laws::assert_units_cover;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| assert_units_cover(&String::from_utf8_lossy(data)));
