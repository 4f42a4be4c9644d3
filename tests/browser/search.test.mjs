// The search in a real browser: what is found, what keys do, what hostile queries do, and the same from a disk.
import assert from 'node:assert/strict';
import { readFile, readdir, stat } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { folder, launch, open, openFile, scrollsSideways, texts } from './site.mjs';

const RESULT = '#mdbook-searchresults li:has(a)';
const HEADING = `${RESULT} a`;

let browser;
before(async () => {
    browser = await launch();
});
after(() => browser.close());

/** The first results of a query, as a reader sees them: `heading | kind · page …`. */
async function find(page, query, count = 5) {
    return page.evaluate(
        async ([query, count]) => {
            const search = window.clausebookSearch;
            const index = await search.open(new URL('./', location.href).href);
            const found = await search.search(query);
            const shown = found.slice(0, count).map(async ({ number, nearest, related }) => {
                const { heading } = await search.text(number);
                const { kind, page } = index.documents;
                return { heading, page: index.pages[page[number]][1], kind: kind[number], nearest, related };
            });
            return Promise.all(shown);
        },
        [query, count],
    );
}

/** Opens the search by its key, once the page has it. */
async function start(page, key = '/') {
    await page.locator('#mdbook-search-toggle').waitFor();
    await page.keyboard.press(key);
}

/** Puts a query in and waits for its answer. */
async function type(page, query) {
    await page.locator('#mdbook-searchbar').fill(query);
    await page.locator('.cb-search[aria-busy=false]').waitFor();
}

test('Rust and the browser cut texts in the same way', () =>
    open(browser, 'index.html', {}, async (page) => {
        const path = fileURLToPath(new URL('../fixtures/search-tokens.json', import.meta.url));
        for (const { text, units, terms } of JSON.parse(await readFile(path, 'utf8'))) {
            const cut = await page.evaluate((text) => {
                const list = window.clausebookSearch.units(text);
                const printed = list.map(({ start, end }) => text.slice(start, end));
                return [printed, window.clausebookSearch.terms(list)];
            }, text);
            assert.deepEqual(cut, [units, terms], text);
        }
    }));

/** A query and results that must be among its first five: page and heading. */
const EXPECTED = [
    ['违约金', ['范本二', '6.3 违约金及赔偿'], ['违约责任', '违约金怎么算']],
    ['違約金', ['范本二', '6.3 违约金及赔偿'], ['违约责任', '违约金怎么算']],
    ['滞纳金', ['范本四', '6.2 违约责任']],
    ['保密', ['保密', '保密']],
    ['保密期限', ['范本一', '6.3 保密期限'], ['保密', '保密期限']],
    ['响应时间', ['范本二', '2.3 响应时间与服务质量标准']],
    ['30日', ['范本四', '8.1 合同解除条件']],
    ['谁承担律师费', ['争议解决与法律适用', '费用由谁承担']],
    ['附件三', ['范本一', '13.3 附件三：费用支付明细'], ['范本四', '14.3 附件三：保密协议']],
    ['ISO27001', ['范本六', '9.2 数据安全措施']],
    ['客户付款', ['范本四', '4.3 付款期限'], ['范本三', '5.2 费用支付方式']],
    ['范本四付款', ['范本四', '4.3 付款期限']],
    ['个人信息', ['个人信息与数据安全', '个人信息与数据安全'], ['范本六', '9.1 个人信息委托处理']],
    ['不可抗力', ['不可抗力', '不可抗力']],
    ['仲裁委员会', ['范本二', '7.1 争议解决方式']],
    ['知识产权归属', ['范本五', '6.1 知识产权归属']],
    ['签署地点', ['范本三', '13.2 签署地点']],
    ['验收期限', ['交付与验收', '验收与异议期限']],
    ['范本三', ['范本三', '范本三']],
    ['责任上限', ['违约责任', '责任上限'], ['范本六', '11.5 责任上限']],
    ['民法典585', ['法条索引', '民法典 585']],
    ['怎么选', ['怎么选', '怎么选']],
];

