//! Shows the site while its sources are edited: build, serve on loopback, watch, rebuild, reload.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
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

/// The changes in some folders since they are watched; what nobody has asked for yet is kept.
#[derive(Debug)]
pub struct Changes {
    /// Watches as long as it lives.
    _watcher: RecommendedWatcher,
    received: Receiver<()>,
}

impl Changes {
    /// Begins to watch; whoever reads the folders afterwards misses nothing.
    ///
    /// # Errors
    /// If the folders cannot be watched.
    pub fn watch(folders: &[PathBuf]) -> Result<Self> {
        let (changed, received) = channel();
        let on_event = move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| is_change(&event)) {
                // Nobody listens when the process ends.
                let _ = changed.send(());
            }
        };
        let mut watcher = notify::recommended_watcher(on_event).context("starting to watch for changes")?;
        for folder in folders {
            // A book may have no theme of its own.
            if let Err(error) = watcher.watch(folder, RecursiveMode::Recursive)
                && !matches!(error.kind, ErrorKind::PathNotFound)
            {
                return Err(error).with_context(|| format!("watching `{}`", folder.display()));
            }
        }
        Ok(Self { _watcher: watcher, received })
    }
}

/// Serves `site` until the process ends and calls `rebuild` after every burst of `changes`; pages in a browser are
/// loaded again when it says that there is something new.
///
/// # Errors
/// If the port cannot be used.
pub fn serve(
    port: Port,
    site: &Path,
    changes: Changes,
    mut rebuild: impl FnMut() -> bool + Send + 'static,
) -> Result<()> {
    let live_reload = LiveReloadLayer::new();
    let reloader = live_reload.reloader();
    thread::spawn(move || {
        once_a_burst(&changes.received, BURST, || {
            if rebuild() {
                reloader.reload();
            }
        });
    });
    let port_number = port.address.port();
    let guard = from_fn(move |request: Request, next: Next| refuse_foreign(port_number, request, next));
    let nonce = format!("{:016x}", RandomState::new().build_hasher().finish());
    let admit = from_fn(move |request: Request, next: Next| admit_reloading(nonce.clone(), request, next));
    let router = Router::new().fallback_service(ServeDir::new(site)).layer(live_reload).layer(admit).layer(guard);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
    runtime.context("starting the server")?.block_on(async {
        port.listener.set_nonblocking(true).context("the port")?;
        let listener = tokio::net::TcpListener::from_std(port.listener).context("the port")?;
        axum::serve(listener, router).await.context("serving")
    })
}

/// Largest page that is rewritten, in bytes.
const LARGEST_PAGE: usize = 16 * 1024 * 1024;

/// Lets the script that reloads a page run in the preview, though the policy of the pages forbids inline scripts: it gets
/// a nonce that nobody else knows. A page without a policy stays as it is.
async fn admit_reloading(nonce: String, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    match to_bytes(body, LARGEST_PAGE).await {
        Ok(bytes) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            let page = with_nonce(&String::from_utf8_lossy(&bytes), &nonce);
            Response::from_parts(parts, page.into())
        }
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, "this page is too large for the preview\n").into_response(),
    }
}

fn with_nonce(page: &str, nonce: &str) -> String {
    let policy = format!("script-src 'self' 'nonce-{nonce}'; connect-src 'self'");
    let script = format!("<script nonce=\"{nonce}\" data-event-stream=");
    page.replacen("script-src 'self'", &policy, 1).replacen("<script data-event-stream=", &script, 1)
}

/// Answers only whoever asks for this machine by name: a page from elsewhere that makes a browser send requests
/// to a private address names another host or origin.
async fn refuse_foreign(port: u16, request: Request, next: Next) -> Response {
    if is_local(request.headers(), port) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "this preview is for this machine only\n").into_response()
    }
}

fn is_local(headers: &HeaderMap, port: u16) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let names_us = |host: &str| is_local_host(host, port);
    text(header::HOST).is_some_and(names_us)
        && text(header::ORIGIN).is_none_or(|origin| origin.strip_prefix("http://").is_some_and(names_us))
}

