// What strangers write, accepted by the checker and with the policy of the pages switched off: shown as text, and nothing
// of it runs, loads or changes the page.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { ATTACKS, GROUPS } from './hostile.mjs';
import { launch, open } from './site.mjs';

const folder = process.env.CLAUSEBOOK_HOSTILE ?? assert.fail('run these tests by `sh tests/browser/run.sh`');
const sites = GROUPS.map((group, number) => ({ site: join(folder, String(number), 'book'), group }));

let browser;
before(async () => {
    browser = await launch();
});
after(() => browser.close());

async function pagesOf(site) {
    const entries = await readdir(site, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.html'));
    return files.map((entry) => relative(site, `${entry.parentPath ?? entry.path}/${entry.name}`));
}

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

for (const { site, group } of sites) {
    test(`no page runs what its texts say: ${group.length} of ${ATTACKS.length} ways, from ${group[0]}`, async () => {
        const pages = await pagesOf(site);
        assert.ok(pages.length > 12, `${pages.length} pages`);
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
                const shown = group.filter((attack) => text.includes(attack));
                assert.deepEqual(shown, group, `${path} has them as text`);
            });
        }
    });
}

test('the search shows hostile texts and runs none', () =>
    open(browser, 'index.html', { site: sites[0].site, bypassCSP: true }, async (page) => {
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
    open(browser, 'index.html', { site: sites[0].site, absent: '/missing.png', refuses: true }, async (page) => {
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