test('what a lawyer looks for is among the first five', () =>
    open(browser, 'index.html', {}, async (page) => {
        const missing = [];
        for (const [query, ...expected] of EXPECTED) {
            const found = await find(page, query);
            for (const [title, heading] of expected) {
                if (!found.some((result) => result.page === title && result.heading === heading)) {
                    missing.push({ query, title, heading, found: found.map((result) => `${result.page} ${result.heading}`) });
                }
            }
        }
        assert.deepEqual(missing, []);
    }));

test('a whole question is answered by what has most of it, and that is said', () =>
    open(browser, 'index.html?search=谁承担律师费', {}, async (page) => {
        await page.locator(RESULT).first().waitFor();
        assert.match(await page.locator('.cb-nearest').textContent(), /大部分词语/);
        const found = await find(page, '解除');
        assert.ok(found.every((result) => !result.nearest));
        const other = await find(page, '终止', 200);
        assert.ok(other.some((result) => result.related.includes('解除')), 'a related word is named');
    }));

test('keys open, choose, follow and close', () =>
    open(browser, 'index.html', {}, async (page) => {
        await start(page, 's');
        assert.ok(await page.locator('#mdbook-searchbar').evaluate((input) => input === document.activeElement));
        await page.keyboard.press('Escape');
        assert.ok(await page.locator('.cb-search').evaluate((panel) => panel.classList.contains('hidden')));
        assert.ok(await page.locator('#mdbook-search-toggle').evaluate((button) => button === document.activeElement));

        await start(page);
        await page.keyboard.type('客户付款');
        await page.locator(RESULT).nth(1).locator('.teaser').waitFor();
        assert.match(await page.locator(RESULT).first().locator('.cb-where').textContent(), /条款 · 范本六 · 费用与支付/);
        assert.ok((await texts(page, `${RESULT} mark`)).includes('乙方'), 'the client of a text that calls him 乙方');
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowDown');
        const second = await page.locator(HEADING).nth(1).textContent();
        assert.equal(await page.evaluate(() => document.activeElement.textContent), second);
        await page.keyboard.press('ArrowUp');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.waitForURL(/variants\/v4\.html/);
        assert.equal(new URL(page.url()).hash, '#body-4.3');
        assert.ok(await page.locator('#body-4\\.3').isVisible());
        const highlighted = await page.evaluate(() => [...CSS.highlights.get('cb-search')].map(String));
        assert.ok(highlighted.includes('乙方') && highlighted.includes('支付'));

        await page.goBack();
        await page.locator(RESULT).first().waitFor();
        assert.equal(await page.locator('#mdbook-searchbar').inputValue(), '客户付款', 'the address reopens the search');
    }));

test('results are narrowed by kind and by variant', () =>
    open(browser, 'index.html?search=违约金&type=clause&in=范本四', {}, async (page) => {
        await page.locator(RESULT).first().locator('.cb-where').waitFor();
        assert.ok((await texts(page, '.cb-where')).every((text) => text.startsWith('条款 · 范本四')));
        await page.getByRole('button', { name: /^注释 \d+$/ }).click();
        await page.waitForFunction(() => document.querySelector('.cb-where')?.textContent.startsWith('注释'));
        assert.match(page.url(), /type=note/);
        const [said] = (await page.locator('#mdbook-searchresults-header').textContent()).match(/\d+/);
        await page.getByRole('button', { name: '全部' }).nth(1).click();
        const [wider] = (await page.locator('#mdbook-searchresults-header').textContent()).match(/\d+/);
        assert.ok(Number(wider) > Number(said));
        await page.goto(page.url().replace(/type=note/, 'type=nothing'));
        await page.locator(RESULT).first().waitFor();
        assert.equal(await page.getByRole('button', { name: '全部' }).first().getAttribute('aria-pressed'), 'true');
    }));

