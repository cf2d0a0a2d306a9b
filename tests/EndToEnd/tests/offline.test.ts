import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { axe } from '../support/axe';
import { launch, newPage, openMap, phone } from '../support/browser';
import { execute } from '../support/database';
import { coloursOnMap, drawnFeatures, mapAtRest } from '../support/pixels';
import { startRelay, type Relay } from '../support/relay';
import { layerOfKind, placeWithin, publicUrl, staffAccount, staffUrl } from '../support/town';
import { figure } from '../support/figure';

let browser: Browser;
let relay: Relay;
let place: { lon: number; lat: number };
let hazard: string;
beforeAll(async () => {
  browser = await launch();
  const flood = await layerOfKind('flood-depth');
  hazard = flood.id;
  place = await placeWithin(flood);
});
afterAll(() => browser?.close());
beforeEach(async () => {
  relay = await startRelay(publicUrl());
});
afterEach(() => relay.cut());

const sheetAt = (lon: number, lat: number) => `${relay.url}place?lon=${lon.toFixed(6)}&lat=${lat.toFixed(6)}`;
const sentences = (page: Page) => page.locator('.say, .around, .credits').allInnerTexts();
const notice = (page: Page) => page.locator('[data-stored]');

/** Looks at the sheet once, presses nothing, and waits until the page says how it is kept. */
async function lookOnce(page: Page, said = /電波がなくても見られます。.+保存しました/): Promise<void> {
  await page.goto(sheetAt(place.lon, place.lat));
  await expect.poll(() => page.locator('[data-state]').textContent(), { timeout: 60_000 }).toMatch(said);
}

/** The telephone is out of reach, and the server switched off besides. */
async function cutOff(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await relay.cut();
}

async function comeBack(page: Page): Promise<void> {
  await relay.mend();
  await page.context().setOffline(false);
}

