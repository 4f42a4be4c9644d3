// The frame of every page: keyboard, language, zoom, motion, and nothing that jumps while a page comes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PAGES, launch, open, scrollsSideways } from './site.mjs';

let browser;
before(async () => {
    browser = await launch();
});
after(() => browser.close());

const focused = (page) => page.evaluate(() => {
    const { tagName, textContent, name, value } = document.activeElement;
    return `${tagName.toLowerCase()} ${name ? `${name}=${value}` : textContent.trim()}`;
});

test('the keyboard reaches the text first, then the controls of a comparison in their order', () =>
    open(browser, 'compare/breach.html', {}, async (page) => {
        await page.keyboard.press('Tab');
        assert.equal(await focused(page), 'a 跳到正文');
        assert.ok(await page.locator('.cb-skip').evaluate((link) => link.getBoundingClientRect().top >= 0), 'it is seen when it is reached');
        await page.keyboard.press('Enter');
        const walk = async (steps) => {
            const walked = [];
            for (let step = 0; step < steps; step += 1) {
                await page.keyboard.press('Tab');
                walked.push(await focused(page));
            }
            return walked.filter((what) => /^(input|select) /.test(what)).map((what) => what.split(' ')[1]);
        };
        assert.deepEqual(await walk(9), ['show=v1', 'show=v2', 'show=v3', 'show=v4', 'show=v5', 'show=v6', 'viewpoint=']);
        await page.locator('.cb-reading-help summary').focus();
        assert.deepEqual(await walk(5), ['base=v1', 'by=', 'kind=', 'only=1', 'parties=1']);
        // Every stop shows where it is.
        const outlined = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
        assert.notEqual(outlined, 'none');
    }));

test('the controls can be used without a pointer', () =>
    open(browser, 'compare/breach.html', {}, async (page) => {
        await page.locator('.cb-controls input[value=v2]').focus();
        await page.keyboard.press('Space');
        await page.waitForURL(/show=v1\+v3/);
        await page.locator('.cb-controls input[name=by]').first().focus();
        await page.keyboard.press('ArrowRight');
        // The arrow chooses, and does not lead to the next page.
        await page.waitForURL(/breach\.html\?.*by=text/);
    }));

test('every page says that it is Chinese', async () => {
    for (const path of PAGES) {
        await open(browser, path, {}, async (page) =>
            assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN', path));
    }
});

test('at 400 % nothing is cut off and no page scrolls in two directions', async () => {
    for (const path of PAGES) {
        await open(browser, path, { viewport: { width: 320, height: 256 } }, async (page) => {
            assert.equal(await scrollsSideways(page), false, path);
            const clipped = await page.locator('main :is(h1, h2, h3, h4, label, button, summary):visible').evaluateAll((elements) =>
                elements.filter((element) => !element.closest('.cb-table, .cb-switch') && element.getBoundingClientRect().right > window.innerWidth + 1)
                    .map((element) => element.textContent));
            assert.deepEqual(clipped, [], path);
        });
    }
});

test('who wants no motion gets none', () =>
    open(browser, 'compare/breach.html', { reducedMotion: 'reduce' }, async (page) => {
        const moving = await page.evaluate(() =>
            [...document.querySelectorAll('*')].filter((element) => {
                const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
                return !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth';
            }).map((element) => element.className || element.tagName));
        assert.deepEqual(moving, []);
    }));

for (const width of [1440, 390]) {
    test(`nothing jumps when the scripts of a page start, ${width} pixels wide`, async () => {
        for (const path of [...PAGES, 'compare/breach.html', 'compare/fees.html']) {
            await open(browser, 'about.html', { viewport: { width, height: 900 } }, async (page) => {
                await page.addInitScript(() => {
                    window.shifts = [];
                    const count = (list) => {
                        for (const { value, sources } of list.getEntries()) {
                            // mdBook's script puts the headings of a page into the sidebar when the page is there.
                            const moved = sources.map(({ node }) => node).filter((node) => node?.parentElement?.closest('main'));
                            if (moved.length > 0) {
                                window.shifts.push([value, ...moved.map((node) => node.className || node.nodeName)]);
                            }
                        }
                    };
                    const observer = new PerformanceObserver(count);
                    observer.observe({ type: 'layout-shift', buffered: true });
                    window.countShifts = () => count({ getEntries: () => observer.takeRecords() });
                });
                await page.goto(page.url().replace('about.html', path));
                await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
                const shifts = await page.evaluate(() => {
                    window.countShifts();
                    return window.shifts;
                });
                const sum = shifts.reduce((all, [value]) => all + value, 0);
                assert.ok(sum < 0.01, `${path}: ${JSON.stringify(shifts)}`);
            });
        }
    });
}
