// What people do with the map page, in Chromium, with the mouse, by keyboard and without script.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, startBrowser, watchedPage } from './browser.mjs';
import { serve } from './server.mjs';
import { plainTown } from './town.mjs';

let town;
let server;
let browser;

before(async () => {
  town = plainTown();
  server = await serve(town.site);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.close();
  town?.remove();
});

/** Runs a visit on a fresh page at an address and wants nothing forbidden to have happened. */
function visit(name, hash, work, options = {}) {
  test(name, async () => {
    const { page, context, faults } = await watchedPage(browser, server.url, options);
    try {
      await open(page, server.url + hash);
      await work(page, context);
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
    }
  });
}

const counted = (page) => page.locator('#results-title').textContent();
const titles = (page) => page.locator('.card-link').allTextContents();
const becomes = (page, text) => page.waitForFunction((wanted) => document.querySelector('#results-title')?.textContent === wanted, text);

visit('All reports are counted, the newest first, with neither cookie nor stored data nor a request elsewhere', '', async (page, context) => {
  assert.equal(await counted(page), '60 Meldungen');
  assert.match(await page.locator('.card .meta').first().textContent(), /22\.11\.2026 · .*LIN-60/);
  assert.equal(await page.title(), 'Meldungen in Lindenbrück');
  assert.ok(await page.locator('.marker').count() > 5);
  assert.deepEqual(await context.cookies(), []);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
});

visit('Filters narrow list and map, stand in the address, and the back button undoes them', '', async (page) => {
  await page.locator('.filters summary').click();
  await page.getByRole('checkbox', { name: 'Erledigt' }).check();
  await becomes(page, '20 Meldungen');
  assert.match(page.url(), /s=solved/);
  await page.getByRole('checkbox', { name: 'Straßenlaterne' }).check();
  await becomes(page, '4 Meldungen');
  assert.ok((await titles(page)).every((title) => title.startsWith('Straßenlaterne')));
  assert.equal(await page.locator('.filters summary').textContent(), 'Filter (2 aktiv)');
  await page.goBack();
  await becomes(page, '20 Meldungen');
  assert.equal(await page.getByRole('checkbox', { name: 'Straßenlaterne' }).isChecked(), false);
  await page.goBack();
  await becomes(page, '60 Meldungen');
});

visit('Days, words, streets and numbers choose reports', '', async (page) => {
  await page.locator('.filters summary').click();
  await page.getByLabel('von', { exact: true }).fill('2026-11-20');
  await becomes(page, '3 Meldungen');
  await page.getByLabel('bis', { exact: true }).fill('2026-11-20');
  await becomes(page, '1 Meldung');
  await page.getByRole('link', { name: 'Alle Filter zurücksetzen' }).click();
  await becomes(page, '60 Meldungen');
  await page.getByLabel('Stichwort oder Nummer').fill('SCHLAGLOCH');
  await becomes(page, '12 Meldungen');
  await page.getByLabel('Stichwort oder Nummer').fill('lin-7');
  await becomes(page, '1 Meldung');
  await page.getByLabel('Stichwort oder Nummer').fill('gibtesnicht');
  await becomes(page, '0 Meldungen');
  assert.match(await page.locator('#results').textContent(), /Keine Meldung passt/);
});

