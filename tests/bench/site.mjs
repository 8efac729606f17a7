// How large and how fast a written site is on a phone: node site.mjs FOLDER
//
// A phone is a window of 390 by 844 in Chromium whose processor is slowed down four times (as Lighthouse does); the second
// round also has Lighthouse's slow 4G (1.6 Mbit/s, 150 ms). Files are sent with gzip, as web servers do.
import { startBrowser, watchedPage } from '../site/browser.mjs';
import { serve } from '../site/server.mjs';

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const rounds = 5;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Milliseconds from an action in the page until what it changes is painted. */
function timed(page, action, done) {
  return page.evaluate(async ([act, until]) => {
    const start = performance.now();
    new Function(act)();
    const ready = new Function(`return ${until}`);
    const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
    while (!ready()) await frame();
    await frame();
    return performance.now() - start;
  }, [action, done]);
}

async function load(browser, url, slowNetwork) {
  // The timing functions are made of texts, which the policy of the page rightly refuses.
  const { page, context } = await watchedPage(browser, url, { ...phone, bypassCSP: true });
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  if (slowNetwork) {
    await session.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 });
  }
  let bytes = 0;
  let files = 0;
  session.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; files += 1; });
  await page.addInitScript(() => {
    window.blocked = 0;
    new PerformanceObserver((list) => { for (const task of list.getEntries()) window.blocked += Math.max(0, task.duration - 50); }).observe({ type: 'longtask', buffered: true });
    new MutationObserver(() => { if (document.body?.dataset.ready) window.ready ??= performance.now(); }).observe(document, { subtree: true, attributes: true, childList: true });
  });
  await page.goto(url);
  await page.waitForFunction(() => window.ready);
  await page.waitForLoadState('networkidle');
  const [ready, paint, blocked] = await page.evaluate(() => [window.ready, performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN, window.blocked]);
  return { page, context, bytes, files, ready, paint, blocked };
}

async function use(page) {
  const words = "const w = document.querySelector('#words'); w.value = 'laterne'; w.dispatchEvent(new Event('input'))";
  const counted = await page.locator('#results-title').textContent();
  const changed = `document.querySelector('#results-title').textContent !== ${JSON.stringify(counted)}`;
  const back = `document.querySelector('#results-title').textContent === ${JSON.stringify(counted)}`;
  const box = "document.querySelector('.boxes-c input').click()";
  const filter = await timed(page, box, changed);
  await timed(page, box, back);
  const typed = await timed(page, words, changed) - 250; // the pause for which the field waits
  await timed(page, words.replace('laterne', ''), back);
  await page.evaluate(() => { window.pins = new Set(document.querySelectorAll('.marker')); });
  const zoom = await timed(page, "document.querySelector('.map-button').click()", "[...document.querySelectorAll('.marker')].some((one) => !window.pins.has(one))");
  const report = await timed(page, "document.querySelector('.card-link').click()", "document.querySelector('#report .history')");
  return { filter, typed, zoom, report };
}

const server = await serve(process.argv[2], { compress: true });
const browser = await startBrowser();
for (const slow of [false, true]) {
  const loads = [];
  const uses = [];
  for (let i = 0; i < rounds; i += 1) {
    const one = await load(browser, server.url, slow);
    loads.push(one);
    if (!slow) uses.push(await use(one.page));
    await one.context.close();
  }
  const of = (list, key) => Math.round(median(list.map((one) => one[key])));
  if (!slow) console.log(`  first visit: ${loads[0].files} files, ${Math.round(loads[0].bytes / 1000)} kB with gzip`);
  console.log(`  ${slow ? 'slow 4G and 4x slower processor' : '4x slower processor'}: first contentful paint ${of(loads, 'paint')} ms, usable after ${of(loads, 'ready')} ms, blocked ${of(loads, 'blocked')} ms`);
  if (!slow) {
    console.log(`  filter by category ${of(uses, 'filter')} ms, by a word ${of(uses, 'typed')} ms, zoom ${of(uses, 'zoom')} ms (250 ms of it the animation), open a report ${of(uses, 'report')} ms`);
  }
}
await browser.close();
await server.close();
