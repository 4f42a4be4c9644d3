//! Directives of mdBook, markers in wrong places and tricks with the list of pages.

use super::{BODY, FEES, LINE, check};

/// mdBook knows these, and those that it does not know yet.
const DIRECTIVES: &[&str] = &[
    "{{#include /etc/passwd}}",
    "{{#include ../../book.toml:1:3}}",
    "{{ #include x }}",
    "{{#rustdoc_include x.rs}}",
    "{{#playground x.rs editable}}",
    "{{#title x}}",
    "\\{{#include x}}",
    "{{#unknown}}",
    "{{#include x",
];

#[test]
fn directives() {
    for directive in DIRECTIVES {
        check(&[
            (BODY, LINE, directive, "13 directive"),
            ("index.md", "见[甲本](variants/a.md)。", directive, "3 directive"),
            (FEES, "- 都要填。", directive, "30 directive"),
            ("SUMMARY.md", "# 范本", directive, "5 directive"),
        ]);
    }
    // mdBook looks for directives before anything decodes entities; `harmless` shows what becomes of these.
    for text in ["&#123;&#123;#include x}}", "{&#123;#include x}}", "{{&#35;include x}}"] {
        check(&[(BODY, LINE, text, "")]);
    }
    check(&[
        (
            BODY,
            "## 1.2 期限",
            "## 1.2 {{#title x}}",
            "9 dangling-reference, 11 malformed-heading, 11 directive, annotations/fees.md:20 dangling-reference",
        ),
        (BODY, "[第1.2条]", "[{{#include x}}]", "9 directive"),
        ("SUMMARY.md", "[首页]", "[{{#title x}}]", "3 directive"),
        ("404.md", "", "{{#include ../book.toml}}", "1 directive"),
    ]);
}

#[test]
fn markers_in_wrong_places() {
    check(&[
        ("index.md", "见", "{{variants}}\n\n见", "3 unknown-marker"),
        ("index.md", "见", "{{chooser}}\n\n见", "3 unknown-marker"),
        ("index.md", "见", "  {{ heat_map }}\n\n见", "3 unknown-marker"),
        ("index.md", "见", "{{}}\n\n见", "3 unknown-marker"),
        ("index.md", "见", "{{heat-map}} 见", ""),
        (BODY, LINE, "{{heat-map}}", ""),
        (BODY, LINE, "{{variants}}", ""),
        ("SUMMARY.md", "- [{{variants}}]()", "- [{{variants}}](index.md)", "1 summary"),
        ("SUMMARY.md", "- [{{variants}}]()", "- [{{variants}}](x.md)", "1 missing-marker, 7 missing-chapter"),
        ("SUMMARY.md", "- [{{variants}}]()", "- {{variants}}", "1 summary"),
        ("SUMMARY.md", "- [{{variants}}]()", "[{{variants}}]()", "1 missing-marker"),
        ("SUMMARY.md", "- [{{variants}}]()", "- [{{ VARIANTS }}]()", "1 missing-marker, 7 unknown-marker"),
        ("SUMMARY.md", "- [{{variants}}]()", "- [{{heat-map}}]()", "1 missing-marker, 7 unknown-marker"),
        ("SUMMARY.md", "- [{{variants}}]()", "- [x {{variants}}]()", "1 missing-marker"),
        ("SUMMARY.md", "- [{{subjects}}]()", "  - [{{variants}}]()\n- [{{subjects}}]()", "7 summary, 8 summary"),
    ]);
}

#[test]
fn the_list_of_pages() {
    check(&[
        ("SUMMARY.md", "(index.md)", "(../secret.md)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(../../etc/passwd)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(/etc/passwd)", "3 forbidden-link, 3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(./index.md)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(x/../index.md)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(a/body-01.md)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(annotations/fees.md)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(SUMMARY.md)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(family.yaml)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(INDEX.md)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(variants/a.md)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(compare/fees.md)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(https://example.org)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(javascript:alert.md)", "3 forbidden-link, 3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(index.md#x)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(index%2emd)", "3 missing-chapter"),
        ("SUMMARY.md", "(index.md)", "(a b.md)", ""),
        ("SUMMARY.md", "[首页](index.md)", "[首页](index.md)\n[又](index.md)", "1 summary"),
        ("SUMMARY.md", "[首页](index.md)", "[首页](index.md)\n[又](./index.md)", "4 missing-chapter"),
        ("SUMMARY.md", "[首页](index.md)", "[](index.md)", "3 summary"),
        ("SUMMARY.md", "[首页](index.md)", "[首\n页](index.md)", ""),
        ("SUMMARY.md", "[首页](index.md)", "[首页](index.md)\n<script>alert(1)</script>", "4 raw-html"),
        ("SUMMARY.md", "[首页](index.md)", "[<b>首页</b>](index.md)", "3 raw-html"),
        ("SUMMARY.md", "[首页](index.md)", "[&lt;img src=x onerror=alert(1)&gt;](index.md)", ""),
        ("SUMMARY.md", "[首页](index.md)", "[首&#x202e;页](index.md)", "3 forbidden-character"),
        ("SUMMARY.md", "[首页](index.md)", "[首&#10;页](index.md)", "3 summary"),
        ("SUMMARY.md", "[首页](index.md)", "[首页][x]\n\n[x]: index.md", "5 link-definition"),
        ("SUMMARY.md", "# 范本", "# <img src=x onerror=alert(1)>", "5 summary, 5 raw-html"),
        ("SUMMARY.md", "# 范本", "# 范&#x202e;本", "5 forbidden-character"),
        ("SUMMARY.md", "# 目录", "---\ntitle: x\n---\n\n# 目录", ""),
        ("SUMMARY.md", "# 目录", "", ""),
        ("SUMMARY.md", "", "", "1 missing-marker"),
        ("SUMMARY.md", "- [{{subjects}}]()", "- 文字", "1 summary"),
        ("SUMMARY.md", "- [{{subjects}}]()", "1. [{{subjects}}]()", ""),
    ]);
}
