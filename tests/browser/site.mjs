// The built site in a real browser. Nothing is served: requests to the site are answered from its folder, requests to
// anywhere else are refused and counted, so that no test needs a network.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** Where the site lies. */
export const folder = resolve(process.env.CLAUSEBOOK_SITE ?? assert.fail('run these tests by `sh tests/browser/run.sh`'));
/** One page of each kind. */
export const PAGES = [
    'index.html',
    'reading.html',
    'variants/v6.html',
    'compare/third-party-involvement.html',
    'pairs/v1-v6.html',
    'overviews/choose.html',
    'overviews/coverage.html',
    'overviews/decisions.html',
    'overviews/numbers.html',
    'overviews/blanks.html',
    'overviews/health.html',
    'overviews/statutes.html',
    'overviews/terms.html',
    '404.html',
];
const executablePath = process.env.CHROMIUM ?? assert.fail('run these tests by `sh tests/browser/run.sh`');
const origin = 'http://site.test';
const types = {
    '.css': 'text/css',
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.json': 'application/json',
    '.svg': 'image/svg+xml',
};
const quiet = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];

/** Starts a browser for a file of tests; `after` of the test runner must close it. */
export function launch() {
    return chromium.launch({ executablePath, args: quiet });
}

/**
 * Opens a page of the site in a browser profile of its own and calls `visit` with it. Errors of scripts and requests to
 * elsewhere fail the test. Options are those of the profile, and: `site`, the folder of another site; `policy`, a content
 * security policy beside that of the pages; `refuses`, whether refusals of a policy are expected; `absent`, a folder that
 * the site does not have; `loaded`, a list that gets the path of every request.
 */
export async function open(browser, path, { policy, refuses, site = folder, absent, loaded = [], ...options }, visit) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', ...options });
    const problems = [];
    await context.route('**/*', (route) => answer(route, { policy, site, absent, loaded, problems }));
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(`error in ${page.url()}: ${error}`));
    page.on('console', (message) => {
        const isRefusal = refuses && /Content Security Policy/.test(message.text());
        const isAbsent = absent && message.location().url.includes(absent);
        if (message.type() === 'error' && !isRefusal && !isAbsent) {
            problems.push(`console of ${page.url()}: ${message.text()}`);
        }
    });
    try {
        await page.goto(`${origin}/${path}`);
        await visit(page);
        assert.deepEqual(problems, []);
    } finally {
        await context.close();
    }
}

/** Opens a page as a file on a disk; errors of scripts fail the test. */
export async function openFile(browser, path, visit) {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(`error in ${page.url()}: ${error}`));
    try {
        await page.goto(pathToFileURL(join(folder, path)).href);
        await visit(page);
        assert.deepEqual(problems, []);
    } finally {
        await context.close();
    }
}

async function answer(route, { policy, site, absent, loaded, problems }) {
    const url = new URL(route.request().url());
    if (url.origin !== origin) {
        problems.push(`request to ${url.href}`);
        return route.abort();
    }
    const inner = normalize(decodeURIComponent(url.pathname)).replace(/\/$/, '/index.html');
    if (absent && inner.startsWith(absent)) {
        return route.fulfill({ status: 404, body: '' });
    }
    try {
        const body = await readFile(join(site, inner));
        loaded.push(inner);
        const headers = policy ? { 'content-security-policy': policy } : {};
        const contentType = types[extname(inner)] ?? 'application/octet-stream';
        return route.fulfill({ body, headers: { 'content-type': contentType, ...headers } });
    } catch {
        problems.push(`the site has no ${inner}`);
        return route.fulfill({ status: 404, body: '' });
    }
}

/** The texts of all elements that a selector finds, in the order of the page. */
export function texts(page, selector) {
    return page.locator(selector).allTextContents();
}

/** Whether the page itself, not a table in it, can be scrolled sideways. */
export function scrollsSideways(page) {
    return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}
