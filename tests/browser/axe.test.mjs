// One page of each kind, in light colours on a desk and in dark ones on a phone, by axe-core's rules for WCAG 2.2 A and AA.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { PAGES, launch, open } from './site.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser;
before(async () => {
    browser = await launch();
});
after(() => browser.close());

for (const [colorScheme, width] of [['light', 1440], ['dark', 390]]) {
    for (const path of [...PAGES, 'index.html?search=违约金']) {
        test(`${path}, ${colorScheme}, ${width} pixels wide, breaks no rule`, () =>
            open(browser, path, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true }, async (page) => {
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