test('more results come ten by ten', () =>
    open(browser, 'index.html?search=应当', {}, async (page) => {
        await page.locator(RESULT).nth(9).waitFor();
        assert.equal(await page.locator('#mdbook-searchresults li').count(), 10);
        await page.locator('.cb-more').click();
        await page.locator(RESULT).nth(19).waitFor();
        assert.equal(await page.locator('#mdbook-searchresults li').count(), 20);
    }));

test('what an input method has not finished is no query', () =>
    open(browser, 'index.html', {}, async (page) => {
        await start(page);
        const session = await page.context().newCDPSession(page);
        await session.send('Input.imeSetComposition', { text: 'weiyue', selectionStart: 6, selectionEnd: 6 });
        assert.doesNotMatch(page.url(), /search=/);
        await session.send('Input.insertText', { text: '违约' });
        await page.locator(RESULT).first().waitFor();
        assert.equal(new URL(page.url()).searchParams.get('search'), '违约');
    }));

const HOSTILE = [
    ['只有标点', '，。！《》……', '请输入'],
    ['表情', '😀😀', '请输入'],
    ['空白', '   ', null],
    ['正则', '(.*)+[', '请输入'],
    ['正则与字', '(违约金)+$', '找到'],
    ['反斜线与引号', '\\"\'`', '请输入'],
    ['标签', '<img src=x onerror=window.hit=1>', '没有找到'],
    ['脚本', '</script><script>window.hit=1</script>', '没有找到'],
    ['原型', '__proto__ constructor', '没有找到'],
    ['没有的词', '量子纠缠态', null],
    ['一万字', '违约'.repeat(5000), null],
    ['一万个标签', '<b>'.repeat(3400), null],
    ['方向控制', '\u202e金约违', null],
    ['半个字符', 'a\ud800b', null],
];

test('a hostile query is text, quick, and never markup', () =>
    open(browser, 'index.html', {}, async (page) => {
        await start(page);
        for (const [name, query, said] of HOSTILE) {
            await type(page, query);
            const header = await page.locator('#mdbook-searchresults-header').textContent();
            if (said) {
                assert.ok(header.startsWith(said), `${name}: ${header}`);
            }
            assert.ok(header.length < 80, `${name}: ${header.length} characters`);
            assert.equal(await page.evaluate(() => window.hit), undefined, name);
            assert.equal(await page.locator('.cb-search img, .cb-search script, .cb-search b').count(), 0, name);
            assert.equal(await scrollsSideways(page), false, name);
        }
        await page.goto(`${new URL(page.url()).origin}/variants/v1.html?highlight=${'a'.repeat(5000)}%20<b>#%`);
        await page.goto(`${new URL(page.url()).origin}/index.html?search=%3Cimg%20src=x%20onerror=window.hit=1%3E&in=%3Cb%3E`);
        await page.locator('.cb-search[aria-busy=false]').waitFor();
        assert.equal(await page.evaluate(() => window.hit), undefined);
    }));

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'";

test('it runs under a strict policy', () =>
    open(browser, 'index.html?search=违约金', { policy: POLICY }, async (page) => {
        await page.locator(RESULT).first().locator('.teaser').waitFor();
        assert.equal((await texts(page, HEADING))[0], '6.3 违约金及赔偿');
    }));

test('it runs from a disk', () =>
    openFile(browser, 'index.html', async (page) => {
        await start(page);
        await page.keyboard.type('违约金');
        await page.locator(RESULT).first().locator('.teaser').waitFor();
        await page.keyboard.press('Enter');
        await page.waitForURL(/variants\/v2\.html/);
        assert.equal(new URL(page.url()).hash, '#body-6.3');
    }));

test('without scripts there is an index of headings and words', () =>
    open(browser, 'compare/breach.html', { javaScriptEnabled: false }, async (page) => {
        await page.locator('.cb-noscript a').click();
        await page.waitForURL(/overviews\/terms\.html/);
        assert.equal(await page.locator('.cb-search, #mdbook-search-toggle').count(), 0);
        assert.ok(await page.getByRole('link', { name: '6.3 违约金及赔偿' }).isVisible());
        assert.ok(await page.getByText('违约金、滞纳金').isVisible());
    }));

