// Nothing that anybody wrote becomes script or markup, wherever the page shows it: configuration, register, released texts.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open, startBrowser, watchedPage } from './browser.mjs';
import { serve } from './server.mjs';
import { Town, plainReports } from './town.mjs';

const attack = (where) => `${where}"'><img src=x onerror=alert('${where}')><script>alert('${where}')</script>{{policy}}</title>`;
const toml = (text) => JSON.stringify(text).replaceAll('\\u003c', '<');
let town;
let server;
let browser;

/** Names of the configuration and the address register are the attacker's. */
function hostileTown() {
  const made = new Town(plainReports(12), (text) => text
    .replace(/^name = "Lindenbrück".*$/m, `name = ${toml(attack('town'))}`)
    .replaceAll(/name = \{ de = "Schlagloch", en = "Pothole" \}/g, `name = { de = ${toml(attack('kategorie'))}, en = ${toml(attack('category'))} }`)
    .replace('name = "Tiefbauamt"', `name = ${toml(attack('department'))}`));
  const addresses = readFileSync(fileURLToPath(new URL('../../samples/addresses.csv', import.meta.url)), 'utf8').split('\n')
    .map((line, i) => (i && line ? line.replace(/^[^;]*/, '"' + attack('street').replaceAll('"', '""') + '"') : line)).join('\n');
  writeFileSync(join(made.root, 'addresses.csv'), addresses);
  const areas = JSON.parse(readFileSync(fileURLToPath(new URL('../../samples/districts.geojson', import.meta.url)), 'utf8'));
  areas.features.forEach((area, i) => { area.properties.name = attack(`area${i}`); });
  writeFileSync(join(made.root, 'areas.geojson'), JSON.stringify(areas));
  made.places(join(made.root, 'addresses.csv'), join(made.root, 'areas.geojson'));
  made.night();
  made.sql(`UPDATE report SET located_street = '${attack('street').replaceAll("'", "''")}'`);
  made.publishPhoto(1, 'a.jpg');
  made.configure(`\n[site]\nimprint = "/impressum?a=<b>"\n`);
  made.ombud('-q', 'site');
  return made;
}

/** Data of which the page must not believe that it was made well. */
function plantInData(site) {
  const file = join(site, 'data/details/0.json');
  const details = JSON.parse(readFileSync(file, 'utf8'));
  for (const one of Object.values(details)) {
    one.text = attack('text');
    one.answers = [{ at: '2026-11-23T10:00:00Z', text: attack('answer') }];
    one.history = [{ at: '2026-11-22T10:00:00Z', status: 'received' }, { at: '2026-11-23T10:00:00Z', status: attack('status') }];
  }
  writeFileSync(file, JSON.stringify(details));
  const settings = JSON.parse(readFileSync(join(site, 'data/site.json'), 'utf8'));
  settings.links.privacy = "javascript:alert('privacy')";
  settings.links.report_form = 'data:text/html,<script>alert(1)</script>';
  settings.has.participations = true;
  writeFileSync(join(site, 'data/site.json'), JSON.stringify(settings));
  writeFileSync(join(site, 'data/participations.json'), JSON.stringify({
    format: 1, participations: [{ id: 1, title: attack('participation'), url: "javascript:alert('participation')", geometry: null }],
  }));
}

before(async () => {
  town = hostileTown();
  plantInData(town.site);
  server = await serve(town.site);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.close();
  town?.remove();
});

test('No word of configuration, register or released text becomes script or markup', async () => {
  const { page, context, faults } = await watchedPage(browser, server.url);
  await open(page, server.url);
  await page.locator('.filters summary').click();
  for (const where of ['town', 'kategorie', 'street', 'area', 'participation']) {
    assert.match(await page.locator('body').innerText(), new RegExp(`${where}\\d?"'><img src=x`), where);
  }
  await page.getByLabel('Adresse oder Straße').pressSequentially('street');
  await page.getByRole('option').first().waitFor();
  await page.goto(`${server.url}#/report/LIN-1`);
  await page.waitForSelector('#report .answer');
  const report = await page.locator('#report').innerText();
  for (const where of ['kategorie', 'street', 'area', 'department', 'text', 'answer', 'status']) assert.match(report, new RegExp(`${where}\\d?"'><img src=x`), where);
  await page.goto(`${server.url}#/report/${encodeURIComponent('"><img src=x onerror=alert(1)>')}?q=${encodeURIComponent('<script>alert(2)</script>')}&c=<b>&l=%22`);
  await page.waitForFunction(() => document.querySelector('#report h2').textContent.startsWith('">'));
  await page.waitForTimeout(300);
  assert.equal(await page.locator('script:not([src]), img[src=x], [onerror], a[href^="javascript"], a[href^="data"]').count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('The pages of text hold no markup of others, and no script at all', async () => {
  const { page, context, faults } = await watchedPage(browser, server.url);
  for (const name of ['text/index.html', 'text/0.html']) {
    await page.goto(server.url + name);
    assert.match(await page.locator('body').innerText(), /town"'><img src=x/);
    assert.equal(await page.locator('script, img, [onerror]').count(), 0);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('index.html keeps its policy, whatever the town is called', async () => {
  const html = readFileSync(join(town.site, 'index.html'), 'utf8');
  assert.match(html, /<title>town&quot;&#39;&gt;&lt;img|<title>Meldungen in town&quot;/);
  assert.equal(html.match(/Content-Security-Policy/g).length, 1);
  assert.match(html, /default-src &#39;none&#39;; script-src &#39;self&#39;; style-src &#39;self&#39;/);
  assert.ok(readdirSync(town.site).includes('feed.xml'));
  assert.ok(!/<img|<script/.test(readFileSync(join(town.site, 'feed.xml'), 'utf8')));
});

test('Script of somebody else would be stopped by the policy even if it got into the page', async () => {
  const { page, context, faults } = await watchedPage(browser, server.url);
  await open(page, server.url);
  await page.evaluate(() => {
    const script = document.createElement('script');
    try {
      script.textContent = 'window.broken = true';
      document.body.append(script);
      document.body.innerHTML += '<img src=x onerror="window.broken = true">';
    } catch { /* Trusted Types refuse both */ }
  });
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.ok(faults.some((fault) => fault.includes('policy violated')));
  await context.close();
});
