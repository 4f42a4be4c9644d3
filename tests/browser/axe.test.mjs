// One page of each kind, in light and in dark colours, by axe-core's rules for WCAG 2.2 A and AA.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch, open } from './site.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PAGES = [
    'index.html',
    'reading.html',
    'variants/v4.html',
    'compare/disputes.html',
    'pairs/v1-v4.html',
    'overviews/choose.html',
    'overviews/coverage.html',
    'overviews/decisions.html',
    'overviews/numbers.html',
    'overviews/blanks.html',
    'overviews/health.html',
    'overviews/statutes.html',
    'overviews/terms.html',
    'index.html?search=违约金',
    '404.html',
];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser;
before(async () => {
    browser = await launch();
});
after(() => browser.close());

for (const colorScheme of ['light', 'dark']) {
    for (const path of PAGES) {
        test(`${path} in ${colorScheme} breaks no rule`, () =>
            open(browser, path, { colorScheme, bypassCSP: true }, async (page) => {
                if (path.includes('search=')) {
                    await page.locator('.cb-search[aria-busy=false] .teaser').first().waitFor();
                }
                await page.addScriptTag({ path: axe });
                const violations = await page.evaluate(async (values) => {
                    const found = await window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
                    return found.violations.map(({ id, nodes }) => {
                        const shown = nodes.slice(0, 3).map(({ html, any }) => `${html.slice(0, 140)} ${any[0]?.message?.slice(0, 160) ?? ''}`);
                        return { id, count: nodes.length, shown };
                    });
                }, RULES);
                assert.deepEqual(violations, []);
            }));
    }
}
