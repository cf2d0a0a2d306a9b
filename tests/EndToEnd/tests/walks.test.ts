import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, newPage, openMap } from '../support/browser';
import { tabTo } from '../support/keyboard';
import { layerOfKind, publicUrl } from '../support/town';

/** The five main tasks with keys alone; what a screen reader would be told is read from the accessibility tree. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const HOUSE = '潮見町本町1-2-3';

test('1: what may happen at my house', async () => {
  const { page, faults } = await newPage(browser);
  await openMap(page, publicUrl());
  await page.keyboard.press('/');
  await page.keyboard.type(HOUSE);
  await page.waitForSelector('.suggestion');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.hazard-answer');
  const tree = await page.locator('.here').ariaSnapshot();
  expect(tree).toContain('heading "この場所の災害の想定" [level=3]');
  expect(tree).toMatch(/heading ".*本町.*" \[level=2\]/);
  expect(tree).toContain('heading "近い避難場所"');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('2: the nearest place that I may go to in a flood', async () => {
  const { page } = await newPage(browser);
  await page.goto(publicUrl() + 'find');
  await tabTo(page, 'input#q');
  await page.keyboard.type(HOUSE);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/place\?/);
  await tabTo(page, 'select#for', 60);
  await page.keyboard.type('洪水');
  await page.selectOption('select#for', 'flood');
  await tabTo(page, 'form.choose button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/for=flood/);
  const tree = await page.locator('main').ariaSnapshot();
  expect(tree).toContain('heading "洪水のときに行ける、近い指定緊急避難場所"');
  const first = page.locator('ol.site-list > li').first();
  expect(await first.locator('.mark').first().innerText()).toContain('○');
  expect(await first.ariaSnapshot()).toMatch(/洪水 使えます/);
  expect(await first.innerText()).toContain('直線の距離');
  await page.context().close();
});

test('3: the list of shelters for a disaster', async () => {
  const { page } = await newPage(browser);
  await openMap(page, publicUrl());
  await tabTo(page, '.menu-button');
  await page.keyboard.press('Enter');
  await tabTo(page, 'a[href$="/sites"]', 120);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sites/);
  const all = await page.locator('.site-list > li').count();
  await tabTo(page, 'select#for');
  await page.selectOption('select#for', 'tsunami');
  await tabTo(page, 'form.choose button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/for=tsunami/);
  const some = await page.locator('.site-list > li').count();
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
  expect(await page.locator('main').ariaSnapshot()).toMatch(/heading ".+" \[level=2\]/);
  await page.context().close();
});

test('4: another hazard on the map, and what its colours mean', async () => {
  const tsunami = await layerOfKind('tsunami');
  const { page } = await newPage(browser);
  await openMap(page, publicUrl());
  await tabTo(page, '.tab-hazards');
  await page.keyboard.press('Enter');
  await tabTo(page, `.choice:nth-child(${await page.evaluate((title) => [...document.querySelectorAll('.choice')].findIndex((one) => one.textContent === title) + 1, tsunami.title)})`);
  expect(await page.evaluate(() => document.activeElement!.getAttribute('aria-pressed'))).toBe('false');
  await page.keyboard.press('Space');
  expect(await page.evaluate(() => document.activeElement!.getAttribute('aria-pressed'))).toBe('true');
  await expect.poll(() => page.locator('.legend-on-screen').innerText()).toContain(tsunami.title);
  const tree = await page.locator('.legend-on-screen').ariaSnapshot();
  expect(tree).toContain(`heading "${tsunami.title}"`);
  expect(tree).toMatch(/listitem.*m(未満|以上)/);
  await page.context().close();
});

test('5: the town’s data for a program of my own', async () => {
  const { page } = await newPage(browser, { javaScriptEnabled: false });
  await page.goto(publicUrl());
  await tabTo(page, 'a[href="/data"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/data/);
  // The worker makes the files of a town that has just been filled one layer after the other.
  await expect.poll(async () => {
    await page.reload();
    return page.locator('a[href$=".geojson"]').count();
  }, { timeout: 60_000, interval: 1000 }).toBeGreaterThan(0);
  await tabTo(page, 'a[href$=".geojson"]');
  const link = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href);
  const answer = await (await fetch(link)).json() as { type: string; features: unknown[] };
  expect(answer.type).toBe('FeatureCollection');
  expect(answer.features.length).toBeGreaterThan(0);
  expect(await page.locator('main').ariaSnapshot()).toContain('link "GeoJSON');
  await page.context().close();
});
