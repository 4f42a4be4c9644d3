//! Shows the site while its sources are edited: build, serve on loopback, watch, rebuild, reload.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use notify_debouncer_full::notify::{EventKind, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, new_debouncer};
use tower_http::services::ServeDir;
use tower_livereload::LiveReloadLayer;

/// Changes that come closer together than this are one change.
const BURST: Duration = Duration::from_millis(200);

/// A port of this machine that nobody else has; nothing outside of the machine can reach it.
#[derive(Debug)]
pub struct Port {
    listener: TcpListener,
    address: SocketAddr,
}

impl Port {
    /// Takes a port, any free one if `port` is 0.
    ///
    /// # Errors
    /// If somebody else has it.
    pub fn take(port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("port {port} is not free; name another with --port"))?;
        let address = listener.local_addr().context("the address of the port")?;
        Ok(Self { listener, address })
    }

    /// The address to open in a browser.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }
}

/// Serves `site` until the process ends and calls `rebuild` after every burst of changes in `watched`; pages in
/// a browser are loaded again when it says that there is something new.
///
/// # Errors
/// If the folders cannot be watched or the port cannot be used.
pub fn serve(
    port: Port,
    site: &Path,
    watched: &[PathBuf],
    mut rebuild: impl FnMut() -> bool + Send + 'static,
) -> Result<()> {
    let live_reload = LiveReloadLayer::new();
    let reloader = live_reload.reloader();
    let on_change = move |result: DebounceEventResult| {
        let changed = result.is_ok_and(|events| events.iter().any(|event| is_change(event.kind)));
        if changed && rebuild() {
            reloader.reload();
        }
    };
    let mut watcher = new_debouncer(BURST, None, on_change).context("starting to watch for changes")?;
    for folder in watched {
        // A book may have no theme of its own.
        if let Err(error) = watcher.watch(folder, RecursiveMode::Recursive)
            && !matches!(error.kind, notify_debouncer_full::notify::ErrorKind::PathNotFound)
        {
            return Err(error).with_context(|| format!("watching `{}`", folder.display()));
        }
    }
    let router = Router::new().fallback_service(ServeDir::new(site)).layer(live_reload);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
    runtime.context("starting the server")?.block_on(async {
        port.listener.set_nonblocking(true).context("the port")?;
        let listener = tokio::net::TcpListener::from_std(port.listener).context("the port")?;
        axum::serve(listener, router).await.context("serving")
    })
}

/// Reading a file is an event too, but no change.
fn is_change(kind: EventKind) -> bool {
    matches!(kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_an_error_that_names_the_cure() {
        let taken = Port::take(0).unwrap();
        let error = Port::take(taken.address.port()).unwrap_err();
        assert!(format!("{error}").contains("--port"), "{error}");
        assert!(taken.address.ip().is_loopback());
    }
}
