//! Ids become names of files and addresses.

use super::{FEES, VARIANT, check, found, sound};

#[test]
fn ids_are_words_that_every_system_takes() {
    let long = "a".repeat(65);
    let ids = [
        "../x",
        "x/y",
        "x\\\\y",
        ".",
        "..",
        ".x",
        "x.html",
        "a b",
        "A",
        "aB",
        "1a",
        "-a",
        "_a",
        "__proto__",
        "con",
        "nul",
        "com1",
        "lpt9",
        "ä",
        "а",
        "甲",
        "x%2f",
        "x?y",
        "x#y",
        "x&y",
        "x\\\"y",
        "x'y",
        "<b>",
        "${x}",
        "{{x}}",
        "\\u0000",
        "\\n",
        "",
        " ",
        &long,
    ];
    let places = [
        ("family.yaml", "[a, b]", "[a, b, ID]", 7),
        ("family.yaml", "{id: notes", "{id: ID, title: x}, {id: notes", 6),
        ("taxonomy.yaml", "id: fees", "id: ID", 2),
        ("taxonomy.yaml", "{id: amount,", "{id: ID, title: x}, {id: amount,", 4),
        ("taxonomy.yaml", "{id: sum,", "{id: ID, title: x}, {id: sum,", 5),
        (VARIANT, "{id: notes,", "{id: ID, heading: x}, {id: notes,", 10),
        (FEES, "id: two-steps", "id: ID", 20),
        ("choosing.yaml", "id: fixed", "id: ID", 2),
        ("statutes.yaml", "id: code", "id: ID", 2),
    ];
    for id in ids {
        for (path, from, to, line) in places {
            let sources = sound().replace(path, from, &to.replace("ID", &format!("\"{id}\""))).sources();
            let found = found(&sources, path);
            let expected = format!("{line} invalid-value");
            assert!(found.split(", ").any(|found| found == expected), "{path}: {id}: {found}");
        }
    }
}

#[test]
fn ids_have_one_meaning() {
    check(&[
        (
            "family.yaml",
            "[a, b]",
            "[a, b, annotations]",
            "annotations/fees.md:4 missing-answer, annotations/fees.md:7 missing-answer, annotations/variant.yaml:1 missing-file, 7 invalid-value",
        ),
        (
            "family.yaml",
            "[a, b]",
            "[a, b, a-b]",
            "a-b/variant.yaml:1 missing-file, annotations/fees.md:4 missing-answer, annotations/fees.md:7 missing-answer, 7 invalid-value",
        ),
        ("family.yaml", "[a, b]", "[a, b, a]", "7 duplicate-id"),
        (VARIANT, "id: a\n", "id: A\n", "1 invalid-value, 1 wrong-id"),
        (
            "taxonomy.yaml",
            "{id: deadline,",
            "{id: amount,",
            "a/body-01.md:7 unknown-topic, a/body-01.md:11 unknown-topic, 4 duplicate-id",
        ),
        ("taxonomy.yaml", "{id: late,", "{id: sum,", "annotations/fees.md:7 unknown-point, 5 duplicate-id"),
        ("statutes.yaml", "id: code", "id: Code", "annotations/fees.md:17 unknown-statute, 2 invalid-value"),
        ("statutes.yaml", "id: code", "id: \"code#1\"", "annotations/fees.md:17 unknown-statute, 2 invalid-value"),
    ]);
}
