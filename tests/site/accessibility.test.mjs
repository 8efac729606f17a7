// WCAG 2.1 AA as far as axe-core sees it, in light and dark, wide and narrow; and at 200 % without scrolling sideways.
// Screenshots of all of it lie in OMBUD_SHOTS.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { axeSource, open, startBrowser, watchedPage } from './browser.mjs';
import { serve } from './server.mjs';
import { plainTown } from './town.mjs';

const shots = process.env.OMBUD_SHOTS ?? fileURLToPath(new URL('../../build/site-shots', import.meta.url));
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const axe = readFileSync(axeSource(), 'utf8');
let town;
let server;
let browser;

before(async () => {
  mkdirSync(shots, { recursive: true });
  town = plainTown();
  server = await serve(town.site);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.close();
  town?.remove();
});

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`).join('\n  ')}`);
}

const views = {
  map: ['', (page) => page.locator('.filters summary').click()],
  list: ['#/list', () => {}],
  report: ['#/report/LIN-2', (page) => page.waitForSelector('#report .history')],
};
const looks = [
  ['light', {}, ['map', 'list', 'report']],
  ['dark', { colorScheme: 'dark' }, ['map', 'report']],
  ['phone', phone, ['map', 'report']],
  ['phone-dark', { ...phone, colorScheme: 'dark' }, ['list']],
];

for (const [look, options, names] of looks) {
  test(`axe finds nothing wrong: ${look}`, async () => {
    const { page, context, faults } = await watchedPage(browser, server.url, options);
    for (const name of names) {
      const [hash, prepare] = views[name];
      await page.goto('about:blank');
      await open(page, server.url + hash);
      await prepare(page);
      await page.screenshot({ path: join(shots, `${name}-${look}.png`) });
      assert.deepEqual(await violations(page), [], name);
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test('axe finds nothing wrong in the pages of text', async () => {
  const { page, context } = await watchedPage(browser, server.url);
  await page.goto(`${server.url}text/0.html`);
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test('At 200 % of a laptop and on the narrowest phone nothing scrolls sideways and nothing is cut off', async () => {
  for (const viewport of [{ width: 640, height: 400 }, { width: 320, height: 568 }]) {
    const { page, context } = await watchedPage(browser, server.url, { viewport });
    for (const name of Object.keys(views)) {
      const [hash, prepare] = views[name];
      await page.goto('about:blank');
      await open(page, server.url + hash);
      await prepare(page);
      const wide = await page.evaluate(() => [...document.querySelectorAll('body, body *:not(#map *)')]
        .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest('.leaflet-pane')).map((one) => one.outerHTML.slice(0, 90)));
      assert.deepEqual(wide, [], `${name} at ${viewport.width}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    }
    await page.screenshot({ path: join(shots, `report-${viewport.width}.png`) });
    await context.close();
  }
});