visit('A report opens from the list under an address of its own and closes with the back button', '', async (page) => {
  const link = page.locator('.card-link').nth(2);
  const title = await link.textContent();
  await link.click();
  await page.waitForSelector('#report .history');
  assert.match(page.url(), /#\/report\/LIN-58$/);
  assert.equal(await page.locator('#report h2').textContent(), title);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2');
  await page.goBack();
  await page.waitForSelector('#report', { state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.dataset.reference), 'LIN-58');
});

visit('A permalink shows the report with photo, status and department, and its pin on the map', '#/report/LIN-2', async (page) => {
  await page.waitForSelector('#report .photos img');
  const report = await page.locator('#report').innerText();
  assert.match(report, /Straßenlaterne/);
  assert.match(report, /Stadtwerke/);
  assert.ok(await page.locator('#report img').evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
  assert.equal(await page.locator('#report img').getAttribute('alt'), 'Foto 1 von 1 zur Meldung LIN-2');
  assert.equal(await page.locator('.marker.chosen').count(), 1);
  assert.match(await page.title(), /LIN-2/);
});

visit('A report that is not public says so', '#/report/LIN-4711', async (page) => {
  assert.match(await page.locator('#report').textContent(), /LIN-4711 ist nicht öffentlich/);
});

visit('A cluster opens into its parts, a pin into its report, and reports at one spot into a list', '', async (page) => {
  const markers = () => page.locator('.cluster-marker').count();
  for (let i = 0; i < 12 && await markers(); i += 1) {
    const spot = page.locator('.marker[aria-label*="an dieser Stelle"]');
    if (await spot.count()) {
      await spot.first().click();
      await becomes(page, '5 Meldungen');
      break;
    }
    await page.locator('.cluster-marker').first().click();
    await page.waitForTimeout(350);
  }
  if (!/at=/.test(page.url())) {
    // What opened first held no spot; go where the five are.
    await page.goto(`${server.url}#/report/LIN-1`);
    await page.waitForSelector('#report .history');
    for (let i = 0; i < 4; i += 1) {
      await page.getByRole('button', { name: 'Hineinzoomen' }).click();
      await page.waitForTimeout(350);
    }
    await page.locator('.marker[aria-label="5 Meldungen an dieser Stelle"]').dispatchEvent('click');
    await becomes(page, '5 Meldungen');
  }
  await page.getByRole('link', { name: 'Wieder alle Meldungen zeigen' }).click();
  await becomes(page, '60 Meldungen');
  await page.getByRole('button', { name: 'Ganze Stadt zeigen' }).click();
  await page.waitForTimeout(300);
  await page.locator('.marker:not(.cluster-marker)').first().click();
  await page.waitForSelector('#report h2');
  assert.match(page.url(), /#\/report\/LIN-\d+/);
});

visit('The list view stands for the map, in pages', '', async (page) => {
  await page.getByRole('link', { name: 'Liste', exact: true }).click();
  await page.waitForSelector('#map', { state: 'hidden' });
  assert.equal(await page.locator('.card').count(), 25);
  await page.getByRole('link', { name: 'Weiter' }).click();
  await page.getByText('Seite 2 von 3').waitFor();
  assert.match(await page.locator('.card .meta').first().textContent(), /LIN-35/);
  await page.getByLabel('Sortieren').selectOption('old');
  await page.getByText('Seite 1 von 3').waitFor();
  assert.match(await page.locator('.card .meta').first().textContent(), /LIN-1\b/);
});

visit('An address is found in the register and marked, misspelt as people do', '', async (page) => {
  const field = page.getByLabel('Adresse oder Straße');
  await field.pressSequentially('werler str. 12');
  await page.getByRole('option', { name: 'Werler Straße 12', exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  assert.equal(await field.getAttribute('aria-activedescendant'), 'address-0');
  await page.keyboard.press('Enter');
  await page.getByText('Werler Straße 12 ist auf der Karte markiert').waitFor();
  assert.equal(await field.inputValue(), 'Werler Straße 12');
  await page.getByLabel('Nur im Kartenausschnitt').check();
  await page.waitForFunction(() => !document.querySelector('#results-title').textContent.startsWith('60'));
  await field.fill('xyzzy');
  await page.getByText('Keine Adresse gefunden').waitFor();
});

visit('The keyboard reaches everything: past the map, a pin, a report, and back', '', async (page) => {
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Karte überspringen/);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'results-title');
  const seen = new Set();
  await page.evaluate(() => document.activeElement.blur());
  for (let i = 0; i < 70; i += 1) {
    await page.keyboard.press('Tab');
    const [what, outlined] = await page.evaluate(() => {
      const at = document.activeElement;
      const style = [getComputedStyle(at), getComputedStyle(at, '::after')];
      return [at.id || at.className || at.tagName, style.some((one) => one.outlineStyle !== 'none' && Number.parseFloat(one.outlineWidth) >= 2)];
    });
    seen.add(what.split(' ')[0]);
    assert.ok(outlined || what === 'BODY', `no focus to be seen on ${what}`);
  }
  for (const what of ['site-title', 'address', 'words', 'sort', 'in-view', 'card-link', 'map']) assert.ok(seen.has(what), `${what} of ${[...seen]}`);
  await page.locator('.marker:not(.cluster-marker)').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#report h2');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2');
});

visit('English is one click away and stands in the address', '', async (page) => {
  await page.getByRole('button', { name: 'English' }).click();
  await becomes(page, '60 reports');
  assert.match(page.url(), /l=en/);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.match((await titles(page)).join(), /Street lamp/);
  await page.reload();
  await becomes(page, '60 reports');
});

visit('Participations that run stand above the list; one that is over by the visitor\'s clock does not', '', async (page) => {
  const notes = page.getByRole('region', { name: 'Jetzt mitmachen' });
  assert.deepEqual(await notes.getByRole('listitem').allTextContents(), ['Bebauungsplan „Am Anger“']);
  assert.equal(await notes.getByRole('link').getAttribute('href'), 'https://lindenbrueck.example/plan');
});

visit('Who speaks English gets English', '', async (page) => {
  assert.equal(await counted(page), '60 reports');
}, { locale: 'en-GB' });

test('The feed is well-formed and leads back to the reports', async () => {
  const page = await browser.newPage(); // an empty one: the policy of our own forbids even this parser
  const feed = await page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, 'application/xml');
    const ids = [...xml.getElementsByTagName('id')].map((one) => one.textContent);
    return { wrong: xml.querySelector('parsererror')?.textContent, ids, link: xml.querySelector('entry link')?.getAttribute('href') };
  }, await (await fetch(`${server.url}feed.xml`)).text());
  assert.equal(feed.wrong, undefined);
  assert.equal(new Set(feed.ids).size, 51);
  assert.equal(feed.link, 'index.html#/report/LIN-60');
  await page.close();
});

