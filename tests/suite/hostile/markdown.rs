//! Markdown that is not for clause text or prose, and attributes that mdBook would print.

use super::{BODY, FEES, LINE, check};

#[test]
fn attributes_of_headings() {
    check(&[
        (BODY, "{topic=deadline}", "{topic=deadline onclick=alert(1)}", "11 unknown-attribute"),
        (BODY, "{topic=deadline}", "{topic=deadline style=color:red}", "11 unknown-attribute"),
        (BODY, "{topic=deadline}", "{topic=deadline #x}", "11 unknown-attribute"),
        (BODY, "{topic=deadline}", "{topic=deadline .hidden}", "11 unknown-attribute"),
        (BODY, "{topic=deadline}", "{topic=deadline topic=amount}", "11 unknown-attribute"),
        (
            BODY,
            "{topic=deadline}",
            "{topic=\"><script>}",
            "9 dangling-reference, 11 malformed-heading, annotations/fees.md:20 dangling-reference",
        ),
        (
            BODY,
            "{topic=deadline}",
            "{topic=deadline} {topic=amount}",
            "9 dangling-reference, 11 malformed-heading, annotations/fees.md:20 dangling-reference",
        ),
        (BODY, "{topic=deadline}", "{topic=deadline .announced .announced}", "11 announced-text, 11 unknown-attribute"),
        (
            BODY,
            "## 1.2 期限 {topic=deadline}",
            "1.2 期限 {topic=deadline}\n---",
            "9 dangling-reference, 11 malformed-heading, annotations/fees.md:20 dangling-reference",
        ),
        ("index.md", "# 首页", "# 首页 {onmouseover=alert(1)}", "1 unknown-attribute"),
        ("index.md", "# 首页", "# 首页 {.x style=\"position:fixed\"}", "1 unknown-attribute"),
        ("index.md", "# 首页", "# 首页 {#x\"onclick=alert(1)}", "1 unknown-attribute"),
        ("index.md", "# 首页", "首页 {onclick=x}\n===", "1 unknown-attribute"),
        (FEES, "## 选择", "## 选择 {onclick=alert(1)}", "28 malformed-heading"),
        (FEES, "## 选择", "## 选择 {#x}", "28 malformed-heading"),
    ]);
}

#[test]
fn what_is_not_for_clause_text() {
    check(&[
        (BODY, LINE, "```rust,editable\nfn main() {}\n```", "13 forbidden-markdown"),
        (BODY, LINE, "~~~\n[金额]\n~~~", "13 forbidden-markdown"),
        (BODY, LINE, "`<script>`", "13 forbidden-markdown"),
        (BODY, LINE, "> [!WARNING]\n> 款项", "13 forbidden-markdown"),
        (BODY, LINE, "款项\n: 定义", "13 forbidden-markdown"),
        (BODY, LINE, "- [x] 款项", "13 forbidden-markdown"),
        (BODY, LINE, "款项  \n如下", "14 forbidden-markdown"),
        (BODY, LINE, "# 大标题", "13 malformed-heading"),
        (BODY, LINE, "###### 小标题", "13 malformed-heading"),
        (BODY, LINE, "款项\n===", "13 malformed-heading"),
        (BODY, LINE, "***", "13 forbidden-markdown"),
        (BODY, LINE, "| a |\n|---|\n| [b](javascript:x) |", "15 forbidden-link"),
        (BODY, "3. 尾款：", "3. > 尾款：", "16 forbidden-markdown"),
        (BODY, "3. 尾款：", "3. # 尾款", "16 forbidden-markdown"),
        (BODY, LINE, "[第[1].2条](clause:1.2)", ""),
        (BODY, LINE, "[[金额]]", "13 malformed-blank"),
        (BODY, LINE, "[金额](https://example.org)[", "13 malformed-blank"),
        (BODY, LINE, "---\npart: body\n---", "13 forbidden-markdown, 14 malformed-heading"),
        (BODY, LINE, "+++\npart = 1\n+++", ""),
        (BODY, "---\n\n## 1.1", "---\n---\npart: notes\n---\n\n## 1.1", "6 forbidden-markdown, 7 malformed-heading"),
        (FEES, "- 都要填。", "```\nx\n```", "30 forbidden-markdown"),
        (FEES, "- 都要填。", "# 大", "24 explanation, 30 malformed-heading"),
        (FEES, "- 都要填。", "### 小", "24 explanation, 30 malformed-heading"),
    ]);
}

/// These are words as any others; `harmless` shows that the pages have them as words.
#[test]
fn what_only_looks_like_markup() {
    check(&[
        (BODY, LINE, "$$\\alpha$$ \\(x\\) $y$", ""),
        (BODY, LINE, "\\<script\\>alert(1)\\</script\\>", ""),
        (BODY, LINE, "&lt;script&gt;alert(1)&lt;/script&gt;", ""),
        (BODY, LINE, "a < b > c & d", ""),
        (BODY, LINE, "H~2~O x^2^ ==x== :smile: #tag @name", ""),
        (BODY, LINE, "{{ title }} {% include \"x\" %} ${x} #{x} <%= x %>", ""),
        (BODY, LINE, "https://example.org/javascript:x", ""),
        ("index.md", "见", "```rust,editable\nfn main() {}\n```\n\n见", "3 forbidden-markdown"),
        ("index.md", "见", "```Rust\nfn main() {}\n```\n\n见", "3 forbidden-markdown"),
        ("index.md", "见", "```yaml\na: 1\n```\n\n    <script>\n\n见", ""),
        ("index.md", "见", "```\"onclick=alert(1)\nx\n```\n\n见", "3 forbidden-markdown"),
        ("index.md", "见", "见[^1]\n\n[^1]: 注\n\n", ""),
    ]);
}
