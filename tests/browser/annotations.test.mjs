// Reading what the editors say: viewpoint, filter, marks, and the same without scripts and on a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, scrollsSideways, texts } from './site.mjs';

const SUBJECT = 'compare/confidentiality.html';
const DECISIONS = 'overviews/decisions.html';
const PAGES = [
    SUBJECT,
    DECISIONS,
    'index.html',
    'overviews/choose.html',
    'overviews/health.html',
    'overviews/statutes.html',
    'variants/v4.html',
];

let browser;
before(async () => {
    browser = await launch();
});
after(() => browser.close());

/** What the notes of the page say, without their tags, sorted: the facts, whatever their order. */
async function facts(page) {
    const said = await texts(page, '.cb-note-title, .cb-note > p:not(.cb-note-head), .cb-answer, .cb-evidence');
    return said.sort();
}

test('a reader takes a side: order and emphasis change, facts do not', () =>
    open(browser, SUBJECT, {}, async (page) => {
        const before = await facts(page);
        assert.ok(before.length > 30);
        const order = await texts(page, '.cb-index .cb-lines > li a');
        assert.equal(await page.locator('[data-side]').count(), 0);

        await page.getByLabel('委托方', { exact: true }).check();
        assert.match(page.url(), /\?as=client$/);
        assert.deepEqual(await facts(page), before);
        const sides = await page
            .locator('.cb-index .cb-lines > li')
            .evaluateAll((items) => items.map((item) => item.querySelector('[data-side]')?.dataset.side ?? ''));
        const ranks = sides.map((side) => ['bad', '', 'good'].indexOf(side));
        assert.deepEqual(ranks, ranks.toSorted(), 'what is bad for the reader comes first');
        assert.ok(sides.includes('bad') && sides.includes('good'));
        const words = new Set(await texts(page, '.cb-favours[data-side=bad]'));
        assert.deepEqual([...words], ['对您不利']);

        await page.goto(page.url().replace(SUBJECT, 'variants/v1.html').replace('?as=client', ''));
        assert.ok(await page.getByLabel('委托方', { exact: true }).isChecked(), 'the next page remembers the side');

        await page.goBack();
        await page.getByLabel('不分立场').check();
        assert.doesNotMatch(page.url(), /as=/);
        assert.deepEqual(await texts(page, '.cb-index .cb-lines > li a'), order);
        assert.equal(await page.locator('[data-side]').count(), 0);
    }));

test('what kind a note is and how an answer stands is told by a word and a sign', () =>
    open(browser, SUBJECT, {}, async (page) => {
        const bare = await page.locator('.cb-tag, .cb-state, .cb-favours').evaluateAll((tags) =>
            tags.filter((tag) => tag.textContent === '' || !/^".+"/.test(getComputedStyle(tag, '::before').content)).length);
        assert.equal(bare, 0);
        assert.ok((await page.locator('.cb-tag').count()) > 10);
    }));

test('a side that does not exist is none', () =>
    open(browser, `${SUBJECT}?as=judge`, {}, async (page) => {
        assert.ok(await page.getByLabel('不分立场').isChecked());
        assert.equal(await page.locator('[data-side]').count(), 0);
    }));

test('the points can be filtered by subject and by variant, and the address keeps the choice', () =>
    open(browser, DECISIONS, {}, async (page) => {
        const shown = () => page.locator('tbody th[scope=row]:visible').count();
        const all = await shown();
        await page.getByLabel('主题').selectOption({ label: '保密' });
        assert.equal(await shown(), 5);
        await page.getByLabel('范本二', { exact: true }).uncheck();
        assert.match(page.url(), /subject=confidentiality&variants=v1\+v3\+v4\+v5\+v6$/);
        assert.deepEqual(await texts(page, '.cb-count'), ['显示 5 个要点、5 份范本']);
        const heads = '.cb-points thead th[data-variant]:visible';
        assert.deepEqual(await texts(page, heads), ['范本一', '范本三', '范本四', '范本五', '范本六']);

        await page.reload();
        assert.equal(await shown(), 5);
        assert.equal((await texts(page, heads)).length, 5);
        await page.getByLabel('主题').selectOption({ label: '全部' });
        assert.equal(await shown(), all);
    }));

test('a filter for what does not exist shows everything', () =>
    open(browser, `${DECISIONS}?subject=nothing&variants=v9`, {}, async (page) => {
        assert.ok((await page.locator('tbody th[scope=row]:visible').count()) > 5);
        assert.equal(await page.locator('.cb-points thead th[data-variant]:visible').count(), 6);
    }));

test('the number in a clause leads to its note', () =>
    open(browser, SUBJECT, {}, async (page) => {
        const mark = page.locator('.cb-text .cb-mark a').first();
        await mark.click();
        const note = page.locator('.cb-note:target');
        assert.equal(await note.count(), 1);
        assert.match(await note.locator('.cb-note-number').textContent(), /^注 \d+$/);
        const box = await note.boundingBox();
        assert.ok(box.y >= 0 && box.y < 900, 'the note is in sight');
    }));

test('without scripts a page has everything but its controls', async () => {
    let complete;
    await open(browser, SUBJECT, {}, async (page) => {
        complete = await facts(page);
    });
    await open(browser, SUBJECT, { javaScriptEnabled: false }, async (page) => {
        assert.deepEqual(await facts(page), complete);
        assert.equal(await page.locator('.cb-viewpoint:visible').count(), 0);
    });
    await open(browser, DECISIONS, { javaScriptEnabled: false }, async (page) => {
        assert.equal(await page.locator('.cb-filter:visible').count(), 0);
        assert.ok((await page.locator('tbody th[scope=row]:visible').count()) > 5);
    });
});

test('storage may be switched off', () =>
    open(browser, SUBJECT, {}, async (page) => {
        await page.addInitScript(() => {
            Object.defineProperty(window, 'localStorage', {
                get() {
                    throw new DOMException('switched off', 'SecurityError');
                },
            });
        });
        await page.goto(page.url());
        await page.getByLabel('服务商', { exact: true }).check();
        assert.ok((await page.locator('[data-side=bad]').count()) > 0);
    }));

for (const path of PAGES) {
    test(`${path} fits a phone`, () =>
        open(browser, path, { viewport: { width: 390, height: 844 } }, async (page) => {
            assert.equal(await scrollsSideways(page), false);
        }));
}

test('paper shows the passages that notes rest on', () =>
    open(browser, SUBJECT, {}, async (page) => {
        await page.emulateMedia({ media: 'print' });
        const quote = page.locator('.cb-note .cb-pins q').first();
        assert.ok(await quote.isVisible());
    }));
