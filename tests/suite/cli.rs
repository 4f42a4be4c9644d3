//! The program as a person meets it: what it prints and how it ends.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::family::Family;

struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

fn run(root: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausebook"));
    let output = command.arg("--root").arg(root).args(arguments).output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn broken() -> Family {
    Family::sound().replace("a/body-01.md", "topic=amount", "topic=amuont")
}

#[test]
fn exit_codes_tell_mistakes_from_failures() {
    let sound = Family::sound().on_disk();
    assert_eq!(run(sound.path(), &["check"]).code, 0);
    assert_eq!(run(sound.path(), &["build"]).code, 0);
    assert!(sound.path().join("book/index.html").exists());
    let broken = broken().on_disk();
    assert_eq!(run(broken.path(), &["check"]).code, 1);
    assert_eq!(run(broken.path(), &["build"]).code, 1);
    assert!(!broken.path().join("book").exists());
    let nothing = tempfile::tempdir().unwrap();
    let failed = run(nothing.path(), &["build"]);
    assert_eq!(failed.code, 2);
    assert!(failed.stderr.contains("book.toml"), "{}", failed.stderr);
}

#[test]
fn check_prints_for_people_programs_and_pull_requests() {
    let broken = broken().on_disk();
    let check = |format: &str| run(broken.path(), &["check", "--format", format]).stdout;
    snapbox::assert_data_eq!(
        check("human"),
        snapbox::str![[r#"
error[unknown-topic]: unknown topic `amuont`
 --> clauses/a/body-01.md:7:18
  |
7 | ## 1.1 总额 {topic=amuont also=deadline}
  |                    ^^^^^^
  |
  = help: did you mean `amount`?


"#]]
    );
    snapbox::assert_data_eq!(
        check("short"),
        snapbox::str![[r#"
clauses/a/body-01.md:7:18: error[unknown-topic]: unknown topic `amuont`

"#]]
    );
    snapbox::assert_data_eq!(
        check("github"),
        snapbox::str![[r#"
::error file=clauses/a/body-01.md,line=7,col=18,title=unknown-topic::unknown topic `amuont`%0Adid you mean `amount`?

"#]]
    );
    let json: serde_json::Value = serde_json::from_str(&check("json")).unwrap();
    assert_eq!(json[0]["code"], "unknown-topic");
    assert_eq!((json[0]["line"].as_u64(), json[0]["column"].as_u64()), (Some(7), Some(18)));
    assert_eq!((json[0]["end_line"].as_u64(), json[0]["end_column"].as_u64()), (Some(7), Some(24)));
}

#[test]
fn explain_tells_more_and_lists_all() {
    let here = Path::new(".");
    let explained = run(here, &["explain", "unknown-topic"]);
    assert_eq!(explained.code, 0);
    assert!(explained.stdout.contains("taxonomy.yaml"), "{}", explained.stdout);
    let list = run(here, &["explain"]).stdout;
    assert!(list.lines().count() > 40 && list.contains("\nunknown-topic\n"), "{list}");
    let unknown = run(here, &["explain", "unknown-topc"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("did you mean `unknown-topic`?"), "{}", unknown.stderr);
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let sound = Family::sound().on_disk();
    for arguments in [&["explain"][..], &["explain", "symlink"], &["compare", "a", "b"], &["check", "--format", "json"]]
    {
        let closed = || {
            let (_, writer) = std::io::pipe().unwrap();
            writer
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_clausebook"));
        let command = command.arg("--root").arg(sound.path()).args(arguments).stdout(closed()).stderr(closed());
        assert_eq!(command.status().unwrap().code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn compare_leaves_out_what_neither_variant_speaks_of() {
    let topics = "{id: deadline, title: 期限}, {id: nothing, title: 空}";
    let family = Family::sound().replace("taxonomy.yaml", "{id: deadline, title: 期限}", topics).on_disk();
    let compare = |format: &str| run(family.path(), &["compare", "a", "b", "--format", format]).stdout;
    let json: serde_json::Value = serde_json::from_str(&compare("json")).unwrap();
    let pairs = |topic: &serde_json::Value| (topic["id"].clone(), topic["pairs"].as_array().unwrap().len());
    let pairs: Vec<_> = json.as_array().unwrap().iter().map(pairs).collect();
    assert_eq!(pairs, [("amount".into(), 1), ("deadline".into(), 0)], "a pair has two texts");
    for format in ["text", "markdown"] {
        let printed = compare(format);
        assert!(printed.contains("期限") && !printed.contains('空'), "{printed}");
    }
    assert!(compare("markdown").contains(r"客户方付款 \& \<依法\>“纳税”。 |"), "{}", compare("markdown"));
}

#[test]
fn the_preprocessor_answers_mdbook() {
    let here = Path::new(".");
    assert_eq!(run(here, &["supports", "html"]).code, 0);
    assert_eq!(run(here, &["supports", "epub"]).code, 1);
    let garbage = Command::new(env!("CARGO_BIN_EXE_clausebook"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .and_then(|mut child| {
            child.stdin.take().unwrap().write_all(b"not json")?;
            child.wait_with_output()
        })
        .unwrap();
    assert_eq!(garbage.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&garbage.stderr).contains("mdBook's message is malformed"));
}

#[test]
fn serve_refuses_a_taken_port_before_anything_is_written() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let sound = Family::sound().on_disk();
    let failed = run(sound.path(), &["serve", "--port", &port]);
    assert_eq!(failed.code, 2);
    assert!(failed.stderr.contains("--port"), "{}", failed.stderr);
    assert!(!sound.path().join("book").exists());
}
