// Choosing what is compared: variants, base, differences; the address keeps the choice.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { folder, launch, open, scrollsSideways, texts } from './site.mjs';

const SUBJECT = 'compare/breach.html';
/** The subject whose readings are the longest. */
const LARGEST = 'compare/third-party-involvement.html';

let browser;
let data;
before(async () => {
    browser = await launch();
    data = JSON.parse(await readFile(join(folder, 'data.json'), 'utf8'));
});
after(() => browser.close());

const base = (page) => page.locator('.cb-controls select[name=base]');
const box = (page, title) => page.locator('.cb-controls').getByLabel(title, { exact: true });
const shown = (page, selector) => page.locator(selector).filter({ visible: true }).count();

/** The text of a reading as the scripts of the page read it; nothing if it has no cell. */
function textOf(page, topic, variant) {
    return page.evaluate(([topic, variant]) => {
        const cell = document.querySelector(`[data-topic="${topic}"] .cb-cell[data-variant="${variant}"]`);
        return cell && window.clausebook.texts.text(cell);
    }, [topic, variant]);
}

/** What is marked on a page: for every cell its band, the words that are added and those that are left out. */
function marked(page) {
    return page.locator('.cb-cell').evaluateAll((cells) =>
        cells.map((cell) => {
            const list = (selector) => [...cell.querySelectorAll(selector)].map((mark) => mark.textContent.replace(/\s/g, ''));
            const band = cell.querySelector(':scope > header .cb-band').textContent;
            // Words around a note's number are one mark here and two there.
            return { band, added: list('.cb-text ins').join(''), left: list('.cb-omitted'), lines: list('.cb-differences > li') };
        }),
    );
}

test('the pieces of every text stand where the data says', async () => {
    const subjects = [...new Set(data.topics.map((topic) => topic.subject))];
    let checked = 0;
    for (const subject of subjects) {
        await open(browser, `compare/${subject}.html?base=v4`, {}, async (page) => {
            for (const topic of data.topics.filter((topic) => topic.subject === subject)) {
                for (const { variant, text } of topic.readings.filter((reading) => reading.text)) {
                    assert.equal(await textOf(page, topic.id, variant), text.replaceAll('\n', ''), `${topic.id} ${variant}`);
                    checked += 1;
                }
            }
        });
    }
    assert.ok(checked > 300, `${checked} readings`);
});

for (const path of [SUBJECT, 'compare/term.html', 'compare/amendment.html']) {
    test(`another base and back again marks ${path} as before`, () =>
        open(browser, path, {}, async (page) => {
            const before = await marked(page);
            await base(page).selectOption('v6');
            const other = await marked(page);
            assert.notDeepEqual(other, before);
            assert.ok(other.some((cell) => cell.band === '起点'));
            await base(page).selectOption('v1');
            assert.deepEqual(await marked(page), before);
        }));
}

test('bands are those of the data, whatever the base', () =>
    open(browser, `${SUBJECT}?base=v6`, {}, async (page) => {
        const titles = { same: '一致', wording: '仅措辞', rewritten: '改写', different: '另写', absent: '缺' };
        for (const topic of data.topics.filter((topic) => topic.subject === 'breach')) {
            for (const pair of topic.pairs.filter((pair) => pair.b === 'v6')) {
                const cell = page.locator(`[data-topic="${topic.id}"] .cb-cell[data-variant="${pair.a}"]`);
                assert.equal(await cell.locator('header .cb-band').textContent(), titles[pair.band], `${topic.id} ${pair.a}`);
            }
        }
    }));

