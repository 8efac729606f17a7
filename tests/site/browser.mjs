// Debian's Chromium, driven by playwright-core from build/web/tests (scripts/web-assets --tests).
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const tools = process.env.OMBUD_WEB_TESTS ?? fileURLToPath(new URL('../../build/web/tests', import.meta.url));
const fetched = createRequire(join(tools, 'index.js'));

export function axeSource() {
  return fetched.resolve('axe-core/axe.min.js');
}

export async function startBrowser() {
  const { chromium } = fetched('playwright-core');
  return chromium.launch({
    executablePath: process.env.OMBUD_CHROMIUM ?? '/usr/bin/chromium',
    // Chromium refuses its own sandbox to root; what it opens here are our own pages.
    chromiumSandbox: process.getuid() !== 0,
    args: ['--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--font-render-hinting=none'],
  });
}

/** A page that notes all that must not happen: errors, violated policies, dialogs, requests to anybody else. */
export async function watchedPage(browser, url, options = {}) {
  const context = await browser.newContext({ locale: 'de-DE', timezoneId: 'America/New_York', viewport: { width: 1280, height: 800 }, ...options });
  const faults = [];
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy violated: ${event.violatedDirective} ${event.sample} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => { if (!request.url().startsWith(url) && !request.url().startsWith('data:')) faults.push(`request elsewhere: ${request.url()}`); });
  page.on('response', (response) => { if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`); });
  return { page, context, faults };
}

/** Opens an address of the page and waits until it shows its reports. */
export async function open(page, url) {
  await page.goto(url);
  await page.waitForSelector('body[data-ready]');
}
