import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 740 };

const CANDIDATES = [process.env.GIS_E2E_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Headless Chromium of the system. WebGL is drawn in software, so that no graphics card is needed.
 * @param more Switches of Chromium besides. */
export function launch(more: string[] = []): Promise<Browser> {
  const executablePath = CANDIDATES.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('No Chromium found: install the package "chromium" or set GIS_E2E_CHROMIUM.');
  return chromium.launch({ executablePath, args: ['--enable-unsafe-swiftshader', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...more] });
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** A page that remembers what it asked for and what went wrong in it. */
export interface WatchedPage {
  page: Page;
  requests: string[];
  faults: string[];
}

export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'ja-JP', viewport: DESKTOP, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return { page, requests, faults };
}

/** A phone: touch, a narrow screen, two device pixels a CSS pixel. */
export const phone: BrowserContextOptions = { viewport: PHONE, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** Opens a page and waits until the map has drawn everything it has. */
export async function openMap(page: Page, url: string): Promise<void> {
  // From elsewhere, so that a change behind the # is a new visit and not a move within the page.
  await page.goto('about:blank');
  await page.goto(url);
  await page.waitForSelector('.map-stage[data-idle=true]', { timeout: 60_000 });
}

/** Hosts other than the page's own among the addresses that were asked for. */
export function otherHosts(requests: readonly string[], own: string): string[] {
  const host = new URL(own).host;
  return requests.filter((address) => /^(https?|wss?):/.test(address) && new URL(address).host !== host);
}
