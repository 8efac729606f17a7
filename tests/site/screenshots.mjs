// Pictures of map page and statistics for the README: node screenshots.mjs FOLDER, see scripts/screenshots.
import { join } from 'node:path';
import { startBrowser, open, watchedPage } from './browser.mjs';
import { serve } from './server.mjs';
import { Town, plainReports } from './town.mjs';

const folder = process.argv[2];

/** A town of some months' reports, some of them being worked on, and two participations. */
function shownTown() {
  const closed = (report, i) => (report.status ? { ...report, closed_at: new Date(Math.min(Date.parse(report.received_at) + (2 + (i % 11)) * 86400e3, Date.parse('2026-11-23T15:00:00Z'))).toISOString() } : report);
  const town = new Town(plainReports(240).map(closed));
  town.places();
  town.night();
  const open = town.sql("SELECT id FROM report WHERE status IN ('received', 'open') ORDER BY id DESC LIMIT 60").trim().split('\n');
  town.ombud('-q', 'set', ...open.filter((_, i) => i % 3 === 0), '--status', 'in_progress');
  town.ombud('-q', 'set', ...open.filter((_, i) => i % 3 === 1), '--status', 'solved');
  const lamp = town.sql("SELECT id FROM report WHERE status = 'in_progress' AND category = 'lighting/lamp' ORDER BY id DESC LIMIT 1").trim();
  town.publishPhoto(lamp, 'lampe.jpg');
  town.participations([
    { id: 'B-7', titel: 'Bebauungsplan Nr. 7 „Am Anger“', beginn: '2026-11-02', ende: '2026-12-18', link: 'https://beteiligung.lindenbrueck.example/7',
      geometrie: 'POLYGON ((7.835 51.676, 7.845 51.676, 7.845 51.682, 7.835 51.682, 7.835 51.676))' },
    { id: 'U-1', titel: 'Umfrage: Wo fehlen Bänke?', beginn: '2026-11-10', ende: '2026-12-06', link: 'https://beteiligung.lindenbrueck.example/u1', geometrie: '' },
  ]);
  town.configure('\n[site]\nimprint = "/impressum"\nprivacy = "/datenschutz"\nreport_form = "https://lindenbrueck.example/melden"\n');
  town.ombud('-q', 'site');
  return { town, reference: `LIN-${lamp}` };
}

const { town, reference } = shownTown();
const server = await serve(town.site);
const browser = await startBrowser();
try {
  const view = { viewport: { width: 1180, height: 720 } };
  const { page } = await watchedPage(browser, server.url, view);
  await page.clock.setFixedTime('2026-11-24T12:00:00Z');
  await open(page, server.url);
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(folder, 'map.png') });
  await page.setViewportSize({ width: 1180, height: 900 });
  await page.goto(`${server.url}#/report/${reference}`);
  await page.waitForSelector('#report .history');
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(folder, 'report.png') });
  await page.setViewportSize({ width: 1000, height: 1100 });
  await page.goto(`${server.url}statistics.html`);
  await page.screenshot({ path: join(folder, 'statistics.png') });
} finally {
  await browser.close();
  await server.close();
  town.remove();
}
