//! What could run in the browser of a reader.

use super::{BODY, FEES, LINE, check};

/// Each would be HTML in clause text, in prose and in an explanation.
const HTML: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.org/x.js></script>",
    "<style>*{display:none}</style>",
    "<iframe src=\"https://example.org\"></iframe>",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<img src=x onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">点</a>",
    "<form action=\"https://example.org\"><input></form>",
    "<math><mtext></mtext></math>",
    "<base href=\"https://example.org\">",
    "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=x>",
    "<object data=x></object>",
    "<x-y onclick=alert(1)>",
    "</main>",
    "<!-- 注 -->",
    "<!--> <script>alert(1)</script>",
    "<!DOCTYPE html>",
    "<?php echo 1 ?>",
    "<![CDATA[ x ]]>",
    "<details open ontoggle=alert(1)>",
];

#[test]
fn html_is_refused() {
    let mut rows = Vec::new();
    for html in HTML {
        rows.push((BODY, LINE, *html, "13 raw-html"));
        rows.push(("index.md", "见[甲本](variants/a.md)。", *html, "3 raw-html"));
        rows.push((FEES, "- 都要填。", *html, "30 raw-html"));
    }
    check(&rows);
    check(&[
        (BODY, LINE, "款项<b onclick=alert(1)>如下</b>", "13 raw-html"),
        (BODY, "2. **首款**", "2. <u>首款</u>", "15 raw-html"),
        (BODY, "| 一 |", "| <br> |", "22 raw-html"),
        (BODY, "## 1.2 期限", "## 1.2 <i>期限</i>", "11 malformed-heading"),
        (BODY, LINE, "款项\n    <script>alert(1)</script>", "14 raw-html"),
        (BODY, LINE, "款项：\n\n    <script>alert(1)</script>", "15 forbidden-markdown"),
        (FEES, "## 选择", "## <i>选择</i>", "28 malformed-heading"),
    ]);
}

/// Addresses that run something or leave the site unseen.
const LINKS: &[&str] = &[
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#115;cript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#32;javascript:alert(1)",
    "java&NewLine;script:alert(1)",
    "javascript%3Aalert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://x/1",
    "view-source:https://x.org",
    "//x.org/y",
    "\\\\\\\\x.org",
    "/etc/passwd",
    "../../book.toml",
    "https:x.org",
    "https:/x.org",
    "tel:110",
    "intent://x#Intent;end",
];

#[test]
fn links_that_run_or_leave_unseen_are_refused() {
    for link in LINKS {
        let written = format!("[点]({link})");
        check(&[
            (BODY, LINE, written.as_str(), "13 forbidden-link"),
            (FEES, "- 都要填。", written.as_str(), "30 forbidden-link"),
        ]);
    }
}

#[test]
fn other_ways_to_write_a_link() {
    check(&[
        (BODY, LINE, "<javascript:alert(1)>", "13 forbidden-link"),
        (BODY, LINE, "[点](java&Tab;script:alert(1))", "13 forbidden-character, 13 forbidden-link"),
        (BODY, LINE, "[点](&#1;javascript:alert(1))", "13 forbidden-character, 13 forbidden-link"),
        (BODY, LINE, "<data:text/html,x>", "13 forbidden-link"),
        (BODY, LINE, "<a@example.org>", "13 forbidden-link"),
        (BODY, LINE, "[点](<javascript:alert(1)>)", "13 forbidden-link"),
        (BODY, LINE, "[点][x]\n\n[x]: javascript:alert(1)", "13 forbidden-link, 15 link-definition"),
        (BODY, LINE, "[x]: https://example.org \"onmouseover=alert(1)\"", "13 link-definition"),
        (BODY, LINE, "[点\n]: https://example.org", "13 link-definition"),
        (
            BODY,
            LINE,
            "> [金额]: https://example.org",
            "13 forbidden-markdown, 13 link-definition, annotations/fees.md:5 quote-not-found",
        ),
        (BODY, LINE, "[^1]\n\n[^1]: 注", "13 forbidden-markdown, 15 forbidden-markdown"),
        (BODY, LINE, "![](javascript:alert(1))", "13 image"),
        (BODY, LINE, "![x][y]\n\n[y]: x.png", "13 image, 15 link-definition"),
        (BODY, LINE, "[![x](y.png)](https://example.org)", "13 forbidden-link, 13 forbidden-markdown"),
        (BODY, LINE, "[点](clause:javascript:alert(1))", "13 dangling-reference"),
        (BODY, LINE, "[点](clause:1.2\"onclick=alert(1))", "13 dangling-reference"),
        (BODY, LINE, "[**点**](https://example.org)", "13 forbidden-link, 13 forbidden-markdown"),
        ("index.md", "见", "<javascript:alert(1)>", "3 forbidden-link"),
        ("index.md", "见", "<a@example.org>", "3 dangling-link"),
        ("index.md", "见", "[x]\n\n[x]: javascript:alert(1)\n\n", "3 forbidden-link, 5 link-definition"),
        ("index.md", "见", "![](https://example.org/pixel.png)", "3 image"),
        ("index.md", "见", "[![x](y.png)](variants/a.md)", "3 image"),
        (FEES, "- 都要填。", "[点](clause:a/1.1/../../x)", "30 dangling-reference"),
        (FEES, "- 都要填。", "![](x.png)", "30 image"),
    ]);
}
