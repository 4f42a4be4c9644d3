//! The preview: a mistake while editing keeps the last good site, its cure gives the new one, and strangers get nothing.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::family::Family;

/// Far more than any step takes; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(120);

/// A preview that ends with the test.
struct Preview {
    process: Child,
    lines: Receiver<String>,
    address: String,
}

impl Preview {
    fn start(root: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clausebook"));
        command.arg("--root").arg(root).args(["serve", "--port", "0"]).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let stderr = BufReader::new(process.stderr.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut preview = Self { process, lines, address: String::new() };
        let line = preview.wait_for("the site is at http://");
        preview.address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        preview
    }

    /// Waits until a line with this text is printed; returns the line.
    fn wait_for(&self, text: &str) -> String {
        let mut seen = String::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no `{text}` in\n{seen}"));
            if line.contains(text) {
                return line;
            }
            seen += &(line + "\n");
        }
    }

    /// Asks for a page by this name of the host; returns the status and the rest of the answer.
    fn get(&self, path: &str, host: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().to_owned(), body.to_owned())
    }

    fn page(&self) -> String {
        let (status, body) = self.get("/variants/a.html", &self.address);
        assert_eq!(status, "200", "{body}");
        body
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[test]
fn a_mistake_keeps_the_last_good_site_and_its_cure_gives_the_new_one() {
    let sound = Family::sound();
    let book = sound.on_disk();
    let preview = Preview::start(book.path());
    // Whoever gets an answer knows that changes are watched from now on.
    let before = preview.page();
    assert!(before.contains("发票为") && !before.contains("收据为"), "{before}");
    let broken = sound.clone().replace("a/body-01.md", "topic=amount", "topic=amuont");
    let file = book.path().join("clauses/a/body-01.md");
    std::fs::write(&file, broken.text("a/body-01.md")).unwrap();
    preview.wait_for("unknown topic `amuont`");
    preview.wait_for("the last good site stays");
    assert_eq!(preview.page(), before);
    let cured = sound.replace("a/body-01.md", "发票为", "收据为");
    std::fs::write(&file, cured.text("a/body-01.md")).unwrap();
    preview.wait_for("the site is up to date");
    let after = preview.page();
    assert!(after.contains("收据为") && !after.contains("发票为"), "{after}");
}

#[test]
fn strangers_get_nothing() {
    let book = Family::sound().on_disk();
    let preview = Preview::start(book.path());
    assert_eq!(preview.get("/index.html", &preview.address).0, "200");
    let (status, body) = preview.get("/index.html", "example.org");
    assert_eq!((status.as_str(), body.as_str()), ("403", "this preview is for this machine only\n"));
    for path in ["/../book.toml", "/%2e%2e/book.toml", "/..%2fbook.toml", "//etc/passwd", "/variants/../../book.toml"] {
        let (status, body) = preview.get(path, &preview.address);
        assert!(status.starts_with('4') && !body.contains("[book]"), "{path}: {status} {body}");
    }
}
