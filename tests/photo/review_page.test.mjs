// The page of `ombud photo review` in Chromium, opened from the disk: keys, a box drawn with the mouse, the file that it saves, and
// what `ombud photo apply` makes of that file.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { startBrowser } from '../site/browser.mjs';
import { Town } from '../site/town.mjs';

const photos = join(import.meta.dirname, '../../samples/photos');
let town;
let browser;
let page;
const faults = [];

/** Three reports with a photo each. The only network looks for plates, so that every photo waits for a person. */
function townWithWaitingPhotos() {
  const reports = ['lamp.jpg', 'rubbish.jpg', 'branch.jpg'].map((photo, i) => ({
    external_id: `F-${i}`, received_at: `2026-11-2${i}T11:00:00Z`, title: 'Meldung', text: 'Bitte ansehen.', category: 'lighting/lamp',
    lat: 51.67 + i / 100, lon: 7.82, photo: [photo],
  }));
  const made = new Town(reports, (text) => text.replace(/^\[photos\]$/m, '[photos]\nshipped_models = false')
    + '\n[[photos.model]]\nfile = "tiny.onnx"\ntype = "yolov8"\nfinds = "plate"\nsize_px = 64\nscale = 1\n', (root) => {
    for (const { photo: [name] } of reports) cpSync(join(photos, name), join(root, name));
    execFileSync('/usr/bin/python3', [join(import.meta.dirname, 'tiny_model.py'), 'yolov8', join(root, 'tiny.onnx'), '--rgb']);
  });
  made.night();
  return made;
}

async function decisions() {
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')]);
  assert.equal(download.suggestedFilename(), 'decisions.json');
  const file = join(town.root, 'decisions.json');
  await download.saveAs(file);
  return file;
}

/** Drags from one point of the picture to another, both as shares of it. */
async function drag(section, [x1, y1], [x2, y2]) {
  const area = await section.locator('.before svg').boundingBox();
  await page.mouse.move(area.x + x1 * area.width, area.y + y1 * area.height);
  await page.mouse.down();
  await page.mouse.move(area.x + (x1 + x2) / 2 * area.width, area.y + (y1 + y2) / 2 * area.height);
  await page.mouse.move(area.x + x2 * area.width, area.y + y2 * area.height);
  await page.mouse.up();
}

before(async () => {
  town = townWithWaitingPhotos();
  const file = town.ombud('photo', 'review').trim();
  browser = await startBrowser();
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 1400 } });
  page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => { if (!/^(file|blob|data):/.test(request.url())) faults.push(`request elsewhere: ${request.url()}`); });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector('section');
});

after(async () => {
  await browser?.close();
  town?.remove();
});

test('shows each waiting photo before and after, from the disk', async () => {
  assert.equal(await page.locator('section').count(), 3);
  const widths = await page.locator('img').evaluateAll(async (images) => {
    await Promise.all(images.map((image) => image.decode()));
    return images.map((image) => image.naturalWidth);
  });
  assert.equal(widths.length, 6);
  assert.ok(widths.every((width) => width > 0));
  assert.match(await page.locator('#count').textContent(), /^0 of 3 decided/);
});

test('keys and a drawn box become decisions that ombud photo apply carries out', async () => {
  await page.keyboard.press('r');
  await page.keyboard.press('2');
  const second = page.locator('section').nth(1);
  await second.scrollIntoViewIfNeeded();
  await drag(second, [0.25, 0.25], [0.75, 0.5]);
  await drag(second, [0.8, 0.8], [0.9, 0.9]);
  await page.keyboard.press('u');
  assert.match(await page.locator('#count').textContent(), /^2 of 3 decided; drawing: person/);
  const file = await decisions();
  const saved = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(saved.photos.length, 2);
  const [rejected, accepted] = saved.photos;
  assert.equal(rejected.verdict, 'reject');
  assert.equal(accepted.verdict, 'accept');
  assert.equal(accepted.drawn.length, 1);
  const [box] = accepted.drawn;
  const size = await second.locator('.before img').evaluate((image) => [image.naturalWidth, image.naturalHeight]);
  assert.equal(box.kind, 'person');
  assert.ok(Math.abs(box.x - size[0] / 4) < 4 && Math.abs(box.width - size[0] / 2) < 8, JSON.stringify(box));
  assert.ok(Math.abs(box.y - size[1] / 4) < 4 && Math.abs(box.height - size[1] / 4) < 8, JSON.stringify(box));

  assert.match(town.ombud('photo', 'apply', file), /^1 released, 1 rejected, 0 waiting again, 0 as before/);
  assert.ok(existsSync(join(town.root, 'photos/public', `${accepted.sha256}.jpg`)));
  assert.ok(!existsSync(join(town.root, 'photos/public', `${rejected.sha256}.jpg`)));
  const boxes = JSON.parse(readFileSync(join(town.root, 'photos/public', `${accepted.sha256}.json`), 'utf8')).boxes;
  assert.ok(boxes.some((one) => one.detector === 'desk' && one.kind === 'person'), JSON.stringify(boxes));
});

test('broke no policy, made no error and asked no server', () => {
  assert.deepEqual(faults, []);
});
