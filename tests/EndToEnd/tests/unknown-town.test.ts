import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startFixture, type FixtureTown } from '../fixture/server';
import { axe } from '../support/axe';
import { launch, newPage, openMap, otherHosts, phone } from '../support/browser';

// A town whose kinds and layers nobody has seen: all that is on the page comes from its catalogue.
let browser: Browser;
let town: FixtureTown;
beforeAll(async () => {
  town = await startFixture();
  browser = await launch();
});
afterEach(() => town.broken.clear());
afterAll(async () => {
  await browser?.close();
  await town?.close();
});

const DEEP = '#map=15/35.1045/139.306&at=35.1045,139.306';

test('layers of unknown kinds get a legend, a panel, search and a hazard sentence', async () => {
  const { page, faults, requests } = await newPage(browser);
  await openMap(page, town.url + DEEP);
  expect(await page.textContent('h1')).toContain('ためし町');
  expect(await page.textContent('.notice')).toBe('架空の町です');
  await page.waitForSelector('.hazard');
  expect(await page.textContent('.where')).toBe('浜3番 付近');
  expect(await page.textContent('.hazard-range')).toBe('3〜5m');
  expect(await page.textContent('.hazard-answer')).toContain('かえるの雨');
  await page.waitForSelector('.feature');
  expect(await page.textContent('.things')).toContain('大きな畑');
  expect(await page.textContent('.things')).toContain('12,345.68㎡');

  await page.click('.tab-hazards');
  await expect.poll(() => page.textContent('.legend-on-screen')).toContain('3m以上5m未満');

  await page.fill('.search-input', '丘');
  await page.waitForSelector('.suggestion');
  await page.press('.search-input', 'ArrowDown');
  await page.press('.search-input', 'Enter');
  await expect.poll(() => page.textContent('.things')).toContain('丘の小屋');
  expect(faults).toEqual([]);
  expect(otherHosts(requests, town.url)).toEqual([]);
  await page.context().close();
});

test('in another language what nobody translated stays Japanese, and is marked as such', async () => {
  const { page, faults } = await newPage(browser);
  await openMap(page, `${town.url}?lang=en${DEEP}`);
  await page.waitForSelector('.hazard');
  expect(await page.textContent('.hazard-title span[lang=ja]')).toBe('月の潮の深さ');
  expect(await page.textContent('.hazard-range')).toBe('3–5 m');
  await page.waitForSelector('.feature .facts');
  expect(await page.locator('.facts dt[lang=ja]').allInnerTexts()).toContain('広さ');
  await page.click('.tab-hazards');
  await expect.poll(() => page.locator('.legend-on-screen .legend-label[lang=ja]').allInnerTexts()).toContain('3m以上5m未満');
  await page.click('.tab-layers');
  expect(await page.locator('.layer-group h3[lang=ja]').allInnerTexts()).toEqual(['災害の想定', '行くところ', '土地']);
  expect(await axe(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a site that stands in the hazard itself is not offered for it', async () => {
  const { page } = await newPage(browser);
  await openMap(page, town.url + DEEP);
  await page.waitForSelector('.site');
  const sites = await page.$$eval('.here .site', (rows) => rows.map((row) => [row.classList.contains('unfit'), row.querySelector('.site-name')?.textContent]));
  expect(sites).toEqual([[false, '丘の小屋'], [true, '浜の小屋']]);
  await page.context().close();
});

test('outside the data the page says that nothing is known, and never that it is safe', async () => {
  const { page } = await newPage(browser);
  await openMap(page, `${town.url}#map=15/35.118/139.306&at=35.118,139.306`);
  await page.waitForSelector('.hazard-answer');
  const words = await page.innerText('.hazard-answer');
  expect(words).toContain('データの範囲の外');
  expect(words).not.toMatch(/安全です|安心です|危険はありません/);
  await page.context().close();
});

test('nothing found is said with what to try next', async () => {
  const { page } = await newPage(browser);
  await openMap(page, town.url);
  await page.fill('.search-input', 'ありません町');
  await expect.poll(() => page.innerText('.suggestion-message')).toContain('見つかりませんでした');
  expect(await page.innerText('.suggestion-message')).toContain('例: 本町1-2-3');
  expect(await axe(page)).toEqual([]);
  await page.context().close();
});

test('when the catalogue does not come the page says so and starts when asked again', async () => {
  town.broken.add('/catalogue.json');
  const { page } = await newPage(browser);
  await page.goto(town.url);
  await page.waitForSelector('.failure');
  expect(await page.innerText('.failure')).toContain('地図のデータを読み込めませんでした');
  expect(await axe(page)).toEqual([]);
  town.broken.clear();
  await page.click('.failure button');
  await page.waitForSelector('h1');
  await page.context().close();
});

test('when the hazard answer fails the rest stays, and asking again works', async () => {
  town.broken.add('/hazards');
  const { page } = await newPage(browser);
  await openMap(page, town.url + DEEP);
  await page.waitForSelector('.here .failure');
  await page.waitForSelector('.feature');
  expect(await page.innerText('.here .failure')).toContain('災害の想定を読み込めませんでした');
  town.broken.clear();
  await page.click('.here .failure button');
  await page.waitForSelector('.hazard');
  await page.context().close();
});

test('with the network cut the page says so', async () => {
  const { page } = await newPage(browser);
  await openMap(page, town.url);
  await page.context().setOffline(true);
  await expect.poll(() => page.isVisible('.offline')).toBe(true);
  expect(await axe(page)).toEqual([]);
  await page.context().setOffline(false);
  await expect.poll(() => page.isVisible('.offline')).toBe(false);
  await page.context().close();
});

test('without WebGL the answer, the search and the lists still work', async () => {
  const { page, faults } = await newPage(browser, phone);
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
      apply: (get, canvas, [kind, ...rest]: [string, ...unknown[]]) => (kind.startsWith('webgl') ? null : Reflect.apply(get, canvas, [kind, ...rest])),
    });
  });
  await page.goto(town.url + DEEP);
  await page.waitForSelector('.without-map');
  expect(await page.innerText('.map-unavailable')).toContain('地図の絵を出せません');
  await page.waitForSelector('.hazard');
  await expect.poll(() => page.textContent('.things')).toContain('大きな畑');
  await page.click('.tab-layers');
  await page.click('.layer:has-text("にげる小屋") .unfold');
  await page.click('button:has-text("一覧")');
  await page.waitForSelector('.item');
  await page.click('.item:has-text("丘の小屋")');
  await expect.poll(() => page.textContent('.things')).toContain('丘の小屋');
  expect(await axe(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the address keeps place, zoom and layers', async () => {
  const { page } = await newPage(browser);
  await openMap(page, town.url + DEEP);
  await page.click('.tab-hazards');
  await page.click('.choice');
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('off=x1-tide');
  const link = page.url();
  await openMap(page, link);
  await page.click('.tab-hazards');
  expect(await page.getAttribute('.choice', 'aria-pressed')).toBe('false');
  await page.click('.tab-here');
  expect(await page.textContent('.where')).toBe('浜3番 付近');
  await page.context().close();
});