test('variants can be taken away and brought back, and the last one stays', () =>
    open(browser, SUBJECT, {}, async (page) => {
        const cells = await shown(page, '.cb-cell');
        const columns = await shown(page, '.cb-points thead th');
        await box(page, '范本二').uncheck();
        await box(page, '范本三').uncheck();
        assert.ok((await shown(page, '.cb-cell')) < cells);
        assert.equal(await shown(page, '.cb-points thead th'), columns - 2);
        assert.match(page.url(), /show=v1\+v4\+v5\+v6/);
        assert.match(await page.locator('.cb-controls output').textContent(), /显示4份，起点是范本一/);
        for (const title of ['范本一', '范本四', '范本五']) {
            await box(page, title).uncheck();
        }
        assert.ok(await box(page, '范本六').isDisabled());
        await page.goBack();
        assert.ok(await box(page, '范本五').isChecked(), 'going back brings the last choice');
        for (let step = 0; step < 4; step += 1) {
            await page.goBack();
        }
        assert.equal(await shown(page, '.cb-points thead th'), columns, 'and at last what was there at first');
        assert.equal(await shown(page, '.cb-cell'), cells);
    }));

test('going back takes back the base, and a link within the page changes nothing', () =>
    open(browser, SUBJECT, {}, async (page) => {
        const before = await marked(page);
        await base(page).selectOption('v6');
        await page.goBack();
        assert.equal(await base(page).inputValue(), 'v1');
        assert.deepEqual(await marked(page), before);
        // What another tab chose meanwhile counts for the next page, not for this one.
        await page.evaluate(() => localStorage.setItem('clausebook-compare', '{"show":["v1","v4"],"base":"v6","by":"text"}'));
        await page.locator('.cb-topics a').last().click();
        assert.deepEqual(await marked(page), before);
        await page.goto(page.url().replace('breach', 'fees').replace(/#.*/, ''));
        assert.match(page.url(), /fees\.html\?show=v1\+v4&base=v6&by=text/, 'an address that can be passed on');
    }));

test('a choice that nothing meets says so, and can be taken back', () =>
    open(browser, SUBJECT, {}, async (page) => {
        await page.locator('.cb-controls select[name=kind]').selectOption('amount');
        assert.equal(await shown(page, '.cb-row'), 0);
        assert.equal(await shown(page, '.cb-topics a'), 0, 'nothing leads to what is hidden');
        assert.match(await page.locator('.cb-controls output').textContent(), /只看“金额”的差别/);
        await page.getByRole('button', { name: '全部显示' }).click();
        assert.equal(await shown(page, '.cb-row'), await page.locator('.cb-row').count());
        assert.doesNotMatch(page.url(), /kind=/);
    }));

test('an address that names what the choice hides shows it', () =>
    open(browser, `${SUBJECT}?show=v1+v2&kind=amount#breach-events.v3`, {}, async (page) => {
        await page.locator('[id="breach-events.v3"]').waitFor({ state: 'visible' });
        assert.ok(await box(page, '范本三').isChecked());
        const top = await page.locator('[id="breach-events.v3"]').evaluate((head) => head.getBoundingClientRect().top);
        assert.ok(top > 90 && top < 400, `it stands at ${top}, below the bars`);
    }));

test('another base is named where the page explains itself, and on paper', () =>
    open(browser, `${SUBJECT}?base=v4&show=v1+v2`, {}, async (page) => {
        assert.equal(await page.locator('.cb-base-title').textContent(), '范本四');
        assert.match(await page.locator('.cb-controls output').textContent(), /起点是范本四（没有显示），不含范本三、范本四/);
        await page.emulateMedia({ media: 'print' });
        assert.ok(await page.locator('.cb-controls output').isVisible());
    }));

test('notes on variants that are not shown are not shown either', () =>
    open(browser, `${SUBJECT}?show=v5`, {}, async (page) => {
        const foreign = await page.locator('.cb-note:visible').evaluateAll((notes) => notes.filter((note) => !note.dataset.variants.split(' ').includes('v5')).length);
        assert.equal(foreign, 0);
        assert.ok((await shown(page, '.cb-note')) > 0);
        const lines = await page.locator('.cb-index .cb-lines > li:visible').evaluateAll((items) => items.map((item) => item.dataset.variants));
        assert.ok(lines.length > 0 && lines.every((variants) => variants.split(' ').includes('v5')), lines.join());
        assert.match(await page.locator('.cb-controls output').textContent(), /另有\d+条注释/);
    }));

test('who has seen all variants also sees those that come later', () =>
    open(browser, SUBJECT, {}, async (page) => {
        await base(page).selectOption('v6');
        const stored = await page.evaluate(() => JSON.parse(localStorage.getItem('clausebook-compare')));
        assert.deepEqual(stored, { base: 'v6', by: '' });
    }));

test('a kind of difference leaves what has it', () =>
    open(browser, SUBJECT, {}, async (page) => {
        await page.locator('.cb-controls select[name=kind]').selectOption('percentage');
        const kinds = await texts(page, '.cb-differences > li:visible .cb-kind');
        assert.ok(kinds.length > 0);
        assert.deepEqual([...new Set(kinds)], ['比例']);
        assert.ok((await shown(page, '.cb-row')) < (await page.locator('.cb-row').count()));
        await page.locator('.cb-controls select[name=kind]').selectOption('');
        assert.equal(await shown(page, '.cb-row'), await page.locator('.cb-row').count());
    }));

test('equal readings can be hidden', () =>
    open(browser, 'compare/fees.html?base=v3', {}, async (page) => {
        const same = page.locator('.cb-cell:visible header .cb-same');
        assert.equal(await same.count(), 1);
        await page.getByLabel('只看有差别的').check();
        assert.match(page.url(), /only=1/);
        assert.equal(await same.count(), 0);
        assert.equal(await shown(page, '.cb-row'), await page.locator('.cb-row').count(), 'the others differ');
    }));

test('that the others have no text is a difference', () =>
    open(browser, 'compare/personal-information.html?base=v6&only=1', {}, async (page) =>
        assert.equal(await shown(page, '.cb-row'), await page.locator('.cb-row').count())));

test('the choice goes along to the next subject, and an address can be passed on', () =>
    open(browser, `${SUBJECT}?show=v1+v4&base=v4`, {}, async (page) => {
        assert.equal(await base(page).inputValue(), 'v4');
        assert.equal(await shown(page, '.cb-points thead th'), 3);
        await box(page, '范本六').check();
        await page.goto(page.url().replace(/breach\.html.*/, 'fees.html'));
        assert.equal(await base(page).inputValue(), 'v4');
        assert.equal(await shown(page, '.cb-points thead th'), 4);
    }));

test('what does not exist falls back to everything and says so', () =>
    open(browser, `${SUBJECT}?show=v1+v99&base=%3Cb%3E&kind=nothing`, {}, async (page) => {
        assert.equal(await base(page).inputValue(), 'v1');
        assert.match(await page.locator('.cb-controls output').textContent(), /不存在/);
        assert.equal(await shown(page, '.cb-points thead th'), 2);
    }));

test('without storage the controls still work', () =>
    open(browser, 'about.html', {}, async (page) => {
        await page.addInitScript(() => {
            Object.defineProperty(window, 'localStorage', { get: () => { throw new Error('off'); } });
        });
        await page.goto(page.url().replace('about.html', SUBJECT));
        await base(page).selectOption('v6');
        assert.match(page.url(), /base=v6/);
    }));

test('texts can be compared as they are printed', () =>
    open(browser, 'compare/fees.html?base=v3', {}, async (page) => {
        const cell = page.locator('[data-topic="fee-amount"] .cb-cell[data-variant=v4]');
        assert.equal(await cell.locator('header .cb-band').textContent(), '一致');
        assert.equal(await cell.locator('ins, .cb-omitted').count(), 0);
        await page.getByLabel('按字面').check();
        assert.match(page.url(), /by=text/);
        assert.equal(await cell.locator('header .cb-band').textContent(), '仅措辞');
        assert.deepEqual(await texts(cell, 'ins .cb-blank, ins.cb-blank, .cb-blank ins'), ['[服务费用总额]']);
        assert.ok((await texts(cell, '.cb-omitted')).join('').includes('[金额]'), 'also what the base calls it');
        await page.goto(page.url().replace('fees', 'breach'));
        assert.ok(await page.getByLabel('按字面').isChecked(), 'the next subject is compared alike');
        await page.getByLabel('按角色').check();
        assert.doesNotMatch(page.url(), /by=/);
    }));

test('what is marked as printed is what the data says, in every text', async () => {
    const pairs = data.topics.flatMap((topic) => topic.pairs.filter((pair) => pair.literal).map((pair) => ({ topic, pair })));
    assert.ok(pairs.length > 30);
    const addresses = [...new Set(pairs.map(({ topic, pair }) => `compare/${topic.subject}.html?base=${pair.a}&by=text`))];
    for (const address of addresses) {
        await open(browser, address, {}, async (page) => {
            await page.evaluate(() => document.querySelectorAll('.cb-mark, .cb-text .cb-sr').forEach((mark) => mark.remove()));
            for (const { topic, pair } of pairs.filter(({ topic, pair }) => address === `compare/${topic.subject}.html?base=${pair.a}&by=text`)) {
                const cell = page.locator(`[data-topic="${topic.id}"] .cb-cell[data-variant=${pair.b}]`);
                const text = (variant) => topic.readings.find((reading) => reading.variant === variant).text.replaceAll('\n', '');
                const edits = pair.literal.edits ?? [];
                const words = async (selector) => (await texts(cell, selector)).join('').replace(/\s/g, '');
                const cut = (variant, from, to) => edits.map((edit) => text(variant).slice(edit[from], edit[to])).join('').replace(/\s/g, '');
                assert.equal(await words('.cb-text ins'), cut(pair.b, 2, 3), `${topic.id} ${pair.a} ${pair.b}`);
                assert.equal(await words('.cb-omitted'), cut(pair.a, 0, 1), `${topic.id} ${pair.a} ${pair.b}`);
            }
        });
    }
});

test('the base stands first, and stays while the others are scrolled', async () => {
    const full = data.topics.find((topic) => topic.readings.every((reading) => reading.text));
    await open(browser, `compare/${full.subject}.html?base=v3`, {}, async (page) => {
        const cells = page.locator(`[data-topic="${full.id}"] .cb-cells`);
        const order = await cells.locator('.cb-cell').evaluateAll((all) => all.map((cell) => cell.dataset.variant));
        assert.deepEqual(order, ['v3', 'v1', 'v2', 'v4', 'v5', 'v6']);
        const left = (id) => cells.locator(`.cb-cell[data-variant=${id}]`).evaluate((cell) => cell.getBoundingClientRect().left);
        const before = { v3: await left('v3'), v6: await left('v6') };
        await cells.evaluate((element) => {
            element.closest('.cb-row').scrollIntoView();
            element.scrollLeft = 10_000;
        });
        assert.equal(await left('v3'), before.v3);
        assert.ok((await left('v6')) < before.v6);
        await page.waitForFunction(() => document.querySelector('.cb-heads').scrollLeft > 0);
        const heads = page.locator('.cb-heads span');
        assert.equal(await heads.nth(5).evaluate((head) => head.getBoundingClientRect().left), await left('v6'), 'its name stands above it');
        assert.equal(await scrollsSideways(page), false);
    });
});

test('names stay at the edge of the window while a row is read', () =>
    open(browser, `${SUBJECT}?show=v1+v6`, {}, async (page) => {
        const row = page.locator('[data-topic="damages"]');
        await row.locator('.cb-cells').evaluate((cells) => window.scrollBy(0, cells.getBoundingClientRect().top + 200));
        await page.waitForFunction(() => document.querySelector('.cb-heads').textContent === '范本一范本六');
        const { top, bottom } = await page.locator('.cb-bar').evaluate((bar) => bar.getBoundingClientRect().toJSON());
        assert.ok(top >= 0 && bottom < 120, `the bar stands from ${top} to ${bottom}`);
        const short = await row.locator('.cb-cell[data-variant=v1]').boundingBox();
        assert.ok(short.y >= bottom, 'the short text is still in sight beside the long one');
    }));

test('labels can be followed by whom they mean, and the texts stay as they are', () =>
    open(browser, SUBJECT, {}, async (page) => {
        const text = () => textOf(page, 'breach-events', 'v4');
        const before = await text();
        const roles = (label, variant) => page.locator(`.cb-cell[data-variant=${variant}] .cb-party`).filter({ hasText: label })
            .evaluateAll((parties) => [...new Set(parties.map((party) => getComputedStyle(party, '::after').content))]);
        await page.getByLabel('称谓后注明角色').check();
        assert.deepEqual(await roles('甲方', 'v4'), ['"（服务商）"']);
        assert.deepEqual(await roles('甲方', 'v1'), ['"（委托方）"']);
        assert.equal(await text(), before);
        await base(page).selectOption('v4');
        assert.equal(await text(), before);
        assert.deepEqual(await roles('甲方', 'v1'), ['"（委托方）"'], 'also after another base');
        await page.getByLabel('称谓后注明角色').uncheck();
        assert.equal(await page.locator('.cb-party').count(), 0);
        await page.goto(page.url().replace(/breach.*/, 'services.html'));
        await page.getByLabel('称谓后注明角色').check();
        const words = await texts(page, '.cb-party');
        assert.ok(words.includes('服务方'));
        const broken = await page.locator('.cb-party').evaluateAll((parties) =>
            parties.filter((party) => party.nextSibling?.data?.startsWith('式') && party.textContent === '服务方').length);
        assert.equal(broken, 0, '服务方式 is no party');
    }));

test('a clause is copied with its place, its numbers and its blanks, and without the numbers of notes', () =>
    open(browser, 'variants/v4.html', {}, async (page) => {
        // A page over plain http has no clipboard, only the old command.
        await page.evaluate(() => {
            document.execCommand = () => {
                window.copied = document.activeElement.value;
                return true;
            };
        });
        const copy = async (name) => {
            await page.getByRole('button', { name, exact: true }).click();
            return page.evaluate(() => window.copied);
        };
        assert.match(await copy('复制 范本四 4.1 服务费用'), /^范本四 4\.1 服务费用\n.*\[服务费用总额\]元整/);
        const [head, first, second] = (await copy('复制 范本四 6.3 违约赔偿')).split('\n');
        assert.equal(head, '范本四 6.3 违约赔偿');
        assert.equal(first, '违约赔偿按下列标准执行：');
        assert.equal(second, '（1）甲方未按时提供服务，或者服务质量不符合要求的，应当向乙方支付服务费用总额10%的违约金；');
    }));

test('paper has the page without its controls, from edge to edge, black on white', () =>
    open(browser, SUBJECT, { colorScheme: 'dark', viewport: { width: 700, height: 1000 } }, async (page) => {
        await page.emulateMedia({ media: 'print' });
        assert.equal(await shown(page, '.cb-controls label, .cb-viewpoint, #mdbook-sidebar, #mdbook-menu-bar, .nav-wrapper'), 0);
        const { x, y } = await page.locator('h1').boundingBox();
        assert.ok(x >= 0 && x < 20 && y >= 0, `the heading stands at ${x}, ${y}`);
        assert.equal(await scrollsSideways(page), false);
        const colours = await page.evaluate(() => [document.body, document.querySelector('.cb-text')].map((element) => {
            const { backgroundColor, color } = getComputedStyle(element);
            return [backgroundColor, color];
        }));
        assert.deepEqual(colours[0], ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
        assert.equal(colours[1][1], 'rgb(0, 0, 0)');
    }));

const phone = { viewport: { width: 390, height: 844 } };

test('on a phone one variant is seen at a time, with the base on request', () =>
    open(browser, SUBJECT, phone, async (page) => {
        const visible = (topic) => page.locator(`[data-topic="${topic}"] .cb-cell:visible`).evaluateAll((cells) => cells.map((cell) => cell.dataset.variant));
        assert.deepEqual(await visible('breach-events'), ['v2']);
        const row = page.locator('[data-topic="damages"]');
        await row.evaluate((element) => window.scrollBy(0, element.getBoundingClientRect().top + 60));
        const before = (await row.boundingBox()).y;
        await page.locator('.cb-switch').getByRole('button', { name: '范本六' }).click();
        assert.deepEqual(await visible('breach-events'), ['v6']);
        assert.deepEqual(await visible('damages'), ['v6']);
        assert.ok(Math.abs((await row.boundingBox()).y - before) < 2, 'what is read stays in its place');
        assert.equal(await page.locator('.cb-switch').getByRole('button', { name: '范本六' }).getAttribute('aria-pressed'), 'true');
        await page.getByLabel('起点也一起显示').check();
        assert.deepEqual(await visible('damages'), ['v1', 'v6']);
        await page.locator('.cb-switch').getByRole('button', { name: '范本五' }).click();
        assert.match((await texts(page, '[data-topic="liability-cap"] .cb-silent > :visible')).join(), /范本五.*没有专门的条款/);
        assert.equal(await scrollsSideways(page), false);
        await page.goto(page.url().replace(/breach.*/, 'breach.html#breach-events.v3'));
        await page.locator('[id="breach-events.v3"]').waitFor({ state: 'visible' });
        assert.ok((await visible('breach-events')).includes('v3'), 'an address leads to what it names');
    }));

test('without scripts all variants stand below each other on a phone', () =>
    open(browser, SUBJECT, { ...phone, javaScriptEnabled: false }, async (page) => {
        assert.equal(await shown(page, '[data-topic="breach-events"] .cb-cell'), 5);
        assert.equal(await shown(page, '.cb-bar, .cb-controls, .cb-viewpoint'), 0);
        assert.equal((await page.locator('body').boundingBox()).width, 390);
    }));

test('thirteen variants can be read, chosen and compared', async () => {
    const site = process.env.CLAUSEBOOK_MANY ?? assert.fail('run these tests by `sh tests/browser/run.sh`');
    await open(browser, SUBJECT, { site }, async (page) => {
        assert.equal(await page.locator('.cb-controls input[name=show]').count(), 13);
        assert.equal(await base(page).count(), 0, 'only comparisons with the base are there');
        assert.equal(await page.locator('.cb-cell:not(.cb-base) header:not(:has(.cb-band))').count(), 0, 'every cell has its band');
        const before = await marked(page);
        await page.getByLabel('按字面').check();
        assert.notDeepEqual(await marked(page), before);
        await page.getByLabel('按角色').check();
        assert.deepEqual(await marked(page), before);
        await box(page, '范本13').uncheck();
        assert.match(page.url(), /show=v1\+v2/);
        assert.equal(await scrollsSideways(page), false);
    });
    await open(browser, 'index.html', { site, ...phone }, async (page) => assert.equal(await scrollsSideways(page), false));
    await open(browser, 'overviews/coverage.html', { site, ...phone }, async (page) => assert.equal(await scrollsSideways(page), false));
});

test('on a phone the controls fit, before and after another base', async (context) => {
    await open(browser, LARGEST, phone, async (page) => {
        assert.equal(await scrollsSideways(page), false);
        const time = await page.evaluate(() => {
            const base = document.querySelector('.cb-controls select[name=base]');
            base.value = 'v6';
            const start = performance.now();
            base.dispatchEvent(new Event('change', { bubbles: true }));
            return performance.now() - start;
        });
        context.diagnostic(`another base on the largest subject: ${time.toFixed(0)} ms`);
        assert.equal(await scrollsSideways(page), false);
    });
});
