// On paper: A4, clauses and notes whole, no heading alone at the foot of a page, nothing that only a screen can use.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from './site.mjs';

// The library wants it for drawing; nothing is drawn here.
globalThis.DOMMatrix ??= class {};
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');

const PAGES = ['compare/breach.html', 'pairs/v1-v4.html', 'variants/v4.html'];
const A4 = [595, 842];

let browser;
before(async () => {
    browser = await launch();
});
after(() => browser.close());

const plain = (text) => text.replace(/\s/g, '');

/** Whether a printed text has these words; a PDF may name a character as the part of others that looks like it. */
const has = (text, words) => new RegExp([...words].map((c) => `[${c.replace(/[\]\\^-]/, '\\$&')}\u2E80-\u2FDF]`).join('')).test(text);

/** The pages of a PDF: size in points, and lines of words from top to bottom, without the spaces. */
async function read(pdf) {
    const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
    const document = await task.promise;
    const pages = [];
    for (let number = 1; number <= document.numPages; number += 1) {
        const page = await document.getPage(number);
        const [, , width, height] = page.view;
        const { items } = await page.getTextContent();
        const lines = new Map();
        for (const { str, transform } of items.filter(({ str }) => str.trim())) {
            const line = Math.round(transform[5]);
            lines.set(line, (lines.get(line) ?? '') + plain(str));
        }
        const ordered = [...lines].sort(([a], [b]) => b - a).map(([, text]) => text);
        pages.push({ size: [Math.floor(width), Math.floor(height)], lines: ordered, text: plain(items.map(({ str }) => str).join('')) });
    }
    await task.destroy();
    return pages;
}

for (const path of PAGES) {
    test(`${path} prints well`, () =>
        open(browser, path, {}, async (page) => {
            const headings = new Set((await page.locator('main :is(h2, h3)').allTextContents()).map(plain));
            // The first and the last words of everything that must stay together.
            const pieces = await page.locator('.cb-clause > .cb-text, .cb-cell, .cb-note').evaluateAll((all) =>
                all.map((piece) => {
                    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT, (node) =>
                        node.data.trim().length > 5 && node.parentElement.closest('.cb-text p, .cb-text li, .cb-note > p:not(.cb-note-head)') && !node.parentElement.closest('.cb-sr, sup')
                            ? NodeFilter.FILTER_ACCEPT
                            : NodeFilter.FILTER_SKIP);
                    const words = [];
                    while (walker.nextNode()) {
                        words.push(walker.currentNode.data.replace(/\s/g, ''));
                    }
                    return words.length > 0 ? [words[0].slice(0, 6), words.at(-1).slice(-6)] : [];
                }).filter((piece) => piece.length > 0));
            const pages = await read(await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true }));
            assert.ok(pages.length > 2);
            assert.deepEqual(pages.filter(({ size }) => String(size) !== String(A4)), []);
            const alone = pages.map(({ lines }) => lines.at(-1)).filter((line) => [...headings].some((heading) => line.length === heading.length && has(line, heading)));
            assert.deepEqual(alone, [], 'headings at the foot of a page');
            const printed = pages.map(({ text }) => text);
            const whole = pieces.map((piece) => piece.map(plain)).filter(([first, last]) => printed.some((text) => has(text, first) && has(text, last)));
            const broken = pieces.length - whole.length;
            assert.ok(pieces.length > 30 && broken <= pieces.length / 50, `${broken} of ${pieces.length} pieces lie on two pages`);
            for (const screen of ['跳到正文', '只看有差别的', '称谓后注明角色', '我的立场']) {
                assert.ok(!printed.some((text) => text.includes(screen)), screen);
            }
        }));
}