test('Without JavaScript all reports can be read', async () => {
  const { page, context, faults } = await watchedPage(browser, server.url, { javaScriptEnabled: false });
  await page.goto(server.url);
  await page.getByRole('link', { name: 'Alle Meldungen als Text' }).click();
  await page.getByRole('link', { name: 'Meldungen LIN-1 bis LIN-127' }).click();
  assert.equal(await page.locator('article').count(), 60);
  assert.match(await page.locator('#LIN-2').innerText(), /Straßenlaterne/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('A base map of somebody else is asked for pictures, and nobody else for anything', async () => {
  town.configure('basemap = "https://tiles.example/{z}/{x}/{y}.png"\nattribution = "© Beispielamt <b>2026</b>"\nattribution_url = "https://tiles.example/"\n');
  town.ombud('-q', 'site');
  const { page, context, faults } = await watchedPage(browser, server.url);
  const asked = new Set();
  await page.route('https://tiles.example/**', (route) => {
    asked.add(new URL(route.request().url()).pathname.split('/').length);
    return route.fulfill({ contentType: 'image/png', body: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') });
  });
  await open(page, server.url);
  await page.waitForSelector('img.leaflet-tile-loaded');
  assert.deepEqual([...asked], [4]);
  assert.match(await page.locator('.map-source').textContent(), /© Beispielamt <b>2026<\/b>/);
  assert.deepEqual(faults.filter((fault) => !fault.startsWith('request elsewhere: https://tiles.example/')), []);
  await context.close();
});