fn is_local_host(host: &str, port: u16) -> bool {
    let name = match host.strip_suffix(&format!(":{port}")) {
        Some(name) => name,
        // Browsers leave out the port that HTTP has anyway.
        None if port == 80 => host,
        None => return false,
    };
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|local| name.eq_ignore_ascii_case(local))
}

/// Calls `act` once for all changes that come without a pause of this length, and for all that came while it was busy.
fn once_a_burst(changes: &Receiver<()>, pause: Duration, mut act: impl FnMut()) {
    while changes.recv().is_ok() {
        while changes.recv_timeout(pause).is_ok() {}
        act();
    }
}

/// Reading a file is an event too, but no change. If there were too many events to tell, something has changed.
fn is_change(event: &Event) -> bool {
    event.need_rescan() || matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Sender;

    use super::*;

    #[test]
    fn foreign_hosts_and_origins_are_refused() {
        let check_port = |port: u16, host: Option<&'static str>, origin: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            host.map(|host| headers.insert(header::HOST, host.parse().unwrap()));
            origin.map(|origin| headers.insert(header::ORIGIN, origin.parse().unwrap()));
            is_local(&headers, port)
        };
        let check = |host, origin| check_port(3000, host, origin);
        assert!(check(Some("127.0.0.1:3000"), None));
        assert!(check(Some("localhost:3000"), Some("http://localhost:3000")));
        assert!(check(Some("LocalHost:3000"), None));
        assert!(check_port(80, Some("localhost"), Some("http://localhost")));
        assert!(check_port(80, Some("[::1]:80"), None));
        assert!(!check_port(80, Some("example.org"), None));
        assert!(!check_port(80, Some("localhost:3000"), None));
        assert!(!check_port(80, Some("localhost"), Some("http://example.org")));
        assert!(!check(Some("localhost"), None));
        assert!(!check(None, None));
        assert!(!check(Some("example.org:3000"), None));
        assert!(!check(Some("localhost:80"), None));
        assert!(!check(Some("localhost:3000"), Some("https://example.org")));
        assert!(!check(Some("localhost:3000"), Some("null")));
    }

    #[test]
    fn the_script_that_reloads_gets_a_nonce_and_no_other_does() {
        let page = "<meta content=\"default-src 'none'; script-src 'self'\"><script>1</script><script data-event-stream=\"/x\">2</script>";
        assert_eq!(
            with_nonce(page, "n"),
            "<meta content=\"default-src 'none'; script-src 'self' 'nonce-n'; connect-src 'self'\"><script>1</script>\
             <script nonce=\"n\" data-event-stream=\"/x\">2</script>"
        );
        assert_eq!(with_nonce("<p>", "n"), "<p>");
    }

    #[test]
    fn a_taken_port_is_an_error_that_names_the_cure() {
        let taken = Port::take(0).unwrap();
        let error = Port::take(taken.address.port()).unwrap_err();
        assert!(format!("{error}").contains("--port"), "{error}");
        assert!(taken.address.ip().is_loopback());
    }

    #[test]
    fn a_burst_is_one_change_and_what_comes_during_a_rebuild_another() {
        let (changed, changes) = channel();
        let burst = |changed: &Sender<()>| (0..20).for_each(|_| changed.send(()).unwrap());
        burst(&changed);
        let (mut during, mut rebuilds) = (Some(changed), 0);
        once_a_burst(&changes, Duration::from_millis(1), || {
            rebuilds += 1;
            // The sender is dropped after it; that is the end.
            during.take().iter().for_each(burst);
        });
        assert_eq!(rebuilds, 2);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test saves a file")]
    fn what_is_saved_before_anybody_asks_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("theme");
        let changes = Changes::watch(&[folder.path().to_owned(), missing]).unwrap();
        std::fs::write(folder.path().join("new.md"), "x").unwrap();
        assert!(changes.received.recv_timeout(Duration::from_secs(60)).is_ok());
    }

    #[test]
    fn reading_is_no_change_and_a_lost_event_is_one() {
        use notify::event::{AccessKind, CreateKind, Flag};
        assert!(!is_change(&Event::new(EventKind::Access(AccessKind::Any))));
        assert!(is_change(&Event::new(EventKind::Create(CreateKind::Any))));
        assert!(is_change(&Event::new(EventKind::Other).set_flag(Flag::Rescan)));
    }
}