test('a site without an index, as plain mdBook makes it, has no search', () =>
    open(browser, 'index.html?search=违约金', { absent: '/search/' }, async (page) => {
        await page.keyboard.press('/');
        assert.equal(await page.locator('#mdbook-search-toggle, .cb-search').count(), 0);
    }));

test('closing the search brings the reader back, and leaves what is compared', () =>
    open(browser, 'compare/breach.html?kind=percentage#damages', {}, async (page) => {
        const before = await page.evaluate(() => window.scrollY);
        assert.ok(before > 500);
        await page.keyboard.press('/');
        await page.keyboard.press('Escape');
        assert.equal(await page.evaluate(() => window.scrollY), before);
        assert.match(page.url(), /kind=percentage/);
    }));

test('words stay marked when another base draws the texts anew', () =>
    open(browser, 'compare/breach.html?highlight=违约金', {}, async (page) => {
        const marked = () => page.evaluate(() => [...CSS.highlights.get('cb-search')].filter((range) => !range.collapsed).length);
        const before = await marked();
        assert.ok(before > 10);
        await page.locator('.cb-controls select[name=base]').selectOption('v4');
        assert.ok((await marked()) >= before - 5, `${await marked()} of ${before}`);
    }));

test('it fits a phone', () =>
    open(browser, 'index.html?search=违约金', { viewport: { width: 390, height: 844 } }, async (page) => {
        await page.locator(RESULT).first().locator('.teaser').waitFor();
        assert.equal(await scrollsSideways(page), false);
    }));

test('every result leads to a place that exists', async () => {
    const missing = [];
    await open(browser, 'index.html', {}, async (page) => {
        const addresses = await page.evaluate(async () => {
            const search = window.clausebookSearch;
            const index = await search.open(new URL('./', location.href).href);
            const all = index.documents.page.map(async (page, number) => [index.pages[page][0], (await search.text(number)).anchor]);
            return Promise.all(all);
        });
        assert.ok(addresses.length > 800);
        const pages = new Map();
        for (const [path, anchor] of addresses) {
            pages.set(path, pages.get(path) ?? new Set([...(await readFile(join(folder, path), 'utf8')).matchAll(/ id="([^"]*)"/g)].map((id) => id[1])));
            if (anchor !== '' && !pages.get(path).has(anchor)) {
                missing.push(`${path}#${anchor}`);
            }
        }
    });
    assert.deepEqual(missing, []);
});

test('a first query loads little', async (context) => {
    for (const query of ['违约金', '客户付款', '谁承担律师费', '个人信息', '附件三']) {
        const loaded = [];
        await open(browser, 'index.html', { loaded }, async (page) => {
            await start(page);
            await type(page, query);
            await page.locator(RESULT).first().locator('.teaser').waitFor();
            await page.waitForFunction(
                (items) => [...document.querySelectorAll(items)].every((item) => item.querySelector('a')),
                '#mdbook-searchresults li:not(.cb-nearest)',
            );
            const parts = loaded.filter((path) => path.includes('/search/'));
            const sizes = await Promise.all(parts.map(async (path) => gzipSync(await readFile(join(folder, path))).length));
            const total = sizes.reduce((sum, size) => sum + size, 0);
            const time = await page.evaluate(async (query) => {
                const start = performance.now();
                await window.clausebookSearch.search(query);
                return performance.now() - start;
            }, query);
            context.diagnostic(`${query}: ${parts.length} files, ${total} bytes compressed; again ${time.toFixed(1)} ms`);
            assert.ok(total <= 60 * 1024, `${query}: ${total} bytes`);
        });
    }
    const names = (await readdir(join(folder, 'search'))).map((name) => join(folder, 'search', name));
    const all = await Promise.all(names.map(async (name) => (await stat(name)).size));
    context.diagnostic(`index: ${names.length} files, ${all.reduce((sum, size) => sum + size, 0)} bytes`);
});