test('after one visit everything about home can be read and seen without a network, with its age', async () => {
  const { page } = await newPage(browser, phone);
  const address = sheetAt(place.lon, place.lat);
  await lookOnce(page);
  expect(relay.bytes()).toBeLessThan(6e6);
  const online = await sentences(page);
  await page.goto(`${relay.url}sites`);
  const sites = await page.locator('.site-list').innerText();
  await page.goto('about:blank');
  await cutOff(page);

  const begun = Date.now();
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  await page.locator('.site-list').first().waitFor();
  const readable = Date.now() - begun;
  await expect.poll(() => page.locator('.around img').evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
  const seen = Date.now() - begun;
  expect(await sentences(page)).toEqual(online);
  expect(await notice(page).innerText()).toMatch(/通信できません。\d+月\d+日 \d+:\d+に保存した内容です。/);
  expect(await axe(page)).toEqual([]);
  await page.goto(`${address}&for=tsunami`);
  expect(await page.locator('h2', { hasText: '津波のとき' }).count()).toBe(1);
  expect(await notice(page).isVisible()).toBe(true);

  await page.goto(`${relay.url}sites`);
  expect(await page.locator('.site-list').innerText()).toBe(sites);
  await page.goto(`${relay.url}sites?for=flood`);
  // The kept page is that of all sites; its script leaves out those that do not fit.
  const all = await page.locator('.site-list > li').count();
  await expect.poll(() => page.locator('.site-list > li:visible').count()).toBeLessThan(all);
  expect(await page.locator('.site-list > li:visible').count()).toBeGreaterThan(0);

  const again = Date.now();
  await openMap(page, `${relay.url}#map=15/${place.lat.toFixed(5)}/${place.lon.toFixed(5)}&at=${place.lat.toFixed(6)},${place.lon.toFixed(6)}`);
  const map = Date.now() - again;
  await page.waitForSelector('.hazard');
  await mapAtRest(page);
  expect((await drawnFeatures(page))[hazard]).toBeGreaterThan(0);
  expect(await coloursOnMap(browser, page)).toBeGreaterThan(20);
  expect(await page.locator('.offline').innerText()).toMatch(/通信できません。.+に保存した内容です。/);
  figure(`repeat view with the network off: sheet readable after ${readable} ms, with its picture ${seen} ms; map drawn after ${map} ms (software graphics)`);
  await page.context().close();
});

test('another address says plainly that it is not kept, and never shows the answer of another place', async () => {
  const { page } = await newPage(browser, phone);
  await lookOnce(page);
  const here = (await page.locator('h1').textContent())!;
  await cutOff(page);
  for (const path of [`place?lon=${(place.lon + 0.0004).toFixed(6)}&lat=${place.lat.toFixed(6)}`, `find?q=${encodeURIComponent('潮見町本町9-9-9')}`]) {
    await page.goto(relay.url + path);
    const main = page.locator('main');
    await main.locator('.kept-list a').waitFor();
    expect(await main.innerText()).toContain('この端末に保存していません');
    expect(await page.locator('h1').textContent()).toBe('通信できません');
    expect(await main.locator('.zones, .site-list').count()).toBe(0);
    if (path.startsWith('place')) expect(await main.innerText()).toContain('危険があるかどうかは、いまは分かりません');
    expect(await axe(page), path).toEqual([]);
  }
  await page.locator('.kept-list a', { hasText: here }).click();
  await expect.poll(() => page.locator('h1').textContent()).toBe(here);
  await page.context().close();
});

test('a fresh answer replaces the kept one when the network is back, without taking the page away', async () => {
  const sites = await layerOfKind('emergency-site');
  const name = sites.fields.find((field) => field.role === 'name')!.name;
  const { page } = await newPage(browser, phone);
  await lookOnce(page);
  const nearest = (await page.locator('.site-list h3').first().textContent())!;
  await cutOff(page);
  await page.goto(sheetAt(place.lon, place.lat));
  await execute(`UPDATE layer."${sites.id}" SET "${name}" = "${name}" || '（移転）' WHERE "${name}" = '${nearest}'`, []);
  try {
    await comeBack(page);
    await expect.poll(() => page.locator('[data-news]').isVisible(), { timeout: 40_000 }).toBe(true);
    expect(await page.locator('.site-list h3').first().textContent()).toBe(nearest);
    // The kept one is the new one already: also for somebody who goes out of reach again.
    await cutOff(page);
    await page.locator('[data-news] button').click();
    await expect.poll(() => page.locator('.site-list h3').first().textContent()).toBe(`${nearest}（移転）`);
    expect(await notice(page).isVisible()).toBe(true);
  } finally {
    await execute(`UPDATE layer."${sites.id}" SET "${name}" = '${nearest}' WHERE "${name}" = '${nearest}（移転）'`, []);
  }
  await page.context().close();
});

test('on a line that gives no answer the kept sheet is shown, and the page hears when the line is good again', async () => {
  const { page } = await newPage(browser, phone);
  await lookOnce(page);
  relay.hold(true);
  await page.goto(sheetAt(place.lon, place.lat));
  expect(await notice(page).isVisible()).toBe(true);
  relay.hold(false);
  await expect.poll(() => page.locator('[data-same]').isVisible(), { timeout: 40_000 }).toBe(true);
  await page.context().close();
});

test('without room nothing breaks and it is said', async () => {
  const { page, faults } = await newPage(browser, phone);
  await page.goto(`${relay.url}sites`);
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(relay.url).origin, quotaSize: 300_000 });
  await lookOnce(page, /空きが足りない/);
  expect(await page.locator('.zones > li').count()).toBeGreaterThan(0);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('what is kept is listed and deleted, and after that nothing is kept unasked', async () => {
  const { page } = await newPage(browser, phone);
  await lookOnce(page);
  await page.goto(`${relay.url}offline`);
  // The page asks its worker for the list after it has come.
  await expect.poll(() => page.locator('.kept-list > li').count()).toBe(1);
  expect(await axe(page)).toEqual([]);
  await page.locator('[data-drop-all]').click();
  await expect.poll(() => page.locator('[data-empty]').isVisible()).toBe(true);
  expect(await page.evaluate(async () => (await caches.keys()).filter((name) => !name.endsWith('index')))).toEqual([]);
  await page.goto(sheetAt(place.lon, place.lat));
  await expect.poll(() => page.locator('[data-do="keep"]').isVisible()).toBe(true);
  expect(await page.evaluate(() => caches.keys())).toEqual(['gis-index']);
  await page.locator('[data-do="keep"]').click();
  await expect.poll(() => page.locator('[data-state]').textContent(), { timeout: 60_000 }).toMatch(/保存しました/);
  await page.context().close();
});

test('a new version waits until it is wanted, and a worker that is called off clears everything away', async () => {
  const worker = (name: string) => readFileSync(fileURLToPath(new URL(`../../../src/Web/dist/${name}`, import.meta.url)), 'utf8');
  const { page } = await newPage(browser);
  await lookOnce(page);
  relay.instead.set('/worker.js', { type: 'text/javascript', body: `${worker('worker.js')}\n// another version` });
  await page.goto(`${relay.url}sites`);
  await expect.poll(() => page.locator('[data-version]').isVisible()).toBe(true);
  const reloaded = page.waitForEvent('load');
  await page.locator('[data-version] button').click();
  await reloaded;
  expect(await page.locator('[data-version]').isVisible()).toBe(false);
  relay.instead.set('/worker.js', { type: 'text/javascript', body: worker('worker-off.js') });
  await page.goto(`${relay.url}data`);
  await expect.poll(() => page.evaluate(async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]), { timeout: 30_000 }).toEqual([0, 0]);
  await page.context().close();
});

test('staff have no worker', async () => {
  const { page } = await newPage(browser);
  const { name, password } = staffAccount();
  await page.goto(`${staffUrl()}staff/sign-in`);
  await page.fill('input[name=name]', name);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
  await page.waitForURL(/\/staff$/);
  for (const path of [`place?lon=${place.lon}&lat=${place.lat}`, 'sites']) {
    await page.goto(staffUrl() + path, { waitUntil: 'networkidle' });
    expect(await page.locator('[data-keep], [data-stored]').count()).toBe(0);
    expect(await page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length])).toEqual([0, 0]);
  }
  await page.context().close();
});
