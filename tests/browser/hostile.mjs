// Writes a family in which every text that a contributor can set tries to run a script which
// the checker accepts, a family for each group of ways: `node hostile.mjs <folder>`. The pages that are made of it must show it and run nothing.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HIT = 'window.hit=1';
/** A title may have 200 characters. */
const LONGEST = 190;

/** Ways out of text, attribute, script, style, comment, JSON and templates into code. */
export const ATTACKS = [
    `<img src=x onerror="${HIT}">`,
    `</script><script>${HIT}</script>`,
    `" onmouseover="${HIT}" x="`,
    `' autofocus onfocus='${HIT}' x='`,
    `--><svg onload=${HIT}>`,
    `</title></style></textarea><iframe srcdoc="<script>top.hit=1</script>">`,
    `javascript:${HIT}`,
    `&lt;script&gt;${HIT}&lt;/script&gt;`,
    `\\u003cscript\\u003e${HIT}\\x3c/script\\x3e`,
    '${' + HIT + '}',
    '`+' + HIT + '+`',
    `{% raw %}{% set x = 1 %}`,
    `<a href="https://elsewhere.test/" ping="https://elsewhere.test/">`,
    `<link rel=stylesheet href=//elsewhere.test/x.css><base href=//elsewhere.test/>`,
    `<meta http-equiv=refresh content="0;url=//elsewhere.test/">`,
    `@import url(//elsewhere.test/x.css);`,
];
/** The attacks in groups that fit into a title. */
export const GROUPS = ATTACKS.reduce((groups, attack) => {
    const last = groups.at(-1);
    if (last && [...last, attack].join(' ').length <= LONGEST) {
        last.push(attack);
        return groups;
    }
    return [...groups, [attack]];
}, []);

/** As Markdown: every sign is a sign and nothing else. */
const markdown = (text) => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** The sources of a family of which every text is this attack. */
function sources(attack) {
    const yaml = JSON.stringify(`攻${attack}击`);
    const shown = markdown(`攻${attack}击`);
    /** What the heading of a clause may have. */
    const heading = markdown(`攻${attack}击`.replace(/[[\]{}]/g, ''));
    /** What may stand between the brackets of a blank. */
    const blank = attack.replace(/[[\]|:：\\`*_{}#]/g, '').slice(0, 200).trim();

    const variant = (id, siglum, origin, labels) => ({
        [`${id}/variant.yaml`]: `id: ${id}
siglum: ${siglum}
title: ${yaml}
source_title: ${yaml}
characterization: ${yaml}
origin: ${origin}
provenance: ${yaml}
roles: {${labels[0]}: client, ${labels[1]}: provider}
article_label: "第{han}条"
parts: [{id: body, heading: ${yaml}}]
conventions: [${yaml}]
`,
        [`${id}/body-01.md`]: `---
part: body
article: "1"
title: ${yaml}
---

## 1.1 ${heading} {topic=amount}

${labels[0]}应当付款${shown}，在[${markdown(blank)}]内，见[${shown}](clause:1.2)，**${shown}**，*${shown}*，[${shown}](https://example.org/${id})。

1. ${shown}；
2. ${labels[1]}收款。

| ${shown.replaceAll('|', '\\|')} | 乙 |
|---|---|
| 丙 | ${shown.replaceAll('|', '\\|')} |

## 1.2 期限 {topic=deadline}

${id === 'a' ? '自收到之日起30日' : '自收到之日起45日'}。${shown}
`,
    });

    return {
        'SUMMARY.md': `# 目录

[首页${shown}](index.md)

# 范本${shown}

- [{{variants}}]()
- [{{subjects}}]()
- [{{pairs}}]()
- [{{overviews}}]()
- [{{chooser}}]()
`,
        'index.md': `# 首页${shown}\n\n${shown}\n\n{{heat-map}}\n\n## ${shown}\n\n- ${shown}\n\n见[${shown}](variants/a.md)。\n`,
        '404.md': `# 没有${shown}\n\n${shown}\n`,
        'family.yaml': `title: ${yaml}
about: ${yaml}
licence: ${yaml}
disclaimer: ${yaml}
overviews: {coverage: ${yaml}, numbers: ${yaml}, blanks: ${yaml}, decisions: ${yaml}, health: ${yaml}, statutes: ${yaml}, terms: ${yaml}, chooser: ${yaml}}
parts: [{id: body, title: ${yaml}}]
variants: [a, b]
profile: [fees/sum]
`,
        'taxonomy.yaml': `subjects:
  - id: fees
    title: ${yaml}
    topics: [{id: amount, title: ${yaml}}, {id: deadline, title: ${yaml}}]
    points: [{id: sum, title: ${yaml}}]
`,
        'blanks.yaml': `- {name: ${JSON.stringify(blank)}, kind: text, meaning: ${yaml}, hint: ${yaml}}\n`,
        'lexicon.yaml': `units: [{kind: deadline, unit: ${yaml}, words: [日]}]\nmodalities: [{kind: duty, words: [应当]}]\n`,
        'statutes.yaml': `statutes:
  - id: code
    title: ${yaml}
    short: ${yaml}
    version: ${yaml}
    checked: 2026-11-22
    articles: [{number: "1", gist: ${yaml}, caveat: ${yaml}}]
`,
        'choosing.yaml': `questions:
  - id: side
    question: ${yaml}
    reason: ${yaml}
    replies:
      - reply: ${yaml}
        variants: [{variant: a, verdict: fits, why: ${yaml}, evidence: [fees/sum, fees#late]}]
`,
        'search.yaml': 'same: [[付款, 支付]]\nroles: {client: [委托方]}\n',
        'annotations/fees.md': `---
subject: fees
points:
  sum:
    a: {value: ${yaml}, clause: "1.2", quote: ${JSON.stringify(attack)}}
    b: {value: ${yaml}, state: absent, searched: [${JSON.stringify(`没有这个词${attack}`)}]}
notes:
  - id: late
    kind: risk
    severity: high
    favours: client
    "on": [{variant: a, clause: "1.2", quote: ${JSON.stringify(attack)}}, {variant: b, searched: [${JSON.stringify(`没有${attack}`)}]}]
    law: ["code#1"]
    title: ${yaml}
    text: ${yaml}
---

## ${shown}

${shown}，见[${shown}](clause:a/1.1)。
`,
        ...variant('a', '甲', 'source', ['甲方', '乙方']),
        ...variant('b', '乙', 'project', ['买方', '卖方']),
    };
}

async function write(folder, files) {
    const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
    await cp(join(project, 'theme'), join(folder, 'theme'), { recursive: true });
    await cp(join(project, 'book.toml'), join(folder, 'book.toml'));
    for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, 'clauses', path)), { recursive: true });
        await writeFile(join(folder, 'clauses', path), text);
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const [number, group] of GROUPS.entries()) {
        await write(join(process.argv[2], String(number)), sources(group.join(' ')));
    }
}
