// What strangers write, accepted by the checker and with the policy of the pages switched off: shown as text, and nothing
// of it runs, loads or changes the page.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { after, before, test } from 'node:test';
import { ATTACKS } from './hostile.mjs';
import { launch, open } from './site.mjs';

const site = process.env.CLAUSEBOOK_HOSTILE ?? assert.fail('run these tests by `sh tests/browser/run.sh`');

let browser;
let pages;
before(async () => {
    browser = await launch();
    const entries = await readdir(site, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.html'));
    pages = files.map((entry) => relative(site, `${entry.parentPath ?? entry.path}/${entry.name}`));
});
after(() => browser.close());

/** Everything on a page that could run code or load something, other than our own scripts and style sheets. */
function foreign() {
    const ours = (address) => new URL(address, document.baseURI).origin === location.origin;
    const found = [];
    for (const element of document.querySelectorAll('*')) {
        const name = element.localName;
        const handlers = [...element.attributes].filter(({ name }) => name.startsWith('on') || name === 'style' || name === 'srcdoc');
        const isCode = name === 'script' && !element.src && element.type !== 'application/json';
        const isElsewhere = element.src && !ours(element.src);
        const isLink = name === 'a' && !/^(https?|file|mailto):$/.test(element.protocol);
        const isPing = element.hasAttribute('ping');
        const isBase = name === 'base' && element.getAttribute('href') !== '/';
        const isRefresh = name === 'meta' && element.httpEquiv === 'refresh';
        const isFrame = ['object', 'embed', 'img', 'video', 'audio', 'textarea'].includes(name);
        if (handlers.length > 0 && !element.closest('#mdbook-menu-bar, #mdbook-sidebar')) {
            found.push(`${name} with ${handlers.map(({ name }) => name)}`);
        }
        if (isCode || isElsewhere || isLink || isPing || isBase || isRefresh || isFrame) {
            found.push(element.outerHTML.slice(0, 120));
        }
    }
    return found;
}

test('no page runs what its texts say', async (context) => {
    assert.ok(pages.length > 12, `${pages.length} pages`);
    let shown = 0;
    for (const path of pages) {
        await open(browser, path, { site, bypassCSP: true }, async (page) => {
            assert.deepEqual(await page.evaluate(foreign), [], path);
            await page.evaluate(() => {
                for (const element of document.querySelectorAll('*')) {
                    element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
                    element.dispatchEvent(new FocusEvent('focus'));
                }
            });
            assert.equal(await page.evaluate(() => window.hit ?? top.hit), undefined, path);
            const text = await page.evaluate(() => document.body.textContent);
            shown += ATTACKS.filter((attack) => text.includes(attack)).length;
        });
    }
    assert.ok(shown > pages.length * 10, `the attacks are there as text: ${shown}`);
    context.diagnostic(`${pages.length} pages, ${ATTACKS.length} attacks in every text, shown ${shown} times`);
});

test('the search shows hostile texts and runs none', () =>
    open(browser, 'index.html', { site, bypassCSP: true }, async (page) => {
        await page.locator('#mdbook-search-toggle').click();
        for (const query of ['攻', 'onerror', 'script', '<img src=x onerror=window.hit=1>']) {
            await page.locator('#mdbook-searchbar').fill(query);
            await page.locator('.cb-search[aria-busy=false]').waitFor();
            await page.locator('#mdbook-searchresults li a').first().waitFor();
            assert.deepEqual(await page.evaluate(foreign), [], query);
            assert.equal(await page.evaluate(() => window.hit), undefined, query);
        }
        await page.locator('#mdbook-searchresults li a').first().click();
        await page.waitForLoadState();
        assert.equal(await page.evaluate(() => window.hit), undefined);
    }));

test('the policy forbids what a check might miss', () =>
    open(browser, 'index.html', { site, absent: '/missing.png', refuses: true }, async (page) => {
        await page.evaluate(() => {
            const holder = document.createElement('div');
            holder.innerHTML = '<img src="missing.png" onerror="window.hit = 1">';
            const script = document.createElement('script');
            script.textContent = 'window.hit = 1';
            const elsewhere = document.createElement('script');
            elsewhere.src = 'https://elsewhere.test/x.js';
            document.body.append(holder, script, elsewhere);
        });
        await page.waitForFunction(() => document.images.length > 0 && document.images[0].complete);
        assert.equal(await page.evaluate(() => window.hit), undefined);
    }));
