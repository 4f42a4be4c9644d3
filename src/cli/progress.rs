//! A progress line on a terminal, for builds that take longer than a moment.

use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A build that is done sooner shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// Shows what is being done; nothing where standard error is not a terminal. Ends when dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Its end wakes the thread that waits to show the bar.
    _running: Sender<()>,
}

impl Progress {
    pub(super) fn start() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::with_template("{spinner} {msg} ({elapsed})").expect("the template is constant"));
        let (running, ended) = channel::<()>();
        let shown = bar.clone();
        thread::spawn(move || {
            let timed_out = ended.recv_timeout(PATIENCE) == Err(std::sync::mpsc::RecvTimeoutError::Timeout);
            if timed_out {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(TICK);
            }
        });
        Self { bar, _running: running }
    }

    pub(super) fn stage(&self, message: &'static str) {
        self.bar.set_message(message);
    }

    /// Lets `print` write to the terminal without the bar in its way.
    pub(super) fn pause(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
