//! A few bytes over and over, as many as a file may have: what takes longer than its length deserves.
//!
//! It fails by the time that libFuzzer allows for one input (`-timeout`).
#![no_main]

use clausebook::diagnostics::{Format, render};
use clausebook::page::Settings;
use clausebook::pipeline;
use clausebook_fuzz::edited;
use libfuzzer_sys::fuzz_target;

/// The largest YAML file. Markdown may have four times as much; then there would be few inputs in any time.
const SIZE: usize = 64 * 1024;

fuzz_target!(|data: &[u8]| {
    let repeat = |text: &str| text.repeat(SIZE / text.len().max(1));
    let Some(sources) = edited(data, repeat) else { return };
    let checked = pipeline::read(&sources, &Settings::default());
    render(&checked.diagnostics, &sources, Format::Human { color: true });
});
