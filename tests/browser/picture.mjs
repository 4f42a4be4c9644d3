// The picture of the README: `CLAUSEBOOK_SITE=<site> CHROMIUM=<program> node picture.mjs`.
import { launch, open } from './site.mjs';

const browser = await launch();
await open(browser, 'compare/breach.html?show=v1+v3+v4+v6', { viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.evaluate(() => document.querySelector('form.cb-controls').scrollIntoView());
    await page.screenshot({ path: 'page.png' });
});
await browser.close();
